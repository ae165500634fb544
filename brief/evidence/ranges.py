"""Ranges, years and days of the month told apart from other numbers."""

from __future__ import annotations

import re
from decimal import Decimal

from brief.evidence.lexicon import MONTHS
from brief.evidence.numerals import RUN, STARTING, WORDS, Number, magnitudes, read_number
from brief.evidence.units import symbol, unit_after
from brief.expressions import expression
from brief.text.cues import Cued
from brief.text.folding import Folded

_YEAR_BEFORE = expression(
    r"(?:\b(?:in|since|by|of|until|till|from|during|before|after|the|year|early|late|mid|fiscal"
    r"|through|between|and|to"
    r"|for|spring|summer|autumn|fall|winter|season|back|в|с|до|к|на|по|после|года?|until)|'s|s'"
    r"|-|\()[ \n]?\Z",
    re.I,
)

_MONTH_BEFORE = Cued(
    " ".join(MONTHS),
    r"\b(?:"
    + "|".join(sorted(MONTHS, key=len, reverse=True))
    + r")(?![^\W\d_])\.?[ \n]?(?:the )?(?:\d{1,2}(?:,| ?- ?| and | to )? ?)?\Z",
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


def is_day(body: str, start: int, number: Number) -> bool:
    """Whether a number is the day of a month."""
    if number.kind not in ("", "ordinal") or number.magnitude or not 0 < number.value < 32:
        return False
    if body.isascii() and not _MONTH_BEFORE.may_match(body):
        return False
    if after := _MONTH_AFTER.match(body, number.end):
        month = after.group("month")
        return month[:1].isupper() or not month.isascii()
    before = body[max(0, start - 24) : start]
    match = _MONTH_BEFORE.plain.search(before)
    return bool(match and before[match.start() : match.start() + 1].isupper())


_TO = expression(
    r"(?P<symbol>)(?:(?P<dash>[ ]?-[ ]?)|[ \n](?P<to>to|and|or|до)[ \n])(?P<sign>(?:US|A"
    r"|C)?[$\u20ac\u00a3])?(?=\w)",
    re.I,
)


# What rises or falls by one figure to another: "gained 5.5% to 212 kroner".
_CHANGED = expression(
    r"\b(?:from|rose|fell|grew|up|down|(?:increas|decreas|gain|climb|jump|slipp|dropp|declin|surg|soar"
    r"|plung|tumbl|advanc|edg|eas|narrow|widen|add)ed|lost|shed|shrank|slid)[ \n](?:\w+ )?\Z",
    re.I,
)


def upper_end(
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
        if word == "to" and _CHANGED.search(lead[-24:]):
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
    if unit == "percent" and word in ("to", "до") and _other_unit(body, other, spelled):
        return None  # "an increase of 5.5% to 212 kroner"
    if link.group("sign"):
        kind = symbol(link.group("sign"))
    return Number(value, other.digits, other.end, kind or unit, other.magnitude), length


def _other_unit(body: str, other: Number, spelled: str) -> bool:
    """Whether a number behind "5% to" counts something that is no share."""
    if other.kind or other.magnitude:
        return other.kind != "percent"
    return (
        not spelled
        and re.match(r"[ \n][a-zа-яәғқңөұүһі]", body[other.end :]) is not None
        and (
            unit_after(body, other.end, "", other.value)[0] not in ("percent", "points")
            and not re.match(
                r"[ \n](?:of|in|this|last|next|by|a|the|and|or|from|over)\b", body[other.end :]
            )
        )
    )


def _year_alone(body: str, start: int, end: int, lead: str) -> bool:
    """Whether the digits are a year that a preposition leads, with nothing that it counts."""
    shown = body[start:end]
    plain = len(shown) == 4 and shown.isdigit() and "1500" <= shown < "2200"
    return plain and bool(_YEAR_BEFORE.search(lead[-12:]))


_SHARED = expression(r"[ \n](?:to|and|or)[ \n](?:US)?[$\u20ac\u00a3]?\d[\d.,]*", re.I)


def shared_unit(body: str, end: int, lead: str) -> str:
    """The unit that "from 5 to 7 percent" gives its first number."""
    if not re.search(r"\bfrom[ \n](?:\w+ )?\Z", lead[-20:], re.I):
        return ""
    match = _SHARED.match(body, end)
    if match is None:
        return ""
    unit, _ = unit_after(body, magnitudes(body, match.end())[0], "", Decimal(1))
    return unit if unit in ("percent", "points", "basis points") else ""


def is_year(body: str, start: int, end: int, lead: str, magnitude: int) -> bool:
    """Whether four figures are a year."""
    shown = body[start:end]
    if magnitude or len(shown) != 4 or not shown.isdigit() or not "1500" <= shown < "2200":
        return False
    if _YEAR_BEFORE.search(lead[-12:]) or _MONTH_BEFORE.plain.search(lead[-24:]):
        return True
    after = body[end : end + 16]
    return not re.match(r"[ \n-][a-zа-яәғқңөұүһі]", after) or bool(
        re.match(r"[ -]?(?:жыл|год|г\.)", after)
    )
