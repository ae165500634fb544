"""Folding and its way back."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.text.folding import fold

PIECES = st.sampled_from(
    [
        *"""word|two words| |  |\n|\n\n|\r\n|-|-\n|–|—| — |--|…|...|....|. . .|“|”|‘|’|"|'|''|``
|\u00a0|\u2009|\u00ad|\u200b|ﬁ|ﬃ|e\u0301|й|и\u0306|.|,|A|é|1,000|\u2028|\x85|\t|Å|\u212b|«|»""".split(
            "|"
        ),
        "x" * 170,  # a line too long to be wrapped
    ]
)
TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=30).map("".join))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("plain words", "plain words"),
        ("“curly” ‘marks’ and l’Est", "\"curly\" 'marks' and l'Est"),
        ("«ёлочки» и „лапки“", '"ёлочки" и "лапки"'),
        ("no\u00a0break and thin\u2009space", "no break and thin space"),
        ("soft\u00adhyphen", "softhyphen"),
        ("2026–2027, non‑stop, −5", "2026-2027, non-stop, -5"),
        ("spaced — dash, glued—dash, typed--dash", "spaced - dash, glued - dash, typed - dash"),
        ("a ﬁne aﬀair", "a fine affair"),
        ("wait... what. . . now", "wait… what… now"),
        ("one\nline\nwrap", "one line wrap"),
        ("coopera-\ntion", "cooperation"),
        ("one-on-\none and one-\non-one", "one-on-one and one-on-one"),
        ("a Boeing 787-\n9", "a Boeing 787-9"),
        ("First.\n\nSecond.", "First.\n\nSecond."),
        ("it runs on,\n\nover the page", "it runs on, over the page"),
        ("cafe\u0301", "café"),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text).text == folded


def test_a_line_end_after_a_stop_ends_a_paragraph_where_lines_are_too_long_to_be_wrapped() -> None:
    line = "word " * 40
    assert fold(f"{line}end.\nNext one.").text.endswith("end.\n\nNext one.")
    assert fold("short line.\nNext one.").text == "short line. Next one."


@given(TEXTS)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once


@given(TEXTS, st.data())
def test_every_folded_span_has_a_span_in_the_source(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    start = data.draw(st.integers(0, len(folded.text)))
    end = data.draw(st.integers(start, len(folded.text)))
    low, high = folded.source(start, end)
    assert 0 <= low <= high <= len(text)


@given(TEXTS)
def test_a_character_that_folding_keeps_is_found_again(text: str) -> None:
    folded = fold(text)
    for at, char in enumerate(folded.text):
        if char.isalnum() and char.isascii():
            low, high = folded.source(at, at + 1)
            if high - low == 1:
                assert char in unicodedata.normalize("NFKC", text[low:high])


def test_spans_come_back_from_wraps_ligatures_and_hyphens() -> None:
    text = "The coopera-\ntion of “ﬁrst” and\n  last"
    folded = fold(text)
    for word, original in (
        ("cooperation", "coopera-\ntion"),
        ("first", "ﬁrst"),
        ("and last", "and\n  last"),
    ):
        start = folded.text.index(word)
        low, high = folded.source(start, start + len(word))
        assert text[low:high] == original
