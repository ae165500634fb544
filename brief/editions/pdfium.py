"""The dozen functions of PDFium that reading a tagged PDF takes, called directly.

The library comes with pypdfium2.  Its Python layer declares every function there is and takes some
70 ms to import; this module declares those it calls (PDFium's public headers fpdfview.h,
fpdf_text.h, fpdf_edit.h, fpdf_structtree.h).
"""

from __future__ import annotations

import ctypes
import re
import threading
from ctypes import c_char_p, c_int, c_ulong, c_void_p, create_string_buffer
from importlib.util import find_spec
from pathlib import Path

from brief import TYPE_CHECKING
from brief.diagnostics import BriefError

if TYPE_CHECKING:
    from typing import Any

_SIGNATURES: dict[str, tuple[Any, list[Any]]] = {
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
    "FPDF_StructElement_GetActualText": (c_ulong, [c_void_p, c_void_p, c_ulong]),
}

# PDFium is not safe for threads (its own README); one reader at a time.
LOCK = threading.Lock()
_library: Any = None


def library() -> Any:
    """The loaded library, with the signatures of what we call declared."""
    global _library  # noqa: PLW0603  # loaded once in a process, as the library demands
    if _library is None:
        spec = find_spec("pypdfium2_raw")
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
        for name, (result, arguments) in _SIGNATURES.items():
            function = getattr(loaded, name)
            function.restype, function.argtypes = result, arguments
        loaded.FPDF_InitLibrary()
        _library = loaded
    return _library


_LINE = re.compile(r"\S(?:[^\r\n]*\S)?")
_ROOM = 4096
_buffer = create_string_buffer(_ROOM)  # used under LOCK alone
_view = memoryview(_buffer)


def utf16(function: Any, *arguments: Any) -> str:
    """The text that one of PDFium's functions copies out as UTF-16, without its final NUL."""
    needed: int = function(*arguments, _buffer, _ROOM)
    if needed <= 2:
        return ""
    if needed <= _ROOM:
        return str(_view[: needed - 2], "utf-16-le", "replace")
    larger = create_string_buffer(needed)
    function(*arguments, larger, needed)
    return str(memoryview(larger)[: needed - 2], "utf-16-le", "replace")


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


def pieces(text: Any, whole: str) -> dict[int, str]:
    """The page's text by the object that draws it, without spaces between words of two.

    The characters of an object follow on each other, so it is asked which object draws a line's
    first character, and which its last; between two objects the border is looked for in leaps.
    Asking each object for its text would walk over the whole page each time.
    """
    object_at = library().FPDFText_GetTextObject
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
