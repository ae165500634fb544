"""Figures to atoms: pictures fitted to the page, charts drawn, captions kept with both."""

from __future__ import annotations

from brief.diagnostics import ERROR, Diagnostic
from brief.document.tree import Figure
from brief.writers.pdf.atoms import KEEP, Atom, Picture
from brief.writers.pdf.blocks import Flow
from brief.writers.pdf.images import Image, ImageError, measure, verify
from brief.writers.pdf.looks import MM
from brief.writers.pdf.paint import number
from brief.writers.pdf.tags import Element, text_string

# A picture of no stated size is set at this many pixels an inch.
_RESOLUTION = 150
# A figure is never higher than this part of the page's body.
_HIGHEST = 0.8
_BEFORE = 6.0


def figure(flow: Flow, block: Figure, element: Element) -> None:
    """A picture or a chart with its caption below."""
    flow.anchor(block.id)
    group = element.add("Div")
    tag = group.add("Figure", Alt=text_string(block.alternative))
    atom: Atom | None = None
    if block.chart is not None:
        from brief.writers.pdf import charts

        atom = charts.chart(flow, block.chart, tag)
    else:
        atom = _picture(flow, block, tag)
    if atom is None:
        return
    atom.before = _BEFORE
    flow.extend([atom])
    if block.caption:
        flow.keep = True
        style = flow.setting.style("caption").replace(keep_next=False)
        start = len(flow.atoms)
        flow.paragraph(block.caption, style, group.add("Caption"))
        for line in flow.atoms[start:]:
            line.penalty = KEEP
        flow.setting.place_notes(element)
    flow.after = _BEFORE


def _picture(flow: Flow, block: Figure, tag: Element) -> Atom | None:
    image = _image(flow, block)
    if image is None:
        return None
    width, height = block.width * MM, block.height * MM
    ratio = image.height / image.width
    if not width and not height:
        width = image.width * 72 / _RESOLUTION
    if width and not height:
        height = width * ratio
    elif height and not width:
        width = height / ratio
    highest = _HIGHEST * flow.setting.body_height
    scale = min(1.0, flow.width / width, highest / height)
    width, height = max(width * scale, 1.0), max(height * scale, 1.0)
    name = flow.setting.pictures.setdefault(
        block.image, (f"Im{len(flow.setting.pictures) + 1}", image)
    )[0]
    atom = Atom(height)
    ops = (f"{number(width)} 0 0 {number(height)} 0 0 cm /{name} Do",)
    atom.pictures.append(Picture(flow.x, 0.0, width, height, ops, tag.leaf()))
    return atom


def _image(flow: Flow, block: Figure) -> Image | None:
    data = flow.setting.images.get(block.image)
    why = "was not supplied"
    if data is not None:
        try:
            image = measure(data)
            if block.image not in flow.setting.pictures:
                verify(image)
        except ImageError as error:
            why = str(error)
        else:
            return image
    flow.setting.inliner.report(Diagnostic("R-IMAGE", ERROR, f'the picture "{block.image}" {why}'))
    return None
