"""Blocks are the plain devices of a good typist: styles, hanging labels, real tables."""

from __future__ import annotations

import pytest

from brief.document.tree import (
    BlockQuote,
    Box,
    Cell,
    Column,
    Field,
    Fields,
    Figure,
    Heading,
    Item,
    List,
    Row,
    Section,
    Table,
)
from brief.writers import Supplies
from tests.documents import mockup
from tests.writers.docx.reading import NS, make, of, text, val
from tests.writers.docx.samples import chart, p, png, t, table


def label(name: str, *blocks: object) -> Item:
    return Item(blocks, (t(name),))  # type: ignore[arg-type]  # blocks, for brevity


def test_a_label_and_its_text_are_one_paragraph() -> None:
    made = make(List((label("Setting", p("The point."), p("More.")),), "label", "point"))
    first = made.paragraph("The point.")
    assert text(first) == "Setting\tThe point."
    assert val(first, "w:pPr/w:pStyle") == "BriefPoint"
    assert val(first, "w:r[1]/w:rPr/w:rStyle") == "BriefLabel"
    more = made.paragraph("More.")
    assert more.xpath("w:pPr/w:ind/@w:firstLine", namespaces=NS) == ["0"]


def test_a_label_too_wide_for_its_column_stands_above() -> None:
    made = make(List((label("A label far too wide for it", p("The point.")),), "label", "point"))
    above = made.paragraph("A label")
    assert text(above) == "A label far too wide for it"
    assert above.find("{*}pPr/{*}keepNext") is not None
    assert text(made.paragraph("The point.")) == "The point."


def test_a_quote_keeps_with_its_source() -> None:
    quote = BlockQuote((p("“Words”"),), (t("On an occasion."),), lang="ru-RU")
    made = make(List((label("Speaker", quote),), "label", "quote"))
    assert text(made.paragraph("Words")) == "Speaker\t“Words”"
    assert val(made.paragraph("Words"), ".//w:lang") == "ru-RU"
    assert val(made.paragraph("On an"), "w:pPr/w:pStyle") == "BriefQuoteSource"
    alone = make(BlockQuote((p("“Words”"),)))
    assert val(alone.paragraph("Words"), "w:pPr/w:keepNext") == "0"


def test_a_box_stays_on_one_page() -> None:
    made = make(
        Box((Heading(2, (t("Bottom line"),)), p("one"), p("two"), p("three")), "bottom-line"),
        p("after"),
    )
    keeps = [
        made.paragraph(words).find("{*}pPr/{*}keepNext") is not None
        for words in ("one", "two", "three", "after")
    ]
    assert keeps == [True, True, False, False]
    assert val(made.paragraph("Bottom line"), "w:pPr/w:pStyle") == "BriefBoxHead"


def test_lists_count_by_words_own_numbering_and_begin_anew() -> None:
    made = make(
        List((Item((p("one"),)), Item((p("two"),))), "number", start=4),
        List((Item((p("again"),)),), "number"),
        List((Item((p("dot"), List((Item((p("deep"),)),)))),)),
    )
    numbers = [val(made.paragraph(w), "w:pPr/w:numPr/w:numId") for w in ("one", "two", "again")]
    assert numbers[0] == numbers[1] != numbers[2]
    starts = made.find(
        f"//w:num[@w:numId='{numbers[0]}']//w:startOverride/@w:val", "word/numbering.xml"
    )
    assert starts == ["4"]
    assert val(made.paragraph("deep"), "w:pPr/w:numPr/w:ilvl") == "1"
    assert "1." not in text(made.body)


def test_fields_stand_in_two_columns_and_an_empty_one_is_no_matter() -> None:
    rows = tuple(Field((t(n),), (t(f"value of {n}"),)) for n in ("To", "Edition", "From"))
    made = make(Fields(rows))
    lines = [text(one) for one in made.find("//w:p[w:pPr/w:pStyle/@w:val='BriefMeta']")]
    assert lines == ["To\tvalue of To\tEdition\tvalue of Edition", "From\tvalue of From"]


def test_a_long_value_in_the_left_column_takes_a_line_a_field() -> None:
    rows = (
        Field((t("To"),), (t("The Office of the Deputy Minister for Foreign Economic Relations"),)),
        Field((t("From"),), (t("The Unit"),)),
    )
    made = make(Fields(rows))
    assert len(made.find("//w:p[w:pPr/w:pStyle/@w:val='BriefMeta']")) == 2


