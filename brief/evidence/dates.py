"""Dates and how precise they are, in English, Russian and Kazakh.

Judgement calls:
* A date may be written coarser than the source has it (2025 for November 8, 2025), never finer.
  An end of a range is not the range (November 5-7), unless each end is a date written out
  ("between January 1 and September 18").  A year is not supplied from elsewhere in the source.
* "Early", "late", "by", "since" and their like may be left out when the date gets coarser
  thereby, never added or exchanged.
* A weekday, "yesterday" or "last week" supports only the same words, and a written date that
  rests on them is D-RELATIVE.
* 11/08/2025 has two readings and so supports nothing but itself; 2025-11-08 and 08.11.2025
  have one.
"""

from __future__ import annotations

import re

from brief.evidence.date_forms import month_number
from brief.evidence.date_reading import Date, Span, dates

__all__ = ["Date", "compare", "dates", "judge", "parse", "supports"]

Problem = tuple[str, str, Span | None]


def parse(text: str) -> Date | None:
    """The one date of a written value; None for none or several."""
    found = dates(text)
    return found[0] if len(found) == 1 else None


def compare(written: Date, stated: Date) -> str | None:
    """None if the stated date supports the written one, else D-VALUE, D-PRECISION or D-RELATIVE."""
    for one, other in (
        (written.year, stated.year),
        (written.month, stated.month),
        (written.day, stated.day),
    ):
        if one and other and one != other:
            return "D-VALUE"
    if written.weekday and stated.weekday and written.weekday != stated.weekday:
        return "D-VALUE"
    if written.relative or stated.relative:
        return _compare_relative(written, stated)
    finer = (
        (written.year and not stated.year)
        or (written.month and not stated.month)
        or (written.day and not stated.day)
        or (written.weekday and not stated.weekday)
    )
    if finer:
        return "D-PRECISION"
    if written.last != (0, 0, 0) or stated.last != (0, 0, 0):
        code = _compare_range(written, stated)
        if code:
            return code
    if written.part != stated.part:
        coarser = not written.part and stated.part in _DROPPABLE_PARTS
        if written.part and stated.month and not written.month:
            return "D-PRECISION"
        if not coarser:
            return "D-PRECISION" if written.part and not stated.part else "D-VALUE"
    if written.bound and written.bound != stated.bound and written.last == (0, 0, 0):
        return "D-VALUE"
    if not (written.year or written.month or written.weekday or written.part):
        return "D-VALUE"
    return None


# What may be left out when a date is written coarser; a decade or a fiscal year may not.
_DROPPABLE_PARTS = frozenset(
    ("early", "mid", "late", "end", "Q1", "Q2", "Q3", "Q4", "H1", "H2", "spring", "summer", "fall",
     "winter")
)  # fmt: skip


def _compare_relative(written: Date, stated: Date) -> str | None:
    if written.relative and stated.relative:
        if written.relative == stated.relative:
            return None
        if (
            written.weekday
            and written.weekday == stated.weekday
            and stated.relative.endswith(written.relative)
        ):
            return None
        return "D-VALUE"
    if written.relative:
        if written.weekday and written.weekday == stated.weekday:
            return None
        return "D-VALUE"
    if written.month or written.year or written.day:
        return "D-RELATIVE"
    return "D-VALUE"


def _compare_range(written: Date, stated: Date) -> str | None:
    if written.last == (0, 0, 0):
        # The common month or year of both ends may stand for the range; an end may not.
        year, month, _ = stated.last
        if written.day or (written.month and month != stated.month):
            return "D-PRECISION"
        if not written.month and year != stated.year:
            return "D-PRECISION"
        return None
    if stated.last == (0, 0, 0):
        return "D-PRECISION"
    for one, other in zip(written.last, stated.last, strict=True):
        if one != other:
            return "D-VALUE" if one and other else "D-PRECISION"
    return None


_WEIGHT = {"D-VALUE": 3, "D-RELATIVE": 2, "D-PRECISION": 1}


def _shared(one: Date, other: Date) -> int:
    pairs = ((one.year, other.year), (one.month, other.month), (one.day, other.day))
    return sum(a == b != 0 for a, b in pairs) + (one.weekday == other.weekday != 0)


def supports(passage: str, written: str) -> list[Problem]:
    """Why `passage` does not support the written date; empty if it does.  Spans in `passage`."""
    return judge(passage, written)[1]


def judge(passage: str, written: str) -> tuple[Span | None, list[Problem]]:
    """Where the passage supports the written date, and why not (rules D-...)."""
    claimed = dates(written)
    if not claimed:
        return _verbatim(passage, written)
    stated = [other for date in dates(passage) for other in (date, *_ends(date))]
    first: Span | None = None
    for date in claimed:
        best: tuple[int, Date, str | None] | None = None
        for other in stated:
            code = compare(date, other)
            weight = _WEIGHT.get(code or "", 0)
            # The date that shares most with the written one is what a reader would look at.
            near = weight - 10 * _shared(date, other)
            if best is None or near < best[0]:
                best = (near, other, code)
            if code is None:
                best = (near, other, None)
                break
        if best is None:
            return None, [("D-VALUE", f"the passage has no date like “{date.text}”", None)]
        _, other, code = best
        first = first or other.span
        if code:
            return other.span, [(code, f"the passage says “{other.text.strip()}”", other.span)]
    rest = _rest(written, claimed)
    if rest:
        from brief.evidence.quotes import find

        if not find(passage, written) and not all(find(passage, part) for part in rest):
            return first, [("D-VALUE", f"“{rest[0]}” does not stand in the passage", first)]
    return first, []


def _ends(date: Date) -> tuple[Date, ...]:
    """The two dates that a range names in full, a month and a day each; else none."""
    year, month, day = date.last
    if not (date.day and day) or not re.search(r" (?:and|to|through) ", date.text):
        return ()
    named = [word for word in re.findall(r"[^\W\d_]+", date.text) if month_number(word)]
    if len(named) != 2:
        return ()
    return date.replace(last=(0, 0, 0), bound=""), Date(
        year, month, day, text=date.text, span=date.span
    )


_SMALL = frozenset(
    """in on the of at by since from until till before after during for a an to and through between
    early late mid date dated day month year as of around about в на с до от к по года году год г и
    no later than starting beginning effective ahead prior week""".split()
)


def _rest(written: str, claimed: list[Date]) -> list[str]:
    """What the written text says besides its dates."""
    parts, done = [], 0
    for date in claimed:
        parts.append(written[done : date.span[0]])
        done = date.span[1]
    parts.append(written[done:])
    words = (re.findall(r"\w+", part) for part in parts)
    kept = [
        " ".join(w for w in group) for group in words if any(w.lower() not in _SMALL for w in group)
    ]
    return [part for part in kept if part]


def _verbatim(passage: str, written: str) -> tuple[Span | None, list[Problem]]:
    from brief.evidence.quotes import find

    matches = find(passage, written)
    if matches and written.strip():
        return matches[0].span, []
    return None, [("D-VALUE", f"“{written.strip()}” does not stand in the passage", None)]
