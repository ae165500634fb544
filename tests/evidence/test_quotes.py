"""Selectors, segments and names in a passage, as a dossier declares them."""

from __future__ import annotations

from decimal import Decimal

from brief.evidence.alterations import altered, segments
from brief.evidence.names import Finder, occurrences
from brief.evidence.quantities import parse, quantities
from brief.evidence.quotes import cuts, find

TEXT = (
    "“We need roads,” Holm said. “Roads, and time.” Berg, who met Holm, said: “We need time, but "
    "not roads.”\n\nThe roads – all 12 of them – were closed in May."
)


def test_a_selector_takes_in_everything_between_its_ends() -> None:
    (match,) = find(TEXT, "The roads … closed in May")
    assert TEXT[match.start : match.end] == "The roads – all 12 of them – were closed in May"
    assert find(TEXT, "closed in May … The roads") == []


def test_words_that_stand_twice_are_found_twice_and_never_inside_words() -> None:
    assert len(find(TEXT, "We need")) == 2
    assert find(TEXT, "road") == []
    assert find("the non-nuclear deal can't", "nuclear deal") == []
    assert find("the non-nuclear deal can't", "deal can") == []


def test_segments_stand_in_order_around_a_speech_tag() -> None:
    matches, problems = segments(TEXT, ["We need roads", "Roads, and time."])
    assert len(matches) == 2
    assert problems == []
    _, problems = segments(TEXT, ["Roads, and time.", "We need roads"])
    assert [code for code, *_ in problems] == ["Q-STITCH"]
    _, problems = segments(TEXT, ["We need roads", "not roads"])
    assert "Q-STITCH" in [code for code, *_ in problems]


def test_an_alteration_tells_what_it_hides() -> None:
    match = altered(TEXT, "We need time … roads")
    assert match is not None
    assert [code for code, *_ in match.problems] == ["Q-ELLIPSIS-HIDES"]
    assert altered(TEXT, "We want … roads") is None


def test_cuts_before_but_are_told() -> None:
    (match,) = find(TEXT, "We need time")
    assert [code for code, *_ in cuts(TEXT, match.span)] == ["Q-TRUNCATED"]


def test_many_names_are_found_at_once_the_longest_first() -> None:
    finder = Finder(["Holm", "Anna Holm", "Berg", "U.S.", "Orda.kz"])
    text = "Anna Holm’s U.S. trip, Orda.kz wrote; Bergen and Holm-Berg."
    assert [text[o.start : o.end] for o in finder.occurrences(text)] == [
        "Anna Holm",
        "U.S.",
        "Orda.kz",
        "Holm",
        "Berg",
    ]
    assert occurrences("Holmes", ["Holm"]) == []


def test_a_written_quantity_is_read_whole() -> None:
    quantity = parse("up to 15 Boeing 787-9 Dreamliner aircraft")
    assert quantity is not None
    assert (quantity.low, quantity.high) == (Decimal(15), Decimal(15))
    assert quantity.qualifier == "up to"
    assert quantity.noun == "Boeing 787-9 Dreamliner aircraft"
    money = parse("approximately $17 billion")
    assert money is not None
    assert money.low == Decimal(17_000_000_000)
    assert money.currency == "$"
    assert money.qualifier == "approximate"
    years = parse("2026-2027")
    assert years is not None
    assert (years.low, years.high, years.unit) == (Decimal(2026), Decimal(2027), "year")
    assert parse("no number") is None
    assert parse("5 deals worth $3") is None


def test_quantities_come_in_order_with_their_places() -> None:
    text = "Over 290 units have been assembled, with another 100 expected; half a trillion dollars."
    found = quantities(text)
    assert [text[q.span[0] : q.span[1]] for q in found] == [
        "Over 290",
        "100",
        "half a trillion dollars",
    ]
    assert [q.status for q in found] == ["done", "expected", "done"]
