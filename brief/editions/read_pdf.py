"""Reads a finished tagged PDF back as text, in the order of its structure tree, with PDFium.

It shares nothing with the writer.  What is not in the tree (running heads, rules) is an artifact
and is returned apart; text in the tree is returned as a reader of the file gets it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from brief import TYPE_CHECKING
from brief.diagnostics import BriefError
from brief.editions import pdfium
from brief.record import Record

if TYPE_CHECKING:
    from typing import Any

_BLOCKS = re.compile(r"P|H[1-6]?|LI|TD|TH|Caption|TOCI|Title|Note")
_NUMBERING = re.compile(r"[•–▪◦*-]|\(?(\d+|[a-z]|[ivx]+)[.)]")  # labels that Word sets itself

# What PDFium gives for a hyphen at the end of a line.
_HYPHENS = {0x02: "-", 0xFFFE: "-"}

# Pieces of a body beside its words, which have no white space: a block begins, a page begins, the
# number of a note follows.
_BLOCK, _PAGE, _CITE = "\n", "\f", "\v"

# Words and marks; a list of its own for what may go on after other words.
Pieces = list["str | Pieces"]
Kids = list[tuple["Any", str]]  # (element, "") or (None, the words of a marked content)


class ReadPdf(Record):
    """A PDF read back: text of the body without white space, where its blocks begin, notes.

    White space is left out because a PDF has none: it is a reader's guess from distances.

    `starts` are offsets in `body` at which a block-level element begins; `cites` are the numbers of
    note marks in the body in order; `contents` are entries of contents with the page they name;
    `artifacts` holds each page's text outside the tree; `page_starts` are offsets in `body` at
    which the text of each page begins (after the row, where a row goes on there).
    """

    pages: int
    body: str
    starts: frozenset[int]
    cites: tuple[int, ...]
    notes: tuple[tuple[int, str], ...]
    artifacts: tuple[str, ...]
    page_starts: tuple[int, ...] = ()
    contents: tuple[tuple[str, int], ...] = ()


def read(data: bytes, name: str = "the file", only: int | None = None) -> ReadPdf:
    """The text of a tagged PDF; `BriefError` where it is none, or is damaged.

    `only` reads a single page, counted from 0; a note that goes on there then counts as body.
    """
    with pdfium.LOCK:
        library = pdfium.library()
        document = library.FPDF_LoadMemDocument(data, len(data), None)
        if not document:
            raise BriefError(f"{name} is not a PDF that can be opened", help="name a .pdf file")
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
        by_object = None if whole is None else pdfium.pieces(text, whole)
        for index in range(pdf.FPDFPage_CountObjects(page)):
            item = pdf.FPDFPage_GetObject(page, index)
            if by_object is None:
                words = pdfium.utf16(pdf.FPDFTextObj_GetText, item, text)
            else:
                words = by_object.get(item, "")
            words = "".join(words.translate(_HYPHENS).split())
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
        kind = pdfium.utf16(self._pdf.FPDF_StructElement_GetType, element)
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
        return pdfium.utf16(self._pdf.FPDF_StructElement_GetID, element)

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
