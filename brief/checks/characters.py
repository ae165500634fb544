"""Characters that a reader cannot see, or takes for others.

# C-CHARACTER: a character that cannot be seen, or that deceives

## What it checks
Every value that prints (facts, names, sources, the head, the outline, rulings) for control,
bidirectional, invisible, private-use, unassigned and tag characters, and for words that mix the
Latin, Cyrillic and Greek alphabets.

## Why
Such characters hide words, turn their order round, or make a changed word look like the source's.
They come with text pasted from a web page or a chat.

## Example
A zero-width space in a name; a Cyrillic "а" in "Kazakhstan".

## How to mend
Delete the character, or type the word again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from brief.checks.desk import Desk
from brief.diagnostics import ERROR, Diagnostic, Span
from brief.dossier.model import Dossier
from brief.text.characters import suspicious_characters


def check(desk: Desk) -> Iterator[Diagnostic]:
    """C-CHARACTER."""
    for text, span, owner in _printed(desk):
        if text.isascii() and text.isprintable():
            continue
        found = suspicious_characters(text)
        if found:
            offset, code, why = found[0]
            more = f" and {len(found) - 1} more" if len(found) > 1 else ""
            near = text[max(0, offset - 12) : offset + 18]
            around = "".join(char if char.isprintable() else "\ufffd" for char in near)
            yield Diagnostic(
                "C-CHARACTER",
                ERROR,
                f"U+{code:04X} ({why}){more} in a value that prints",
                span,
                f"near “{around.strip()}”",
                helps=("delete the character, or type the word again",),
                fact=owner,
            )


def _printed(desk: Desk) -> Iterator[tuple[str, Span, str]]:
    dossier = desk.dossier
    for fact in desk.facts():
        for value in desk.values(fact):
            yield value.text, value.span, fact.id
    for name in dossier.names.values():
        for text in (name.name, name.short, name.role, *name.aliases, *name.forms.values()):
            yield text, _at(dossier, name.file, name.places), name.id
    for source in dossier.sources.values():
        for field in ("outlet", "author", "title", "published", "url"):
            yield getattr(source, field).value, source.span(field), source.id
        for field in ("short", "descriptor", "marking"):
            yield getattr(source, field), source.span(field), source.id
    head = dossier.head
    for field in ("title", "short_title", "subject", "to", "author", "basis", "marking"):
        yield getattr(head, field), dossier.span(field.replace("_", "-")), ""
    outline = dossier.outline
    for section in (*outline.body, *outline.annex):
        yield section.heading, dossier.span(section.path), ""
    for item in desk.items():
        for field in ("label", "lead", "text"):
            yield getattr(item, field), dossier.span(f"{item.path}.{field}"), item.fact
    for ruling in dossier.rulings.values():
        yield ruling.label, ruling.span("label"), ruling.id
        yield ruling.reason, ruling.span("reason"), ruling.id
        for cell in ruling.cells:
            yield cell.text, ruling.span(f"cells.{cell.source}"), ruling.id


def _at(dossier: Dossier, file: str, places: Mapping[str, tuple[int, int, int]]) -> Span:
    line, column, length = places.get("id", (0, 0, 1))
    return Span(file or f"{dossier.folder}/names.yaml", line, column, length)
