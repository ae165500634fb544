"""What the rules look at: a dossier, with the places and passages that several of them need."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator

from brief import TYPE_CHECKING
from brief.checks.desk.spellings import Spellings
from brief.diagnostics import ERROR, WARNING, Diagnostic, Related, Severity, Span
from brief.facts import KINDS
from brief.facts.fact import NOT_STATED, Fact
from brief.record import Record
from brief.text.folding import fold

if TYPE_CHECKING:
    from brief.archive.snapshots import Paragraph, Passage
    from brief.checks.desk import walk
    from brief.document.tree import Block, Document, Origin, Text
    from brief.dossier.model import Dossier, OutlineItem, Source
    from brief.facts.fields import Evidence, Field

# Selectors whose words may name whom or what a field of the same record speaks of.
_NAMING = ("clause", "antecedent")


class Value(Record):
    """A printed value of a fact: its dotted path, its field's row, and what it says."""

    fact: Fact
    path: str
    field: Field
    text: str

    @property
    def span(self) -> Span:
        """Where it stands in the YAML."""
        fact = self.fact
        return fact.span(f"{self.path}.text" if f"{self.path}.text" in fact.places else self.path)


class Desk:
    """A dossier under inspection.  Nothing here changes it; lookups are computed once."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self._starts: dict[str, list[int]] = {}
        self.memo: dict[tuple[str, str], object] = {}  # what a helper worked out of a text, kept
        self._values: dict[str, tuple[Value, ...]] = {}
        self._by_kind: dict[str, list[Fact]] | None = None
        self._held: dict[tuple[Evidence, ...], list[Value]] = {}
        self._name_kinds: frozenset[str] | None = None
        self._names_in: dict[str, list[tuple[int, int, tuple[str, ...]]]] = {}
        self._nouns: Spellings | None = None
        self._spellings: Spellings | None = None
        self._document: Document | None = None  # the last that was looked at, with what was seen
        self._seen: walk.Seen | None = None
        # Where fixed words of the template stand in its files, if somebody knows.
        self.wording: Callable[[Origin, str], Span | None] | None = None

    # ------------------------------------------------------------ documents

    def look(self, document: Document) -> walk.Seen:
        """What a document holds, looked at once for all rules."""
        if self._seen is None or document is not self._document:
            from brief.checks.desk import walk

            self._document, self._seen = document, walk.look(document)
        return self._seen

    def texts(self, document: Document) -> list[Text]:
        """Every text of a document that can print, in the order of the page."""
        return self.look(document).texts

    def blocks(self, document: Document) -> list[tuple[Block, str]]:
        """Every block but paragraphs, parents first, with the section it stands in."""
        return self.look(document).blocks

    def put_away(self) -> None:
        """Forget the document: it is looked at no more."""
        self._document = self._seen = None

    # ------------------------------------------------------------ facts and their values

    def facts(self, *kinds: str) -> Iterator[Fact]:
        """The facts of these kinds (of all, without any), in the dossier's order."""
        if not kinds:
            return iter(self.dossier.facts.values())
        if self._by_kind is None:
            self._by_kind = {}
            for fact in self.dossier.facts.values():
                self._by_kind.setdefault(fact.kind, []).append(fact)
        if len(kinds) == 1:
            return iter(self._by_kind.get(kinds[0], ()))
        if self._by_kind.keys().isdisjoint(kinds):
            return iter(())
        return (f for f in self.dossier.facts.values() if f.kind in kinds)

    def values(self, fact: Fact) -> tuple[Value, ...]:
        """Every value of the fact that its kind's table knows; "not stated" is none."""
        found = self._values.get(fact.id)
        if found is None:
            kind = KINDS.get(fact.kind)
            found = tuple(_walk(fact, kind.fields, fact.fields, "")) if kind else ()
            self._values[fact.id] = found
        return found

    def held(self, *evidence: Evidence, kinds: tuple[str, ...] = ()) -> Iterator[Value]:
        """Every value that is held against passages in one of these ways."""
        found = self._held.get(evidence)
        if found is None:
            found = self._held[evidence] = [
                value
                for fact in self.dossier.facts.values()
                for value in self.values(fact)
                if value.field.evidence in evidence
            ]
        return (v for v in found if v.fact.kind in kinds) if kinds else iter(found)

    def support(self, fact: Fact, path: str = "") -> tuple[Passage, ...]:
        """The passages that a field may rest on: its own where it names one, else the fact's."""
        own = fact.resolved.get(f"{path}.passage") if path else None
        return own or fact.passages

    def naming(self, fact: Fact, path: str = "") -> tuple[Passage, ...]:
        """The passages that may name whom a field speaks of: support, clause and antecedent."""
        record = path.rpartition(".")[0]
        while record and record not in fact.fields:
            record = record.rpartition(".")[0]
        found = list(self.support(fact, path))
        for name in _NAMING:
            found += fact.resolved.get(name, ())
            if record:
                found += fact.resolved.get(f"{record}.{name}", ())
        return tuple(dict.fromkeys(found))

    def source(self, fact: Fact) -> Source | None:
        """The source that the fact was read in, where it is known."""
        return self.dossier.sources.get(fact.source)

    def items(self) -> Iterator[OutlineItem]:
        """Every line of the outline, remarks included, in its order."""
        outline = self.dossier.outline
        yield from outline.bottom_line
        for section in (*outline.body, *outline.annex):
            yield from section.items
            yield from section.remarks

    # ------------------------------------------------------------ names

    def names(self, text: str) -> list[tuple[int, int, tuple[str, ...]]]:
        """Where registered names stand in a text: half-open spans, and the ids that each may be.

        The longest spelling at a place counts; marks, dashes and spaces are folded, case is not.
        """
        known = self._names_in.get(text)
        if known is None:
            if self._spellings is None:
                self._spellings = _spellings(self.dossier)
            folded = fold(text)
            known = self._names_in[text] = [
                (*folded.source(start, end), ids)
                for start, end, ids in self._spellings.find(folded.text)
            ]
        return known

    def knows(self, kind: str) -> bool:
        """Whether any registered name is of a kind: outlet, person, place."""
        if self._name_kinds is None:
            self._name_kinds = frozenset(name.kind for name in self.dossier.names.values())
        return kind in self._name_kinds

    def name_id(self, written: str) -> str:
        """The id of a name as a fact gives it: an id, or any of its spellings; "" if unknown."""
        if written in self.dossier.names or not written:
            return written
        for start, end, ids in self.names(written):
            if (start, end) == (0, len(written)):
                return ids[0]
        return ""

    def printed(self, name_id: str) -> str:
        """A registered name in its house spelling; the id itself where it is not registered."""
        name = self.dossier.names.get(name_id)
        return name.name if name else name_id

    def nouns(self, text: str) -> list[tuple[int, int, tuple[str, ...]]]:
        """Where common nouns that stand for registered names ("the publication") are used."""
        if self._nouns is None:
            self._nouns = _nouns(self.dossier)
        if not self._nouns:
            return []
        folded = fold(text)
        return [
            (*folded.source(start, end), ids)
            for start, end, ids in self._nouns.find(_small(folded.text))
        ]

    def named(self, passages: Iterable[Passage]) -> set[str]:
        """The ids of all that passages name, by a spelling or by a common noun."""
        return {
            name_id
            for passage in passages
            for found in (self.names(passage.exact), self.nouns(passage.exact))
            for _, _, ids in found
            for name_id in ids
        }

    # ------------------------------------------------------------ places in snapshots

    def text(self, source: str) -> str:
        """The text of a source's snapshot; empty where there is none."""
        snapshot = self.dossier.snapshots.get(source)
        return snapshot.text if snapshot else ""

    def paragraph(self, source: str, offset: int) -> Paragraph | None:
        """The paragraph that holds the offset, or None."""
        index = self.paragraph_index(source, offset)
        return self.dossier.snapshots[source].paragraphs[index] if index is not None else None

    def paragraph_index(self, source: str, offset: int) -> int | None:
        """Its place among the source's paragraphs, furniture included."""
        snapshot = self.dossier.snapshots.get(source)
        if snapshot is None:
            return None
        starts = self._starts.get(source)
        if starts is None:
            starts = self._starts[source] = [p.start for p in snapshot.paragraphs]
        index = bisect_right(starts, offset) - 1
        if index < 0 or offset > snapshot.paragraphs[index].end:
            return None
        return index

    def paragraph_text(self, passage: Passage) -> str:
        """The whole paragraph in which a passage stands (the passage where it has none)."""
        paragraph = self.paragraph(passage.source, passage.start)
        if paragraph is None:
            return passage.exact
        return self.text(passage.source)[paragraph.start : paragraph.end]

    def sentence(self, source: str, start: int, end: int) -> tuple[int, int]:
        """The half-open span of the sentences that a stretch of a snapshot touches."""
        paragraph = self.paragraph(source, start)
        if paragraph is None:
            return start, end
        from brief.text.sentences import sentence_spans

        base = paragraph.start
        body = self.text(source)[base : paragraph.end]
        touched = [
            (base + a, base + b)
            for a, b in sentence_spans(body)
            if base + a < end and base + b > start
        ]
        return (touched[0][0], touched[-1][1]) if touched else (start, end)

    def where(self, source: str, start: int, end: int | None = None) -> Span:
        """A stretch of a snapshot as a place in its file."""
        snapshot = self.dossier.snapshots.get(source)
        if snapshot is None:
            return Span(source)
        text = snapshot.text
        paragraph = self.paragraph(source, start)
        base, line = (paragraph.start, paragraph.line) if paragraph else (0, 1)
        line += text.count("\n", base, start)
        column = start - (text.rfind("\n", 0, start) + 1) + 1
        stop = start + 1 if end is None else end
        newline = text.find("\n", start, stop)
        length = (newline if newline >= 0 else stop) - start
        return Span(snapshot.file, line, column, max(1, length))

    def related(self, passage: Passage, label: str = "the passage") -> Related:
        """A passage as a related place."""
        return Related(self.where(passage.source, passage.start, passage.end), label)

    def origin(self, origin: Origin) -> Span | None:
        """Where the template, the outline or the fact behind a text stands."""
        if origin.place:
            file, _, line = origin.place.rpartition(":")
            return Span(file, int(line), 1) if line.isdigit() else Span(origin.place)
        fact = self.dossier.facts.get(origin.fact)
        return fact.span(origin.field) if fact else None

    def seen(self, passages: tuple[Passage, ...]) -> tuple[Related, ...]:
        """The passages that were looked at, at most three, as related places."""
        return tuple(self.related(p) for p in passages[:3])


