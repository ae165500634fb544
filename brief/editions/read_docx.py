"""Reads a finished or hand-edited DOCX back as text: body, notes, tables, running heads.

It shares nothing with the writer: the parts are parsed with expat and taken as WordprocessingML
(ISO/IEC 29500-1, clause 17) says.  Tracked changes are accepted, and told.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from xml.parsers import expat

from brief.diagnostics import BriefError
from brief.document.flow import Block, collapse
from brief.record import Record

_LIMIT = 100 * 1024 * 1024  # bytes of one unpacked part
_RATIO = 200  # of unpacked to packed size; beyond it the archive is a bomb


class Paragraph(Record):
    """A paragraph as read: its style's id, text, the ids of notes marked in it, the bookmarks
    that its note cross-references name, and whether it stands in a table cell."""

    style: str
    text: str
    notes: tuple[str, ...]
    repeats: tuple[str, ...]
    cell: bool


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
            cites: list[int] = []
            for note in paragraph.notes:
                cites.append(numbers.setdefault(note, len(numbers) + 1))
            text = collapse(paragraph.text)
            if text or cites:
                kind = "cell" if paragraph.cell else "text"
                blocks.append(Block(kind, text, tuple(cites)))
        return tuple(blocks)

    def numbered_notes(self) -> tuple[tuple[int, str], ...]:
        """The notes in the order of their first marks."""
        numbers: dict[str, int] = {}
        for paragraph in self.paragraphs:
            for note in paragraph.notes:
                numbers.setdefault(note, len(numbers) + 1)
        return tuple((n, collapse(self.notes.get(note, ""))) for note, n in numbers.items())


def read(data: bytes, name: str = "the file") -> ReadDocx:
    """The text of a DOCX; `BriefError` where it is none, or is damaged or hostile."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = {info.filename: info for info in archive.infolist()}
            if "word/document.xml" not in parts:
                raise BriefError(f"{name} is not a Word document", help="name a .docx file")

            def part(path: str) -> bytes:
                info = parts[path]
                if info.file_size > _LIMIT or info.file_size > _RATIO * max(info.compress_size, 99):
                    raise BriefError(f"{name} is refused: its part {path} unpacks too large")
                return archive.read(info)

            body = _Part()
            _parse(part("word/document.xml"), body.handlers(), name)
            notes = _Part()
            for path in ("word/footnotes.xml", "word/endnotes.xml"):
                if path in parts:
                    _parse(part(path), notes.handlers(), name)
            heads = _Part()
            for path in sorted(parts):
                if path.startswith(("word/header", "word/footer")):
                    _parse(part(path), heads.handlers(), name)
            comments = _Part()
            if "word/comments.xml" in parts:
                _parse(part("word/comments.xml"), comments.handlers(), name)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as error:
        raise BriefError(f"{name} is not a whole Word document: {error}") from error
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
    read = _Part()
    _parse(part, read.handlers(), name)
    apart = [*read.hidden, *(text for _, text in read.tracked)]
    return tuple(paragraph.text for paragraph in read.paragraphs), tuple(apart)


