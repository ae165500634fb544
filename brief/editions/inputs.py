"""What went into an edition: hashes of its inputs, versions, and the name they give it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

from brief import __version__
from brief.diagnostics import UsageError
from brief.digests import sha256, sha256_of
from brief.registry import distributions

# Files of a dossier that do not change what a brief says: who gets it, and recorded positions.
_APART = frozenset({"recipients.yaml", "recipients.csv", "dossier.lock"})

# Bytes that are read first, most files being smaller, and at once: memory for more would be had
# from the system and given back each time.
_SMALL = 1 << 14
_PIECE = 1 << 16
_LARGEST = 1 << 30  # bytes of a file
_BINARY = getattr(os, "O_BINARY", 0)  # Windows alone tells texts from bytes

# Libraries whose version can change the bytes of an edition.
_LIBRARIES = ("jinja2", "fonttools", "python-docx", "pypdfium2")


def of_dossier(folder: Path) -> dict[str, str]:
    """The sha256 of each file of a dossier, by its path relative to `folder`.

    Files and folders whose names begin with a dot, and editors' backups, are not read.
    """
    return {f"dossier/{path}": digest for path, digest in _tree(folder)}


def of_folder(folder: Path, prefix: str) -> dict[str, str]:
    """The sha256 of each file below `folder`, by `prefix` and its relative path."""
    return {f"{prefix}/{path}": digest for path, digest in _tree(folder)}


def versions() -> dict[str, str]:
    """Versions that are inputs: the product, Python, zlib and the libraries that make the files.

    They are read off the names of installed packages' metadata folders, which costs a fraction of
    `importlib.metadata`.
    """
    import zlib

    installed = distributions()
    return {
        "brief": __version__,
        "python": ".".join(map(str, sys.version_info[:2])),
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
        **{name: installed[name] for name in _LIBRARIES if name in installed},
    }


def digest(inputs: dict[str, str], settings: Iterable[tuple[str, str]]) -> str:
    """Eight hex digits that name a set of inputs: all hashes, versions and settings that matter.

    Recipients and recorded positions are left out: they change nothing that is printed.
    """
    total = sha256()
    for path, hash_ in sorted(inputs.items()):
        if path.removeprefix("dossier/") not in _APART:
            total.update(f"{path}\0{hash_}\n".encode())
    for key, value in settings:
        total.update(f"{key}\0{value}\n".encode())
    return total.hexdigest()[:8]


def _tree(folder: Path) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    pending = [(os.fspath(folder), "")]
    while pending:
        here, prefix = pending.pop()
        with os.scandir(here) as entries:  # a Path for each file costs more than its hash
            for entry in entries:
                name = entry.name
                if name.startswith(".") or name.endswith(("~", ".swp", ".tmp")):
                    continue
                if entry.is_dir(follow_symlinks=False):  # a link may lead back here, or out
                    pending.append((entry.path, f"{prefix}{name}/"))
                elif _is_file(entry):
                    found.append((prefix + name, _mark(entry.path, prefix + name)))
    return sorted(found)


def _is_file(entry: os.DirEntry[str]) -> bool:
    """Whether it is a file or leads to one: no pipe, no device, whose reading may never end."""
    try:
        return entry.is_file()
    except OSError:  # a link to itself
        return False


def _mark(path: str, shown: str) -> str:
    """The sha256 of a file that is not too large to be anybody's input."""
    if not shown.isascii() and any("\ud800" <= char <= "\udfff" for char in shown):
        raise UsageError(f"the name of {shown} is not UTF-8", help="rename the file")
    file = os.open(path, os.O_RDONLY | _BINARY)  # a file object costs more than the hash
    try:
        piece = os.read(file, _SMALL)
        if len(piece) < _SMALL:
            return sha256_of(piece)
        total = sha256(piece, os.fstat(file).st_size)
        size = len(piece)
        while piece := os.read(file, _PIECE):
            total.update(piece)
            size += len(piece)
            if size > _LARGEST:
                raise UsageError(
                    f"{shown} has more than {_LARGEST:,} bytes", help="move it out of the folder"
                )
    finally:
        os.close(file)
    return total.hexdigest()
