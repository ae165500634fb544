"""The filters and tests of templates: none turns a value into a string or reaches into objects.

What the code of a template hands to a filter before the value is in `HANDED`.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from brief import TYPE_CHECKING
from brief.diagnostics import ERROR, Diagnostic, Span
from brief.templating.runtime import Context, EvalContext
from brief.templating.runtime_values import Markup, TemplateRuntimeError, Undefined, escape
from brief.text.words import nearest

if TYPE_CHECKING:
    from typing import Any

    from brief.templating.sandbox import Sandbox


def _batch(values: Iterable[Any], size: int, fill: Any = None) -> Iterator[list[Any]]:
    """Lists of `size` values, the last filled up with `fill` if that is given."""
    rest = iter(values)
    while row := list(islice(rest, size)):
        yield row if fill is None else row + [fill] * (size - len(row))


def _slice(values: Iterable[Any], count: int, fill: Any = None) -> Iterator[list[Any]]:
    """The values in `count` lists, the longer ones first; `fill` is added to the others."""
    all_values = list(values)
    size, longer = divmod(len(all_values), count)
    start = 0
    for number in range(count):
        end = start + size + (number < longer)
        row = all_values[start:end]
        yield row if fill is None or number < longer else [*row, fill]
        start = end


def _default(value: Any, instead: Any = "", boolean: bool = False) -> Any:
    """The value, or another where it is undefined, or with `boolean` where it is false."""
    if isinstance(value, Undefined) or (boolean and not value):
        return instead
    return value


def _escape(value: Any) -> Markup:
    """The value's markup, or its text as markup."""
    return Markup(escape(value))


def _first(sandbox: Sandbox, values: Iterable[Any]) -> Any:
    for value in values:
        return value
    return sandbox.undefined("there is no first item")


def _last(sandbox: Sandbox, values: Sequence[Any]) -> Any:
    for value in reversed(values):
        return value
    return sandbox.undefined("there is no last item")


def _join(
    escaping: EvalContext, values: Iterable[Any], between: Any = "", attribute: Any = None
) -> str:
    """The values one after the other; as soon as one is markup, all are."""
    items = joined(escaping, values, attribute)
    if escaping.autoescape and any(hasattr(item, "__html__") for item in (between, *items)):
        return Markup(escape(between)).join(items)
    return str(between).join(map(str, items))


def joined(escaping: EvalContext, values: Iterable[Any], attribute: Any) -> list[Any]:
    """What `join` joins: the values, or an attribute of each."""
    return list(map(_getter(escaping.environment, attribute), values))


def _reverse(values: Any) -> Any:
    if isinstance(values, str):
        return values[::-1]
    return reversed(values if hasattr(values, "__reversed__") else list(values))


def _unique(
    sandbox: Sandbox, values: Iterable[Any], case_sensitive: bool = False, attribute: Any = None
) -> Iterator[Any]:
    """Each value once; texts that differ in case alone are one."""
    of = _getter(sandbox, attribute)
    seen = set()
    for value in values:
        key = of(value)
        if isinstance(key, str) and not case_sensitive:
            key = key.lower()
        if key not in seen:
            seen.add(key)
            yield value


def _chosen(keep: bool, by_attribute: bool) -> Callable[..., Iterator[Any]]:
    """`select`, `reject` and those by an attribute."""

    def choose(context: Context, values: Iterable[Any], *arguments: Any) -> Iterator[Any]:
        of: Callable[[Any], Any] = _itself
        if by_attribute:
            if not arguments:
                raise TemplateRuntimeError("the name of an attribute is missing")
            of, arguments = _getter(context.environment, arguments[0]), arguments[1:]
        name, *more = arguments or (None,)
        test = _test(name)
        for value in values:
            if bool(test(of(value), *more)) == keep:
                yield value

    return choose


def _itself(value: Any) -> Any:
    return value


def _test(name: str | None) -> Callable[..., Any]:
    if name is None:
        return bool
    if name not in TESTS:
        raise TemplateRuntimeError(f"No test named {name!r}")
    return TESTS[name]


def _getter(sandbox: Sandbox, path: str | int | None) -> Callable[[Any], Any]:
    """What asks a value for an attribute, as `a.b` does; the value itself without a path."""
    parts: list[str | int] = []
    if isinstance(path, str):
        parts = [int(part) if part.isdecimal() else part for part in path.split(".")]
    elif path is not None:
        parts = [path]

    def get(value: Any) -> Any:
        for part in parts:
            value = sandbox.getitem(value, part)
        return value

    return get


def _is_sequence(value: Any) -> bool:
    return hasattr(value, "__len__") and hasattr(value, "__getitem__")


FILTERS: dict[str, Callable[..., Any]] = {
    "batch": _batch,
    "default": _default,
    "e": _escape,
    "escape": _escape,
    "first": _first,
    "join": _join,
    "last": _last,
    "length": len,
    "list": list,
    "reject": _chosen(keep=False, by_attribute=False),
    "rejectattr": _chosen(keep=False, by_attribute=True),
    "reverse": _reverse,
    "select": _chosen(keep=True, by_attribute=False),
    "selectattr": _chosen(keep=True, by_attribute=True),
    "slice": _slice,
    "unique": _unique,
}
HANDED: dict[str, str] = {
    "first": "environment",
    "join": "eval_context",
    "last": "environment",
    "reject": "context",
    "rejectattr": "context",
    "select": "context",
    "selectattr": "context",
    "unique": "environment",
}
TESTS: dict[str, Callable[..., Any]] = {
    "defined": lambda value: not isinstance(value, Undefined),
    "undefined": lambda value: isinstance(value, Undefined),
    "none": lambda value: value is None,
    "divisibleby": lambda value, by: value % by == 0,
    "odd": lambda value: value % 2 == 1,
    "even": lambda value: value % 2 == 0,
    "eq": operator.eq,
    "ne": operator.ne,
    "lt": operator.lt,
    "gt": operator.gt,
    "le": operator.le,
    "ge": operator.ge,
    "in": lambda value, values: value in values,
    "true": lambda value: value is True,
    "false": lambda value: value is False,
    "sameas": lambda value, other: value is other,
    "string": lambda value: isinstance(value, str),
    "number": lambda value: isinstance(value, int | float),
    "sequence": _is_sequence,
    "mapping": lambda value: isinstance(value, dict),
    "equalto": operator.eq,
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def unknown(message: str, span: Span) -> Diagnostic | None:
    """The diagnostic of a filter or test that is not there, if that is what a message is about:
    the compiler, and the code it makes, say "No filter named 'x'"."""
    for what, known in (("filter", FILTERS), ("test", TESTS)):
        if message.startswith(f"No {what} named"):
            name = message.split("'")[1]
            close = nearest(name, tuple(known))
            hint = f"did you mean `{close}`?" if close else f"there are: {', '.join(known)}"
            told = f"there is no {what} `{name}`"
            return Diagnostic("T-UNDEFINED", ERROR, told, span, helps=(hint,))
    return None
