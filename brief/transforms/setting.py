"""One walk for all transforms: each inline of a line is cited, numbered and set in one visit."""

from __future__ import annotations

from brief import TYPE_CHECKING
from brief.document.tree import (
    Block,
    Citation,
    Document,
    Inline,
    Note,
    Quotation,
    RemarkMark,
    Text,
)
from brief.transforms.citations import Citer
from brief.transforms.contents import Namer
from brief.transforms.numbering import Numberer
from brief.transforms.typography import Typographer
from brief.transforms.walk import HOLDERS, Inlines, Walker, holding

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from brief.citation.apparatus import Apparatus
    from brief.diagnostics import Diagnostic
    from brief.transforms.walk import Holder


class Setter(Walker):
    """Cites, numbers and sets a document.

    Notes stand before they are numbered, and the typography comes last, over all words; each looks
    at one inline at a time, and so all share one visit to it, by its class.  A citation that prints
    in the line itself may change the words before it: lines with such come to be cited first.
    """

    def __init__(self, document: Document, apparatus: Apparatus) -> None:
        self._citer = Citer(document, apparatus)
        self._numberer = Numberer(apparatus)
        self._namer = Namer()
        self._typographer = Typographer(apparatus)
        words: dict[type[Inline], Callable[[Any], Inline | None]] = {}
        for kind in HOLDERS:
            words[kind] = self._holder
        words[Text] = self._text = self._typographer.text
        words[Note] = self._words_of_note
        words[Quotation] = self._quotation
        # Within a note nothing is numbered.
        self._in_notes = words
        self._setters = dict(words)
        self._setters[Citation] = self._cited
        self._setters[Note] = self._note
        self._setters[RemarkMark] = self._numberer.mark

    @property
    def found(self) -> tuple[Diagnostic, ...]:
        """What is wrong with citations, then with remarks."""
        return (*self._citer.found, *self._numberer.found)

    def enter(self, block: Block) -> None:
        self._citer.enter(block)
        self._numberer.enter(block)

    def leave(self, block: Block) -> Block:
        return self._namer.leave(self._numberer.leave(block))

    def ended(self, document: Document) -> Document:
        """The document with its endnotes and its tables of contents, when all else is done."""
        return self._namer.filled(self._citer.ended(document))

    def line(self, inlines: Inlines) -> Inlines:
        if len(inlines) == 1:
            (only,) = inlines
            if type(only) is Text:  # most cells of tables
                text = self._text(only)
                return inlines if text is only else (text,)
        if self._citer.changes(inlines):
            inlines = self._citer.line(inlines)
        return self._set(inlines)

    def _set(self, inlines: Inlines) -> Inlines:
        setters = self._setters
        same = True
        done: list[Inline] = []
        for inline in inlines:
            kind = type(inline)
            now = setters[kind](inline) if kind in setters else inline
            if now is not inline:
                same = False
            if now is not None:
                done.append(now)
        return inlines if same else tuple(done)

    def _holder(self, holder: Holder) -> Inline:
        return holding(holder, self.line(holder.children))

    def _quotation(self, quotation: Quotation) -> Quotation:
        typographer = self._typographer
        typographer.depth += 1
        inside = self.line(quotation.children)
        typographer.depth -= 1
        return typographer.marked(quotation, inside)

    def _cited(self, citation: Citation) -> Note | None:
        """The note that a citation becomes; None where it prints nothing."""
        reference = self._citer.reference(citation)
        if reference:  # words that need no setting
            return self._numberer.referring(reference)
        words = self._citer.noted(citation)
        return self._words_of_note(self._numberer.numbered(words)) if words else None

    def _note(self, note: Note) -> Note:
        return self._words_of_note(self._numberer.numbered(note.children))

    def _words_of_note(self, note: Note) -> Note:
        """The note with its words set, in whatever quotation it is cited."""
        only = note.children[0]
        if type(only) is Text and len(note.children) == 1 and " " not in only.content:
            return note  # a reference alone, of which most consist
        typographer = self._typographer
        outer = typographer.depth, self._setters
        typographer.depth, self._setters = 0, self._in_notes
        children = self._set(note.children)
        typographer.depth, self._setters = outer
        if children is note.children:
            return note
        return Note(note.id, children, note.number, note.repeated)
