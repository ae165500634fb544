"""The dozen functions of PDFium that reading a tagged PDF takes, called directly.

The library comes with pypdfium2.  Its Python layer declares every function there is and takes some
70 ms to import; this module declares those it calls (PDFium's public headers fpdfview.h,
fpdf_text.h, fpdf_edit.h, fpdf_structtree.h).
"""

from __future__ import annotations

import ctypes
import threading
from ctypes import c_char_p, c_int, c_ulong, c_void_p, create_string_buffer, string_at
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from brief.diagnostics import BriefError

TEXT_OBJECT = 1  # FPDF_PAGEOBJ_TEXT

_SIGNATURES: dict[str, tuple[Any, list[Any]]] = {
    "FPDF_InitLibrary": (None, []),
    "FPDF_LoadMemDocument": (c_void_p, [c_char_p, c_int, c_char_p]),
    "FPDF_CloseDocument": (None, [c_void_p]),
    "FPDF_GetPageCount": (c_int, [c_void_p]),
    "FPDF_LoadPage": (c_void_p, [c_void_p, c_int]),
    "FPDF_ClosePage": (None, [c_void_p]),
    "FPDFText_LoadPage": (c_void_p, [c_void_p]),
    "FPDFText_ClosePage": (None, [c_void_p]),
    "FPDFPage_CountObjects": (c_int, [c_void_p]),
    "FPDFPage_GetObject": (c_void_p, [c_void_p, c_int]),
    "FPDFPageObj_GetType": (c_int, [c_void_p]),
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


_ROOM = 4096
_buffer = create_string_buffer(_ROOM)  # used under LOCK alone


def utf16(function: Any, *arguments: Any) -> str:
    """The text that one of PDFium's functions copies out as UTF-16, without its final NUL."""
    needed: int = function(*arguments, _buffer, _ROOM)
    if needed <= 2:
        return ""
    if needed <= _ROOM:
        return string_at(_buffer, needed - 2).decode("utf-16-le", "replace")
    larger = create_string_buffer(needed)
    function(*arguments, larger, needed)
    return string_at(larger, needed - 2).decode("utf-16-le", "replace")
