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


class Seen(Record):
    """What a document holds: every text that can print with what it stands in; every block, parents
    first, with the role or id of the section around it; and the statements in lines, each with
    the block whose line it stands in."""

    texts: list[tuple[Text, Around]]
    blocks: list[tuple[Block, str]]
    statements: list[tuple[Statement, Block]]


def look(document: Document) -> Seen:
    """All of a document in one walk, in the order of the page, running heads last."""
    reader = _Reader()
    reader.blocks(document.blocks, Around("body"))
    running = document.running
    for inlines in (
        running.head_first, running.head_later, running.foot_key, running.foot_left,
        running.foot_page,
    ):  # fmt: skip
        reader.line(inlines, Around("running"), None)
    return reader.seen


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


class _Reader:
    """Reads blocks and their lines in the order of the page."""

    def __init__(self) -> None:
        self.seen = Seen([], [], [])

    def blocks(self, blocks: tuple[Block, ...], around: Around) -> None:
        found, section = self.seen.blocks, around.section
        for block in blocks:
            found.append((block, section))
            if type(block) is Paragraph:
                children = block.children
                if len(children) == 1 and type(children[0]) is Text:  # as in most cells
                    self.seen.texts.append((children[0], around))
                else:
                    self.line(children, around, block)
            else:
                self.block(block, around)

    def block(self, block: Block, around: Around) -> None:
        """What stands in a block that is no paragraph."""
        if type(block) is Heading:
            self.line(block.children, self.part("heading", around), block)
        elif isinstance(block, (Section, Box)):
            own = block.id if isinstance(block, Section) else ""
            self.blocks(block.blocks, around.replace(section=block.role or own or around.section))
        elif type(block) is Fields:
            label, head = self.part("label", around), self.part("head", around)
            for row in block.rows:
                self.line(row.name, label, None)
                self.line(row.value, head, block)
        elif type(block) is List:
            label = self.part("label", around)
            for item in block.items:
                if item.label:
                    self.line(item.label, label, block)
                self.blocks(item.blocks, around)
        elif type(block) is BlockQuote:
            self.blocks(block.blocks, around)
            self.line(block.source, self.part("source", around), block)
        elif type(block) is Table:
            self.table(block, around)
        elif type(block) is Figure:
            self.line(block.caption, self.part("caption", around), block)
        elif type(block) is Contents:
            heading = self.part("heading", around)
            self.line(block.title, heading, None)
            for entry in block.entries:
                self.line(entry.children, heading, None)
        elif type(block) is EndNotes:
            self.line(block.title, self.part("heading", around), None)

    def table(self, table: Table, around: Around) -> None:
        self.line(table.caption, self.part("caption", around), table)
        label = self.part("label", around)
        for row in table.head:
            for cell in row.cells:
                self.blocks(cell.blocks, label)
        for row in table.rows:
            within = around
            if row.statement:
                within = Around(around.part, row.statement, around.section)
            for cell in row.cells:
                self.blocks(cell.blocks, within)
        for remark in table.remarks:
            self.line(remark.children, around, table)

    @staticmethod
    def part(part: str, around: Around) -> Around:
        return Around(part, around.statement, around.section)

    def line(self, children: tuple[Inline, ...], around: Around, block: Block | None) -> None:
        """A line; statements in it are those of `block`, if it is one that may hold some."""
        found = self.seen.texts
        for child in children:
            kind = type(child)
            if kind is Text:
                found.append((child, around))  # type: ignore[arg-type]  # the class is compared
            elif kind is Statement:
                if block is not None:
                    self.seen.statements.append((child, block))  # type: ignore[arg-type]
                inner = Around(around.part, child.id, around.section)  # type: ignore[attr-defined]
                self.line(child.children, inner, block)  # type: ignore[attr-defined]
            elif kind is Note:
                inner = Around("note", around.statement, around.section)
                self.line(child.children, inner, block)  # type: ignore[attr-defined]
            else:
                self.line(inside(child), around, block)
