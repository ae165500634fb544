"""Rules on a document before its writing: literals, citations, shape."""

from __future__ import annotations

import pytest

from brief.checks import run_document
from brief.diagnostics import Diagnostic
from brief.document.tree import (
    Block,
    Box,
    Cell,
    Citation,
    Column,
    Document,
    Heading,
    Item,
    List,
    Meta,
    Note,
    Origin,
    OriginKind,
    Paragraph,
    Row,
    Section,
    Statement,
    Table,
    Text,
)
from brief.dossier import load
from brief.dossier.model import Dossier
from tests.checks.cases import Case, write

FACTS = """\
format: 1
from: report
facts:
  - point: p
    text: The line is there.
    passage: The line is there.
"""
NAMES = "format: 1\nnames:\n  - outlet: courier\n    name: The Courier\n"


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    folder = tmp_path_factory.mktemp("document")
    files = {
        "facts/facts.yaml": FACTS,
        "names.yaml": NAMES,
        "snapshots/report.txt": "The line is there.\n",
    }
    read, told = load(write(Case("", "", files, ()), folder), folder)
    assert read is not None, told
    return read


def text(words: str, kind: OriginKind = "fact", fact: str = "p", place: str = "") -> Text:
    return Text(words, Origin(kind, fact if kind == "fact" else "", "text", place))


def document(*blocks: Block) -> Document:
    return Document(Meta("A brief"), blocks)


def codes(told: list[Diagnostic]) -> list[str]:
    return [d.code for d in told]


def cited(words: str = "The line is there.") -> Statement:
    return Statement((text(words), Citation(("p",))), "s1", ("p",))


def test_a_cited_statement_is_in_order(dossier: Dossier) -> None:
    assert run_document(document(Paragraph((cited(),))), dossier) == []


def test_a_note_cites_after_the_transform(dossier: Dossier) -> None:
    note = Note("n1", (text("S1", "citation"),), 1)
    body = Paragraph((Statement((text("The line is there."), note), "s1", ("p",)),))
    assert run_document(document(body), dossier) == []


def test_a_statement_without_a_citation_is_refused(dossier: Dossier) -> None:
    body = Paragraph((Statement((text("The line is there."),), "s1", ("p",)),))
    told = run_document(document(body), dossier)
    assert codes(told) == ["T-UNCITED"]
    assert "“The line is there.”" in told[0].label


def test_the_authors_statement_needs_none(dossier: Dossier) -> None:
    body = Paragraph((Statement((text("Wait.", "author"),), "s1", (), True),))
    assert run_document(document(body), dossier) == []


def test_a_facts_words_outside_a_statement_are_refused_once(dossier: Dossier) -> None:
    body = Paragraph((text("The line "), text("is there.")))
    assert codes(run_document(document(body), dossier)) == ["T-UNCITED"]


def test_headings_and_labels_are_exempt(dossier: Dossier) -> None:
    item = Item((Paragraph((cited(),)),), (text("Line", "fact"),))
    blocks = (Heading(1, (text("The line"),)), List((item,), "label"))
    assert run_document(document(*blocks), dossier) == []


def test_a_row_is_one_statement_cited_in_its_cell(dossier: Dossier) -> None:
    def table(source: Text) -> Table:
        cells = tuple(Cell((Paragraph((words,)),)) for words in (text("The line"), source))
        head = tuple(Cell((Paragraph((text("Head", "label"),)),), "column") for _ in cells)
        row = Row(cells, "s1", ("p",))
        return Table((Column(80), Column(80)), (Row(head),), (row,))

    assert run_document(document(table(text("S1", "citation"))), dossier) == []
    told = run_document(document(table(text("nowhere", "label"))), dossier)
    assert codes(told) == ["T-UNCITED"]


@pytest.mark.parametrize("words", ["The 29 agreements", "a “new” line", "as The Courier says"])
@pytest.mark.parametrize("kind", ["template", "label"])
def test_a_literal_says_nothing_that_nobody_issued(
    dossier: Dossier, words: str, kind: OriginKind
) -> None:
    place = "templates/pack/brief.html.j2:12"
    told = run_document(document(Heading(1, (text(words, kind, place=place),))), dossier)
    assert codes(told) == ["T-LITERAL"]
    assert told[0].span is not None
    assert (told[0].span.file, told[0].span.line) == ("templates/pack/brief.html.j2", 12)


@pytest.mark.parametrize("words", ["Key points", "What the texts don’t say", "Deals, by party"])
def test_plain_labels_are_in_order(dossier: Dossier, words: str) -> None:
    assert run_document(document(Heading(1, (text(words, "label"),))), dossier) == []


def test_what_the_pack_declares_may_print(dossier: Dossier) -> None:
    heading = Heading(1, (text("Marking after TLP 2.0", "label"),))
    assert codes(run_document(document(heading), dossier)) == ["T-LITERAL"]
    assert run_document(document(heading), dossier, ("TLP 2.0",)) == []


@pytest.mark.parametrize("words", ["2.5 tons", "12 tons", "1,2 tons", "a B2B line"])
def test_what_is_declared_prints_as_a_whole_alone(dossier: Dossier, words: str) -> None:
    heading = Heading(1, (text(words, "template"),))
    told = run_document(document(heading), dossier, ("2", "5", "1"))
    assert codes(told) == ["T-LITERAL"]


def test_a_text_of_an_unknown_fact_is_refused(dossier: Dossier) -> None:
    body = Paragraph((Statement((text("x", fact="gone"), Citation(("p",))), "s1", ("p",)),))
    assert codes(run_document(document(body), dossier)) == ["T-LITERAL"]


def test_a_heading_may_not_skip_a_level(dossier: Dossier) -> None:
    jump = (Heading(2, (text("A", "label"),)), Heading(4, (text("B", "label"),)))
    assert codes(run_document(document(*jump), dossier)) == ["T-HEADING"]
    back = (*(Heading(n, (text("A", "label"),)) for n in (1, 2, 3)), Heading(2, jump[0].children))
    assert run_document(document(*back), dossier) == []


def test_empty_parts_are_told(dossier: Dossier) -> None:
    empty = Section((Heading(2, (text("Deals", "label"),)),), "deals")
    blank = List((Item((Paragraph((text(" "),)),)),))
    told = run_document(document(empty, blank, Heading(2, ())), dossier)
    assert codes(told) == ["T-EMPTY"] * 3


def test_a_long_bottom_line_and_a_long_label_are_told(dossier: Dossier) -> None:
    lines = tuple(Paragraph((cited("Words. " * 40),)) for _ in range(4))
    label = (text("A label that is far too long for it", "fact"),)
    blocks = (Box(lines, "bottom-line"), List((Item((Paragraph((cited(),)),), label),), "label"))
    told = run_document(document(*blocks), dossier)
    assert codes(told) == ["T-LONG"] * 3
    assert all(d.severity == "warning" for d in told)
