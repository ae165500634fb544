"""Amounts in tables: one unit for a column where all agree, the qualifier apart from its figure."""

from __future__ import annotations

from decimal import Decimal

from brief import TYPE_CHECKING
from brief.locale.languages import NBSP, language
from brief.record import Record

if TYPE_CHECKING:
    from brief.evidence.quantities import Quantity

DASH = "–"
_SIGNS = {"USD": "US$", "EUR": "€", "GBP": "£", "KZT": "₸", "JPY": "JP¥", "CNY": "CN¥"}
# Powers of ten by label: `billion` prints as the pack says ("bn", "млрд").
_SCALES = (("trillion", 12), ("billion", 9), ("million", 6), ("thousand", 3))


class Amount(Record):
    """A value taken apart: the words before its figure, low and high end, the currency."""

    qualifier: str
    low: Decimal
    high: Decimal
    currency: str
    digits: int
    rest: str = ""  # words after the figure, such as "over five years"


def read(text: str, lang: str, currency: str = "") -> Amount | None:
    """The one amount of money in a value's text; None where it has none, or none of money.

    `currency` is what the source means by a bare "$".
    """
    from brief.evidence.quantities import parse

    found = parse(text, lang)
    if found is None or not (unit := _currency(found, currency)):
        return None
    before = text[: found.number[0]].rstrip()
    for sign in ("US$", "U.S.$", "USD", "EUR", "KZT", "$", "€", "£", "₸", "¥", "₽"):
        if before.endswith(sign):
            before = before[: -len(sign)].rstrip()
            break
    rest = text[max(found.span[1], found.number[1]) :].strip(" ,;")
    return Amount(before, found.low, found.high, unit, found.digits, rest)


def _currency(found: Quantity, declared: str) -> str:
    if found.unit == "$":
        return declared or "$"
    return found.currency


def sign(currency: str) -> str:
    """How a currency prints before a figure."""
    return _SIGNS.get(currency, currency)


def common(amounts: list[Amount]) -> tuple[str, str]:
    """Currency and scale ("billion") in which all of a column prints; ("", "") where none fits.

    None fits when currencies differ, or when the smallest figure would need more than two more
    decimals than it was given with.
    """
    currencies = {amount.currency for amount in amounts}
    if len(currencies) != 1:
        return "", ""
    largest = max(amount.high for amount in amounts)
    smallest = min(amount.low for amount in amounts)
    for name, power in _SCALES:
        unit = Decimal(10) ** power
        if largest >= unit and smallest >= unit / 100:
            return currencies.pop(), name
    return (currencies.pop(), "") if largest < 1000 else ("", "")


def own_scale(amount: Amount) -> str:
    """The scale of one amount by itself."""
    return next((name for name, power in _SCALES if amount.high >= Decimal(10) ** power), "")


def figure(amount: Amount, scale: str, lang: str) -> str:
    """The figure alone in a scale, to the digits it was given with: `17.2`, `17–18`."""
    power = dict(_SCALES).get(scale, 0)
    low = _numeral(amount.low, power, amount.digits, lang)
    if amount.high == amount.low:
        return low
    return f"{low}–{_numeral(amount.high, power, amount.digits, lang)}"


def _numeral(value: Decimal, power: int, digits: int, lang: str) -> str:
    scaled = value.scaleb(-power)
    plain = format(scaled.normalize(), "f")
    given = len(plain.replace(".", "").lstrip("0"))
    if digits > given and power:
        whole, _, decimals = plain.partition(".")
        plain = f"{whole}.{decimals}{'0' * (digits - given)}"
    whole, dot, decimals = plain.partition(".")
    if len(whole) > 4:
        separator = "," if language(lang).decimal == "." else NBSP
        whole = f"{int(whole):,}".replace(",", separator)
    return whole + (language(lang).decimal + decimals if dot else "")
