"""What a template prints: values that carry their issuer and refuse to become plain strings.

A value prints (`__html__`) as an element that names who issued its words, so that the document
tree knows where every word came from.  Joining a value to a string by `~` keeps the element; any
other string operation raises `ValueUse`, which the renderer turns into a diagnostic.
"""

from __future__ import annotations

from collections.abc import Container, Iterable

from brief import TYPE_CHECKING
from brief.document.tree import Citation, Origin, Quotation
from brief.expressions import expression
from brief.templating.nodes import FORMS, Cited
from brief.templating.words import UNPRINTABLE, is_plain, issued_text, ready_text

if TYPE_CHECKING:
    import re
    from typing import Any, ClassVar, NoReturn

    from brief.document.tree import Text
    from brief.templating.nodes import Form
    from brief.templating.reading import Reader

    # What stands in a line, ready for the tree.
    Ready = tuple[Text | Quotation | Cited, ...]
    # Words within a quotation, who issued them (None: who issued the quotation), their stress.
    Inside = tuple[str, Origin | None, bool]

_ESCAPES = {
    ord("&"): "&amp;",
    ord("<"): "&lt;",
    ord(">"): "&gt;",
    ord('"'): "&#34;",
    ord("'"): "&#39;",
}


# The elements of this rendering that say where words came from, as values wrote them: a template
# that puts such an element together by itself is found by what is missing here.
ISSUED: set[str] = set()
# From its tag's name to its end: written without a lazy run, which would look at each character.
_ISSUER = expression(r"<(data|q)\b(?:[^>]*(?<=/)>|[^<]*(?:<(?!/\1>)[^<]*)*</\1>|)")


class ValueUse(TypeError):
    """A template treats an issued value as a plain string."""


def escaped(text: str) -> str:
    """Text as it stands in markup: the one place where a template's output is escaped."""
    if not text.isprintable():
        text = UNPRINTABLE.sub("\ufffd", text)
    if "&" in text or "<" in text or ">" in text or '"' in text or "'" in text:
        return text.translate(_ESCAPES)
    return text


def element(tag: str, content: str, attributes: Iterable[tuple[str, str]]) -> str:
    """An element around content that is markup already; empty attributes are left out."""
    given = ""
    for name, value in attributes:
        if value:
            given += f' {name}="{escaped(value)}"'
    return f"<{tag}{given}>{content}</{tag}>" if content else f"<{tag}{given}/>"


def issued(tag: str, content: str, attributes: Iterable[tuple[str, str]]) -> str:
    """An element that says who issued its content, noted as written by a value."""
    made = element(tag, content, attributes)
    ISSUED.add(made)
    return made


def forged(markup: str) -> re.Match[str] | None:
    """The first element that says who issued its words and that no value has written; group 1 is
    its tag."""
    return next((m for m in _ISSUER.finditer(markup) if m.group() not in ISSUED), None)


class Printable:
    """Something a template may print: `markup()` is what prints, `put()` the same as it is."""

    __slots__ = ()

    def markup(self) -> str:
        raise NotImplementedError

    def put(self, reader: Reader) -> None:
        """Hand what prints to a reader that takes it as it comes."""
        reader.markup(self.markup())

    def words(self, _at: str) -> tuple[Text, ...] | None:
        """What prints, where it is words that may be a line of their own as they are; None for all
        else, and where `ready` tells it as soon.  `_at` is the template's file and line."""
        return None

    def ready(self, _at: str) -> Ready | None:
        """What prints where it is words and citations in a line, ready for the tree; None where it
        is anything else, or words of several lines."""
        return None

    def plain(self) -> str:
        """The words without markup, for comparisons."""
        raise NotImplementedError

    def __html__(self) -> str:
        return self.markup()

    def __str__(self) -> NoReturn:
        raise ValueUse(
            "a value from the dossier cannot be used as a plain text, or its origin would be lost"
        )

    def __bool__(self) -> bool:
        return bool(self.plain())

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Printable):
            return self.plain() == other.plain()
        return self.plain() == other if isinstance(other, str) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.plain())


