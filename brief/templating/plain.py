"""Templates run so that nothing they print becomes a text: pieces are handed on as they are.

What a macro or block prints is text to a template that looks into it; that, and whatever else would
show the difference, raises `NotPlain`, and the template is run again the other way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache

from brief import TYPE_CHECKING
from brief.document.tree import Origin, Text
from brief.templating import runtime
from brief.templating.filters import FILTERS, TESTS, joined
from brief.templating.nodes import Node, NotPlain
from brief.templating.reading import Reader
from brief.templating.runtime import EvalContext, Macro
from brief.templating.runtime_values import Markup, escape
from brief.templating.sandbox import Sandbox
from brief.templating.values import Printable, escaped
from brief.templating.words import content

if TYPE_CHECKING:
    from types import CodeType
    from typing import Any, NoReturn


class _Heap:
    """Pieces put together, of which nobody has said yet that they are markup."""

    __slots__ = ("pieces",)

    def __init__(self, pieces: Iterable[Any]) -> None:
        self.pieces = tuple(runtime.spread(pieces))

    def _unknown(self, *_: Any) -> NoReturn:
        raise NotPlain

    __str__ = __bool__ = __len__ = __iter__ = __getitem__ = __contains__ = _unknown
    __add__ = __radd__ = __mul__ = __rmul__ = __eq__ = __hash__ = _unknown


class Rolled(Printable):
    """What a macro or a block printed, to be printed as a whole and for nothing else."""

    __slots__ = ("_pieces",)

    def __init__(self, pieces: tuple[Any, ...]) -> None:
        self._pieces = pieces

    def put(self, reader: Reader) -> None:
        reader.take(self._pieces)

    def words(self, at: str) -> tuple[Text, ...] | None:
        """Words with others between them, as `join` puts them; None for what a macro prints."""
        found: list[Text] = []
        if len(self._pieces) % 2 == 0:
            return None
        for index, piece in enumerate(self._pieces):
            words: tuple[Text, ...] | None
            if index % 2:
                words = _typed(piece, at) if type(piece) is str else None
            else:
                words = piece.words(at) if isinstance(piece, Printable) else None
            if words is None:
                return None
            found += words
        return tuple(found)

    def __bool__(self) -> bool:
        texts = [piece for piece in self._pieces if isinstance(piece, str)]
        if any(texts):
            return True
        if len(texts) == len(self._pieces):
            return False
        raise NotPlain

    def _unknown(self, *_: Any) -> NoReturn:
        raise NotPlain

    markup = plain = __str__ = __len__ = __iter__ = __getitem__ = __contains__ = _unknown
    __add__ = __radd__ = __mul__ = __rmul__ = _unknown


# What begins a tag, an entity or an end of characters.
_SIGNS = frozenset("<&]")


@lru_cache(maxsize=256)
def _typed(words: str, at: str) -> tuple[Text] | None:
    """Words that a template types in one of its lines; None for markup."""
    if not words or not words.isprintable() or not _SIGNS.isdisjoint(words):
        return None
    return (Text(content(words), Origin("template", place=at)),)


def printed(value: Any) -> str | Printable:
    """What prints of a value: itself where it knows how to put itself."""
    if isinstance(value, Printable):
        return value
    if type(value) is str:
        return escaped(value)
    if isinstance(value, _Heap):
        raise NotPlain
    return escape(value)


def rolled(value: Any) -> Markup | Rolled:
    """Pieces that are markup."""
    return Rolled(value.pieces) if isinstance(value, _Heap) else Markup(value)


def _join(
    escaping: EvalContext, values: Iterable[Any], between: Any = "", attribute: Any = None
) -> Any:
    """The filter `join`, which puts values together."""
    items = joined(escaping, values, attribute)
    if not any(isinstance(item, Printable) for item in (between, *items)):
        return FILTERS["join"](escaping, items, between)
    if not escaping.autoescape:
        raise NotPlain
    return Rolled(_alternating([printed(item) for item in items], printed(between)))


def _alternating(items: list[Any], between: Any) -> tuple[Any, ...]:
    found = items[:1]
    for item in items[1:]:
        found += (between, item)
    return tuple(found)


def markup_join(values: Iterable[Any]) -> Any:
    """Values joined by `~`."""
    items = list(values)
    if any(isinstance(item, Printable) for item in items):
        return Rolled(tuple(map(printed, items)))
    return runtime.markup_join(items)


def _is_string(value: Any) -> bool:
    if isinstance(value, Rolled):
        raise NotPlain
    return isinstance(value, str)


class Plain(Sandbox):
    """The sandbox of templates whose pieces are handed on."""

    filters = {**FILTERS, "join": _join}
    tests = {**TESTS, "string": _is_string}
    concat = _Heap
    runs_on = {"escape": printed, "Markup": rolled, "markup_join": markup_join}

    def take_caller(self, function: Any) -> None:
        if not isinstance(function, Macro):
            raise NotPlain  # what such a block is given prints as it is


def article(
    compiled: Callable[[str], CodeType], offered: dict[str, object], main: str, reader: Reader
) -> Node | None:
    """The article that a template prints; None where it tells of something wrong.

    Raises `NotPlain`, and whatever templates raise.
    """
    sandbox = Plain(compiled, offered)
    template = sandbox.get_template(main)
    reader.take(template.root_render_func(template.new_context()))
    return None if sandbox.found else reader.article()
