"""Walking a document tree: every text and block with what it stands in."""

from __future__ import annotations

from collections.abc import Iterator

from brief.document.tree import (
    Block,
    BlockQuote,
    Box,
    Citation,
    Contents,
    Document,
    EndNotes,
    Fields,
    Figure,
    Heading,
    Inline,
    Item,
    List,
    Note,
    Paragraph,
    Row,
    Section,
    Statement,
    Table,
    Text,
)
from brief.record import Record


class Around(Record):
    """What a text stands in.

    `part`: "body" (where statements stand), "heading", "label", "caption", "note", "head" (the
    memo's head), "running", "source" (the line below a quotation).  `statement` is the id of the
    statement around it, or empty.  `section` is the role or id of the nearest section.
    """

    part: str
    statement: str = ""
    section: str = ""


def texts(document: Document) -> Iterator[tuple[Text, Around]]:
    """Every text of the document that can print, with what it stands in."""
    for block in document.blocks:
        yield from _block(block, Around("body"))
    running = document.running
    for inlines in (
        running.head_first, running.head_later, running.foot_key, running.foot_left,
        running.foot_page,
    ):  # fmt: skip
        yield from _inlines(inlines, Around("running"))


def blocks(document: Document) -> Iterator[tuple[Block, str]]:
    """Every block, parents first, with the role or id of the section it stands in."""
    for block in document.blocks:
        yield from _nested(block, "")


def within(block: Block) -> tuple[Block, ...]:
    """The blocks that a block holds directly."""
    if isinstance(block, (Section, BlockQuote, Box)):
        return block.blocks
    if isinstance(block, List):
        return tuple(inner for item in block.items for inner in item.blocks)
    if isinstance(block, Table):
        rows = (*block.head, *block.rows)
        return tuple(inner for row in rows for cell in row.cells for inner in cell.blocks)
    return ()


def inlines(children: tuple[Inline, ...]) -> Iterator[Inline]:
    """Every inline, parents first; the text of notes is included."""
    for child in children:
        yield child
        yield from inlines(_children(child))


def _children(inline: Inline) -> tuple[Inline, ...]:
    if isinstance(inline, Citation):
        return inline.remark
    return getattr(inline, "children", ())


def _nested(block: Block, section: str) -> Iterator[tuple[Block, str]]:
    yield block, section
    inner = section
    if isinstance(block, Section):
        inner = block.role or block.id or section
    elif isinstance(block, Box):
        inner = block.role
    for child in within(block):
        yield from _nested(child, inner)


def _block(block: Block, around: Around) -> Iterator[tuple[Text, Around]]:
    if isinstance(block, Heading):
        yield from _inlines(block.children, around.replace(part="heading"))
    elif isinstance(block, Paragraph):
        yield from _inlines(block.children, around)
    elif isinstance(block, (Section, Box)):
        own = block.id if isinstance(block, Section) else ""
        inner = around.replace(section=block.role or own or around.section)
        for child in block.blocks:
            yield from _block(child, inner)
    elif isinstance(block, Fields):
        for row in block.rows:
            yield from _inlines(row.name, around.replace(part="label"))
            yield from _inlines(row.value, around.replace(part="head"))
    elif isinstance(block, List):
        for item in block.items:
            yield from _item(item, around)
    elif isinstance(block, BlockQuote):
        for child in block.blocks:
            yield from _block(child, around)
        yield from _inlines(block.source, around.replace(part="source"))
    elif isinstance(block, Table):
        yield from _table(block, around)
    elif isinstance(block, Figure):
        yield from _inlines(block.caption, around.replace(part="caption"))
    elif isinstance(block, Contents):
        yield from _inlines(block.title, around.replace(part="heading"))
        for entry in block.entries:
            yield from _inlines(entry.children, around.replace(part="heading"))
    elif isinstance(block, EndNotes):
        yield from _inlines(block.title, around.replace(part="heading"))


def _item(item: Item, around: Around) -> Iterator[tuple[Text, Around]]:
    yield from _inlines(item.label, around.replace(part="label"))
    for block in item.blocks:
        yield from _block(block, around)


def _table(table: Table, around: Around) -> Iterator[tuple[Text, Around]]:
    yield from _inlines(table.caption, around.replace(part="caption"))
    for row in table.head:
        yield from _row(row, around.replace(part="label"))
    for row in table.rows:
        yield from _row(row, around.replace(statement=row.statement or around.statement))
    for remark in table.remarks:
        yield from _inlines(remark.children, around)


def _row(row: Row, around: Around) -> Iterator[tuple[Text, Around]]:
    for cell in row.cells:
        for block in cell.blocks:
            yield from _block(block, around)


def _inlines(children: tuple[Inline, ...], around: Around) -> Iterator[tuple[Text, Around]]:
    for child in children:
        if isinstance(child, Text):
            yield child, around
        elif isinstance(child, Statement):
            yield from _inlines(child.children, around.replace(statement=child.id))
        elif isinstance(child, Note):
            yield from _inlines(child.children, around.replace(part="note"))
        else:
            yield from _inlines(_children(child), around)
