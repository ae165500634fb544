"""Tables to atoms: a row is an atom; the head is drawn again on each page; tall rows are cut."""

from __future__ import annotations

from brief.diagnostics import ERROR, Diagnostic
from brief.document.tree import (
    Cell,
    Column,
    Origin,
    Paragraph,
    Remark,
    Row,
    Table,
)
from brief.house.theme import ParagraphStyle
from brief.writers.pdf.atoms import FREE, TOGETHER, WIDOW, Atom, Head, Placed, Rule
from brief.writers.pdf.blocks import Flow
from brief.writers.pdf.lines import Words
from brief.writers.pdf.looks import MM, base
from brief.writers.pdf.notes import NoteEntry
from brief.writers.pdf.paragraphs import Label, set_lines
from brief.writers.pdf.setting import ABOVE
from brief.writers.pdf.tags import Element, text_string

# A row higher than this part of the page's body is cut between its lines.
_TALL = 0.85
_NARROWEST = 7 * MM
# A head higher than this part is not drawn again.
_TALL_HEAD = 0.4
# Rows in a group of the structure: readers look through a group whole to find one of its rows.
_GROUP = 40
_SCOPES = {
    "column": "<</O/Table/Scope/Column>>",
    "row": "<</O/Table/Scope/Row>>",
}


class _Grid:
    """The columns of a table: its edges in points, and a flow within the margins of each."""

    def __init__(self, flow: Flow, columns: tuple[Column, ...]) -> None:
        widths = [column.width * MM for column in columns]
        free = [index for index, width in enumerate(widths) if width <= 0]
        for index in free:
            widths[index] = max(flow.width - sum(widths), 0.0) / len(free) or 20 * MM
        # Room for a letter between the margins of its cell, as far as there is any.
        least = min(_NARROWEST, flow.width / max(len(widths), 1))
        widths = [max(width, least) for width in widths]
        total = sum(widths)
        if total > flow.width + 0.5:
            spare = [width - least for width in widths]
            part = (flow.width - least * len(widths)) / (sum(spare) or 1.0)
            widths = [least + width * part for width in spare]
            total = sum(widths)
        self.x0 = flow.x
        self.x1 = flow.x + min(total, flow.width)
        self.flows: list[Flow] = []
        look = flow.setting.theme.table
        edge = flow.x
        for index, (column, width) in enumerate(zip(columns, widths, strict=True)):
            left = edge + (look.pad_left * MM if index else 0.0)
            edge += width
            right = edge - (look.pad_right * MM if index < len(columns) - 1 else 0.0)
            inner = Flow(flow.setting, left, right - left, "cell", flow.depth + 1)
            inner.align, inner.decimal = column.align, column.decimal * MM
            self.flows.append(inner)


def table(flow: Flow, block: Table, element: Element) -> None:
    """A table with its caption and its remarks."""
    flow.anchor(block.id)
    attributes = {}
    if block.description:
        attributes["A"] = f"<</O/Table/Summary {text_string(block.description)}>>"
    tag = element.add("Table", **attributes)
    if block.caption:
        flow.paragraph(block.caption, flow.setting.style("caption"), tag.add("Caption"))
        flow.setting.place_notes(element)
        flow.keep = True
    if not _regular(flow, block):
        return
    grid = _Grid(flow, block.columns)
    look = flow.setting.theme.table
    head = Head()
    top = tag.add("THead") if block.head else tag
    body = tag.add("TBody")
    for count, row in enumerate(block.head, 1):
        last = count == len(block.head)
        rule = (
            (look.strong_rule, look.strong_colour) if last else (look.thin_rule, look.thin_colour)
        )
        atoms = _row(flow, grid, row, top, rule)
        head.atoms += atoms
        _add(flow, atoms, keep=count > 1 or flow.keep)
        flow.keep = True
    head.height = sum(atom.height for atom in head.atoms)
    repeated = head.atoms and head.height < _TALL_HEAD * flow.setting.body_height
    for number, row in enumerate(block.rows):
        if number and number % _GROUP == 0:
            body = tag.add("TBody")
        final = number == len(block.rows) - 1
        rule = (look.strong_rule, look.strong_colour)
        if not final:
            rule = (look.thin_rule, look.thin_colour)
        atoms = _row(flow, grid, row, body, rule)
        for atom in atoms:
            atom.head = head if repeated else None
        if final and number > 1:
            atoms[0].penalty = max(atoms[0].penalty, TOGETHER)
        _add(flow, atoms, keep=flow.keep or number == 1)
        flow.keep = False
    _remarks(flow, block.remarks, element)


