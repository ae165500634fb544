"""The selectors of one fact, each looked for within its proper scope."""

from __future__ import annotations

from brief import TYPE_CHECKING
from brief.archive.selectors import Found, Index, Problem, ambiguous, lost, resolve
from brief.archive.snapshots import Passage
from brief.dossier.scopes import by_quotation, settled_at, widening, within
from brief.expressions import expression
from brief.facts.fact import Fact
from brief.facts.fields import Field
from brief.text.characters import suspicious_characters
from brief.text.folding import fold

if TYPE_CHECKING:
    from typing import Any

    from brief.dossier.passages import Finder

_CLOSING = {"“": "”", "„": "“”", "«": "»", '"': '"'}
_SELECTORS: dict[int, tuple[object, tuple[Field, ...], tuple[Field, ...]]] = {}
_COMMON = ("passage", "passages")


def selectors(fields: tuple[Field, ...]) -> tuple[tuple[Field, ...], tuple[Field, ...]]:
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


class Search:
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
            return by_quotation(index.snapshot, 0, len(index.snapshot.text), selector) or settled
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
        return settled_at(index, settled)

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
        found = within(index, selector, scopes)
        if len(found) == 1:
            return found[0]
        source = index.snapshot.source
        if found:
            self.finder.tell(self.fact, path, source, ambiguous(index, found))
            return None
        for scope in scopes:
            passage = index.passage(scope)
            match = by_quotation(index.snapshot, passage.start, passage.end, selector)
            if match is not None:
                return settled_at(index, match)
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
        words, others = selectors(field.fields)
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
        for index, scopes, last in widening(base, name):
            found = within(index, selector, scopes)
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
