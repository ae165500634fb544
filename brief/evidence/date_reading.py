"""Dates as a text gives them: what is stated, how precisely, and where."""

from __future__ import annotations

import re
from functools import lru_cache

from brief.evidence.date_forms import (
    BOUND,
    BOUND_CLASS,
    date_expression,
    marked,
    may_date,
    month_number,
)
from brief.expressions import expression
from brief.record import Record
from brief.text.characters import has_cyrillic
from brief.text.folding import Folded, fold

Span = tuple[int, int]


class Date(Record):
    """A date as a text gives it: what is not stated is 0 or empty.

    `year`, `month`, `day` the first day; `last` the (year, month, day) a range ends with;
    `part` early, mid, late, end, Q1 to Q4, H1, H2, a season, decade or century; `weekday` 1 to 7;
    `relative` the words of a relative date; `bound` since, from, until, by, before, after.
    """

    year: int = 0
    month: int = 0
    day: int = 0
    last: tuple[int, int, int] = (0, 0, 0)
    part: str = ""
    weekday: int = 0
    relative: str = ""
    bound: str = ""
    text: str = ""
    span: Span = (0, 0)

    @property
    def precision(self) -> str:
        """day, month, year, "day without year", "month without year", relative or weekday."""
        if self.relative:
            return "relative"
        if self.day:
            return "day" if self.year else "day without year"
        if self.month:
            return "month" if self.year else "month without year"
        return "year" if self.year else "weekday"


_DATING = expression(  # words after which May is a month and June no first name
    r"(?:\b(?:in|since|of|by|last|next|early|late|mid|until|till|from|this|during|and|to|through"
    r"|before|after|between|on|the|for|a|an|his|her|its|their|our|each|every|that|those|previous"
    r"|following|coming)|'s|-)[ \n-]?\Z",
    re.IGNORECASE,
)

_RUSSIAN_DATING = expression(r"(?:в|с|до|к|на|по|после|о|и|от)[ \n]\Z|^\Z", re.IGNORECASE)

_LOCATIVE = expression(
    r"(?:да|де|дан|ден|та|те|тан|тен|ында|інде|нің|ның|дың|дің|ға|ге|е|я)\Z", re.IGNORECASE
)

_COUNTED = expression(
    r"people|tons|tonnes|troops|soldiers|dollars|euros|km|miles|kilomet|met(?:er|re)s|percent"
    r"|per cent|homes|million|thousand|человек|тонн|долл"
)

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


_LONG = 4000  # code points; longer texts are not remembered


def dates(text: str) -> list[Date]:
    """Every date in `text`, relative ones too, in order, with spans in `text`."""
    return _dates(text) if len(text) > _LONG else list(_remembered(text))


@lru_cache(maxsize=1 << 15)  # rule after rule goes through all values and passages
def _remembered(text: str) -> tuple[Date, ...]:
    return tuple(_dates(text))


def _dates(text: str) -> list[Date]:
    folded = fold(text)
    body = folded.text
    found: list[Date] = []
    if not may_date(body):
        return found
    at = 0
    dating = date_expression(has_cyrillic(body))
    where = marked(body)
    while match := dating.search(where, at):
        at = max(match.end(), at + 1)
        date = _date(body, match, folded)
        if date is None:
            continue
        found.append(date)
        second = _second(body, match)
        if second is not None:
            if second.lastgroup == "day":
                found[-1] = date.replace(last=(0, 0, 0))
                found.append(date.replace(day=int(second.group()), last=(0, 0, 0)))
            else:
                found[-1] = date.replace(last=(0, 0, 0))
                at = second.start()
    return found


_AND = expression(r"(?<= and )(?:(?P<day>\d{1,2})(?!\d)|(?P<other>[A-Z]|\d{4}))")


def _second(body: str, match: re.Match[str]) -> re.Match[str] | None:
    """The second of two dates that "and" lists (October and November), not of a range."""
    if " and " not in match.group() or re.search(
        r"\bbetween[ \n]\Z", body[max(0, match.start() - 9) : match.start()], re.I
    ):
        return None
    return _AND.search(body, match.start(), match.end())


def _date(body: str, match: re.Match[str], folded: Folded) -> Date | None:
    start, end = match.span()
    shown = body[start:end]
    if not shown.strip():
        return None
    lead = body[max(0, start - 28) : start]
    bound = ""
    if found := BOUND.search(lead):
        bound = BOUND_CLASS[found.group(1).lower()]
    date = _read(body, match, shown, lead)
    if date is None:
        return None
    return date.replace(text=shown, span=folded.source(start, end), bound=bound)


def _read(body: str, match: re.Match[str], shown: str, lead: str) -> Date | None:
    group = match.group
    if group("iso"):
        year, month, day = (int(part) for part in shown.split("-"))
        return Date(year, month, day)
    if group("dotted"):
        day, month, year = (int(part) for part in shown.split("."))
        return Date(year, month, day)
    if group("slashed"):
        return _slashed(shown)
    if group("period"):
        return _period(match)
    if group("decade"):
        return Date(int(group("y6")), part="decade")
    if group("century"):
        return Date(int(group("nc")) * 100 - 99, part="century")
    if group("relative"):
        return _relative(shown)
    part = _part_of(group("part") or group("part2") or "")
    if group("y7"):
        return _years(body, match, lead, part)
    return _calendar(body, match, lead, part)


