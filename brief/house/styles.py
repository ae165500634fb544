"""The house's styles as Word's own: the styles part of a theme, and the units Word counts in."""

from __future__ import annotations

from brief.house.theme import Border, CharacterStyle, Face, ParagraphStyle, TabStop, Theme

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PROLOG = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

# Built-in styles go by these names in the file, in a Word of any language.
_BUILT_IN = {
    "Heading 1": "heading 1",
    "Heading 2": "heading 2",
    "Heading 3": "heading 3",
    "Heading 4": "heading 4",
    "TOC 1": "toc 1",
    "TOC 2": "toc 2",
    "TOC 3": "toc 3",
    "Caption": "caption",
    "Header": "header",
    "Footer": "footer",
    "Footnote Text": "footnote text",
    "Footnote Reference": "footnote reference",
    "Endnote Text": "endnote text",
    "Endnote Reference": "endnote reference",
    "Normal": "Normal",
    "Title": "Title",
    "Quote": "Quote",
    "List Bullet": "List Bullet",
    "List Number": "List Number",
    "List Continue": "List Continue",
    "Hyperlink": "Hyperlink",
}

# Sides of a paragraph's frame in the order that the schema asks for.
_SIDES = ("top", "left", "bottom", "right")

TABLE_STYLE = "BriefTable"
NOTE_NUMBER = "BriefNoteNumber"
ENDNOTE_TEXT = "EndnoteText"
ENDNOTE_MARK = "EndnoteReference"

# Word's numbering, beside the style: bullets are numbering 1, ordered lists count from 2.
BULLETS = 1


def twips(points: float) -> int:
    """Points in twentieths."""
    return round(points * 20)


def millimetres(length: float) -> int:
    """Millimetres in twentieths of a point."""
    return round(length * 1440 / 25.4)


def eighths(points: float) -> int:
    """The width of a rule, in eighths of a point."""
    return round(points * 8)


def style_id(name: str) -> str:
    """The id of a style, from its name: what the body's paragraphs and runs refer to."""
    return name.replace(" ", "")


def word_name(name: str) -> str:
    """The name of a style as the file holds it."""
    return _BUILT_IN.get(name, name)


def families(theme: Theme) -> dict[str, Face]:
    """The font families that the styles name, each with its face.

    A face with both a semibold and a bold cut needs a family of its own for the semibold, since a
    family has one bold in Word.
    """
    found: dict[str, Face] = {}
    for face in (theme.text, theme.sans):
        found[face.family] = face
        if face.semibold and face.bold:
            found[f"{face.family} SemiBold"] = face
    return found


def fonts_xml(face: Face, weight: int) -> str:
    """The fonts of a run: one family for all scripts that the face holds."""
    family = face.family
    if weight == 600 and face.semibold and face.bold:
        family += " SemiBold"
    shown = attribute(family)
    return f'<w:rFonts w:ascii="{shown}" w:hAnsi="{shown}" w:cs="{shown}"/>'


def border_xml(side: str, width: float, colour: str, space: float = 0.0) -> str:
    """A rule; Word counts its distance in whole points."""
    return (
        f'<w:{side} w:val="single" w:sz="{eighths(width)}" w:space="{round(space)}"'
        f' w:color="{colour}"/>'
    )


def borders_xml(borders: tuple[Border, ...]) -> str:
    """The frame of a paragraph."""
    by_side: dict[str, Border] = {border.side: border for border in borders}
    rules = "".join(
        border_xml(side, found.width, found.colour, found.space)
        for side in _SIDES
        if (found := by_side.get(side)) is not None
    )
    return f"<w:pBdr>{rules}</w:pBdr>" if rules else ""


def tabs_xml(tabs: tuple[TabStop, ...]) -> str:
    """Tab stops."""
    stops = "".join(
        f'<w:tab w:val="{tab.align}" w:pos="{millimetres(tab.position)}"/>' for tab in tabs
    )
    return f"<w:tabs>{stops}</w:tabs>" if stops else ""


def indent_xml(left: float, right: float, first: float) -> str:
    """Indents in millimetres; a negative first line hangs."""
    line = (
        f'w:hanging="{millimetres(-first)}"' if first < 0 else f'w:firstLine="{millimetres(first)}"'
    )
    return f'<w:ind w:left="{millimetres(left)}" w:right="{millimetres(right)}" {line}/>'


