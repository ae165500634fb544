"""Units of quantities: currencies, percentages and points, before or after the number."""

from __future__ import annotations

import re
from decimal import Decimal

from brief.expressions import expression

CURRENCIES = frozenset(
    """$ USD AUD CAD HKD NZD SGD EUR GBP JPY CNY ¥ KZT RUB INR UAH TRY KRW CHF SEK NOK DKK PLN CZK
    MXN BRL ZAR SAR AED ILS KGS UZS TJS TMT AZN GEL AMD BYN PKR IRR IQD EGP NGN THB IDR MYR PHP
    VND ARS CLP COP HUF RON BGN cent BTC""".split()
)


_SYMBOLS = {
    "$": "$", "us$": "USD", "u.s.$": "USD", "a$": "AUD", "au$": "AUD", "c$": "CAD", "ca$": "CAD",
    "hk$": "HKD", "nz$": "NZD", "s$": "SGD", "\u20ac": "EUR", "\u00a3": "GBP", "\u00a5": "\u00a5",
    "\u20b8": "KZT", "\u20bd": "RUB", "\u20b9": "INR", "\u20b4": "UAH", "\u20ba": "TRY",
    "\u20a9": "KRW", "\u20aa": "ILS",
}  # fmt: skip


_MONEY_WORDS = {
    "dollar": "$", "buck": "$", "euro": "EUR", "pound": "GBP", "sterling": "GBP", "yen": "JPY",
    "yuan": "CNY", "renminbi": "CNY", "tenge": "KZT", "ruble": "RUB", "rouble": "RUB",
    "rupee": "INR", "lira": "TRY", "won": "KRW", "franc": "CHF", "krona": "SEK", "kronor": "SEK",
    "zloty": "PLN", "peso": "MXN", "rand": "ZAR", "riyal": "SAR", "dirham": "AED",
    "shekel": "ILS", "som": "KGS", "soum": "UZS", "manat": "AZN", "lari": "GEL", "dram": "AMD",
    "hryvnia": "UAH", "rial": "IRR", "real": "BRL", "reais": "BRL", "cent": "cent", "baht": "THB",
    "usd": "USD", "eur": "EUR", "gbp": "GBP", "jpy": "JPY", "cny": "CNY", "kzt": "KZT",
    "rub": "RUB", "chf": "CHF", "inr": "INR", "aud": "AUD", "cad": "CAD",
    "доллар": "$", "долл": "$", "евро": "EUR", "рубль": "RUB", "рубля": "RUB", "рублей": "RUB",
    "рублям": "RUB", "руб": "RUB", "тенге": "KZT", "теңге": "KZT", "юань": "CNY", "юаня": "CNY",
    "юаней": "CNY", "сом": "KGS", "иен": "JPY", "фунт": "GBP",
}  # fmt: skip


_NAMED_DOLLARS = {
    "us": "USD", "u.s": "USD", "u.s.": "USD", "american": "USD", "australian": "AUD",
    "canadian": "CAD", "singapore": "SGD", "zealand": "NZD", "kong": "HKD", "сша": "USD",
    "ақш": "USD",
}  # fmt: skip


PERCENT = expression(
    r"[ \n-]?(?:(?P<points>percentage[ -]points?|pp\b(?!\.)|процентн\w{2,3} пункт\w{0,3}"
    r"|пайыздық тармақ\w*)"
    r"|(?P<basis>basis points?\b|bps\b|базисн\w{2,3} пункт\w{0,3})"
    r"|(?P<percent>%|percent\b|per[ -]cent\b|pct\b\.?|pc\b|процент[а-я]{0,3}\b"
    r"|пайыз[а-яәғқңөұүһі]{0,5}\b))",
    re.IGNORECASE,
)


_MONEY = expression(
    r"[ \n-]?(?:(?P<land>U\.S\.?|US|American|Australian|Canadian|Singapore|New Zealand"
    r"|Hong Kong|Swiss"
    r"|British|Chinese|Japanese|Russian|Kazakh|Indian|Turkish|South Korean|США|АҚШ)[ \n-])?"
    r"(?P<name>(?:dollar|buck|euro|pound|ruble|rouble|rupee|lira|franc|peso|riyal|dirham|shekel"
    r"|tenge|zloty"
    r"|manat|hryvnia|rial|cent|som|soum)s?|sterling|yen|yuan|renminbi|won|krona|kronor|rand"
    r"|baht|reais|lari|dram"
    r"|USD|EUR|GBP|JPY|CNY|KZT|RUB|CHF|INR|AUD|CAD|доллар[а-яәғқңөұүһі]{0,4}|долл\.?|евро"
    r"|рубл[а-я]{1,3}|руб\.?"
    r"|тенге|теңге[а-яәғқңөұүһі]{0,3}|юан[а-я]{1,3}|иен)(?![^\W_])(?:[ \n](?P<after>США|АҚШ))?",
    re.IGNORECASE,
)


