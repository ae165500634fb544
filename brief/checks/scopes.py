"""What a figure covers, in the source's words.

# N-SCOPE: the figure's scope is not the passage's

## What it checks
The words under `scope` and `period` stand in the passage. Where the passage joins a figure to
another ("18 aircraft with a combined catalog value of $7 billion"), or calls it combined, total,
cumulative, catalog, annual, the fact prints that too: in its scope, its words, what it is of, or a
field of its own. Where the passage gives several figures for as many dates, each keeps its own; a
rise is not told as a fall.

## Why
A catalogue value of 18 aircraft is not the value of a contract for 15.

## Example
`value: $7 billion` alone, at the deal for 15 aircraft.

## How to mend
Add `scope:` with the passage's words for what the figure covers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from brief.archive.snapshots import Passage
from brief.checks.desk import Desk, Value, bearers, error, pairs, shown
from brief.checks.desk.composition import runs
from brief.checks.desk.statements import ground
from brief.checks.desk.terms import stands
from brief.diagnostics import ERROR, Diagnostic, Related
from brief.evidence.dates import dates
from brief.evidence.figures import supports
from brief.evidence.quantities import Quantity, quantities
from brief.expressions import expression
from brief.facts.fact import Fact
from brief.text.folding import fold
from brief.text.sentences import sentence_spans

_SCOPING = expression(
    r"\b(combined|cumulative|(?<!to )total|overall|aggregate|accumulated|catalog(?:ue)?|list price"
    r"|annual|yearly|monthly|quarterly|per capita|net|gross|nominal|average|median|core)\b",
    re.IGNORECASE,
)
# What joins a figure to the thing it is the value of: "18 aircraft with a combined value of".
_JOINED = expression(
    r"\A[^.;:!?]{0,60}?(?:,\s*)?"
    r"(?:with (?:an? |the )?(?:[\w-]+ ){0,4}(?:value|price|cost|worth)s?(?: of)?"
    r"|worth|valued at|costing|priced at|at a cost of)\s*\Z",
    re.IGNORECASE,
)
# In a sentence these may be said in other words.
_LOOSE = ("total", "overall")
_HELP = "keep the passage's words for what the figure covers"
_SAME = {"catalogue": "catalog", "yearly": "annual"}


def check(desk: Desk) -> Iterator[Diagnostic]:
    """N-SCOPE."""
    for value in desk.held("verbatim"):
        if value.field.name in ("scope", "period"):
            passages = desk.support(value.fact, value.path)
            if passages and not any(stands(p.exact, value.text) for p in passages):
                yield error(
                    "N-SCOPE",
                    f"{value.path} “{shown(value.text)}” stands in no passage of the fact",
                    value,
                    related=desk.seen(passages),
                    helps=("write the passage's words for what the figure covers",),
                )
    for fact in desk.facts("deal"):
        yield from _lasting(desk, fact)
    for value in desk.held("quantity", kinds=("figure", "deal")):
        if value.path == "value":
            yield from _covered(desk, value)
            yield from _dated(desk, value)
    for value in desk.held("prose"):
        for figure, word, place in _in_sentence(desk, value.text, [value.fact]):
            message = f"the passage says of “{figure}” “{word}”, and the sentence does not"
            yield error("N-SCOPE", message, value, related=(place,), helps=(_HELP,))
        for message, place, help in _otherwise(desk, value.text, [value.fact]):
            yield error("N-SCOPE", message, value, related=(place,), helps=(help,))
    for fact in desk.facts("event"):
        told = f"{fact.text('text').rstrip('. ')} ({fact.text('when')})"
        found = bearers.stranger(desk, told, ground(desk, [fact]).passages)
        if found is not None and found.shown in fact.text("when"):
            yield Diagnostic(
                "N-SCOPE",
                ERROR,
                f"the passage gives “{found.shown}” to {found.theirs}, not to {found.ours}",
                fact.span("when"),
                related=(Related(desk.where(found.passage.source, found.passage.start)),),
                helps=("write the date that the passage gives to this event",),
                fact=fact.id,
            )
    for item in desk.items():
        for run in runs(desk, f"{item.lead} {item.text}") if item.text and not item.author else ():
            cited = [desk.dossier.facts[f] for f in run.facts if f in desk.dossier.facts]
            for figure, word, place in _in_sentence(desk, run.text, cited):
                yield Diagnostic(
                    "N-SCOPE",
                    ERROR,
                    f"the passage says of “{figure}” “{word}”, and the line does not",
                    desk.dossier.span(f"{item.path}.text"),
                    related=(place,),
                    helps=(_HELP,),
                    fact=item.fact,
                )
            for message, place, help in _otherwise(desk, run.text, cited):
                span = desk.dossier.span(f"{item.path}.text")
                yield Diagnostic(
                    "N-SCOPE", ERROR, message, span, related=(place,), helps=(help,), fact=item.fact
                )


def _lasting(desk: Desk, fact: Fact) -> Iterator[Diagnostic]:
    """A deal's period prints beside its quantity, so one sentence of a passage has both."""
    given = {value.path: value for value in desk.values(fact)}
    period, quantity = given.get("period"), given.get("quantity")
    if period is None or quantity is None:
        return
    wanted = [(q.low, q.high) for q in quantities(quantity.text)]
    passages = tuple(dict.fromkeys((*desk.support(fact, "period"), *fact.passages)))
    having = [p for p in passages if stands(p.exact, period.text)]
    for passage in having:
        for start, end in sentence_spans(passage.exact):
            sentence = passage.exact[start:end]
            counted = {(q.low, q.high) for q in quantities(sentence)}
            if stands(sentence, period.text) and counted.issuperset(wanted):
                return
    if having:
        yield error(
            "N-SCOPE",
            f"no sentence has both the quantity and the period “{shown(period.text)}”",
            period,
            "it prints beside the quantity",
            related=desk.seen(tuple(having)),
            helps=("if it belongs to the value, write it as `scope`; else say it in `agreed`",),
        )


