"""What templates handle while they run: markup, undefined values, namespaces, loops; and what
running them may raise."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sized

from brief import TYPE_CHECKING
from brief.templating.values import escaped

if TYPE_CHECKING:
    from typing import Any

    from brief.diagnostics import Diagnostic


class _Missing:
    """No value, where None may be one."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "missing"


missing = _Missing()


class TemplateRuntimeError(Exception):
    """A template does what cannot be done."""


class SecurityError(TemplateRuntimeError):
    """A template reaches for what it may not have."""


class TemplateNotFound(Exception):
    """A template names one that the pack does not have."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class NotCompiled(Exception):
    """A template cannot be compiled; the diagnostic says why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


def identity(value: Any) -> Any:
    """The value itself."""
    return value


def internalcode(function: Callable[..., Any]) -> Callable[..., Any]:
    """Marks functions that the compiler adds; nothing here asks for the mark."""
    return function


def escape(value: Any) -> str:
    """What prints of a value: its markup where it has one, else its text escaped."""
    return str.__str__(value.__html__()) if hasattr(value, "__html__") else escaped(str(value))


class Markup(str):
    """Text that is markup already: whatever is joined to it is escaped first."""

    __slots__ = ()

    def __html__(self) -> Markup:
        return self

    def __add__(self, other: Any) -> Markup:
        return Markup(str.__add__(self, escape(other)))

    def __radd__(self, other: Any) -> Markup:
        return Markup(str.__add__(escape(other), self))

    def __mul__(self, times: Any) -> Markup:
        return Markup(str.__mul__(self, times))

    __rmul__ = __mul__

    def __getitem__(self, place: Any) -> Markup:
        return Markup(str.__getitem__(self, place))

    def join(self, values: Iterable[Any]) -> Markup:
        return Markup(str.join(self, map(escape, values)))


def str_join(values: Iterable[Any]) -> str:
    """Texts joined, where nothing is escaped."""
    return "".join(map(str, values))


def markup_join(values: Iterable[Any]) -> str:
    """Texts joined by `~`: as soon as one of them is markup, all others are escaped."""
    given = [value if hasattr(value, "__html__") else str(value) for value in values]
    if any(hasattr(value, "__html__") for value in given):
        return Markup("").join(given)
    return "".join(given)


class Undefined:
    """What a name without a value stands for: it prints nothing, is false and has nothing in it.

    `Sandbox.undefined` makes those that also tell; this one is for an inline `if` without `else`.
    """

    __slots__ = ("hint", "name", "owner")

    def __init__(self, hint: str = "", obj: Any = missing, name: str | None = None) -> None:
        self.hint = hint
        self.owner = obj
        self.name = name

    def told(self) -> None:
        """Called whenever it is used."""

    def _nothing(self, *_: Any, **__: Any) -> Any:
        self.told()
        return self

    def _false(self, *_: Any) -> bool:
        self.told()
        return False

    def __str__(self) -> str:
        self.told()
        return ""

    def __iter__(self) -> Iterator[Any]:
        self.told()
        return iter(())

    def __len__(self) -> int:
        self.told()
        return 0

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return self._nothing()

    def __hash__(self) -> int:
        return id(type(self))

    def __ne__(self, other: object) -> bool:
        return not self == other

    __bool__ = __eq__ = __lt__ = __le__ = __gt__ = __ge__ = __contains__ = _false
    __call__ = __getitem__ = __add__ = __radd__ = __sub__ = __rsub__ = _nothing
    __mul__ = __rmul__ = __truediv__ = __rtruediv__ = __floordiv__ = __rfloordiv__ = _nothing
    __mod__ = __rmod__ = __pow__ = __rpow__ = __neg__ = __pos__ = _nothing


class Namespace:
    """`namespace()` of templates: values that can be set from within loops."""

    __slots__ = ("values",)

    def __init__(self, *given: Any, **values: Any) -> None:
        self.values: dict[str, Any] = dict(*given, **values)

    def __setitem__(self, name: str, value: Any) -> None:
        self.values[name] = value


class LoopContext:
    """`loop` of templates: gives each item with itself, and knows where it stands."""

    __slots__ = ("_after", "_before", "_changed", "_count", "_item", "_items", "_recurse",
                 "_undefined", "depth0", "index0")  # fmt: skip

    def __init__(
        self,
        items: Iterable[Any],
        undefined: Callable[..., Undefined],
        recurse: Callable[..., str] | None = None,
        depth0: int = 0,
    ) -> None:
        self._count = len(items) if isinstance(items, Sized) else -1
        self._items = iter(items)
        self._undefined = undefined
        self._recurse = recurse
        self._before: Any = missing
        self._item: Any = missing
        self._after: Any = missing
        self._changed: tuple[Any, ...] | None = None
        self.index0 = -1
        self.depth0 = depth0

    def __iter__(self) -> LoopContext:
        return self

    def __next__(self) -> tuple[Any, LoopContext]:
        item = next(self._items) if self._after is missing else self._after
        self._before, self._item, self._after = self._item, item, missing
        self.index0 += 1
        return item, self

    def _peeked(self) -> Any:
        if self._after is missing:
            self._after = next(self._items, missing)
        return self._after

    @property
    def length(self) -> int:
        """How many items there are; those of no known length are gathered first."""
        if self._count < 0:
            rest = list(self._items)
            self._items = iter(rest)
            self._count = self.index0 + 1 + (self._after is not missing) + len(rest)
        return self._count

    @property
    def index(self) -> int:
        return self.index0 + 1

    @property
    def revindex(self) -> int:
        return self.length - self.index0

    @property
    def revindex0(self) -> int:
        return self.length - self.index

    @property
    def first(self) -> bool:
        return self.index0 == 0

    @property
    def last(self) -> bool:
        return self._peeked() is missing

    @property
    def depth(self) -> int:
        return self.depth0 + 1

    @property
    def previtem(self) -> Any:
        if self.first:
            return self._undefined("there is no previous item")
        return self._before

    @property
    def nextitem(self) -> Any:
        if self.last:
            return self._undefined("there is no next item")
        return self._peeked()

    def cycle(self, *values: Any) -> Any:
        """One of the values after the other, item by item."""
        if not values:
            raise TypeError("`loop.cycle` needs values")
        return values[self.index0 % len(values)]

    def changed(self, *values: Any) -> bool:
        """Whether the values differ from those of the call before."""
        same = self._changed == values
        self._changed = values
        return not same

    def __call__(self, items: Iterable[Any]) -> str:
        """The loop's body again, for items within an item of a `recursive` loop."""
        if self._recurse is None:
            raise TypeError("only a `recursive` loop can be called")
        return self._recurse(items, self._recurse, depth=self.depth)
