"""Characters that deceive are named, ordinary ones are not."""

from __future__ import annotations

import pytest

from brief.text.characters import suspicious_characters


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("zero\u200bwidth", 0x200B),
        ("bidi\u202etxet", 0x202E),
        ("pаy", 0x430),
        ("tag\U000e0041", 0xE0041),
        ("pua\ue000", 0xE000),
        ("bell\x07", 0x07),
        ("Рutin", 0x420),
        ("ｆull", 0xFF46),
    ],
)
def test_suspicious_characters_are_named(text: str, point: int) -> None:
    assert point in [code for _, code, _ in suspicious_characters(text)]


ORDINARY = [
    "plain",
    "“curly” – dash…",
    "Қасым-Жомарт Тоқаев",
    "U.S.-Қазақстан",
    "Erdoğan’s 5 €",
    "a\nb\tc",
    "naïve café 17 °C",
]


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_text_is_not_suspicious(text: str) -> None:
    assert suspicious_characters(text) == []
