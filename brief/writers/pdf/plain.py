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
from brief.writers.pdf.divisible import SOFT, WITHIN, PlainWords
from brief.writers.pdf.faces import Shaped
from brief.writers.pdf.lines import SLACK, Line, Part, Run, Words
from brief.writers.pdf.looks import base
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
    if not count or not isinstance(inlines[0], Text):
        return None
    pen = inliner.pens.of(style)
    words = _plain_words(inlines[:count], pen.face.plain) if pen else None
    if pen is None or words is None:
        return None
    units, strings = words
    marking = inliner.mark_pen(base(style)) if notes else pen
    if marking is None:
        return None
    marks = [marking.face.words[str(note.number)] for note in notes]
    blank, space, size = pen.face.space[1], pen.space, pen.size / 1000
    at = sum(units) * size + (len(units) - 1) * space
    begin, start, end = 0, 0.0, at
    for wide, _ in marks:
        end += wide * marking.size / 1000
    found: list[Line] = []
    if end > room + SLACK:
        ends = [total * size + blanks * space for blanks, total in enumerate(accumulate(units))]
        ends[-1] = end
        cuts = _cuts(ends, space, room + SLACK)
        if cuts is None:
            return None
        leaf = tag.leaf()
        for cut in cuts:
            over = ends[cut - 1] + space
            part = Part(pen, leaf, blank.join(strings[begin:cut]) + blank, over - start)
            found.append(Line([part], ends[cut - 1] - start, ()))
            begin, start = cut, over
    parts = [Part(pen, tag.leaf(), blank.join(strings[begin:]), at - start)]
    entries: list[NoteEntry] = []
    for note, (wide, string) in zip(notes, marks, strict=True):
        leaf, entry = inliner.mark(note, tag)
        over = at + wide * marking.size / 1000
        parts.append(Part(marking, leaf, string, over - at))
        at = over
        if entry is not None:
            entries.append(entry)
    found.append(Line(parts, end - start, tuple(entries)))
    return found


def _plain_words(
    texts: Sequence[Inline], known: PlainWords
) -> tuple[Sequence[int], Sequence[str]] | None:
    """The units and strings of words, without blanks; where a text ends within a word, the next one
    goes on with it.  None where anything else is there, or nothing, or a blank at the end."""
    units: Sequence[int] = ()
    strings: Sequence[str] = ()
    try:
        for text in texts:
            if not isinstance(text, Text):
                return None
            more, shown = zip(*map(known.__getitem__, text.content.split(" ")), strict=True)
            if strings:
                units = (*units[:-1], units[-1] + more[0], *more[1:])
                strings = (*strings[:-1], strings[-1] + shown[0], *shown[1:])
            else:
                units, strings = more, shown
    except KeyError:
        return None
    return (units, strings) if strings and strings[-1] else None


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
