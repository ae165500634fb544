"""Pictures and charts in the line, each with its alternative."""

from __future__ import annotations

from brief.document.tree import Figure, Origin, Text
from brief.writers.docx.captions import caption
from brief.writers.docx.charts import chart_xml
from brief.writers.docx.drawings import picture_size, picture_xml
from brief.writers.docx.paragraphs import begin, end, paragraph
from brief.writers.docx.state import State

_PIXEL = 25.4 / 96  # mm, where a picture does not say its resolution
_FREE_LINE = 'w:line="240" w:lineRule="auto"'


def figure(state: State, out: list[str], node: Figure) -> None:
    """The picture or chart, and the caption below it."""
    graphic = ""
    if node.chart is not None:
        graphic = chart_xml(state, node, _size(state, node, None))
    elif node.image:
        graphic = _picture(state, node)
    if node.id:
        state.marks.append(node.id)
    if graphic:
        ends = begin(state, out, "", keep=bool(node.caption), leading=_FREE_LINE)
        out.append(f"<w:r>{graphic}</w:r>")
        end(out, ends)
    else:
        # What it says stands for what it shows.
        words = (Text(node.alternative, Origin("author")),)
        paragraph(state, out, "", words, keep=bool(node.caption))
    if node.caption:
        caption(state, out, node.caption, node.id, "Figure", loose=True)


def _picture(state: State, node: Figure) -> str:
    content = state.supplies.images.get(node.image)
    if content is None:
        state.report(
            "W-IMAGE",
            f"the picture {node.image} was not supplied; its description stands for it",
            error=True,
        )
        return ""
    kind, pixels = picture_size(content)
    if not kind:
        state.report(
            "W-IMAGE",
            f"the picture {node.image} is neither PNG nor JPEG; its description stands for it",
            error=True,
        )
        return ""
    return picture_xml(state, content, kind, _size(state, node, pixels), node.alternative)


def _size(state: State, node: Figure, pixels: tuple[int, int] | None) -> tuple[float, float]:
    """In millimetres, never wider than the text."""
    page = state.theme.page
    room = page.width - page.left - page.right
    shape = pixels[1] / pixels[0] if pixels else 0.5
    width = node.width or (node.height / shape if node.height else 0.0)
    if not width:
        width = pixels[0] * _PIXEL if pixels else room
    height = node.height or width * shape
    scale = min(1.0, room / width)
    return width * scale, height * scale
