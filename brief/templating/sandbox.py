"""The sandbox compiled templates run in: an allow list of all that they may use.

Whatever the code of a template asks of a value, calls or computes passes through here.
"""

from __future__ import annotations

import operator
import sys
from collections.abc import Callable, Iterable
from types import CodeType

from brief import TYPE_CHECKING
from brief.diagnostics import ERROR, Diagnostic, Span
from brief.templating.filters import FILTERS, TESTS
from brief.templating.places import template_place
from brief.templating.runtime import Context, Macro, Module, Parent, Template, together
from brief.templating.runtime_values import (
    LoopContext,
    Namespace,
    SecurityError,
    TemplateNotFound,
    Undefined,
    missing,
)
from brief.templating.values import Printable, ValueUse, View
from brief.text.words import nearest

if TYPE_CHECKING:
    from typing import Any, ClassVar

MAX_RANGE = 100_000  # numbers that `range` may count
MAX_REPEAT = 10_000  # characters or items that `*` may make
MAX_POWER = 64
_MOST_TOLD = 200  # mistakes of one rendering
INTERCEPTED = {"*": operator.mul, "**": operator.pow, "%": operator.mod}
_LOOP = frozenset(("index", "index0", "first", "last", "length", "revindex", "revindex0",
                   "previtem", "nextitem", "depth", "depth0", "cycle", "changed"))  # fmt: skip


class Sandbox:
    """Runs templates, tells what is undefined, and offers nothing but `FILTERS`, `TESTS`, views'
    offers, macros and the functions given for one rendering.

    `compiled` gives the code of a template by its name, or raises `TemplateNotFound`.  Public
    names are those that the code of templates asks for (see `runtime`).
    """

    filters = FILTERS
    tests = TESTS
    concat: Callable[[Iterable[Any]], Any] = staticmethod(together)
    # What the code of templates runs on in place of the names it imports.
    runs_on: ClassVar[dict[str, Callable[..., Any]]] = {}

    def __init__(self, compiled: Callable[[str], CodeType], offered: dict[str, object]) -> None:
        self.found: list[Diagnostic] = []
        self.globals: dict[str, Any] = {"range": _range, "namespace": Namespace, **offered}
        self._compiled = compiled
        self._templates: dict[str, Template] = {}

    # ------------------------------------------------------------ templates

    def get_template(self, name: Any, _asked_by: str | None = None) -> Template:
        """The template of that name; `TemplateNotFound` where the pack has none."""
        if not isinstance(name, str):
            raise TemplateNotFound(name.name or "" if isinstance(name, Undefined) else repr(name))
        if name not in self._templates:
            self._templates[name] = Template(self, self._compiled(name))
        return self._templates[name]

    def select_template(self, names: Any, asked_by: str | None = None) -> Template:
        """The first of the templates named that there is."""
        last = TemplateNotFound("")
        for name in names:
            try:
                return self.get_template(name, asked_by)
            except TemplateNotFound as error:
                last = error
        raise last

    def get_or_select_template(self, names: Any, asked_by: str | None = None) -> Template:
        """A template by its name, or the first that there is of several."""
        if isinstance(names, list | tuple):
            return self.select_template(names, asked_by)
        return self.get_template(names, asked_by)

    # ------------------------------------------------------------ what code may do

    def getattr(self, obj: Any, attribute: str) -> Any:
        """`obj.attribute`."""
        if isinstance(obj, View):
            try:
                if attribute in obj.offers:
                    return getattr(obj, attribute)
                return obj.offer(attribute)
            except KeyError:
                return self.undefined(obj=obj, name=attribute)
        if isinstance(obj, LoopContext):
            if attribute in _LOOP:
                return getattr(obj, attribute)
        elif isinstance(obj, Namespace):
            obj = obj.values
        elif isinstance(obj, Module):
            found = missing if attribute.startswith("_") else vars(obj).get(attribute, missing)
            return self.undefined(obj=obj, name=attribute) if found is missing else found
        elif isinstance(obj, Undefined):
            obj.told()
            return obj
        if isinstance(obj, dict) and attribute in obj:
            return obj[attribute]
        return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """`obj[argument]`."""
        if isinstance(obj, _INDEXED):
            try:
                return obj[argument]
            except (TypeError, LookupError):
                return self.undefined(obj=obj, name=argument)
        if isinstance(argument, str):
            return self.getattr(obj, argument)
        return self.undefined(obj=obj, name=str(argument))

    def call(
        self,
        _context: Context,
        function: Any,
        *given: Any,
        _loop_vars: object = None,
        _block_vars: object = None,
        **named: Any,
    ) -> Any:
        """`function(...)`; what a loop or block has set travels with it for those who want a
        context, and nobody here does."""
        if "caller" in named:
            self.take_caller(function)
        if isinstance(function, Offered):
            return function.function(*given, **named)
        if not _callable(function):
            raise SecurityError(f"{_described(function)} cannot be called")
        return function(*given, **named)

    def take_caller(self, function: Any) -> None:
        """Called before a function is given the body of a `{% call %}`."""

    def call_binop(self, _context: Context, sign: str, left: Any, right: Any) -> Any:
        """`left sign right`, for the signs that can make much of little."""
        for value in (left, right):
            if isinstance(value, Printable):
                raise ValueUse(f"`{sign}` cannot be used on a value from the dossier")
        if sign == "%" and isinstance(left, str):
            raise SecurityError("text cannot be formatted with `%`; join it with `~`")
        if sign == "**" and (abs(left) > MAX_REPEAT or abs(right) > MAX_POWER):
            raise SecurityError("the power is too large")
        if sign == "*":
            for value, times in ((left, right), (right, left)):
                if isinstance(value, str | list | tuple) and len(value) * times > MAX_REPEAT:
                    raise SecurityError("the repetition is too long")
        return INTERCEPTED[sign](left, right)

    # ------------------------------------------------------------ what is wrong

    def undefined(self, hint: str = "", obj: Any = missing, name: str | None = None) -> Undefined:
        """A value that tells a diagnostic wherever it is used, and then is nothing: so one run
        tells of every misspelt name."""
        return _Telling(self, hint, obj, name)

    def tell(self, code: str, message: str, span: Span | None, *helps: str) -> None:
        """Keep a diagnostic, each once."""
        diagnostic = Diagnostic(code, ERROR, message, span, helps=helps)
        if len(self.found) < _MOST_TOLD and diagnostic not in self.found:
            self.found.append(diagnostic)


