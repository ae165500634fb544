"""What the dossier says of its sources: their state, and the details called stated.

# SRC-STALE: facts rest on a source that is out of date

## What it checks
A source whose `status` is `stale` (a newer version is known) and that facts of the outline's
sections still rest on.

## Why
A reader takes a cited text for the last word of its outlet.

## Example
`status: stale` at the source `digest`, while the deal `package-digest` rests on it.

## How to mend
Add the newer text as a source of its own and move the facts to it, or acknowledge the warning with
the reason why the older text still serves.

# SRC-WITHDRAWN: facts rest on a source that was withdrawn

## What it checks
A source whose `status` is `withdrawn`, and every fact that was read in it.

## Why
An outlet that takes its text back no longer says what the brief has it say.

## Example
`status: withdrawn` at the source `report`, while the deal `boeing-787` rests on it.

## How to mend
Remove the facts, or let them rest on another source that is held.

# SRC-STATED: what is called stated does not stand in the source

## What it checks
The title, author, outlet, date and address that `sources.yaml` gives as stated: each must stand in
the snapshot, letter for letter but for quotation marks, dashes and spaces.

## Why
The references print these details as the text's own. What is known from elsewhere prints in square
brackets, and what nobody gives prints as "not stated".

## Example
`author: Jane Smith` where the text names no author.

## How to mend
Write `author: not stated`, or `author: {supplied: Jane Smith, by: the outlet's site}`.
"""

from __future__ import annotations

from collections.abc import Iterator

from brief.checks.desk import Desk
from brief.diagnostics import ERROR, WARNING, Diagnostic
from brief.dossier.model import Source
from brief.evidence.quotes import find
from brief.text.words import nearest

_DETAILS = ("title", "author", "outlet", "published", "url")


def check(desk: Desk) -> Iterator[Diagnostic]:
    """SRC-STALE, SRC-WITHDRAWN and SRC-STATED."""
    resting: dict[str, list[str]] = {}
    for fact in desk.facts():
        for held in dict.fromkeys(passage.source for passage in fact.passages):
            resting.setdefault(held, []).append(fact.id)
    for source in desk.dossier.sources.values():
        yield from _stated(desk, source)
        facts = resting.get(source.id, [])
        if source.status == "stale" and facts:
            yield Diagnostic(
                "SRC-STALE",
                WARNING,
                f"{_count(facts)} on `{source.id}`, which is out of date",
                source.span("status"),
                helps=("add the newer text as a source, or acknowledge this in rulings.yaml",),
                notes=(_names(facts),),
                fact=source.id,
            )
        elif source.status == "withdrawn":
            for fact_id in facts:
                yield Diagnostic(
                    "SRC-WITHDRAWN",
                    ERROR,
                    f"`{fact_id}` rests on `{source.id}`, which was withdrawn",
                    desk.dossier.facts[fact_id].span("from"),
                    helps=("remove the fact, or rest it on another source",),
                    fact=fact_id,
                )


def _stated(desk: Desk, source: Source) -> Iterator[Diagnostic]:
    text = desk.text(source.id)
    for name in _DETAILS:
        detail = getattr(source, name)
        if detail.basis != "stated" or not detail.value or not text or find(text, detail.value):
            continue
        first = text.lstrip().partition("\n")[0]
        close = nearest(detail.value, (first,)) if name == "title" else None
        wanted = f"`{name}: {{supplied: {detail.value}, by: …}}` if it is known from elsewhere"
        yield Diagnostic(
            "SRC-STATED",
            ERROR,
            f"the {name} is called stated, but `{source.id}` does not state it",
            source.span(name),
            f"“{detail.value}” does not stand in the text",
            helps=(f"write `{name}: {close}`",) if close else (f"write {wanted}",),
            notes=() if close else ("what nobody gives is `not stated`",),
            fact=source.id,
        )


def _count(facts: list[str]) -> str:
    return "one fact rests" if len(facts) == 1 else f"{len(facts)} facts rest"


def _names(facts: list[str]) -> str:
    more = f" and {len(facts) - 8} more" if len(facts) > 8 else ""
    return "resting on it: " + ", ".join(facts[:8]) + more
