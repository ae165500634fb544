"""Paragraphs: a style, what little stands beside it, and the marks of links that lead here."""

from __future__ import annotations

from brief.document.tree import Inline
from brief.house.styles import indent_xml, style_id, twips
from brief.writers.docx.inlines import inlines
from brief.writers.docx.state import PLAIN, Indent, Key, Look, State

TINY = (
    '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
    '<w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr></w:pPr></w:p>'
)


def begin(
    state: State,
    out: list[str],
    role: str,
    *,
    keep: bool = False,
    loose: bool = False,
    before: float | None = None,
    indent: Indent | None = None,
    align: str = "",
    number: tuple[int, int] | None = None,
    tabs: str = "",
    level: int = 0,
    leading: str = "",
) -> tuple[str, ...]:
    """Opens a paragraph and gives the ends of the bookmarks begun in it, for `end`.

    `keep`: with the next paragraph; `loose`: not so, though its style says it; `before` in points;
    `number`: numbering and level; `tabs`: as XML; `level`: outline level where not the style's;
    `leading`: a `w:spacing` attribute list that replaces the style's exact lines.
    """
    fresh = state.new_page
    if fresh:
        state.new_page = False
        before = 0.0
    key: Key = (role, keep, loose, fresh, before, indent, align, number, tabs, level, leading)
    cached = state.properties.get(key)
    if cached is None:
        cached = state.properties[key] = _properties(state, key)
    if state.keep and not keep:
        held: Key = (role, True, *key[2:])
        loosened = cached
        cached = state.properties.get(held)
        if cached is None:
            cached = state.properties[held] = _properties(state, held)
        state.last_properties = (out, len(out), loosened)
    out.append(cached)
    state.enter(role)
    if state.supplies.comments:
        state.comment_slot = (out, len(out))
        out.append("")
    if state.prefix:
        out.append(state.prefix)
        state.prefix = ""
    if not state.marks:
        return ()
    ends = []
    for identifier in state.marks:
        start, close = state.mark(state.bookmark(identifier))
        out.append(start)
        ends.append(close)
    state.marks.clear()
    return tuple(ends)


def end(out: list[str], ends: tuple[str, ...] = ()) -> None:
    """Closes a paragraph; its end is a piece of `out` by itself."""
    if ends:
        out.extend(ends)
    out.append("</w:p>")


def _properties(state: State, key: Key) -> str:
    """`<w:p>` and its properties, in the schema's order (CT_PPr)."""
    role, keep, loose, fresh, before, indent, align, number, tabs, level, leading = key
    style = state.paragraph_style(role)
    spacing = leading if before is None else f'w:before="{twips(before)}" {leading}'.rstrip()
    inside = "".join(
        (
            "" if style.word == "Normal" else f'<w:pStyle w:val="{style_id(style.word)}"/>',
            "<w:keepNext/>" if keep and not style.keep_next else "",
            '<w:keepNext w:val="0"/>' if loose and style.keep_next and not keep else "",
            "<w:pageBreakBefore/>" if fresh and not style.new_page else "",
            f'<w:numPr><w:ilvl w:val="{number[1]}"/><w:numId w:val="{number[0]}"/></w:numPr>'
            if number
            else "",
            tabs,
            f"<w:spacing {spacing}/>" if spacing else "",
            indent_xml(*indent) if indent else "",
            f'<w:jc w:val="{align}"/>' if align else "",
            f'<w:outlineLvl w:val="{level - 1}"/>' if level else "",
        )
    )
    return f"<w:p><w:pPr>{inside}</w:pPr>" if inside else "<w:p>"


def paragraph(
    state: State,
    out: list[str],
    role: str,
    children: tuple[Inline, ...],
    look: Look = PLAIN,
    *,
    keep: bool = False,
    before: float | None = None,
    indent: Indent | None = None,
    align: str = "",
    tabs: str = "",
) -> None:
    """A whole paragraph of inlines."""
    ends = begin(state, out, role, keep=keep, before=before, indent=indent, align=align, tabs=tabs)
    inlines(state, out, children, look)
    end(out, ends)


def label(state: State, out: list[str], role: str, children: tuple[Inline, ...]) -> None:
    """The label of an item: a run of its own and the tab behind it."""
    inlines(state, out, children, (role, False, False, "", ""))
    out.append("<w:r><w:tab/></w:r>")


def release(state: State) -> None:
    """The last paragraph of a group that is kept together need not keep with what follows."""
    if state.last_properties is not None:
        out, index, loosened = state.last_properties
        out[index] = loosened
        state.last_properties = None
