"""Where the held texts differ, and what was decided.

# X-CONFLICT: sources differ and nobody has ruled on it

## What it checks
Figures under one measure key, and words under one status key. Counts are exact. A rounded value
covers half of its last stated digit, so "approximately $17 billion" and "about 17.2 billion" agree.
Bounds cover what they bound. Different currencies, and different words under one status key,
conflict. A conflict is settled by a ruling whose `over` lists every side.

## Why
To pick one silently is to hide what the reader most needs to know.

## Example
`measures: {quantity: package.count}` at two deals, one of 29 and one of 30 agreements.

## How to mend
Add a ruling: show all, prefer one (with the reason), or different scope; or correct the key where
scope or time differ.

# X-STALE: a ruling decides nothing any more

## What it checks
A ruling that shows all or prefers one, over sides that no longer conflict; one that prefers a side
it is not over; one over fewer than two sides.

## Why
A difference that has gone would still print as one.

## Example
A ruling over two counts, after one of the texts was corrected.

## How to mend
Remove the ruling, or bring `over` up to date.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from brief.checks.desk import Desk
from brief.diagnostics import ERROR, WARNING, Diagnostic, Related, Span
from brief.dossier.derived import main_field
from brief.dossier.model import Ruling
from brief.evidence.quantities import Quantity, quantities
from brief.facts.fact import Fact
from brief.record import Record
from brief.text.folding import fold

_EXACT = ("exact", "only", "exactly")
_FLOORS = ("at least", "more than", "just over")
_CEILINGS = ("at most", "up to", "less than", "just under", "nearly")
_UNBOUNDED = Decimal("Infinity")


class Side(Record):
    """One side of a comparison: where it is said, and what is said."""

    reference: str  # fact.field
    fact: Fact
    field: str
    text: str
    quantity: Quantity | None  # None for words
    currency: str = ""


def check(desk: Desk) -> Iterator[Diagnostic]:
    """X-CONFLICT and X-STALE."""
    keys = sides(desk)
    rulings = list(desk.dossier.rulings.values())
    over = {ruling.id: _over(desk, ruling) for ruling in rulings}
    for key, group in keys.items():
        differing = _differing(group)
        if not differing:
            continue
        wanted = {side.reference for side in differing}
        if not any(wanted <= over[ruling.id] for ruling in rulings):
            near = next((r for r in rulings if len(wanted & over[r.id]) > 1), None)
            yield _conflict(desk, key, differing, near, over[near.id] if near else set())
    keyed = {side.reference: key for key, group in keys.items() for side in group}
    for ruling in rulings:
        yield from _stale(ruling, over[ruling.id], keys, keyed)


def sides(desk: Desk) -> dict[str, list[Side]]:
    """Every keyed figure and contested word, by its key, in the dossier's order."""
    found: dict[str, list[Side]] = {}
    for fact in desk.facts():
        for key, field in _keys(fact):
            text = fact.text(field)
            if not text:
                continue
            given = quantities(text)
            source = desk.source(fact)
            quantity = given[0] if len(given) == 1 else None
            side = Side(f"{fact.id}.{field}", fact, field, text, quantity)
            if quantity and quantity.unit == "$" and source:
                side = side.replace(currency=source.currency or "USD")
            elif quantity:
                side = side.replace(currency=quantity.currency)
            found.setdefault(f"measure {key}", []).append(side)
        if fact.text("status-key") and fact.text("status-words"):
            words = fact.text("status-words")
            side = Side(f"{fact.id}.status-words", fact, "status-words", words, None)
            found.setdefault(f"status {fact.text('status-key')}", []).append(side)
    return found


def _keys(fact: Fact) -> Iterator[tuple[str, str]]:
    if fact.text("measure"):
        yield fact.text("measure"), main_field(fact)
    for field in ("value", "quantity"):
        if fact.text(f"measures.{field}"):
            yield fact.text(f"measures.{field}"), field


def _differing(group: list[Side]) -> list[Side]:
    """The sides that disagree with at least one other; linear in their number."""
    figures = [side for side in group if side.quantity is not None]
    if len(figures) < len(group):
        return group if len({_plain(side.text) for side in group}) > 1 else []
    if len({(s.currency, s.quantity.unit == "percent") for s in group if s.quantity}) > 1:
        return group
    spans = [covered(side.quantity) for side in group if side.quantity is not None]
    if not spans:
        return []
    # One side disagrees with some other exactly when it ends below the highest beginning, or
    # begins above the lowest end.
    floor, ceiling = max(low for low, _ in spans), min(high for _, high in spans)
    return [
        side
        for side, (low, high) in zip(group, spans, strict=True)
        if high < floor or low > ceiling
    ]


