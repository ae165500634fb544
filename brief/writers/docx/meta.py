"""The names and values at the head of a memo: two columns of them on tab stops."""

from __future__ import annotations

from brief.document.tree import Field, Fields, inlines_text
from brief.house.measure import width
from brief.house.theme import ParagraphStyle
from brief.writers.docx.inlines import inlines
from brief.writers.docx.paragraphs import begin, end
from brief.writers.docx.state import State

_NAME: tuple[str, bool, bool, str, str] = ("field-name", False, False, "", "")
_MM_PER_POINT = 25.4 / 72
_TAB = "<w:r><w:tab/></w:r>"


def fields(state: State, out: list[str], node: Fields) -> None:
    """Two fields share a line, in the order in which they are read.

    A line is a paragraph whose indent is the last column's, so that a long value at its end goes
    on below itself; a long value in the left column asks for a line a field.
    """
    style = state.paragraph_style(node.role)
    stops = [tab.position for tab in style.tabs]
    left, right = node.rows[::2], node.rows[1::2]
    if len(stops) < 3 or not all(_fits(state, row, stops[1] - stops[0], style) for row in left):
        left, right = node.rows, ()
    hang = stops[2] if right and len(stops) >= 3 else stops[0] if stops else 20.0
    indent = (style.left + hang, style.right, -hang)
    for place, row in enumerate(left):
        last = place == len(left) - 1
        ends = begin(
            state, out, node.role, before=0.0 if place else None, indent=indent, keep=not last
        )
        _field(state, out, row)
        if place < len(right):
            out.append(_TAB)
            _field(state, out, right[place])
        end(out, ends)


def _fits(state: State, row: Field, room: float, style: ParagraphStyle) -> bool:
    return width(state.theme, inlines_text(row.value), style) <= room - style.size * _MM_PER_POINT


def _field(state: State, out: list[str], row: Field) -> None:
    inlines(state, out, row.name, _NAME)
    out.append(_TAB)
    inlines(state, out, row.value)