class _Part:
    """Collects the paragraphs of one part while expat walks it."""

    def __init__(self) -> None:
        self.paragraphs: list[Paragraph] = []
        self.notes: dict[str, str] = {}
        self.marks: dict[str, str] = {}
        self.tracked: list[tuple[str, str]] = []
        self.hidden: list[str] = []
        self._text: list[str] = []
        self._open: list[tuple[str, list[str], list[str], list[str]]] = []
        self._style = ""
        self._refs: list[str] = []
        self._repeats: list[str] = []
        self._cells = 0
        self._deleted = 0
        self._inserted = 0
        self._vanish = False
        self._in_text = False
        self._in_code = False
        self._code: list[str] = []
        self._field: list[str] = []  # the state of each open field: "code" or "result"
        self._noteref = 0
        self._note = ""
        self._bookmarks: dict[str, str] = {}
        self._skip = 0  # inside mc:Fallback, drawings' alternative content

    def handlers(self) -> tuple[Callable[..., None], Callable[..., None], Callable[..., None]]:
        """For expat: start, end, characters."""
        return self.start, self.end, self.characters

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name in ("Fallback", "txbxContent") or self._skip:
            self._skip += 1
            return
        if name == "p" and tag.startswith("w:"):
            self._open.append((self._style, self._text, self._refs, self._repeats))
            self._style, self._text, self._refs, self._repeats = "", [], [], []
        elif name == "pStyle":
            self._style = attributes.get("w:val", "")
        elif name == "tc":
            self._cells += 1
        elif name == "t":
            self._in_text = True
        elif name == "instrText":
            self._in_code = True
        elif name in ("del", "moveFrom"):
            self._deleted += 1
        elif name in ("ins", "moveTo"):
            self._inserted += 1
        elif name == "vanish":
            self._vanish = attributes.get("w:val", "1") not in ("0", "false", "off")
        elif name == "r":
            self._vanish = False
        elif name == "tab" and self._open and "w:pos" not in attributes:
            self._add("\t")
        elif name in ("br", "cr"):
            self._add("\n")
        elif name == "noBreakHyphen":
            self._add("\u2011")
        elif name == "softHyphen":
            self._add("\u00ad")
        elif name == "fldChar":
            self._field_char(attributes.get("w:fldCharType", ""))
        elif name == "fldSimple":
            self._code = [attributes.get("w:instr", "")]
            self._field.append("result")
            self._enter_result()
        elif name in ("footnoteReference", "endnoteReference"):
            self._refs.append(name[0] + attributes.get("w:id", ""))
            for bookmark in self._bookmarks.values():
                self.marks[bookmark] = self._refs[-1]
        elif name in ("footnote", "endnote"):
            special = attributes.get("w:type") not in (None, "normal")
            self._note = "" if special else name[0] + attributes.get("w:id", "")
        elif name == "bookmarkStart":
            self._bookmarks[attributes.get("w:id", "")] = attributes.get("w:name", "")
        elif name == "bookmarkEnd":
            self._bookmarks.pop(attributes.get("w:id", ""), None)

    def end(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        if self._skip:
            self._skip -= 1
            return
        if name == "p" and tag.startswith("w:") and self._open:
            self._close_paragraph()
        elif name == "tc":
            self._cells -= 1
        elif name == "t":
            self._in_text = False
        elif name == "instrText":
            self._in_code = False
        elif name in ("del", "moveFrom"):
            self._deleted -= 1
        elif name in ("ins", "moveTo"):
            self._inserted -= 1
        elif name == "fldSimple":
            self._field_char("end")

    def characters(self, data: str) -> None:
        if self._skip:
            return
        if self._in_code:
            self._code.append(data)
        elif self._in_text:
            self._add(data)
        elif self._deleted and data.strip():
            self.tracked.append(("deleted", data))

    def _add(self, text: str) -> None:
        if self._noteref or (self._field and self._field[-1] == "code"):
            return
        if self._deleted:
            return
        if self._vanish:
            self.hidden.append(text)
            return
        if self._inserted and text.strip():
            self.tracked.append(("inserted", text))
        self._text.append(text)

    def _field_char(self, kind: str) -> None:
        if kind == "begin":
            self._field.append("code")
            self._code = []
        elif kind == "separate" and self._field:
            self._field[-1] = "result"
            self._enter_result()
        elif kind == "end" and self._field:
            self._field.pop()
            self._noteref = 0

    def _enter_result(self) -> None:
        words = "".join(self._code).split()
        if words and words[0] == "NOTEREF":
            self._noteref = 1
            bookmark = words[1] if len(words) > 1 else ""
            self._repeats.append(bookmark)
            self._refs.append(self.marks.get(bookmark, bookmark))

    def _close_paragraph(self) -> None:
        text = "".join(self._text)
        paragraph = Paragraph(
            self._style, text, tuple(self._refs), tuple(self._repeats), self._cells > 0
        )
        if self._note:
            before = self.notes.get(self._note)
            self.notes[self._note] = text if before is None else f"{before} {text}"
        else:
            self.paragraphs.append(paragraph)
        self._style, self._text, self._refs, self._repeats = self._open.pop()


def _parse(data: bytes, handlers: tuple[Callable[..., None], ...], name: str) -> None:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = handlers

    def refuse(*_: object) -> None:
        raise BriefError(f"{name} is refused: a part declares a document type or entities")

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise BriefError(f"{name} is damaged: {error}") from error
