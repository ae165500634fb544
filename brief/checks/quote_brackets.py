"""Words in brackets within a quotation, and the review that the heavier changes need.

# Q-BRACKET-HIDES: the words in brackets change what is said

## What it checks
A declared insertion or replacement adds, removes and replaces no negation, limiter or number; it
replaces function words and endings, not what was said; a changed first letter changes only the
case.

## Why
Brackets tell that something was changed, not what. A reader must be able to trust that the sense is
the speaker's.

## Example
`alterations: [{kind: replacement, at: don’t rule out, print: accept}]`

## How to mend
Quote the words as they stand; explain in a sentence of your own, outside the marks.

# Q-REVIEW: an alteration of the third rung has no review

## What it checks
Marks supplied, a translation, a name in brackets for a pronoun, and a quotation cut before "but",
"unless" or "if" say who reviewed them: `reviewed:` with a role, or `no`, which prints.

## Why
These changes rest on a person's judgement, and the reader must know whose.

## Example
`marks: supplied` without `reviewed`.

## How to mend
Add `reviewed: press officer`, or `reviewed: no`.
"""

from __future__ import annotations

from collections.abc import Iterator

from brief.archive.snapshots import Passage
from brief.checks.desk import Desk
from brief.diagnostics import ERROR, Diagnostic
from brief.evidence.alterations import altered
from brief.facts.fact import Fact

_REVIEW = "needs a review"


def check(desk: Desk) -> Iterator[Diagnostic]:
    """Q-BRACKET-HIDES and Q-REVIEW."""
    for fact in desk.facts("quote"):
        needs = []
        if fact.text("marks") == "supplied":
            needs.append(("marks", "quotation marks are supplied"))
        if fact.text("translation"):
            needs.append(("translation", "the words are translated"))
        records = fact.get("alterations")
        for index, record in enumerate(records if isinstance(records, list) else ()):
            path = f"alterations.{index}"
            places = fact.resolved.get(f"{path}.at", ())
            if not isinstance(record, dict) or not places:
                continue
            for why in _judged(desk, record, places[0]):
                if why.endswith(_REVIEW):
                    needs.append((path, why))
                    continue
                yield Diagnostic(
                    "Q-BRACKET-HIDES",
                    ERROR,
                    why,
                    fact.span(f"{path}.print"),
                    related=(desk.related(places[0], "the source's words"),),
                    helps=("quote the words as they stand, and explain outside the marks",),
                    fact=fact.id,
                )
        if needs and not fact.text("reviewed"):
            yield _unreviewed(fact, *needs[0])


def _judged(desk: Desk, record: dict[str, object], at: Passage) -> list[str]:
    """What is wrong with one alteration: its printed form is laid over the paragraph."""
    kind, shown = str(record.get("kind", "")), str(record.get("print", ""))
    start, end = desk.sentence(at.source, at.start, at.end)
    text = desk.text(at.source)
    before, words, after = text[start : at.start], text[at.start : at.end], text[at.end : end]
    if kind == "first-letter":
        letter = shown or words[:1].swapcase()
        if letter[:1].casefold() != words[:1].casefold() or len(letter) != 1:
            return [f"“[{letter}]” is not the same letter as “{words[:1]}”"]
        return []
    if kind == "insertion":
        printed = f"{before}{words} [{shown}]{after}"
    elif kind == "replacement":
        printed = f"{before}[{shown}]{after}"
    else:
        return []
    if not shown.strip():
        return [f"the {kind} prints nothing: say what, under `print`"]
    body = desk.paragraph_text(at)
    match = altered(body, printed.strip('“”«»"‘’ '))
    if match is None:
        return [f"“[{shown}]” cannot be laid over the source's words"]
    return [why for _, why, _ in match.problems]


def _unreviewed(fact: Fact, path: str, why: str) -> Diagnostic:
    return Diagnostic(
        "Q-REVIEW",
        ERROR,
        f"{why}, and nobody is said to have reviewed it",
        fact.span(path),
        helps=("add `reviewed: no`, which prints, or the role of who did",),
        fact=fact.id,
    )
