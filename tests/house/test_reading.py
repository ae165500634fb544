"""A house file drives both outputs: each property that is read, changed alone, shows in both."""

from __future__ import annotations

import re
from pathlib import Path

import docx
import pytest

from brief.document.tree import Document, Heading, Paragraph, Section
from brief.house.authoring import author
from brief.house.default import DEFAULT
from brief.house.reading import read
from brief.house.theme import Theme
from brief.writers import Supplies
from brief.writers.docx import write as write_docx
from brief.writers.pdf import write as write_pdf
from tests.documents import mockup, text
from tests.house import files
from tests.writers.docx.samples import png

SERIF = "IBM Plex Serif"
FONT = r'w:ascii="IBM Plex Serif" w:hAnsi="IBM Plex Serif" w:cs="IBM Plex Serif"'
SANS = 'w:ascii="IBM Plex Sans" w:hAnsi="IBM Plex Sans" w:cs="IBM Plex Sans"'


def margin(side: str, value: int) -> bytes:
    return files.changed(files.BODY, rf'(<w:pgMar[^>]*w:{side}=")\d+', rf"\g<1>{value}")


# What is read -> the house file with it changed, and the field of the theme that it changes.
PROPERTIES = {
    "paper": (files.changed(files.BODY, r'w:pgSz w:w="\d+"', 'w:pgSz w:w="12240"'), "page.width"),
    "height": (files.changed(files.BODY, r'w:h="\d+"', 'w:h="15840"'), "page.height"),
    "left margin": (margin("left", 1701), "page.left"),
    "right margin": (margin("right", 1701), "page.right"),
    "top margin": (margin("top", 1600), "page.top"),
    "bottom margin": (margin("bottom", 1700), "page.bottom"),
    "header": (margin("header", 600), "page.head_baseline"),
    "footer": (margin("footer", 500), "page.foot_rule"),
    "first page": (files.changed(files.BODY, r"<w:titlePg/>", ""), "page.first_different"),
    "columns of notes": (
        files.changed(files.BODY, r'footnoteColumns w:val="3"', 'footnoteColumns w:val="2"'),
        "notes.columns",
    ),
    "face": (files.style("Brief Point", FONT, SANS), "paragraphs.point.face"),
    "size": (
        files.style("Brief Point", r'w:sz w:val="20"', 'w:sz w:val="22"'),
        "paragraphs.point.size",
    ),
    "leading": (
        files.style("Brief Point", r'w:line="270"', 'w:line="300"'),
        "paragraphs.point.leading",
    ),
    "bold": (files.style("Brief Point", r"<w:color", "<w:b/><w:color"), "paragraphs.point.weight"),
    "italic": (files.style("Quote", r"<w:color", "<w:i/><w:color"), "paragraphs.quote.italic"),
    "colour": (
        files.style("heading 2", '0B4A63"/><w:sz', '7A1F1F"/><w:sz'),
        "paragraphs.section.colour",
    ),
    "before": (
        files.style("Brief Point", r'w:before="50"', 'w:before="120"'),
        "paragraphs.point.before",
    ),
    "after": (
        files.style("Brief Point", r'w:after="0"', 'w:after="120"'),
        "paragraphs.point.after",
    ),
    "indent": (
        files.style("Brief Point", r'w:left="1701"', 'w:left="1900"'),
        "paragraphs.point.left",
    ),
    "right indent": (
        files.style("Brief Point", r'w:right="0"', 'w:right="567"'),
        "paragraphs.point.right",
    ),
    "first line": (
        files.style("Brief Point", r'w:hanging="1701"', 'w:hanging="1500"'),
        "paragraphs.point.first",
    ),
    "alignment": (
        files.style("Title", r'w:jc w:val="left"', 'w:jc w:val="center"'),
        "paragraphs.title.align",
    ),
    "ground": (
        files.style("Brief Box", r'w:fill="EBF2F5"', 'w:fill="FFF4D6"'),
        "paragraphs.box.ground",
    ),
    "border": (files.style("heading 2", r'w:sz="8"', 'w:sz="24"'), "paragraphs.section.borders"),
    "tabs": (files.style("Brief Meta", r'w:pos="4876"', 'w:pos="5400"'), "paragraphs.meta.tabs"),
    "new page": (
        files.style("heading 2", r"<w:widowControl/>", "<w:pageBreakBefore/><w:widowControl/>"),
        "paragraphs.section.new_page",
    ),
    "keep with next": (
        files.style("heading 2", r"<w:keepNext/>", ""),
        "paragraphs.section.keep_next",
    ),
    "run's size": (
        files.style("Brief Label", r'w:sz w:val="17"', 'w:sz w:val="15"'),
        "characters.label.size",
    ),
    "run's colour": (files.style("Brief Label", "0B4A63", "7A1F1F"), "characters.label.colour"),
    "run's weight": (
        files.style("Brief Lead", r"<w:b/>", '<w:b w:val="0"/>'),
        "characters.lead.weight",
    ),
    "run's italic": (
        files.style("Brief Muted", r"<w:color", "<w:i/><w:color"),
        "characters.muted.italic",
    ),
    "run's face": (files.style("Brief Tag", SANS, FONT), "characters.tag.face"),
    "strong rule": (files.style("Brief Table", r'w:sz="6"', 'w:sz="12"'), "table.strong_rule"),
    "strong colour": (files.style("Brief Table", "0B4A63", "7A1F1F"), "table.strong_colour"),
    "thin rule": (
        files.style(
            "Brief Table", r'insideH w:val="single" w:sz="4"', 'insideH w:val="single" w:sz="8"'
        ),
        "table.thin_rule",
    ),
    "thin colour": (files.style("Brief Table", "B5BFC4", "7A1F1F"), "table.thin_colour"),
    "cell margin": (
        files.style("Brief Table", r'w:bottom w:w="48"', 'w:bottom w:w="90"'),
        "table.pad_bottom",
    ),
}


