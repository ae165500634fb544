"""The contract of `verify`: codes, rungs and spans; properties that hold for any quotation."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brief.evidence import Claim, verify
from brief.evidence.quotes import find

SNAPSHOTS = Path(__file__).parents[2] / "sources/washington-2025/snapshots"
REPORT = (SNAPSHOTS / "report.txt").read_text(encoding="utf-8")
SUMMARY = (SNAPSHOTS / "summary.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "rung"),
    [
        ("More countries are embracing the path of peace", 0),
        ("I don't rule out that possibility", 1),
        ("I don’t rule out that possibility.", 1),
        ("[m]ore countries are embracing … my Abraham Accords", 2),
    ],
)
def test_the_highest_rung_used_is_named(words: str, rung: int) -> None:
    verdict = verify(REPORT, Claim("quote", words))
    assert verdict.supported
    assert verdict.rung == rung
    assert verdict.code is None


@pytest.mark.parametrize(
    ("source", "claim", "code"),
    [
        (REPORT, Claim("quote", "More nations are embracing the path of peace"), "Q-WORDS"),
        (REPORT, Claim("quote", "more countries are embracing the path of peace"), "Q-UNDECLARED"),
        (REPORT, Claim("quote", "I … rule out that possibility"), "Q-ELLIPSIS-HIDES"),
        (REPORT, Claim("quote", "You [always] know what will happen"), "Q-BRACKET-HIDES"),
        (REPORT, Claim("quote", "building bridges across the globe More countries are "
                                "embracing"), "Q-STITCH"),
        (SUMMARY, Claim("attribution", "flexible approach", "Trump"), "A-SPEAKER"),
        (SUMMARY, Claim("attribution", "a ceasefire remained possible", "Toqayev"), "Q-NOT-QUOTED"),
        (SUMMARY, Claim("attribution", "quite a big step forward", "Toqayev"), "Q-MARKS-LOST"),
        (REPORT, Claim("number", "15 aircraft"), "N-BOUND"),
        (REPORT, Claim("number", "$17 billion"), "N-HEDGE"),
        (REPORT, Claim("number", "approximately €17 billion"), "N-CURRENCY"),
        (REPORT, Claim("number", "approximately $17 million"), "N-MAGNITUDE"),
        (REPORT, Claim("number", "roughly 80 percentage points"), "N-UNIT"),
        (REPORT, Claim("number", "29 bilateral contracts"), "N-MEASURE"),
        (REPORT, Claim("number", "28 bilateral agreements"), "N-VALUE"),
        (REPORT, Claim("date", "2026-2028"), "D-VALUE"),
        (REPORT, Claim("date", "May 2025"), "D-PRECISION"),
        ("They met on Monday.", Claim("date", "November 10, 2025"), "D-RELATIVE"),
        (REPORT, Claim("name", "Steve Panetta"), "A-ALIAS"),
        (REPORT, Claim("number", "5", None, "words that are not there"), "SPAN-LOST"),
    ],
)  # fmt: skip
def test_a_refusal_names_its_rule_and_says_what_the_source_has(
    source: str, claim: Claim, code: str
) -> None:
    verdict = verify(source, claim)
    assert not verdict.supported
    assert verdict.code == code
    assert verdict.message
    assert verdict.rung is None


def test_the_span_is_where_the_words_stand() -> None:
    verdict = verify(REPORT, Claim("number", "up to 15 aircraft"))
    assert verdict.span is not None
    assert REPORT[slice(*verdict.span)] == "up to 15"
    refused = verify(
        REPORT, Claim("quote", "This is a vital step in building bridges across the globe")
    )
    assert refused.span is not None
    assert "building bridges" in REPORT[slice(*refused.span)]


def test_a_value_is_looked_for_inside_its_passage_alone() -> None:
    passage = "bringing the total to 18 aircraft with a combined catalog value of $7 billion"
    assert verify(REPORT, Claim("number", "$7 billion", None, passage)).supported
    assert not verify(REPORT, Claim("number", "$2.5 billion", None, passage)).supported


def test_an_unknown_kind_is_an_error() -> None:
    with pytest.raises(ValueError, match="kind of claim"):
        verify("text", Claim("gist", "text"))


WORDS = REPORT.split()


@settings(max_examples=150)
@given(st.integers(0, len(WORDS) - 12), st.integers(6, 12), st.integers(0, 10_000))
def test_one_edit_of_a_word_never_verifies(start: int, length: int, seed: int) -> None:
    chosen = WORDS[start : start + length]
    rng = random.Random(seed)
    at = rng.randrange(length)
    letters = [i for i, char in enumerate(chosen[at]) if char.isalpha()]
    if not letters:
        return
    place = rng.choice(letters)
    other = "q" if chosen[at][place] != "q" else "w"
    chosen[at] = chosen[at][:place] + other + chosen[at][place + 1 :]
    assert not verify(REPORT, Claim("quote", " ".join(chosen))).supported


@settings(max_examples=100)
@given(st.text(max_size=120), st.text(max_size=40))
def test_anything_at_all_gets_a_verdict(source: str, words: str) -> None:
    for kind in ("quote", "attribution", "number", "date", "name"):
        verdict = verify(source, Claim(kind, words, "Anna Holm"))
        assert verdict.supported is (verdict.code is None)
        if verdict.span is not None:
            assert 0 <= verdict.span[0] <= verdict.span[1] <= len(source)


@settings(max_examples=100)
@given(st.integers(0, len(WORDS) - 9), st.integers(3, 8))
def test_words_of_the_source_are_found_where_they_stand(start: int, length: int) -> None:
    wanted = " ".join(WORDS[start : start + length])
    for match in find(REPORT, wanted):
        shown = REPORT[match.start : match.end].split()
        assert [w.strip(".,“”\"'’") for w in shown] == [w.strip(".,“”\"'’") for w in wanted.split()]


@pytest.mark.parametrize(
    "unit",
    [
        "a ",
        '"a," X said. ',
        "1 million ",
        "May 1, ",
        "a-\n",
        "e\u0301",
        "[a] ",
        "…",
        "about 5 of ",
        "A.",
        "'s ",
    ],
)
@pytest.mark.parametrize("kind", ["quote", "attribution", "number", "date", "name"])
def test_hostile_texts_cost_no_more_than_their_length(unit: str, kind: str) -> None:
    """Counts executed lines, not time: eight times the text, some eight times the lines."""
    import sys

    def cost(size: int) -> int:
        text = (unit * (size // len(unit) + 1))[:size]
        count = 0

        def trace(frame: object, event: str, arg: object) -> object:
            nonlocal count
            count += 1
            return trace

        before = sys.gettrace()
        sys.settrace(trace)  # type: ignore[arg-type]
        try:
            verify(text + " end", Claim(kind, text[:50].strip() or "a", "Anna Holm"))
        finally:
            sys.settrace(before)
        return count

    small, large = cost(1_000), cost(8_000)
    assert large < 12 * small + 4_000
