"""`brief house check` says in words what a house file lacks or does unwisely."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from brief.house.authoring import author
from brief.house.checking import check, contrast
from brief.house.default import DEFAULT
from brief.house.typefaces import missing_letters
from tests.house import files

CASES = {
    "H-STYLE": files.style("Brief Box", "Brief Box", "Box of mine"),
    "H-CONTRAST": files.style("heading 2", '0B4A63"/><w:sz', 'C0C8CC"/><w:sz'),
    "H-SIZE": files.style("Brief Cell", r'w:sz w:val="17"', 'w:sz w:val="11"'),
    "H-LOOK": files.style("heading 2", "<w:color", "<w:caps/><w:color"),
    "H-PAGE": files.changed(files.BODY, r'(<w:pgMar[^>]*w:bottom=")\d+', r"\g<1>700"),
    "H-FILE": b"nothing",
}


def test_the_default_house_is_wise(tmp_path: Path) -> None:
    path = tmp_path / "house.docx"
    path.write_bytes(author(DEFAULT))
    assert check(path) == []


@pytest.mark.parametrize("code", sorted(CASES))
def test_each_fault_has_its_code_and_names_the_file(code: str, tmp_path: Path) -> None:
    path = tmp_path / "mine.docx"
    path.write_bytes(CASES[code])
    found = [one for one in check(path) if one.code == code]
    assert found
    assert all(one.span is not None and one.span.file == "mine.docx" for one in found)


def test_formatting_on_a_sample_itself_is_told(tmp_path: Path) -> None:
    path = tmp_path / "mine.docx"
    path.write_bytes(author(DEFAULT))
    document = docx.Document(str(path))
    sample = next(p for p in document.paragraphs if p.style.name == "Brief Box")
    sample.runs[0].bold = True
    document.save(str(path))
    found = [one for one in check(path) if one.code == "H-DIRECT"]
    assert len(found) == 1
    assert "Box: a statement" in found[0].message


def test_letters_that_a_font_lacks_are_named_by_language(tmp_path: Path) -> None:
    from fontTools import subset
    from fontTools.ttLib import TTFont

    from brief.house.fontfiles import BUNDLED

    assert missing_letters(DEFAULT.text.regular) == {}
    with TTFont(BUNDLED / DEFAULT.text.regular) as font:
        cutter = subset.Subsetter()
        cutter.populate(unicodes=range(0x20, 0x250))
        cutter.subset(font)
        font.save(tmp_path / "latin.ttf")
    lacks = missing_letters(str(tmp_path / "latin.ttf"))
    assert "Ә" in lacks["Kazakh"]
    assert "Ж" in lacks["Russian"]


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("000000", "FFFFFF") == pytest.approx(21)
    assert contrast("777777", "FFFFFF") == pytest.approx(4.48, abs=0.01)
