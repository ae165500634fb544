"""XML of few shapes: parsed once for each shape that its markup has, values and words apart.

A part of a Word document says the same markup again and again: a cell behind a cell, a note behind
a note.  So it is cut into words, values of attributes, and the shapes of the markup between two
words, of which a document of any length has some fifty.  expat vouches for each shape in each place
where it stands, for all values and for all words, and with that for the whole: neither words nor
values hold a "<", a value holds no quotation mark of the kind around it, and nothing else of XML
depends on what they say.  A part is cut a block at a time: whole, it would fall into so many pieces
that finding room for them takes as long as cutting it.

Markup that cannot be cut so (comments, quotation marks in a text that stands as it is) is first
parsed whole, and written evenly.
"""

from __future__ import annotations

import codecs
import pyexpat as expat  # all that `xml.parsers.expat` exports, without three packages
import re
from collections.abc import Callable, Iterator, Mapping

from brief import TYPE_CHECKING
from brief.diagnostics import BriefError
from brief.expressions import expression
from brief.record import Record

if TYPE_CHECKING:
    Act = Callable[..., object]
    # An act with the numbers of the values that it asks for, None for one that is not there.
    Asking = tuple[Act, tuple[int | None, ...]]

# What ends the tag before most words; they reach to the next tag.
_WORDS = b'xml:space="preserve">'
_BARE_WORDS, _BARE_WORDS_ALIKE = b"<w:t>", b'<w:t xml:space="preserve">'
_APART = b"\0"  # no character of XML
_BLOCK = 1 << 16  # bytes that are cut at once

