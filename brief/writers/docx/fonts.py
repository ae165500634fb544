"""Embedded fonts: subsets of the house's faces, obfuscated as Word asks, where their licence bits
allow it and the house wants it.

A subset holds each script that the document uses as a whole, not only the letters in use, so that
a reader who edits it meets no hole.  (ECMA-376, part 4, 17.8.1 describes the obfuscation.)
"""

from __future__ import annotations

import hashlib
import struct
from pathlib import Path

from brief.house.fontfiles import Cut, font_path
from brief.house.styles import families
from brief.house.theme import Face
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
_ASCII = bytes(range(0x80))
_VERSION = b"2"  # of what is done to a font; part of the cache's key
_HEAD = 42  # bytes of a cache file before the font: a hash, then how it is packed
_OBFUSCATED = 32  # bytes at the head of the file


def add_fonts(state: State) -> None:
    """Adds the faces to the package, and what the font table says of them to `state.embedded`."""
    if not state.theme.embed_fonts:
        return
    characters = _characters(state)
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
    heads = state.package.text("word/header", "word/footer")
    heads += state.feet
    text = "".join((*state.body, *state.notes, *heads)).encode("utf-8", "replace")
    # The basis has all of ASCII: in UTF-8 what is left without it are the other letters.
    used = set(map(ord, text.translate(None, _ASCII).decode()))
    ranges = [*_BASIS]
    ranges += [(a, b) for a, b in _SCRIPTS if any(a <= code <= b for code in used)]
    found = used | {code for first, last in ranges for code in range(first, last + 1)}
    return "".join(chr(code) for code in sorted(found) if code >= 0x20)


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
    name = hashlib.sha256(f"{cut.family} {cut.style}".encode()).hexdigest().upper()
    return f"{{{name[:8]}-{name[8:12]}-{name[12:16]}-{name[16:20]}-{name[20:32]}}}"


def _made(state: State, file: str, cut: Cut, characters: str) -> Packed | None:
    """The obfuscated subset, squeezed, from the cache where it holds it."""
    path = font_path(file)
    try:
        source = path.read_bytes()
    except OSError:
        state.report("W-FONT", f"the font file {path.name} cannot be read; it is not embedded")
        return None
    digest = hashlib.sha256(source)
    for piece in (_VERSION, f"{cut.family} {cut.style}".encode(), characters.encode()):
        digest.update(b"\0" + piece)
    folder = state.supplies.cache
    cached = folder / "subsets" / digest.hexdigest()[:32] if folder else None
    made = _read(cached) if cached else None
    if made is None:
        font = _subset(state, path, cut, characters)
        if font is None:
            return None
        made = packed(font)
        if cached:
            _keep(cached, made)
    return made


def _read(path: Path) -> Packed | None:
    """What a cache file holds behind its hash, if it is there and whole."""
    try:
        held = path.read_bytes()
    except OSError:
        return None
    if len(held) < _HEAD or hashlib.sha256(held[32:]).digest() != held[:32]:
        return None
    return Packed(held[_HEAD:], *struct.unpack("<HLL", held[32:_HEAD]))


def _keep(path: Path, made: Packed) -> None:
    """Written aside and renamed, so that no one reads half of it; a full disk is no matter."""
    import os

    held = struct.pack("<HLL", made.method, made.check, made.size) + made.content
    aside = path.with_suffix(f".{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        aside.touch(mode=0o600)
        aside.write_bytes(hashlib.sha256(held).digest() + held)
        aside.replace(path)
    except OSError:
        try:
            aside.unlink()
        except OSError:  # it was never made, or its folder is none
            return


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
