"""The table of contents, filled, and the place of endnotes."""

from __future__ import annotations

from brief.document.tree import Contents, EndNotes, inlines_text
from brief.house.styles import indent_xml
from brief.writers.docx.fields import begin_field, end_field
from brief.writers.docx.inlines import inlines
from brief.writers.docx.paragraphs import begin, end, paragraph
from brief.writers.docx.running import section_xml
from brief.writers.docx.state import PLAIN, State

_STEP = 5.0  # mm of indent a level


def contents(state: State, out: list[str], node: Contents) -> None:
    """Entries as links within a TOC field.

    Only Word knows the pages, and a wrong number is worse than none: the field says so too (\\n),
    and the entries are links (\\h).  It takes the built-in heading styles (\\o).
    """
    if node.title:
        paragraph(state, out, "section", node.title)
    run = state.opener(PLAIN)
    style = state.paragraph_style("contents")
    opening = begin_field(run, f'TOC \\o "1-{max(node.depth, 1)}" \\n \\h \\z')
    last = len(node.entries) - 1
    for place, entry in enumerate(node.entries):
        step = _STEP * max(entry.level - 1, 0)
        indent = (style.left + step, style.right, style.first) if step else None
        ends = begin(state, out, "contents", indent=indent)
        if place == 0:
            out.append(opening)
        if state.target(entry.target):
            anchor = state.bookmark(entry.target)
            out.append(f'<w:hyperlink w:anchor="{anchor}" w:history="1">')
            inlines(state, out, entry.children)
            out.append("</w:hyperlink>")
        else:
            words = inlines_text(entry.children)
            state.report("W-LINK", f"the entry of the contents “{words}” leads nowhere")
            inlines(state, out, entry.children)
        if place == last:
            out.append(end_field(run))
        end(out, ends)
    if not node.entries:
        state.report("W-NODE", "the table of contents has no entries")


def end_notes(state: State, out: list[str], node: EndNotes) -> None:
    """The title above the endnotes, which Word sets at the end of their section; so where more
    follows, the section ends here."""
    if not state.endnotes:
        state.report("W-NODE", "a place for endnotes in a document without endnotes")
    if node.title:
        paragraph(state, out, "section", node.title)
    state.section_break = len(out)


def break_section(state: State, out: list[str]) -> None:
    """Ends the section of the endnotes' place, when something was set after it."""
    place = state.section_break
    if place is None or place == len(out) or not state.endnotes:
        return
    closing = (
        f'<w:p><w:pPr><w:spacing w:before="0" w:line="20" w:lineRule="exact"/>'
        f"{indent_xml(0, 0, 0)}{section_xml(state)}</w:pPr></w:p>"
    )
    out.insert(place, closing)
    state.sections += 1
