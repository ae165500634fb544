"""Where words stand: line and column, and the reference that a reader is given."""

from __future__ import annotations

import pytest

from brief.archive import reference
from brief.archive.capture import capture
from brief.archive.snapshots import Snapshot

TEXT = "Headline\n\nOne. Two of “them.” Three.\n   photo\nFour by the U.S. side. Five.\n"


@pytest.fixture
def snapshot() -> Snapshot:
    found = capture(TEXT.encode(), "post", "S1", "snapshots/post.txt", ("photo",))
    assert isinstance(found, Snapshot)
    return found


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Headline", "¶1.1"),
        ("One.", "¶2.1"),
        ("Two of “them.”", "¶2.2"),
        ("them.” Three", "¶2.2–3"),
        ("One. Two of “them.” Three.", "¶2.1–3"),
        ("Four by the U.S. side.", "¶3.1"),
        ("Five", "¶3.2"),
        ("photo", ""),
        ("Three.\n   photo\nFour", "¶2.3–¶3.1"),
    ],
)
def test_references(snapshot: Snapshot, words: str, expected: str) -> None:
    start = TEXT.index(words)
    assert reference(snapshot, start, start + len(words)) == expected


@pytest.mark.parametrize(
    ("words", "place"),
    [("Headline", (1, 1)), ("Two", (3, 6)), ("photo", (4, 4)), ("Five", (5, 24))],
)
def test_places(snapshot: Snapshot, words: str, place: tuple[int, int]) -> None:
    assert snapshot.place(TEXT.index(words)) == place


def test_the_end_of_the_text_has_a_place(snapshot: Snapshot) -> None:
    assert snapshot.place(len(TEXT)) == (6, 1)
