"""Strings of a font's codes: read together as each alone, and never read where they are wrong."""

from __future__ import annotations

import pytest

from brief.editions.pdf_codes import Codes
from brief.editions.pdf_file import NotUnderstood


def codes(**more: str | None) -> Codes:
    """Letters by code, a ligature and white space among them."""
    found = Codes({1: "a", 2: "é", 3: "fi", 4: None, 40: "я", 0x101: "b", 0x10A: "c"})
    found.update({int(code[1:], 16): text for code, text in more.items()})
    found.ready()
    return found


@pytest.mark.parametrize(
    ("strings", "shown"),
    [
        ([b"\0\1\0\2", b"\0\3", b"\0\4", b"\0\4\0\x28\0\4"], ["aé", "fi", "", "я"]),
        ([b"\0\1", b"\1\1\1\x0a\0\4\0\3"], ["a", "bcfi"]),
    ],
    ids=["low", "high"],
)
def test_strings_are_read_in_order(strings: list[bytes], shown: list[str]) -> None:
    assert codes().read(strings) == shown
    assert [codes().read([string])[0] for string in strings] == shown


@pytest.mark.parametrize(
    "strings",
    [[b"\0\1", b"\0\5"], [b"\0\1", b"\2\1"], [b"\0\1\0\n\0\2"], [b"\0\1\0", b"\1\0\1", b"\0\1"]],
    ids=["unknown", "unknown-high", "new-line", "half"],
)
def test_what_no_letter_stands_for_is_refused(strings: list[bytes]) -> None:
    with pytest.raises((NotUnderstood, ValueError)):
        codes().read(strings)


def test_a_letter_for_a_new_line_is_refused() -> None:
    with pytest.raises(NotUnderstood, match="a new line"):
        codes(x0A="n")
    with pytest.raises(NotUnderstood, match="private"):
        codes(x20="\ue003")
