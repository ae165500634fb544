"""Snapshots: the text of a source as it was received, with its paragraphs and sentences."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from operator import attrgetter, itemgetter

from brief.record import Record


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


class Snapshot(Record):
    """A source's text.  `file` is relative to the workspace; offsets are code points of `text`."""

    source: str
    code: str  # "S1": how references print it
    file: str
    sha256: str  # of the bytes as received
    text: str
    text_sha256: str
    extractor: str  # name and version, "text/1"
    paragraphs: tuple[Paragraph, ...]

    def paragraph(self, offset: int) -> Paragraph | None:
        """The paragraph that holds the offset, furniture included; None between paragraphs."""
        index = bisect_right(self.paragraphs, offset, key=attrgetter("start")) - 1
        if index < 0 or offset > self.paragraphs[index].end:
            return None
        return self.paragraphs[index]

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column, both from 1, of an offset into the text."""
        begin = self.text.rfind("\n", 0, offset) + 1
        index = bisect_right(self.paragraphs, offset, key=attrgetter("start")) - 1
        if index >= 0 and self.paragraphs[index].start >= begin:
            return self.paragraphs[index].line, offset - begin + 1
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
