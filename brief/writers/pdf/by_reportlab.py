"""The other back end: the same objects, numbered, formatted and written by reportlab's document.

Its files are those of `Packed` in all that a reader sees, which a test holds, and some three times
as large: reportlab has no object streams.  It is the way back should a fault be suspected in our
own file structure.
"""

from __future__ import annotations

import zlib

from brief import TYPE_CHECKING
from brief.writers.pdf.file import LEVEL, stream

if TYPE_CHECKING:
    from typing import Any


def _import_reportlab() -> Any:
    """reportlab's module of documents, untouched by settings of others.

    At import reportlab reads variables RL_*, a module `reportlab_settings`, and executes
    ~/.reportlab_settings and ~/.reportlab_mods; all are hidden meanwhile.
    """
    import os
    import sys

    if "reportlab.rl_config" not in sys.modules:
        hidden = {key: os.environ.pop(key) for key in list(os.environ) if key.startswith("RL_")}
        homes = {key: os.environ.get(key) for key in ("HOME", "USERPROFILE")}
        nowhere = f"{os.devnull}.d"
        os.environ.update(HOME=nowhere, USERPROFILE=nowhere)
        blocked = ("reportlab_settings", "reportlab.local_rl_settings", "reportlab_mods")
        for name in blocked:
            sys.modules.setdefault(name, None)  # type: ignore[arg-type]  # None: cannot be imported
        try:
            from reportlab import rl_config  # noqa: F401  # read now, while all is hidden
        finally:
            for name in blocked:
                if sys.modules.get(name, 0) is None:
                    del sys.modules[name]
            for key, value in homes.items():
                if value is None:
                    del os.environ[key]
                else:
                    os.environ[key] = value
            os.environ.update(hidden)
    from reportlab.pdfbase import pdfdoc

    return pdfdoc


class ReportLab:
    """reportlab's back end; see `brief.writers.pdf.backend.Backend` for each method."""

    def __init__(self, width: float, height: float) -> None:
        self._pdfdoc = pdfdoc = _import_reportlab()
        self._document = pdfdoc.PDFDocument(compression=0, invariant=1, pdfVersion=(1, 7))
        self._made = type("Made", (pdfdoc.PDFObject,), {"__RefOnly__": 1, "format": _text_of})
        self._objects: dict[int, Any] = {}
        self._size = width, height
        self.resources = self.reserve()

    def reserve(self, count: int = 1) -> int:
        """See `Backend`."""
        first: int = self._document.objectcounter + 1
        for number in range(first, first + count):
            made = self._objects[number] = self._made()
            made.text = b"null"
            self._document.Reference(made)
        return first

    def define(self, number: int, body: str, row: int = 0) -> None:
        """See `Backend`; reportlab packs nothing."""
        self._objects[number].text = body.encode("latin-1")

    def define_all(self, objects: list[tuple[int, str]], row: int) -> None:
        """See `Backend`."""
        for number, body in objects:
            self.define(number, body, row)

    def stream(self, entries: str, data: bytes, packed: bool = True) -> int:
        """See `Backend`."""
        number = self.reserve()
        if packed:
            data, entries = zlib.compress(data, LEVEL), f"{entries}/Filter/FlateDecode"
        self._objects[number].text = stream(entries, data)
        return number

    def page(self, operators: str, annotations: list[int], key: int, shared: list[int]) -> int:
        """See `Backend`."""
        contents = self.stream("", operators.encode("latin-1"))
        page = self._pdfdoc.PDFPage()
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.pagewidth, page.pageheight = self._size
        shown = " ".join([f"{content} 0 R" for content in (*shared, contents)])
        page.Contents = f"[{shown}]"
        page.Resources = f"{self.resources} 0 R"
        page.StructParents = key
        page.Tabs = "/S"
        page.Annots = [f"{number} 0 R" for number in annotations]
        self._document.addPage(page)
        name = page.__InternalName__
        number: int = self._document.idToObjectNumberAndVersion[name][0]
        return number

    def finish(self, catalog: dict[str, str], info: str) -> bytes:
        """See `Backend`."""
        self._finish(catalog, info)
        return self._written()

    def finish_copies(
        self, catalog: dict[str, str], info: str, foot: int, feet: list[str]
    ) -> list[bytes]:
        """See `Backend`."""
        self._finish(catalog, info)
        found: list[bytes] = []
        for operators in feet:
            self._objects[foot].text = stream("", operators.encode("latin-1"))
            found.append(self._written())
        return found

    def _finish(self, catalog: dict[str, str], info: str) -> None:
        root = self._document.Catalog
        root.__NoDefault__ = [*root.__NoDefault__, "AF", "OutputIntents"]
        root.Outlines = None
        for key, value in catalog.items():
            setattr(root, key, value)
        number = self.reserve()
        self.define(number, info)
        self._document.info = self._objects[number]

    def _written(self) -> bytes:
        document = self._document
        document._ID = None  # of the copy before
        for made in self._objects.values():
            document.updateSignature(made.text)
        data: bytes = document.format()
        return data


def _text_of(made: Any, document: Any) -> Any:
    return made.text
