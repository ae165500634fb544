"""A reference while it is being put together: pieces of text with their look and their issuer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from brief.document.tree import Emphasis, Inline, Link, Origin, Styled, Text
from brief.record import Record

_ENDS = "?!…"
_OPENING = "([<"
_WEB = re.compile(r"https?://\S+")


class Piece(Record):
    """Characters, who issued them (`work` and `field`; neither for the style's own), their look,
    where they link to, and their language where it is not the brief's."""

    text: str
    work: str = ""
    field: str = ""
    italic: bool = False
    target: str = ""
    lang: str = ""


class Line:
    """Puts pieces together, with the punctuation of the style between them.

    `marks` are the pairs of quotation marks, outer and inner; `inside` sets a comma or stop before
    a closing mark.
    """

    def __init__(self, marks: tuple[tuple[str, str], tuple[str, str]], inside: bool) -> None:
        self.pieces: list[Piece] = []
        self.marks = marks
        self.inside = inside
        self.depth = 0
        self.closed = False  # whether the last piece is a closing quotation mark

    def words(self, text: str, italic: bool = False) -> None:
        """The pattern's own words: separators dropped at a beginning or after another stop."""
        if self._opening():
            text = text.lstrip(" ,.;")
        if not text:
            return
        last = self._last()
        if text[0] not in ".,":
            pass
        elif self.closed and not self.inside:
            pass  # the mark parts the stop within from the one behind it
        elif last == text[0] or (last in _ENDS and (self.closed or text[0] == ".")):
            text = text[1:]
        elif self.closed:
            self._inside(text[0])
            text = text[1:]
        elif self.inside and self.pieces[-1].field and self._quotes_at_end(self.marks[0]):
            self._within(text[0], self.marks[0][1])
            text = text[1:]
        if text:
            self._add(Piece(text, italic=italic))

    def value(self, piece: Piece) -> None:
        """What is known of the work, verbatim but for the marks of a quotation within one."""
        text = piece.text
        if self.depth:
            text = flipped(text, self.marks[(self.depth - 1) % 2], self.marks[self.depth % 2])
        if text:
            self._add(piece if text == piece.text else piece.replace(text=text))

    def open(self) -> None:
        """An opening quotation mark."""
        self._add(Piece(self.marks[self.depth % 2][0]))
        self.depth += 1

    def close(self) -> None:
        """A closing quotation mark."""
        self.depth -= 1
        self._add(Piece(self.marks[self.depth % 2][1]))
        self.closed = True

    def _inside(self, stop: str) -> None:
        """A stop before the closing mark, and before that of a quotation that ends there, too."""
        mark = self.pieces.pop()
        marks = self.marks[(self.depth + 1) % 2]
        if self._quotes_at_end(marks):
            self._within(stop, marks[1])
        else:
            self.pieces.append(Piece(stop))
        self.pieces.append(mark)
        self.closed = True

    def _quotes_at_end(self, marks: tuple[str, str]) -> bool:
        """Whether the last piece ends with a quotation of its own."""
        text = self.pieces[-1].text
        return text.endswith(marks[1]) and marks[0] in text

    def _within(self, stop: str, closing: str) -> None:
        """The stop before the mark that ends the last piece; it is the style's, not the work's."""
        last = self.pieces.pop()
        words = last.replace(text=last.text[: -len(closing)])
        self.pieces += [words, Piece(stop, italic=last.italic), last.replace(text=closing)]

    def _add(self, piece: Piece) -> None:
        self.closed = False
        self.pieces.append(piece)

    def _opening(self) -> bool:
        last = self.pieces[-1] if self.pieces else None
        return last is None or (not last.field and last.text[-1] in _OPENING)

    def _last(self) -> str:
        """The last character, closing quotation marks looked through."""
        if not self.closed or len(self.pieces) < 2:
            return self.pieces[-1].text[-1] if self.pieces else ""
        text = self.pieces[-2].text
        return (text.rstrip("”’“»") or text)[-1]


def flipped(text: str, outer: tuple[str, str], inner: tuple[str, str]) -> str:
    """The marks within quoted words as they nest: those that stand in pairs, and no apostrophe."""
    if outer == ("‘", "’"):
        opened = re.findall(r"(?<!\w)‘(?=\S)", text)
        closed = re.findall(r"(?<=\S)’(?!\w)", text)
        if opened and len(opened) == len(closed):
            text = re.sub(r"(?<!\w)‘(?=\S)", inner[0], text)
            return re.sub(r"(?<=\S)’(?!\w)", inner[1], text)
        return text
    found = re.findall(r"[“”„«»\"]", text)
    if not found or len(found) % 2:
        return text
    marks = iter(inner * (len(found) // 2))
    return re.sub(r"[“”„«»\"]", lambda _: next(marks), text)


def plain(pieces: Iterable[Piece]) -> str:
    """The characters alone."""
    return "".join(piece.text for piece in pieces)


def inlines(pieces: Sequence[Piece]) -> tuple[Inline, ...]:
    """Pieces as inlines: real italics, links, languages; the citation style issues them all, and
    says which detail of which source the words are."""
    found: list[Inline] = []
    slanted: list[Inline] = []
    for piece in pieces:
        node: Inline = Text(piece.text, Origin("citation", piece.work, piece.field))
        if piece.target:
            node = Link((node,), piece.target)
        if piece.lang:
            node = Styled((node,), "", piece.lang)
        if piece.italic:
            slanted.append(node)
            continue
        if slanted:
            found.append(Emphasis(tuple(slanted)))
            slanted = []
        last = found[-1] if found else None
        if isinstance(node, Text) and isinstance(last, Text) and last.origin == node.origin:
            found[-1] = Text(last.content + node.content, node.origin)
        else:
            found.append(node)
    if slanted:
        found.append(Emphasis(tuple(slanted)))
    return tuple(found)


def address(url: str) -> str:
    """The target of a link to where a work was published, "" where it cannot be one."""
    return url if _WEB.fullmatch(url) else ""
