"""What is wrong with a pack by itself, before any dossier: one run tells of everything.

Templates that cannot be compiled, names, labels, columns and files that are not there, labels
missing in a language, literals that state something; then, with a dossier, the genre's limits and
facts that the template never uses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from jinja2 import nodes

from brief.diagnostics import ERROR, INFO, WARNING, Diagnostic, Span, ordered
from brief.document import tree
from brief.document.tree import Block, Document
from brief.dossier.model import Dossier
from brief.templating import trust
from brief.templating.compiling import Compiler, TemplateSyntaxError, syntax_error
from brief.templating.functions import Functions
from brief.templating.packs import Pack
from brief.text import nearest

_FIGURE_OR_MARK = re.compile(r"\d[\d.,]*|[\"“”„«»]")
_GIVEN = ("brief", "language", "section", "loop", "caller", "varargs", "kwargs", "self", "super")
_SECTIONS = (
    "key-points", "deals", "outlets", "differences", "quotes", "watch", "implications", "options",
    "assessment",
)  # fmt: skip


def lint(pack: Pack) -> list[Diagnostic]:
    """All that can be told of a pack without a dossier, by place."""
    if trust.trusted(pack):
        return _lint(pack)
    from brief.templating import guest

    # Compiling a template computes what is constant in it, which may never end.
    return guest.run(lambda: ("", _lint(pack)), f"templates/{pack.name}")[1]


def _lint(pack: Pack) -> list[Diagnostic]:
    found = list(pack.found)
    compiler = Compiler((*(name for name in dir(Functions) if name[0] != "_"), *_GIVEN))
    for name in _templates(pack):
        place = pack.path(name)
        if place is None:
            continue
        path, shown = place
        source = path.read_bytes().decode("utf-8", "replace")
        try:
            parsed = compiler.parse(source, name, shown)
            compiler.code(source, name, shown)
        except TemplateSyntaxError as error:
            found.append(syntax_error(error))
            continue
        except RecursionError:
            message = "expressions or blocks stand too deep in one another"
            found.append(Diagnostic("T-LIMIT", ERROR, message, Span(shown)))
            continue
        except SyntaxError as error:  # of Python, which Jinja's templates become
            found.append(Diagnostic("T-LIMIT", ERROR, error.msg, Span(shown)))
            continue
        found += _Reader(pack, compiler, shown).read(parsed)
    found += _labels(pack)
    return ordered(found)


def genre(document: Document, pack: Pack) -> list[Diagnostic]:
    """Where a finished document is beyond the pack's `[lint]` limits."""
    found: list[Diagnostic] = []
    limits = pack.limits
    title = limits.get("title", 0)
    if title and len(document.meta.title) > title:
        message = f"the title has {len(document.meta.title)} characters, the genre allows {title}"
        found.append(Diagnostic("T-LONG", WARNING, message, helps=("shorten it",)))
    for name, size in _sizes(document.blocks):
        most = limits.get(name, 0)
        if most and size > most:
            message = f"the section {name} has {size} items, the genre allows {most}"
            hint = "move the rest to the annex"
            found.append(Diagnostic("T-LONG", WARNING, message, helps=(hint,)))
    return found


def unused(document: Document, dossier: Dossier) -> list[Diagnostic]:
    """Facts that the document neither prints nor cites."""
    used = set(_facts(document))
    return [
        Diagnostic(
            "T-UNUSED",
            INFO,
            f"the template never uses `{fact.id}`",
            fact.span(),
            helps=("put it into the outline, or leave it to the sourcing annex",),
            fact=fact.id,
        )
        for fact in dossier.facts.values()
        if fact.id not in used
    ]


def _templates(pack: Pack) -> list[str]:
    found: set[str] = set()
    for folder in pack.folders:
        found |= {path.relative_to(folder).as_posix() for path in folder.rglob("*.j2")}
    return sorted(found)