_ASIDE = expression(r"<!--.*?-->|<\?.*?\?>|<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_TAG = expression(r"""<([^<>"']*(?:"[^"]*"[^<>"']*|'[^']*'[^<>"']*)*)>([^<]*)""")
_VALUE = expression(r""""[^"]*"|'([^']*)'""")
_REFERENCE = expression(r"&(?:#x([0-9A-Fa-f]+)|#([0-9]+)|(\w+));")
# The ampersand last, since with what follows it that makes no other.
_ENTITIES = {"lt": "<", "gt": ">", "quot": '"', "apos": "'", "amp": "&"}


class Meaning(Record):
    """What is done on the way through a document.

    `starts`: at the start of an element of that name, with the values of the attributes named;
    `ends`: at its end; `words`: with the words directly in it; `declares`: with the name and value
    of each declared namespace.  Nothing is done within the elements `beside`, nor what is `idle`
    right behind what it is named with; of two that stand `together`, the first of which takes no
    values, both are done by one.
    """

    starts: Mapping[str, tuple[Act, tuple[str, ...]]]
    ends: Mapping[str, Act]
    words: Mapping[str, Act]
    declares: Act
    beside: frozenset[str]
    idle: Mapping[Act, Act]
    together: Mapping[tuple[Act, Act], Act]


class Place:
    """Elements that are open, the outermost first, and the shapes that were met in them."""

    __slots__ = ("names", "steps")

    def __init__(self, names: tuple[str, ...]) -> None:
        self.names = names
        self.steps: dict[bytes, Step] = {}


class Step(Record):
    """A shape in a place: what is to be done, each with how many values it asks for; the numbers of
    all these among the values, and how many of those there are; what takes the words behind it, and
    the place behind it."""

    acts: tuple[tuple[Act, int], ...]
    wanted: tuple[int | None, ...]
    count: int
    words: Act | None
    after: Place


class Cut(Record):
    """A part as steps, the values that these ask for, in order, and the words behind each."""

    steps: list[Step]
    values: list[str]
    words: list[str]


class _Uneven(Exception):
    """A part cannot be cut into shapes as it stands, or not be parsed at all."""


class _Bare(_Uneven):
    """Words begin as other programs have it, and have to be made to begin as most do."""


class Shapes:
    """The shapes of one kind of part, by the places where they were met."""

    def __init__(self, meaning: Meaning) -> None:
        self._meaning = meaning
        self._places: dict[tuple[str, ...], Place] = {}
        self._tags: dict[str, _Tag] = {}
        self.asked: set[Act] = set()  # what shapes that were met ask for

    def cut(self, data: bytes, called: str) -> Cut:
        """A part in shapes, values and words.

        `BriefError` where it is not well-formed, or declares a document type.
        """
        try:
            plain = _lines(data)
            begin = _behind_declaration(plain)
            try:
                return self._cut(plain, begin)
            except _Bare:
                return self._cut(plain.replace(_BARE_WORDS, _BARE_WORDS_ALIKE), begin)
        except (_Uneven, expat.ExpatError):
            try:
                return self._cut(_even(data, called).replace(_BARE_WORDS, _BARE_WORDS_ALIKE))
            except (_Uneven, expat.ExpatError) as error:
                raise BriefError(f"{called} is damaged: {error}") from error

    def _cut(self, data: bytes, begin: int = 0) -> Cut:
        steps: list[Step] = []
        values: list[str] = []
        words: list[str] = []  # before each step
        place = self._place(())
        for block, last in _blocks(data, begin):
            pieces = [piece.partition(b"<") for piece in block]
            if not steps:
                pieces[0] = (b"", b"", block[0])  # no words stand before the first
            said = [piece[0] for piece in pieces]
            parts = _APART.join([piece[2] for piece in pieces]).split(b'"')
            shapes, held = b'"'.join(parts[::2]).split(_APART), parts[1::2]
            if len(parts) % 2 == 0 or len(shapes) != len(pieces):
                raise _Uneven("quotation marks are not in pairs")
            # What is half in one and half in the next is not made whole by a space between them.
            _vouch(b" ".join(said))
            joined = b" ".join(held)
            _vouch(joined.replace(b">", b" "))  # "]]>" is no text, but may be a value
            if b"&" in joined:
                held = [_resolved(value.decode()).encode() for value in held]
            words += _resolved(_APART.join(said).decode()).split("\0")
            at = 0
            for shape in shapes:
                step = place.steps.get(shape)
                if step is None:
                    ends = last and len(steps) + 1 == len(words)
                    step = self._learned(place, shape, first=not steps, last=ends)
                    place.steps[shape] = step
                steps.append(step)
                for number in step.wanted:
                    values.append("" if number is None else held[at + number].decode())
                at += step.count
                place = step.after
        if place.names:
            raise _Uneven("it ends too early")
        return Cut(steps, values, [*words[1:], ""])

    def _place(self, names: tuple[str, ...]) -> Place:
        found = self._places.get(names)
        if found is None:
            found = self._places[names] = Place(names)
        return found

    def _learned(self, place: Place, shape: bytes, *, first: bool, last: bool) -> Step:
        """What a shape does in a place, if expat takes it there, with empty values and with the
        ends of what is open behind it."""
        if _BARE_WORDS in shape:
            raise _Bare("words stand behind a tag without attributes")
        if b"<!" in shape or b"<?" in shape:
            raise _Uneven("there is more in it than elements and text")
        opened, closed = b"" if first else b"<", b"" if last else _WORDS
        names = list(place.names)
        acts = self._together(
            self._acts(names, (opened + shape + (b"" if last else b">")).decode())
        )
        before = "".join([f"<{name}>" for name in place.names]).encode()
        after = "".join([f"</{name}>" for name in reversed(names)]).encode()
        _parse(b"".join([before, opened, shape.replace(b'"', b'""'), closed, after]))
        takes = None
        if names and self._meaning.beside.isdisjoint(names):
            takes = self._meaning.words.get(names[-1])
        self.asked.update([act for act, _ in acts])
        return Step(
            tuple([(act, len(wanted)) for act, wanted in acts]),
            tuple([number for _, wanted in acts for number in wanted]),
            shape.count(b'"'),
            takes,
            self._place(tuple(names)),
        )

    def _together(self, acts: list[Asking]) -> list[Asking]:
        """Acts with one for those that are done together."""
        found: list[Asking] = []
        for act, wanted in acts:
            one = self._meaning.together.get((found[-1][0], act)) if found else None
            if one is not None:
                found.pop()
            found.append((one or act, wanted))
        return found

    def _acts(self, names: list[str], shape: str) -> list[Asking]:
        """What a shape asks for, tag by tag; `names` are the elements that are open, before it and
        then behind it.  Without values, a ">" ends a tag or is text."""
        meaning = self._meaning
        acts: list[Asking] = []
        beside = sum([name in meaning.beside for name in names])  # how many of these are open
        count = 0  # of values
        before, *tags = shape.split("<")
        if before.strip():
            raise _Uneven("text stands before the first element")
        for inside in tags:
            told, _, text = inside.partition(">")
            tag = self._tags.get(told)
            if tag is None:
                tag = self._tags[told] = _tag(meaning, told)
            if tag.name:
                names.append(tag.name)
                beside += tag.name in meaning.beside
                if tag.acts and not beside:
                    for act, wanted in tag.acts:
                        if act in meaning.idle and acts and acts[-1][0] is meaning.idle[act]:
                            continue
                        acts.append(
                            (act, tuple([None if n is None else count + n for n in wanted]))
                        )
                count += tag.count
            if tag.closes:
                name = names.pop() if names else ""
                if beside:
                    beside -= name in meaning.beside
                elif name in meaning.ends:
                    acts.append((meaning.ends[name], ()))
            if text:
                if '"' in text:
                    raise _Uneven("quotation marks stand in a text")
                if not beside and names and names[-1] in meaning.words:
                    acts.append((_with(meaning.words[names[-1]], _resolved(text)), ()))
        return acts


class _Tag(Record):
    """A tag of a shape: the element that it opens, whether it closes one, what is to be done at
    its start with values counted from its own first, how many it has."""

    name: str
    closes: bool
    acts: tuple[Asking, ...]
    count: int


def _tag(meaning: Meaning, text: str) -> _Tag:
    """A tag without what is around it; a quotation mark stands for each value."""
    if "'" in text:
        raise _Uneven("a value stands in single quotation marks")
    if text[:1] == "/":
        return _Tag("", True, (), 0)
    name, *attributes = text.replace("=", " ").replace('"', " ").rstrip("/").split() or [""]
    acts: list[Asking] = [
        (_with(meaning.declares, attribute), (number,))
        for number, attribute in enumerate(attributes)
        if attribute.startswith("xmlns")
    ]
    if name in meaning.starts:
        act, wanted = meaning.starts[name]
        found = [attributes.index(one) if one in attributes else None for one in wanted]
        acts.append((act, tuple(found)))
    return _Tag(name, text[-1:] == "/", tuple(acts), text.count('"'))


def _with(act: Act, text: str) -> Act:
    """An act with its first value given."""
    return lambda reader, *values: act(reader, text, *values)


def _blocks(data: bytes, at: int) -> Iterator[tuple[list[bytes], bool]]:
    """A part from a place on, cut behind the tags before words, a block at a time; and whether it
    is the last."""
    size = len(data)
    while at <= size:
        end = data.rfind(_WORDS, at, at + _BLOCK)
        if end < 0:
            end = data.find(_WORDS, at)
        last = end < 0
        yield data[at : size if last else end].split(_WORDS), last
        at = size + 1 if last else end + len(_WORDS)


def _vouch(text: bytes) -> None:
    """Sees that there is nothing in a text but characters and references."""
    if b"<" in text:
        raise _Uneven("a tag stands within a value")
    _parse(b"<x>%b</x>" % text)


def _parse(data: bytes) -> None:
    parser = expat.ParserCreate()
    parser.Parse(data, True)


def _resolved(text: str) -> str:
    """Text with its references resolved; expat has seen that there are no others."""
    if "&" not in text:
        return text
    if "&#" in text:  # a character by its number
        return _REFERENCE.sub(_character, text)
    for name, character in _ENTITIES.items():
        text = text.replace(f"&{name};", character)
    return text


def _character(found: re.Match[str]) -> str:
    sixteen, ten, name = found.groups()
    return _ENTITIES[name] if name else chr(int(sixteen, 16) if sixteen else int(ten))


def _behind_declaration(data: bytes) -> int:
    """Where a part begins behind its declaration, if it is in UTF-8.  (It is not cut off: a long
    part would be copied.)"""
    begin = 0
    if data.startswith(b"<?xml"):
        begin = data.find(b"?>") + 2
        encodings: list[str | None] = []
        parser = expat.ParserCreate()
        parser.XmlDeclHandler = lambda _version, encoding, _standalone: encodings.append(encoding)
        parser.Parse(data[:begin])
        if not encodings or (encodings[0] or "utf-8").lower() != "utf-8":
            raise _Uneven("its encoding is another")
    if _APART in data:
        raise _Uneven("its encoding is another")
    return begin


def _lines(data: bytes) -> bytes:
    """Lines ended as XML has them (XML 1.0, 2.11)."""
    return data.replace(b"\r\n", b"\n").replace(b"\r", b"\n") if b"\r" in data else data


def _even(data: bytes, called: str) -> bytes:
    """A part that is parsed whole, as elements and text alone, its values in double quotes and none
    of these in a text; `BriefError` where it is not well-formed, or declares a document type."""
    text = data.decode(_vouched_encoding(data, called))
    text = _ASIDE.sub(lambda found: _escaped(found[1] or ""), text.removeprefix("\ufeff"))
    return _lines(_TAG.sub(_even_tag, text).encode())


def _even_tag(found: re.Match[str]) -> str:
    tag, text = found.groups()
    text = text.replace('"', "&quot;")
    return f"<{_VALUE.sub(_even_value, tag)}>{text}"


def _even_value(found: re.Match[str]) -> str:
    if found[1] is None:
        return found[0]
    inside = found[1].replace('"', "&quot;")
    return f'"{inside}"'


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _vouched_encoding(data: bytes, called: str) -> str:
    """The encoding of a part that expat vouches is well-formed."""
    encoding = "utf-8"

    def declared(_version: str, given: str | None, _standalone: int) -> None:
        nonlocal encoding
        encoding = given or encoding

    def refuse(*_: object) -> None:
        raise BriefError(f"{called} is refused: a part declares a document type or entities")

    parser = expat.ParserCreate()
    parser.XmlDeclHandler = declared
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = refuse
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise BriefError(f"{called} is damaged: {error}") from error
    return "utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else encoding
