"""Whether a passage supports a written quantity: value, unit, bound, hedge and what is counted."""

from __future__ import annotations

import re

from brief.evidence.quantities import Problem, Quantity, Span, quantities
from brief.expressions import expression
from brief.text.characters import has_cyrillic

# Rules in the order in which a reader would want to hear of them; the first found is told.
_WEIGHT = {
    "N-VALUE": 9, "N-MAGNITUDE": 8, "N-CURRENCY": 7, "N-UNIT": 6, "N-MEASURE": 5, "N-BOUND": 4,
    "N-HEDGE": 3, "N-STATUS": 2,
}  # fmt: skip
_DROPPABLE = ("only", "exactly")
_SAME_CLASS = {("less than", "just under"), ("more than", "just over"), ("nearly", "just under")}
_ALIKE = {
    "kilometre": "kilometer", "km": "kilometer", "metre": "meter", "litre": "liter",
    "kg": "kilogram", "kilo": "kilogram", "mw": "megawatt", "gw": "gigawatt", "kw": "kilowatt",
    "men": "man", "women": "woman", "children": "child", "people": "people", "lives": "life",
    "wives": "wife", "leaves": "leaf", "halves": "half", "feet": "foot", "teeth": "tooth",
    "mice": "mouse", "criteria": "criterion", "servicemen": "serviceman", "policemen": "policeman",
    "servicewomen": "servicewoman", "hrs": "hour", "mins": "minute", "yrs": "year",
    "vehicules": "vehicle", "crises": "crisis", "analyses": "analysis", "centre": "center",
    "programme": "program", "knives": "knife", "thieves": "thief", "loaves": "loaf",
    # Units of measure and spans of time mean the same in another language.
    "тонн": "tonne", "тонна": "tonne", "тонны": "tonne", "тоннами": "tonne",
    "километр": "kilometer", "километра": "kilometer", "километров": "kilometer", "км": "kilometer",
    "метр": "meter", "метра": "meter", "метров": "meter", "литр": "liter", "литра": "liter",
    "литров": "liter", "килограмм": "kilogram", "килограмма": "kilogram",
    "килограммов": "kilogram", "кг": "kilogram", "гектар": "hectare", "гектара": "hectare",
    "гектаров": "hectare", "га": "hectare", "баррель": "barrel", "барреля": "barrel",
    "баррелей": "barrel", "мегаватт": "megawatt", "мвт": "megawatt", "гигаватт": "gigawatt",
    "гвт": "gigawatt", "год": "year", "года": "year", "лет": "year", "месяц": "month",
    "месяца": "month", "месяцев": "month", "день": "day", "дня": "day", "дней": "day",
    "час": "hour", "часа": "hour", "часов": "hour", "градус": "degree", "градуса": "degree",
    "градусов": "degree",
}  # fmt: skip
# Words whose loss would change what is counted.
_PRIVATIVE = frozenset(
    """alleged planned proposed potential possible suspected expected former fake would-be
    attempted purported presumed projected additional extra new other more further non would-have
    missing unconfirmed unverified prospective half""".split()
)
_BOUNDARY_WORDS = frozenset(
    """of in on at by for from with to into over under after before during since until between
    among and or but as than that which who whose when while where if because so is are was were
    be been being has have had will would can could may might shall should must do does did not
    it they he she we you i per worth valued in""".split()
)
_ARTICLES = frozenset(("the", "a", "an", "its", "his", "her", "their", "our"))
_SILENT = frozenset(("-", "'", '"'))


def singular(word: str) -> str:
    """A word as compared for what is counted: small letters, singular, one spelling of units."""
    lower = word.lower().removesuffix("'s").rstrip(".")
    if lower in _ALIKE:
        return _ALIKE[lower]
    if len(lower) > 3:
        if lower.endswith("ies") and len(lower) > 4:
            lower = lower[:-3] + "y"
        elif lower.endswith(("sses", "shes", "ches", "xes", "zes")):
            lower = lower[:-2]
        elif lower.endswith("s") and not lower.endswith(("ss", "us", "is")):
            lower = lower[:-1]
    return _ALIKE.get(lower, lower)


def same_noun(one: str, other: str) -> bool:
    """The same word, its plural, or the same Cyrillic word with another case ending."""
    if singular(one) == singular(other):
        return True
    if "\u0400" <= one[:1] <= "\u04ff":
        return _cyrillic_stem(one) == _cyrillic_stem(other)
    return False


_CASES = tuple(
    sorted(
        """иями ями ами иях ях ах ием ией ием иям ям ам ов ев ей ий ый ой ая яя ое ее ые ие ого его
        ому ему ым им ых их ыми ими ую юю ою ею ом ем а я о е у ю ы и ь й ия ии ию
        лар лер дар дер тар тер ның нің дың дің тың тің ға ге қа ке ды ді ты ті ны ні дан ден
        тан тен нан нен мен бен пен да де та те""".split(),
        key=len,
        reverse=True,
    )
)


