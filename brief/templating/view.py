"""What templates see of a dossier: frozen plain values, each printing with its issuer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, ClassVar

from brief.archive.snapshots import Passage
from brief.citation.short import anchor, reference_text
from brief.diagnostics import ERROR, Diagnostic, Span
from brief.dossier import composite
from brief.dossier.derived import derive
from brief.dossier.model import Dossier, Head, OutlineItem, OutlineSection, Ruling, Source, Stated
from brief.facts import KINDS
from brief.facts.fact import NOT_STATED, Fact
from brief.facts.fields import Field
from brief.locale.languages import date_text
from brief.templating import backing, quoting
from brief.templating.amounts import DASH, Amount, common, figure, own_scale, read, sign
from brief.templating.packs import Pack
from brief.templating.values import (
    NOTHING,
    Issued,
    Pieces,
    Printable,
    Raw,
    View,
    author_text,
    citation_text,
    element,
    fact_text,
    name_text,
    quoted,
    setting,
    source_text,
)
from brief.text import nearest

DETAILS = ("outlet", "author", "title", "published", "url")


class Desk:
    """One rendering: dossier, pack, language, and what is found wrong on the way."""

    def __init__(self, dossier: Dossier, pack: Pack, tag: str) -> None:
        self.dossier = dossier
        self.pack = pack
        self.tag = tag
        self.code = tag.partition("-")[0]
        self.found: list[Diagnostic] = []
        self.languages = {source.id: source.language for source in dossier.sources.values()}
        self.labels = pack.labels.get(self.code, {})
        self._facts: dict[str, FactView] = {}

    def fact(self, name: str) -> FactView | None:
        """The view of a fact, one for all who ask."""
        if name not in self._facts and name in self.dossier.facts:
            self._facts[name] = FactView(self, self.dossier.facts[name])
        return self._facts.get(name)

    def name(self, name: str, fact: Fact | None = None, field: str = "") -> Printable:
        """A registered name, or the words of a fact's field where it is not registered."""
        if name in self.dossier.names:
            return NameView(self, name)
        if fact is not None:
            return fact_text(name, fact.kind, fact.id, field)
        return NOTHING

    def label(self, key: str, filled: dict[str, Printable] | None = None) -> Printable:
        """A fixed word of the pack; `KeyError` where the pack has none in this language."""
        return _filled(self.labels[key], key, filled or {})

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
    about = (("data-label", key),)
    pieces: list[Printable] = []
    for index, part in enumerate(text.replace("}", "{").split("{")):
        if index % 2:
            pieces.append(filled.get(part, Issued(f"{{{part}}}", about)))
        elif part:
            pieces.append(Issued(part, about))
    return pieces[0] if len(pieces) == 1 else Pieces(pieces)


# ---------------------------------------------------------------- facts


class NotStated(View, Printable):
    """A field without a value: false in conditions; prints the label "not stated"."""

    __slots__ = ("_desk", "stated_so")
    offers = frozenset(("stated_so",))

    def __init__(self, desk: Desk, stated_so: bool) -> None:
        self._desk = desk
        self.stated_so = stated_so  # the dossier says "not stated", rather than nothing

    def plain(self) -> str:
        return ""

    def markup(self) -> str:
        return self._desk.label("not-stated").markup()


class FieldValue(View, Printable):
    """A field of a fact: prints its words; a quantity can be taken apart."""

    __slots__ = ("_desk", "_fact", "_path", "_printed", "_text")
    offers = frozenset(("stated_so",))
    stated_so = True

    def __init__(self, desk: Desk, fact: Fact, path: str, text: str) -> None:
        self._desk = desk
        self._fact = fact
        self._path = path
        self._text = text
        self._printed: Printable | None = None

    def plain(self) -> str:
        return self._text

    def markup(self) -> str:
        if self._printed is None:
            self._printed = self._desk.prose(self._text, self._fact, self._path)
        return self._printed.markup()


