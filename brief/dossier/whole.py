"""A dossier as it was joined, remembered as one value under the hashes of all files of its folder.

The single files are remembered by themselves, which serves whoever edits one of them.  Whoever has
hashed the whole folder, as `generate` must, finds here what came of them when they were held
against one another: references resolved, passages found, the lock compared.  Nothing is remembered
where anything was wrong but what the lock tells, which hangs on the same bytes; nor where plug-ins
bring kinds of fact.
"""

from __future__ import annotations

from collections.abc import Mapping

from brief import TYPE_CHECKING
from brief.archive.snapshots import Snapshot
from brief.diagnostics import Diagnostic
from brief.dossier.cache import document_found, document_kept, passages_found, passages_kept
from brief.dossier.files import Files
from brief.dossier.model import Dossier
from brief.dossier.records import Document, places_found, places_kept
from brief.facts.fact import Fact
from brief.kept import key, program
from brief.record import Record
from brief.registry import entry_points

if TYPE_CHECKING:
    from typing import Any


class Whole(Record):
    """What a folder held: the documents by the names of their files, those of facts left out; the
    facts as they are kept; the names of all files that were read; what the lock told."""

    documents: dict[str, Document]
    kept: dict[str, list[Any]]
    inputs: list[str]
    found: list[Diagnostic]

    def facts(self, files: Files, snapshots: dict[str, Snapshot]) -> dict[str, Fact]:
        """The facts by their ids; `KeyError` where the source of a passage is not there."""
        texts = {source: snapshot.text for source, snapshot in snapshots.items()}
        facts: dict[str, Fact] = {}
        for name, rows in self.kept.items():
            file = files.shown(name)
            for kind, id, source, fields, places, passages, resolved in rows:
                facts[id] = Fact(
                    kind, id, file, source, fields, places_found(places),
                    passages_found(passages, texts),
                    {path: passages_found(found, texts) for path, found in resolved.items()},
                )  # fmt: skip
        return facts


def find(files: Files, digests: Mapping[str, str]) -> Whole | None:
    """What files of these hashes held, by their paths in the folder, or None."""
    if not files.cache or entry_points("brief.facts"):
        return None
    value = files.cache.get(_key(files, digests))
    try:
        return Whole(
            {name: document_found(one) for name, one in value["documents"].items()},
            value["facts"],
            value["inputs"],
            list(map(Diagnostic.from_value, value["found"])),
        )
    except (ValueError, TypeError, KeyError, AttributeError):  # nothing is kept, or another shape
        return None


def keep(
    files: Files,
    digests: Mapping[str, str],
    documents: dict[str, Document],
    dossier: Dossier,
    found: list[Diagnostic],
) -> None:
    """Keep a dossier that was read from files of these hashes, and what the lock tells."""
    if not files.cache or entry_points("brief.facts"):
        return
    names = {files.shown(name): name for name in files.inputs}
    facts: dict[str, list[Any]] = {}
    for fact in dossier.facts.values():
        row = [
            fact.kind, fact.id, fact.source, fact.fields, places_kept(fact.places),
            passages_kept(fact.passages),
            {path: passages_kept(passages) for path, passages in fact.resolved.items()},
        ]  # fmt: skip
        facts.setdefault(names[fact.file], []).append(row)
    value = {
        "documents": {name: document_kept(document) for name, document in documents.items()},
        "facts": facts,
        "inputs": list(files.inputs),
        "found": [diagnostic.to_value() for diagnostic in found],
    }
    files.cache.put(_key(files, digests), value)


def _key(files: Files, digests: Mapping[str, str]) -> str:
    listed = (f"{name}\0{digest}" for name, digest in sorted(digests.items()))
    return key("whole", program(), files.name, files.relative, *listed)
