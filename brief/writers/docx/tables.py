"""Tables: fixed widths, a head that repeats, rows that stay whole, rules only between rows."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from brief.document.tree import (
    Block,
    Cell,
    Column,
    Origin,
    Paragraph,
    Remark,
    Row,
    Styled,
    Table,
    Text,
    inlines_text,
)
from brief.house.measure import width
from brief.house.styles import TABLE_STYLE, border_xml, millimetres
from brief.house.theme import CharacterStyle, Theme
from brief.record import Record
from brief.writers.docx.facts import plain_run
from brief.writers.docx.inlines import inlines
from brief.writers.docx.paragraphs import TINY, begin, end
from brief.writers.docx.state import PLAIN, State
from brief.writers.docx.xml import attribute

Render = Callable[[State, list[str], tuple[Block, ...]], None]

_CLOSE_TABLE = "</w:tbl>"
_ROW = "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
_HEAD_ROW = "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
_PLAIN = ("", "cell")  # roles of paragraphs that a body cell sets alike
_LONG_ROW = 5000  # characters of markup below which no row fills a page


class Layout(Record):
    """What all cells of a column share: the opening of a body and of a head cell, the alignment
    and the decimal tab of its paragraphs, its width in twentieths of a point; and what stands
    before the words of a plain body cell, kept with the next or not, as far as it was asked for."""

    body: str
    head: str
    align: str
    tabs: str
    width: int
    plain: dict[bool, str]


def table(state: State, out: list[str], node: Table, blocks: Render) -> None:
    """A table with its caption above and its remarks below."""
    if node.id:
        state.marks.append(node.id)
    if node.caption:
        from brief.writers.docx.captions import caption

        caption(state, out, node.caption, node.id, "Table")
    elif out and out[-1] == _CLOSE_TABLE:
        out.append(TINY)  # Word would make one table of two that touch
    widths = _widths(node.columns, state.theme)
    layouts = [
        _layout(column, width, place, len(widths), state.theme)
        for place, (column, width) in enumerate(zip(node.columns, widths, strict=True))
    ]
    out.append(_opening(node, widths, state.heading))
    for row in node.head:
        _row(state, out, row, layouts, blocks, head=True, keep=True)
    last = len(node.rows) - 1
    for place, row in enumerate(node.rows):
        # At least two rows stand on each side of a break, and the last with its remarks.
        keep = (place == 0 < last) or place == last - 1 or (place == last and bool(node.remarks))
        _row(state, out, row, layouts, blocks, head=False, keep=keep)
    out.append(_CLOSE_TABLE)
    for place, remark in enumerate(node.remarks):
        _remark(state, out, remark, place, last=place == len(node.remarks) - 1)


def _widths(columns: tuple[Column, ...], theme: Theme) -> list[int]:
    """In twentieths of a point, rounded so that their sum is that of the widths; columns without
    a width share what is left."""
    page = theme.page
    named = sum(column.width for column in columns)
    free = sum(column.width <= 0 for column in columns)
    share = max(page.width - page.left - page.right - named, 10.0 * free) / free if free else 0.0
    edges = [0]
    total = 0.0
    for column in columns:
        total += column.width if column.width > 0 else share
        edges.append(millimetres(total))
    return [right - left for left, right in pairwise(edges)]


def _layout(column: Column, wide: int, place: int, count: int, theme: Theme) -> Layout:
    """The first cell is flush left with the text, the last flush right."""
    margins = ""
    if place == 0:
        margins += '<w:left w:w="0" w:type="dxa"/>'
    if place == count - 1:
        margins += '<w:right w:w="0" w:type="dxa"/>'
    if margins:
        margins = f"<w:tcMar>{margins}</w:tcMar>"
    rule = border_xml("bottom", theme.table.strong_rule, theme.table.strong_colour)
    start = f'<w:tc><w:tcPr><w:tcW w:w="{wide}" w:type="dxa"/>'
    tabs = ""
    if column.align == "decimal":
        inner = column.decimal - (theme.table.pad_left if place else 0.0)
        tabs = f'<w:tabs><w:tab w:val="decimal" w:pos="{millimetres(inner)}"/></w:tabs>'
    return Layout(
        f"{start}{margins}</w:tcPr>",
        f'{start}<w:tcBorders>{rule}</w:tcBorders>{margins}<w:vAlign w:val="bottom"/></w:tcPr>',
        column.align if column.align in {"right", "center"} else "",
        tabs,
        wide,
        {},
    )


def _opening(node: Table, widths: list[int], heading: str) -> str:
    """The table's properties, in the schema's order (CT_TblPr), and its grid."""
    heads = any(cell.scope == "row" for row in node.rows[:1] for cell in row.cells[:1])
    first_row, first_column = int(bool(node.head)), int(heads)
    value = 0x0600 | 0x0020 * first_row | 0x0080 * first_column
    title = inlines_text(node.caption)
    description = node.description or ("" if title else heading)
    return "".join(
        (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{TABLE_STYLE}"/>',
            f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>',
            f'<w:tblLook w:val="{value:04X}" w:firstRow="{first_row}" w:lastRow="0"',
            f' w:firstColumn="{first_column}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>',
            f'<w:tblCaption w:val="{attribute(title)}"/>' if title else "",
            f'<w:tblDescription w:val="{attribute(description)}"/>' if description else "",
            "</w:tblPr><w:tblGrid>",
            "".join(f'<w:gridCol w:w="{width}"/>' for width in widths),
            "</w:tblGrid>",
        )
    )


def _row(
    state: State,
    out: list[str],
    row: Row,
    layouts: list[Layout],
    blocks: Render,
    *,
    head: bool,
    keep: bool,
) -> None:
    start = len(out)
    out.append(_HEAD_ROW if head else _ROW)
    cells = row.cells
    if len(cells) != len(layouts):
        state.report(
            "W-NODE",
            f"a table row has {len(cells)} cells for {len(layouts)} columns",
            error=True,
        )
        cells = _fitted(cells, len(layouts))
    number = None
    if row.statement and state.supplies.comments:
        from brief.writers.docx.comments import close_comment, row_comment

        number = row_comment(state, row.statement)
    settled = False
    for cell, layout in zip(cells, layouts, strict=True):
        if not settled and not head and state.settled():
            settled = True
            state.enter("cell")
        if not settled or not _plain_cell(state, out, cell, layout, keep=keep):
            _cell(state, out, cell, layout, blocks, head=head, keep=keep)
            settled = False
    if number is not None:
        close_cell, close_paragraph = out.pop(), out.pop()
        close_comment(out, number)
        out += (close_paragraph, close_cell)
    out.append("</w:tr>")
    if sum(map(len, out[start:])) > _LONG_ROW and _tall(state, cells, layouts):
        # It cannot stand on one page, so it may break, and hold no other row to itself.
        out[start] = out[start].replace("<w:cantSplit/>", "")
        out[start:] = [piece.replace("<w:keepNext/>", "") for piece in out[start:]]


def _tall(state: State, cells: tuple[Cell, ...], layouts: list[Layout]) -> bool:
    """Whether a row is likely to be taller than the body of a page."""
    page, style = state.theme.page, state.paragraph_style("cell")
    room = (page.height - page.top - page.bottom) * 72 / 25.4
    for cell, layout in zip(cells, layouts, strict=True):
        column = layout.width * 25.4 / 1440
        lines = sum(
            width(state.theme, text, style) / column + 1
            for block in cell.blocks
            for text in inlines_text(getattr(block, "children", ())).split("\n")
        )
        if lines * style.leading > room:
            return True
    return False


def _fitted(cells: tuple[Cell, ...], count: int) -> tuple[Cell, ...]:
    """As many cells as columns: empty ones are added, the last takes what is too much."""
    if len(cells) < count:
        return (*cells, *(Cell(()) for _ in range(count - len(cells))))
    over = tuple(block for cell in cells[count - 1 :] for block in cell.blocks)
    return (*cells[: count - 1], Cell(over, cells[count - 1].scope))


def _plain_cell(state: State, out: list[str], cell: Cell, layout: Layout, *, keep: bool) -> bool:
    """Writes a body cell of one paragraph with nothing of its own in a place that adds nothing to
    it, as most are; False for another, of which nothing is written."""
    if len(cell.blocks) != 1:
        return False
    block = cell.blocks[0]
    if type(block) is not Paragraph or block.role not in _PLAIN or block.id or block.lang:
        return False
    children = block.children
    if not children or type(children[0]) is Styled:
        return False
    opening = layout.plain.get(keep)
    if opening is None:
        pieces = [layout.body]
        begin(state, pieces, "cell", keep=keep, align=layout.align, tabs=layout.tabs)
        opening = layout.plain[keep] = "".join(pieces)
    out.append(opening)
    if len(children) == 1 and type(children[0]) is Text:
        plain_run(state, out, children[0])
    else:
        inlines(state, out, children)
    out.append("</w:p></w:tc>")
    return True


def _cell(
    state: State,
    out: list[str],
    cell: Cell,
    layout: Layout,
    blocks: Render,
    *,
    head: bool,
    keep: bool,
) -> None:
    out.append(layout.head if head else layout.body)
    plain = "cell-head" if head else "cell"
    block: Block | None = None
    for block in cell.blocks:
        if type(block) is Paragraph:
            if block.id:
                state.marks.append(block.id)
            role, children = block.role or plain, block.children
            if len(children) == 1 and type(children[0]) is Styled and role == "cell":
                styled = children[0]
                if _is_strong(state, styled):
                    role, children = "cell-strong", styled.children
            ends = begin(
                state,
                out,
                role,
                keep=keep,
                align=layout.align,
                tabs="" if head else layout.tabs,
            )
            look = ("", False, False, block.lang, "") if block.lang else PLAIN
            inlines(state, out, children, look)
            if ends:
                end(out, ends)
            else:
                out.append("</w:p>")
        else:
            blocks(state, out, (block,))
    if block is None or out[-1] != "</w:p>":
        # A cell ends in a paragraph, whatever else it holds (CT_Tc).
        end(out, begin(state, out, plain, keep=keep))
    out.append("</w:tc>")


def _is_strong(state: State, inline: Styled) -> bool:
    """Whether a cell's one run is bold and nothing else: then its paragraph's style says so.

    LibreOffice drops the style of a run within a plain content control.
    """
    if inline.lang or "cell-strong" not in state.theme.paragraphs:
        return False
    style = state.theme.characters.get(inline.role)
    return (
        style is not None
        and style == CharacterStyle(style.word, weight=600)
        and all(type(child) is Text for child in inline.children)
    )


def _remark(state: State, out: list[str], remark: Remark, place: int, *, last: bool) -> None:
    """A note below the table, behind its letter; without one it starts flush left."""
    style = state.paragraph_style("remark")
    if remark.id:
        state.marks.append(remark.id)
    ends = begin(
        state,
        out,
        "remark",
        keep=not last,
        before=0.0 if place else None,
        indent=None if remark.letter else (0.0, style.right, 0.0),
    )
    if remark.letter:
        inlines(state, out, _letter(remark), ("sign", False, False, "", ""))
        out.append("<w:r><w:tab/></w:r>")
    inlines(state, out, remark.children)
    end(out, ends)


def _letter(remark: Remark) -> tuple[Text, ...]:
    return (Text(remark.letter, Origin("numbering")),)
