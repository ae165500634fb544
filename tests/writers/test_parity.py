"""Word and PDF print the same words in the same sizes, and begin them at the same edge."""

from __future__ import annotations

import ctypes
import zipfile
from collections import Counter, defaultdict
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from lxml import etree

from brief.document.tree import (
    Block,
    BlockQuote,
    Document,
    Item,
    List,
    Meta,
    Paragraph,
)
from brief.house.default import DEFAULT
from brief.pipeline import Request, generate
from brief.templating import packs
from brief.writers import Supplies
from brief.writers.pdf import write
from tests.documents import label, text
from tests.writers.docx.reading import NS, W, make, val
from tests.writers.pdf.reading import lines

ROOT = Path(__file__).resolve().parents[2]
MM = 72 / 25.4
LOREM = "All were read second-hand, and what a stance is towards its subject one coder said. " * 3

# Points to how often each letter is printed in them.  Figures are left out: the numbers of notes
# are text in a PDF alone.
Sizes = dict[float, Counter[str]]
_RAISED = 7.0  # the smallest type is larger, a raised mark smaller


def _in_word(data: Path) -> Sizes:
    with zipfile.ZipFile(data) as archive:
        styles = _style_sizes(etree.fromstring(archive.read("word/styles.xml")))
        found: Sizes = defaultdict(Counter)
        for part in ("document", "footnotes", "endnotes"):
            if f"word/{part}.xml" not in archive.namelist():
                continue
            root = etree.fromstring(archive.read(f"word/{part}.xml"))
            for run in root.iter(f"{{{W}}}r"):
                size, raised = _run(run, styles)
                for shown in () if raised else run.findall(f"{{{W}}}t"):
                    found[size].update(filter(str.isalpha, shown.text or ""))
    return {size: letters for size, letters in found.items() if letters}


def _style_sizes(root: etree._Element) -> dict[str, tuple[float, bool]]:
    """Of each style: points (0 where it says nothing), and whether it raises."""
    styles = {one.get(f"{{{W}}}styleId", ""): one for one in root.findall(f"{{{W}}}style")}
    found = {}
    for name, style in styles.items():
        size, raised, above = 0.0, False, style
        while not size:
            size = float(val(above, "w:rPr/w:sz") or 0) / 2
            raised = raised or val(above, "w:rPr/w:vertAlign") == "superscript"
            base = val(above, "w:basedOn")
            if base is None:
                break
            above = styles[base]
        found[name] = size, raised
    return found


def _run(run: etree._Element, styles: dict[str, tuple[float, bool]]) -> tuple[float, bool]:
    around = next(run.iterancestors(f"{{{W}}}p"))
    own, raised = styles.get(val(run, "w:rPr/w:rStyle") or "", (0.0, False))
    plain, _ = styles[val(around, "w:pPr/w:pStyle") or "Normal"]
    raised = raised or val(run, "w:rPr/w:vertAlign") == "superscript"
    return float(val(run, "w:rPr/w:sz") or 0) / 2 or own or plain, raised


def _in_pdf(data: Path) -> Sizes:
    """What is tagged; running heads, and heads of tables drawn again, are not."""
    found: Sizes = defaultdict(Counter)
    document = pypdfium2.PdfDocument(data)
    size = ctypes.c_float()
    for page in document:
        texts = page.get_textpage()
        for thing in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=3):
            if pdfium.FPDFPageObj_GetMarkedContentID(thing) < 0:
                continue
            pdfium.FPDFTextObj_GetFontSize(thing, size)
            length = pdfium.FPDFTextObj_GetText(thing, texts, None, 0)
            shown = ctypes.create_string_buffer(length)
            words = ctypes.cast(shown, ctypes.POINTER(ctypes.c_ushort))
            pdfium.FPDFTextObj_GetText(thing, texts, words, length)
            if size.value > _RAISED:
                letters = shown.raw.decode("utf-16-le")
                found[round(size.value, 2)].update(filter(str.isalpha, letters))
        texts.close()
        page.close()
    document.close()
    return {size: letters for size, letters in found.items() if letters}


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Fonts and dossiers made ready once for all."""
    return tmp_path_factory.mktemp("cache")


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
@pytest.mark.parametrize("pack", [row.name for row in packs.listing() if row.where == "built in"])
def test_every_letter_has_the_same_size_in_word_and_pdf(
    tmp_path: Path, cache: Path, pack: str, language: str
) -> None:
    made = generate(
        Request(
            ROOT,
            ROOT / "sources" / "washington-2025",
            tmp_path,
            template=pack,
            language=language,
            formats=("docx", "pdf"),
            cache=cache,
        )
    )
    assert made.manifest is not None, made.diagnostics
    (word,), (pdf,) = tmp_path.rglob("*.docx"), tmp_path.rglob("*.pdf")
    in_word, in_pdf = _in_word(word), _in_pdf(pdf)
    totals = {size: letters.total() for size, letters in sorted(in_word.items())}
    assert totals == {size: letters.total() for size, letters in sorted(in_pdf.items())}
    assert in_word == in_pdf


def _both(*blocks: Block) -> tuple[etree._Element, list[float]]:
    """The first paragraph in Word, and the left edges of the PDF's lines, in millimetres."""
    written = write(Document(Meta("Edges"), blocks), DEFAULT, Supplies())
    (page,) = lines(written.data)
    head = 24 * MM  # running heads stand above
    edges = [row.left / MM - 22 for row in page if head < row.y < 700 and row.text.strip()]
    return make(*blocks).find("//w:body//w:p")[0], edges


def test_a_remark_without_a_letter_stands_flush_in_both() -> None:
    word, edges = _both(Paragraph((text(LOREM),), "remark"))
    assert word.xpath("string(w:pPr/w:ind/@w:left)", namespaces=NS) == "0"
    assert not word.xpath("w:pPr/w:ind/@w:hanging[. != '0']", namespaces=NS)
    assert len(edges) > 1
    assert edges == pytest.approx([0.0] * len(edges), abs=0.3)


def test_a_quotation_of_an_item_has_the_size_of_its_list_in_both() -> None:
    quote = BlockQuote((Paragraph((text("words of the text"),)),), (), "en")
    block = List((Item((quote,), label("Speaker")),), "label", "annex-quote")
    word, _ = _both(block)
    assert val(word, "w:pPr/w:pStyle") == "BriefAnnexQuote"
    written = write(Document(Meta("Sizes"), (block,)), DEFAULT, Supplies())
    document = pypdfium2.PdfDocument(written.data)
    texts = document[0].get_textpage()
    place = texts.get_text_range().index("words")
    assert pdfium.FPDFText_GetFontSize(texts, place) == 9.0
