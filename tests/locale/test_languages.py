"""Languages: dates, marks, and the fixed words of citations."""

from __future__ import annotations

import pytest

from brief.locale.languages import LANGUAGES, date_text, known, language


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        ("en", "21 November 2026"),
        ("en-GB", "21 November 2026"),
        ("ru-RU", "21 ноября 2026 г."),
        ("kk", "2026 жылғы 21 қараша"),
    ],
)
def test_a_date_prints_in_words(tag: str, words: str) -> None:
    assert date_text("2026-11-21", tag) == words


@pytest.mark.parametrize("text", ["", "November", "2026", "2026-13-01", "in 2026-11"])
def test_what_is_no_date_stays_as_it_stands(text: str) -> None:
    assert date_text(text, "en") == text


def test_every_language_has_all_its_words() -> None:
    for one in LANGUAGES.values():
        assert all(getattr(one, field) for field in one._fields)
        assert len(one.months) == 12
        assert "{codes}" in one.absent
        assert "{source}" in one.reported
        assert known(one.tag)
        assert language(one.tag) is one


def test_a_language_that_is_not_ours_is_told_apart() -> None:
    assert not known("fr")
