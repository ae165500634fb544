"""One template read for lint: names, fields, labels, columns, files, tags and words of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from jinja2 import nodes

from brief.diagnostics import ERROR, Diagnostic, Span
from brief.templating.compiling import Compiler
from brief.templating.packs import Pack
from brief.templating.vocabulary import TAGS
from brief.text.negations import beginning, ending
from brief.text.words import nearest, without

_FIGURE_OR_MARK = re.compile(r"\d[\d.,]*|[\"“”„«»]")
_GAP = "\ufffc"  # stands for an expression between two pieces of a template
_TAG = re.compile(r"<[^<>]*>")
_OPENED = re.compile(r"<([A-Za-z][\w-]*)")
# Names that a template sets for those it includes.
_LOCAL = frozenset(("found", "kind", "name", "table", "row", "fact", "item", "group", "passage"))
# What Jinja itself offers on its own objects.
_OF_LOOPS = frozenset(
    "index index0 revindex revindex0 first last length cycle depth depth0 previtem nextitem "
    "changed".split()
)


class Reader:
    """Reads one parsed template; `source` is its text, `names` are all templates of the pack."""

    def __init__(
        self, pack: Pack, compiler: Compiler, names: list[str], shown: str, source: str
    ) -> None:
        self.pack = pack
        self.compiler = compiler
        self.names_of_files = names
        self.shown = shown
        self.lines = source.split("\n")

    def told(
        self, code: str, message: str, line: int, help: str = "", word: str = ""
    ) -> Diagnostic:
        """A finding at a line; where `word` stands in it gives the column."""
        text = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        match = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) if word else None
        at = match.start() if match else text.find(word)
        span = Span(self.shown, line, at + 1 if at >= 0 else 1, max(len(word), 1))
        return Diagnostic(code, ERROR, message, span, helps=(help,) if help else ())

    def read(self, parsed: nodes.Template) -> Iterator[Diagnostic]:
        yield from self.names(parsed)
        yield from self.fields(parsed)
        for call in parsed.find_all(nodes.Call):
            yield from self.call(call)
        for kind in (nodes.Include, nodes.FromImport, nodes.Import):
            for node in parsed.find_all(kind):
                yield from self.file(node)
        pieces = list(parsed.find_all(nodes.TemplateData))
        yield from self.tags(pieces)
        yield from self.literals(pieces)
        yield from self.denials(parsed)

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
            yield self.told("T-UNDEFINED", f"`{name}` is not defined", line, hint, name)

    def fields(self, parsed: nodes.Template) -> Iterator[Diagnostic]:
        """Fields that nothing of a brief has, and of the brief those that it has not."""
        spaces = {
            node.target.name
            for node in parsed.find_all(nodes.Assign)
            if isinstance(node.target, nodes.Name)
            and isinstance(node.node, nodes.Call)
            and isinstance(node.node.node, nodes.Name)
            and node.node.node.name == "namespace"
        }
        of_brief, anywhere = _offered()
        for node in parsed.find_all(nodes.Getattr):
            owner = node.node.name if isinstance(node.node, nodes.Name) else ""
            if owner in spaces or owner in ("loop", "caller", "self"):
                continue
            known = set(of_brief if owner == "brief" else anywhere)
            if node.attr in known or (owner != "brief" and node.attr in _OF_LOOPS):
                continue
            close = nearest(node.attr, known)
            hint = f"did you mean `{close}`?" if close else "the reference lists what there is"
            message = f"`brief` has no `{node.attr}`"
            if owner != "brief":
                message = f"nothing in a brief has a field `{node.attr}`"
            yield self.told("T-UNDEFINED", message, node.lineno, hint, node.attr)

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
                    yield self.told("T-UNDEFINED", message, call.lineno, hint, key)
        elif name == "label":
            for language in self.pack.languages:
                if not any(k.startswith(f"{key}-") for k in self.pack.labels.get(language, {})):
                    message = f"the pack has no labels `{key}-…` in `{language}`"
                    yield self.told("T-UNDEFINED", message, call.lineno, word=key)
        elif name == "columns" and key not in self.pack.columns:
            close = nearest(key, tuple(self.pack.columns))
            hint = f"did you mean `{close}`?" if close else f"add `[columns.{key}]` to pack.toml"
            message = f"the pack has no columns `{key}`"
            yield self.told("T-UNDEFINED", message, call.lineno, hint, key)

    def file(self, node: nodes.Node) -> Iterator[Diagnostic]:
        """Files that are included by a fixed name and are not there."""
        template = getattr(node, "template", None)
        if not isinstance(template, nodes.Const) or not isinstance(template.value, str):
            return
        if self.pack.path(template.value) is None:
            close = nearest(template.value, tuple(self.names_of_files))
            hint = f"did you mean `{close}`?" if close else ""
            message = f"the pack has no template `{template.value}`"
            yield self.told("T-FILE", message, node.lineno, hint, template.value)

    def tags(self, pieces: list[nodes.TemplateData]) -> Iterator[Diagnostic]:
        """Elements that there are not."""
        for piece in pieces:
            for match in _OPENED.finditer(piece.data):
                name = match.group(1)
                if name in TAGS:
                    continue
                line = piece.lineno + piece.data.count("\n", 0, match.start())
                close = nearest(name.lower(), tuple(TAGS))
                hint = f"did you mean `<{close}>`?" if close else "the reference lists the elements"
                yield self.told("T-TAG", f"there is no element `<{name}>`", line, hint, name)

    def literals(self, pieces: list[nodes.TemplateData]) -> Iterator[Diagnostic]:
        """Words of the template's own that state a figure or quote."""
        # Elements may be cut by expressions within them, so they are taken out of the whole.
        words = _TAG.sub(_blank, _GAP.join(piece.data for piece in pieces))
        for declared in self.pack.literals:
            words = without(words, declared, " " * len(declared))
        for match in _FIGURE_OR_MARK.finditer(words):
            line = _line(pieces, match.start())
            message = f"a template's own words hold “{match.group()}”"
            hint = "print a value there, or declare the words under `literals` in pack.toml"
            yield self.told("T-LITERAL", message, line, hint, match.group())

    def denials(self, parsed: nodes.Template) -> Iterator[Diagnostic]:
        """Negations of the template's own directly before a value, or in Kazakh behind it."""
        for joined in parsed.find_all((nodes.Output, nodes.Concat)):
            line = joined.lineno
            before, value = "", False
            for part in joined.nodes:  # type: ignore[attr-defined]  # both have them
                words = _own_words(part)
                if words is None:
                    word = ending(before) if before[-1:].isspace() else ""
                    value = _is_value(part)
                    if word and value:
                        yield self._denial(word, part.lineno or line, "before")
                    before = ""
                    continue
                if value and (behind := beginning(words)):
                    yield self._denial(behind, part.lineno or line, "behind")
                if words:
                    before, value = before + words, False

    def _denial(self, word: str, line: int, where: str) -> Diagnostic:
        message = f"a template's own words put “{word}” directly {where} a value"
        hint = "let the fact itself say what is denied, with a passage that denies it"
        while line > 1 and not re.search(rf"(?<!\w){re.escape(word)}(?!\w)", self._text(line)):
            line -= 1
        return self.told("T-LITERAL", message, line, hint, word)

    def _text(self, line: int) -> str:
        return self.lines[line - 1] if 0 < line <= len(self.lines) else ""


