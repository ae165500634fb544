"""Opened fonts: shared within a process, their kerned pairs kept between processes as JSON.

The cache may be deleted at any moment, and is not believed where it does not fit: a file that is
no table of whole numbers by pairs of characters is read as empty.  It is keyed by the bytes of the
font and written aside, so two processes do not disturb each other.
"""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

from brief.house.fontfiles.font import FontFile
from brief.house.fontfiles.kerning import Kerning

_FORMAT = 1


class Font:
    """A font file with the kerning of the pairs met so far, in thousandths of an em."""

    __slots__ = ("_fresh", "_kerning", "_stored", "file", "key", "pairs")

    def __init__(self, data: bytes) -> None:
        self.file = FontFile(data)
        self.key = sha256(data).hexdigest()[:24]
        self.pairs: dict[str, int] = {}
        self._kerning: Kerning | None = None
        self._fresh = False
        self._stored: set[Path] = set()

    def kern(self, pair: str, left: int, right: int) -> int:
        """The kerning of two characters with these glyphs; remembered."""
        if self._kerning is None:
            self._kerning = Kerning(self.file.tables.get(b"GPOS", b""))
        units = self._kerning.pair(left, right)
        found = units if self.file.units == 1000 else round(units * 1000 / self.file.units)
        self.pairs[pair] = found
        self._fresh = True
        return found

    def load(self, cache: Path) -> None:
        """Takes up the pairs that a cache folder knows."""
        if cache in self._stored:
            return
        self._stored.add(cache)
        import json

        try:
            found = json.loads(self._path(cache).read_bytes())
        except (OSError, ValueError):
            return
        if isinstance(found, dict) and all(type(value) is int for value in found.values()):
            self.pairs = {**found, **self.pairs}

    def save(self, cache: Path) -> None:
        """Keeps the pairs, where there are new ones; a cache that cannot be written is none."""
        if not self._fresh:
            return
        self._fresh = False
        import json

        path = self._path(cache)
        aside = path.with_suffix(f".{os.getpid()}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            aside.write_text(json.dumps(self.pairs, sort_keys=True), encoding="utf-8")
            aside.replace(path)
        except OSError:
            return

    def _path(self, cache: Path) -> Path:
        return cache / "fonts" / f"kerning-{_FORMAT}-{self.key}.json"


_open: dict[tuple[str, int, int], Font] = {}


def open_font(path: Path, cache: Path | None) -> Font:
    """The font of a file, opened once in a process; OSError and FontError as the file deserves."""
    state = path.stat()
    key = (str(path), state.st_size, state.st_mtime_ns)
    if key not in _open:
        _open[key] = Font(path.read_bytes())
    if cache is not None:
        _open[key].load(cache)
    return _open[key]
