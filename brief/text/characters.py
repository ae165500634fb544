"""Characters that a reader cannot see, or takes for others."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from brief.expressions import expression

_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_INVISIBLE = frozenset(
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180e\u200b\u200c\u200d\u2060\u2061"
    "\u2062\u2063\u2064\u206a\u206b\u206c\u206d\u206e\u206f\u3164\ufeff\uffa0\ufff9\ufffa\ufffb"
)
_PLAIN = expression(r"[\n\t -~]*\Z")
_CYRILLIC = expression("[\u0400-\u052f\u1c80-\u1c8f]")
_RUN = expression(r"[^\W\d_]+(?:[^\W\d_]|[\u0300-\u036f])*")


@lru_cache(maxsize=256)  # one passage may carry thousands of statements
def has_cyrillic(text: str) -> bool:
    """Whether any letter of a text is Cyrillic."""
    return not text.isascii() and _CYRILLIC.search(text) is not None


def suspicious_characters(text: str) -> list[tuple[int, int, str]]:
    """(offset, code point, why) of each character that a quotation should not carry, in order.

    Control, bidirectional, invisible, private-use, unassigned and tag characters, and the first
    odd letter of a word that mixes the Latin, Cyrillic and Greek scripts.  A soft hyphen counts:
    folding accepts it in a source, a person does not type one.
    """
    if text.isascii() and _PLAIN.match(text):
        return []
    from unicodedata import category

    found = [(at, ord(char), why) for at, char in enumerate(text) if (why := _why(char, category))]
    if not text.isascii():
        for match in _RUN.finditer(text):
            found.extend(_mixed(match.group(), match.start()))
    return sorted(found)


def _why(char: str, category: Callable[[str], str]) -> str:
    if " " <= char <= "~" or char in "\n\t":
        return ""
    if char in _BIDI:
        return "bidirectional control"
    if char in _INVISIBLE or "\ufe00" <= char <= "\ufe0f":
        return "invisible"
    code = ord(char)
    if 0xE0000 <= code <= 0xE0FFF:
        return "tag or variation character"
    if char in "\r\x85\u2028\u2029":
        return "" if char == "\r" else "line control"
    kind = category(char)
    if kind == "Cc":
        return "control"
    if kind == "Co":
        return "private use"
    if kind in ("Cn", "Cs"):
        return "unassigned"
    return "invisible" if kind == "Cf" else ""


def _script(char: str) -> str:
    if char < "\u0250" or "\u1e00" <= char <= "\u1eff":
        return "Latin"
    if "\u0400" <= char <= "\u052f" or "\u1c80" <= char <= "\u1c8f":
        return "Cyrillic"
    if "\u0370" <= char <= "\u03ff" or "\u1f00" <= char <= "\u1fff":
        return "Greek"
    if "\uff21" <= char <= "\uff5a":
        return "full-width Latin"
    if "\U0001d400" <= char <= "\U0001d7ff":
        return "mathematical"
    return ""


def _mixed(word: str, offset: int) -> list[tuple[int, int, str]]:
    if word.isascii():
        return []
    counts: dict[str, list[int]] = {}
    for at, char in enumerate(word):
        if (script := _script(char)) and char not in "ªºµ":
            counts.setdefault(script, []).append(at)
    if not counts:
        return []
    main = max(counts, key=lambda script: len(counts[script]))
    odd = [at for script, places in counts.items() if script != main for at in places]
    if main in ("full-width Latin", "mathematical"):
        return [(offset, ord(word[0]), f"{main} letter")]
    if not odd:
        return []
    first = min(odd)
    return [(offset + first, ord(word[first]), f"{_script(word[first])} letter in a {main} word")]
