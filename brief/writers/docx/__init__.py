"""The Word writer: native notes, fields, tables and lists, as XML text in a package of its own."""

from __future__ import annotations

from collections.abc import Sequence

from brief.document.tree import Document, Inline
from brief.house.palette import THEME_TYPE, font_table_xml, theme_xml
from brief.house.styles import styles_xml
from brief.house.theme import Theme
from brief.writers import Supplies, Written
from brief.writers.docx.blocks import blocks
from brief.writers.docx.facts import add_facts
from brief.writers.docx.fonts import add_fonts
from brief.writers.docx.lists import numbering_xml
from brief.writers.docx.notes import notes_xml
from brief.writers.docx.package import word_type
from brief.writers.docx.paragraphs import TINY
from brief.writers.docx.properties import add_properties
from brief.writers.docx.running import add_running_heads, footer_parts, section_xml
from brief.writers.docx.settings import settings_xml
from brief.writers.docx.state import State, region
from brief.writers.docx.xml import BODY_NAMESPACES, PROLOG

# The parts beside the body's, in the order of their relationships.
_RELATED = (
    "styles",
    "settings",
    "fontTable",
    "numbering",
    "footnotes",
    "endnotes",
    "comments",
)


def write(document: Document, theme: Theme, supplies: Supplies) -> Written:
    """The document as a Word file.

    The same document, theme and supplies give the same bytes.  What the file cannot hold as it
    stands is a diagnostic (W-...); its words are never dropped.
    """
    state = State(document, theme, supplies)
    add_running_heads(state)
    _set(state)
    return Written(state.package.data(), tuple(state.diagnostics))


def write_copies(
    document: Document, theme: Theme, supplies: Supplies, feet: Sequence[tuple[Inline, ...]]
) -> list[Written]:
    """The document once for each of `feet`, the words in the left of the foot of every page.

    All is set and packed once but the footers.  Embedded fonts hold what any of the copies needs.
    """
    state = State(document, theme, supplies)
    add_running_heads(state)
    changes = [footer_parts(state, foot) for foot in feet]
    state.feet = [text for change in changes for text in change.values()]
    _set(state)
    found = tuple(state.diagnostics)
    return [Written(data, found) for data in state.package.copies(changes)]


def _set(state: State) -> None:
    """All parts of the package but the running heads."""
    body = state.body
    blocks(state, body, state.document.blocks)
    if not body or body[-1] == "</w:tbl>":
        body.append(TINY)  # Word asks for a paragraph at the end of the body
    if state.section_break is not None:
        from brief.writers.docx.contents import break_section

        break_section(state, body)
    _add_parts(state)


def _add_parts(state: State) -> None:
    package, relations = state.package, state.relations
    package.relations().add("officeDocument", "word/document.xml")
    body = (
        f"{PROLOG}<w:document {BODY_NAMESPACES}><w:body>",
        *state.body,
        section_xml(state, first=state.sections == 1),
        "</w:body></w:document>",
    )
    package.print("word/document.xml", body, word_type("document.main"))
    del body
    state.body.clear()  # half of what a large file takes; what follows has its room
    for name in ("footnotes", "endnotes"):
        package.print(f"word/{name}.xml", notes_xml(state, name), word_type(name))
    add_fonts(state)  # for all that is printed by now
    lang = region(state.document.meta.lang)
    parts = {
        "styles": styles_xml(state.theme, lang),
        "settings": settings_xml(state),
        "fontTable": font_table_xml(state.theme, state.embedded),
        "numbering": numbering_xml(state),
    }
    if state.comments:
        from brief.writers.docx.comments import comments_xml

        parts["comments"] = comments_xml(state)
    for name, content in parts.items():
        package.add(f"word/{name}.xml", content, word_type(name))
    for name in _RELATED:
        if name != "comments" or state.comments:
            relations.add(name, f"{name}.xml")
    package.add("word/theme/theme1.xml", theme_xml(state.theme), THEME_TYPE)
    relations.add("theme", "theme/theme1.xml")
    add_properties(state)
    add_facts(state)
