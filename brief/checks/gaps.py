"""What is said to be missing is proven by searching for it.

# G-FOUND: what is said to be missing is there

## What it checks
Every term of a gap is searched for in the sources it names (in all held sources where it names
none), in any case, as whole words; `*` at a word's end stands for its endings. A gap that lists no
term that could be found proves nothing and is refused too.

## Why
"The texts do not say" is a claim about the texts like any other, and one that readers act on.

## Example
`terms: [list of, annex]` while a text says "a list of the agreements is annexed".

## How to mend
Look at the place that is shown. If the text does say it, the gap is wrong: record it as a fact. If
the word is used for something else, choose terms that only the missing matter would use.
"""

from __future__ import annotations

from collections.abc import Iterator

from brief.checks.desk import Desk
from brief.checks.desk.terms import hits
from brief.diagnostics import ERROR, Diagnostic, Related


def check(desk: Desk) -> Iterator[Diagnostic]:
    """G-FOUND."""
    for fact in desk.facts("gap"):
        sources = fact.texts("sources") or tuple(desk.dossier.sources)
        terms = fact.texts("terms")
        if not any(len(term.strip("* ")) > 1 for term in terms):
            yield Diagnostic(
                "G-FOUND",
                ERROR,
                "the gap names no term that could be searched for",
                fact.span("terms"),
                helps=("list the words or phrases that a text would use if it said so",),
                fact=fact.id,
            )
        for index, term in enumerate(terms):
            found = [(source, span) for source in sources for span in hits(desk, source, term)]
            if not found:
                continue
            times = "once" if len(found) == 1 else f"{len(found)} times"
            held = ", ".join(f"`{source}`" for source in dict.fromkeys(s for s, _ in found))
            yield Diagnostic(
                "G-FOUND",
                ERROR,
                f"“{term}” is said to be missing, but stands {times} in {held}",
                fact.span(f"terms.{index}"),
                related=tuple(
                    Related(desk.where(source, *span), "here") for source, span in found[:3]
                ),
                helps=(
                    "record what the text says as a fact, or choose terms that only the missing "
                    "matter would use",
                ),
                fact=fact.id,
            )
