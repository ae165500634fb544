"""Where words may be divided, and which need no care: those are found in a table, most of them."""

from __future__ import annotations

import re

from brief import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from brief.writers.pdf.faces import Face, Shaped

    Words = tuple[Sequence[int], Sequence[str]]

# Where a word may be divided without a sign of division: behind a hyphen or dash between letters
# (never at a figure: "2026-2027", "¶14.1–3"), behind a slash of an address, at U+200B.
WITHIN = re.compile(
    "(?<=[^\\W\\d_]{2}[-\u2010–])(?=[^\\W\\d_]{2})"
    "|(?<=[^\\W\\d_]\\.[-\u2010–])(?=[^\\W\\d_]{2})"
    "|(?<=\\w—)(?=\\w)|(?<=/)(?=[^\\W\\d_])|(?<=\u200b)"
)
DIVIDERS = frozenset("-\u2010–—/\u200b")  # there is no such place in a text without these
SOFT = "\u00ad"
# What is no part of a word as it is drawn.
_CARE = frozenset("\n\r\t\v\f\u00ad")


class PlainWords(dict[str, "Shaped"]):
    """Words as a face shapes them that it can show whole and that are never divided; KeyError for
    any other word."""

    def __init__(self, face: Face) -> None:
        super().__init__({"": (0, "")})
        self._face = face
        self._texts: dict[tuple[str, ...], Words | None] = {}

    def of(self, texts: tuple[str, ...]) -> Words | None:
        """The units and strings of words, without blanks; where a text ends within a word, the next
        one goes on with it.  None where any needs care, or none is there, or a blank at the end."""
        if texts not in self._texts:
            self._texts[texts] = self._of(texts)
        return self._texts[texts]

    def _of(self, texts: tuple[str, ...]) -> Words | None:
        units: Sequence[int] = ()
        strings: Sequence[str] = ()
        try:
            for text in texts:
                more, shown = zip(*map(self.__getitem__, text.split(" ")), strict=True)
                if strings:
                    units = (*units[:-1], units[-1] + more[0], *more[1:])
                    strings = (*strings[:-1], strings[-1] + shown[0], *shown[1:])
                else:
                    units, strings = more, shown
        except KeyError:
            return None
        return (units, strings) if strings and strings[-1] else None

    def __missing__(self, word: str) -> Shaped:
        known = self._face.words
        if (
            not _CARE.isdisjoint(word)
            # What was shaped whole before has no place within.
            or (word not in known and not DIVIDERS.isdisjoint(word) and WITHIN.search(word))
            or self._face.missing(word)
        ):
            raise KeyError(word)
        found = self[word] = known[word]
        return found
