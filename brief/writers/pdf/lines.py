"""Words and lines: the pieces of a paragraph between two places where it may break."""

from __future__ import annotations

import re

from brief import TYPE_CHECKING
from brief.document.tree import Inline, inlines_text
from brief.record import NamedTuple
from brief.writers.pdf.divisible import SOFT, WITHIN
from brief.writers.pdf.looks import Pen
from brief.writers.pdf.tags import Leaf

if TYPE_CHECKING:
    from brief.writers.pdf.hyphens import Hyphenator
    from brief.writers.pdf.notes import NoteEntry

# A hair of tolerance (points), so that text measured to a column's width fits it.
SLACK = 0.01
_SEPARATOR = re.compile(r"(?<=\d)[.,](?=\d)")  # of decimals


class Part(NamedTuple):
    """A piece of one look; `tj` is the inside of a TJ array (see `Face`), `width` is in points.  A
    `note` is the one whose mark this is."""

    pen: Pen
    leaf: Leaf
    tj: str
    width: float
    note: NoteEntry | None = None
    text: str = ""


# A piece of a line as it is drawn: pen, place in the structure, inside of a TJ array, points wide.
Piece = tuple[Pen, Leaf, str, float]


class Word(NamedTuple):
    """What stays together on a line, the blank behind it, and what may happen there.

    `end`: "" no break, " " at the blank, "-" a hyphen is added if the line ends here, "|" a line
    may end here without a sign, "\\n" it must.
    """

    parts: tuple[Part, ...]
    width: float
    blank: Part | None
    end: str


class Line:
    """A line as it will be drawn: `width` without the blank at its end; `divided` where its last
    word goes on below."""

    __slots__ = ("divided", "notes", "parts", "width")

    def __init__(
        self,
        parts: list[Piece],
        width: float,
        notes: tuple[NoteEntry, ...],
        divided: bool = False,
    ) -> None:
        self.divided = divided
        self.parts = parts
        self.width = width
        self.notes = notes


def short(text: str, pen: Pen, leaf: Leaf) -> Line:
    """A number or sign as a line of its own."""
    units, tj = pen.face.shape(text)
    width = units * pen.size / 1000
    return Line([(pen, leaf, tj, width)], width, ())


class Run(NamedTuple):
    """Text of one look before it is cut into words.

    One that is `glued` is a mark and sticks to the word before it; one that has a `slot` is a sign
    in a slot of so many points.
    """

    content: str
    pen: Pen
    leaf: Leaf
    hyphens: Hyphenator | None = None  # None: words stay whole
    glued: bool = False
    note: NoteEntry | None = None
    slot: float = 0.0


class Words:
    """Collects a paragraph's runs; `finish` cuts them into words.  A run that is None is a forced
    end of the line."""

    def __init__(self, hyphens: Hyphenator | None = None) -> None:
        self.runs: list[Run | None] = []
        self.hyphens = hyphens
        self._words: list[Word] = []
        self._parts: list[Part] = []
        self._width = 0.0

    def text(self, content: str, pen: Pen, leaf: Leaf) -> None:
        """Adds a run that the pen's face can show."""
        self.runs.append(Run(content, pen, leaf, self.hyphens))

    def mark(self, content: str, pen: Pen, leaf: Leaf, note: NoteEntry | None) -> None:
        """Adds a mark that sticks to the word before it."""
        self.runs.append(Run(content, pen, leaf, None, True, note))

    def slot(self, content: str, pen: Pen, leaf: Leaf, width: float) -> None:
        """Adds a sign in a slot of a width in points."""
        self.runs.append(Run(content, pen, leaf, None, True, None, width))

    def new_line(self) -> None:
        """A forced end of the line."""
        self.runs.append(None)

    def finish(self) -> list[Word]:
        """All words; the last one has no end."""
        if not self._words:
            for run in self.runs:
                if run is None:
                    self._close(None, "\n")
                elif run.glued:
                    self._glue(run)
                else:
                    self._cut(run)
            if self._parts:
                self._close(None, "")
        return self._words

    def _cut(self, run: Run) -> None:
        content, pen, leaf, hyphens = run[:4]
        known, shape, size = pen.face.words, pen.face.shape, pen.size / 1000
        blank = Part(pen, leaf, pen.face.space[1], pen.space)
        words, parts, width = self._words, self._parts, self._width
        for index, piece in enumerate(content.split(" ")):
            if index:
                words.append(Word(tuple(parts), width, blank, " "))
                parts, width = [], 0.0
            if not piece:
                continue
            # What was shaped whole before may not be divided, but by a hyphenator.
            shaped = known.get(piece) if hyphens is None else None
            if shaped is None:
                divided = _divided(piece, hyphens)
                if divided is not None:
                    self._parts, self._width = parts, width
                    self._divisible(divided, pen, leaf)
                    parts, width = self._parts, self._width
                    continue
                shaped = shape(piece)
            wide = shaped[0] * size
            parts.append(Part(pen, leaf, shaped[1], wide, None, piece))
            width += wide
        self._parts, self._width = parts, width

    def _divisible(self, piece: str, pen: Pen, leaf: Leaf) -> None:
        softly = piece.split(SOFT)
        for number, soft in enumerate(softly):
            pieces = WITHIN.split(soft)
            for index, part in enumerate(pieces):
                if part:
                    units, tj = pen.face.shape(part)
                    self._add(Part(pen, leaf, tj, units * pen.size / 1000, None, part))
                if index < len(pieces) - 1:
                    self._close(None, "|")
            if number < len(softly) - 1:
                self._close(None, "-")

    def _glue(self, run: Run) -> None:
        pen = run.pen
        units, tj = pen.face.shape(run.content)
        width = units * pen.size / 1000
        if run.slot > width:
            tj += f"){(width - run.slot) * 1000 / pen.size:.0f}("
            width = run.slot
        self._add(Part(pen, run.leaf, tj, width, run.note, run.content))

    def _add(self, part: Part) -> None:
        self._parts.append(part)
        self._width += part.width

    def _close(self, blank: Part | None, end: str) -> None:
        self._words.append(Word(tuple(self._parts), self._width, blank, end))
        self._parts = []
        self._width = 0.0


