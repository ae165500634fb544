"""The chain of outlets between a speaker and the text that is held.

# A-VIA: the chain from speaker to held text is not the text's

## What it checks
The outlets under `via`, against the sentences of the passages, the clause and the antecedent: an
outlet that the text names as reporting must be listed; an outlet that is listed must be named in
the passage's paragraph, the clause or the antecedent; the held text's own outlet is never listed.
An empty chain in a text that relays other outlets throughout is a warning: first-hand must be
evident, else the chain is `unclear`.

## Why
Words read in a digest of CNN are CNN's report of them, not the speaker's own text. A reader must
see how many hands they went through.

## Example
The digest says "CNN called ... quoting U.S. President Donald Trump as saying"; the fact says
`via: []`.

## How to mend
List the outlets, the speaker's side first: `via: [cnn]`. Where the text does not say, write
`via: unclear`; both print.
"""

from __future__ import annotations

from collections.abc import Iterator

from brief.archive.snapshots import Passage
from brief.checks.desk import Desk
from brief.checks.desk.reporters import outlets, own_outlet, relays, sentence_of, spoken_of
from brief.diagnostics import ERROR, WARNING, Diagnostic, Severity
from brief.facts.fact import Fact

UNCLEAR = "unclear"


def check(desk: Desk) -> Iterator[Diagnostic]:
    """A-VIA."""
    relaying: dict[str, bool] = {}
    for fact in desk.facts():
        chain = fact.texts("via")
        stated = fact.get("via") is not None
        passages = _looked_at(fact)
        if not passages:
            continue
        own = own_outlet(desk, desk.source(fact))
        listed = [desk.name_id(name) for name in chain if name != UNCLEAR]
        if own and own in listed:
            message = f"{desk.printed(own)} is the text held, not a link between"
            yield _told(desk, fact, ERROR, message, f"via: {_written(listed, own)}")
            continue
        attested = _attested(desk, passages)
        missing = [o for o in attested if o not in (*listed, own)]
        # Whose view a perception is, and that it is nobody else's, is A-VOICE's matter.
        if missing and fact.kind != "perception":
            names = " and ".join(desk.printed(o) for o in missing)
            message = f"the passage reports through {names}, and the chain does not say so"
            help = f"via: [{', '.join(dict.fromkeys((*listed, *missing)))}]"
            yield _told(desk, fact, ERROR, message, help, attested[missing[0]])
        invented = [o for o in listed if o and o not in _around(desk, passages)]
        if invented:
            names = " and ".join(desk.printed(o) for o in invented)
            message = f"the chain names {names}, whom neither passage nor clause names"
            help = f"via: {_written(list(attested), own) if attested else UNCLEAR}"
            yield _told(desk, fact, ERROR, message, help, passages[0])
        claimed = fact.kind == "quote" or fact.text("said-by") or stated
        if not attested and not chain and claimed and not invented:
            if fact.source not in relaying:
                relaying[fact.source] = relays(desk, fact.source)
            if relaying[fact.source]:
                message = "the text relays other outlets; nothing shows that this is first-hand"
                label = "" if stated else "the chain is left out"
                yield _told(desk, fact, WARNING, message, f"via: {UNCLEAR}", passages[0], label)


def _looked_at(fact: Fact) -> tuple[Passage, ...]:
    found: list[Passage] = list(fact.passages)
    for path, passages in fact.resolved.items():
        if path.partition(".")[0] in ("words", "clause", "antecedent"):
            found += passages
    return tuple({(p.source, p.start, p.end): p for p in found}.values())


def _attested(desk: Desk, passages: tuple[Passage, ...]) -> dict[str, Passage]:
    """The outlets that the passages name as reporting, each with the passage; where a passage
    itself names none, its sentence may."""
    found: dict[str, Passage] = {}
    for passage in passages:
        if not spoken_of(desk, passage):
            continue
        for outlet in outlets(desk, passage.exact) or outlets(desk, sentence_of(desk, passage)):
            found.setdefault(outlet, passage)
    return found


def _around(desk: Desk, passages: tuple[Passage, ...]) -> set[str]:
    """All that the passages' paragraphs name, by a spelling or by a common noun."""
    paragraphs = [desk.paragraph_text(passage) for passage in passages]
    return {
        name_id
        for text in paragraphs
        for _, _, ids in (*desk.names(text), *desk.nouns(text))
        for name_id in ids
    }


def _written(listed: list[str], own: str) -> str:
    return "[" + ", ".join(o for o in listed if o != own) + "]"


def _told(
    desk: Desk,
    fact: Fact,
    severity: Severity,
    message: str,
    help: str,
    passage: Passage | None = None,
    label: str = "",
) -> Diagnostic:
    return Diagnostic(
        "A-VIA",
        severity,
        message,
        fact.span("via"),
        label,
        related=(desk.related(passage),) if passage else (),
        helps=(f"write `{help}`",),
        fact=fact.id,
    )
