"""The tables glyf and loca: the outline of a glyph, and the glyphs that it is made of."""

from __future__ import annotations

import struct
from collections.abc import Iterator

# Flags of a composite glyph's components.
_WORDS, _SCALE, _MORE, _TWO_SCALES, _MATRIX, _INSTRUCTIONS = 1, 8, 32, 64, 128, 256


def offsets(loca: bytes, count: int, *, long: bool) -> tuple[int, ...]:
    """Where each of `count` outlines begins in table glyf, and where the last one ends."""
    if long:
        return struct.unpack_from(f">{count + 1}L", loca)
    return tuple(2 * half for half in struct.unpack_from(f">{count + 1}H", loca))


def is_composite(outline: bytes) -> bool:
    """Whether a glyph is made of others."""
    return len(outline) >= 10 and outline[0] >= 0x80


def parts(outline: bytes) -> list[int]:
    """The glyphs that a composite one is made of."""
    return [part for _, _, part, _ in _components(outline)]


def plain(outline: bytes) -> bytes:
    """An outline without its instructions."""
    if is_composite(outline):
        return renumbered(outline, {})
    if not outline:
        return outline
    end = 10 + 2 * int.from_bytes(outline[:2], "big")
    length = int.from_bytes(outline[end : end + 2], "big")
    return outline[:end] + b"\0\0" + outline[end + 2 + length :]


def renumbered(outline: bytes, places: dict[int, int]) -> bytes:
    """A composite glyph without instructions, its parts' numbers changed by `places`."""
    found = bytearray(outline)
    components = list(_components(outline))
    for at, flags, part, _ in components:
        struct.pack_into(">HH", found, at, flags & ~_INSTRUCTIONS, places.get(part, part))
    return bytes(found[: components[-1][3]])


def _components(outline: bytes) -> Iterator[tuple[int, int, int, int]]:
    """Start, flags, glyph and end of each component."""
    if not is_composite(outline):
        return
    at, more = 10, True
    while more:
        flags, part = struct.unpack_from(">HH", outline, at)
        end = at + (8 if flags & _WORDS else 6)
        if flags & _SCALE:
            end += 2
        elif flags & _TWO_SCALES:
            end += 4
        elif flags & _MATRIX:
            end += 8
        yield at, flags, part, end
        at, more = end, bool(flags & _MORE)
