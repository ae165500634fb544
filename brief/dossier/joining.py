"""A dossier's files read and joined: references resolved, passages found, the lock compared."""

from __future__ import annotations

import os
from collections.abc import Mapping

from brief import TYPE_CHECKING
from brief.archive.capture import MAX_BYTES
from brief.archive.snapshots import Snapshot
from brief.diagnostics import BriefError, Diagnostic, Span
from brief.dossier import build, tables
from brief.dossier import whole as wholes
from brief.dossier.cache import Placed, Settled, passages_found, passages_kept
from brief.dossier.files import Files
from brief.dossier.holdings import read_snapshots
from brief.dossier.model import Dossier
from brief.dossier.reading import HEAD, LOCK, NAMES, RULINGS, SOURCES, Loading
from brief.dossier.records import Document, Entry
from brief.dossier.references import Known, of_absent, resolve_references, same_id
from brief.facts import KINDS
from brief.facts.fact import Fact
from brief.facts.fields import Kind
from brief.registry import members
from brief.text.folding import fold

if TYPE_CHECKING:
    from brief.dossier.tables import FileTable


class Joining(Loading):
    """One run over a folder whose dossier is not remembered."""

    def __init__(self, files: Files, digests: Mapping[str, str]) -> None:
        super().__init__(files, digests)
        # Set when files are read.
        self._kinds: dict[str, Kind]
        self._table: FileTable

    def joined(self) -> Dossier | None:
        """Every file, then what they say to one another; None without `dossier.yaml`."""
        self._kinds, broken = members("brief.facts", KINDS, Kind)
        self.found += broken
        self._read(HEAD, tables.DOSSIER, "subject", needed=True)
        self._read(SOURCES, tables.SOURCES, "source", needed=True)
        self._read(NAMES, tables.NAMES, "name")
        self._read(RULINGS, tables.RULINGS, "ruling")
        table = self._table = tables.facts_table(self._kinds)
        facts = [
            (name, document)
            for name in self._fact_files()
            if (document := self._files.document(name, table, "fact")) is not None
        ]
        if HEAD not in self._documents:
            return None
        dossier = self._join(facts)
        for name in (NAMES, RULINGS):
            if self.found and not self._files.holds(name):
                self.found[:] = of_absent(self.found, name, self._files.shown(name))
        told, lock = self._compared(dossier)
        sound = not self.found
        self.found += told
        if self._digests and sound:
            self._remember(dossier, told, lock)
        return dossier

    def _remember(self, dossier: Dossier, told: list[Diagnostic], lock: bytes | None) -> None:
        if self._as_hashed(lock):
            wholes.keep(self._files, self._digests, self._documents, dossier, told)

    # ------------------------------------------------------------ files

    def _read(self, name: str, table: FileTable, what: str, *, needed: bool = False) -> None:
        document = self._files.document(name, table, what, needed=needed)
        if document is not None:
            self._documents[name] = document

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

    def _join(self, files: list[tuple[str, Document]]) -> Dossier:
        """The dossier of what the files hold, those of facts by their names."""
        entries, owners = self._facts(files)
        known = self._known(entries)
        for name in (HEAD, RULINGS):
            if name in self._documents:
                top = self._documents[name].top
                self.found += resolve_references(top, self._files.shown(name), known)
        for entry in self._entries(RULINGS, "rulings"):
            self.found += resolve_references(entry, self._files.shown(RULINGS), known)
        sources = self._sources()
        snapshots = read_snapshots(self._files, sources)
        facts = self._settled(entries, owners, files, known, snapshots)
        self._read_translations()
        return self._built(sources, snapshots, facts)

    def _facts(self, files: list[tuple[str, Document]]) -> tuple[list[Entry], list[str]]:
        """The facts of all files, ids once, each with the file it stands in."""
        rulings = self._files.shown(RULINGS)
        first = {entry.id: (rulings, entry) for entry in self._entries(RULINGS, "rulings")}
        entries: list[Entry] = []
        owners: list[str] = []
        for name, document in files:
            file = self._files.shown(name)
            for entry in document.entries.get("facts", ()):
                if entry.id in first:
                    where, other = first[entry.id]
                    span, before = Span(file, *entry.places["id"]), Span(where, *other.places["id"])
                    self.found.append(same_id(entry.id, span, before))
                    continue
                first[entry.id] = file, entry
                entries.append(entry)
                owners.append(file)
        return entries, owners

    def _known(self, facts: list[Entry]) -> Known:
        names = self._entries(NAMES, "names")
        spellings: dict[str, tuple[str, ...]] = {}
        for entry in names:
            fields = entry.fields
            written = (fields.get("name"), fields.get("short"), *fields.get("aliases", ()))
            for spelling in {fold(text).text for text in written if text}:
                spellings[spelling] = (*spellings.get(spelling, ()), entry.id)
        return Known(
            names=frozenset(entry.id for entry in names),
            spellings=spellings,
            sources=frozenset(entry.id for entry in self._entries(SOURCES, "sources")),
            facts={entry.id: entry.fields for entry in facts},
            rulings=frozenset(entry.id for entry in self._entries(RULINGS, "rulings")),
            subjects=frozenset(self._documents[HEAD].top.fields.get("subjects", ())),
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
            if name not in (HEAD, NAMES, RULINGS)
        }
        kept = self._files.cache.passages(inputs, self._table)
        if kept is not None and kept.keys() == facts.keys():
            texts = {source: snapshot.text for source, snapshot in snapshots.items()}
            try:
                return {id: _with_passages(facts[id], kept[id], texts) for id in facts}
            except KeyError:  # a source that the cache knows and this run could not read
                pass
        from brief.dossier.passages import Finder

        finder = Finder(snapshots, self._kinds, counting=bool(self._files.cache))
        settled = {id: finder.settle(fact) for id, fact in facts.items()}
        self.found += finder.found
        if not finder.found and not self.found:
            self._files.cache.keep_passages(inputs, self._table, _places_alone(settled))
        return settled

    # ------------------------------------------------------------ translations

    def _read_translations(self) -> None:
        """The files of translations; each must be called what its language is."""
        for name in self._translation_files():
            self._read(name, tables.translations_table(self._kinds), "translation")
            document = self._documents.get(name)
            if document is None:
                continue
            language = document.top.fields.get("language", "")
            if language and f"translations/{language}.yaml" != name:
                file = self._files.shown(name)
                self._files.tell(
                    "Y-PATH",
                    f"the translation into `{language}` is called {name.partition('/')[2]}",
                    build.translation(document.top, file).span(),
                    f"call the file {language}.yaml",
                )

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

    # ------------------------------------------------------------ the lock

    def _compared(self, dossier: Dossier) -> tuple[list[Diagnostic], bytes | None]:
        """What the lock tells of the dossier, and the lock's bytes."""
        from brief.dossier.locked import compare, read_lock

        data: bytes | None = None
        if os.path.lexists(os.path.join(self._files.folder, LOCK)):  # noqa: PTH118
            data = self._files.data(LOCK, MAX_BYTES, Span(self._files.shown(LOCK)))
        lock, problems = read_lock(data, self._files.shown(LOCK))
        return problems or compare(dossier, lock), data


def _with_passages(
    fact: Fact,
    found: tuple[list[Placed], dict[str, list[Placed]]],
    texts: dict[str, str],
) -> Fact:
    main, resolved = found
    return Fact(
        fact.kind,
        fact.id,
        fact.file,
        fact.source,
        fact.fields,
        fact.places,
        passages_found(main, texts),
        {path: passages_found(places, texts) for path, places in resolved.items()},
    )


def _places_alone(facts: dict[str, Fact]) -> Settled:
    return {
        fact.id: (
            passages_kept(fact.passages),
            {path: passages_kept(found) for path, found in fact.resolved.items()},
        )
        for fact in facts.values()
    }


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
