"""Opened fonts: shared within a process, their kerned pairs kept between processes as JSON.

The cache may be deleted at any moment, and is not believed where it does not fit: a file that is
no table of whole numbers by pairs of characters is read as empty.  It is keyed by the bytes of the
font and written aside, so two processes do not disturb each other.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from zlib import crc32

from brief import TYPE_CHECKING
from brief.digests import sha256
from brief.house.fontfiles.font import NO_INK, FontFile
from brief.house.fontfiles.rights import may_be_cut, rights
from brief.kept import write_whole

if TYPE_CHECKING:
    from brief.house.fontfiles.kerning import Kerning

_FORMAT = 2
_DIRECTORY = 1024  # bytes that hold any font's directory

# A character that some fonts lack -> others of the same look.  It keeps a code of its own, so it
# is extracted as what it is.
_STAND_INS = {
    "\u2011": "\u2010-",  # non-breaking hyphen
    "\u2010": "-",
    "\u00ad": "\u2010-",  # drawn only where a word is divided
}
# Blanks that some fonts lack, in thousandths of an em.
_BLANKS = {
    "\u00a0": 250,
    "\t": 250,
    "\u2002": 500,
    "\u2003": 1000,
    "\u2007": 600,
    "\u2009": 200,
    "\u200a": 100,
    "\u202f": 200,
    "\u200b": 0,
    "\u200c": 0,
    "\u200d": 0,
    "\u2060": 0,
    "\ufeff": 0,
}


class Font:
    """A font file with the kerning of the pairs met so far, in thousandths of an em."""

    def __init__(self, data: bytes) -> None:
        self.file = FontFile(data)
        self.data = data
        self.pairs: dict[str, int] = {}
        self._kerning: Kerning | None = None
        self._fresh = False
        self._stored: set[Path] = set()

    @cached_property
    def whole(self) -> bool:
        """Whether its licence bits allow documents to hold it as it is alone, not a part of it."""
        return not may_be_cut(rights(self.file.tables.get(b"OS/2", bytes(10))))

    @cached_property
    def key(self) -> str:
        """What stands for the font in a cache: a hash of its directory, which holds a checksum of
        each table, and a checksum of all, at a tenth of the cost of a hash of all."""
        data = self.data
        whole = f"{len(data)} {crc32(data)}"
        return sha256(data[:_DIRECTORY] + whole.encode()).hexdigest()[:24]

    def shows(self, character: str) -> bool:
        """Whether the font can show a character."""
        return bool(self._drawn(character)) or (character in _BLANKS and not self.whole)

    def glyph(self, character: str) -> tuple[int, int] | None:
        """The glyph of a character, or one of the same look, and its width in thousandths of an em;
        None where the font cannot show it."""
        found = self._drawn(character)
        if found:
            return found, self.thousandths(self.file.advance(found))
        blank = None if self.whole else _BLANKS.get(character)
        return None if blank is None else (NO_INK, blank)

    def _drawn(self, character: str) -> int:
        """The glyph of a character, or one of the same look; 0 where the font has none."""
        found = self.file.glyph(ord(character))
        for other in _STAND_INS.get(character, ""):
            found = found or self.file.glyph(ord(other))
        return found

    def thousandths(self, units: int) -> int:
        """Font units as thousandths of an em."""
        return units if self.file.units == 1000 else round(units * 1000 / self.file.units)

    def kern(self, pair: str, left: int, right: int) -> int:
        """The kerning of two characters with these glyphs; remembered."""
        if self._kerning is None:
            from brief.house.fontfiles.kerning import Kerning

            self._kerning = Kerning(self.file.tables.get(b"GPOS", b""))
        found = self.pairs[pair] = self.thousandths(self._kerning.pair(left, right))
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

        write_whole(self._path(cache), json.dumps(self.pairs, sort_keys=True).encode())

    def _path(self, cache: Path) -> Path:
        return cache / "fonts" / f"kerning-{_FORMAT}-{self.key}.json"


_open: dict[tuple[str, int, int], Font] = {}


def open_font(path: Path, cache: Path | None = None) -> Font:
    """The font of a file, opened once in a process; OSError and FontError as the file deserves."""
    state = path.stat()
    key = (str(path), state.st_size, state.st_mtime_ns)
    if key not in _open:
        _open[key] = Font(path.read_bytes())
    if cache is not None:
        _open[key].load(cache)
    return _open[key]
