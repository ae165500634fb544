"""A source that a ruling calls silent on its matter must be.

# X-SILENT: a source called silent is not

## What it checks
The sources that a ruling lists under `silent` hold none of the ruling's `terms`. Terms are whole
words in any case; `*` ends a stem. A silence without terms is not proven and refused.

## Why
"Silent" prints in the comparison of the sources, as a statement about that text.

## Example
`silent: [summary]` with `terms: [agreements]`, where the summary speaks of "securing agreements".

## How to mend
Give the source a cell that says what it says, or choose terms that only the contested matter uses.
"""

from __future__ import annotations

from collections.abc import Iterator

from brief.checks.desk import Desk
from brief.checks.desk.terms import hits
from brief.diagnostics import ERROR, Diagnostic, Related


def check(desk: Desk) -> Iterator[Diagnostic]:
    """X-SILENT."""
    for ruling in desk.dossier.rulings.values():
        if ruling.silent and not any(term.strip("* ") for term in ruling.terms):
            yield Diagnostic(
                "X-SILENT",
                ERROR,
                "the ruling calls a source silent but names no terms that prove it",
                ruling.span("silent"),
                helps=("add `terms:` with the words a text would use if it spoke of the matter",),
                fact=ruling.id,
            )
        for index, source in enumerate(ruling.silent):
            for term in ruling.terms:
                found = hits(desk, source, term)
                if found:
                    yield Diagnostic(
                        "X-SILENT",
                        ERROR,
                        f"`{source}` is called silent, but holds “{term}”",
                        ruling.span(f"silent.{index}"),
                        related=(Related(desk.where(source, *found[0]), "here"),),
                        helps=(f"give `{source}` a cell for what it says, or narrow the terms",),
                        fact=ruling.id,
                    )
