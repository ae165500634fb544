"""Figures of a text against the passages that are to hold them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from brief.archive.snapshots import Passage
from brief.checks.desk import Desk
from brief.evidence.figures import same_noun, supports
from brief.evidence.lexicon import FUNCTION_WORDS
from brief.evidence.quantities import Quantity, quantities

Found = tuple[Passage, str, str, tuple[int, int] | None]
# The mildest first: the passage whose problem is mildest is the one that was meant.
_ORDER = (
    "N-STATUS",
    "N-HEDGE",
    "N-BOUND",
    "N-MEASURE",
    "N-UNIT",
    "N-CURRENCY",
    "N-MAGNITUDE",
    "N-VALUE",
)
_WORDS = """
with worth per since during over after before under without within among than who which that when
while where will would can could may more less each every still also now already last next
"""
_JOINING = frozenset(_WORDS.split())
HELPS = {
    "N-VALUE": "write the figure as the passage has it, or name the passage that holds it",
    "N-UNIT": "write the passage's unit",
    "N-CURRENCY": "write the passage's currency",
    "N-MAGNITUDE": "write the passage's magnitude (million, billion)",
    "N-HEDGE": "keep the passage's approximation, and add none",
    "N-BOUND": "keep the passage's bound (up to, at least, over), and add none",
    "N-MEASURE": "name what the passage counts",
}


def best(
    judged: Iterable[tuple[Passage, list[tuple[str, str, tuple[int, int] | None]]]],
) -> Found | None:
    """None if one passage supports the figure; else the mildest problem and its passage."""
    found: list[Found] = []
    for passage, problems in judged:
        if not problems:
            return None
        code, message, span = problems[0]
        found.append((passage, code, message, span))
    rank = {code: index for index, code in enumerate(_ORDER)}
    return min(found, key=lambda f: rank.get(f[1], len(_ORDER))) if found else None


def bare_dollar(desk: Desk, written: str, passages: tuple[Passage, ...]) -> bool:
    """Whether a figure prints "$" from a source that declares no currency for it."""
    if "$" not in written:
        return False
    source = desk.dossier.sources.get(passages[0].source)
    if source is None or source.currency:
        return False
    return any(q.unit == "$" for q in quantities(written))


def figures(text: str) -> Iterator[Quantity]:
    """The figures of a sentence that its passages must hold: no years, no ordinals in words."""
    for quantity in quantities(text):
        if quantity.unit in ("year", "decade"):
            continue  # dates have rules of their own
        if quantity.unit == "ordinal" and not quantity.text[:1].isdigit():
            continue  # "first" is a superlative's matter
        yield quantity


def phrases(text: str, quantity: Quantity) -> list[tuple[str, int]]:
    """How a figure may be looked for: with all the words that it counts, down to the first; each
    with the number of those words."""
    start, end = quantity.span
    base = text[start:end]
    words = quantity.noun.split()
    # The words are cut out of the sentence, so that marks between them ("C5+1") stay.
    stops: list[int] = []
    at = end
    for word in words[:4]:
        at = text.find(word, at)
        if at < 0:
            break
        at += len(word)
        stops.append(at)
    found = [(text[start:stop], count) for count, stop in enumerate(stops, 1)][::-1]
    found = found or [(base, 0)]
    tail = _TAILS.get(quantity.qualifier, "")
    alone = quantities(base)
    if not tail or not alone or alone[0].qualifier == quantity.qualifier:
        return found
    return [(f"{phrase} {tail}", count) for phrase, count in found]  # "aged 65 or over"


# Bounds that may stand behind a figure and its noun, in words that mean the same.
_TAILS = {"at least": "or more", "at most": "or less", "approximate": "or so"}


def unsupported(text: str, passages: tuple[Passage, ...], quantity: Quantity) -> Found | None:
    """Why no passage holds a figure of a sentence; None if one does."""
    if not passages:
        return None
    ends = _ends(text, quantity)
    if ends:
        problems = [unsupported(one, passages, quantities(one)[0]) for one in ends]
        return next((p for p in problems if p), None)
    found: Found | None = None
    for phrase, count in phrases(text, quantity):
        judged = [(p, supports(p.exact, phrase)) for p in passages]
        holding = [p for p, problems in judged if not problems]
        if any(_complete(p, quantity, count) for p in holding):
            return None
        if holding:
            counted = " ".join(quantity.noun.split()[:4])
            message = f"the passage does not count “{counted}”"
            found = found or (holding[0], "N-MEASURE", message, None)
        else:
            found = found or best(judged)
    return found


def _complete(passage: Passage, quantity: Quantity, count: int) -> bool:
    """Whether the words matched are all that the passage counts: where our sentence goes on with
    another word, the passage's own phrase has ended ("290 units assembled", "290 units have")."""
    words = quantity.noun.split()
    if count >= min(4, len(words)):
        return True
    for stated in quantities(passage.exact):
        if (stated.low, stated.high) != (quantity.low, quantity.high):
            continue
        after = list(stated.after)
        places = [i for i, token in enumerate(after) if same_noun(token, words[count - 1])]
        if not places or places[0] + 1 >= len(after):
            return True
        if _ends_phrase(after[places[0] + 1]):
            return True
    return False


def _ends_phrase(word: str) -> bool:
    lower = word.lower()
    plain = lower in FUNCTION_WORDS or lower in _JOINING or not word[:1].isalnum()
    return plain or lower.endswith(("ed", "ly", "ing"))


def _ends(text: str, quantity: Quantity) -> list[str]:
    """The two figures of "29 or 30 agreements", which are no range."""
    start, end = quantity.span
    shown = text[start:end]
    if quantity.low == quantity.high or " or " not in shown:
        return []
    left, _, right = shown.partition(" or ")
    noun = " ".join(quantity.noun.split()[:1])
    ends = [f"{left} {noun}".strip(), f"{right} {noun}".strip()]
    return ends if all(len(quantities(one)) == 1 for one in ends) else []
