"""The floor: the same content by plain python-docx and platypus, written straightforwardly.

Neither library has footnotes, so numbers are raised and the notes stand at the end.  It checks
nothing, tags nothing and audits nothing: it is what a competent afternoon's script would do.

Run as: python floor.py CONTENT.json OUT [docx|pdf] [--batch N]
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

Content = dict[str, Any]
FONTS = Path("/usr/share/fonts/truetype/liberation")
TABLES = (
    ("Key figures", "figures", ("Figure", "Value", "Note"), ("label", "value", "note")),
    ("Deals", "deals", ("Deal", "Parties", "Sector", "Value", "Status"),
     ("name", "parties", "sector", "value", "status")),
    ("Quotes", "quotes", (), ()),
    ("Outlet perceptions", "perceptions", ("Outlet", "Stance", "Reading"),
     ("outlet", "stance", "reading")),
)  # fmt: skip


def numbered(content: Content) -> list[str]:
    """Give each item the number of its note; the notes' texts in order."""
    sources = {source["id"]: source for source in content["sources"]}
    notes: list[str] = []
    for key in ("summary", "figures", "deals", "quotes", "perceptions"):
        for item in content[key]:
            parts = []
            for id, place in item["cites"]:
                source = sources[id]
                parts.append(
                    f"{source['author']}, “{source['title']},” {source['outlet']}, "
                    f"{source['date']}, {place}"
                )
            notes.append("; ".join(parts) + ".")
            item["number"] = len(notes)
    return notes


def word(content: Content, notes: list[str], path: Path) -> None:
    """The Word file."""
    from docx import Document
    from docx.oxml import OxmlElement
    from docx.shared import Cm, Pt

    document = Document()
    normal = document.styles["Normal"].font
    normal.name, normal.size = "Liberation Serif", Pt(10.5)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    document.core_properties.title = content["title"]
    document.core_properties.author = content["author"]
    section.header.paragraphs[0].text = content["subtitle"]

    def raised(paragraph: Any, number: int) -> None:
        paragraph.add_run(str(number)).font.superscript = True

    document.add_heading(content["title"], 0)
    document.add_paragraph(content["subtitle"], style="Subtitle")
    document.add_paragraph(f"{content['date']} | {content['author']} | {content['recipient']}")
    document.add_heading("Summary", 1)
    for item in content["summary"]:
        raised(document.add_paragraph(item["text"], style="List Bullet"), item["number"])
    for heading, key, heads, fields in TABLES:
        document.add_heading(heading, 1)
        if not heads:
            for quote in content[key]:
                paragraph = document.add_paragraph(f"“{quote['text']}”", style="Quote")
                raised(paragraph, quote["number"])
                document.add_paragraph(f"— {quote['speaker']}, {quote['role']}")
            continue
        table = document.add_table(rows=1, cols=len(heads), style="Light Grid Accent 1")
        for cell, text in zip(table.rows[0].cells, heads, strict=True):
            cell.text = text
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for item in content[key]:
            cells = table.add_row().cells
            for cell, field in zip(cells, fields, strict=True):
                cell.text = item[field]
            raised(cells[-1].paragraphs[0], item["number"])
    document.add_heading("Notes", 1)
    for number, note in enumerate(notes, 1):
        document.add_paragraph(f"{number}. {note}")
    document.add_heading("Sources", 1)
    for source in content["sources"]:
        document.add_paragraph(
            f"{source['author']}. “{source['title']}.” {source['date']}. {source['url']}"
        )
    document.save(str(path))


