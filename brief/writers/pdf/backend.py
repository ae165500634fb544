"""The drawing back end: reportlab's document, behind a face of five methods.

Nothing else in the writer knows reportlab; another back end would have the same methods.  Pages
come as content streams; other objects come as PDF text under numbers that are given out first, so
that objects may refer to each other.  Objects that are no streams are packed into object streams
(ISO 32000-1, 7.5.7), which reportlab cannot do: a tagged file is then a quarter as large.
"""

from __future__ import annotations

import zlib
from hashlib import sha256
from importlib.machinery import ModuleSpec
from struct import pack
from typing import Any

LEVEL = 6  # deflate
_PACK = 500  # objects in an object stream


def _import_reportlab() -> Any:
    """reportlab's module of documents, untouched by settings of others.

    At import reportlab reads variables RL_*, a module `reportlab_settings`, and executes
    ~/.reportlab_settings and ~/.reportlab_mods; all are hidden meanwhile.  PIL, a fifth of the
    import's cost, is loaded when a picture needs it.
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
        _keep_pillow_lazy()
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


def _keep_pillow_lazy() -> None:
    """Lets reportlab import PIL.Image without executing it before its first use."""
    import sys
    from importlib.util import LazyLoader, find_spec, module_from_spec

    name = "PIL.Image"
    if name in sys.modules:
        return
    spec: ModuleSpec | None = find_spec(name)
    if spec is None or spec.loader is None:
        return
    spec.loader = LazyLoader(spec.loader)
    module = module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    # Bound to its package, so that `from PIL import Image` need not look at the module itself.
    sys.modules["PIL"].Image = module  # type: ignore[attr-defined]  # set here


class Backend:
    """A PDF file in the making."""

    def __init__(self, width: float, height: float) -> None:
        self._pdfdoc = pdfdoc = _import_reportlab()
        self._size = width, height
        self._document = _document_class(pdfdoc)(compression=1, invariant=1, pdfVersion=(1, 7))
        self.resources = self.reserve()

    def reserve(self, count: int = 1) -> int:
        """A number for an object that will be defined; the first of `count` in a row."""
        first: int = self._document.objectcounter + 1
        self._document.objectcounter += count
        return first

    def define(self, number: int, body: str) -> None:
        """What the object of a number is, as PDF text."""
        self._document.plain.append((number, body.encode("latin-1")))

    def stream(self, entries: str, data: bytes, packed: bool = True) -> int:
        """A stream object with these entries of its dictionary; `packed` deflates it."""
        number = self.reserve()
        if packed:
            data = zlib.compress(data, LEVEL)
            entries += "/Filter/FlateDecode"
        head = f"<<{entries}/Length {len(data)}>>\nstream\n".encode("latin-1")
        self._document.streams.append((number, head + data + b"\nendstream\n"))
        return number

    def page(self, operators: str, annotations: list[int], key: int, foot: int = 0) -> int:
        """Adds a page; `key` is its number in the parent tree, `foot` a content stream that it
        shares with all pages.  Gives its object's number."""
        data = operators.encode("latin-1")
        contents = self.stream("", data)
        page = self._pdfdoc.PDFPage()
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.pagewidth, page.pageheight = self._size
        page.Rotate = 0
        page.Contents = f"[{contents} 0 R {foot} 0 R]" if foot else f"{contents} 0 R"
        page.Resources = f"{self.resources} 0 R"
        page.StructParents = key
        page.Tabs = "/S"
        page.Annots = [f"{number} 0 R" for number in annotations]
        page.setPageTransition({})
        self._document.addPage(page)
        name = f"Page{self._document.pageCounter - 1}"
        number: int = self._document.idToObjectNumberAndVersion[name][0]
        return number

    def finish(self, catalog: dict[str, str], info: str) -> bytes:
        """The file: `catalog` holds entries of the document's catalogue, `info` its dictionary."""
        for key, value in catalog.items():
            setattr(self._document.Catalog, key, value)
        number = self.reserve()
        self.define(number, info)
        self._document.info_number = number
        data: bytes = self._document.GetPDFData(None)
        return data

    def finish_copies(
        self, catalog: dict[str, str], info: str, foot: int, feet: list[str]
    ) -> list[bytes]:
        """A file for each of `feet`: the operators of the stream of that number, `foot`."""
        self._document.foot = foot
        for operators in feet:
            data = zlib.compress(operators.encode("latin-1"), LEVEL)
            head = f"<</Filter/FlateDecode/Length {len(data)}>>\nstream\n".encode()
            self._document.feet.append(head + data + b"\nendstream\n")
        self.finish(catalog, info)
        files: list[bytes] = self._document.files
        return files


