"""Figures of a text against the passages that are to hold them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from brief.archive.snapshots import Passage
from brief.checks.desk import Desk
from brief.evidence.figures import supports
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


def phrases(text: str, quantity: Quantity) -> list[str]:
    """How a figure may be looked for: with all the words that it counts, down to the first."""
    start, end = quantity.span
    base = text[start:end]
    words = quantity.noun.split()
    found = [f"{base} {' '.join(words[:count])}" for count in range(min(4, len(words)), 0, -1)]
    return found or [base]


def unsupported(text: str, passages: tuple[Passage, ...], quantity: Quantity) -> Found | None:
    """Why no passage holds a figure of a sentence; None if one does."""
    if not passages:
        return None
    ends = _ends(text, quantity)
    if ends:
        problems = [unsupported(one, passages, quantities(one)[0]) for one in ends]
        return next((p for p in problems if p), None)
    found: Found | None = None
    for phrase in phrases(text, quantity):
        problem = best((p, supports(p.exact, phrase)) for p in passages)
        if problem is None:
            return None
        found = found or problem
    return found


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
