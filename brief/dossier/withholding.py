"""A dossier as one audience may see it: what is above their clearance is not in it.

What is left out leaves no trace beyond the number and type of sources (as intelligence community
directive 206 asks of sanitised versions): lines that cite it go whole, codes of sources close up, a
ruled conflict is never shown with one side missing, and a derived value never without its operands.
"""

from __future__ import annotations

from collections import Counter

from brief.archive.snapshots import Snapshot
from brief.diagnostics import ERROR, INFO, Diagnostic
from brief.document.markings import TLP, highest, level
from brief.dossier import composite
from brief.dossier.audiences import Audience
from brief.dossier.model import (
    Dossier,
    Outline,
    OutlineItem,
    OutlineSection,
    Ruling,
    Source,
)
from brief.facts.fact import Fact
from brief.record import Record


class Withheld(Record):
    """What was left out: facts and sources by id, and how many sources of each rank."""

    facts: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    ranks: dict[str, int] = {}


def marking_of(dossier: Dossier, fact: Fact, scale: tuple[str, ...] = TLP) -> str:
    """A fact's marking: its own or its sources', whichever is higher; a source that bears none
    has the dossier's."""
    default = dossier.head.marking
    own = [fact.text("marking")]
    own += [
        dossier.sources[s].marking or default
        for s in sorted(_sources(fact))
        if s in dossier.sources
    ]
    return highest(own, scale) or default


def withhold(
    dossier: Dossier, audience: Audience, scale: tuple[str, ...] = TLP
) -> tuple[Dossier | None, Withheld, list[Diagnostic]]:
    """The dossier without what is above an audience's clearance; None where that is refused.

    Codes: V-REFUSED where the audience refuses rather than omits, V-HEAD where the title or another
    line of the head rests on what is left out, V-PAIRED (info) for facts that go with another.
    """
    clearance = level(audience.clearance, scale)
    found: list[Diagnostic] = []

    def above(name: str) -> bool:
        needed = level(name, scale) if name else 0
        return clearance is None or needed is None or needed > clearance

    default = dossier.head.marking
    sources = {s.id for s in dossier.sources.values() if above(s.marking or default)}
    facts = {f.id for f in dossier.facts.values() if above(marking_of(dossier, f, scale))}
    facts |= {f.id for f in dossier.facts.values() if _rests_on_any(f, sources)}
    if not facts and not sources:
        return dossier, Withheld(), []
    if audience.refuses:
        first = dossier.facts[sorted(facts)[0]] if facts else None
        message = f"{len(facts)} facts are above the clearance of {audience.id}"
        span = first.span() if first else audience.span()
        help = "mark them lower, clear the audience higher, or write `above: omit`"
        return None, Withheld(), [Diagnostic("V-REFUSED", ERROR, message, span, helps=(help,))]
    facts, paired = _closed(dossier, facts)
    found += [
        Diagnostic(
            "V-PAIRED",
            INFO,
            f"left out for {audience.id} with {other}, which is above their clearance",
            dossier.facts[id].span(),
            fact=id,
        )
        for id, other in paired.items()
    ]
    for path in ("title", "basis"):
        if _cites(getattr(dossier.head, path)) & facts:
            found.append(
                Diagnostic(
                    "V-HEAD",
                    ERROR,
                    f"the {path} rests on what {audience.id} may not see",
                    dossier.span(path),
                    helps=("word it without, or give the audience a higher clearance",),
                )
            )
    if any(d.severity == ERROR for d in found):
        return None, Withheld(), found
    ranks = Counter(dossier.sources[s].rank for s in sorted(sources))
    withheld = Withheld(frozenset(facts), frozenset(sources), dict(sorted(ranks.items())))
    return _without(dossier, withheld), withheld, found


def _sources(fact: Fact) -> set[str]:
    """The sources of all passages that a fact points to, clauses among them."""
    resolved = {p.source for passages in fact.resolved.values() for p in passages}
    return {fact.source, *(p.source for p in fact.passages), *resolved} - {""}


