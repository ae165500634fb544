"""A reader that knows rows, items and quotations again by their shapes (see `shapes`).

What recurs is taken as a whole: of its values comes what its shape says.  Values that print
anything else than words and citations in a line are read as all else is.
"""

from __future__ import annotations

from brief import TYPE_CHECKING
from brief.document.tree import Cell, Paragraph, Quotation, Text, inlines_text
from brief.templating.nodes import Node, NotPlain
from brief.templating.reading import Reader, fits
from brief.templating.runtime import Run
from brief.templating.shapes import MET, NEVER, Element, Slot, forget, key, learn, recurs
from brief.templating.values import Cite, Printable
from brief.templating.vocabulary import INLINE
from brief.templating.words import MOST_PLAIN

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence
    from typing import Any

    from brief.document.tree import Inline
    from brief.templating.shapes import CellShape, Shape, Step
    from brief.templating.values import Ready

_MOST_PARTS = 12  # of what is printed between the beginning of an element and its end
_MOST_ODD = 16  # so often more a shape may have been of no use than of use


class _Odd(Exception):
    """A value prints something else than words and citations in a line."""


class ShapeReader(Reader):
    """A reader that knows shapes again."""

    def __init__(self, most: int, main: str, facts: Container[object]) -> None:
        """`facts` has the ids of those that may be cited."""
        super().__init__(most, main)
        self._facts = facts
        self._step: Step | None = None  # of an element of which there is more to come
        self._parts: list[Any] = []  # of it, as they were printed
        self._keys: list[Any] | None = None  # of an element whose shape is read
        self._home = self._stack[0]  # what that stands in
        self._depth = 0  # of it
        self._busy = False  # with what a single value prints
        self._plain = 0  # values whose words were not counted

    def article(self) -> Node:
        """See `Reader.article`."""
        found = super().article()
        if self._room < self._plain * MOST_PLAIN and self._room < _words_in(found):
            raise NotPlain
        return found

    def take(self, pieces: Iterable[object]) -> None:
        """See `Reader.take`."""
        if self._busy:
            super().take(pieces)
            return
        self._busy = True
        stack = self._stack
        for piece in pieces:
            step = self._step
            if step is not None:
                step = step.next.get(key(piece))
                if step is None:
                    self._give_up(piece)
                    continue
                self._parts.append(piece)
                self._step = step
                if step.shape is not None:
                    parts, self._parts, self._step = self._parts, [], None
                    self._make(step.shape, _values(parts), parts)
                continue
            if type(piece) is Run and self._keys is None and not self._words and not self._tag:
                step = MET.get(stack[-1].tag, NEVER).next.get(piece[0])
            if step is None:
                self._read(piece)
            elif step.shape is None:
                self._step = step
                self._parts = [piece]
            else:
                self._make(step.shape, piece, (piece,))  # type: ignore[arg-type]  # it is a run
        if self._step is not None:
            self._give_up("")
        self._busy = False

    # ------------------------------------------------------------ elements of known shapes

    def _make(self, shape: Shape, values: Sequence[Any], parts: Sequence[Any]) -> None:
        """The elements of a shape whose values are all there, the first being no value."""
        within = self._stack[-1]
        children: list[Any] = within.children
        before = len(children)
        try:
            if len(self._stack) > shape.deepest or not (shape.framed or _is_apart(within)):
                raise _Odd  # noqa: TRY301 - for which there is one way out
            for element in shape.elements:
                children.append(self._element(element, values))
        except _Odd:
            del children[before:]
            shape.odd += 1
            if shape.odd > _MOST_ODD:
                forget(within.tag, parts)
            for part in parts:
                super().take((part,))
            return
        if shape.odd:
            shape.odd -= 1
        self._room -= shape.size
        if self._room < 0:
            raise NotPlain
        self._plain += shape.count
        self._file = shape.file
        self._line = shape.line

    def _element(self, element: Element, values: Sequence[Any]) -> Node:
        given = element.attributes
        if element.slots:
            given = given.copy()
            for key, number in element.slots:
                value = values[number]
                if not isinstance(value, str) or not fits(value):
                    raise _Odd
                given[key] = value
                self._room -= len(value)
        node = Node(element.tag, given, element.file, element.line)
        if element.cells:
            self._row(element, node, values)
            return node
        children: list[Any] = node.children
        for one in element.inside:
            if type(one) is Slot:
                value = values[one.number]
                if not isinstance(value, Printable):
                    raise _Odd
                ready: Ready | None = value.words(one.at)
                if ready is None:
                    ready = value.ready(one.at)
                    if not ready and (ready is None or not element.bare):
                        raise _Odd
                    self._room -= _size(ready)
                children += ready
            elif type(one) is Element:
                children.append(self._element(one, values))
            else:
                children.append(one)
        return node

    def _row(self, element: Element, row: Node, values: Sequence[Any]) -> None:
        """The cells of a row: those that hold words, and a citation where the row is a statement,
        are ready for the tree."""
        children: list[Any] = row.children
        stated = row.attributes.get("data-facts") in self._facts
        for cell in element.cells:
            value = values[cell.number]
            line: tuple[Inline, ...] | None = None
            if isinstance(value, Printable):
                line = words = value.words(cell.at)
                if words is not None and cell.cited is not None:
                    line = self._cited(words, cell, values) if stated else None
            if line is None:
                children.append(self._element(cell.element, values))
            else:
                children.append(Cell((Paragraph(line, cell.role, cell.lang),), cell.scope))

    def _cited(
        self, words: tuple[Text, ...], cell: CellShape, values: Sequence[Any]
    ) -> tuple[Inline, ...] | None:
        """The words of a cell and the citation behind them; None where it is not that."""
        slot = cell.cited
        cite = values[slot.number] if slot is not None else None
        if slot is None or type(cite) is not Cite:
            return None
        mark = cite.mark(self._facts, cell.form, slot.at)
        return None if mark is None else (*words, mark)

    def _clean(self) -> bool:
        return not self._words and not self._tag

    def _give_up(self, piece: object) -> None:
        """Read what has another shape than it began with, the next piece of it at hand."""
        parts = self._parts
        self._step, self._parts = None, []
        for part in parts:
            self._read(part)
        self._read(piece)

    # ------------------------------------------------------------ elements of new shapes

    def _read(self, piece: Any) -> None:
        """Read a piece as any reader does; learn the shape of an element that recurs."""
        if self._keys is None and self._clean() and recurs(piece, self._stack[-1].tag):
            self._keys, self._depth = [], len(self._stack)
            self._home = self._stack[-1]
        super().take((piece,))
        if self._keys is None:
            return
        self._keys.append(key(piece))
        depth = len(self._stack)
        if depth < self._depth or self._stack[self._depth - 1] is not self._home:
            self._keys = None  # that has ended
        elif depth == self._depth and self._clean():
            learn(self._home.tag, self._keys)
            self._keys = None
        elif len(self._keys) == _MOST_PARTS or _is_shown(piece):
            self._keys = None


