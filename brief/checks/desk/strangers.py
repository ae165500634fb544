"""Names in a sentence that nobody has issued: neither registered nor in any held text."""

from __future__ import annotations

import re

from brief.checks.desk import Desk
from brief.evidence.lexicon import FUNCTION_WORDS
from brief.expressions import expression

# A word that begins with a capital where no sentence begins; words in capitals alone (EU, VAT) may
# be anything, and are left.
_WORD = expression(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_BEGINS = expression(r"(?:^|[.!?:;…\n]\s*|[“”\"«»(\[]\s*)$")
_FREE = frozenset(
    "I Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May "
    "June July August September October November December".split()
)


def unknown_names(desk: Desk, text: str) -> list[str]:
    """The capitalised words of a text that are of no registered name, of no held text, and not of
    the dossier's own head."""
    known = _known(desk)
    taken = [(start, end) for start, end, _ in desk.names(text)]
    found = []
    for match in _WORD.finditer(text):
        word = match.group()
        if not word[0].isupper() or word.isupper() or word in _FREE:
            continue
        if any(start <= match.start() < end for start, end in taken):
            continue
        plain = re.sub(r"[’'](?:s)?$", "", word)
        if _BEGINS.search(text[: match.start()]) or plain in known:
            continue
        found.append(word)
    return found


_SPEAKS = expression(r"\b([A-Z][\w’'-]+)\s+(?:also\s+|later\s+|\w+ly\s+)?([a-z]+)\b")
_PLACED = expression(r"\b(?:in|at|near|from|outside)\s+([A-Z][\w-]+)\b(?![’']s? )")


def unheard(desk: Desk, text: str) -> list[tuple[str, int]]:
    """Who speaks in a sentence of ours, or where it has something happen, by a name that is neither
    registered nor in any held text: words with their places."""
    known = _known(desk)
    taken = [(start, end) for start, end, _ in desk.names(text)]
    found = []
    for match in _SPEAKS.finditer(text):
        begins = _BEGINS.search(text[: match.start()]) is not None
        if match.group(2) in _SAID and (not begins or _is_name(match.group(1), known)):
            found.append((match.group(1), match.start(1)))
    found += [(match.group(1), match.start(1)) for match in _PLACED.finditer(text)]
    return [
        (word, start)
        for word, start in found
        if not any(a <= start < b for a, b in taken)
        and word not in known
        and word not in _FREE
        and not word.isupper()
        and re.sub(r"[’']s?$", "", word) not in known
    ]


def _is_name(word: str, known: frozenset[str]) -> bool:
    """Whether a word that begins a sentence can only be a name: nothing common is spelled so."""
    plain = word.lower()
    return plain not in known and plain not in FUNCTION_WORDS and not plain.endswith(_COMMON)


_SAID = frozenset(("said", "says", "told", "added", "warned", "insisted", "argued", "claimed"))
_COMMON = ("s", "body", "one", "media", "people", "who", "they", "it", "he", "she", "we", "i")


def _known(desk: Desk) -> frozenset[str]:
    known = desk.memo.get(("names", "strangers"))
    if known is None:
        head = desk.dossier.head
        texts = [snapshot.text for snapshot in desk.dossier.snapshots.values()]
        texts += [head.short_title, head.subject, head.to, head.author, *head.subjects.values()]
        texts += [spelling for one in desk.dossier.names.values() for spelling in one.spellings]
        known = frozenset(word for text in texts for word in _WORD.findall(text))
        desk.memo["names", "strangers"] = known
    return known  # type: ignore[return-value]  # kept by nobody else under this key
