"""Atoms: what stands on a page undivided, in order; the flow of blocks is cut between them.

Coordinates inside an atom are points from its left top corner, downwards; x counts from the left
edge of the page's body.
"""

from __future__ import annotations

from brief.record import Record
from brief.writers.pdf.lines import Line, short
from brief.writers.pdf.looks import Pen
from brief.writers.pdf.notes import NoteEntry
from brief.writers.pdf.tags import Leaf

# How bad it is to break before an atom: of the places a page may end at, the least bad one that
# lies furthest down is taken.
FREE, WIDOW, TOGETHER, KEEP, BOX = 0, 1, 2, 3, 4


# A line and where its baseline begins: x, y.
Placed = tuple[float, float, Line]


class Rule(Record):
    """A horizontal rule around the height `y`."""

    x0: float
    x1: float
    y: float
    width: float
    colour: str


class Side(Record):
    """A border of a frame: width and colour."""

    side: str
    width: float
    colour: str


class Frame:
    """Ground and borders behind one or more atoms, from `x0` to `x1` (outer edges).

    `top` and `bottom` are what the frame adds above its first and below its last atom.
    """

    __slots__ = ("bottom", "ground", "sides", "top", "x0", "x1")

    def __init__(
        self,
        edges: tuple[float, float],
        insets: tuple[float, float],
        ground: str,
        sides: tuple[Side, ...],
    ) -> None:
        self.x0, self.x1 = edges
        self.top, self.bottom = insets
        self.ground = ground
        self.sides = sides


class Picture(Record):
    """A picture or a chart: operators that draw it from the origin to the right and upwards.

    (x, y) is its left top corner in the atom; sizes are in points.
    """

    x: float
    y: float
    width: float
    height: float
    ops: tuple[str, ...]
    leaf: Leaf


class PageOf(Record):
    """Where the number of the page of `target` is drawn, right-aligned at x."""

    x: float
    y: float
    target: str
    pen: Pen
    leaf: Leaf

    def line(self, number: str) -> Line:
        """The number as a line."""
        return short(number, self.pen, self.leaf)


class Head:
    """A table's head: its atoms are drawn again, as artifacts, at the top of each later page."""

    __slots__ = ("atoms", "height")

    def __init__(self) -> None:
        self.atoms: list[Atom] = []
        self.height = 0.0


class Bookmark(Record):
    """An entry of the outline."""

    level: int
    title: str


class Atom:
    """A piece of the flow; see the module's words on coordinates and breaks."""

    __slots__ = (
        "anchors",
        "before",
        "bookmark",
        "frame",
        "head",
        "height",
        "lines",
        "new_page",
        "notes",
        "page_of",
        "penalty",
        "pictures",
        "rules",
    )

    def __init__(self, height: float, before: float = 0.0, penalty: int = FREE) -> None:
        self.height = height
        self.before = before
        self.penalty = penalty
        self.new_page = False
        self.lines: list[Placed] = []
        self.rules: list[Rule] = []
        self.notes: list[NoteEntry] = []
        self.pictures: list[Picture] = []
        self.anchors: list[str] = []
        self.frame: Frame | None = None
        self.head: Head | None = None
        self.bookmark: Bookmark | None = None
        self.page_of: PageOf | None = None

    def add(self, x: float, y: float, line: Line) -> None:
        """Sets a line with its baseline at y."""
        self.lines.append((x, y, line))
        if line.notes:
            self.notes += line.notes