def _cyrillic_stem(word: str) -> str:
    lower = word.lower()
    for ending in _CASES:
        if lower.endswith(ending) and len(lower) - len(ending) >= 3:
            return lower[: -len(ending)]
    return lower


_KAZAKH = frozenset("әғқңөұүһі")


def supports(passage: str, written: str) -> list[Problem]:
    """Why `passage` does not support the written value; empty if it does.  Spans in `passage`."""
    return judge(passage, written)[1]


def judge(passage: str, written: str) -> tuple[Span | None, list[Problem]]:
    """Where the passage supports the written value, and why not (rules N-...).

    Every quantity in `written` must be supported; the words around it must be the passage's.
    Words without any quantity ("dozens of people") must stand in the passage as they are.
    """
    language = "kk" if not passage.isascii() and not _KAZAKH.isdisjoint(passage) else "en"
    claimed = quantities(written, language)
    if not claimed:
        return _verbatim(passage, written)
    stated = quantities(passage, language)
    cyrillic = has_cyrillic(written)
    best_span: Span | None = None
    for index, quantity in enumerate(claimed):
        alone = len(claimed) == 1
        span, problems = _one(passage, quantity, stated, written, alone, index, cyrillic)
        best_span = best_span or span
        if problems:
            return span, problems
    return best_span, []


_MULTIPLE = expression(
    r"\b(?:tens|dozens|scores|hundreds|thousands|millions|several|many|few|nearly|almost|over"
    r"|about|half"
    r"|some|десятки|сотни|тысячи|несколько)(?: of)?(?: an?)?[ \n]\Z",
    re.IGNORECASE,
)


def _verbatim(passage: str, written: str) -> tuple[Span | None, list[Problem]]:
    from brief.evidence.quotes import cuts, find

    matches = find(passage, written)
    whole = [
        match
        for match in matches
        if not cuts(passage, match.span) and not _MULTIPLE.search(passage[: match.start][-16:])
    ]
    if whole and written.strip():
        return whole[0].span, []
    span = matches[0].span if matches else None
    return span, [("N-VALUE", f"“{written.strip()}” does not stand in the passage", span)]


def _one(
    passage: str, quantity: Quantity, stated: list[Quantity], written: str, alone: bool, index: int,
    cyrillic: bool,
) -> tuple[Span | None, list[Problem]]:  # fmt: skip
    same = [other for other in stated if (other.low, other.high) == (quantity.low, quantity.high)]
    if not same:
        return _missing(quantity, stated)
    best: tuple[int, Span, list[Problem]] | None = None
    for other in same:
        problems = _compare(quantity, other, alone or index == 0, cyrillic)
        if problems and quantity.qualifier != "exact" and _stands(passage, written, other):
            # The words are the source's own: "over five years" for a duration.
            problems = [problem for problem in problems if problem[0] not in ("N-BOUND", "N-HEDGE")]
        weight = max((_WEIGHT.get(problem[0], 1) for problem in problems), default=0)
        if best is None or weight < best[0]:
            best = (weight, other.span, problems)
        if not problems:
            break
    assert best is not None
    problems = sorted(best[2], key=lambda problem: -_WEIGHT.get(problem[0], 1))
    return best[1], problems


def _stands(passage: str, written: str, source: Quantity) -> bool:
    from brief.evidence.quotes import find

    matches = find(passage, written)
    return any(m.start <= source.span[0] and source.number[1] <= m.end for m in matches)


def _missing(quantity: Quantity, stated: list[Quantity]) -> tuple[Span | None, list[Problem]]:
    for other in stated:  # another power of ten of the same digits
        if quantity.low and other.low and other.low != quantity.low:
            ratio = quantity.low / other.low
            if ratio.normalize().as_tuple().digits == (1,) and abs(ratio.adjusted()) in (
                3,
                6,
                9,
                12,
            ):
                return other.span, [("N-MAGNITUDE", f"the passage says “{other.text}”", other.span)]
    near = [o for o in stated if o.noun and quantity.noun and _shares(o.noun, quantity.noun)]
    near = near or [o for o in stated if o.unit == quantity.unit and o.unit]
    near = near or [o for o in stated if o.unit not in ("year", "ordinal")] or stated
    if not near:
        return None, [("N-VALUE", f"the passage has no value like “{quantity.text}”", None)]
    chosen = min(near, key=lambda other: abs(other.low - quantity.low))
    shown = f"{chosen.text} {chosen.noun}".strip()
    return chosen.span, [("N-VALUE", f"the passage says “{shown}”", chosen.span)]


def _shares(one: str, other: str) -> bool:
    return bool(
        {singular(word) for word in one.split()} & {singular(word) for word in other.split()}
    )


