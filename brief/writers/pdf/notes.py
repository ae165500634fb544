"""Notes: one entry a note, its element in the structure, and its lines at the foot of a page."""

from __future__ import annotations

from math import ceil

from brief.document.tree import Note
from brief.writers.pdf.lines import Line
from brief.writers.pdf.tags import Element


class NoteEntry:
    """A note: its number, its lines, and the anchors of its two links.

    `lines` are set to the width of a note column; `number_line` holds the number alone.
    """

    __slots__ = ("element", "lines", "note", "number_line")

    def __init__(self, note: Note) -> None:
        self.note = note
        self.element: Element | None = None
        self.lines: list[Line] = []
        self.number_line: Line | None = None

    @property
    def anchor(self) -> str:
        """Where the note stands."""
        return f"note {self.note.id}"

    @property
    def mark_anchor(self) -> str:
        """Where its first mark stands."""
        return f"mark {self.note.id}"


class NotePart:
    """Lines `first` to `last` - 1 of a note: whole, or what one page holds of it."""

    __slots__ = ("entry", "first", "last")

    def __init__(self, entry: NoteEntry, first: int, last: int) -> None:
        self.entry = entry
        self.first = first
        self.last = last

    @property
    def count(self) -> int:
        """How many lines."""
        return self.last - self.first


def whole(entry: NoteEntry) -> NotePart:
    """All of a note."""
    return NotePart(entry, 0, len(entry.lines))


def columns(parts: list[NotePart], count: int) -> list[list[NotePart]]:
    """The parts in `count` columns of nearly one height, filled downwards.

    A note is cut between columns only where leaving it whole would cost more than two lines.
    """
    total = sum(part.count for part in parts)
    least = max(1, ceil(total / count))
    for height in (least, least + 1, least + 2):
        found = _packed(parts, height)
        if len(found) <= count and all(sum(p.count for p in column) <= height for column in found):
            return found
    return _cut(parts, least)


def height(parts: list[NotePart], count: int) -> int:
    """Lines of the highest column."""
    if not parts:
        return 0
    return max(sum(part.count for part in column) for column in columns(parts, count))


def _packed(parts: list[NotePart], height: int) -> list[list[NotePart]]:
    """The parts, none cut, in as many columns of a height as they need."""
    found: list[list[NotePart]] = [[]]
    filled = 0
    for part in parts:
        if found[-1] and filled + part.count > height:
            found.append([])
            filled = 0
        found[-1].append(part)
        filled += part.count
    return found


def _cut(parts: list[NotePart], height: int) -> list[list[NotePart]]:
    """The parts in columns of exactly one height, notes cut where a column ends."""
    found: list[list[NotePart]] = [[]]
    room = height
    for part in parts:
        first = part.first
        while first < part.last:
            if not room:
                found.append([])
                room = height
            last = min(part.last, first + room)
            found[-1].append(NotePart(part.entry, first, last))
            room -= last - first
            first = last
    return found


def split(parts: list[NotePart], lines: int, count: int) -> tuple[list[NotePart], list[NotePart]]:
    """What fits `count` columns of `lines` lines, and what is left for the next page."""
    room = lines * count
    here: list[NotePart] = []
    there: list[NotePart] = []
    for part in parts:
        if room >= part.count:
            here.append(part)
        elif room > 0:
            here.append(NotePart(part.entry, part.first, part.first + room))
            there.append(NotePart(part.entry, part.first + room, part.last))
        else:
            there.append(part)
        room -= min(room, part.count)
    return here, there
