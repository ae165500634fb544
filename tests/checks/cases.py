"""Cases of rules in Markdown: small dossiers in fenced blocks, and what must be found where.

A page is named after its rule.  Blocks before the first `##` heading are shared by its cases; each
`## ...` is a case.  A block's first line names its file: ```yaml facts/facts.yaml.  The last word
`facts`, `names`, `rulings` or `report` is short for the usual file with its head.  What is expected
stands as a comment at the end of a line (`  # Q-WORDS`), or in a block ```expect as
`CODE file:line`.
Errors and warnings must be exactly these; LOCK-MISSING aside, since no case has a lock.
"""

from __future__ import annotations

import re
from pathlib import Path

from brief.checks import acknowledge, run_dossier
from brief.diagnostics import Diagnostic
from brief.dossier import load
from brief.record import Record

HERE = Path(__file__).parent
_CODE = re.compile(r"  # ((?:[A-Z]+-[A-Z-]+ ?)+)$")

DEFAULTS = {
    "dossier.yaml": """\
format: 1
title: A brief
short-title: A brief
subject: Trade
language: en
as-of: 2026-01-05
edition: 1
to: Desk
from: Desk
outline:
  body: []
""",
    "sources.yaml": """\
format: 1
sources:
  - source: report
    snapshot: snapshots/report.txt
    outlet: not stated
    short: report
    title: not stated
    author: not stated
    published: not stated
    url: not stated
    currency: USD
    descriptor: A report.
""",
    "names.yaml": "format: 1\nnames: []\n",
    "rulings.yaml": "format: 1\nrulings: []\nacknowledged: []\n",
}


SHORT = {
    "facts": ("facts/facts.yaml", "format: 1\nfrom: report\nfacts:\n"),
    "names": ("names.yaml", "format: 1\nnames:\n"),
    "rulings": ("rulings.yaml", "format: 1\n"),
    "report": ("snapshots/report.txt", ""),
    "second": ("snapshots/second.txt", ""),
}


class Case(Record):
    """One case: its files by path, and (code, file, line) of what must be found."""

    page: str
    title: str
    files: dict[str, str]
    expected: tuple[tuple[str, str, int], ...]

    def __str__(self) -> str:
        return f"{self.page}: {self.title}"


def pages() -> list[Path]:
    return sorted(HERE.glob("*.md"))


def cases(page: Path) -> list[Case]:
    """The cases of a page, in order."""
    shared: dict[str, str] = {}
    found: list[Case] = []
    title, files, expected = "", shared, []
    lines = iter(page.read_text(encoding="utf-8").splitlines())
    for line in lines:
        if line.startswith("## "):
            if title:
                found.append(Case(page.stem, title, {**shared, **files}, tuple(expected)))
            title, files, expected = line[3:], {}, []
        elif line.startswith("```"):
            block = []
            for inner in lines:
                if inner == "```":
                    break
                block.append(inner)
            name = line.split(" ")[-1]
            if name == "```expect":
                expected += [_expectation(text) for text in block if text]
                continue
            name, head = SHORT.get(name.removeprefix("```"), (name, ""))
            files[name] = head + "\n".join(block) + "\n"
            for number, text in enumerate(files[name].splitlines(), 1):
                match = _CODE.search(text)
                if match and name.endswith(".yaml"):
                    expected += [(code, name, number) for code in match.group(1).split()]
    if title:
        found.append(Case(page.stem, title, {**shared, **files}, tuple(expected)))
    return found


def _expectation(text: str) -> tuple[str, str, int]:
    code, place = text.split()
    file, _, line = place.rpartition(":")
    return code, file, int(line)


def write(case: Case, folder: Path) -> Path:
    """The case's dossier below `folder`; returns the dossier's own folder."""
    root = folder / "sources" / "case"
    for name, text in {**DEFAULTS, **case.files}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def line(diagnostic: Diagnostic) -> int:
    return diagnostic.span.line if diagnostic.span else 0


def found(case: Case, folder: Path) -> list[tuple[str, str, int]]:
    """(code, file, line) of every error and warning."""
    root = write(case, folder)
    dossier, told = load(root, folder)
    assert dossier is not None, told
    told = acknowledge([*told, *run_dossier(dossier)], dossier)
    return [
        (
            d.code,
            (d.span.file if d.span else "").removeprefix("sources/case/"),
            d.span.line if d.span else 0,
        )
        for d in told
        if d.severity != "info" and d.code != "LOCK-MISSING"
    ]
