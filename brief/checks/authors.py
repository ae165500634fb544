"""What the author says of their own: judgements, and nothing that a source would have to say.

# C-AUTHOR: the author's own statement holds a figure, a quotation or a claim

## What it checks
Lines with `author: yes`, and all lines of the sections `implications`, `options` and
`assessment`, hold no figure, no date, no words in quotation marks, cite and print no fact, and say
of no registered person or outlet that they said something. They name nobody whom neither names.yaml
nor a held text knows (words in capitals alone are not looked at). The same holds for their `label`,
`pros` and `cons`.

## Why
The author's mark means judgement. Facts have sources.

## Example
`text: The package is worth at least $17 billion.` with `author: yes`.

## How to mend
Cite the fact instead: remove `author: yes` and end the sentence with `{fact}`, in a section that is
not the author's own. Register a name that is meant in names.yaml.
"""

from __future__ import annotations

from collections.abc import Iterator

from brief.checks.desk import Desk
from brief.checks.desk.composition import runs
from brief.checks.desk.numbers import figures
from brief.checks.desk.statements import QUOTED
from brief.checks.desk.strangers import unknown_names
from brief.diagnostics import ERROR, Diagnostic
from brief.dossier.model import OutlineItem
from brief.evidence.dates import dates
from brief.evidence.lexicon import SPEECH


def check(desk: Desk) -> Iterator[Diagnostic]:
    """C-AUTHOR."""
    for item in desk.items():
        if item.author:
            yield from _line(desk, item)


def _line(desk: Desk, item: OutlineItem) -> Iterator[Diagnostic]:
    span = desk.dossier.span(f"{item.path}.text" if item.text else item.path)
    words = (item.label, f"{item.lead} {item.text}".strip(), *item.pros, *item.cons)
    text = "\n".join(filter(None, words))
    found = [text[slice(*m.span())] for m in QUOTED.finditer(text)]
    found += [text[slice(*q.span)] for q in figures(text) if q.low != 1 or q.unit]
    found += [d.text for d in dates(text) if d.year or d.month]
    for _, end, ids in desk.names(text):
        verb = text[end:].split(None, 1)[0].strip(",.;:") if text[end:].strip() else ""
        kind = desk.dossier.names[ids[0]].kind
        if kind in ("person", "outlet", "organisation") and verb.lower() in SPEECH:
            found.append(f"{desk.printed(ids[0])} {verb}")
    if "{" in text.replace("{{", "") and any(run.facts or run.printed for run in runs(desk, text)):
        found.append("a citation")
    if item.fact and not item.text:
        found.append(f"{item.fact}")
    hint = "remove `author: yes` and cite the fact, or leave it out"
    if not found:
        found = unknown_names(desk, text)
        hint = "leave the name out, or register it in names.yaml"
    if found:
        message = f"the author's own statement holds “{found[0].strip()}”"
        yield Diagnostic("C-AUTHOR", ERROR, message, span, helps=(hint,))
