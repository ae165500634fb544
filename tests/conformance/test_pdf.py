"""Every kind of document is PDF/UA-1 and PDF/A in the eyes of the real veraPDF, and the judge
bites: deliberately broken files are refused."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from brief.house.default import DEFAULT
from brief.writers import Supplies
from brief.writers.pdf import write
from tests.conformance.verapdf import judge
from tests.documents import mockup
from tests.unusual import ALL, IMAGES
from tests.writers.pdf.test_fonts import never_cut


def _file(folder: Path, name: str, data: bytes) -> Path:
    path = folder / f"{name}.pdf"
    path.write_bytes(data)
    return path


def test_every_document_conforms(tmp_path: Path) -> None:
    pairs: list[tuple[str, Path]] = []
    for name, make in ALL.items():
        path = _file(tmp_path, name, write(make(), DEFAULT, Supplies(images=IMAGES)).data)
        pairs += [("ua1", path), ("2a", path)]
    wrong = [
        (pair[0], pair[1].name, rules)
        for pair, (passed, rules) in zip(pairs, judge(pairs), strict=True)
        if not passed
    ]
    assert wrong == []


def test_with_facts_attached(tmp_path: Path) -> None:
    data = write(mockup(), DEFAULT, Supplies(facts_json=b'{"facts": []}')).data
    path = _file(tmp_path, "attached", data)
    assert judge([("ua1", path), ("3a", path)]) == [(True, []), (True, [])]
    with pikepdf.open(path) as pdf:
        assert pdf.attachments["facts.json"].get_file().read_bytes() == b'{"facts": []}'
        assert pdf.Root.AF[0].AFRelationship == "/Data"


def test_justified_and_divided_text_conforms(tmp_path: Path) -> None:
    body = DEFAULT.paragraphs[""].replace(align="justify", hyphenate=True, right=90.0)
    theme = DEFAULT.replace(paragraphs={**DEFAULT.paragraphs, "": body})
    path = _file(tmp_path, "justified", write(ALL["contents"](), theme, Supplies()).data)
    assert judge([("ua1", path), ("2a", path)]) == [(True, []), (True, [])]


def test_a_font_embedded_whole_conforms(tmp_path: Path) -> None:
    theme = DEFAULT.replace(text=DEFAULT.text.replace(regular=never_cut(tmp_path)))
    path = _file(tmp_path, "whole", write(mockup(), theme, Supplies()).data)
    assert judge([("ua1", path), ("2a", path)]) == [(True, []), (True, [])]


def test_reportlab_writes_the_same_conformance(tmp_path: Path) -> None:
    pytest.importorskip("reportlab", reason="the other back end")
    path = _file(tmp_path, "other", write(mockup(), DEFAULT, Supplies(), "reportlab").data)
    assert judge([("ua1", path), ("2a", path)]) == [(True, []), (True, [])]


def _no_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Lang
    del pdf.Root.StructTreeRoot.K.Lang


def _no_tree(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot


def _not_marked(pdf: pikepdf.Pdf) -> None:
    pdf.Root.MarkInfo.Marked = False


def _no_intent(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.OutputIntents


def _no_title(pdf: pikepdf.Pdf) -> None:
    pdf.Root.ViewerPreferences.DisplayDocTitle = False


def _no_metadata(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Metadata


def _no_tab_order(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[0].obj.Tabs


def _no_link_words(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[0].obj.Annots[0].Contents


def _no_print_flag(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Annots[0].F = 0


def _font_not_embedded(pdf: pikepdf.Pdf) -> None:
    font = pdf.pages[0].obj.Resources.Font.F1
    del font.DescendantFonts[0].FontDescriptor.FontFile2


def _no_unicode(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[0].obj.Resources.Font.F1.ToUnicode


def _wrong_widths(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Resources.Font.F1.DescendantFonts[0].W = pikepdf.Array(
        [0, pikepdf.Array([100] * 60)]
    )


def _contents(change: Callable[[bytes], bytes]) -> Callable[[pikepdf.Pdf], None]:
    def apply(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        own = page.obj.Contents[-1]  # behind what pages share
        own.write(change(own.read_bytes()))

    return apply


def _untagged(data: bytes) -> bytes:
    """The first marked words lose their mark."""
    return re.sub(rb"/H1<</MCID \d+>>BDC\n(.*?)\nEMC", rb"\1", data, count=1, flags=re.DOTALL)


BROKEN: dict[str, tuple[str, Callable[[pikepdf.Pdf], None]]] = {
    "no language": ("ua1", _no_language),
    "no structure tree": ("ua1", _no_tree),
    "not marked": ("ua1", _not_marked),
    "no output intent": ("2a", _no_intent),
    "title not shown": ("ua1", _no_title),
    "no metadata": ("2a", _no_metadata),
    "no tab order": ("ua1", _no_tab_order),
    "a link without words": ("ua1", _no_link_words),
    "a link that does not print": ("2a", _no_print_flag),
    "a font not embedded": ("2a", _font_not_embedded),
    "no map to Unicode": ("ua1", _no_unicode),
    "wrong widths": ("2a", _wrong_widths),
    "untagged words": ("ua1", _contents(_untagged)),
}


def test_broken_files_are_refused(tmp_path: Path) -> None:
    good = _file(tmp_path, "good", write(mockup(), DEFAULT, Supplies()).data)
    pairs: list[tuple[str, Path]] = []
    for number, (profile, spoil) in enumerate(BROKEN.values()):
        path = tmp_path / f"broken{number}.pdf"
        with pikepdf.open(good) as pdf:
            spoil(pdf)
            pdf.save(path)
        pairs.append((profile, path))
    verdicts = judge([*pairs, ("ua1", good), ("2a", good)])
    accepted = [
        name for name, (passed, _) in zip(BROKEN, verdicts[: len(BROKEN)], strict=True) if passed
    ]
    assert accepted == []
    assert [passed for passed, _ in verdicts[len(BROKEN) :]] == [True, True]


@pytest.mark.parametrize("name", ["mockup", "big_table"])
def test_a_second_reader_finds_nothing_broken(name: str, tmp_path: Path) -> None:
    """qpdf's checks through pikepdf: cross-references, streams, object streams."""
    path = _file(tmp_path, name, write(ALL[name](), DEFAULT, Supplies()).data)
    with pikepdf.open(path) as pdf:
        assert pdf.check_pdf_syntax() == []
