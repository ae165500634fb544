"""Ragged lines straight from runs of text, for paragraphs whose words all fit and stay whole.

Most cells, notes and points are such.  `breaking.ragged` does the same with a value for each word,
and what else there is: words to be divided, lines to be filled, slots.  A test holds both equal.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from brief import TYPE_CHECKING
from brief.document.tree import Inline, Note, Statement, Text
from brief.house.theme import ParagraphStyle
from brief.writers.pdf.divisible import SOFT, WITHIN
from brief.writers.pdf.faces import Shaped
from brief.writers.pdf.lines import SLACK, Line, Piece, Run, Words
from brief.writers.pdf.looks import Layout, Pen, base
from brief.writers.pdf.notes import NoteEntry
from brief.writers.pdf.tags import Element

if TYPE_CHECKING:
    from brief.writers.pdf.inline import Inliner


def ragged_lines(words: Words, first: float, rest: float) -> list[Line]:
    """Lines of at most `first` and then `rest` points, each as full as it can be."""
    lines = plain_lines(words.runs, first, rest)
    if lines is None:
        from brief.writers.pdf.breaking import ragged

        return ragged(words.finish(), first, rest)
    return lines


def text_lines(
    inlines: tuple[Inline, ...], inliner: Inliner, style: ParagraphStyle, tag: Element, room: float
) -> list[Line] | None:
    """The lines, of at most `room` points, of a paragraph that is plain words in one look and marks
    of notes behind them, if any, as `plain_lines` sets them; None for any other.  Most are such."""
    if len(inlines) == 1 and isinstance(inlines[0], Statement):
        inlines = inlines[0].children
    count = len(inlines)
    notes: list[Note] = []
    while count and isinstance(last := inlines[count - 1], Note):
        notes.insert(0, last)
        count -= 1
    if not count or not isinstance(inlines[0], Text):  # then no font is opened out of its turn
        return None
    pen = inliner.pens.of(style)
    if pen is None:
        return None
    texts = tuple([text.content for text in inlines[:count] if isinstance(text, Text)])
    words = pen.face.plain.of(texts) if len(texts) == count else None
    marking = inliner.mark_pen(base(style)) if notes else pen
    if words is None or marking is None:
        return None
    marks = [marking.face.words[str(note.number)] for note in notes]
    wide = tuple([units * marking.size / 1000 for units, _ in marks])
    key = texts, room, wide
    if key not in pen.layouts:
        pen.layouts[key] = _layout(words, pen, wide, room + SLACK)
    layout = pen.layouts[key]
    if layout is None:
        return None
    leaf = tag.leaf()
    rows, at = layout
    found = [Line([(pen, leaf, string, part)], width, ()) for string, part, width in rows]
    if notes:
        end, entries = found[-1], list[NoteEntry]()
        for note, width, (_, string) in zip(notes, wide, marks, strict=True):
            leaf, entry = inliner.mark(note, tag)
            over = at + width
            end.parts.append((marking, leaf, string, over - at))
            at = over
            if entry is not None:
                entries.append(entry)
        end.notes = tuple(entries)
    return found


def _layout(
    words: tuple[Sequence[int], Sequence[str]], pen: Pen, marks: Sequence[float], room: float
) -> Layout | None:
    """Units and strings of words as lines of at most `room` points, behind the last of which stand
    marks of so many points; None where a word is wider than any line."""
    units, strings = words
    blank, space, size = pen.face.space[1], pen.space, pen.size / 1000
    at = sum(units) * size + (len(units) - 1) * space
    end = at
    for mark in marks:
        end += mark
    rows: list[tuple[str, float, float]] = []
    begin, start = 0, 0.0
    if end > room:
        ends = [total * size + blanks * space for blanks, total in enumerate(accumulate(units))]
        ends[-1] = end
        cuts = _cuts(ends, space, room)
        if cuts is None:
            return None
        for cut in cuts:
            over = ends[cut - 1] + space
            string = blank.join(strings[begin:cut]) + blank
            rows.append((string, over - start, ends[cut - 1] - start))
            begin, start = cut, over
    rows.append((blank.join(strings[begin:]), at - start, end - start))
    return rows, at


def _cuts(ends: list[float], space: float, room: float) -> list[int] | None:
    """Before which words lines begin but the first; None where a word is wider than any line."""
    found: list[int] = []
    begin, start, whole = 0, 0.0, ends[-1]
    while whole - start > room:
        end = bisect_right(ends, start + room, begin)
        if end == begin:
            return None
        found.append(end)
        begin, start = end, ends[end - 1] + space
    return found


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

    A line may end at each of `_ends`, of which `_gaps` says how wide the blank behind it is; they
    are worked out from `_measured` once they are asked for.  A run stands with the strings of its
    pieces, which blanks part, the number of ends before it, and the place where it is over.
    """

    __slots__ = ("_at", "_count", "_ends", "_gaps", "_measured", "_next", "_open", "_runs")

    def __init__(self) -> None:
        self._ends: list[float] = []
        self._gaps: list[float] = []
        # Where text begins, the widths of its words in units, and of a unit and a blank.
        self._measured: list[tuple[float, Sequence[int], float, float]] = []
        self._runs: list[tuple[Run, Sequence[str], int, float]] = []
        self._at = 0.0
        self._count = 0  # ends
        self._open = False  # whether there is anything behind the last end
        self._next = (0, 0)  # run and piece with which the next line begins

    def mark(self, run: Run) -> None:
        """Takes up what sticks to the word before it."""
        units, string = run.pen.face.words[run.content]
        self._at += units * run.pen.size / 1000
        self._runs.append((run, (string,), self._count, self._at))
        self._open = True

    def text(self, run: Run) -> None:
        """Takes up a run of words."""
        content = run.content
        pieces = content.split(" ")
        try:
            shaped = list(map(run.pen.face.plain.__getitem__, pieces))
        except KeyError:
            known = run.pen.face.words
            if any(piece not in known and WITHIN.search(piece) for piece in pieces):
                *before, content = WITHIN.split(content)
                for part in before:
                    self._pieces(run, list(map(known.__getitem__, part.split(" "))))
                    self._measured.append((self._at, (0, 0), 0.0, 0.0))
                    self._count += 1
                    self._open = False
            shaped = list(map(known.__getitem__, content.split(" ")))
        self._pieces(run, shaped)

    def _pieces(self, run: Run, shaped: list[Shaped]) -> None:
        """Adds what stands between blanks; the last piece may go on in the next run."""
        pen, before = run.pen, self._count
        units, strings = zip(*shaped, strict=True)
        size, space, blanks = pen.size / 1000, pen.space, len(strings) - 1
        if blanks:
            self._measured.append((self._at, units, size, space))
            self._count += blanks
            self._open = bool(strings[-1])
        elif strings[-1]:
            self._open = True
        self._at = self._at + sum(units) * size + blanks * space
        self._runs.append((run, strings, before, self._at))

    def _measure(self) -> None:
        """Works out where lines may end."""
        for at, units, size, space in self._measured:
            totals = accumulate(units[:-1])
            self._ends += [at + total * size + n * space for n, total in enumerate(totals)]
            self._gaps += [space] * (len(units) - 1)

    def lines(self, first: float, rest: float) -> list[Line] | None:
        """The lines; None where a word is wider than any."""
        if not self._open and not self._count:
            return []
        if self._open and self._at <= first == rest:
            return [self._line(self._count + 1, 0.0, self._at)]
        self._measure()
        ends, gaps = self._ends, self._gaps
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
        parts: list[Piece] = []
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
                if parts and parts[-1][0] is pen and parts[-1][1] is leaf:
                    _, _, joined, width = parts.pop()
                    string, at = joined + string, at - width
                parts.append((pen, leaf, string, after - at))
                at = after
            if within:
                piece = stop
                break
            number, piece = number + 1, 0
        self._next = (number, piece)
        return Line(parts, end - start, tuple(notes))
