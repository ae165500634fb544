"""Atoms to pages: what stands where, with the notes of a page at its foot.

One pass, linear in the atoms: a page is filled until an atom, with the notes it brings, no longer
fits; then it ends at the least bad place, and the rest begins the next page.
"""

from __future__ import annotations

from brief.house.theme import Notes, ParagraphStyle
from brief.writers.pdf import notes as foot
from brief.writers.pdf.atoms import Atom
from brief.writers.pdf.notes import NotePart

# The gap above the rule of the notes, and from the rule to their first baseline (points).
NOTES_GAP = 7.0
NOTES_FIRST = 9.0
# Notes carried over from the page before may take this part of a page beside text.
_CARRIED = 0.7
_SLACK = 0.05


class Page:
    """A page's atoms and heads drawn again, each with its distance from the body's top, and its
    notes in columns."""

    __slots__ = ("atoms", "columns", "heads", "notes_height")

    def __init__(self) -> None:
        self.atoms: list[tuple[float, Atom]] = []
        self.heads: list[tuple[float, Atom]] = []
        self.columns: list[list[NotePart]] = []
        self.notes_height = 0.0


class Pages:
    """Fills pages of `height` points."""

    def __init__(self, height: float, notes: Notes, style: ParagraphStyle) -> None:
        self.height = height
        self._columns = notes.columns
        self._pitch = style.leading + style.before
        self._over = NOTES_GAP + NOTES_FIRST - 0.8 * style.leading

    def foot(self, parts: list[NotePart]) -> float:
        """The height that notes take, with gap and rule, in points."""
        if not parts:
            return 0.0
        return self._over + foot.height(parts, self._columns) * self._pitch

    def _fits(self, bottom: float, parts: list[NotePart], lines: int) -> bool:
        """Whether notes, of so many lines in all, fit below text that ends at `bottom`.  Columns
        are only made near the foot of the page: they are never more than two lines higher than if
        cut evenly."""
        room = self.height - bottom + _SLACK
        if not parts:
            return room >= 0
        most = -(-lines // self._columns) + 2
        return room >= self._over + most * self._pitch or room >= self.foot(parts)

    def _lines(self, room: float) -> int:
        """How many lines of notes fit a height."""
        return max(int((room - self._over + _SLACK) // self._pitch), 0)

    def fill(self, atoms: list[Atom]) -> list[Page]:
        """All pages."""
        pages: list[Page] = []
        start = 0
        carried: list[NotePart] = []
        while start < len(atoms) or carried:
            page, start, carried = self._page(atoms, start, carried)
            pages.append(page)
        return pages or [Page()]

    def _page(
        self, atoms: list[Atom], start: int, carried: list[NotePart]
    ) -> tuple[Page, int, list[NotePart]]:
        page = Page()
        if carried and self.foot(carried) > _CARRIED * self.height:
            most = max(self._lines(self.height), 1)  # a page takes some, however low it is
            here, carried = foot.split(carried, most, self._columns)
            self._finish(page, here)
            return page, start, carried
        notes = list(carried)
        lines = sum([part.count for part in notes])
        y = self._heads(page, atoms, start)
        index = start
        while index < len(atoms):
            atom = atoms[index]
            if index > start and atom.new_page:
                break
            top = y + (atom.before if page.atoms else 0.0)
            bottom = top + atom.height
            more = notes
            if atom.notes:
                more = notes + [foot.whole(entry) for entry in atom.notes]
                lines += sum([len(entry.lines) for entry in atom.notes])
            if not self._fits(bottom, more, lines):
                room = self.height - bottom
                if not page.atoms or self._hopeless(atom, room):
                    page.atoms.append((top, atom))
                    here, left = foot.split(more, self._lines(room), self._columns)
                    self._finish(page, here)
                    return page, index + 1, left
                index = self._end(page, atoms, start, index)
                kept = [entry for _, atom in page.atoms for entry in atom.notes]
                notes = carried + [foot.whole(entry) for entry in kept]
                break
            page.atoms.append((top, atom))
            y, notes = bottom, more
            index += 1
        self._finish(page, notes)
        return page, index, []

    def _hopeless(self, atom: Atom, room: float) -> bool:
        """Whether an atom's notes would not fit even a page of its own, while a few of their lines
        fit here."""
        alone = atom.height + self.foot([foot.whole(entry) for entry in atom.notes])
        return alone > self.height and self._lines(room) >= 2

    @staticmethod
    def _heads(page: Page, atoms: list[Atom], start: int) -> float:
        """Draws the head again where a page begins within a table; the height it takes."""
        if start >= len(atoms) or start == 0 or (head := atoms[start].head) is None:
            return 0.0
        y = 0.0
        for atom in head.atoms:
            page.heads.append((y, atom))
            y += atom.height
        return y

    @staticmethod
    def _end(page: Page, atoms: list[Atom], start: int, full: int) -> int:
        """Ends a page before atom `full` or earlier, where it is least bad."""
        best = full
        for index in range(full - 1, start, -1):
            if atoms[best].penalty == 0:
                break
            if atoms[index].penalty < atoms[best].penalty:
                best = index
        del page.atoms[best - start :]
        return best

    def _finish(self, page: Page, notes: list[NotePart]) -> None:
        if notes:
            page.columns = foot.columns(notes, self._columns)
            page.notes_height = self.foot(notes)
