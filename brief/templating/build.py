"""From parsed markup to the document tree: statements, origins, lists, tables."""

from __future__ import annotations

from collections.abc import Iterable

from brief import TYPE_CHECKING
from brief.document import tree
from brief.document.tree import (
    Block,
    Inline,
    Origin,
    Text,
)
from brief.templating.inline_nodes import Built, Lines
from brief.templating.lines import prints
from brief.templating.nodes import Node, NotPlain, Words
from brief.templating.vocabulary import INLINE

if TYPE_CHECKING:
    from typing import Any, Literal

    from brief.templating.inline_nodes import Child
    from brief.templating.nodes import Form

_MOST_PAGES = 500
_MOST_CONTENTS = 4
_MOST_COLUMNS = 60  # no paper is wider
_CELLS = frozenset(("td", "th"))
_CELL = frozenset((tree.Cell,))
_ALIGN = ("left", "right", "center", "decimal")
_PLACES = {"first": "head_first", "later": "head_later", "key": "foot_key", "left": "foot_left",
           "page": "foot_page"}  # fmt: skip


def build(article: Node, facts: Iterable[str]) -> Built:
    """The tree of a parsed article; `facts` are the ids that may be cited."""
    built = Built(facts)
    builder = _Builder(built)
    built.blocks = tuple(builder.blocks(article.children, "note"))
    return built


