"""Composite text as it prints: the author's words, values of facts, names, and citations."""

from __future__ import annotations

from collections.abc import Iterable

from brief import TYPE_CHECKING
from brief.diagnostics import Span
from brief.dossier import composite
from brief.facts.fact import Fact
from brief.templating import backing, quoting
from brief.templating.values import (
    NOTHING,
    Cite,
    Pieces,
    Printable,
    View,
    author_text,
    quoted,
    ready_together,
)
from brief.templating.views.desk import Desk
from brief.templating.views.facts import FactView
from brief.text.words import nearest

if TYPE_CHECKING:
    from typing import Any

    from brief.templating.reading import Reader
    from brief.templating.values import Ready


class Composite(Printable):
    """Composite text: the author's words, values of facts, names, and citations."""

    __slots__ = ("_desk", "_path", "_printed", "_span", "_text", "facts")

    def __init__(self, desk: Desk, text: str, path: str, span: Span) -> None:
        self._desk = desk
        self._text = text
        self._path = path
        self._span = span
        self._printed: tuple[Printable, ...] | None = None
        cited = (p.facts for p in composite.parse(text) if isinstance(p, composite.Cite))
        self.facts = tuple(dict.fromkeys(fact for facts in cited for fact in facts))

    def plain(self) -> str:
        return self._text

    def markup(self) -> str:
        return "".join(piece.markup() for piece in self._pieces())

    def put(self, reader: Reader) -> None:
        for piece in self._pieces():
            piece.put(reader)

    def ready(self, at: str) -> Ready | None:
        return ready_together(self._pieces(), at)

    def _pieces(self) -> tuple[Printable, ...]:
        if self._printed is None:
            self._printed = tuple(self._made())
        return self._printed

    def _made(self) -> Iterable[Printable]:
        pieces = composite.parse(self._text)
        for index, piece in enumerate(pieces):
            if isinstance(piece, composite.Literal):
                yield self._literal(piece.text, self._cited(pieces[index:]))
            elif isinstance(piece, composite.Value):
                yield self._value(piece)
            elif isinstance(piece, composite.NameValue):
                name = self._desk.name(piece.name)
                if not name:
                    close = nearest(piece.name, set(self._desk.dossier.names))
                    hint = f"did you mean `{{@{close}}}`?" if close else "add it to names.yaml"
                    message = f"there is no name `{piece.name}`"
                    self._desk.tell("T-CITE", message, self._span, hint)
                yield name
            elif isinstance(piece, composite.Cite):
                known = [fact for fact in piece.facts if fact in self._desk.dossier.facts]
                for fact in piece.facts:
                    if fact not in known:
                        self._desk.unknown_fact(fact, self._span)
                if known:
                    yield Cite(" ".join(known))
            else:
                self._desk.tell("T-SYNTAX", piece.message, self._span)

    def _cited(self, pieces: tuple[composite.Piece, ...]) -> list[Fact]:
        """The facts that the statement ends on, in whose passages its quoted words stand."""
        for piece in pieces:
            if isinstance(piece, composite.Cite):
                known = self._desk.dossier.facts
                return [known[fact] for fact in piece.facts if fact in known]
        return []

    def _literal(self, text: str, cited: list[Fact]) -> Printable:
        desk = self._desk

        def plain(words: str) -> Printable:
            return author_text(words, self._path)

        def quote(words: str) -> Printable:
            for fact in cited:
                found = quoting.held(words, backing.passages_of(desk.dossier, fact))
                if found:
                    language = desk.foreign(found[0])
                    return quoted(found[1], fact.kind, fact.id, "passage", language)
            return author_text(words, self._path, tag="q")

        return quoting.prose(text, plain, quote)

    def _value(self, piece: composite.Value) -> Printable:
        fact = self._desk.fact(piece.fact)
        if fact is None:
            self._desk.unknown_fact(piece.fact, self._span)
            return NOTHING
        value: Any = fact
        for step in piece.field.split("."):
            try:
                value = value[int(step)] if isinstance(value, tuple) else _step(value, step)
            except (KeyError, IndexError, ValueError):
                names = list(value.names()) if isinstance(value, View) else []
                close = nearest(step, [name.replace("_", "-") for name in names])
                message = f"`{piece.fact}` has no `{piece.field}`"
                hint = (
                    f"did you mean `{close}`?" if close else f"`brief show {piece.fact}` lists it"
                )
                self._desk.tell("T-CITE", message, self._span, hint)
                return NOTHING
        if isinstance(value, tuple):
            return _listed(value)
        return value if isinstance(value, Printable) else NOTHING


def _step(value: Any, name: str) -> Any:
    if not isinstance(value, View):
        raise KeyError(name)
    if isinstance(value, FactView):
        if name == "words" and value.kind == "quote":
            return value.said
        if name == "value" and value.kind == "figure" and value.offer("derived"):
            return value.result
    return value.offer(name.replace("-", "_"))


def _listed(values: tuple[Any, ...]) -> Printable:
    pieces: list[Printable] = []
    for value in values:
        if isinstance(value, Printable):
            pieces += [author_text(", ", "list"), value] if pieces else [value]
    return Pieces(pieces)
