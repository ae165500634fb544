"""Embedding: a face as a composite font with two-byte codes and a map back to Unicode."""

from __future__ import annotations

import zlib
from struct import pack

from brief import TYPE_CHECKING
from brief.digests import sha256
from brief.house.fontfiles.font import NO_INK
from brief.kept import write_whole
from brief.record import NamedTuple
from brief.writers.pdf.backend import Backend
from brief.writers.pdf.faces import Face
from brief.writers.pdf.file import LEVEL

if TYPE_CHECKING:
    from pathlib import Path

_FORMAT = 1  # of what is kept in a cache

_MAP_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry(Adobe)/Ordering(UCS)/Supplement 0>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
"""
_MAP_TAIL = """endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""


class Cut(NamedTuple):
    """A font as documents hold it: its name there, the length of its file, and, deflated, that file
    and the map back to Unicode."""

    name: str
    length: int
    program: bytes
    unicode: bytes


def embed(backend: Backend, face: Face, cache: Path | None) -> int:
    """Adds a face's font file; the number of its font object (ISO 32000-1, 9.7)."""
    cut = _cut(face, cache)
    name = cut.name
    file = face.file
    scale = 1000 / file.units
    filtered = "/Filter/FlateDecode"
    program = backend.stream(f"/Length1 {cut.length}{filtered}", cut.program, packed=False)
    box = " ".join(str(round(edge * scale)) for edge in file.box)
    descriptor = backend.reserve()
    flags = 4 | (64 if file.angle else 0)  # symbolic: codes are our own
    backend.define(
        descriptor,
        f"<</Type/FontDescriptor/FontName/{name}/Flags {flags}/FontBBox[{box}]"
        f"/ItalicAngle {file.angle:.2f}/Ascent {round(file.ascent * scale)}"
        f"/Descent {round(file.descent * scale)}/CapHeight {round(file.cap_height * scale)}"
        f"/StemV {50 + file.weight // 8}/FontFile2 {program} 0 R>>",
    )
    widths = " ".join(str(width) for width in face.widths)
    glyphs = "/Identity"  # a subset's glyphs are numbered as their codes
    if face.font.whole:
        codes = [0 if glyph == NO_INK else glyph for glyph in face.glyphs]
        glyphs = f" {backend.stream('', pack(f'>{len(codes)}H', *codes))} 0 R"
    descendant = backend.reserve()
    backend.define(
        descendant,
        f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        f"/FontDescriptor {descriptor} 0 R/W[0[{widths}]]/CIDToGIDMap{glyphs}>>",
    )
    unicode = backend.stream(filtered, cut.unicode, packed=False)
    font = backend.reserve()
    backend.define(
        font,
        f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H"
        f"/DescendantFonts[{descendant} 0 R]/ToUnicode {unicode} 0 R>>",
    )
    return font


def _cut(face: Face, cache: Path | None) -> Cut:
    """The cut of a face to the characters used, from the cache where it holds it."""
    path = None
    if cache is not None and not face.font.whole:
        used = repr((_FORMAT, face.font.key, face.glyphs, face.characters, face.widths))
        path = cache / "subsets" / f"pdf-{sha256(used.encode()).hexdigest()[:32]}"
    found = _kept(path) if path else None
    if found is None:
        data = face.program()
        unicode = _to_unicode(face.characters).encode("ascii")
        found = Cut(
            face.embedded_name(),
            len(data),
            zlib.compress(data, LEVEL),
            zlib.compress(unicode, LEVEL),
        )
        if path:
            _keep(path, found)
    return found


def _kept(path: Path) -> Cut | None:
    """What a cache file holds behind its hash, if it is there and whole."""
    try:
        held = path.read_bytes()
    except OSError:
        return None
    body = held[32:]
    if sha256(body).digest() != held[:32]:
        return None
    head, _, rest = body.partition(b"\n")
    length, program, unicode = map(int, head.split())
    end = program + unicode
    return Cut(rest[end:].decode(), length, rest[:program], rest[program:end])


def _keep(path: Path, cut: Cut) -> None:
    """Behind a hash, for the next run; a folder that cannot be written is no matter."""
    head = b"%d %d %d\n" % (cut.length, len(cut.program), len(cut.unicode))
    body = head + cut.program + cut.unicode + cut.name.encode()
    write_whole(path, sha256(body).digest() + body)


def _to_unicode(characters: list[str]) -> str:
    """The map from codes to characters, those beyond U+FFFF as surrogates."""
    lines = [
        f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>"
        for code, text in enumerate(characters)
        if text
    ]
    groups = [lines[start : start + 100] for start in range(0, len(lines), 100)]
    body = "".join(
        f"{len(group)} beginbfchar\n" + "\n".join(group) + "\nendbfchar\n" for group in groups
    )
    return _MAP_HEAD + body + _MAP_TAIL
