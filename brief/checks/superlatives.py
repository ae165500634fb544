"""First, largest, only, record: claims about all the others.

# X-SUPERLATIVE: a superlative stands in no passage

## What it checks
Superlatives (first, only, last, largest, most, best, record, unprecedented, historic) in
sentences of our own stand in a passage that the sentence rests on.

## Why
"The first" says something of everything that came before; nobody notices when it slips in.

## Example
`text: Kazakhstan signed its largest contract` where the passage speaks of a contract.

## How to mend
Leave the word out, or add the passage that has it. If another word of the passage means the same,
acknowledge the warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from brief.archive.snapshots import Passage
from brief.checks.desk import Desk, warning
from brief.checks.desk.composition import runs
from brief.checks.desk.statements import QUOTED, ground
from brief.diagnostics import WARNING, Diagnostic
from brief.expressions import expression
from brief.text.cues import Cued

_SUPERLATIVE = Cued(
    "first only last latest record unprecedented historic sole unique maiden before ever time "
    "leading top greatest strongest weakest largest biggest smallest highest lowest longest "
    "shortest oldest youngest newest fastest best worst richest poorest main most least",
    r"\b(first|(?:the|its|their|his|her|our) only|last|latest|record|unprecedented|historic|sole"
    r"|unique|maiden|never before|ever|all-time|leading|top|greatest|strongest|weakest|largest"
    r"|biggest|smallest|highest|lowest|longest|shortest|oldest|youngest|newest|fastest|best|worst"
    r"|richest|poorest|main|most|least)\b",
    re.IGNORECASE,
)
_PLAIN = expression(
    r"\b(?:at least|at most|at last|first(?:,| class| of all|-hand| name)"
    r"|last (?:week|month|year)|most of|for the most part"
    r"|if ever|ever since|the (?:first|last) (?:text|words?|paragraphs?))\b",
    re.IGNORECASE,
)


def check(desk: Desk) -> Iterator[Diagnostic]:
    """X-SUPERLATIVE."""
    for fact in desk.facts():
        prose = [v for v in desk.values(fact) if v.field.evidence == "prose"]
        if fact.passages and any(_SUPERLATIVE.search(value.text) for value in prose):
            passages = ground(desk, [fact]).passages
            for value in prose:
                for word in _unheld(value.text, passages):
                    yield warning(
                        "X-SUPERLATIVE",
                        f"“{word}” stands in no passage of the fact",
                        value,
                        related=desk.seen(passages),
                        helps=("leave it out, or add the passage that has it",),
                    )
    for text, path, owner in _composed(desk):
        for run in runs(desk, text) if _SUPERLATIVE.search(text) else ():
            cited = [desk.dossier.facts[f] for f in run.facts if f in desk.dossier.facts]
            on = ground(desk, cited)
            for word in _unheld(run.text, on.passages) if on.passages else ():
                yield Diagnostic(
                    "X-SUPERLATIVE",
                    WARNING,
                    f"“{word}” stands in no passage that is cited",
                    desk.dossier.span(path),
                    related=desk.seen(on.passages),
                    helps=("leave it out, or cite the fact whose passage has it",),
                    fact=owner,
                )


def _composed(desk: Desk) -> Iterator[tuple[str, str, str]]:
    yield desk.dossier.head.title, "title", ""
    for item in desk.items():
        if item.text and not item.author:
            yield f"{item.lead} {item.text}".strip(), f"{item.path}.text", item.fact


def _unheld(text: str, passages: Iterable[Passage]) -> list[str]:
    body = _PLAIN.sub(" ", QUOTED.sub(" ", text))
    words = dict.fromkeys(match.group(1).lower() for match in _SUPERLATIVE.finditer(body))
    if not words:
        return []
    held = "\n".join(passage.exact for passage in passages).lower()
    return [word for word in words if not re.search(rf"\b{re.escape(word)}\b", held)]