def _dated(desk: Desk, value: Value) -> Iterator[Diagnostic]:
    """A figure's period is the one that the passage gives to it, not to another figure; and what
    it is called a figure of is a rise or a fall as the passage has it."""
    fact = value.fact
    period = fact.text("period")
    figures = quantities(value.text)
    told = value.text
    if fact.kind == "figure":
        told = f"{fact.text('of')} {value.text} {fact.text('scope')}".strip()
    claims = [(q, d) for q in figures for d in dates(period)] if len(figures) == 1 else []
    for message, place, help in _otherwise(desk, told, [fact], claims):
        yield error("N-SCOPE", message, value, related=(place,), helps=(help,))


def _otherwise(
    desk: Desk, text: str, facts: list[Fact], claims: list[pairs.Pair] | None = None
) -> Iterator[tuple[str, Related, str]]:
    """Figures that the passages give for another date, or the other way round: (message, place,
    help)."""
    passages = ground(desk, facts).passages
    swapped = pairs.swapped(pairs.claimed(text) if claims is None else claims, passages)
    if swapped is not None:
        figure, date, theirs, passage, span = swapped
        place = Related(desk.where(passage.source, passage.start + span[0]), "here")
        given = f"“{theirs.text.strip()}”, not “{date.text.strip()}”"
        shown_figure = figure.text.strip()
        yield (
            f"the passage gives “{shown_figure}” for {given}",
            place,
            "write the date that the passage gives to this figure",
        )
    crossed = pairs.crossed(text, passages)
    if crossed is not None:
        figure, here, there, passage, other = crossed
        place = Related(desk.where(passage.source, passage.start + other.span[0]), "here")
        yield (
            f"the passage gives “{figure.text.strip()}” with “{there.text.strip()}”, not with "
            f"“{here.text.strip()}”",
            place,
            "write what the passage gives with this figure",
        )
    for other_bearer in (bearers.stranger(desk, text, passages), bearers.contrary(text, passages)):
        if other_bearer is not None:
            start = other_bearer.passage.start + other_bearer.start
            yield (
                f"the passage gives “{other_bearer.shown}” to {other_bearer.theirs}, not to "
                f"{other_bearer.ours}",
                Related(desk.where(other_bearer.passage.source, start), "here"),
                "write whose it is by the passage",
            )
            break
    turned = pairs.turned(text, passages)
    if turned is not None:
        figure, passage, other = turned
        place = Related(desk.where(passage.source, passage.start + other.span[0]), "here")
        ways = {"up": "a rise", "down": "a fall"}
        message = f"“{figure.text.strip()}” is {ways[pairs.way(text, figure)]} here, "
        message += f"{ways[pairs.way(passage.exact, other)]} in the passage"
        yield message, place, "write it as the passage has it"


