"""Quotations of several parts, and what is left out between and within them.

# Q-STITCH: words of different utterances are joined into one quotation

## What it checks
The segments of a quote stand in the source's order, in one paragraph, and between two of them
stands at most one speech tag ("," X said. ") beside words left out of the same quotation. A
segment does not run out of one quotation into another.

## Why
Two remarks joined become a third that nobody made.

## Example
`words: [a true friend, unique opportunities]` from two paragraphs.

## How to mend
Make two quotes of it.

# Q-ELLIPSIS-HIDES: the words left out change what is said

## What it checks
What stands between two segments of one quotation, and under a declared ellipsis: no negation, no
limiter (only, unless, if, may), no number, no quotation mark is left out.

## Why
"I do … support the bill" can be made of "I do not support the bill".

## Example
`words: [I don’t rule out, what will happen]` across "You never know".

## How to mend
Quote the words between as well, or quote a shorter stretch.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from brief.archive.snapshots import Passage
from brief.checks.desk import Desk, Value, error
from brief.diagnostics import Diagnostic, Related
from brief.evidence.hiding import gap
from brief.facts.fact import Fact

_MARKS = '“”«»„"‘’'


def check(desk: Desk) -> Iterator[Diagnostic]:
    """Q-STITCH and Q-ELLIPSIS-HIDES."""
    for fact in desk.facts("quote", "perception", "figure"):
        parts = [
            (value, fact.resolved[value.path][0])
            for value in desk.values(fact)
            if value.field.evidence == "words" and fact.resolved.get(value.path)
        ]
        for (_, left), (value, right) in pairwise(parts):
            if fact.kind == "quote":
                yield from _between(desk, value, left, right)
        yield from _left_out(desk, fact)


def _between(desk: Desk, value: Value, left: Passage, right: Passage) -> Iterator[Diagnostic]:
    places = (desk.related(left, "one segment"), desk.related(right, "the next"))
    if left.source != right.source:
        message = "the segments come from two sources"
    elif right.start < left.end:
        message = "the segments do not follow each other in this order"
    elif desk.paragraph_index(left.source, left.start) != desk.paragraph_index(
        right.source, right.start
    ):
        message = "the segments come from two paragraphs"
    else:
        text = desk.text(left.source)
        # A person may have taken the marks themselves along; what is left out lies between them.
        end, start = left.end, right.start
        while end > left.start and text[end - 1] in _MARKS:
            end -= 1
        while start < right.end and text[start] in _MARKS:
            start += 1
        for code, why, span in gap(text, end, start):
            hidden = (Related(desk.where(left.source, *span), "left out"),) if span else ()
            yield error(
                code,
                f"between the segments, {why}",
                value,
                related=(*hidden, *places),
                helps=("quote the words between as well, or make two quotes of it",),
            )
        return
    yield error("Q-STITCH", message, value, related=places, helps=("make two quotes of it",))


def _left_out(desk: Desk, fact: Fact) -> Iterator[Diagnostic]:
    records = fact.get("alterations")
    for index, record in enumerate(records if isinstance(records, list) else ()):
        if not isinstance(record, dict) or record.get("kind") != "ellipsis":
            continue
        for place in fact.resolved.get(f"alterations.{index}.at", ()):
            for code, why, _ in gap(desk.text(place.source), place.start, place.end):
                yield Diagnostic(
                    code,
                    "error",
                    why,
                    fact.span(f"alterations.{index}.at"),
                    related=(desk.related(place, "left out"),),
                    helps=("quote these words as well, or quote a shorter stretch",),
                    fact=fact.id,
                )
