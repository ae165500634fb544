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
    Origin,
    Paragraph,
    Section,
    Text,
    inlines_text,
)
from brief.transforms.walk import HOLDERS, Inlines, every, holding, kept

_STOPS = ".,;:!?…"
_CONCERNED = frozenset((Citation, *HOLDERS))
_SPACE = Text(" ", Origin("citation"))


def _anchors(document: Document) -> frozenset[str]:
    """The ids of passages that are printed, for notes to link to."""
    return frozenset(
        block.id
        for block in every(document.blocks)
        if isinstance(block, Paragraph) and block.id.startswith("passage-")
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
        # What a citation style keeps of the references before; None for the house short form.
        # Cells of tables keep the codes in every style.
        self.noting = apparatus.styled.noting(apparatus) if apparatus.styled else None

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

    def line(self, inlines: Inlines) -> Inlines:
        """The line with its citations set."""
        if _CONCERNED.isdisjoint(map(type, inlines)):
            return inlines
        done: list[Inline] = []
        for inline in inlines:
            if isinstance(inline, Citation):
                done = self.cited(done, inline)
            elif isinstance(inline, HOLDERS):
                done.append(holding(inline, self.line(inline.children)))
            else:
                done.append(inline)
        return kept(inlines, tuple(done))

    def cited(self, before: list[Inline], citation: Citation) -> list[Inline]:
        """The line so far with the citation set at its end."""
        form = citation.form
        facts, apparatus = citation.facts, self.apparatus
        if form == "none":
            return before
        if form == "note" and apparatus.mode in ("footnote", "endnote"):
            remark = self.line(citation.remark)
            if self.noting is not None:
                words = self.noting.note(facts, remark, self.anchors)
            else:
                words = short.note(facts, apparatus, remark, self.anchors)
            if not words:
                self.nothing(citation)
                return before
            self.notes += 1
            return [*before, Note("", words)]
        if form == "note" and apparatus.mode == "none":
            return before
        if self.noting is not None and form in ("note", "inline"):
            words = self.noting.inline(facts, self.line(citation.remark), self.anchors)
        elif form == "note":
            words = short.reported(facts, apparatus)
        elif form == "cell":
            words = short.cell(facts, apparatus, self.anchors)
        elif form == "place":
            said = inlines_text(tuple(before))
            words = short.place(facts, apparatus, self.anchors, said)
        else:
            words = short.inline(facts, apparatus, self.anchors, self.line(citation.remark))
        if not words:
            self.nothing(citation)
            return before
        if form == "cell":
            return [*before, *words]
        if form == "place":
            return [*before, _SPACE, *words] if before else [*words]
        return _before_stop(before, words)

    def nothing(self, citation: Citation) -> None:
        file, _, line = citation.place.rpartition(":")
        facts = ", ".join(f"`{fact}`" for fact in citation.facts)
        span = Span(file, int(line), 1) if line.isdigit() else None
        message = f"a citation of {facts} prints nothing: it rests on no passage"
        hint = "give the fact a passage"
        self.found.append(Diagnostic("T-CITE", ERROR, message, span, helps=(hint,)))


def _before_stop(before: list[Inline], words: Inlines) -> list[Inline]:
    """Words in brackets set before the stop that ends the line so far."""
    last = before[-1] if before else None
    if isinstance(last, Text) and last.content.endswith(tuple(_STOPS)):
        rest = last.content.rstrip(_STOPS)
        kept = [*before[:-1], Text(rest, last.origin)] if rest else before[:-1]
        return [*kept, _SPACE, *words, Text(last.content[len(rest) :], last.origin)]
    return [*before, _SPACE, *words] if before else [*words]
