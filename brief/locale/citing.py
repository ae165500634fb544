"""The fixed words of citation styles, by language, and the order of letters in lists."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from pathlib import Path

from brief import TYPE_CHECKING
from brief.locale.languages import language
from brief.record import Record

if TYPE_CHECKING:
    from typing import Any

_FILE = Path(__file__).with_name("citing.toml")
# Russian and Kazakh in one order: each Kazakh letter follows the one it is kin to.
_CYRILLIC = {c: n for n, c in enumerate("аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя")}


class Terms(Record):
    """The words of one language; `months` stand alone, the genitives are the language's own."""

    code: str
    words: dict[str, str]
    months: tuple[str, ...]

    def __getitem__(self, key: str) -> str:
        return self.words[key]

    def date(self, year: int, month: int, day: int, form: str = "") -> str:
        """A date as precise as it is known (0: not known); `form` is "", "us" or "apa"."""
        if not month:
            return str(year)
        ending = f"-{form}" if form else ""
        if day:
            name = language(self.code).months[month - 1]
            return self[f"day{ending}"].format(year=year, month=name, day=day)
        ending = "" if form == "us" else ending
        return self[f"month{ending}"].format(year=year, month=self.months[month - 1])


@lru_cache(maxsize=4)
def terms(tag: str) -> Terms:
    """The words of a BCP 47 tag's language, English where it is not one of ours."""
    code = language(tag).code
    table: dict[str, Any] = _table()[code]
    words = {key: value for key, value in table.items() if isinstance(value, str)}
    return Terms(code, words, tuple(table["months"]))


@lru_cache(maxsize=1)
def _table() -> dict[str, dict[str, Any]]:
    import tomllib

    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def order(text: str, tag: str) -> tuple[tuple[int, int], ...]:
    """A key to sort a list by: letters and digits alone, accents and case left out, the brief's
    own script first, Kazakh letters where their alphabet has them."""
    own = 0 if language(tag).code == "en" else 1
    key: list[tuple[int, int]] = []
    for char in text.casefold():
        if char in _CYRILLIC:
            key.append((3 - own, _CYRILLIC[char]))
        elif char.isspace():
            key.append((0, 0))
        else:
            plain = unicodedata.normalize("NFD", char)[0]
            if plain.isdigit():
                key.append((1, ord(plain)))
            elif plain.isalpha():
                key.append((2 + own if plain.isascii() else 4, ord(plain)))
    return tuple(key)
