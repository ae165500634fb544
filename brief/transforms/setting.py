"""One walk for all transforms: each line is cited, then each of its inlines numbered and set."""

from __future__ import annotations

from operator import is_

from brief import TYPE_CHECKING
from brief.document.tree import (
    Block,
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

    A citation may change the words before it, so a line's citations come first; notes must stand
    before they are numbered, and the typography comes last, over all words.  Both of these look at
    one inline at a time, and so share one visit to it, by its class.
    """

    def __init__(self, document: Document, apparatus: Apparatus) -> None:
        self._citer = Citer(document, apparatus)
        self._numberer = Numberer(apparatus)
        self._namer = Namer()
        self._typographer = Typographer(apparatus)
        words: dict[type[Inline], Callable[[Any], Inline]] = {}
        for kind in HOLDERS:
            words[kind] = self._holder
        words[Text] = self._typographer.text
        words[Note] = self._words_of_note
        words[Quotation] = self._quotation
        # Within a note nothing is numbered.
        self._in_notes = words
        self._setters = dict(words)
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
        if len(inlines) == 1 and type(inlines[0]) is Text:  # most cells of tables
            text = self._typographer.text(inlines[0])
            return inlines if text is inlines[0] else (text,)
        return self._set(self._citer.line(inlines))

    def _set(self, inlines: Inlines) -> Inlines:
        setters = self._setters
        done = [
            setters[type(inline)](inline) if type(inline) in setters else inline
            for inline in inlines
        ]
        return inlines if all(map(is_, inlines, done)) else tuple(done)

    def _holder(self, holder: Holder) -> Inline:
        return holding(holder, self._set(holder.children))

    def _quotation(self, quotation: Quotation) -> Quotation:
        typographer = self._typographer
        typographer.depth += 1
        inside = self._set(quotation.children)
        typographer.depth -= 1
        return typographer.marked(quotation, inside)

    def _note(self, note: Note) -> Note:
        return self._words_of_note(self._numberer.numbered(note))

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
