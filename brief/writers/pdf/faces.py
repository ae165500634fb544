"""Faces in use: words to glyph codes with kerning, and what a PDF has to embed of each font.

A glyph's code in the file stands for a *character*, not for a shape: U+00A0 and U+0020 have codes
of their own though they look alike, so text is extracted as what it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Set
from operator import add
from pathlib import Path

from brief.diagnostics import ERROR, Diagnostic
from brief.digests import sha256
from brief.house.fontfiles import font_path
from brief.house.fontfiles.font import NO_INK
from brief.house.fontfiles.opened import Font, open_font
from brief.house.fontfiles.tables import FontError
from brief.house.theme import Face as Family
from brief.house.theme import Theme
from brief.writers.pdf.divisible import PlainWords

# What may be drawn as one glyph: a letter with combining marks, and the ligatures that fonts have
# as characters of their own.
_CLUSTERS = re.compile("f[il]|[\u0300-\u036f]")
_CLUSTER = re.compile("f[il](?![\u0300-\u036f])|[^\u0300-\u036f][\u0300-\u036f]*|[\u0300-\u036f]")
_LIGATURES = {"fi": "\ufb01", "fl": "\ufb02"}
# Bytes that a literal string would have to escape; no code holds them.
_SPECIAL = frozenset(b"\n\r()\\")

Shaped = tuple[int, str]
_NONE: frozenset[str] = frozenset()


class _Words(dict[str, Shaped]):
    """Words as they were shaped; one that is asked for first is shaped then."""

    def __init__(self, shape: Callable[[str], Shaped]) -> None:
        super().__init__({"": (0, "")})
        self._shape = shape

    def __missing__(self, word: str) -> Shaped:
        found = self[word] = self._shape(word)
        return found


class _Pairs(dict[str, str]):
    """By pair of characters, or a first one: what the second adds to a word's string."""

    def __init__(self, learn: Callable[[str, str], str]) -> None:
        super().__init__()
        self._learn = learn

    def __missing__(self, pair: str) -> str:
        found = self[pair] = self._learn(pair[:-1], pair[-1])
        return found


class Face:
    """One font in use.

    `shape` gives the width in thousandths of an em of a word that `missing` found nothing in, and
    the inside of a TJ array without the brackets of its first and last string: two bytes a
    character (as Latin-1), ")-20(" where a pair is kerned, so that words are joined as they are.
    `glyphs`, `characters` and `widths` list what was used, by code.
    """

    def __init__(self, font: Font, resource: str) -> None:
        self.font = font
        self.file = file = font.file
        self.resource = resource
        self.glyphs: list[int] = [0]
        self.characters: list[str] = [""]
        self.widths: list[int] = [font.thousandths(file.advance(0))]
        self.cap = file.cap_height / file.units
        self._codes: dict[str, int] = {}
        self._strings = _Pairs(self._learn)
        self._advances: dict[str, int] = {}  # by pair too: what the second adds to a word's width
        self._ligatures = b"liga" in file.tables.get(b"GSUB", b"")
        self._composed: dict[str, str] = {}  # a letter with its marks -> the same as one
        self._covered: set[str] = set()  # those characters met that the font has
        self.words = _Words(self._shape)
        self.plain = PlainWords(self)
        self.shape = self.words.__getitem__
        self.space = self.shape(" ")

    def missing(self, text: str) -> Set[str]:
        """Those characters of a text that this font cannot show."""
        if self._covered.issuperset(text):
            return _NONE
        fresh = set(text) - self._covered
        lacking = {character for character in fresh if not self.font.shows(character)}
        self._covered |= fresh - lacking
        return lacking

    def _shape(self, word: str) -> Shaped:
        if ("f" in word or not word.isascii()) and _CLUSTERS.search(word):
            pairs = self._clustered(word)
        else:
            pairs = [word[0], *map(add, word, word[1:])]
        text = "".join(map(self._strings.__getitem__, pairs))
        return sum(map(self._advances.__getitem__, pairs)), text

    def _learn(self, before: str, character: str) -> str:
        """Finds out what a character adds to a word behind another (or none): its code with the
        kerning, and its width."""
        pair = before + character
        code = self._codes.get(character) or self._new(character)
        kern = 0
        if before:
            known = self.font.pairs.get(pair)
            if known is None:
                known = self.font.kern(pair, self.glyphs[self._codes[before]], self.glyphs[code])
            kern = known
        self._advances[pair] = self.widths[code] + kern
        string = chr(code >> 8) + chr(code & 0xFF)
        return f"){-kern}({string}" if kern else string

    def _clustered(self, word: str) -> list[str]:
        """The pairs of a word with characters that the font draws as one."""
        characters = self._clusters(word)
        pairs = [*characters[:1], *map(add, characters, characters[1:])]
        for before, character, pair in zip(["", *characters], characters, pairs, strict=False):
            if pair not in self._strings:
                self._strings[pair] = self._learn(before, character)
        return pairs

    def _clusters(self, word: str) -> list[str]:
        """The characters of a word, those as one that the font draws as one: they are extracted
        as they were written."""
        import unicodedata

        found: list[str] = []
        for cluster in _CLUSTER.findall(word):
            shown = _LIGATURES.get(cluster) if self._ligatures else ""
            if len(cluster) > 1 and not shown:
                shown = unicodedata.normalize("NFC", cluster)
            if shown and len(cluster) > 1 == len(shown) and self.font.shows(shown):
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
        from brief.house.fontfiles.dense import dense

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
