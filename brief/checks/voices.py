"""A view is given to an outlet only where the text gives it to that outlet alone.

# A-VOICE: the view is not this outlet's own

## What it checks
The passage of a perception names its outlet as the one who reports, and no other outlet beside it.
A sentence that speaks for several outlets ("both outlets", "foreign media") or for none is nobody's
named view: it supports no perception, no `via` with a name and no `said-by` an outlet.

## Why
A digest's own summing-up reads like the outlets' opinion. Given to a named outlet, it is a claim
about that outlet which nobody made.

## Example
`outlet: cnn` with the passage "Both outlets emphasized that the decision gives new momentum ...".

## How to mend
Choose the passage, or the part of the sentence, that names this outlet alone. A joint sentence can
be recorded as a point, in the words of the text that is held.
"""

from __future__ import annotations

from collections.abc import Iterator

from brief.archive.snapshots import Passage
from brief.checks.desk import Desk
from brief.checks.desk.reporters import joint, outlets, own_outlet, sentence_of
from brief.diagnostics import ERROR, Diagnostic
from brief.facts.fact import Fact


def check(desk: Desk) -> Iterator[Diagnostic]:
    """A-VOICE."""
    for fact in desk.facts():
        if not fact.passages:
            continue
        main = fact.passages[0]
        if fact.kind == "perception":
            yield from _perception(desk, fact, main)
            continue
        given = [
            (path, named) for path in ("via", "said-by") if (named := _outlets(desk, fact, path))
        ]
        shared = joint(sentence_of(desk, main)) if given else ""
        for path, named in given if shared else ():
            message = f"“{shared}” is a joint sentence, given to {desk.printed(named[0])}"
            yield _told(desk, fact, path, message, main)


def _outlets(desk: Desk, fact: Fact, path: str) -> list[str]:
    """Whom a field names, where an outlet is among them."""
    named = [desk.name_id(name) for name in fact.texts(path) if name != "unclear"]
    return named if any(n and desk.dossier.names[n].kind == "outlet" for n in named) else []


def _perception(desk: Desk, fact: Fact, main: Passage) -> Iterator[Diagnostic]:
    outlet = desk.name_id(fact.text("outlet"))
    if not outlet:
        return
    shown = desk.printed(outlet)
    sentence = sentence_of(desk, main)
    spelled = outlets(desk, main.exact)
    if shared := joint(sentence):
        message = f"“{shared}” is a joint sentence, nobody's named view, given to {shown}"
        yield _told(desk, fact, "outlet", message, main)
    elif outlet not in _named(desk, fact, main):
        message = f"the passage does not give this view to {shown}"
        others = [desk.printed(o) for o in spelled if o != own_outlet(desk, desk.source(fact))]
        yield _told(desk, fact, "outlet", message, main, _whose(others))
    else:
        links = {desk.name_id(name) for name in fact.texts("via")}
        allowed = {outlet, own_outlet(desk, desk.source(fact)), *links}
        rivals = [desk.printed(o) for o in spelled if o not in allowed]
        if rivals:
            message = f"the passage gives views of {shown} and of {rivals[0]}"
            help = f"narrow the passage to the words that are {shown}'s"
            yield _told(desk, fact, "passage", message, main, help)


def _named(desk: Desk, fact: Fact, main: Passage) -> set[str]:
    """Whom the main passage names, or means by a noun whose name a further passage gives."""
    spelled = {i for _, _, ids in desk.names(main.exact) for i in ids}
    found = set(outlets(desk, main.exact)) or spelled
    others = desk.naming(fact)[1:]
    elsewhere = {i for p in others for _, _, ids in desk.names(p.exact) for i in ids}
    nouns = {i for _, _, ids in desk.nouns(main.exact) for i in ids}
    return found | (nouns & elsewhere)


def _whose(others: list[str]) -> str:
    if others:
        return f"the passage names {' and '.join(others)}; choose the one that names the outlet"
    return "choose the passage that names the outlet, or record it as a point"


def _told(
    desk: Desk, fact: Fact, path: str, message: str, passage: Passage, help: str = ""
) -> Diagnostic:
    return Diagnostic(
        "A-VOICE",
        ERROR,
        message,
        fact.span(path),
        related=(desk.related(passage),),
        helps=(help or "record a joint sentence as a point, in the held text's words",),
        fact=fact.id,
    )