def _divided(piece: str, hyphens: Hyphenator | None) -> str | None:
    """A piece with the places where it may be divided, None for one that may not."""
    if hyphens is not None and len(divided := hyphens.parts(piece)) > 1:
        return SOFT.join(divided)
    return piece if SOFT in piece or WITHIN.search(piece) else None


def set_line(
    words: list[Word], first: int, last: int, stretch: float = 0.0, hyphen: bool = False
) -> Line:
    """Words `first` to `last` - 1 as a line; each blank is `stretch` points wider; a `hyphen` is
    added where the last word goes on."""
    parts: list[Piece] = []
    texts: list[str] = []
    pen: Pen | None = None
    leaf: Leaf | None = None
    run = 0.0
    width = 0.0
    notes: list[NoteEntry] = []
    for index in range(first, last):
        word = words[index]
        for part in word.parts:
            if part.pen is not pen or part.leaf is not leaf:
                if pen is not None and leaf is not None:
                    parts.append((pen, leaf, "".join(texts), run))
                pen, leaf, texts, run = part.pen, part.leaf, [], 0.0
            texts.append(part.tj)
            run += part.width
            if part.note is not None:
                notes.append(part.note)
        width += word.width
        blank = word.blank
        if blank is not None:
            if blank.pen is not pen or blank.leaf is not leaf:
                if pen is not None and leaf is not None:
                    parts.append((pen, leaf, "".join(texts), run))
                pen, leaf, texts, run = blank.pen, blank.leaf, [], 0.0
            texts.append(blank.tj)
            run += blank.width
            if index < last - 1:
                width += blank.width
                if stretch:
                    texts.append(f"){-stretch * 1000 / blank.pen.size:.1f}(")
                    run += stretch
                    width += stretch
    ending = words[last - 1]
    if hyphen and ending.parts:
        part = ending.parts[-1]
        units, tj = part.pen.face.shape(SOFT)
        texts.append(tj)
        run += units * part.pen.size / 1000
        width += units * part.pen.size / 1000
    if pen is not None and leaf is not None:
        parts.append((pen, leaf, "".join(texts), run))
    return Line(parts, width, tuple(notes), hyphen)


def before_point(inlines: tuple[Inline, ...], words: list[Word]) -> float | None:
    """The width of a numeral up to its decimal point (all of it where it has none), in points;
    None where the text is no single numeral."""
    text = inlines_text(inlines)
    if len(words) != 1:
        return None
    found = _SEPARATOR.search(text)
    if found is None:
        return words[0].width
    left = found.start()
    width = 0.0
    for part in words[0].parts:
        if left < len(part.text):
            return width + part.pen.face.shape(part.text[:left])[0] * part.pen.size / 1000
        width += part.width
        left -= len(part.text)
    return width
