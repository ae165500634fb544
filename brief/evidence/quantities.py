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

from brief.evidence.lexicon import MONTHS
from brief.evidence.numerals import RUN, STARTING, WORDS, Number, magnitudes, read_number
from brief.evidence.qualifiers import (
    BOUNDARY,
    MARKS,
    phrase_tokens,
    qualifier_after,
    qualifier_before,
)
from brief.evidence.units import CURRENCIES, PERCENT, SYMBOL_BEFORE, symbol, unit_after
from brief.expressions import expression
from brief.record import Record
from brief.text import Folded, fold

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


_YEAR_BEFORE = expression(
    r"(?:\b(?:in|since|by|of|until|till|from|during|before|after|the|year|early|late|mid|fiscal"
    r"|through|between|and|to"
    r"|for|spring|summer|autumn|fall|winter|season|back|в|с|до|к|на|по|после|года?|until)|'s|s'"
    r"|-|\()[ \n]?\Z",
    re.I,
)

_MONTH_BEFORE = expression(
    r"\b(?:"
    + "|".join(sorted(MONTHS, key=len, reverse=True))
    + r")\.?[ \n]?(?:the )?(?:\d{1,2}(?:,| ?- ?| and | to )? ?)?\Z",
    re.I,
)

_MONTH_AFTER = expression(
    r"(?:st|nd|rd|th|-го|-е)?(?: of)?(?:[ \n]?-[ \n]?\d{1,2}| and \d{1,2})?[ \n-](?P<month>(?:"
    + "|".join(sorted(MONTHS, key=len, reverse=True))
    + r")(?!\w)|(?:январ|феврал|март|апрел|июн|июл|август|сентябр|октябр|ноябр|декабр|қаңтар|ақпан"
    r"|наурыз|сәуір|мамыр|маусым|шілде|тамыз|қыркүйе|қазан|қараша|желтоқсан)\w{0,7}"
    r"|(?:мая|май|янв|фев|апр|авг|сен|сент|окт|ноя|дек)(?!\w))",
    re.IGNORECASE,
)

_TIME = expression(r":\d\d|[ \n]?(?:a\.?m\b|p\.?m\b|o'clock)", re.I)

_KAZAKH_LETTER = expression("[әғқңөұүһіӘҒҚҢӨҰҮҺІ]")

