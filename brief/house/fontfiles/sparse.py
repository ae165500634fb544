"""Cuts a font to the characters asked for, renamed to the place it takes in a family: for a program
that sets text with it.

The glyphs keep their numbers; those that are not wanted are emptied, and the character map names
only the rest.  Layout tables go: Word sets neither kerning nor ligatures unless a style asks.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable

from brief.house.fontfiles import Cut
from brief.house.fontfiles.characters import character_map
from brief.house.fontfiles.font import FontFile
from brief.house.fontfiles.names import (
    ENGLISH,
    FAMILY,
    FULL,
    IDENTITY,
    OF_RIGHTS,
    POSTSCRIPT,
    STYLE,
    name_table,
    names_of,
)
from brief.house.fontfiles.outlines import parts
from brief.house.fontfiles.tables import FontError, assembled

_KEPT = (b"cvt ", b"fpgm", b"gasp", b"hhea", b"hmtx", b"maxp", b"prep")


def sparse(font: FontFile, characters: Iterable[str], cut: Cut) -> bytes:
    """The font with these characters; those that it lacks are left out."""
    tables = font.tables
    for tag in (b"OS/2", b"name"):
        if tag not in tables:
            raise FontError(f"has no table {tag.decode()}")
    if not font.characters:
        raise FontError("has no Unicode character map")
    codes = {ord(character) for character in characters}
    wanted = {code: font.characters[code] for code in codes if code in font.characters}
    glyf, loca = _outlines(font, {0, *wanted.values()})
    head = bytearray(tables[b"head"])
    struct.pack_into(">H", head, 44, cut.bold | cut.italic << 1)
    struct.pack_into(">h", head, 50, 1)  # long offsets
    made = {tag: tables[tag] for tag in _KEPT if tag in tables}
    made |= {
        b"OS/2": _metrics(tables[b"OS/2"], cut),
        b"cmap": character_map(wanted),
        b"glyf": glyf,
        b"head": bytes(head),
        b"loca": loca,
        b"name": _names(tables[b"name"], cut),
        b"post": struct.pack(">L", 0x00030000) + tables.get(b"post", bytes(32))[4:32],
    }
    return assembled(made)


def _outlines(font: FontFile, kept: set[int]) -> tuple[bytes, bytes]:
    """The outlines of the glyphs kept and of those that they are made of, and where each is."""
    waiting = list(kept)
    while waiting:
        for part in parts(font.outline(waiting.pop())):
            if part not in kept:
                kept.add(part)
                waiting.append(part)
    pieces: list[bytes] = []
    places = [0]
    for glyph in range(font.glyph_count):
        outline = font.outline(glyph) if glyph in kept else b""
        outline += bytes(-len(outline) % 4)
        pieces.append(outline)
        places.append(places[-1] + len(outline))
    return b"".join(pieces), struct.pack(f">{len(places)}L", *places)


def _metrics(table: bytes, cut: Cut) -> bytes:
    """Weight and style as the slot has them, or a reader would embolden the bold once more."""
    made = bytearray(table)
    struct.pack_into(">H", made, 4, 700 if cut.bold else 400)
    selection = int.from_bytes(table[62:64], "big") & ~0b1100001
    selection |= 0x20 * cut.bold | 0x01 * cut.italic
    if not (cut.bold or cut.italic):
        selection |= 0x40
    struct.pack_into(">H", made, 62, selection)
    return bytes(made)


def _names(table: bytes, cut: Cut) -> bytes:
    """The names of the cut, and what the font says of its rights."""
    full = f"{cut.family} {cut.style}"
    own = {
        FAMILY: cut.family,
        STYLE: cut.style,
        IDENTITY: f"{full} subset",
        FULL: full,
        POSTSCRIPT: full.replace(" ", "-"),
    }
    names = {name: text.encode("utf-16-be") for name, text in own.items()}
    for name, language, text in names_of(table):
        if name in OF_RIGHTS and language == ENGLISH:
            names[name] = text
    return name_table(names)
