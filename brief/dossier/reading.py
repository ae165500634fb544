"""`load`: a dossier's folder to its values, with everything that is wrong in it."""

from __future__ import annotations

import gc
import os
import stat
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from brief.archive.capture import MAX_BYTES, Unreadable, capture, line_key
from brief.archive.snapshots import Passage, Snapshot
from brief.diagnostics import (
    ERROR,
    WARNING,
    BriefError,
    Diagnostic,
    Related,
    Span,
    UsageError,
    ordered,
)
from brief.dossier import build, tables
from brief.dossier.cache import Cache, Placed, Settled
from brief.dossier.model import Acknowledgement, Dossier, Ruling, Source
from brief.dossier.records import Document, Entry
from brief.dossier.references import Known, resolve_references, same_id
from brief.dossier.tables import FileTable
from brief.facts import KINDS
from brief.facts.fact import Fact
from brief.facts.fields import Kind
from brief.registry import members
from brief.text import fold, nearest

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
    loading = _Loading(Path(folder), Path(workspace), cache)
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
    loading = _Loading(Path(folder), Path(workspace), cache)
    document = loading.file(table.name, table, "")
    return document, loading.shown(table.name), loading.found


class _Loading:
    """One run over a folder."""

    def __init__(self, folder: Path, workspace: Path, cache: Path | None) -> None:
        if not folder.is_dir():
            raise UsageError(
                f"there is no folder {folder.name or folder}",
                help="`brief init` makes a workspace; dossiers are folders below its `sources`",
            )
        self._root = os.path.realpath(folder)
        self._folder = str(folder)
        base = os.path.realpath(workspace)
        inside = os.path.relpath(self._root, base).replace(os.sep, "/")
        self._relative = self._root.replace(os.sep, "/") if inside.startswith("..") else inside
        self._name = os.path.basename(self._root)  # noqa: PTH119
        self._cache = Cache(cache)
        self.found: list[Diagnostic] = []
        self._inputs: dict[str, str] = {}
        self._dropped: set[str] = set()
        self._unread: set[str] = set()
        self._kinds: dict[str, Kind] = {}
        self._table = tables.facts_table({})

    def run(self) -> Dossier | None:
        """Every file, then what they say to one another."""
        self._kinds, broken = members("brief.facts", KINDS, Kind)
        self.found += broken
        head = self.file("dossier.yaml", tables.DOSSIER, "subject", needed=True)
        sources = self.file("sources.yaml", tables.SOURCES, "source", needed=True)
        names = self.file("names.yaml", tables.NAMES, "name")
        rulings = self.file("rulings.yaml", tables.RULINGS, "ruling")
        table = self._table = tables.facts_table(self._kinds)
        facts = [
            (name, document)
            for name in self._fact_files()
            if (document := self.file(name, table, "fact")) is not None
        ]
        if not head:
            return None
        return self._join(head, sources, names, rulings, facts)

    # ------------------------------------------------------------ files

    def shown(self, name: str) -> str:
        """A file of the dossier as diagnostics name it."""
        return f"{self._relative}/{name}"

    def _tell(self, code: str, message: str, span: Span, help: str = "", fact: str = "") -> None:
        helps = (help,) if help else ()
        self.found.append(Diagnostic(code, ERROR, message, span, helps=helps, fact=fact))

    def _bytes(self, name: str, limit: int, span: Span) -> bytes | None:
        """A file of the dossier; None where it cannot be read, which is told at `span`."""
        path = os.path.join(self._folder, *name.split("/"))  # noqa: PTH118
        real = os.path.realpath(path)
        if real != self._root and not real.startswith(self._root + os.sep):
            self._tell(
                "Y-PATH",
                f"`{name}` leads out of the dossier's folder",
                span,
                "put a copy of the file into the dossier",
            )
            return None
        try:
            status = os.stat(real)  # noqa: PTH116 - pathlib costs more
            if not stat.S_ISREG(status.st_mode):  # a pipe would be waited for without end
                self._tell("Y-READ", f"`{name}` is no file", span)
                return None
            if status.st_size > limit:
                self._tell("Y-SIZE", f"`{name}` is larger than {limit // 1024 // 1024} MB", span)
                return None
            with open(real, "rb") as file:  # noqa: PTH123 - pathlib costs more
                return file.read()
        except OSError as error:
            self._tell("Y-READ", f"`{name}` cannot be read: {error.strerror or error}", span)
            return None

    def file(
        self, name: str, table: FileTable, what: str, *, needed: bool = False
    ) -> Document | None:
        """A YAML file as read, from the cache where it is there."""
        path = os.path.join(self._folder, *name.split("/"))  # noqa: PTH118
        if not os.path.lexists(path):
            if needed:
                self._unread.add(what)
                self._tell(
                    "Y-MISSING",
                    f"the folder holds no {name}",
                    Span(self.shown(name)),
                    "see docs/reference/dossier.md; `brief init` makes an example",
                )
            return None
        data = self._bytes(name, tables.MAX_BYTES, Span(self.shown(name)))
        if data is None:
            self._unread.add(what)
            return None
        self._inputs[name] = sha256(data).hexdigest()
        document = self._cache.document(data, table)
        if document is not None:
            return document
        return self._parsed(name, data, table, what)

    def _parsed(self, name: str, data: bytes, table: FileTable, what: str) -> Document | None:
        from brief.dossier.nodes import Findings, read_nodes
        from brief.dossier.reader import read_document

        findings = Findings(self.shown(name))
        root = read_nodes(data, findings)
        document = read_document(root, table, findings)
        self._dropped |= findings.dropped
        self.found += findings.found
        if document is None or any(d.code == "Y-SYNTAX" for d in findings.found):
            self._unread.add(what)
        if document is not None and not findings.found:
            self._cache.keep_document(data, table, document)
        return document

    def _fact_files(self) -> list[str]:
        folder = os.path.join(self._folder, "facts")  # noqa: PTH118
        try:
            with os.scandir(folder) as entries:
                names = sorted(entry.name for entry in entries)
        except FileNotFoundError:
            names = []
        except OSError as error:
            raise BriefError(f"the folder facts cannot be read: {error.strerror}") from error
        for name in names:
            if name.endswith(".yml") or (name.lower().endswith(".yaml") and name[-5:] != ".yaml"):
                self._tell(
                    "Y-PATH",
                    f"facts/{name} is not read",
                    Span(self.shown(f"facts/{name}")),
                    "give it the ending `.yaml`",
                )
        found = [f"facts/{n}" for n in names if n.endswith(".yaml") and not n.startswith(".")]
        if not found:
            self._unread.add("fact")
            self._tell(
                "Y-MISSING",
                "the dossier has no facts",
                Span(self.shown("facts")),
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
                self.found += resolve_references(document.top, self.shown(name), known)
        for entry in ruling_entries:
            self.found += resolve_references(entry, self.shown("rulings.yaml"), known)

        built_sources = self._sources(source_entries)
        snapshots = self._snapshots(built_sources)
        built_facts = self._settled(fact_entries, fact_files, facts, known, snapshots)
        built_names = {e.id: build.name(e, self.shown("names.yaml")) for e in name_entries}
        acknowledged: tuple[Acknowledgement, ...] = ()
        if rulings is not None:
            acknowledged = build.acknowledgements(rulings.top, self.shown("rulings.yaml"))
        dossier = Dossier(
            name=self._name,
            folder=self._relative,
            head=build.head(head.top),
            outline=build.outline(head.top),
            sources=built_sources,
            snapshots=snapshots,
            names=built_names,
            facts=built_facts,
            rulings=self._rulings(ruling_entries),
            acknowledged=acknowledged,
            inputs=dict(sorted(self._inputs.items())),
            places=places["dossier.yaml"],
        )
        self._compare(dossier)
        return dossier

    def _facts(
        self, files: list[tuple[str, Document]], rulings: list[Entry]
    ) -> tuple[list[Entry], list[str]]:
        """The facts of all files, ids once, each with the file it stands in."""
        first: dict[str, Span] = {
            entry.id: Span(self.shown("rulings.yaml"), *entry.places["id"]) for entry in rulings
        }
        entries: list[Entry] = []
        owners: list[str] = []
        for name, document in files:
            file = self.shown(name)
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
            dropped=frozenset(self._dropped),
            unread=frozenset(self._unread),
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
            inherited[self.shown(name)] = document.top.fields.get("from", "")
            self.found += resolve_references(document.top, self.shown(name), known)
        facts: dict[str, Fact] = {}
        for entry, file in zip(entries, files, strict=True):
            if entry.references:
                self.found += resolve_references(entry, file, known)
            fields = entry.fields
            source = fields.get("from") or inherited[file]
            fact = Fact(entry.kind, entry.id, file, source, fields, entry.places)
            facts[entry.id] = fact
            if not source and _needs_source(fields):
                self._tell(
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
            for name, digest in self._inputs.items()
            if name not in ("dossier.yaml", "names.yaml", "rulings.yaml")
        }
        kept = self._cache.passages(inputs, self._table)
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
            self._cache.keep_passages(inputs, self._table, _places_alone(settled))
        return settled

    def _sources(self, entries: list[Entry]) -> dict[str, Source]:
        file = self.shown("sources.yaml")
        return {
            entry.id: build.source(entry, f"S{number}", file)
            for number, entry in enumerate(entries, 1)
        }

    def _rulings(self, entries: list[Entry]) -> dict[str, Ruling]:
        return {entry.id: build.ruling(entry, self.shown("rulings.yaml")) for entry in entries}

    # ------------------------------------------------------------ snapshots

    def _snapshots(self, sources: Mapping[str, Source]) -> dict[str, Snapshot]:
        snapshots: dict[str, Snapshot] = {}
        for source in sources.values():
            if source.snapshot:
                snapshot = self._snapshot(source)
                if snapshot is not None:
                    snapshots[source.id] = snapshot
                    self._unmatched(source, snapshot)
        return snapshots

    def _snapshot(self, source: Source) -> Snapshot | None:
        name = source.snapshot
        span = source.span("snapshot")
        path = os.path.join(self._folder, *name.split("/"))  # noqa: PTH118
        if not os.path.isfile(path):  # noqa: PTH113
            self._missing(source, path, span)
            return None
        data = self._bytes(name, MAX_BYTES, span)
        if data is None:
            return None
        file = self.shown(name)
        snapshot = capture(data, source.id, source.code, file, source.furniture)
        if isinstance(snapshot, Unreadable):
            place = Related(Span(file, snapshot.line, snapshot.column), "here")
            self.found.append(
                Diagnostic(
                    "SRC-ENCODING",
                    ERROR,
                    f"the snapshot cannot be read as text: {snapshot.message}",
                    span,
                    related=(place,) if snapshot.line else (),
                    helps=(snapshot.help,),
                )
            )
            return None
        self._inputs[name] = snapshot.sha256
        if not snapshot.paragraphs:
            self._tell("SRC-MISSING", "the snapshot is empty", span, "put the text into it")
        return snapshot

    def _missing(self, source: Source, path: str, span: Span) -> None:
        folder, _, _ = source.snapshot.rpartition("/")
        try:
            held = os.listdir(os.path.dirname(path))  # noqa: PTH208, PTH120
        except OSError:  # the folder is not there either
            held = []
        wanted = source.snapshot.rpartition("/")[2]
        guess = nearest(wanted, [n for n in held if not n.startswith(".") and n != wanted])
        if os.path.isdir(path):  # noqa: PTH112
            message = f"`{source.snapshot}` is a folder"
        elif os.path.lexists(path):
            message = f"`{source.snapshot}` is no file, or a link to nothing"
        else:
            message = f"the snapshot `{source.snapshot}` is not there"
        prefix = f"{folder}/" if folder else ""
        help = f"did you mean `{prefix}{guess}`?" if guess else "save the source's text there"
        self._tell("SRC-MISSING", message, span, help)

    def _unmatched(self, source: Source, snapshot: Snapshot) -> None:
        """Furniture lines that are no line of the text: what they meant would count as content."""
        if not source.furniture:
            return
        text = snapshot.text
        dropped = {line_key(text[p.start : p.end]) for p in snapshot.paragraphs if p.number == 0}
        for line in source.furniture:
            if line_key(line) not in dropped:
                lines = [text[p.start : p.end] for p in snapshot.paragraphs[:2000]]
                guess = nearest(line[:200], [held[:200] for held in lines])
                self.found.append(
                    Diagnostic(
                        "SRC-LINE",
                        WARNING,
                        f"no line of the snapshot reads “{line[:80]}”",
                        source.span("furniture"),
                        helps=(f"did you mean “{guess}”?" if guess else "copy the whole line",),
                    )
                )

    # ------------------------------------------------------------ the lock

    def _compare(self, dossier: Dossier) -> None:
        from brief.dossier.lock import compare, read_lock

        path = os.path.join(self._folder, LOCK)  # noqa: PTH118
        data: bytes | None = None
        if os.path.lexists(path):
            data = self._bytes(LOCK, MAX_BYTES, Span(self.shown(LOCK)))
        lock, problems = read_lock(data, self.shown(LOCK))
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
                Passage(source, start, end, snapshots[source].text[start:end])
                for source, start, end in places
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
            [(p.source, p.start, p.end) for p in fact.passages],
            {
                path: [(p.source, p.start, p.end) for p in found]
                for path, found in fact.resolved.items()
            },
        )
        for fact in facts.values()
    }


def _needs_source(fields: dict[str, object]) -> bool:
    """Whether a fact selects words, so that a source must be known."""
    return any(name in fields for name in ("passage", "words", "clause")) or any(
        isinstance(item, str) for item in _listed(fields.get("passages"))
    )


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []
