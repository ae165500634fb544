"""Where sentences end."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.text.sentences import sentences


@pytest.mark.parametrize(
    ("paragraph", "count"),
    [
        ("The U.S. – Kazakhstan group met. It was short.", 2),
        ("He lives in Washington, D.C. and met J. Smith on Nov. 8.", 1),
        ("“Is it?” he asked. “It is.” She left.", 3),
        ("He worked in the U.S. He left.", 2),
        ("Mr. Smith met Dr. No at 5 p.m. on Monday.", 1),
        ("Это стоит 5 млн. долл. США. Далее в 2025 г. Токаев уехал.", 2),
        ("Growth of 2.5 percent. No. 5 came first.", 2),
        ("Wait… what? Yes!", 2),
        ("", 0),
    ],
)
def test_sentences(paragraph: str, count: int) -> None:
    spans = sentences(paragraph)
    assert len(spans) == count, [paragraph[a:b] for a, b in spans]


@given(st.text(max_size=200))
def test_sentences_cover_every_word_once(paragraph: str) -> None:
    spans = sentences(paragraph)
    assert all(a < b for a, b in spans)
    assert all(one[1] <= two[0] for one, two in itertools.pairwise(spans))
    outside = paragraph
    for start, end in reversed(spans):
        outside = outside[:start] + outside[end:]
    assert not outside.strip()
