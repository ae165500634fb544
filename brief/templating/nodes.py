"""Elements of what templates print, read from a text of markup or as it was printed."""

from __future__ import annotations

from brief import TYPE_CHECKING
from brief.diagnostics import Span

if TYPE_CHECKING:
    from typing import Literal

    from brief.document.tree import Cell, Inline

    Form = Literal["note", "cell", "place", "inline", "none"]

FORMS: tuple[Form, ...] = ("note", "cell", "place", "inline", "none")  # of citations

MOST_TOLD = 200  # mistakes of one rendering that are told


class NotPlain(Exception):
    """What a template prints must be put together and read as a text of markup."""


class Words:
    """Characters between elements, and where the template writes them."""

    __slots__ = ("file", "line", "text")

    def __init__(self, text: str, file: str, line: int) -> None:
        self.text = text
        self.file = file
        self.line = line


class Cited:
    """An element `cite` that holds nothing: facts, the form wanted (the line's where empty), the
    template's file and line."""

    __slots__ = ("facts", "form", "place")

    def __init__(self, facts: str, form: str, place: str) -> None:
        self.facts = facts
        self.form = form
        self.place = place


class Next:
    """The end of an element and the beginning of one that may stand wherever that may."""

    __slots__ = ("begun", "ended")

    def __init__(self, ended: str, begun: tuple[str, dict[str, str], str, int]) -> None:
        self.ended = ended
        self.begun = begun  # as `Node` takes it


class Node:
    """An element with its attributes, children and place.

    Read from markup, its children are elements and `Words`; read from what was printed, they are
    elements and what is ready for the tree: inlines, and the cells of a row.
    """

    __slots__ = ("attributes", "children", "file", "line", "tag")

    def __init__(self, tag: str, attributes: dict[str, str], file: str, line: int) -> None:
        self.tag = tag
        self.attributes = attributes
        self.children: list[Node | Words | Cited | Inline | Cell] = []
        self.file = file
        self.line = line

    def get(self, name: str) -> str:
        """An attribute, or an empty text."""
        return self.attributes.get(name, "")

    def span(self) -> Span:
        """Where the template writes it."""
        return Span(self.file, self.line, 1)
