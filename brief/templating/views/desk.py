"""One rendering: dossier, pack, language, labels, and what is found wrong on the way."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from brief import TYPE_CHECKING
from brief.archive.snapshots import Passage
from brief.diagnostics import ERROR, Diagnostic, Span
from brief.document.tree import Origin
from brief.dossier.model import Dossier
from brief.facts.fact import Fact
from brief.templating import backing, quoting
from brief.templating.packs import Pack
from brief.templating.values import (
    NOTHING,
    Issued,
    Pieces,
    Printable,
    View,
    fact_text,
    label_text,
    name_text,
    quoted,
)
from brief.templating.words import has_marks, is_plain, issued_text
from brief.text.words import nearest

if TYPE_CHECKING:
    from typing import Any

    from brief.citation.styled import Styled
    from brief.document.tree import Text
    from brief.templating.reading import Reader
    from brief.templating.values import Ready


class FactLike(View):
    """What the desk keeps of a fact's view."""

    __slots__ = ()
    id: str
    kind: str

    if TYPE_CHECKING:

        @property
        def passages(self) -> tuple[Any, ...]: ...


class Desk:
    """One rendering: dossier, pack, language, and what is found wrong on the way."""

    def __init__(
        self, dossier: Dossier, pack: Pack, tag: str, make: Callable[[Desk, Fact], FactLike]
    ) -> None:
        self.dossier = dossier
        self.pack = pack
        self.tag = tag
        self.code = tag.partition("-")[0]
        self.found: list[Diagnostic] = []
        self.languages = {source.id: source.language for source in dossier.sources.values()}
        self.labels = pack.labels.get(self.code, {})
        self._make = make
        self.weighed = False  # whether a term of likelihood was asked for
        self._facts: dict[str, FactLike] = {}
        self._bare: dict[str, Printable] = {}  # labels without anything filled in
        self._names: dict[str, NameView] = {}

    @cached_property
    def styled(self) -> Styled | None:
        """The citation style with the dossier's works; None for the house's own."""
        if self.pack.style in ("", "house"):
            return None
        from brief.templating.referring import styled

        return styled(self.dossier, self.pack.style, self.tag)

    def fact(self, name: str) -> FactLike | None:
        """The view of a fact, one for all who ask."""
        found = self._facts.get(name)
        if found is None and (fact := self.dossier.facts.get(name)) is not None:
            found = self._facts[name] = self._make(self, fact)
        return found

    def name(self, name: str, fact: Fact | None = None, field: str = "") -> Printable:
        """A registered name, or the words of a fact's field where it is not registered."""
        if name in self._names:
            return self._names[name]
        if name in self.dossier.names:
            found = self._names[name] = NameView(self, name)
            return found
        if fact is not None:
            return fact_text(name, fact.kind, fact.id, field)
        return NOTHING

    def named(self, names: tuple[str, ...]) -> tuple[Printable, ...] | None:
        """Registered names; None where one was not asked for yet, or is not registered."""
        try:
            return tuple([self._names[name] for name in names])
        except KeyError:
            return None

    def label(self, key: str, filled: dict[str, Printable] | None = None) -> Printable:
        """A fixed word of the pack; `KeyError` where the pack has none in this language."""
        if filled:
            return _filled(self.labels[key], key, filled)
        if key not in self._bare:
            self._bare[key] = _filled(self.labels[key], key, {})
        return self._bare[key]

    def tell(self, code: str, message: str, span: Span | None, *helps: str, fact: str = "") -> None:
        self.found.append(Diagnostic(code, ERROR, message, span, helps=helps, fact=fact))

    def unknown_fact(self, name: str, span: Span) -> None:
        close = nearest(name, set(self.dossier.facts))
        hint = (
            f"did you mean `{close}`?" if close else "define the fact, or leave the reference out"
        )
        self.tell("T-CITE", f"there is no fact `{name}` to cite", span, hint)

    def prose(self, text: str, fact: Fact, field: str) -> Printable:
        """A prose field of a fact; the words that it puts in quotation marks are the passage's."""
        if text and not has_marks(text):
            return fact_text(text, fact.kind, fact.id, field)

        def plain(words: str) -> Issued:
            return fact_text(words, fact.kind, fact.id, field)

        def quote(words: str) -> Printable:
            found = quoting.held(words, backing.passages_of(self.dossier, fact))
            shown = found[1] if found else words
            return quoted(shown, fact.kind, fact.id, field, self.foreign(found[0]) if found else "")

        return quoting.prose(text, plain, quote)

    def foreign(self, passage: Passage) -> str:
        """The language of a passage where it is not the brief's."""
        language = self.languages.get(passage.source, "")
        return "" if language.partition("-")[0] == self.code else language


def _filled(text: str, key: str, filled: dict[str, Printable]) -> Printable:
    """A label with its `{places}` filled by printable values."""
    pieces: list[Printable] = []
    for index, part in enumerate(text.replace("}", "{").split("{")):
        if index % 2:
            pieces.append(filled.get(part, label_text(f"{{{part}}}", key)))
        elif part:
            pieces.append(label_text(part, key))
    return pieces[0] if len(pieces) == 1 else Pieces(pieces)


class NameView(View, Printable):
    """A registered name: prints its house spelling in the brief's language."""

    __slots__ = ("_desk", "_name", "_texts", "_words", "id")
    offers = frozenset(("id", "kind", "name", "short", "role"))

    def __init__(self, desk: Desk, name: str) -> None:
        self._desk = desk
        self._name = desk.dossier.names[name]
        self._words = backing.printed_name(desk.dossier, name, desk.tag)
        self._texts: tuple[Text, ...] | None = None
        self.id = name

    def plain(self) -> str:
        return self._words

    def markup(self) -> str:
        return name_text(self.plain(), self.id).markup()

    def put(self, reader: Reader) -> None:
        if self._words:
            reader.issued(self._words, Origin("name", self.id))

    def words(self, _at: str) -> tuple[Text, ...] | None:
        if self._texts is None and is_plain(self._words):  # the same wherever it prints
            self._texts = (issued_text(self._words, Origin("name", self.id)),)
        return self._texts

    def ready(self, at: str) -> Ready | None:
        return self.words(at) or name_text(self._words, self.id).ready(at)

    @property
    def kind(self) -> str:
        return self._name.kind

    @property
    def name(self) -> NameView:
        return self

    @property
    def short(self) -> Printable:
        own = self._name.forms.get(f"{self._desk.code}-short", "")
        if own or self._desk.code == self._desk.dossier.head.language.partition("-")[0]:
            return name_text(own or self._name.short or self.plain(), self.id)
        return self

    @property
    def role(self) -> Printable:
        if self._desk.dossier.rendition is not None:
            role = self._name.forms.get(f"{self._desk.code}-role", "")
            return name_text(role, self.id) if role else NOTHING
        return name_text(self._name.role, self.id) if self._name.role else NOTHING
