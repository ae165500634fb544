"""Snapshots: the text of a source as it was received, with its paragraphs and sentences."""

from __future__ import annotations

from brief.record import Record


class Paragraph(Record):
    """A non-empty line of the extracted text: half-open offsets and 1-based line.

    `number` counts the paragraphs that are not furniture from 1, headline and subheads included;
    it is 0 for furniture (captions, credits, "view all").
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


class Passage(Record):
    """A place in one snapshot, within one paragraph and outside furniture (W3C Web Annotation:
    a TextQuoteSelector's `exact` with the TextPositionSelector's `start` and `end`)."""

    source: str
    start: int
    end: int
    exact: str