class _Reader:
    """Reads one parsed template."""

    def __init__(self, pack: Pack, compiler: Compiler, shown: str) -> None:
        self.pack = pack
        self.compiler = compiler
        self.shown = shown

    def told(
        self, code: str, message: str, line: int, help: str = "", column: int = 1
    ) -> Diagnostic:
        span = Span(self.shown, line, column)
        return Diagnostic(code, ERROR, message, span, helps=(help,) if help else ())

    def read(self, parsed: nodes.Template) -> Iterator[Diagnostic]:
        yield from self.names(parsed)
        for call in parsed.find_all(nodes.Call):
            yield from self.call(call)
        for kind in (nodes.Include, nodes.FromImport, nodes.Import):
            for node in parsed.find_all(kind):
                yield from self.file(node)
        yield from self.literals(parsed)

    def names(self, parsed: nodes.Template) -> Iterator[Diagnostic]:
        """Names that nothing defines."""
        from jinja2.meta import find_undeclared_variables

        known = set(self.compiler.globals)
        for name in sorted(find_undeclared_variables(parsed) - known):
            if name in _LOCAL:
                continue
            uses = [n for n in parsed.find_all(nodes.Name) if n.name == name and n.ctx == "load"]
            line = uses[0].lineno if uses else 0
            close = nearest(name, known)
            hint = f"did you mean `{close}`?" if close else ""
            yield self.told("T-UNDEFINED", f"`{name}` is not defined", line, hint)

    def call(self, call: nodes.Call) -> Iterator[Diagnostic]:
        """Labels and columns that the pack does not have."""
        name = call.node.name if isinstance(call.node, nodes.Name) else ""
        first = call.args[0] if call.args else None
        if not isinstance(first, nodes.Const) or not isinstance(first.value, str):
            return
        key = first.value
        if name in ("label", "plain_label") and len(call.args) == 1:
            for language in self.pack.languages:
                words = self.pack.labels.get(language, {})
                if key not in words:
                    close = nearest(key, tuple(words))
                    hint = (
                        f"did you mean `{close}`?" if close else f"add it to labels/{language}.toml"
                    )
                    message = f"the pack has no label `{key}` in `{language}`"
                    yield self.told("T-UNDEFINED", message, call.lineno, hint)
        elif name == "label":
            for language in self.pack.languages:
                if not any(k.startswith(f"{key}-") for k in self.pack.labels.get(language, {})):
                    message = f"the pack has no labels `{key}-…` in `{language}`"
                    yield self.told("T-UNDEFINED", message, call.lineno)
        elif name == "columns" and key not in self.pack.columns:
            close = nearest(key, tuple(self.pack.columns))
            hint = f"did you mean `{close}`?" if close else f"add `[columns.{key}]` to pack.toml"
            yield self.told("T-UNDEFINED", f"the pack has no columns `{key}`", call.lineno, hint)

    def file(self, node: nodes.Node) -> Iterator[Diagnostic]:
        """Files that are included by a fixed name and are not there."""
        template = getattr(node, "template", None)
        if not isinstance(template, nodes.Const) or not isinstance(template.value, str):
            return
        if self.pack.path(template.value) is None:
            close = nearest(template.value, tuple(_templates(self.pack)))
            hint = f"did you mean `{close}`?" if close else ""
            message = f"the pack has no template `{template.value}`"
            yield self.told("T-FILE", message, node.lineno, hint)

    def literals(self, parsed: nodes.Template) -> Iterator[Diagnostic]:
        """Words of the template's own that state a figure or quote."""
        pieces = list(parsed.find_all(nodes.TemplateData))
        # Elements may be cut by expressions within them, so they are taken out of the whole.
        words = _TAG.sub(_blank, _GAP.join(piece.data for piece in pieces))
        for declared in self.pack.literals:
            words = words.replace(declared, " " * len(declared))
        for match in _FIGURE_OR_MARK.finditer(words):
            line = _line(pieces, match.start())
            message = f"a template's own words hold “{match.group()}”"
            hint = "print a value there, or declare the words under `literals` in pack.toml"
            yield self.told("T-LITERAL", message, line, hint)


_GAP = "\ufffc"  # stands for an expression between two pieces of a template
_TAG = re.compile(r"<[^<>]*>")


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _line(pieces: list[nodes.TemplateData], offset: int) -> int:
    """The template's line of an offset into its joined pieces; places in them do not count."""
    for piece in pieces:
        if offset <= len(piece.data):
            return piece.lineno + piece.data.count("\n", 0, offset)
        offset -= len(piece.data) + len(_GAP)
    return 0


# Names that a template sets for those it includes.
_LOCAL = frozenset(("found", "kind", "name", "table", "row", "fact", "item", "group", "passage"))


def _labels(pack: Pack) -> Iterator[Diagnostic]:
    """Labels that one language has and another misses."""
    everywhere = {key for language in pack.languages for key in pack.labels.get(language, {})}
    for language in pack.languages:
        missing = sorted(everywhere - set(pack.labels.get(language, {})))
        missing = [key for key in missing if not key.startswith("currency-")]
        if missing:
            listed = ", ".join(f"`{key}`" for key in missing[:8])
            more = f" and {len(missing) - 8} more" if len(missing) > 8 else ""
            span = Span(f"{pack.shown[0]}/labels/{language}.toml")
            message = f"labels missing in `{language}`: {listed}{more}"
            yield Diagnostic("T-UNDEFINED", ERROR, message, span)


def _sizes(blocks: Iterable[Block]) -> Iterator[tuple[str, int]]:
    """How many items the body's sections have, by the section's name; boxes by their role."""
    for block in blocks:
        if isinstance(block, tree.Box):
            yield block.role, _items((block,))
        elif isinstance(block, tree.Section) and block.role != "annex":
            first = block.blocks[0]
            if isinstance(first, tree.Heading) and first.id in _SECTIONS:
                yield first.id, _items(block.blocks)
            else:
                yield from _sizes(block.blocks)


def _items(blocks: Iterable[Block]) -> int:
    """Items of lists, rows of tables, and the paragraphs of boxes."""
    total = 0
    for block in blocks:
        if isinstance(block, tree.List):
            total += len(block.items)
        elif isinstance(block, tree.Table):
            total += len(block.rows)
        elif isinstance(block, tree.Box):
            total += _items(block.blocks) + _paragraphs(block.blocks)
    return total


def _paragraphs(blocks: Iterable[Block]) -> int:
    return sum(isinstance(block, tree.Paragraph) for block in blocks)


def _facts(value: object) -> Iterator[str]:
    """The ids of all facts that a tree prints or cites."""
    if isinstance(value, tree.Text):
        if value.origin.kind == "fact":
            yield value.origin.fact
        return
    facts = getattr(value, "facts", ())
    yield from facts
    for field in getattr(value, "_fields", ()):
        inner = getattr(value, field)
        if isinstance(inner, tuple):
            for one in inner:
                yield from _facts(one)
        elif hasattr(inner, "_fields"):
            yield from _facts(inner)
