"""The table cmap: which glyph a character has."""

from __future__ import annotations

import struct
from bisect import bisect_left
from operator import sub

_UNICODE, _WINDOWS = 0, 3  # platforms
_BASIC, _FULL = 1, 10  # encodings of the latter: up to U+FFFF, all
_NOBODY = 0xFFFF  # a code that ends the segments of format 4 and is no character


class Characters:
    """Code points to glyphs, by the widest Unicode subtable (format 12, else 4), in which single
    ones are looked up as it lies: a document has some sixty characters of a font's thousand."""

    def __init__(self, cmap: bytes) -> None:
        best = (0, 0)
        for entry in range(struct.unpack_from(">H", cmap, 2)[0]):
            platform, encoding, offset = struct.unpack_from(">HHL", cmap, 4 + 8 * entry)
            form = struct.unpack_from(">H", cmap, offset)[0]
            if form in {4, 12} and (
                platform == _UNICODE or (platform == _WINDOWS and encoding in {_BASIC, _FULL})
            ):
                best = max(best, (form, offset))
        form, at = best
        self._cmap = cmap
        self._starts: tuple[int, ...] = ()
        self._ends: tuple[int, ...] = ()
        self._deltas: tuple[int, ...] = ()  # from code to glyph
        self._ranges: tuple[int, ...] = ()  # of format 4: where glyphs stand in a list
        self._places = 0
        if form == 12:
            count = struct.unpack_from(">L", cmap, at + 12)[0]
            groups = struct.unpack_from(f">{3 * count}L", cmap, at + 16)
            self._starts, self._ends = groups[::3], groups[1::3]
            self._deltas = tuple(map(sub, groups[2::3], self._starts))
            self._ranges = (0,) * count
        elif form == 4:
            count = struct.unpack_from(">H", cmap, at + 6)[0] // 2
            self._ends = struct.unpack_from(f">{count}H", cmap, at + 14)
            self._starts = struct.unpack_from(f">{count}H", cmap, at + 16 + 2 * count)
            self._deltas = struct.unpack_from(f">{count}h", cmap, at + 16 + 4 * count)
            self._places = at + 16 + 6 * count
            self._ranges = struct.unpack_from(f">{count}H", cmap, self._places)

    def glyph(self, code: int) -> int:
        """The glyph of a code point, 0 where it has none."""
        index = bisect_left(self._ends, code)
        if index == len(self._ends) or code < self._starts[index] or code == _NOBODY:
            return 0
        return self._of(index, code)

    def _of(self, index: int, code: int) -> int:
        """The glyph of a code of one segment."""
        found, offset = code, self._ranges[index]
        if offset:
            place = self._places + 2 * index + offset + 2 * (code - self._starts[index])
            found = struct.unpack_from(">H", self._cmap, place)[0]
            if not found:
                return 0
        return (found + self._deltas[index]) & 0xFFFF

    def all(self) -> dict[int, int]:
        """All that have one."""
        found: dict[int, int] = {}
        for index, (first, last) in enumerate(zip(self._starts, self._ends, strict=True)):
            for code in range(first, last + 1):
                found[code] = self._of(index, code)
        return {code: glyph for code, glyph in found.items() if glyph and code != _NOBODY}


def character_map(glyphs: dict[int, int]) -> bytes:
    """A table of format 4, a segment for each run of codes whose glyphs run too; codes beyond
    U+FFFF are left out."""
    runs: list[list[int]] = []  # first code, last code, first glyph
    for code, glyph in sorted(glyphs.items()):
        if code >= 0xFFFF:
            continue
        if runs and runs[-1][1] == code - 1 and glyph - runs[-1][2] == code - runs[-1][0]:
            runs[-1][1] = code
        else:
            runs.append([code, code, glyph])
    runs.append([0xFFFF, 0xFFFF, 0])
    count = len(runs)
    power = 1 << count.bit_length() - 1
    ends = [last for _, last, _ in runs]
    starts = [first for first, _, _ in runs]
    deltas = [(glyph - first) % 0x10000 for first, _, glyph in runs[:-1]] + [1]
    body = struct.pack(
        f">HHHH{count}HH{count}H{count}H{count}H",
        2 * count,
        2 * power,
        power.bit_length() - 1,
        2 * (count - power),
        *ends,
        0,
        *starts,
        *deltas,
        *[0] * count,
    )
    table = struct.pack(">HHH", 4, 6 + len(body), 0) + body
    return struct.pack(">HHHHL", 0, 1, _WINDOWS, _BASIC, 12) + table
