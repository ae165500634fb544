"""What is wrong with a pack by itself, before any dossier: one run tells of everything.

Templates that cannot be compiled, names, labels, columns and files that are not there, labels
missing in a language, literals that state something; then, with a dossier, the genre's limits and
facts that the template never uses.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from brief.diagnostics import ERROR, INFO, WARNING, Diagnostic, Span, ordered
from brief.document import tree
from brief.document.tree import Block, Document
from brief.dossier.model import Dossier
from brief.templating import trust
from brief.templating.compiling import Compiler, TemplateSyntaxError, syntax_error
from brief.templating.functions import Functions
from brief.templating.lint_templates import Reader
from brief.templating.pack_files import is_spoilt
from brief.templating.packs import Pack

_GIVEN = ("brief", "language", "section", "loop", "caller", "varargs", "kwargs", "self", "super")
_SECTIONS = (
    "key-points", "deals", "outlets", "differences", "quotes", "watch", "implications", "options",
    "assessment",
)  # fmt: skip


def lint(pack: Pack) -> list[Diagnostic]:
    """All that can be told of a pack without a dossier, by place."""
    if trust.trusted(pack):
        return _lint(pack)
    if any(map(is_spoilt, pack.found)):
        return ordered(pack.found)
    from brief.templating import guest

    # Compiling a template computes what is constant in it, which may never end.
    return guest.run(lambda: ("", _lint(pack)), f"templates/{pack.name}")[1]


def _lint(pack: Pack) -> list[Diagnostic]:
    found = list(pack.found)
    compiler = Compiler((*(name for name in dir(Functions) if name[0] != "_"), *_GIVEN))
    names = _templates(pack)
    for name in names:
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
        found += Reader(pack, compiler, names, shown, source).read(parsed)
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