def spacing_xml(before: float, after: float, leading: float, rule: str = "exact") -> str:
    """Distances between lines; the leading is exact, so that both outputs share a grid."""
    return (
        f'<w:spacing w:before="{twips(before)}" w:after="{twips(after)}"'
        f' w:line="{twips(leading)}" w:lineRule="{rule}"/>'
    )


def _paragraph_properties(role: str, style: ParagraphStyle, theme: Theme) -> str:
    """In the schema's order (CT_PPr)."""
    align = {"justify": "both"}.get(style.align, style.align)
    numbering = f'<w:numPr><w:numId w:val="{BULLETS}"/></w:numPr>' if role == "list" else ""
    return "".join(
        (
            "<w:keepNext/>" if style.keep_next else "",
            "<w:keepLines/>" if style.keep_lines else "",
            "<w:pageBreakBefore/>" if style.new_page else "",
            "<w:widowControl/>",
            numbering,
            borders_xml(style.borders),
            f'<w:shd w:val="clear" w:color="auto" w:fill="{style.ground}"/>'
            if style.ground
            else "",
            tabs_xml(style.tabs or _own_tabs(role, theme)),
            "" if style.hyphenate else "<w:suppressAutoHyphens/>",
            spacing_xml(style.before, style.after, style.leading),
            indent_xml(style.left, style.right, style.first),
            f'<w:jc w:val="{align}"/>',
            f'<w:outlineLvl w:val="{style.outline - 1}"/>' if style.outline else "",
        )
    )


def _own_tabs(role: str, theme: Theme) -> tuple[TabStop, ...]:
    """Stops that follow from the page and the notes, not from a style of their own."""
    width = theme.page.width - theme.page.left - theme.page.right
    if role == "note":
        return (TabStop(theme.notes.indent),)
    if role == "footer":
        return (TabStop(width / 2, "center"), TabStop(width, "right"))
    if role in {"header", "contents"}:
        return (TabStop(width, "right"),)
    return ()


def _weight(weight: int) -> str:
    if not weight:
        return ""
    return "<w:b/><w:bCs/>" if weight >= 600 else '<w:b w:val="0"/><w:bCs w:val="0"/>'


def _size(size: float) -> str:
    half_points = round(size * 2)
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _paragraph_run(style: ParagraphStyle, theme: Theme) -> str:
    """In the schema's order (CT_RPr)."""
    face = theme.sans if style.face == "sans" else theme.text
    italic = "<w:i/><w:iCs/>" if style.italic else ""
    return (
        f"<w:rPr>{fonts_xml(face, style.weight)}"
        f"{_weight(style.weight) if style.weight >= 600 else ''}{italic}"
        f'<w:color w:val="{style.colour}"/>{_size(style.size)}</w:rPr>'
    )


def _character_run(style: CharacterStyle, theme: Theme) -> str:
    face = {"text": theme.text, "sans": theme.sans}.get(style.face)
    return "".join(
        (
            "<w:rPr>",
            fonts_xml(face, style.weight) if face else "",
            _weight(style.weight),
            "<w:i/><w:iCs/>" if style.italic else "",
            f'<w:color w:val="{style.colour}"/>' if style.colour else "",
            f'<w:spacing w:val="{twips(style.tracking)}"/>' if style.tracking else "",
            _size(style.size) if style.size else "",
            '<w:vertAlign w:val="superscript"/>' if style.raised else "",
            "</w:rPr>",
        )
    )


def _opening(kind: str, name: str, *, default: bool = False) -> str:
    custom = "" if name in _BUILT_IN else ' w:customStyle="1"'
    first = ' w:default="1"' if default else ""
    return (
        f'<w:style w:type="{kind}"{first}{custom} w:styleId="{style_id(name)}">'
        f'<w:name w:val="{attribute(word_name(name))}"/>'
    )


def _paragraph_style(role: str, style: ParagraphStyle, theme: Theme) -> str:
    if style.word == "Normal":
        return (
            f"{_opening('paragraph', 'Normal', default=True)}<w:qFormat/>"
            f"<w:pPr>{_paragraph_properties(role, style, theme)}</w:pPr>"
            f"{_paragraph_run(style, theme)}</w:style>"
        )
    heading = style.outline or style.keep_next
    follow = '<w:next w:val="Normal"/>' if heading else ""
    return (
        f'{_opening("paragraph", style.word)}<w:basedOn w:val="Normal"/>{follow}'
        f"<w:qFormat/><w:pPr>{_paragraph_properties(role, style, theme)}</w:pPr>"
        f"{_paragraph_run(style, theme)}</w:style>"
    )


