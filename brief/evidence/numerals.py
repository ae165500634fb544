"""Numbers as texts write them: figures, words, magnitudes, fractions, ordinals."""

from __future__ import annotations

import re
from decimal import Decimal

from brief.evidence.lexicon import MAGNITUDES, ORDINALS, OTHER_NUMERALS, UNITS
from brief.expressions import expression
from brief.record import Record
from brief.text.folding import Folded

WORDS = (*UNITS, *OTHER_NUMERALS)


_DIGITS = (
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d])"
    r"|\d{1,3}(?: \d{3})+(?:[.,]\d+)?(?!\d)"
    r"|\d+(?:[.,]\d+)?"
)


RUN = expression(r"\w+")


STARTING = frozenset((*UNITS, *OTHER_NUMERALS, *ORDINALS)) | frozenset(
    """half quarter dozen hundred thousand million billion trillion third полтора полторы миллион
    миллиард триллион тысяча жарты мың жүз""".split()
)


_NUMBER = expression(_DIGITS)


_GLUED = expression(
    r"(?:(?P<mag>million|billion|trillion|bn|mn|tn|trn|mln|bln|m|b|k|t)(?:-plus|\b)(?!\.[a-z])"
    r"|(?P<ord>st|nd|rd|th)\b|(?P<decade>'?s)\b|(?P<unit>km|kg|mw|gw|kw|cm|mm|ha|mph|mg|twh|gwh"
    r"|kwh|pp|pc|g)\b)",
    re.IGNORECASE,
)


_MAGNITUDE = expression(
    r"[ \n-]?(?P<mag>hundred|thousand|million|billion|trillion|quadrillion|mln|mn|bln|bn|tln|tn|trn"
    r"|тысяч[а-я]{0,3}|тыс\b\.?|млн\b\.?|млрд\b\.?|трлн\b\.?|миллион[а-яәғқңөұүһі]{0,5}"
    r"|миллиард[а-яәғқңөұүһі]{0,5}|триллион[а-яәғқңөұүһі]{0,5}|мың(?:нан|ға|ды|ның|дай)?"
    r"|жүз(?:ден)?)(?![^\W_])",
    re.IGNORECASE,
)


_HALF_LINK = expression(
    r"[ \n]and[ \n](?:a[ \n](?P<half>half|quarter)|(?P<three>three quarters))\b|[ \n]с половиной\b",
    re.I,
)


_POINTS = frozenset(".,")
_MONEY = frozenset("$\u20ac\u00a3\u00a5")
_SHORT = expression(r" (m|b|k|t)\b(?!\.)", re.IGNORECASE)

_KILO = {"m": 6, "b": 9, "k": 3, "t": 12}


class Number(Record):
    value: Decimal
    digits: int
    end: int
    kind: str = ""  # "", ordinal, decade, fraction, or a unit glued to the digits
    magnitude: int = 0


def read_number(
    body: str, start: int, word: str, cyrillic: bool, text: str, folded: Folded
) -> Number | None:
    return _spelled(body, start, word) if word else _figures(body, start, cyrillic, text, folded)


def _figures(body: str, start: int, cyrillic: bool, text: str, folded: Folded) -> Number | None:
    match = _NUMBER.match(body, start)
    assert match is not None
    shown = match.group()
    if " " in shown and not cyrillic:
        groups = shown.split(" ")
        place = folded.source(start + len(groups[0]), start + len(groups[0]) + 1)
        narrow = text[place[0] : place[1]] != " "
        if not narrow and any(group[:3] != "000" for group in groups[1:]):
            shown = groups[0]
    end = start + len(shown)
    if body[end : end + 1] in _POINTS and body[end + 1 : end + 2].isdecimal() and "," not in shown:
        return None  # 1.2.3, 10.10.10
    shown = shown.replace(" ", "")
    if "," in shown:
        whole, _, rest = shown.rpartition(",")
        decimal = ("." not in rest and len(rest) != 3) or (
            "." not in shown and shown.count(",") == 1 and cyrillic and len(rest) != 3
        )
        shown = f"{whole.replace(',', '')}.{rest}" if decimal else shown.replace(",", "")
    value = Decimal(shown)
    digits = _significant(shown)
    kind, magnitude = "", 0
    if body[start - 1 : start] == "." and start and "." not in shown:  # .5 percent
        value = Decimal(f"0.{shown}")
    elif body[max(0, start - 2) : start] in ("-", " -", "(-", "\n-") or _minus(body, start):
        value = -value
    if one_in := _one_in(body, end, value):
        return one_in
    glued = (
        _GLUED.match(body, end)
        if body[end : end + 1].isalpha() or body[end : end + 1] == "'"
        else None
    )
    if glued:
        if glued.group("mag"):
            name = glued.group("mag").lower()
            magnitude = MAGNITUDES.get(name, _KILO.get(name, 0))
            end += len(name)
        elif kind := _glued_kind(glued):
            end = glued.end()
    elif body[end : end + 1].isalpha():
        return None  # 5G, 3D
    slash = body[end : end + 1] == "/"
    fraction = re.match(r"/(\d+)(?![\d/])", body[end : end + 6]) if slash else None
    if fraction and "." not in shown and 0 < int(shown) < int(fraction.group(1)) < 13 and value:
        return Number(value / Decimal(fraction.group(1)), digits, end + fraction.end(), "fraction")
    if slash and body[end + 1 : end + 2].isdigit():
        return None  # 9/11, 11/08/2025
    if not kind:
        end, more = magnitudes(body, end)
        magnitude += more
        if (
            not magnitude
            and body[max(0, start - 2) : start].strip()[-1:] in _MONEY
            and (short := _SHORT.match(body, end))
        ):
            magnitude, end = _KILO[short.group(1).lower()], short.end()
        if added := _added(body, end, magnitude):
            value = value.scaleb(magnitude) + added[0]
            return Number(value, _significant(f"{value:f}"), added[1])
        if link := (_HALF_LINK.match(body, end) if not magnitude else None):
            value += Decimal("0.25") if link.group("half") == "quarter" else Decimal("0.5")
            end, magnitude = magnitudes(body, link.end())
    return Number(value.scaleb(magnitude), digits, end, kind, magnitude)


