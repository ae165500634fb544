"""Reads a finished or hand-edited DOCX back as text: body, notes, tables, running heads.

It shares nothing with the writer: the parts are taken as WordprocessingML (ISO/IEC 29500-1, clause
17) says, see `brief.editions.wordml`.  Tracked changes are accepted, and told.
"""

from __future__ import annotations

from collections.abc import Iterator

from brief.diagnostics import BriefError
from brief.document.flow import Block, Flow, collapse
from brief.editions.unzipped import Unzipped
from brief.editions.wordml import Paragraph, Part
from brief.record import Record


class ReadDocx(Record):
    """A DOCX read back.  `notes` maps note ids to their text; `marks` maps bookmarks around note
    marks to note ids; `tracked` and `hidden` are runs that were inserted, deleted or hidden."""

    paragraphs: tuple[Paragraph, ...]
    notes: dict[str, str]
    marks: dict[str, str]
    running: tuple[str, ...]
    tracked: tuple[tuple[str, str], ...] = ()
    hidden: tuple[str, ...] = ()
    comments: int = 0

    def blocks(self) -> tuple[Block, ...]:
        """The paragraphs as blocks of a flow; notes numbered in the order in which they stand."""
        numbers: dict[str, int] = {}
        blocks: list[Block] = []
        for paragraph in self.paragraphs:
            text = " ".join(paragraph.text.split())
            kind = "cell" if paragraph.cell else "text"
            if paragraph.notes:
                cites = [numbers.setdefault(note, len(numbers) + 1) for note in paragraph.notes]
                blocks.append(Block(kind, text, tuple(cites)))
            elif text:
                blocks.append(Block(kind, text))
        return tuple(blocks)

    def says(self, flow: Flow) -> bool:
        """Whether paragraphs and notes are the blocks and notes of a flow, one for one; several
        fields may share a line of the head.

        A file may say the same in other paragraphs: then the answer is no, and what it says has to
        be looked at.
        """
        numbers: dict[str, int] = {}
        wanted = iter(flow.blocks)
        for paragraph in self.paragraphs:
            text, marked = paragraph.text, paragraph.notes
            if not text and not marked:
                continue
            block = next(wanted, None)
            if block is None:
                return False
            if text != block.text:
                text = collapse(text)
                fields = block.kind == "field" and text != block.text
                if not (_joined(block, wanted, text) if fields else text == block.text):
                    return False
            if marked:
                cites = [numbers.setdefault(note, len(numbers) + 1) for note in marked]
                if tuple(cites) != block.cites:
                    return False
            elif block.cites:
                return False
        if next(wanted, None) is not None or len(numbers) != len(flow.notes):
            return False
        return all(
            number == numbers[note] and collapse(self.notes.get(note, "")) == text
            for note, (number, text) in zip(numbers, flow.notes, strict=True)
        )

    def numbered_notes(self) -> tuple[tuple[int, str], ...]:
        """The notes in the order of their first marks."""
        marked = [note for paragraph in self.paragraphs for note in paragraph.notes]
        texts = [" ".join(self.notes.get(note, "").split()) for note in dict.fromkeys(marked)]
        return tuple(enumerate(texts, 1))


def _joined(block: Block, following: Iterator[Block], line: str) -> bool:
    """Whether a line holds a field and those that follow it, of which none is cited."""
    said = block.text
    while said != line and line.startswith(f"{said} "):
        other = next(following, None)
        if other is None or other.kind != "field" or other.cites or block.cites:
            return False
        said = f"{said} {other.text}"
    return said == line


def read(data: bytes, name: str = "the file") -> ReadDocx:
    """The text of a DOCX; `BriefError` where it is none, or is damaged or hostile."""
    archive = Unzipped(data, name)
    if "word/document.xml" not in archive:
        raise BriefError(f"{name} is not a Word document", help="name a .docx file")
    body, notes, heads, comments = Part(), Part(), Part(), Part()
    body.read(archive.part("word/document.xml"), name)
    for path in archive.names():
        if path in ("word/footnotes.xml", "word/endnotes.xml"):
            notes.read(archive.part(path), name)
        elif path.startswith(("word/header", "word/footer")):
            heads.read(archive.part(path), name)
        elif path == "word/comments.xml":
            comments.read(archive.part(path), name)
    return ReadDocx(
        tuple(body.paragraphs),
        notes.notes,
        body.marks,
        tuple(t for p in heads.paragraphs if (t := collapse(p.text))),
        tuple(body.tracked + notes.tracked),
        tuple(body.hidden + notes.hidden),
        len(comments.paragraphs),
    )


def read_running(part: bytes, name: str = "the file") -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The paragraphs of one header or footer, and what is hidden or tracked in it."""
    read = Part()
    read.read(part, name)
    apart = [*read.hidden, *(text for _, text in read.tracked)]
    return tuple(paragraph.text for paragraph in read.paragraphs), tuple(apart)
