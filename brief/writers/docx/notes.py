"""Footnotes and endnotes: native, numbered by Word, their marks live."""

from __future__ import annotations

from collections.abc import Callable

from brief.document.tree import Inline, Note, Text
from brief.house.styles import (
    ENDNOTE_MARK,
    ENDNOTE_TEXT,
    NOTE_NUMBER,
    border_xml,
    spacing_xml,
    style_id,
)
from brief.writers.docx.facts import plain_run
from brief.writers.docx.fields import begin_field, end_field
from brief.writers.docx.state import PLAIN, Look, NoteMark, NoteMarkup, State
from brief.writers.docx.xml import BODY_NAMESPACES, PROLOG, run_content

Render = Callable[[State, list[str], tuple[Inline, ...], Look], None]

# Space between the rule above the notes and the first of them, and above the rule.
_BELOW_RULE = 3.0
_ABOVE_RULE = 7.0


def kind(state: State) -> str:
    """What the document's notes are: the stem of their elements' names."""
    return "endnote" if state.endnotes else "footnote"


def note_mark(state: State, out: list[str], note: Note, render: Render) -> None:
    """The mark of a note where it stands; the first one also sets the note.

    Word counts the notes itself.  Where the tree's number is another, the mark is given as text
    and not counted, so that what prints is what was checked.
    """
    if state.within:
        state.report(
            "W-NODE", f"Word sets no note {state.within}: its words stand in line", error=True
        )
        render(state, out, note.children, PLAIN)
        return
    markup = state.note_markup or _markup(state)
    first = state.note_marks.get(note.id)
    if first is not None:
        out.append(_repeated(state, first, markup.run))
        return
    if note.repeated:
        state.report("W-NOTE", f"the repeated note {note.number} was not set before")
    identifier = len(state.note_marks) + 1
    if note.number in (0, state.note_count + 1):
        number = state.note_count = state.note_count + 1
        shown = markup.counted
        out.append(f'{markup.mark}w:id="{identifier}"/></w:r>')
    else:
        number = note.number
        shown = run_content(str(number), state.diagnostics)
        out.append(f'{markup.mark}w:customMarkFollows="1" w:id="{identifier}"/>{shown}</w:r>')
    state.note_marks[note.id] = NoteMark(out, len(out) - 1, number)
    notes, children = state.notes, note.children
    notes.append(f"{markup.opening}{identifier}{markup.begin}{shown}</w:r><w:r><w:tab/></w:r>")
    if len(children) == 1 and type(children[0]) is Text:  # as of most
        plain_run(state, notes, children[0])
    else:
        _words(state, children, render)
    notes.append(markup.end)


def _repeated(state: State, first: NoteMark, run: str) -> str:
    """A field that prints the number of the first mark and leads to it."""
    number = str(first.number)
    if not first.bookmark:
        first.bookmark = state.bookmark(f"note {number}")
        start, end = state.mark(first.bookmark)
        first.out[first.index] = f"{start}{first.out[first.index]}{end}"
    value = run_content(number, state.diagnostics)
    opening = begin_field(run, f"NOTEREF {first.bookmark} \\f \\h")
    return f"{opening}{run}{value}</w:r>{end_field(run)}"


def _words(state: State, children: tuple[Inline, ...], render: Render) -> None:
    """The words of a note that are more than one text."""
    relations, state.relations = state.relations, state.note_relations
    face, bold, openers = state.face, state.bold, state.openers
    state.enter("note")
    state.within = "within a note"
    render(state, state.notes, children, PLAIN)
    state.within = ""
    state.relations = relations
    state.face, state.bold, state.openers = face, bold, openers


def _markup(state: State) -> NoteMarkup:
    """What all notes have the same.

    The number comes first in a note, in a narrow column: LibreOffice sets it there whatever stands
    before it.
    """
    name = kind(state)
    state.paragraph_style("note")  # tells where the house has none
    run = f'<w:r><w:rPr><w:rStyle w:val="{mark_style(state)}"/></w:rPr>'
    found = state.note_markup = NoteMarkup(
        run=run,
        mark=f"{run}<w:{name}Reference ",
        opening=f'<w:{name} w:id="',
        begin=f'"><w:p><w:pPr><w:pStyle w:val="{text_style(state)}"/></w:pPr>'
        f'<w:r><w:rPr><w:rStyle w:val="{NOTE_NUMBER}"/></w:rPr>',
        counted=f"<w:{name}Ref/>",
        end=f"</w:p></w:{name}>",
    )
    return found


def mark_style(state: State) -> str:
    """The id of the style of marks."""
    if state.endnotes:
        return ENDNOTE_MARK
    return style_id(state.theme.characters["note-mark"].word)


def text_style(state: State) -> str:
    """The id of the style of notes."""
    return ENDNOTE_TEXT if state.endnotes else style_id(state.paragraph_style("note").word)


def notes_xml(state: State, name: str) -> tuple[str, ...]:
    """The part of the footnotes or the endnotes in pieces, with the rule that stands above them."""
    one = name[:-1]
    rule = state.theme.notes
    line = (
        "<w:pPr><w:keepNext/><w:pBdr>"
        f"{border_xml('bottom', rule.rule, rule.rule_colour)}</w:pBdr>"
        f"{spacing_xml(0, _BELOW_RULE, _ABOVE_RULE)}</w:pPr>"
    )
    return (
        f"{PROLOG}<w:{name} {BODY_NAMESPACES}>"
        f'<w:{one} w:type="separator" w:id="-1"><w:p>{line}</w:p></w:{one}>'
        f'<w:{one} w:type="continuationSeparator" w:id="0"><w:p>{line}</w:p></w:{one}>',
        *(state.notes if one == kind(state) else ()),
        f"</w:{name}>",
    )
