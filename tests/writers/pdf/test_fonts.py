"""What the writer does with fonts that it cannot use, or may not cut."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pypdfium2

from brief.house.default import DEFAULT
from brief.house.fontfiles import font_path
from brief.house.fontfiles.tables import assembled, tables_of
from brief.writers import Supplies
from brief.writers.pdf import write
from tests.documents import mockup
from tests.writers.pdf.reading import made


def test_an_unreadable_font_is_a_diagnostic(tmp_path: Path) -> None:
    theme = DEFAULT.replace(text=DEFAULT.text.replace(regular=str(tmp_path / "none.ttf")))
    written = write(mockup(), theme, Supplies())
    assert written.data == b""
    assert [d.code for d in written.diagnostics] == ["R-FONT"]


def never_cut(folder: Path) -> str:
    """The path of the serif with the licence bit that forbids to embed a part of it."""
    tables = tables_of(font_path(DEFAULT.text.regular).read_bytes())
    tables[b"OS/2"] = tables[b"OS/2"][:8] + b"\x01\x00" + tables[b"OS/2"][10:]
    path = folder / "whole.ttf"
    path.write_bytes(assembled(tables))
    return str(path)


def test_a_font_that_may_not_be_cut_is_embedded_whole(tmp_path: Path) -> None:
    path = never_cut(tmp_path)
    theme = DEFAULT.replace(text=DEFAULT.text.replace(regular=path))
    written = write(mockup(), theme, Supplies())
    assert written.diagnostics == ()
    texts = [
        [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data)]
        for data in (written.data, made("mockup").data)
    ]
    assert texts[0] == texts[1]
    with pikepdf.open(io.BytesIO(written.data)) as pdf:
        fonts = [font.DescendantFonts[0] for font in pdf.pages[0].obj.Resources.Font.values()]
        whole = [font for font in fonts if font.CIDToGIDMap != "/Identity"]
        assert [str(font.BaseFont) for font in whole] == ["/IBMPlexSerif-Regular"]
        program = whole[0].FontDescriptor.FontFile2.read_bytes()
    assert program == Path(path).read_bytes()


def test_a_kept_cut_gives_the_same_file_and_is_not_believed_when_damaged(tmp_path: Path) -> None:
    plain = write(mockup(), DEFAULT, Supplies()).data
    supplies = Supplies(cache=tmp_path)
    assert write(mockup(), DEFAULT, supplies).data == plain
    kept = list((tmp_path / "subsets").iterdir())
    assert len(kept) > 1
    assert write(mockup(), DEFAULT, supplies).data == plain
    for number, path in enumerate(kept):
        data = path.read_bytes()
        path.write_bytes(data[:20] if number % 2 else data[:-1] + b"?")
    assert write(mockup(), DEFAULT, supplies).data == plain
