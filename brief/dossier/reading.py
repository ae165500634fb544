"""`load`: a dossier's folder to its values, with everything that is wrong in it."""

from __future__ import annotations

import gc
import os
from pathlib import Path

from brief.archive.capture import MAX_BYTES
from brief.archive.snapshots import Passage, Place, Snapshot
from brief.diagnostics import (
    BriefError,
    Diagnostic,
    Span,
    ordered,
)
from brief.dossier import build, tables
from brief.dossier.cache import Placed, Settled
from brief.dossier.files import Files
from brief.dossier.holdings import read_snapshots
from brief.dossier.model import Acknowledgement, Dossier, Ruling, Source, Translation
from brief.dossier.records import Document, Entry
from brief.dossier.references import Known, resolve_references, same_id
from brief.dossier.tables import FileTable
from brief.facts import KINDS
from brief.facts.fact import Fact
from brief.facts.fields import Kind
from brief.registry import members
from brief.text import fold

LOCK = "dossier.lock"


def load(
    folder: Path, workspace: Path, cache: Path | None = None
) -> tuple[Dossier | None, list[Diagnostic]]:
    """Read a dossier and find its passages; the findings are by place.

    Everything that can be read is in the dossier, so that one run tells of every mistake; it is
    None only where `dossier.yaml` cannot be read at all.  Files named in diagnostics are relative
    to `workspace`.  `cache` is the user's cache folder.  Raises `UsageError` where there is no
    such folder.
    """
    loading = _Loading(Files(Path(folder), Path(workspace), cache))
    # Everything made here stays; the collector would walk it over and over, more than linearly.
    collecting = gc.isenabled()
    gc.disable()
    try:
        dossier = loading.run()
    finally:
        if collecting:
            gc.enable()
    return dossier, ordered(loading.found)


def read_file(
    folder: Path, workspace: Path, table: FileTable, cache: Path | None = None
) -> tuple[Document | None, str, list[Diagnostic]]:
    """One further file of a dossier by its table: what was read (None where there is no such
    file), its path as diagnostics show it, and the findings."""
    files = Files(Path(folder), Path(workspace), cache)
    document = files.document(table.name, table, "")
    return document, files.shown(table.name), files.found


