"""What the blocks of a document are set with: styles, pictures, and the notes met so far."""

from __future__ import annotations

from brief import TYPE_CHECKING
from brief.diagnostics import WARNING, Diagnostic
from brief.document.tree import Origin
from brief.house.theme import ParagraphStyle
from brief.writers.pdf.inline import Inliner
from brief.writers.pdf.lines import Line, Words, short
from brief.writers.pdf.looks import MM, Look, base
from brief.writers.pdf.notes import NoteEntry
from brief.writers.pdf.plain import ragged_lines, text_lines
from brief.writers.pdf.tags import Element

if TYPE_CHECKING:
    from brief.writers.pdf.images import Image

# Word sets 80 % of an exact line above its baseline.
ABOVE = 0.8


class Setting:
    """What blocks are set with: one for a document."""

    def __init__(self, inliner: Inliner, citations: str) -> None:
        self.inliner = inliner
        self.theme = inliner.theme
        self.citations = citations
        self.language = "en"
        self.note_width = 0.0
        self.body_height = 0.0
        self.images: dict[str, bytes] = {}
        self.pictures: dict[str, tuple[str, Image]] = {}  # those in use, with resource names
        self.listed: list[NoteEntry] = []  # endnotes, in order
        self.nested = 0

    def style(self, role: str) -> ParagraphStyle:
        """The style of a role; the body's where the house has none, and a warning."""
        found = self.theme.paragraphs.get(role)
        if found is None:
            self.inliner.report(Diagnostic("W-ROLE", WARNING, f'the house has no role "{role}"'))
            return self.theme.paragraphs[""]
        return found

    def place_notes(self, container: Element) -> None:
        """Puts the notes met in the block just set behind it in the structure."""
        pending = self.inliner.pending
        if not pending:
            return
        self.inliner.pending = []
        for entry in pending:
            if self.citations == "endnote":
                self.listed.append(entry)
                continue
            self.set_note(entry, container.add("Note"), self.note_width)

    def set_note(self, entry: NoteEntry, element: Element, width: float) -> None:
        """Sets a note's number and lines to a column of `width` points."""
        entry.element = element
        style = self.style("note")
        link = element.add("Lbl").add("Link")
        link.target = f"#{entry.mark_anchor}"
        link.contents = str(entry.note.number)
        look = base(style)
        colour = self.theme.characters["note-mark"].colour or look.colour
        entry.number_line = self._number(link.contents, look._replace(colour=colour), link)
        room = width - self.theme.notes.indent * MM
        lines = text_lines(entry.note.children, self.inliner, style, element, room)
        if lines is None:
            words = self.inliner.words(entry.note.children, look, element)
            lines = ragged_lines(words, room, room)
        entry.lines = lines

    def _number(self, number: str, look: Look, link: Element) -> Line:
        pen = self.inliner.pens.pen(look)
        if pen is not None and not pen.face.missing(number):
            return short(number, pen, link.leaf())
        words = Words()
        self.inliner.text(words, number, Origin("numbering"), look, link)
        return ragged_lines(words, self.note_width, self.note_width)[0]
