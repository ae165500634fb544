"""A TrueType file taken apart into its tables, and put together from them.

(OpenType 1.9, "Organization of an OpenType font".)
"""

from __future__ import annotations

import struct
from collections.abc import Iterable

_MAGIC = 0xB1B0AFBA  # what all words of a file add up to


class FontError(Exception):
    """The file is no TrueType font that can be embedded; the message says why, as a predicate."""


def tables_of(data: bytes, needed: Iterable[bytes] = ()) -> dict[bytes, bytes]:
    """The tables of a font with TrueType outlines; `FontError` where one that is needed lacks."""
    if data[:4] not in {b"\0\1\0\0", b"true"}:
        raise FontError("is not a TrueType font (CFF outlines cannot be embedded)")
    found = {}
    try:
        for entry in range(struct.unpack_from(">H", data, 4)[0]):
            tag, _, offset, length = struct.unpack_from(">4sLLL", data, 12 + 16 * entry)
            if offset + length > len(data):
                raise FontError("is cut off")
            found[tag] = data[offset : offset + length]
    except struct.error as error:
        raise FontError("is cut off") from error
    for tag in needed:
        if tag not in found:
            raise FontError(f"has no table {tag.decode()}")
    return found


def assembled(tables: dict[bytes, bytes]) -> bytes:
    """A font file of these tables, in the order of their tags, with all checksums."""
    count = len(tables)
    power = 1 << count.bit_length() - 1
    search = (16 * power, power.bit_length() - 1, 16 * (count - power))
    directory = struct.pack(">LHHHH", 0x00010000, count, *search)
    start = 12 + 16 * count
    pieces: list[bytes] = []
    length = head = 0
    # The checksum over all stands in the head and counts as zero until it is known.
    tables = tables | {b"head": tables[b"head"][:8] + bytes(4) + tables[b"head"][12:]}
    for tag in sorted(tables):
        table = tables[tag]
        if tag == b"head":
            head = start + length
        directory += struct.pack(">4sLLL", tag, _checksum(table), start + length, len(table))
        pieces.append(table + bytes(-len(table) % 4))
        length += len(pieces[-1])
    whole = bytearray(directory + b"".join(pieces))
    struct.pack_into(">L", whole, head + 8, (_MAGIC - _checksum(bytes(whole))) & 0xFFFFFFFF)
    return bytes(whole)


def _checksum(data: bytes) -> int:
    data += bytes(-len(data) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(data) // 4}L", data)
    return sum(words) & 0xFFFFFFFF
