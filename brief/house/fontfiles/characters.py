"""The table cmap: which glyph a character has."""

from __future__ import annotations

import struct

_UNICODE, _WINDOWS = 0, 3  # platforms
_BASIC, _FULL = 1, 10  # encodings of the latter: up to U+FFFF, all


def glyphs_of(cmap: bytes) -> dict[int, int]:
    """Code point to glyph, from the widest Unicode subtable (format 12, else 4)."""
    best = (0, 0)
    for entry in range(struct.unpack_from(">H", cmap, 2)[0]):
        platform, encoding, offset = struct.unpack_from(">HHL", cmap, 4 + 8 * entry)
        form = struct.unpack_from(">H", cmap, offset)[0]
        if form in {4, 12} and (
            platform == _UNICODE or (platform == _WINDOWS and encoding in {_BASIC, _FULL})
        ):
            best = max(best, (form, offset))
    form, offset = best
    found: dict[int, int] = {}
    if form == 12:
        found = _groups(cmap, offset)
    elif form == 4:
        found = _segments(cmap, offset)
    return {code: glyph for code, glyph in found.items() if glyph}


def _groups(cmap: bytes, at: int) -> dict[int, int]:
    found: dict[int, int] = {}
    for group in range(struct.unpack_from(">L", cmap, at + 12)[0]):
        first, last, glyph = struct.unpack_from(">3L", cmap, at + 16 + 12 * group)
        found.update(
            zip(range(first, last + 1), range(glyph, glyph + last + 1 - first), strict=True)
        )
    return found


def _segments(cmap: bytes, at: int) -> dict[int, int]:
    count = struct.unpack_from(">H", cmap, at + 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", cmap, at + 14)
    starts = struct.unpack_from(f">{count}H", cmap, at + 16 + 2 * count)
    deltas = struct.unpack_from(f">{count}h", cmap, at + 16 + 4 * count)
    at += 16 + 6 * count
    ranges = struct.unpack_from(f">{count}H", cmap, at)
    found: dict[int, int] = {}
    for index, (first, last) in enumerate(zip(starts, ends, strict=True)):
        count, delta = last + 1 - first, deltas[index]
        if ranges[index]:
            glyphs = struct.unpack_from(f">{count}H", cmap, at + 2 * index + ranges[index])
            for code, glyph in enumerate(glyphs, first):
                if glyph:
                    found[code] = glyph + delta & 0xFFFF
        else:
            for code in range(first, last + 1):
                found[code] = code + delta & 0xFFFF
    found.pop(0xFFFF, None)
    return found


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
