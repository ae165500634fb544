"""Words in quotation marks are the source's, letter for letter.

# Q-WORDS: the words are not the source's

## What it checks
The words of quotes, of outlets' own words and of figures stand in the snapshot, within the fact's
passage. Only what a printer may change silently may differ: quotation marks, dashes, spaces, line
ends, ligatures, a comma or stop at the end. Case, spelling and accents may not.

## Why
Quotation marks mean exact words. What prints is always the snapshot's own text; words that are not
found would print as an invention.

## Example
`words: the start of a new stage` where the source says "the beginning of a new stage".

## How to mend
The word-by-word difference to the nearest passage is shown: `[-source-]` and `{+written+}`. Copy
the source's words, or record the matter as a point in your own words, without marks.

# Q-UNDECLARED: a change shows in the words and is not declared

## What it checks
Words that are the source's but for brackets, `[sic]` or a changed letter typed into them.

## Why
Whatever changes a quotation is declared, so that it can be checked and so that it prints the same
in every edition.

## Example
`words: "[T]his is an important step"`

## How to mend
Write the source's words and declare the change: `alterations: [{kind: first-letter, at: this}]`.
"""

from __future__ import annotations

from collections.abc import Iterator

from brief.checks.desk import Desk, Value, error, shown
from brief.checks.desk.closest import closest, difference
from brief.diagnostics import Diagnostic, Related
from brief.evidence.alterations import altered, has_alterations
from brief.evidence.diagnosis import explain
from brief.evidence.quotes import find
from brief.expressions import expression

_CUT = expression(r"\s(?:…|\.\.\.)\s")


def check(desk: Desk) -> Iterator[Diagnostic]:
    """Q-WORDS, Q-UNDECLARED; Q-STITCH for words that are welded of two places."""
    for value in desk.held("words"):
        if value.fact.resolved.get(value.path):
            continue
        source = _source(desk, value)
        text = desk.text(source)
        if not text:
            continue  # the reader has told that the snapshot is missing
        if find(text, value.text) and not _outside(desk, value, source):
            continue  # found more than once, or in furniture: the reader has told
        yield _told(desk, value, source, text)


def _source(desk: Desk, value: Value) -> str:
    item = value.fact.get(value.path)
    given = item.get("from", "") if isinstance(item, dict) else ""
    return str(given) or value.fact.source


def _outside(desk: Desk, value: Value, source: str) -> bool:
    """Whether the words stand once in the source, but in none of the fact's passages."""
    found = find(desk.text(source), value.text)
    inside = [
        match
        for match in found
        for p in value.fact.passages
        if p.source == source and p.start <= match.start and match.end <= p.end
    ]
    return bool(value.fact.passages) and not inside and len(found) == 1


def _told(desk: Desk, value: Value, source: str, text: str) -> Diagnostic:
    typed = value.text
    if _outside(desk, value, source):
        span = find(text, typed)[0].span
        place = Related(desk.where(source, *span), "the words stand here")
        return error(
            "Q-WORDS",
            "the words stand outside the fact's passage",
            value,
            related=(place, *desk.seen(value.fact.passages[:1])),
            helps=("widen the passage, or add one under `passages`",),
        )
    if has_alterations(typed) and not _CUT.search(typed) and (match := altered(text, typed)):
        place = Related(desk.where(source, match.start, match.end), "the source's words")
        exact = shown(text[match.start : match.end])
        return error(
            "Q-UNDECLARED",
            "the words carry a change that the fact does not declare",
            value,
            related=(place,),
            helps=(
                f"write `words: {exact}` and declare the change under `alterations:` "
                "(first-letter, insertion, replacement, ellipsis, sic)",
            ),
        )
    code, why, stretch = explain(text, typed)
    if code != "Q-WORDS" and stretch is not None:
        help = {
            "Q-STITCH": "write the parts as segments: `words: [first part, second part]`",
            "Q-UNDECLARED": "write the source's words and declare the change under `alterations:`",
        }.get(code, "write the source's words")
        place = Related(desk.where(source, *stretch), "the source's words")
        return error(code, why, value, related=(place,), helps=(help,))
    near = closest(desk, source, typed, value.fact.passages)
    if near is None:
        message = "nothing like these words stands in the source"
        helps = ("copy the words from the snapshot, or make it a point in your own words",)
        return error("Q-WORDS", message, value, helps=helps)
    start, end = near
    return error(
        "Q-WORDS",
        f"these words do not stand in `{source}`",
        value,
        "the source says it differently",
        related=(Related(desk.where(source, start, end), "the nearest words"),),
        helps=(f"write the source's words: {shown(text[start:end], 200)}",),
        notes=(f"word by word: {difference(text[start:end], typed)}",),
    )
