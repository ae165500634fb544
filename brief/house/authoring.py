"""Writes the self-explaining house file: each style of a theme on a sample of itself."""

from __future__ import annotations

import zipfile
from io import BytesIO

from brief import TYPE_CHECKING
from brief.house.geometry import WORD_TOP, footer_distance, header_distance
from brief.house.palette import THEME_TYPE, font_table_xml, theme_xml
from brief.house.samples import CHARACTERS, INTRODUCTION, PARAGRAPHS, TITLE
from brief.house.styles import styles_xml, word_name
from brief.house.theme import Theme

if TYPE_CHECKING:
    from typing import Any

    from docx.document import Document

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
_PROLOG = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_CORE_RELATION = (
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
)
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # a zip's earliest time, so that no clock enters the file
_LABELLED = {"point": "label", "quote": "label", "own": "label", "remark": "sign"}
_LABELLED |= {"annex-point": "annex-label", "annex-quote": "annex-label"}
_IN_TABLE = ("cell-head", "cell", "cell-strong")
_RUNNING = ("header", "footer")


def author(theme: Theme) -> bytes:
    """The house file of a theme; the same theme gives the same bytes."""
    import docx

    document = docx.Document(BytesIO(_bare(theme)))
    document.add_paragraph(TITLE, _style(document, theme, "title"))
    for words in INTRODUCTION:
        document.add_paragraph(words, _style(document, theme, ""))
    for role, words in PARAGRAPHS.items():
        if role in theme.paragraphs and role not in _IN_TABLE:
            _sample(document, theme, role, words)
    _table(document, theme)
    document.add_paragraph("Runs:", _style(document, theme, ""))
    for role, words in CHARACTERS.items():
        if role in theme.characters:
            paragraph = document.add_paragraph("", _style(document, theme, ""))
            paragraph.add_run(words).style = _named(document, theme.characters[role].word)
    _page(document, theme)
    out = BytesIO()
    document.save(out)
    return _settled(out.getvalue())


def _named(document: Document, shown: str) -> Any:
    """A style by its name in Word; the library knows only some built-in ones by theirs."""
    wanted = {shown.casefold(), word_name(shown).casefold()}
    return next(s for s in document.styles if (s.name or "").casefold() in wanted)


def _style(document: Document, theme: Theme, role: str) -> Any:
    return _named(document, theme.paragraphs[role].word)


def _sample(document: Document, theme: Theme, role: str, words: str) -> None:
    paragraph = document.add_paragraph("", _style(document, theme, role))
    label, tab, rest = words.partition("\t")
    character = theme.characters.get(_LABELLED.get(role, ""))
    if tab and character is not None:
        paragraph.add_run(label).style = _named(document, character.word)
        paragraph.add_run(tab + rest)
    else:
        paragraph.add_run(words)


def _table(document: Document, theme: Theme) -> None:
    """A small table, its head row marked as such."""
    table = document.add_table(2, 2)
    table.style = _named(document, "Brief Table")
    for place, roles in enumerate((("cell-head", "cell-head"), ("cell-strong", "cell"))):
        for cell, role in zip(table.rows[place].cells, roles, strict=True):
            cell.paragraphs[0].style = _style(document, theme, role)
            cell.paragraphs[0].add_run(PARAGRAPHS[role])
    properties = table.rows[0]._tr.get_or_add_trPr()
    properties.append(_element("tblHeader"))
    description = _element("tblDescription")
    description.set(f"{{{_W}}}val", "A sample of a table: its rules and margins are read")
    table._tbl.tblPr.append(description)


def _element(tag: str) -> Any:
    from docx.oxml import OxmlElement

    return OxmlElement(f"w:{tag}")


