"""Kinds of fact: one a file, each a table of its fields, plus this table of the family."""

from __future__ import annotations

from brief.facts import deal, event, figure, gap, perception, point, quote
from brief.facts.fields import Kind

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        point.KIND,
        deal.KIND,
        quote.KIND,
        perception.KIND,
        figure.KIND,
        event.KIND,
        gap.KIND,
    )
}
