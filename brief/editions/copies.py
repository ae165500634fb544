"""Numbered copies held against the first of them, which was audited whole.

A copy is read back from its bytes and taken to pieces: the parts of a Word file, the objects of a
PDF.  Pieces that are the same to the byte as those of the audited copy were audited with it.  What
differs may only be what prints the foot of the pages; that is read, and must be the words of the
first copy's foot with this copy's in their place.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from io import BytesIO

from brief.diagnostics import ERROR, BriefError, Diagnostic
from brief.editions import read_docx, read_pdf
from brief.editions.audit import squeeze

Pieces = dict[str, bytes]

_FOOTER = re.compile(r"word/footer\d+\.xml")
_LOCAL_HEAD = 30  # bytes of a zip's local head before name and extra field
_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")
_OWN = re.compile(rb"/ID\s*\[.*?\]|/Length \d+")  # of a trailer: what every file has of its own


class Docx:
    """The first copy as a Word file; `foot` is what its footers say at the left."""

    def __init__(self, data: bytes, foot: str) -> None:
        self._pieces = parts(data)
        self._foot = foot
        self._footers = {
            name: read_docx.read_running(_inflated(part))
            for name, part in self._pieces.items()
            if _FOOTER.fullmatch(name)
        }

    def differences(self, data: bytes, foot: str) -> list[Diagnostic] | None:
        """What is wrong with another copy; None where only a whole audit could tell."""
        pieces = parts(data)
        changed = _changed(self._pieces, pieces)
        if changed is None or not changed <= self._footers.keys():
            return None
        for name, (first, apart) in self._footers.items():
            wanted = tuple(text.replace(self._foot, foot) for text in first)
            if (wanted, apart) != read_docx.read_running(_inflated(pieces[name])):
                return [_wrong("R-DOCX", "DOCX", foot)]
            if not any(foot in text for text in wanted):
                return [_wrong("R-DOCX", "DOCX", foot)]
        return []


class Pdf:
    """The first copy as a PDF; `foot` is what every page says at the left of its foot."""

    def __init__(self, data: bytes, foot: str, pages: tuple[str, ...]) -> None:
        self._pieces = objects(data)
        self._foot = squeeze(foot)
        # The page with the least text is read again of each copy; all pages share the one stream.
        self._page = min(range(len(pages)), key=lambda number: len(pages[number]))
        self._read = read_pdf.read(data, only=self._page)
        self._everywhere = all(self._foot in page for page in pages)
        self._count = len(pages)
        self._plain = b"\n".join(map(_packed_objects, self._pieces.values()))
        self._shared: dict[str, bool] = {}

    def differences(self, data: bytes, foot: str) -> list[Diagnostic] | None:
        """What is wrong with another copy; None where only a whole audit could tell."""
        pieces = objects(data)
        changed = _changed(self._pieces, pieces)
        if changed is None or len(changed) > 1 or not self._everywhere:
            return None
        if not all(map(self._on_all_pages, changed)):
            return None
        wanted = tuple(page.replace(self._foot, squeeze(foot)) for page in self._read.artifacts)
        read = read_pdf.read(data, only=self._page)
        if read != self._read.replace(artifacts=wanted) or squeeze(foot) not in wanted[0]:
            return [_wrong("R-PDF", "PDF", foot)]
        return []

    def _on_all_pages(self, number: str) -> bool:
        """Whether an object is among the content streams of each page."""
        if number not in self._shared:
            pages = rb"/Contents\s*\[[^\]]*\b" + number.encode() + rb" 0 R"
            self._shared[number] = len(re.findall(pages, self._plain)) == self._count
        return self._shared[number]


def _wrong(code: str, name: str, foot: str) -> Diagnostic:
    message = f"the foot of a numbered copy of the {name} is not what was issued"
    return Diagnostic(code, ERROR, message, notes=(f"issued: {foot}",))


def _changed(first: Pieces, other: Pieces) -> set[str] | None:
    """The names of pieces that differ; None where one of the files has others."""
    if first.keys() != other.keys():
        return None
    return {name for name, piece in first.items() if piece != other[name]}


def parts(data: bytes) -> Pieces:
    """The entries of a zip as they stand in it, local head included."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            found = {}
            for info in archive.infolist():
                start = info.header_offset
                lengths = struct.unpack("<HH", data[start + 26 : start + _LOCAL_HEAD])
                end = start + _LOCAL_HEAD + sum(lengths) + info.compress_size
                found[info.filename] = data[start:end]
    except (zipfile.BadZipFile, EOFError, struct.error) as error:
        raise BriefError(f"a numbered copy is not a whole Word document: {error}") from error
    return found


def _inflated(part: bytes) -> bytes:
    """The content of a zip's entry."""
    method, name, extra = *struct.unpack("<H", part[8:10]), *struct.unpack("<HH", part[26:30])
    content = part[_LOCAL_HEAD + name + extra :]
    return zlib.decompress(content, -zlib.MAX_WBITS) if method else content


def objects(data: bytes) -> Pieces:
    """The objects of a PDF by number as a reader finds them: by its cross-reference stream
    (ISO 32000-1, 7.5.8).  Under "trailer" is what that says beside lengths and identifiers.

    Packed objects are in the piece of their object stream.
    """
    start = _START.search(data, max(0, len(data) - 64))
    if start is None:
        raise BriefError("a numbered copy is not a whole PDF: it has no end")
    try:
        at = int(start.group(1))
        head, _, rest = data[at:].partition(b"stream\n")
        table = _rows(zlib.decompressobj().decompress(rest))
        places = sorted((where, n) for n, (kind, where, _) in enumerate(table) if kind == 1)
        ends = [where for where, _ in places[1:]] + [start.start()]
        found: Pieces = {}
        for (where, number), end in zip(places, ends, strict=True):
            # The head is part of the piece, so an object at a wrong place differs from the first.
            found[str(number)] = data[where:end]
        packed = [(n, row) for n, row in enumerate(table) if row[0] != 1]
        found.pop(str(len(table) - 1))  # the cross-reference itself: offsets, held just above
        found["trailer"] = data[: places[0][0]] + _OWN.sub(b"", head) + repr(packed).encode()
    except (ValueError, IndexError, zlib.error) as error:
        raise BriefError(f"a numbered copy is not a whole PDF: {error}") from error
    return found


def _rows(table: bytes) -> list[tuple[int, int, int]]:
    """The rows of a cross-reference stream of seven columns, each given as its difference from
    the one above."""
    above = bytes(7)
    rows = []
    for start in range(0, len(table), 8):
        if table[start] != 2:
            raise ValueError("its cross-reference is packed in another way")
        above = bytes(
            (a + b) & 0xFF for a, b in zip(table[start + 1 : start + 8], above, strict=True)
        )
        rows.append(struct.unpack(">BLH", above))
    return rows


def _packed_objects(piece: bytes) -> bytes:
    """What an object stream holds; an object that is none as it stands."""
    head, _, rest = piece.partition(b"stream\n")
    if b"/ObjStm" not in head:
        return head
    return zlib.decompressobj().decompress(rest)
