"""Compiling templates: Jinja2's parser and compiler, strict and autoescaping.

Imported only when something must be compiled, since it loads jinja2.  The code it makes runs on
`runtime` and passes through `sandbox`; of Jinja2 it needs nothing.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from types import CodeType

import jinja2
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.sandbox import SandboxedEnvironment

from brief.diagnostics import ERROR, BriefError, Diagnostic, Span
from brief.templating.filters import FILTERS, HANDED, TESTS, unknown
from brief.templating.places import BY_HAND, MARK
from brief.templating.sandbox import INTERCEPTED

_ISSUED = re.compile(r"<(data|q)\b")
_TAG_END = re.compile(r"[>\"']")
# The first line of all code that Jinja2 makes, which names what it runs on.
_THEIRS = "from jinja2.runtime import "
_OURS = "from brief.templating.runtime import Run, "
_MARKS = {
    "context": jinja2.pass_context,
    "eval_context": jinja2.pass_eval_context,
    "environment": jinja2.pass_environment,
}

TemplateSyntaxError = jinja2.TemplateSyntaxError


class Compiler(SandboxedEnvironment):
    """Parses and compiles; `offered` are the names that a rendering gives to templates."""

    intercepted_binops = frozenset(INTERCEPTED)

    def __init__(self, offered: Iterable[str] = ()) -> None:
        super().__init__(
            autoescape=True,
            extensions=[Places],
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=False,
            optimized=False,  # nothing runs while a template is compiled
        )
        self.filters = dict(FILTERS)
        for name, handed in HANDED.items():
            self.filters[name] = _MARKS[handed](FILTERS[name])
        self.tests = dict(TESTS)
        self.globals = dict.fromkeys(("range", "namespace", *offered))
        self.policies["compiler.ascii_str"] = False

    def code(self, source: str, name: str, shown: str) -> CodeType:
        """The code of a template; `shown` is its path as diagnostics name it.

        Raises `TemplateSyntaxError`, and `BriefError` where Jinja2 makes code that is not known.
        """
        made = self.compile(source, name, shown, raw=True)
        if not made.startswith(_THEIRS):
            raise BriefError(
                f"Jinja2 {jinja2.__version__} makes code that this brief cannot run",
                help="install Jinja2 3.1",
            )
        ours = _OURS + made.removeprefix(_THEIRS)
        tree = ast.parse(ours, shown)
        tree.body = _in_runs(tree.body)
        return compile(tree, shown, "exec", dont_inherit=True)


def _in_runs(statements: list[ast.stmt]) -> list[ast.stmt]:
    """The statements of a template's code, what is printed between two others as one run (see
    `runtime.Run`); each value keeps its line."""
    found: list[ast.stmt] = []
    printed: list[ast.Expr] = []
    for statement in statements:
        if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Yield):
            printed.append(statement)
            continue
        found += _as_run(printed)
        printed = []
        for inside in ("body", "orelse"):
            if held := getattr(statement, inside, None):
                setattr(statement, inside, _in_runs(held))
        found.append(statement)
    return found + _as_run(printed)


def _as_run(printed: list[ast.Expr]) -> list[ast.Expr]:
    """What is printed by one statement after the other, printed by one."""
    if len(printed) < 2:
        return printed
    literals, values = [""], []
    for statement in printed:
        assert isinstance(statement.value, ast.Yield)
        piece = statement.value.value
        if isinstance(piece, ast.Constant) and isinstance(piece.value, str):
            literals[-1] += piece.value
        elif piece is not None:
            values.append(piece)
            literals.append("")
    fixed = ast.Constant(tuple(literals))  # type: ignore[arg-type]  # Python takes it as well
    run = ast.Call(ast.Name("Run", ast.Load()), [ast.Tuple([fixed, *values], ast.Load())], [])
    made = ast.copy_location(ast.Expr(ast.Yield(run)), printed[0])
    return [ast.fix_missing_locations(made)]


def syntax_error(error: TemplateSyntaxError) -> Diagnostic:
    """The diagnostic of a template that cannot be compiled; an unknown filter or test says which
    there are."""
    span = Span(error.filename or error.name or "", error.lineno, 1)
    if isinstance(error, IssuedByHand):
        return Diagnostic("T-TAG", ERROR, error.message or "", span, helps=(BY_HAND,))
    message = (error.message or "the template cannot be read").rstrip(".")
    return unknown(message, span) or Diagnostic("T-SYNTAX", ERROR, message, span)


class Places(Extension):
    """Puts the template's place before each piece of its markup, so that the parser can tell
    where an element or a literal was written; refuses elements that only values may issue."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        state = ""
        marked = False
        where = stream.filename or stream.name or ""
        for token in stream:
            if token.type == "data":
                if issued := _ISSUED.search(token.value):
                    line = token.lineno + token.value.count("\n", 0, issued.start())
                    raise IssuedByHand(issued.group(1), line, stream.name, stream.filename)
                value, state, marked = _marked(token.value, token.lineno, where, state)
                yield Token(token.lineno, "data", value)
            else:
                if token.type == "variable_begin":
                    if not marked and not state:
                        yield Token(token.lineno, "data", f"<?{MARK} {where}:{token.lineno}?>")
                    marked = False
                yield token


class IssuedByHand(TemplateSyntaxError):
    """A template writes an element that says where words came from; only values may."""

    def __init__(self, tag: str, line: int, name: str | None, filename: str | None) -> None:
        self.tag = tag
        super().__init__(f"`<{tag}>` is written by values alone", line, name, filename)


def _marked(text: str, line: int, where: str, state: str) -> tuple[str, str, bool]:
    """The text with a mark at its first point outside a tag; the state after it ("" outside)."""
    at = 0
    mark_at = -1 if state or not text.strip() else 0
    size = len(text)
    while at < size:
        if not state:
            open_at = text.find("<", at)
            if open_at < 0:
                break
            state = "-->" if text.startswith("<!--", open_at) else ">"
            at = open_at + 1
        elif state == ">":
            found = _TAG_END.search(text, at)
            if found is None:
                break
            at = found.end()
            char = found.group()
            state = "" if char == ">" else char
            if not state and mark_at < 0:
                mark_at = at
        else:
            close_at = text.find(state, at)
            if close_at < 0:
                break
            at = close_at + len(state)
            state = "" if state == "-->" else ">"
            if not state and mark_at < 0:
                mark_at = at
    if mark_at < 0:
        return text, state, False
    line += text.count("\n", 0, mark_at)
    mark = f"<?{MARK} {where}:{line}?>"
    return text[:mark_at] + mark + text[mark_at:], state, True
