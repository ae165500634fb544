"""Expressions that are tried only on texts with one of the words that they cannot do without.

Most texts hold none of them, and a look at the set of their words' beginnings, made once for all
rules, says so at a fraction of what the search, and the compiling, of a long alternation cost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from brief.expressions import expression

_SIZE = 4  # letters of a word that are compared
_OPENING = expression(rf"([^\W\d_]{{1,{_SIZE}}})[^\W\d_]*")
_LONG = 4000  # code points; of longer texts few are remembered
# Letters that an expression without regard to case takes for plain ones, and `str.lower` does not.
_ODD = frozenset(
    "\u0130\u0131\u017f\u212a\ua64a\u1c80\u1c81\u1c82\u1c83\u1c84\u1c85\u1c86\u1c87\u1c88"
)


def openings(text: str) -> frozenset[str] | None:
    """How the words of a text begin: of each the first four letters, small.  None where a letter
    is one that stands for another when case is disregarded."""
    return _of_short(text) if len(text) <= _LONG else _of_long(text)


def _openings(text: str) -> frozenset[str] | None:
    if not text.isascii() and not _ODD.isdisjoint(text):
        return None
    return frozenset(_OPENING.findall(text.lower()))


_of_short = lru_cache(maxsize=4096)(_openings)
_of_long = lru_cache(maxsize=16)(_openings)


class Cued:
    """An expression and its cues: in whatever it matches stands a word that begins as one of them,
    or, where a cue has less than four letters, a word that is the cue."""

    __slots__ = ("cues", "flags", "plain", "words")

    def __init__(self, cues: str, words: str, flags: int = 0) -> None:
        self.cues = frozenset([cue[:_SIZE] for cue in cues.split()])
        self.words = words
        self.flags = flags
        self.plain = expression(words, flags)

    def may_match(self, text: str) -> bool:
        """Whether a text has one of the cues."""
        known = openings(text)
        return known is None or not self.cues.isdisjoint(known)

    def search(self, text: str) -> re.Match[str] | None:
        """The first match in a text."""
        return self.plain.search(text) if self.may_match(text) else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """All matches in a text."""
        return self.plain.finditer(text) if self.may_match(text) else iter(())

    def sub(self, new: str, text: str) -> str:
        """The text with all matches replaced."""
        return self.plain.sub(new, text) if self.may_match(text) else text
