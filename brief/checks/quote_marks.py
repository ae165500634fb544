"""What is quoted is printed as a quotation in the source, or its marks were lost and are supplied.

# Q-NOT-QUOTED: the source does not print these words as a quotation

## What it checks
The words of a quote, and an outlet's own words, stand between quotation marks in the snapshot.
With `marks: supplied` they must be whole direct speech: they begin where a sentence begins, and
the attributing clause stands right beside them. Reported speech ("said a ceasefire remained
possible") is nobody's exact words.

## Why
A reporter's paraphrase in quotation marks makes the speaker say what the reporter wrote.

## Example
`words: a ceasefire remained possible` with the clause "Toqayev said".

## How to mend
Make it a point: the same words without marks, with `said-by` and `clause`.

# Q-MARKS-LOST: quotation marks are supplied, the source has lost them

## What it checks
Quotes with `marks: supplied`.

## Why
Where a text has lost its marks, we only believe that these are exact words. The brief prints a note
to that effect; a person must have looked.

## Example
`It must be acknowledged … a step forward,Toqayev said` with a comma glued to the next capital.

## How to mend
Acknowledge the warning in rulings.yaml with what shows that marks were lost. If the source does
print marks, remove `marks: supplied`.
"""

from __future__ import annotations

from collections.abc import Iterator

from brief.archive.snapshots import Passage
from brief.checks.desk import Desk, Value, error, warning
from brief.checks.desk.marks import around, quoted
from brief.diagnostics import Diagnostic

_EDGE = '“”«»„"‘’ \u00a0,.:;–—-'


def check(desk: Desk) -> Iterator[Diagnostic]:
    """Q-NOT-QUOTED and Q-MARKS-LOST; Q-STITCH for words that run through closing marks."""
    told: set[str] = set()
    for value in desk.held("words", kinds=("quote", "perception")):
        found = value.fact.resolved.get(value.path)
        if not found:
            continue
        passage = found[0]
        inside = around(desk, passage.source, passage.start, passage.end)
        if value.fact.text("marks") == "supplied":
            yield from _supplied(desk, value, passage, inside is not None, told)
        elif inside is None:
            yield _unquoted(desk, value, passage)


def _unquoted(desk: Desk, value: Value, passage: Passage) -> Diagnostic:
    paragraph = desk.paragraph(passage.source, passage.start)
    base = paragraph.start if paragraph else 0
    text = desk.paragraph_text(passage)
    touching = [
        (a, b) for a, b in quoted(text) if base + a < passage.end and passage.start < base + b
    ]
    if len(touching) > 1:
        return error(
            "Q-STITCH",
            "the words run out of one quotation and into another",
            value,
            "what stands between them is not quoted",
            related=desk.seen((passage,)),
            helps=("write the quotations as segments: `words: [first, second]`",),
        )
    return error(
        "Q-NOT-QUOTED",
        "the source does not print these words as a quotation",
        value,
        "these words are the reporter's" if not touching else "only a part is quoted",
        related=desk.seen((passage,)),
        helps=(
            "make it a point in our own words, without marks",
            "if the source has lost its marks, write `marks: supplied` and `reviewed: no`",
        ),
    )


def _supplied(
    desk: Desk, value: Value, passage: Passage, printed: bool, told: set[str]
) -> Iterator[Diagnostic]:
    fact = value.fact
    if printed:
        yield warning(
            "Q-MARKS-LOST",
            "the source does print quotation marks round these words",
            value,
            related=desk.seen((passage,)),
            helps=("remove `marks: supplied`",),
        )
        return
    clause = fact.resolved.get("clause", ())
    if not _direct(desk, passage, clause):
        yield error(
            "Q-NOT-QUOTED",
            "this is reported speech, not words that have lost their marks",
            value,
            "it does not stand as a sentence of its own beside its clause",
            related=(*desk.seen((passage,)), *desk.seen(clause[:1])),
            helps=("make it a point in our own words, with `said-by` and `clause`",),
        )
    elif fact.id not in told:
        told.add(fact.id)
        yield warning(
            "Q-MARKS-LOST",
            "the quotation marks are supplied; the source prints none",
            value,
            related=desk.seen((passage,)),
            helps=(
                "look at the passage, then acknowledge it in rulings.yaml: "
                f"`- code: Q-MARKS-LOST, of: {fact.id}, reason: …`",
            ),
        )


def _direct(desk: Desk, passage: Passage, clause: tuple[Passage, ...]) -> bool:
    """Whether words without marks stand as direct speech: from a sentence's start to its end, or
    to the clause that attributes them."""
    text = desk.text(passage.source)
    start, end = desk.sentence(passage.source, passage.start, passage.end)
    beside = [c for c in clause if c.source == passage.source]
    before = text[start : passage.start].strip(_EDGE)
    after = text[passage.end : end].strip(_EDGE)
    led = not before or any(
        start <= c.start and c.end <= passage.start and not text[c.end : passage.start].strip(_EDGE)
        for c in beside
    )
    if before and led:  # "Toqayev said: I believe ..." is direct, "Toqayev said I believe" is not
        mark = text[passage.start - 3 : passage.start]
        led = ":" in mark or "," in mark
    ends = not after or any(
        passage.end <= c.start and not text[passage.end : c.start].strip(_EDGE) for c in beside
    )
    return led and ends
