"""Rebuilding a tree: every line of inlines in reading order through one function."""

from __future__ import annotations

from operator import is_

from brief import TYPE_CHECKING
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
from brief.record import Record

if TYPE_CHECKING:
    from typing import TypeVar

    R = TypeVar("R", bound=Record)
    T = TypeVar("T")

    Holder = Strong | Emphasis | Styled | Quotation | Statement | Link | CrossReference

Inlines = tuple[Inline, ...]
HOLDERS = (Strong, Emphasis, Styled, Quotation, Statement, Link, CrossReference)


class Walker:
    """Rebuilds a document in reading order; what does not change stays the same object.

    Subclasses say what becomes of a line, and of a block once its lines are done (`leave`); they
    may look at blocks as they are entered (`enter`).  A paragraph is nothing but its line: it is
    neither entered nor left.
    """

    def line(self, inlines: Inlines) -> Inlines:
        """What a line of inlines becomes."""
        return inlines

    def running(self, inlines: Inlines) -> Inlines:
        """What a running head becomes; as a line where not said otherwise."""
        return self.line(inlines)

    def enter(self, block: Block) -> None:
        """Called before a block's own lines."""

    def leave(self, block: Block) -> Block:
        """What a block becomes, its lines being done."""
        return block

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
        return kept(blocks, tuple(map(self.block, blocks)))

    def block(self, block: Block) -> Block:
        if type(block) is Paragraph:
            children = self.line(block.children)
            same = children is block.children
            return block if same else Paragraph(children, block.role, block.lang, block.id)
        self.enter(block)
        inside = _INSIDE.get(type(block))
        return self.leave(getattr(self, inside)(block) if inside else block)

    # ------------------------------------------------------------ blocks with their lines done

    def heading(self, heading: Heading) -> Heading:
        return changed(heading, children=self.line(heading.children))

    def section(self, section: Section | Box) -> Section | Box:
        return changed(section, blocks=self.blocks(section.blocks))

    def listed(self, block: List) -> List:
        return changed(block, items=kept(block.items, tuple(map(self.item, block.items))))

    def item(self, item: Item) -> Item:
        label = self.line(item.label) if item.label else item.label
        blocks = self.blocks(item.blocks)
        same = blocks is item.blocks and label is item.label
        return item if same else Item(blocks, label, item.id)

    def quote(self, quote: BlockQuote) -> BlockQuote:
        blocks = self.blocks(quote.blocks)
        source = self.line(quote.source)
        same = blocks is quote.blocks and source is quote.source
        return quote if same else BlockQuote(blocks, source, quote.role, quote.lang)

    def fields(self, fields: Fields) -> Fields:
        rows = [
            changed(row, name=self.line(row.name), value=self.line(row.value))
            for row in fields.rows
        ]
        return changed(fields, rows=kept(fields.rows, tuple(rows)))

    def figure(self, figure: Figure) -> Figure:
        return changed(figure, caption=self.line(figure.caption))

    def titled(self, block: Contents | EndNotes) -> Contents | EndNotes:
        return changed(block, title=self.line(block.title))

    def table(self, table: Table) -> Table:
        caption = self.line(table.caption)
        head = kept(table.head, tuple(map(self.row, table.head)))
        rows = kept(table.rows, tuple(map(self.row, table.rows)))
        remarks = kept(table.remarks, tuple(map(self.remark, table.remarks)))
        return changed(table, caption=caption, head=head, rows=rows, remarks=remarks)

    def row(self, row: Row) -> Row:
        same = True
        cells: list[Cell] = []
        for cell in row.cells:
            done = cell
            blocks = cell.blocks
            first = blocks[0] if len(blocks) == 1 else None
            if type(first) is Paragraph:  # as in nearly all
                children = self.line(first.children)
                if children is not first.children:
                    only = Paragraph(children, first.role, first.lang, first.id)
                    done = Cell((only,), cell.scope)
                    same = False
            else:
                inside = self.blocks(blocks)
                if inside is not blocks:
                    done = Cell(inside, cell.scope)
                    same = False
            cells.append(done)
        return row if same else Row(tuple(cells), row.statement, row.facts)

    def remark(self, remark: Remark) -> Remark:
        return changed(remark, children=self.line(remark.children))


# The methods that do the lines of a block, by its class.
_INSIDE = {
    Heading: "heading",
    Section: "section",
    Box: "section",
    List: "listed",
    Table: "table",
    BlockQuote: "quote",
    Fields: "fields",
    Figure: "figure",
    Contents: "titled",
    EndNotes: "titled",
}


def every(blocks: tuple[Block, ...]) -> list[Block]:
    """All blocks in reading order, those inside others too; for looking at a tree."""
    found: list[Block] = []

    def gather(blocks: tuple[Block, ...]) -> None:
        for block in blocks:
            found.append(block)
            if type(block) is Paragraph:
                continue
            if isinstance(block, (Section, Box, BlockQuote)):
                gather(block.blocks)
            elif isinstance(block, List):
                for item in block.items:
                    gather(item.blocks)
            elif isinstance(block, Table):
                for row in (*block.head, *block.rows):
                    for cell in row.cells:
                        if len(cell.blocks) == 1 and type(cell.blocks[0]) is Paragraph:
                            found.append(cell.blocks[0])
                        else:
                            gather(cell.blocks)

    gather(blocks)
    return found


def kept(old: tuple[T, ...], new: tuple[T, ...]) -> tuple[T, ...]:
    """The old tuple where the new one holds the very same things."""
    return old if len(old) == len(new) and all(map(is_, old, new)) else new


def changed(node: R, **fields: object) -> R:
    """The node with these fields; itself where they are what it has."""
    for name, value in fields.items():
        if getattr(node, name) is not value:
            return node.replace(**fields)
    return node


def holding(holder: Holder, children: Inlines) -> Holder:
    """The inline with these children; itself where they are what it has."""
    if children is holder.children:
        return holder
    if type(holder) is Statement:  # of which there are most
        return Statement(children, holder.id, holder.facts, holder.author)
    return holder.replace(children=children)
