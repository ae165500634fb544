"""Compiled templates of built-in and trusted packs, remembered in the user's cache folder.

Compiling the templates of a pack costs more than rendering them.  Only packs that came with the
product or that the user trusts as they are now are remembered, which the caller decides; a file
counts only if it is this user's own and nobody else may write it, as with Python's own compiled
modules.  Any fault means compiling again.
"""

from __future__ import annotations

import marshal
import os
import stat
import sys
from pathlib import Path
from types import CodeType

from brief import __version__
from brief.templating.packs import Pack

_SUFFIX = ".compiled"


def load(pack: Pack, cache: Path, into: dict[str, CodeType]) -> Path | None:
    """Add the remembered templates of a pack to `into`; the file to save them to where there were
    none, else None."""
    path = place(pack, cache)
    try:
        with path.open("rb") as file:
            state = os.fstat(file.fileno())
            if not _own(state):
                return path
            found = marshal.loads(_whole(file.read()))
    except (OSError, ValueError, EOFError, TypeError):  # a cache may be missing or broken
        return path
    if not isinstance(found, dict):
        return path
    into.update(found)
    return None


def place(pack: Pack, cache: Path) -> Path:
    """Where the compiled templates of a pack are remembered."""
    return cache / "templates" / (_key(pack) + _SUFFIX)


def save(path: Path, code: dict[str, CodeType]) -> None:
    """Remember compiled templates; a cache that cannot be written is done without."""
    aside = path.with_suffix(f".{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(_sealed(marshal.dumps(code)))
        aside.replace(path)
    except OSError:
        try:
            aside.unlink()
        except OSError:  # it was never made, or its folder is none
            return


def _sealed(data: bytes) -> bytes:
    from hashlib import sha256

    return sha256(data).digest() + data


def _whole(kept: bytes) -> bytes:
    """The data behind its own hash; `ValueError` where they differ."""
    from hashlib import sha256

    if sha256(kept[32:]).digest() != kept[:32]:
        raise ValueError("the file is damaged")
    return kept[32:]


def _own(state: os.stat_result) -> bool:
    if not hasattr(os, "getuid"):
        return True  # Windows: the folder's own permissions hold
    others = stat.S_IWGRP | stat.S_IWOTH
    return state.st_uid == os.getuid() and not state.st_mode & others


def _key(pack: Pack) -> str:
    """A name made of all that the compiled templates depend on."""
    from hashlib import sha256

    import jinja2

    digest = sha256(f"{__version__} {jinja2.__version__} {sys.version}".encode())
    for name in ("environment.py", "places.py"):
        digest.update(Path(__file__).with_name(name).read_bytes())
    for folder, shown in zip(pack.folders, pack.shown, strict=True):
        for name in sorted(_templates(str(folder), "")):
            digest.update(f"{shown}/{name}\0".encode())
            digest.update((folder / name).read_bytes())
    return f"{pack.name}-{digest.hexdigest()[:24]}"


def _templates(folder: str, prefix: str) -> list[str]:
    """The templates below a folder by relative path."""
    found: list[str] = []
    with os.scandir(folder) as entries:  # Path.rglob costs as much as half a rendering
        for entry in entries:
            if entry.name.endswith(".j2"):
                found.append(prefix + entry.name)
            elif entry.is_dir(follow_symlinks=False):
                found += _templates(entry.path, f"{prefix}{entry.name}/")
    return found
