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
    for block, _ in desk.blocks(document):
        for statement in _statements(block):
            if not statement.author:
                cited = silent or isinstance(block, (Heading, Fields))
                cited = cited or _cites(statement.children)
                yield from _judged(statement.id, statement.facts, cited, statement)
        if type(block) is Table:
            for row in block.rows:
                if row.statement:
                    yield from _judged(row.statement, row.facts, _row_cites(row), None)
    told: set[tuple[str, str]] = set()
    for text, around in desk.texts(document):
        origin = text.origin
        if around.statement or origin.kind != "fact" or around.part != "body":
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
    for inline in children:
        if type(inline) is Text:
            if inline.origin.kind == "citation":
                return True
        elif isinstance(inline, (Note, Citation)) or _cites(inside(inline)):
            return True
    return False


def _row_cites(row: Row) -> bool:
    return any(
        _cites(getattr(block, "children", ()))
        for cell in reversed(row.cells)
        for block in cell.blocks
    )


def _statements(block: Block) -> list[Statement]:
    """The statements that the block itself holds, not those of blocks within it."""
    found: list[Statement] = []
    for line in _lines(block):
        _gather(line, found)
    return found


def _gather(line: tuple[Inline, ...], found: list[Statement]) -> None:
    for inline in line:
        if type(inline) is Statement:
            found.append(inline)
        if type(inline) is not Text:
            _gather(inside(inline), found)


def _lines(block: Block) -> tuple[tuple[Inline, ...], ...]:
    if isinstance(block, (Paragraph, Heading)):
        return (block.children,)
    if isinstance(block, Fields):
        return tuple([row.value for row in block.rows])
    if isinstance(block, List):
        return tuple([item.label for item in block.items])
    if isinstance(block, BlockQuote):
        return (block.source,)
    if isinstance(block, Table):
        return (block.caption, *(remark.children for remark in block.remarks))
    if isinstance(block, Figure):
        return (block.caption,)
    return ()


def _words(children: tuple[Inline, ...]) -> str:
    return "".join(i.content for i in inlines(children) if isinstance(i, Text)).strip()


def _place(statement: Statement) -> Span | None:
    for inline in inlines(statement.children):
        if isinstance(inline, Text) and inline.origin.place:
            file, _, line = inline.origin.place.rpartition(":")
            return Span(file, int(line)) if line.isdigit() else Span(inline.origin.place)
    return None
