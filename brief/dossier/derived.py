"""Derived values: sums, differences, counts, shares and ratios, computed from other facts."""

from __future__ import annotations

from decimal import Decimal

from brief import TYPE_CHECKING
from brief.facts.fact import Fact
from brief.record import Record

if TYPE_CHECKING:
    from brief.evidence.quantities import Quantity

_UNITS = {"percent": "%", "points": "percentage points", "USD": "dollars", "$": "dollars"}
_LARGE = (
    (Decimal(10) ** 12, "trillion"),
    (Decimal(10) ** 9, "billion"),
    (Decimal(10) ** 6, "million"),
)


class Operand(Record):
    """One operand: its reference as written, the fact, and its quantity where it has one."""

    reference: str
    fact: Fact | None
    field: str
    quantity: Quantity | None
    status: str  # done, expected, estimated, planned


class Derived(Record):
    """A computed value: `text` prints it, empty where it cannot be computed and `why` says so."""

    text: str
    value: Decimal | None
    operands: tuple[Operand, ...]
    why: str = ""


def main_field(fact: Fact) -> str:
    """The field that a bare reference to a fact means where a value is wanted."""
    return "value" if fact.text("value") or fact.kind == "figure" else "quantity"


def operand(facts: dict[str, Fact], reference: str) -> Operand:
    """The operand that `fact` or `fact.field` names."""
    from brief.evidence.quantities import quantities

    fact_id, _, field = reference.partition(".")
    fact = facts.get(fact_id)
    if fact is None:
        return Operand(reference, None, field, None, "done")
    field = field or main_field(fact)
    found = quantities(fact.text(field))
    quantity = found[0] if len(found) == 1 else None
    status = fact.text("status") if fact.kind == "figure" else ""
    if fact.kind == "deal" and fact.text("value-kind") in ("expected", "potential"):
        status = "expected"
    return Operand(reference, fact, field, quantity, status or _own(quantity))


def _own(quantity: Quantity | None) -> str:
    return quantity.status if quantity else "done"


def derive(facts: dict[str, Fact], fact: Fact) -> Derived | None:
    """The value that a fact's `derived` computes; None where the fact has no such record.

    Qualifiers carry over: one approximate operand makes the result approximate, and operands with
    bounds make none that could be printed as exact (a sum of "up to" values is "up to").
    """
    record = fact.get("derived")
    if not isinstance(record, dict):
        return None
    operation = fact.text("derived.operation")
    unit = fact.text("derived.unit")
    operands = tuple(operand(facts, reference) for reference in fact.texts("derived.of"))
    lost = [o.reference for o in operands if o.fact is None]
    if lost:
        return Derived("", None, operands, f"`{lost[0]}` names no fact")
    if operation == "count":
        count = Decimal(len(operands))
        return Derived(f"{spelled(count)} {unit}".strip(), count, operands)
    bare = [o.reference for o in operands if o.quantity is None]
    if bare:
        return Derived("", None, operands, f"`{bare[0]}` has no single figure to compute with")
    return _computed(operation, unit, operands)


def _computed(operation: str, unit: str, operands: tuple[Operand, ...]) -> Derived:
    given = [o.quantity for o in operands if o.quantity is not None]
    units = {"USD" if q.unit == "$" else q.unit for q in given}
    if len(units) > 1:
        return Derived("", None, operands, "the operands have different units")
    if any(q.low != q.high for q in given):
        return Derived("", None, operands, "an operand is a range")
    if operation in ("difference", "share", "ratio") and len(given) != 2:
        return Derived("", None, operands, f"a {operation} has two operands")
    if len(given) < 2:
        return Derived("", None, operands, f"a {operation} of one operand is no {operation}")
    bounds = {q.qualifier for q in given} - {"exact", "approximate", "exactly", "only"}
    if len(bounds) > 1 or (bounds and operation != "sum"):
        return Derived("", None, operands, "the operands have bounds that cannot be combined")
    values = [q.low for q in given]
    own = "" if given[0].unit in ("$", "") else given[0].unit
    if operation == "sum":
        value = sum(values, Decimal(0))
    elif operation == "difference":
        value = values[0] - values[1]
    elif values[1] == 0:
        return Derived("", None, operands, "a division by zero")
    else:
        value = values[0] / values[1] * (100 if operation == "share" else 1)
        value = value.quantize(Decimal("0.1")).normalize()
        own = "percent" if operation == "share" else ""
    if operation in ("sum", "difference") and given[0].unit == "$":
        own = "$"
    lead = next(iter(bounds), "")
    loose = any(q.qualifier == "approximate" or q.approximate for q in given)
    loose = loose or (operation in ("share", "ratio") and value != value.to_integral_value())
    words = [lead] if lead else []
    if loose:
        words.append("about")
    sign = _sign(given) if own and operation in ("sum", "difference") else ""
    words.append(sign + (numeral(value) if own else spelled(value)))
    words.append(unit or ("" if sign else _UNITS.get(own, own)))
    text = " ".join(filter(None, words)).replace(" %", "%")
    return Derived(text, value, operands)


def _sign(given: list[Quantity]) -> str:
    """The currency sign that every operand is printed with; "" where they differ or have none."""
    signs = {next((char for char in q.text if char in "$€£¥₸₽₹"), "") for q in given}
    return signs.pop() if len(signs) == 1 else ""


def numeral(value: Decimal) -> str:
    """A value in figures: grouped thousands, large ones as "1.5 billion"."""
    for size, word in _LARGE:
        if abs(value) >= size:
            scaled = (value / size).normalize()
            if scaled.as_tuple().exponent in (0, -1, -2, 1, 2):  # no more than two decimals
                return f"{scaled:,f} {word}"
    return f"{value.normalize():,f}"


_SMALL = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]


def spelled(value: Decimal) -> str:
    """A whole number below ten in words, any other in figures."""
    if value == value.to_integral_value() and 0 <= value < 10:
        return _SMALL[int(value)]
    return numeral(value)
