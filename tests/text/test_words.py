"""Likely names, whole words, differences."""

from __future__ import annotations

import pytest

from brief.text.words import nearest, without, word_diff, words


def test_nearest_suggests_a_likely_name_only() -> None:
    assert nearest("tokaev", ["Trump", "Tokayev"]) == "Tokayev"
    assert nearest("xyz", ["Trump", "Tokayev"]) is None


def test_differences_show_both_sides() -> None:
    assert word_diff("a new stage", "a fresh stage") == "a [-new-] {+fresh+} stage"
    assert words("It’s 1,000 — fine.") == ["It's", "1", ",", "000", "-", "fine", "."]


@pytest.mark.parametrize(
    ("text", "words", "left"),
    [
        ("2 of them", "2", "_ of them"),
        ("2.5 or 12, 1.2 or 2,5, x2 2_ ½2", "2", "2.5 or 12, 1.2 or 2,5, x2 2_ ½2"),
        ("2, 2. Of 2", "2", "_, _. Of _"),
        ("22 2 2 2", "2 2", "22 _ 2"),
        ("a.2 (2).", "2", "a._ (_)."),
        ("TLP 2.0 and TLP 2.01", "TLP 2.0", "_ and TLP 2.01"),
        ("1“9”0 “9”", "“9”", "1_0 _"),
        ("words", "", "words"),
    ],
)
def test_declared_words_are_taken_whole_never_within_a_longer_figure(
    text: str, words: str, left: str
) -> None:
    assert without(text, words, "_") == left
