"""A TrueType file read with the standard library alone: its characters, advances and outlines.

Reading a face this way takes a few milliseconds and needs no cache; `fontTools` costs as much as a
whole brief to import.  A test holds both readings equal.  Clauses: OpenType 1.9 (cmap, glyf, hmtx,
loca).
"""

from __future__ import annotations

import struct

# Flags of a composite glyph's components.
_WORDS, _SCALE, _MORE, _XY_SCALE, _MATRIX, _INSTRUCTIONS = 1, 8, 32, 64, 128, 256


class FontError(Exception):
    """The file is no TrueType font with outlines that can be embedded; the message says why."""


class FontFile:
    """The tables of a static TrueType font.

    `characters` maps code points to glyphs, `advances` holds a width a glyph in font units,
    `units` are font units to the em.
    """

    def __init__(self, data: bytes) -> None:
        if data[:4] not in (b"\0\1\0\0", b"true"):
            raise FontError("is not a TrueType font (CFF outlines cannot be embedded)")
        count = struct.unpack_from(">H", data, 4)[0]
        self.tables: dict[bytes, bytes] = {}
        for entry in range(count):
            tag, _, offset, length = struct.unpack_from(">4sLLL", data, 12 + 16 * entry)
            self.tables[tag] = data[offset : offset + length]
        for tag in (b"cmap", b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp"):
            if tag not in self.tables:
                raise FontError(f"has no table {tag.decode()}")
        if b"fvar" in self.tables:
            raise FontError("is a variable font: a static instance is needed")
        head, hhea = self.tables[b"head"], self.tables[b"hhea"]
        self.units: int = struct.unpack_from(">H", head, 18)[0]
        self.box: tuple[int, ...] = struct.unpack_from(">4h", head, 36)
        self.ascent, self.descent = struct.unpack_from(">hh", hhea, 4)
        self.glyph_count: int = struct.unpack_from(">H", self.tables[b"maxp"], 4)[0]
        self.advances = self._advances()
        self.characters = _characters(self.tables[b"cmap"])
        self._loca = self._offsets()
        os2 = self.tables.get(b"OS/2", b"")
        version = struct.unpack_from(">H", os2)[0] if os2 else 0
        self.cap_height: int = struct.unpack_from(">h", os2, 88)[0] if version >= 2 else self.ascent
        self.weight: int = struct.unpack_from(">H", os2, 4)[0] if os2 else 400
        post = self.tables.get(b"post", b"\0" * 8)
        self.angle: float = struct.unpack_from(">l", post, 4)[0] / 65536
        self.name = _postscript_name(self.tables.get(b"name", b""))

    def _advances(self) -> list[int]:
        measured: int = struct.unpack_from(">H", self.tables[b"hhea"], 34)[0]
        found = list(struct.unpack_from(f">{measured * 2}h", self.tables[b"hmtx"])[::2])
        return found + found[-1:] * (self.glyph_count - measured)

    def _offsets(self) -> tuple[int, ...]:
        long = struct.unpack_from(">h", self.tables[b"head"], 50)[0]
        count = self.glyph_count + 1
        if long:
            return struct.unpack_from(f">{count}L", self.tables[b"loca"])
        return tuple(2 * o for o in struct.unpack_from(f">{count}H", self.tables[b"loca"]))

    def outline(self, glyph: int) -> bytes:
        """A glyph's entry of table glyf, without its instructions."""
        data = self.tables[b"glyf"][self._loca[glyph] : self._loca[glyph + 1]]
        if not data:
            return data
        contours = struct.unpack_from(">h", data)[0]
        if contours < 0:
            return _composite(data, {})[0]
        end = 10 + 2 * contours
        length = struct.unpack_from(">H", data, end)[0]
        return data[:end] + b"\0\0" + data[end + 2 + length :]

    def subset(self, glyphs: list[int], advances: list[int]) -> bytes:
        """A font file whose glyph n is this font's `glyphs[n]`, as wide as `advances[n]`.

        Glyph 0 must be the first; -1 is a glyph without ink.  A glyph may occur more than once
        (two characters, one shape).  Parts of composite glyphs are added behind.  Only the tables
        that PDF needs are kept (ISO 32000-1, 9.9).
        """
        order = list(glyphs)
        places: dict[int, int] = {}
        for new, old in enumerate(order):
            places.setdefault(old, new)
        outlines: list[bytes] = []
        for old in order:  # grows while parts are found
            data = self.outline(old) if old >= 0 else b""
            if data[:2] and struct.unpack_from(">h", data)[0] < 0:
                for part in _composite(data, {})[1]:
                    if part not in places:
                        places[part] = len(order)
                        order.append(part)
                data = _composite(data, places)[0]
            outlines.append(data)
        offsets, end = [0], 0
        for data in outlines:
            end += len(data)
            offsets.append(end)
        bearings = [*self._bearings(), 0]  # -1 takes the last
        advances = advances + [self.advances[glyph] for glyph in order[len(advances) :]]
        maxp = self.tables[b"maxp"]
        tables = {
            b"maxp": maxp[:4] + struct.pack(">H", len(order)) + maxp[6:],
            b"glyf": b"".join(outlines) or b"\0",
            b"head": self.tables[b"head"][:8]
            + b"\0\0\0\0"
            + self.tables[b"head"][12:50]
            + struct.pack(">hh", 1, 0),
            b"hhea": self.tables[b"hhea"][:34] + struct.pack(">H", len(order)),
            b"hmtx": b"".join(
                struct.pack(">Hh", wide, bearings[g])
                for wide, g in zip(advances, order, strict=True)
            ),
            b"loca": struct.pack(f">{len(offsets)}L", *offsets),
        }
        return _file(tables)

    def _bearings(self) -> list[int]:
        measured: int = struct.unpack_from(">H", self.tables[b"hhea"], 34)[0]
        hmtx = self.tables[b"hmtx"]
        found = list(struct.unpack_from(f">{measured * 2}h", hmtx)[1::2])
        rest = self.glyph_count - measured
        return found + list(struct.unpack_from(f">{rest}h", hmtx, measured * 4))


def _composite(data: bytes, places: dict[int, int]) -> tuple[bytes, list[int]]:
    """A composite glyph with its parts renumbered by `places`, and the parts' old numbers."""
    found = bytearray(data)
    parts: list[int] = []
    at = 10
    while True:
        flags, part = struct.unpack_from(">HH", found, at)
        parts.append(part)
        struct.pack_into(">HH", found, at, flags & ~_INSTRUCTIONS, places.get(part, part))
        at += 8 if flags & _WORDS else 6
        if flags & _SCALE:
            at += 2
        elif flags & _XY_SCALE:
            at += 4
        elif flags & _MATRIX:
            at += 8
        if not flags & _MORE:
            return bytes(found[:at]), parts


def _characters(cmap: bytes) -> dict[int, int]:
    """Code point to glyph, from the widest Unicode subtable (format 12, else 4)."""
    found: dict[int, int] = {}
    best = (0, 0)
    for entry in range(struct.unpack_from(">H", cmap, 2)[0]):
        platform, encoding, offset = struct.unpack_from(">HHL", cmap, 4 + 8 * entry)
        form = struct.unpack_from(">H", cmap, offset)[0]
        if form in (4, 12) and (platform == 0 or (platform == 3 and encoding in (1, 10))):
            best = max(best, (form, offset))
    form, offset = best
    if form == 12:
        for group in range(struct.unpack_from(">L", cmap, offset + 12)[0]):
            first, last, glyph = struct.unpack_from(">3L", cmap, offset + 16 + 12 * group)
            found.update((code, glyph + code - first) for code in range(first, last + 1))
    elif form == 4:
        count = struct.unpack_from(">H", cmap, offset + 6)[0] // 2
        ends = struct.unpack_from(f">{count}H", cmap, offset + 14)
        starts = struct.unpack_from(f">{count}H", cmap, offset + 16 + 2 * count)
        deltas = struct.unpack_from(f">{count}h", cmap, offset + 16 + 4 * count)
        at = offset + 16 + 6 * count
        ranges = struct.unpack_from(f">{count}H", cmap, at)
        for index, (first, last) in enumerate(zip(starts, ends, strict=True)):
            for code in range(first, last + 1):
                glyph = code
                if ranges[index]:
                    where = at + 2 * index + ranges[index] + 2 * (code - first)
                    glyph = struct.unpack_from(">H", cmap, where)[0]
                    if not glyph:
                        continue
                found[code] = (glyph + deltas[index]) & 0xFFFF
        found.pop(0xFFFF, None)
    return {code: glyph for code, glyph in found.items() if glyph}


def _postscript_name(table: bytes) -> str:
    """Name 6; the fonts of the house have it for platform 3."""
    if not table:
        return "Font"
    count, start = struct.unpack_from(">HH", table, 2)
    for entry in range(count):
        record = struct.unpack_from(">6H", table, 6 + 12 * entry)
        if record[0] == 3 and record[3] == 6:
            return table[start + record[5] : start + record[5] + record[4]].decode("utf-16-be")
    return "Font"


def _file(tables: dict[bytes, bytes]) -> bytes:
    """An sfnt file of these tables, with checksums and the head's adjustment."""
    count = len(tables)
    power = 1 << (count.bit_length() - 1)
    search = (power * 16, power.bit_length() - 1, (count - power) * 16)
    directory = struct.pack(">LHHHH", 0x00010000, count, *search)
    offset = 12 + 16 * count
    body = b""
    for tag in sorted(tables):
        data = tables[tag]
        directory += struct.pack(">4sLLL", tag, _checksum(data), offset + len(body), len(data))
        body += data + b"\0" * (-len(data) % 4)
    whole = bytearray(directory + body)
    head = whole.index(tables[b"head"], offset)
    struct.pack_into(">L", whole, head + 8, (0xB1B0AFBA - _checksum(bytes(whole))) & 0xFFFFFFFF)
    return bytes(whole)


def _checksum(data: bytes) -> int:
    data += b"\0" * (-len(data) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(data) // 4}L", data)
    return sum(words) & 0xFFFFFFFF
