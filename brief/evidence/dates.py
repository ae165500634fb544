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
from functools import lru_cache

from brief.evidence.lexicon import MONTHS
from brief.record import Record
from brief.text import Folded, fold

Span = tuple[int, int]
Problem = tuple[str, str, Span | None]


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


_EN_MONTH = (
    r"(?:Jan(?:uary|\b\.?)|Feb(?:ruary|\b\.?)|Mar(?:ch|\b\.?)|Apr(?:il|\b\.?)|May|June?\b\.?"
    r"|July?\b\.?|Aug(?:ust|\b\.?)|Sep(?:tember|t?\b\.?)|Oct(?:ober|\b\.?)"
    r"|Nov(?:ember|\b\.?)|Dec(?:ember|\b\.?))"
)
_STEMS = (
    ("январ", 1), ("феврал", 2), ("март", 3), ("апрел", 4), ("мая", 5), ("май", 5), ("мае", 5),
    ("маю", 5), ("июн", 6), ("июл", 7), ("август", 8), ("сентябр", 9), ("октябр", 10),
    ("ноябр", 11), ("декабр", 12), ("қаңтар", 1), ("ақпан", 2), ("наурыз", 3), ("сәуір", 4),
    ("мамыр", 5), ("маусым", 6), ("шілде", 7), ("тамыз", 8), ("қыркүйек", 9), ("қыркүйег", 9),
    ("қазан", 10), ("қараша", 11), ("желтоқсан", 12), ("янв", 1), ("фев", 2), ("апр", 4),
    ("авг", 8), ("сен", 9), ("окт", 10), ("ноя", 11), ("дек", 12),
)  # fmt: skip
_CYRILLIC_MONTH = (
    r"(?:январ[а-я]{1,3}|феврал[а-я]{1,3}|март[а-я]{0,2}|апрел[а-я]{1,3}|ма[йяею]|июн[а-я]{1,2}"
    r"|июл[а-я]{1,2}|август[а-я]{0,2}|сентябр[а-я]{1,3}|октябр[а-я]{1,3}|ноябр[а-я]{1,3}"
    r"|декабр[а-я]{1,3}|(?:янв|фев|апр|авг|сент?|окт|ноя|дек)\b\.?|(?:қаңтар|ақпан|наурыз|сәуір|мамыр|маусым|шілде|тамыз|қыркүйе[кг]|қазан"
    r"|қараша|желтоқсан)[а-яәғқңөұүһі]{0,6})"
)
_DAY = r"(?:[12]\d|3[01]|0?[1-9])"
_YEAR = r"(?:1[5-9]\d\d|20\d\d|21\d\d)"
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_SHORT_DAY = r"(?:Mon|Tues?|Wed|Thu(?:rs)?|Fri|Sat|Sun)\."
_OF_YEAR = r"(?:[ \n]?(?:года|году|годом|год|г\.|жылғы|жылы|жылдың|жылдан|жыл))?"
_CYRILLIC = re.compile("[\u0400-\u052f\u1c80-\u1c8f]")
_NTH = r"(?:st|nd|rd|th)?"
_LINK = r"(?: ?- ?| and | to | through )"
_SEASON = r"(?:spring|summer|autumn|fall|winter)"
_PART_WORDS = (
    r"early(?: in)?|mid|middle of|late(?: in)?|(?:the )?(?:end|beginning|start|middle) of|end-"
)
_CYRILLIC_PARTS = r"|начал[еоау]|конц[еау]|конец|середин[еау]"
_NUMERIC = (
    rf"(?P<iso>{_YEAR}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?![\w-])"
    rf"|(?P<dotted>{_DAY}\.(?:0?[1-9]|1[0-2])\.{_YEAR})(?!\w)"
    r"|(?P<slashed>\d{1,2}/\d{1,2}/(?:\d\d)?\d\d)(?![\w/])"
)
_MONTH_FIRST = (  # Nov. 5-7, 2025
    rf"(?P<m1>{_EN_MONTH}) (?:the )?(?P<d1>{_DAY}){_NTH}"
    rf"(?:{_LINK}(?:(?P<m1b>{_EN_MONTH}) )?(?P<d1b>{_DAY}){_NTH})?"
    rf"(?!\d|[.,]\d\d\d|:\d|%)(?:,? (?:of )?(?P<y1>{_YEAR})(?![\d%]))?"
)
_PERIOD = (  # the third quarter of 2025, Q3, spring 2026, fiscal 2025
    r"(?P<period>(?:(?P<nth>first|second|third|fourth|1st|2nd|3rd|4th|final|last)"
    r" (?P<span>quarter|half)|(?P<short>[QH][1-4])"
    rf"|(?P<season>{_SEASON})|(?P<fiscal>fiscal(?: year)?|FY))"
    rf"(?: of| in)?(?: the)?[ ]?(?P<y5>{_YEAR})?(?!\d))"
)
_AGE = (
    r"(?P<decade>(?:the )?(?P<y6>(?:1[5-9]|20)\d0)'?s)\b"
    r"|(?P<century>(?:the )?(?P<nc>\d\d)(?:st|nd|rd|th) century)"
)


