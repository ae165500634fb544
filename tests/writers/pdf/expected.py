"""What a reader must find in a PDF's structure: the texts and the tags of a document tree."""

from __future__ import annotations

from collections.abc import Iterator

from brief.document.tree import (
    Block,
    BlockQuote,
    Box,
    Contents,
    CrossReference,
    Document,
    Emphasis,
    EndNotes,
    Fields,
    Figure,
    Heading,
    Inline,
    LineBreak,
    Link,
    List,
    Note,
    Paragraph,
    Quotation,
    RemarkMark,
    Section,
    Statement,
    Strong,
    Styled,
    Table,
    Text,
)

Piece = tuple[str, str]  # a tag and its text


class Reader:
    """Reads a tree as the writer's structure must give it: notes stand behind their block."""

    def __init__(self, document: Document) -> None:
        self._endnotes = document.meta.citations == "endnote"
        self._seen: set[str] = set()
        self._pending: list[Note] = []
        self._listed: list[Note] = []
        self._entry = 0
        self.pieces = [*self._blocks(document.blocks)]

    @property
    def text(self) -> str:
        """All words in order."""
        return "".join(text for _, text in self.pieces)

    def _blocks(self, blocks: tuple[Block, ...]) -> Iterator[Piece]:
        for block in blocks:
            yield from self._block(block)

    def _block(self, block: Block) -> Iterator[Piece]:
        if isinstance(block, Paragraph):
            yield "P", self._line(block.children)
        elif isinstance(block, Heading):
            yield f"H{block.level}", self._line(block.children)
        elif isinstance(block, Section | Box):
            yield from self._blocks(block.blocks)
        elif isinstance(block, Fields):
            for row in block.rows:
                yield "Lbl", self._line(row.name)
                yield "LBody", self._line(row.value)
        elif isinstance(block, List):
            for number, item in enumerate(block.items, block.start):
                sign = f"{number}." if block.kind == "number" else "•"
                yield "Lbl", self._line(item.label) if block.kind == "label" else sign
                yield from self._blocks(item.blocks)
        elif isinstance(block, BlockQuote):
            yield from self._blocks(block.blocks)
            if block.source:
                yield "P", self._line(block.source)
        elif isinstance(block, Table):
            yield from self._table(block)
        elif isinstance(block, Figure):
            if block.caption:
                yield "Caption", self._line(block.caption)
        elif isinstance(block, Contents):
            yield "Caption", self._line(block.title)
            for entry in block.entries:
                yield "Link", self._line(entry.children) + "\0"  # the page's number follows
        elif isinstance(block, EndNotes):
            yield "H2", self._line(block.title)
            for note in self._listed:
                yield from self._note(note)
        yield from self._notes()

    def _table(self, table: Table) -> Iterator[Piece]:
        yield "Caption", self._line(table.caption)
        yield from self._notes()
        for row in (*table.head, *table.rows):
            for cell in row.cells:
                yield from self._blocks(cell.blocks)
        for remark in table.remarks:
            yield "Lbl", remark.letter
            yield "P", self._line(remark.children)
            yield from self._notes()

    def _notes(self) -> Iterator[Piece]:
        pending, self._pending = self._pending, []
        if self._endnotes:
            self._listed += pending
            return
        for note in pending:
            yield from self._note(note)

    def _note(self, note: Note) -> Iterator[Piece]:
        yield "Lbl", str(note.number)
        yield "P", self._line(note.children)

    def _line(self, inlines: tuple[Inline, ...]) -> str:
        return "".join(self._inline(inline) for inline in inlines)

    def _inline(self, inline: Inline) -> str:
        if isinstance(inline, Text):
            return inline.content
        if isinstance(inline, Note):
            if inline.id not in self._seen:
                self._seen.add(inline.id)
                self._pending.append(inline)
            return str(inline.number)
        if isinstance(inline, RemarkMark):
            return inline.letter
        if isinstance(inline, LineBreak):
            return ""
        assert isinstance(
            inline, Statement | Styled | Strong | Emphasis | Quotation | Link | CrossReference
        )
        return self._line(inline.children)
