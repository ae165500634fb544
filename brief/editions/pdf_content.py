"""What the pages of a PDF print, from their content streams: text by marked content, in the order
drawn (ISO 32000-1, 9 and 14.6).

Only what our writer draws is read: upright text in fonts with a map to Unicode, all of it marked;
ground and rules below it.  So nothing that hides text from the eye or shows other text than it
yields (invisible or clipped letters, paint over text, a form, an appearance of an annotation) can
pass: it is `NotUnderstood`.
"""

from __future__ import annotations

import re
from itertools import compress, groupby
from operator import eq, itemgetter, not_

from brief import TYPE_CHECKING
from brief.editions.pdf_codes import Codes, codes
from brief.editions.pdf_file import (
    Dictionary,
    File,
    NotUnderstood,
    Value,
    array,
    dictionary,
    number,
    references,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

LOOSE = b""  # the number of what is marked as no part of the document

# Within a line of text: a step between two letters.
_STEP = re.compile(rb"\)-?[\d.]+\(").sub
# Instructions that only colour, measure or place, then in this order what may be told: marked
# content begins, a font, words with a place of their own or behind others, the end of the marked
# content; or paint; or what no page of ours has.
_QUIET = rb"(?:[-\d. ]*+(?:rg|Ts|RG|re|w|m|l|cm|q|Q|BT|ET)\s++)*+"
_INSTRUCTIONS = re.compile(
    _QUIET + rb"(?:/(\w++)<</MCID (\d++)(?:/ActualText(\((?:[^()\\]++|\\.)*+\)))?+>>BDC\s++"
    rb"|/Artifact(<<[\w/]*+>>BDC| BMC)\s++)?+"
    + _QUIET
    + rb"(?:/(\w++) [\d.]++ Tf\s++)?+"
    + _QUIET
    + rb"(?:(?:1 0 0 1 (-?[\d.]++) (-?[\d.]++) Tm\s++)?+\[\(([^()\\]*+)\)\]TJ\s++)?+"
    rb"(EMC\s++)?+([fBS]\s++|/\w++ Do\s++)?+"
    rb"(?(1)|(?(4)|(?(5)|(?(8)|(?(9)|(?(10)|(\S*+)))))))",  # where there is none of these
    re.DOTALL,
).findall
_LINK = b"<</Type/Annot/Subtype/Link/"  # how our writer begins what prints nothing
_HYPHEN = "\xad"  # what the sign is read as that ends a line within a word

# A line of text as drawn: its height, where it begins, its words.
Line = tuple[bytes, bytes, str]


class Stream:
    """What a content stream prints: text by marked content and by line, in the order drawn."""

    __slots__ = ("lines", "pieces")

    def __init__(self) -> None:
        self.pieces: list[tuple[bytes, str]] = []
        self.lines: list[Line] = []


class Page:
    """What a page prints, without white space: `marks` by the number of marked content, `loose`
    outside the document, `text` all of it line by line.

    `number` is its object's, `key` that in the parent tree; `owners` has room for the elements that
    the marked content belongs to.
    """

    __slots__ = ("key", "loose", "marks", "number", "owners", "text")

    def __init__(self, number: bytes, key: int, streams: list[Stream]) -> None:
        self.number = number
        self.key = key
        self.marks: dict[bytes, str] = {}
        self.owners: dict[bytes, int] = {}
        loose: list[str] = []
        lines: list[Line] = []
        for stream in streams:
            lines += stream.lines
            for mark, words in stream.pieces:
                if mark == LOOSE:
                    loose.append(words)
                elif mark in self.marks:
                    raise NotUnderstood("two pieces of a page have one number")
                else:
                    self.marks[mark] = words
        self.loose = "".join(loose)
        self.text = "".join([words for _, _, words in _sorted(lines)])


def _sorted(lines: list[Line]) -> list[Line]:
    """Lines in the order drawn; of those at one height behind each other, from left to right."""
    heights = [line[0] for line in lines]
    beside = map(eq, heights, heights[1:])
    pairs = zip(beside, lines, lines[1:], strict=False)
    if not any(same and float(one[1]) > float(two[1]) for same, one, two in pairs):
        return lines
    found: list[Line] = []
    for _, level in groupby(lines, itemgetter(0)):
        found += sorted(level, key=lambda line: float(line[1]))
    return found


class Pages:
    """The pages of a file in order."""

    def __init__(self, file: File, catalog: Dictionary) -> None:
        self._file = file
        self._fonts: dict[int, dict[bytes, Codes]] = {}  # by the number of resources
        self._maps: dict[int, Codes] = {}
        self._streams: dict[tuple[int, int], Stream] = {}
        self.pages: list[Page] = []
        self._seen: set[int] = set()
        self._node(catalog.get(b"/Pages"), None)

    def _node(self, place: Value | None, resources: Value | None) -> None:
        if not isinstance(place, int) or place in self._seen:
            raise NotUnderstood("its pages stand in another way than in a tree")
        entries = self._file.dictionary(place)
        resources = entries.get(b"/Resources", resources)
        self._seen.add(place)
        if entries.get(b"/Type") == b"/Pages":
            for kid in self._file.array(entries.get(b"/Kids")):
                self._node(kid, resources)
            return
        annotations = entries.get(b"/Annots", [])
        if isinstance(annotations, int):
            told = references(self._file.body(annotations))
            bodies = map(self._file.bodies.__getitem__, told)
            plain = [body.startswith(_LINK) and b"/AP" not in body for body in bodies]
            annotations = [*compress(told, map(not_, plain))]
        for annotation in array(annotations):
            self._annotation(annotation)
        if not isinstance(resources, int):
            raise NotUnderstood("a page has no resources that it shares with others")
        if resources not in self._fonts:
            self._fonts[resources] = self._resources(self._file.dictionary(resources))
        contents = entries.get(b"/Contents")
        streams: list[Stream] = []
        for stream in contents if isinstance(contents, list) else [contents]:
            if not isinstance(stream, int):
                raise NotUnderstood("a page has no content")
            known = self._streams.get((stream, resources))
            if known is None:
                _, data = self._file.stream(stream)
                known = self._streams[stream, resources] = _read(data, self._fonts[resources])
            streams.append(known)
        self.pages.append(Page(b"%d" % place, number(entries.get(b"/StructParents")), streams))

    def _annotation(self, place: Value) -> None:
        """Refuses what an annotation might print."""
        entries = self._file.dictionary(place)
        box = self._file.array(entries.get(b"/Rect"))
        if b"/AP" in entries and (len(box) != 4 or box[:2] != box[2:]):
            raise NotUnderstood("a note or a field stands upon a page")

    def _resources(self, entries: Dictionary) -> dict[bytes, Codes]:
        """The fonts of a page; the other things it may draw must be pictures."""
        for image in self._file.dictionary(entries.get(b"/XObject", {})).values():
            if not isinstance(image, int) or not self._is_image(image):
                raise NotUnderstood("a page draws a form")
        fonts: dict[bytes, Codes] = {}
        for name, font in self._file.dictionary(entries.get(b"/Font", {})).items():
            if not isinstance(font, int):
                raise NotUnderstood("a font stands in another way")
            if font not in self._maps:
                self._maps[font] = codes(self._file, self._file.dictionary(font))
            fonts[name[1:]] = self._maps[font]
        return fonts

    def _is_image(self, place: int) -> bool:
        return dictionary(self._file.body(place), 0).get(b"/Subtype") == b"/Image"


def _read(data: bytes, fonts: dict[bytes, Codes]) -> Stream:
    """Reads a content stream."""
    instructions = _INSTRUCTIONS(_STEP(b"", data) + b"\n")
    drawn = _drawn(instructions, fonts)
    found = Stream()
    lines = found.lines
    words = ""
    mark: bytes | None = None
    actual = kind = b""
    written = False
    before = 0, ""  # lines before the marked content that is open, and the words of the last
    for tag, number_, says, loose, _, x, y, text, end, paint, other in instructions:
        if tag or loose:
            if mark is not None:
                raise NotUnderstood("marked content stands in marked content")
            mark, kind, actual = number_, tag, says
            if says:
                before = len(lines), lines[-1][2] if lines else ""
        if text:
            if mark is None:
                raise NotUnderstood("text stands outside all that is marked")
            shown = next(drawn)
            words += shown
            if y or not lines:
                lines.append((y, x, shown))
            else:
                last = lines[-1]
                lines[-1] = (last[0], last[1], last[2] + shown)
        if end:
            if mark is None:
                raise NotUnderstood("marked content ends that did not begin")
            if actual:
                words = _said(words, actual)
                _replace(lines, before, words)
            found.pieces.append((mark, words))
            written = written or (words != "" and kind != b"Figure")
            words, mark = "", None
        if paint and written:
            raise NotUnderstood("paint covers text")
        if other:
            shown = other[:40].decode("latin-1")
            raise NotUnderstood(f"a page is drawn with an instruction of another kind: {shown}")
    if mark is not None:
        raise NotUnderstood("marked content does not end")
    return found


def _drawn(instructions: list[tuple[bytes, ...]], fonts: dict[bytes, Codes]) -> Iterator[str]:
    """What the strings of instructions show, in order."""
    strings: list[bytes] = []
    in_font: dict[bytes, list[bytes]] = {}
    order: list[bytes] = []
    font = b""
    for _, _, _, _, name, _, _, text, _, _, _ in instructions:
        if name:
            font = name
            strings = in_font.setdefault(font, [])
        if text:
            strings.append(text)
            order.append(font)
    if b"" in order or not fonts.keys() >= in_font.keys():
        raise NotUnderstood("text has no font")
    read = {font: iter(fonts[font].read(strings)) for font, strings in in_font.items()}
    return (next(read[font]) for font in order)


def _replace(lines: list[Line], before: tuple[int, str], words: str) -> None:
    """Puts what marked content says where its letters were drawn, from their first on."""
    count, line = before
    if count and lines[count - 1][2] != line:  # they went on behind others
        count, words = count - 1, line + words
    lines[count:] = [(*lines[count][:2], words)]


def _said(glyphs: str, actual: bytes) -> str:
    """What marked content says, with which its letters must agree."""
    said = "".join(text_string(actual).split())
    if glyphs.replace(_HYPHEN, "") != said:
        raise NotUnderstood(f"the letters “{glyphs}” are said to read “{said}”")
    return said


_CONTROLS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def text_string(token: bytes) -> str:
    """The text of a literal string (7.3.4.2, 7.9.2)."""

    def plain(escape: re.Match[bytes]) -> bytes:
        sign = escape[1]
        if sign.isdigit():
            return bytes([int(sign, 8) & 0xFF])
        return b"" if sign[0] in b"\r\n" else _CONTROLS.get(sign, sign)

    data = re.sub(rb"\\(\d{1,3}|\r\n|.)", plain, token[1:-1], flags=re.DOTALL)
    if data.startswith(b"\xfe\xff"):
        return data[2:].decode("utf-16-be", "replace")
    return data.decode("latin-1").translate(dict(enumerate(_BEYOND, 0x80)))


# What PDFDocEncoding has for codes from 0x80 on that Latin-1 has not (ISO 32000-1, D.3).
_BEYOND = (
    "\u2022\u2020\u2021\u2026\u2014\u2013\u0192\u2044\u2039\u203a\u2212\u2030\u201e\u201c\u201d"
    "\u2018\u2019\u201a\u2122\ufb01\ufb02\u0141\u0152\u0160\u0178\u017d\u0131\u0142\u0153\u0161"
    "\u017e"
)
