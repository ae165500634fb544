"""Files as read, kept in the user's cache folder, so that unchanged YAML is not read twice.

What is kept is found by the bytes it was read from, by the tables that read them and by the
program itself (`brief.kept`).  Any fault means that the YAML is read again.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from brief import TYPE_CHECKING
from brief.archive.snapshots import Passage, Place
from brief.dossier.records import Document, Entry, places_found, places_kept
from brief.kept import Kept, key, program
from brief.registry import entry_points

if TYPE_CHECKING:
    from typing import Any

    from brief.dossier.tables import FileTable
    from brief.facts.fields import Field, Kind

# Source, start and end of a passage, its paragraph, first and last sentence (all 0 where it has
# none); by fact, its passages and those of its fields by path.
Placed = tuple[str, int, int, int, int, int]
Settled = dict[str, tuple[list[Placed], dict[str, list[Placed]]]]


class Cache:
    """Documents by the sha256 of what they were read from; `folder` None keeps nothing."""

    def __init__(self, folder: Path | None) -> None:
        self._kept = Kept(folder, "dossier")
        self._tables: dict[int, str] = {}

    def __bool__(self) -> bool:
        return bool(self._kept)

    def get(self, name: str) -> Any:
        """What was kept under a name that `brief.kept.key` made, or None."""
        return self._kept.get(name)

    def put(self, name: str, value: Any) -> None:
        """Keep a JSON value under such a name."""
        self._kept.put(name, value)

    def document(self, digest: str, table: FileTable) -> Document | None:
        """What was read from bytes of this hash, or None."""
        value = self._found(table, digest)
        try:
            return None if value is None else document_found(value)
        except (ValueError, TypeError, KeyError, AttributeError):
            return None

    def keep_document(self, digest: str, table: FileTable, document: Document) -> None:
        """Keep what was read; a cache that cannot be written is no fault."""
        if self._kept:
            self._kept.put(self._key(table, digest), document_kept(document))

    def passages(self, inputs: dict[str, str], table: FileTable) -> Settled | None:
        """Where the passages of all facts stand, for files of these hashes."""
        value = self._found(table, _listed(inputs))
        try:
            return None if value is None else _settled(value)
        except (ValueError, TypeError, KeyError, AttributeError):
            return None

    def keep_passages(self, inputs: dict[str, str], table: FileTable, settled: Settled) -> None:
        """Keep where the passages stand: places alone, the words are the snapshots'."""
        if self._kept:
            self._kept.put(self._key(table, _listed(inputs)), settled)

    def _found(self, table: FileTable, of: str) -> Any:
        return self._kept.get(self._key(table, of)) if self._kept else None

    def _key(self, table: FileTable, of: str) -> str:
        mark = self._tables.get(id(table))
        if mark is None:
            mark = self._tables[id(table)] = _fingerprint(table)
        return key(mark, of)


def _fingerprint(table: FileTable) -> str:
    """What the reader makes of bytes depends on: the program, and tables, which plug-ins extend."""
    parts = [program(), table.name]
    if not entry_points("brief.facts"):
        return "\n".join(parts)  # the tables are the program's own

    def walk(fields: tuple[Field, ...]) -> None:
        for f in fields:
            parts.append(
                f"{f.name} {f.form} {f.required} {f.not_stated} {f.limit} {f.short} {f.keys} "
                f"{'|'.join(f.choices)} {f.either}"
            )
            walk(f.fields)
            parts.append(".")
            for kind in f.kinds:
                of(kind)

    def of(kind: Kind) -> None:
        parts.append(f"{kind.name} {kind.either}")
        walk(kind.fields)

    walk(table.fields)
    return "\n".join(parts)


def _listed(inputs: dict[str, str]) -> str:
    return "\n".join(f"{name} {digest}" for name, digest in sorted(inputs.items()))


def _settled(value: dict[str, Any]) -> Settled:
    return {
        id: (
            [_placed(*one) for one in passages],
            {path: [_placed(*one) for one in found] for path, found in resolved.items()},
        )
        for id, (passages, resolved) in value.items()
    }


def _placed(source: str, *numbers: Any) -> Placed:
    start, end, paragraph, first, last = map(int, numbers)
    return source, start, end, paragraph, first, last


def passages_kept(passages: Iterable[Passage]) -> list[Placed]:
    """Where passages stand, as a JSON value: the words are the snapshots'."""
    found: list[Placed] = []
    for passage in passages:
        place = passage.place or Place(0, 0, 0)
        counted = (place.paragraph, place.first, place.last)
        found.append((passage.source, passage.start, passage.end, *counted))
    return found


def passages_found(kept: list[Placed], texts: dict[str, str]) -> tuple[Passage, ...]:
    """The passages that were kept so; `texts` are those of the snapshots by source."""
    return tuple(
        [
            Passage(
                source,
                start,
                end,
                texts[source][start:end],
                Place(paragraph, first, last) if paragraph else None,
            )
            for source, start, end, paragraph, first, last in kept
        ]
    )


def document_kept(document: Document, *, resolved: bool = False) -> dict[str, Any]:
    """A document as a JSON value; without its references where they are resolved."""

    def kept(entry: Entry) -> list[Any]:
        references = [] if resolved else entry.references
        return [entry.kind, entry.id, entry.fields, places_kept(entry.places), references]

    entries = {name: list(map(kept, held)) for name, held in document.entries.items()}
    return {"top": kept(document.top), "entries": entries}


def document_found(value: dict[str, Any]) -> Document:
    """The document that was kept so; `ValueError`, `TypeError`, `KeyError` or `AttributeError`
    where none was."""
    entries = {name: [_found(e) for e in found] for name, found in value["entries"].items()}
    return Document(_found(value["top"]), entries)


def _found(value: list[Any]) -> Entry:
    kind, id, fields, places, references = value
    return Entry(kind, id, fields, places_found(places), list(map(tuple, references)))
