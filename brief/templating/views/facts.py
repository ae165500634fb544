"""A fact as templates see it: its fields by name, each printing with its issuer."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from brief import TYPE_CHECKING
from brief.document.tree import Origin, Text
from brief.facts import KINDS
from brief.facts.fact import NOT_STATED, Fact
from brief.facts.fields import Field
from brief.templating import backing, quoting
from brief.templating.values import (
    NOTHING,
    Issued,
    Printable,
    View,
    author_text,
    fact_text,
    quoted,
)
from brief.templating.views.desk import Desk, FactLike
from brief.templating.views.sources import PassageView, SourceView
from brief.templating.words import has_marks, is_plain, ready_text

if TYPE_CHECKING:
    from typing import Any, ClassVar

    from brief.templating.reading import Reader
    from brief.templating.values import Ready


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

    def put(self, reader: Reader) -> None:
        self._desk.label("not-stated").put(reader)

    def ready(self, at: str) -> Ready | None:
        return self._desk.label("not-stated").ready(at)


class FieldValue(View, Printable):
    """A field of a fact: prints its words; a quantity can be taken apart."""

    __slots__ = ("_desk", "_fact", "_path", "_text")
    offers = frozenset(("stated_so",))
    stated_so = True

    def __init__(self, desk: Desk, fact: Fact, path: str, text: str) -> None:
        self._desk = desk
        self._fact = fact
        self._path = path
        self._text = text

    def plain(self) -> str:
        return self._text

    def markup(self) -> str:
        return self._prose().markup()

    def put(self, reader: Reader) -> None:
        if has_marks(self._text):
            self._prose().put(reader)
        else:
            reader.issued(self._text, Origin("fact", self._fact.id, self._path))

    def words(self, _at: str) -> tuple[Text, ...] | None:
        if not is_plain(self._text):
            return None
        return (Text(self._text, Origin("fact", self._fact.id, self._path)),)

    def ready(self, at: str) -> Ready | None:
        if has_marks(self._text):
            return self._prose().ready(at)
        return ready_text(self._text, Origin("fact", self._fact.id, self._path))

    def _prose(self) -> Printable:
        return self._desk.prose(self._text, self._fact, self._path)


class Choice(Issued):
    """One of a field's choices: an English word of the format; print it through a label."""

    __slots__ = ()


class RecordView(View):
    """A record within a fact: its fields by name."""

    __slots__ = ("_desk", "_fact", "_fields", "_path")

    def __init__(self, desk: Desk, fact: Fact, fields: dict[str, Field], path: str) -> None:
        self._desk = desk
        self._fact = fact
        self._fields = fields
        self._path = path

    def names(self) -> Iterable[str]:
        return self._fields

    def offer(self, name: str) -> Any:
        field = self._fields[name.replace("-", "_")]
        path = f"{self._path}.{field.name}" if self._path else field.name
        return _value(self._desk, self._fact, field, path)

    def __bool__(self) -> bool:
        return bool(self._fact.get(self._path)) if self._path else True


def _named(fields: tuple[Field, ...]) -> dict[str, Field]:
    """Fields by the names that templates use."""
    return {field.name.replace("-", "_"): field for field in fields}


@cache
def _of_kind(kind: str) -> tuple[dict[str, Field], dict[str, str], dict[str, str]]:
    """The fields of the facts of a kind by the names that templates use: all, those whose values
    are words, and those whose values are names."""
    fields = _named(KINDS[kind].fields)
    own = {name: field for name, field in fields.items() if name not in FactView.extra}
    words = {name: field.name for name, field in own.items() if field.form in _IN_WORDS}
    return fields, words, {name: field.name for name, field in own.items() if field.form == "name"}