class _Loading:
    """One run over a folder."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self.found = files.found
        self._kinds: dict[str, Kind] = {}
        self._table = tables.facts_table({})

    def run(self) -> Dossier | None:
        """Every file, then what they say to one another."""
        self._kinds, broken = members("brief.facts", KINDS, Kind)
        self.found += broken
        head = self._files.document("dossier.yaml", tables.DOSSIER, "subject", needed=True)
        sources = self._files.document("sources.yaml", tables.SOURCES, "source", needed=True)
        names = self._files.document("names.yaml", tables.NAMES, "name")
        rulings = self._files.document("rulings.yaml", tables.RULINGS, "ruling")
        table = self._table = tables.facts_table(self._kinds)
        facts = [
            (name, document)
            for name in self._fact_files()
            if (document := self._files.document(name, table, "fact")) is not None
        ]
        if not head:
            return None
        return self._join(head, sources, names, rulings, facts)

    # ------------------------------------------------------------ files

    def _fact_files(self) -> list[str]:
        folder = os.path.join(self._files.folder, "facts")  # noqa: PTH118
        try:
            with os.scandir(folder) as entries:
                names = sorted(entry.name for entry in entries)
        except FileNotFoundError:
            names = []
        except OSError as error:
            raise BriefError(f"the folder facts cannot be read: {error.strerror}") from error
        for name in [n for n in names if not _is_text(n)]:
            names.remove(name)
            shown = name.encode("utf-8", "replace").decode("utf-8")
            span = Span(self._files.shown(f"facts/{shown}"))
            self._files.tell("Y-PATH", "a file's name is not UTF-8", span, "rename the file")
        for name in names:
            if name.endswith(".yml") or (name.lower().endswith(".yaml") and name[-5:] != ".yaml"):
                self._files.tell(
                    "Y-PATH",
                    f"facts/{name} is not read",
                    Span(self._files.shown(f"facts/{name}")),
                    "give it the ending `.yaml`",
                )
        found = [f"facts/{n}" for n in names if n.endswith(".yaml") and not n.startswith(".")]
        if not found:
            self._files.unread.add("fact")
            self._files.tell(
                "Y-MISSING",
                "the dossier has no facts",
                Span(self._files.shown("facts")),
                "write some in facts/*.yaml; see docs/reference/dossier.md",
            )
        return found

    # ------------------------------------------------------------ joining

    def _join(
        self,
        head: Document,
        sources: Document | None,
        names: Document | None,
        rulings: Document | None,
        facts: list[tuple[str, Document]],
    ) -> Dossier:
        places = {
            "dossier.yaml": head.top.places,
            "rulings.yaml": rulings.top.places if rulings else {},
        }
        source_entries = sources.entries.get("sources", []) if sources else []
        name_entries = names.entries.get("names", []) if names else []
        ruling_entries = rulings.entries.get("rulings", []) if rulings else []
        fact_entries, fact_files = self._facts(facts, ruling_entries)
        known = self._known(head, source_entries, name_entries, ruling_entries, fact_entries)

        for name, document in (("dossier.yaml", head), ("rulings.yaml", rulings)):
            if document is not None:
                self.found += resolve_references(document.top, self._files.shown(name), known)
        for entry in ruling_entries:
            self.found += resolve_references(entry, self._files.shown("rulings.yaml"), known)

        built_sources = self._sources(source_entries)
        snapshots = read_snapshots(self._files, built_sources)
        built_facts = self._settled(fact_entries, fact_files, facts, known, snapshots)
        built_names = {e.id: build.name(e, self._files.shown("names.yaml")) for e in name_entries}
        acknowledged: tuple[Acknowledgement, ...] = ()
        if rulings is not None:
            acknowledged = build.acknowledgements(rulings.top, self._files.shown("rulings.yaml"))
        dossier = Dossier(
            name=self._files.name,
            folder=self._files.relative,
            head=build.head(head.top),
            outline=build.outline(head.top),
            sources=built_sources,
            snapshots=snapshots,
            names=built_names,
            facts=built_facts,
            rulings=self._rulings(ruling_entries),
            acknowledged=acknowledged,
            inputs={},
            places=places["dossier.yaml"],
        )
        dossier = self._translated(dossier)
        self._compare(dossier)
        return dossier

    def _facts(
        self, files: list[tuple[str, Document]], rulings: list[Entry]
    ) -> tuple[list[Entry], list[str]]:
        """The facts of all files, ids once, each with the file it stands in."""
        first: dict[str, Span] = {
            entry.id: Span(self._files.shown("rulings.yaml"), *entry.places["id"])
            for entry in rulings
        }
        entries: list[Entry] = []
        owners: list[str] = []
        for name, document in files:
            file = self._files.shown(name)
            for entry in document.entries.get("facts", ()):
                span = Span(file, *entry.places["id"])
                if entry.id in first:
                    self.found.append(same_id(entry.id, span, first[entry.id]))
                    continue
                first[entry.id] = span
                entries.append(entry)
                owners.append(file)
        return entries, owners

    def _known(
        self,
        head: Document,
        sources: list[Entry],
        names: list[Entry],
        rulings: list[Entry],
        facts: list[Entry],
    ) -> Known:
        spellings: dict[str, tuple[str, ...]] = {}
        for entry in names:
            fields = entry.fields
            written = (fields.get("name"), fields.get("short"), *fields.get("aliases", ()))
            for spelling in {fold(text).text for text in written if text}:
                spellings[spelling] = (*spellings.get(spelling, ()), entry.id)
        return Known(
            names=frozenset(entry.id for entry in names),
            spellings=spellings,
            sources=frozenset(entry.id for entry in sources),
            facts={entry.id: entry.fields for entry in facts},
            rulings=frozenset(entry.id for entry in rulings),
            subjects=frozenset(head.top.fields.get("subjects", ())),
            dropped=frozenset(self._files.dropped),
            unread=frozenset(self._files.unread),
        )

    def _settled(
        self,
        entries: list[Entry],
        files: list[str],
        documents: list[tuple[str, Document]],
        known: Known,
        snapshots: dict[str, Snapshot],
    ) -> dict[str, Fact]:
        """The facts with references resolved and passages found."""
        inherited: dict[str, str] = {}
        for name, document in documents:
            inherited[self._files.shown(name)] = document.top.fields.get("from", "")
            self.found += resolve_references(document.top, self._files.shown(name), known)
        facts: dict[str, Fact] = {}
        for entry, file in zip(entries, files, strict=True):
            if entry.references:
                self.found += resolve_references(entry, file, known)
            fields = entry.fields
            source = fields.get("from") or inherited[file]
            fact = Fact(entry.kind, entry.id, file, source, fields, entry.places)
            facts[entry.id] = fact
            if not source and _needs_source(fields):
                self._files.tell(
                    "Y-MISSING",
                    f"the {entry.kind} does not say which source it was read in",
                    fact.span(),
                    "write `from: its-source`, at the fact or at the head of the file",
                    entry.id,
                )
        return self._placed(facts, snapshots)

    def _placed(self, facts: dict[str, Fact], snapshots: dict[str, Snapshot]) -> dict[str, Fact]:
        """The facts with their passages found, or taken from the cache for unchanged files."""
        inputs = {
            name: digest
            for name, digest in self._files.inputs.items()
            if name not in ("dossier.yaml", "names.yaml", "rulings.yaml")
        }
        kept = self._files.cache.passages(inputs, self._table)
        if kept is not None and kept.keys() == facts.keys():
            try:
                return {id: _with_passages(facts[id], kept[id], snapshots) for id in facts}
            except KeyError:  # a source that the cache knows and this run could not read
                pass
        from brief.dossier.passages import Finder

        finder = Finder(snapshots, self._kinds)
        settled = {id: finder.settle(fact) for id, fact in facts.items()}
        self.found += finder.found
        if not finder.found and not self.found:
            self._files.cache.keep_passages(inputs, self._table, _places_alone(settled))
        return settled

    def _sources(self, entries: list[Entry]) -> dict[str, Source]:
        file = self._files.shown("sources.yaml")
        return {
            entry.id: build.source(entry, f"S{number}", file)
            for number, entry in enumerate(entries, 1)
        }

    def _rulings(self, entries: list[Entry]) -> dict[str, Ruling]:
        return {
            entry.id: build.ruling(entry, self._files.shown("rulings.yaml")) for entry in entries
        }

    # ------------------------------------------------------------ translations

    def _translated(self, dossier: Dossier) -> Dossier:
        """The dossier with its translations, and with what was read of it."""
        translations: dict[str, Translation] = {}
        for name in self._translation_files():
            table = tables.translations_table(self._kinds)
            document = self._files.document(name, table, "translation")
            if document is None:
                continue
            made = build.translation(document.top, self._files.shown(name))
            stem = name.removeprefix("translations/").removesuffix(".yaml")
            if made.language and made.language != stem:
                self._files.tell(
                    "Y-PATH",
                    f"the translation into `{made.language}` is called {stem}.yaml",
                    made.span(),
                    f"call the file {made.language}.yaml",
                )
            translations[stem] = made
        inputs = dict(sorted(self._files.inputs.items()))
        return dossier.replace(translations=translations, inputs=inputs)

    def _translation_files(self) -> list[str]:
        folder = os.path.join(self._files.folder, "translations")  # noqa: PTH118
        try:
            with os.scandir(folder) as entries:
                names = sorted(entry.name for entry in entries)
        except (FileNotFoundError, NotADirectoryError):
            return []
        except OSError as error:
            raise BriefError(f"the folder translations cannot be read: {error.strerror}") from error
        return [
            f"translations/{name}"
            for name in names
            if name.endswith(".yaml") and name[0] != "." and _is_text(name)
        ]

    # ------------------------------------------------------------ snapshots

    # ------------------------------------------------------------ the lock

    def _compare(self, dossier: Dossier) -> None:
        from brief.dossier.locked import compare, read_lock

        path = os.path.join(self._files.folder, LOCK)  # noqa: PTH118
        data: bytes | None = None
        if os.path.lexists(path):
            data = self._files.data(LOCK, MAX_BYTES, Span(self._files.shown(LOCK)))
        lock, problems = read_lock(data, self._files.shown(LOCK))
        self.found += problems
        if not problems:
            self.found += compare(dossier, lock)


def _with_passages(
    fact: Fact,
    placed: tuple[list[Placed], dict[str, list[Placed]]],
    snapshots: dict[str, Snapshot],
) -> Fact:
    def passages(places: list[Placed]) -> tuple[Passage, ...]:
        return tuple(
            [
                Passage(
                    source,
                    start,
                    end,
                    snapshots[source].text[start:end],
                    Place(paragraph, first, last) if paragraph else None,
                )
                for source, start, end, paragraph, first, last in places
            ]
        )

    main, resolved = placed
    return Fact(
        fact.kind,
        fact.id,
        fact.file,
        fact.source,
        fact.fields,
        fact.places,
        passages(main),
        {path: passages(found) for path, found in resolved.items()},
    )


def _places_alone(facts: dict[str, Fact]) -> Settled:
    return {
        fact.id: (
            list(map(_numbers, fact.passages)),
            {path: list(map(_numbers, found)) for path, found in fact.resolved.items()},
        )
        for fact in facts.values()
    }


def _numbers(passage: Passage) -> Placed:
    place = passage.place or Place(0, 0, 0)
    at = (place.paragraph, place.first, place.last)
    return (passage.source, passage.start, passage.end, *at)


def _is_text(name: str) -> bool:
    """Whether a file's name is text, and not bytes that the system could not read as UTF-8."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _needs_source(fields: dict[str, object]) -> bool:
    """Whether a fact selects words, so that a source must be known."""
    return any(name in fields for name in ("passage", "words", "clause")) or any(
        isinstance(item, str) for item in _listed(fields.get("passages"))
    )


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []
