"""The sheet of a house file: paper, margins and running heads, notes, tables, logo."""

from __future__ import annotations

from brief import TYPE_CHECKING
from brief.house.default import DEFAULT
from brief.house.geometry import WORD_TOP, foot_rule, head_baseline
from brief.house.resolved import millimetres, name, points
from brief.house.source import HouseFile, parsed
from brief.house.theme import Notes, Page, ParagraphStyle, TableStyle

if TYPE_CHECKING:
    from lxml.etree import _Element

_W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_EMU = 36000  # English Metric Units a millimetre
_THICKEST = 12.0  # points of a rule; Word knows none above
_TALLEST_LOGO = 9.0  # mm


def page_of(house: HouseFile, footer: ParagraphStyle, logo: float) -> Page:
    """Paper, margins, and where the running heads stand; `logo` is the logo's height in mm."""
    section = house.section()
    size = None if section is None else section.find(name("pgSz"))
    margins = None if section is None else section.find(name("pgMar"))
    if section is None or size is None or margins is None:
        house.say("H-PAGE", "the house file states no paper and margins: A4 is taken")
        return DEFAULT.page
    header = points(margins.get(name("header"), "720"))
    below = points(margins.get(name("footer"), "720"))
    first = section.find(name("titlePg"))
    page = Page(
        width=millimetres(size.get(name("w"))),
        height=millimetres(size.get(name("h"))),
        left=millimetres(margins.get(name("left"))),
        right=millimetres(margins.get(name("right"))),
        top=round(millimetres(margins.get(name("top"))) + WORD_TOP, 1),
        bottom=millimetres(margins.get(name("bottom"))),
        head_baseline=round(head_baseline(header, logo), 1),
        foot_rule=round(foot_rule(below, footer.leading), 1),
        first_different=(first is not None and first.get(name("val"), "1") in {"1", "true", "on"})
        or not house.ours,
    )
    if page.width - page.left - page.right < 100 or page.height - page.top - page.bottom < 100:
        house.say("H-PAGE", "the margins leave less than 100 mm for the text: A4 is taken")
        return DEFAULT.page
    room = page.bottom / 25.4 * 72
    if page.foot_rule > room:
        house.say(
            "H-PAGE",
            f"the footer is {page.foot_rule - room:.0f} pt too high for the bottom margin",
            "lower the footer or enlarge the margin",
        )
        page = page.replace(foot_rule=round(room - 2, 1))
    return page


def notes_of(house: HouseFile, table: TableStyle, note: ParagraphStyle) -> Notes:
    """The columns of notes; a file that says nothing of them has the default's (LibreOffice drops
    what Word writes)."""
    section = house.section()
    columns = None if section is None else section.find(f"{{{_W15}}}footnoteColumns")
    count = DEFAULT.notes.columns
    if columns is not None and columns.get(name("val"), "").isdigit():
        count = min(max(int(columns.get(name("val"), "1")), 1), 4)
    indent = note.left or DEFAULT.notes.indent
    return DEFAULT.notes.replace(
        columns=count,
        rule_colour=table.thin_colour,
        indent=indent,
        number_width=min(DEFAULT.notes.number_width, indent),
    )


def table_of(house: HouseFile) -> TableStyle:
    """Rules and cell margins."""
    style = house.styles.find("table", "Brief Table")
    if style is None:
        return DEFAULT.table
    found = DEFAULT.table
    borders = style.first("tblPr", "tblBorders")
    for side, kind in (("bottom", "strong"), ("insideH", "thin")):
        rule = None if borders is None else borders.find(name(side))
        if rule is None:
            continue
        width = min(points(rule.get(name("sz"))) * 20 / 8, _THICKEST)
        if rule.get(name("val")) in {"nil", "none"}:
            width = 0.0
        colour = rule.get(name("color"), "auto")
        found = found.replace(
            **{
                f"{kind}_rule": width,
                f"{kind}_colour": "000000" if colour == "auto" else colour.upper(),
            }
        )
    margins = style.first("tblPr", "tblCellMar")
    if margins is not None:
        values = {
            side: cell.get(name("w"))
            for side in ("top", "left", "bottom", "right")
            if (cell := margins.find(name(side))) is not None
        }
        found = found.replace(
            pad_top=points(values.get("top")),
            pad_bottom=points(values.get("bottom")),
            pad_left=millimetres(values.get("left")),
            pad_right=millimetres(values.get("right")),
        )
    return found


def logo_of(house: HouseFile) -> tuple[bytes, str, float]:
    """The first picture in the first page's header, else in the header of all pages."""
    section = house.section()
    if section is None:
        return b"", "", 0.0
    references = {
        reference.get(name("type"), "default"): reference.get(f"{{{_R}}}id", "")
        for reference in section.findall(name("headerReference"))
    }
    for kind in ("first", "default"):
        part = house.target("word/_rels/document.xml.rels", references.get(kind, ""))
        root = parsed(house.parts, f"word/{part}") if part else None
        if root is None:
            continue
        for drawing in root.iter(f"{{{_WP}}}inline", f"{{{_WP}}}anchor"):
            blip = next(drawing.iter(f"{{{_A}}}blip"), None)
            relation = "" if blip is None else blip.get(f"{{{_R}}}embed", "")
            target = house.target(f"word/_rels/{part}.rels", relation)
            content = house.parts.held.get(f"word/{target}", b"")
            if content:
                return _measured(house, drawing, content)
            house.say("H-LOGO", "the logo is neither PNG nor JPEG: left out")
    return b"", "", 0.0


def _measured(house: HouseFile, drawing: _Element, content: bytes) -> tuple[bytes, str, float]:
    extent = drawing.find(f"{{{_WP}}}extent")
    shown = drawing.find(f"{{{_WP}}}docPr")
    height = round(int(extent.get("cy", "0")) / _EMU, 1) if extent is not None else 0.0
    if not height or height > _TALLEST_LOGO:
        if height:
            house.say("H-LOGO", f"the logo is {height:g} mm high: set at {_TALLEST_LOGO:g} mm")
        height = _TALLEST_LOGO
    alternative = "" if shown is None else shown.get("descr", "")
    if not alternative:
        house.say(
            "H-LOGO",
            "the logo has no alternative text for those who do not see it",
            "in Word: right-click the logo, View Alt Text",
        )
    return content, alternative, height
