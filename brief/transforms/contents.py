"""Tables of contents filled with the document's headings, which get ids to link to."""

from __future__ import annotations

from brief.document.tree import (
    Block,
    Contents,
    ContentsEntry,
    Document,
    Heading,
    Inline,
    Note,
    Statement,
)
from brief.transforms.walk import HOLDERS, Inlines, Walker


class Namer(Walker):
    """Gives each heading below the title an id; must leave blocks last, when headings are as they
    print."""

    def __init__(self) -> None:
        self.count = 0
        self.headings: list[Heading] = []  # those that can be linked to
        self.wanted = False  # whether there is a table of contents to fill

    def leave(self, block: Block) -> Block:
        if isinstance(block, Heading):
            if block.level > 1:
                self.count += 1
                block = block if block.id else block.replace(id=f"section-{self.count}")
            if block.id:
                self.headings.append(block)
        elif isinstance(block, Contents):
            self.wanted = True
        return block

    def filled(self, document: Document) -> Document:
        """The document with each `Contents` having its entries, as the headings print."""
        return _Filler(self.headings).document(document) if self.wanted else document


class _Filler(Walker):
    def __init__(self, headings: list[Heading]) -> None:
        self.headings = headings

    def leave(self, block: Block) -> Block:
        if not isinstance(block, Contents):
            return block
        entries = tuple(
            ContentsEntry(heading.level, heading.id, _words(heading.children))
            for heading in self.headings
            if heading.level <= block.depth
        )
        return block.replace(entries=entries)


def _words(inlines: Inlines) -> Inlines:
    """A heading's words as an entry has them: no statements, no notes."""
    found: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Statement):
            found += _words(inline.children)
        elif isinstance(inline, HOLDERS):
            found.append(inline.replace(children=_words(inline.children)))
        elif not isinstance(inline, Note):
            found.append(inline)
    return tuple(found)
