"""Ragged lines straight from runs of text, for paragraphs whose words all fit and stay whole.

Most cells, notes and points are such.  `breaking.ragged` does the same with a value for each word,
and what else there is: words to be divided, lines to be filled, slots.  A test holds both equal.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from brief.document.tree import Inline, Text
from brief.writers.pdf.lines import DIVIDERS, SLACK, SOFT, WITHIN, Line, Part, Run, Words
from brief.writers.pdf.looks import Look, Pens
from brief.writers.pdf.notes import NoteEntry
from brief.writers.pdf.tags import Element


def ragged_lines(words: Words, first: float, rest: float) -> list[Line]:
    """Lines of at most `first` and then `rest` points, each as full as it can be."""
    lines = plain_lines(words.runs, first, rest)
    if lines is None:
        from brief.writers.pdf.breaking import ragged

        return ragged(words.finish(), first, rest)
    return lines


# No line of text is made of letters so narrow (parts of the type size).
_NARROW = 0.25


def one_line(
    inlines: tuple[Inline, ...], pens: Pens, look: Look, tag: Element, room: float
) -> Line | None:
    """The line of a paragraph that is a single text and fits one of `room` points, as `plain_lines`
    sets it; None for any other.  Half of all cells are such."""
    if len(inlines) != 1 or not isinstance(inlines[0], Text):
        return None
    content, pen = inlines[0].content, pens.pen(look)
    if pen is None:
        return None
    face = pen.face
    if (
        len(content) * pen.size * _NARROW > room
        or not content.isprintable()  # so there is no place for a hyphen either
        or content[-1:] in ("", " ")
        or face.missing(content)
    ):
        return None
    pieces, known = content.split(" "), face.words
    if not DIVIDERS.isdisjoint(content):
        for piece in pieces:
            if piece not in known and WITHIN.search(piece):
                return None
    units, strings = zip(*map(known.__getitem__, pieces), strict=True)
    width = sum(units) * pen.size / 1000 + (len(pieces) - 1) * pen.space
    if width > room + SLACK:
        return None
    return Line([Part(pen, tag.leaf(), face.space[1].join(strings), width)], width, ())


def plain_lines(runs: list[Run | None], first: float, rest: float) -> list[Line] | None:
    """Lines of at most `first` and then `rest` points, first fit; None where words would have to
    be divided, or lines end by force."""
    paragraph = _Paragraph()
    for run in runs:
        if run is None or run.slot or run.hyphens is not None or SOFT in run.content:
            return None
        if run.glued:
            paragraph.mark(run)
        else:
            paragraph.text(run)
    return paragraph.lines(first + SLACK, rest + SLACK)


class _Paragraph:
    """A paragraph as if on one endless line, on which all places are measured in points.

    A line may end at each of `_ends`, of which `_gaps` says how wide the blank behind it is.  A run
    stands with the strings of its pieces, which blanks part, the number of ends before it, and the
    place where it is over.
    """

    __slots__ = ("_at", "_ends", "_gaps", "_next", "_open", "_runs")

    def __init__(self) -> None:
        self._ends: list[float] = []
        self._gaps: list[float] = []
        self._runs: list[tuple[Run, Sequence[str], int, float]] = []
        self._at = 0.0
        self._open = False  # whether there is anything behind the last end
        self._next = (0, 0)  # run and piece with which the next line begins

    def mark(self, run: Run) -> None:
        """Takes up what sticks to the word before it."""
        units, string = run.pen.face.words[run.content]
        self._at += units * run.pen.size / 1000
        self._runs.append((run, (string,), len(self._ends), self._at))
        self._open = True

    def text(self, run: Run) -> None:
        """Takes up a run of words."""
        content, known = run.content, run.pen.face.words
        pieces = content.split(" ")
        if not DIVIDERS.isdisjoint(content):
            for piece in pieces:
                # What was shaped whole before has no place within.
                if piece not in known and WITHIN.search(piece):
                    *before, content = WITHIN.split(content)
                    for part in before:
                        self._pieces(run, part.split(" "))
                        self._ends.append(self._at)
                        self._gaps.append(0.0)
                        self._open = False
                    pieces = content.split(" ")
                    break
        self._pieces(run, pieces)

    def _pieces(self, run: Run, pieces: list[str]) -> None:
        """Adds what stands between blanks; the last piece may go on in the next run."""
        pen, at, before = run.pen, self._at, len(self._ends)
        units, strings = zip(*map(pen.face.words.__getitem__, pieces), strict=True)
        size, space = pen.size / 1000, pen.space
        ends = [
            at + total * size + blanks * space for blanks, total in enumerate(accumulate(units))
        ]
        self._at = ends.pop()
        if ends:
            self._ends += ends
            self._gaps += [space] * len(ends)
            self._open = bool(strings[-1])
        elif strings[-1]:
            self._open = True
        self._runs.append((run, strings, before, self._at))

    def lines(self, first: float, rest: float) -> list[Line] | None:
        """The lines; None where a word is wider than any."""
        ends, gaps = self._ends, self._gaps
        if not self._open and not ends:
            return []
        if first != rest and self._widest() > min(first, rest):
            return None
        whole = self._at if self._open else ends[-1]
        found: list[Line] = []
        begin, start, room = 0, 0.0, first
        while whole - start > room:
            end = bisect_right(ends, start + room, begin)
            if end == begin:
                return None
            found.append(self._line(end, start, ends[end - 1]))
            begin, start, room = end, ends[end - 1] + gaps[end - 1], rest
        found.append(self._line(len(ends) + 1, start, whole))
        return found

    def _widest(self) -> float:
        starts = [0.0, *(end + gap for end, gap in zip(self._ends, self._gaps, strict=True))]
        return max(end - start for end, start in zip([*self._ends, self._at], starts, strict=True))

    def _line(self, last: int, start: float, end: float) -> Line:
        """The pieces from where the line before was over up to end number `last`, as a line between
        these places."""
        runs = self._runs
        number, piece = self._next
        parts: list[Part] = []
        notes: list[NoteEntry] = []
        at = start
        while number < len(runs):
            run, strings, before, after = runs[number]
            stop = last - before
            if stop <= 0:
                break
            pen, leaf, blank = run.pen, run.leaf, run.pen.face.space[1]
            within = stop < len(strings)
            if within:
                string, after = blank.join(strings[piece:stop]) + blank, end + pen.space
            else:
                string = blank.join(strings[piece:] if piece else strings)
            if run.note is not None:
                notes.append(run.note)
            if string:
                if parts and parts[-1].pen is pen and parts[-1].leaf is leaf:
                    joined = parts.pop()
                    string, at = joined.tj + string, at - joined.width
                parts.append(Part(pen, leaf, string, after - at))
                at = after
            if within:
                piece = stop
                break
            number, piece = number + 1, 0
        self._next = (number, piece)
        return Line(parts, end - start, tuple(notes))
