"""The short form of citations, as the page design gives it."""

from __future__ import annotations

import pytest

from brief.archive.snapshots import Place
from brief.citation import short
from brief.citation.apparatus import Apparatus, Backing, Reference
from brief.document.tree import Link, Text, inlines_text

NB = "\u00a0"


def _reference(code: str, *places: tuple[int, int, int], chain: tuple[str, ...] = (), outlet=""):
    return Reference(code, tuple(Place(*place) for place in places), chain, outlet)


APPARATUS = Apparatus(
    "en-GB",
    "footnote",
    {
        "pack": Backing((_reference("S3", (4, 1, 1)), _reference("S1", (2, 1, 1)))),
        "tungsten": Backing((_reference("S3", (5, 2, 2)), _reference("S3", (5, 1, 1)))),
        "kyodo": Backing((_reference("S1", (10, 1, 1), chain=("Kyodo News",)),)),
        "view": Backing((_reference("S2", (4, 1, 1), outlet="The New York Times"),)),
        "gap": Backing((), ("S1", "S2", "S3")),
        "single": Backing((_reference("S2", (15, 1, 1)),), (), "single source"),
        "unclear": Backing((_reference("S2", (9, 1, 1), chain=("unclear",)),)),
        "translated": Backing((_reference("S1", (3, 1, 1)),), (), "", "слова", "ru"),
        "nothing": Backing(),
    },
    {"S1": "Kazinform digest", "S2": "Orda.kz summary", "S3": "news report"},
)


def _note(*facts: str) -> str:
    return inlines_text(short.note(facts, APPARATUS)).replace(NB, " ")


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (("pack",), "S3 ¶4.1; S1 ¶2.1"),
        (("pack", "tungsten"), "S3 ¶4.1, 5.1–2; S1 ¶2.1"),
        (("kyodo",), "S1 ¶10.1 (Kyodo News)"),
        (("kyodo", "pack"), "S1 ¶10.1 (Kyodo News); S3 ¶4.1; S1 ¶2.1"),
        (("view",), "S2 ¶4.1 (The New York Times)"),
        (("gap",), "Not found in S1, S2, S3 (searched)"),
        (("single",), "S2 ¶15.1; single source"),
        (("unclear",), "S2 ¶9.1 (chain unclear)"),
        (("translated",), "S1 ¶3.1; слова"),
        (("nothing",), ""),
        (("missing",), ""),
    ],
)
def test_a_note(facts: tuple[str, ...], words: str) -> None:
    assert _note(*facts) == words


def test_a_reference_never_breaks() -> None:
    assert inlines_text(short.note(("pack",), APPARATUS)) == f"S3{NB}¶4.1; S1{NB}¶2.1"


def test_a_cell_does_not_name_the_outlet_of_its_row_again() -> None:
    assert inlines_text(short.cell(("view",), APPARATUS, frozenset())) == f"S2{NB}¶4.1"


def test_a_column_that_names_the_source_has_the_paragraph_alone() -> None:
    words = inlines_text(short.place(("kyodo",), APPARATUS, frozenset()))
    assert words == f"(Kyodo News){NB}¶10.1"
    said = inlines_text(short.place(("kyodo",), APPARATUS, frozenset(), "as Kyodo News says"))
    assert said == "¶10.1"


def test_the_source_is_named_in_the_sentence() -> None:
    words = inlines_text(short.reported(("kyodo", "gap"), APPARATUS))
    assert words == (
        "(Kyodo News, as reported by Kazinform digest; not found in Kazinform digest,"
        " Orda.kz summary, news report)"
    )


def test_a_place_links_to_its_passage_where_that_is_printed() -> None:
    links = frozenset((short.anchor("S3", Place(5, 1, 2)),))
    note = short.note(("pack", "tungsten"), APPARATUS, (), links)
    (link,) = [inline for inline in note if isinstance(inline, Link)]
    assert link.target == "#passage-S3-5-1"
    assert inlines_text(link.children) == "5.1–2"
    assert all(isinstance(one, Text | Link) for one in note)


@pytest.mark.parametrize(
    ("language", "words"),
    [("ru", "Не найдено в S1, S2, S3 (поиск)"), ("kk-KZ", "S1, S2, S3 мәтіндерінде табылмады")],
)
def test_the_fixed_words_are_the_languages(language: str, words: str) -> None:
    other = APPARATUS.replace(language=language)
    assert inlines_text(short.note(("gap",), other)).startswith(words)
