"""How far a thing has come: what is done, decided, intended, expected, estimated.

# N-STATUS: the status is not the passage's

## What it checks
The status of a figure, an event or a deal, and the words of a sentence that say a thing is done
(signed, decided, joined, received, approved, confirmed, delivered ...), against the passage: what
the passage only intends, expects, plans or leaves open is not done; what it estimates is not
counted; and a status of "expected" or "estimated" has words in the passage that say so.

## Why
Intent, decision and accession are three things. "Set to receive" is not "received".

## Example
`text: Kazakhstan joined the Abraham Accords` where the passage says "announced its intent to join".

## How to mend
Write the passage's own status: "announced its intent to join", `status: expected`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from brief.archive.snapshots import Passage
from brief.checks.desk import Desk, Value, error, prospects
from brief.checks.desk.composition import runs
from brief.checks.desk.statements import QUOTED, ground
from brief.diagnostics import ERROR, Diagnostic
from brief.evidence.quantities import Quantity, quantities
from brief.expressions import expression
from brief.facts.fact import Fact
from brief.text.cues import Cued
from brief.text.folding import fold

_WORD = expression(r"[^\W\d_]+")
_CUES = {
    "expected": prospects.EXPECTED,
    "estimated": prospects.ESTIMATED,
    "planned": prospects.PLANNED,
    "not ruled out": prospects.OPEN,
}
# Of an event a bare "to visit" or "whether he would" promises nothing.
_EVENT_CUES = {
    "expected": expression(
        r"\b(?:expect|anticipat|schedul|set to|due|will|would|likely|is to|are to|to be"
        r"|takes? effect|enters? into force)\w*",
        re.I,
    ),
    "planned": expression(
        r"\b(?:plan|intend|intent|schedul|set to|agreed to|will|invit|aim|is to|are to|to be"
        r"|takes? effect|enters? into force)\w*",
        re.IGNORECASE,
    ),
    "not ruled out": prospects.OPEN,
}
# "Whether the contract is signed" claims nothing.
_STEPS = expression(r"\b(?:decision|accession)\b", re.IGNORECASE)  # said of it even there
_RULED_OUT = expression(r"\brul\w+ (?:\w+ ){0,3}out\b", re.IGNORECASE)
_OPEN_CLAUSE = Cued(
    "whether if until unless once", r"\b(?:whether|if|until|unless|once)\b[^.;:]*", re.IGNORECASE
)
_UNDONE = expression(
    f"{prospects.EXPECTED.pattern}|\\b(?:estimat\\w+|reckon\\w*|potential|target\\w*|to total)\\b",
    re.IGNORECASE,
)
_PURPOSE = expression(r"\bto (?!the\b|an?\b|its\b|his\b|her\b|their\b)[a-z]+ \Z")
_HALVES = expression(r"[.;:!?] |,? (?:and|with|while|but) ")
_EXPECTED_KINDS = ("expected", "potential")


def check(desk: Desk) -> Iterator[Diagnostic]:
    """N-STATUS."""
    for fact in desk.facts():
        if not fact.passages:
            continue
        if fact.kind in ("figure", "deal"):
            yield from _figure(desk, fact)
        if fact.kind == "event":
            yield from _event(desk, fact)
        if fact.kind == "deal":
            yield from _deal(desk, fact)
        for value in desk.values(fact):
            if value.field.evidence == "prose" and (fact.kind, value.path) != ("deal", "status"):
                passages = ground(desk, [fact]).passages
                for word, cue in _overstated(value.text, passages):
                    yield _told(desk, value, word, cue, passages)
    for item in desk.items():
        if item.author or not item.text:
            continue
        for run in runs(desk, f"{item.lead} {item.text}"):
            cited = [desk.dossier.facts[f] for f in run.facts if f in desk.dossier.facts]
            passages = ground(desk, cited).passages
            for word, cue in _overstated(run.text, passages):
                yield Diagnostic(
                    "N-STATUS",
                    ERROR,
                    f"“{word}” says that it is done, the passage has “{cue}”",
                    desk.dossier.span(f"{item.path}.text"),
                    related=desk.seen(passages),
                    helps=("write the status that the passage gives",),
                    fact=item.fact,
                )


def _figure(desk: Desk, fact: Fact) -> Iterator[Diagnostic]:
    stated = fact.text("status") if fact.kind == "figure" else ""
    if fact.kind == "deal" and fact.text("value-kind") in _EXPECTED_KINDS:
        stated = "expected"
    quantity = quantities(fact.text("value"))
    if len(quantity) != 1:
        return
    for passage in desk.support(fact, "value"):
        same = [q for q in quantities(passage.exact) if (q.low, q.high) == _bounds(quantity[0])]
        if not same:
            continue
        # What leads to the figure in its own half of the sentence.
        lead = _HALVES.split(passage.exact[: same[0].span[0]])[-1]
        # Beside the figure, within its commas: "with another 100 expected" is another figure's.
        near = _clause(passage.exact, same[0].span)
        given = same[0].status if _UNDONE.search(f"{lead} {near}") else "done"
        cue = _CUES.get(stated)
        said = " ".join(p.exact for p in fact.resolved.get("clause", ()))  # "..., X estimates"
        if given == "done" and prospects.ESTIMATED.search(near):
            given = "estimated"
        if fact.kind == "figure" and given == "done" and _PURPOSE.search(lead):
            given = "planned"  # "an agreement to produce at least 3,000"
        if not stated and given == "estimated" and quantity[0].qualifier == "approximate":
            return  # the estimate prints with the figure
        if stated in ("", "done") and given != "done":
            yield _status(fact, passage, desk, stated or "done", f"the passage has it {given}")
        elif cue is not None and not cue.search(f"{lead} {near} {said}") and given != stated:
            why = f"nothing in the passage says {stated} of it"
            yield _status(fact, passage, desk, stated, why)
        return


def _bounds(quantity: Quantity) -> tuple[object, object]:
    return quantity.low, quantity.high


def _clause(text: str, span: tuple[int, int]) -> str:
    start = max(text.rfind(mark, 0, span[0]) for mark in (". ", "; ", ": ", ", "))
    ends = [at for mark in (". ", "; ", ", ") if (at := text.find(mark, span[1])) >= 0]
    return text[start + 1 : min(ends, default=len(text))]


def _status(fact: Fact, passage: Passage, desk: Desk, stated: str, why: str) -> Diagnostic:
    path = "status" if fact.get("status") else "value"
    if fact.kind == "deal":
        path = "value-kind" if fact.get("value-kind") else "value"
    return Diagnostic(
        "N-STATUS",
        ERROR,
        f"the status “{stated}” is not the passage's: {why}",
        fact.span(path),
        related=(desk.related(passage),),
        helps=("write the status that the passage gives",),
        fact=fact.id,
    )


def _event(desk: Desk, fact: Fact) -> Iterator[Diagnostic]:
    stated, main = fact.text("status"), fact.passages[0]
    cue = _EVENT_CUES.get(stated)
    body = "\n".join(passage.exact for passage in fact.passages)
    text = fact.text("text")
    verbs = [word for word in _words(text) if _verb(word)]
    given = [prospects.standing(body, verb) for verb in verbs]
    open_text = prospects.WEAKER.search(text) or prospects.OPEN.search(text)
    if cue is not None and not open_text and "done" in given and "ahead" not in given:
        why = "it says that it was done"
        yield _status(fact, main, desk, stated, why)
    elif cue is not None and not cue.search(body):
        why = f"nothing in the passage says {stated}"
        yield _status(fact, main, desk, stated, why)
    elif stated in ("done", "expected", "planned") and _RULED_OUT.search(text):
        yield _status(fact, main, desk, stated, "its own text leaves it open")
    elif stated == "done" and "done" not in given:
        ahead = prospects.WEAKER.search(body)
        if "ahead" in given or (ahead and not verbs):
            why = f"it has “{ahead.group() if ahead else 'to be'}”"
            yield _status(fact, main, desk, stated, why)


def _deal(desk: Desk, fact: Fact) -> Iterator[Diagnostic]:
    """Every word of a deal's status is the passage's, in one of its forms, and as far come."""
    value = next((v for v in desk.values(fact) if v.path == "status"), None)
    if value is None:
        return
    passages = ground(desk, [fact]).passages
    body = "\n".join(passage.exact for passage in passages)
    have = {word[:5] for word in _words(body)}
    for word in _words(value.text):
        given = prospects.standing(body, word) if word in prospects.FAMILY else ""
        if given == "ahead" and word in prospects.CLAIMS:
            ahead = prospects.WEAKER.search(body)
            yield _told(desk, value, word, ahead.group() if ahead else "a plan", passages)
        elif not given and len(word) > 3 and word[:5] not in have:
            yield error(
                "N-STATUS",
                f"the passage does not say “{word}”",
                value,
                related=desk.seen(passages),
                helps=("write the status in the passage's words",),
            )
            return


def _overstated(text: str, passages: Iterable[Passage]) -> Iterator[tuple[str, str]]:
    """Words that claim a thing done which the passages only intend, with the passages' word."""
    plain = QUOTED.sub(" ", text)
    claimed = f"{_OPEN_CLAUSE.sub(' ', plain)} {' '.join(_STEPS.findall(plain))}"
    body: str | None = None
    for word in dict.fromkeys(_words(claimed)):
        known = word in prospects.CLAIMS
        other = prospects.is_past(word) and word not in prospects.FAMILY
        if not (known or other) or prospects.standing(claimed, word) != "done":
            continue
        if other and prospects.WEAKER.plain.fullmatch(word):
            continue  # "planned" says itself that it is not done
        if body is None:
            body = "\n".join(passage.exact for passage in passages)
        if not body:
            return
        given = prospects.standing(body, word)
        weaker = prospects.WEAKER.search(body)
        if given == "ahead" or (known and not given and weaker):
            yield word, weaker.group() if weaker else "a plan"


def _verb(word: str) -> bool:
    """Whether a word of an event's text says what happened, rather than that it is to."""
    past = len(word) > 4 and word.endswith("ed") and not prospects.WEAKER.plain.fullmatch(word)
    return past or (word in prospects.FAMILY and word not in prospects.NOUNS)


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(fold(text).text)]


def _told(
    desk: Desk, value: Value, word: str, cue: str, passages: tuple[Passage, ...]
) -> Diagnostic:
    return error(
        "N-STATUS",
        f"“{word}” says that it is done, the passage has “{cue}”",
        value,
        related=desk.seen(passages),
        helps=("write the status that the passage gives",),
    )
