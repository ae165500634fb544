"""Lines that a translation puts elsewhere are lines of the outline.

# L-MOVE: a line to be moved is not there

## What it checks
`to-annex` in a translation's `outline` names sections of the body and lines in them, `to-body`
sections of the annex and lines in them: by the id that the translation calls a line by, or by the
fact or ruling that it prints.

## Why
A line that was meant to make room stays where it is, and the body runs over its pages.

## Example
`to-annex: {key-points: [ukrane]}`

## How to mend
Take the suggested name. A section is called by its own heading, else its name; a second one of the
same name ends in `-2`.
"""

from __future__ import annotations

from collections.abc import Iterator

from brief.checks.desk import Desk
from brief.diagnostics import ERROR, Diagnostic
from brief.dossier.model import Translation
from brief.dossier.moving import TO_ANNEX, choices, named
from brief.text.words import nearest


def check(desk: Desk) -> Iterator[Diagnostic]:
    """L-MOVE."""
    for translation in desk.dossier.translations.values():
        yield from _lost(desk, translation)


def _lost(desk: Desk, translation: Translation) -> Iterator[Diagnostic]:
    outline = desk.dossier.outline
    for where, sections in translation.moves.items():
        part = "body" if where == TO_ANNEX else "annex"
        for section, lines in sections.items():
            known = choices(outline, where, section)
            for at, line in enumerate(lines):
                if named(outline, where, section, line) is not None:
                    continue
                what, there = (line, known) if known else (section, choices(outline, where))
                message = f"the {part} has no section `{section}`"
                if known:
                    message = f"`{section}` of the {part} has no line `{line}`"
                close = nearest(what, there)
                yield Diagnostic(
                    "L-MOVE",
                    ERROR,
                    message,
                    translation.span(f"outline.{where}.{section}.{at}"),
                    helps=(f"did you mean `{close}`?" if close else f"there: {', '.join(there)}",),
                )
