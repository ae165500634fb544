"""The shape of a document, as far as the tree alone shows it.

# T-HEADING: a heading skips a level

## What it checks
A heading is at most one level below the heading before it.

## Why
People who read with a screen reader move by headings; a missing level looks like a missing part.

## Example
A heading of level 4 directly below one of level 2.

## How to mend
Give the heading the next level in the template's section.

# T-EMPTY: a part of the document is empty

## What it checks
Headings, cells of tables, items of lists, labels' texts and sections hold something that prints.

## Why
An empty cell leaves the reader to guess whether nothing is known or something was lost. What is not
stated is printed as "not stated".

## Example
A deal without an amount whose cell prints nothing.

## How to mend
Let the template print the label for "not stated", or leave the section out of the outline.

# T-LONG: a part is too long for its place

## What it checks
The bottom line has at most three lines and about six printed lines (600 characters);
there are at most seven key points; the label of an item has at most 28 characters; a heading at
most 120.

## Why
Two pages are read; five are not. What matters stands in the bottom line.

## Example
A bottom line of five sentences with 900 characters.

## How to mend
Shorten it, or move a part to the annex. If it must stay, acknowledge the warning (`of: dossier`).
"""

from __future__ import annotations

from collections.abc import Iterator

from brief.checks.desk import Desk
from brief.checks.desk.walk import within
from brief.diagnostics import WARNING, Diagnostic
from brief.document.tree import (
    Block,
    Box,
    Cell,
    Document,
    Heading,
    List,
    Paragraph,
    Section,
    Table,
    Text,
    inlines_text,
)

LABEL, HEADING, BOTTOM_LINE, BOTTOM_LINES, KEY_POINTS = 28, 120, 600, 3, 7


def check(document: Document, desk: Desk, declared: frozenset[str]) -> Iterator[Diagnostic]:
    """T-HEADING, T-EMPTY and T-LONG."""
    level = 0
    for block, section in desk.blocks(document):
        if isinstance(block, Heading):
            title = inlines_text(block.children).strip()
            if level and block.level > level + 1:
                message = f"the heading “{title}” skips from level {level} to {block.level}"
                yield _told("T-HEADING", message, section, "use the next level below")
            level = block.level
        yield from _empty(block, section)
        yield from _long(block, section)


def _empty(block: Block, section: str) -> Iterator[Diagnostic]:
    state = 'print "not stated", or leave the part out'
    if isinstance(block, Heading) and not inlines_text(block.children).strip():
        yield _told("T-EMPTY", "a heading is empty", section, state)
    elif isinstance(block, Section) and not any(not isinstance(b, Heading) for b in block.blocks):
        name = block.role or block.id or "a section"
        yield _told("T-EMPTY", f"the section {name} holds nothing but its heading", name, state)
    elif isinstance(block, List):
        for number, item in enumerate(block.items, 1):
            if not any(map(_prints, item.blocks)):
                yield _told("T-EMPTY", f"item {number} of a list is empty", section, state)
    elif isinstance(block, Table):
        for number, row in enumerate(block.rows, 1):
            if all(map(_filled, row.cells)):
                continue
            for column, cell in enumerate(row.cells, 1):
                if not _filled(cell):
                    message = f"the cell in row {number}, column {column} of a table is empty"
                    fact = row.facts[0] if row.facts else ""
                    yield _told("T-EMPTY", message, section, state, fact)


def _long(block: Block, section: str) -> Iterator[Diagnostic]:
    shorten = "shorten it, or acknowledge this in rulings.yaml"
    if isinstance(block, Heading):
        size = len(inlines_text(block.children))
        if size > HEADING:
            message = f"a heading has {size} characters, more than {HEADING}"
            yield _told("T-LONG", message, section, shorten)
    elif isinstance(block, Box) and block.role == "bottom-line":
        size = len(_text(block))
        lines = [b for inner in block.blocks for b in _leaves(inner)]
        count = sum(not isinstance(b, Heading) for b in lines)
        if count > BOTTOM_LINES:
            message = f"the bottom line has {count} statements, more than {BOTTOM_LINES}"
            yield _told("T-LONG", message, block.role, shorten)
        if size > BOTTOM_LINE:
            message = f"the bottom line has {size} characters, more than about six lines"
            yield _told("T-LONG", message, block.role, shorten)
    elif isinstance(block, List):
        if section == "key-points" and len(block.items) > KEY_POINTS:
            message = f"there are {len(block.items)} key points, more than {KEY_POINTS}"
            yield _told("T-LONG", message, section, shorten)
        for item in block.items:
            label = inlines_text(item.label).strip() if item.label else ""
            if len(label) > LABEL:
                message = f"the label “{label}” has {len(label)} characters, more than {LABEL}"
                yield _told("T-LONG", message, section, shorten)


def _told(code: str, message: str, where: str, help: str, fact: str = "") -> Diagnostic:
    notes = (f"in {where}",) if where else ()
    return Diagnostic(code, WARNING, message, helps=(help,), notes=notes, fact=fact)


def _filled(cell: Cell) -> bool:
    return any(map(_prints, cell.blocks))


def _prints(block: Block) -> bool:
    if type(block) is Paragraph:
        first = block.children[0] if block.children else None
        if type(first) is Text and first.content and not first.content.isspace():
            return True
        return bool(inlines_text(block.children).strip())
    return not isinstance(block, (List, Section, Table)) or bool(_text(block).strip())


def _text(block: Block) -> str:
    own = inlines_text(block.children) if isinstance(block, (Heading, Paragraph)) else ""
    return own + "".join(_text(inner) for inner in within(block))


def _leaves(block: Block) -> Iterator[Block]:
    inner = within(block)
    if not inner:
        yield block
    for child in inner:
        yield from _leaves(child)
