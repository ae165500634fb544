"""Walking a document tree: every text and block with what it stands in."""

from __future__ import annotations

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


def texts(document: Document) -> list[tuple[Text, Around]]:
    """Every text of the document that can print, with what it stands in."""
    reader = _Reader()
    for block in document.blocks:
        reader.block(block, Around("body"))
    running = document.running
    for inlines in (
        running.head_first, running.head_later, running.foot_key, running.foot_left,
        running.foot_page,
    ):  # fmt: skip
        reader.line(inlines, Around("running"))
    return reader.found


def blocks(document: Document) -> list[tuple[Block, str]]:
    """Every block, parents first, with the role or id of the section it stands in."""
    found: list[tuple[Block, str]] = []
    _nested(document.blocks, "", found)
    return found


def within(block: Block) -> tuple[Block, ...]:
    """The blocks that a block holds directly."""
    if type(block) is Paragraph:
        return ()
    if isinstance(block, (Section, BlockQuote, Box)):
        return block.blocks
    if isinstance(block, List):
        return tuple([inner for item in block.items for inner in item.blocks])
    if isinstance(block, Table):
        rows = (*block.head, *block.rows)
        return tuple([inner for row in rows for cell in row.cells for inner in cell.blocks])
    return ()


def inlines(children: tuple[Inline, ...]) -> list[Inline]:
    """Every inline, parents first; the text of notes is included."""
    found: list[Inline] = []
    _gather(children, found)
    return found


def inside(inline: Inline) -> tuple[Inline, ...]:
    """The inlines that an inline holds directly."""
    if type(inline) is Text:
        return ()
    if type(inline) is Citation:
        return inline.remark
    return getattr(inline, "children", ())


def _gather(children: tuple[Inline, ...], found: list[Inline]) -> None:
    for child in children:
        found.append(child)
        if type(child) is not Text:
            _gather(inside(child), found)


def _nested(blocks: tuple[Block, ...], section: str, found: list[tuple[Block, str]]) -> None:
    for block in blocks:
        found.append((block, section))
        if type(block) is Paragraph:
            continue
        inner = section
        if type(block) is Section:
            inner = block.role or block.id or section
        elif type(block) is Box:
            inner = block.role
        _nested(within(block), inner, found)


class _Reader:
    """Reads texts in the order of the page."""

    def __init__(self) -> None:
        self.found: list[tuple[Text, Around]] = []

    def block(self, block: Block, around: Around) -> None:
        if type(block) is Paragraph:
            self.line(block.children, around)
        elif type(block) is Heading:
            self.line(block.children, around.replace(part="heading"))
        elif isinstance(block, (Section, Box)):
            own = block.id if isinstance(block, Section) else ""
            inner = around.replace(section=block.role or own or around.section)
            for child in block.blocks:
                self.block(child, inner)
        elif type(block) is Fields:
            label, head = around.replace(part="label"), around.replace(part="head")
            for row in block.rows:
                self.line(row.name, label)
                self.line(row.value, head)
        elif type(block) is List:
            label = around.replace(part="label")
            for item in block.items:
                self.line(item.label, label)
                for child in item.blocks:
                    self.block(child, around)
        elif type(block) is BlockQuote:
            for child in block.blocks:
                self.block(child, around)
            self.line(block.source, around.replace(part="source"))
        elif type(block) is Table:
            self.table(block, around)
        elif type(block) is Figure:
            self.line(block.caption, around.replace(part="caption"))
        elif type(block) is Contents:
            heading = around.replace(part="heading")
            self.line(block.title, heading)
            for entry in block.entries:
                self.line(entry.children, heading)
        elif type(block) is EndNotes:
            self.line(block.title, around.replace(part="heading"))

    def table(self, table: Table, around: Around) -> None:
        self.line(table.caption, around.replace(part="caption"))
        label = around.replace(part="label")
        for row in table.head:
            self.row(row, label)
        for row in table.rows:
            self.row(row, around.replace(statement=row.statement) if row.statement else around)
        for remark in table.remarks:
            self.line(remark.children, around)

    def row(self, row: Row, around: Around) -> None:
        for cell in row.cells:
            for block in cell.blocks:
                self.block(block, around)

    def line(self, children: tuple[Inline, ...], around: Around) -> None:
        for child in children:
            if type(child) is Text:
                self.found.append((child, around))
            elif type(child) is Statement:
                self.line(child.children, Around(around.part, child.id, around.section))
            elif type(child) is Note:
                self.line(child.children, Around("note", around.statement, around.section))
            else:
                self.line(inside(child), around)
