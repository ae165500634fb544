"""Inlines to words: looks, languages, links, marks of notes, and the check for missing glyphs."""

from __future__ import annotations

from collections.abc import Set
from pathlib import Path

from brief import TYPE_CHECKING
from brief.diagnostics import ERROR, WARNING, Diagnostic, Span
from brief.document.tree import (
    CrossReference,
    Emphasis,
    Inline,
    LineBreak,
    Link,
    Note,
    Origin,
    PageCount,
    PageNumber,
    Quotation,
    RemarkMark,
    Statement,
    Strong,
    Styled,
    Text,
    inlines_text,
)
from brief.house.theme import Theme
from brief.writers.pdf.faces import Faces
from brief.writers.pdf.lines import Words
from brief.writers.pdf.looks import MM, Look, Pen, Pens
from brief.writers.pdf.notes import NoteEntry
from brief.writers.pdf.tags import Element, Leaf

if TYPE_CHECKING:
    from brief.writers.pdf.hyphens import Hyphenator

# So much of a note is shown by viewers that hover over its mark (characters).
_TIP = 80
# Runs within each other beyond which a tree is taken for a mistake.
_NESTED = 60
SIGN_SLOT = 3.4 * MM


class Inliner:
    """Turns inlines into words, building the structure beside them.

    `notes` holds every note met, by id; `pending` those whose element has no place yet: the block
    that is being set puts them behind itself.
    """

    def __init__(
        self,
        theme: Theme,
        notes_at_foot: bool = True,
        cache: Path | None = None,
        pens: Pens | None = None,
    ) -> None:
        self.theme = theme
        self.notes_at_foot = notes_at_foot
        self.pens = Pens(Faces(theme, cache)) if pens is None else pens
        self.faces = self.pens.faces
        self.notes: dict[str, NoteEntry] = {}
        self.pending: list[NoteEntry] = []
        self.diagnostics: list[Diagnostic] = []
        self.page: tuple[str, str] = ("", "")  # number and count, while running heads are set
        self.strong_colour = ""  # of strong words, where a block gives them one of their own
        self._nested = 0
        self._mark_pens: dict[Look, Pen | None] = {}
        self._reported: set[tuple[str, Origin]] = set()

    def words(
        self,
        inlines: tuple[Inline, ...],
        look: Look,
        element: Element,
        hyphens: Hyphenator | None = None,
    ) -> Words:
        """The words of a paragraph whose structure element is `element`."""
        words = Words(hyphens)
        self.add(words, inlines, look, element)
        return words

    def add(self, words: Words, inlines: tuple[Inline, ...], look: Look, element: Element) -> None:
        """Adds inlines to words already begun."""
        if self._nested >= _NESTED:
            self.report(Diagnostic("W-NODE", ERROR, f"runs are nested more than {_NESTED} deep"))
            return
        self._nested += 1
        self._add(words, inlines, look, element)
        self._nested -= 1

    def _add(self, words: Words, inlines: tuple[Inline, ...], look: Look, element: Element) -> None:
        for inline in inlines:
            if isinstance(inline, Text):
                self.text(words, inline.content, inline.origin, look, element)
            elif isinstance(inline, Statement):
                self.add(words, inline.children, look, element)
            elif isinstance(inline, Styled):
                self._styled(words, inline, look, element)
            elif isinstance(inline, Note):
                self._mark(words, inline, look, element)
            elif isinstance(inline, LineBreak):
                words.new_line()
            elif isinstance(inline, Quotation):
                inside = element.add("Quote", **language(inline.lang))
                hyphens, words.hyphens = words.hyphens, None  # exact words are never divided
                self.add(words, inline.children, look, inside)
                words.hyphens = hyphens
            elif isinstance(inline, Strong):
                heavier = look._replace(
                    weight=700 if look.family == "text" else 600,
                    colour=self.strong_colour or look.colour,
                )
                self.add(words, inline.children, heavier, element.add("Strong"))
            elif isinstance(inline, Emphasis):
                slanted = look._replace(italic=not look.italic)
                self.add(words, inline.children, slanted, element.add("Em"))
            else:
                self._rarer(words, inline, look, element)

    def _rarer(self, words: Words, inline: Inline, look: Look, element: Element) -> None:
        if isinstance(inline, RemarkMark):
            style = self.theme.characters["remark-mark"]
            link = self._link(element.add("Reference"), f"#{inline.target}", inline.letter)
            link.anchor = f"mark {inline.target}"
            origin = Origin("numbering")
            self.text(words, inline.letter, origin, look.styled(style), link, glue=True)
        elif isinstance(inline, Link):
            style = self.theme.characters["link"]
            link = self._link(element, inline.target, inlines_text(inline.children))
            self.add(words, inline.children, look.styled(style), link)
        elif isinstance(inline, CrossReference):
            target = f"#{inline.target}"
            link = self._link(element.add("Reference"), target, inlines_text(inline.children))
            self.add(words, inline.children, look, link)
        elif isinstance(inline, PageNumber | PageCount):
            number = self.page[isinstance(inline, PageCount)]
            self.text(words, number, Origin("numbering"), look, element)
        else:
            kind = type(inline).__name__
            self.report(
                Diagnostic("W-NODE", ERROR, f"the PDF writer cannot render a {kind} in a line")
            )

    def _styled(self, words: Words, inline: Styled, look: Look, element: Element) -> None:
        if inline.lang:
            element = element.add("Span", **language(inline.lang))
            hyphens, words.hyphens = words.hyphens, None
            self._styled(words, inline.replace(lang=""), look, element)
            words.hyphens = hyphens
            return
        style = self.theme.characters.get(inline.role)
        if style is not None:
            look = look.styled(style)
        elif inline.role:
            self.report(Diagnostic("W-ROLE", WARNING, f'the house has no role "{inline.role}"'))
        if inline.role == "sign" and (pen := self.pens.pen(look)):
            sign = inlines_text(inline.children)
            if not pen.face.missing(sign):
                # The blank behind the sign is part of its slot.
                words.slot(sign, pen, element.leaf(), SIGN_SLOT - pen.space)
                return
        self.add(words, inline.children, look, element)

    def _mark(self, words: Words, note: Note, look: Look, element: Element) -> None:
        leaf, entry = self.mark(note, element)
        pen = self.mark_pen(look)
        if pen is not None:
            words.mark(str(note.number), pen, leaf, entry)

    def mark_pen(self, look: Look) -> Pen | None:
        """The pen of the marks of notes in words of a look."""
        if look not in self._mark_pens:
            marks = look.styled(self.theme.characters["note-mark"])
            self._mark_pens[look] = self.pens.pen(marks)
        return self._mark_pens[look]

    def mark(self, note: Note, element: Element) -> tuple[Leaf, NoteEntry | None]:
        """The place in the structure for a note's mark, and the note where it is met first and
        stands at the foot of the page."""
        entry = self.notes.get(note.id)
        fresh = entry is None
        if entry is None:
            entry = self.notes[note.id] = NoteEntry(note)
            self.pending.append(entry)
        text = inlines_text(note.children)
        if len(text) > _TIP:
            text = text[:_TIP].rsplit(" ", 1)[0] + " …"
        link = self._link(element.add("Reference"), f"#{entry.anchor}", f"{note.number}: {text}")
        if fresh:
            link.anchor = entry.mark_anchor
        return link.leaf(), entry if fresh and self.notes_at_foot else None

    @staticmethod
    def _link(parent: Element, target: str, contents: str) -> Element:
        link = parent.add("Link")
        link.target = target
        link.contents = contents
        return link

    def text(
        self,
        words: Words,
        content: str,
        origin: Origin,
        look: Look,
        element: Element,
        glue: bool = False,
    ) -> None:
        """Adds characters in one look, those that its face lacks in the fallback's."""
        if not content:
            return
        if not content.isprintable():
            for blank in "\n\r\t\v\f":
                content = content.replace(blank, " ")
        pen = self.pens.pen(look)
        if pen is None:
            return
        leaf = element.leaf()
        missing = pen.face.missing(content)
        if missing:
            self._patched(words, content, (origin, look, leaf), missing)
        elif glue:
            words.mark(content, pen, leaf, None)
        else:
            words.text(content, pen, leaf)

    def _patched(
        self, words: Words, content: str, context: tuple[Origin, Look, Leaf], missing: Set[str]
    ) -> None:
        """Adds text of which some characters need the fallback face; reports those it lacks."""
        origin, look, leaf = context
        pen, other = self.pens.pen(look), self.pens.pen(look, fallback=True)
        lacking = other.face.missing("".join(missing)) if other else missing
        for character in sorted(lacking):
            self._no_glyph(character, origin)
        run, of_other = "", False
        for character in content:
            if character in lacking:
                continue
            foreign = character in missing
            if foreign != of_other and run:
                if chosen := other if of_other else pen:
                    words.text(run, chosen, leaf)
                run = ""
            run, of_other = run + character, foreign
        if run and (chosen := other if of_other else pen):
            words.text(run, chosen, leaf)

    def _no_glyph(self, character: str, origin: Origin) -> None:
        import unicodedata

        if (character, origin) in self._reported:
            return
        self._reported.add((character, origin))
        file, _, line = origin.place.rpartition(":")
        span = Span(file, int(line)) if file and line.isdigit() else None
        name = unicodedata.name(character, "no name")
        where = f"{origin.kind} {origin.fact} {origin.field}".strip()
        self.report(
            Diagnostic(
                "R-GLYPH",
                ERROR,
                f"no font of the house has U+{ord(character):04X} ({name})",
                span,
                helps=("write it with other characters, or name a font that has it",),
                notes=(f"in {where}",),
                fact=origin.fact if origin.kind == "fact" else "",
            )
        )

    def report(self, diagnostic: Diagnostic) -> None:
        """Collects a finding, each once."""
        if diagnostic not in self.diagnostics:
            self.diagnostics.append(diagnostic)


def language(lang: str) -> dict[str, str]:
    return {"Lang": f"({lang})"} if lang else {}
