"""Fixed words of a template may not say what only a fact may say.

# T-LITERAL: a template says what no fact says

## What it checks
Every text of the document that a template file or its catalogue of labels issued: it may hold no
digit, no double quotation mark and no registered name, unless the template pack declares it. No
negation of theirs (not, no, without; не, нет, без; емес, жоқ) stands directly before the words of a
fact or of the outline, nor one in Kazakh directly behind them; that cannot be declared. A text that
claims to come from a fact, source or name which the dossier does not hold is refused as well.

## Why
A template is used for many briefs. A figure or a name typed into it would print in all of them,
without a passage behind it. A negation before a value makes the fact say its contrary.

## Example
`<h2>The 29 agreements</h2>` in a section of a template; `not {{ fact.agreed }}`.

## How to mend
Print the value of a fact instead, or, where the words belong to the layout ("page 1 of 3", "TLP
2.0"), declare them under `literals` in the pack's `pack.toml`. What is denied is said by the fact
itself, with a passage that denies it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from brief.checks.desk import Desk
from brief.diagnostics import ERROR, Diagnostic
from brief.document.tree import Document, Text
from brief.expressions import expression
from brief.text.negations import beginning, ending
from brief.text.words import without

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
    own: list[Text] = []  # the template's own words just before, one after the other
    stated = False  # whether words of a statement came just before
    for text in desk.texts(document):
        origin = text.origin
        kind = origin.kind
        if kind in {"label", "template"}:
            content = text.content
            if content not in offences:
                offences[content] = _offence(content, longest_first, desk)
            if offending := offences[content]:
                yield _finding(desk, text, _holds(text, offending), offending)
            own.append(text)
            if stated and (word := beginning(content)):
                yield _finding(desk, text, _denies(text, word, "behind"), word, _SAY)
            stated = stated and content.isspace()
            continue
        stated = kind in {"fact", "author"}
        if own:
            if stated and (denying := _denial(own)):
                fixed, word = denying
                yield _finding(desk, fixed, _denies(fixed, word, "before"), word, _SAY)
            own.clear()
        if kind in known and origin.fact and origin.fact not in known[kind]:
            message = f"a text claims to be of {kind} `{origin.fact}`, unknown"
            yield _finding(desk, text, message, text.content)


def _offence(content: str, declared: list[str], desk: Desk) -> str:
    """The first figure, mark or registered name beyond what is declared; "" where there is none."""
    for words in declared:
        content = without(content, words)
    if not _MARKS.isdisjoint(content) or any(map(str.isdecimal, content)):
        match = _FIGURE_OR_MARK.search(content)
        if match:
            return match.group()
    return next((content[start:end] for start, end, _ in desk.names(content)), "")


def _denial(own: list[Text]) -> tuple[Text, str] | None:
    """The negation that these texts end in, in the line that goes on, and the one that has it."""
    if not own[-1].content[-1:].isspace():  # the end of a line, or within a word
        return None
    said = own[-1].content
    for text in own[-2:-4:-1]:  # such as stressed words before
        if not (said[:1].isspace() or text.content[-1:].isspace()):
            break  # another line, or a piece of one word
        said = text.content + said
    word = ending(said)
    held = (text for text in reversed(own) if word in text.content)
    return next(((text, word) for text in held), None) if word else None


def _holds(text: Text, offending: str) -> str:
    """What is wrong with a text that holds a figure, a mark or a name."""
    if text.origin.kind == "label" and text.origin.field:
        return f"the label `{text.origin.field}` holds “{offending}”"
    return f"a template's own words hold “{offending}”"


def _denies(text: Text, word: str, where: str) -> str:
    """What is wrong with a text that denies the statement before or behind which it stands."""
    label = text.origin.field if text.origin.kind == "label" else ""
    whose = f"the label `{label}` puts" if label else "a template's own words put"
    return f"{whose} “{word}” directly {where} a statement"


_SAY = "let the fact itself say what is denied, with a passage that denies it"
_PRINT = "print a fact's value there, or declare the words under `literals` in pack.toml"


def _finding(desk: Desk, text: Text, message: str, words: str, help: str = _PRINT) -> Diagnostic:
    span = desk.wording(text.origin, words) if desk.wording else None
    return Diagnostic(
        "T-LITERAL",
        ERROR,
        message,
        span or desk.origin(text.origin),
        f"in “{text.content.strip()[:60]}”",
        helps=(help,),
        fact=text.origin.fact,
    )