@lru_cache(maxsize=2)
def _expression(cyrillic: bool) -> re.Pattern[str]:
    """The expression for dates; that for texts without Cyrillic letters is made much faster."""
    if cyrillic:
        month, of_year, parts = rf"(?:{_EN_MONTH}|{_CYRILLIC_MONTH})", _OF_YEAR, _CYRILLIC_PARTS
        ending, also, days = r"|-го|-е", r"| и ", r"|вчера|сегодня|завтра|кеше|бүгін|ертең"
        year_first = (  # 2025 жылғы 7 қараша
            rf"(?P<y3>{_YEAR}) (?:жылғы|жылдың|жылы) (?:(?P<d3>{_DAY})(?:-[а-яі]+)? )?"
            rf"(?P<m3>{_CYRILLIC_MONTH})(?!\w)"
        )
    else:
        month, of_year, parts, ending, also, days = _EN_MONTH, "", "", "", "", ""
        year_first = r"(?!)(?P<y3>)(?P<d3>)(?P<m3>)"
    part_words = _PART_WORDS + parts
    day_first = (  # 5-7 November 2025, 7 ноября 2025 года
        rf"(?P<d2>{_DAY})(?:st|nd|rd|th{ending})?"
        rf"(?:(?:{_LINK}{also})(?P<d2b>{_DAY}){_NTH})?(?:-| |\n| of | day of )(?P<m2>{month})(?!\w)"
        rf"(?:[,-]? ?(?P<y2>{_YEAR})(?!\d){of_year})?"
    )
    month_alone = (  # November 2025, May to July
        rf"(?P<m4>{month})(?!\w)(?:{_LINK}(?P<m4b>{month})(?!\w))?"
        rf"(?:(?:,? (?:of )?|-)(?P<y4>{_YEAR})(?!\d){of_year})?"
    )
    relative = (
        r"(?P<relative>(?:last|next|this|the previous|the following|later this|earlier this"
        rf"|the past|coming) (?:{_WEEKDAY}|week|month|year|weekend|quarter|decade|century"
        rf"|{_SEASON}|{_EN_MONTH})(?: {_DAY})?\b|yesterday|today|tomorrow|tonight{days}"
        rf"|(?:{_WEEKDAY}|{_SHORT_DAY})(?:,? {_EN_MONTH} {_DAY}(?!\d))?"
        r"(?: (?:morning|afternoon|evening|night))?)"
    )
    years = (  # 2025, 2026-2027, 2026-27
        rf"(?:(?P<part2>{part_words})[ -](?:the )?)?(?P<y7>{_YEAR})"
        rf"(?: ?- ?(?P<y7b>{_YEAR}|\d\d(?!\d))| (?:and|to|through|until) (?P<y7c>{_YEAR}))?"
        rf"(?![\d%]|,\d\d\d|[.]\d|:\d){of_year}"
    )
    return re.compile(
        rf"(?<![\w.:/-])(?:{_NUMERIC}"
        rf"|(?:(?P<part>{part_words})[ -](?:the )?)?(?:(?P<week>{_WEEKDAY}),? )?(?:the )?"
        rf"(?:{_MONTH_FIRST}|{day_first}|{year_first}|{month_alone})"
        rf"|{_PERIOD}|{_AGE}|{relative}|{years})",
        re.IGNORECASE,
    )


