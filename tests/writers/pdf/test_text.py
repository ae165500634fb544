"""Words as they are extracted, glyphs that are missing, hyphens, kerning."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

import pypdfium2
import pytest

from brief.document.tree import Document, Meta, Origin, Paragraph, Text
from brief.house.default import DEFAULT
from brief.house.theme import Theme
from brief.writers import Supplies, Written
from brief.writers.pdf import write
from tests.conftest import require
from tests.documents import line, mockup, quoted
from tests.unusual import LOREM, _document
from tests.writers.pdf.reading import lines, made, structure


def _written(*paragraphs: str, theme: Theme = DEFAULT, lang: str = "en-GB") -> Written:
    blocks = tuple(Paragraph(line(words)) for words in paragraphs)
    return write(_document(blocks, lang), theme, Supplies())


def _styled(**changes: object) -> Theme:
    styles = {**DEFAULT.paragraphs, "": DEFAULT.paragraphs[""].replace(**changes)}
    return DEFAULT.replace(paragraphs=styles)


def _pdfium(data: bytes) -> str:
    return "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))


def _content(data: bytes) -> list[str]:
    """The operators of all pages, one a line."""
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as pdf:
        streams = [part.read_bytes() for page in pdf.pages for part in page.obj.Contents]
    return b"\n".join(streams).decode("latin-1").split("\n")


def _poppler(data: bytes, folder: Path) -> str:
    program = require("pdftotext", "a second reader of text (poppler-utils)")
    path = folder / "file.pdf"
    path.write_bytes(data)
    done = subprocess.run([program, str(path), "-"], capture_output=True, check=True)
    return done.stdout.decode()


def test_markup_prints_as_it_stands(tmp_path: Path) -> None:
    words = "AT&T <b> </para> x<y (a) \\ ) ( %s {0}"
    data = made("characters").data
    assert words in _pdfium(data)
    assert words in _poppler(data, tmp_path)


def test_no_break_space_is_extracted_as_itself(tmp_path: Path) -> None:
    data = made("mockup").data
    tagged = "".join(tag.text for tag in structure(data, tmp_path))
    assert "Boeing\u00a0787-9" in tagged
    assert "non\u2011breaking\u2011hyphen" in _poppler(made("characters").data, tmp_path)


def test_ligature_like_pairs_stay_two_letters() -> None:
    assert "five of up to 15 aircraft confirmed" in _pdfium(made("mockup").data)


def test_a_missing_glyph_is_an_error_that_names_fact_and_character() -> None:
    text = Text("tokens \u4e2d and \U0001d400", Origin("fact", "deal-7", "status"))
    written = write(Document(Meta("T"), (Paragraph((text,)),)), DEFAULT, Supplies())
    assert written.data == b""
    assert [d.code for d in written.diagnostics] == ["R-GLYPH", "R-GLYPH"]
    assert {d.fact for d in written.diagnostics} == {"deal-7"}
    messages = " ".join(d.message for d in written.diagnostics)
    assert "U+4E2D" in messages
    assert "U+1D400" in messages


def test_a_missing_glyph_of_a_template_names_its_line() -> None:
    text = Text("\u4e2d", Origin("template", place="templates/t/brief.html.j2:12"))
    (found,) = write(Document(Meta("T"), (Paragraph((text,)),)), DEFAULT, Supplies()).diagnostics
    assert found.span is not None
    assert (found.span.file, found.span.line) == ("templates/t/brief.html.j2", 12)


def test_the_other_family_lends_a_glyph() -> None:
    """U+2007 is in the sans alone; a serif paragraph prints it all the same."""
    written = _written("a\u2007b ≥ 5")
    assert written.diagnostics == ()


@pytest.mark.parametrize("lang", ["en-GB", "ru"])
def test_divided_words_extract_whole(lang: str, tmp_path: Path) -> None:
    pytest.importorskip("pyphen", reason="carries the patterns")
    words = {
        "en-GB": LOREM * 6,
        "ru": "Достопримечательности государственного значения рассматриваются комиссией. " * 12,
    }[lang].strip()
    theme = _styled(align="justify", hyphenate=True, right=110.0)
    written = _written(words, theme=theme, lang=lang)
    assert words in "".join(tag.text for tag in structure(written.data, tmp_path))
    for read in (_pdfium(written.data), _poppler(written.data, tmp_path)):
        assert " ".join(words.split()) in " ".join(read.split())
    divided = [text for text in _content(written.data) if "/ActualText" in text]
    assert len(divided) > 2


def test_exact_words_are_never_divided() -> None:
    pytest.importorskip("pyphen", reason="carries the patterns")
    theme = _styled(align="justify", hyphenate=True, right=110.0)
    document = _document((Paragraph(line(quoted(LOREM * 6))),))
    written = write(document, theme, Supplies())
    assert not any("/ActualText" in text for text in _content(written.data))


def test_justified_lines_end_at_the_margin() -> None:
    written = _written(LOREM * 8, theme=_styled(align="justify"))
    rows = [r for r in lines(written.data)[0] if 100 < r.y < 700 and "Test" not in r.text]
    assert len(rows) > 5
    right = 188 * 72 / 25.4
    assert all(row.right == pytest.approx(right, abs=1.5) for row in rows[:-1])


def test_kerning_draws_pairs_closer() -> None:
    """ "To" is narrower than its two advances."""
    first = lines(_written("To").data)[0]
    rows = [row for row in first if row.text == "To"]
    units = 0.58 + 0.56  # advances of T and o in the serif, roughly
    assert rows[0].right - rows[0].left < units * 10


def test_bytes_are_the_same_with_and_without_a_cache(tmp_path: Path) -> None:
    plain = write(mockup(), DEFAULT, Supplies()).data
    first = write(mockup(), DEFAULT, Supplies(cache=tmp_path)).data
    second = write(mockup(), DEFAULT, Supplies(cache=tmp_path)).data
    assert plain == first == second
    for file in (tmp_path / "fonts").iterdir():
        file.write_text("[1, 2")
    assert write(mockup(), DEFAULT, Supplies(cache=tmp_path)).data == plain


def test_metadata_and_information_agree() -> None:
    import pikepdf

    with pikepdf.open(io.BytesIO(made("characters").data)) as pdf, pdf.open_metadata() as packet:
        assert packet["dc:title"] == str(pdf.docinfo["/Title"]) == "Characters (odd) \\ ones"
        assert packet["pdf:Keywords"] == str(pdf.docinfo["/Keywords"]) == "a, b & c"
        assert packet["pdf:Producer"] == str(pdf.docinfo["/Producer"])
        assert packet["xmp:CreateDate"] == "2026-11-21T09:00:00Z"
        assert str(pdf.docinfo["/CreationDate"]) == "D:20261121090000Z"


def test_letters_with_combining_marks_extract_as_written() -> None:
    words = "e\u0301toile и\u0306од"
    assert words in _pdfium(_written(words).data)


def test_characters_beyond_the_first_plane_are_mapped_as_surrogates() -> None:
    from brief.writers.pdf.embedding import _to_unicode

    assert "<0001> <D835DC00>" in _to_unicode(["", "\U0001d400"])


def test_every_font_is_embedded(tmp_path: Path) -> None:
    program = require("pdffonts", "lists the fonts of a file (poppler-utils)")
    path = tmp_path / "file.pdf"
    path.write_bytes(made("figures").data)
    done = subprocess.run([program, str(path)], capture_output=True, check=True, text=True)
    rows = [line.split() for line in done.stdout.splitlines()[2:]]
    assert rows
    assert all(row[-5:-2] == ["yes", "yes", "yes"] for row in rows)
