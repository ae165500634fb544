"""The package: parts, their content types and relationships, zipped to the same bytes each time."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator, Sequence

from brief.record import Record
from brief.writers.docx.xml import PROLOG, attribute

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"

# 1 January 1980, 00:00: the earliest time a zip can state, so that no clock enters the file.
_DOS_DATE = 0x21
_DEFLATED = 8
_STORED = 0
_UTF8_NAMES = 0x800
_LEVEL = 3  # a third of the time of 6, for a fiftieth more of a brief

_ASCII = bytes(range(0x80))
_PIECES = 64  # of markup that are encoded at once: most hold ASCII alone, which costs nothing
_TOGETHER = 16 * _PIECES  # that are packed at once, some hundred kilobytes

_EXTERNAL = ' TargetMode="External"'

_DEFAULT_TYPES = {
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
    "png": "image/png",
    "jpeg": "image/jpeg",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "odttf": "application/vnd.openxmlformats-officedocument.obfuscatedFont",
}


def word_type(name: str) -> str:
    """The content type of one of WordprocessingML's parts, such as "styles"."""
    return f"{_WORD_TYPES}.{name}+xml"


class Packed(Record):
    """A part as it stands in the zip: its method, and checksum and size of what it unpacks to."""

    content: bytes
    method: int
    check: int
    size: int


class Relations:
    """What one part points to; the same target twice is one relationship."""

    def __init__(self) -> None:
        self._ids: dict[tuple[str, str, bool], str] = {}

    def __len__(self) -> int:
        return len(self._ids)

    def add(self, kind: str, target: str, *, external: bool = False) -> str:
        """The id of the relationship to `target`; `kind` is the last piece of an Office type or
        a whole URI."""
        key = (kind if ":" in kind else f"{_OFFICE}/{kind}", target, external)
        return self._ids.setdefault(key, f"rId{len(self._ids) + 1}")

    def xml(self) -> str:
        """The relationships part."""
        rows = "".join(
            f'<Relationship Id="{found}" Type="{kind}" Target="{attribute(target)}"'
            f"{_EXTERNAL if external else ''}/>"
            for (kind, target, external), found in self._ids.items()
        )
        return f'{PROLOG}<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'


class Package:
    """The parts of a file by name, without a leading slash."""

    def __init__(self) -> None:
        self._parts: dict[str, bytes | Packed] = {}
        self._types: dict[str, str] = {}
        self._relations: dict[str, Relations] = {"": Relations()}
        self._beyond_ascii: list[bytes] = []

    def add(self, name: str, content: str | bytes | Packed, content_type: str = "") -> None:
        """A part; without a type of its own it takes that of its suffix."""
        self._parts[name] = content.encode() if isinstance(content, str) else content
        if content_type:
            self._types[name] = content_type

    def pack(self, name: str, content: Iterable[bytes], content_type: str = "") -> None:
        """A large part of markup, packed while it comes: it never stands in memory as a whole."""
        squeeze = _deflating(_LEVEL)
        small: list[bytes] = []
        check = size = 0
        for piece in content:
            small.append(squeeze.compress(piece))
            check = zlib.crc32(piece, check)
            size += len(piece)
        small.append(squeeze.flush())
        self.add(name, Packed(b"".join(small), _DEFLATED, check, size), content_type)

    def print(self, name: str, pieces: Sequence[str], content_type: str) -> None:
        """A part of words that are printed: markup in pieces."""
        self.pack(name, self._printed(pieces), content_type)

    def _printed(self, pieces: Sequence[str]) -> Iterator[bytes]:
        for begin in range(0, len(pieces), _TOGETHER):
            here = pieces[begin : begin + _TOGETHER]
            beyond = [piece.encode() for piece in here if not piece.isascii()]
            if beyond:
                self._beyond_ascii.append(b"".join(beyond).translate(None, _ASCII))
            texts: list[bytes] = []
            for at in range(0, len(here), _PIECES):
                some = here[at : at + _PIECES]
                text = "".join(some)
                if text.isascii():
                    texts.append(text.encode())
                else:
                    texts += [piece.encode() for piece in some]
            yield b"".join(texts)

    def beyond_ascii(self) -> set[str]:
        """The characters beyond ASCII that are printed."""
        return set(b"".join(self._beyond_ascii).decode())

    def relations(self, name: str = "") -> Relations:
        """The relationships of a part, or of the package."""
        return self._relations.setdefault(name, Relations())

    def data(self) -> bytes:
        """The file: names sorted, times fixed."""
        return zipped(self._packed())

    def copies(self, changes: Iterable[dict[str, str]]) -> list[bytes]:
        """Files that differ in a few parts of these names; all else is packed once."""
        parts = self._packed()
        return [
            zipped({**parts, **{name: packed(text.encode()) for name, text in change.items()}})
            for change in changes
        ]

    def _packed(self) -> dict[str, Packed]:
        parts = {
            name: part if isinstance(part, Packed) else packed(part)
            for name, part in self._parts.items()
        }
        for name, relations in self._relations.items():
            if len(relations):
                folder, _, leaf = name.rpartition("/")
                path = f"{folder}/_rels/{leaf}.rels" if folder else f"_rels/{leaf}.rels"
                parts[path] = packed(relations.xml().encode())
        parts["[Content_Types].xml"] = packed(self._content_types(parts).encode())
        return parts

    def _content_types(self, parts: dict[str, Packed]) -> str:
        suffixes = {"xml", "rels"} | {name.rpartition(".")[2] for name in parts}
        defaults = "".join(
            f'<Default Extension="{suffix}" ContentType="{_DEFAULT_TYPES[suffix]}"/>'
            for suffix in sorted(suffixes)
        )
        overrides = "".join(
            f'<Override PartName="/{name}" ContentType="{found}"/>'
            for name, found in sorted(self._types.items())
        )
        return f'{PROLOG}<Types xmlns="{_PACKAGE}/content-types">{defaults}{overrides}</Types>'


def _deflating(level: int) -> zlib._Compress:
    return zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)


def packed(content: bytes, level: int = _LEVEL) -> Packed:
    """A part as it stands in the zip: deflated, unless that makes it no smaller."""
    squeeze = _deflating(level)
    small = squeeze.compress(content) + squeeze.flush()
    if len(small) >= len(content):
        return Packed(content, _STORED, zlib.crc32(content), len(content))
    return Packed(small, _DEFLATED, zlib.crc32(content), len(content))


def zipped(parts: dict[str, Packed]) -> bytes:
    """A zip of the parts in the order of their names.

    Written here rather than by the standard library's module: importing that costs a twentieth of
    a whole run, and it stamps each entry with the clock.  Parts are far below the 4 GiB beyond
    which a zip needs its extended form.
    """
    body: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for name in sorted(parts):
        part = parts[name]
        path = name.encode()
        common = struct.pack(
            "<HHHHHLLLHH",
            20,
            0 if path.isascii() else _UTF8_NAMES,
            part.method,
            0,
            _DOS_DATE,
            part.check,
            len(part.content),
            part.size,
            len(path),
            0,
        )
        body += (b"PK\x03\x04", common, path, part.content)
        rest = struct.pack("<HHHLL", 0, 0, 0, 0, offset)
        directory.append(b"PK\x01\x02" + struct.pack("<H", 20) + common + rest + path)
        offset += 4 + len(common) + len(path) + len(part.content)
    index = b"".join(directory)
    count = len(directory)
    end = b"PK\x05\x06" + struct.pack("<HHHHLLH", 0, 0, count, count, len(index), offset, 0)
    return b"".join((*body, index, end))
