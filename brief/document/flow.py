"""A document's text as it flows: blocks, notes and running heads, for holding files against it.

This is what a finished file, read back, must equal: the words of each paragraph or cell in order,
the notes where they are cited, and the lists of texts that stand in head and foot.
"""

from __future__ import annotations

from brief.document import tree
from brief.document.tree import Note, Text
from brief.record import Record


class Block(Record):
    """A paragraph's text, letters of remarks included; white space collapsed.

    `kind` tells where it stands: heading, text, field, cell, remark or caption.  `cites` are the
    numbers of the notes marked in it, in order.
    """

    kind: str
    text: str
    cites: tuple[int, ...] = ()


class Flow(Record):
    """The text of a document: blocks and notes in order.

    `begins` says of each block of the document how many of `blocks` stand before it.
    """

    blocks: tuple[Block, ...]
    notes: tuple[tuple[int, str], ...]
    running: tuple[str, ...] = ()
    begins: tuple[int, ...] = ()


# Blocks whose first paragraph stands behind a label.
_TAKE_LABELS = frozenset((tree.Paragraph, tree.Section, tree.Box, tree.BlockQuote))


def collapse(text: str) -> str:
    """White space (no-break spaces included) as single spaces, none at the ends."""
    return " ".join(text.split())


def flow(document: tree.Document) -> Flow:
    """The text of a document after all transforms, in the order in which it is read."""
    reader = _Reader()
    begins: list[int] = []
    for block in document.blocks:
        begins.append(len(reader.blocks))
        reader.block(block)
    running = document.running
    heads: list[str] = []
    for field in running._fields:
        heads += _between_numbers(getattr(running, field))
    notes = tuple(sorted(reader.notes.items()))
    return Flow(tuple(reader.blocks), notes, tuple(heads), tuple(begins))


def _between_numbers(inlines: tuple[tree.Inline, ...]) -> list[str]:
    """The texts of a running head between its page numbers."""
    pieces = [""]
    for inline in inlines:
        if isinstance(inline, tree.PageNumber | tree.PageCount):
            pieces.append("")
        else:
            pieces[-1] += tree.inlines_text((inline,))
    return [text for piece in pieces if (text := collapse(piece))]


class _Reader:
    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.notes: dict[int, str] = {}

    def block(self, block: tree.Block, label: tuple[tree.Inline, ...] = ()) -> None:
        """Add a block's paragraphs; `label` goes in front of the first one, or by itself."""
        if label and type(block) not in _TAKE_LABELS:
            self._add("text", label)
        if type(block) is tree.Heading:
            self._add("heading", block.children)
        elif type(block) is tree.Paragraph:
            self._add("text", _labelled(label, block.children))
        elif type(block) is tree.Section or type(block) is tree.Box:
            self._blocks(block.blocks, label)
        elif type(block) is tree.Fields:
            for row in block.rows:
                self._add("field", _labelled(row.name, row.value))
        elif type(block) is tree.List:
            for item in block.items:
                self._blocks(item.blocks, item.label)
        elif type(block) is tree.BlockQuote:
            self._blocks(block.blocks, label)
            if block.source:
                self._add("text", block.source)
        elif type(block) is tree.Table:
            self._table(block)
        elif type(block) is tree.Figure:
            if block.caption:
                self._add("caption", block.caption)
        elif type(block) is tree.Contents:
            if block.title:
                self._add("heading", block.title)
            for entry in block.entries:
                self._add("text", entry.children)
        elif type(block) is tree.EndNotes and block.title:
            self._add("heading", block.title)

    def _blocks(self, blocks: tuple[tree.Block, ...], label: tuple[tree.Inline, ...]) -> None:
        for index, block in enumerate(blocks):
            self.block(block, label if index == 0 else ())

    def _table(self, table: tree.Table) -> None:
        if table.caption:
            self._add("caption", table.caption)
        paragraph = tree.Paragraph
        blocks = self.blocks
        for row in (*table.head, *table.rows):
            for cell in row.cells:
                for block in cell.blocks:
                    if type(block) is not paragraph:
                        self.block(block)
                        continue
                    children = block.children
                    only = children[0] if len(children) == 1 else None
                    if type(only) is not Text:
                        self._add("cell", children)
                    elif text := " ".join(only.content.split()):  # as in most cells
                        blocks.append(Block("cell", text))
        for remark in table.remarks:
            letter = tree.Text(remark.letter + " ", tree.Origin("numbering"))
            front = (letter,) if remark.letter else ()
            self._add("remark", (*front, *remark.children))

    def _add(self, kind: str, inlines: tuple[tree.Inline, ...]) -> None:
        cites: list[int] = []
        text = " ".join(self._words(inlines, cites).split())
        if text or cites:
            self.blocks.append(Block(kind, text, tuple(cites)))

    def _note(self, note: Note) -> None:
        children = note.children
        only = children[0] if len(children) == 1 else None
        words = only.content if type(only) is Text else tree.inlines_text(children)
        self.notes[note.number] = " ".join(words.split())

    def _words(self, inlines: tuple[tree.Inline, ...], cites: list[int]) -> str:
        """What inlines print in line; the numbers of notes marked in it are added to `cites`."""
        words = ""
        for inline in inlines:
            if type(inline) is Text:
                words += inline.content
            elif type(inline) is Note:
                cites.append(inline.number)
                if not inline.repeated:
                    self._note(inline)
            elif type(inline) is tree.RemarkMark:
                words += inline.letter
            elif type(inline) is tree.LineBreak:
                words += "\n"
            else:
                words += self._words(getattr(inline, "children", ()), cites)
        return words


def _labelled(
    label: tuple[tree.Inline, ...], children: tuple[tree.Inline, ...]
) -> tuple[tree.Inline, ...]:
    if not label:
        return children
    return (*label, tree.Text(" ", tree.Origin("mark")), *children)
