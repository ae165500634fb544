"""Passages of facts: what their selectors select, each within its proper scope."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from brief import TYPE_CHECKING
from brief.archive.selectors import Found, Index, Problem, ambiguous, lost, resolve
from brief.archive.snapshots import Passage, Snapshot, placed
from brief.diagnostics import ERROR, Diagnostic, Related, Span
from brief.expressions import expression
from brief.facts.fact import Fact
from brief.facts.fields import Field, Kind
from brief.text.characters import suspicious_characters
from brief.text.folding import fold
from brief.text.sentences import sentences

if TYPE_CHECKING:
    from typing import Any

# How often the nearest words are looked for in one run: a hint must not make a check slow.
_MAX_HINTS = 25


class Finder:
    """Finds the passages of one fact after the other; each snapshot is folded once."""

    def __init__(self, snapshots: dict[str, Snapshot], kinds: dict[str, Kind]) -> None:
        self._snapshots = snapshots
        self._kinds = kinds
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
        search = _Search(self, fact)
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
        words, others = _selectors(kind.fields)
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
        """Passages with their paragraphs and sentences counted."""
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


_CLOSING = {"“": "”", "„": "“”", "«": "»", '"': '"'}
_SELECTORS: dict[int, tuple[object, tuple[Field, ...], tuple[Field, ...]]] = {}
_COMMON = ("passage", "passages")


def _selectors(fields: tuple[Field, ...]) -> tuple[tuple[Field, ...], tuple[Field, ...]]:
    """The fields of a table that select: words that print in marks, and all others."""
    known = _SELECTORS.get(id(fields))
    if known is None or known[0] is not fields:
        words: list[Field] = []
        others: list[Field] = []
        for field in fields:
            if field.form in ("selector", "selectors"):
                if field.name in _COMMON:
                    continue
                (words if field.evidence == "words" else others).append(field)
            elif field.form in ("quantity", "date", "record", "records"):
                others.append(field)
        # An antecedent is looked for before its clause, which must be known by then.
        others.sort(key=lambda field: field.name == "antecedent")
        known = _SELECTORS[id(fields)] = (fields, tuple(words), tuple(others))
    return known[1], known[2]


class _Search:
    """The selectors of one fact."""

    __slots__ = ("fact", "finder", "passages", "quoted", "resolved", "scopes")

    def __init__(self, finder: Finder, fact: Fact) -> None:
        self.finder = finder
        self.fact = fact
        self.passages: list[Passage] = []
        self.resolved: dict[str, tuple[Passage, ...]] = {}
        # Where the fact's passages stand, and where its quoted words do.
        self.scopes: list[tuple[Index, Found]] = []
        self.quoted: list[tuple[Index, Found]] = []

    def passage(self, path: str, selector: str, source: str) -> None:
        """A passage of the fact, looked for in the whole snapshot."""
        index = self.finder.index(source)
        if index is None:
            return
        found = index.find(selector)
        if len(found) == 1 and index.is_content(found[0]):
            self.passages.append(index.passage(found[0]))
            self.scopes.append((index, found[0]))
            return
        settled = self._whole(index, selector)
        if isinstance(settled, Problem):
            self.finder.tell(self.fact, path, source, settled)
            return
        self.passages.append(settled)
        place = [f for f in index.find(selector) if index.is_content(f)]
        self.scopes += [(index, f) for f in place[:1]]

    def _whole(self, index: Index, selector: str) -> Passage | Problem:
        settled = resolve(index, selector, self.finder.hint)
        if isinstance(settled, Problem) and settled.code == "SPAN-LOST":
            return _by_quotation(index.snapshot, 0, len(index.snapshot.text), selector) or settled
        return settled

    def words(self, name: str, selectors: Any) -> None:
        """Words that print in marks: inside the fact's passages, or they give it its passage."""
        items = [selectors] if isinstance(selectors, str) else selectors
        scopes = list(self.scopes)
        for at, item in enumerate(items):
            path = name if isinstance(selectors, str) else f"{name}.{at}"
            source = self.fact.source if isinstance(item, str) else item.get("from", "")
            source = source or self.fact.source
            selector = item if isinstance(item, str) else item["passage"]
            index = self.finder.index(source)
            if index is None:
                continue
            within = [found for holder, found in scopes if holder is index]
            if within:
                place = self._inside(index, selector, within, path)
            else:
                place = self._anywhere(index, selector, path)
                if place is not None and not scopes:
                    self._support(index, place)
            if place is not None:
                self.resolved[path] = (_unmarked(index.passage(place)),)
                self.quoted.append((index, place))

    def _anywhere(self, index: Index, selector: str, path: str) -> Found | None:
        content = [found for found in index.find(selector) if index.is_content(found)]
        if len(content) == 1:
            return content[0]
        settled = self._whole(index, selector)
        if isinstance(settled, Problem):
            self.finder.tell(self.fact, path, index.snapshot.source, settled)
            return None
        return _placed(index, settled)

    def _support(self, index: Index, place: Found) -> None:
        """Take the sentences around quoted words as the fact's passage."""
        around = self.finder.around(index, place)
        for at, (holder, scope) in enumerate(self.scopes):
            if holder is index and scope.paragraph == around.paragraph:
                start, end = min(scope.start, around.start), max(scope.end, around.end)
                around = Found(start, end, scope.paragraph)
                self.scopes[at] = (index, around)
                self.passages[at] = index.passage(around)
                return
        self.scopes.append((index, around))
        self.passages.append(index.passage(around))

    def _inside(self, index: Index, selector: str, scopes: list[Found], path: str) -> Found | None:
        """The one place of the words inside the scopes; told where there is none or several."""
        found = _within(index, selector, scopes)
        if len(found) == 1:
            return found[0]
        source = index.snapshot.source
        if found:
            self.finder.tell(self.fact, path, source, ambiguous(index, found))
            return None
        for scope in scopes:
            passage = index.passage(scope)
            match = _by_quotation(index.snapshot, passage.start, passage.end, selector)
            if match is not None:
                return _placed(index, match)
        elsewhere = [place for place in index.find(selector) if index.is_content(place)]
        if elsewhere:
            passage = index.passage(elsewhere[0])
            own = index.passage(scopes[0])
            self.finder.tell(
                self.fact,
                path,
                source,
                Problem(
                    "SPAN-LOST",
                    "the words stand outside the fact's passage",
                    ((passage.start, passage.end, "here"), (own.start, own.end, "the passage")),
                    ("widen the passage, or add one under `passages`",),
                ),
            )
            return None
        problem = lost(index, selector, self.finder.hint())
        self.finder.tell(self.fact, path, source, problem)
        return None

    def characters(self) -> None:
        """Tell of characters in what was selected that a reader cannot see, or takes for others."""
        seen: set[tuple[str, int]] = set()
        paths = ["passage", *(f"passages.{at}" for at in range(len(self.passages)))]
        named = [*zip(paths, self.passages, strict=False)]
        named += [(path, passage) for path, held in self.resolved.items() for passage in held]
        main = self.passages[0] if self.passages else None
        for path, passage in named:
            if passage.exact.isascii() and passage.exact.isprintable():
                continue
            if main is not None and passage is not main and _holds(main, passage):
                continue  # looked at with the main passage
            for offset, code, why in _deceiving(passage.exact):
                at = passage.start + offset
                if (passage.source, at) not in seen:
                    seen.add((passage.source, at))
                    problem = Problem(
                        "SRC-CHARACTER",
                        f"U+{code:04X} ({why}) stands in the words of the snapshot",
                        ((at, at + 1, "here"),),
                        ("choose other words, or hold a snapshot without it",),
                    )
                    self.finder.tell(self.fact, path, passage.source, problem)

    def rest(self, fields: dict[str, Any], table: tuple[Field, ...], prefix: str) -> None:
        """Clauses, antecedents, places of alterations, and values with passages of their own."""
        for field in table:
            value = fields.get(field.name)
            if value is None:
                continue
            path = prefix + field.name
            form = field.form
            if form in ("quantity", "date"):
                if "passage" in value:
                    self._own(f"{path}.passage", value["passage"], value.get("from", ""))
            elif form == "record":
                self._record(value, field, path)
            elif form == "records":
                for at, item in enumerate(value):
                    self._record(item, field, f"{path}.{at}")
            elif form == "selectors":
                for at, item in enumerate(value):
                    if isinstance(item, str):
                        self._own(f"{path}.{at}", item, "")
                    else:
                        self._own(f"{path}.{at}", item["passage"], item.get("from", ""))
            else:
                self._beside(path, field.name, value)

    def _record(self, value: dict[str, Any], field: Field, path: str) -> None:
        words, others = _selectors(field.fields)
        self.rest(value, (*words, *others), path + ".")

    def _own(self, path: str, selector: str, source: str) -> None:
        """A passage of a field's own, anywhere in its source."""
        index = self.finder.index(source or self.fact.source)
        if index is None:
            return
        settled = self._whole(index, selector)
        if isinstance(settled, Problem):
            self.finder.tell(self.fact, path, index.snapshot.source, settled)
        else:
            self.resolved[path] = (settled,)

    def _beside(self, path: str, name: str, selector: str) -> None:
        """Words in or near the fact's passage, the nearest scope that holds them deciding."""
        base = self.quoted if name == "at" and self.quoted else self.scopes or self.quoted
        if not base:
            if not self.scopes and self.finder.index(self.fact.source) is not None:
                self._own(path, selector, "")
            return
        for index, scopes, last in _widening(base, name):
            found = _within(index, selector, scopes)
            if len(found) == 1:
                self.resolved[path] = (index.passage(found[0]),)
                return
            if found:
                self.finder.tell(self.fact, path, index.snapshot.source, ambiguous(index, found))
                return
            if last:
                self._told_apart(index, path, selector, name)
                return

    def _told_apart(self, index: Index, path: str, selector: str, name: str) -> None:
        own = index.passage((self.quoted or self.scopes)[0][1])
        found = [place for place in index.find(selector) if index.is_content(place)]
        source = index.snapshot.source
        if not found:
            problem = lost(index, selector, self.finder.hint())
            self.finder.tell(self.fact, path, source, problem)
            return
        passage = index.passage(found[0])
        where, help = {
            "at": ("outside the quoted words", "choose words of the quotation itself"),
            "antecedent": ("after the clause", "an antecedent stands earlier in the text"),
        }.get(
            name,
            (
                "neither in the fact's passage nor in a neighbouring paragraph",
                "choose the words beside the passage, or another passage",
            ),
        )
        places = ((passage.start, passage.end, "here"), (own.start, own.end, "the fact's passage"))
        self.finder.tell(
            self.fact,
            path,
            source,
            Problem("SPAN-LOST", f"the words stand {where}", places, (help,)),
        )


