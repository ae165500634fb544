"""Dates of a text against the passages that are to hold them."""

from __future__ import annotations

from collections.abc import Iterable

from brief.archive.snapshots import Passage
from brief.evidence.dates import Date, compare, dates

Found = tuple[Passage, str, str, tuple[int, int] | None]
_ORDER = ("D-PRECISION", "D-RELATIVE", "D-VALUE")
HELPS = {
    "D-VALUE": "write the date as the passage has it, or name the passage that holds it",
    "D-PRECISION": "leave out what the passage does not say; a month without a year stays one",
    "D-RELATIVE": "write the passage's own words, or a supplied date in its place with its basis",
}


def unsupported(date: Date, passages: Iterable[Passage]) -> Found | None:
    """Why no passage holds a date of a sentence; None if one does."""
    found: tuple[int, Found] | None = None
    for passage in passages:
        for other in dates(passage.exact):
            code = compare(date, other)
            if code is None:
                return None
            if code == "D-PRECISION" and not _shared(date, other):
                code = "D-VALUE"  # another date altogether, not a coarser form of this one
            rank = _ORDER.index(code)
            if not other.relative and not other.weekday:
                rank -= 2  # what the passage dates is compared first with what it dates
            if found is None or rank < found[0]:
                message = f"the passage says “{other.text.strip()}”"
                found = (rank, (passage, code, message, other.span))
        if found is None:
            found = (9, (passage, "D-VALUE", "the passage gives no date", None))
    return found[1] if found else None


def _shared(one: Date, other: Date) -> bool:
    """Whether two dates have a part in common that both state."""
    pairs = ((one.year, other.year), (one.month, other.month), (one.day, other.day))
    return any(a and a == b for a, b in pairs)
