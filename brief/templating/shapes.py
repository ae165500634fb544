"""Shapes: the literals of a row, item or quotation, and what is made of the values between them.

What a template prints from the beginning of such an element to its end is literals and values in
turn, and the literals of one are those of the next.  The first time they are read as all else is,
with slots in place of the values; from then on they tell by themselves what is to be made.
"""

from __future__ import annotations

from functools import lru_cache

from brief import TYPE_CHECKING
from brief.templating.nodes import FORMS, Node, NotPlain
from brief.templating.places import MARK
from brief.templating.reading import DEEPEST, Reader
from brief.templating.runtime import Run
from brief.templating.tokens import ELEMENT
from brief.templating.vocabulary import EITHER, FRAMES, HOLDS_INLINES, TAGS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any, Literal

    from brief.document.tree import Text
    from brief.templating.nodes import Form

# Elements that recur, each with what it may stand in.
_RECURRING = {
    name: frozenset(TAGS[name].within).difference(EITHER)
    for name in ("tr", "li", "p", "blockquote", "dt")
}
_MOST_SHAPES = 1024
_VALUE = None  # stands for a value by itself where a literal may be
_HUGE = 1 << 40
_HEAD = "cell-head"


class Slot:
    """Where a value stands in a shape: its number (from 1 on), the template's file and line."""

    __slots__ = ("at", "number")

    def __init__(self, number: int, at: str) -> None:
        self.number = number
        self.at = at


class Element:
    """An element of a shape: slots, words and further elements stand in it, and some of its
    attributes are slots.  `bare` tells that there is nothing but slots; those of others must all
    print something, since what stands beside them may depend on it.  A row has `cells`."""

    __slots__ = ("attributes", "bare", "cells", "file", "inside", "line", "slots", "tag")

    def __init__(self, node: Node, role: str) -> None:
        self.tag = node.tag
        self.file = node.file
        self.line = node.line
        self.attributes = node.attributes
        self.slots: list[tuple[str, int]] = []
        for key, value in node.attributes.items():
            if "=" in value:
                number = value[1:-1]
                if value != _stand_in(number) or not number.isdecimal():
                    raise NotPlain  # a value beside other words
                self.slots.append((key, int(number)))
        given: list[Any] = node.children
        self.inside: tuple[Slot | Text | Element, ...] = tuple(
            [Element(child, role) if isinstance(child, Node) else child for child in given]
        )
        self.bare = all(isinstance(child, Slot) for child in given)
        self.cells: tuple[CellShape, ...] = ()
        if self.tag == "tr":
            form: Any = node.get("data-cite") or "cell"
            self.cells = tuple(
                [CellShape(one, role, form) for one in self.inside if isinstance(one, Element)]
            )

    def depth(self) -> int:
        """How many elements stand in each other."""
        return 1 + max([one.depth() for one in self.inside if isinstance(one, Element)], default=0)

    def taken(self) -> list[int]:
        """The numbers of all values that it takes."""
        found = [number for _, number in self.slots]
        for one in self.inside:
            if isinstance(one, Slot):
                found.append(one.number)
            elif isinstance(one, Element):
                found += one.taken()
        return found


class CellShape:
    """A cell of a row: the number of the value that is all its words (0 where that is not so) and
    where it stands, the slot of the citation behind it and its form; the paragraph that these make;
    what the cell is the head of."""

    __slots__ = ("at", "cited", "element", "form", "lang", "number", "role", "scope")

    def __init__(self, element: Element, role: str, form: Form) -> None:
        self.element = element
        self.number, self.at = 0, ""
        self.cited: Slot | None = None
        if element.bare and not element.slots and len(element.inside) in (1, 2):
            slots: Any = (*element.inside, None)
            self.number, self.at, self.cited = slots[0].number, slots[0].at, slots[1]
        self.form: Any = element.attributes.get("data-cite") or form
        if self.form not in FORMS:  # which is told of the element
            self.number = 0
        self.role = role
        self.lang = element.attributes.get("lang", "")
        self.scope: Literal["", "column", "row"] = ""
        if element.tag == "th":
            self.scope = "column" if role == _HEAD else "row"