class Choice(Issued):
    """One of a field's choices: an English word of the format; print it through a label."""

    __slots__ = ()


class NameView(View, Printable):
    """A registered name: prints its house spelling in the brief's language."""

    __slots__ = ("_desk", "_name", "id")
    offers = frozenset(("id", "kind", "name", "short", "role"))

    def __init__(self, desk: Desk, name: str) -> None:
        self._desk = desk
        self._name = desk.dossier.names[name]
        self.id = name

    def plain(self) -> str:
        return backing.printed_name(self._desk.dossier, self.id, self._desk.tag)

    def markup(self) -> str:
        return name_text(self.plain(), self.id).markup()

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
        return name_text(self._name.role, self.id) if self._name.role else NOTHING


class RecordView(View):
    """A record within a fact: its fields by name."""

    __slots__ = ("_desk", "_fact", "_fields", "_path")

    def __init__(self, desk: Desk, fact: Fact, fields: tuple[Field, ...], path: str) -> None:
        self._desk = desk
        self._fact = fact
        self._fields = {field.name.replace("-", "_"): field for field in fields}
        self._path = path

    def names(self) -> Iterable[str]:
        return self._fields

    def offer(self, name: str) -> Any:
        field = self._fields[name.replace("-", "_")]
        path = f"{self._path}.{field.name}" if self._path else field.name
        return _value(self._desk, self._fact, field, path)

    def __bool__(self) -> bool:
        return bool(self._fact.get(self._path)) if self._path else True


class FactView(RecordView):
    """A fact: the fields of its kind by name (hyphens as underscores), and what follows from it.

    `id` and `kind` are plain words; `source` is the held text it was read in; `said` are the
    printed words of a quote; `passages` the passages it rests on; `chain` the outlets between
    speaker and held text; `translated` tells that a quote prints in translation.
    """

    __slots__ = ("id", "kind")
    extra: ClassVar[frozenset[str]] = frozenset(
        (
            "id",
            "kind",
            "source",
            "said",
            "passages",
            "chain",
            "translated",
            "subject_name",
            "result",
        )
    )

    def __init__(self, desk: Desk, fact: Fact) -> None:
        super().__init__(desk, fact, KINDS[fact.kind].fields, "")
        self.id = fact.id
        self.kind = fact.kind

    def names(self) -> Iterable[str]:
        return (*self._fields, *self.extra)

    def offer(self, name: str) -> Any:
        return getattr(self, name) if name in self.extra else super().offer(name)

    @property
    def source(self) -> SourceView | None:
        source = self._desk.dossier.sources.get(self._fact.source)
        return SourceView(self._desk, source) if source else None

    @property
    def translated(self) -> bool:
        return backing.translated(self._desk.dossier, self._fact, self._desk.tag)

    @property
    def said(self) -> Printable:
        if self.translated:
            fact = self._fact
            return fact_text(fact.text("translation"), fact.kind, fact.id, "translation")
        if self._fact.kind in ("quote", "perception"):
            return quoting.words(self._fact, self._desk.languages, self._desk.code)
        return NOTHING

    @property
    def passages(self) -> tuple[PassageView, ...]:
        desk = self._desk
        found = backing.passages_of(desk.dossier, self._fact)
        for operand in backing.operands(desk.dossier, self._fact):
            found += backing.passages_of(desk.dossier, operand)
        return tuple(PassageView(desk, one, (self._fact,)) for one in dict.fromkeys(found))

    @property
    def chain(self) -> tuple[Printable, ...]:
        names = []
        for index, one in enumerate(self._fact.texts("via")):
            if one == "unclear":
                names.append(self._desk.label("via-unclear"))
            else:
                names.append(self._desk.name(one, self._fact, f"via.{index}"))
        return tuple(names)

    @property
    def subject_name(self) -> Printable:
        """The subject as the dossier prints it."""
        subject = self._fact.text("subject")
        shown = self._desk.dossier.head.subjects.get(subject, subject)
        return author_text(shown, f"subjects.{subject}") if shown else NOTHING

    @property
    def result(self) -> Printable:
        """A derived value as computed, else the value as stated."""
        if self._fact.get("derived") is None:
            return self.offer("value")  # type: ignore[no-any-return]  # figures and deals have it
        derived = derive(self._desk.dossier.facts, self._fact)
        if derived is None or not derived.text:
            return NotStated(self._desk, False)
        return fact_text(derived.text, self.kind, self.id, "derived")


