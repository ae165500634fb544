"""JSON data kept in the user's cache folder between runs, found by a hash of all it was made from.

What is kept is data only and may be deleted at any moment.  A file carries a checksum of its own
content, so one that was cut off or damaged is not believed, and it is written aside and renamed, so
that two processes or a kill leave whole files alone.  Folder and files are the user's own (0700 and
0600), which is what holds others off: who may write there could write any hash too.  A cache that
cannot be written is done without.
"""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

from brief import TYPE_CHECKING
from brief.digests import sha256, sha256_of

if TYPE_CHECKING:
    from typing import Any

_MOST_FILES = 4000
_ASIDE = ".tmp"
_SUM = 9  # bytes of a checksum with its line end


def write_whole(path: str | Path, data: bytes) -> None:
    """Write a cache file aside and rename it, so that nobody reads half of it; one that cannot be
    written, on a full disk say, is done without, and nothing of it stays."""
    aside = f"{path}.{os.getpid()}{_ASIDE}"
    try:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)  # noqa: PTH103, PTH120 - paths cost more
        handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.replace(aside, path)  # noqa: PTH105 - paths cost more
    except OSError:
        try:
            os.unlink(aside)  # noqa: PTH108 - paths cost more
        except OSError:  # it was never made, or its folder is none
            return


class Kept:
    """One family of kept values; `cache` is the user's cache folder, None keeps nothing."""

    __slots__ = ("_folder",)

    def __init__(self, cache: Path | None, family: str) -> None:
        self._folder = os.path.join(cache, family) if cache is not None else ""  # noqa: PTH118 - paths cost more

    def __bool__(self) -> bool:
        return bool(self._folder)

    def get(self, key: str) -> Any:
        """What was put under a key (see `key`), or None."""
        if not self._folder:
            return None
        try:
            # Without a buffer, since a large value would be read into it and copied out of it.
            with open(self._path(key), "rb", buffering=0) as file:  # noqa: PTH123 - paths cost more
                told, body = file.read(_SUM), file.readall()
        except OSError:
            return None
        if told != _checksum(body):
            return None
        import json

        try:
            text = body.decode("utf-8")  # of bytes the encoding would be guessed
            del body  # the value needs room of its own
            return json.loads(text)
        except (ValueError, RecursionError):
            return None

    def put(self, key: str, value: Any) -> None:
        """Keep a JSON value."""
        if not self._folder:
            return
        import json

        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        body = text.encode("utf-8")
        if len(text) < len(body) < len(text) * 1.05:
            # One letter beyond those of Europe's west doubles the room that a text takes in memory;
            # where few are, they are written as escapes, and all is read in a third of the time.
            body = json.dumps(value, separators=(",", ":")).encode("ascii")
        path = self._path(key)
        try:
            os.makedirs(self._folder, mode=0o700, exist_ok=True)  # noqa: PTH103 - paths cost more
            self._make_room()
        except OSError:
            return
        write_whole(path, _checksum(body) + body)

    def _path(self, key: str) -> str:
        return os.path.join(self._folder, f"{key}.json")  # noqa: PTH118 - paths cost more

    def _make_room(self) -> None:
        """Drop the older half where far too many files have gathered."""
        with os.scandir(self._folder) as found:
            files = [(entry.stat().st_mtime_ns, entry.path) for entry in found]
        if len(files) > _MOST_FILES:
            for _, path in sorted(files)[: len(files) // 2]:
                os.unlink(path)  # noqa: PTH108 - paths cost more


def _checksum(data: bytes) -> bytes:
    """A line of its own before what it is of."""
    from zlib import crc32  # a fiftieth of what a hash takes

    return b"%08x\n" % crc32(data)


def key(*parts: str | bytes) -> str:
    """A name made of everything a value depends on; where a part ends matters."""
    total = sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        total.update(b"%d:" % len(data))
        total.update(data)
    return total.hexdigest()


def toml(data: bytes, cache: Path | None) -> dict[str, Any]:
    """The value of a TOML file, kept as JSON where it can be: reading TOML takes an import that
    costs more than small files are worth.

    Raises `UnicodeDecodeError` and `tomllib.TOMLDecodeError`, both of which are `ValueError`.
    """
    kept = Kept(cache, "toml")
    name = key("toml", sha256_of(data)) if kept else ""
    value = kept.get(name) if kept else None
    if isinstance(value, dict):
        return value
    import tomllib

    value = tomllib.loads(data.decode("utf-8"))
    if kept and _is_json(value):
        kept.put(name, value)
    return value


def _is_json(value: object) -> bool:
    """Whether a value comes back from JSON as it was: no dates, no numbers beyond those of JSON."""
    if isinstance(value, dict):
        return all(map(_is_json, value.values()))
    if isinstance(value, list):
        return all(map(_is_json, value))
    if isinstance(value, float):
        return value - value == 0  # neither infinite nor undefined
    return isinstance(value, str | int)


# What decides neither how a dossier is read nor what the rules find in it.
_APART = frozenset(
    {"__pycache__", "cli", "delivery", "editions", "house", "pipeline", "templating", "writers"}
)


@lru_cache(maxsize=1)
def program() -> str:
    """What stands for the program itself in the keys of what is found in dossiers: version, Python,
    and the names, sizes and times of the source files that take part, so that a value made by other
    code is never met, even in a checkout that is being worked on."""
    import sys

    from brief import __version__

    shown = [f"{__version__} {sys.version} {sys.platform}"]
    pending = [os.path.dirname(os.path.abspath(__file__))]  # noqa: PTH120, PTH100 - paths cost more
    while pending:
        with os.scandir(pending.pop()) as found:
            for entry in found:
                name = entry.name
                if name.endswith((".py", ".toml")):
                    state = entry.stat()
                    shown.append(f"{entry.path} {state.st_size} {state.st_mtime_ns}")
                elif "." not in name and name not in _APART and entry.is_dir():
                    pending.append(entry.path)
    shown.sort()  # a folder lists its files in any order
    return key("\n".join(shown))