_BOUND = re.compile(
    r"\b(since|from|until|till|through|by|before|after|between|no later than|ahead of|prior to"
    r"|starting|beginning|effective|с|до|к|после|по)"
    r"(?:[ \n](?:the|early|late|mid|end|of|on|in|about|around))*[ \n-]\Z",
    re.IGNORECASE,
)
_BOUND_CLASS = {
    "since": "since", "from": "from", "until": "until", "till": "until", "through": "through",
    "by": "by", "no later than": "by", "before": "before", "ahead of": "before",
    "prior to": "before", "after": "after", "starting": "from", "beginning": "from",
    "effective": "from", "between": "between", "с": "since", "до": "until", "к": "by",
    "после": "after", "по": "until",
}  # fmt: skip
_DATING = re.compile(  # words after which May is a month and June no first name
    r"(?:\b(?:in|since|of|by|last|next|early|late|mid|until|till|from|this|during|and|to|through"
    r"|before|after|between|on|the|for|a|an|his|her|its|their|our|each|every|that|those|previous"
    r"|following|coming)|'s|-)[ \n-]?\Z",
    re.IGNORECASE,
)
_RUSSIAN_DATING = re.compile(r"(?:в|с|до|к|на|по|после|о|и|от)[ \n]\Z|^\Z", re.IGNORECASE)
_LOCATIVE = re.compile(
    r"(?:да|де|дан|ден|та|те|тан|тен|ында|інде|нің|ның|дың|дің|ға|ге|е|я)\Z", re.IGNORECASE
)
_COUNTED = re.compile(
    r"people|tons|tonnes|troops|soldiers|dollars|euros|km|miles|kilomet|met(?:er|re)s|percent"
    r"|per cent|homes|million|thousand|человек|тонн|долл"
)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def dates(text: str) -> list[Date]:
    """Every date in `text`, relative ones too, in order, with spans in `text`."""
    folded = fold(text)
    body = folded.text
    found: list[Date] = []
    at = 0
    expression = _expression(bool(_CYRILLIC.search(body)))
    while match := expression.search(body, at):
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


_AND = re.compile(r"(?<= and )(?:(?P<day>\d{1,2})(?!\d)|(?P<other>[A-Z]|\d{4}))")


def _second(body: str, match: re.Match[str]) -> re.Match[str] | None:
    """The second of two dates that "and" lists (October and November), not of a range."""
    if " and " not in match.group() or re.search(
        r"\bbetween[ \n]\Z", body[max(0, match.start() - 9) : match.start()], re.I
    ):
        return None
    return _AND.search(body, match.start(), match.end())


def _date(body: str, match: re.Match[str], folded: Folded) -> Date | None:
    group = match.group
    start, end = match.span()
    shown = group()
    if not shown.strip():
        return None
    lead = body[max(0, start - 28) : start]
    bound = ""
    if found := _BOUND.search(lead):
        bound = _BOUND_CLASS[found.group(1).lower()]
    date = _read(body, match, lead)
    if date is None:
        return None
    return date.replace(text=shown, span=folded.source(start, end), bound=bound)


def _read(body: str, match: re.Match[str], lead: str) -> Date | None:
    group, shown = match.group, match.group()
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
    return _calendar(match, lead, part)


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
        inner = re.search(rf"({_EN_MONTH}) ({_DAY})\Z", shown, re.I)
        if inner:
            month = _month(inner.group(1))
            return Date(0, month, int(inner.group(2)), weekday=weekday)
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


def _calendar(match: re.Match[str], lead: str, part: str) -> Date | None:
    group = match.group
    name = group("m1") or group("m2") or group("m3") or group("m4")
    month = _month(name)
    day = int(group("d1") or group("d2") or group("d3") or 0)
    year = int(group("y1") or group("y2") or group("y3") or group("y4") or 0)
    if name.isascii() and not name[0].isupper():
        return None
    if not day and not year and not part and not group("m4b") and not _is_month(match, lead, name):
        return None
    last = (0, 0, 0)
    end_day = int(group("d1b") or group("d2b") or 0)
    end_month = (
        _month(group("m1b") or group("m4b") or "") if (group("m1b") or group("m4b")) else month
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


def _is_month(match: re.Match[str], lead: str, name: str) -> bool:
    """Whether a month's name alone means the month: May may be a verb, June a person."""
    if not name.isascii():
        if _month(name) not in (3, 5, 6, 10):
            return True
        if match.string.startswith(" ай", match.end()):
            return True
        return bool(_RUSSIAN_DATING.search(lead) or _LOCATIVE.search(name))
    alone = not lead.strip() and not match.string[match.end() :].strip(" .,")
    if alone or _DATING.search(lead) or match.group("week"):
        return True
    if name in ("May", "March", "Mar", "Mar."):
        return False
    return not match.string[match.end() : match.end() + 2].strip().isupper()


def _month(name: str) -> int:
    lower = name.lower().rstrip(".")
    if lower in MONTHS:
        return MONTHS[lower]
    return next((number for stem, number in _STEMS if lower.startswith(stem)), 0)


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
    named = [word for word in re.findall(r"[^\W\d_]+", date.text) if _month(word)]
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
