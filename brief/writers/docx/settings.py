"""Settings: the part that serves Word rather than the text."""

from __future__ import annotations

from brief.writers.docx.state import State, region
from brief.writers.docx.xml import PROLOG, W, attribute

_WORD_URI = "http://schemas.microsoft.com/office/word"


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
