"""Fixed words of a template may not say what only a fact may say.

# T-LITERAL: a template says what no fact says

## What it checks
Every text of the document that a template file or its catalogue of labels issued: it may hold no
digit, no double quotation mark and no registered name, unless the template pack declares it. A text
that claims to come from a fact, source or name which the dossier does not hold is refused as well.

## Why
A template is used for many briefs. A figure or a name typed into it would print in all of them,
without a passage behind it.

## Example
`<h2>The 29 agreements</h2>` in a section of a template.

## How to mend
Print the value of a fact instead, or, where the words belong to the layout ("page 1 of 3", "TLP
2.0"), declare them under `literals` in the pack's `pack.toml`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from brief.checks.desk import Desk
from brief.diagnostics import ERROR, Diagnostic
from brief.document.tree import Document, Text
from brief.expressions import expression
from brief.text.words import whole_words

_MARKS = frozenset('"“”„«»')
_FIGURE_OR_MARK = expression(r"\d[\d.,]*|[\"“”„«»]")


def check(document: Document, desk: Desk, declared: frozenset[str]) -> Iterator[Diagnostic]:
    """T-LITERAL."""
    dossier = desk.dossier
    known: dict[str, Collection[str]] = {
        "fact": dossier.facts,
        "source": dossier.sources,
        "name": dossier.names,
    }
    longest_first = sorted(declared, key=lambda words: (-len(words), words))
    offences: dict[str, str] = {}  # by text: labels print over and over
    for text, _ in desk.texts(document):
        origin = text.origin
        kind = origin.kind
        if kind in {"label", "template"}:
            content = text.content
            if content not in offences:
                offences[content] = _offence(content, longest_first, desk)
            if offending := offences[content]:
                yield _finding(desk, text, f"a template's own words hold “{offending}”")
        elif origin.fact and kind in known and origin.fact not in known[kind]:
            message = f"a text claims to be of {kind} `{origin.fact}`, unknown"
            yield _finding(desk, text, message)


def _offence(content: str, declared: list[str], desk: Desk) -> str:
    """The first figure, mark or registered name beyond what is declared; "" where there is none."""
    for words in declared:
        if words in content:
            content = whole_words(words).sub(" ", content)
    if not _MARKS.isdisjoint(content) or any(map(str.isdecimal, content)):
        match = _FIGURE_OR_MARK.search(content)
        if match:
            return match.group()
    return next((content[start:end] for start, end, _ in desk.names(content)), "")


def _finding(desk: Desk, text: Text, message: str) -> Diagnostic:
    return Diagnostic(
        "T-LITERAL",
        ERROR,
        message,
        desk.origin(text.origin),
        f"in “{text.content.strip()[:60]}”",
        helps=("print a fact's value there, or declare the words under `literals` in pack.toml",),
        fact=text.origin.fact,
    )