def long() -> Document:
    """The model brief, and so many headings that pages break at each place of a section."""
    found = mockup()
    headings = tuple(
        Section((Heading(2, (text(f"Heading {number}"),)), Paragraph((text("words " * 37),))))
        for number in range(60)
    )
    return found.replace(blocks=(*found.blocks, *headings))


def value(theme: Theme, path: str) -> object:
    found: object = theme
    for step in path.split("."):
        found = found[step] if isinstance(found, dict) else getattr(found, step)
    return found


@pytest.fixture(scope="module")
def plain() -> tuple[bytes, bytes]:
    supplies = Supplies()
    theme = DEFAULT.replace(embed_fonts=False)
    return (
        write_docx(long(), theme, supplies).data,
        write_pdf(long(), theme, supplies).data,
    )


def test_what_is_written_is_what_is_read(tmp_path: Path) -> None:
    path = tmp_path / "default.docx"
    path.write_bytes(author(DEFAULT))
    theme, found = read(path)
    assert found == []
    assert theme.replace(source="") == DEFAULT


def test_the_same_theme_gives_the_same_file() -> None:
    assert author(DEFAULT) == author(DEFAULT)


@pytest.mark.parametrize("name", sorted(PROPERTIES))
def test_each_property_changes_both_outputs(
    name: str, plain: tuple[bytes, bytes], tmp_path: Path
) -> None:
    data, field = PROPERTIES[name]
    path = tmp_path / "default.docx"
    path.write_bytes(data)
    theme, _ = read(path)
    assert value(theme, field) != value(DEFAULT, field)
    theme = theme.replace(embed_fonts=False)
    assert write_docx(long(), theme, Supplies()).data != plain[0]
    assert write_pdf(long(), theme, Supplies()).data != plain[1]


def test_a_logo_goes_into_the_first_header(tmp_path: Path) -> None:
    path = tmp_path / "house.docx"
    logo = png(90, 30)
    made = DEFAULT.replace(logo=logo, logo_alternative="Arms of the ministry", logo_height=8.0)
    path.write_bytes(author(made))
    theme, found = read(path)
    assert (theme.logo, theme.logo_alternative, theme.logo_height) == (
        logo,
        "Arms of the ministry",
        8.0,
    )
    assert found == []
    assert theme.page == DEFAULT.page
    brief = tmp_path / "brief.docx"
    brief.write_bytes(write_docx(mockup(), theme, Supplies()).data)
    section = docx.Document(str(brief)).sections[0]
    assert 'descr="Arms of the ministry"' in section.first_page_header._element.xml
    assert "descr" not in section.header._element.xml


