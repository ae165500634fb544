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
    found: Found | None = None
    for passage in passages:
        for other in dates(passage.exact):
            code = compare(date, other)
            if code is None:
                return None
            if found is None or _ORDER.index(code) < _ORDER.index(found[1]):
                found = (passage, code, f"the passage says “{other.text.strip()}”", other.span)
        if found is None:
            found = (passage, "D-VALUE", "the passage gives no date", None)
    return found
