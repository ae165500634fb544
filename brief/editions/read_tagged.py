"""Any tagged PDF as text, in the order of its structure tree, by PDFium alone.

It takes twice the time of our own reader, and reads what that does not understand: a PDF from
elsewhere, or one edited by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from ctypes import c_int, c_ulong, c_void_p, create_string_buffer

from brief import TYPE_CHECKING
from brief.editions import pdfium
from brief.editions.read_pdf import ReadPdf

if TYPE_CHECKING:
    from typing import Any

_SIGNATURES: pdfium.Signatures = {
    "FPDFText_GetTextObject": (c_void_p, [c_void_p, c_int]),
    "FPDFPage_CountObjects": (c_int, [c_void_p]),
    "FPDFPage_GetObject": (c_void_p, [c_void_p, c_int]),
    "FPDFPageObj_GetMarkedContentID": (c_int, [c_void_p]),
    "FPDFTextObj_GetText": (c_ulong, [c_void_p, c_void_p, c_void_p, c_ulong]),
    "FPDF_StructTree_GetForPage": (c_void_p, [c_void_p]),
    "FPDF_StructTree_Close": (None, [c_void_p]),
    "FPDF_StructTree_CountChildren": (c_int, [c_void_p]),
    "FPDF_StructTree_GetChildAtIndex": (c_void_p, [c_void_p, c_int]),
    "FPDF_StructElement_CountChildren": (c_int, [c_void_p]),
    "FPDF_StructElement_GetChildAtIndex": (c_void_p, [c_void_p, c_int]),
    "FPDF_StructElement_GetChildMarkedContentID": (c_int, [c_void_p, c_int]),
    "FPDF_StructElement_GetType": (c_ulong, [c_void_p, c_void_p, c_ulong]),
    "FPDF_StructElement_GetID": (c_ulong, [c_void_p, c_void_p, c_ulong]),
}

_BLOCKS = re.compile(r"P|H[1-6]?|LI|TD|TH|Caption|TOCI|Title|Note")
_NUMBERING = re.compile(r"[•–▪◦*-]|\(?(\d+|[a-z]|[ivx]+)[.)]")  # labels that Word sets itself

# Pieces of a body beside its words, which have no white space: a block begins, a page begins, the
# number of a note follows.
_BLOCK, _PAGE, _CITE = "\n", "\f", "\v"

# Words and marks; a list of its own for what may go on after other words.
Pieces = list["str | Pieces"]
Kids = list[tuple["Any", str]]  # (element, "") or (None, the words of a marked content)


def read(data: bytes, name: str, only: int | None = None) -> ReadPdf:
    """See `read_pdf.read`."""
    with pdfium.LOCK:
        library = pdfium.library()
        pdfium.declare(library, _SIGNATURES)
        document = pdfium.open_document(data, name)
        try:
            reader = _Reader(library)
            count = library.FPDF_GetPageCount(document)
            for number in range(count) if only is None else (only,):
                reader.page(library.FPDF_LoadPage(document, number))
        finally:
            library.FPDF_CloseDocument(document)
    return reader.finished(count)


class _Reader:
    def __init__(self, library: Any) -> None:
        self._pdf = library
        self._body: Pieces = []
        self._notes: dict[int, list[str]] = {}
        self._contents: list[tuple[str, int]] = []
        self._artifacts: list[str] = []
        self._numbers: dict[str, int] = {}  # a footnote's ID -> its number
        self._cells: dict[str, Pieces] = {}  # ID of a cell that may go on -> its place in the body
        self._marked: dict[int, list[str]] = {}

    def finished(self, pages: int) -> ReadPdf:
        """All that was read."""
        body: list[str] = []
        starts: set[int] = set()
        page_starts: list[int] = []
        cites: list[int] = []
        length = 0
        for piece in _flat(self._body):
            if piece == _BLOCK:
                starts.add(length)
            elif piece == _PAGE:
                page_starts.append(length)
            elif piece.startswith(_CITE):
                cites.append(int(piece[1:]))
            else:
                body.append(piece)
                length += len(piece)
        return ReadPdf(
            pages,
            "".join(body),
            frozenset(starts),
            tuple(cites),
            tuple(sorted((n, "".join(t)) for n, t in self._notes.items())),
            tuple(self._artifacts),
            tuple(page_starts),
            tuple(self._contents),
        )

    def page(self, page: Any) -> None:
        """Add what one page prints."""
        pdf = self._pdf
        self._body.append(_PAGE)
        text = pdf.FPDFText_LoadPage(page)
        try:
            self._objects(page, text)
            tree = pdf.FPDF_StructTree_GetForPage(page)
            if tree:
                for index in range(pdf.FPDF_StructTree_CountChildren(tree)):
                    child = pdf.FPDF_StructTree_GetChildAtIndex(tree, index)
                    if child:
                        self._element(child, self._body)
                pdf.FPDF_StructTree_Close(tree)
        finally:
            pdf.FPDFText_ClosePage(text)
            pdf.FPDF_ClosePage(page)

    def _objects(self, page: Any, text: Any) -> None:
        pdf = self._pdf
        self._marked = {}
        loose: list[str] = []
        whole = pdfium.page_text(text)
        by_object = None if whole is None else _pieces(text, whole)
        for index in range(pdf.FPDFPage_CountObjects(page)):
            item = pdf.FPDFPage_GetObject(page, index)
            if by_object is None:
                words = _utf16(pdf.FPDFTextObj_GetText, item, text)
            else:
                words = by_object.get(item, "")
            words = pdfium.words(words)
            if not words:
                continue
            mark = pdf.FPDFPageObj_GetMarkedContentID(item)
            if mark < 0:
                loose.append(words)
            else:
                self._marked.setdefault(mark, []).append(words)
        self._artifacts.append("".join(loose))

    def _element(self, element: Any, body: Pieces) -> None:
        """Add an element of the body: blocks begin, notes and their marks are set apart."""
        kind = _utf16(self._pdf.FPDF_StructElement_GetType, element)
        kids = self._kids(element)
        if kind == "Note" and self._note(element, kids):
            return
        if kind in ("Reference", "Lbl"):
            words = "".join(self._words(kids))
            if kind == "Reference" and words.isdecimal():
                body.append(_CITE + words)
                return
            if kind == "Lbl" and _NUMBERING.fullmatch(words):
                return
        elif kind == "TOCI":
            body += (_BLOCK, self._entry(kids))
            return
        elif kind == "TR" and self._id(element):
            self._row(kids, body)
            return
        elif _BLOCKS.fullmatch(kind):
            body.append(_BLOCK)
        for child, words in kids:
            if child is not None:
                self._element(child, body)
            else:
                body.append(words)

    def _row(self, cells: Kids, body: Pieces) -> None:
        """Add a row that runs over pages: each cell goes on where it was left."""
        for cell, _ in cells:
            if cell is None:
                continue
            id = self._id(cell)
            if id and id not in self._cells:
                body.append(self._cells.setdefault(id, []))
            self._element(cell, self._cells[id] if id else body)

    def _entry(self, kids: Kids) -> str:
        """The words of an entry of contents; the page that it names last is set apart."""
        words = self._words(kids)
        if len(words) > 1 and words[-1].isdecimal():
            page = int(words.pop())
            self._contents.append(("".join(words), page))
        return "".join(words)

    def _id(self, element: Any) -> str:
        return _utf16(self._pdf.FPDF_StructElement_GetID, element)

    def _note(self, element: Any, kids: Kids) -> bool:
        """Take a footnote, or its continuation on a later page; False for a table's remark."""
        id = self._id(element)
        words = self._words(kids)
        if id not in self._numbers:
            if not words or not words[0].isdecimal():
                return False
            self._numbers[id] = int(words[0])
            words = words[1:]
        self._notes.setdefault(self._numbers[id], []).extend(words)
        return True

    def _words(self, kids: Kids) -> list[str]:
        found: list[str] = []
        for child, words in kids:
            found += self._words(self._kids(child)) if child is not None else [words]
        return [word for word in found if word]

    def _kids(self, element: Any) -> Kids:
        """An element's kids in order."""
        pdf = self._pdf
        kids: Kids = []
        for index in range(pdf.FPDF_StructElement_CountChildren(element)):
            mark = pdf.FPDF_StructElement_GetChildMarkedContentID(element, index)
            if mark >= 0:
                kids.append((None, "".join(self._marked.get(mark, ()))))
            else:
                child = pdf.FPDF_StructElement_GetChildAtIndex(element, index)
                if child:
                    kids.append((child, ""))
        return kids


