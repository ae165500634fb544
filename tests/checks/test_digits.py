"""Digits as they stand in a passage: whole, not a part of others."""

from __future__ import annotations

import pytest

from brief.checks.desk.statements import has_digits


@pytest.mark.parametrize(
    ("body", "shown", "stands"),
    [
        ("it left at 7 a.m.", "7", True),
        ("it left at 17 a.m.", "7", False),
        ("it left at 7.5 a.m.", "7", False),
        ("it left at 7, or so", "7", True),
        ("it left at 7.,5", "7", True),
        ("it left at 19:30", "30", True),
        ("it left at 19:30", "19:30", True),
        ("it left at 19:305", "19:30", False),
        ("1,250,000 of them", "1,250", False),
        ("1,250,000 of them", "250,000", False),
        ("a rate of 50-50", "50", True),
        ("²5 and ½", "5", True),
        ("²5 and ½", "²5", True),
        ("²5 and ½", "²", False),
        ("²5 and ½", "½", True),
        ("2½ miles", "½", False),
        ("9/11", "11", True),
    ],
)
def test_digits_stand_whole(body: str, shown: str, stands: bool) -> None:
    assert has_digits(body, shown) is stands
