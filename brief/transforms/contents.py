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
from brief.transforms.walk import HOLDERS, Inlines, Walker, every


class Namer(Walker):
    """Gives each heading below the title an id."""

    def __init__(self) -> None:
        self.count = 0

    def leave(self, block: Block) -> Block:
        if isinstance(block, Heading) and block.level > 1:
            self.count += 1
            return block if block.id else block.replace(id=f"section-{self.count}")
        return block


def filled(document: Document) -> Document:
    """The document with each `Contents` having its entries, as the headings print."""
    blocks = every(document.blocks)
    if not any(isinstance(block, Contents) for block in blocks):
        return document
    headings = [block for block in blocks if isinstance(block, Heading) and block.id]
    return _Filler(headings).document(document)


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
