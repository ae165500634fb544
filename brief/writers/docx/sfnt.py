"""Cuts a TrueType font down to the letters asked for, renamed to the place it takes in a family.

The glyphs keep their numbers; those that are not wanted are emptied, and the character map names
only the rest.  Layout tables go: Word sets neither kerning nor ligatures unless a style asks.
(OpenType specification 1.9: the tables are described under their tags.)
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from itertools import pairwise

from brief.record import Record

_KEPT = ("cvt ", "fpgm", "gasp", "hhea", "hmtx", "maxp", "prep")
_NAMES_KEPT = frozenset({0, 7, 13, 14})  # copyright, trademark, licence and its address
_MAGIC = 0xB1B0AFBA
_WINDOWS, _UNICODE, _FULL_UNICODE, _ENGLISH = 3, 1, 10, 0x409
_MORE_COMPONENTS, _WORDS, _SCALE, _TWO_SCALES, _MATRIX = 0x20, 0x1, 0x8, 0x40, 0x80


class Cut(Record):
    """The place of a font in its family as a document knows it."""

    family: str
    bold: bool = False
    italic: bool = False

    @property
    def style(self) -> str:
        """As in Word's slots."""
        return (
            " ".join(name for name, on in (("Bold", self.bold), ("Italic", self.italic)) if on)
            or "Regular"
        )


class UnfitFontError(Exception):
    """The font is none that Word embeds, or its licence bits forbid it; the text says which."""


def tables_of(font: bytes) -> dict[str, bytes]:
    """The tables of a font with TrueType outlines."""
    if font[:4] not in {b"\x00\x01\x00\x00", b"true"}:
        raise UnfitFontError("it has no TrueType outlines")
    count = int.from_bytes(font[4:6], "big")
    found = {}
    for place in range(12, 12 + 16 * count, 16):
        tag, _, offset, length = struct.unpack(">4sLLL", font[place : place + 16])
        found[tag.decode("latin-1")] = font[offset : offset + length]
    missing = {"OS/2", "cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name"} - set(found)
    if missing:
        raise UnfitFontError(f"it lacks the table {min(missing)}")
    return found


def licence_bits(tables: dict[str, bytes]) -> int:
    """`fsType`: 0 allows everything."""
    return int.from_bytes(tables["OS/2"][8:10], "big")


def subset(tables: dict[str, bytes], characters: Iterable[str], cut: Cut) -> bytes:
    """The font with these characters; those that it lacks are left out."""
    wanted = glyphs_of(tables["cmap"], sorted({ord(c) for c in characters}))
    glyf, loca = _outlines(tables, {0, *wanted.values()})
    head = bytearray(tables["head"])
    style = cut.bold | cut.italic << 1
    struct.pack_into(">L", head, 8, 0)  # the checksum over all, set at the end
    struct.pack_into(">H", head, 44, style)
    struct.pack_into(">h", head, 50, 1)  # long offsets
    made = {tag: tables[tag] for tag in _KEPT if tag in tables}
    made |= {
        "OS/2": _metrics(tables["OS/2"], cut),
        "cmap": _character_map(wanted),
        "glyf": glyf,
        "head": bytes(head),
        "loca": loca,
        "name": _names(tables["name"], cut),
        "post": struct.pack(">L", 0x00030000) + tables.get("post", bytes(32))[4:32],
    }
    return _assembled(made)


def glyphs_of(cmap: bytes, codes: list[int]) -> dict[int, int]:
    """The glyph of each code that the character map knows (formats 4 and 12)."""
    best: tuple[int, int] | None = None
    for place in range(int.from_bytes(cmap[2:4], "big")):
        platform, encoding, offset = struct.unpack(">HHL", cmap[4 + 8 * place : 12 + 8 * place])
        if platform == _WINDOWS and encoding in {_UNICODE, _FULL_UNICODE}:
            best = max(best or (0, 0), (encoding, offset))
    if best is None:
        raise UnfitFontError("it has no Unicode character map")
    table = cmap[best[1] :]
    form = int.from_bytes(table[:2], "big")
    if form == 12:
        return _segmented(table, codes)
    if form == 4:
        return _in_segments(table, codes)
    raise UnfitFontError(f"its character map has format {form}")


def _segmented(table: bytes, codes: list[int]) -> dict[int, int]:
    count = int.from_bytes(table[12:16], "big")
    groups = [struct.unpack(">LLL", table[16 + 12 * i : 28 + 12 * i]) for i in range(count)]
    return {
        code: glyph + code - first
        for code in codes
        for first, last, glyph in groups
        if first <= code <= last
    }


