"""Every statement of the document is cited where it ends, or is visibly the author's own.

# T-UNCITED: a statement has neither a citation nor the author's mark

## What it checks
Every statement of the document tree has facts and, within it or in its row, a citation (a note or
the words of a Source cell), or it is marked as the author's own. Text of a fact that prints in the
body outside any statement is refused, because nothing would say where it comes from. Titles,
headings, labels, captions, notes and running heads are exempt.

## Why
A reader who doubts a sentence must find its source without asking the author.

## Example
A section template that prints `{{ fact.text }}` outside a statement.

## How to mend
In a template, wrap the value in the pack's statement macro. In an outline, end the sentence with
`{fact}`, or write `author: yes` where it is your own judgement.
"""

from __future__ import annotations

from collections.abc import Iterator

from brief.checks.desk import Desk
from brief.checks.desk.walk import inlines, inside
from brief.diagnostics import ERROR, Diagnostic, Span
from brief.document.tree import (
    Citation,
    Document,
    Fields,
    Heading,
    Inline,
    Note,
    Row,
    Statement,
    Table,
    Text,
)

# Fields of a fact that name or order it, rather than say something: they need no citation.
_NAMES_ONLY = frozenset(("label", "title", "note", "marking", "passage", "passages", "id", "kind"))


def check(document: Document, desk: Desk, declared: frozenset[str]) -> Iterator[Diagnostic]:
    """T-UNCITED."""
    # Titles and memo heads print no note, nor does a template that cites in its annex alone: there
    # the facts that a statement names are enough.
    silent = document.meta.citations == "none"
    seen = desk.look(document)
    for statement, block in seen.statements:
        if not statement.author:
            cited = silent or isinstance(block, (Heading, Fields)) or _cites(statement.children)
            if not (cited and statement.facts):
                yield _told(statement.id, statement.facts, statement)
    for block, _ in seen.blocks:
        if type(block) is Table:
            for row in block.rows:
                if row.statement and not (row.facts and _row_cites(row)):
                    yield _told(row.statement, row.facts, None)
    told: set[tuple[str, str]] = set()
    for text in seen.bare:
        origin = text.origin
        if origin.kind != "fact":
            continue
        if origin.field.split(".")[0] in _NAMES_ONLY or not text.content.strip():
            continue
        if (origin.fact, origin.field) not in told:
            told.add((origin.fact, origin.field))
            yield Diagnostic(
                "T-UNCITED",
                ERROR,
                f"`{origin.fact}.{origin.field}` prints outside any statement",
                desk.origin(origin),
                f"“{text.content.strip()[:60]}”",
                helps=("wrap it in a statement in the template",),
                fact=origin.fact,
            )


def _told(key: str, facts: tuple[str, ...], statement: Statement | None) -> Diagnostic:
    words = _words(statement.children) if statement else ""
    why = "names no fact" if not facts else "has no citation"
    return Diagnostic(
        "T-UNCITED",
        ERROR,
        f"statement {key} {why}",
        _place(statement) if statement else None,
        f"“{words[:60]}”" if words else "",
        helps=("end it with `{fact}`, or mark it `author: yes`",),
        fact=facts[0] if facts else "",
    )


def _cites(children: tuple[Inline, ...]) -> bool:
    for inline in reversed(children):  # a citation comes last
        if type(inline) is Text:
            if inline.origin.kind == "citation":
                return True
        elif isinstance(inline, (Note, Citation)) or _cites(inside(inline)):
            return True
    return False


def _row_cites(row: Row) -> bool:
    for cell in reversed(row.cells):
        for block in cell.blocks:
            if _cites(getattr(block, "children", ())):
                return True
    return False


def _words(children: tuple[Inline, ...]) -> str:
    return "".join(i.content for i in inlines(children) if isinstance(i, Text)).strip()


def _place(statement: Statement) -> Span | None:
    for inline in inlines(statement.children):
        if isinstance(inline, Text) and inline.origin.place:
            file, _, line = inline.origin.place.rpartition(":")
            return Span(file, int(line)) if line.isdigit() else Span(inline.origin.place)
    return None
