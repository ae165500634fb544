"""Likely names, whole words, differences."""

from __future__ import annotations

from brief.text.words import nearest, whole_words, word_diff, words


def test_nearest_suggests_a_likely_name_only() -> None:
    assert nearest("tokaev", ["Trump", "Tokayev"]) == "Tokayev"
    assert nearest("xyz", ["Trump", "Tokayev"]) is None


def test_differences_show_both_sides() -> None:
    assert word_diff("a new stage", "a fresh stage") == "a [-new-] {+fresh+} stage"
    assert words("It’s 1,000 — fine.") == ["It's", "1", ",", "000", "-", "fine", "."]


def test_declared_words_are_found_whole_never_within_a_longer_figure() -> None:
    assert whole_words("2").search("2 of them")
    assert not whole_words("2").search("2.5 or 12")
