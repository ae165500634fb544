"""Cuts a font to a list of glyphs, numbered anew in that order: for a document that names glyphs
itself and has no use for characters, names and layout."""

from __future__ import annotations

import struct

from brief.house.fontfiles.font import NO_INK, FontFile
from brief.house.fontfiles.outlines import is_composite, parts, plain, renumbered
from brief.house.fontfiles.tables import assembled


def dense(font: FontFile, glyphs: list[int], advances: list[int]) -> bytes:
    """A font file whose glyph n is the font's `glyphs[n]`, as wide as `advances[n]` (font units).

    Glyph 0 must be the first; `NO_INK` is a glyph without ink.  A glyph may occur more than once
    (two characters, one shape).  Parts of composite glyphs are added behind.  Only the tables
    that PDF needs are kept (ISO 32000-1, 9.9), and no instructions.
    """
    order = list(glyphs)
    places: dict[int, int] = {}
    for new, old in enumerate(order):
        places.setdefault(old, new)
    outlines: list[bytes] = []
    for old in order:  # grows while parts are found
        outline = font.outline(old) if old != NO_INK else b""
        if is_composite(outline):
            for part in parts(outline):
                if part not in places:
                    places[part] = len(order)
                    order.append(part)
            outlines.append(renumbered(outline, places))
        else:
            outlines.append(plain(outline))
    offsets, end = [0], 0
    for outline in outlines:
        end += len(outline)
        offsets.append(end)
    bearings = [*font.bearings(), 0]  # NO_INK takes the last
    advances = advances + [font.advance(glyph) for glyph in order[len(advances) :]]
    head, hhea, maxp = (font.tables[tag] for tag in (b"head", b"hhea", b"maxp"))
    count = struct.pack(">H", len(order))
    return assembled(
        {
            b"maxp": maxp[:4] + count + maxp[6:],
            b"glyf": b"".join(outlines) or b"\0",
            b"head": head[:50] + struct.pack(">hh", 1, 0),  # long offsets
            b"hhea": hhea[:34] + count,
            b"hmtx": b"".join(
                struct.pack(">Hh", wide, bearings[glyph])
                for wide, glyph in zip(advances, order, strict=True)
            ),
            b"loca": struct.pack(f">{len(offsets)}L", *offsets),
        }
    )
