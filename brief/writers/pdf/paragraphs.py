"""The lines of a paragraph in its style, and what stands in the slot of a hanging indent."""

from __future__ import annotations

from brief import TYPE_CHECKING
from brief.document.tree import Inline
from brief.house.measure import LABEL_PART
from brief.house.theme import ParagraphStyle
from brief.record import NamedTuple
from brief.writers.pdf.lines import Line, Words, before_point
from brief.writers.pdf.looks import MM, base
from brief.writers.pdf.plain import ragged_lines, text_lines
from brief.writers.pdf.tags import Element

if TYPE_CHECKING:
    from brief.writers.pdf.blocks import Flow


class Label(NamedTuple):
    """What stands in the slot that a hanging indent leaves free: its lines, set already, and
    whether they stand above the text instead, being too long for the slot."""

    lines: tuple[Line, ...]
    above: bool

    @property
    def width(self) -> float:
        """In points."""
        return max(line.width for line in self.lines)

    @classmethod
    def sign(cls, words: Words, style: ParagraphStyle, room: float) -> Label | None:
        """A bullet, number or letter, measured as it is set in a flow `room` points wide; None
        where there is nothing to see."""
        room = label_room(style, room)
        lines = tuple(ragged_lines(words, room, room))
        if not lines:
            return None
        return cls(lines, len(lines) > 1 or lines[0].width > -style.first * MM * LABEL_PART)


def label_room(style: ParagraphStyle, width: float) -> float:
    """The room in points for a label above its text, which begins where the hanging indent does,
    in a flow of a width."""
    return max(width - (style.left + style.first + style.right) * MM, 1.0)


class Measure:
    """What a style comes to in a flow: where lines begin and how much room they have (points).

    `first` is how far the first line is indented; `plain` says that none is, and that lines are
    set as they come: ragged, none divided, none balanced.
    """

    __slots__ = ("align", "first", "plain", "room", "style", "x")

    def __init__(self, flow: Flow, style: ParagraphStyle) -> None:
        self.style = style  # kept, so that no other gets its place in the flow's table
        left = style.left * MM
        self.x = flow.x + left
        self.room = max(flow.width - left - style.right * MM, 1.0)
        self.first = max(style.first, 0.0) * MM
        self.align = flow.align or style.align
        ragged = self.align in ("left", "right", "center") and not self.first
        self.plain = ragged and not style.hyphenate and not style.outline


def set_lines(
    flow: Flow, inlines: tuple[Inline, ...], style: ParagraphStyle, element: Element
) -> list[tuple[float, Line]]:
    """The lines of a paragraph in a style, each with the place where it begins."""
    key = id(style), flow.align
    measure = flow.measures.get(key)
    if measure is None:
        measure = flow.measures[key] = Measure(flow, style)
    if measure.plain:
        x, room = measure.x, measure.room
        lines = text_lines(inlines, flow.setting.inliner, style, element, room)
        if lines is not None:
            if measure.align == "left":
                return [(x, line) for line in lines]
            return [(x + _shift(line, room, measure.align), line) for line in lines]
    return _any_lines(flow, inlines, measure, element)


def _any_lines(
    flow: Flow, inlines: tuple[Inline, ...], measure: Measure, element: Element
) -> list[tuple[float, Line]]:
    """The lines of any paragraph."""
    style, room, first, align = measure.style, measure.room, measure.first, measure.align
    inliner = flow.setting.inliner
    hyphens = None
    if style.hyphenate:
        from brief.writers.pdf.hyphens import hyphenator

        hyphens = hyphenator(flow.setting.language)
    words = inliner.words(inlines, base(style), element, hyphens)
    if align == "justify":
        from brief.writers.pdf.breaking import justified

        lines = justified(words.finish(), room - first, room)
    else:
        lines = ragged_lines(words, room - first, room)
    if style.outline:
        lines = _balanced(words, lines, room)
    x = measure.x
    if align == "decimal":
        whole = before_point(inlines, words.finish())
        if whole is None or whole > flow.decimal or len(lines) > 1:
            align = "right"
        else:
            x += flow.decimal - whole
    placed = [(x + _shift(line, room, align), line) for line in lines]
    if first and placed:
        placed[0] = (placed[0][0] + first, placed[0][1])
    return placed


def _balanced(heading: Words, lines: list[Line], room: float) -> list[Line]:
    """A heading's lines, narrower as far as that takes no more of them, where a single word would
    stand on the last one."""
    for part in range(19, 11, -1):
        if not alone(heading, lines):
            break
        narrower = ragged_lines(heading, room * part / 20, room * part / 20)
        if len(narrower) > len(lines):
            break
        lines = narrower
    return lines


def _shift(line: Line, room: float, align: str) -> float:
    """How far a line moves to the right in its room, in points."""
    if align == "right":
        return max(room - line.width, 0.0)
    if align == "center":
        return max((room - line.width) / 2, 0.0)
    return 0.0


def alone(words: Words, lines: list[Line]) -> bool:
    """Whether the last line of several holds a single word."""
    return len(lines) > 1 and lines[-1].width <= words.finish()[-1].width + 0.01
