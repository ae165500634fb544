"""Embedding: a face as a composite font with two-byte codes and a map back to Unicode."""

from __future__ import annotations

from struct import pack

from brief.house.fontfiles.font import NO_INK
from brief.writers.pdf.backend import Backend
from brief.writers.pdf.faces import Face

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


def embed(backend: Backend, face: Face) -> int:
    """Adds a face's font file; the number of its font object (ISO 32000-1, 9.7)."""
    name = face.embedded_name()
    file = face.file
    scale = 1000 / file.units
    data = face.program()
    program = backend.stream(f"/Length1 {len(data)}", data)
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
    unicode = backend.stream("", _to_unicode(face.characters).encode("ascii"))
    font = backend.reserve()
    backend.define(
        font,
        f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H"
        f"/DescendantFonts[{descendant} 0 R]/ToUnicode {unicode} 0 R>>",
    )
    return font


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
