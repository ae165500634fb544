"""Derived values: computed, with the qualifiers of their operands, or a reason why not."""

from __future__ import annotations

import pytest

from brief.dossier.derived import derive, numeral
from brief.facts.fact import Fact


def figure(id: str, value: str, status: str = "done") -> Fact:
    return Fact("figure", id, "facts/f.yaml", "s", {"value": {"text": value}, "status": status}, {})


def total(operation: str, *values: str, unit: str = "") -> tuple[str, str]:
    facts = {f"f{i}": figure(f"f{i}", value) for i, value in enumerate(values)}
    record = {"operation": operation, "of": list(facts), "unit": unit}
    made = derive(facts, Fact("figure", "t", "facts/f.yaml", "s", {"derived": record}, {}))
    assert made is not None
    return made.text, made.why


@pytest.mark.parametrize(
    ("operation", "values", "text"),
    [
        ("sum", ("$300 million", "$200 million"), "$500 million"),
        ("sum", ("€184.5 million", "€41.2 million"), "€225.7 million"),
        ("sum", ("300 million dollars", "200 million dollars"), "500 million dollars"),
        ("sum", ("about $1.2 billion", "$0.3 billion"), "about $1.5 billion"),
        ("sum", ("up to $5 million", "$2 million"), "up to $7 million"),
        ("difference", ("$3 billion", "$1 billion"), "$2 billion"),
        ("share", ("$1 billion", "$4 billion"), "25%"),
        ("share", ("$1 billion", "$3 billion"), "about 33.3%"),
        ("ratio", ("60 tons", "20 tons"), "three"),
    ],
)
def test_values_are_computed(operation: str, values: tuple[str, ...], text: str) -> None:
    assert total(operation, *values) == (text, "")


def test_a_count_is_spelled_below_ten_with_its_unit() -> None:
    assert total("count", "1 deal", "2 deals", "3 deals", unit="deals") == ("three deals", "")


@pytest.mark.parametrize(
    ("operation", "values", "why"),
    [
        ("sum", ("$1 billion", "€1 billion"), "different units"),
        ("sum", ("$1 billion",), "one operand"),
        ("sum", ("up to $1 billion", "at least $1 billion"), "bounds"),
        ("share", ("$1 billion", "$2 billion", "$3 billion"), "two operands"),
        ("ratio", ("5 tons", "0 tons"), "division by zero"),
        ("sum", ("some money", "$2 billion"), "no single figure"),
        ("sum", ("$1 billion to $2 billion", "$2 billion"), "range"),
    ],
)
def test_what_cannot_be_computed_says_why(
    operation: str, values: tuple[str, ...], why: str
) -> None:
    text, reason = total(operation, *values)
    assert text == ""
    assert why in reason


def test_a_fact_without_operands_derives_nothing() -> None:
    assert derive({}, figure("f", "$1 billion")) is None


def test_decimals_are_never_lost() -> None:
    from decimal import Decimal

    assert numeral(Decimal("17245000000")) == "17,245 million"
    assert numeral(Decimal("17200000000")) == "17.2 billion"