class Issued(Printable):
    """Words with their issuer: an element `data`, or `q` for exact words of a held text, which
    may be in a language of its own.  `kind` is that of the fact that issues them."""

    __slots__ = ("_kind", "_lang", "_origin", "_tag", "_text")

    def __init__(
        self, text: str, origin: Origin, kind: str = "", tag: str = "data", lang: str = ""
    ) -> None:
        self._text = text
        self._origin = origin
        self._kind = kind
        self._tag = tag
        self._lang = lang

    def plain(self) -> str:
        return self._text

    def markup(self) -> str:
        if not self._text:
            return ""
        about = attributes(self._origin, self._kind, self._lang)
        return issued(self._tag, escaped(self._text), about)

    def put(self, reader: Reader) -> None:
        if self._text:
            reader.issued(self._text, self._origin, self._tag, self._lang)

    def words(self, _at: str) -> tuple[Text, ...] | None:
        if self._tag != "data" or not is_plain(self._text):
            return None
        return (issued_text(self._text, self._origin),)

    def ready(self, _at: str) -> Ready | None:
        text = self._text
        if not text:
            return ()
        ready = ready_text(text, self._origin)
        if ready is None or self._tag != "q":
            return ready
        return (Quotation(ready, self._lang),)


class Cut(Issued):
    """What stands between the parts of a quotation: no words of anybody's."""

    __slots__ = ()

    def __init__(self, text: str) -> None:
        super().__init__(text, Origin("mark", field="cut"))

    def plain(self) -> str:
        return ""


class Altered(Printable):
    """A quotation with declared alterations; what it says is asked of the fact, not of it."""

    __slots__ = ("_kind", "_lang", "_origin", "_parts")

    def __init__(self, parts: Iterable[Inside], origin: Origin, kind: str, lang: str) -> None:
        self._parts = tuple(parts)
        self._origin = origin
        self._kind = kind
        self._lang = lang

    def plain(self) -> str:
        return ""

    def markup(self) -> str:
        inside = ""
        for text, issuer, stressed in self._parts:
            if issuer is not None:
                inside += Issued(text, issuer, self._kind).markup()
            else:
                inside += f"<em>{escaped(text)}</em>" if stressed else escaped(text)
        return issued("q", inside, attributes(self._origin, self._kind, self._lang))

    def put(self, reader: Reader) -> None:
        reader.quotation(self._parts, self._origin, self._lang)

    def __bool__(self) -> bool:
        return True


def ready_together(pieces: Iterable[Printable], at: str) -> Ready | None:
    """What printable things print one after the other, as each tells it."""
    found: list[Text | Quotation | Cited] = []
    for piece in pieces:
        ready = piece.ready(at)
        if ready is None:
            return None
        found += ready
    return tuple(found)


class Pieces(Printable):
    """Printable things one after the other."""

    __slots__ = ("_pieces",)

    def __init__(self, pieces: Iterable[Printable]) -> None:
        self._pieces = tuple(pieces)

    def plain(self) -> str:
        return "".join(piece.plain() for piece in self._pieces)

    def markup(self) -> str:
        return "".join(piece.markup() for piece in self._pieces)

    def put(self, reader: Reader) -> None:
        for piece in self._pieces:
            piece.put(reader)

    def ready(self, at: str) -> Ready | None:
        return ready_together(self._pieces, at)


class Raw(Printable):
    """Markup of our own making, such as the columns of a table; it has no words."""

    __slots__ = ("_markup",)

    def __init__(self, markup: str) -> None:
        self._markup = markup

    def plain(self) -> str:
        return ""

    def markup(self) -> str:
        return self._markup

    def __bool__(self) -> bool:
        return bool(self._markup)

    def ready(self, _at: str) -> Ready | None:
        return None if self._markup else ()


NOTHING = Raw("")


class Wrapped(Printable):
    """An element of our own making around something printable, which may be nothing."""

    __slots__ = ("_attributes", "_inside", "_tag")

    def __init__(
        self, tag: str, attributes: Iterable[tuple[str, str]], inside: Printable = NOTHING
    ) -> None:
        self._tag = tag
        self._attributes = tuple(attributes)
        self._inside = inside

    def plain(self) -> str:
        return ""

    def markup(self) -> str:
        return element(self._tag, self._inside.markup(), self._attributes)

    def put(self, reader: Reader) -> None:
        reader.open(self._tag, {name: value for name, value in self._attributes if value})
        self._inside.put(reader)
        reader.close()

    def __bool__(self) -> bool:
        return True


