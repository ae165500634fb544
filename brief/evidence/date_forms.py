"""How English, Russian and Kazakh write dates: the expressions and the names of months."""

from __future__ import annotations

import re
from functools import lru_cache

from brief.evidence.lexicon import MONTHS
from brief.expressions import expression

# In a text that `marked` has made, each letter of an English month's name is one of these: they
# are letters of a script that is no language's here.  It keeps the expression for dates, in which
# a month may stand in seven places, short enough to be compiled in a third of the time.
_FULL, _SHORT, _NEXT = "\ua4d0", "\ua4d1", "\ua4d2"

EN_MONTH = rf"(?:{_FULL}{_NEXT}*|{_SHORT}{_NEXT}*\.?)"

# The months of which no stop after the name is part.
_NEVER_SHORT = frozenset(
    """january february march april may august september october november december""".split()
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

DAY = r"(?:[12]\d|3[01]|0?[1-9])"

_YEAR = r"(?:1[5-9]\d\d|20\d\d|21\d\d)"

_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"

_SHORT_DAY = r"(?:Mon|Tues?|Wed|Thu(?:rs)?|Fri|Sat|Sun)\."

_OF_YEAR = r"(?:[ \n]?(?:года|году|годом|год|г\.|жылғы|жылы|жылдың|жылдан|жыл))?"

_NTH = r"(?:st|nd|rd|th)?"

_LINK = r"(?: ?- ?| and | to | through )"

_SEASON = r"(?:spring|summer|autumn|fall|winter)"

_PART_WORDS = (
    r"early(?: in)?|mid|middle of|late(?: in)?|(?:the )?(?:end|beginning|start|middle) of|end-"
)

_CYRILLIC_PARTS = r"|начал[еоау]|конц[еау]|конец|середин[еау]"

_NUMERIC = (
    rf"(?P<iso>{_YEAR}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?![\w-])"
    rf"|(?P<dotted>{DAY}\.(?:0?[1-9]|1[0-2])\.{_YEAR})(?!\w)"
    r"|(?P<slashed>\d{1,2}/\d{1,2}/(?:\d\d)?\d\d)(?![\w/])"
)

_MONTH_FIRST = (  # Nov. 5-7, 2025
    rf"(?P<m1>{EN_MONTH}) (?:the )?(?P<d1>{DAY}){_NTH}"
    rf"(?:{_LINK}(?:(?P<m1b>{EN_MONTH}) )?(?P<d1b>{DAY}){_NTH})?"
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
def date_expression(cyrillic: bool) -> re.Pattern[str]:
    """The expression for dates in a `marked` text; that for texts without Cyrillic letters is made
    much faster."""
    if cyrillic:
        month, of_year, parts = rf"(?:{EN_MONTH}|{_CYRILLIC_MONTH})", _OF_YEAR, _CYRILLIC_PARTS
        ending, also, days = r"|-го|-е", r"| и ", r"|вчера|сегодня|завтра|кеше|бүгін|ертең"
        year_first = (  # 2025 жылғы 7 қараша
            rf"(?P<y3>{_YEAR}) (?:жылғы|жылдың|жылы) (?:(?P<d3>{DAY})(?:-[а-яі]+)? )?"
            rf"(?P<m3>{_CYRILLIC_MONTH})(?!\w)"
        )
    else:
        month, of_year, parts, ending, also, days = EN_MONTH, "", "", "", "", ""
        year_first = r"(?!)(?P<y3>)(?P<d3>)(?P<m3>)"
    part_words = _PART_WORDS + parts
    day_first = (  # 5-7 November 2025, 7 ноября 2025 года
        rf"(?P<d2>{DAY})(?:st|nd|rd|th{ending})?"
        rf"(?:(?:{_LINK}{also})(?P<d2b>{DAY}){_NTH})?(?:-| |\n| of | day of )(?P<m2>{month})(?!\w)"
        rf"(?:[,-]? ?(?P<y2>{_YEAR})(?!\d){of_year})?"
    )
    month_alone = (  # November 2025, May to July
        rf"(?P<m4>{month})(?!\w)(?:{_LINK}(?P<m4b>{month})(?!\w))?"
        rf"(?:(?:,? (?:of )?|-)(?P<y4>{_YEAR})(?!\d){of_year})?"
    )
    relative = (
        r"(?P<relative>(?:last|next|this|the previous|the following|later this|earlier this"
        rf"|the past|coming) (?:{_WEEKDAY}|week|month|year|weekend|quarter|decade|century"
        rf"|{_SEASON}|{EN_MONTH})(?: {DAY})?\b|yesterday|today|tomorrow|tonight{days}"
        rf"|(?:{_WEEKDAY}|{_SHORT_DAY})(?:,? {EN_MONTH} {DAY}(?!\d))?"
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


_RUN = expression(r"\w+")
# Figures that make a date without any word: a year, 5/7/25, Q3.
_DATED = expression(r"\d{4}|/\d|(?<![a-z])[qh][1-4]", re.IGNORECASE)
_TOKEN = expression(r"[a-z]+")
# How words begin that make a date without such figures, and words that begin a relative one.
_OPENINGS = frozenset(
    """jan feb mar apr may jun jul aug sep oct nov dec mon tue wed thu fri sat sun yes tod tom ton
    qua hal cen""".split()
)
_LEADING = frozenset("last next this previous following past coming".split())


def may_date(body: str) -> bool:
    """Whether a folded text may hold a date: a quick look that saves most texts the long one."""
    if not body.isascii() or _DATED.search(body):
        return True
    words = set(_TOKEN.findall(body.lower()))
    return not words.isdisjoint(_LEADING) or any(word[:3] in _OPENINGS for word in words)


BOUND = expression(
    r"\b(since|from|until|till|through|by|before|after|between|no later than|ahead of|prior to"
    r"|starting|beginning|effective|с|до|к|после|по)"
    r"(?:[ \n](?:the|early|late|mid|end|of|on|in|about|around))*[ \n-]\Z",
    re.IGNORECASE,
)

BOUND_CLASS = {
    "since": "since", "from": "from", "until": "until", "till": "until", "through": "through",
    "by": "by", "no later than": "by", "before": "before", "ahead of": "before",
    "prior to": "before", "after": "after", "starting": "from", "beginning": "from",
    "effective": "from", "between": "between", "с": "since", "до": "until", "к": "by",
    "после": "after", "по": "until",
}  # fmt: skip


def marked(body: str) -> str:
    """A text with the names of English months marked, of the same length."""
    for letter in (_FULL, _SHORT, _NEXT):
        if letter in body:
            body = body.replace(letter, "x")
    if MONTHS.keys().isdisjoint(_RUN.findall(body.lower())):
        return body
    parts: list[str] = []
    done = 0
    for match in _RUN.finditer(body):
        word = match.group().lower()
        if word in MONTHS:
            first = _FULL if word in _NEVER_SHORT else _SHORT
            parts += (body[done : match.start()], first, _NEXT * (len(word) - 1))
            done = match.end()
    return "".join((*parts, body[done:]))


def month_number(name: str) -> int:
    lower = name.lower().rstrip(".")
    if lower in MONTHS:
        return MONTHS[lower]
    return next((number for stem, number in _STEMS if lower.startswith(stem)), 0)
