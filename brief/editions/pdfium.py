"""The functions of PDFium that yield the text of pages, called directly.

The library comes with pypdfium2.  Its Python layer declares every function there is and takes some
70 ms to import; this module and `read_tagged` declare those they call (PDFium's public headers
fpdfview.h, fpdf_text.h, fpdf_edit.h, fpdf_structtree.h).
"""

from __future__ import annotations

import ctypes
from _thread import allocate_lock
from ctypes import c_char_p, c_int, c_void_p, create_string_buffer
from importlib.machinery import PathFinder
from pathlib import Path

from brief import TYPE_CHECKING
from brief.diagnostics import BriefError

if TYPE_CHECKING:
    from typing import Any

Signatures = dict[str, "tuple[Any, list[Any]]"]

_SIGNATURES: Signatures = {
    "FPDF_InitLibrary": (None, []),
    "FPDF_LoadMemDocument": (c_void_p, [c_char_p, c_int, c_char_p]),
    "FPDF_CloseDocument": (None, [c_void_p]),
    "FPDF_GetPageCount": (c_int, [c_void_p]),
    "FPDF_LoadPage": (c_void_p, [c_void_p, c_int]),
    "FPDF_ClosePage": (None, [c_void_p]),
    "FPDFText_LoadPage": (c_void_p, [c_void_p]),
    "FPDFText_ClosePage": (None, [c_void_p]),
    "FPDFText_CountChars": (c_int, [c_void_p]),
    "FPDFText_GetText": (c_int, [c_void_p, c_int, c_int, c_void_p]),
}

# PDFium is not safe for threads (its own README); one reader at a time.
LOCK = allocate_lock()
_library: Any = None

# What PDFium gives for a hyphen at the end of a line.
_HYPHENS = ("\x02", "\ufffe")


def library() -> Any:
    """The loaded library, with the signatures of what we call declared."""
    global _library  # noqa: PLW0603  # loaded once in a process, as the library demands
    if _library is None:
        spec = PathFinder.find_spec("pypdfium2_raw")
        folder = Path(spec.origin).parent if spec and spec.origin else None
        names = ("libpdfium.so", "libpdfium.dylib", "pdfium.dll")
        paths = [folder / name for name in names] if folder else []
        path = next((p for p in paths if p.is_file()), None)
        if path is None:
            raise BriefError(
                "PDFium is not installed, so no PDF can be read back",
                help="install policy-brief again with its dependencies",
            )
        loaded = ctypes.CDLL(str(path))
        declare(loaded, _SIGNATURES)
        loaded.FPDF_InitLibrary()
        _library = loaded
    return _library


def declare(library: Any, signatures: Signatures) -> None:
    """Tells ctypes what functions give and take."""
    for name, (result, arguments) in signatures.items():
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments


def open_document(data: bytes, name: str) -> Any:
    """The document, which the caller closes and until then keeps `data`; `BriefError` where there
    is none.  Only under LOCK."""
    document = library().FPDF_LoadMemDocument(data, len(data), None)
    if not document:
        raise BriefError(f"{name} is not a PDF that can be opened", help="name a .pdf file")
    return document


def texts(data: bytes, name: str) -> list[str]:
    """The characters of each page's text in the order that PDFium gives them, white space left out
    and hyphens at the end of a line as they are printed."""
    found: list[str] = []
    with LOCK:
        pdf = library()
        document = open_document(data, name)
        try:
            for number in range(pdf.FPDF_GetPageCount(document)):
                page = pdf.FPDF_LoadPage(document, number)
                text = pdf.FPDFText_LoadPage(page)
                found.append(words(page_text(text) or ""))
                pdf.FPDFText_ClosePage(text)
                pdf.FPDF_ClosePage(page)
        finally:
            pdf.FPDF_CloseDocument(document)
    return found


def words(text: str) -> str:
    """A text of PDFium's without white space, which is its guess, hyphens as they are printed."""
    for sign in _HYPHENS:
        text = text.replace(sign, "-")
    return "".join(text.split())


def page_text(text: Any) -> str | None:
    """The characters of a page's text in order; None where they are not one for one those that
    PDFium counts."""
    pdf = library()
    count: int = pdf.FPDFText_CountChars(text)
    larger = create_string_buffer(2 * count + 2)
    written: int = pdf.FPDFText_GetText(text, 0, count, larger)
    if written != count + 1:
        return None
    found = str(memoryview(larger)[: 2 * count], "utf-16-le", "replace")
    return found if len(found) == count else None