# What may stand between a number and its unit, and the units that are no words.
_LINKS = frozenset(" \n-")
_SIGNS_AFTER = frozenset("%\u20ac\u20b8\u20bd\u00a3$")
_PERCENT_FIRST = frozenset("pPbBпПбБ")
# How the words for money and for countries begin that are written in Latin letters.
_MONEY_OPENINGS = frozenset(
    """u.s us us- ame aus can sin new hon swi bri chi jap rus kaz ind tur sou dol buc eur pou rub
    rou rup lir fra pes riy dir she ten zlo man hry ria cen som ste yen yua ren won kro ran bah rea
    lar dra usd gbp jpy cny kzt chf inr aud cad""".split()
)

_SYMBOL_AFTER = expression(r" ?(\u20ac|\u20b8|\u20bd|\u00a3|\$)(?![\d\w])")


SYMBOL_BEFORE = expression(
    r"(?:(?<![\w])(?:US|U\.S\.|AU?|CA?|HK|NZ|S))?\$ ?\Z"
    r"|[\u20ac\u00a3\u00a5\u20b8\u20bd\u20b9\u20b4\u20ba\u20a9\u20aa] ?\Z"
    r"|(?<![\w])(?:USD|EUR|GBP|JPY|CNY|KZT|RUB|CHF|INR|AUD|CAD) ?\Z",
    re.IGNORECASE,
)


def symbol(shown: str) -> str:
    shown = shown.strip().lower()
    return _SYMBOLS.get(shown) or _MONEY_WORDS.get(shown, "$")


def unit_after(body: str, end: int, unit: str, value: Decimal) -> tuple[str, int]:
    """The unit after the number, unless one stands before it already, and its end."""
    if unit in ("ordinal", "decade", "fraction", "points", "percent"):
        return unit, end
    first = body[end + 1 : end + 2] if body[end : end + 1] in _LINKS else body[end : end + 1]
    if not (first.isalpha() or first in _SIGNS_AFTER):
        return unit, end
    if first == "%":
        return "percent", body.index("%", end) + 1
    if first in _PERCENT_FIRST and (match := PERCENT.match(body, end)):
        if match.group("points"):
            return "points", match.end()
        return ("basis points" if match.group("basis") else "percent"), match.end()
    if _may_be_money(body, end) and (match := _MONEY.match(body, end)):
        name = match.group("name").lower().rstrip(".")
        if name in ("won", "real", "rand", "som") and not body[
            match.start() : match.end()
        ].endswith(name):
            return unit, end
        if name == "won" and not match.group("land"):
            return unit, end
        code = _MONEY_WORDS.get(name) or _MONEY_WORDS.get(name.rstrip("s")) or _money_stem(name)
        if (
            code == "GBP"
            and name in ("pound", "pounds")
            and not unit
            and value < 1_000_000
            and not match.group("land")
        ):
            code = "pound"  # of money or of weight
        land = (match.group("land") or match.group("after") or "").lower()
        if code == "$" and land:
            code = _NAMED_DOLLARS.get(land.rsplit(" ", 1)[-1].rstrip("."), "$")
        if unit in ("$", "USD") and code not in ("$", "USD"):
            return unit, end
        if unit and unit not in ("$", code):
            return unit, match.end()
        return (code if not unit or code == "USD" else unit), match.end()
    if not unit and (match := _SYMBOL_AFTER.match(body, end)):
        return _SYMBOLS[match.group(1)], match.end()
    return unit, end


def _may_be_money(body: str, end: int) -> bool:
    """Whether the word behind a number begins as one for money, or is not in Latin letters."""
    at = end + 1 if body[end : end + 1] in _LINKS else end
    opening = body[at : at + 3].lower().rstrip()
    return opening in _MONEY_OPENINGS or not opening.isascii()


def _money_stem(name: str) -> str:
    for stem, code in (("доллар", "$"), ("рубл", "RUB"), ("теңге", "KZT"), ("юан", "CNY")):
        if name.startswith(stem):
            return code
    return ""
