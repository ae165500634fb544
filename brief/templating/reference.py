"""The reference of templates, made from the code: `docs/reference/templates.md` is what it says."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable

from brief.facts import KINDS
from brief.facts.fields import Field
from brief.templating.filters import FILTERS, TESTS
from brief.templating.functions import Functions, Gaps, Group
from brief.templating.values import View
from brief.templating.views.amounts import AmountRow, Amounts
from brief.templating.views.desk import NameView
from brief.templating.views.facts import FactView
from brief.templating.views.outline import (
    BriefView,
    DegreeView,
    ItemView,
    RulingView,
    SectionView,
    TranslationView,
)
from brief.templating.views.sources import Detail, PassageView, SourceView
from brief.templating.vocabulary import TABLE, Tag, roles

OFFERS: dict[str, tuple[type[View], str, dict[str, str]]] = {
    "brief": (
        BriefView,
        "The brief itself.",
        {
            "annex": "the sections of the annex that have something to print",
            "as_of": "the date of the dossier as typed",
            "author": "who it is from",
            "basis": "what it rests on, composite text",
            "body": "the sections of the body that have something to print",
            "bottom_line": "the items of the bottom line",
            "date": "the date of the dossier in words",
            "edition": "the edition as typed",
            "facts": "every fact, in the dossier's order",
            "language": "the language asked for, a plain word",
            "likelihoods": "the terms of the scale of likelihood, where a line above was printed"
            " with one; else nothing",
            "listed": "the held texts, in the order in which the citation style lists them",
            "marking": "the handling marking; it stands on every page by itself",
            "short_title": "the short title",
            "sources": "the held texts, in order of their codes",
            "subject": "the subject",
            "title": "the title, composite text",
            "to": "whom it is for",
            "translation": "what kind of translation it is, or nothing",
        },
    ),
    "likelihood": (
        DegreeView,
        "A term of the scale of likelihood.",
        {
            "high": "the greatest chance, in per cent",
            "low": "the least chance, in per cent",
            "term": "the term, in the brief's language",
        },
    ),
    "translation": (
        TranslationView,
        "That the brief is in another language than its dossier; unofficial.",
        {
            "by": "who translated it",
            "original": "the dossier's language, a plain word",
            "reviewed": "who reviewed it, or nothing",
        },
    ),
    "section": (
        SectionView,
        "A section of the outline.",
        {
            "annex": "whether it stands in the annex",
            "heading": "the dossier's own heading, or nothing",
            "id": "a word for ids",
            "items": "its items; in an annex section without items the facts of its kind that are"
            " printed nowhere else",
            "name": "its name, a plain word",
            "new_page": "whether the outline begins a page with it",
            "passages": "the passages behind the sections that it names with `of`",
            "remarks": "what stands below its table or list",
        },
    ),
    "item": (
        ItemView,
        "A line of the outline.",
        {
            "author": "whether it is the author's own statement",
            "cons": "what speaks against it, the author's own texts",
            "fact": "the fact it prints, or nothing",
            "facts": "all facts it prints or cites",
            "id": "a word for ids",
            "label": "its label, or its fact's, or its ruling's",
            "lead": "bold lead words, composite text",
            "likelihood": "how likely the author holds it, or nothing",
            "pros": "what speaks for it, the author's own texts",
            "ruling": "the ruling it prints, or nothing",
            "text": "its own composite text, with citations in it, or nothing",
        },
    ),
    "ruling": (
        RulingView,
        "A point on which the sources differ.",
        {
            "cells": "what each source says, in the order of the sources; nothing where silent or "
            "not compared",
            "decision": "the decision, a plain word",
            "facts": "the facts it rests on",
            "id": "its id, a plain word",
            "label": "its label",
            "preferred": "the source preferred, where the decision is `prefer`; else nothing",
            "reason": "the curator's reason",
            "silent": "for each source, whether its silence is proven",
        },
    ),
    "source": (
        SourceView,
        "A held text.",
        {
            "author": "a detail (below)",
            "code": "S1, S2, …",
            "descriptor": "what it is and what affects its reliability",
            "entry": "how the citation style lists it; nothing in the house's own style",
            "id": "its id, a plain word",
            "missing": "the details that the text does not state, as plain words for labels",
            "outlet": "a detail",
            "published": "a detail",
            "rank": "primary or secondary, a plain word",
            "short": "its short name",
            "status": "live, stale or withdrawn, a plain word",
            "title": "a detail",
            "url": "a detail",
        },
    ),
    "detail": (
        Detail,
        "A detail of a source; supplied ones print in [square brackets].",
        {
            "basis": "stated, supplied, inferred or not stated, a plain word",
            "quoted": "in quotation marks, verbatim",
            "stated": "whether there is anything to print",
        },
    ),
    "passage": (
        PassageView,
        "A passage of a held text.",
        {
            "anchor": "the id that notes link to",
            "facts": "the fact it belongs to",
            "reference": "S3 ¶5.1–2",
            "source": "its source",
            "words": "its words, verbatim, in quotation marks",
        },
    ),
    "name": (
        NameView,
        "A registered name; printed, it is the house spelling in the brief's language.",
        {
            "id": "its id, a plain word",
            "kind": "person, outlet, organisation, place or term, a plain word",
            "name": "the house spelling",
            "role": "what the person or outlet is",
            "short": "the short form",
        },
    ),
    "amounts": (
        Amounts,
        "What `amounts(items)` gives.",
        {
            "rows": "a row for each item that is a fact",
            "unit": 'the unit all amounts share ("US$ bn"), or nothing',
        },
    ),
    "amounts.row": (
        AmountRow,
        "A row of `amounts`.",
        {
            "fact": "the fact",
            "figure": "the figure alone, in the shared unit; with its own where none is shared; –"
            " where there is none",
            "item": "the item",
            "qualifier": "the words before the figure, or nothing",
            "rest": "the words after it, or nothing",
            "stated": "whether a value is stated",
        },
    ),
    "gaps": (
        Gaps,
        "A group that `by_sources` gives.",
        {"codes": "the sources searched", "facts": "the gaps"},
    ),
    "group": (
        Group,
        "A group that `grouped` gives.",
        {"facts": "the facts", "key": "the words they share"},
    ),
}
EXTRA = {
    "id": "its id, a plain word",
    "kind": "its kind, a plain word",
    "source": "the held text it was read in",
    "original": "the words of a quote in the language of their text, where they print in another",
    "said": "the words of a quote as they print: the snapshot's characters with declared changes",
    "passages": "the passages it rests on",
    "chain": "the outlets between speaker and held text",
    "unclear": "whether the text does not say through whom it has this",
    "translated": "whether a quote prints in translation",
    "subject_name": "the subject as the dossier prints it",
    "result": "a derived value as computed, else the value as stated",
}


def generated() -> str:
    """The generated part of the reference, as Markdown."""
    parts = ["## Elements\n", *_elements(), "\n## Functions\n", *_functions()]
    parts += ["\n## What can be asked of values\n", *_offers()]
    parts += ["\n## Facts\n", *_facts()]
    parts += ["\n## Filters and tests\n"]
    parts.append("Filters: " + ", ".join(f"`{name}`" for name in FILTERS) + ".\n")
    words = [name for name in TESTS if name.isalpha()]
    parts.append("Tests: " + ", ".join(f"`{name}`" for name in words) + ".\n")
    return "\n".join(parts)


def _elements() -> Iterable[str]:
    yield "| element | what it is for | stands in | holds | attributes |"
    yield "|---|---|---|---|---|"
    for tag in TABLE:
        own = ", ".join(f"`{name}`" for name in tag.attributes)
        yield f"| `{tag.name}` | {tag.doc} | {_within(tag)} | {', '.join(tag.holds)} | {own} |"
    yield "\nEvery element may have `id`, `lang`, `data-role` (a style of the house) and"
    yield "`data-cite` (the form of the citations in it). Roles:\n"
    for names in (("p",), ("span", "strong", "em"), ("dl", "ul", "ol"), ("aside",), ("section",)):
        shown = ", ".join(f"`{role}`" for role in sorted(roles(names[0])))
        yield f"- {', '.join(f'`{name}`' for name in names)}: {shown}"


def _within(tag: Tag) -> str:
    if tag.within == ("inline",):
        return "lines"
    return "blocks" if len(tag.within) > 4 else ", ".join(tag.within)


def _functions() -> Iterable[str]:
    for name, member in inspect.getmembers(Functions, inspect.isfunction):
        if name.startswith("_"):
            continue
        shown = ", ".join(_parameter(one) for one in _parameters(member))
        doc = " ".join((inspect.getdoc(member) or "").split())
        yield f"- `{name}({shown})`: {doc}"


def _parameters(member: Callable[..., object]) -> list[inspect.Parameter]:
    return list(inspect.signature(member).parameters.values())[1:]


def _parameter(one: inspect.Parameter) -> str:
    if one.kind is inspect.Parameter.VAR_POSITIONAL:
        return f"*{one.name}"
    if one.kind is inspect.Parameter.VAR_KEYWORD:
        return f"**{one.name}"
    default = "" if one.default is inspect.Parameter.empty else f"={one.default!r}"
    return one.name + default.replace("'", '"')


def _offers() -> Iterable[str]:
    for name, (_, doc, offers) in OFFERS.items():
        yield f"### {name}\n\n{doc}\n"
        yield from (f"- `{key}`: {text}" for key, text in sorted(offers.items()))
        yield ""


def _facts() -> Iterable[str]:
    yield "A fact's fields are asked for by name, hyphens as underscores (`fact.said_by`). Of every"
    yield "fact:\n"
    yield from (f"- `{key}`: {text}" for key, text in sorted(EXTRA.items()))
    for kind in KINDS.values():
        yield f"\n### {kind.name}\n\n{kind.doc}\n"
        for field in kind.fields:
            yield f"- `{field.name.replace('-', '_')}` ({_form(field)}): {field.doc}"


def _form(field: Field) -> str:
    if field.form in ("record", "records"):
        inside = ", ".join(one.name.replace("-", "_") for one in field.fields)
        return f"{field.form} of {inside}"
    return field.form


def complete() -> list[str]:
    """What the descriptions above miss, or have beyond the code; empty where they are in step."""
    wrong = [
        f"{name}: {sorted(set(view.offers) ^ set(offers))}"
        for name, (view, _, offers) in OFFERS.items()
        if set(view.offers) != set(offers)
    ]
    if set(FactView.extra) != set(EXTRA):
        wrong.append(f"fact: {sorted(set(FactView.extra) ^ set(EXTRA))}")
    return wrong
