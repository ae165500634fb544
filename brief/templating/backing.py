"""From a dossier to the apparatus of citations: what each fact rests on, and where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from brief.archive.snapshots import Passage, standing
from brief.citation.apparatus import Apparatus, Backing, Reference
from brief.citation.short import reference_text
from brief.dossier.model import Dossier
from brief.facts.fact import Fact
from brief.locale.languages import language

_DEPTH = 16  # derived values of derived values; the reader refuses circles


def apparatus(dossier: Dossier, mode: str, tag: str) -> Apparatus:
    """What every fact of the dossier rests on, for the citation transform."""
    return Apparatus(
        tag,
        mode,
        Backings(dossier, tag),
        {source.code: source.short or source.outlet.value for source in dossier.sources.values()},
        plain=partial(plain, dossier),
    )


class Backings(Mapping[str, Backing]):
    """The backing of each fact of a dossier by its id, worked out for those that are cited."""

    def __init__(self, dossier: Dossier, tag: str) -> None:
        self._dossier = dossier
        self._tag = tag
        self._known: dict[str, Backing] = {}

    def __getitem__(self, fact: str) -> Backing:
        found = self._known.get(fact)
        if found is None:
            found = backing(self._dossier, self._dossier.facts[fact], self._tag)
            self._known[fact] = found
        return found

    def __contains__(self, fact: object) -> bool:
        return fact in self._dossier.facts

    def __iter__(self) -> Iterator[str]:
        return iter(self._dossier.facts)

    def __len__(self) -> int:
        return len(self._dossier.facts)


def backing(dossier: Dossier, fact: Fact, tag: str) -> Backing:
    """The references, absences and remarks of one fact."""
    if fact.kind == "gap":
        wanted = fact.texts("sources") or tuple(dossier.sources)
        codes = tuple(dossier.sources[one].code for one in wanted if one in dossier.sources)
        return Backing((), codes, fact.text("note"))
    fields = fact.fields
    chain = chain_of(dossier, fact, tag) if "via" in fields else ()
    outlet = printed_name(dossier, fact.text("outlet"), tag) if fact.kind == "perception" else ""
    references: list[Reference] = []
    for passage in passages_of(dossier, fact):
        source = dossier.sources.get(passage.source)
        snapshot = dossier.snapshots.get(passage.source)
        if source is not None and snapshot is not None:
            place = passage.place or standing(snapshot, passage)
            if place is not None:
                references.append(Reference(source.code, (place,), chain, outlet))
    if _TOLD.isdisjoint(fields):
        return Backing(tuple(references))
    if "derived" in fields:
        for operand in operands(dossier, fact):
            references += backing(dossier, operand, tag).references
    remark = _remark(fact, tag)
    if "translation" not in fields:
        return Backing(tuple(references), (), remark)
    original, original_lang = _original(dossier, fact, tag)
    return Backing(tuple(references), (), remark, original, original_lang)


def plain(dossier: Dossier, id: str) -> str:
    """The whole note of a fact that rests on one place and has no more to say of it, as most do:
    `S3 ¶4.1`; empty for all others.  The same words come of its `backing`."""
    fact = dossier.facts.get(id)
    if fact is None or fact.kind in _SAYING or not _TOLD.isdisjoint(fact.fields):
        return ""
    passages = passages_of(dossier, fact) if fact.resolved else fact.passages
    if len(passages) != 1 or fact.fields.get("via"):
        return ""
    (passage,) = passages
    source = dossier.sources.get(passage.source)
    snapshot = dossier.snapshots.get(passage.source)
    if source is None or snapshot is None:
        return ""
    place = passage.place or standing(snapshot, passage)
    return reference_text(source.code, (place,)) if place else ""


def chain_of(dossier: Dossier, fact: Fact, tag: str) -> tuple[str, ...]:
    """The outlets between whoever speaks and the held source, as they print."""
    return tuple(printed_name(dossier, one, tag) for one in fact.texts("via"))


def printed_name(dossier: Dossier, name: str, tag: str) -> str:
    """A registered name in the language's spelling, or the words as they stand."""
    found = dossier.names.get(name)
    if found is None:
        return name
    return found.forms.get(tag.partition("-")[0], found.name)


def passages_of(dossier: Dossier, fact: Fact) -> tuple[Passage, ...]:
    """The passages a fact rests on: its own, its words', and those its fields name; each once."""
    if not fact.resolved and len(fact.passages) < 2:
        return fact.passages
    found = list(fact.passages)
    for path, passages in fact.resolved.items():
        head, _, last = path.rpartition(".")
        if path == "words" or head == "words" or last == "passage":
            found += [one for one in passages if not any(_within(one, other) for other in found)]
    return tuple(dict.fromkeys(found)) if len(found) > 1 else tuple(found)


def operands(dossier: Dossier, fact: Fact, depth: int = 0) -> tuple[Fact, ...]:
    """The facts that a derived value is computed from, theirs instead where they are derived."""
    if "derived" not in fact.fields:
        return ()
    found: list[Fact] = []
    for reference in fact.texts("derived.of") if depth < _DEPTH else ():
        operand = dossier.facts.get(reference.partition(".")[0])
        if operand is None or operand.id == fact.id:
            continue
        found += operands(dossier, operand, depth + 1) or (operand,)
    return tuple({operand.id: operand for operand in found}.values())


def _within(one: Passage, other: Passage) -> bool:
    return one.source == other.source and other.start <= one.start and one.end <= other.end


_SAYING = frozenset(("gap", "perception"))  # kinds whose notes say more than places
# Fields of which a note tells.
_TOLD = frozenset(("note", "marks", "alterations", "derived", "translation"))


def _remark(fact: Fact, tag: str) -> str:
    spoken = language(tag)
    remarks = [fact.text("note")]
    if fact.text("marks") == "supplied":
        remarks.append(spoken.supplied)
    declared = fact.get("alterations")
    if any(isinstance(r, dict) and r.get("kind") == "emphasis" for r in declared or ()):
        remarks.append(spoken.emphasis)
    if fact.get("derived") is not None:
        remarks.append(spoken.computed)  # no reader shall take it for a figure of the texts
    return "; ".join(dict.fromkeys(filter(None, remarks)))


def _original(dossier: Dossier, fact: Fact, tag: str) -> tuple[str, str]:
    """The source's words behind a translation that prints in their place."""
    if not translated(dossier, fact, tag):
        return "", ""
    words = [
        p.exact for path, found in fact.resolved.items() if path.startswith("words") for p in found
    ]
    source = dossier.sources.get(fact.source)
    return " … ".join(words), source.language if source else ""


def translated(dossier: Dossier, fact: Fact, tag: str) -> bool:
    """Whether a quote prints in translation: it has one, and the brief's language is another."""
    if not fact.text("translation"):
        return False
    source = dossier.sources.get(fact.source)
    if source is None:
        return False
    return source.language.partition("-")[0] != tag.partition("-")[0]
