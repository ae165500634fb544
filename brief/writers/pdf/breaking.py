"""Where lines end: first fit for ragged text, optimum fit for justified, and words too long.

Optimum fit chooses all breaks of a paragraph together so that the sum of demerits is least (Knuth
and Plass, "Breaking Paragraphs into Lines", 1981), here by dynamic programming over the ends of
lines.
"""

from __future__ import annotations

from itertools import pairwise

from brief.writers.pdf.divisible import SOFT
from brief.writers.pdf.lines import SLACK, Line, Part, Word, set_line
from brief.writers.pdf.tags import Leaf


def ragged(words: list[Word], first: float, rest: float) -> list[Line]:
    """Lines of at most `first` and then `rest` points, each as full as it can be."""
    words = _divided(words, min(first, rest))
    ends: list[int] = []
    start = index = 0
    width, room = 0.0, first + SLACK
    while index < len(words):
        word = words[index]
        if index > start and width + word.width > room:
            index = _last_fit(words, start, index, room)
        elif word.end != "\n":
            width += word.width + (word.blank.width if word.blank else 0.0)
            index += 1
            continue
        else:
            index += 1
        ends.append(index)
        start, width, room = index, 0.0, rest + SLACK
    if start < len(words):
        ends.append(len(words))
    return _Setter(words).lines(ends)


# Blanks may shrink and, before it costs much, stretch by these parts of their width.
_SHRINK, _STRETCH = 0.2, 0.5
_HYPHEN_COST = 50.0
_TWO_HYPHENS = 3000.0


def justified(words: list[Word], first: float, rest: float) -> list[Line]:
    """Lines of exactly `first` and then `rest` points, the last one as it comes."""
    words = _divided(words, min(first, rest))
    setter = _Setter(words)
    lines: list[Line] = []
    start = 0
    for index, word in enumerate(words):
        if word.end == "\n" or index == len(words) - 1:
            room = rest if lines else first
            ends = _optimum(words, start, index + 1, room, rest)
            for begin, last in pairwise([start, *ends]):
                gap = room - _width(words, begin, last)
                count = sum(1 for inner in words[begin : last - 1] if inner.blank is not None)
                stretched = count and (last <= index or gap < 0)
                lines.append(setter.line(begin, last, gap / count if stretched else 0.0))
                room = rest
            start = index + 1
    return lines


def _width(words: list[Word], begin: int, last: int) -> float:
    """The natural width of a line, with its hyphen, without its last blank."""
    line = words[begin:last]
    width = sum(word.width for word in line)
    width += sum(word.blank.width for word in line[:-1] if word.blank is not None)
    if line[-1].end == "-" and last < len(words):
        width += hyphen_width(line[-1])
    return width


def _optimum(words: list[Word], start: int, end: int, first: float, rest: float) -> list[int]:
    """The ends of the best lines of words `start` to `end` - 1, which end in a forced break."""
    best: list[tuple[float, int]] = [(0.0, -1)]  # by end of line: least demerits, line's start
    for last in range(start + 1, end + 1):
        chosen = (float("inf"), last - 1)
        width = blanks = 0.0
        hyphen = words[last - 1].end == "-" and last < end
        tail = hyphen_width(words[last - 1]) if hyphen else 0.0
        for begin in range(last - 1, start - 1, -1):
            word = words[begin]
            width += word.width
            if begin < last - 1 and word.blank is not None:
                width += word.blank.width
                blanks += word.blank.width
            room = first if begin == start else rest
            over = width + tail - room
            if over > blanks * _SHRINK + SLACK and begin < last - 1:
                break
            cost = _demerits(room - width - tail, blanks, last == end)
            if hyphen:
                cost += _HYPHEN_COST**2
                if words[begin - 1].end == "-" and begin > start:
                    cost += _TWO_HYPHENS
            total = best[begin - start][0] + cost
            if total < chosen[0]:
                chosen = (total, begin)
        best.append(chosen)
    ends = [end]
    while ends[-1] > start:
        ends.append(best[ends[-1] - start][1])
    return ends[-2::-1]


