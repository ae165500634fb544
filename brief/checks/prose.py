"""Sentences of facts against their passages: quoted words, names, sense; that there is a passage.

# C-WORDS: words in quotation marks do not stand in the passages

## What it checks
Words between double quotation marks in a sentence of our own (points, gists, what is agreed,
lines of the outline, cells of rulings) stand in the passages, letter for letter, by the silent
rung of the ladder.

## Why
A reader takes marks for exact words, wherever they stand.

## Example
`text: Kazakhstan announced its “decision to join”` where the passage says "its intent to join".

## How to mend
Write the passage's words, or drop the marks and say it in your own.

# C-NAME: a name in the sentence does not stand in its passages

## What it checks
Every registered name in a sentence of our own, a label or a note is named in the passages, the
clause or the antecedent of the facts it rests on, by any spelling of names.yaml. And it has its
own place there: where the word beside it stands beside another name in the passage, and never
beside this one, the names were exchanged.

## Why
Who did it is the first thing a reader takes from a sentence.

## Example
`text: Rubio signed the memorandum` where the passage names Lutnick.

## How to mend
Write the name that the passage has; where it has a pronoun, add `antecedent` or a further passage.

# C-NEGATION: a sentence denies what its passage says, or the other way round

## What it checks
Where a sentence of our own tells the same thing with the same words as a passage, the word that a
"not", "no" or "never" reaches in one of the two is denied in the other as well. A sentence with
other words ("the question is open") is a paraphrase and left to a person. English alone.

## Why
A "not" is the shortest word of a sentence, the easiest to lose, and the one that turns it round.

## Example
`text: The council approved the budget` where the passage says "did not approve the budget".

## How to mend
Say it as the passage does, or add the passage that says so.

# C-EXTENT: a sentence says of all or most what its passage says of some

## What it checks
"All", "every", "most" and "a majority" before a word that the passages have behind "some",
"several", "many", "half" or the like, and never behind a word or a share that means all or most.

## Why
Who says "most voters" for "some voters" has made up a survey.

## Example
`text: Most voters oppose the bridge` where the passage says "some voters oppose the bridge".

## How to mend
Say of how many as the passage does.

# X-EXTENT: a sentence says of how many, its passage does not

## What it checks
"All", "every", "most" and "a majority" before a word that the passages have without any such word.

## Why
"Voters oppose it" may be two voters in the street.

## Example
`text: All voters oppose the bridge` where the passage says "voters oppose the bridge".

## How to mend
Leave the word out. If the passage means all of them, acknowledge the warning.

# A-TITLE: somebody is given another office than the passage's

## What it checks
The office beside a name (President Roth; Roth, the governor) against the one that the passages have
beside that name. Another one is refused unless a held text gives it to the same name.

## Why
A governor's word for a president's is another event.

## Example
`text: Governor Roth opened the bridge` where the passage says "President Roth".

## How to mend
Write the passage's office, or leave it out.

# C-PLACE: a fact has no passage to rest on

## What it checks
Every fact but a gap or a derived value has a passage.

## Why
A fact without a place in a held text is an assertion of ours.

## Example
A point with `text` and no `passage`.

## How to mend
Add `passage:` with the words of the text, in full or as "first words … last words".
"""

from __future__ import annotations

from collections.abc import Iterator

from brief.archive.snapshots import Passage
from brief.checks.desk import Desk, Value, error, finding
from brief.checks.desk.numbers import figures
from brief.checks.desk.statements import Ground, Problem, ground, problems
from brief.diagnostics import ERROR, Diagnostic
from brief.evidence.quantities import quantities
from brief.facts.fact import Fact

# Short texts that print beside a fact: they name and number things as its sentences do.
_SHORT_TEXTS = ("label", "note", "subject")


def check(desk: Desk) -> Iterator[Diagnostic]:
    """C-WORDS, C-NAME and C-PLACE; C-NEGATION, C-EXTENT, X-EXTENT and A-TITLE, N-... and D-... for
    what sentences say."""
    for fact in desk.facts():
        if not fact.passages and not _exempt(fact):
            if not any(fact.resolved.values()) and not _asked(fact):
                yield Diagnostic(
                    "C-PLACE",
                    ERROR,
                    f"{fact.kind} `{fact.id}` has no passage",
                    fact.span(),
                    helps=("add `passage:` with words of the text, as “first words … last words”",),
                    fact=fact.id,
                )
            continue
        prose = [
            v for v in desk.values(fact) if v.field.evidence == "prose" or v.path in _SHORT_TEXTS
        ]
        yield from _translated(desk, fact)
        if not prose:
            continue
        on = ground(desk, [fact])
        for value in prose:
            held = _whole(desk, fact) if value.path == "subject" else on
            for problem in problems(desk, value.text, held):
                yield _told(value, problem)


def _whole(desk: Desk, fact: Fact) -> Ground:
    """A quotation's subject may be named anywhere in the text that it was read in."""
    text = desk.text(fact.source)
    all_of_it = (Passage(fact.source, 0, len(text), text),)
    return Ground(all_of_it, all_of_it)


def _translated(desk: Desk, fact: Fact) -> Iterator[Diagnostic]:
    """A translation holds no figure that the words do not; what it counts cannot be compared."""
    value = next((v for v in desk.values(fact) if v.path == "translation"), None)
    words = [p for path, found in fact.resolved.items() if path.startswith("words") for p in found]
    if value is None or not words:
        return
    held = {(q.low, q.high) for p in words for q in quantities(p.exact)}
    for quantity in figures(value.text):
        if quantity.low > 1 and (quantity.low, quantity.high) not in held:
            shown = value.text[slice(*quantity.span)].strip()
            yield error(
                "N-VALUE",
                f"“{shown}” stands in the translation alone",
                value,
                related=desk.seen(tuple(words)),
                helps=("translate the figure that the words have",),
            )


def _exempt(fact: Fact) -> bool:
    return fact.kind == "gap" or fact.get("derived") is not None


def _asked(fact: Fact) -> bool:
    """Whether it names a passage that was not found, which the reader has told already."""
    return any(fact.get(path) for path in ("passage", "passages", "words"))


def _told(value: Value, problem: Problem) -> Diagnostic:
    return finding(
        problem.severity,
        problem.code,
        problem.message,
        value,
        f"in “{value.text[max(0, problem.start - 20) : problem.end + 20].strip()}”",
        related=problem.related,
        helps=problem.helps,
    )
