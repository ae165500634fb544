"""Dates against their passages: the value, and no finer than the text has it.

# D-VALUE: the passage does not hold this date

## What it checks
Every date that prints from a field of its own and every date in a sentence stands in a passage of
the fact, with "since", "by" and "until" as the passage has them.

## Why
A wrong date makes a right statement false.

## Example
`when: October` where the passage says "in September".

## How to mend
Write the date as the passage has it, or name the passage that holds it:
`when: {text: October, passage: …}`.

# D-PRECISION: the date is finer than the passage's

## What it checks
A date may be coarser than the passage's, never finer: no year is added to "in September", no day to
a month.

## Why
A year that "must be meant" is a guess, and it prints like a fact.

## Example
`when: September 2025` where the passage says "in September".

## How to mend
Leave out what the passage does not say. What is known from elsewhere is supplied data, in square
brackets, with its basis.

# D-RELATIVE: the date hangs on a day that nobody gives

## What it checks
A calendar date is not supported by "yesterday" or "last week": without the day of publication
nothing fixes it.

## Why
Texts are re-published; the day a text was found is not the day it was written.

## Example
`when: 6 November` where the passage says "on Thursday".

## How to mend
Write the passage's own words ("on Thursday"), or a supplied date with its basis.
"""

from __future__ import annotations

from collections.abc import Iterator

from brief.checks.desk import Desk, error, shown
from brief.checks.desk.calendar import HELPS, unsupported
from brief.diagnostics import Diagnostic, Related
from brief.evidence.dates import parse, supports

_ORDER = ("D-PRECISION", "D-RELATIVE", "D-VALUE")


def check(desk: Desk) -> Iterator[Diagnostic]:
    """D-VALUE, D-PRECISION and D-RELATIVE."""
    for value in desk.held("date"):
        passages = desk.support(value.fact, value.path)
        judged = [(p, supports(p.exact, value.text)) for p in passages]
        if not judged or any(not problems for _, problems in judged):
            continue
        passage, problems = min(judged, key=lambda j: _ORDER.index(j[1][0][0]))
        code, message, span = problems[0]
        date = parse(value.text)
        better = unsupported(date, passages) if date else None
        if better:
            passage, code, message, span = better
        place = desk.related(passage)
        if span:
            start, end = passage.start + span[0], passage.start + span[1]
            place = Related(desk.where(passage.source, start, end), "here")
        yield error(
            code,
            f"{value.path} “{shown(value.text)}”: {message}",
            value,
            message,
            related=(place,),
            helps=(HELPS[code],),
        )
