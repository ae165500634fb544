"""Writing `dossier.lock`: where every passage stood when a person last looked."""

from __future__ import annotations

import os
from pathlib import Path

from brief import TYPE_CHECKING
from brief.archive.selectors import surroundings
from brief.archive.snapshots import Passage, Snapshot
from brief.diagnostics import INFO, BriefError, Diagnostic
from brief.dossier.locked import (
    FILE,
    Lock,
    acknowledgement_digest,
    compare,
    listed,
    originals,
    pinned,
    read_lock,
    ruling_digest,
)
from brief.dossier.model import Dossier
from brief.record import Record

if TYPE_CHECKING:
    from typing import Any

_NAMED = ("moved", "changed", "lost", "gone")


class Report(Record):
    """What writing the lock did: keys of passages and ids of sources, in order.

    `changed` are passages whose words select other text than before; `lost` select nothing any
    more, though their fact is still there; `gone` are in the old lock alone.  `refused` are sources
    whose snapshot changed and was not accepted: then nothing was written.
    """

    written: bool
    sources: tuple[str, ...] = ()  # whose snapshot is new in the lock, or changed
    added: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    passages: int = 0

    def to_value(self) -> dict[str, Any]:
        """Plain data for `--json`."""
        return {name: _json(getattr(self, name)) for name in self._fields}

    def summary(self) -> str:
        """ "42 passages locked: 3 added, 1 moved", or why nothing was written."""
        if not self.written:
            changed = ", ".join(self.refused)
            return f"not written: changed {changed}" if changed else "not written"
        parts = [
            f"{len(keys)} {what}" + (f" ({listed(keys)})" if what in _NAMED else "")
            for what, keys in (
                ("added", self.added),
                ("moved", self.moved),
                ("changed", self.changed),
                ("lost", self.lost),
                ("gone", self.gone),
            )
            if keys
        ]
        return f"{self.passages} passages locked" + (f": {', '.join(parts)}" if parts else "")


def _json(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def differences(dossier: Dossier, workspace: Path) -> list[Diagnostic]:
    """What differs from the lock on the disk: the findings of `load` that `write_lock` settles."""
    lock, broken = _held_lock(dossier, workspace)
    return broken or compare(dossier, lock)


def _held_lock(dossier: Dossier, workspace: Path) -> tuple[Lock | None, list[Diagnostic]]:
    path = Path(workspace) / dossier.folder / FILE
    try:
        data = path.read_bytes() if path.exists() else None
    except OSError as error:
        raise BriefError(f"{dossier.folder}/{FILE} cannot be read: {error.strerror}") from error
    return read_lock(data, f"{dossier.folder}/{FILE}")


def write_lock(
    dossier: Dossier, workspace: Path, accept: bool = False
) -> tuple[Report, list[Diagnostic]]:
    """Record snapshots and passages in `dossier.lock`.

    A snapshot that changed since it was locked is refused without `accept`, and then nothing is
    written and the diagnostics say what changed, moved and is lost.  With it they say the same as
    infos.  Findings on the dossier itself are `load`'s.  Raises `BriefError` where the file cannot
    be written.
    """
    old, broken = _held_lock(dossier, workspace)
    if broken and not accept:
        return Report(False), broken
    found = [d for d in compare(dossier, old) if d.code in _OF_CHANGE] if old is not None else []
    refused = tuple(
        source
        for source, snapshot in dossier.snapshots.items()
        if old is not None
        and source in old["sources"]
        and old["sources"][source]["sha256"] != snapshot.sha256
    )
    if refused and not accept:
        return Report(False, refused=refused), found
    _replace(Path(workspace) / dossier.folder / FILE, _rendered(dossier))
    return _report(dossier, old), [d.replace(severity=INFO, helps=()) for d in found]


_OF_CHANGE = ("SRC-HASH", "SPAN-MOVED", "SPAN-LOST")


def _report(dossier: Dossier, old: Lock | None) -> Report:
    passages = pinned(dossier)
    before: dict[str, Any] = old["passages"] if old else {}
    sources: dict[str, Any] = old["sources"] if old else {}
    moved, changed, added = [], [], []
    for key, (_, _, passage) in passages.items():
        held = before.get(key)
        if held is None:
            added.append(key)
        elif held["exact"] != passage.exact or held["source"] != passage.source:
            changed.append(key)
        elif held["start"] != passage.start:
            moved.append(key)
    absent = sorted(set(before) - set(passages))
    return Report(
        True,
        tuple(
            source
            for source, snapshot in dossier.snapshots.items()
            if sources.get(source, {}).get("sha256") != snapshot.sha256
        ),
        tuple(added),
        tuple(moved),
        tuple(changed),
        tuple(key for key in absent if key.partition(" ")[0] in dossier.facts),
        tuple(key for key in absent if key.partition(" ")[0] not in dossier.facts),
        (),
        len(passages),
    )


def _rendered(dossier: Dossier) -> bytes:
    """The lock's bytes: one line an item, sorted, so that a change shows where it was made."""
    sources = {
        source: {
            "snapshot": dossier.sources[source].snapshot,
            "sha256": snapshot.sha256,
            "text-sha256": snapshot.text_sha256,
            "extractor": snapshot.extractor,
        }
        for source, snapshot in dossier.snapshots.items()
    }
    passages = {
        key: _passage(dossier.snapshots[passage.source], passage)
        for key, (_, _, passage) in pinned(dossier).items()
    }
    acknowledged = {
        f"{made.code} {made.target}": acknowledgement_digest(dossier, made)
        for made in dossier.acknowledged
    }
    rulings = {ruling.id: ruling_digest(dossier, ruling) for ruling in dossier.rulings.values()}
    parts: list[tuple[str, dict[str, Any]]] = [
        ("sources", sources),
        ("passages", passages),
        ("acknowledged", acknowledged),
        ("rulings", rulings),
    ]
    translated = {key: digest for key, (_, digest) in originals(dossier).items()}
    if translated:
        parts.append(("translations", translated))
    blocks = ",\n".join(f' "{name}": {_block(items)}' for name, items in parts)
    return f'{{\n "format": 1,\n{blocks}\n}}\n'.encode()


def _passage(snapshot: Snapshot, passage: Passage) -> dict[str, Any]:
    prefix, suffix = surroundings(snapshot, passage)
    return {
        "source": passage.source,
        "start": passage.start,
        "end": passage.end,
        "exact": passage.exact,
        "prefix": prefix,
        "suffix": suffix,
    }


def _block(items: dict[str, Any]) -> str:
    import json

    if not items:
        return "{}"
    lines = (
        f"  {json.dumps(key, ensure_ascii=False)}: {json.dumps(items[key], ensure_ascii=False)}"
        for key in sorted(items)
    )
    return "{\n" + ",\n".join(lines) + "\n }"


def _replace(path: Path, data: bytes) -> None:
    """Write aside, make it last, and put it in place in one step; equal bytes stay."""
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        if path.is_file() and path.read_bytes() == data:
            return
        with aside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    except OSError as error:
        aside.unlink(missing_ok=True)
        raise BriefError(
            f"the lock cannot be written: {error.strerror or error}",
            help="look at the folder's permissions and the room on the disk",
        ) from error
    if os.name == "posix":
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