def _compare(written: Quantity, source: Quantity, lead: bool, cyrillic: bool) -> list[Problem]:
    problems: list[Problem] = []
    span = source.span
    shown = f"the passage says “{source.text.strip()}”"
    if code := _unit_problem(written, source):
        problems.append((code, shown, span))
    fine = written.digits <= source.digits or written.unit in ("year", "ordinal", "decade")
    if not fine and "." in written.text and written.digits > _spoken_digits(source):
        problems.append(("N-VALUE", f"more digits than the passage has: {shown}", span))
    if code := _qualifier_problem(written, source):
        problems.append((code, shown, span))
    if not _counted(written, source, cyrillic):
        noun = " ".join(source.after[:5]) or "nothing that is counted"
        problems.append(("N-MEASURE", f"{shown}, followed by “{noun}”", span))
    elif lead and not _led(written, source):
        tail = " ".join(source.before[-5:])
        problems.append(("N-MEASURE", f"{shown}, after “{tail}”", span))
    return problems


def _spoken_digits(source: Quantity) -> int:
    """Significant digits of the source's value, were it written out in figures."""
    return max(
        source.digits,
        len(f"{source.low.normalize():e}".split("e")[0].replace(".", "").replace("-", "")),
    )


def _unit_problem(written: Quantity, source: Quantity) -> str | None:
    one, other = written.unit, source.unit
    if one == other:
        return None
    for alike in (
        {"$", "USD"},
        {"pound", "GBP"},
        {"pound", ""},
        {"\u00a5", "JPY"},
        {"\u00a5", "CNY"},
    ):
        if {one, other} <= alike:
            return None
    if written.currency or source.currency:
        return "N-CURRENCY"
    if {one, other} <= {"", "year"}:
        return None
    return "N-UNIT"


def _qualifier_problem(written: Quantity, source: Quantity) -> str | None:
    one, other = written.qualifier, source.qualifier
    if one == other:
        return "N-HEDGE" if written.approximate != source.approximate else None
    if other in _DROPPABLE and one in ("exact", "approximate"):
        other = "approximate" if source.approximate else "exact"  # only about 2 percent
        if one == other:
            return None
    if "maximum" in (one, other) and {one, other} <= {"maximum", "up to", "at most"}:
        return None
    if (one, other) in _SAME_CLASS or (other, one) == ("just under", "nearly"):
        return None
    hedges = ("exact", "approximate", "exactly")
    return "N-HEDGE" if one in hedges and other in hedges else "N-BOUND"


def _counted(written: Quantity, source: Quantity, cyrillic: bool) -> bool:
    """Whether the words after the written number are the source's, modifiers aside."""
    wanted = [token for token in written.after if token not in _SILENT]
    while wanted and wanted[-1] in ".,;:!?":
        wanted.pop()
    while wanted and wanted[0] in ".,;:)":
        wanted.pop(0)
    have = [token for token in source.after if token not in _SILENT]
    at, passed = 0, False
    for position, token in enumerate(wanted):
        if token.lower() in _ARTICLES:
            continue
        found = False
        while at < len(have):
            candidate = have[at]
            low = candidate.lower()
            # 70 million passengers a year are no years.
            rate = at and low in _PERIODS and have[at - 1].lower() in ("a", "an", "per", "each")
            if candidate == token or low == token.lower():
                found = True
            elif not rate and same_noun(token, candidate):
                head = at + 1 >= len(have) or _ends_phrase(have[at + 1])
                found = head or cyrillic or token.lower() == low or not candidate.isascii()
            if found:
                at += 1
                passed = passed or low in _BOUNDARY_WORDS or not low[:1].isalnum()
                break
            if low in _ARTICLES:
                at += 1
                continue
            if (
                passed
                or low in _BOUNDARY_WORDS
                or not low[:1].isalnum()
                or low in _PRIVATIVE
                or position > 12
            ):
                return False
            at += 1
        if not found:
            return False
    return True


_PERIODS = frozenset("second minute hour day night week month quarter year season".split())


def _ends_phrase(token: str) -> bool:
    lower = token.lower()
    if lower in _BOUNDARY_WORDS or not token[:1].isalnum():
        return True
    # A verb's ending, an adverb or a day after the noun: "40 people died Monday".
    return token[:1].isupper() or lower.endswith(("ed", "ly", "ing")) or lower in _AFTER_NOUN


_AFTER_NOUN = frozenset(
    """died fell rose grew left took lost won ago away old long this last next yesterday today
    here there abroad held went came saw said hit killed hurt dead near nearby annually yearly
    daily above below across a an the later earlier each every more off down up out make made
    work live remain came began begun need want say take face get still also now all both
    behind along against inside outside about around through without within""".split()
)


def _led(written: Quantity, source: Quantity) -> bool:
    """Whether words written before the number stand before it in the source, too."""
    wanted = [t.lower() for t in written.before if t not in _SILENT and t.lower() not in _ARTICLES]
    if not wanted:
        return True
    have = [t.lower() for t in source.before if t not in _SILENT and t.lower() not in _ARTICLES]
    return have[-len(wanted) :] == wanted