def _value(desk: Desk, fact: Fact, field: Field, path: str) -> Any:
    """A field's value as templates see it: printable, a tuple, a record, or something false."""
    raw = fact.get(path)
    form = field.form
    if form == "record":
        return RecordView(desk, fact, field.fields, path)
    if form == "records":
        size = len(raw) if isinstance(raw, list) else 0
        return tuple(RecordView(desk, fact, field.fields, f"{path}.{n}") for n in range(size))
    if form == "yes":
        return fact.text(path) == "yes"
    if form in ("texts", "names", "facts", "sources", "selectors"):
        return _list(desk, fact, form, path)
    text = fact.text(path)
    if not text or (text == NOT_STATED and field.not_stated):
        return NotStated(desk, bool(text))
    if form == "name":
        return desk.name(text, fact, path)
    if form == "choice":
        return Choice(
            text, (("data-kind", fact.kind), ("data-fact", fact.id), ("data-field", path))
        )
    if form == "source":
        source = desk.dossier.sources.get(text)
        return SourceView(desk, source) if source else NotStated(desk, False)
    if form == "fact":
        return desk.fact(text.partition(".")[0]) or NotStated(desk, False)
    if form == "selector":
        return _selected(desk, fact, path, text)
    if form == "id":
        return text
    return FieldValue(desk, fact, path, text)


def _list(desk: Desk, fact: Fact, form: str, path: str) -> tuple[Any, ...]:
    texts = () if fact.texts(path) == (NOT_STATED,) else fact.texts(path)
    many = isinstance(fact.get(path), list)
    places = [f"{path}.{index}" if many else path for index in range(len(texts))]
    if form == "names":
        return tuple(desk.name(text, fact, at) for text, at in zip(texts, places, strict=True))
    if form == "facts":
        return tuple(filter(None, (desk.fact(text.partition(".")[0]) for text in texts)))
    if form == "sources":
        known = desk.dossier.sources
        return tuple(SourceView(desk, known[text]) for text in texts if text in known)
    if form == "selectors":
        return tuple(
            _selected(desk, fact, at, text) for text, at in zip(texts, places, strict=True)
        )
    return tuple(FieldValue(desk, fact, at, text) for text, at in zip(texts, places, strict=True))


def _selected(desk: Desk, fact: Fact, path: str, text: str) -> Printable:
    """The words a selector selects, as the snapshot has them."""
    found = fact.resolved.get(path, ())
    if not found and path == "passage" and fact.passages:
        found = fact.passages[:1]
    words = found[0].exact if found else text
    return quoted(words, fact.kind, fact.id, path, desk.foreign(found[0]) if found else "")


# ---------------------------------------------------------------- sources and passages


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
        about = (("data-source", self._source.id), ("data-field", self._field))
        quotation = Issued(self._stated.value, about, "q")
        if not bracketed:
            return quotation
        return Pieces((self._mark("["), quotation, self._mark("]")))

    def _mark(self, text: str) -> Issued:
        return source_text(text, self._source.id, self._field)

    def plain(self) -> str:
        if not self._stated.value:
            return ""
        supplied = self._stated.basis in ("supplied", "inferred")
        return f"[{self._stated.value}]" if supplied else self._stated.value

    def markup(self) -> str:
        words = self.plain()
        if not words:
            return self._desk.label("not-stated").markup()
        return source_text(words, self._source.id, self._field).markup()