def test_embedding_is_words_own_option(tmp_path: Path) -> None:
    path = tmp_path / "house.docx"
    path.write_bytes(author(DEFAULT.replace(embed_fonts=False)))
    assert not read(path)[0].embed_fonts
    path.write_bytes(author(DEFAULT))
    assert read(path)[0].embed_fonts


@pytest.mark.parametrize("ids", ["1", "a3", "Überschrift"])
def test_styles_are_found_by_name_in_a_word_of_any_language(ids: str, tmp_path: Path) -> None:
    found = files.parts()
    text = found[files.STYLES].decode()
    body = found[files.BODY].decode()
    for place, style in enumerate(("Heading2", "Title", "BriefPoint", "Quote")):
        pattern = rf'(w:styleId=|<w:basedOn w:val=|<w:pStyle w:val=)"{style}"'
        text = re.sub(pattern, rf'\g<1>"{ids}{place}"', text)
        body = re.sub(pattern, rf'\g<1>"{ids}{place}"', body)
    found[files.STYLES], found[files.BODY] = text.encode(), body.encode()
    path = tmp_path / "default.docx"
    path.write_bytes(files.packed(found))
    theme, diagnostics = read(path)
    assert diagnostics == []
    assert theme.paragraphs == DEFAULT.paragraphs


def test_a_missing_style_is_made_from_the_body_style_and_said(tmp_path: Path) -> None:
    path = tmp_path / "house.docx"
    path.write_bytes(files.style("Brief Point", "Brief Point", "Something else"))
    theme, found = read(path)
    assert theme.paragraphs["point"] == DEFAULT.paragraphs["point"]
    assert [one.code for one in found] == ["H-STYLE"]
    assert "Brief Point" in found[0].message


def test_the_librarys_plain_document_works(tmp_path: Path) -> None:
    path = tmp_path / "plain.docx"
    docx.Document().save(str(path))
    theme, found = read(path)
    assert not [one for one in found if one.severity == "error"]
    assert theme.page.width == 215.9  # Letter, as that file has it
    assert theme.paragraphs["section"].colour == "4F81BD"
    assert theme.paragraphs["point"].first < 0


def test_a_font_that_is_not_there_has_a_named_stand_in(tmp_path: Path) -> None:
    path = tmp_path / "house.docx"
    path.write_bytes(files.changed(files.STYLES, SERIF, "No Such Face", count=1000))
    theme, found = read(path)
    assert theme.text.family == "No Such Face"
    assert theme.text.stand_in == SERIF
    assert any(d.code == "H-FONT" and "No Such Face" in d.message for d in found)
    written = write_docx(mockup(), theme, Supplies())
    assert any(d.code == "W-FONT" for d in written.diagnostics)


def test_a_font_beside_the_house_file_is_found(tmp_path: Path) -> None:
    from fontTools.ttLib import TTFont

    from brief.house.fontfiles import BUNDLED

    folder = tmp_path / "fonts"
    folder.mkdir()
    with TTFont(BUNDLED / DEFAULT.text.regular) as font:
        for record in font["name"].names:
            if record.nameID in {1, 4, 6, 16}:
                record.string = "House Face"
        font.save(folder / "house.ttf")
    path = tmp_path / "house.docx"
    path.write_bytes(files.changed(files.STYLES, SERIF, "House Face", count=1000))
    theme, found = read(path)
    assert theme.text.regular == str(folder / "house.ttf")
    assert theme.text.stand_in == ""
    assert not any(d.code == "H-FONT" for d in found)


def test_a_third_typeface_is_named(tmp_path: Path) -> None:
    path = tmp_path / "house.docx"
    path.write_bytes(files.style("Quote", FONT, 'w:ascii="Courier New" w:hAnsi="Courier New"'))
    theme, found = read(path)
    assert theme.paragraphs["quote"].face == "text"
    assert any(d.code == "H-FONT" and "Courier New" in d.message for d in found)


def test_what_was_read_is_kept_as_data(tmp_path: Path) -> None:
    path, cache = tmp_path / "house.docx", tmp_path / "cache"
    path.write_bytes(author(DEFAULT.replace(logo=png(), logo_alternative="Arms")))
    first = read(path, cache)
    assert read(path, cache) == first == read(path)
    kept = next((cache / "houses").iterdir())
    kept.write_text(kept.read_text(encoding="utf-8")[:-5], encoding="utf-8")
    assert read(path, cache) == first