def _glued_kind(glued: re.Match[str]) -> str:
    if glued.group("ord"):
        return "ordinal"
    if glued.group("decade"):
        return "decade"
    return {"pp": "points", "pc": "percent"}.get(glued.group("unit").lower(), "")


_SMALLER = expression(
    r"[ \n](?P<count>\d{1,3})[ \n](?P<name>million|thousand|миллион[а-я]{0,4}|млн"
    r"|тысяч[а-я]{0,3}|тыс|мың)(?![^\W_])",
    re.IGNORECASE,
)


def _added(body: str, at: int, magnitude: int) -> tuple[Decimal, int] | None:
    """What a smaller magnitude adds: the 200 миллионов of 1 миллиард 200 миллионов."""
    match = _SMALLER.match(body, at) if magnitude > 3 else None
    if match is None:
        return None
    name = match.group("name").lower()
    power = MAGNITUDES.get(name) or _stemmed(name)
    return (Decimal(match.group("count")).scaleb(power), match.end()) if power < magnitude else None


def _minus(body: str, start: int) -> bool:
    """Whether the word "minus" stands before a number."""
    if start < 6 or body[start - 6] not in "mM":
        return False
    return _MINUS.search(body[max(0, start - 7) : start]) is not None


_MINUS = expression(r"(?<!\w)minus[ \n]\Z", re.IGNORECASE)
_ONE_IN = expression(r"[ \n](?:in|out of)(?: every)?[ \n](\w+)(?![\w%])", re.I)


def _one_in(body: str, at: int, value: Decimal) -> Number | None:
    """A proportion: one in five, 8 out of 10."""
    match = _ONE_IN.match(body, at) if 0 < value < 11 else None
    if match is None:
        return None
    shown = match.group(1).lower()
    figure = shown.isdecimal() and len(shown) < 4
    other = Decimal(shown) if figure else Decimal(UNITS.get(shown, 0))
    return Number(value / other, 1, match.end(), "fraction") if value < other <= 100 else None


def _significant(shown: str) -> int:
    digits = shown.replace(".", "").lstrip("0")
    if "." not in shown:
        digits = digits.rstrip("0")
    return max(1, len(digits))


_LINKS = frozenset(" \n-")  # what may stand between a number and its magnitude


def magnitudes(body: str, at: int) -> tuple[int, int]:
    total = 0
    first = body[at + 1 : at + 2] if body[at : at + 1] in _LINKS else body[at : at + 1]
    if not first.isalpha():
        return at, 0
    while total < 15 and (match := _MAGNITUDE.match(body, at)):
        name = match.group("mag").lower().rstrip(".")
        if name == "hundred" and total:
            break
        total += MAGNITUDES.get(name) or _stemmed(name)
        at = match.end()
        if match.group().endswith("."):
            following = body[at : at + 2]
            if not following.strip() or following.lstrip()[:1].isupper():
                at -= 1
    return at, total


def _stemmed(name: str) -> int:
    for stem, power in (
        ("миллиард", 9),
        ("миллион", 6),
        ("триллион", 12),
        ("тыс", 3),
        ("мың", 3),
        ("жүз", 2),
    ):
        if name.startswith(stem):
            return power
    return 0


_NEXT_WORD = expression(r"(?:[ \n]and[ \n]|[ \n-])([^\W_]+)", re.I)


_FRACTION = expression(
    r"[ \n-](half|halves|thirds?|quarters?|fourths?|fifths?|sixths?|sevenths?|eighths?|ninths?"
    r"|tenths?)\b",
    re.I,
)


_PARTS = {
    "hal": 2,
    "thi": 3,
    "qua": 4,
    "fou": 4,
    "fif": 5,
    "six": 6,
    "sev": 7,
    "eig": 8,
    "nin": 9,
    "ten": 10,
}


_DOZEN = expression(r"[ -]dozen\b", re.IGNORECASE)

_OF_A = expression(
    r"(?: of)?(?: an?| one)?(?=[ -](?:hundred|thousand|million|billion|trillion|dozen)\b)", re.I
)