class Cite(Printable):
    """The end of a statement, citing facts in a form, with a remark that may be nothing."""

    __slots__ = ("_facts", "_form", "_remark")

    def __init__(self, facts: str, form: str = "", remark: Printable = NOTHING) -> None:
        self._facts = facts
        self._form = form
        self._remark = remark

    def plain(self) -> str:
        return ""

    def markup(self) -> str:
        return self._element().markup()

    def put(self, reader: Reader) -> None:
        if self._remark is NOTHING:
            reader.cited(self._facts, self._form)
        else:
            self._element().put(reader)

    def ready(self, at: str) -> Ready | None:
        return (Cited(self._facts, self._form, at),) if self._remark is NOTHING else None

    def mark(self, known: Container[object], form: Form, at: str) -> Citation | None:
        """The citation itself where it is of one fact that is known, and nothing else; in that form
        if in none of its own."""
        wanted = self._form or form
        if self._facts not in known or self._remark is not NOTHING or wanted not in FORMS:
            return None
        return Citation((self._facts,), wanted, (), at)

    def __bool__(self) -> bool:
        return True

    def _element(self) -> Wrapped:
        given = (("data-facts", self._facts), ("data-form", self._form))
        return Wrapped("cite", given, self._remark)


def attributes(origin: Origin, kind: str, lang: str) -> tuple[tuple[str, str], ...]:
    """What an element says of who issued its words; the reverse of `inline_nodes.issuer`."""
    issuer, fact, field = origin.kind, origin.fact, origin.field
    about: tuple[tuple[str, str], ...]
    if issuer == "fact":
        about = (("data-kind", kind), ("data-fact", fact), ("data-field", field))
    elif issuer in ("author", "source"):
        about = ((f"data-{issuer}", fact), ("data-field", field))
    else:
        about = ((f"data-{issuer}", fact if issuer == "name" else field),)
    return (*about, ("lang", lang)) if lang else about


def fact_text(text: str, kind: str, fact: str, field: str) -> Issued:
    """A field of a fact, as it stands."""
    return Issued(text, Origin("fact", fact, field), kind)


def quoted(text: str, kind: str, fact: str, field: str, language: str = "") -> Issued:
    """Exact words of a held text, issued by a fact; prints with quotation marks."""
    return Issued(text, Origin("fact", fact, field), kind, "q", language)


def author_text(text: str, place: str, field: str = "text", tag: str = "data") -> Issued:
    """The author's own words, at a place in the outline."""
    return Issued(text, Origin("author", place, field), "", tag)


def setting(text: str, field: str) -> Issued:
    """A detail of the dossier's head: to, from, edition."""
    return Issued(text, Origin("setting", "", field))


def label_text(text: str, key: str) -> Issued:
    """A fixed word of the pack."""
    return Issued(text, Origin("label", "", key))


def source_text(
    text: str, source: str, field: str, tag: str = "data", language: str = ""
) -> Issued:
    """What is known of a source: its outlet, title, descriptor."""
    return Issued(text, Origin("source", source, field), "", tag, language)


def name_text(text: str, name: str) -> Issued:
    """A registered name in its house spelling."""
    return Issued(text, Origin("name", name))


def citation_text(text: str) -> Issued:
    """A reference to a passage, made by the citation style."""
    return Issued(text, Origin("citation", "", "reference"))


class View:
    """Plain data offered to templates: only what `offers` names, which are attributes, and what
    `offer` gives can be asked for."""

    __slots__ = ()
    offers: ClassVar[frozenset[str]] = frozenset()

    def names(self) -> Iterable[str]:
        """All that can be asked for, for "did you mean"."""
        return self.offers

    def offer(self, name: str) -> Any:
        """The value of that name; `KeyError` where there is none."""
        if name not in self.offers:
            raise KeyError(name)
        return getattr(self, name)

    def __str__(self) -> NoReturn:
        raise ValueUse("what has fields cannot be printed itself: print one of them")
