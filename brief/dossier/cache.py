"""Files as read, kept as JSON in the user's cache folder, so that unchanged YAML is not read twice.

A cached file is data only, is found by the hash of the bytes it was read from, of the tables that
read them and of the product's version, and carries the hash of its own content.  Any fault means
that the YAML is read again.
"""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path
from typing import Any

from brief import __version__
from brief.dossier.records import Document, Entry
from brief.dossier.tables import FileTable
from brief.facts.fields import Field, Kind

# Raise it whenever what the reader makes of the same bytes and tables changes.
READER = "2"
_MOST_FILES = 4000


# Source, start and end of a passage; by fact, its passages and those of its fields by path.
Placed = tuple[str, int, int]
Settled = dict[str, tuple[list[Placed], dict[str, list[Placed]]]]


class Cache:
    """Documents by the bytes they were read from; `folder` None keeps nothing."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = str(folder / "dossier") if folder is not None else ""
        self._tables: dict[int, bytes] = {}

    def document(self, data: bytes, table: FileTable) -> Document | None:
        """What was read from these bytes, or None."""
        value = self._get(self._key(table, data))
        try:
            return None if value is None else _document(value)
        except (ValueError, TypeError, KeyError, AttributeError):
            return None

    def keep_document(self, data: bytes, table: FileTable, document: Document) -> None:
        """Keep what was read; a cache that cannot be written is no fault."""
        if self._folder:
            entries = {name: [_plain(e) for e in held] for name, held in document.entries.items()}
            value = {"top": _plain(document.top), "entries": entries}
            self._put(self._key(table, data), value)

    def passages(self, inputs: dict[str, str], table: FileTable) -> Settled | None:
        """Where the passages of all facts stand, for files of these hashes."""
        value = self._get(self._key(table, _listed(inputs)))
        try:
            return None if value is None else _settled(value)
        except (ValueError, TypeError, KeyError, AttributeError):
            return None

    def keep_passages(self, inputs: dict[str, str], table: FileTable, settled: Settled) -> None:
        """Keep where the passages stand: places alone, the words are the snapshots'."""
        if self._folder:
            self._put(self._key(table, _listed(inputs)), settled)

    def _get(self, path: str) -> Any:
        if not self._folder:
            return None
        try:
            with open(path, "rb") as file:  # noqa: PTH123 - pathlib costs more
                kept = file.read()
        except OSError:
            return None
        digest, _, body = kept.partition(b"\n")
        if digest.decode("ascii", "replace") != sha256(body).hexdigest():
            return None
        import json

        try:
            return json.loads(body)
        except (ValueError, RecursionError):
            return None

    def _put(self, path: str, value: Any) -> None:
        import json

        body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
        aside = f"{path}.{os.getpid()}"
        try:
            os.makedirs(self._folder, mode=0o700, exist_ok=True)  # noqa: PTH103
            self._make_room()
            handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(sha256(body).hexdigest().encode("ascii") + b"\n" + body)
            os.replace(aside, path)  # noqa: PTH105
        except OSError:
            try:
                os.unlink(aside)  # noqa: PTH108
            except OSError:  # it was never made
                return

    def _key(self, table: FileTable, data: bytes) -> str:
        mark = self._tables.get(id(table))
        if mark is None:
            mark = self._tables[id(table)] = _fingerprint(table).encode("utf-8")
        name = sha256(mark + b"\0" + data).hexdigest() + ".json"
        return os.path.join(self._folder, name)  # noqa: PTH118

    def _make_room(self) -> None:
        """Drop the older half where far too many files have gathered."""
        with os.scandir(self._folder) as found:
            files = [(entry.stat().st_mtime_ns, entry.path) for entry in found]
        if len(files) > _MOST_FILES:
            for _, path in sorted(files)[: len(files) // 2]:
                os.unlink(path)  # noqa: PTH108


def _fingerprint(table: FileTable) -> str:
    """What the reader makes of bytes depends on: tables, reader and version."""
    parts = [__version__, READER, table.name]

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


def _listed(inputs: dict[str, str]) -> bytes:
    return "\n".join(f"{name} {digest}" for name, digest in sorted(inputs.items())).encode()


def _settled(value: dict[str, Any]) -> Settled:
    return {
        id: (
            [(source, int(start), int(end)) for source, start, end in passages],
            {
                path: [(source, int(start), int(end)) for source, start, end in found]
                for path, found in resolved.items()
            },
        )
        for id, (passages, resolved) in value.items()
    }


def _plain(entry: Entry) -> list[Any]:
    return [entry.kind, entry.id, entry.fields, entry.places, entry.references]


def _entry(value: list[Any]) -> Entry:
    kind, id, fields, places, references = value
    return Entry(
        kind,
        id,
        fields,
        {path: (line, column, length) for path, (line, column, length) in places.items()},
        [(form, path, text) for form, path, text in references],
    )


def _document(value: dict[str, Any]) -> Document:
    entries = {name: [_entry(e) for e in found] for name, found in value["entries"].items()}
    return Document(_entry(value["top"]), entries)
