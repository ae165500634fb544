"""Words searched for in held texts: whole words, stems and phrases, in any case."""

from __future__ import annotations

import re
from functools import lru_cache

from brief.checks.desk import Desk
from brief.text.folding import fold


@lru_cache(maxsize=1024)
def pattern(term: str) -> re.Pattern[str]:
    """A term as a search: whole words in any case; `*` at a word's end stands for its endings.

    Quotation marks, dashes and spaces are folded on both sides.
    """
    words = fold(term.strip()).text.split()
    parts = [re.escape(w[:-1]) + r"\w*" if w.endswith("*") else re.escape(w) for w in words]
    return re.compile(r"(?<!\w)" + r"\s+".join(parts) + r"(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=128)
def lowered(text: str) -> str:
    """A text in small letters; kept, since many terms are looked for in one text."""
    return text.lower()


def hits(desk: Desk, source: str, term: str) -> list[tuple[int, int]]:
    """Where a term stands in a source's snapshot: half-open spans, furniture included."""
    folded = fold(desk.text(source))
    # Most terms are not there; a plain look for each of their words tells most of that.
    words = fold(term).text.lower().replace("*", "").split()
    if not words or not all(word in lowered(folded.text) for word in words):
        return []
    return [folded.source(*match.span()) for match in pattern(term).finditer(folded.text)]


def stands(text: str, words: str) -> bool:
    """Whether words stand in a text as whole words, in any case, marks and spaces folded."""
    return pattern(words.replace("*", "")).search(fold(text).text) is not None