def _own_words(part: nodes.Node) -> str | None:
    """The words that a part of an output has itself; None where they are computed."""
    if isinstance(part, nodes.TemplateData):
        return _TAG.sub("", part.data)
    if isinstance(part, nodes.Const):
        return part.value if isinstance(part.value, str) else ""
    return None


def _is_value(part: nodes.Node) -> bool:
    """Whether an expression asks something of the brief, filtered or not."""
    while isinstance(part, nodes.Filter) and part.node is not None:
        part = part.node
    if isinstance(part, nodes.Concat):
        return bool(part.nodes) and _is_value(part.nodes[0])
    return isinstance(part, (nodes.Getattr, nodes.Getitem))


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _line(pieces: list[nodes.TemplateData], offset: int) -> int:
    """The template's line of an offset into its joined pieces; places in them do not count."""
    for piece in pieces:
        if offset <= len(piece.data):
            return piece.lineno + piece.data.count("\n", 0, offset)
        offset -= len(piece.data) + len(_GAP)
    return 0


@lru_cache(maxsize=1)
def _offered() -> tuple[frozenset[str], frozenset[str]]:
    """What can be asked of the brief, and of anything at all."""
    from brief.facts import KINDS
    from brief.templating.reference import OFFERS
    from brief.templating.views.facts import FactView

    anywhere = set(FactView.extra)
    for view, _, _ in OFFERS.values():
        anywhere |= view.offers
    for kind in KINDS.values():
        waiting = list(kind.fields)
        while waiting:
            field = waiting.pop()
            anywhere.add(field.name.replace("-", "_"))
            waiting += field.fields
    return frozenset(OFFERS["brief"][0].offers), frozenset(anywhere)
