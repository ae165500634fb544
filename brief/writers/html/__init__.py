"""The HTML writer: one accessible, self-contained page, for preview and for mail.

No script, nothing loaded from elsewhere: the style is made from the theme and stands in the head.
Notes stand at the end, with links both ways.
"""

from __future__ import annotations

from brief.diagnostics import Diagnostic
from brief.document import tree
from brief.document.tree import Document, Inline
from brief.house.theme import Theme
from brief.locale.languages import language
from brief.writers import Supplies, Written
from brief.writers.html.blocks import Blocks
from brief.writers.html.escape import attribute, text
from brief.writers.html.inlines import Inlines, Notes
from brief.writers.html.style import sheet


def write(document: Document, theme: Theme, supplies: Supplies) -> Written:
    """The document as one HTML page (UTF-8); a picture that was not supplied is a diagnostic."""
    found: list[Diagnostic] = []
    notes = Notes()
    inlines = Inlines(notes)
    body = Blocks(inlines, supplies.images, found)
    main = "\n".join(body.blocks(document.blocks))
    endnotes = _endnotes(document, notes, inlines)
    if body.end_notes:
        main = main.replace(body.end_notes, endnotes)
        endnotes = ""
    running = document.running
    page = f"""<!DOCTYPE html>
<html lang="{attribute(document.meta.lang)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{text(document.meta.title)}</title>
{_meta(document, supplies)}<style>
{sheet(theme)}</style>
</head>
<body>
{_draft(document)}<header class="head">
<p class="p-header">{inlines.line(running.head_first)}</p>
{_marking(document)}</header>
<main>
{main}
{endnotes}</main>
<footer class="foot">
<p class="p-footer">{inlines.line(running.foot_key)}</p>
<p class="p-footer">{inlines.line(running.foot_left)}</p>
{_marking(document)}</footer>
</body>
</html>
"""
    return Written(page.encode("utf-8"), tuple(found))


def _meta(document: Document, supplies: Supplies) -> str:
    meta = document.meta
    rows = (
        ("author", meta.author),
        ("description", meta.subject),
        ("keywords", ", ".join(meta.keywords)),
        ("date", meta.as_of),
        ("generator", supplies.product),
    )
    return "".join(
        f'<meta name="{name}" content="{attribute(value)}">\n' for name, value in rows if value
    )


def _draft(document: Document) -> str:
    draft = document.meta.draft
    return f'<p class="draft" role="note">{text(draft)}</p>\n' if draft else ""


def _marking(document: Document) -> str:
    marking = document.meta.marking
    if marking is None:
        return ""
    look = f"color:#{attribute(marking.colour)};background:#{attribute(marking.ground)}"
    return f'<p class="marking"><strong style="{look}">{text(marking.name)}</strong></p>\n'


def _endnotes(document: Document, notes: Notes, inlines: Inlines) -> str:
    """The notes in order, each with links back to where it is marked."""
    if not notes.order:
        return ""
    spoken = language(document.meta.lang)
    title: tuple[Inline, ...] = _end_title(document.blocks)
    heading = inlines.line(title) if title else text(spoken.notes)
    rows = []
    position = 0
    while position < len(notes.order):  # a note's own words may mark no further notes, but hold
        note = notes.order[position]
        position += 1
        words = inlines.line(note.children)
        backs = " ".join(
            f'<a class="back" href="#{mark}" role="doc-backlink"'
            f' aria-label="{attribute(spoken.back)} {note.number}">↩</a>'
            for mark in notes.marks[note.id]
        )
        rows.append(f'<li id="{attribute(note.id)}" value="{note.number}">{words} {backs}</li>')
    listed = "\n".join(rows)
    return (
        '<section class="notes" role="doc-endnotes" aria-labelledby="notes-title">\n'
        f'<h2 class="p-section" id="notes-title"{"" if title else " data-own"}>{heading}</h2>\n'
        f"<ol>\n{listed}\n</ol>\n</section>\n"
    )


def _end_title(blocks: tuple[tree.Block, ...]) -> tuple[Inline, ...]:
    for block in blocks:
        if isinstance(block, tree.EndNotes):
            return block.title
        if isinstance(block, tree.Section) and (title := _end_title(block.blocks)):
            return title
    return ()
