"""Words print as they stand; looks, languages, links and fields are Word's own."""

from __future__ import annotations

import pytest

from brief.document.tree import (
    Citation,
    CrossReference,
    Emphasis,
    Inline,
    LineBreak,
    Link,
    Quotation,
    Strong,
    Styled,
)
from tests.unusual import ALL
from tests.writers.docx.reading import make, of, text, val
from tests.writers.docx.samples import AWKWARD, p, t, table


@pytest.mark.parametrize(
    "words",
    [
        AWKWARD,
        "a&amp;b",
        "  two  blanks  ",
        "tab\there",
        "new\nline",
        "Қазақстан ₸ ¶ 😀",
        "‑\u00a0\u202f",
    ],
)
def test_text_is_never_markup(words: str) -> None:
    made = make(p(words))
    assert text(made.body.find(".//{*}p")) == words
    assert made.codes == []


def test_a_character_that_xml_forbids_is_told_and_shown() -> None:
    made = make(p("bell\x07 and \ufffe"))
    assert made.codes == ["W-CHAR"]
    assert text(made.paragraph("bell")) == "bell\ufffd and \ufffd"


def test_looks_stand_on_runs() -> None:
    made = make(p(Strong((t("b"), Emphasis((t("bi"),)))), Emphasis((t("i"),)), "n"))
    looks = [
        ("w:b" in r, "w:i" in r)
        for r in (
            {child.tag.replace(f"{{{one.nsmap['w']}}}", "w:") for child in one.findall("{*}rPr/*")}
            for one in made.find("//w:body/w:p[1]/w:r")
        )
    ]
    assert looks == [(True, False), (True, True), (False, True), (False, False)]


def test_bold_within_bold_stays_bold() -> None:
    made = make(table())
    head = made.find("//w:tr[1]//w:p")[0]
    assert val(head, "w:pPr/w:pStyle") == "BriefCellHead"
    made = make(p(Styled((t("+"),), "sign"), role="cell-head"))
    assert made.find("//w:body/w:p[1]/w:r/w:rPr/w:b")


def test_languages_of_document_and_runs() -> None:
    made = make(
        p("a", Styled((t("б"),), lang="ru"), Quotation((t("c"),), "en-US")),
        p("қ", lang="kk-KZ"),
        lang="en-GB",
    )
    assert made.find("//w:docDefaults//w:lang/@w:val", "word/styles.xml") == ["en-GB"]
    assert made.find("//w:body//w:lang/@w:val") == ["ru-RU", "en-US", "kk-KZ"]


def test_links_live_and_dead() -> None:
    made = make(
        p(Link((t("site"),), "https://example.org/?a=1&b=2"), Link((t("in"),), "#there")),
        p("Here.", id="there"),
        p(Link((t("nowhere"),), "#gone"), Link((t("bad"),), "javascript:alert(1)")),
    )
    links = made.find("//w:hyperlink")
    assert [text(one) for one in links] == ["site", "in"]
    name = links[1].get(f"{{{links[1].nsmap['w']}}}anchor")
    assert made.find(f"//w:bookmarkStart[@w:name='{name}']")
    assert made.codes == ["W-LINK", "W-LINK"]
    assert "nowherebad" in text(made.body)
    targets = made.archive.read("word/_rels/document.xml.rels").decode()
    assert "https://example.org/?a=1&amp;b=2" in targets
    assert "javascript" not in targets


def test_a_reference_is_a_field_only_where_word_would_print_the_same() -> None:
    made = make(
        table(),
        p("x ", CrossReference("deals", (t("Table "), t("1"))), " y"),
        p("z ", CrossReference("deals", (t("the table"),))),
    )
    assert [one.text.split()[0] for one in made.find("//w:instrText")] == ["SEQ", "REF"]
    reference = made.find("//w:instrText")[1].text.split()[1]
    start = made.find(f"//w:bookmarkStart[@w:name='{reference}']")[0]
    assert start.getparent() is made.paragraph(": Deals")
    assert text(made.paragraph("z the table")) == "z the table"


def test_no_field_asks_the_reader() -> None:
    made = of(ALL["contents"]())
    assert b"dirty" not in made.data
    assert not made.find("//w:updateFields", "word/settings.xml")


def test_contents_are_filled_and_name_no_page() -> None:
    made = of(ALL["contents"]())
    instruction = next(i.text for i in made.find("//w:instrText") if " TOC " in i.text)
    assert "\\n" in instruction
    assert "\\h" in instruction
    entries = made.find("//w:p[w:pPr/w:pStyle/@w:val='TOC2']")
    assert len(entries) > 3
    assert all(one.findall("{*}hyperlink") for one in entries)


def test_what_word_has_nothing_for_is_told_and_its_words_stay() -> None:
    class Odd(Inline):
        children: tuple[Inline, ...]

    made = make(p("a ", Odd((t("kept"),)), LineBreak(), Citation(("f1",))))
    assert made.codes == ["W-NODE", "W-NODE"]
    assert "kept" in text(made.body)


def test_a_role_that_the_house_lacks_is_told() -> None:
    made = make(p(Styled((t("x"),), "nonesuch"), role="small-print"))
    assert made.codes == ["W-ROLE", "W-ROLE"]
    assert "x" in text(made.body)


def test_an_id_borne_twice_is_one_bookmark() -> None:
    made = make(p("first", id="x"), p("second", id="x"), p(Link((t("to"),), "#x")))
    starts = made.find("//w:bookmarkStart")
    assert len(starts) == 1
    assert text(starts[0].getparent()) == "first"