_EXPECTED = expression(
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


@lru_cache(maxsize=1024)
def _remembered(text: str, language: str) -> tuple[Quantity, ...]:
    # Several rules ask about each value and passage.
    return tuple(_quantities(text, language))


def _quantities(text: str, language: str) -> list[Quantity]:
    folded = fold(text)
    body = folded.text
    kazakh = language == "kk" or bool(_KAZAKH_LETTER.search(body))
    cyrillic = kazakh or language == "ru" or bool(re.search("[а-яА-Я]", body))
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
        if _is_day(body, start, number):
            return None, number.end
    low = high = number.value
    digits, end, magnitude = number.digits, number.end, number.magnitude
    unit, lead = _sign(body, start, number.kind)
    begin = start - (min(64, start) - len(lead))
    ranged = _range(body, start, end, lead, number, cyrillic, text, folded)
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
    elif not unit and not word and _is_year(body, start, end, lead, magnitude):
        unit = "year"
    elif not unit:
        unit = _shared_unit(body, end, lead)
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
    status = "estimated" if estimated else _status(clause, following)
    before = tuple(phrase_tokens(clause)[-8:])
    return Quantity(
        low, high, unit, _noun(following), qualifier, status, body[begin:end], (begin, end),
        (start, end), approximate, digits, before, tuple(following),
    ), end  # fmt: skip


def _sign(body: str, start: int, unit: str) -> tuple[str, str]:
    """The unit that a sign before the number gives, and the text before the sign."""
    lead = body[max(0, start - 64) : start]
    if lead.endswith((".", "-")):  # .5 percent, -5 degrees
        lead = lead[:-1]
    if sign := SYMBOL_BEFORE.search(lead):
        return unit or symbol(sign.group()), lead[: sign.start()]
    return unit, lead


def _status(clause: str, following: list[str]) -> str:
    """Expected where the clause says so before the number, or a participle right after it."""
    after = " ".join(token.lower() for token in following[:3] if token not in MARKS)
    return "expected" if _EXPECTED.search(clause) or _EXPECTED_AFTER.search(after) else "done"


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


def _is_day(body: str, start: int, number: Number) -> bool:
    if number.kind not in ("", "ordinal") or number.magnitude or not 0 < number.value < 32:
        return False
    if after := _MONTH_AFTER.match(body, number.end):
        month = after.group("month")
        return month[:1].isupper() or not month.isascii()
    before = body[max(0, start - 24) : start]
    match = _MONTH_BEFORE.search(before)
    return bool(match and before[match.start() : match.start() + 1].isupper())


_TO = expression(
    r"(?P<symbol>)(?:(?P<dash>[ ]?-[ ]?)|[ \n](?P<to>to|and|or|до)[ \n])(?P<sign>(?:US|A"
    r"|C)?[$\u20ac\u00a3])?(?=\w)",
    re.I,
)


def _range(
    body: str,
    start: int,
    end: int,
    lead: str,
    number: Number,
    cyrillic: bool,
    text: str,
    folded: Folded,
) -> tuple[Number, int] | str | None:
    """The upper end of a range and the length of "between " before it; "name" for 787-9."""
    if number.kind not in ("", "percent"):
        return None
    at = end
    unit, after_unit = unit_after(body, end, "", number.value)
    if unit:
        at = after_unit
    link = _TO.match(body, at)
    if link is None:
        return None
    word = (link.group("to") or "").lower()
    if word in ("and", "or") or word in {"to", "до"}:
        between = re.search(r"\b(?:between|ranging between|от)[ \n]\Z", lead[-24:], re.I)
        if word == "and" and not between:
            return None
        if word == "or":
            return None
        if word == "до" and not (between and between.group().lower().startswith("от")):
            return None
        if word == "to" and not between and _year_alone(body, start, end, lead):
            after = RUN.match(body, link.end())
            if after is None or not _year_alone(body, *after.span(), "in "):
                return None  # "fell from 231 tons in 2019 to 188 tons"
        if word == "to" and re.search(
            r"\b(?:from|rose|fell|grew|up|down|increased|decreased)[ \n](?:\w+ )?\Z",
            lead[-24:],
            re.I,
        ):
            return None
        length = len(between.group()) if between else 0
    else:
        length = 0
        if " " in link.group("dash") and not unit:
            return None
    begin = link.end()
    match = RUN.match(body, begin)
    if match is None:
        return None
    spelled = "" if match.group()[0].isdecimal() else match.group()
    lower = spelled.lower()
    if spelled and not (lower in STARTING and lower.startswith(WORDS)):
        return None
    other = read_number(body, begin, spelled, cyrillic, text, folded)
    if other is None:
        return "name" if link.group("dash") and not spelled else None
    value = other.value
    if word == "to" and not spelled and _MONTH_AFTER.match(body, other.end):
        return None
    low = number.value
    if other.magnitude and not number.magnitude:
        low = low.scaleb(other.magnitude)
    if value <= low:
        shown = body[begin : other.end]
        if (
            link.group("dash")
            and len(shown) == 2
            and shown.isdigit()
            and 1900 < number.value < 2100
        ):
            return Number(number.value // 100 * 100 + value, 4, other.end), 0
        return "name" if link.group("dash") and not number.magnitude and not unit else None
    kind = other.kind
    if link.group("sign"):
        kind = symbol(link.group("sign"))
    return Number(value, other.digits, other.end, kind or unit, other.magnitude), length


def _year_alone(body: str, start: int, end: int, lead: str) -> bool:
    """Whether the digits are a year that a preposition leads, with nothing that it counts."""
    shown = body[start:end]
    plain = len(shown) == 4 and shown.isdigit() and "1500" <= shown < "2200"
    return plain and bool(_YEAR_BEFORE.search(lead[-12:]))


_SHARED = expression(r"[ \n](?:to|and|or)[ \n](?:US)?[$\u20ac\u00a3]?\d[\d.,]*", re.I)


def _shared_unit(body: str, end: int, lead: str) -> str:
    """The unit that "from 5 to 7 percent" gives its first number."""
    if not re.search(r"\bfrom[ \n](?:\w+ )?\Z", lead[-20:], re.I):
        return ""
    match = _SHARED.match(body, end)
    if match is None:
        return ""
    unit, _ = unit_after(body, magnitudes(body, match.end())[0], "", Decimal(1))
    return unit if unit in ("percent", "points", "basis points") else ""


def _is_year(body: str, start: int, end: int, lead: str, magnitude: int) -> bool:
    shown = body[start:end]
    if magnitude or len(shown) != 4 or not shown.isdigit() or not "1500" <= shown < "2200":
        return False
    if _YEAR_BEFORE.search(lead[-12:]) or _MONTH_BEFORE.search(lead[-24:]):
        return True
    after = body[end : end + 16]
    return not re.match(r"[ \n-][a-zа-яәғқңөұүһі]", after) or bool(
        re.match(r"[ -]?(?:жыл|год|г\.)", after)
    )


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