def paper(content: Content, notes: list[str], path: Path) -> None:
    """The PDF."""
    from reportlab.lib import colors
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.lib.units import cm
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate, TableStyle

    faces = (("T", "Serif-Regular"), ("TB", "Serif-Bold"), ("TI", "Serif-Italic"),
             ("TBI", "Serif-BoldItalic"), ("H", "Sans-Bold"))  # fmt: skip
    for name, file in faces:
        pdfmetrics.registerFont(TTFont(name, str(FONTS / f"Liberation{file}.ttf")))
    pdfmetrics.registerFontFamily("T", normal="T", bold="TB", italic="TI", boldItalic="TBI")
    blue = colors.HexColor("#1f3864")
    body = ParagraphStyle("body", fontName="T", fontSize=10, leading=13, spaceAfter=4)
    cell = ParagraphStyle("cell", parent=body, fontSize=8.5, leading=10.5, spaceAfter=0)
    head = ParagraphStyle("head", parent=cell, fontName="H", textColor=colors.white)
    bullet = ParagraphStyle("bullet", parent=body, leftIndent=14, bulletIndent=2)
    first = ParagraphStyle("first", parent=body, fontName="H", fontSize=13, leading=17,
                           spaceBefore=10, textColor=blue, keepWithNext=1)  # fmt: skip
    title = ParagraphStyle("title", parent=first, fontSize=18, leading=22)
    quoted = ParagraphStyle("quoted", parent=body, fontName="TI", leftIndent=16)
    small = ParagraphStyle("small", parent=body, fontSize=8, leading=10, spaceAfter=1)

    class Outlined(SimpleDocTemplate):
        def afterFlowable(self, flowable: Any) -> None:
            if getattr(flowable, "style", None) is first:
                key = f"h{id(flowable)}"
                self.canv.bookmarkPage(key)
                self.canv.addOutlineEntry(flowable.getPlainText(), key, 0)

    def furniture(canvas: Any, document: Any) -> None:
        canvas.setFont("T", 8)
        canvas.drawString(2 * cm, 28.6 * cm, content["subtitle"])
        canvas.drawRightString(19 * cm, 1.2 * cm, str(document.page))

    def mark(number: int) -> str:
        return f'<super size="7"><a href="#n{number}" color="#1f3864">{number}</a></super>'

    story: list[Any] = [
        Paragraph(escape(content["title"]), title),
        Paragraph(escape(content["subtitle"]), body),
        Paragraph(escape(f"{content['date']} | {content['author']}"), body),
        Paragraph("Summary", first),
    ]
    for item in content["summary"]:
        story.append(Paragraph(escape(item["text"]) + mark(item["number"]), bullet, bulletText="•"))
    widths = {
        "figures": (6, 3.5, 7.5),
        "deals": (4.2, 4.2, 2, 2.6, 4),
        "perceptions": (4.5, 2.5, 10),
    }
    for heading, key, heads, fields in TABLES:
        story.append(Paragraph(heading, first))
        if not heads:
            for quote in content[key]:
                story.append(Paragraph(f"“{escape(quote['text'])}”{mark(quote['number'])}", quoted))
                story.append(Paragraph(escape(f"— {quote['speaker']}, {quote['role']}"), body))
            continue
        rows = [[Paragraph(text, head) for text in heads]]
        for item in content[key]:
            cells = [escape(item[field]) for field in fields]
            cells[-1] += mark(item["number"])
            rows.append([Paragraph(text, cell) for text in cells])
        look = TableStyle([
            ("BACKGROUND", (0, 0), (-1, 0), blue),
            ("LINEBELOW", (0, 0), (-1, -1), 0.3, colors.grey),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ])  # fmt: skip
        story.append(
            LongTable(rows, colWidths=[w * cm for w in widths[key]], repeatRows=1, style=look)
        )
    story.append(Paragraph("Notes", first))
    for number, note in enumerate(notes, 1):
        story.append(Paragraph(f'<a name="n{number}"/>{number}. {escape(note)}', small))
    story.append(Paragraph("Sources", first))
    for source in content["sources"]:
        link = f'<a href="{source["url"]}" color="#1f3864">{escape(source["url"])}</a>'
        text = f"{source['author']}. “{source['title']}.” {source['date']}. "
        story.append(Paragraph(escape(text) + link, body))
    Outlined(
        str(path), pagesize=A4, leftMargin=2 * cm, rightMargin=2 * cm, topMargin=2 * cm,
        bottomMargin=2 * cm, title=content["title"], author=content["author"], lang="en",
    ).build(story, onFirstPage=furniture, onLaterPages=furniture)  # fmt: skip


def main(arguments: list[str]) -> None:
    content: Content = json.loads(Path(arguments[0]).read_text(encoding="utf-8"))
    out = Path(arguments[1])
    out.mkdir(parents=True, exist_ok=True)
    copies = int(arguments[arguments.index("--batch") + 1]) if "--batch" in arguments else 0
    only = next((a for a in arguments[2:] if a in ("docx", "pdf")), "")
    notes = numbered(content)
    for turn in range(max(1, copies)):
        name = f"brief-{turn:03d}" if copies else "brief"
        if copies:
            content["recipient"] = f"Stakeholder {turn:03d}"
        if only != "pdf":
            word(content, notes, out / f"{name}.docx")
        if only != "docx":
            paper(content, notes, out / f"{name}.pdf")


if __name__ == "__main__":
    main(sys.argv[1:])
