"""Blocks as HTML: headings, lists, tables, boxes, figures."""

from __future__ import annotations

from collections.abc import Iterable

from brief import TYPE_CHECKING
from brief.diagnostics import WARNING, Diagnostic
from brief.document import roles, tree
from brief.document.tree import Block, Inline, inlines_text
from brief.writers.html.escape import attribute, text
from brief.writers.html.inlines import Inlines

if TYPE_CHECKING:
    from typing import Any

_END = "<!-- notes -->"
_MEDIA = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "svg": "image/svg+xml"}


class Blocks:
    """Turns blocks into HTML; `end_notes` is where the notes belong, if the document says so."""

    def __init__(self, inlines: Inlines, images: dict[str, bytes], found: list[Diagnostic]) -> None:
        self.line = inlines.line
        self.images = images
        self.found = found
        self.end_notes = ""

    def blocks(self, blocks: Iterable[Block], role: str = "", label: str = "") -> list[str]:
        """The HTML of each block; `role` is the style of paragraphs without one."""
        return [part for block in blocks for part in self.block(block, role)]

    def block(self, block: Block, role: str = "") -> list[str]:
        """The HTML of one block, as lines."""
        make: Any = getattr(self, f"make_{type(block).__name__.lower()}", None)
        if make is None:
            name = type(block).__name__
            message = f"the HTML writer cannot render {name}; it was left out"
            self.found.append(Diagnostic("W-NODE", WARNING, message))
            return []
        made: list[str] = make(block, role)
        return made

    # ------------------------------------------------------------ text

    def make_heading(self, node: tree.Heading, _role: str) -> list[str]:
        look = roles.heading(node.level, node.role)
        return [
            f'<h{node.level}{_id(node.id)} class="p-{look}">{self.line(node.children)}'
            f"</h{node.level}>"
        ]

    def make_paragraph(self, node: tree.Paragraph, role: str) -> list[str]:
        look = node.role or role
        name = f' class="p-{look}"' if look else ""
        return [f"<p{_id(node.id)}{name}{_lang(node.lang)}>{self.line(node.children)}</p>"]

    def make_section(self, node: tree.Section, role: str) -> list[str]:
        names = " ".join(filter(None, (node.role, "new-page" if node.new_page else "")))
        look = f' class="{attribute(names)}"' if names else ""
        return [f"<section{_id(node.id)}{look}>", *self.blocks(node.blocks, role), "</section>"]

    def make_fields(self, node: tree.Fields, _role: str) -> list[str]:
        rows = [
            f'<div><dt class="c-field-name">{self.line(row.name)}</dt>'
            f"<dd>{self.line(row.value)}</dd></div>"
            for row in node.rows
        ]
        return [f'<dl class="p-{attribute(node.role)} fields">', *rows, "</dl>"]

    def make_box(self, node: tree.Box, _role: str) -> list[str]:
        head, body = roles.BOXES.get(node.role, ("box-head", "box"))
        inside: list[str] = []
        for block in node.blocks:
            plain = isinstance(block, tree.Heading) and not block.role
            inside += self.block(block.replace(role=head) if plain else block, body)
        return [f'<div class="box {attribute(node.role)}">', *inside, "</div>"]

    def make_blockquote(self, node: tree.BlockQuote, role: str) -> list[str]:
        inside = self.blocks(node.blocks, role or node.role)
        source = f'<p class="p-quote-source">{self.line(node.source)}</p>' if node.source else ""
        quote = [f"<blockquote{_lang(node.lang)}>", *inside, "</blockquote>"]
        return [*quote, source] if source else quote

    # ------------------------------------------------------------ lists

    def make_list(self, node: tree.List, _role: str) -> list[str]:
        if node.kind == "label":
            return self.labelled(node)
        tag = "ol" if node.kind == "number" else "ul"
        start = f' start="{node.start}"' if tag == "ol" and node.start != 1 else ""
        look = roles.PLAIN_LISTS[node.kind]
        rows = []
        for item in node.items:
            rows += [f"<li{_id(item.id)}>", *self.blocks(item.blocks, look), "</li>"]
        return [f"<{tag}{_id(node.id)}{start}>", *rows, f"</{tag}>"]

    def labelled(self, node: tree.List) -> list[str]:
        body, label = roles.LISTS.get(node.role, roles.LISTS[""])
        rows = []
        for item in node.items:
            words = self.line(item.label)
            rows += [
                f'<dt class="c-{label} l-{body}">{words or "&nbsp;"}</dt>',
                f"<dd{_id(item.id)}>",
            ]
            rows += [*self.blocks(item.blocks, body), "</dd>"]
        return [f'<dl{_id(node.id)} class="labels {attribute(node.role)}">', *rows, "</dl>"]

    # ------------------------------------------------------------ tables

    def make_table(self, node: tree.Table, _role: str) -> list[str]:
        total = sum(column.width for column in node.columns) or 1
        cols = "".join(
            f'<col style="width:{column.width / total * 100:.2f}%">' for column in node.columns
        )
        named = f' aria-label="{attribute(node.description)}"' if node.description else ""
        # A table wider than a small screen scrolls within its frame, by keyboard too.
        rows = [f'<div class="table" role="region" tabindex="0"{named}>']
        rows.append(f"<table{_id(node.id)}{named}>")
        if node.caption:
            rows.append(f'<caption class="p-caption">{self.line(node.caption)}</caption>')
        rows.append(f"<colgroup>{cols}</colgroup>")
        decimals = [_decimals(node, index) for index in range(len(node.columns))]
        for tag, part in (("thead", node.head), ("tbody", node.rows)):
            if part:
                rows.append(f"<{tag}>")
                for row in part:
                    rows += self.row(row, node.columns, decimals)
                rows.append(f"</{tag}>")
        rows.append("</table>")
        for remark in node.remarks:
            letter = (
                f'<b class="c-remark-letter">{text(remark.letter)}</b> ' if remark.letter else ""
            )
            look = "p-remark" if remark.letter else "p-remark plain"
            rows.append(
                f'<p{_id(remark.id)} class="{look}">{letter}{self.line(remark.children)}</p>'
            )
        return [*rows, "</div>"]

    def row(
        self, row: tree.Row, columns: tuple[tree.Column, ...], decimals: list[int]
    ) -> list[str]:
        cells = [f"<tr{_id(row.statement)}>"]
        for cell, column, places in zip(row.cells, columns, decimals, strict=False):
            tag = "th" if cell.scope else "td"
            scope = f' scope="{"col" if cell.scope == "column" else "row"}"' if cell.scope else ""
            inside = "".join(self.blocks(cell.blocks, "cell"))
            cells.append(f"<{tag}{scope}{_aligned(cell, column, places)}>{inside}</{tag}>")
        return [*cells, "</tr>"]

    # ------------------------------------------------------------ figures, contents, notes

    def make_figure(self, node: tree.Figure, _role: str) -> list[str]:
        caption = f'<figcaption class="p-caption">{self.line(node.caption)}</figcaption>'
        inside = self.chart(node.chart, node) if node.chart else self.image(node)
        return [f"<figure{_id(node.id)}>", inside, caption if node.caption else "", "</figure>"]

    def image(self, node: tree.Figure) -> str:
        data = self.images.get(node.image)
        media = _MEDIA.get(node.image.rpartition(".")[2].lower(), "")
        if data is None or not media:
            message = f"the picture `{node.image}` was not supplied; its alternative prints"
            self.found.append(Diagnostic("W-IMAGE", WARNING, message))
            return f"<p>{text(node.alternative)}</p>"
        from base64 import b64encode

        width = f' style="width:{node.width:g}mm"' if node.width else ""
        source = f"data:{media};base64,{b64encode(data).decode('ascii')}"
        return f'<img src="{source}" alt="{attribute(node.alternative)}"{width}>'

    def chart(self, chart: tree.Chart, node: tree.Figure) -> str:
        """A chart as the table of its values, which needs no picture."""
        head = "".join(f'<th scope="col">{text(one.name)}</th>' for one in chart.series)
        rows = "".join(
            f'<tr><th scope="row">{text(name)}</th>'
            + "".join(f"<td>{text(one.values[index])}</td>" for one in chart.series)
            + "</tr>"
            for index, name in enumerate(chart.categories)
        )
        unit = text(chart.unit) or "&nbsp;"
        return (
            f'<table aria-label="{attribute(node.alternative)}"><thead><tr><th scope="col">{unit}'
            f"</th>{head}</tr></thead><tbody>{rows}</tbody></table>"
        )

    def make_contents(self, node: tree.Contents, _role: str) -> list[str]:
        rows = [
            f'<li class="level-{entry.level}"><a href="#{attribute(entry.target)}">'
            f"{self.line(entry.children)}</a></li>"
            for entry in node.entries
        ]
        title = f'<p class="p-contents"><strong>{self.line(node.title)}</strong></p>'
        return ['<nav role="doc-toc">', title if node.title else "", "<ul>", *rows, "</ul></nav>"]

    def make_endnotes(self, _node: tree.EndNotes, _role: str) -> list[str]:
        self.end_notes = _END
        return [_END]