def _slashed(shown: str) -> Date:
    one, two, year = (int(part) for part in shown.split("/"))
    year += 2000 if year < 100 else 0
    if one > 12 and two <= 12:
        return Date(year, two, one)
    if two > 12 and one <= 12:
        return Date(year, one, two)
    if one == two:
        return Date(year, one, two)
    return Date(relative=shown)


def _part_of(shown: str) -> str:
    lower = shown.lower()
    lower = lower.removeprefix("the ")
    for stem, part in _PART_STEMS:
        if lower.startswith(stem):
            return part
    return ""


_PART_STEMS = (
    ("early", "early"), ("begin", "early"), ("start", "early"), ("mid", "mid"), ("late", "late"),
    ("end", "end"), ("начал", "early"), ("серед", "mid"), ("кон", "end"),
)  # fmt: skip


def _period(match: re.Match[str]) -> Date | None:
    year = int(match.group("y5") or 0)
    if match.group("short"):
        part = match.group("short").upper()
    elif match.group("season"):
        if not year:
            return None
        part = match.group("season").lower().replace("autumn", "fall")
    elif match.group("fiscal"):
        if not year:
            return None
        part = "fiscal"
    else:
        number = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3}.get(
            match.group("nth").lower(), 4
        )
        if match.group("span").lower() == "half":
            if not year and number > 2:
                return None
            part = f"H{min(number, 2)}"
        else:
            part = f"Q{number}"
        if not year and match.group("nth").lower() in ("last", "final"):
            return None
    return Date(year, part=part)


def _relative(shown: str) -> Date | None:
    lower = " ".join(shown.lower().split())
    weekday = next((i for i, name in enumerate(_WEEKDAYS, 1) if lower.startswith(name)), 0)
    if weekday:
        if not shown[0].isupper():
            return None
        *_, before, last = ("", *shown.split(" "))
        if last.isdigit() and (month := month_number(before)):
            return Date(0, month, int(last), weekday=weekday)
        return Date(weekday=weekday, relative=lower)
    if "may" in lower.split() and "May" not in shown:
        return None
    return Date(relative=lower)


def _years(body: str, match: re.Match[str], lead: str, part: str) -> Date | None:
    end = match.end()
    year = int(match.group("y7"))
    before = lead[-2:].strip()[-1:]
    compound = body[end : end + 1] in ("%", "-") and body[end + 1 : end + 2].isalpha()
    if compound or before in ("$", "\u20ac", "\u00a3", "#"):
        return None
    if _COUNTED.match(body[end : end + 14].lstrip(" \n")):
        return None
    last = (0, 0, 0)
    link = match.group("y7b") or match.group("y7c")
    if link:
        other = int(link) if len(link) == 4 else year // 100 * 100 + int(link)
        if other > year:
            last = (other, 0, 0)
    return Date(year, last=last, part=part)


def _calendar(body: str, match: re.Match[str], lead: str, part: str) -> Date | None:
    group = match.group
    month_group = next(name for name in ("m1", "m2", "m3", "m4") if group(name))
    name = body[slice(*match.span(month_group))]
    month = month_number(name)
    day = int(group("d1") or group("d2") or group("d3") or 0)
    year = int(group("y1") or group("y2") or group("y3") or group("y4") or 0)
    if name.isascii() and not name[0].isupper():
        return None
    if (
        not day
        and not year
        and not part
        and not group("m4b")
        and not _is_month(body, match, lead, name)
    ):
        return None
    last = (0, 0, 0)
    end_day = int(group("d1b") or group("d2b") or 0)
    end_month = (
        month_number(body[slice(*match.span("m1b" if group("m1b") else "m4b"))])
        if group("m1b") or group("m4b")
        else month
    )
    if end_day:
        if end_day <= day and end_month == month:
            return None
        last = (year, end_month, end_day)
    elif group("m4b"):
        last = (year, end_month, 0)
    weekday = 0
    if group("week"):
        weekday = next(
            (i for i, w in enumerate(_WEEKDAYS, 1) if group("week").lower().startswith(w)), 0
        )
    return Date(year, month, day, last, part, weekday, "")


def _is_month(body: str, match: re.Match[str], lead: str, name: str) -> bool:
    """Whether a month's name alone means the month: May may be a verb, June a person."""
    if not name.isascii():
        if month_number(name) not in (3, 5, 6, 10):
            return True
        if body.startswith(" ай", match.end()):
            return True
        return bool(_RUSSIAN_DATING.search(lead) or _LOCATIVE.search(name))
    alone = not lead.strip() and not body[match.end() :].strip(" .,")
    if alone or _DATING.search(lead) or match.group("week"):
        return True
    if name in ("May", "March", "Mar", "Mar."):
        return False
    return not body[match.end() : match.end() + 2].strip().isupper()
