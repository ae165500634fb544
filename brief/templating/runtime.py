"""What compiled templates run on: contexts, macros, modules, and the values of `runtime_values`.

Jinja2 compiles the templates; the code it makes asks for these names and nothing else of it, so
that printing from compiled templates loads none of it.  The contract is the one of the code that
Jinja2 3.1 generates (see `compiling`).  What templates may reach is decided in `sandbox`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import CodeType

from brief import TYPE_CHECKING
from brief.templating.runtime_values import (
    LoopContext,
    Markup,
    Namespace,
    TemplateNotFound,
    TemplateRuntimeError,
    Undefined,
    escape,
    identity,
    internalcode,
    markup_join,
    missing,
    str_join,
)

if TYPE_CHECKING:
    from typing import Any

    from brief.templating.sandbox import Sandbox

__all__ = [
    "LoopContext",
    "Macro",
    "Markup",
    "Namespace",
    "Run",
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

if TYPE_CHECKING:
    Printed = Iterator["str | Run"]
    Blocks = dict[str, Callable[["Context"], Printed]]


class Run(tuple):  # type: ignore[type-arg]  # a tuple of texts at first, then of anything
    """What a template prints without a statement in between: its literals, and the values that
    stand between each two of them.  A class of its own, since templates can make tuples."""

    __slots__ = ()


def spread(pieces: Iterable[Any]) -> Iterator[Any]:
    """What is printed piece by piece, that of runs too."""
    for piece in pieces:
        if type(piece) is not Run:
            yield piece
            continue
        literals = piece[0]
        yield literals[0]
        for at in range(1, len(literals)):
            yield piece[at]
            yield literals[at]


def together(pieces: Iterable[Any]) -> str:
    """What is printed as one text."""
    return "".join(spread(pieces))


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

    def super(self, name: str, current: Callable[[Context], Printed]) -> Any:
        """`super()`: what the block prints that this one takes the place of."""
        stack = self.blocks[name]
        at = stack.index(current) + 1
        if at == len(stack):
            return self.environment.undefined(name="super")
        return Parent(self, stack[at])


class Parent:
    """A block whose place another has taken; called, it is its markup."""

    __slots__ = ("_block", "_context")

    def __init__(self, context: Context, block: Callable[[Context], Printed]) -> None:
        self._context = context
        self._block = block

    def __call__(self) -> Markup:
        return Markup(together(self._block(self._context)))


class TemplateReference:
    """`self` of templates; there is nothing in it that could be asked for."""

    __slots__ = ()

    def __init__(self, _context: Context) -> None:
        pass


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
        self.root_render_func: Callable[[Context], Printed] = names["root"]
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
        self._body_stream = list(spread(template.root_render_func(context)))
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