class _Telling(Undefined):
    __slots__ = ("_sandbox",)

    def __init__(self, sandbox: Sandbox, hint: str, obj: Any, name: str | None) -> None:
        super().__init__(hint, obj, name)
        self._sandbox = sandbox

    def told(self) -> None:
        message, close = self._message()
        hint = f"did you mean `{close}`?" if close else ""
        span = template_place(sys._getframe(1))
        self._sandbox.tell("T-UNDEFINED", message, span, *filter(None, (hint,)))

    def _message(self) -> tuple[str, str | None]:
        name, owner = str(self.name), self.owner
        if self.name is None and self.hint:
            return self.hint, None
        if isinstance(owner, View):
            what = _described(owner)
            return f"{what} has no `{name}`", nearest(name, tuple(owner.names()))
        if owner is not missing and owner is not None:
            return f"`{name}` cannot be asked of {_described(owner)}", None
        return f"`{name}` is not defined", nearest(name, tuple(self._sandbox.globals))


class Offered:
    """A function that templates may call."""

    __slots__ = ("function",)

    def __init__(self, function: Callable[..., Any]) -> None:
        self.function = function

    def __str__(self) -> str:
        raise ValueUse("a function cannot be printed: call it")


_CALLED = (Macro, Parent, Undefined)
_INDEXED = (list, tuple, dict)


def _range(*bounds: int) -> range:
    counted = range(*bounds)
    if len(counted) > MAX_RANGE:
        raise SecurityError(f"the range counts more than {MAX_RANGE:,}")
    return counted


def _callable(value: Any) -> bool:
    if isinstance(value, _CALLED):
        return True
    if value is Namespace or value is _range:
        return True
    owner = getattr(value, "__self__", None)
    return isinstance(owner, LoopContext) and value.__name__ in _LOOP


def _described(owner: Any) -> str:
    kind = getattr(owner, "kind", "") if isinstance(owner, View) else ""
    if isinstance(kind, str) and kind:
        return f"a fact of kind {kind}" if hasattr(owner, "passages") else f"a name ({kind})"
    words = {
        "BriefView": "`brief`",
        "SectionView": "a section",
        "ItemView": "an item",
        "SourceView": "a source",
        "RecordView": "a record",
        "str": "a text",
        "LoopContext": "`loop`",
        "Module": "an imported template",
        "Namespace": "a namespace",
    }
    return words.get(type(owner).__name__, "this value")