def _holds(outer: Passage, inner: Passage) -> bool:
    return outer.source == inner.source and outer.start <= inner.start and inner.end <= outer.end


# Letters and marks of the languages we print, none of which is looked at twice.
_USUAL = expression("[ -~\xa0-\xac\xae-\u024f\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2116]*\\Z")


def _deceiving(text: str) -> list[tuple[int, int, str]]:
    """Offset, code point and why, of what folding does not take out anyway."""
    if _USUAL.match(text):
        return []
    return [
        (offset, code, why)
        for offset, code, why in suspicious_characters(text)
        if fold(text[offset]).text
    ]


def _widening(
    base: list[tuple[Index, Found]], name: str
) -> Iterator[tuple[Index, list[Found], bool]]:
    """Scopes from near to far around the first source's passages; the last is marked."""
    index = base[0][0]
    near = [found for holder, found in base if holder is index]
    yield index, near, name == "at"
    ordinals = sorted({found.paragraph for found in near})
    paragraphs = [Found(*index.bounds(at), at) for at in ordinals]
    yield index, paragraphs, False
    if name == "antecedent":
        before = [Found(*index.bounds(at), at) for at in range(ordinals[-1] + 1)]
        yield index, before, True
        return
    beside = [
        Found(*index.bounds(at), at)
        for ordinal in ordinals
        for at in (_content(index, ordinal, -1), _content(index, ordinal, 1))
        if at is not None
    ]
    yield index, beside, True