def test_a_table_is_one_that_word_can_carry_over_pages() -> None:
    made = make(table())
    rows = made.find("//w:tr")
    assert [r.find("{*}trPr/{*}tblHeader") is not None for r in rows] == [True] + [False] * 4
    assert all(r.find("{*}trPr/{*}cantSplit") is not None for r in rows)
    grid = [int(w) for w in made.find("//w:gridCol/@w:w")]
    for row in rows:
        assert [int(w) for w in row.xpath("w:tc/w:tcPr/w:tcW/@w:w", namespaces=NS)] == grid
    assert sum(grid) == int(made.find("//w:tblW/@w:w")[0]) == 9411  # 166 mm
    assert made.find("//w:tblDescription/@w:val") == ["What is agreed"]
    assert made.find("//w:tblCaption/@w:val") == ["Table 1: Deals"]
    assert not made.find("//w:tbl//w:left[@w:val='single']")


def test_amounts_stand_on_a_decimal_tab() -> None:
    made = make(table())
    tabs = made.find("//w:tr[2]/w:tc[3]//w:tab[@w:val='decimal']/@w:pos")
    assert tabs == [str(round((12 - 1.3) * 1440 / 25.4))]
    assert made.find("//w:tr[2]/w:tc[2]//w:jc/@w:val") == ["right"]


def test_two_rows_stand_on_each_side_of_a_break_and_notes_with_the_table() -> None:
    made = make(table())
    keeps = [
        bool(row.xpath("w:tc[1]/w:p/w:pPr/w:keepNext", namespaces=NS))
        for row in made.find("//w:tr")[1:]
    ]
    assert keeps == [True, False, True, True]


def test_a_row_taller_than_a_page_may_break() -> None:
    cells = (Cell((p("word " * 6000),)), Cell((p("short"),)))
    short = Row((Cell((p("a"),)), Cell((p("b"),))))
    made = make(Table((Column(80), Column(80)), (short,), (short, Row(cells), short)))
    split = [r.find("{*}trPr/{*}cantSplit") is not None for r in made.find("//w:tr")]
    assert split == [True, True, False, True]


def test_rows_that_do_not_fit_are_told_and_nothing_is_lost() -> None:
    row = Row((Cell((p("a"),)), Cell((p("b"),)), Cell((p("c"),))))
    made = make(Table((Column(80), Column(80)), (row,), (Row((Cell((p("d"),)),)),)))
    assert made.codes == ["W-NODE", "W-NODE"]
    assert text(made.body) == "abcd"


def test_two_tables_do_not_become_one() -> None:
    made = make(table(caption=(), remarks=()), table(caption=(), remarks=()))
    assert made.find("//w:tbl")[0].getnext().tag.endswith("}p")


def test_a_new_page_begins_without_space() -> None:
    made = make(p("a"), Section((Heading(2, (t("B"),)),), new_page=True))
    heading = made.paragraph("B")
    assert heading.find("{*}pPr/{*}pageBreakBefore") is not None
    assert heading.xpath("w:pPr/w:spacing/@w:before", namespaces=NS) == ["0"]


def test_headings_are_words_own() -> None:
    made = of(mockup())
    names = [one.style.name for one in made.opened().paragraphs]
    assert names[0] == "Title"
    assert names.count("Heading 1") == 1
    assert names.count("Heading 2") == 10


def test_a_picture_has_its_size_and_alternative() -> None:
    figure = Figure("A grey field", (t("Figure ", "label"), t("1", "numbering")), "a.png", width=60)
    made = make(figure, supplies=Supplies(images={"a.png": png(40, 20)}))
    assert made.find("//wp:docPr/@descr") == ["A grey field"]
    assert made.find("//wp:extent/@cx") == [str(60 * 36000)]
    assert made.find("//wp:extent/@cy") == [str(30 * 36000)]
    assert val(made.paragraph("Figure 1"), "w:pPr/w:pStyle") == "Caption"


@pytest.mark.parametrize("content", [None, b"GIF89a", b"\x89PNG\r\n\x1a\n"])
def test_a_picture_that_cannot_be_set_is_told_and_described(content: bytes | None) -> None:
    images = {} if content is None else {"a.png": content}
    made = make(Figure("A grey field", image="a.png"), supplies=Supplies(images=images))
    assert made.codes == ["W-IMAGE"]
    assert "A grey field" in text(made.body)


def test_a_chart_is_native_and_its_figures_can_be_edited() -> None:
    made = make(Figure("Views by outlet", chart=chart()))
    assert made.find("//wp:docPr/@descr") == ["Views by outlet"]
    values = made.find("//c:val//c:v/text()", "word/charts/chart1.xml")
    assert values == ["2", "1", "1", "0.5", "3"]
    import zipfile
    from io import BytesIO

    with zipfile.ZipFile(BytesIO(made.archive.read("word/embeddings/chart1.xlsx"))) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "Agency &amp; Co" in sheet
    assert '<c r="C3"><v>0.5</v></c>' in sheet
