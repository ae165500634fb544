"""Where words may be divided, and which need no care: those are found in a table, most of them."""

from __future__ import annotations

import re

from brief import TYPE_CHECKING

if TYPE_CHECKING:
    from brief.writers.pdf.faces import Face, Shaped

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
