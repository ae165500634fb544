"""The labelled claims: the aims of issue 3 hold, for each kind and for each honest rendering."""

from __future__ import annotations

import pytest

from tests.evidence.score import AIMS, run, totals


@pytest.fixture(scope="module")
def table() -> dict[tuple[str, bool, str], list[int]]:
    return run()[0]


@pytest.mark.parametrize("kind", sorted(AIMS))
def test_aims(table: dict[tuple[str, bool, str], list[int]], kind: str) -> None:
    detected, alarms = totals(table)[kind]
    least, most = AIMS[kind]
    assert detected >= least
    assert alarms <= most


def test_each_convention_of_quoting_is_accepted(
    table: dict[tuple[str, bool, str], list[int]],
) -> None:
    refused = {
        made: right / count
        for (kind, true, made), (right, count) in table.items()
        if kind == "quote" and true and right < 0.97 * count
    }
    assert not refused
