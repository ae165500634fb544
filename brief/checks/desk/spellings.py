"""Spellings looked for in a text by their first words, however many there are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from brief.expressions import expression

_WORD = expression(r"\w+")


class Spellings:
    """Spellings, each with the ids of those whose it is; false where there are none."""

    __slots__ = ("_by_word", "_first")

    def __init__(self, owners: Mapping[str, Sequence[str]]) -> None:
        self._by_word: dict[str, _Alike] = {}
        for spelling in sorted(owners, key=lambda words: (-len(words), words)):
            first = _WORD.search(spelling)
            if first:
                alike = self._by_word.setdefault(first.group(), _Alike())
                alike.ids[spelling] = tuple(owners[spelling])
                alike.shapes[first.start(), len(spelling)] = None
        # Only words that begin as some spelling's first word does are looked at.
        letters = "".join(sorted({re.escape(word[0]) for word in self._by_word}))
        self._first = re.compile(rf"(?<!\w)[{letters}]\w*" if letters else "(?!)")

    def __bool__(self) -> bool:
        return bool(self._by_word)

    def find(self, body: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
        """Where they stand in a text, half-open, and the ids of each: the longest at a place, none
        within another or within a word."""
        done = 0
        for match in self._first.finditer(body):
            if match.start() < done or match.group() not in self._by_word:
                continue
            alike = self._by_word[match.group()]
            for before, length in alike.shapes:
                start = match.start() - before
                end = start + length
                if start < done or end > len(body):
                    continue
                ids = alike.ids.get(body[start:end])
                if ids is None or (body[end - 1].isalnum() and body[end : end + 1].isalnum()):
                    continue
                yield start, end, ids
                done = end
                break


class _Alike:
    """The spellings with one first word: the ids of each, and their shapes, the longest first: how
    many characters stand before that word, and how many there are.  Of a thousand outlets called
    “The … Post” few differ in shape, so few places of a text are looked up."""

    __slots__ = ("ids", "shapes")

    def __init__(self) -> None:
        self.ids: dict[str, tuple[str, ...]] = {}
        self.shapes: dict[tuple[int, int], None] = {}
