"""Ragged lines straight from runs of text, for paragraphs whose words all fit and stay whole.

Most cells, notes and points are such.  `breaking.ragged` does the same with a value for each word,
and what else there is: words to be divided, lines to be filled, slots.  A test holds both equal.
"""

from __future__ import annotations

from brief.writers.pdf.breaking import SLACK, ragged
from brief.writers.pdf.lines import DIVIDERS, SOFT, WITHIN, Line, Part, Run, Words
from brief.writers.pdf.notes import NoteEntry


def ragged_lines(words: Words, first: float, rest: float) -> list[Line]:
    """Lines of at most `first` and then `rest` points, each as full as it can be."""
    lines = plain_lines(words.runs, first, rest)
    return ragged(words.finish(), first, rest) if lines is None else lines


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
    """Words as columns of numbers.

    A word has a width without its blank, that blank's width, and a number of pieces; a piece has
    its string with the blank behind it, its width with that blank, and its run.
    """

    def __init__(self) -> None:
        self._wide: list[float] = []
        self._gaps: list[float] = []
        self._ends: list[int] = []  # how many pieces there are up to the end of each word
        self._strings: list[str] = []
        self._widths: list[float] = []
        self._runs: list[tuple[int, Run]] = []  # with the number of their first pieces
        self._notes: list[tuple[int, NoteEntry]] = []
        self._open = 0.0  # the width of a word that the next run goes on with

    def mark(self, run: Run) -> None:
        """Takes up what sticks to the word before it."""
        self._runs.append((len(self._strings), run))
        if run.note is not None:
            self._notes.append((len(self._strings), run.note))
        units, string = run.pen.face.shape(run.content)
        width = units * run.pen.size / 1000
        self._strings.append(string)
        self._widths.append(width)
        self._open += width

    def text(self, run: Run) -> None:
        """Takes up a run of words."""
        content, pen = run[:2]
        strings, widths = self._strings, self._widths
        self._runs.append((len(strings), run))
        shape, size = pen.face.shape, pen.size / 1000
        wide, gaps, ends = self._wide, self._gaps, self._ends
        known, blank, space = pen.face.words, pen.face.space[1], pen.space
        whole = DIVIDERS.isdisjoint(content)
        pieces = content.split(" ")
        last = pieces.pop()
        width = self._open
        for piece in pieces:
            shaped = known.get(piece)
            if shaped is None:
                if whole or not WITHIN.search(piece):
                    shaped = shape(piece)
                else:
                    *before, behind = WITHIN.split(piece)
                    width = self._divided(before, run, width)
                    shaped = shape(behind)
            own = shaped[0] * size
            strings.append(shaped[1] + blank)
            widths.append(own + space)
            wide.append(width + own)
            gaps.append(space)
            ends.append(len(strings))
            width = 0.0
        if last:
            if not whole and last not in known and WITHIN.search(last):
                *before, last = WITHIN.split(last)
                width = self._divided(before, run, width)
            units, string = shape(last)
            strings.append(string)
            widths.append(units * size)
            width += units * size
        self._open = width

    def _divided(self, pieces: list[str], run: Run, width: float) -> float:
        """Adds what stands before places where a word may end a line as it is."""
        pen = run.pen
        for piece in pieces:
            units, string = pen.face.shape(piece)
            own = units * pen.size / 1000
            self._strings.append(string)
            self._widths.append(own)
            self._wide.append(width + own)
            self._gaps.append(0.0)
            self._ends.append(len(self._strings))
            width = 0.0
        return width

    def lines(self, first: float, rest: float) -> list[Line] | None:
        """The lines; None where a word is wider than any."""
        wide, gaps, ends = self._wide, self._gaps, self._ends
        if not ends or ends[-1] < len(self._strings):
            if not self._strings:
                return []
            wide.append(self._open)
            gaps.append(0.0)
            ends.append(len(self._strings))
        if max(wide) > min(first, rest):
            return None
        found: list[Line] = []
        begin = 0  # piece
        width, room, reach, end = 0.0, first, 0.0, 0
        for word, gap, after in zip(wide, gaps, ends, strict=True):
            if width + word > room and begin < end:
                found.append(self._line(begin, end, reach))
                begin, width, room = end, 0.0, rest
            reach = width + word
            width = reach + gap
            end = after
        found.append(self._line(begin, end, reach))
        return found

    def _line(self, begin: int, end: int, width: float) -> Line:
        """The pieces `begin` to `end` - 1 as a line."""
        runs = self._runs
        if len(runs) == 1:
            run = runs[0][1]
            string, own = "".join(self._strings[begin:end]), sum(self._widths[begin:end])
            noted = tuple([note for _, note in self._notes])  # a mark alone is one piece
            whole = [Part(run.pen, run.leaf, string, own)] if string else []
            return Line(whole, width, noted)
        parts: list[Part] = []
        for number, (of_run, run) in enumerate(runs):
            start = max(of_run, begin)
            stop = min(runs[number + 1][0], end) if number + 1 < len(runs) else end
            string, own = "".join(self._strings[start:stop]), sum(self._widths[start:stop])
            if not string:
                continue
            if parts and parts[-1].pen is run.pen and parts[-1].leaf is run.leaf:
                last = parts[-1]
                string, own = last.tj + string, last.width + own
                parts.pop()
            parts.append(Part(run.pen, run.leaf, string, own))
        notes = [note for at, note in self._notes if begin <= at < end]
        return Line(parts, width, tuple(notes))
