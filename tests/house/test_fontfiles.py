"""Our reading of fonts is that of fontTools, and what we embed is a font."""

from __future__ import annotations

import io

import pytest
from fontTools.ttLib import TTFont

from brief.house.fontfiles import BUNDLED, Cut
from brief.house.fontfiles.dense import dense
from brief.house.fontfiles.font import NO_INK, FontFile
from brief.house.fontfiles.kerning import Kerning
from brief.house.fontfiles.sparse import sparse
from brief.house.fontfiles.tables import FontError

FILES = sorted(path.name for path in BUNDLED.glob("*.ttf"))
SAMPLE = "Hello, Élan! ĞғҚқӨөЩё 0123456789 ₸€ “To” AVA fi"


def _pairs(font: TTFont) -> dict[tuple[str, str], int]:
    """Kerned pairs of the sample by fontTools' own tables."""
    gpos = font["GPOS"].table
    wanted: set[int] = set()
    for record in gpos.FeatureList.FeatureRecord:
        if record.FeatureTag == "kern":
            wanted.update(record.Feature.LookupListIndex)
    cmap = font.getBestCmap()
    found: dict[tuple[str, str], int] = {}
    for left in SAMPLE:
        for right in SAMPLE:
            total = 0
            for index in sorted(wanted):
                for entry in gpos.LookupList.Lookup[index].SubTable:
                    table = getattr(entry, "ExtSubTable", entry)
                    value = _value(table, cmap.get(ord(left)), cmap.get(ord(right)))
                    if value is not None:
                        total += value
                        break
            found[left, right] = total
    return found


def _value(table: object, left: str | None, right: str | None) -> int | None:
    if left not in table.Coverage.glyphs:  # type: ignore[attr-defined]  # fontTools has no types
        return None
    if table.Format == 1:  # type: ignore[attr-defined]
        pairs = table.PairSet[table.Coverage.glyphs.index(left)]  # type: ignore[attr-defined]
        for record in pairs.PairValueRecord:
            if record.SecondGlyph == right:
                return record.Value1.XAdvance if record.Value1 else 0
        return None
    first = table.ClassDef1.classDefs.get(left, 0)  # type: ignore[attr-defined]
    second = table.ClassDef2.classDefs.get(right, 0)  # type: ignore[attr-defined]
    record = table.Class1Record[first].Class2Record[second]  # type: ignore[attr-defined]
    return getattr(record.Value1, "XAdvance", 0) if record.Value1 else 0


@pytest.mark.parametrize("name", FILES)
def test_characters_advances_and_kerning_are_those_of_fonttools(name: str) -> None:
    ours = FontFile((BUNDLED / name).read_bytes())
    theirs = TTFont(BUNDLED / name)
    numbers = theirs.getReverseGlyphMap()
    assert ours.characters == {code: numbers[g] for code, g in theirs.getBestCmap().items()}
    order = theirs.getGlyphOrder()
    assert ours.advances == [theirs["hmtx"][glyph][0] for glyph in order]
    kerning = Kerning(ours.tables[b"GPOS"])
    for (left, right), wanted in _pairs(theirs).items():
        glyphs = ours.characters[ord(left)], ours.characters[ord(right)]
        assert kerning.pair(*glyphs) == wanted, (left, right)


@pytest.mark.parametrize("name", FILES)
def test_glyphs_numbered_anew_have_the_same_shapes(name: str) -> None:
    ours = FontFile((BUNDLED / name).read_bytes())
    glyphs = [0, *(ours.characters[ord(character)] for character in SAMPLE), NO_INK]
    advances = [ours.advances[glyph] for glyph in glyphs[:-1]] + [321]
    cut = TTFont(io.BytesIO(dense(ours, glyphs, advances)))
    whole = TTFont(BUNDLED / name)
    names = whole.getGlyphOrder()
    for index, (glyph, advance) in enumerate(zip(glyphs, advances, strict=True)):
        mine = cut.getGlyphOrder()[index]
        assert cut["hmtx"][mine][0] == advance
        shape = cut["glyf"][mine]
        if glyph == NO_INK:
            assert shape.numberOfContours == 0
            continue
        wanted = whole["glyf"][names[glyph]].getCoordinates(whole["glyf"])
        assert list(shape.getCoordinates(cut["glyf"])[0]) == list(wanted[0])


@pytest.mark.parametrize("name", FILES)
def test_a_font_of_some_characters_shows_them_and_no_others(name: str) -> None:
    ours = FontFile((BUNDLED / name).read_bytes())
    cut = TTFont(io.BytesIO(sparse(ours, SAMPLE + "\u0001", Cut("Mine", italic=True))))
    whole = TTFont(BUNDLED / name)
    cmap = whole.getBestCmap()
    numbers = whole.getReverseGlyphMap()
    names = cut.getGlyphOrder()
    assert cut.getBestCmap() == {ord(c): names[numbers[cmap[ord(c)]]] for c in SAMPLE}
    for code, glyph in cut.getBestCmap().items():
        shape = cut["glyf"][glyph].getCoordinates(cut["glyf"])[0]
        wanted = whole["glyf"][cmap[code]].getCoordinates(whole["glyf"])[0]
        assert list(shape) == list(wanted)
        assert cut["hmtx"][glyph] == whole["hmtx"][cmap[code]]
    assert cut["glyf"][names[numbers[cmap[ord("Z")]]]].numberOfContours == 0
    assert [cut["name"].getDebugName(n) for n in (1, 2, 4)] == ["Mine", "Italic", "Mine Italic"]
    assert cut["name"].getDebugName(13) == whole["name"].getDebugName(13)


@pytest.mark.parametrize("data", [b"", b"OTTO" + b"\0" * 20, b"\0\1\0\0\0\0\0\0\0\0\0\0"])
def test_other_files_are_refused(data: bytes) -> None:
    with pytest.raises(FontError):
        FontFile(data)


def test_a_font_that_is_cut_off_is_refused() -> None:
    data = (BUNDLED / FILES[0]).read_bytes()
    for length in (11, 30, 5000, len(data) - 100):
        with pytest.raises(FontError, match="cut off"):
            FontFile(data[:length])
