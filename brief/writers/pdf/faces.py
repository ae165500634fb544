"""Faces in use: words to glyph codes with kerning, and what a PDF has to embed of each font.

A glyph's code in the file stands for a *character*, not for a shape: U+00A0 and U+0020 have codes
of their own though they look alike, so text is extracted as what it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import sha256
from operator import add
from pathlib import Path

from brief.diagnostics import ERROR, Diagnostic
from brief.house.fontfiles import font_path
from brief.house.fontfiles.dense import dense
from brief.house.fontfiles.font import NO_INK
from brief.house.fontfiles.opened import Font, open_font
from brief.house.fontfiles.tables import FontError
from brief.house.theme import Face as Family
from brief.house.theme import Theme

# What may be drawn as one glyph: a letter with combining marks, and the ligatures that fonts have
# as characters of their own.
_CLUSTERS = re.compile("f[il]|[\u0300-\u036f]")
_CLUSTER = re.compile("f[il](?![\u0300-\u036f])|[^\u0300-\u036f][\u0300-\u036f]*|[\u0300-\u036f]")
_LIGATURES = {"fi": "\ufb01", "fl": "\ufb02"}
# Bytes that a literal string would have to escape; no code holds them.
_SPECIAL = frozenset(b"\n\r()\\")

Shaped = tuple[int, str]


class Face:
    """One font in use.

    `shape` gives a word's width in thousandths of an em and the inside of a TJ array without the
    brackets of its first and last string: two bytes a character (as Latin-1), ")-20(" where a pair
    is kerned, so that words are joined as they are.  `glyphs`, `characters` and `widths` list what
    was used, by code.
    """

    def __init__(self, font: Font, resource: str) -> None:
        self.font = font
        self.file = file = font.file
        self.resource = resource
        self.glyphs: list[int] = [0]
        self.characters: list[str] = [""]
        self.widths: list[int] = [font.thousandths(file.advances[0])]
        self.cap = file.cap_height / file.units
        self._codes: dict[str, int] = {}
        self._strings: dict[str, str] = {}  # by pair of characters: what the second adds to a word
        self._advances: dict[str, int] = {}
        self._ligatures = b"liga" in file.tables.get(b"GSUB", b"")
        self._composed: dict[str, str] = {}  # a letter with its marks -> the same as one
        self.words: dict[str, Shaped] = {"": (0, "")}  # those shaped so far
        self._covered = font.covered
        self.space = self.shape(" ")

    def missing(self, text: str) -> set[str]:
        """Those characters of a text that this font cannot show."""
        return set() if self._covered.issuperset(text) else set(text) - self._covered

    def shape(self, word: str) -> Shaped:
        """Width and TJ pieces of a word that `missing` found nothing in."""
        known = self.words.get(word)
        if known is None:
            known = self.words[word] = self._shape(word)
        return known

    def _shape(self, word: str) -> Shaped:
        characters: Sequence[str] = word
        if ("f" in word or not word.isascii()) and _CLUSTERS.search(word):
            characters = self._clusters(word)
        pairs = [*characters[:1], *map(add, characters, characters[1:])]
        try:
            text = "".join(map(self._strings.__getitem__, pairs))
        except KeyError:
            self._learn(characters, pairs)
            text = "".join(map(self._strings.__getitem__, pairs))
        return sum(map(self._advances.__getitem__, pairs)), text

    def _learn(self, characters: Sequence[str], pairs: list[str]) -> None:
        """Finds out what a word's pairs add to it: kerning and the second character."""
        last = ""
        for character, pair in zip(characters, pairs, strict=True):
            code = self._codes.get(character) or self._new(character)
            if pair not in self._strings:
                kern = 0
                if last:
                    known = self.font.pairs.get(pair)
                    if known is None:
                        left, right = self.glyphs[self._codes[last]], self.glyphs[code]
                        known = self.font.kern(pair, left, right)
                    kern = known
                string = chr(code >> 8) + chr(code & 0xFF)
                self._strings[pair] = f"){-kern}({string}" if kern else string
                self._advances[pair] = self.widths[code] + kern
            last = character

    def _clusters(self, word: str) -> list[str]:
        """The characters of a word, those as one that the font draws as one: they are extracted
        as they were written."""
        import unicodedata

        found: list[str] = []
        for cluster in _CLUSTER.findall(word):
            shown = _LIGATURES.get(cluster) if self._ligatures else ""
            if len(cluster) > 1 and not shown:
                shown = unicodedata.normalize("NFC", cluster)
            if shown and len(cluster) > 1 == len(shown) and shown in self._covered:
                self._composed[cluster] = shown
                found.append(cluster)
            else:
                found += cluster
        return found

    def _new(self, character: str) -> int:
        while len(self.glyphs) >> 8 in _SPECIAL or len(self.glyphs) & 0xFF in _SPECIAL:
            self.glyphs.append(NO_INK)
            self.characters.append("")
            self.widths.append(0)
        code = self._codes[character] = len(self.glyphs)
        shown = self._composed.get(character, character)
        found, width = self.font.glyph(shown) or (NO_INK, 0)
        self.glyphs.append(found)
        self.characters.append(character)
        self.widths.append(width)
        return code

    def program(self) -> bytes:
        """The font file to embed: cut to what is used, or whole where only that is allowed."""
        if self.font.whole:
            return self.font.data
        units = self.file.units
        advances = [width if units == 1000 else width * units // 1000 for width in self.widths]
        return dense(self.file, self.glyphs, advances)

    def embedded_name(self) -> str:
        """The font's name; before that of a subset six letters that depend on its content."""
        if self.font.whole:
            return self.file.name
        digest = sha256(repr((self.file.name, self.glyphs, self.characters)).encode()).digest()
        return "".join(chr(65 + byte % 26) for byte in digest[:6]) + "+" + self.file.name


class Faces:
    """The fonts of a theme, opened when first asked for."""

    def __init__(self, theme: Theme, cache: Path | None = None) -> None:
        self._theme = theme
        self._cache = cache
        self._open: dict[str, Face | None] = {}
        self.diagnostics: list[Diagnostic] = []

    def save(self) -> None:
        """Keeps what was learned of the fonts for the next process."""
        if self._cache is not None:
            for face in self.used():
                face.font.save(self._cache)

    def used(self) -> list[Face]:
        """In the order of their resource names."""
        return [face for face in self._open.values() if face is not None]

    def face(self, family: str, weight: int, italic: bool) -> Face | None:
        """The nearest cut of a family: `family` is "text" or "sans"."""
        return self._face(self._family(family).cut(weight, italic))

    def fallback(self, family: str, weight: int, italic: bool) -> Face | None:
        """The house's declared fallback: the same cut of its other family."""
        return self.face("text" if family == "sans" else "sans", weight, italic)

    def _family(self, name: str) -> Family:
        return self._theme.sans if name == "sans" else self._theme.text

    def _face(self, name: str) -> Face | None:
        if name not in self._open:
            self._open[name] = None
            try:
                font = open_font(font_path(name), self._cache)
                self._open[name] = Face(font, f"F{len(self._open)}")
            except (OSError, FontError) as error:
                why = str(error) if isinstance(error, FontError) else "cannot be read"
                self.diagnostics.append(
                    Diagnostic("R-FONT", ERROR, f"font file {Path(name).name} {why}")
                )
        return self._open[name]
