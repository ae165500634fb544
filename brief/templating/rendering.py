"""Rendering: a dossier and a pack in, the document tree and diagnostics out."""

from __future__ import annotations

import re

from brief.diagnostics import ERROR, Diagnostic, Span, errors, ordered
from brief.document.markings import marking
from brief.document.tree import Document, Heading, Meta, Running, Section, inlines_text
from brief.dossier import into
from brief.dossier.model import Dossier
from brief.expressions import expression
from brief.locale.languages import known, language
from brief.templating import plain
from brief.templating.build import build
from brief.templating.filters import unknown
from brief.templating.functions import Functions, Unknown
from brief.templating.inline_nodes import Built
from brief.templating.nodes import NotPlain
from brief.templating.options import MAIN, MESSAGE, Options
from brief.templating.packs import Pack
from brief.templating.places import BY_HAND, mark_before, raised_place
from brief.templating.press import Press
from brief.templating.recurring import ShapeReader
from brief.templating.runtime import spread
from brief.templating.runtime_values import (
    NotCompiled,
    SecurityError,
    TemplateNotFound,
    TemplateRuntimeError,
)
from brief.templating.sandbox import Offered, Sandbox
from brief.templating.values import ISSUED, ValueUse, forged
from brief.templating.views.desk import Desk
from brief.templating.views.facts import FactView
from brief.templating.views.outline import BriefView
from brief.text.words import nearest

MAX_OUTPUT = 64_000_000  # characters of markup
MAX_ELEMENTS = 2_000_000  # as many as may be, each for eight characters, in a quarter of these
_NO_UTF8 = ("T-SYNTAX", "a template is not UTF-8")
_CAUGHT = (TypeError, ValueError, ArithmeticError, LookupError, AttributeError, MemoryError)
# All that a template may raise.
_FAILURES = (*_CAUGHT, TemplateNotFound, TemplateRuntimeError, RecursionError, NotCompiled,
             SyntaxError)  # fmt: skip


def render(
    dossier: Dossier, press: Press, options: Options
) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """See `brief.templating.render`."""
    pack = press.pack
    if errors(pack.found):
        return None, pack.found
    tag = options.language or dossier.head.language
    if not known(tag) or tag.partition("-")[0] not in pack.languages:
        return None, (_no_language(dossier, pack, tag, asked=bool(options.language)),)
    dossier = _fitted(into(dossier, tag), pack)
    if dossier.rendition and dossier.rendition.language not in dossier.translations:
        untold = _other_language(dossier, tag, asked=bool(options.language))
        if not options.draft:
            return None, (untold,)
    else:
        untold = None
    found: list[Diagnostic] = []
    built = _plainly(dossier, press, options, tag) if press.trusted else None
    if built is None:
        built, found = _by_markup(dossier, press, options, tag)
    if built is None:
        return None, tuple(ordered(found))
    found = [*pack.found, *found]
    document = _document(dossier, pack, options, built, tag)
    if untold is not None:
        found.append(untold)
    if dossier.rendition is not None and dossier.rendition.missing:
        from brief.templating import untranslated

        document, lacking = untranslated.marked(document, dossier)
        if untold is None:
            found += lacking
        if options.draft:
            return document, tuple(ordered(found))
    return (None if errors(found) else document), tuple(ordered(found))


def _plainly(dossier: Dossier, press: Press, options: Options, tag: str) -> Built | None:
    """What the pack's templates print, read as it comes; None where anything is wrong, or not
    known to be right, which `_by_markup` then tells."""
    desk = Desk(dossier, press.pack, tag, FactView)
    reader = ShapeReader(MAX_OUTPUT, f"{press.pack.name}/{options.main}", dossier.facts)
    try:
        article = plain.article(press.code, _offered(desk), options.main, reader)
        built = build(article, dossier.facts) if article is not None else None
    except (NotPlain, *_FAILURES):
        return None
    if built is None or desk.found or built.found:
        return None
    press.save()
    return built