def _regular(flow: Flow, block: Table) -> bool:
    """Whether every row has a cell a column; otherwise says so."""
    columns = len(block.columns)
    for row in (*block.head, *block.rows):
        if len(row.cells) != columns:
            message = f"a row of {len(row.cells)} cells in a table of {columns} columns"
            fact = row.facts[0] if row.facts else ""
            flow.setting.inliner.report(Diagnostic("W-NODE", ERROR, message, fact=fact))
            return False
    return True


def _add(flow: Flow, atoms: list[Atom], keep: bool) -> None:
    flow.keep = keep
    flow.extend(atoms)


def _row(
    flow: Flow, grid: _Grid, row: Row, element: Element, rule: tuple[float, str]
) -> list[Atom]:
    """A row's atoms: one, or one a line where it is too tall for a page."""
    tag = element.add("TR")
    cells = [_cell(column, cell, tag) for cell, column in zip(row.cells, grid.flows, strict=True)]
    height = max([cell.height for cell in cells], default=0.0)
    for place, cell in zip(row.cells, cells, strict=True):
        if place.scope == "column":  # heads stand at the foot of their cell
            cell.lower(height - cell.height)
    if height > _TALL * flow.setting.body_height:
        for part in (tag, *(kid for kid in tag.kids if isinstance(kid, Element))):
            part.named = True
        return _bands([cell.pieces() for cell in cells], height, grid, rule)
    found = Atom(height)
    for cell in cells:
        found.lines += cell.lines
        found.notes += cell.notes
        found.anchors += cell.anchors
        for y, atom in cell.atoms:
            _merge(found, atom, y)
    found.rules.append(Rule(grid.x0, grid.x1, height, *rule))
    return [found]


class _Cell:
    """What a cell holds: the lines of a single paragraph, or the atoms of other blocks; with their
    places below the row's top.  A line takes `leading` points."""

    __slots__ = ("anchors", "atoms", "height", "leading", "lines", "notes")

    def __init__(self) -> None:
        self.lines: list[Placed] = []
        self.notes: list[NoteEntry] = []
        self.anchors: list[str] = []
        self.atoms: list[tuple[float, Atom]] = []
        self.height = 0.0
        self.leading = 0.0

    def lower(self, by: float) -> None:
        """Moves all down."""
        self.lines = [(x, y + by, line) for x, y, line in self.lines]
        self.atoms = [(y + by, atom) for y, atom in self.atoms]

    def pieces(self) -> list[tuple[float, Atom]]:
        """An atom a line."""
        baseline = ABOVE * self.leading
        found = list(self.atoms)
        for x, y, line in self.lines:
            atom = Atom(self.leading)
            atom.add(x, baseline, line)
            found.append((y - baseline, atom))
        if self.lines:
            found[0][1].anchors = self.anchors
        return found


