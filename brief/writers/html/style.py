"""The page's style sheet, made from the theme: the same sizes, colours and rules as in print."""

from __future__ import annotations

from brief.house.theme import CharacterStyle, ParagraphStyle, Theme

# What the theme does not say: the layout of a page on a screen and on paper.
_LAYOUT = """
*{box-sizing:border-box}
html{background:#fff;-webkit-text-size-adjust:100%%}
body{margin:0 auto;padding:%(top)smm 6mm 14mm;max-width:calc(%(measure)smm + 12mm);color:#%(ink)s;
font-family:%(text)s;font-size:10pt;line-height:1.35;overflow-wrap:break-word}
h1,h2,h3,h4,p,dl,dd,dt,ul,ol,figure,blockquote{margin:0;padding:0;font-weight:inherit}
main>section,main>h1{margin-top:0}
.head,.foot{display:flex;gap:6mm;justify-content:space-between;align-items:baseline;flex-wrap:wrap}
.head{margin-bottom:5mm}
.foot{margin-top:10mm;border-top:.5pt solid #%(hair)s;padding-top:2mm}
.foot p:first-child{flex-basis:100%%}
.marking{margin-left:auto}
.marking strong{display:inline-block;padding:1.35mm 2mm;font:600 12pt/1 %(sans)s}
.draft{position:sticky;top:0;text-align:center;background:#%(accent)s;color:#fff;
font:600 12pt/1.8 %(sans)s}
.fields{display:grid;grid-template-columns:1fr 1fr;column-gap:6mm}
.fields div{display:grid;grid-template-columns:20mm 1fr}
.box{break-inside:avoid}
.box.bottom-line{background:#%(tint)s;border-left:2.25pt solid #%(accent)s;padding:4pt 4mm 7pt;
margin-top:9pt}
.box.assessment{border:.5pt solid #%(accent)s;padding:2pt 5pt 4pt;margin-top:9pt}
.labels{display:grid;grid-template-columns:%(label)smm 1fr;align-items:baseline}
.labels dt,.labels dd{break-inside:avoid}
q.words{quotes:none}
q.words::before,q.words::after{content:none}
.table{overflow-x:auto;margin-top:5pt}
table{border-collapse:collapse;width:100%%;font-family:%(sans)s}
th,td{text-align:left;font-weight:inherit;vertical-align:top;
padding:%(pad_top)spt %(pad_right)smm %(pad_bottom)spt %(pad_left)smm}
thead th{vertical-align:bottom;border-bottom:%(strong)spt solid #%(strong_colour)s}
tbody tr{border-bottom:%(thin)spt solid #%(thin_colour)s}
tbody tr:last-child{border-bottom:%(strong)spt solid #%(strong_colour)s}
tr>:first-child{padding-left:0}
tr>:last-child{padding-right:0}
.right,.right p{text-align:right}
.center,.center p{text-align:center}
td,th,.c-amount{font-variant-numeric:tabular-nums lining-nums}
.p-remark.plain{padding-left:0;text-indent:0}
sup{line-height:0}
sup a,.back{text-decoration:none}
a{color:#%(accent)s}
a:focus-visible{outline:2pt solid #%(accent)s;outline-offset:1pt}
:target{background:#fff3c4}
.notes{margin-top:8mm}
.notes ol{list-style:none;columns:3 46mm;column-gap:4mm;padding-top:2mm;
font:%(note_size)spt/%(note_leading)spt %(sans)s}
.notes li{display:list-item;list-style:decimal inside;break-inside:avoid}
.notes li::marker{color:#%(accent)s}
.new-page{margin-top:12mm}
img{max-width:100%%;height:auto}
ul,ol{padding-left:5mm}
@media(max-width:150mm){.labels,.fields,.fields div{grid-template-columns:1fr}
.labels dt{margin-top:4pt}table{min-width:140mm}}
@media print{@page{size:%(width)smm %(height)smm;
margin:%(top)smm %(right)smm %(bottom)smm %(left)smm}
body{padding:0;max-width:none}.new-page{break-before:page;margin-top:0}
h1,h2,h3{break-after:avoid}tr,blockquote{break-inside:avoid}thead{display:table-header-group}
.table{overflow:visible}.back{display:none}:target{background:none}}
"""


