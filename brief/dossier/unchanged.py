"""What was found in a dossier's folder, remembered as long as nothing in the folder changes.

`brief check` of an unchanged folder then reads the bytes of every file and one cached value.  The
key is the name, the kind and the bytes of everything below the folder, read or not, the folder's
place, and the program itself.  Where a plug-in takes part, or the folder holds what is no plain
file or folder (a link, a pipe), nothing is remembered.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

from brief import TYPE_CHECKING
from brief.diagnostics import Diagnostic
from brief.digests import sha256
from brief.kept import Kept, key, program
from brief.record import Record
from brief.registry import entry_points

if TYPE_CHECKING:
    from brief.dossier.model import Dossier

_MOST_FILES = 20_000
_MOST_BYTES = 512 * 1024 * 1024


class Outcome(Record):
    """The findings on a dossier, and how much it holds; `facts` is None where it is unreadable."""

    found: tuple[Diagnostic, ...]
    facts: int | None
    sources: int


def outcome(
    folder: Path,
    workspace: Path,
    cache: Path | None,
    run: Callable[[], tuple[Dossier | None, list[Diagnostic]]],
) -> Outcome:
    """What `run` finds in the folder: remembered, or found now and kept."""
    kept = Kept(cache, "outcomes")
    files = _files(folder) if kept else None
    if files is None or entry_points("brief.checks") or entry_points("brief.facts"):
        return _outcome(*run())
    places = (os.path.realpath(path) for path in (folder, workspace))
    name = key("outcome", program(), *places, *(f"{n}\0{d}" for n, d in files.items()))
    value = kept.get(name)
    try:
        facts, sources, found = value
        return Outcome(tuple(map(Diagnostic.from_value, found)), int(facts), int(sources))
    except (KeyError, TypeError, ValueError):  # nothing is kept, or a value of another shape
        pass
    dossier, diagnostics = run()
    # What was read must be what was hashed, should somebody have been writing meanwhile.
    if dossier is not None and _files(folder) == files:
        held = [len(dossier.facts), len(dossier.sources), [d.to_value() for d in diagnostics]]
        kept.put(name, held)
    return _outcome(dossier, diagnostics)


def _outcome(dossier: Dossier | None, found: list[Diagnostic]) -> Outcome:
    if dossier is None:
        return Outcome(tuple(found), None, 0)
    return Outcome(tuple(found), len(dossier.facts), len(dossier.sources))


def _files(folder: Path) -> dict[str, str] | None:
    """The sha256 of each file below a folder by its path in it, folders with "", in order; None
    where something is no plain file or folder, cannot be read, or is too much to be hashed."""
    found: dict[str, str] = {}
    size = 0
    pending = [""]
    try:
        while pending:
            base = pending.pop()
            with os.scandir(os.path.join(folder, base)) as entries:  # noqa: PTH118 - paths cost more
                for entry in sorted(entries, key=lambda entry: entry.name):
                    name = f"{base}{entry.name}"
                    state = entry.stat(follow_symlinks=False)
                    if stat.S_ISDIR(state.st_mode):
                        found[f"{name}/"] = ""
                        pending.append(f"{name}/")
                        continue
                    size += state.st_size
                    if not stat.S_ISREG(state.st_mode) or size > _MOST_BYTES:
                        return None
                    with open(entry.path, "rb") as file:  # noqa: PTH123 - paths cost more
                        found[name] = sha256(file.read()).hexdigest()
            if len(found) > _MOST_FILES:
                return None
    except OSError:  # the run tells of it
        return None
    return found
