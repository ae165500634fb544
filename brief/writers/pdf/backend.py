"""The drawing back end's face, and the one that is used: objects collected, packed, and written.

Nothing else in the writer knows how a file is put together.  Pages come as content streams; other
objects come as PDF text under numbers that are given out first, so that objects may refer to each
other.  `by_reportlab` has the same face.
"""

from __future__ import annotations

import zlib

from brief import TYPE_CHECKING
from brief.writers.pdf.file import LEVEL, Objects

if TYPE_CHECKING:
    from typing import Protocol
else:
    Protocol = object


class Backend(Protocol):
    """A PDF file in the making."""

    resources: int

    def reserve(self, count: int = 1) -> int:
        """A number for an object that will be defined; the first of `count` in a row."""

    def define(self, number: int, body: str, row: int = 0) -> None:
        """What the object of a number is, as PDF text.

        One that is much like those defined before it, in columns of characters that agree, may say
        so: it is then padded to rows of `row` characters and packed row by row.
        """

    def define_all(self, objects: list[tuple[int, str]], row: int) -> None:
        """The same for many objects much alike, each with its number."""

    def stream(self, entries: str, data: bytes, packed: bool = True) -> int:
        """A stream object with these entries of its dictionary; `packed` deflates it."""

    def page(self, operators: str, annotations: list[int], key: int, shared: list[int]) -> int:
        """Adds a page; `key` is its number in the parent tree, `shared` are content streams that
        it has in common with other pages, drawn first.  Gives its object's number."""

    def finish(self, catalog: dict[str, str], info: str) -> bytes:
        """The file: `catalog` holds entries of the document's catalogue, `info` its dictionary."""

    def finish_copies(
        self, catalog: dict[str, str], info: str, foot: int, feet: list[str]
    ) -> list[bytes]:
        """A file for each of `feet`: the operators of the stream of that number, `foot`."""


class Packed:
    """Our own back end: object streams and a cross-reference stream, no library."""

    def __init__(self, width: float, height: float) -> None:
        self._objects = Objects()
        self.resources = self.reserve()
        self._pages = self.reserve()
        self._kids: list[int] = []
        self._box = f"/MediaBox[0 0 {width:.4f} {height:.4f}]"

    def reserve(self, count: int = 1) -> int:
        """See `Backend`."""
        return self._objects.reserve(count)

    def define(self, number: int, body: str, row: int = 0) -> None:
        """See `Backend`."""
        self._objects.plain.setdefault(row, []).append((number, body))

    def define_all(self, objects: list[tuple[int, str]], row: int) -> None:
        """See `Backend`."""
        self._objects.plain.setdefault(row, []).extend(objects)

    def stream(self, entries: str, data: bytes, packed: bool = True) -> int:
        """See `Backend`."""
        number = self.reserve()
        if packed:
            data = zlib.compress(data, LEVEL)
            entries += "/Filter/FlateDecode"
        self._objects.stream(number, entries, data)
        return number

    def page(self, operators: str, annotations: list[int], key: int, shared: list[int]) -> int:
        """See `Backend`."""
        number, contents = self.reserve(), self.stream("", operators.encode("latin-1"))
        shown = " ".join([f"{content} 0 R" for content in (*shared, contents)])
        # PDF/A wants a page's resources named in the page (ISO 19005-2, 6.2.2).
        body = (
            f"<</Type/Page/Parent {self._pages} 0 R/Resources {self.resources} 0 R/Tabs/S"
            f"/StructParents {key}/Contents[{shown}]"
        )
        if annotations:
            links = self.reserve()
            numbers = "".join([f"{annotation:7} 0 R " for annotation in annotations])
            self.define(links, f"{'[':12}{numbers}]", 12)
            body += f"/Annots {links} 0 R"
        self.define(number, body + ">>")
        self._kids.append(number)
        return number

    def finish(self, catalog: dict[str, str], info: str) -> bytes:
        """See `Backend`."""
        return self._objects.file(*self._ends(catalog, info))

    def finish_copies(
        self, catalog: dict[str, str], info: str, foot: int, feet: list[str]
    ) -> list[bytes]:
        """See `Backend`."""
        ends = self._ends(catalog, info)
        forms = [zlib.compress(operators.encode("latin-1"), LEVEL) for operators in feet]
        return self._objects.files(*ends, foot, forms)

    def _ends(self, catalog: dict[str, str], info: str) -> tuple[int, int]:
        """Defines what all else hangs on; the numbers of catalogue and information."""
        kids = " ".join([f"{number} 0 R" for number in self._kids])
        # The size that all pages have they inherit (ISO 32000-1, 7.7.3.4).
        self.define(
            self._pages,
            f"<</Type/Pages/Count {len(self._kids)}{self._box}/Kids[{kids}]>>",
        )
        root = self.reserve(2)
        entries = "".join([f"/{key}{_apart(value)}" for key, value in catalog.items()])
        self.define(root, f"<</Type/Catalog/Pages {self._pages} 0 R{entries}>>")
        self.define(root + 1, info)
        return root, root + 1


def _apart(value: str) -> str:
    """A value as it stands behind its key."""
    return value if value[0] in "(<[/" else f" {value}"