class SourceView(View):
    """A held text and what is known of it."""

    __slots__ = ("_desk", "_source", "id")
    offers = frozenset((*DETAILS, "id", "code", "short", "descriptor", "rank", "status", "missing"))

    def __init__(self, desk: Desk, source: Source) -> None:
        self._desk = desk
        self._source = source
        self.id = source.id

    def offer(self, name: str) -> Any:
        if name in DETAILS:
            return Detail(self._desk, self._source, name)
        return super().offer(name)

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
    def facts(self) -> tuple[FactView, ...]:
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

    def _place(self) -> Any:
        snapshot = self._desk.dossier.snapshots.get(self._passage.source)
        return backing.place(snapshot, self._passage) if snapshot else None


# ---------------------------------------------------------------- composite text and the outline


class Composite(Printable):
    """Composite text: the author's words, values of facts, names, and citations."""

    __slots__ = ("_desk", "_markup", "_path", "_span", "_text", "facts")

    def __init__(self, desk: Desk, text: str, path: str, span: Span) -> None:
        self._desk = desk
        self._text = text
        self._path = path
        self._span = span
        self._markup: str | None = None
        cited = (p.facts for p in composite.parse(text) if isinstance(p, composite.Cite))
        self.facts = tuple(dict.fromkeys(fact for facts in cited for fact in facts))

    def plain(self) -> str:
        return self._text

    def markup(self) -> str:
        if self._markup is None:
            self._markup = "".join(self._pieces())
        return self._markup

    def _pieces(self) -> Iterable[str]:
        pieces = composite.parse(self._text)
        for index, piece in enumerate(pieces):
            if isinstance(piece, composite.Literal):
                yield self._literal(piece.text, self._cited(pieces[index:])).markup()
            elif isinstance(piece, composite.Value):
                yield self._value(piece).markup()
            elif isinstance(piece, composite.NameValue):
                name = self._desk.name(piece.name)
                if not name:
                    close = nearest(piece.name, set(self._desk.dossier.names))
                    hint = f"did you mean `{{@{close}}}`?" if close else "add it to names.yaml"
                    message = f"there is no name `{piece.name}`"
                    self._desk.tell("T-CITE", message, self._span, hint)
                yield name.markup()
            elif isinstance(piece, composite.Cite):
                known = [fact for fact in piece.facts if fact in self._desk.dossier.facts]
                for fact in piece.facts:
                    if fact not in known:
                        self._desk.unknown_fact(fact, self._span)
                yield element("cite", "", (("data-facts", " ".join(known)),)) if known else ""
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

        def plain(words: str) -> Issued:
            return author_text(words, self._path)

        def quote(words: str) -> Printable:
            for fact in cited:
                found = quoting.held(words, backing.passages_of(desk.dossier, fact))
                if found:
                    language = desk.foreign(found[0])
                    return quoted(found[1], fact.kind, fact.id, "passage", language)
            about = (("data-author", self._path), ("data-field", "text"))
            return Issued(words, about, "q")

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
        if name == "value" and value.offer("derived"):
            return value.result
    return value.offer(name.replace("-", "_"))


def _listed(values: tuple[Any, ...]) -> Printable:
    pieces: list[Printable] = []
    for value in values:
        if isinstance(value, Printable):
            pieces += [author_text(", ", "list"), value] if pieces else [value]
    return Pieces(pieces)


class RulingView(View):
    """A point on which the sources differ: what each says, in the order of the sources."""

    __slots__ = ("_desk", "_ruling", "id")
    offers = frozenset(("id", "label", "cells", "facts", "decision", "reason"))

    def __init__(self, desk: Desk, ruling: Ruling) -> None:
        self._desk = desk
        self._ruling = ruling
        self.id = ruling.id

    @property
    def label(self) -> Printable:
        return author_text(self._ruling.label, f"rulings.{self.id}", "label")

    @property
    def decision(self) -> str:
        return self._ruling.decision

    @property
    def reason(self) -> Printable:
        return author_text(self._ruling.reason, f"rulings.{self.id}", "reason")

    @property
    def cells(self) -> tuple[Printable, ...]:
        """A text for each source, false where it is silent."""
        said = {cell.source: cell for cell in self._ruling.cells}
        return tuple(
            self._composite(said[source].text, source) if source in said else NOTHING
            for source in self._desk.dossier.sources
        )

    @property
    def facts(self) -> tuple[FactView, ...]:
        cited = [
            fact
            for cell in self._ruling.cells
            for fact in self._composite(cell.text, cell.source).facts
        ]
        cited += [over.partition(".")[0] for over in self._ruling.over]
        return tuple(filter(None, (self._desk.fact(fact) for fact in dict.fromkeys(cited))))

    def _composite(self, text: str, source: str) -> Composite:
        path = f"cells.{source}"
        return Composite(self._desk, text, f"rulings.{self.id}.{path}", self._ruling.span(path))


