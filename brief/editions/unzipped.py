"""The parts of a zip by its directory (PKWARE's APPNOTE, 4.3), as far as it is plain.

Importing the standard library's module costs half of what reading a whole brief does.  It is asked
for what is not plain: entries of another method, encrypted, described beyond 4 GiB, or damaged.
"""

from __future__ import annotations

import struct
import zlib

from brief import TYPE_CHECKING
from brief.diagnostics import BriefError
from brief.record import Record

if TYPE_CHECKING:
    from zipfile import ZipFile

_LIMIT = 100 * 1024 * 1024  # bytes of one unpacked part
_RATIO = 200  # of unpacked to packed size; beyond it the archive is a bomb
_END = struct.Struct("<4s4H2LH")  # of the directory
_END_MARK, _ROW_MARK, _LOCAL_MARK = b"PK\5\6", b"PK\1\2", b"PK\3\4"
_LONGEST_COMMENT = 0xFFFF
# Flags, method, checksum, sizes packed and unpacked, lengths of name, extra field and comment,
# place of the entry.
_ROW = struct.Struct("<4s4x2H4x3L3H8xL")
_LOCAL = struct.Struct("<4s22x2H")  # lengths of name and extra field
_ENCRYPTED = 0x1
_STORED, _DEFLATED = 0, 8
_LARGE = 0xFFFFFFFF  # the true value stands elsewhere


class _Entry(Record):
    """Where a part begins, its sizes packed and unpacked, how it is packed, its checksum."""

    start: int
    packed: int
    size: int
    method: int
    check: int


class Unzipped:
    """The parts of a Word document, for which `called` stands in messages; `BriefError` where it
    is damaged or hostile."""

    def __init__(self, data: bytes, called: str) -> None:
        self._data = data
        self._called = called
        self._archive: ZipFile | None = None
        try:
            self._entries = _entries(data)
        except (struct.error, ValueError):
            self._entries = self._unusual()

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def names(self) -> list[str]:
        """The names of all parts, sorted."""
        return sorted(self._entries)

    def part(self, name: str) -> bytes:
        """The content of a part."""
        entry = self._entries[name]
        if entry.size > _LIMIT or entry.size > _RATIO * max(entry.packed, 99):
            raise BriefError(f"{self._called} is refused: its part {name} unpacks too large")
        if self._archive is not None:
            return self._read(self._archive, name)
        content = self._data[entry.start : entry.start + entry.packed]
        if entry.method == _DEFLATED:
            try:
                # One byte more than it claims: a part that lies about its size ends here.
                content = zlib.decompressobj(-zlib.MAX_WBITS).decompress(content, entry.size + 1)
            except zlib.error as error:
                raise self._damaged(f"its part {name}: {error}") from error
        if len(content) != entry.size or zlib.crc32(content) != entry.check:
            raise self._damaged(f"its part {name} is not what its checksum says")
        return content

    def _unusual(self) -> dict[str, _Entry]:
        """The entries as the standard library finds them."""
        import zipfile
        from io import BytesIO

        try:
            self._archive = zipfile.ZipFile(BytesIO(self._data))
        except (zipfile.BadZipFile, EOFError, NotImplementedError) as error:
            raise self._damaged(str(error)) from error
        return {
            info.filename: _Entry(
                info.header_offset, info.compress_size, info.file_size, info.compress_type, info.CRC
            )
            for info in self._archive.infolist()
        }

    def _read(self, archive: ZipFile, name: str) -> bytes:
        from zipfile import BadZipFile

        try:
            return archive.read(name)
        except (BadZipFile, EOFError, OSError, RuntimeError, zlib.error) as error:
            raise self._damaged(str(error)) from error

    def _damaged(self, why: str) -> BriefError:
        return BriefError(f"{self._called} is not a whole Word document: {why}")


def _entries(data: bytes) -> dict[str, _Entry]:
    """The entries of a plain zip; `ValueError` or `struct.error` where it is none."""
    end = data.rfind(_END_MARK, -_END.size - _LONGEST_COMMENT)
    _, disk, first, here, count, size, start, _ = _END.unpack_from(data, max(end, 0))
    if end < 0 or disk or first or here != count or start + size != end:
        raise ValueError("no plain directory")
    found: dict[str, _Entry] = {}
    for _ in range(count):
        mark, flags, method, check, packed, unpacked, *lengths, place = _ROW.unpack_from(
            data, start
        )
        start += _ROW.size
        name = data[start : start + lengths[0]]
        start += sum(lengths)
        local, named, extra = _LOCAL.unpack_from(data, place)
        begin = place + _LOCAL.size
        if (
            mark != _ROW_MARK
            or local != _LOCAL_MARK
            or data[begin : begin + named] != name
            or not name.isascii()
            or flags & _ENCRYPTED
            or method not in (_STORED, _DEFLATED)
            or _LARGE in (packed, unpacked, place)
        ):
            raise ValueError("no plain entry")
        begin += named + extra
        found[name.decode()] = _Entry(begin, packed, unpacked, method, check)
    return found
