"""What compiled templates run on: contexts, loops, macros, modules, undefined values.

Jinja2 compiles the templates; the code it makes asks for these names and nothing else of it, so
that printing from compiled templates loads none of it.  The contract is the one of the code that
Jinja2 3.1 generates (see `compiling`).  What templates may reach is decided in `sandbox`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sized
from types import CodeType

from brief import TYPE_CHECKING
from brief.templating.values import escaped

if TYPE_CHECKING:
    from typing import Any

    from brief.diagnostics import Diagnostic
    from brief.templating.sandbox import Sandbox

__all__ = [
    "LoopContext",
    "Macro",
    "Markup",
    "Namespace",
    "TemplateNotFound",
    "TemplateReference",
    "TemplateRuntimeError",
    "Undefined",
    "escape",
    "identity",
    "internalcode",
    "markup_join",
    "missing",
    "str_join",
]

Blocks = dict[str, Callable[["Context"], Iterator[str]]]


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


class EvalContext:
    """Whether what is printed is escaped, which `{% autoescape %}` changes for a while."""

    __slots__ = ("autoescape", "environment", "volatile")

    def __init__(self, environment: Sandbox) -> None:
        self.environment = environment
        self.autoescape = True
        self.volatile = False

    def save(self) -> tuple[bool, bool]:
        """The state, for `revert`."""
        return self.autoescape, self.volatile

    def revert(self, saved: tuple[bool, bool]) -> None:
        """Back to a state saved."""
        self.autoescape, self.volatile = saved


class Context:
    """The variables of one running template: those given, and those it sets at its top level."""

    __slots__ = ("blocks", "environment", "eval_ctx", "exported_vars", "parent", "vars")

    def __init__(self, environment: Sandbox, parent: dict[str, Any], blocks: Blocks) -> None:
        self.environment = environment
        self.parent = parent
        self.vars: dict[str, Any] = {}
        self.exported_vars: set[str] = set()
        self.eval_ctx = EvalContext(environment)
        self.blocks = {name: [block] for name, block in blocks.items()}

    def resolve_or_missing(self, name: str) -> Any:
        """A variable's value, or `missing`."""
        if name in self.vars:
            return self.vars[name]
        return self.parent.get(name, missing)

    # Only ever bound to a local name, which is then held against `missing`.
    resolve = resolve_or_missing

    def get_all(self) -> dict[str, Any]:
        """All variables; not to be changed."""
        return {**self.parent, **self.vars} if self.vars else self.parent

    def derived(self, changed: Mapping[str, Any]) -> Context:
        """The context of a block within a loop or another scope."""
        made = Context(self.environment, _with(self.get_all(), changed), {})
        made.eval_ctx = self.eval_ctx
        made.blocks = {name: list(stack) for name, stack in self.blocks.items()}
        return made

    def super(self, name: str, current: Callable[[Context], Iterator[str]]) -> Any:
        """`super()`: what the block prints that this one takes the place of."""
        stack = self.blocks[name]
        at = stack.index(current) + 1
        if at == len(stack):
            return self.environment.undefined(name="super")
        return Parent(self, stack[at])


class Parent:
    """A block whose place another has taken; called, it is its markup."""

    __slots__ = ("_block", "_context")

    def __init__(self, context: Context, block: Callable[[Context], Iterator[str]]) -> None:
        self._context = context
        self._block = block

    def __call__(self) -> Markup:
        return Markup("".join(self._block(self._context)))


class TemplateReference:
    """`self` of templates; there is nothing in it that could be asked for."""

    __slots__ = ()

    def __init__(self, _context: Context) -> None:
        pass


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


class Macro:
    """A macro of a template, or the body of a `{% call %}`."""

    __slots__ = ("_autoescape", "_caller", "_environment", "_function", "_kwargs", "_varargs",
                 "arguments", "name")  # fmt: skip

    def __init__(
        self,
        environment: Sandbox,
        function: Callable[..., str],
        name: str | None,
        arguments: tuple[str, ...],
        catch_kwargs: bool,
        catch_varargs: bool,
        caller: bool,
        autoescape: bool,
    ) -> None:
        self._environment = environment
        self._function = function
        self._kwargs = catch_kwargs
        self._varargs = catch_varargs
        self._caller = caller and "caller" not in arguments
        self._autoescape = autoescape
        self.name = name
        self.arguments = arguments

    def __call__(self, *given: Any, **named: Any) -> str:
        """The macro's markup.  The function takes the arguments in order (`missing` where there is
        a default), then the caller, further named and further positional ones, where it uses them.
        """
        size = len(self.arguments)
        values = list(given[:size])
        values += [named.pop(name, missing) for name in self.arguments[len(values) :]]
        if self._caller:
            caller = named.pop("caller", None)
            if caller is None:
                caller = self._environment.undefined("no caller", name="caller")
            values.append(caller)
        if self._kwargs:
            values.append(named)
        elif named:
            raise TypeError(f"the macro `{self.name}` takes no `{next(iter(named))}`")
        if self._varargs:
            values.append(given[size:])
        elif len(given) > size:
            raise TypeError(f"the macro `{self.name}` takes at most {size} values")
        markup = self._function(*values)
        if not self._autoescape:
            return markup
        made: str = self._environment.runs_on.get("Markup", Markup)(markup)
        return made


class Template:
    """A compiled template, bound to the sandbox it runs in."""

    def __init__(self, environment: Sandbox, code: CodeType) -> None:
        names: dict[str, Any] = {"environment": environment, "__brief_template__": self}
        exec(code, names)
        names.update(environment.runs_on)
        self.environment = environment
        self.name: str = names["name"]
        self.filename = code.co_filename
        self.blocks: Blocks = names["blocks"]
        self.root_render_func: Callable[[Context], Iterator[str]] = names["root"]
        self._lines: str = names["debug_info"]
        self._module: Module | None = None

    def new_context(
        self,
        given: dict[str, Any] | None = None,
        shared: bool = False,
        changed: Mapping[str, Any] | None = None,
    ) -> Context:
        """A context with the variables given, to which those offered to all are added unless
        they are `shared` with another's."""
        values = given or {}
        if not shared:
            values = {**self.environment.globals, **values}
        return Context(self.environment, _with(values, changed or {}), self.blocks)

    def make_module(
        self,
        given: dict[str, Any] | None = None,
        shared: bool = False,
        changed: Mapping[str, Any] | None = None,
    ) -> Module:
        """What an import makes of a template that sees the importer's variables."""
        return Module(self, self.new_context(given, shared, changed))

    def _get_default_module(self, _context: Context | None = None) -> Module:
        """What an import makes of a template by itself; made once."""
        if self._module is None:
            self._module = self.make_module()
        return self._module

    def line(self, code_line: int) -> int:
        """The line of the template that a line of its code was made from."""
        found = 1
        for pair in filter(None, self._lines.split("&")):
            mine, _, compiled = pair.partition("=")
            if int(compiled) > code_line:
                break
            found = int(mine)
        return found


class Module:
    """A template that was imported: its macros and variables are its attributes."""

    def __init__(self, template: Template, context: Context) -> None:
        self._body_stream = list(template.root_render_func(context))
        self.__dict__.update((name, context.vars[name]) for name in context.exported_vars)
        self.__name__ = template.name

    def __html__(self) -> Markup:
        return Markup("".join(self._body_stream))

    def __str__(self) -> str:
        return "".join(self._body_stream)


def _with(values: dict[str, Any], changed: Mapping[str, Any]) -> dict[str, Any]:
    """The values and those that changed; where none did, the same object."""
    more = {name: value for name, value in changed.items() if value is not missing}
    return {**values, **more} if more else values
