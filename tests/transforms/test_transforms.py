"""Transforms: citations set, notes and remarks numbered, contents filled, marks and spaces set."""

from __future__ import annotations

import pytest

from brief.archive.snapshots import Place
from brief.citation.apparatus import Apparatus, Backing, Reference
from brief.document.tree import (
    Cell,
    Citation,
    Column,
    Contents,
    Document,
    EndNotes,
    Heading,
    Meta,
    Note,
    Origin,
    Paragraph,
    Quotation,
    Remark,
    RemarkMark,
    Row,
    Section,
    Statement,
    Table,
    Text,
    inlines_text,
)
from brief.transforms import apply
from brief.transforms.typography import nested

NB = "\u00a0"
FACT = Origin("fact", "a", "text")


def _text(content: str) -> Text:
    return Text(content, FACT)


def _backing(code: str, paragraph: int) -> Backing:
    return Backing((Reference(code, (Place(paragraph, 1, 1),)),))


def _apparatus(mode: str = "footnote", language: str = "en-GB") -> Apparatus:
    backings = {"a": _backing("S1", 1), "b": _backing("S2", 2), "gap": Backing((), ("S1",))}
    backings["empty"] = Backing()
    return Apparatus(language, mode, backings, {"S1": "the digest", "S2": "the report"})


def _said(words: str, fact: str, form: str = "note") -> Statement:
    cited = Citation((fact,), form, place="templates/own/brief.html.j2:7")
    return Statement((_text(words), cited), f"s-{words}", (fact,))


def _document(*blocks) -> Document:
    return Document(Meta("T"), blocks)


def _notes(document: Document) -> list[Note]:
    found: list[Note] = []

    def walk(value) -> None:
        if isinstance(value, Note):
            found.append(value)
        for field in getattr(value, "_fields", ()):
            inner = getattr(value, field)
            for one in inner if isinstance(inner, tuple) else (inner,):
                walk(one)

    walk(document)
    return found


def test_the_same_note_in_one_part_repeats_its_number_and_in_a_later_part_is_new() -> None:
    first = Paragraph((_said("x", "a"), _said("y", "b"), _said("z", "a")))
    later = Section((Paragraph((_said("w", "a"),)),), new_page=True)
    done, found = apply(_document(first, later), _apparatus())
    assert found == ()
    assert [(n.number, n.id, n.repeated) for n in _notes(done)] == [
        (1, "n1", False),
        (2, "n2", False),
        (1, "n1", True),
        (3, "n3", False),
    ]


@pytest.mark.parametrize(
    ("mode", "form", "words"),
    [
        ("in-text", "note", "It grew (as reported by the digest)."),
        ("none", "note", "It grew."),
        ("footnote", "note", "It grew."),
        ("footnote", "inline", f"It grew (S1{NB}¶1.1)."),
        ("footnote", "none", "It grew."),
        ("none", "cell", f"It grew.S1{NB}¶1.1"),
        ("none", "place", "It grew. ¶1.1"),
    ],
)
def test_the_mode_and_the_form_say_what_a_citation_becomes(mode, form, words) -> None:
    done, _ = apply(_document(Paragraph((_said("It grew.", "a", form),))), _apparatus(mode))
    assert inlines_text(done.blocks[0].children) == words
    assert len(_notes(done)) == (1 if mode == "footnote" and form == "note" else 0)


def test_endnotes_have_a_place_at_the_end() -> None:
    done, _ = apply(_document(Paragraph((_said("x", "a"),))), _apparatus("endnote"))
    assert isinstance(done.blocks[-1], EndNotes)


def test_a_citation_that_prints_nothing_is_an_error_with_its_place() -> None:
    _, found = apply(_document(Paragraph((_said("x", "empty"),))), _apparatus())
    (told,) = found
    assert (told.code, told.severity) == ("T-CITE", "error")
    assert told.span.line == 7


def _table(marks: tuple[str, ...], remarks: tuple[str, ...]) -> Table:
    cells = tuple(Cell((Paragraph((_text("x"), RemarkMark(mark)), "cell"),)) for mark in marks)
    below = tuple(Remark((_text(name),), name) for name in remarks)
    return Table((Column(20),) * len(marks), (), (Row(cells),), remarks=below)


def test_remarks_take_letters_in_the_order_of_their_marks() -> None:
    table = _table(("two", "one", "two"), ("one", "two", "free"))
    done, found = apply(_document(table), _apparatus())
    assert found == ()
    letters = [cell.blocks[0].children[1].letter for cell in done.blocks[0].rows[0].cells]
    assert letters == ["a", "b", "a"]
    assert [(r.letter, r.id) for r in done.blocks[0].remarks] == [
        ("a", "two"),
        ("b", "one"),
        ("", "free"),
    ]
    russian, _ = apply(_document(table), _apparatus(language="ru"))
    assert russian.blocks[0].rows[0].cells[0].blocks[0].children[1].letter == "а"


