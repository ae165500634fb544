"""Quotation marks by language, and no-break spaces where a line must not end.

Words are never changed; within a quotation only the glyphs of nested marks are.
"""

from __future__ import annotations

from brief.citation.apparatus import Apparatus
from brief.document.tree import Origin, Quotation, Text
from brief.expressions import expression
from brief.locale.languages import NBSP, language
from brief.transforms.walk import Inlines

_MARK = Origin("mark")


class Typographer:
    """Sets marks around each quotation, first and last among its children; spaces that hold.

    `depth` says in how many quotations the words stand.
    """

    def __init__(self, apparatus: Apparatus) -> None:
        spoken = language(apparatus.language)
        self.marks = (spoken.outer, spoken.inner)
        self.comma = spoken.decimal == ","
        self.depth = 0
        self._known = _KNOWN[self.comma]

    def marked(self, quotation: Quotation, inside: Inlines) -> Quotation:
        """A quotation, its words being set, with the marks of its depth."""
        opening, closing = self.marks[self.depth % 2]
        first, last = Text(opening, _MARK), Text(closing, _MARK)
        return Quotation((first, *inside, last), quotation.lang)

    def text(self, text: Text) -> Text:
        """The text as it stands at this depth."""
        content = text.content
        if self.depth:
            content = nested(content, self.marks[self.depth % 2])
        elif " " not in content:
            return text
        known = self._known.get(content)
        if known is None:
            known = self._held(content)
        return text if known == text.content else Text(known, text.origin)

    def _held(self, content: str) -> str:
        """Words with the spaces that hold, remembered."""
        held = tied(content, self.comma) if " " in content else content
        if held[:1] == "[":
            held = _one_tag(held)
        if len(self._known) >= _MOST:
            self._known.clear()
        self._known[content] = held
        return held


# Words as they were set, by whether a comma is the decimal sign: the same stand in the brief, its
# message, and other briefs.
_KNOWN: dict[bool, dict[str, str]] = {True: {}, False: {}}
_MOST = 1 << 14
_LONGEST_TAG = 20  # characters that a narrow cell has room for


def _one_tag(text: str) -> str:
    """A mark of two words in brackets, as [our remark], on one line."""
    if len(text) <= _LONGEST_TAG and text[-1] == "]" and text.count(" ") == 1:
        return text.replace(" ", NBSP)
    return text


_DOUBLE = '“”„«»"'


def nested(words: str, marks: tuple[str, str]) -> str:
    """Double marks within a quotation as the language nests them, where they stand in pairs."""
    count = sum(map(words.count, _DOUBLE))
    if not count or count % 2:
        return words
    pieces: list[str] = []
    opens = False
    for char in words:
        if char not in _DOUBLE:
            pieces.append(char)
            continue
        opens = not opens
        pieces.append(marks[0] if opens else marks[1])
    return "".join(pieces)


_UNITS = frozenset(
    """billion million trillion thousand bn mn m km kg ton tons tonne tonnes percent dollars
    млрд млн трлн тыс долларов долл тенге процентов тонн
    миллиард миллион доллар теңге пайыз тонна""".split()
)
_INFLECTED = ("год", "жыл")  # a year, in whatever case
_BEGINNINGS = frozenset(("%", "г", "ж", "p", *(unit[0] for unit in _UNITS)))
_SMALL = frozenset("абвгдежзийклмнопрстуфхцчшщъыьэюя")
_KAZAKH = _SMALL | frozenset("әі")
_CAPITALS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯӘҒҚҢӨҰҮҺІ")
_SIGNS = frozenset("$€£₸№§¶")
_TITLES = frozenset(("Mr", "Ms", "Dr", "No", "pp"))
# Spaces that may hold: behind a figure, a sign, or a stop that may end an initial or a title (Mr Ms
# Dr No p pp).  (What is in ASCII is told by what it is not: sets of it are made ready at once.)
_SPACE = expression(
    r" (?<![\x00-#%-\-/:-~] )"  # anything but $ . and the digits
    r"(?<![\x00-@\[-nqt-~]\. )"  # a stop behind anything but o p r s and capitals
    r"(?<![^\W\d_] )"  # any other letter
)
_WORD = expression(r"\w+")


def tied(text: str, comma: bool = False) -> str:
    """The text with no-break spaces for those spaces that hold: between a figure and its unit; a
    sign and its number; an initial and the name after it; a title and a name; a page and its
    number.  Where a comma is the decimal sign, groups of thousands too: 410 000."""

    held: list[str] = []
    done = 0
    space = _SPACE.search(text)  # most texts have none
    while space:
        at = space.start()
        if _holds(text, at, comma):
            held += (text[done:at], NBSP)
            done = at + 1
        space = _SPACE.search(text, at + 1)
    return "".join(held) + text[done:] if held else text


def _holds(text: str, at: int, comma: bool) -> bool:
    """Whether the space at this place of a text holds."""
    last, first = text[at - 1 : at], text[at + 1 : at + 2]
    if last.isdecimal():
        if first in _BEGINNINGS:
            return _is_unit(text, at + 1)
        return comma and _is_group(text, at + 1)
    if last in _SIGNS:
        return first.isdecimal()
    if last != ".":
        return False
    start = at - 1
    before = text[max(0, at - 4) : start]
    if len(before) == 3 and before.isalnum():  # a longer word than any of those
        return False
    while start and at - start < 5 and _is_letter(text[start - 1]):
        start -= 1
    title = text[start : at - 1]
    if title == "p":
        return first.isdecimal()
    if title in _TITLES:
        return bool(first) and not first.isspace()
    return title in _CAPITALS and first in _CAPITALS


def _is_group(text: str, start: int) -> bool:
    """Whether three digits stand there, and no fourth."""
    group = text[start : start + 4]
    return group[:3].isdecimal() and len(group) > 2 and not group[3:].isdecimal()


def _is_unit(text: str, start: int) -> bool:
    """Whether a unit stands there, as a whole word."""
    if text.startswith("%", start):
        return not _is_letter(text[start + 1 : start + 2])
    match = _WORD.match(text, start)
    if match is None:
        return False
    word, end = match.group(), match.end()
    if word in _UNITS:
        return True
    if word == "г":
        return text.startswith(".", end) and not _is_letter(text[end + 1 : end + 2])
    if word == "per":
        return text.startswith(" cent", end) and not _is_letter(text[end + 5 : end + 6])
    if word.startswith(_INFLECTED):
        return (_SMALL if word[0] == "г" else _KAZAKH).issuperset(word[3:])
    return False


def _is_letter(char: str) -> bool:
    """Whether it is a letter, a digit or an underscore; the end of a text is none."""
    return char.isalnum() or char == "_"
