"""The table name: what a font calls itself and says of its rights."""

from __future__ import annotations

import struct
from collections.abc import Iterator

ENGLISH = 0x409
FAMILY, STYLE, IDENTITY, FULL, POSTSCRIPT = 1, 2, 3, 4, 6
OWN_FAMILY, OWN_STYLE = 16, 17  # where family and style are more than the four of old
OF_RIGHTS = frozenset({0, 7, 13, 14})  # copyright, trademark, licence and its address
_WINDOWS, _UNICODE = 3, 1


def names_of(table: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Number, language and text (UTF-16) of each name for Windows; what is cut off is left out."""
    if len(table) < 6:
        return
    count, strings = struct.unpack_from(">HH", table, 2)
    for place in range(6, min(6 + 12 * count, len(table) - 11), 12):
        platform, _, language, name, length, offset = struct.unpack_from(">6H", table, place)
        if platform == _WINDOWS:
            yield name, language, table[strings + offset : strings + offset + length]


def postscript_name(table: bytes) -> str:
    """The name by which programs know the font."""
    for name, _, text in names_of(table):
        if name == POSTSCRIPT:
            return text.decode("utf-16-be")
    return "Font"


def name_table(names: dict[int, bytes]) -> bytes:
    """A table of these names (UTF-16) in English, for Windows."""
    records, texts = b"", b""
    for name, text in sorted(names.items()):
        records += struct.pack(">6H", _WINDOWS, _UNICODE, ENGLISH, name, len(text), len(texts))
        texts += text
    return struct.pack(">HHH", 0, len(names), 6 + len(records)) + records + texts