def _in_segments(table: bytes, codes: list[int]) -> dict[int, int]:
    double = int.from_bytes(table[6:8], "big")
    count = double // 2

    def row(start: int, sign: str) -> tuple[int, ...]:
        return struct.unpack(f">{count}{sign}", table[start : start + double])

    ends, starts = row(14, "H"), row(16 + double, "H")
    deltas, ranges = row(16 + 2 * double, "h"), row(16 + 3 * double, "H")
    base = 16 + 3 * double
    found = {}
    place = 0
    for code in codes:
        while place < count and ends[place] < code:
            place += 1
        if place == count:
            break
        if starts[place] > code:
            continue
        if not ranges[place]:
            glyph = code + deltas[place] & 0xFFFF
        else:
            at = base + 2 * place + ranges[place] + 2 * (code - starts[place])
            glyph = int.from_bytes(table[at : at + 2], "big")
            glyph = glyph + deltas[place] & 0xFFFF if glyph else 0
        if glyph:
            found[code] = glyph
    return found


def _outlines(tables: dict[str, bytes], kept: set[int]) -> tuple[bytes, bytes]:
    """The outlines of the glyphs kept and of those that they are made of, and where each is."""
    count = int.from_bytes(tables["maxp"][4:6], "big")
    long = int.from_bytes(tables["head"][50:52], "big")
    loca, glyf = tables["loca"], tables["glyf"]
    if long:
        offsets = struct.unpack(f">{count + 1}L", loca[: 4 * (count + 1)])
    else:
        offsets = tuple(2 * n for n in struct.unpack(f">{count + 1}H", loca[: 2 * (count + 1)]))
    waiting = list(kept)
    while waiting:
        glyph = waiting.pop()
        for part in _components(glyf[offsets[glyph] : offsets[glyph + 1]]):
            if part not in kept:
                kept.add(part)
                waiting.append(part)
    pieces: list[bytes] = []
    places = [0]
    for glyph, (start, end) in enumerate(pairwise(offsets)):
        outline = glyf[start:end] if glyph in kept else b""
        outline += bytes(-len(outline) % 4)
        pieces.append(outline)
        places.append(places[-1] + len(outline))
    return b"".join(pieces), struct.pack(f">{count + 1}L", *places)


def _components(outline: bytes) -> Iterable[int]:
    """The glyphs that a composite one is made of."""
    if len(outline) < 10 or outline[0] < 0x80:
        return
    place, more = 10, True
    while more:
        flags, glyph = struct.unpack(">HH", outline[place : place + 4])
        yield glyph
        place += 4 + (4 if flags & _WORDS else 2)
        place += 2 * bool(flags & _SCALE) + 4 * bool(flags & _TWO_SCALES)
        place += 8 * bool(flags & _MATRIX)
        more = bool(flags & _MORE_COMPONENTS)


def _character_map(glyphs: dict[int, int]) -> bytes:
    """Format 4, a segment for each run of codes whose glyphs run too."""
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
    return struct.pack(">HHHHL", 0, 1, _WINDOWS, _UNICODE, 12) + table


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
    names = {
        1: cut.family.encode("utf-16-be"),
        2: cut.style.encode("utf-16-be"),
        3: f"{full} subset".encode("utf-16-be"),
        4: full.encode("utf-16-be"),
        6: full.replace(" ", "-").encode("utf-16-be"),
    }
    count, strings = struct.unpack(">HH", table[2:6])
    for place in range(6, 6 + 12 * count, 12):
        platform, encoding, language, name, length, offset = struct.unpack(
            ">6H", table[place : place + 12]
        )
        if (platform, encoding, language) == (_WINDOWS, _UNICODE, _ENGLISH) and (
            name in _NAMES_KEPT
        ):
            names[name] = table[strings + offset : strings + offset + length]
    records, texts = b"", b""
    for name, text in sorted(names.items()):
        records += struct.pack(">6H", _WINDOWS, _UNICODE, _ENGLISH, name, len(text), len(texts))
        texts += text
    return struct.pack(">HHH", 0, len(names), 6 + len(records)) + records + texts


def _checksum(table: bytes) -> int:
    padded = table + bytes(-len(table) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}L", padded)
    return sum(words) & 0xFFFFFFFF


def _assembled(tables: dict[str, bytes]) -> bytes:
    count = len(tables)
    power = 1 << count.bit_length() - 1
    directory = struct.pack(
        ">LHHHH", 0x00010000, count, 16 * power, power.bit_length() - 1, 16 * (count - power)
    )
    offset = 12 + 16 * count
    body = b""
    head = 0
    for tag, table in sorted(tables.items()):
        if tag == "head":
            head = offset + len(body)
        directory += struct.pack(
            ">4sLLL", tag.encode(), _checksum(table), offset + len(body), len(table)
        )
        body += table + bytes(-len(table) % 4)
    font = bytearray(directory + body)
    struct.pack_into(">L", font, head + 8, (_MAGIC - _checksum(bytes(font))) & 0xFFFFFFFF)
    return bytes(font)
