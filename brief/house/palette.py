"""The house's colours and faces as parts that serve Word: its theme and its table of fonts."""

from __future__ import annotations

from brief.house.styles import attribute, families
from brief.house.theme import Face, Theme

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PROLOG = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
THEME_TYPE = "application/vnd.openxmlformats-officedocument.theme+xml"


def theme_xml(theme: Theme) -> str:
    """The house's colours and faces as Word's theme, so that its palette offers them."""
    colours = theme.colours
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
        for name, face in (("majorFont", theme.sans), ("minorFont", theme.text))
    )
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = "".join(
        f'<a:ln w="{width}"><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:ln>'
        for width in (6350, 12700, 19050)
    )
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'{_PROLOG}<a:theme xmlns:a="{_DRAWING}" name="House"><a:themeElements>'
        f'<a:clrScheme name="House">{fills}</a:clrScheme>'
        f'<a:fontScheme name="House">{fonts}</a:fontScheme><a:fmtScheme name="House">'
        f"<a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{line}</a:lnStyleLst>"
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements>"
        "</a:theme>"
    )


def font_table_xml(theme: Theme, embedded: dict[str, str]) -> str:
    """The families in use, with what Word takes where a machine lacks them; `embedded` holds the
    embedded cuts of a family as XML."""
    rows = "".join(
        _font(theme, name, face, embedded.get(name, ""))
        for name, face in sorted(families(theme).items())
    )
    return f'{_PROLOG}<w:fonts xmlns:w="{_W}" xmlns:r="{_R}">{rows}</w:fonts>'


def _font(theme: Theme, name: str, face: Face, embedded: str) -> str:
    roman = face is theme.text and face is not theme.sans
    substitute = face.substitute
    return "".join(
        (
            f'<w:font w:name="{attribute(name)}">',
            f'<w:altName w:val="{attribute(substitute)}"/>' if substitute else "",
            '<w:charset w:val="00"/>',
            f'<w:family w:val="{"roman" if roman else "swiss"}"/>',
            '<w:pitch w:val="variable"/>',
            embedded,
            "</w:font>",
        )
    )
