"""Derived values are computed, and only from operands that can be put together.

# N-SUM: the derived value cannot be computed, or is typed

## What it checks
A `derived` record: its operands exist and have one figure each, of one unit and currency; bounds
combine; no typed `value` stands beside it; the declared breakdown of a quantity adds up to it.

## Why
A computed figure is nobody's quotation: it has to be right by construction.

## Example
`derived: {operation: sum, of: [a, b]}` with `value: $19 billion` typed beside it.

## How to mend
Remove the typed value; correct the operands; or do not derive.

# N-OVERLAP: values that overlap are added up

## What it checks
No two operands of a sum overlap, by the `overlaps` of either, and the record says `overlap: none`.

## Why
A package that includes a contract may not be added to it.

## Example
A sum of `package-report` and `package-digest`, which count the same package.

## How to mend
Leave one of the operands out, or do not print a sum.

# N-MIX: the operands have different statuses

## What it checks
The operands of a sum, difference, share or ratio are all done, all expected or all estimated; and
deals' values are of one kind.

## Why
Expected investment added to signed contracts prints as if all were signed.

## Example
A sum of an agreement's value and of an expected investment.

## How to mend
Sum what is alike. If the mixture is wanted and the text says so, acknowledge the warning.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from brief.checks.desk import Desk
from brief.diagnostics import ERROR, WARNING, Diagnostic
from brief.dossier.derived import Derived, Operand, derive
from brief.evidence.quantities import quantities
from brief.facts.fact import Fact


def check(desk: Desk) -> Iterator[Diagnostic]:
    """N-SUM, N-OVERLAP and N-MIX."""
    for fact in desk.facts():
        if fact.kind == "deal":
            yield from _breakdown(fact)
        derived = derive(desk.dossier.facts, fact)
        if derived is None:
            continue
        if derived.why:
            yield _told("N-SUM", fact, "derived", derived.why, "correct the operands")
        if fact.text("value"):
            message = f"the value is typed beside the computed “{derived.text}”"
            yield _told("N-SUM", fact, "value", message, "remove `value`; it is computed")
        if fact.text("derived.operation") == "sum":
            yield from _overlap(fact, derived)
        if fact.text("derived.operation") != "count":
            yield from _mixed(fact, derived)
        elif len({o.reference for o in derived.operands}) < len(derived.operands):
            yield _told("N-SUM", fact, "derived.of", "an operand is counted twice", "list it once")


def _overlap(fact: Fact, derived: Derived) -> Iterator[Diagnostic]:
    operands = [o for o in derived.operands if o.fact is not None]
    for one, other in _overlapping(operands):
        message = f"`{one.reference}` and `{other.reference}` overlap and are added up"
        help = "leave one of them out, or do not derive a sum"
        yield _told("N-OVERLAP", fact, "derived.of", message, help)
    declared = fact.text("derived.overlap")
    if declared != "none":
        message = (
            "the sum does not say that its operands do not overlap"
            if not declared
            else f"the sum says that its operands overlap ({declared})"
        )
        help = "write `overlap: none` if the texts show it, else do not derive a sum"
        yield _told("N-OVERLAP", fact, "derived.overlap", message, help)


def _overlapping(operands: list[Operand]) -> Iterator[tuple[Operand, Operand]]:
    """Pairs of one fact, and pairs of which one fact lists the other, in their order."""
    standing: dict[str, list[int]] = {}  # a fact's id -> where it is an operand
    listing: dict[str, list[int]] = {}  # a fact's id -> which operands list it
    listed: list[dict[str, None]] = []
    for index, one in enumerate(operands):
        assert one.fact is not None
        named = [reference.partition(".")[0] for reference in one.fact.texts("overlaps")]
        listed.append(dict.fromkeys((one.fact.id, *named)))
        standing.setdefault(one.fact.id, []).append(index)
        for name in listed[-1]:
            listing.setdefault(name, []).append(index)
    for index, one in enumerate(operands):
        assert one.fact is not None
        others = {at for name in listed[index] for at in standing.get(name, ())}
        for at in sorted(others.union(listing[one.fact.id])):
            if at > index:
                yield one, operands[at]


def _mixed(fact: Fact, derived: Derived) -> Iterator[Diagnostic]:
    statuses = dict.fromkeys(o.status for o in derived.operands)
    kinds = dict.fromkeys(
        kind for o in derived.operands if o.fact and (kind := o.fact.text("value-kind"))
    )
    for what in (statuses, kinds):
        if len(what) > 1:
            yield _told(
                "N-MIX",
                fact,
                "derived.of",
                f"the operands differ in kind: {', '.join(what)}",
                "compute with what is alike, or acknowledge this with the reason",
            )
            return


def _breakdown(fact: Fact) -> Iterator[Diagnostic]:
    """The parts of a quantity, where each is a plain count, add up to it."""
    whole = quantities(fact.text("quantity"))
    parts = [quantities(text) for text in fact.texts("parts.are")]
    if len(whole) != 1 or len(parts) < 2 or any(len(part) != 1 for part in parts):
        return
    total = sum((part[0].low for part in parts), Decimal(0))
    if whole[0].low == whole[0].high and total != whole[0].high:
        message = f"the parts add up to {total:f}, the quantity says “{fact.text('quantity')}”"
        yield _told("N-SUM", fact, "parts", message, "list every part as the passage has it")


def _told(code: str, fact: Fact, path: str, message: str, help: str) -> Diagnostic:
    severity = WARNING if code == "N-MIX" else ERROR
    return Diagnostic(code, severity, message, fact.span(path), helps=(help,), fact=fact.id)
