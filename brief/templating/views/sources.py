"""Held texts and passages as templates see them."""

from __future__ import annotations

from collections.abc import Iterable

from brief import TYPE_CHECKING
from brief.archive.snapshots import Passage, Place, standing
from brief.citation.short import anchor, reference_text
from brief.dossier.model import Source, Stated
from brief.facts.fact import Fact
from brief.templating.values import (
    NOTHING,
    Pieces,
    Printable,
    View,
    Wrapped,
    citation_text,
    quoted,
    source_text,
)
from brief.templating.views.desk import Desk, FactLike

if TYPE_CHECKING:
    from brief.citation.pieces import Piece
    from brief.templating.reading import Reader
    from brief.templating.values import Ready

DETAILS = ("outlet", "author", "title", "published", "url")


class Detail(View, Printable):
    """A detail of a source; what was supplied from elsewhere prints in [square brackets]."""

    __slots__ = ("_desk", "_field", "_source", "_stated")
    offers = frozenset(("stated", "basis", "quoted"))

    def __init__(self, desk: Desk, source: Source, field: str) -> None:
        self._desk = desk
        self._source = source
        self._field = field
        self._stated: Stated = getattr(source, field)

    @property
    def stated(self) -> bool:
        return bool(self._stated.value)

    @property
    def basis(self) -> str:
        return self._stated.basis

    @property
    def quoted(self) -> Printable:
        """A title in quotation marks, verbatim."""
        if not self._stated.value:
            return self
        bracketed = self._stated.basis != "stated"
        language = self._source.language
        foreign = "" if language.partition("-")[0] == self._desk.code else language
        quotation = source_text(self._stated.value, self._source.id, self._field, "q", foreign)
        if not bracketed:
            return quotation
        return Pieces((self._mark("["), quotation, self._mark("]")))

    def _mark(self, text: str) -> Printable:
        return source_text(text, self._source.id, self._field)

    def plain(self) -> str:
        if not self._stated.value:
            return ""
        supplied = self._stated.basis in ("supplied", "inferred")
        return f"[{self._stated.value}]" if supplied else self._stated.value

    def markup(self) -> str:
        return self._printed().markup()

    def put(self, reader: Reader) -> None:
        self._printed().put(reader)

    def ready(self, at: str) -> Ready | None:
        return self._printed().ready(at)

    def _printed(self) -> Printable:
        words = self.plain()
        if not words:
            return self._desk.label("not-stated")
        return source_text(words, self._source.id, self._field)


class Entry(Printable):
    """A source as a citation style lists it: its details are the source's, the rest the style's."""

    __slots__ = ("_pieces",)

    def __init__(self, pieces: Iterable[Piece]) -> None:
        self._pieces = tuple(pieces)

    def plain(self) -> str:
        return "".join(piece.text for piece in self._pieces)

    def markup(self) -> str:
        return "".join(self._piece(piece).markup() for piece in self._pieces)

    def put(self, reader: Reader) -> None:
        for piece in self._pieces:
            self._piece(piece).put(reader)

    def _piece(self, piece: Piece) -> Printable:
        printed: Printable = citation_text(piece.text)
        if piece.field:
            printed = source_text(piece.text, piece.work, piece.field)
        if piece.target:
            printed = Wrapped("a", (("href", piece.target),), printed)
        if piece.italic:
            printed = Wrapped("em", (), printed)
        return Wrapped("span", (("lang", piece.lang),), printed) if piece.lang else printed


class SourceView(View):
    """A held text and what is known of it."""

    __slots__ = ("_desk", "_source", "id")
    offers = frozenset(
        (*DETAILS, "id", "code", "short", "descriptor", "entry", "rank", "status", "missing")
    )

    def __init__(self, desk: Desk, source: Source) -> None:
        self._desk = desk
        self._source = source
        self.id = source.id

    def _detail(self, name: str) -> Detail:
        return Detail(self._desk, self._source, name)

    outlet = property(lambda self: self._detail("outlet"))
    author = property(lambda self: self._detail("author"))
    title = property(lambda self: self._detail("title"))
    published = property(lambda self: self._detail("published"))
    url = property(lambda self: self._detail("url"))

    @property
    def code(self) -> Printable:
        return citation_text(self._source.code)

    @property
    def short(self) -> Printable:
        return source_text(self._source.short, self.id, "short")

    @property
    def descriptor(self) -> Printable:
        return source_text(self._source.descriptor, self.id, "descriptor")

    @property
    def entry(self) -> Printable:
        """The text as the citation style lists it; nothing in the house's own style."""
        styled = self._desk.styled
        return NOTHING if styled is None else Entry(styled.entry(self._source.code))

    @property
    def rank(self) -> str:
        return self._source.rank

    @property
    def status(self) -> str:
        return self._source.status

    @property
    def missing(self) -> tuple[str, ...]:
        """The details that the text does not state, as plain words for labels."""
        return tuple(name for name in DETAILS if getattr(self._source, name).basis != "stated")


class PassageView(View):
    """A passage: its reference, its words, and the id of its place in the annex."""

    __slots__ = ("_desk", "_facts", "_passage")
    offers = frozenset(("reference", "words", "anchor", "facts", "source"))

    def __init__(self, desk: Desk, passage: Passage, facts: tuple[Fact, ...]) -> None:
        self._desk = desk
        self._passage = passage
        self._facts = facts

    @property
    def source(self) -> SourceView:
        return SourceView(self._desk, self._desk.dossier.sources[self._passage.source])

    @property
    def facts(self) -> tuple[FactLike, ...]:
        return tuple(filter(None, (self._desk.fact(fact.id) for fact in self._facts)))

    @property
    def reference(self) -> Printable:
        code = self._desk.dossier.sources[self._passage.source].code
        where = self._place()
        return citation_text(reference_text(code, (where,)) if where else code)

    @property
    def anchor(self) -> str:
        where = self._place()
        code = self._desk.dossier.sources[self._passage.source].code
        return anchor(code, where) if where else ""

    @property
    def words(self) -> Printable:
        fact = self._facts[0]
        language = self._desk.foreign(self._passage)
        return quoted(self._passage.exact, fact.kind, fact.id, "passage", language)

    def _place(self) -> Place | None:
        snapshot = self._desk.dossier.snapshots.get(self._passage.source)
        return standing(snapshot, self._passage) if snapshot else None
