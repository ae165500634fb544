"""Contrary words beside one figure: exports and imports, men and women."""

from __future__ import annotations

import pytest

from brief.archive.snapshots import Passage
from brief.checks.desk.bearers import contrary

_HELD = "Exports fell by 5%."


@pytest.mark.parametrize(
    "word", ["imports", "Imports", "\u0131mports", "\u0130MPORTS", "import\u017f"]
)
def test_a_contrary_word_is_known_in_any_letters(word: str) -> None:
    found = contrary(f"{word} fell by 5%.", [Passage("report", 0, len(_HELD), _HELD)])
    assert found is not None
    assert (found.ours, found.theirs) == (word, "Exports")


def test_the_passages_own_word_is_not_contrary() -> None:
    held = [Passage("report", 0, len(_HELD), _HELD)]
    assert contrary("exports fell by 5%.", held) is None
    assert contrary("exports less imports fell by 5%.", held) is None
