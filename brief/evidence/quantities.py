"""Quantities in English, Russian and Kazakh: value, bound, hedge, unit and what is counted.

Judgement calls:
* A hedge or a bound belongs to the figure, so neither may be dropped, added or exchanged for
  another class; words of one class (about, around, roughly) are equal.  "Estimated" beside a
  figure is a hedge.  "Only" and "exactly" may be dropped, never added.
* "Over five years" after a verb is a duration; "for over five years" is a bound.
* What is counted must be in the source's words after the number; modifiers may be left out
  (15 aircraft for 15 Boeing aircraft), but none that takes something away (planned, alleged).
* A bare "$" equals any dollar that the other side does not name more closely.
* Digits inside names (787-9, G20, C5+1, CO2, H5N1), times and days of the month are no quantities.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from brief.evidence.numerals import RUN, STARTING, read_number
from brief.evidence.qualifiers import (
    BOUNDARY,
    MARKS,
    phrase_tokens,
    qualifier_after,
    qualifier_before,
)
from brief.evidence.ranges import is_day, is_year, shared_unit, upper_end
from brief.evidence.units import CURRENCIES, PERCENT, SYMBOL_BEFORE, symbol, unit_after
from brief.expressions import expression
from brief.record import Record
from brief.text.cues import Cued
from brief.text.folding import Folded, fold

Span = tuple[int, int]

Problem = tuple[str, str, Span | None]


class Quantity(Record):
    """A value or a range with all that belongs to it.

    `unit` is a currency ("USD", "$", "EUR", ...), "percent", "points", "basis points",
    "ordinal", "year", "decade", "fraction" or empty; `noun` the words counted, as written;
    `qualifier` exact, approximate, at least, more than, just over, at most, up to, less than,
    just under, nearly, only or exactly; `approximate` tells a hedge beside a bound ("at least
    about"); `status` done, expected or estimated.  `span` covers the qualifier, number and unit
    in the text given, `number` the number alone; `digits` counts significant digits as written.
    """

    low: Decimal
    high: Decimal
    unit: str = ""
    noun: str = ""
    qualifier: str = "exact"
    status: str = "done"
    text: str = ""
    span: Span = (0, 0)
    number: Span = (0, 0)
    approximate: bool = False
    digits: int = 1
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()

    @property
    def currency(self) -> str:
        """The currency, or an empty text."""
        return self.unit if self.unit in CURRENCIES else ""


_TIME = expression(r":\d\d|[ \n]?(?:a\.?m\b|p\.?m\b|o'clock)", re.I)

_KAZAKH = frozenset("әғқңөұүһіӘҒҚҢӨҰҮҺІ")
_RUSSIAN = frozenset("абвгдежзийклмнопрстуфхцчшщъыьэюяАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ")

_EXPECTED = Cued(
    "expect projected plan plans forecast set due scheduled intend would will could may might "
    "likely target aim aims hope proposed promis pledg ожид плани прогн",
    r"\b(?:expect\w*|project(?:ed|s)|plan(?:s|ned|ning)?|forecast\w*|set to|due to|scheduled"
    r"|intends?|intended|will|would"
    r"|could|may|might|likely|target\w*|aims?|hopes?|proposed|promis\w+|pledg\w+|ожида\w+"
    r"|планир\w+|прогноз\w+)\b",
    re.I,
)

_LONG = 4000  # code points; longer texts are not remembered


def quantities(text: str, language: str = "en") -> list[Quantity]:
    """Every quantity in `text`, in order, with spans in `text`.

    `language` "kk" (or Kazakh letters in the text) reads words such as "он" as Kazakh numerals.
    """
    if len(text) > _LONG:
        return _quantities(text, language)
    return list(_remembered(text, language))


@lru_cache(maxsize=1 << 15)  # rule after rule goes through all values and passages
def _remembered(text: str, language: str) -> tuple[Quantity, ...]:
    return tuple(_quantities(text, language))


def _quantities(text: str, language: str) -> list[Quantity]:
    folded = fold(text)
    body = folded.text
    plain = body.isascii()
    kazakh = language == "kk" or (not plain and not _KAZAKH.isdisjoint(body))
    cyrillic = kazakh or language == "ru" or (not plain and not _RUSSIAN.isdisjoint(body))
    found: list[Quantity] = []
    done = 0
    for match in RUN.finditer(body):
        start = match.start()
        if start < done:
            continue
        word = match.group()
        if word[0].isdecimal():
            word = ""
        elif word.lower() not in STARTING:
            continue
        scanned = _scan(body, start, word, kazakh, cyrillic, text, folded)
        if scanned is None:
            continue
        quantity, done = scanned
        if quantity is not None:
            found.append(_placed(quantity, folded))
    return found


def _placed(quantity: Quantity, folded: Folded) -> Quantity:
    if not folded.layers:
        return quantity
    return quantity.replace(
        span=folded.source(*quantity.span), number=folded.source(*quantity.number)
    )


def _scan(
    body: str, start: int, word: str, kazakh: bool, cyrillic: bool, text: str, folded: Folded
) -> tuple[Quantity | None, int] | None:
    """The quantity whose number starts at `start`, and where to go on; None for no number."""
    if word and not kazakh and word.lower() in _KAZAKH_ALONE:
        return None
    named = not word and _in_name(body, start)
    number = None if named else read_number(body, start, word, cyrillic, text, folded)
    if number is None:
        return None if word else (None, _token_end(body, start))
    if not word:
        if _TIME.match(body, number.end) or body[max(0, start - 1) : start] == ":":
            return None, number.end + 3
        if is_day(body, start, number):
            return None, number.end
    low = high = number.value
    digits, end, magnitude = number.digits, number.end, number.magnitude
    unit, lead = _sign(body, start, number.kind)
    begin = start - (min(64, start) - len(lead))
    ranged = upper_end(body, start, end, lead, number, cyrillic, text, folded)
    if ranged == "name":
        return None, _token_end(body, end + 1)
    if isinstance(ranged, tuple):
        other, begin_lead = ranged
        high, end = other.value, other.end
        digits = max(digits, other.digits)
        if other.magnitude and not magnitude:
            low = low.scaleb(other.magnitude)
        unit = unit or other.kind
        if begin_lead:
            begin -= begin_lead
            lead = lead[: len(lead) - begin_lead]
    unit, end = unit_after(body, end, unit, low)
    if isinstance(ranged, tuple):
        if unit in ("percent", "points") and (more := PERCENT.match(body, end)):
            end = more.end()
            unit = "points" if more.group("points") else unit
        elif not unit and 1500 < low < high < 2200 and low == int(low):
            unit = "year"
    elif not unit and not word and is_year(body, start, end, lead, magnitude):
        unit = "year"
    elif not unit:
        unit = shared_unit(body, end, lead)
    if not unit and number.value == 1 and word.lower() in _ONE and _pronoun_one(body, lead, end):
        return None, end
    qualifier, approximate, size, estimated = qualifier_before(lead, body, end, unit)
    begin -= size
    lead = lead[: len(lead) - size]
    following, tail_qualifier = qualifier_after(body, end, kazakh)
    if tail_qualifier and qualifier in ("exact", "approximate"):
        approximate = qualifier == "approximate" != tail_qualifier
        qualifier = tail_qualifier
    clause = _clause(lead)
    status = "estimated" if estimated else "done"
    if status == "done" and _EXPECTED.may_match(body):
        status = _status(clause, following)
    before = tuple(phrase_tokens(clause)[-8:])
    return Quantity(
        low, high, unit, _noun(following), qualifier, status, body[begin:end], (begin, end),
        (start, end), approximate, digits, before, tuple(following),
    ), end  # fmt: skip


_SIGN = 8  # code points that hold the longest sign before a number, and one before it


def _sign(body: str, start: int, unit: str) -> tuple[str, str]:
    """The unit that a sign before the number gives, and the text before the sign."""
    lead = body[max(0, start - 64) : start]
    if lead.endswith((".", "-")):  # .5 percent, -5 degrees
        lead = lead[:-1]
    if sign := SYMBOL_BEFORE.search(lead[-_SIGN:]):
        return unit or symbol(sign.group()), lead[: len(lead) - len(sign.group())]
    return unit, lead


def _status(clause: str, following: list[str]) -> str:
    """Expected where the clause says so before the number, or a participle right after it."""
    after = " ".join(token.lower() for token in following[:3] if token not in MARKS)
    return "expected" if _EXPECTED.plain.search(clause) or _EXPECTED_AFTER.search(after) else "done"


_EXPECTED_AFTER = expression(r"\b(?:expected|planned|projected|forecast|scheduled|due)\b")


_KAZAKH_ALONE = frozenset(("он", "бес", "екі", "үш", "алты", "жеті", "елу", "отыз"))
_ONE = frozenset(("one", "один", "одна", "одно", "бір"))


def _in_name(body: str, start: int) -> bool:
    """Whether the digits at `start` are part of a name or code, such as F-16 or C5+1."""
    if start == 0:
        return False
    before = body[start - 1]
    previous = body[start - 2] if start > 1 else " "
    if before in "+/":
        return previous.isalnum()
    if before in ".,":
        return previous.isdigit()
    if before == "-" and previous.isalpha():
        begin = start - 1
        while begin > 0 and start - begin < 12 and body[begin - 1].isalpha():
            begin -= 1
        return body[begin : start - 1].lower() not in (
            "mid",
            "pre",
            "post",
            "sub",
            "over",
            "under",
            "from",
            "early",
            "late",
        )
    return before in "#@"


def _token_end(body: str, at: int) -> int:
    end = at
    while end < len(body) and (body[end].isalnum() or body[end] in "+/-"):
        end += 1
    return max(end, at + 1)


def _pronoun_one(body: str, lead: str, end: int) -> bool:
    if re.search(
        r"\b(?:no|any|every|the|this|that|each|which|another|only|not|some|an?|\w+er|other|last"
        r"|next|new|good|big)[ \n-]\Z",
        lead[-12:],
        re.I,
    ):
        return True
    return bool(
        re.match(
            r"(?:[ \n](?:of|another|that|who|which|is|was|in|to|can|could|should|would|might"
            r"|may|must|has|had|and|or|day|side|by|on|thing|way)\b|['.,;:!?)\"-]|\s*\Z)",
            body[end : end + 9],
        )
    )


def _clause(lead: str) -> str:
    cut = max(lead.rfind(mark) for mark in (". ", "; ", "! ", "? ", "\n", ": ", '"'))
    return lead[cut + 1 :] if cut >= 0 else lead


def _noun(tokens: list[str]) -> str:
    words: list[str] = []
    for token in tokens:
        if token == "-" and not words:
            continue
        if token in MARKS or token.lower() in BOUNDARY or len(words) == 8:
            break
        words.append(token)
    return " ".join(words)


def parse(text: str, language: str = "en") -> Quantity | None:
    """The one quantity of a written value such as "up to 15 aircraft"; None for none or several."""
    found = list(quantities(text, language))
    return found[0] if len(found) == 1 else None
