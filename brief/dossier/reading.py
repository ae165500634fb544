"""`load`: a dossier's folder to its values, with everything that is wrong in it."""

from __future__ import annotations

import gc
from collections.abc import Mapping
from pathlib import Path

from brief import TYPE_CHECKING
from brief.archive.snapshots import Snapshot
from brief.diagnostics import Diagnostic, ordered
from brief.digests import sha256
from brief.dossier import build
from brief.dossier import whole as wholes
from brief.dossier.files import Files
from brief.dossier.holdings import read_snapshots
from brief.dossier.model import Dossier, Source
from brief.dossier.records import Document, Entry
from brief.facts.fact import Fact

if TYPE_CHECKING:
    from brief.dossier.tables import FileTable

HEAD, SOURCES, NAMES, RULINGS = "dossier.yaml", "sources.yaml", "names.yaml", "rulings.yaml"
LOCK = "dossier.lock"


def load(
    folder: Path,
    workspace: Path,
    cache: Path | None = None,
    digests: Mapping[str, str] | None = None,
) -> tuple[Dossier | None, list[Diagnostic]]:
    """Read a dossier and find its passages; the findings are by place.

    Everything that can be read is in the dossier, so that one run tells of every mistake; it is
    None only where `dossier.yaml` cannot be read at all.  Files named in diagnostics are relative
    to `workspace`.  `cache` is the user's cache folder; `digests` are the sha256 of all files of
    the folder by their paths in it, where the caller has just hashed them: what is remembered
    under them is then not read again.  Raises `UsageError` where there is no such folder.
    """
    loading = Loading(Files(Path(folder), Path(workspace), cache), digests or {})
    # Everything made here stays; the collector would walk it over and over, more than linearly.
    collecting = gc.isenabled()
    gc.disable()
    try:
        dossier = loading.remembered()
        if dossier is None:
            from brief.dossier.joining import Joining

            loading = Joining(Files(Path(folder), Path(workspace), cache), digests or {})
            dossier = loading.joined()
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


class Loading:
    """One run over a folder: the dossier as it is remembered."""

    def __init__(self, files: Files, digests: Mapping[str, str]) -> None:
        self._files = files
        self._digests = digests
        self.found = files.found
        self._documents: dict[str, Document] = {}  # by their files' names, those of facts left out

    def remembered(self) -> Dossier | None:
        """The dossier as it was when the folder held the very same files, or None."""
        files, digests = self._files, self._digests
        whole = wholes.find(files, digests) if digests else None
        if whole is None or not all(map(files.inside, (*whole.inputs, LOCK))):
            return None
        self._documents = whole.documents
        sources = self._sources()
        snapshots = read_snapshots(files, sources)
        facts = whole.facts(files, snapshots)
        if facts is None:  # as where a snapshot that was there is not, which the reader tells
            return None
        files.inputs = {**{name: digests[name] for name in whole.inputs}, **files.inputs}
        if not self._as_hashed(None):
            return None
        self.found += whole.found
        return self._built(sources, snapshots, facts)

    def _as_hashed(self, lock: bytes | None) -> bool:
        """Whether what was read is what was hashed, should somebody have been writing meanwhile."""
        read = self._files.inputs
        if lock is not None:
            read = {**read, LOCK: sha256(lock).hexdigest()}
        return all(self._digests.get(name) == digest for name, digest in read.items())

    def _entries(self, name: str, field: str) -> list[Entry]:
        document = self._documents.get(name)
        return document.entries.get(field, []) if document else []

    def _built(
        self, sources: dict[str, Source], snapshots: dict[str, Snapshot], facts: dict[str, Fact]
    ) -> Dossier:
        """The dossier of facts that are settled and of the documents' values."""
        head, rulings = self._documents[HEAD].top, self._documents.get(RULINGS)
        shown = self._files.shown
        names = [build.name(entry, shown(NAMES)) for entry in self._entries(NAMES, "names")]
        ruled = [build.ruling(e, shown(RULINGS)) for e in self._entries(RULINGS, "rulings")]
        translations = {
            name.removeprefix("translations/").removesuffix(".yaml"): build.translation(
                document.top, shown(name)
            )
            for name, document in self._documents.items()
            if name.startswith("translations/")
        }
        return Dossier(
            name=self._files.name,
            folder=self._files.relative,
            head=build.head(head),
            outline=build.outline(head),
            sources=sources,
            snapshots=snapshots,
            names={name.id: name for name in names},
            facts=facts,
            rulings={ruling.id: ruling for ruling in ruled},
            acknowledged=build.acknowledgements(rulings.top, shown(RULINGS)) if rulings else (),
            inputs=dict(sorted(self._files.inputs.items())),
            places=head.places,
            translations=translations,
        )

    def _sources(self) -> dict[str, Source]:
        file = self._files.shown(SOURCES)
        return {
            entry.id: build.source(entry, f"S{number}", file)
            for number, entry in enumerate(self._entries(SOURCES, "sources"), 1)
        }
