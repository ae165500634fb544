"""Where lines end: first fit for ragged text, and words too long for any line."""

from __future__ import annotations

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
