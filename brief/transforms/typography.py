"""Quotation marks by language, and no-break spaces where a line must not end.

Words are never changed; within a quotation only the glyphs of nested marks are.
"""

from __future__ import annotations

import re

from brief.citation.apparatus import Apparatus
from brief.diagnostics import Diagnostic
from brief.document.tree import Document, Inline, Note, Origin, Quotation, Text
from brief.locale.languages import NBSP, language
from brief.transforms.walk import HOLDERS, Inlines, Walker, changed, kept

_MARK = Origin("mark")
_UNITS = (
    r"billion|million|trillion|thousand|bn|mn|m|km|kg|tons?|tonnes?|percent|per cent|%|dollars|"
    r"млрд|млн|трлн|тыс\.?|долларов|долл\.?|тенге|процентов|%|тонн|год[а-я]*|г\.|"
    r"миллиард|миллион|доллар|теңге|пайыз|тонна|жыл[а-яәі]*"
)
# A figure and its unit; an initial and the name after it; a paragraph sign and its number.
_TIED = (
    (re.compile(rf"(?<=\d) (?=(?:{_UNITS})(?!\w))"), NBSP),
    (re.compile(r"(?<=[$€£₸№§¶]) (?=\d)"), NBSP),
    (re.compile(r"(?<=\b[A-ZА-ЯӘҒҚҢӨҰҮҺІ]\.) (?=[A-ZА-ЯӘҒҚҢӨҰҮҺІ])"), NBSP),
    (re.compile(r"(?<=\b(?:Mr|Ms|Dr|No|pp)\.) (?=\S)"), NBSP),
    (re.compile(r"(?<=\bp\.) (?=\d)"), NBSP),
)
# Groups of thousands, where a comma is the decimal sign: 410 000.
_GROUPS = (re.compile(r"(?<=\d) (?=\d{3}(?!\d))"), NBSP)


def transform(document: Document, apparatus: Apparatus) -> tuple[Document, tuple[Diagnostic, ...]]:
    """Marks around each quotation, first and last among its children; spaces that hold."""
    spoken = language(apparatus.language)
    tied = (*_TIED, _GROUPS) if spoken.decimal == "," else _TIED
    return _Setter((spoken.outer, spoken.inner), tied).document(document), ()


class _Setter(Walker):
    def __init__(
        self,
        marks: tuple[tuple[str, str], tuple[str, str]],
        tied: tuple[tuple[re.Pattern[str], str], ...] = _TIED,
    ) -> None:
        self.marks = marks
        self.tied = tied
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
        for pattern, space in self.tied:
            if " " in content:
                content = pattern.sub(space, content)
        return text if content == text.content else Text(content, text.origin)


_DOUBLE = re.compile(r"[“”„«»\"]")


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