class ItemView(View):
    """A line of the outline: a fact or ruling to print, or composite text of its own."""

    __slots__ = ("_desk", "_item", "fact", "ruling")
    offers = frozenset(("author", "fact", "facts", "id", "label", "lead", "ruling", "text"))

    def __init__(self, desk: Desk, item: OutlineItem) -> None:
        self._desk = desk
        self._item = item
        self.fact = desk.fact(item.fact) if item.fact else None
        ruling = desk.dossier.rulings.get(item.fact)
        self.ruling = RulingView(desk, ruling) if ruling and self.fact is None else None
        if item.fact and self.fact is None and self.ruling is None:
            self._desk.unknown_fact(item.fact, desk.dossier.span(item.path))

    @property
    def id(self) -> str:
        """A word for ids in the markup, from the item's place in the outline."""
        return self._item.path.replace(".", "-")

    @property
    def author(self) -> bool:
        return self._item.author

    @property
    def label(self) -> Printable:
        if self._item.label:
            return author_text(self._item.label, self._item.path, "label")
        if self.fact is not None and "label" in self.fact.names():
            label = self.fact.offer("label")
            return label if label else NOTHING  # type: ignore[no-any-return]  # printable or false
        return self.ruling.label if self.ruling else NOTHING

    @property
    def lead(self) -> Printable:
        return self._composite("lead", self._item.lead)

    @property
    def text(self) -> Printable:
        return self._composite("text", self._item.text)

    @property
    def facts(self) -> tuple[FactView, ...]:
        """All that the item prints or cites."""
        return tuple(filter(None, (self._desk.fact(fact) for fact in cited(self._item))))

    def _composite(self, field: str, text: str) -> Printable:
        if not text:
            return NOTHING
        path = f"{self._item.path}.{field}"
        return Composite(self._desk, text, self._item.path, self._desk.dossier.span(path))


def cited(item: OutlineItem) -> tuple[str, ...]:
    """The facts that an outline item prints or cites, in order."""
    found = [item.fact] if item.fact else []
    for text in (item.lead, item.text):
        for piece in composite.parse(text):
            if isinstance(piece, composite.Cite):
                found += piece.facts
            elif isinstance(piece, composite.Value):
                found.append(piece.fact)
    return tuple(dict.fromkeys(found))


