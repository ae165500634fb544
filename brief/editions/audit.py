"""Finished files held against the document they were made from, block for block.

Everything that a file prints was issued by the tree, and everything in the tree is in the file:
what is not is told as R-DOCX or R-PDF, and a difference between two files as R-PARITY.  The files
are read back by code that shares nothing with the writers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from brief.diagnostics import ERROR, Diagnostic
from brief.document.flow import Flow
from brief.record import Record

Fold = Callable[[str], str]


class Read(Record):
    """A finished file as text: its blocks with the numbers of the notes cited in each, and its
    notes.  `exact_space` tells whether white space was read exactly (in a PDF it is a guess)."""

    format: str
    blocks: tuple[tuple[str, tuple[int, ...]], ...]
    notes: tuple[tuple[int, str], ...]
    exact_space: bool = True


def squeeze(text: str) -> str:
    """Without any white space: for files in which it is drawn as distance."""
    return "".join(text.split())


def compare(expected: Flow, read: Read, name: str) -> list[Diagnostic]:
    """What the file `name` lost, gained or changed against what was issued."""
    fold: Fold = (lambda text: text) if read.exact_space else squeeze
    code = f"R-{read.format.upper()}"
    wanted = [fold(block.text) for block in expected.blocks if block.text]
    found = [fold(text) for text, _ in read.blocks if text]
    problems = _differences(wanted, found, code, name, "text")
    wanted_notes = [f"{number} {fold(text)}" for number, text in expected.notes]
    found_notes = [f"{number} {fold(text)}" for number, text in read.notes]
    problems += _differences(wanted_notes, found_notes, code, name, "note")
    if not problems:
        wanted_cites = [number for block in expected.blocks for number in block.cites]
        found_cites = [number for _, numbers in read.blocks for number in numbers]
        if wanted_cites != found_cites:
            problems.append(
                Diagnostic(
                    code,
                    ERROR,
                    f"the note marks in {name} are not those that were issued",
                    notes=(f"issued: {wanted_cites}", f"found: {found_cites}"),
                )
            )
    return problems


def parity(first: Read, second: Read, names: tuple[str, str]) -> list[Diagnostic]:
    """Where two finished files of one edition differ."""
    exact = first.exact_space and second.exact_space
    fold: Fold = (lambda text: text) if exact else squeeze
    one = [fold(text) for text, _ in first.blocks if text]
    two = [fold(text) for text, _ in second.blocks if text]
    one += [f"{number} {fold(text)}" for number, text in first.notes]
    two += [f"{number} {fold(text)}" for number, text in second.notes]
    return _differences(one, two, "R-PARITY", f"{names[1]} beside {names[0]}", "text")


def _differences(
    wanted: Sequence[str], found: Sequence[str], code: str, name: str, what: str
) -> list[Diagnostic]:
    if list(wanted) == list(found):
        return []
    from difflib import SequenceMatcher  # only where something is wrong

    problems = []
    matcher = SequenceMatcher(None, wanted, found, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            continue
        lost, gained = " / ".join(wanted[i1:i2]), " / ".join(found[j1:j2])
        message = {
            "delete": f"{name} lost a {what} that was issued",
            "insert": f"{name} holds a {what} that nobody issued",
            "replace": f"{name} changed a {what} that was issued",
        }[tag]
        notes = []
        if lost:
            notes.append(f"issued: {lost[:400]}")
        if gained:
            notes.append(f"found: {gained[:400]}")
        problems.append(Diagnostic(code, ERROR, message, notes=tuple(notes)))
    return problems[:20]
