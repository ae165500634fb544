"""Where a quotation begins and ends.

# Q-TRUNCATED: the quotation begins or ends where the sense turns

## What it checks
A quotation does not stop just before "but", "unless", "if" or "except", does not begin just after a
negation or after the condition of what is said ("If ..., "), and does not cut a figure from its
bound or its magnitude.

## Why
"I support the plan" is in the source of one who said "I support the plan only if ...".

## Example
`words: rule out that possibility` where the source says "I don’t rule out that possibility".

## How to mend
Quote on to the end of the thought, or from its beginning. If the shorter quotation is fair,
acknowledge the warning with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from brief.checks.desk import Desk, shown, warning
from brief.checks.desk.marks import around
from brief.diagnostics import Diagnostic
from brief.evidence.quotes import cuts


def check(desk: Desk) -> Iterator[Diagnostic]:
    """Q-TRUNCATED."""
    for fact in desk.facts():
        parts = [
            (value, fact.resolved[value.path][0])
            for value in desk.values(fact)
            if value.field.evidence == "words" and fact.resolved.get(value.path)
        ]
        for index, (value, passage) in enumerate(parts):
            text = desk.text(passage.source)
            inside = around(desk, passage.source, passage.start, passage.end)
            condition = inside and index == 0 and _condition(text[inside[0] : passage.start])
            if condition:
                yield warning(
                    "Q-TRUNCATED",
                    f"the quotation leaves out its condition: “{shown(condition)}”",
                    value,
                    related=desk.seen((passage,)),
                    helps=("quote the whole thought, or acknowledge this with the reason",),
                )
            if inside and _whole(text, inside, passage.start, passage.end):
                continue
            for code, why, _ in cuts(text, (passage.start, passage.end)):
                behind = _behind(why)
                # What stands between two segments is the ellipsis' matter.
                if fact.kind == "quote" and 0 <= (index + 1 if behind else index - 1) < len(parts):
                    continue
                # Beyond the source's own marks stands the reporter's text, not the speaker's.
                if inside and _beyond(text, inside, passage.start, passage.end, behind):
                    continue
                yield warning(
                    code,
                    why,
                    value,
                    related=desk.seen((passage,)),
                    helps=("quote the whole thought, or acknowledge this with the reason",),
                )


def _condition(before: str) -> str:
    """The words of the same quotation and sentence before ours, where they are its condition."""
    last = re.split(r"[.!?;][\s”\"]", before)[-1]
    match = re.match(r"\W*(?:if|unless|until|provided|only if|если|пока не)\b", last, re.IGNORECASE)
    if hung := re.search(r"\b(?:only )?(?:if|unless|provided that|если)\s*\Z", last, re.IGNORECASE):
        return hung.group().strip()  # "sign it only if [the north were excluded]"
    return last.strip() if match and last.rstrip().endswith(",") else ""


def _whole(text: str, inside: tuple[int, int], start: int, end: int) -> bool:
    """Whether a quotation is quoted from its first word to its last."""
    return not text[inside[0] : start].strip() and not text[end : inside[1]].strip(" ,.\u00a0")


def _behind(why: str) -> bool:
    """Whether the quotation loses something behind it, not before it."""
    return "stops" in why or "after a number" in why


def _beyond(text: str, inside: tuple[int, int], start: int, end: int, behind: bool) -> bool:
    """Whether what was cut stands outside the quotation."""
    if behind:
        return not text[end : inside[1]].strip(" ,.\u00a0")
    return not text[inside[0] : start].strip()