def _plain(words: str) -> str:
    return " ".join(fold(words).text.lower().split())


def covered(quantity: Quantity) -> tuple[Decimal, Decimal]:
    """The values that a stated quantity may stand for: half of the last stated digit around a
    rounded one, everything on its side of a bound, itself for a count."""
    low, high = quantity.low, quantity.high
    if quantity.qualifier in _FLOORS:
        return low, _UNBOUNDED
    if quantity.qualifier in _CEILINGS:
        return -_UNBOUNDED, high
    rounded = quantity.qualifier not in _EXACT or quantity.approximate
    if not (rounded or quantity.currency or quantity.unit == "percent"):
        return low, high
    half = _last_digit(low, quantity.digits) / 2
    return low - half, high + half


def _last_digit(value: Decimal, digits: int) -> Decimal:
    """The size of the last stated digit: 1 billion for 17 billion, 0.1 billion for 17.2 billion."""
    if not value:
        return Decimal(0)
    return Decimal(1).scaleb(value.adjusted() - max(1, digits) + 1)


def _over(desk: Desk, ruling: Ruling) -> set[str]:
    """The sides a ruling is over; a bare fact stands for every keyed field that it has."""
    found: set[str] = set()
    for reference in ruling.over:
        fact_id, _, field = reference.partition(".")
        fact = desk.dossier.facts.get(fact_id)
        if fact is None:
            continue
        if field:
            found.add(reference)
        else:
            found.add(f"{fact_id}.{main_field(fact)}")
            found |= {f"{fact_id}.{field}" for _, field in _keys(fact)}
            found.add(f"{fact_id}.status-words")
    return found


def _conflict(
    desk: Desk, key: str, group: list[Side], near: Ruling | None, over: set[str]
) -> Diagnostic:
    first, *others = group
    said = "; ".join(dict.fromkeys(f"{s.fact.source}: “{s.text}”" for s in group))
    listed = ", ".join(side.reference for side in group)
    if near:
        missing = ", ".join(side.reference for side in group if side.reference not in over)
        help = f"add {missing} to `over` of the ruling `{near.id}`, and look at its reason again"
    else:
        help = (
            f"add to rulings.yaml: `- ruling: …, over: [{listed}], decision: show all, reason: …`; "
            "or give them different keys if scope or time differ"
        )
    return Diagnostic(
        "X-CONFLICT",
        ERROR,
        f"under {key} the texts differ: {said}",
        first.fact.span(first.field),
        related=(
            *(Related(s.fact.span(s.field), f"{s.fact.source}: “{s.text}”") for s in others[:3]),
            *desk.seen(tuple(s.fact.passages[0] for s in group[:2] if s.fact.passages)),
        ),
        helps=(help,),
        notes=("to pick one silently would hide the difference from the reader",),
        fact=first.fact.id,
    )


def _stale(
    ruling: Ruling, over: set[str], keys: dict[str, list[Side]], keyed: dict[str, str]
) -> Iterator[Diagnostic]:
    span: Span = ruling.span("over")
    if len(ruling.over) < 2 and ruling.decision == "stated difference" and ruling.cells:
        return  # words beside words, with nothing to compute
    if len(ruling.over) < 2:
        yield _told(ruling, span, "the ruling is over fewer than two sides", "name every side")
        return
    if ruling.decision == "prefer":
        ids = {reference.partition(".")[0] for reference in ruling.over}
        if ruling.prefer not in ids and ruling.prefer not in ruling.over:
            message = f"the ruling prefers `{ruling.prefer}`, which it is not over"
            yield _told(ruling, ruling.span("prefer"), message, "prefer one of the sides")
    if ruling.decision in ("show all", "prefer"):
        named = [keyed[reference] for reference in over if reference in keyed]
        live = any(
            len([s for s in _differing(keys[key]) if s.reference in over]) > 1
            for key in dict.fromkeys(named)
        )
        if not live:
            if named:
                message = "the sides of this ruling no longer conflict"
                help = "remove the ruling, or bring `over` up to date"
            else:
                message = "no measure or status key makes the sides of this ruling comparable"
                help = "give both sides one key, or write `decision: stated difference`"
            yield _told(ruling, span, message, help)


def _told(ruling: Ruling, span: Span, message: str, help: str) -> Diagnostic:
    return Diagnostic("X-STALE", WARNING, message, span, helps=(help,), fact=ruling.id)