def _character_style(style: CharacterStyle, theme: Theme) -> str:
    return (
        f'{_opening("character", style.word)}<w:basedOn w:val="DefaultParagraphFont"/>'
        f"<w:qFormat/>{_character_run(style, theme)}</w:style>"
    )


def _endnote_styles(theme: Theme) -> str:
    """Endnotes look as footnotes do."""
    found = ""
    note = theme.paragraphs.get("note")
    if note is not None and note.word != "Endnote Text":
        found += _paragraph_style("note", note.replace(word="Endnote Text"), theme)
    mark = theme.characters.get("note-mark")
    if mark is not None and mark.word != "Endnote Reference":
        found += _character_style(mark.replace(word="Endnote Reference"), theme)
        number = mark.replace(word="Brief Note Number", raised=False)
        found += _character_style(number, theme)
    return found


def _table_styles(theme: Theme) -> str:
    """The plain table that Word asks for, and the house's with its rules."""
    table = theme.table
    side = millimetres(table.pad_left), millimetres(table.pad_right)
    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>'
        "<w:unhideWhenUsed/><w:tblPr>"
        '<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
        '<w:left w:w="0" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{TABLE_STYLE}">'
        '<w:name w:val="Brief Table"/><w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr>'
        '<w:tblInd w:w="0" w:type="dxa"/><w:tblBorders>'
        f"{border_xml('bottom', table.strong_rule, table.strong_colour)}"
        f"{border_xml('insideH', table.thin_rule, table.thin_colour)}"
        "</w:tblBorders><w:tblCellMar>"
        f'<w:top w:w="{twips(table.pad_top)}" w:type="dxa"/>'
        f'<w:left w:w="{side[0]}" w:type="dxa"/>'
        f'<w:bottom w:w="{twips(table.pad_bottom)}" w:type="dxa"/>'
        f'<w:right w:w="{side[1]}" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        '<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>'
        f"{border_xml('bottom', table.strong_rule, table.strong_colour)}"
        "</w:tcBorders></w:tcPr></w:tblStylePr></w:style>"
    )


# Word's own styles stay out of its gallery, so that it shows the house's alone.
_LATENT = (
    '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1"'
    ' w:defUnhideWhenUsed="1" w:defQFormat="0" w:count="376"/>'
)
_FIXED = (
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/>'
    "<w:unhideWhenUsed/></w:style>"
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
    '<w:style w:type="character" w:styleId="CommentReference">'
    '<w:name w:val="annotation reference"/><w:basedOn w:val="DefaultParagraphFont"/>'
    '<w:uiPriority w:val="99"/><w:rPr><w:sz w:val="16"/><w:szCs w:val="16"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="CommentText"><w:name w:val="annotation text"/>'
    '<w:basedOn w:val="Normal"/><w:uiPriority w:val="99"/><w:pPr>'
    '<w:spacing w:before="0" w:line="240" w:lineRule="auto"/></w:pPr>'
    '<w:rPr><w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr></w:style>'
)


def styles_xml(theme: Theme, lang: str, *, numbered: bool = True) -> str:
    """The styles part: each role's style with all it sets, so that none hangs on another.

    `numbered`: the package has the numbering part that bullets refer to.
    """
    body = theme.paragraphs[""]
    bullets = f'<w:numPr><w:numId w:val="{BULLETS}"/></w:numPr>'
    seen: set[str] = set()
    rows: list[str] = []
    for role, paragraph in theme.paragraphs.items():
        if paragraph.word not in seen:
            seen.add(paragraph.word)
            rows.append(_paragraph_style(role, paragraph, theme))
    for character in theme.characters.values():
        if character.word not in seen:
            seen.add(character.word)
            rows.append(_character_style(character, theme))
    if not numbered:
        rows = [row.replace(bullets, "") for row in rows]
    shown = attribute(lang)
    return (
        f'{_PROLOG}<w:styles xmlns:w="{_W}"><w:docDefaults><w:rPrDefault><w:rPr>'
        f'{fonts_xml(theme.text, 400)}<w:color w:val="{body.colour}"/>{_size(body.size)}'
        f'<w:lang w:val="{shown}" w:eastAsia="{shown}" w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        f"{_LATENT}"
        f"{rows[0]}{_FIXED}{''.join(rows[1:])}{_endnote_styles(theme)}{_table_styles(theme)}"
        "</w:styles>"
    )


def attribute(text: str) -> str:
    """Text for an attribute value in double quotes."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