def _spelled(body: str, start: int, word: str) -> Number | None:
    lower = word.lower()
    at = start + len(word)
    if lower in ("half", "quarter", "third", "жарты"):
        return _part(body, start, at, lower)
    if lower in ORDINALS:
        if lower in ("first", "second"):
            return None
        return Number(Decimal(ORDINALS[lower]), 1, at, "ordinal")
    if lower in ("полтора", "полторы"):
        end, magnitude = magnitudes(body, at)
        return Number(Decimal("1.5").scaleb(magnitude), 2, end, "", magnitude)
    if lower == "dozen":
        return Number(Decimal(12), 2, at) if _article(body, start) else None
    if lower in MAGNITUDES or lower in ("миллион", "миллиард", "триллион", "тысяча", "мың"):
        if not _article(body, start) and lower.isascii():
            return None
        power = MAGNITUDES.get(lower) or _stemmed(lower)
        end, more = magnitudes(body, at)
        value = Decimal(1)
        if link := _HALF_LINK.match(body, end):
            value = Decimal("1.25") if link.group("half") == "quarter" else Decimal("1.5")
            end = link.end()
        return Number(value.scaleb(power + more), 1, end, "", power + more)
    return _composed(body, at, lower)


def _article(body: str, start: int) -> bool:
    return bool(
        re.search(
            r"\b(?:a|an|one|per|several|the|first|last|half)[ \n]\Z",
            body[max(0, start - 9) : start],
            re.I,
        )
    )


def _part(body: str, start: int, at: int, lower: str) -> Number | None:
    if lower == "third":
        if re.match(
            r" (?:of|the|more|less|as|are|were|said|say)\b|[.,;:)]|\Z", body[at : at + 6]
        ) and re.search(r"\b(?:a|one)[ -]\Z", body[max(0, start - 5) : start], re.I):
            return Number(Decimal(1) / Decimal(3), 1, at, "fraction")
        return Number(Decimal(3), 1, at, "ordinal")
    value = Decimal("0.25") if lower == "quarter" else Decimal("0.5")
    if lower == "quarter":
        before = body[max(0, start - 5) : start]
        if not re.search(r"\b(?:a|one)[ -]\Z", before, re.I) or not re.match(
            r"[ -](?:of|the)\b", body[at : at + 6]
        ):
            return None
    if link := _OF_A.match(body, at):
        end, magnitude = magnitudes(body, link.end())
        if magnitude:
            return Number(value.scaleb(magnitude), 1, end, "", magnitude)
        if re.match(r"[ -]dozen\b", body[link.end() : link.end() + 7]):
            return Number(Decimal(6), 1, link.end() + 6)
    if lower == "жарты":
        end, magnitude = magnitudes(body, at)
        if magnitude:
            return Number(value.scaleb(magnitude), 1, end, "", magnitude)
    return Number(value, 1, at, "fraction")


def _composed(body: str, at: int, first: str) -> Number | None:
    """A numeral of several words: twenty-nine, one hundred and five thousand, two and a half."""
    total = Decimal(0)
    group = Decimal(UNITS.get(first, OTHER_NUMERALS.get(first, 0)))
    kind, power, words = "", 0, 1
    while True:
        if link := _HALF_LINK.match(body, at):
            group += Decimal("0.25") if link.group("half") == "quarter" else Decimal("0.5")
            at = link.end()
        if (match := _MAGNITUDE.match(body, at)) and words < 12:
            name = match.group("mag").lower().rstrip(".")
            power = MAGNITUDES.get(name) or _stemmed(name)
            at = match.end()
            if power == 2:
                group = group.scaleb(2)
            else:
                total += group.scaleb(power)
                group = Decimal(0)
            words += 1
            continue
        if match := _DOZEN.match(body, at):
            return Number((total + group) * 12, 2, match.end())
        match = _NEXT_WORD.match(body, at)
        if match is None or words > 12:
            break
        name = match.group(1).lower()
        if name in ORDINALS:
            value = Decimal(ORDINALS[name])
            if group % 10 or group < 20 or value > 9 or match.group()[0] != "-":
                break
            group, kind, at = group + value, "ordinal", match.end()
            break
        value = Decimal(UNITS.get(name, OTHER_NUMERALS.get(name, 0)))
        tens = group % 100
        fits = (
            (group == 0 and total)
            or (group >= 100 and tens == 0 and value < 100)
            or (tens >= 20 and tens % 10 == 0 and value < 10)
        )
        if not fits or (value == 0):
            break
        group += value
        at = match.end()
        words += 1
    value = total + group
    if not kind and value < 11 and (match := _FRACTION.match(body, at)):
        parts = _PARTS[match.group(1)[:3].lower()]
        if (
            not (
                parts == 4
                and re.match(r"[ \n](?:of )?(?:19|20)\d\d", body[match.end() : match.end() + 9])
            )
            and value < parts
        ):
            return Number(value / Decimal(parts), 1, match.end(), "fraction")
    if not kind and (one_in := _one_in(body, at, value)):
        return one_in
    digits = _significant(f"{value:f}")
    return Number(value, digits, at, kind, power)