def _document_class(pdfdoc: Any) -> Any:
    class Document(pdfdoc.PDFDocument):  # type: ignore[misc]  # reportlab has no types
        """reportlab's document, saved with object streams and a cross-reference stream."""

        def __init__(self, **options: Any) -> None:
            super().__init__(**options)
            self.plain: list[tuple[int, bytes]] = []
            self.streams: list[tuple[int, bytes]] = []
            self.info_number = 0
            self.foot = 0  # the number of a stream that differs from copy to copy
            self.feet: list[bytes] = []
            self.files: list[bytes] = []

        def GetPDFData(self, canvas: Any) -> bytes:
            catalog = self.Catalog
            catalog.__NoDefault__ = [*catalog.__NoDefault__, "AF", "OutputIntents"]
            catalog.Outlines = getattr(catalog, "OutlinesRoot", None)
            root = self.Reference(catalog).format(self).decode()
            # Formatting may add objects to those that reportlab itself numbers.
            done: set[int] = set()
            while todo := self.numberToId.keys() - done:
                for number in sorted(todo):
                    found = self.idToObject[self.numberToId[number]]
                    body = pdfdoc.format(found, self, toplevel=1)
                    self.plain.append((number, body.rstrip()))
                done |= todo
            info = f"{self.info_number} 0 R"
            if not self.feet:
                return _file(self.streams, self.plain, root, info)
            self.files = _copies(self.streams, self.plain, root, info, (self.foot, self.feet))
            return self.files[0]

    return Document


Places = dict[int, tuple[int, int, int]]  # a row of the cross-reference for each object


def _file(
    streams: list[tuple[int, bytes]], plain: list[tuple[int, bytes]], root: str, info: str
) -> bytes:
    """The bytes of a file of these objects (ISO 32000-1, 7.5.7 and 7.5.8)."""
    out, places = _objects(streams, plain, len(streams) + len(plain))
    return _closed(b"".join(out), places, root, info)


def _copies(
    streams: list[tuple[int, bytes]],
    plain: list[tuple[int, bytes]],
    root: str,
    info: str,
    differing: tuple[int, list[bytes]],
) -> list[bytes]:
    """Files that share all objects but one stream, which stands last: its number and its forms."""
    number, forms = differing
    out, places = _objects(streams, plain, len(streams) + len(plain) + 1)
    shared = b"".join(out)
    places[number] = (1, len(shared), 0)
    return [
        _closed(shared + b"%d 0 obj\n%bendobj\n" % (number, form), places, root, info)
        for form in forms
    ]


def _objects(
    streams: list[tuple[int, bytes]], plain: list[tuple[int, bytes]], count: int
) -> tuple[list[bytes], Places]:
    """The head of a file and its objects, and where each is; `count` objects have a number."""
    out = [b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"]
    end = len(out[0])
    places: Places = {0: (0, 0, 65535)}
    for start in range(0, len(plain), _PACK):
        count += 1
        group = plain[start : start + _PACK]
        index, body = [], []
        at = 0
        for position, (number, data) in enumerate(group):
            index.append(f"{number} {at}")
            body.append(data)
            at += len(data) + 1
            places[number] = (2, count, position)
        first = " ".join(index).encode() + b"\n"
        data = zlib.compress(first + b"\n".join(body), LEVEL)
        head = (
            f"<</Type/ObjStm/N {len(group)}/First {len(first)}/Filter/FlateDecode"
            f"/Length {len(data)}>>\nstream\n"
        )
        streams.append((count, head.encode() + data + b"\nendstream\n"))
    for number, body_ in streams:
        places[number] = (1, end, 0)
        data = b"%d 0 obj\n%bendobj\n" % (number, body_)
        out.append(data)
        end += len(data)
    return out, places


def _closed(objects: bytes, places: Places, root: str, info: str) -> bytes:
    """The objects of a file with its cross-reference stream behind them."""
    end, count = len(objects), len(places)
    rows = [*(places[n] for n in range(count)), (1, end, 0)]
    table = zlib.compress(_differences(rows), LEVEL)
    digest = sha256(objects).hexdigest()[:32].upper()
    return b"".join(
        (
            objects,
            f"{count} 0 obj\n<</Type/XRef/Size {count + 1}/W[1 4 2]/Root {root}/Info {info}"
            f"/ID[<{digest}><{digest}>]/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 7>>"
            f"/Length {len(table)}>>\nstream\n".encode(),
            table,
            f"\nendstream\nendobj\nstartxref\n{end}\n%%EOF\n".encode(),
        )
    )


def _differences(places: list[tuple[int, int, int]]) -> bytes:
    """Rows of a cross-reference stream, each as its difference from the row above (PNG's "up"):
    a row of a packed object is that above it, but for a one in its last byte."""
    next_packed = b"\2\0\0\0\0\0\0\1"
    rows: list[bytes] = []
    above = (0, 0, 0)
    row = bytes(7)
    for place in places:
        kind, where, index = place
        if kind == 2 and above == (2, where, index - 1) and index & 0xFF:
            rows.append(next_packed)
            row = row[:6] + bytes((index & 0xFF,))
        else:
            new = pack(">BLH", *place)
            rows.append(b"\2" + bytes((a - b) & 0xFF for a, b in zip(new, row, strict=True)))
            row = new
        above = place
    return b"".join(rows)
