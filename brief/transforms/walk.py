"""Rebuilding a tree: every line of inlines in reading order through one function."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from brief.document.tree import (
    Block,
    BlockQuote,
    Box,
    Cell,
    Contents,
    CrossReference,
    Document,
    Emphasis,
    EndNotes,
    Field,
    Fields,
    Figure,
    Heading,
    Inline,
    Item,
    Link,
    List,
    Paragraph,
    Quotation,
    Remark,
    Row,
    Running,
    Section,
    Statement,
    Strong,
    Styled,
    Table,
)

Inlines = tuple[Inline, ...]
Line = Callable[[Inlines], Inlines]
HOLDERS = (Strong, Emphasis, Styled, Quotation, Statement, Link, CrossReference)
B = TypeVar("B", bound=Block)


class Walker:
    """Rebuilds a document in reading order.  Subclasses say what becomes of a line, and may look
    at blocks as they are entered (`enter`)."""

    def line(self, inlines: Inlines) -> Inlines:
        """What a line of inlines becomes."""
        return inlines

    def running(self, inlines: Inlines) -> Inlines:
        """What a running head becomes; as a line where not said otherwise."""
        return self.line(inlines)

    def enter(self, block: Block) -> None:
        """Called before a block's own lines."""

    def document(self, document: Document) -> Document:
        blocks = self.blocks(document.blocks)
        heads = document.running
        running = Running(
            self.running(heads.head_first),
            self.running(heads.head_later),
            self.running(heads.foot_key),
            self.running(heads.foot_left),
            self.running(heads.foot_page),
        )
        return document.replace(blocks=blocks, running=running)

    def blocks(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(self.block(block) for block in blocks)

    def block(self, block: Block) -> Block:
        self.enter(block)
        if isinstance(block, Heading | Paragraph):
            return block.replace(children=self.line(block.children))
        if isinstance(block, Section | Box):
            return block.replace(blocks=self.blocks(block.blocks))
        if isinstance(block, List):
            return block.replace(items=tuple(self.item(item) for item in block.items))
        if isinstance(block, Table):
            return self.table(block)
        if isinstance(block, BlockQuote):
            return block.replace(blocks=self.blocks(block.blocks), source=self.line(block.source))
        if isinstance(block, Fields):
            rows = (Field(self.line(row.name), self.line(row.value)) for row in block.rows)
            return block.replace(rows=tuple(rows))
        if isinstance(block, Figure):
            return block.replace(caption=self.line(block.caption))
        if isinstance(block, Contents | EndNotes):
            return block.replace(title=self.line(block.title))
        return block

    def item(self, item: Item) -> Item:
        label = self.line(item.label)
        return item.replace(label=label, blocks=self.blocks(item.blocks))

    def table(self, table: Table) -> Table:
        caption = self.line(table.caption)
        head = tuple(self.row(row) for row in table.head)
        rows = tuple(self.row(row) for row in table.rows)
        remarks = tuple(self.remark(remark) for remark in table.remarks)
        return table.replace(caption=caption, head=head, rows=rows, remarks=remarks)

    def row(self, row: Row) -> Row:
        cells = tuple(Cell(self.blocks(cell.blocks), cell.scope) for cell in row.cells)
        return row.replace(cells=cells)

    def remark(self, remark: Remark) -> Remark:
        return remark.replace(children=self.line(remark.children))


def inside(inline: Inline, line: Line) -> Inline:
    """An inline with its children through `line`; others as they are."""
    if isinstance(inline, HOLDERS):
        return inline.replace(children=line(inline.children))
    return inline