class SectionView(View):
    """A section of body or annex, with the items to print in it."""

    __slots__ = ("_desk", "_section", "annex", "items", "remarks")
    offers = frozenset(
        ("annex", "heading", "id", "items", "name", "new_page", "passages", "remarks")
    )

    def __init__(self, desk: Desk, section: OutlineSection, annex: bool) -> None:
        self._desk = desk
        self._section = section
        self.annex = annex
        items = section.items or (_rest(desk.dossier, section.name) if annex else ())
        self.items = tuple(ItemView(desk, item) for item in items)
        self.remarks = tuple(ItemView(desk, item) for item in section.remarks)

    @property
    def id(self) -> str:
        return self._section.path.replace(".", "-")

    @property
    def name(self) -> str:
        return self._section.name

    @property
    def new_page(self) -> bool:
        return self._section.new_page

    @property
    def heading(self) -> Printable:
        if self._section.heading:
            return author_text(self._section.heading, self._section.path, "heading")
        return NOTHING

    @property
    def passages(self) -> tuple[PassageView, ...]:
        """The passages behind the sections named by `of` (all of the body where none is named),
        in the order used; one that lies within another is not printed twice."""
        outline = self._desk.dossier.outline
        wanted = self._section.of
        items: list[OutlineItem] = []
        if not wanted or "bottom-line" in wanted:
            items += outline.bottom_line
        for section in outline.body:
            if not wanted or section.name in wanted:
                items += (*section.items, *section.remarks)
        views = [one for item in items for one in ItemView(self._desk, item).facts]
        kept: dict[Passage, Fact] = {}
        for view in dict.fromkeys(views):
            for passage in view.passages:
                kept.setdefault(passage._passage, passage._facts[0])  # noqa: SLF001  # our own
        whole = [one for one in kept if not any(_inside(one, other) for other in kept)]
        return tuple(PassageView(self._desk, one, (kept[one],)) for one in whole)


def _inside(one: Passage, other: Passage) -> bool:
    if one == other or one.source != other.source:
        return False
    return other.start <= one.start and one.end <= other.end


_OF_KIND = {"quotes": "quote", "figures": "figure", "events": "event", "gaps": "gap"}


def _rest(dossier: Dossier, name: str) -> tuple[OutlineItem, ...]:
    """What an annex section without items holds: the facts of its kind printed nowhere else;
    of gaps, all."""
    kind = _OF_KIND.get(name)
    if kind is None:
        return ()
    outline = dossier.outline
    items = [*outline.bottom_line]
    for section in (*outline.body, *outline.annex):
        items += (*section.items, *section.remarks)
    used = {item.fact for item in items} if kind != "gap" else set()
    return tuple(
        OutlineItem(f"outline.annex.{name}.{fact.id}", fact.id)
        for fact in dossier.facts.values()
        if fact.kind == kind and fact.id not in used
    )


class BriefView(View):
    """The brief: its head, bottom line, body and annex."""

    __slots__ = ("_desk", "annex", "body", "bottom_line")
    offers = frozenset(
        (
            "annex", "as_of", "author", "basis", "body", "bottom_line", "date", "edition", "facts",
            "language", "marking", "short_title", "sources", "subject", "title", "to",
        )
    )  # fmt: skip

    def __init__(self, desk: Desk, sections: tuple[str, ...]) -> None:
        self._desk = desk
        outline = desk.dossier.outline
        self.bottom_line = tuple(ItemView(desk, item) for item in outline.bottom_line)
        self.body = self._sections(outline.body, False, sections)
        self.annex = self._sections(outline.annex, True, sections)

    def _sections(
        self, given: tuple[OutlineSection, ...], annex: bool, known: tuple[str, ...]
    ) -> tuple[SectionView, ...]:
        found: list[SectionView] = []
        for section in given:
            if section.name not in known:
                close = nearest(section.name, known)
                hint = f"did you mean `{close}`?" if close else f"there are: {', '.join(known)}"
                message = f"the template has no section `{section.name}`"
                span = self._desk.dossier.span(section.path)
                self._desk.tell("T-SECTION", message, span, hint)
                continue
            view = SectionView(self._desk, section, annex)
            filled = {"sources": self.sources, "passages": view.passages if annex else ()}
            if filled.get(section.name, view.items or view.remarks):
                found.append(view)
        return tuple(found)

    @property
    def _head(self) -> Head:
        return self._desk.dossier.head

    @property
    def title(self) -> Printable:
        return self._composite("title")

    @property
    def basis(self) -> Printable:
        return self._composite("basis")

    def _composite(self, field: str) -> Printable:
        text = getattr(self._head, field)
        if not text:
            return NOTHING
        return Composite(self._desk, text, field, self._desk.dossier.span(field))

    @property
    def short_title(self) -> Printable:
        return author_text(self._head.short_title, "short-title")

    @property
    def subject(self) -> Printable:
        return author_text(self._head.subject, "subject")

    @property
    def to(self) -> Printable:
        return setting(self._head.to, "to")

    @property
    def author(self) -> Printable:
        return setting(self._head.author, "from")

    @property
    def edition(self) -> Printable:
        return setting(self._head.edition, "edition")

    @property
    def as_of(self) -> Printable:
        return setting(self._head.as_of, "as-of")

    @property
    def date(self) -> Printable:
        """The as-of date in words."""
        return setting(date_text(self._head.as_of, self._desk.tag), "as-of")

    @property
    def marking(self) -> Printable:
        return setting(self._head.marking, "marking")

    @property
    def language(self) -> str:
        return self._desk.tag

    @property
    def sources(self) -> tuple[SourceView, ...]:
        return tuple(SourceView(self._desk, one) for one in self._desk.dossier.sources.values())

    @property
    def facts(self) -> tuple[FactView, ...]:
        """Every fact of the dossier, in its order."""
        return tuple(filter(None, (self._desk.fact(one) for one in self._desk.dossier.facts)))


