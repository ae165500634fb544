"""Running heads and the section: what stands at the head and foot of every page, and the paper."""

from __future__ import annotations

from brief.document.tree import Inline, Origin, Text
from brief.house.geometry import (
    MARKED_LINE,
    WORD_TOP,
    footer_distance,
    header_distance,
    logo_rise,
    rule_gap,
    second_line_before,
)
from brief.house.styles import border_xml, millimetres, style_id, twips
from brief.writers.docx.inlines import inlines
from brief.writers.docx.state import State
from brief.writers.docx.xml import BODY_NAMESPACES, PROLOG, run_content

_TAB = "<w:r><w:tab/></w:r>"
_NBSP = "\u00a0"


def add_running_heads(state: State) -> None:
    """Adds the headers and footers to the package, and keeps their relationships."""
    kinds = ("first", "default") if state.theme.page.first_different else ("default",)
    for number, kind in enumerate(kinds, 1):
        for name, write in (("header", _header), ("footer", _footer)):
            part = f"word/{name}{number}.xml"
            relations, state.relations = state.relations, state.package.relations(part)
            state.within = "in a running head"
            out: list[str] = []
            write(state, out, first=kind == "first" or len(kinds) == 1)
            state.within = ""
            state.relations = relations
            state.package.print(
                part,
                (_part_xml("hdr" if name == "header" else "ftr", out),),
                f"application/vnd.openxmlformats-officedocument.wordprocessingml.{name}+xml",
            )
            state.running.append((name, kind, relations.add(name, f"{name}{number}.xml")))


def footer_parts(state: State, foot: tuple[Inline, ...]) -> dict[str, str]:
    """The footers with other words at the left, by the names of their parts."""
    document = state.document
    state.document = document.replace(running=document.running.replace(foot_left=foot))
    state.within = "in a running head"
    parts: dict[str, str] = {}
    for number in range(1, 1 + sum(name == "footer" for name, _, _ in state.running)):
        part = f"word/footer{number}.xml"
        relations, state.relations = state.relations, state.package.relations(part)
        out: list[str] = []
        _footer(state, out, first=number == 1)
        state.relations = relations
        parts[part] = _part_xml("ftr", out)
    state.within, state.document = "", document
    return parts


def _part_xml(tag: str, out: list[str]) -> str:
    return f"{PROLOG}<w:{tag} {BODY_NAMESPACES}>{''.join(out)}</w:{tag}>"


def _paragraph(state: State, role: str, line: float, before: float = 0.0, frame: str = "") -> str:
    style = state.paragraph_style(role)
    state.enter(role)
    rule = "atLeast" if role == "header" and state.theme.logo else "exact"
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style_id(style.word)}"/>{frame}'
        f'<w:spacing w:before="{twips(before)}" w:after="0" w:line="{twips(line)}"'
        f' w:lineRule="{rule}"/></w:pPr>'
    )


def _header(state: State, out: list[str], *, first: bool) -> None:
    """Left the logo and the words, right the draft mark and the marking."""
    running = state.document.running
    logo = state.theme.logo_height if state.theme.logo and not first else 0.0
    rise = logo_rise(logo) if logo else 0.0  # the first page's header begins with the logo
    out.append(_paragraph(state, "header", MARKED_LINE, rise))
    if first and state.theme.logo:
        out.append(_logo(state))
    inlines(state, out, running.head_first if first else running.head_later)
    marked = _marking(state)
    draft = state.document.meta.draft
    if draft or marked:
        out.append(_TAB)
    if draft:
        words = (Text(draft + (_NBSP * 2 if marked else ""), Origin("marking")),)
        accent = state.theme.colours.get("accent", "")
        inlines(state, out, words, ("marking", False, False, "", accent))
    out += (marked, "</w:p>")


def _logo(state: State) -> str:
    from brief.writers.docx.drawings import picture_size, picture_xml

    theme = state.theme
    kind, (wide, high) = picture_size(theme.logo)
    if not kind:
        state.report("W-IMAGE", "the house's logo is neither PNG nor JPEG", error=True)
        return ""
    width = theme.logo_height * wide / high
    size = (width, theme.logo_height)
    picture = picture_xml(state, theme.logo, kind, size, theme.logo_alternative)
    gap = run_content(_NBSP * 2, state.diagnostics)
    return f"<w:r>{picture}</w:r><w:r>{gap}</w:r>"


def _marking(state: State) -> str:
    """The marking as a run on its ground, a no-break space at either end."""
    marking = state.document.meta.marking
    if marking is None:
        return ""
    style = state.character_style("marking")
    properties = (
        (f'<w:rStyle w:val="{style_id(style.word)}"/>' if style else "")
        + f'<w:color w:val="{marking.colour}"/>'
        + f'<w:shd w:val="clear" w:color="auto" w:fill="{marking.ground}"/>'
    )
    words = run_content(f"{_NBSP}{marking.name}{_NBSP}", state.diagnostics)
    return f"<w:r><w:rPr>{properties}</w:rPr>{words}</w:r>"


def _footer(state: State, out: list[str], *, first: bool) -> None:
    """The key under a rule; below it edition, page and marking."""
    running, notes = state.document.running, state.theme.notes
    style = state.paragraph_style("footer")
    gap = rule_gap(style.leading)
    frame = f"<w:pBdr>{border_xml('top', notes.rule, notes.rule_colour, gap)}</w:pBdr>"
    out.append(_paragraph(state, "footer", style.leading, 0.0, frame))
    inlines(state, out, running.foot_key)
    out.append("</w:p>")
    before = second_line_before(style.leading)
    out.append(_paragraph(state, "footer", MARKED_LINE, before))
    inlines(state, out, running.foot_left)
    out.append(_TAB)
    ink = state.theme.colours.get("ink", "")
    inlines(state, out, running.foot_page, ("", True, False, "", ink))
    marked = _marking(state)
    if marked:
        out += (_TAB, marked)
    out.append("</w:p>")


def section_xml(state: State, *, first: bool = True) -> str:
    """The section's properties, in the schema's order (CT_SectPr).

    `w15:footnoteColumns` sets the notes in columns; a reader that does not know it sets one.
    """
    page = state.theme.page
    references = "".join(
        f'<w:{name}Reference w:type="{kind}" r:id="{relation}"/>'
        for name, kind, relation in state.running
    )
    wide, high = millimetres(page.width), millimetres(page.height)
    turned = ' w:orient="landscape"' if wide > high else ""
    columns = state.theme.notes.columns
    return "".join(
        (
            f"<w:sectPr>{references}",
            '<w:footnotePr><w:numFmt w:val="decimal"/></w:footnotePr>',
            '<w:endnotePr><w:numFmt w:val="decimal"/></w:endnotePr>',
            f'<w:pgSz w:w="{wide}" w:h="{high}"{turned}/>',
            f'<w:pgMar w:top="{millimetres(page.top - WORD_TOP)}"',
            f' w:right="{millimetres(page.right)}" w:bottom="{millimetres(page.bottom)}"',
            f' w:left="{millimetres(page.left)}" w:header="{twips(header_distance(state.theme))}"',
            f' w:footer="{twips(footer_distance(state.theme))}" w:gutter="0"/>',
            '<w:cols w:space="720"/>',
            "<w:titlePg/>" if first and page.first_different else "",
            f'<w15:footnoteColumns w:val="{columns}"/>' if columns > 1 else "",
            "</w:sectPr>",
        )
    )
