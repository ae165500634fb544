"""Where lines end: first fit for ragged text, optimum fit for justified, and words too long.

Optimum fit chooses all breaks of a paragraph together so that the sum of demerits is least (Knuth
and Plass, "Breaking Paragraphs into Lines", 1981), here by dynamic programming over the ends of
lines.
"""

from __future__ import annotations

from itertools import pairwise

from brief.writers.pdf.lines import SOFT, Line, Part, Word, set_line

# A hair of tolerance, so that text measured to a column's width fits it.
_SLACK = 0.01


def ragged(words: list[Word], first: float, rest: float) -> list[Line]:
    """Lines of at most `first` and then `rest` points, each as full as it can be."""
    words = _divided(words, min(first, rest))
    lines: list[Line] = []
    start = index = 0
    width, room = 0.0, first + _SLACK
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
        lines.append(set_line(words, start, index))
        start, width, room = index, 0.0, rest + _SLACK
    if start < len(words):
        lines.append(set_line(words, start, len(words)))
    return lines


# Blanks may shrink and, before it costs much, stretch by these parts of their width.
_SHRINK, _STRETCH = 0.2, 0.5
_HYPHEN_COST = 50.0
_TWO_HYPHENS = 3000.0


def justified(words: list[Word], first: float, rest: float) -> list[Line]:
    """Lines of exactly `first` and then `rest` points, the last one as it comes."""
    words = _divided(words, min(first, rest))
    lines: list[Line] = []
    start = 0
    for index, word in enumerate(words):
        if word.end == "\n" or index == len(words) - 1:
            room = rest if lines else first
            lines += _optimum(words, start, index + 1, room, rest)
            start = index + 1
    return lines


def _optimum(words: list[Word], start: int, end: int, first: float, rest: float) -> list[Line]:
    """The best lines of words `start` to `end` - 1, which end in a forced break."""
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
            if over > blanks * _SHRINK + _SLACK and begin < last - 1:
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
    ends.reverse()
    lines: list[Line] = []
    for begin, last in pairwise(ends):
        line = set_line(words, begin, last)
        room = first if begin == start else rest
        count = sum(1 for word in words[begin : last - 1] if word.blank is not None)
        gap = room - line.width
        if count and (last < end or gap < 0):
            line = set_line(words, begin, last, gap / count)
        lines.append(line)
    return lines


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
    if not words or max(word.width for word in words) <= room + _SLACK:
        return words
    found: list[Word] = []
    for word in words:
        if word.width <= room + _SLACK:
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
            step = shape(character)[0] * size
            if width + reach + step > room and (text or row):
                if text:
                    units, tj = shape(text)
                    row.append(Part(part.pen, part.leaf, tj, units * size, None, text))
                found.append(Word(tuple(row), sum(p.width for p in row), None, "|"))
                row, width, text, reach = [], 0.0, "", 0.0
            text += character
            reach += step
        units, tj = shape(text)
        row.append(Part(part.pen, part.leaf, tj, units * size, part.note, text))
        width += units * size
    found.append(Word(tuple(row), width, word.blank, word.end))
    return found
