"""Notes are native: numbered by Word, repeated by reference, in cells as well."""

from __future__ import annotations

from brief.document.tree import EndNotes, Link, Note, Section
from tests.writers.docx.reading import make, of, text
from tests.writers.docx.samples import everything, p, t, table


def note(
    number: int, words: str = "S1", *, repeated: bool = False, shown: int | None = None
) -> Note:
    return Note(f"n{number}", (t(words),), number if shown is None else shown, repeated)


def test_a_note_is_words_own() -> None:
    made = make(p("Claim.", note(1, "S1 ¶2.1")))
    assert len(made.find("//w:footnoteReference")) == 1
    kept = made.find("//w:footnote[not(@w:type)]", "word/footnotes.xml")
    assert [text(one) for one in kept] == ["\tS1 ¶2.1"]
    assert made.find("//w:footnote//w:footnoteRef", "word/footnotes.xml")
    assert made.find("//w15:footnoteColumns/@w:val") == ["3"]


def test_a_repeated_note_refers_to_the_first() -> None:
    made = make(
        p("a", note(1), "b", note(2), "c", note(1, repeated=True)), p("d", note(1, repeated=True))
    )
    assert len(made.find("//w:footnoteReference")) == 2
    fields = [one.text.split() for one in made.find("//w:instrText")]
    assert [one[0] for one in fields] == ["NOTEREF", "NOTEREF"]
    name = fields[0][1]
    start = made.find(f"//w:bookmarkStart[@w:name='{name}']")
    assert len(start) == 1
    assert start[0].getnext().find("{*}footnoteReference") is not None
    assert text(made.paragraph("abc")) == "abc1"


def test_a_note_in_a_cell() -> None:
    made = make(table())
    assert len(made.find("//w:tbl//w:footnoteReference")) == 4


def test_the_number_that_was_checked_prints() -> None:
    made = make(p("a", note(1), "b", note(5)))
    mark = made.find("//w:footnoteReference[@w:customMarkFollows]")
    assert len(mark) == 1
    assert text(mark[0].getparent()) == "5"
    assert [text(n) for n in made.find("//w:footnote[not(@w:type)]", "word/footnotes.xml")] == [
        "\tS1",
        "5\tS1",
    ]


def test_a_link_within_a_note_belongs_to_the_notes_part() -> None:
    inner = Note("n1", (t("see "), Link((t("site"),), "https://example.org/")), 1)
    made = make(p("a", inner))
    assert "example.org" in made.archive.read("word/_rels/footnotes.xml.rels").decode()
    assert "example.org" not in made.archive.read("word/_rels/document.xml.rels").decode()


def test_endnotes_stand_where_the_template_sets_them() -> None:
    made = make(p("a", note(1)), EndNotes((t("Notes"),)), citations="endnote")
    assert len(made.find("//w:endnoteReference")) == 1
    assert not made.find("//w:footnoteReference")
    assert len(made.find("//w:sectPr")) == 1
    more = make(
        p("a", note(1)), EndNotes((t("Notes"),)), Section((p("Annex."),)), citations="endnote"
    )
    assert len(more.find("//w:sectPr")) == 2
    assert more.find("//w:endnotePr/w:pos/@w:val", "word/settings.xml") == ["sectEnd"]


def test_a_note_within_a_note_is_told_and_its_words_stand_in_line() -> None:
    made = make(p("a", Note("n1", (t("outer "), note(2, "inner")), 1)))
    assert made.codes == ["W-NODE"]
    notes = made.find("//w:footnote[not(@w:type)]", "word/footnotes.xml")
    assert [text(one) for one in notes] == ["\touter inner"]


def test_separators_are_rules_over_the_whole_width() -> None:
    made = of(everything())
    assert made.find("//w:footnote[@w:type='separator']//w:pBdr", "word/footnotes.xml")
