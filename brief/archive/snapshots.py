"""Snapshots: the text of a source as it was received, with its paragraphs and sentences."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from operator import attrgetter, itemgetter

from brief.record import Record
from brief.text.folding import fold


class Paragraph(Record):
    """A non-empty line of the extracted text: half-open offsets and 1-based line.

    The offsets leave out blanks at both ends.  `number` counts the paragraphs that are not
    furniture from 1, headline and subheads included; it is 0 for furniture (captions, credits,
    "view all").
    """

    start: int
    end: int
    line: int
    number: int


class Lines:
    """The lines of a text, those equal to one of `furniture` being no content.

    They are told apart when somebody asks: a dossier that is remembered knows where its passages
    stand.
    """

    __slots__ = ("_found", "_furniture", "_text")

    def __init__(self, text: str, furniture: tuple[str, ...]) -> None:
        self._text = text
        self._furniture = furniture
        self._found: tuple[Paragraph, ...] | None = None

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The paragraphs, in order."""
        if self._found is None:
            self._found = paragraphs(self._text, self._furniture)
        return self._found

    def __eq__(self, other: object) -> bool:
        if type(other) is not Lines:
            return NotImplemented
        return self._furniture == other._furniture and self._text == other._text

    def __hash__(self) -> int:
        return hash((self._text, self._furniture))


class Snapshot(Record):
    """A source's text.  `file` is relative to the workspace; offsets are code points of `text`."""

    source: str
    code: str  # "S1": how references print it
    file: str
    sha256: str  # of the bytes as received
    text: str
    text_sha256: str
    extractor: str  # name and version, "text/1"
    lines: Lines

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The non-empty lines of the text, in order."""
        return self.lines.paragraphs

    def paragraph(self, offset: int) -> Paragraph | None:
        """The paragraph that holds the offset, furniture included; None between paragraphs."""
        paragraphs = self.paragraphs
        index = bisect_right(paragraphs, offset, key=attrgetter("start")) - 1
        if index < 0 or offset > paragraphs[index].end:
            return None
        return paragraphs[index]

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column, both from 1, of an offset into the text."""
        begin = self.text.rfind("\n", 0, offset) + 1
        paragraphs = self.paragraphs
        index = bisect_right(paragraphs, offset, key=attrgetter("start")) - 1
        if index >= 0 and paragraphs[index].start >= begin:
            return paragraphs[index].line, offset - begin + 1
        return self.text.count("\n", 0, offset) + 1, offset - begin + 1


class Place(Record):
    """Sentences `first` to `last` of a paragraph, all counted from 1."""

    paragraph: int
    first: int
    last: int


class Passage(Record):
    """A place in one snapshot, within one paragraph and outside furniture (W3C Web Annotation:
    a TextQuoteSelector's `exact` with the TextPositionSelector's `start` and `end`).

    `place` is how references count it, where that is known from an earlier run: `standing` works
    it out.  It follows from the rest, and passages with it and without are equal.
    """

    source: str
    start: int
    end: int
    exact: str
    place: Place | None = None

    def __eq__(self, other: object) -> bool:
        return (
            type(other) is Passage
            and self.start == other.start
            and self.end == other.end
            and self.source == other.source
            and self.exact == other.exact
        )

    def __hash__(self) -> int:
        return hash((self.source, self.start, self.end))


def standing(snapshot: Snapshot, passage: Passage) -> Place | None:
    """Paragraph and sentences of a passage; None within furniture."""
    if passage.place is not None:
        return passage.place
    paragraph = snapshot.paragraph(passage.start)
    if paragraph is None or not paragraph.number or passage.start >= paragraph.end:
        return None
    spans = _sentences(snapshot, paragraph)
    first = _ordinal(spans, passage.start - paragraph.start)
    last = _ordinal(spans, passage.end - 1 - paragraph.start)
    return Place(paragraph.number, first, max(first, last))


def placed(snapshot: Snapshot, passage: Passage) -> Passage:
    """The passage with its paragraph and sentences."""
    place = standing(snapshot, passage)
    return Passage(passage.source, passage.start, passage.end, passage.exact, place)


def reference(snapshot: Snapshot, start: int, end: int) -> str:
    """How a run of the text is cited: `¶14.1`, `¶14.1–3` (paragraph, first and last sentence).

    A run over several paragraphs reads `¶14.2–¶15.1`.  "" where it stands in no paragraph or in
    furniture.
    """
    end = max(start, end - 1)
    opening = closing = snapshot.paragraph(start)
    if opening is None or end > opening.end:
        closing = snapshot.paragraph(end)
    if opening is None or closing is None or not (opening.number and closing.number):
        return ""
    spans = _sentences(snapshot, opening)
    first = _ordinal(spans, start - opening.start)
    if closing is not opening:
        last = _ordinal(_sentences(snapshot, closing), end - closing.start)
        return f"¶{opening.number}.{first}–¶{closing.number}.{last}"
    last = _ordinal(spans, end - opening.start)
    return f"¶{opening.number}.{first}" + (f"–{last}" if last != first else "")


def _sentences(snapshot: Snapshot, paragraph: Paragraph) -> tuple[tuple[int, int], ...]:
    return _spans(snapshot.text, paragraph.start, paragraph.end)


@lru_cache(maxsize=256)
def _spans(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """The sentences of a paragraph, which is not taken out of its text for each passage anew: a
    text without line ends is one paragraph of any size."""
    from brief.text.sentences import sentence_spans

    return sentence_spans(text[start:end])


def _ordinal(spans: tuple[tuple[int, int], ...], offset: int) -> int:
    """The number of the sentence at an offset into its paragraph, from 1."""
    return max(1, bisect_right(spans, offset, key=itemgetter(0)))


def paragraphs(text: str, furniture: tuple[str, ...] = ()) -> tuple[Paragraph, ...]:
    """The non-empty lines of a text, numbered; furniture bears the number 0."""
    dropped = {line_key(line) for line in furniture}
    found: list[Paragraph] = []
    offset = number = 0
    for line_number, line in enumerate(text.split("\n"), 1):
        inner = line.strip()
        if inner:
            start = offset + line.index(inner[0]) if inner is not line else offset
            counted = not dropped or line_key(inner) not in dropped
            number += counted
            found.append(
                Paragraph(start, start + len(inner), line_number, number if counted else 0)
            )
        offset += len(line) + 1
    return tuple(found)


def line_key(line: str) -> str:
    """What two lines are compared by: their text after silent folding, without outer blanks."""
    line = line.strip()
    return fold(line).text if len(line) <= 1000 else line
