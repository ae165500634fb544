"""The look to the point: baselines of the page design, edges, keeps, notes, tables over pages."""

from __future__ import annotations

import re

import pytest

from brief.document.tree import Document, Heading, Meta, Paragraph, Section, Text
from brief.house.default import DEFAULT
from brief.writers import Supplies
from brief.writers.pdf import write
from tests.documents import Notes, line, paragraph
from tests.unusual import ALL, LOREM
from tests.writers.pdf.reading import Character, Line, baseline, characters, lines, made

MM = 72 / 25.4
LEFT, RIGHT = 22 * MM, 188 * MM


def _pages(name: str) -> list[list[Line]]:
    return lines(made(name).data)


def test_model_brief_has_three_pages() -> None:
    written = made("mockup")
    assert (written.pages, written.diagnostics) == (3, ())
    pages = _pages("mockup")
    assert any("Deals" in row.text for row in pages[0])
    assert any("How outlets saw it" in row.text for row in pages[1])
    assert any("Sourcing annex" in row.text for row in pages[2])


@pytest.mark.parametrize(
    ("page", "above", "below", "distance"),
    [
        (0, "reported, but only", "ToOffice of the Minister", 21.5),
        (0, "Bottom line", "One package, two counts.", 17),
        (0, "or 30 worth about", "Four new instruments", 17.5),
        (0, "one account it is", "MineralsThe United States", 16),
        (0, "PotentialTokayev puts", "Deals", 25),
        (0, "Key points", "SettingTrump hosted", 16),
        (0, "Deals", "Instrument and parties", 17),
        (1, "CNNAbraham Accords", "The Washington Post", 14),
        (0, "Package of agreements29", "Same package, second", 25),
        (1, "flexibility. I believe", "On reports of a proposal", 11.5),
        (1, "On reports of a proposal", "Trump“This is an", 18.5),
    ],
)
def test_distances_between_baselines(page: int, above: str, below: str, distance: float) -> None:
    rows = _pages("mockup")[page]
    assert baseline(rows, below) - baseline(rows, above) == pytest.approx(distance, abs=1)


def test_fixed_baselines() -> None:
    first = _pages("mockup")[0]
    assert baseline(first, "Tokayev in Washington: about") == pytest.approx(84, abs=1)
    assert baseline(first, "Policy brief") == pytest.approx(48, abs=1)


@pytest.mark.parametrize("name", [name for name in ALL if name != "many_breaks"])
def test_nothing_reaches_beyond_the_margins(name: str) -> None:
    beyond = [
        row
        for page in _pages(name)
        for row in page
        if row.left < LEFT - 1 or row.right > RIGHT + 1 or row.y > 842 - 25
    ]
    assert beyond == []


def test_notes_stand_on_the_page_of_their_mark() -> None:
    """Each third row of the long table has a mark; its note is at the foot of the same page."""
    rows = 0
    for page in _pages("big_table"):
        foot = "\n".join(row.text for row in page if re.match(r"\d+S1\s¶", row.text))
        numbers = [int(n) for row in page for n in re.findall(r"^Row (\d+)", row.text)]
        noted = [number for number in numbers if number % 3 == 0]
        assert sorted(map(int, re.findall(r"¶(\d+)\.1", foot))) == noted
        rows += len(numbers)
    assert rows == 120


def test_head_of_a_table_is_drawn_on_each_of_its_pages() -> None:
    pages = _pages("big_table")
    assert len(pages) > 2
    with_rows = [page for page in pages if any(row.text.startswith("Row 1") for row in page)]
    for page in with_rows:
        assert any(row.text.replace(" ", "") == "RowWordsAmount" for row in page)


def test_decimal_points_stand_below_each_other() -> None:
    """The model's amounts: whole numbers end where the others have their point."""
    left, right = (22 + 109.5) * MM, (22 + 124) * MM
    rows: dict[float, list[Character]] = {}
    for character in characters(made("mockup").data)[0]:
        if left < character.x < right and character.y > 510 and not character.text.isspace():
            rows.setdefault(character.y, []).append(character)
    amounts = {"".join(c.text for c in row): row for row in rows.values()}
    assert {"17", "17.2", "–", "1.1", "2.5", "7"} <= amounts.keys()
    points = [c.x for text in ("17.2", "1.1", "2.5") for c in amounts[text] if c.text == "."]
    assert max(points) - min(points) < 0.1
    # The ink of a figure ends before its width does.
    assert all(0 < points[0] - amounts[text][-1].right < 1.0 for text in ("17", "7"))


def test_a_long_note_continues_on_the_next_page() -> None:
    pages = _pages("long_notes")
    assert len(pages) == 3
    counts = [sum(row.text.count("working group") for row in page) for page in pages]
    # Six paragraphs of three sentences, five notes of three, one of sixty; columns cut words apart
    # only at their edges, so most of them are found whole.
    assert counts[1] > 30
    assert any("5. The memorandum" in row.text for row in pages[2])


def test_no_heading_is_last_on_a_page() -> None:
    """Sections of every length push headings over every place near the foot of a page."""
    for lines_above in range(34, 50):
        blocks = (
            *(paragraph(f"line {number}") for number in range(lines_above)),
            Section((Heading(2, line("A heading")), paragraph(LOREM * 2))),
        )
        document = Document(Meta("T"), blocks)
        for page in lines(write(document, DEFAULT, Supplies()).data):
            body = [row for row in page if row.y < 770]
            assert "A heading" not in body[-1].text


def test_paragraphs_leave_no_single_line_behind() -> None:
    for lines_above in range(36, 52):
        blocks = (
            *(paragraph(f"line {number}") for number in range(lines_above)),
            paragraph("FIRST " + LOREM * 3 + " LAST"),
        )
        pages = lines(write(Document(Meta("T"), blocks), DEFAULT, Supplies()).data)
        if len(pages) < 2:
            continue
        counts = [
            len([row for row in page if "memorandum" in row.text or "minerals" in row.text])
            for page in pages
        ]
        assert 1 not in counts[:2], (lines_above, counts)


def test_repeated_note_is_set_once() -> None:
    notes = Notes()
    blocks = (
        paragraph(notes.say("One.", notes.note("S1"))),
        paragraph(notes.say("Two.", notes.note("S2"))),
        paragraph(notes.say("Three.", notes.note("S1"))),
    )
    (page,) = lines(write(Document(Meta("T"), blocks), DEFAULT, Supplies()).data)
    marks = [row.text for row in page if row.text.isdecimal()]
    assert marks == ["1", "2", "1"]
    assert [row.text for row in page if "S1" in row.text] == ["1S12S2"]


def test_an_absurd_marking_or_empty_document_is_a_page() -> None:
    assert write(Document(Meta(""), ()), DEFAULT, Supplies()).pages == 1
    text = Text("x", line("x")[0].origin)  # type: ignore[attr-defined]  # a text has an origin
    assert write(Document(Meta("x"), (Paragraph((text,)),)), DEFAULT, Supplies()).pages == 1


def test_no_single_word_ends_a_title() -> None:
    page = _pages("russian")[0]
    title = [row.text.strip() for row in page if 60 < row.y < 140][:3]
    assert title[-1].split()[-1] == "документа"
    assert len(title[-1].split()) > 1
