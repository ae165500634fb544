"""Whose a figure or date is: the name, or which of two contrary words, the passages give it to.

A passage that tells of two companies, or of exports and imports, holds the figures of both; a
sentence that gives one's figure to the other holds nothing but words of the passage, and is false.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from brief.archive.snapshots import Passage
from brief.checks.desk import Desk
from brief.checks.desk.pairs import key, same
from brief.evidence.dates import Date, dates
from brief.evidence.quantities import Quantity, quantities
from brief.expressions import expression
from brief.record import Record
from brief.text.sentences import sentence_spans

_KINDS = ("organisation", "person", "place")
_NONE = ("year", "decade", "ordinal")
_MEANS = expression(
    r"\b(?:he|she|it|they|his|her|hers|its|their|him|them|who|which|whose|company|firm|former"
    r"|latter|both|together)\b",
    re.IGNORECASE,
)
_CONTRARY = (
    ("export exports exported exporting", "import imports imported importing"),
    ("killed dead death deaths died", "injured wounded hurt injuries"),
    ("profit profits earnings", "loss losses"),
    ("birth births born", "death deaths died"),
    ("asset assets", "liability liabilities debt debts"),
    ("revenue revenues income", "expenditure expenditures spending expenses"),
    ("men male boys", "women female girls"),
    (
        "support supports supported favor favour favored favoured back backed",
        "oppose opposes opposed against rejected",
    ),
    ("bought buy buys purchase purchased", "sold sell sells"),
    ("minimum lowest", "maximum highest"),
    ("borrowed borrow borrows borrowing", "lent lend lends lending"),
    ("arrival arrivals arrived", "departure departures departed"),
    ("headline", "core"),
)
Side = tuple[int, int]  # of which pair a word is, and which of the two
_SIDES: dict[str, list[Side]] = {}
for _row, _pair in enumerate(_CONTRARY):
    for _side, _words in enumerate(_pair):
        for _word in _words.split():
            _SIDES.setdefault(_word, []).append((_row, _side))
_WORD = expression(r"\w+")
_DOTS = str.maketrans("\u0130\u0131", "ii")  # a dot more or less makes no other word
_PART = expression(r"[,;:](?=\s)|\s(?:and|while|but|whereas|of whom|of which|against)\s")


class Bearer(Record):
    """What a sentence gives a figure or date to, and what the passages give it to."""

    shown: str
    ours: str
    theirs: str
    passage: Passage
    start: int  # of the figure, in the passage


def stranger(desk: Desk, text: str, passages: Iterable[Passage]) -> Bearer | None:
    """A figure or date that `text` gives to its one name of a kind, and every sentence of the
    passages that has it to another name of that kind; None where there is none, or where a pronoun
    or a second name leaves a doubt."""
    named = [(a, b, ids) for a, b, ids in desk.names(text) if len(ids) == 1]
    held = tuple(passages) if named else ()
    marks = _marks(text) if held else ()
    known = {i for p in held for _, _, ids in desk.names(p.exact) for i in ids} if marks else set()
    for kind in _KINDS if marks else ():
        own = {ids[0] for _, _, ids in named if desk.dossier.names[ids[0]].kind == kind}
        if len(own) != 1 or all(i in own or desk.dossier.names[i].kind != kind for i in known):
            continue
        (name,) = own
        first = min(a for a, _, ids in named if ids[0] == name)
        for shown, span, test in marks:
            if span[0] < first:
                continue
            found = _elsewhere(desk, kind, name, test, held)
            if found is not None:
                theirs, passage, start = found
                return Bearer(shown, desk.printed(name), desk.printed(theirs), passage, start)
    return None


def _marks(text: str) -> list[tuple[str, tuple[int, int], Quantity | Date]]:
    """The figures and dates of a sentence of ours."""
    found: list[tuple[str, tuple[int, int], Quantity | Date]] = [
        (q.text.strip(), q.span, q) for q in quantities(text) if q.unit not in _NONE
    ]
    days = [d for d in dates(text) if d.precision != "relative"]
    return found + [(d.text.strip(" .,"), d.span, d) for d in days]


def _elsewhere(
    desk: Desk, kind: str, name: str, mark: Quantity | Date, passages: tuple[Passage, ...]
) -> tuple[str, Passage, int] | None:
    """The other name that leads every sentence in which a mark stands: (name, passage, start)."""
    found: tuple[str, Passage, int] | None = None
    named = False
    for passage in passages:
        for start, sentence, figures, days in _sentences(passage.exact):
            ids = [i for _, _, known in desk.names(sentence) for i in known]
            place = _place(figures, days, mark)
            if place is None:
                named = named or name in ids
                continue
            ids += [i for _, _, known in desk.nouns(sentence) for i in known]
            others = {i for i in ids if desk.dossier.names[i].kind == kind}
            leading = [
                known[0] for a, _, known in desk.names(sentence) if a < place and known[0] in others
            ]
            if name in ids or not leading or _MEANS.search(sentence):
                return None
            found = found or (leading[0], passage, start + place)
    return found if named else None


@lru_cache(maxsize=4096)
def _sentences(
    text: str,
) -> tuple[tuple[int, str, tuple[Quantity, ...], tuple[Date, ...]], ...]:
    """The sentences of a passage, where they begin, with their figures and dates; many statements
    rest on one passage."""
    spans = sentence_spans(text)
    return tuple(
        (a, text[a:b], tuple(quantities(text[a:b])), tuple(dates(text[a:b]))) for a, b in spans
    )


def _place(
    figures: tuple[Quantity, ...], days: tuple[Date, ...], mark: Quantity | Date
) -> int | None:
    """Where a figure or date of ours stands in a sentence of a passage; a year within a day too."""
    if isinstance(mark, Quantity):
        return next((q.span[0] for q in figures if same(q, mark)), None)
    for date in days:
        coarse = (date.year, 0, 0, date.last, "")
        if key(mark) in (key(date), coarse):
            return date.span[0]
    return None


def contrary(text: str, passages: Iterable[Passage]) -> Bearer | None:
    """A figure that `text` has in a part of a sentence with one of two contrary words, and all the
    passages in a part with the other alone; None where there is none."""
    if not _sides(text):
        return None
    ours = [
        (quantity, row, side, word)
        for quantity, part in _parts(text)
        for (row, side), word in sorted(_sides(part).items())
        if (row, 1 - side) not in _sides(part)
    ]
    held = tuple(passages) if ours else ()
    for quantity, row, side, word in ours:
        found: Bearer | None = None
        for passage in held:
            for other, part in _parts(passage.exact):
                if not same(other, quantity):
                    continue
                theirs = _sides(part)
                if (row, 1 - side) not in theirs or (row, side) in theirs:
                    found = None
                    break
                shown = quantity.text.strip()
                other_word = theirs[row, 1 - side]
                found = found or Bearer(shown, word, other_word, passage, other.span[0])
            else:
                continue
            break
        if found is not None:
            return found
    return None


@lru_cache(maxsize=1024)
def _sides(text: str) -> dict[Side, str]:
    """The sides of contrary words that stand in a text, each with the first of its words."""
    found: dict[Side, str] = {}
    plain = text.isascii()
    for word in _WORD.findall(text):
        for side in _SIDES.get((word if plain else word.translate(_DOTS)).casefold(), ()):
            found.setdefault(side, word)
    return found


@lru_cache(maxsize=4096)
def _parts(text: str) -> tuple[tuple[Quantity, str], ...]:
    """Each figure with the part of its sentence, between commas and conjunctions."""
    found = []
    figures = [q for q in quantities(text) if q.unit not in _NONE]
    for start, end in sentence_spans(text) if figures else ():
        cuts = [m.start() for m in _PART.finditer(text, start, end)]
        edges = [start, *cuts, end]
        for quantity in figures:
            at = quantity.span[0]
            if start <= at < end:
                low = max(edge for edge in edges if edge <= at)
                high = min(edge for edge in edges if edge > at)
                found.append((quantity, text[low:high]))
    return tuple(found)