class _Setter:
    """Sets the lines of a paragraph in order.

    A word that is divided becomes a span that reads as the whole, so that it is extracted without
    the hyphen; what follows it in its element gets a leaf of its own behind the span.
    """

    def __init__(self, words: list[Word]) -> None:
        self._words = words
        self._changed: dict[int, Word] = {}
        self._swaps: dict[Leaf, Leaf] = {}

    def lines(self, ends: list[int]) -> list[Line]:
        """The lines that end before these words."""
        return [self.line(begin, last) for begin, last in pairwise([0, *ends])]

    def line(self, begin: int, last: int, stretch: float = 0.0) -> Line:
        """Words `begin` to `last` - 1 as a line."""
        hyphen = self._words[last - 1].end == "-" and last < len(self._words)
        if not hyphen and not self._swaps:
            return set_line(self._words, begin, last, stretch)
        row = [self._swapped(index) for index in range(begin, last)]
        if hyphen:
            self._divide(row, last)
        return set_line(row, 0, len(row), stretch, hyphen)

    def _swapped(self, index: int) -> Word:
        if index in self._changed:
            return self._changed.pop(index)
        word = self._words[index]
        parts = tuple(p._replace(leaf=self._swaps.get(p.leaf, p.leaf)) for p in word.parts)
        blank = word.blank
        if blank is not None:
            blank = blank._replace(leaf=self._swaps.get(blank.leaf, blank.leaf))
        return word._replace(parts=parts, blank=blank)

    def _divide(self, row: list[Word], last: int) -> None:
        """Joins the pieces of the word that the end of a row divides in one span."""
        if not row[-1].parts or not self._words[last].parts:
            return
        leaf = row[-1].parts[-1].leaf
        original = self._words[last].parts[0].leaf
        if leaf.actual or self._swaps.get(original, original) is not leaf:
            return  # inside a span already, or two runs that meet in one word
        first = len(row) - 1
        while first and row[first - 1].end == "-" and _only(row[first - 1], leaf):
            first -= 1
        if first < len(row) - 1 and not _only(row[-1], leaf):
            first = len(row) - 1
        behind_it = [self._swapped(last)]
        while behind_it[-1].end == "-" and _only(behind_it[-1], leaf):
            behind_it.append(self._swapped(last + len(behind_it)))
        pieces = [part.text for word in row[first:-1] for part in word.parts]
        pieces.append(row[-1].parts[-1].text)
        pieces += [part.text for word in behind_it for part in word.parts[:1]]
        inside, behind = leaf.element.divide(leaf, "".join(pieces))
        self._swaps[original] = behind
        for index in range(first, len(row)):
            parts = row[index].parts
            moved = parts[-1]._replace(leaf=inside)
            row[index] = row[index]._replace(parts=(*parts[:-1], moved))
        for offset, word in enumerate(behind_it):
            parts = tuple(p._replace(leaf=behind) if p.leaf is leaf else p for p in word.parts[1:])
            blank = word.blank
            if blank is not None and blank.leaf is leaf:
                blank = blank._replace(leaf=behind)
            start = word.parts[0]._replace(leaf=inside)
            self._changed[last + offset] = word._replace(parts=(start, *parts), blank=blank)


def _only(word: Word, leaf: Leaf) -> bool:
    """Whether a piece of a word is of one look and this leaf."""
    return len(word.parts) == 1 and word.parts[0].leaf is leaf


def _demerits(gap: float, blanks: float, last: bool) -> float:
    """How bad a line is whose blanks must take up `gap` points."""
    if gap >= 0:
        if last:
            return 1.0
        ratio = gap / (blanks * _STRETCH) if blanks else gap
    else:
        ratio = gap / (blanks * _SHRINK) if blanks else -gap
    return (1.0 + 100.0 * min(abs(ratio), 50.0) ** 3) ** 2


def _last_fit(words: list[Word], start: int, end: int, room: float) -> int:
    """The end of the line that begins at `start` and cannot hold word `end`: a line that ends in
    a divided word needs room for the hyphen too."""
    while end > start + 1 and words[end - 1].end == "-":
        line = words[start:end]
        width = sum(word.width + (word.blank.width if word.blank else 0.0) for word in line)
        if width + hyphen_width(line[-1]) <= room:
            break
        end -= 1
    return end


def hyphen_width(word: Word) -> float:
    """The width of the hyphen behind a divided word, in points."""
    if not word.parts:
        return 0.0
    pen = word.parts[-1].pen
    return pen.face.shape(SOFT)[0] * pen.size / 1000


def _divided(words: list[Word], room: float) -> list[Word]:
    """The words, those wider than any line cut between characters."""
    if not words or max(word.width for word in words) <= room + SLACK:
        return words
    found: list[Word] = []
    for word in words:
        if word.width <= room + SLACK:
            found.append(word)
        else:
            found += _cut(word, room)
    return found


def _cut(word: Word, room: float) -> list[Word]:
    """A word in pieces that fit; the last keeps what follows the word."""
    found: list[Word] = []
    row: list[Part] = []
    width = 0.0
    for part in word.parts:
        if width + part.width <= room or len(part.text) < 2:
            row.append(part)
            width += part.width
            continue
        shape, size = part.pen.face.shape, part.pen.size / 1000
        text = ""
        reach = 0.0
        for character in part.text:
            # With the kerning between it and the one before: a hundred pairs add up.
            before = text[-1:]
            step = (shape(before + character)[0] - shape(before)[0]) * size
            if width + reach + step > room and (text or row):
                if text:
                    units, tj = shape(text)
                    row.append(Part(part.pen, part.leaf, tj, units * size, None, text))
                found.append(Word(tuple(row), sum(p.width for p in row), None, "|"))
                row, width, text, reach = [], 0.0, "", 0.0
                step = shape(character)[0] * size
            text += character
            reach += step
        units, tj = shape(text)
        row.append(Part(part.pen, part.leaf, tj, units * size, part.note, text))
        width += units * size
    found.append(Word(tuple(row), width, word.blank, word.end))
    return found
