"""Embedded fonts: subsets of the house's faces, obfuscated as Word asks, where their licence bits
allow it and the house wants it.

A subset holds each script that the document uses as a whole, not only the letters in use, so that
a reader who edits it meets no hole.  (ECMA-376, part 4, 17.8.1 describes the obfuscation.)
"""

from __future__ import annotations

import os
import struct
import zlib
from pathlib import Path

from brief.digests import sha256
from brief.house.fontfiles import Cut, font_path
from brief.house.styles import families
from brief.house.theme import Face
from brief.kept import write_whole
from brief.writers.docx.package import Packed, packed
from brief.writers.docx.state import State

# Always: Latin of Western Europe, punctuation, currencies, signs.
_BASIS = (
    (0x0020, 0x007E),
    (0x00A0, 0x00FF),
    (0x2010, 0x2026),
    (0x2030, 0x203A),
    (0x20A0, 0x20BF),
    (0x2116, 0x2122),
    (0x2212, 0x2265),
)
# Where the document has one letter of it: further Latin, Greek, Cyrillic.
_SCRIPTS = ((0x0100, 0x024F), (0x0370, 0x03FF), (0x0400, 0x052F))
_LEVEL = 6  # of squeezing, which is done once
_VERSION = b"3"  # of what is done to a font; part of the cache's key
_HEAD = struct.Struct("<LHLL")  # of a cache file: its checksum, then how the font is packed
_DIRECTORY = 1024  # bytes that hold any font's directory, which has a checksum of each table
_OBFUSCATED = 32  # bytes at the head of the file


def add_fonts(state: State) -> None:
    """Adds the faces to the package, and what the font table says of them to `state.embedded`."""
    if not state.theme.embed_fonts:
        return
    characters = _characters(state).encode()
    relations = state.package.relations("word/fontTable.xml")
    number = 0
    for family, face in sorted(families(state.theme).items()):
        if face.stand_in:
            state.report("W-FONT", f"{family} is not on this machine; it is not embedded")
            continue
        italic = state.italics("sans" if face is state.theme.sans else "text")
        for cut, file in _cuts(family, face, italic=italic):
            made = _made(state, file, cut, characters)
            if made is None:
                continue
            number += 1
            state.package.add(f"word/fonts/font{number}.odttf", made)
            found = relations.add("font", f"fonts/font{number}.odttf")
            state.embedded[family] = state.embedded.get(family, "") + (
                f'<w:embed{cut.style.replace(" ", "")} r:id="{found}"'
                f' w:fontKey="{_key(cut)}" w:subsetted="1"/>'
            )


def _characters(state: State) -> str:
    """What the fonts must hold: the basis, the scripts in use, and any other sign in use."""
    # The basis has all of ASCII.
    used = state.package.beyond_ascii().union(*state.feet)
    found = set(map(ord, used))
    for first, last in _SCRIPTS:
        if any(first <= code <= last for code in found):
            found.update(range(first, last + 1))
    for first, last in _BASIS:
        found.update(range(first, last + 1))
    return "".join([chr(code) for code in sorted(found) if code >= 0x20])


def _cuts(family: str, face: Face, *, italic: bool) -> list[tuple[Cut, str]]:
    """The cuts of a family and their files; a face without a bold lends its semibold."""
    if family != face.family:
        return [(Cut(family, bold=True), face.semibold)]
    cuts = [(Cut(family), face.regular), (Cut(family, bold=True), face.bold or face.semibold)]
    if italic:
        cuts.append((Cut(family, italic=True), face.italic))
    return [(cut, file) for cut, file in cuts if file]


def _key(cut: Cut) -> str:
    """The GUID that hides the font: the same for the same name, so that the bytes are."""
    name = sha256(f"{cut.family} {cut.style}".encode()).hexdigest().upper()
    return f"{{{name[:8]}-{name[8:12]}-{name[12:16]}-{name[16:20]}-{name[20:32]}}}"


def _made(state: State, file: str, cut: Cut, characters: bytes) -> Packed | None:
    """The obfuscated subset, squeezed, from the cache where it holds it."""
    path = font_path(file)
    try:
        with path.open("rb", buffering=0) as font_file:
            size = os.fstat(font_file.fileno()).st_size
            source = font_file.read(_DIRECTORY)
    except OSError:
        state.report("W-FONT", f"the font file {path.name} cannot be read; it is not embedded")
        return None
    key = (_VERSION, b"%d" % size, source, f"{cut.family} {cut.style}".encode(), characters)
    digest = sha256(b"\0".join(key)).hexdigest()
    folder = state.supplies.cache
    cached = folder / "subsets" / digest[:32] if folder else None
    made = _read(cached) if cached else None
    if made is None:
        font = _subset(state, path, cut, characters.decode())
        if font is None:
            return None
        made = packed(font, _LEVEL)
        if cached:
            _keep(cached, made)
    return made


def _read(path: Path) -> Packed | None:
    """What a cache file holds behind its checksum, if it is there and whole."""
    try:
        held = path.read_bytes()
    except OSError:
        return None
    if len(held) < _HEAD.size:
        return None
    check, *how = _HEAD.unpack_from(held)
    if zlib.crc32(held[4:]) != check:
        return None
    return Packed(held[_HEAD.size :], *how)


def _keep(path: Path, made: Packed) -> None:
    """Behind a checksum, for the next run; a full disk is no matter."""
    held = _HEAD.pack(0, made.method, made.check, made.size)[4:] + made.content
    write_whole(path, struct.pack("<L", zlib.crc32(held)) + held)


def _subset(state: State, path: Path, cut: Cut, characters: str) -> bytes | None:
    from brief.house.fontfiles.opened import open_font
    from brief.house.fontfiles.rights import may_be_cut, rights
    from brief.house.fontfiles.sparse import sparse
    from brief.house.fontfiles.tables import FontError

    try:
        font = open_font(path).file
        if not may_be_cut(rights(font.tables.get(b"OS/2", b""))):
            state.report(
                "W-FONT", f"the licence bits of {path.name} do not allow it to be embedded"
            )
            return None
        made = sparse(font, characters, cut)
    except FontError as error:
        state.report("W-FONT", f"the font file {path.name} {error}; it is not embedded")
        return None
    return _hidden(made, _key(cut))


def _hidden(font: bytes, key: str) -> bytes:
    """The first 32 bytes combined with the key, last byte first."""
    mask = bytes.fromhex(key.strip("{}").replace("-", ""))[::-1] * 2
    head = bytes(a ^ b for a, b in zip(font[:_OBFUSCATED], mask, strict=True))
    return head + font[_OBFUSCATED:]