class Shape:
    """What is made of values: elements that take `size` of the room there is beside the words of
    values, in no more than `deepest` others, and leave the template in a line of a file.  `framed`
    tells that blanks do not print where they stand."""

    __slots__ = ("count", "deepest", "elements", "file", "framed", "line", "odd", "size")

    def __init__(
        self, elements: tuple[Element, ...], framed: bool, size: int, file: str, line: int
    ) -> None:
        self.elements = elements
        self.framed = framed
        self.size = size
        self.count = sum([len(element.taken()) for element in elements])
        self.file = file
        self.line = line
        self.deepest = DEEPEST - max(element.depth() for element in elements)
        self.odd = 0  # how often more values were not plain than were


class Step:
    """What was printed of an element, and what may come next; the shape where that is all."""

    __slots__ = ("next", "shape")

    def __init__(self) -> None:
        self.next: dict[Any, Step] = {}
        self.shape: Shape | None = None


# What was met, by what the element stands in and then by the literals of its parts in turn.
MET: dict[str, Step] = {name: Step() for within in _RECURRING.values() for name in within}
# What cannot be told again, or was of no use.
_SHAPELESS: set[tuple[Any, ...]] = set()
_LEARNT: list[Shape] = []
NEVER = Step()  # where nothing is met


def key(piece: Any) -> Any:
    """What tells a part of a shape: its literals, all that is there of a value by itself."""
    if type(piece) is Run:
        return piece[0]
    return piece if type(piece) is str else _VALUE


def recurs(piece: Any, within: str) -> bool:
    """Whether a part begins an element that recurs within that one."""
    return type(piece) is Run and within in _RECURRING.get(_begun(piece[0][0]), ())


@lru_cache(maxsize=1024)
def _begun(literal: str) -> str:
    """The element that a literal begins with behind its mark, if it does."""
    mark, _, rest = literal.partition("?>")
    rest = rest.lstrip()
    if not mark.startswith(f"<?{MARK} ") or not rest.startswith("<"):
        return ""
    return (rest[1:].partition(">")[0].split() or [""])[0]


def _stand_in(number: object) -> str:
    """What stands for a value in an attribute while a shape is read."""
    return f"={number}="


class _Trial(Reader):
    """Reads the literals of an element, with slots in place of the values."""

    def __init__(self, within: str) -> None:
        super().__init__(_HUGE)
        self._stack = [Node(within, {}, "", 0)]  # already open
        self._begun = self._room
        self._number = 0  # of the last value

    def part(self, key: Any) -> None:
        """A part of the element, by what tells it."""
        if type(key) is tuple:
            self.take((key[0],))
            for literal in key[1:]:
                self._slot()
                self.take((literal,))
        elif key is _VALUE:
            self._slot()
        else:
            self.take((key,))

    def _slot(self) -> None:
        """A value, whatever it prints."""
        self._number += 1
        if self._tag:
            self.take((_stand_in(self._number),))
        else:
            if self._words:
                self._flush()
            parent = self._stack[-1]
            if parent.tag not in HOLDS_INLINES:
                raise NotPlain
            children: list[Any] = parent.children
            children.append(Slot(self._number, f"{self._file}:{self._line}"))

    def shape(self) -> Shape | None:
        """The shape, when all has been read; None where it is none that could be told again."""
        if self._words or self._tag or len(self._stack) > 1:
            return None
        within, nodes = self._stack[0].tag, self._stack[0].children
        role = _HEAD if within == "thead" else "cell"
        elements = tuple([Element(node, role) for node in nodes if isinstance(node, Node)])
        if not elements or len(elements) < len(nodes):
            return None
        taken = [number for element in elements for number in element.taken()]
        if sorted(taken) != list(range(1, self._number + 1)):
            return None
        size = self._begun - self._room + 2 * ELEMENT * self._number
        return Shape(elements, within in FRAMES, size, self._file, self._line)


def learn(within: str, keys: list[Any]) -> None:
    """Keep the shape of what was printed, if it has one."""
    if (within, *keys) in _SHAPELESS or len(_SHAPELESS) + len(_LEARNT) >= _MOST_SHAPES:
        return
    trial = _Trial(within)
    try:
        for one in keys:
            trial.part(one)
        shape = trial.shape()
    except NotPlain:
        shape = None
    if shape is None:
        _SHAPELESS.add((within, *keys))
        return
    step = MET[within]
    for one in keys:
        step = step.next.setdefault(one, Step())
    step.shape = shape
    _LEARNT.append(shape)


def forget(within: str, parts: Sequence[Any]) -> None:
    """Tell the shape of such parts no more."""
    keys = [key(part) for part in parts]
    step = MET[within]
    for one in keys[:-1]:
        step = step.next[one]
    del step.next[keys[-1]]
    _SHAPELESS.add((within, *keys))