class FactView(RecordView, FactLike):
    """A fact: the fields of its kind by name (hyphens as underscores), and what follows from it.

    `id` and `kind` are plain words; `source` is the held text it was read in; `said` are the
    printed words of a quote; `passages` the passages it rests on; `chain` the outlets between
    speaker and held text; `translated` tells that a quote prints in translation.
    """

    __slots__ = ("_named", "_worded", "id", "kind")
    extra: ClassVar[frozenset[str]] = frozenset(
        (
            "id",
            "kind",
            "source",
            "said",
            "original",
            "passages",
            "chain",
            "translated",
            "subject_name",
            "result",
            "unclear",
        )
    )

    offers = extra

    def __init__(self, desk: Desk, fact: Fact) -> None:
        self._desk = desk
        self._fact = fact
        self._path = ""
        self._fields, self._worded, self._named = _of_kind(fact.kind)
        self.id = fact.id
        self.kind = fact.kind

    def names(self) -> Iterable[str]:
        return (*self._fields, *self.extra)

    def offer(self, name: str) -> Any:
        path = self._worded.get(name)
        if path is not None:  # as of most values
            text = self._fact.fields.get(path)
            if type(text) is not str:
                text = self._fact.text(path)
            if text not in _UNSTATED:
                return FieldValue(self._desk, self._fact, path, text)
        elif name in self._named:
            text = self._fact.fields.get(self._named[name])
            if type(text) is str and text not in _UNSTATED:
                return self._desk.name(text, self._fact, self._named[name])
        if name in self.extra:
            return getattr(self, name)
        field = self._fields.get(name) or self._fields[name.replace("-", "_")]
        return _value(self._desk, self._fact, field, field.name)

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
    def original(self) -> Printable:
        """The words of a quote in the language of the text they were read in, between marks."""
        return quoting.words(self._fact, self._desk.languages, self._desk.code)

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
    def unclear(self) -> bool:
        """Whether the text does not say through whom it has this."""
        return "unclear" in self._fact.texts("via")

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
        rendition = self._desk.dossier.rendition
        if rendition is not None and self.id in rendition.derived:
            return fact_text(rendition.derived[self.id], self.kind, self.id, "derived")
        from brief.dossier.derived import derive  # with the arithmetic of figures

        derived = derive(self._desk.dossier.facts, self._fact)
        if derived is None or not derived.text:
            return NotStated(self._desk, False)
        return fact_text(derived.text, self.kind, self.id, "derived")


_UNSTATED = frozenset(("", NOT_STATED))
# Forms of fields whose values are words, and nothing else.
_IN_WORDS = frozenset(("date", "quantity", "text"))


def _value(desk: Desk, fact: Fact, field: Field, path: str) -> Any:
    """A field's value as templates see it: printable, a tuple, a record, or something false."""
    form = field.form
    if form in _OF_PARTS:
        return _in_parts(desk, fact, field, path)
    text = fact.text(path)
    if not text or (text == NOT_STATED and field.not_stated):
        return NotStated(desk, bool(text))
    if form == "name":
        return desk.name(text, fact, path)
    if form == "choice":
        return Choice(text, Origin("fact", fact.id, path), fact.kind)
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


# Forms of fields whose values are no single text.
_OF_PARTS = frozenset(
    ("record", "records", "yes", "texts", "names", "facts", "sources", "selectors")
)


def _in_parts(desk: Desk, fact: Fact, field: Field, path: str) -> Any:
    """The value of a field that is no single text."""
    form = field.form
    if form == "record":
        return RecordView(desk, fact, _named(field.fields), path)
    if form == "records":
        raw = fact.get(path)
        size = len(raw) if isinstance(raw, list) else 0
        fields = _named(field.fields)
        return tuple(RecordView(desk, fact, fields, f"{path}.{n}") for n in range(size))
    if form == "yes":
        return fact.text(path) == "yes"
    return _list(desk, fact, form, path)


def _list(desk: Desk, fact: Fact, form: str, path: str) -> tuple[Any, ...]:
    texts = fact.texts(path)
    if texts == (NOT_STATED,):
        return ()
    if form == "names" and (named := desk.named(texts)) is not None:
        return named
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
