"""Whom a fact names, its passages name.

# A-NAME: the passages do not name this person, outlet or place

## What it checks
Parties, signatories, participants and those who say something (`said-by`): the passages, the clause
or the antecedent must name each of them, by the house spelling, an alias, or a common noun that
`names.yaml` gives ("the Kazakh president"). The people who take part in an event are those whom its
text names, where it names any. Nobody is listed twice.

## Why
A name added by a slip of the pen is a claim about a person.

## Example
`signatories: [nagaspayev, rubio]` where the passage says that Nagaspayev and Lutnick signed.

## How to mend
Remove the name, or add the passage (or `antecedent`) that names them. If the text uses a spelling
that is not known, add it under `aliases` in names.yaml.
"""

from __future__ import annotations

from collections.abc import Iterator

from brief.checks.desk import Desk, Value, error
from brief.diagnostics import Diagnostic
from brief.facts.fact import Fact

# Held by rules of their own, which say more: speakers.py, voices.py.
_ELSEWHERE = (("quote", "speaker"), ("perception", "outlet"))


def check(desk: Desk) -> Iterator[Diagnostic]:
    """A-NAME."""
    for value in desk.held("name"):
        if (value.fact.kind, value.field.name) in _ELSEWHERE:
            continue
        passages = desk.naming(value.fact, value.path)
        name_id = desk.name_id(value.text)
        if passages and name_id and name_id not in desk.named(passages):
            shown = desk.printed(name_id)
            yield error(
                "A-NAME",
                f"the passages do not name {shown}",
                value,
                f"given as {_row(value)}",
                related=desk.seen(passages),
                helps=_helps(desk, name_id),
            )
    for fact in desk.facts("event"):
        yield from _beside(desk, fact)
    for fact in desk.facts():
        yield from _twice(desk, fact)


def _twice(desk: Desk, fact: Fact) -> Iterator[Diagnostic]:
    """A name stands once in a list: the second is mostly a slip for another."""
    seen: set[tuple[str, str]] = set()
    for value in desk.values(fact):
        name_id = desk.name_id(value.text) if value.field.form == "names" else ""
        if not name_id:
            continue
        key = (_row(value), name_id)
        if key in seen:
            message = f"{desk.printed(name_id)} is listed twice"
            yield error("A-NAME", message, value, helps=("name the other one, or list it once",))
        seen.add(key)


def _beside(desk: Desk, fact: Fact) -> Iterator[Diagnostic]:
    """Participants of an event are those whom its text names, where it names any of their kind."""
    text = fact.text("text")
    told = {i for _, _, ids in (*desk.names(text), *desk.nouns(text)) for i in ids}
    kinds = {desk.dossier.names[name_id].kind for name_id in told}
    for value in desk.values(fact):
        name = desk.dossier.names.get(desk.name_id(value.text))
        if value.field.name != "participants" or name is None:
            continue
        people = name.kind in ("person", "organisation", "outlet")
        if people and name.kind in kinds and name.id not in told:
            others = ", ".join(desk.printed(i) for i in sorted(told))
            yield error(
                "A-NAME",
                f"{name.name} is listed as taking part, the event's text names {others}",
                value,
                helps=("name them in the text, or take them off the list",),
            )


def _row(value: Value) -> str:
    return value.path.rpartition(".")[0] if value.path[-1:].isdigit() else value.path


def _helps(desk: Desk, name_id: str) -> tuple[str, ...]:
    for source in desk.dossier.snapshots:
        text = desk.text(source)
        for start, end, ids in desk.names(text):
            if name_id in ids:
                where = desk.where(source, start, end)
                return (f"remove it, or add a passage that names it ({where.file}:{where.line})",)
    return ("remove it, or add the text's spelling under `aliases` in names.yaml",)
