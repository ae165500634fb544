"""A TrueType file read with the standard library alone: its characters, advances and outlines.

Reading a face this way takes half a millisecond and needs no cache; `fontTools` costs as much as a
whole brief to import.  A test holds both readings equal.  (OpenType 1.9: the tables are described
under their tags.)
"""

from __future__ import annotations

import struct
from functools import cached_property

from brief.house.fontfiles.characters import Characters
from brief.house.fontfiles.tables import FontError, tables_of

NO_INK = -1  # in place of a glyph: one that leaves no mark
_NEEDED = (b"cmap", b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp")


class FontFile:
    """The tables of a static TrueType font.

    `glyph` gives the glyph of a code point (0: none), `units` are font units to the em.
    `FontError` where it is none that can be embedded.
    """

    def __init__(self, data: bytes) -> None:
        self.tables = tables_of(data, _NEEDED)
        if b"fvar" in self.tables:
            raise FontError("is a variable font: a static instance is needed")
        head, hhea = self.tables[b"head"], self.tables[b"hhea"]
        self.units: int = struct.unpack_from(">H", head, 18)[0]
        self.box: tuple[int, ...] = struct.unpack_from(">4h", head, 36)
        self.ascent, self.descent = struct.unpack_from(">hh", hhea, 4)
        self.glyph_count: int = struct.unpack_from(">H", self.tables[b"maxp"], 4)[0]
        self._measured: int = struct.unpack_from(">H", hhea, 34)[0]
        self._characters = Characters(self.tables[b"cmap"])
        self.glyph = self._characters.glyph
        os2 = self.tables.get(b"OS/2", b"")
        version = struct.unpack_from(">H", os2)[0] if os2 else 0
        self.cap_height: int = struct.unpack_from(">h", os2, 88)[0] if version >= 2 else self.ascent
        self.weight: int = struct.unpack_from(">H", os2, 4)[0] if os2 else 400
        post = self.tables.get(b"post", b"\0" * 8)
        self.angle: float = struct.unpack_from(">l", post, 4)[0] / 65536

    @cached_property
    def name(self) -> str:
        """The PostScript name."""
        from brief.house.fontfiles.names import postscript_name

        return postscript_name(self.tables.get(b"name", b""))

    @cached_property
    def _offsets(self) -> tuple[int, ...]:
        from brief.house.fontfiles.outlines import offsets

        long = struct.unpack_from(">h", self.tables[b"head"], 50)[0]
        return offsets(self.tables[b"loca"], self.glyph_count, long=bool(long))

    def outline(self, glyph: int) -> bytes:
        """A glyph's entry of table glyf, empty for one without ink."""
        return self.tables[b"glyf"][self._offsets[glyph] : self._offsets[glyph + 1]]

    @cached_property
    def characters(self) -> dict[int, int]:
        """All code points and their glyphs."""
        return self._characters.all()

    @cached_property
    def advances(self) -> list[int]:
        """The width of each glyph in font units."""
        measured = self._measured
        found = list(struct.unpack_from(f">{measured * 2}h", self.tables[b"hmtx"])[::2])
        return found + found[-1:] * (self.glyph_count - measured)

    def advance(self, glyph: int) -> int:
        """The width of one glyph in font units."""
        if not 0 <= glyph < self.glyph_count:
            raise IndexError(glyph)
        found: int = struct.unpack_from(
            ">h", self.tables[b"hmtx"], 4 * min(glyph, self._measured - 1)
        )[0]
        return found

    def bearings(self) -> list[int]:
        """The space at the left of each glyph, in font units."""
        measured, hmtx = self._measured, self.tables[b"hmtx"]
        found = list(struct.unpack_from(f">{measured * 2}h", hmtx)[1::2])
        rest = self.glyph_count - measured
        return found + list(struct.unpack_from(f">{rest}h", hmtx, measured * 4))
