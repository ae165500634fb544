"""What a figure goes with in a sentence: its date, and whether it tells of a rise or a fall.

A passage that gives two figures for two years says which belongs to which; a sentence that swaps
them holds nothing but figures and dates of the passage, and is false.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

from brief.archive.snapshots import Passage
from brief.evidence.dates import Date, dates
from brief.evidence.figures import singular
from brief.evidence.quantities import Quantity, quantities
from brief.expressions import expression
from brief.text.sentences import sentence_spans

Pair = tuple[Quantity, Date]
_NONE = ("year", "decade", "ordinal")
_IN = expression(r"\b(?:in|during|for)\s+(?:the\s+)?\Z|\(\Z", re.IGNORECASE)
_WORD = expression(r"[^\W\d_]+|[.;:!?]")
_UP = """rose rise rises risen rising increase increased increases increasing grew grow grows grown
growth climbed climb climbs up gain gained gains jumped jump higher doubled tripled"""
_DOWN = """fell fall falls fallen falling drop dropped drops decline declined declines decrease
decreased decreases down cut cuts shrank shrunk shrinks lower lowered reduced reduction lost"""
_WAY = dict.fromkeys(_UP.split(), "up") | dict.fromkeys(_DOWN.split(), "down")
# Words that may stand between a verb of rise or fall and its figure without ending its reach.
_REACH = 6
_ENDS = frozenset((".", ";", ":", "!", "?", "and", "while", "but", "which", "to"))


def swapped(
    claims: Iterable[Pair], passages: Iterable[Passage]
) -> tuple[Quantity, Date, Date, Passage, tuple[int, int]] | None:
    """The first figure that a claim dates otherwise than the passages: (figure, claimed date,
    the passage's date, passage, span of the figure there); None where none is."""
    claims = tuple(claims)
    held = [(passage, _told(passage.exact)) for passage in passages] if claims else []
    for quantity, date in claims:
        found = None
        for passage, known in held:
            theirs = [(q, d) for q, d in known if same(q, quantity)]
            if any(key(d) == key(date) for _, d in theirs):
                found = None
                break
            given = {key(d) for q, d in known if not same(q, quantity)}
            if theirs and key(date) in given and found is None:
                found = (quantity, date, theirs[0][1], passage, theirs[0][0].span)
        if found is not None:
            return found
    return None


def claimed(text: str) -> list[Pair]:
    """The figures of a sentence of ours with the dates "in" which they are said to be."""
    found = []
    for quantity, date in pairs(text, alone=True):
        if date.bound or not _IN.search(text[: date.span[0]]):
            continue
        low, high = sorted((quantity.span, date.span))
        between = text[low[1] : high[0]]
        if len(between) < 40 and not re.search(r"[.;:]", between):
            found.append((quantity, date))
    return found


def pairs(text: str, alone: bool = False) -> list[Pair]:
    """Which date each figure has, by sentence, where as many figures of one unit as dates of one
    precision stand there and their order leaves no doubt; one of each only with `alone`."""
    if not any(char.isdigit() for char in text):
        return []  # years and days are written in figures
    figures = [q for q in quantities(text) if q.unit not in _NONE]
    days = [d for d in dates(text) if d.precision not in ("relative", "weekday")]
    if not figures or not days:
        return []
    found: list[Pair] = []
    for start, end in sentence_spans(text):
        near = [d for d in days if start <= d.span[0] < end]
        if len({d.precision for d in near}) != 1 or len({key(d) for d in near}) != len(near):
            continue
        groups: dict[str, list[Quantity]] = {}
        for q in figures:
            inside = any(d.span[0] <= q.number[0] < d.span[1] for d in near)
            if start <= q.span[0] < end and not inside:
                groups.setdefault(_kind(q), []).append(q)
        for group in groups.values():
            if len(group) == len(near) and (alone or len(group) > 1):
                found += _matched(group, near)
    return found


@lru_cache(maxsize=4096)
def _told(text: str) -> tuple[Pair, ...]:
    """The pairs of a passage; many statements rest on one."""
    return tuple(pairs(text))


def key(date: Date) -> tuple[object, ...]:
    """What makes two dates the same day, month, year or part of one."""
    return date.year, date.month, date.day, date.last, date.part


def same(one: Quantity, other: Quantity) -> bool:
    """Whether two figures are one figure, bounds and hedges aside."""
    units = {one.unit, other.unit}
    return (one.low, one.high) == (other.low, other.high) and (
        len(units) == 1 or units == {"$", "USD"}
    )


def crossed(
    text: str, passages: Iterable[Passage]
) -> tuple[Quantity, Quantity, Quantity, Passage, Quantity] | None:
    """Two figures side by side of which the passages give each to another one ("14.6% under 65"
    for "1.2% under 65 and 14.6% over it"): (figure, what stands with it here, what stands with it
    there, passage, figure there); None where none is."""
    ours = [
        (one, other)
        for one, other in pairwise(q for q in quantities(text) if q.unit not in _NONE)
        if _kind(one) != _kind(other)
        and other.span[0] - one.span[1] < 40
        and not re.search(r"[.;:]", text[one.span[1] : other.span[0]])
    ]
    if not ours:
        return None
    for passage in passages:
        known = _alternating(passage.exact)
        for one, other in ours:
            theirs = [(a, b) for a, b in known if same(a, one)]
            mine = [(a, b) for a, b in known if _equal(b, other)]
            if theirs and mine and not any(_equal(b, other) for _, b in theirs):
                return one, other, theirs[0][1], passage, theirs[0][0]
    return None


@lru_cache(maxsize=4096)
def _alternating(text: str) -> tuple[tuple[Quantity, Quantity], ...]:
    """Figures of two kinds that take turns in a sentence, twice or more: each with the next."""
    figures = [q for q in quantities(text) if q.unit not in _NONE]
    found: list[tuple[Quantity, Quantity]] = []
    for start, end in sentence_spans(text):
        near = [q for q in figures if start <= q.span[0] < end]
        kinds = [_kind(q) for q in near]
        turns = all(one != other for one, other in pairwise(kinds))
        if len(near) >= 4 and len(near) % 2 == 0 and len(set(kinds)) == 2 and turns:
            found += list(zip(near[::2], near[1::2], strict=True))
    return tuple(found)


def _equal(one: Quantity, other: Quantity) -> bool:
    return same(one, other) and one.qualifier == other.qualifier


# A verb that leads to the level reached: "rose sharply to 4.2%"; "up to 15" is a bound.
_LEVEL = expression(r"\b([a-z]{3,})(?:\s+\w+ly)?\s+to\s+(?:an?\s+|the\s+)?\Z", re.IGNORECASE)


def way(text: str, quantity: Quantity) -> str:
    """ "up" or "down" where the words before a figure say that it is a rise or a fall, or the level
    that one led to, else ""."""
    lead = text[: quantity.span[0]]
    level = _LEVEL.search(lead) if "to" in lead.lower().split()[-2:] else None
    if level and level.group(1).lower() in _WAY:
        return _WAY[level.group(1).lower()]
    for word in reversed(_WORD.findall(lead.lower())[-_REACH:]):
        if word in _WAY:
            return _WAY[word]
        if word in _ENDS:
            return ""
    return ""


def turned(text: str, passages: tuple[Passage, ...]) -> tuple[Quantity, Passage, Quantity] | None:
    """A figure that a sentence calls a rise and every passage that has it a fall, or the other
    way round; with the passage and the figure there."""
    for quantity in quantities(text):
        if quantity.unit in _NONE or not (ours := way(text, quantity)):
            continue
        found = None
        for passage in passages:
            for other in quantities(passage.exact):
                if same(other, quantity):
                    if way(passage.exact, other) in ("", ours):
                        found = None
                        break
                    found = found or (quantity, passage, other)
            else:
                continue
            break
        if found:
            return found
    return None


def _kind(quantity: Quantity) -> str:
    return quantity.unit or singular((quantity.noun.split() or [""])[0])


def _matched(figures: list[Quantity], days: list[Date]) -> list[Pair]:
    marks = sorted([(q.span[0], 0) for q in figures] + [(d.span[0], 1) for d in days])
    order = [kind for _, kind in marks]
    if all(one != other for one, other in pairwise(order)):
        return list(zip(figures, days, strict=True))
    found = []
    for quantity in figures:
        nearest = sorted(days, key=lambda day: _gap(quantity.span, day.span))
        if len(days) > 1 and _gap(quantity.span, nearest[0].span) * 2 > _gap(
            quantity.span, nearest[1].span
        ):
            return []  # no date is clearly this figure's
        found.append((quantity, nearest[0]))
    return found if len({key(day) for _, day in found}) == len(days) else []


def _gap(one: tuple[int, int], other: tuple[int, int]) -> int:
    low, high = sorted((one, other))
    return high[0] - low[1]