def _by_markup(
    dossier: Dossier, press: Press, options: Options, tag: str
) -> tuple[Built | None, list[Diagnostic]]:
    """What the markup says that the pack's templates print, and all that is wrong."""
    from brief.templating.markup import parse

    desk = Desk(dossier, press.pack, tag, FactView)
    pack, most = press.pack, MAX_ELEMENTS
    if press.trusted:
        markup, found = _markup(desk, press, options.main)
        if markup is not None:
            press.save()
    else:
        from brief.templating import guest

        most = guest.MAX_ELEMENTS
        markup, found = guest.run(
            lambda: _markup(desk, press, options.main), f"templates/{pack.name}/{options.main}"
        )
    if markup is None:
        return None, found
    article, more = parse(markup, pack.name, most, options.main)
    found = [*found, *more]
    if article is None:
        return None, [*pack.found, *found]
    built = build(article, dossier.facts)
    return built, [*found, *built.found]


_ASKED = "the language is asked for by `-l`, or by the audience's row in audiences.yaml"


def _no_language(dossier: Dossier, pack: Pack, tag: str, asked: bool) -> Diagnostic:
    return Diagnostic(
        "T-LANGUAGE",
        ERROR,
        f"the template `{pack.name}` has no labels in `{tag}`",
        None if asked else dossier.span("language"),
        helps=(f"its languages are: {', '.join(pack.languages)}",),
        notes=(_ASKED,) if asked else (),
    )


def _fitted(dossier: Dossier, pack: Pack) -> Dossier:
    """With the lines moved that a translation moves, where the pack limits the body's pages."""
    if dossier.rendition is None or not dossier.rendition.moved or not pack.limits.get("pages"):
        return dossier
    from brief.dossier.moving import moved

    return dossier.replace(outline=moved(dossier.outline, dossier.rendition.moved))


def _other_language(dossier: Dossier, tag: str, asked: bool) -> Diagnostic:
    return Diagnostic(
        "T-LANGUAGE",
        ERROR,
        f"the brief is asked for in `{tag}`, and the dossier has no translation into it",
        None if asked else dossier.span("language"),
        helps=(f"write translations/{tag.partition('-')[0]}.yaml",),
        notes=(_ASKED,) if asked else (),
    )


def _markup(desk: Desk, press: Press, main: str) -> tuple[str | None, list[Diagnostic]]:
    """The markup that the pack's main template makes, and all that went wrong."""
    ISSUED.clear()
    markup, found = _run(desk, press, main)
    if markup is not None and (by_hand := forged(markup)):
        at = mark_before(markup, by_hand.start()) or Span(f"templates/{desk.pack.name}/{main}")
        message = f"`<{by_hand.group(1)}>` is written by values alone"
        markup, found = None, [*found, Diagnostic("T-TAG", ERROR, message, at, helps=(BY_HAND,))]
    return markup, [*found, *desk.found]


def _offered(desk: Desk) -> dict[str, object]:
    """What templates are given: functions, the brief, its language."""
    brief = BriefView(desk, desk.pack.names("sections"))
    functions = Functions(desk, brief)
    offered: dict[str, object] = {
        name: Offered(getattr(functions, name)) for name in dir(functions) if name[0] != "_"
    }
    offered.update(brief=brief, language=desk.code)
    return offered


def _run(desk: Desk, press: Press, main: str) -> tuple[str | None, list[Diagnostic]]:
    sandbox = Sandbox(press.code, _offered(desk))
    try:
        template = sandbox.get_template(main)
        pieces: list[str] = []
        size = 0
        place = Span(f"templates/{desk.pack.name}/{main}")
        for piece in spread(template.root_render_func(template.new_context())):
            if not isinstance(piece, str):  # of `{% call %}`, which prints what it is given
                sandbox.tell("T-RENDER", "a `call` block gives something that is no text", place)
                return None, sandbox.found
            pieces.append(piece)
            size += len(piece)
            if size > MAX_OUTPUT:
                sandbox.tell(
                    "T-LIMIT", f"the template prints more than {MAX_OUTPUT:,} characters", place
                )
                return None, sandbox.found
        return "".join(pieces), sandbox.found
    except TemplateNotFound as error:
        close = nearest(error.name, _templates(desk.pack))
        hint = f"did you mean `{close}`?" if close else ""
        at = raised_place(error.__traceback__) or Span(f"templates/{desk.pack.name}/{main}")
        message = f"the pack has no template `{error.name}`"
        sandbox.tell("T-FILE", message, at, *filter(None, (hint,)))
    except Unknown as error:
        span = raised_place(error.__traceback__)
        sandbox.tell("T-UNDEFINED", error.message, span, *filter(None, (error.hint,)))
    except ValueUse as error:
        hint = "print it as it is, join it with `~`, or compare it"
        sandbox.tell("T-VALUE", str(error), raised_place(error.__traceback__), hint)
    except SecurityError as error:
        sandbox.tell("T-UNSAFE", _clean(error), raised_place(error.__traceback__))
    except TemplateRuntimeError as error:
        at = raised_place(error.__traceback__) or Span(f"templates/{desk.pack.name}/{main}")
        sandbox.found.append(
            unknown(str(error), at) or Diagnostic("T-SYNTAX", ERROR, _clean(error), at)
        )
    except RecursionError as error:
        span = raised_place(error.__traceback__)
        sandbox.tell("T-LIMIT", "the template calls itself without end", span)
    except NotCompiled as error:
        sandbox.found.append(error.diagnostic)
    except (SyntaxError, UnicodeDecodeError) as error:
        # The former is Python's, which templates become: they may nest deeper than it can.
        told = ("T-LIMIT", error.msg) if isinstance(error, SyntaxError) else _NO_UTF8
        sandbox.tell(*told, Span(f"templates/{desk.pack.name}"))
    except _CAUGHT as error:
        span = raised_place(error.__traceback__)
        if span is None:
            raise
        message, help = _failure(error)
        sandbox.tell("T-RENDER", message, span, help)
    return None, sandbox.found


