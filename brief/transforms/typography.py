"""Quotation marks by language, and no-break spaces where a line must not end.

Words are never changed; within a quotation only the glyphs of nested marks are.
"""

from __future__ import annotations

import re

from brief.citation.apparatus import Apparatus
from brief.document.tree import Inline, Note, Origin, Quotation, Text
from brief.expressions import expression
from brief.locale.languages import NBSP, language
from brief.transforms.walk import HOLDERS, Inlines, Walker, changed, kept

_MARK = Origin("mark")
_UNITS = (
    r"billion|million|trillion|thousand|bn|mn|m|km|kg|tons?|tonnes?|percent|per cent|%|dollars|"
    r"млрд|млн|трлн|тыс\.?|долларов|долл\.?|тенге|процентов|%|тонн|год[а-я]*|г\.|"
    r"миллиард|миллион|доллар|теңге|пайыз|тонна|жыл[а-яәі]*"
)
# Spaces that hold: between a figure and its unit; a sign and its number; an initial and the name
# after it; a title and a name; a page and its number.  One expression that begins with the space,
# which is what the engine is quickest to look for.
_HELD = (
    rf"(?<=\d )(?=(?:{_UNITS})(?!\w))|"
    r"(?<=[$€£₸№§¶] )(?=\d)|"
    r"(?<=\b[A-ZА-ЯӘҒҚҢӨҰҮҺІ]\. )(?=[A-ZА-ЯӘҒҚҢӨҰҮҺІ])|"
    r"(?<=\b(?:Mr|Ms|Dr|No|pp)\. )(?=\S)|"
    r"(?<=\bp\. )(?=\d)"
)
_TIED = expression(rf" (?:{_HELD})")
# Groups of thousands too, where a comma is the decimal sign: 410 000.
_TIED_COMMA = expression(rf" (?:{_HELD}|(?<=\d )(?=\d{{3}}(?!\d)))")


class Typographer(Walker):
    """Sets marks around each quotation, first and last among its children; spaces that hold."""

    def __init__(self, apparatus: Apparatus) -> None:
        spoken = language(apparatus.language)
        self.marks = (spoken.outer, spoken.inner)
        self.tied = _TIED_COMMA if spoken.decimal == "," else _TIED
        self.depth = 0

    def line(self, inlines: Inlines) -> Inlines:
        return kept(inlines, tuple([self.set(inline) for inline in inlines]))

    def set(self, inline: Inline) -> Inline:
        if isinstance(inline, Text):
            return self.text(inline)
        if isinstance(inline, Note):
            outer, self.depth = self.depth, 0
            done = inline.replace(children=self.line(inline.children))
            self.depth = outer
            return done
        if isinstance(inline, Quotation):
            opening, closing = self.marks[self.depth % 2]
            self.depth += 1
            inside = self.line(inline.children)
            self.depth -= 1
            first, last = Text(opening, _MARK), Text(closing, _MARK)
            return inline.replace(children=(first, *inside, last))
        if isinstance(inline, HOLDERS):
            return changed(inline, children=self.line(inline.children))
        return inline

    def text(self, text: Text) -> Text:
        content = text.content
        if self.depth:
            content = nested(content, self.marks[self.depth % 2])
        if " " in content:
            content = self.tied.sub(NBSP, content)
        return text if content == text.content else Text(content, text.origin)


_DOUBLE = expression(r"[“”„«»\"]")


def nested(words: str, marks: tuple[str, str]) -> str:
    """Double marks within a quotation as the language nests them, where they stand in pairs."""
    found = _DOUBLE.findall(words)
    if not found or len(found) % 2:
        return words
    count = 0

    def glyph(_: re.Match[str]) -> str:
        nonlocal count
        count += 1
        return marks[0] if count % 2 else marks[1]

    return _DOUBLE.sub(glyph, words)