def sheet(theme: Theme) -> str:
    """The style sheet of a theme."""
    rules = [_LAYOUT.strip() % _values(theme)]
    for role, paragraph in theme.paragraphs.items():
        if role:
            rules.append(f".p-{role}{{{_paragraph(paragraph, theme)}}}")
    for role, character in theme.characters.items():
        rules.append(f".c-{role}{{{_character(character, theme)}}}")
    rules += [
        f".l-{role}{{margin-top:{_before(theme, role)}}}" for role in theme.paragraphs if role
    ]
    return "\n".join(rules) + "\n"


def _values(theme: Theme) -> dict[str, object]:
    page, table = theme.page, theme.table
    note = theme.paragraphs.get("note", ParagraphStyle("note"))
    point = theme.paragraphs.get("point", ParagraphStyle("point", left=30))
    return {
        "ink": theme.colours.get("ink", "1B1B1B"),
        "accent": theme.colours.get("accent", "0B4A63"),
        "tint": theme.colours.get("tint", "EBF2F5"),
        "hair": theme.colours.get("hair", "B5BFC4"),
        "text": _family(theme.text.family, "Georgia, 'Times New Roman', serif"),
        "sans": _family(theme.sans.family, "'Segoe UI', Arial, sans-serif"),
        "measure": f"{page.width - page.left - page.right:g}",
        "width": f"{page.width:g}",
        "height": f"{page.height:g}",
        "top": f"{page.top:g}",
        "right": f"{page.right:g}",
        "bottom": f"{page.bottom:g}",
        "left": f"{page.left:g}",
        "label": f"{point.left:g}",
        "pad_top": f"{table.pad_top:g}",
        "pad_right": f"{table.pad_right:g}",
        "pad_bottom": f"{table.pad_bottom:g}",
        "pad_left": f"{table.pad_left:g}",
        "strong": f"{table.strong_rule:g}",
        "strong_colour": table.strong_colour,
        "thin": f"{table.thin_rule:g}",
        "thin_colour": table.thin_colour,
        "note_size": f"{note.size:g}",
        "note_leading": f"{note.leading:g}",
    }


def _family(name: str, fallback: str) -> str:
    safe = "".join(char for char in name if char.isalnum() or char in " -")
    return f"'{safe}', {fallback}"


def _before(theme: Theme, role: str) -> str:
    return f"{theme.paragraphs[role].before:g}pt"


def _paragraph(style: ParagraphStyle, theme: Theme) -> str:
    values = _values(theme)
    rules = [
        f"font:{'italic ' if style.italic else ''}{style.weight} {style.size:g}pt/"
        f"{style.leading:g}pt {values['text' if style.face == 'text' else 'sans']}",
        f"color:#{style.colour}",
    ]
    if style.before:
        rules.append(f"margin-top:{style.before:g}pt")
    if style.after:
        rules.append(f"margin-bottom:{style.after:g}pt")
    if style.align != "left":
        rules.append(f"text-align:{style.align}")
    if not style.ground and len(style.borders) < 3:  # boxes have their frame from the layout
        for border in style.borders:
            rules.append(f"border-{border.side}:{border.width:g}pt solid #{border.colour}")
            rules.append(f"padding-{border.side}:{border.space:g}pt")
    if style.first and not style.tabs and style.left:
        rules += [f"padding-left:{style.left:g}mm", f"text-indent:{style.first:g}mm"]
    return ";".join(rules)


def _character(style: CharacterStyle, theme: Theme) -> str:
    values = _values(theme)
    rules = []
    if style.face:
        rules.append(f"font-family:{values['text' if style.face == 'text' else 'sans']}")
    if style.size:
        rules.append(f"font-size:{style.size:g}pt")
    if style.weight:
        rules.append(f"font-weight:{style.weight}")
    if style.italic:
        rules.append("font-style:italic")
    if style.colour:
        rules.append(f"color:#{style.colour}")
    if style.raised:
        rules.append("vertical-align:super;font-size:.72em")
    return ";".join(rules)