class _Builder(Lines):
    def __init__(self, built: Built) -> None:
        super().__init__(built)
        self.counts: dict[str, int] = {}

    # ------------------------------------------------------------ blocks

    def blocks(self, children: list[Child], form: Form, role: str = "") -> list[Block]:
        """Blocks; loose words and inlines between them make paragraphs of their own."""
        found: list[Block] = []
        loose: list[Child] = []
        for child in children:
            if not isinstance(child, Node) or child.tag in INLINE:
                loose.append(child)
                continue
            if loose:
                found += self.loose(loose, form, role)
                loose = []
            found += self.block(child, form, role)
        return found + self.loose(loose, form, role)

    def loose(self, children: list[Child], form: Form, role: str) -> list[Block]:
        if all(map(_is_blank, children)):
            return []
        inlines = self.line(children, form)
        return [tree.Paragraph(inlines, role)] if inlines else []

    def block(self, node: Node, form: Form, role: str = "") -> list[Block]:
        form = self.form(node, form)
        make = getattr(self, f"make_{node.tag}", None)
        if make is not None:
            made: list[Block] = make(node, form, role)
            return made
        return self.blocks(node.children, form)  # an unknown element, told of by the parser

    def heading(self, node: Node, _form: Form, _role: str) -> list[Block]:
        inlines = self.line(node.children, "none")
        if not prints(inlines):
            self.built.tell("T-NEST", f"`<{node.tag}>` prints nothing", node.span())
            return []
        return [tree.Heading(int(node.tag[1]), inlines, node.get("data-role"), node.get("id"))]

    make_h1 = make_h2 = make_h3 = make_h4 = heading

    def make_header(self, node: Node, _form: Form, _role: str) -> list[Block]:
        name = _PLACES.get(node.get("data-place"))
        if name is None:
            hint = f"places are: {', '.join(_PLACES)}"
            self.built.tell("T-ATTRIBUTE", f"`<{node.tag}>` needs a place", node.span(), hint)
            return []
        self.built.running[name] = self.line(node.children, "none")
        return []

    make_footer = make_header

    def make_p(self, node: Node, form: Form, role: str) -> list[Block]:
        author = bool(node.get("data-author"))
        inlines = None if author else self.short(node.children, form, False)
        if inlines is None:
            inlines = self.line(node.children, form, author)
            if not prints(inlines):
                return []
        role = node.get("data-role") or role
        return [tree.Paragraph(inlines, role, node.get("lang"), node.get("id"))]

    def make_section(self, node: Node, form: Form, _role: str) -> list[Block]:
        blocks = tuple(self.blocks(node.children, form))
        if not blocks:
            return []
        new = node.get("data-page") == "new"
        if new:
            self.counted(node, "sections that begin a page", _MOST_PAGES)
        return [tree.Section(blocks, node.get("data-role"), node.get("id"), new)]

    def make_aside(self, node: Node, form: Form, _role: str) -> list[Block]:
        blocks = tuple(self.blocks(node.children, form))
        return [tree.Box(blocks, node.get("data-role"))] if blocks else []

    def make_blockquote(self, node: Node, form: Form, _role: str) -> list[Block]:
        source: tuple[Inline, ...] = ()
        rest: list[Child] = []
        for child in node.children:
            if isinstance(child, Node) and child.tag == "figcaption":
                source = self.line(child.children, "none")
            else:
                rest.append(child)
        blocks = tuple(self.blocks(rest, form))
        if not blocks:
            return []
        return [tree.BlockQuote(blocks, source, node.get("data-role") or "quote", node.get("lang"))]

    def items(self, node: Node, form: Form) -> tuple[tree.Item, ...]:
        found = []
        for child in _elements(node):
            if child.tag != "li":
                continue
            item = self.item(child, form, ())
            found += [item] if item else []
        return tuple(found)

    def item(self, node: Node, form: Form, label: tuple[Inline, ...]) -> tree.Item | None:
        form = self.form(node, form)
        author = bool(node.get("data-author"))
        short = None if author else self.short(node.children, form, False)
        blocks: tuple[Block, ...]
        if short is not None:
            blocks = (tree.Paragraph(short, "", node.get("lang")),)
        elif _has_blocks(node):
            blocks = tuple(self.blocks(node.children, form))
        else:
            line = self.line(node.children, form, author)
            blocks = (tree.Paragraph(line, "", node.get("lang")),) if prints(line) else ()
        return tree.Item(blocks, label, node.get("id")) if blocks else None

    def make_ul(self, node: Node, form: Form, _role: str) -> list[Block]:
        items = self.items(node, form)
        role, name = node.get("data-role"), node.get("id")
        return [tree.List(items, "bullet", role, 1, name)] if items else []

    def make_ol(self, node: Node, form: Form, _role: str) -> list[Block]:
        items = self.items(node, form)
        start = self.number(node, "start", "1")
        role, name = node.get("data-role"), node.get("id")
        return [tree.List(items, "number", role, int(start), name)] if items else []

    def make_dl(self, node: Node, form: Form, _role: str) -> list[Block]:
        if node.get("data-role") == "meta":
            return self.fields(node)
        items: list[tree.Item] = []
        label: tuple[Inline, ...] = ()
        for child in _elements(node):
            if child.tag == "dt":
                label = self.line(child.children, "none")
            elif child.tag == "dd":
                item = self.item(child, form, label)
                items += [item] if item else []
                label = ()
        role, name = node.get("data-role"), node.get("id")
        return [tree.List(tuple(items), "label", role, 1, name)] if items else []

    def fields(self, node: Node) -> list[Block]:
        rows: list[tree.Field] = []
        name: tuple[Inline, ...] = ()
        for child in _elements(node):
            inlines = self.line(child.children, "none")
            if child.tag == "dt":
                name = inlines
            elif child.tag == "dd" and prints(inlines):
                rows.append(tree.Field(name, inlines))
        return [tree.Fields(tuple(rows))] if rows else []

    def make_nav(self, node: Node, _form: Form, _role: str) -> list[Block]:
        if node.get("data-role") == "endnotes":
            return [tree.EndNotes(self.line(node.children, "none"))]
        if node.children:
            message = "a table of contents holds no words of its own"
            self.built.tell("T-NEST", message, node.span(), "leave it empty: `<nav/>`")
        self.counted(node, "tables of contents", _MOST_CONTENTS)
        return [tree.Contents(int(self.number(node, "data-depth", "2")))]

    def counted(self, node: Node, what: str, most: int) -> None:
        """Tell of more elements than can be laid out in time; each makes much of little markup."""
        self.counts[what] = self.counts.get(what, 0) + 1
        if self.counts[what] == most + 1:
            self.built.tell("T-LIMIT", f"there are more than {most} {what}", node.span())

    def make_figure(self, node: Node, _form: Form, _role: str) -> list[Block]:
        caption: tuple[Inline, ...] = ()
        image: Node | None = None
        for child in _elements(node):
            if child.tag == "figcaption":
                caption = self.line(child.children, "note")
            elif child.tag == "img":
                image = child
        if image is None or not image.get("alt"):
            message = "a figure needs an `<img>` with a text alternative (`alt`)"
            self.built.tell("T-ATTRIBUTE", message, node.span())
            return []
        width, height = (self.number(image, name, "0") for name in ("width", "height"))
        figure = tree.Figure(
            image.get("alt"), caption, image.get("src"), None, width, height, node.get("id")
        )
        return [figure]

    # ------------------------------------------------------------ tables

    def make_table(self, node: Node, form: Form, _role: str) -> list[Block]:
        columns: list[tree.Column] = []
        parts: dict[str, list[tree.Row]] = {"thead": [], "tbody": []}
        caption: tuple[Inline, ...] = ()
        remarks: list[tree.Remark] = []
        for child in _elements(node):
            if child.tag == "colgroup":
                columns = [self.column(col) for col in _elements(child) if col.tag == "col"]
            elif child.tag == "caption":
                caption = self.line(child.children, "none")
            elif child.tag in parts:
                for row in _elements(child):
                    parts[child.tag].append(self.row(row, self.form(child, form), child.tag))
            elif child.tag == "tfoot":
                remarks += self.remarks(child, form)
        if not parts["tbody"]:
            return []
        rows = (*parts["thead"], *parts["tbody"])
        size = len(columns) or len(rows[0].cells)
        if not 0 < size <= _MOST_COLUMNS:
            what = f"with more than {_MOST_COLUMNS} columns" if size else "without a cell"
            self.built.tell("T-TABLE", f"a table {what}", node.span())
            return []
        for made in rows:
            if len(made.cells) != size:
                message = f"a row has {len(made.cells)} cells, the table {size} columns"
                self.built.tell("T-TABLE", message, node.span())
                return []
        columns = columns or [tree.Column(166 / size)] * size
        return [
            tree.Table(
                tuple(columns),
                tuple(parts["thead"]),
                tuple(parts["tbody"]),
                caption,
                tuple(remarks),
                node.get("aria-label"),
                node.get("data-role"),
                node.get("id"),
            )
        ]

    def column(self, node: Node) -> tree.Column:
        align: Any = node.get("data-align") or "left"
        if align not in _ALIGN:
            hint = f"alignments are: {', '.join(_ALIGN)}"
            self.built.tell("T-ATTRIBUTE", f"no alignment `{align}`", node.span(), hint)
            align = "left"
        width = self.number(node, "data-width", "20")
        return tree.Column(width, align, self.number(node, "data-decimal", "0"))

    def number(self, node: Node, name: str, default: str) -> float:
        value = node.get(name) or default
        try:
            found = float(value)
        except ValueError:
            found = -1.0
        if not 0 <= found <= 10_000:
            self.built.tell("T-ATTRIBUTE", f"`{name}` is no number: `{value}`", node.span())
            return float(default)
        return found

    def row(self, node: Node, form: Form, part: str) -> tree.Row:
        cited = node.get("data-facts")
        facts = (cited,) if cited in self.built.facts else self.cited(node)
        statement = self.built.statement_id() if facts else ""
        if node.children and _CELL.issuperset(map(type, node.children)):
            ready: list[Any] = node.children
            return tree.Row(tuple(ready), statement, facts)
        form = self.form(node, "cell" if facts else form)
        stated = bool(facts)
        role = "cell-head" if part == "thead" else "cell"
        scope: Literal["column", "row"] = "column" if part == "thead" else "row"
        cells = []
        for child in node.children:
            if isinstance(child, tree.Cell):
                cells.append(child)
                continue
            if not isinstance(child, Node) or child.tag not in _CELLS:
                continue
            wanted = self.form(child, form) if child.attributes else form
            line = self.short(child.children, wanted, stated)
            blocks: tuple[Block, ...]
            if line is not None:
                blocks = (tree.Paragraph(line, role, child.attributes.get("lang", "")),)
            else:
                blocks = self.in_cell(child, wanted, role, stated)
            cells.append(tree.Cell(blocks, scope) if child.tag == "th" else tree.Cell(blocks))
        return tree.Row(tuple(cells), statement, facts)

    def in_cell(self, node: Node, form: Form, role: str, stated: bool) -> tuple[Block, ...]:
        blocks: tuple[Block, ...] = ()
        if _has_blocks(node):
            blocks = tuple(self.in_row(node.children, form, role, stated))
        else:
            line = self.line(node.children, form, stated=stated)
            if prints(line):
                blocks = (tree.Paragraph(line, role, node.get("lang")),)
        if not blocks:
            self.built.tell("T-TABLE", "a cell prints nothing", node.span(), 'print "not stated"')
            blocks = (tree.Paragraph((Text("–", Origin("template")),), role),)
        return blocks

    def in_row(self, children: list[Child], form: Form, role: str, stated: bool) -> Iterable[Block]:
        for child in children:
            if not isinstance(child, Node):
                if isinstance(child, Words) or _is_typed(child):
                    continue
                raise NotPlain  # a value beside paragraphs, which is read as a block
            if child.tag != "p":
                yield from self.block(child, form, role)
                continue
            line = self.line(child.children, self.form(child, form), stated=stated)
            if prints(line):
                shown = child.get("data-role") or role
                yield tree.Paragraph(line, shown, child.get("lang"), child.get("id"))

    def remarks(self, node: Node, form: Form) -> list[tree.Remark]:
        found = []
        for child in _elements(node):
            if child.tag != "p":
                continue
            wanted = self.form(child, self.form(node, "inline" if form == "note" else form))
            line = self.line(child.children, wanted, bool(child.get("data-author")))
            found += [tree.Remark(line, child.get("id"))] if prints(line) else []
        return found


def _has_blocks(node: Node) -> bool:
    """Whether blocks stand in an element, rather than one line."""
    if Node not in map(type, node.children):
        return False
    return any(isinstance(child, Node) and child.tag not in INLINE for child in node.children)


def _elements(node: Node) -> list[Node]:
    return [child for child in node.children if isinstance(child, Node)]


def _is_typed(child: Child) -> bool:
    """Whether something that is ready for the tree was typed by the template."""
    return isinstance(child, Text) and child.origin.kind == "template"


def _is_blank(child: Child) -> bool:
    """Whether a child is blanks that the template typed."""
    if isinstance(child, Words):
        return not child.text.strip()
    return isinstance(child, Text) and _is_typed(child) and not child.content.strip()
