"""The codes of a PDF's fonts: what they stand for, by a map to Unicode (ISO 32000-1, 9.10.3)."""

from __future__ import annotations

from codecs import charmap_decode

from brief.editions.pdf_file import Dictionary, File, NotUnderstood

# What stands between strings that are read together: a code that no string has.
_BETWEEN = b"\0\n"
# The first of the characters that stand for several, while strings are read.
_SEVERAL = 0xE000


class Codes(dict[int, "str | None"]):
    """Characters by code; None for those that are white space."""

    def __missing__(self, code: int) -> str:
        raise NotUnderstood(f"a letter is drawn that stands for no character (code {code})")

    def ready(self) -> None:
        """Must be called when all codes are there."""
        if self.setdefault(10, "\n") != "\n":
            raise NotUnderstood("a font has a letter for the code of a new line")
        self._known = bytes(code for code in self if code < 256)
        shown = [self.get(code, " ") for code in range(256)]
        several = {text: chr(_SEVERAL + at) for at, text in enumerate(shown) if text and text[1:]}
        self._signs = [(sign, text) for text, sign in several.items()]
        self._table = "".join([several.get(text, text) if text else " " for text in shown])
        if any(sign in self.values() for sign, _ in self._signs):
            raise NotUnderstood("a font shows a private character")

    def read(self, strings: list[bytes]) -> list[str]:
        """What strings of codes of two bytes show; all are read at once."""
        codes = _BETWEEN.join(strings)
        high, low = codes[::2], codes[1::2]
        if high.strip(b"\0") or low.translate(None, self._known):  # codes from 256 on, or unknown
            drawn = codes.decode("utf-16-be").translate(self)
        else:
            drawn = charmap_decode(low, "strict", self._table)[0].replace(" ", "")
            for sign, text in self._signs:
                drawn = drawn.replace(sign, text)
        found = drawn.split("\n")
        if len(found) != len(strings):
            raise NotUnderstood("a text has half a code, or that of a new line")
        return found


def codes(file: File, font: Dictionary) -> Codes:
    """A font's map from codes of two bytes to characters (9.10.3)."""
    if font.get(b"/Subtype") != b"/Type0" or font.get(b"/Encoding") != b"/Identity-H":
        raise NotUnderstood("a font has another kind of codes")
    _, program = file.stream(font.get(b"/ToUnicode"))
    if b"bfrange" in program or b"usecmap" in program:
        raise NotUnderstood("a font's map to Unicode has another form")
    found = Codes()
    for group in program.split(b"beginbfchar")[1:]:
        pairs = group.partition(b"endbfchar")[0].translate(None, b"<>").decode("ascii").split()
        try:
            shown = bytes.fromhex("000A".join(pairs[1::2])).decode("utf-16-be").split("\n")
            for code, text in zip(pairs[::2], shown, strict=True):
                found[int(code, 16)] = text if text.strip() else None
        except ValueError as error:
            raise NotUnderstood("a font's map to Unicode is damaged") from error
    found.ready()
    return found
