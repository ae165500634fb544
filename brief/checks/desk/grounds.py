"""What a statement may rest on, and what is told where it does not: `Ground` and `Problem`."""

from __future__ import annotations

from collections.abc import Iterable

from brief.archive.snapshots import Passage
from brief.checks.desk import Desk
from brief.diagnostics import ERROR, Related, Severity
from brief.dossier.derived import derive, spelled
from brief.facts.fact import Fact
from brief.record import Record


class Problem(Record):
    """What a sentence says and its passages do not: the span in the sentence, and the place."""

    code: str
    message: str
    start: int
    end: int
    related: tuple[Related, ...]
    helps: tuple[str, ...]
    severity: Severity = ERROR


class Ground(Record):
    """What a statement may rest on: passages; those that only name; lines of computed values."""

    passages: tuple[Passage, ...]
    naming: tuple[Passage, ...]
    computed: tuple[Passage, ...] = ()
    counts: frozenset[int] = frozenset()  # numbers of texts that were searched
    words: str = ""  # what gaps say is not there: it may be named, not counted
    sources: frozenset[str] = frozenset()  # the texts that the cited facts were read in


def ground(desk: Desk, facts: Iterable[Fact]) -> Ground:
    """What statements that cite these facts may rest on, operands of derived values included."""
    cited = tuple(facts)
    key = ("ground", " ".join(fact.id for fact in cited))
    known = desk.memo.get(key)
    if known is None:
        known = desk.memo[key] = _ground(desk, cited)
    return known  # type: ignore[return-value]  # kept by nobody else under this key


def _ground(desk: Desk, facts: Iterable[Fact]) -> Ground:
    passages: list[Passage] = []
    naming: list[Passage] = []
    computed: list[Passage] = []
    counts: set[int] = set()
    words: list[str] = []
    waiting, seen = list(facts), set[str]()
    sources = frozenset(fact.source for fact in waiting if fact.source)
    while waiting:
        fact = waiting.pop(0)
        if fact.id in seen:
            continue
        seen.add(fact.id)
        naming += desk.naming(fact)
        passages += fact.passages
        for path, found in fact.resolved.items():
            if path.partition(".")[0] not in ("clause", "antecedent"):
                passages += found
        if fact.kind == "gap":
            counts.add(len(fact.texts("sources") or desk.dossier.sources))
            words += (fact.text("text"), *fact.texts("terms"))
        derived = derive(desk.dossier.facts, fact)
        if derived is not None:
            lines = [derived.text]
            if derived.value is not None:
                lines.append(f"{spelled(derived.value)} {fact.text('of')}".strip())
            computed += [Passage(fact.source, 0, 0, line) for line in lines]
            waiting += [o.fact for o in derived.operands if o.fact is not None]
    return Ground(
        _outermost(passages),
        tuple(dict.fromkeys((*passages, *naming))),
        tuple(computed),
        frozenset(counts),
        "\n".join(words),
        sources,
    )


def _outermost(passages: list[Passage]) -> tuple[Passage, ...]:
    """The passages without those that stand within another, in their order."""
    unique = tuple(dict.fromkeys(passages))
    if len(unique) > 40:
        return unique
    return tuple(
        p
        for p in unique
        if not any(
            o is not p and o.source == p.source and o.start <= p.start and p.end <= o.end
            for o in unique
        )
    )


def outside(start: int, end: int, spans: Iterable[tuple[int, int]]) -> bool:
    """Whether a stretch stands within none of these spans."""
    return not any(a <= start and end <= b for a, b in spans)
