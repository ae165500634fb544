"""Which packs the user trusts: a list of content hashes in the user's own settings.

A workspace can never say so itself, for it comes from other people.  Any change to a pack's files
makes it untrusted again; it then still renders, in a process with limits.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

from brief.diagnostics import UsageError, errors
from brief.templating import content
from brief.templating.packs import Pack

FILE = "trusted-templates.json"


def trusted(pack: Pack, settings: Path | None = None) -> bool:
    """Whether the pack came with the product, or the user trusts its present content."""
    if pack.builtin:
        return True
    return not errors(pack.found) and content.read(pack).digest in known(settings)


def known(settings: Path | None = None) -> dict[str, str]:
    """The packs that are trusted, by the hash of their content; `settings` is the user's folder
    (the platform's where None)."""
    return _read(_folder(settings))


def record(pack: Pack, settings: Path | None = None) -> Path | None:
    """Trust the pack as it is now; the file it is listed in, None where there is no place.

    Raises `UsageError` for a pack with errors.
    """
    if errors(pack.found):
        raise UsageError(
            f"the template `{pack.name}` has errors",
            help=f"brief template lint {pack.name} tells them; mend it before trusting it",
        )
    folder = _folder(settings)
    if folder is None:
        return None
    packs = _read(folder)
    packs[content.read(pack).digest] = pack.name
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / FILE
    aside = folder / f"{FILE}.{os.getpid()}"
    value = {"format": 1, "packs": dict(sorted(packs.items()))}
    aside.write_text(json.dumps(value, indent=2) + "\n", encoding="utf-8")
    aside.replace(path)
    return path


def _folder(settings: Path | None) -> Path | None:
    if settings is not None:
        return settings
    from brief import own

    return own.folder()


def _read(folder: Path | None) -> dict[str, str]:
    """The trusted hashes; none where the list is missing or broken."""
    try:
        value = json.loads((folder / FILE).read_text("utf-8")) if folder else {}
    except (OSError, ValueError):
        return {}
    packs = value.get("packs") if isinstance(value, dict) else None
    return {str(key): str(name) for key, name in packs.items()} if isinstance(packs, dict) else {}
