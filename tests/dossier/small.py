"""A small dossier to write into a folder and spoil, for the tests of reading."""

from __future__ import annotations

from pathlib import Path

from brief.diagnostics import Diagnostic
from brief.dossier import load
from brief.dossier.model import Dossier

REPORT = """\
Port of Lidora to double its quays

The harbour board approved the plan on Monday. “We need room for larger ships,” Mara Holt said.

photo: Lidora Post

The work is expected to cost about 40 million crowns. Holt told the paper it would begin in May.

She called it “a plan for a generation.” The board meets again in June.
"""

FILES = {
    "dossier.yaml": """\
format: 1
title: Lidora doubles its quays{quays}
short-title: Lidora’s quays
subject: Port of Lidora
language: en
as-of: 2026-03-02
edition: 1
subjects:
  plan: the plan
outline:
  bottom-line:
    - quays
  body:
    - section: quotes
      items: [room]
  annex:
    - sources
""",
    "sources.yaml": """\
format: 1
sources:
  - source: post
    snapshot: snapshots/post.txt
    outlet: Lidora Post
    short: Post
    title: Port of Lidora to double its quays
    author: not stated
    published: {supplied: 2 March 2026, by: the outlet’s site}
    url: not stated
    descriptor: A news report.
    furniture: |
      photo: Lidora Post
""",
    "names.yaml": """\
format: 1
names:
  - person: holt
    name: Mara Holt
    aliases: [Holt]
  - outlet: lidora-post
    name: Lidora Post
""",
    "facts/facts.yaml": """\
format: 1
from: post
facts:
  - point: quays
    text: The harbour board approved the plan.
    passage: The harbour board … on Monday.
  - quote: room
    words: We need room for larger ships
    clause: Mara Holt said
    speaker: Mara Holt
    via: []
  - figure: cost
    value: about 40 million crowns
    passage: The work is expected to cost about 40 million crowns.
""",
    "snapshots/post.txt": REPORT,
}


class Small:
    """A dossier's folder inside a workspace."""

    def __init__(self, workspace: Path) -> None:
        self.workspace = workspace
        self.folder = workspace / "sources" / "lidora"
        for name, text in FILES.items():
            self.write(name, text)

    def write(self, name: str, text: str | bytes) -> None:
        """Put a file of the dossier in place."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)

    def change(self, name: str, old: str, new: str) -> None:
        """Replace words of a file."""
        text = (self.folder / name).read_text(encoding="utf-8")
        assert old in text
        self.write(name, text.replace(old, new))

    def facts(self, text: str) -> None:
        """Put one more file of facts beside the first."""
        self.write("facts/more.yaml", "format: 1\nfrom: post\nfacts:\n" + text)

    def load(self, cache: Path | None = None) -> tuple[Dossier | None, list[Diagnostic]]:
        """Load it; that nothing is locked is left out of the findings."""
        dossier, found = load(self.folder, self.workspace, cache)
        return dossier, [d for d in found if d.code != "LOCK-MISSING"]

    def dossier(self) -> Dossier:
        """Load it where it must be sound."""
        dossier, found = self.load()
        assert found == []
        assert dossier is not None
        return dossier


def told(found: list[Diagnostic]) -> list[tuple[str, str, int, int]]:
    """Code, file's name, line and column of findings."""
    return [
        (d.code, d.span.file.rpartition("/")[2], d.span.line, d.span.column)
        for d in found
        if d.span
    ]