def test_a_mark_without_its_remark_is_an_error() -> None:
    _, found = apply(_document(_table(("lost",), ())), _apparatus())
    assert [d.code for d in found] == ["T-REMARK"]


def test_contents_hold_the_headings_with_links_and_without_notes() -> None:
    heading = Heading(2, (_said("Deals", "a"),))
    done, _ = apply(
        _document(Contents(2), Heading(1, (_text("T"),)), heading, Heading(3, (_text("x"),))),
        _apparatus(),
    )
    (entry,) = done.blocks[0].entries
    assert inlines_text(entry.children) == "Deals"
    assert entry.target == done.blocks[2].id != ""
    assert not _notes(Document(Meta("T"), (done.blocks[0].replace(entries=()),)))


def test_contents_print_a_heading_as_it_prints() -> None:
    heading = Heading(2, (Quotation((_text("17 billion"),)),))
    done, _ = apply(_document(Contents(2), heading), _apparatus())
    (entry,) = done.blocks[0].entries
    assert inlines_text(entry.children) == f"“17{NB}billion”"
    assert inlines_text(done.blocks[1].children) == f"“17{NB}billion”"


def test_notes_in_all_kinds_of_blocks_are_numbered_in_reading_order() -> None:
    """The transforms share one walk; a note is numbered after all notes that are read before."""
    row = Row((Cell((Paragraph((_said("c", "b"),)),)), Cell((Paragraph((_said("d", "a"),)),))))
    table = Table((Column(10), Column(10)), (), (row,), caption=(_said("b", "a"),))
    section = Section((table, Paragraph((_said("e", "b"),))), new_page=True)
    done, _ = apply(_document(Paragraph((_said("a", "b"),)), section), _apparatus())
    found = sorted((note.number, note.repeated) for note in _notes(done))
    assert found == [(1, False), (2, False), (2, True), (3, False), (3, True)]
    (caption,) = _notes(_document(Paragraph(done.blocks[1].blocks[0].caption)))
    assert caption.number == 2


@pytest.mark.parametrize(
    ("language", "printed"),
    [
        ("en", "“he said ‘no’ twice”"),
        ("ru", "«he said „no“ twice»"),
        ("kk", "«he said „no“ twice»"),
    ],
)
def test_quotation_marks_are_the_languages_and_nest(language, printed) -> None:
    quotation = Quotation((_text('he said "no" twice'),))
    done, _ = apply(_document(Paragraph((quotation,))), _apparatus(language=language))
    (set_quotation,) = done.blocks[0].children
    assert inlines_text((set_quotation,)) == printed
    first, *_, last = set_quotation.children
    assert first.origin.kind == last.origin.kind == "mark"


@pytest.mark.parametrize(
    "words",
    ["the '90s and rock ’n’ roll", "an odd “mark", "Kazakhstan’s", "5 o'clock", '<b> & "x'],
)
def test_words_of_a_quotation_never_change(words) -> None:
    assert nested(words, ("‘", "’")) == words


@pytest.mark.parametrize(
    ("words", "tied"),
    [
        ("about 17.2 billion dollars", f"about 17.2{NB}billion dollars"),
        ("J. Smith and A. B. Jones", f"J.{NB}Smith and A.{NB}B.{NB}Jones"),
        ("17 млрд долларов", f"17{NB}млрд долларов"),
        ("in 1992 relations", "in 1992 relations"),
        ("5 options", "5 options"),
        ("12 per cent, 12 percentages, 12 %", f"12{NB}per cent, 12 percentages, 12{NB}%"),
        ("5 г., 5 года, 5 жылы, 5 г и", f"5{NB}г., 5{NB}года, 5{NB}жылы, 5 г и"),
        ("a $17 million-dollar tower", f"a $17{NB}million-dollar tower"),
        ("Mr. Li, § 4, p. 7, pp. 7", f"Mr.{NB}Li, §{NB}4, p.{NB}7, pp.{NB}7"),
        ("in plan AB. He, map. 7, 5  km", "in plan AB. He, map. 7, 5  km"),
        ("410 000 men", "410 000 men"),
        ("[our remark]", f"[our{NB}remark]"),
        ("[of our own making]", "[of our own making]"),
        ("[unacknowledged correspondence]", "[unacknowledged correspondence]"),
        ("[our remark] ends", "[our remark] ends"),
    ],
)
def test_a_figure_keeps_its_unit_and_initials_their_name(words, tied) -> None:
    done, _ = apply(_document(Paragraph((_text(words),))), _apparatus())
    assert inlines_text(done.blocks[0].children) == tied


def test_groups_of_thousands_hold_where_a_comma_is_the_decimal_sign() -> None:
    words = "410 000 и 5 0000 и 1 234 567"
    done, _ = apply(_document(Paragraph((_text(words),))), _apparatus(language="ru"))
    printed = inlines_text(done.blocks[0].children)
    assert printed == f"410{NB}000 и 5 0000 и 1{NB}234{NB}567"