def _in_sentence(desk: Desk, text: str, facts: list[Fact]) -> Iterator[tuple[str, str, Related]]:
    """Figures of a sentence that drop a scoping word of their passage: (figure, word, place)."""
    given = quantities(text)
    if not given:
        return
    printed = fold(text).text.lower()
    for passage in ground(desk, facts).passages:
        for found in quantities(passage.exact):
            same = [q for q in given if (q.low, q.high, q.unit) == _key(found, q)]
            if not same or found.unit in ("year", "ordinal"):
                continue
            start = found.span[0]
            lead = passage.exact[max(0, start - 60) : start].rpartition(". ")[2]
            missing = _missing(lead, printed)
            if missing and missing.lower() not in _LOOSE:
                begin, end = passage.start + start, passage.start + found.span[1]
                place = Related(desk.where(passage.source, begin, end), "here")
                yield same[0].text.strip(), missing, place


def _covered(desk: Desk, value: Value) -> Iterator[Diagnostic]:
    printed = _printed(desk, value.fact)
    for passage in desk.support(value.fact, value.path):
        if supports(passage.exact, value.text):
            continue  # the figure is not this passage's
        found = quantities(passage.exact)
        wanted = quantities(value.text)
        if len(wanted) != 1:
            return
        for index, quantity in enumerate(found):
            if (quantity.low, quantity.high, quantity.unit) != _key(wanted[0], quantity):
                continue
            lead = passage.exact[max(0, quantity.span[0] - 60) : quantity.span[0]]
            missing = _missing(lead.rpartition(". ")[2], printed)
            if missing:
                yield _told(desk, value, passage, quantity, f"“{missing}”")
                continue
            bearer = _bearer(passage.exact, found[index - 1], quantity) if index else None
            if bearer is not None and not _prints(printed, bearer):
                covers = f"{bearer.text} {bearer.noun}".strip()
                yield _told(desk, value, passage, quantity, f"that it covers “{covers}”")
        return


def _key(wanted: Quantity, found: Quantity) -> tuple[object, object, str]:
    return wanted.low, wanted.high, found.unit


def _printed(desk: Desk, fact: Fact) -> str:
    """All that prints beside the value."""
    words = [v.text for v in desk.values(fact) if v.path != "value" and v.field.evidence]
    words += [p.exact for path, found in fact.resolved.items() if path == "words" for p in found]
    return fold("\n".join((*words, fact.text("value"), fact.text("value-kind")))).text.lower()


def _missing(lead: str, printed: str) -> str:
    """A scoping word right before the figure that the fact does not print."""
    near = " ".join(lead.split()[-8:])
    for match in _SCOPING.finditer(near):
        word = match.group(1).lower()
        if _SAME.get(word, word) not in printed:
            return match.group(1)
    return ""


def _bearer(text: str, before: Quantity, quantity: Quantity) -> Quantity | None:
    """The figure that this one is the value of, where the passage joins the two."""
    plain = not before.currency and before.unit not in ("ordinal", "year")
    joined = _JOINED.match(text[before.span[1] : quantity.span[0]])
    return before if quantity.currency and plain and joined else None


def _prints(printed: str, bearer: Quantity) -> bool:
    return any((q.low, q.high) == (bearer.low, bearer.high) for q in quantities(printed))


def _told(desk: Desk, value: Value, passage: Passage, quantity: Quantity, what: str) -> Diagnostic:
    start, end = (passage.start + offset for offset in quantity.span)
    return error(
        "N-SCOPE",
        f"the passage says of “{shown(value.text)}” {what}, and the fact does not",
        value,
        "the scope belongs to the figure",
        related=(Related(desk.where(passage.source, start, end), "here"),),
        helps=("add `scope:` with the passage's words for what the figure covers",),
    )
