"""The sandbox templates run in: strict, autoescaped, with an allow list of all that they may use.

Imported only when something is rendered, since it loads jinja2.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from types import CodeType
from typing import Any

import jinja2
from jinja2.bccache import Bucket
from jinja2.exceptions import SecurityError
from jinja2.runtime import LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace

from brief.diagnostics import ERROR, Diagnostic, Span
from brief.templating.packs import Pack
from brief.templating.places import Places, template_place
from brief.templating.values import Printable, ValueUse, View
from brief.text import nearest

# Filters that neither turn values into strings nor reach into objects.
FILTERS = ("batch", "default", "e", "escape", "first", "join", "last", "length", "list", "reject",
           "rejectattr", "reverse", "select", "selectattr", "slice", "unique")  # fmt: skip
TESTS = ("defined", "undefined", "none", "divisibleby", "odd", "even", "eq", "ne", "lt", "gt", "le",
         "ge", "in", "true", "false", "sameas", "string", "number", "sequence", "mapping",
         "equalto", "==", "!=", "<", "<=", ">", ">=")  # fmt: skip
MAX_REPEAT = 10_000  # characters or items that `*` may make
MAX_POWER = 64
_MOST_TOLD = 200  # mistakes of one rendering
_LOOP = frozenset(("index", "index0", "first", "last", "length", "revindex", "revindex0",
                   "previtem", "nextitem", "depth", "depth0", "cycle", "changed"))  # fmt: skip


class Environment(ImmutableSandboxedEnvironment):
    """Finds templates in a pack, tells what is undefined, and offers nothing but `FILTERS`,
    `TESTS`, views' offers, macros and the functions given for one rendering."""

    intercepted_binops = frozenset(("*", "**", "%"))

    def __init__(self, pack: Pack, offered: dict[str, object]) -> None:
        self.pack = pack
        self.found: list[Diagnostic] = []
        super().__init__(
            loader=PackLoader(pack),
            autoescape=True,
            undefined=_undefined_type(self),
            extensions=[Places],
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=False,
            optimized=False,  # nothing runs while a template is compiled
            bytecode_cache=COMPILED,
        )
        self.filters = {name: self.filters[name] for name in FILTERS}
        self.tests = {name: self.tests[name] for name in TESTS}
        self._range = self.globals["range"]
        self.globals = {"range": self._range, "namespace": Namespace, **offered}
        self.policies["compiler.ascii_str"] = False

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, View):
            try:
                return obj.offer(attribute)
            except KeyError:
                return self.undefined(obj=obj, name=attribute)
        if isinstance(obj, LoopContext):
            allowed = attribute in _LOOP
        elif isinstance(obj, Namespace | jinja2.runtime.TemplateReference | dict):
            return super().getitem(obj, attribute)
        elif isinstance(obj, jinja2.environment.TemplateModule):
            allowed = not attribute.startswith("_")
        else:
            allowed = isinstance(obj, jinja2.Undefined)
        if not allowed:
            return self.undefined(obj=obj, name=attribute)
        return (
            getattr(obj, attribute, None)
            if isinstance(obj, LoopContext)
            else super().getattr(obj, attribute)
        )

    def getitem(self, obj: Any, argument: Any) -> Any:
        if isinstance(obj, View | LoopContext) or not isinstance(
            obj, list | tuple | dict | Namespace
        ):
            return (
                self.getattr(obj, argument)
                if isinstance(argument, str)
                else self.undefined(obj=obj, name=str(argument))
            )
        return super().getitem(obj, argument)

    def is_safe_callable(self, obj: Any) -> bool:
        if isinstance(obj, Macro | jinja2.Undefined) or obj is Namespace or obj is self._range:
            return True
        owner = getattr(obj, "__self__", None)
        return isinstance(obj, Offered) or (
            isinstance(owner, LoopContext) and obj.__name__ in _LOOP
        )

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        for value in (left, right):
            if isinstance(value, Printable):
                raise ValueUse(f"`{operator}` cannot be used on a value from the dossier")
        if operator == "%" and isinstance(left, str):
            raise SecurityError("text cannot be formatted with `%`; join it with `~`")
        if operator == "**" and (abs(left) > MAX_REPEAT or abs(right) > MAX_POWER):
            raise SecurityError("the power is too large")
        if operator == "*":
            for value, times in ((left, right), (right, left)):
                if isinstance(value, str | list | tuple) and len(value) * times > MAX_REPEAT:
                    raise SecurityError("the repetition is too long")
        return super().call_binop(context, operator, left, right)

    def tell(self, code: str, message: str, span: Span | None, *helps: str) -> None:
        diagnostic = Diagnostic(code, ERROR, message, span, helps=helps)
        if len(self.found) < _MOST_TOLD and diagnostic not in self.found:
            self.found.append(diagnostic)