def _words_in(node: Node) -> int:
    """The room that all words in an element take which were put without counting them, at most."""
    size = 0
    left: list[Any] = [node]
    while left:
        one = left.pop()
        if isinstance(one, Node):
            left += one.children
        elif isinstance(one, Cell):
            left += [block for block in one.blocks if isinstance(block, Paragraph)]
        elif isinstance(one, Paragraph):
            left += one.children
        else:
            size += _size((one,))
    return size


def _size(line: Ready) -> int:
    """The room that words in a line take."""
    size = 0
    for one in line:
        if type(one) is Text:
            size += len(one.content)
        elif type(one) is Quotation:
            size += len(inlines_text(one.children))
    return size


def _values(parts: list[Any]) -> list[Any]:
    """The values of all parts, behind one that is none."""
    found: list[Any] = [None]
    for part in parts:
        if type(part) is Run:
            found += part[1:]
        elif type(part) is not str:
            found.append(part)
    return found


def _is_shown(piece: Any) -> bool:
    """Whether a text is a value's rather than a literal, which has a mark or is blank."""
    return type(piece) is str and not piece.startswith("<?") and bool(piece.strip())


def _is_apart(within: Node) -> bool:
    """Whether blanks behind all that stands in an element print nothing."""
    if not within.children:
        return True
    last = within.children[-1]
    return type(last) is Node and last.tag not in INLINE
