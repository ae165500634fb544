"""Rows of amounts as templates see them: qualifier, figure and unit apart."""

from __future__ import annotations

from collections.abc import Iterable

from brief.facts.fact import NOT_STATED
from brief.templating.amounts import DASH, Amount, common, figure, own_scale, read, sign
from brief.templating.values import NOTHING, Issued, Printable, View, fact_text, label_text
from brief.templating.views.desk import Desk, FactLike
from brief.templating.views.outline import ItemView


class AmountRow(View):
    """An item with its amount apart: `qualifier`, `figure`, and `rest` after the figure."""

    __slots__ = ("fact", "figure", "item", "qualifier", "rest", "stated")
    offers = frozenset(("fact", "figure", "item", "qualifier", "rest", "stated"))

    def __init__(self, item: ItemView, fact: FactLike) -> None:
        self.item = item
        self.fact = fact
        self.qualifier: Printable = NOTHING
        self.figure: Printable = NOTHING
        self.rest: Printable = NOTHING
        self.stated = False


class Amounts(View):
    """The rows of a table of amounts and the unit that all share ("US$ bn"), if they do."""

    __slots__ = ("rows", "unit")
    offers = frozenset(("rows", "unit"))

    def __init__(self, desk: Desk, items: Iterable[ItemView]) -> None:
        rows = [AmountRow(item, item.fact) for item in items if item.fact is not None]
        amounts = [_amount(desk, row.fact) for row in rows]
        currency, scale = common([one for one in amounts if one]) if any(amounts) else ("", "")
        for row, amount in zip(rows, amounts, strict=True):
            _fill(desk, row, amount, currency, scale)
        self.rows = tuple(rows)
        self.unit: Printable = NOTHING
        if currency:
            self.unit = label_text(_unit(desk, currency, scale), "unit")


def _amount(desk: Desk, fact: FactLike) -> Amount | None:
    raw = desk.dossier.facts[fact.id]
    source = desk.dossier.sources.get(raw.source)
    text = raw.text("value")
    if not text or text == NOT_STATED:
        return None
    return read(text, desk.code, source.currency if source else "")


def _fill(desk: Desk, row: AmountRow, amount: Amount | None, currency: str, scale: str) -> None:
    fact = row.fact
    value = desk.dossier.facts[fact.id].text("value")
    row.stated = bool(value) and value != NOT_STATED

    def make(text: str) -> Issued:
        return fact_text(text, fact.kind, fact.id, "value")

    if amount is None:
        row.figure = label_text(DASH, "no-value")
        if row.stated:  # words without an amount of money print whole where the qualifier stands
            row.qualifier = make(value)
        return
    row.qualifier = make(amount.qualifier) if amount.qualifier else NOTHING
    row.rest = make(amount.rest) if amount.rest else NOTHING
    if currency:
        row.figure = make(figure(amount, scale, desk.code))
        return
    own = own_scale(amount)
    shown = figure(amount, own, desk.code)
    unit = _unit(desk, amount.currency, own)
    lead = unit.partition(" ")
    # The sign of a currency stands before its figure, words for it after.
    first = lead[0] == sign(amount.currency)
    words = f"{lead[0]} {shown} {lead[2]}" if first else f"{shown} {unit}"
    row.figure = make(words.strip().replace(" ", "\u00a0"))


def _unit(desk: Desk, currency: str, scale: str) -> str:
    """Currency and scale as the pack's label `unit` puts them: "US$ bn", "млрд долл."."""
    words = {
        "currency": desk.labels.get(f"currency-{currency}", sign(currency)),
        "scale": desk.labels.get(f"scale-{scale}", scale),
    }
    pattern = desk.labels.get("unit", "{currency} {scale}")
    for name, word in words.items():
        pattern = pattern.replace(f"{{{name}}}", word)
    return " ".join(pattern.split())