_KIND = expression(r"'([A-Z]\w+|str|int|float|bool|list|tuple|dict)'(?: object)?")
_INSTEAD = {
    "not subscriptable": ("has no parts to take by `[…]`", "ask for its fields by a dot: `.unit`"),
    "not iterable": ("is one thing, not a list", "print it without `for`"),
    "not callable": ("is no function", "leave out the brackets behind it"),
    "has no len()": ("has no length", "ask for it with `if`, which is false where there is none"),
}
_LISTED = "docs/reference/templates.md lists what there is and what it holds"


def _failure(error: BaseException) -> tuple[str, str]:
    """Message and help of what fails as a program does, in the words of who writes templates."""
    said = _clean(error)
    kind = _KIND.search(said)
    for theirs, (ours, help) in _INSTEAD.items():
        if theirs in said:
            what = _named(kind) if kind else "a value"
            return f"the template fails: {what} {ours}", f"{help}; {_LISTED}"
    return (
        f"the template fails: {_KIND.sub(_named, said)}",
        f"look at what this line computes with; {_LISTED}",
    )


def _named(kind: re.Match[str]) -> str:
    return _PYTHON.get(kind[1], "a value of the brief")


# What templates know the types of Python by.
_PYTHON = {
    "str": "a text",
    "int": "a number",
    "float": "a number",
    "bool": "yes or no",
    "NoneType": "nothing",
    "list": "a list",
    "tuple": "a list",
    "dict": "a table",
}


def _clean(error: BaseException) -> str:
    text = str(error) or type(error).__name__
    return text.splitlines()[0][:200].rstrip(".")


def _templates(pack: Pack) -> tuple[str, ...]:
    found = [MAIN, MESSAGE]
    for folder in ("sections", "macros"):
        found += [f"{folder}/{name}.html.j2" for name in pack.names(folder)]
    return tuple(found)


def _document(dossier: Dossier, pack: Pack, options: Options, built: Built, tag: str) -> Document:
    head = dossier.head
    meta = Meta(
        title=_title(built) or head.short_title,
        lang=language(tag).tag,
        author=head.author,
        subject=head.subject,
        as_of=head.as_of,
        created=f"{head.as_of}T00:00:00Z" if head.as_of else "",
        edition=head.edition or options.edition,
        marking=marking(head.marking),
        draft=_draft(pack, tag) if options.draft else "",
        citations=pack.citations,  # type: ignore[arg-type]  # checked when the pack was read
    )
    return Document(meta, built.blocks, Running(**built.running))


def _draft(pack: Pack, tag: str) -> str:
    return pack.labels.get(tag.partition("-")[0], {}).get("draft", "DRAFT")


def _title(built: Built) -> str:
    blocks = list(built.blocks)
    while blocks:
        block = blocks.pop(0)
        if isinstance(block, Heading) and block.level == 1:
            return inlines_text(block.children)
        if isinstance(block, Section):
            blocks = [*block.blocks, *blocks]
    return ""
