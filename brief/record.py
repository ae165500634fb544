"""`Record`: frozen, slotted value classes declared by annotations, cheap to define at import time.

The standard library's dataclasses compile an `__init__` for every class, about 0.5 to 0.9 ms each;
a command that defines some fifty of them would spend a tenth of a whole run on that.  A `Record`
looks the same to a reader and to a type checker (PEP 681) and costs a few microseconds to define.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Iterator
from operator import attrgetter
from types import FunctionType

from brief import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any, ClassVar, Self, dataclass_transform
    from typing import NamedTuple as NamedTuple  # noqa: PLC0414 - so named, it is exported
else:

    def dataclass_transform(**_told):
        """Tells type checkers that a metaclass makes value classes."""
        return lambda cls: cls


# So many instances of a class are made before a constructor of its own is worth compiling.
_MANY = 16
# How many were made of each class without one.  (Kept apart from the classes: Python forgets what
# it knows of a class whenever one of its attributes changes.)
_made: dict[type, int] = {}


def _all_at_first(value: Record) -> Any:
    """All values of a record in one step, for comparing and hashing, by a getter that its class
    has from then on; a class of one field has its value bare."""
    cls = type(value)
    cls._all = attrgetter(*cls._fields) if cls._fields else type  # type: ignore[assignment]
    return cls._all(value)


_ALL_AT_FIRST = staticmethod(_all_at_first)


@dataclass_transform(frozen_default=True, kw_only_default=False)
class RecordType(type):
    """Turns the annotations of a class body into slots, in order, after those of its base."""

    def __new__(mcls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> RecordType:
        own = tuple([key for key in body.get("__annotations__", ()) if not key.startswith("_")])
        defaults: dict[str, Any] = {}
        inherited: tuple[str, ...] = ()
        for base in bases:
            inherited += getattr(base, "_fields", ())
            defaults.update(getattr(base, "_defaults", {}))
        for key in own:
            if key in body:
                defaults[key] = body.pop(key)
        body["__slots__"] = own
        body["_fields"] = body["__match_args__"] = inherited + own
        body["_defaults"] = defaults
        # Every class has its own of both, so that what the first value of a class makes of them is
        # never inherited: many classes are declared of which a run makes no value.
        body["_all"] = _ALL_AT_FIRST
        if bases:
            body.setdefault("__init__", Record.__init__)
        return super().__new__(mcls, name, bases, body)


class Record(metaclass=RecordType):
    """A value: compared, hashed and printed by its fields.  Never assign to one; use `replace`.

    Immutability is held by the type checker (`frozen_default`), not at run time, for speed.
    Defaults must be immutable, since all instances share them.
    """

    if TYPE_CHECKING:
        _fields: ClassVar[tuple[str, ...]]
        _defaults: ClassVar[dict[str, Any]]
        _all: ClassVar[attrgetter[Any]]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        cls = type(self)
        if cls not in _made and cls.__dict__.get("__init__") is Record.__init__:
            made = _constructor(cls)
            if made is not None:
                cls.__init__ = made  # type: ignore[method-assign]  # that is its purpose
                made(self, *args, **kwargs)
                return
        count = _made[cls] = _made.get(cls, 0) + 1
        if count == _MANY and cls.__dict__.get("__init__") is Record.__init__:
            _quicken(cls)
        fields = self._fields
        for field, value in zip(fields, args, strict=False):
            setattr(self, field, value)
        if len(args) == len(fields) and not kwargs:
            return
        if len(args) > len(fields):
            raise TypeError(f"{cls.__name__} takes {len(fields)} values, {len(args)} given")
        for field in fields[len(args) :]:
            if field in kwargs:
                setattr(self, field, kwargs.pop(field))
            elif field in self._defaults:
                setattr(self, field, self._defaults[field])
            else:
                raise TypeError(f"{type(self).__name__} needs a value for {field!r}")
        if kwargs:
            raise TypeError(f"{type(self).__name__} has no field {next(iter(kwargs))!r}")

    def _values(self) -> Iterator[Any]:
        return (getattr(self, field) for field in self._fields)

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return bool(self._all(self) == other._all(other))

    def __hash__(self) -> int:
        return hash((type(self), self._all(self)))

    def __repr__(self) -> str:
        shown = ", ".join(
            f"{f}={value!r}"
            for f in self._fields
            if (value := getattr(self, f)) != self._defaults.get(f, ...)
        )
        return f"{type(self).__name__}({shown})"

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), tuple(self._values())

    def replace(self, **changes: Any) -> Self:
        """A copy with some fields changed."""
        given = [
            changes.pop(field) if field in changes else getattr(self, field)
            for field in self._fields
        ]
        return type(self)(*given, **changes)  # what is left names no field, and is told of


def _constructor(cls: type[Record]) -> FunctionType | None:
    """A constructor as dataclasses have it, from the one below with as many fields; None for a
    class with more of them, or with a field that has a default before one that has none.

    Names alone tell such constructors apart, and renaming costs a fortieth of compiling.
    """
    fields, defaults = cls._fields, cls._defaults
    last = fields[len(fields) - len(defaults) :]
    if len(fields) >= len(_CONSTRUCTORS) or not defaults.keys() >= {*last}:
        return None
    code = _CONSTRUCTORS[len(fields)].__code__.replace(
        co_names=fields, co_varnames=("self", *fields), co_qualname=f"{cls.__name__}.__init__"
    )
    return FunctionType(code, {}, "__init__", tuple([defaults[field] for field in last]))


def _quicken(cls: type[Record]) -> None:
    """Give a class that is made often a constructor of its own, as dataclasses do at once."""
    defaults = cls._defaults
    head = ", ".join(f"{f}=_defaults[{f!r}]" if f in defaults else f for f in cls._fields)
    body = "".join(f"\n    self.{field} = {field}" for field in cls._fields)
    made: dict[str, Any] = {"_defaults": defaults}
    try:
        exec(f"def __init__(self, {head}):{body or ' pass'}", made)
    except SyntaxError:  # a field with a default before one without
        return
    cls.__init__ = made["__init__"]  # type: ignore[method-assign]  # that is its purpose


# Constructors of classes with so many fields, the names standing for those of the fields.


def _of_0(self: Any) -> None:
    pass


def _of_1(self: Any, a: Any) -> None:
    self.a = a


def _of_2(self: Any, a: Any, b: Any) -> None:
    self.a = a
    self.b = b


def _of_3(self: Any, a: Any, b: Any, c: Any) -> None:
    self.a = a
    self.b = b
    self.c = c


def _of_4(self: Any, a: Any, b: Any, c: Any, d: Any) -> None:
    self.a = a
    self.b = b
    self.c = c
    self.d = d


def _of_5(self: Any, a: Any, b: Any, c: Any, d: Any, e: Any) -> None:
    self.a = a
    self.b = b
    self.c = c
    self.d = d
    self.e = e


def _of_6(self: Any, a: Any, b: Any, c: Any, d: Any, e: Any, f: Any) -> None:
    self.a = a
    self.b = b
    self.c = c
    self.d = d
    self.e = e
    self.f = f


def _of_7(self: Any, a: Any, b: Any, c: Any, d: Any, e: Any, f: Any, g: Any) -> None:
    self.a = a
    self.b = b
    self.c = c
    self.d = d
    self.e = e
    self.f = f
    self.g = g


def _of_8(self: Any, a: Any, b: Any, c: Any, d: Any, e: Any, f: Any, g: Any, h: Any) -> None:
    self.a = a
    self.b = b
    self.c = c
    self.d = d
    self.e = e
    self.f = f
    self.g = g
    self.h = h


_CONSTRUCTORS = (_of_0, _of_1, _of_2, _of_3, _of_4, _of_5, _of_6, _of_7, _of_8)


if not TYPE_CHECKING:

    class _NamedTupleType(type):
        """Makes of a class with annotations what `typing.NamedTuple` makes of it."""

        def __new__(mcls, name, bases, body):
            if not bases:
                return super().__new__(mcls, name, bases, body)
            fields = tuple(body.pop("__annotations__"))
            defaults = [body.pop(field) for field in fields if field in body]
            made = namedtuple(name, fields, defaults=defaults)
            for key, value in body.items():
                setattr(made, key, value)
            return made

    class NamedTuple(metaclass=_NamedTupleType):
        """A tuple whose places have names, without loading `typing`."""
