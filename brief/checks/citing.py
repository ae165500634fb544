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
from brief.checks.desk.walk import blocks, inlines, texts
from brief.diagnostics import ERROR, Diagnostic, Span
from brief.document.tree import (
    Block,
    BlockQuote,
    Citation,
    Document,
    Fields,
    Figure,
    Heading,
    Inline,
    List,
    Note,
    Paragraph,
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
    for block, _ in blocks(document):
        for inline in _lines(block):
            if isinstance(inline, Statement) and not inline.author:
                cited = silent or isinstance(block, (Heading, Fields)) or _cites(inline.children)
                yield from _judged(inline.id, inline.facts, cited, inline)
        if isinstance(block, Table):
            for row in block.rows:
                if row.statement:
                    yield from _judged(row.statement, row.facts, _cites(_row_lines(row)), None)
    told: set[tuple[str, str]] = set()
    for text, around in texts(document):
        origin = text.origin
        if origin.kind != "fact" or around.statement or around.part != "body":
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


def _judged(
    key: str, facts: tuple[str, ...], cited: bool, statement: Statement | None
) -> Iterator[Diagnostic]:
    if facts and cited:
        return
    words = _words(statement.children) if statement else ""
    why = "names no fact" if not facts else "has no citation"
    yield Diagnostic(
        "T-UNCITED",
        ERROR,
        f"statement {key} {why}",
        _place(statement) if statement else None,
        f"“{words[:60]}”" if words else "",
        helps=("end it with `{fact}`, or mark it `author: yes`",),
        fact=facts[0] if facts else "",
    )


def _cites(children: tuple[Inline, ...]) -> bool:
    for inline in inlines(children):
        if isinstance(inline, (Citation, Note)):
            return True
        if isinstance(inline, Text) and inline.origin.kind == "citation":
            return True
    return False


def _lines(block: Block) -> Iterator[Inline]:
    """Every inline that the block itself holds, not those of blocks within it."""
    parts: tuple[tuple[Inline, ...], ...] = ()
    if isinstance(block, (Heading, Paragraph)):
        parts = (block.children,)
    elif isinstance(block, Fields):
        parts = tuple(row.value for row in block.rows)
    elif isinstance(block, List):
        parts = tuple(item.label for item in block.items)
    elif isinstance(block, BlockQuote):
        parts = (block.source,)
    elif isinstance(block, Table):
        parts = (block.caption, *(remark.children for remark in block.remarks))
    elif isinstance(block, Figure):
        parts = (block.caption,)
    for part in parts:
        yield from inlines(part)


def _row_lines(row: Row) -> tuple[Inline, ...]:
    return tuple(
        inline
        for cell in row.cells
        for block in cell.blocks
        for inline in getattr(block, "children", ())
    )


def _words(children: tuple[Inline, ...]) -> str:
    return "".join(i.content for i in inlines(children) if isinstance(i, Text)).strip()


def _place(statement: Statement) -> Span | None:
    for inline in inlines(statement.children):
        if isinstance(inline, Text) and inline.origin.place:
            file, _, line = inline.origin.place.rpartition(":")
            return Span(file, int(line)) if line.isdigit() else Span(inline.origin.place)
    return None
