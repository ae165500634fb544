"""Word and PDF agree which labels stand beside their text and which above it."""

from __future__ import annotations

import pytest
from fontTools.ttLib import TTFont

from brief.document.tree import Document, Item, List, Meta
from brief.house.default import DEFAULT, LABEL_COLUMN
from brief.house.fontfiles import font_path
from brief.house.theme import Theme
from brief.writers import Supplies
from brief.writers.pdf import write
from tests.documents import label, paragraph
from tests.writers.docx.reading import of, text
from tests.writers.pdf.reading import lines

LONG = (
    "Memorandum of understanding",
    "illicit fiscal filings, still filling",
    "WWWMMMWWWMMMWWW",
    "Соглашение о стратегических",
    "Қазақстан Республикасының үкіметі",
    "AVAVAVAToToTyYoVaVaWaLTLTLVLY",
    "1,234,567.89 – 2,345,678.90",
    "x–y—z “q” ‘r’ … non\u2011breaking\u00a0blank",
)


def _millimetres(words: str, role: str) -> float:
    style = DEFAULT.characters[role]
    font = TTFont(font_path(DEFAULT.sans.semibold))
    names, advances = font.getBestCmap(), font["hmtx"]
    units = sum(advances[names[ord(character)]][0] for character in words)
    return units / font["head"].unitsPerEm * style.size * 25.4 / 72  # type: ignore[no-any-return]  # fontTools has no types


def _around(role: str) -> dict[str, float]:
    """Beginnings of the long labels, between 25 and 29 mm, and how wide they are."""
    found = {}
    for words in LONG:
        for length in range(1, len(words) + 1):
            start = words[:length]
            wide = _millimetres(start, role)
            if 25 < wide < 29 and not start.endswith(" "):
                found[start] = wide
    return found


def _document(labels: list[str], role: str) -> Document:
    items = tuple(
        Item((paragraph(f"Point {number}."),), label(words)) for number, words in enumerate(labels)
    )
    return Document(Meta("Labels"), (List(items, "label", role),))


def _beside_in_word(document: Document, labels: list[str], theme: Theme) -> list[str]:
    made = of(document, None, theme)
    return [
        words
        for number, words in enumerate(labels)
        if text(made.paragraph(f"Point {number}.")) == f"{words}\tPoint {number}."
    ]


def _beside_in_pdf(document: Document, labels: list[str], theme: Theme) -> list[str]:
    rows = [row.text for page in lines(write(document, theme, Supplies()).data) for row in page]
    return [
        words
        for number, words in enumerate(labels)
        if not any(row.strip() == f"Point {number}." for row in rows)
    ]


@pytest.mark.parametrize("list_role", ["point", "annex-point"])
def test_labels_about_as_wide_as_their_column(list_role: str) -> None:
    widths = _around("label" if list_role == "point" else "annex-label")
    labels = list(widths)
    fitting = [words for words in labels if widths[words] <= LABEL_COLUMN * 0.9]
    assert len(labels) >= 15
    assert 0 < len(fitting) < len(labels)
    document = _document(labels, list_role)
    assert _beside_in_word(document, labels, DEFAULT) == fitting
    assert _beside_in_pdf(document, labels, DEFAULT) == fitting


@pytest.mark.parametrize("part", [0.5, 0.75, 1.5])
def test_in_another_house_too(part: float) -> None:
    theme = DEFAULT.replace(
        sans=DEFAULT.text,
        paragraphs={
            role: style.replace(first=style.first * part, left=style.left * part)
            for role, style in DEFAULT.paragraphs.items()
        },
    )
    labels = [words[:length] for words in LONG for length in range(3, len(words))]
    labels = [words for words in dict.fromkeys(labels) if words.strip() == words]
    document = _document(labels, "point")
    found = _beside_in_word(document, labels, theme)
    assert 0 < len(found) < len(labels)
    assert found == _beside_in_pdf(document, labels, theme)
