"""Figures against their passages: value, unit, currency, magnitude, hedge, bound, what is counted.

# N-VALUE: the passage does not hold this figure

## What it checks
Every figure that prints from a field of its own (values, quantities, parts) and every figure in a
sentence: its value stands in a passage of the fact, with no more digits than the passage gives.

## Why
Figures are what readers quote on. A digit is the easiest thing to get wrong and the hardest to see.

## Example
`value: $17.5 billion` where the passage says "about 17.2 billion dollars".

## How to mend
Write the figure as the passage has it, or name the passage that holds it:
`value: {text: $17.5 billion, passage: …}`.

# N-UNIT: the passage counts in another unit

## What it checks
The unit of a figure is the passage's: per cent are not percentage points, tons not kilograms.

## Why
The same digits in another unit are another figure.

## Example
`value: 80 percentage points` where the passage says "80%".

## How to mend
Write the unit that the passage has.

# N-CURRENCY: the passage's currency is another

## What it checks
The currency of a figure is the passage's. A bare "$" needs the source's declared `currency`, since
many countries' money is written with that sign.

## Why
17 billion tenge are less than one five-hundredth of 17 billion dollars.

## Example
`value: EUR 17 billion` where the passage says "$17 billion".

## How to mend
Write the passage's currency; give `currency: USD` at the source in sources.yaml.

# N-MAGNITUDE: the figure is off by a power of ten

## What it checks
The digits stand in the passage, with another magnitude: million for billion, thousand for million.

## Why
It is the commonest slip in copying large figures.

## Example
`value: $17 million` where the passage says "$17 billion".

## How to mend
Write the passage's magnitude.

# N-HEDGE: the figure drops or adds an approximation

## What it checks
About, approximately, around, roughly and estimated belong to the figure; so does their absence.

## Why
"17 billion" claims a precision that "approximately 17 billion" disclaims.

## Example
`value: $1.1 billion` where the passage says "around $1.1 billion".

## How to mend
Write the hedge that the passage has; words of one kind (about, around, roughly) are equal.

# N-BOUND: the figure drops or adds a bound

## What it checks
Up to, at least, at most, over, more than, nearly belong to the figure.

## Why
"Up to 15" may be five; "15" is fifteen.

## Example
`quantity: 15 aircraft` where the passage says "up to 15 Boeing 787-9 Dreamliner aircraft".

## How to mend
Write the bound that the passage has. "Over five years" is a duration, not a bound.

# N-MEASURE: the passage counts something else

## What it checks
What a figure counts is what the passage counts; modifiers may be left out, but none that takes
something away (planned, potential, former).

## Why
Fifteen options are not fifteen aircraft.

## Example
`quantity: 29 companies` where the passage says "29 bilateral agreements".

## How to mend
Write the passage's noun.
"""

from __future__ import annotations

from collections.abc import Iterator

from brief.archive.snapshots import Passage
from brief.checks.desk import Desk, Value, error, shown
from brief.checks.desk.numbers import HELPS, bare_dollar, best
from brief.diagnostics import Diagnostic, Related
from brief.evidence.figures import supports
from brief.evidence.quantities import quantities
from brief.text.characters import has_cyrillic


def check(desk: Desk) -> Iterator[Diagnostic]:
    """N-VALUE, N-UNIT, N-CURRENCY, N-MAGNITUDE, N-HEDGE, N-BOUND and N-MEASURE."""
    for value in desk.held("quantity"):
        passages = desk.support(value.fact, value.path)
        if not passages or value.fact.get("derived"):
            continue
        problem = best((p, supports(p.exact, value.text)) for p in passages)
        if problem:
            yield _told(desk, value, *problem)
        elif bare_dollar(desk, value.text, passages):
            yield error(
                "N-CURRENCY",
                f"“$” in `{value.fact.source}` may be any country's dollar",
                value,
                helps=(
                    f"add `currency: USD` (or another) to `{value.fact.source}` in sources.yaml",
                ),
                related=desk.seen(passages[:1]),
            )


def _told(
    desk: Desk,
    value: Value,
    passage: Passage,
    code: str,
    message: str,
    span: tuple[int, int] | None,
) -> Diagnostic:
    if span is None:
        place = desk.related(passage)
    else:
        start, end = passage.start + span[0], passage.start + span[1]
        place = Related(desk.where(passage.source, start, end), "here")
    return error(
        code,
        f"{value.path} “{shown(value.text)}”: {message}",
        value,
        message,
        related=(place,),
        helps=(_help(code, value, passage.exact, span),),
    )


def _help(code: str, value: Value, passage: str, span: tuple[int, int] | None) -> str:
    written = value.text
    if code == "N-MEASURE" and written.isascii() and has_cyrillic(passage):
        return (
            "the passage is in another language: write the figure with its unit alone, and say "
            "in words of your own what it is a figure of"
        )
    found = [q for q in quantities(passage) if q.span == span]
    given = quantities(written)
    if not found or len(given) != 1:
        return HELPS.get(code, "write the figure as the passage has it")
    noun = found[0].noun if code == "N-MEASURE" else given[0].noun
    fixed = f"{passage[slice(*found[0].span)]} {' '.join(noun.split()[:4])}".strip()
    return f"write `{value.path}: {shown(fixed)}`, or name the passage that holds your figure"
