"""Translations deny what their originals deny.

# L-NEGATION: a translation drops a denial, or adds one

## What it checks
Where an original denies something (not, never, no; не, нет; емес, жоқ, the endings that deny), its
translation has some word that may say so, and the other way round: texts of a translation, and the
`translation` of quoted words. English, Russian and Kazakh.

## Why
A "not" that is lost between two languages is found by nobody who reads but one.

## Example
`Плотина опасна.` as a translation of `The dam is not dangerous.`

## How to mend
Deny what the original denies. Where both say the same in other words, acknowledge the warning.
"""

from __future__ import annotations

from collections.abc import Iterator

from brief.checks.desk import Desk, warning
from brief.checks.desk.negations import lost
from brief.checks.desk.statements import QUOTED
from brief.diagnostics import WARNING, Diagnostic
from brief.dossier.translating import Unit, shared_path, units
from brief.expressions import expression
from brief.locale import glossary

_HELP = "deny what the original denies; if both say the same, acknowledge the warning"
_REFERENCE = expression(r"\{[^{}]*\}")


def check(desk: Desk) -> Iterator[Diagnostic]:
    """L-NEGATION."""
    own = desk.dossier.head.language.partition("-")[0]
    for fact in desk.facts("quote"):
        text = fact.text("translation")
        source = _language(desk, fact.source)
        if not text or source == own:
            continue
        words = [p for path, one in fact.resolved.items() if path.startswith("words") for p in one]
        original = "\n".join(passage.exact for passage in words)
        message = _told(*lost(original, source, text, own)) if words else ""
        value = next((v for v in desk.values(fact) if v.path == "translation"), None)
        if message and value is not None:
            seen = desk.seen(tuple(words))
            yield warning("L-NEGATION", message, value, related=seen, helps=(_HELP,))
    if not desk.dossier.translations:
        return
    known = units(desk.dossier)
    shared = {shared_path(unit): unit for unit in known.values()}
    for language, translation in desk.dossier.translations.items():
        for path, text in translation.texts.items():
            unit = known.get(path) or shared.get(path)
            message = _compared(desk, unit, text, own, language) if unit else ""
            if unit and message:
                yield Diagnostic(
                    "L-NEGATION",
                    WARNING,
                    message,
                    translation.span(path),
                    helps=(_HELP,),
                    notes=(f"the original: {unit.text.strip()}",),
                )


def _compared(desk: Desk, unit: Unit, text: str, own: str, language: str) -> str:
    """What a translated text denies otherwise than its original, unless the glossary tells it."""
    if unit.path.endswith(".translation"):
        own = _language(desk, desk.dossier.facts[unit.facts[0]].source)
    original, text = _plain(unit.text), _plain(text)
    dropped, added = lost(original, own, text, language)
    if dropped and any(t.id == "not" for t in glossary.lacking(original, text, own, language)):
        return ""
    return _told(dropped, added)


def _language(desk: Desk, source: str) -> str:
    found = desk.dossier.sources.get(source)
    return found.language.partition("-")[0] if found else "en"


def _plain(text: str) -> str:
    return QUOTED.sub(" ", _REFERENCE.sub(" ", text))


def _told(dropped: str, added: str) -> str:
    if added:
        return f"the translation has “{added}”, the original denies nothing"
    return f"the original has “{dropped}”, the translation denies nothing" if dropped else ""
