"""Graphics in the line, and what a picture says of its own size."""

from __future__ import annotations

import struct

from brief.writers.docx.state import State
from brief.writers.docx.xml import attribute

_EMU = 36000  # English Metric Units a millimetre
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"


def picture_size(content: bytes) -> tuple[str, tuple[int, int]]:
    """Kind ("png", "jpeg" or "") and size in pixels, from the picture's own head."""
    if content[:8] == b"\x89PNG\r\n\x1a\n" and len(content) >= 24:
        wide, high = struct.unpack(">LL", content[16:24])
        return ("png", (wide, high)) if wide and high else ("", (1, 1))
    if content[:2] == b"\xff\xd8":
        return _jpeg_size(content)
    return "", (1, 1)


def _jpeg_size(content: bytes) -> tuple[str, tuple[int, int]]:
    """From the first frame header (SOF) among the segments."""
    place = 2
    while place + 9 <= len(content) and content[place] == 0xFF:
        marker = content[place + 1]
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            high, wide = struct.unpack(">HH", content[place + 5 : place + 9])
            return ("jpeg", (wide, high)) if wide and high else ("", (1, 1))
        place += 2 + int.from_bytes(content[place + 2 : place + 4], "big")
    return "", (1, 1)


def picture_xml(
    state: State, content: bytes, kind: str, size: tuple[float, float], alternative: str
) -> str:
    """A picture in the line; its size in millimetres."""
    width, height = size
    name = state.media(content, kind)
    relation = state.relations.add("image", name)
    shown = (
        f'<pic:pic><pic:nvPicPr><pic:cNvPr id="0" name=""/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch>'
        "</pic:blipFill><pic:spPr><a:xfrm>"
        f'<a:off x="0" y="0"/><a:ext cx="{round(width * _EMU)}" cy="{round(height * _EMU)}"/>'
        '</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
    )
    return inline_drawing(state, shown, _PICTURE, size, alternative)


def inline_drawing(
    state: State, graphic: str, uri: str, size: tuple[float, float], alternative: str
) -> str:
    """A graphic that stands in the line like a letter; its size in millimetres."""
    width, height = size
    state.drawings += 1
    number = state.drawings
    return (
        '<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{round(width * _EMU)}" cy="{round(height * _EMU)}"/>'
        '<wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="{number}" name="Figure {number}" descr="{attribute(alternative)}"/>'
        "<wp:cNvGraphicFramePr/>"
        f'<a:graphic><a:graphicData uri="{uri}">{graphic}</a:graphicData></a:graphic>'
        "</wp:inline></w:drawing>"
    )
