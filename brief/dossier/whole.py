"""A dossier as it was joined, remembered as one value under the hashes of all files of its folder.

The single files are remembered by themselves, which serves whoever edits one of them.  Whoever has
hashed the whole folder, as `generate` must, finds here what came of them when they were held
against one another: references resolved, passages found, the lock compared.  Nothing is remembered
where anything was wrong but what the lock tells, which hangs on the same bytes; nor where plug-ins
bring kinds of fact.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby, repeat

from brief import TYPE_CHECKING
from brief.archive.snapshots import Passage, Snapshot
from brief.diagnostics import Diagnostic
from brief.dossier.cache import Placed, document_found, document_kept, passages_found, passages_kept
from brief.dossier.files import Files
from brief.dossier.model import Dossier
from brief.dossier.records import Document, Places, places_found, places_kept
from brief.facts.fact import Fact, Place
from brief.kept import key, program
from brief.record import Record
from brief.registry import entry_points

if TYPE_CHECKING:
    from typing import Any

# Of most facts, which have no further selectors.
_NONE: dict[str, tuple[Passage, ...]] = {}


class Run(Record):
    """Facts that follow one another in the file of that name, of one kind, with the same count of
    passages: what the file says that they are from, and column by column what each has, its
    passages one behind the other.  `places` is one text, a line for each fact, where it can be.
    `further` has by id and path what further selectors select, of facts that have some."""

    file: str
    kind: str
    source: str
    count: int
    ids: list[str]
    fields: list[dict[str, Any]]
    places: str | list[Any]
    passages: list[Placed]
    further: dict[str, dict[str, list[Placed]]]

    def facts(self, file: str, texts: dict[str, str]) -> Iterator[Fact]:
        """The facts; `KeyError` where the source of a passage is not there."""
        kind, source, further, count = self.kind, self.source, self.further, self.count
        found = iter(passages_found(self.passages, texts))
        passages = zip(*[found] * count, strict=True) if count else repeat((), len(self.ids))
        places: Iterator[Mapping[str, Place]]
        if isinstance(self.places, str):
            places = map(Places, self.places.split("\n"))
        else:
            places = map(places_found, self.places)
        columns = zip(self.ids, self.fields, places, passages, strict=True)
        for id, fields, stands, passed in columns:
            if fields.get("passage", "") is None:
                fields["passage"] = passed[0].exact
            resolved = _NONE
            if id in further:
                resolved = {p: passages_found(kept, texts) for p, kept in further[id].items()}
            yield Fact(
                kind, id, file, fields.get("from") or source, fields, stands, passed, resolved
            )


class Whole(Record):
    """What a folder held: the documents by the names of their files, those of facts left out; the
    facts as they are kept; the names of all files that were read; what the lock told."""

    documents: dict[str, Document]
    runs: list[Run]
    inputs: list[str]
    found: list[Diagnostic]

    def facts(self, files: Files, snapshots: dict[str, Snapshot]) -> dict[str, Fact] | None:
        """The facts by their ids; None where they are not of these snapshots."""
        texts = {source: snapshot.text for source, snapshot in snapshots.items()}
        try:
            return {
                fact.id: fact
                for run in self.runs
                for fact in run.facts(files.shown(run.file), texts)
            }
        except (KeyError, ValueError, TypeError):  # a source is not there; or another shape
            return None


def find(files: Files, digests: Mapping[str, str]) -> Whole | None:
    """What files of these hashes held, by their paths in the folder, or None."""
    if not files.cache or entry_points("brief.facts"):
        return None
    value = files.cache.get(_key(files, digests))
    try:
        return Whole(
            {name: document_found(one) for name, one in value["documents"].items()},
            [Run(*run) for run in value["facts"]],
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
    alike = groupby(dossier.facts.values(), lambda f: (f.file, f.kind, len(f.passages)))
    value = {
        "documents": {
            name: document_kept(document, resolved=True) for name, document in documents.items()
        },
        "facts": [
            _run(names[file], kind, count, list(facts)) for (file, kind, count), facts in alike
        ],
        "inputs": list(files.inputs),
        "found": [diagnostic.to_value() for diagnostic in found],
    }
    files.cache.put(_key(files, digests), value)


def _run(name: str, kind: str, count: int, facts: list[Fact]) -> list[Any]:
    """A run as a JSON value."""
    places = [places_kept(fact.places) for fact in facts]
    lines = [line for line in places if isinstance(line, str) and "\n" not in line]
    return [
        name,
        kind,
        next((fact.source for fact in facts if not fact.fields.get("from")), ""),
        count,
        [fact.id for fact in facts],
        list(map(_fields, facts)),
        "\n".join(lines) if len(lines) == len(places) else places,
        [placed for fact in facts for placed in passages_kept(fact.passages)],
        {
            fact.id: {path: passages_kept(found) for path, found in fact.resolved.items()}
            for fact in facts
            if fact.resolved
        },
    ]


def _fields(fact: Fact) -> dict[str, Any]:
    """The fields, None standing for a passage that is selected by all its words: those are the
    snapshot's."""
    if fact.passages and fact.fields.get("passage") == fact.passages[0].exact:
        return {**fact.fields, "passage": None}
    return fact.fields


def _key(files: Files, digests: Mapping[str, str]) -> str:
    listed = (f"{name}\0{digest}" for name, digest in sorted(digests.items()))
    return key("whole", program(), files.name, files.relative, *listed)
