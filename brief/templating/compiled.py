"""Compiled templates of built-in and trusted packs, remembered in the user's cache folder.

Compiling the templates of a pack costs more than rendering them.  Only packs that came with the
product or that the user trusts as they are now are remembered, which `press` decides; a file
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
from zlib import crc32

from brief import __version__
from brief.digests import sha256
from brief.registry import distributions

_SUFFIX = ".compiled"


def place(name: str, digest: str, cache: Path) -> Path | None:
    """Where the compiled templates of a pack of that name and content are remembered; None where
    the version of the compiler is not known."""
    version = distributions().get("jinja2")
    if version is None:
        return None
    key = sha256(f"{__version__} {version} {sys.version} {digest}".encode())
    key.update(Path(__file__).with_name("compiling.py").read_bytes())
    return cache / "templates" / f"{name}-{key.hexdigest()[:24]}{_SUFFIX}"


def load(path: Path) -> dict[str, CodeType]:
    """The remembered templates by name; none where there are none, or the file is not sound."""
    try:
        with path.open("rb") as file:
            if not _own(os.fstat(file.fileno())):
                return {}
            found = marshal.loads(_whole(file.read()))
    except (OSError, ValueError, EOFError, TypeError):  # a cache may be missing or broken
        return {}
    return found if isinstance(found, dict) else {}


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
    return crc32(data).to_bytes(4, "big") + data


def _whole(kept: bytes) -> bytes:
    """The data behind its checksum; `ValueError` where they differ."""
    data = kept[4:]
    if crc32(data).to_bytes(4, "big") != kept[:4]:
        raise ValueError("the file is damaged")
    return data


def _own(state: os.stat_result) -> bool:
    if not hasattr(os, "getuid"):
        return True  # Windows: the folder's own permissions hold
    others = stat.S_IWGRP | stat.S_IWOTH
    return state.st_uid == os.getuid() and not state.st_mode & others