def _flat(pieces: Pieces) -> Iterator[str]:
    for piece in pieces:
        if isinstance(piece, str):
            yield piece
        else:
            yield from _flat(piece)


_LINE = re.compile(r"\S(?:[^\r\n]*\S)?")
_ROOM = 4096
_buffer = create_string_buffer(_ROOM)  # used under LOCK alone
_view = memoryview(_buffer)


def _utf16(function: Any, *arguments: Any) -> str:
    """The text that one of PDFium's functions copies out as UTF-16, without its final NUL."""
    needed: int = function(*arguments, _buffer, _ROOM)
    if needed <= 2:
        return ""
    if needed <= _ROOM:
        return str(_view[: needed - 2], "utf-16-le", "replace")
    larger = create_string_buffer(needed)
    function(*arguments, larger, needed)
    return str(memoryview(larger)[: needed - 2], "utf-16-le", "replace")


def _pieces(text: Any, whole: str) -> dict[int, str]:
    """The page's text by the object that draws it, without spaces between words of two.

    The characters of an object follow on each other, so it is asked which object draws a line's
    first character, and which its last; between two objects the border is looked for in leaps.
    Asking each object for its text would walk over the whole page each time.
    """
    object_at = pdfium.library().FPDFText_GetTextObject
    found: dict[int, str] = {}
    for line in _LINE.finditer(whole):
        start, end = line.span()
        while start < end:
            drawn = object_at(text, start)
            last = end - 1
            if last > start and object_at(text, last) != drawn:
                last, step = start, 4
                while last + step < end and object_at(text, last + step) == drawn:
                    last += step
                    step *= 2
                while step > 1:
                    step //= 2
                    if last + step < end and object_at(text, last + step) == drawn:
                        last += step
            if drawn:
                found[drawn] = found.get(drawn, "") + whole[start : last + 1]
            start = last + 1
            while start < end and whole[start].isspace():
                start += 1
    return found
