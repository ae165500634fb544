"""The glossary of translations: the words that one language has for the terms of another."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from brief.record import Record

_FILE = Path(__file__).with_name("glossary.toml")


class Term(Record):
    """A term: its id, and by language the words it is rendered by, as the file has them."""

    id: str
    words: dict[str, tuple[str, ...]]


@lru_cache(maxsize=1)
def terms() -> tuple[Term, ...]:
    """The terms of the glossary, in its order."""
    import tomllib

    table = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return tuple(
        Term(id, {language: tuple(words) for language, words in row.items()})
        for id, row in table.items()
    )


def lacking(original: str, text: str, source: str, target: str) -> list[Term]:
    """The terms that stand in the original, and in none of their renderings in the text."""
    found = []
    original, text = (one.replace("’", "'").replace("\u00a0", " ") for one in (original, text))
    for term in terms():
        own, other = term.words.get(source, ()), term.words.get(target, ())
        if own and other and _stands(own, original) and not _stands(other, text):
            found.append(term)
    return found


def _stands(words: tuple[str, ...], text: str) -> bool:
    return bool(_pattern(words).search(text))


@lru_cache(maxsize=512)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    forms = "|".join(re.escape(word).replace(r"\*", r"\w*") for word in words)
    return re.compile(rf"(?<!\w)(?:{forms})(?!\w)", re.IGNORECASE)
