"""Settings, the font table and the colour theme: the parts that serve Word rather than the text."""

from __future__ import annotations

from brief.house.styles import families
from brief.house.theme import Face
from brief.writers.docx.state import State, region
from brief.writers.docx.xml import PROLOG, R, W, attribute

_WORD_URI = "http://schemas.microsoft.com/office/word"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"


def settings_xml(state: State) -> str:
    """In the schema's order (CT_Settings).  Nothing here makes Word ask the reader anything."""
    lang = attribute(region(state.document.meta.lang))
    embed = "<w:embedTrueTypeFonts/><w:saveSubsetFonts/>" if state.theme.embed_fonts else ""
    separators = "".join(
        f'<w:{name}Pr>{position}<w:{name} w:id="-1"/><w:{name} w:id="0"/></w:{name}Pr>'
        for name, position in (
            ("footnote", ""),
            # At the end of the document, unless another section follows theirs.
            ("endnote", '<w:pos w:val="sectEnd"/>' if state.sections > 1 else ""),
        )
    )
    hyphenate = any(style.hyphenate for style in state.theme.paragraphs.values())
    hyphens = "<w:autoHyphenation/>" if hyphenate else ""
    compat = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="{_WORD_URI}" w:val="{value}"/>'
        for name, value in (
            ("compatibilityMode", 15),
            ("overrideTableStyleFontSizeAndJustification", 1),
            ("enableOpenTypeFeatures", 1),
            ("doNotFlipMirrorIndents", 1),
            ("differentiateMultirowTableHeaders", 1),
        )
    )
    decimal, separator = (",", ";") if lang[:2] in {"ru", "kk", "de", "fr"} else (".", ",")
    return (
        f'{PROLOG}<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/>{embed}'
        f'<w:defaultTabStop w:val="709"/>{hyphens}'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        f"{separators}<w:compat>{compat}</w:compat>"
        f'<w:themeFontLang w:val="{lang}"/>'
        '<w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2"'
        ' w:accent1="accent1" w:accent2="accent2" w:accent3="accent3" w:accent4="accent4"'
        ' w:accent5="accent5" w:accent6="accent6" w:hyperlink="hyperlink"'
        ' w:followedHyperlink="followedHyperlink"/>'
        f'<w:decimalSymbol w:val="{decimal}"/><w:listSeparator w:val="{separator}"/>'
        "</w:settings>"
    )


def font_table_xml(state: State) -> str:
    """The families in use, with what Word takes where a machine lacks them."""
    rows = "".join(_font(state, name, face) for name, face in sorted(families(state.theme).items()))
    return f'{PROLOG}<w:fonts xmlns:w="{W}" xmlns:r="{R}">{rows}</w:fonts>'


def _font(state: State, name: str, face: Face) -> str:
    roman = face is state.theme.text and face is not state.theme.sans
    substitute = face.substitute
    return "".join(
        (
            f'<w:font w:name="{attribute(name)}">',
            f'<w:altName w:val="{attribute(substitute)}"/>' if substitute else "",
            '<w:charset w:val="00"/>',
            f'<w:family w:val="{"roman" if roman else "swiss"}"/>',
            '<w:pitch w:val="variable"/>',
            state.embedded.get(name, ""),
            "</w:font>",
        )
    )


def theme_xml(state: State) -> str:
    """The house's colours and faces as Word's theme, so that its palette offers them."""
    colours = state.theme.colours
    ink, accent = colours.get("ink", "000000"), colours.get("accent", "1F497D")
    grey, tint = colours.get("grey", "7F7F7F"), colours.get("tint", "EEECE1")
    hair = colours.get("hair", "BFBFBF")
    scheme = (
        ("dk1", ink),
        ("lt1", "FFFFFF"),
        ("dk2", accent),
        ("lt2", tint),
        ("accent1", accent),
        ("accent2", grey),
        ("accent3", hair),
        ("accent4", "7A5C00"),
        ("accent5", "8A1F1F"),
        ("accent6", "2F6B3A"),
        ("hlink", accent),
        ("folHlink", grey),
    )
    fills = "".join(f'<a:{n}><a:srgbClr val="{c}"/></a:{n}>' for n, c in scheme)
    fonts = "".join(
        f'<a:{name}><a:latin typeface="{attribute(face.family)}"/><a:ea typeface=""/>'
        f'<a:cs typeface=""/></a:{name}>'
        for name, face in (("majorFont", state.theme.sans), ("minorFont", state.theme.text))
    )
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = "".join(
        f'<a:ln w="{width}"><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:ln>'
        for width in (6350, 12700, 19050)
    )
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'{PROLOG}<a:theme xmlns:a="{_DRAWING}" name="House"><a:themeElements>'
        f'<a:clrScheme name="House">{fills}</a:clrScheme>'
        f'<a:fontScheme name="House">{fonts}</a:fontScheme><a:fmtScheme name="House">'
        f"<a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{line}</a:lnStyleLst>"
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements>"
        "</a:theme>"
    )
