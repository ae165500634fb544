"""Inlines as runs: text, its looks, links, marks and fields."""

from __future__ import annotations

from collections.abc import Callable

from brief import TYPE_CHECKING
from brief.document.tree import (
    Citation,
    CrossReference,
    Emphasis,
    Inline,
    LineBreak,
    Link,
    Note,
    PageCount,
    PageNumber,
    Quotation,
    RemarkMark,
    Statement,
    Strong,
    Styled,
    Text,
    inlines_text,
)
from brief.writers.docx.facts import control, controlled
from brief.writers.docx.fields import begin_field, end_field, field
from brief.writers.docx.notes import note_mark
from brief.writers.docx.state import PLAIN, Look, State
from brief.writers.docx.xml import CLOSE_RUN, PLAIN_RUN, run_content

if TYPE_CHECKING:
    from typing import Any

_SCHEMES = ("http://", "https://", "mailto:")

# Roles of runs that are no style but a property.
_RAISED = "superscript"


def inlines(state: State, out: list[str], nodes: tuple[Inline, ...], look: Look = PLAIN) -> None:
    """Writes `nodes` as runs; texts that touch are one run, as if typed at once."""
    # A control that is filled anew loses its run's look (LibreOffice), so only plain runs have one.
    if look is PLAIN:
        opener, bound = PLAIN_RUN, state.bound
    else:
        opener = state.openers.get(look) or state.opener(look)
        bound = state.bound and look[:3] == PLAIN[:3] and not look[4]
    words = ""
    for node in nodes:
        if type(node) is Text:
            content = node.content
            if not (bound and node.origin.kind == "fact" and content and controlled(content)):
                words += content
                continue
        if words:
            out += (opener, run_content(words, state.diagnostics), CLOSE_RUN)
            words = ""
        if type(node) is Text:
            control(state, out, opener, node)
        elif type(node) is Note:
            note_mark(state, out, node, inlines)
        elif (render := _RENDERERS.get(type(node))) is not None:
            render(state, out, node, look)
        else:
            _unknown(state, out, node, look)
    if words:
        out += (opener, run_content(words, state.diagnostics), CLOSE_RUN)


def _unknown(state: State, out: list[str], node: Inline, look: Look) -> None:
    """A node of a kind that Word has nothing for: its words print plainly, and it is reported."""
    name = type(node).__name__
    state.report("W-NODE", f"the Word writer cannot render an inline of kind {name}", error=True)
    inlines(state, out, getattr(node, "children", ()), look)


def _citation(state: State, out: list[str], node: Citation, look: Look) -> None:
    state.report(
        "W-NODE",
        f"a citation of {', '.join(node.facts)} reached the Word writer without a form",
        error=True,
    )


def _strong(state: State, out: list[str], node: Strong, look: Look) -> None:
    inlines(state, out, node.children, (look[0], True, *look[2:]))


def _emphasis(state: State, out: list[str], node: Emphasis, look: Look) -> None:
    inlines(state, out, node.children, (look[0], look[1], True, look[3], look[4]))


def _styled(state: State, out: list[str], node: Styled, look: Look) -> None:
    role, bold, italic, lang, colour = look
    if node.role and (node.role in state.theme.characters or node.role not in _WITHOUT_STYLE):
        role = node.role
    inlines(state, out, node.children, (role, bold, italic, node.lang or lang, colour))


# Roles that mark what a run is without a look of their own, unless the house gives them one.
_WITHOUT_STYLE = frozenset({"number", "reference", _RAISED})


def _quotation(state: State, out: list[str], node: Quotation, look: Look) -> None:
    if node.lang:
        look = (*look[:3], node.lang, look[4])
    inlines(state, out, node.children, look)


def _statement(state: State, out: list[str], node: Statement, look: Look) -> None:
    if not state.supplies.comments:
        inlines(state, out, node.children, look)
        return
    from brief.writers.docx.comments import close_comment, open_comment

    comment = open_comment(state, out, node.id)
    inlines(state, out, node.children, look)
    close_comment(out, comment)


def _link(state: State, out: list[str], node: Link, look: Look) -> None:
    target = node.target
    if target.startswith("#"):
        if not state.target(target[1:]):
            words = inlines_text(node.children)
            state.report("W-LINK", f"the link “{words}” points to nothing here: {target}")
            inlines(state, out, node.children, look)
            return
        opening = f'<w:hyperlink w:anchor="{state.bookmark(target[1:])}" w:history="1">'
    elif target.lower().startswith(_SCHEMES):
        found = state.relations.add("hyperlink", target, external=True)
        opening = f'<w:hyperlink r:id="{found}" w:history="1">'
        look = ("link", *look[1:])
    else:
        state.report("W-LINK", f"only http, https and mailto addresses become links: {target}")
        inlines(state, out, node.children, look)
        return
    out.append(opening)
    inlines(state, out, node.children, look)
    out.append("</w:hyperlink>")


def _remark_mark(state: State, out: list[str], node: RemarkMark, look: Look) -> None:
    run = state.opener(("remark-mark", *look[1:]))
    mark = f"{run}{run_content(node.letter or '*', state.diagnostics)}</w:r>"
    if state.target(node.target):
        anchor = state.bookmark(node.target)
        mark = f'<w:hyperlink w:anchor="{anchor}" w:history="1">{mark}</w:hyperlink>'
    else:
        state.report("W-LINK", f"the remark “{node.target}” is below no table")
    out.append(mark)


def _cross_reference(state: State, out: list[str], node: CrossReference, look: Look) -> None:
    """A REF field where Word would put the same words there, else a link: updating the field must
    not change what was checked."""
    from brief.writers.docx.references import reference_mark, reference_text

    if not state.target(node.target):
        words = inlines_text(node.children)
        state.report("W-LINK", f"the cross-reference “{words}” points to nothing: #{node.target}")
        inlines(state, out, node.children, look)
        return
    if reference_text(state, node.target) != inlines_text(node.children):
        out.append(f'<w:hyperlink w:anchor="{state.bookmark(node.target)}" w:history="1">')
        inlines(state, out, node.children, look)
        out.append("</w:hyperlink>")
        return
    run = state.opener(look)
    mark = reference_mark(state, node.target)
    out.append(begin_field(run, f"REF {mark} \\h"))
    inlines(state, out, node.children, look)
    out.append(end_field(run))


def _line_break(state: State, out: list[str], node: LineBreak, look: Look) -> None:
    out.append("<w:r><w:br/></w:r>")


def _page_number(state: State, out: list[str], node: PageNumber, look: Look) -> None:
    out.append(field(state, "PAGE", "1", look))


def _page_count(state: State, out: list[str], node: PageCount, look: Look) -> None:
    out.append(field(state, "NUMPAGES", str(state.page_estimate()), look))


_RENDERERS: dict[type[Inline], Callable[[State, list[str], Any, Look], None]] = {
    Citation: _citation,
    CrossReference: _cross_reference,
    Emphasis: _emphasis,
    LineBreak: _line_break,
    Link: _link,
    PageCount: _page_count,
    PageNumber: _page_number,
    Quotation: _quotation,
    RemarkMark: _remark_mark,
    Statement: _statement,
    Strong: _strong,
    Styled: _styled,
}