def _content(index: Index, ordinal: int, step: int) -> int | None:
    """The next paragraph in a direction that is not furniture."""
    ordinal += step
    while 0 <= ordinal < len(index.paragraphs):
        if index.paragraphs[ordinal].number:
            return ordinal
        ordinal += step
    return None


def _unmarked(passage: Passage) -> Passage:
    """Quoted words without the marks they were typed with, and without the comma of the speech tag
    that stands before the closing one: what prints sets its own."""
    exact = passage.exact
    if len(exact) < 3 or exact[-1] not in _CLOSING.get(exact[0], ""):
        return passage
    inner = exact[1:-1]
    if any(mark in inner for mark in (exact[0], exact[-1])):
        return passage  # several quotations in a row: the rules tell
    inner = inner.removesuffix(",")
    start = passage.start + 1
    return Passage(passage.source, start, start + len(inner), inner)


def _within(index: Index, selector: str, scopes: list[Found]) -> list[Found]:
    """Where the words stand inside any of the scopes, each place once."""
    if len(scopes) > 8:  # many paragraphs in a row: one search over all of them
        low, high = scopes[0].start, scopes[-1].end
        return [found for found in index.find(selector, low, high) if index.is_content(found)]
    found: list[Found] = []
    for scope in scopes:
        if index.paragraphs[scope.paragraph].number:
            found += [f for f in index.find(selector, scope.start, scope.end) if f not in found]
    return found


def _by_quotation(snapshot: Snapshot, low: int, high: int, selector: str) -> Passage | None:
    """The one place where the words stand by the ladder's first rung: marks and dashes differ."""
    from brief.evidence.quotes import find

    if " … " in selector:
        return None
    matches = [m for m in find(snapshot.text[low:high], selector) if m.rung <= 1 and not m.problems]
    places = {(low + m.start, low + m.end) for m in matches}
    if len(places) != 1:
        return None
    start, end = places.pop()
    paragraph = snapshot.paragraph(start)
    if paragraph is None or not paragraph.number or end > paragraph.end:
        return None
    return Passage(snapshot.source, start, end, snapshot.text[start:end])


def _placed(index: Index, passage: Passage) -> Found | None:
    """A passage in the index's folded offsets, by the words it holds."""
    ordinal = index.ordinal(passage.start)
    low, high = index.bounds(ordinal)
    for found in index.find(passage.exact, low, high):
        if index.passage(found).start == passage.start:
            return found
    return None
