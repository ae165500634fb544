"""Walking a document tree: its texts, blocks and statements, for the rules that look at it."""

from __future__ import annotations

from brief import TYPE_CHECKING
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

if TYPE_CHECKING:
    from collections.abc import Callable

    Read = Callable[[tuple[Inline, ...], Block | None], None]


class Seen(Record):
    """What a document holds, in the order of the page.

    `texts`: every text that can print.  `bare`: of these the ones of the body (no heading, label,
    caption, note, head of a memo, running head or line below a quotation) that stand in no
    statement.  `blocks`: every block but paragraphs, parents first, with the role or id of the
    section around it.  `statements`: those in lines, each with the block whose line it stands in.
    """

    texts: list[Text]
    bare: list[Text]
    blocks: list[tuple[Block, str]]
    statements: list[tuple[Statement, Block]]


def look(document: Document) -> Seen:
    """All of a document in one walk, running heads last."""
    reader = _Reader()
    reader.blocks(document.blocks, "", reader.body)
    running = document.running
    for inlines in (
        running.head_first, running.head_later, running.foot_key, running.foot_left,
        running.foot_page,
    ):  # fmt: skip
        reader.line(inlines, None)
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
    """Reads blocks and their lines in the order of the page.

    The lines of blocks are read by `body` where texts in them would be bare, else by `line`.
    """

    def __init__(self) -> None:
        self.seen = Seen([], [], [], [])

    def blocks(self, blocks: tuple[Block, ...], section: str, read: Read) -> None:
        for block in blocks:
            if type(block) is Paragraph:
                read(block.children, block)
            else:
                self.seen.blocks.append((block, section))
                self.block(block, section, read)

    def block(self, block: Block, section: str, read: Read) -> None:
        """What stands in a block that is no paragraph."""
        line = self.line
        if type(block) is Heading:
            line(block.children, block)
        elif type(block) is Section or type(block) is Box:
            own = block.id if type(block) is Section else ""
            self.blocks(block.blocks, block.role or own or section, read)
        elif type(block) is Fields:
            for row in block.rows:
                line(row.name, None)
                line(row.value, block)
        elif type(block) is List:
            for item in block.items:
                if item.label:
                    line(item.label, block)
                self.blocks(item.blocks, section, read)
        elif type(block) is BlockQuote:
            self.blocks(block.blocks, section, read)
            line(block.source, block)
        elif type(block) is Table:
            self.table(block, section, read)
        elif type(block) is Figure:
            line(block.caption, block)
        elif type(block) is Contents:
            line(block.title, None)
            for entry in block.entries:
                line(entry.children, None)
        elif type(block) is EndNotes:
            line(block.title, None)

    def table(self, table: Table, section: str, read: Read) -> None:
        self.line(table.caption, table)
        for row in table.head:
            for cell in row.cells:
                self.blocks(cell.blocks, section, self.line)
        texts = self.seen.texts
        for row in table.rows:
            inside = self.line if row.statement else read
            for cell in row.cells:
                for block in cell.blocks:
                    if type(block) is not Paragraph:
                        self.blocks((block,), section, inside)
                        continue
                    children = block.children
                    if row.statement and len(children) == 1 and type(children[0]) is Text:
                        texts.append(children[0])  # as in most cells
                    else:
                        inside(children, block)
        for remark in table.remarks:
            read(remark.children, table)

    def line(self, children: tuple[Inline, ...], block: Block | None) -> None:
        """A line; statements in it are those of `block`, if it is one that may hold some."""
        texts = self.seen.texts
        for child in children:
            if type(child) is Text:
                texts.append(child)
                continue
            if type(child) is Statement and block is not None:
                self.seen.statements.append((child, block))
            self.line(inside(child), block)

    def body(self, children: tuple[Inline, ...], block: Block | None) -> None:
        """A line as `line` reads it, whose texts are bare but for those of statements and notes."""
        for child in children:
            if type(child) is Text:
                self.seen.texts.append(child)
                self.seen.bare.append(child)
            elif type(child) is Statement or type(child) is Note:
                self.line((child,), block)
            else:
                self.body(inside(child), block)
