"""Words that print without marks and must still be the source's own.

# C-VERBATIM: words that must be the source's own are not

## What it checks
The instrument of a deal, places and contested status words stand in a passage of the fact as they
are written, but for case and for marks, dashes and spaces.

## Why
"Contract", "memorandum" and "agreement" bind differently; a text's own word is the only safe one.

## Example
`instrument: contract` where the passage says "memorandum of understanding".

## How to mend
Write the passage's word, or `not stated`.
"""

from __future__ import annotations

from collections.abc import Iterator

from brief.checks.desk import Desk, error, shown
from brief.checks.desk.terms import stands
from brief.diagnostics import Diagnostic

# Rules of their own hold these: scopes.py.
_ELSEWHERE = ("scope", "period")


def check(desk: Desk) -> Iterator[Diagnostic]:
    """C-VERBATIM."""
    for value in desk.held("verbatim"):
        if value.field.name in _ELSEWHERE:
            continue
        passages = desk.support(value.fact, value.path)
        if passages and not any(stands(p.exact, value.text) for p in passages):
            yield error(
                "C-VERBATIM",
                f"{value.path} “{shown(value.text)}” stands in no passage of the fact",
                value,
                related=desk.seen(passages),
                helps=("write the source's own words, or `not stated` where it has none",),
            )