class Compiled(jinja2.BytecodeCache):
    """Compiled templates of this process, by name and source."""

    def __init__(self) -> None:
        self.code: dict[str, CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self.code.get(f"{bucket.key} {bucket.checksum}")

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            self.code[f"{bucket.key} {bucket.checksum}"] = bucket.code


COMPILED = Compiled()


class Offered:
    """A function that templates may call."""

    __slots__ = ("_call",)

    def __init__(self, call: Callable[..., Any]) -> None:
        self._call = call

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._call(*args, **kwargs)


class PackLoader(jinja2.BaseLoader):
    """Templates of a pack and of those it extends, by real path; nothing outside them."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack

    def get_source(
        self, environment: jinja2.Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        found = self.pack.path(template)
        if found is None:
            raise jinja2.TemplateNotFound(template)
        path, shown = found
        changed = path.stat().st_mtime_ns
        text = path.read_bytes().decode("utf-8", "strict")

        def current() -> bool:
            return path.is_file() and path.stat().st_mtime_ns == changed

        return text, shown, current


def _undefined_type(environment: Environment) -> type[jinja2.Undefined]:
    """An undefined value that tells a diagnostic wherever it is used, and then is nothing: so one
    run tells of every misspelt name."""

    class Undefined(jinja2.Undefined):
        __slots__ = ()

        def _told(self, *_: Any, **__: Any) -> Any:
            name = str(self._undefined_name)
            owner = self._undefined_obj
            message, close = _undefined(environment, name, owner)
            hint = f"did you mean `{close}`?" if close else ""
            span = template_place(sys._getframe(1))
            environment.tell("T-UNDEFINED", message, span, *filter(None, (hint,)))
            return None

        def __str__(self) -> str:
            self._told()
            return ""

        def __iter__(self) -> Iterator[Any]:
            self._told()
            return iter(())

        def __len__(self) -> int:
            self._told()
            return 0

        def __bool__(self) -> bool:
            self._told()
            return False

        def __eq__(self, other: object) -> bool:
            self._told()
            return False

        def __ne__(self, other: object) -> bool:
            return not self == other

        __hash__ = jinja2.Undefined.__hash__

        def __call__(self, *_: Any, **__: Any) -> Any:
            self._told()
            return self

        def __getattr__(self, name: str) -> Any:
            if name.startswith("__"):
                raise AttributeError(name)
            self._told()
            return self

        def __getitem__(self, _: Any) -> Any:
            self._told()
            return self

    return Undefined


def _undefined(environment: Environment, name: str, owner: Any) -> tuple[str, str | None]:
    if isinstance(owner, View):
        what = _described(owner)
        return f"{what} has no `{name}`", nearest(name, tuple(owner.names()))
    if owner is not jinja2.utils.missing and owner is not None:
        return f"`{name}` cannot be asked of {_described(owner)}", None
    return f"`{name}` is not defined", nearest(name, tuple(environment.globals))


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
    }
    return words.get(type(owner).__name__, "this value")
