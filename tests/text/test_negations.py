"""Negations at the end and at the beginning of a text, however they are written."""

from __future__ import annotations

import pytest

from brief.text.negations import beginning, ending

ENGLISH = "not no never without neither nor cannot hardly barely scarcely isn't Hasn’t NOT Never"
RUSSIAN = "не ни нет без никогда нельзя едва|ли вряд|ли отнюдь|не НЕ Едва|ЛИ"
KAZAKH = "емес жоқ ешқашан ешбір ешқандай ЖОҚ"
TAKEN_FOR_OTHERS = "w\u0131thout NE\u0130THER \u017fcarcely ж\u1c82қ"  # in small or large letters
DENYING = [
    word.replace("|", " ")
    for word in " ".join((ENGLISH, RUSSIAN, KAZAKH, TAKEN_FOR_OTHERS)).split()
]
BEFORE = ("", "It is ", "“", "A long line before it, and longer; *", "(")
BEHIND = ("", " ", "\n", " the ", ": ", " (", "\u00a0", " – ", " ещё бы ", "-a-", ", the\n")
LONGEST = (" yet in fact ", " in fact in fact: — ")


@pytest.mark.parametrize("word", DENYING)
def test_a_text_ends_in_a_negation(word: str) -> None:
    for before in BEFORE:
        for behind in BEHIND + LONGEST:
            assert ending(before + word + behind) == word, (before, behind)


@pytest.mark.parametrize(
    "text",
    ["", " ", "a note ", "casino ", "k-not ", "not only ", "not the an any ", "x_no ", "не. "],
)
def test_a_text_ends_in_none(text: str) -> None:
    assert ending(text) == ""


def test_a_negation_far_before_the_end_denies_nothing() -> None:
    assert ending(f"not {' ' * 60}") == ""


@pytest.mark.parametrize("word", ["емес", "Жоқ", "ЕМЕС", "ж\u1c82қ"])
def test_a_text_begins_with_a_negation(word: str) -> None:
    for before in (" ", "\n  ", "\u00a0"):
        for behind in ("", ".", " ", ", not"):
            assert beginning(before + word + behind) == word, (before, behind)


@pytest.mark.parametrize("text", ["", " ", "емес", " емеспін", " жоқ_", " жоқ2", " not", "-жоқ"])
def test_a_text_begins_with_none(text: str) -> None:
    assert beginning(text) == ""