def _rests_on_any(fact: Fact, sources: set[str]) -> bool:
    """Whether one of these sources is behind a fact, or, of a gap, all it was looked for in:
    without them it would speak of the others."""
    searched = set(fact.texts("sources")) if fact.kind == "gap" else set()
    return bool(_sources(fact) & sources) or (bool(searched) and searched <= sources)


def _closed(dossier: Dossier, facts: set[str]) -> tuple[set[str], dict[str, str]]:
    """With all that must go too, and because of what: sides of one ruling, derived values."""
    gone, paired = set(facts), dict[str, str]()
    changed = True
    while changed:
        changed = False
        for ruling in dossier.rulings.values():
            sides = {ref.partition(".")[0] for ref in ruling.over}
            hit = sorted(sides & gone)
            for id in sorted(sides - gone) if hit else ():
                if id in dossier.facts:
                    gone.add(id)
                    paired[id] = hit[0]
                    changed = True
        for fact in dossier.facts.values():
            operands = {str(ref).partition(".")[0] for ref in fact.get("derived.of") or ()}
            hit = sorted(operands & gone)
            if hit and fact.id not in gone:
                gone.add(fact.id)
                paired[fact.id] = hit[0]
                changed = True
    return gone, paired


def _cites(text: str) -> set[str]:
    """The facts that a composed text cites or prints."""
    cited: set[str] = set()
    for piece in composite.parse(text):
        if isinstance(piece, composite.Cite):
            cited |= set(piece.facts)
        elif isinstance(piece, composite.Value):
            cited.add(piece.fact)
    return cited


def _without(dossier: Dossier, withheld: Withheld) -> Dossier:
    gone = withheld.facts
    rulings = {
        id: ruling for id, ruling in dossier.rulings.items() if not _rests_on(ruling, withheld)
    }
    lost = gone | (dossier.rulings.keys() - rulings.keys())
    sources: dict[str, Source] = {}
    snapshots: dict[str, Snapshot] = {}
    for source in dossier.sources.values():
        if source.id not in withheld.sources:
            code = f"S{len(sources) + 1}"
            sources[source.id] = source.replace(code=code)
            if source.id in dossier.snapshots:
                snapshots[source.id] = dossier.snapshots[source.id].replace(code=code)
    outline = dossier.outline
    return dossier.replace(
        head=dossier.head.replace(withheld=withheld.ranks),
        outline=Outline(
            _items(outline.bottom_line, lost),
            _sections(outline.body, lost),
            _sections(outline.annex, lost),
        ),
        sources=sources,
        snapshots=snapshots,
        facts={id: _gap(fact, withheld) for id, fact in dossier.facts.items() if id not in gone},
        rulings={id: _ruling(ruling, withheld) for id, ruling in rulings.items()},
    )


def _rests_on(ruling: Ruling, withheld: Withheld) -> bool:
    sides = {ref.partition(".")[0] for ref in ruling.over}
    cited = {fact for cell in ruling.cells for fact in _cites(cell.text)}
    spoken = {cell.source for cell in ruling.cells}
    return bool((sides | cited) & withheld.facts or spoken & withheld.sources)


def _ruling(ruling: Ruling, withheld: Withheld) -> Ruling:
    return ruling.replace(silent=tuple(s for s in ruling.silent if s not in withheld.sources))


def _gap(fact: Fact, withheld: Withheld) -> Fact:
    """A gap speaks of the texts that are left; all other facts are as they were."""
    named = fact.texts("sources")
    if fact.kind != "gap" or not set(named) & withheld.sources:
        return fact
    left = [source for source in named if source not in withheld.sources]
    return fact.replace(fields={**fact.fields, "sources": left})


def _sections(
    sections: tuple[OutlineSection, ...], lost: frozenset[str] | set[str]
) -> tuple[OutlineSection, ...]:
    kept = []
    for section in sections:
        items = _items(section.items, lost)
        if items or not section.items:
            kept.append(section.replace(items=items, remarks=_items(section.remarks, lost)))
    return tuple(kept)


def _items(
    items: tuple[OutlineItem, ...], lost: frozenset[str] | set[str]
) -> tuple[OutlineItem, ...]:
    return tuple(
        item
        for item in items
        if item.fact not in lost and not (item.text and _cites(item.text) & lost)
    )