def _id(name: str) -> str:
    return f' id="{attribute(name)}"' if name else ""


def _lang(lang: str) -> str:
    return f' lang="{attribute(lang)}"' if lang else ""


def _shown(cell: tree.Cell) -> str:
    inlines: tuple[Inline, ...] = ()
    for block in cell.blocks:
        if isinstance(block, tree.Paragraph):
            inlines += block.children
    return inlines_text(inlines).strip()


def _places(words: str) -> int:
    """Digits after the decimal sign of a numeral, its sign counted too; 0 where it has none."""
    for sign in (".", ","):
        _, found, decimals = words.partition(sign)
        if found and decimals.isdigit():
            return len(decimals) + 1
    return 0


def _decimals(table: tree.Table, index: int) -> int:
    if table.columns[index].align != "decimal":
        return 0
    return max((_places(_shown(row.cells[index])) for row in table.rows), default=0)


def _aligned(cell: tree.Cell, column: tree.Column, places: int) -> str:
    if column.align in ("right", "center"):
        return f' class="{column.align}"'
    if column.align == "decimal":
        missing = places - _places(_shown(cell)) if cell.scope != "column" else 0
        pad = f' style="padding-right:calc(1.3mm + {missing}ch)"' if missing else ""
        return f' class="right"{pad}'
    return ""