# ---------------------------------------------------------------- amounts


class AmountRow(View):
    """An item with its amount apart: `qualifier`, `figure`, and `rest` after the figure."""

    __slots__ = ("fact", "figure", "item", "qualifier", "rest", "stated")
    offers = frozenset(("fact", "figure", "item", "qualifier", "rest", "stated"))

    def __init__(self, item: ItemView, fact: FactView) -> None:
        self.item = item
        self.fact = fact
        self.qualifier: Printable = NOTHING
        self.figure: Printable = NOTHING
        self.rest: Printable = NOTHING
        self.stated = False


class Amounts(View):
    """The rows of a table of amounts and the unit they share ("US$ bn"), false where they do not."""

    __slots__ = ("rows", "unit")
    offers = frozenset(("rows", "unit"))

    def __init__(self, desk: Desk, items: Iterable[ItemView]) -> None:
        rows = [AmountRow(item, item.fact) for item in items if item.fact is not None]
        amounts = [_amount(desk, row.fact) for row in rows]
        currency, scale = common([one for one in amounts if one]) if any(amounts) else ("", "")
        for row, amount in zip(rows, amounts, strict=True):
            _fill(desk, row, amount, currency, scale)
        self.rows = tuple(rows)
        self.unit: Printable = NOTHING
        if currency:
            shown = f"{sign(currency)} {desk.labels.get(f'scale-{scale}', scale)}".strip()
            self.unit = Issued(shown.replace(" ", "\u00a0"), (("data-label", "unit"),))


def _amount(desk: Desk, fact: FactView) -> Amount | None:
    raw = desk.dossier.facts[fact.id]
    source = desk.dossier.sources.get(raw.source)
    text = raw.text("value")
    if not text or text == NOT_STATED:
        return None
    return read(text, desk.code, source.currency if source else "")


def _fill(desk: Desk, row: AmountRow, amount: Amount | None, currency: str, scale: str) -> None:
    fact = row.fact
    value = desk.dossier.facts[fact.id].text("value")
    row.stated = bool(value) and value != NOT_STATED
    make: Callable[[str], Issued] = lambda text: fact_text(text, fact.kind, fact.id, "value")  # noqa: E731  # bound to this fact
    if amount is None:
        row.figure = Issued(DASH, (("data-label", "no-value"),))
        if row.stated:  # words without an amount of money print whole where the qualifier stands
            row.qualifier = make(value)
        return
    row.qualifier = make(amount.qualifier) if amount.qualifier else NOTHING
    row.rest = make(amount.rest) if amount.rest else NOTHING
    if currency:
        row.figure = make(figure(amount, scale, desk.code))
        return
    own = own_scale(amount)
    unit = desk.labels.get(f"scale-{own}", own)
    words = f"{sign(amount.currency)} {figure(amount, own, desk.code)} {unit}".strip()
    row.figure = make(words.replace(" ", "\u00a0"))