def _spellings(dossier: Dossier) -> Spellings:
    """Every spelling of a registered name."""
    owners: dict[str, dict[str, None]] = {}
    for name in dossier.names.values():
        for spelling in (*name.spellings, *name.forms.values()):
            owners.setdefault(fold(spelling).text, {})[name.id] = None
    return Spellings({spelling: tuple(ids) for spelling, ids in owners.items()})


def _nouns(dossier: Dossier) -> Spellings:
    """Every common noun for a registered name, in small letters."""
    owners: dict[str, dict[str, None]] = {}
    for name in dossier.names.values():
        for noun in name.nouns:
            owners.setdefault(_small(fold(noun).text), {})[name.id] = None
    return Spellings({noun: tuple(ids) for noun, ids in owners.items()})


def _small(text: str) -> str:
    """A text in small letters, character for character: one alone would become two."""
    return text.replace("\u0130", "i").lower()


def _walk(fact: Fact, fields: tuple[Field, ...], values: object, base: str) -> Iterator[Value]:
    if not isinstance(values, dict):
        return
    for field in fields:
        value = values.get(field.name)
        if value is None:
            continue
        path = f"{base}{field.name}"
        if field.form == "record":
            yield from _walk(fact, field.fields, value, f"{path}.")
        elif field.form == "records":
            for index, item in enumerate(value if isinstance(value, list) else []):
                yield from _walk(fact, field.fields, item, f"{path}.{index}.")
        elif isinstance(value, list):
            for index, item in enumerate(value):
                yield from _leaf(fact, f"{path}.{index}", field, item)
        else:
            yield from _leaf(fact, path, field, value)


def _leaf(fact: Fact, path: str, field: Field, value: object) -> Iterator[Value]:
    if isinstance(value, dict):
        value = value.get("text", value.get("passage"))
    if isinstance(value, str) and value and value != NOT_STATED:
        yield Value(fact, path, field, value)


def finding(
    severity: Severity, code: str, message: str, value: Value, label: str = "", **more: object
) -> Diagnostic:
    """A diagnostic on a value of a fact; `more` are further fields of `Diagnostic`."""
    return Diagnostic(code, severity, message, value.span, label, fact=value.fact.id, **more)  # type: ignore[arg-type]  # checked by Diagnostic's own fields


def error(code: str, message: str, value: Value, label: str = "", **more: object) -> Diagnostic:
    """An error on a value of a fact."""
    return finding(ERROR, code, message, value, label, **more)


def warning(code: str, message: str, value: Value, label: str = "", **more: object) -> Diagnostic:
    """A warning on a value of a fact."""
    return finding(WARNING, code, message, value, label, **more)


def shown(text: str, limit: int = 90) -> str:
    """Words of a source as a message shows them: in one line, the middle of long ones left out."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    half = (limit - 3) // 2
    return f"{line[:half].rstrip()} … {line[-half:].lstrip()}"
