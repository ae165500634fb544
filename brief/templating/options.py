"""How to render."""

from __future__ import annotations

from pathlib import Path

from brief.record import Record

MAIN = "brief.html.j2"
MESSAGE = "message.html.j2"


class Options(Record):
    """`language` (the dossier's where empty), `draft` for a visible mark, the name of the `edition`
    where the dossier types none, a `cache` folder for what may be remembered, the user's `settings`
    folder, where trusted packs are listed (the platform's where None).  `main` is the template to
    begin with."""

    language: str = ""
    draft: bool = False
    edition: str = ""
    cache: Path | None = None
    settings: Path | None = None
    main: str = MAIN
