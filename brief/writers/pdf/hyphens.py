"""Where words may be divided: Liang's method over the patterns that the package pyphen carries.

The package is not imported (that takes 150 ms); its pattern file is read, and patterns are taken
apart when a word meets them.  Without the package, or without a file for a language (Kazakh has
none), words stay whole.
"""

from __future__ import annotations

from importlib.machinery import PathFinder
from pathlib import Path

# Letters that stay before and behind a division.
_LEAST_BEFORE, _LEAST_BEHIND = 3, 3
_SHORTEST = 7
_NO_DIGITS = {ord(digit): None for digit in "0123456789"}
_FILES = {"en": "hyph_en_GB.dic", "en-us": "hyph_en_US.dic", "ru": "hyph_ru_RU.dic"}


class Hyphenator:
    """Divides the words of one language."""

    def __init__(self, patterns: dict[str, str]) -> None:
        self._patterns = patterns
        self._longest = max(map(len, patterns), default=0)
        self._known: dict[str, tuple[str, ...]] = {}

    def parts(self, word: str) -> tuple[str, ...]:
        """A word in the pieces between which it may be divided; only words of letters are."""
        known = self._known.get(word)
        if known is None:
            known = self._known[word] = self._divide(word)
        return known

    def _divide(self, word: str) -> tuple[str, ...]:
        start = next((at for at, c in enumerate(word) if c.isalpha()), len(word))
        end = next((at for at in range(len(word), 0, -1) if word[at - 1].isalpha()), 0)
        core = word[start:end]
        if len(core) < _SHORTEST or not core.isalpha() or core.isupper():
            return (word,)
        framed = f".{core.lower()}."
        values = [0] * (len(framed) + 1)
        for first in range(len(framed)):
            for last in range(first + 1, min(len(framed), first + self._longest) + 1):
                pattern = self._patterns.get(framed[first:last])
                if pattern is not None:
                    at = first
                    for character in pattern:
                        if character.isdigit():
                            values[at] = max(values[at], int(character))
                        else:
                            at += 1
        pieces: list[str] = []
        begun = 0
        for at in range(_LEAST_BEFORE, len(core) - _LEAST_BEHIND + 1):
            if values[at + 1] % 2:
                pieces.append(word[begun : start + at])
                begun = start + at
        pieces.append(word[begun:])
        return tuple(pieces)


def hyphenator(lang: str) -> Hyphenator | None:
    """The hyphenator of a language, or None where there is none."""
    if lang not in _open:
        _open[lang] = _load(lang.lower())
    return _open[lang]


_open: dict[str, Hyphenator | None] = {}


def _load(lang: str) -> Hyphenator | None:
    name = _FILES.get(lang) or _FILES.get(lang.partition("-")[0])
    spec = PathFinder.find_spec("pyphen") if name else None
    if name is None or spec is None or not spec.submodule_search_locations:
        return None
    path = Path(next(iter(spec.submodule_search_locations))) / "dictionaries" / name
    if not path.is_file():
        return None
    raw = path.read_bytes()
    encoding = raw.partition(b"\n")[0].decode("ascii").strip().lower()
    lines = raw.decode("cp1251" if encoding == "microsoft-cp1251" else encoding).split("\n")[1:]
    return Hyphenator(
        {
            line.translate(_NO_DIGITS): line
            for line in map(str.strip, lines)
            if line and not line[0].isupper() and line[0] not in "%#" and "/" not in line
        }
    )
