"""Citations become notes, cells, or words in the line, as their form and the mode ask."""

from __future__ import annotations

from brief.citation import short
from brief.citation.apparatus import Apparatus
from brief.diagnostics import ERROR, Diagnostic, Span
from brief.document.tree import (
    Block,
    Citation,
    Document,
    EndNotes,
    Inline,
    Note,
    Paragraph,
    Section,
    Text,
    inlines_text,
)
from brief.transforms.walk import HOLDERS, Inlines, every, holding, kept

_STOPS = ".,;:!?…"
_CONCERNED = frozenset((Citation, *HOLDERS))
_SPACE = Text(" ", short.CITED)


def _anchors(document: Document) -> frozenset[str]:
    """The ids of passages that are printed, for notes to link to."""
    return frozenset(
        block.id
        for block in every(document.blocks)
        if type(block) is Paragraph and block.id and block.id.startswith("passage-")
    )


def _has_end(blocks: tuple[Block, ...]) -> bool:
    return any(
        isinstance(block, EndNotes) or (isinstance(block, Section) and _has_end(block.blocks))
        for block in blocks
    )


def _without_end(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return tuple(
        block.replace(blocks=_without_end(block.blocks)) if isinstance(block, Section) else block
        for block in blocks
        if not isinstance(block, EndNotes)
    )


class Citer:
    """Replaces every `Citation`; its notes are not yet numbered."""

    def __init__(self, document: Document, apparatus: Apparatus) -> None:
        self.apparatus = apparatus
        self.anchors = _anchors(document)
        self.found: list[Diagnostic] = []
        self.notes = 0
        self._in_notes = apparatus.mode in ("footnote", "endnote")
        # What a citation style keeps of the references before; None for the house short form.
        # Cells of tables keep the codes in every style.
        self.noting = apparatus.styled.noting(apparatus) if apparatus.styled else None
        # Whether a note may be a reference in characters alone.
        self._plainly = not (self.noting or self.anchors)

    def enter(self, block: Block) -> None:
        """Begin a part."""
        if self.noting is not None and isinstance(block, Section) and block.new_page:
            self.noting.part()

    def ended(self, document: Document) -> Document:
        """The document with a place for its endnotes, where the template gives none; without the
        place and its title where there are no endnotes."""
        place = _has_end(document.blocks)
        if place and not (self.notes and self.apparatus.mode == "endnote"):
            return document.replace(blocks=_without_end(document.blocks))
        if place or not self.notes or self.apparatus.mode != "endnote":
            return document
        return document.replace(blocks=(*document.blocks, EndNotes()))

    def changes(self, inlines: Inlines) -> bool:
        """Whether a citation of this line, those within others aside, is anything but a note."""
        if not self._in_notes:
            return True
        cited = [inline for inline in inlines if type(inline) is Citation]
        return bool(cited) and any(citation.form != "note" for citation in cited)

    def line(self, inlines: Inlines) -> Inlines:
        """The line with its citations set."""
        if _CONCERNED.isdisjoint(map(type, inlines)):
            return inlines
        done: list[Inline] = []
        for inline in inlines:
            if type(inline) is Citation:
                self._cite(done, inline)
            elif isinstance(inline, HOLDERS):
                done.append(holding(inline, self.line(inline.children)))
            else:
                done.append(inline)
        return kept(inlines, tuple(done))

    def _cite(self, line: list[Inline], citation: Citation) -> None:
        """Set a citation at the end of the line so far."""
        form, facts = citation.form, citation.facts
        if form == "note" and self._in_notes:
            words = self.noted(citation)
            if words:
                line.append(Note("", words))
            return
        if form == "none" or (form == "note" and self.apparatus.mode == "none"):
            return
        if form == "cell":
            words = short.cell(facts, self.apparatus, self.anchors)
            line += words
        elif form == "place":
            said = inlines_text(tuple(line))
            words = short.place(facts, self.apparatus, self.anchors, said)
            line += (_SPACE, *words) if line and words else words
        else:
            words = self._bracketed(citation)
            _before_stop(line, words)
        if not words:
            self._nothing(citation)

    def reference(self, citation: Citation) -> str:
        """The words of the note that a citation becomes where they are a reference alone, as in
        most; "" for all others."""
        if self._plainly and len(citation.facts) == 1 and not citation.remark:
            words = self.apparatus.plain(citation.facts[0])
            if words and " " not in words:
                self.notes += 1
                return words
        return ""

    def noted(self, citation: Citation) -> Inlines:
        """The words of the note that a citation becomes; none where it prints nothing, which is
        told."""
        remark = self.line(citation.remark) if citation.remark else ()
        if self.noting is not None:
            words = self.noting.note(citation.facts, remark, self.anchors)
        else:
            words = short.note(citation.facts, self.apparatus, remark, self.anchors)
        if words:
            self.notes += 1
        else:
            self._nothing(citation)
        return words

    def _bracketed(self, citation: Citation) -> Inlines:
        """Words in brackets, for the running text."""
        facts, apparatus = citation.facts, self.apparatus
        if self.noting is not None:
            return self.noting.inline(facts, self.line(citation.remark), self.anchors)
        if citation.form == "note":
            return short.reported(facts, apparatus)
        return short.inline(facts, apparatus, self.anchors, self.line(citation.remark))

    def _nothing(self, citation: Citation) -> None:
        file, _, line = citation.place.rpartition(":")
        facts = ", ".join(f"`{fact}`" for fact in citation.facts)
        span = Span(file, int(line), 1) if line.isdigit() else None
        message = f"a citation of {facts} prints nothing: it rests on no passage"
        hint = "give the fact a passage"
        self.found.append(Diagnostic("T-CITE", ERROR, message, span, helps=(hint,)))


def _before_stop(line: list[Inline], words: Inlines) -> None:
    """Set words in brackets before the stop that ends the line so far."""
    if not words:
        return
    last = line[-1] if line else None
    if not isinstance(last, Text) or not last.content.endswith(tuple(_STOPS)):
        line += (_SPACE, *words) if line else words
        return
    rest = last.content.rstrip(_STOPS)
    if rest:
        line[-1] = Text(rest, last.origin)
    else:
        line.pop()
    line += (_SPACE, *words, Text(last.content[len(rest) :], last.origin))