def _cell(column: Flow, cell: Cell, row: Element) -> _Cell:
    """Sets a cell; a single paragraph is the cell's own content, as in a word processor."""
    setting = column.setting
    look = setting.theme.table
    found = _Cell()
    tag = row.add("TH", A=_SCOPES[cell.scope]) if cell.scope else row.add("TD")
    align = column.align
    if align == "decimal" and cell.scope == "column":
        align = "right"
    y = look.pad_top
    only = cell.blocks[0] if len(cell.blocks) == 1 else None
    if isinstance(only, Paragraph) and not only.lang:
        style = setting.style(only.role or "cell")
        if not (style.borders or style.ground):
            column.align, kept = align, column.align
            lines = set_lines(column, only.children, style, tag)
            column.align = kept
            if setting.inliner.pending:
                setting.place_notes(tag)
            if lines:
                found.leading = style.leading
                y += style.before
                for x, line in lines:
                    found.lines.append((x, y + ABOVE * style.leading, line))
                    found.notes += line.notes
                    y += style.leading
                if only.id:
                    found.anchors = [only.id]
            found.height = y + look.pad_bottom
            return found
    inner = Flow(setting, column.x, column.width, "cell", column.depth)
    inner.align, inner.decimal = align, column.decimal
    if isinstance(only, Paragraph) and not only.lang:
        inner.anchor(only.id)
        inner.paragraph(only.children, setting.style(only.role or "cell"), tag)
        setting.place_notes(tag)
    else:
        inner.blocks(cell.blocks, tag)
    for atom in inner.atoms:
        y += atom.before
        found.atoms.append((y, atom))
        y += atom.height
    found.height = y + look.pad_bottom
    return found


def _merge(found: Atom, atom: Atom, y: float) -> None:
    found.lines += [(x, line_y + y, line) for x, line_y, line in atom.lines]
    if atom.rules:
        found.rules += [rule.replace(y=rule.y + y) for rule in atom.rules]
    if atom.pictures:
        found.pictures += [picture.replace(y=picture.y + y) for picture in atom.pictures]
    found.notes += atom.notes
    found.anchors += atom.anchors


def _bands(
    cells: list[list[tuple[float, Atom]]], height: float, grid: _Grid, rule: tuple[float, str]
) -> list[Atom]:
    """A tall row cut at every height where no line of any cell stands."""
    pieces = sorted(
        ((y, index, atom) for index, placed in enumerate(cells) for y, atom in placed),
        key=lambda piece: piece[:2],
    )
    bands: list[Atom] = []
    top = end = 0.0
    for y, _, atom in pieces:
        if not bands or y >= end - 0.1:
            if bands:
                bands[-1].height = y - top
                top = y
            bands.append(Atom(0.0, penalty=FREE))
        _merge(bands[-1], atom, y - top)
        end = max(end, y + atom.height)
    bands[-1].height = height - top
    for index in (1, len(bands) - 1):
        if 0 < index < len(bands):
            bands[index].penalty = WIDOW
    bands[-1].rules.append(Rule(grid.x0, grid.x1, bands[-1].height, *rule))
    return bands


def _remarks(flow: Flow, remarks: tuple[Remark, ...], element: Element) -> None:
    """The remarks below a table, kept with its last row."""
    setting = flow.setting
    style = setting.style("remark")
    for number, remark in enumerate(remarks):
        used = style.replace(before=0.0) if number else style
        tag = element
        label = None
        flow.anchor(remark.id)
        if remark.letter:
            tag = element.add("Note" if remark.id else "Div")
            label = _letter(flow, remark, style, tag.add("Lbl"))
        elif style.first < 0:
            used = used.replace(left=style.left + style.first, first=0.0)
        flow.keep = True
        setting.inliner.strong_colour = setting.theme.colours.get("ink", "")
        flow.paragraph(remark.children, used.replace(keep_lines=True), tag.add("P"), label)
        setting.inliner.strong_colour = ""
        setting.place_notes(element)
    flow.keep = False


def _letter(flow: Flow, remark: Remark, style: ParagraphStyle, tag: Element) -> Label | None:
    link = tag.add("Link")
    link.target = f"#mark {remark.id}"
    link.contents = remark.letter
    words = Words()
    look = base(style)._replace(weight=600)
    if colour := flow.setting.theme.characters["remark-mark"].colour:
        look = look._replace(colour=colour)
    flow.setting.inliner.text(words, remark.letter, Origin("numbering"), look, link)
    return Label.sign(words, style, flow.width)
