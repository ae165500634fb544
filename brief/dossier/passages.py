"""Passages of facts: found by their selectors, told where there is none."""

from __future__ import annotations

from collections.abc import Iterable

from brief.archive.selectors import Found, Index, Problem
from brief.archive.snapshots import Passage, Snapshot, placed
from brief.diagnostics import ERROR, Diagnostic, Related, Span
from brief.dossier.searching import Search, selectors
from brief.facts.fact import Fact
from brief.facts.fields import Kind
from brief.text.sentences import sentences

# How often the nearest words are looked for in one run: a hint must not make a check slow.
_MAX_HINTS = 25


class Finder:
    """Finds the passages of one fact after the other; each snapshot is folded once.

    `counting` has their sentences counted too, for whoever remembers them; else that is left to
    those who cite.
    """

    def __init__(
        self, snapshots: dict[str, Snapshot], kinds: dict[str, Kind], *, counting: bool = False
    ) -> None:
        self._snapshots = snapshots
        self._kinds = kinds
        self._counting = counting
        self._indexes: dict[str, Index] = {}
        self._sentences: dict[tuple[str, int], list[tuple[int, int]]] = {}
        self._hints = 0
        self.found: list[Diagnostic] = []

    def index(self, source: str) -> Index | None:
        """The index of a source's snapshot; None where the snapshot could not be read."""
        index = self._indexes.get(source)
        if index is None and source in self._snapshots:
            index = self._indexes[source] = Index(self._snapshots[source])
        return index

    def settle(self, fact: Fact) -> Fact:
        """The fact with its passages found; every selector that selects nothing is told."""
        search = Search(self, fact)
        fields = fact.fields
        kind = self._kinds[fact.kind]
        if "passage" in fields:
            search.passage("passage", fields["passage"], fact.source)
        for at, item in enumerate(fields.get("passages", ())):
            if isinstance(item, str):
                search.passage(f"passages.{at}", item, fact.source)
            else:
                source = item.get("from", fact.source)
                search.passage(f"passages.{at}", item["passage"], source)
        words, others = selectors(kind.fields)
        for field in words:
            if field.name in fields:
                search.words(field.name, fields[field.name])
        search.rest(fields, others, "")
        search.characters()
        if not search.passages and not search.resolved:
            return fact
        return Fact(
            fact.kind,
            fact.id,
            fact.file,
            fact.source,
            fields,
            fact.places,
            self._placed(search.passages),
            {path: self._placed(found) for path, found in search.resolved.items()},
        )

    def _placed(self, passages: Iterable[Passage]) -> tuple[Passage, ...]:
        """Passages with their sentences counted, if wanted."""
        if not self._counting:
            return tuple(passages)
        return tuple([placed(self._snapshots[one.source], one) for one in passages])

    def around(self, index: Index, found: Found) -> Found:
        """The sentences that a place stands in."""
        key = (index.snapshot.source, found.paragraph)
        spans = self._sentences.get(key)
        if spans is None:
            spans = self._sentences[key] = sentences(index.paragraph(found.paragraph))
        base = index.starts[found.paragraph]
        start, end = found.start - base, found.end - base
        first = start
        last = end
        for begin, stop in spans:
            if begin <= start < stop:
                first = begin
            if begin < end <= stop:
                last = stop
                break
        return Found(min(first, start) + base, max(last, end) + base, found.paragraph)

    def tell(self, fact: Fact, path: str, source: str, problem: Problem) -> None:
        """A selector's problem as a diagnostic at its place in the YAML."""
        snapshot = self._snapshots[source]
        related = []
        for start, end, label in problem.places:
            line, column = snapshot.place(start)
            related.append(Related(Span(snapshot.file, line, column, end - start), label))
        field = path.partition(".")[0]
        what = "" if field == "passage" else f"`{path}`: "
        self.found.append(
            Diagnostic(
                problem.code,
                ERROR,
                what + problem.message,
                fact.span(path),
                "",
                tuple(related),
                problem.helps,
                problem.notes,
                fact.id,
            )
        )

    def hint(self) -> bool:
        """Whether to look for the nearest words once more."""
        self._hints += 1
        return self._hints <= _MAX_HINTS
