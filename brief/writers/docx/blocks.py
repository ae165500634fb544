"""Blocks of the body: headings, paragraphs, sections, boxes, quotes and fields at the head."""

from __future__ import annotations

from collections.abc import Callable

from brief import TYPE_CHECKING
from brief.document import roles
from brief.document.tree import (
    Block,
    BlockQuote,
    Box,
    Contents,
    EndNotes,
    Fields,
    Figure,
    Heading,
    Inline,
    List,
    Paragraph,
    Section,
    Table,
    inlines_text,
)
from brief.house.measure import title_role
from brief.writers.docx.inlines import inlines
from brief.writers.docx.lists import list_block
from brief.writers.docx.meta import fields
from brief.writers.docx.paragraphs import begin, end, label, paragraph, release
from brief.writers.docx.state import PLAIN, Look, State
from brief.writers.docx.tables import table

if TYPE_CHECKING:
    from typing import Any


def blocks(state: State, out: list[str], nodes: tuple[Block, ...]) -> None:
    """Writes `nodes` one below the other."""
    for node in nodes:
        render = _RENDERERS.get(type(node))
        if render is None:
            _unknown(state, out, node)
        else:
            render(state, out, node)


def _unknown(state: State, out: list[str], node: Block) -> None:
    """A block of a kind that Word has nothing for: what it holds prints, and it is reported."""
    name = type(node).__name__
    state.report("W-NODE", f"the Word writer cannot render a block of kind {name}", error=True)
    children: tuple[Inline, ...] = getattr(node, "children", ())
    if children:
        paragraph(state, out, "", children)
    blocks(state, out, getattr(node, "blocks", ()))


def _look(lang: str) -> Look:
    return ("", False, False, lang, "") if lang else PLAIN


def _heading(state: State, out: list[str], node: Heading) -> None:
    role = roles.heading(node.level, node.role)
    if role == "title":
        role = title_role(state.theme, inlines_text(node.children), state.document.meta.lang)
    _headed(state, out, node, role)


def _headed(state: State, out: list[str], node: Heading, role: str) -> None:
    style = state.paragraph_style(role)
    state.heading = inlines_text(node.children)
    if node.id:
        state.marks.append(node.id)
    level = 0 if style.outline == node.level else node.level
    ends = begin(state, out, role, level=level, keep=not style.keep_next)
    inlines(state, out, node.children)
    end(out, ends)


def _paragraph(state: State, out: list[str], node: Paragraph) -> None:
    if node.id:
        state.marks.append(node.id)
    indent = None
    if node.role == "remark":  # without a letter: flush, as below a table
        style = state.paragraph_style(node.role)
        indent = (style.left + style.first, style.right, 0.0)
    paragraph(state, out, node.role, node.children, _look(node.lang), indent=indent)


def _section(state: State, out: list[str], node: Section) -> None:
    if node.new_page and state.body:
        state.new_page = True
    if node.id:
        state.marks.append(node.id)
    blocks(state, out, node.blocks)


def _box(state: State, out: list[str], node: Box) -> None:
    head, text = roles.BOXES.get(node.role, ("", ""))
    if not head:
        state.report("W-ROLE", f"the house style has no box for “{node.role}”")
        blocks(state, out, node.blocks)
        return
    state.keep += 1
    for block in node.blocks:
        if isinstance(block, Heading):
            _headed(state, out, block, block.role or head)
        elif isinstance(block, Paragraph):
            _paragraph(state, out, block.replace(role=block.role or text))
        else:
            if not (isinstance(block, List) and block.kind == "label"):
                name = type(block).__name__
                state.report("W-NODE", f"Word frames no {name} in a box: it stands without frame")
            blocks(state, out, (block,))
    state.keep -= 1
    if not state.keep:
        release(state)


def _quote(state: State, out: list[str], node: BlockQuote) -> None:
    block_quote(state, out, node, (), "")


def block_quote(
    state: State, out: list[str], node: BlockQuote, name: tuple[Inline, ...], label_role: str
) -> None:
    """A quotation behind the label of its item, if any, with its source below."""
    style = state.paragraph_style(node.role)
    flush = (style.left, style.right, 0.0)
    last = len(node.blocks) - 1
    for place, block in enumerate(node.blocks):
        if not isinstance(block, Paragraph):
            blocks(state, out, (block,))
            continue
        if block.id:
            state.marks.append(block.id)
        loose = place == last and not node.source
        labelled = bool(name) and place == 0
        ends = begin(
            state,
            out,
            node.role,
            loose=loose,
            keep=not loose and not style.keep_next,
            indent=None if labelled else flush,
        )
        if labelled:
            label(state, out, label_role, name)
        inlines(state, out, block.children, _look(block.lang or node.lang))
        end(out, ends)
    if node.source:
        paragraph(state, out, "quote-source", node.source)


# What few documents hold is imported where it is met.


def _contents(state: State, out: list[str], node: Contents) -> None:
    from brief.writers.docx.contents import contents

    contents(state, out, node)


def _end_notes(state: State, out: list[str], node: EndNotes) -> None:
    from brief.writers.docx.contents import end_notes

    end_notes(state, out, node)


def _figure(state: State, out: list[str], node: Figure) -> None:
    from brief.writers.docx.figures import figure

    figure(state, out, node)


_RENDERERS: dict[type[Block], Callable[[State, list[str], Any], None]] = {
    BlockQuote: _quote,
    Box: _box,
    Contents: _contents,
    EndNotes: _end_notes,
    Fields: fields,
    Figure: _figure,
    Heading: _heading,
    List: lambda state, out, node: list_block(state, out, node, blocks, block_quote),
    Paragraph: _paragraph,
    Section: _section,
    Table: lambda state, out, node: table(state, out, node, blocks),
}