def _page(document: Document, theme: Theme) -> None:
    """Paper, margins, header and footer, columns of notes."""
    from docx.shared import Mm, Pt
    from lxml import etree

    section = document.sections[0]
    page = theme.page
    section.page_width, section.page_height = Mm(page.width), Mm(page.height)
    section.left_margin, section.right_margin = Mm(page.left), Mm(page.right)
    section.top_margin, section.bottom_margin = Mm(page.top - WORD_TOP), Mm(page.bottom)
    section.header_distance = Pt(header_distance(theme))
    section.footer_distance = Pt(footer_distance(theme))
    section.different_first_page_header_footer = page.first_different
    heads = [(section.header, section.footer)]
    if page.first_different:
        heads.append((section.first_page_header, section.first_page_footer))
    for header, footer in heads:
        header.is_linked_to_previous = footer.is_linked_to_previous = False
        for part, role, words in (
            (header, "header", "The words of the header come from the template."),
            (footer, "footer", "The words of the footer come from the template."),
        ):
            paragraph = part.paragraphs[0]
            paragraph.style = _style(document, theme, role)
            if theme.logo and role == "header" and header is heads[-1][0]:
                _logo(paragraph, theme)
            paragraph.add_run(words)
    columns = etree.SubElement(section._sectPr, f"{{{_W15}}}footnoteColumns")
    columns.set(f"{{{_W}}}val", str(theme.notes.columns))


def _logo(paragraph: Any, theme: Theme) -> None:
    from docx.shared import Mm

    shape = paragraph.add_run().add_picture(BytesIO(theme.logo), height=Mm(theme.logo_height))
    shape._inline.docPr.set("descr", theme.logo_alternative)


def _bare(theme: Theme) -> bytes:
    """A package without text: what the library fills.  Its own blank one has 164 styles and a
    part that Word repairs."""
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}.xml"/>'
        for number, (kind, target) in enumerate(
            (
                ("styles", "styles"),
                ("settings", "settings"),
                ("fontTable", "fontTable"),
                ("theme", "theme/theme1"),
            ),
            1,
        )
    )
    overrides = "".join(
        f'<Override PartName="/{part}" ContentType="{kind}"/>'
        for part, kind in (
            ("word/document.xml", f"{_TYPES}.document.main+xml"),
            ("word/styles.xml", f"{_TYPES}.styles+xml"),
            ("word/settings.xml", f"{_TYPES}.settings+xml"),
            ("word/theme/theme1.xml", THEME_TYPE),
            ("word/fontTable.xml", f"{_TYPES}.fontTable+xml"),
            ("docProps/core.xml", _CORE_TYPE),
        )
    )
    hyphenates = any(style.hyphenate for style in theme.paragraphs.values())
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        'content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-'
        'package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f"{overrides}</Types>",
        "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="rId2" Type="{_CORE_RELATION}" Target="docProps/core.xml"/>'
        "</Relationships>",
        "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{_CORE}"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{TITLE}</dc:title></cp:coreProperties>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_RELATIONS}">{relations}'
        "</Relationships>",
        "word/document.xml": f'<w:document xmlns:w="{_W}" xmlns:w15="{_W15}"'
        ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        ' mc:Ignorable="w15"><w:body><w:sectPr/></w:body></w:document>',
        "word/styles.xml": styles_xml(theme, "en-GB", numbered=False).removeprefix(_PROLOG),
        "word/fontTable.xml": font_table_xml(theme, {}).removeprefix(_PROLOG),
        "word/theme/theme1.xml": theme_xml(theme).removeprefix(_PROLOG),
        "word/settings.xml": f'<w:settings xmlns:w="{_W}"><w:zoom w:percent="100"/>'
        + ("<w:embedTrueTypeFonts/><w:saveSubsetFonts/>" if theme.embed_fonts else "")
        + ("<w:autoHyphenation/>" if hyphenates else "")
        + '<w:compat><w:compatSetting w:name="compatibilityMode"'
        ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>',
    }
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, _PROLOG + content)
    return out.getvalue()


def _settled(data: bytes) -> bytes:
    """The same file with its parts sorted and its times fixed."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in sorted(source.namelist()):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            target.writestr(entry, source.read(name))
    return out.getvalue()
