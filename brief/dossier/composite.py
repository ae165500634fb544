"""Composite text: prose with references to facts, as the outline and rulings hold it.

`{fact}` ends a statement and cites the fact; several are written `{one, two}`.  `{fact.field}`
prints a field's value; `{fact.field.part}` a part of it.  `{@name}` prints a registered name's
house spelling.  `{{` and `}}` are braces.  Everything else prints as it stands, and is held against
the passages of the facts cited at the end of its statement.
"""

from __future__ import annotations

from brief.expressions import expression
from brief.record import Record

_REFERENCE = expression(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")


class Literal(Record):
    """Characters that print as they stand; `offset` counts code points in the source text."""

    text: str
    offset: int


class Value(Record):
    """A field of a fact, printed."""

    fact: str
    field: str
    offset: int


class NameValue(Record):
    """A registered name, printed in its house spelling."""

    name: str
    offset: int


class Cite(Record):
    """The end of a statement: what it rests on."""

    facts: tuple[str, ...]
    offset: int


class Fault(Record):
    """A reference that cannot be read: a lone brace, or nothing between two."""

    message: str
    offset: int


Piece = Literal | Value | NameValue | Cite | Fault


def parse(text: str) -> tuple[Piece, ...]:
    """The pieces of a composite text, in order; linear in its length."""
    if "{" not in text and "}" not in text:  # as most lines of an outline are
        return (Literal(text, 0),) if text else ()
    pieces: list[Piece] = []
    literal: list[str] = []
    begin = position = 0

    def flush() -> None:
        nonlocal literal
        if literal:
            pieces.append(Literal("".join(literal), begin))
        literal = []

    for match in _REFERENCE.finditer(text):
        if match.start() > position:
            if not literal:
                begin = position
            literal.append(text[position : match.start()])
        position = match.end()
        token = match.group()
        if token in ("{{", "}}"):
            if not literal:
                begin = match.start()
            literal.append(token[0])
            continue
        flush()
        pieces.append(_reference(match.group(1), match.start()))
    if position < len(text):
        if not literal:
            begin = position
        literal.append(text[position:])
    flush()
    return tuple(pieces)


def _reference(inside: str | None, offset: int) -> Piece:
    if inside is None:
        return Fault("a lone brace; write it twice to print one", offset)
    names = tuple(part.strip() for part in inside.split(","))
    if not all(names):
        return Fault("nothing between the braces to refer to", offset)
    if len(names) == 1 and names[0].startswith("@"):
        return NameValue(names[0][1:], offset)
    if len(names) == 1 and "." in names[0]:
        fact, _, field = names[0].partition(".")
        return Value(fact, field, offset)
    return Cite(names, offset)
