"""Sizes in words that are no exact figure: dozens, hundreds; doubled, tripled, halved; and days.

A passage holds such a size by the same kind of word, in any of the languages of the texts, or, for
dozens and the like, by a figure of that order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from brief.archive.snapshots import Passage
from brief.evidence.quantities import quantities
from brief.expressions import expression
from brief.text.characters import has_cyrillic
from brief.text.cues import Cued, openings

# Each: how a sentence of ours says it; how a passage may; the figures of that order.
_ORDERS = (
    (r"dozens", r"dozens?|scores|десятк\w+|ондаған\w*", 24, 200),
    (r"scores of", r"scores|dozens|десятк\w+|ондаған\w*", 40, 400),
    (r"hundreds", r"hundreds|сотн\w+|жүздеген\w*", 200, 10_000),
    (r"thousands", r"thousands|тысяч\w*|мыңдаған\w*", 2_000, 1_000_000),
    (r"millions", r"millions|миллион\w*", 2_000_000, 1_000_000_000),
    (r"billions", r"billions|миллиард\w*", 2_000_000_000, 10**13),
)
_TIMES = (
    (
        r"doubl(?:ed|ing|es)|(?:to|will|would|could|may|might|should) double|twofold|two-fold",
        r"doubl\w+|twice|twofold|two-fold|(?:two|2) times|factor of (?:two|2)|100 ?(?:%|per ?cent)"
        r"|удво\w+|вдвое|в (?:два|2) раза|екі есе\w*",
    ),
    (
        r"tripl(?:ed|ing)|(?:to|will|would|could|may|might|should) triple|trebled|threefold"
        r"|three-fold",
        r"tripl\w+|trebl\w+|threefold|three-fold|(?:three|3) times|factor of (?:three|3)"
        r"|200 ?(?:%|per ?cent)|утро\w+|втрое|в (?:три|3) раза|үш есе\w*",
    ),
    (
        r"quadrupl(?:ed|ing)|(?:to|will|would|could|may|might|should) quadruple|fourfold",
        r"quadrupl\w+|fourfold|four-fold|(?:four|4) times|учетвер\w+|вчетверо"
        r"|в (?:четыре|4) раза|төрт есе\w*",
    ),
    (
        r"halv(?:ed|ing)|(?:to|will|would|could|may|might|should) halve",
        r"halv\w+|half|50 ?(?:%|per ?cent)|вдвое|наполовину|половин\w+|в (?:два|2) раза|екі есе\w*"
        r"|жарты\w*",
    ),
)
_ORDER = expression(
    "|".join(
        rf"\b(?P<o{i}>{row[0]})\b(?! and (?:dozens|hundreds|thousands))"
        for i, row in enumerate(_ORDERS)
    ),
    re.IGNORECASE,
)
# Without one of these no order is given; most texts have but a million or a thousand.
_PLURALS = ("dozens", "scores", "hundreds", "thousands", "illions")
_TIME = Cued(
    "double doubled twofold fold triple trebled threefold quadruple fourfold halve halving",
    "|".join(rf"\b(?P<t{i}>{row[0]})\b" for i, row in enumerate(_TIMES)),
    re.IGNORECASE,
)

# Days and seasons are the passage's own word, where it is written in Latin letters.
_DAY = Cued(
    "monday tuesday wednesday thursday friday saturday sunday summer winter autumn",
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:summer|winter|autumn)\b",
)


def unsupported(text: str, passages: Iterable[Passage]) -> list[tuple[int, int]]:
    """Where `text` has a size in words that no passage holds: half-open spans."""
    found: list[tuple[int, int]] = []
    held = tuple(passages)
    lower = text.lower()
    may = openings(text) is None or any(word in lower for word in _PLURALS)
    orders = _ORDER.finditer(text) if may else ()
    for match in (*orders, *_TIME.finditer(text)):
        kind = match.lastgroup or ""
        row = int(kind[1:])
        if kind[0] == "o":
            _, theirs, least, most = _ORDERS[row]
            known = any(
                re.search(rf"\b(?:{theirs})\b", p.exact, re.IGNORECASE)
                or any(least <= q.low < most for q in quantities(p.exact) if q.unit != "year")
                for p in held
            )
        else:
            theirs = _TIMES[row][1]
            known = any(re.search(rf"\b(?:{theirs})", p.exact, re.IGNORECASE) for p in held)
        if not known:
            found.append(match.span())
    for match in _DAY.finditer(text):
        word = match.group().lower()
        if not any(word in p.exact.lower() or has_cyrillic(p.exact) for p in held):
            found.append(match.span())
    return sorted(found)
