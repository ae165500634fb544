"""The reviewers' copy: a Word comment on each statement, with its passage and verdict."""

from __future__ import annotations

from brief.writers.docx.state import State
from brief.writers.docx.xml import BODY_NAMESPACES, PROLOG, attribute, run_content

_AUTHOR = "brief"


def open_comment(state: State, out: list[str], statement: str) -> int | None:
    """Begins the range of a statement's comment; None where there is none.

    The comment's mark stands at the head of the paragraph: LibreOffice 7.4 gives notes the text
    of others where a mark follows one in its paragraph.  Word goes by the range.
    """
    number = _number(state, statement)
    if number is not None:
        slot, place = state.comment_slot
        slot[place] += _mark(number)
        out.append(f'<w:commentRangeStart w:id="{number}"/>')
    return number


def row_comment(state: State, statement: str) -> int | None:
    """Begins the range of a row's comment with the next paragraph."""
    number = _number(state, statement)
    if number is not None:
        state.prefix = f'{_mark(number)}<w:commentRangeStart w:id="{number}"/>'
    return number


def _number(state: State, statement: str) -> int | None:
    text = state.supplies.comments.get(statement)
    if text is None or state.within:
        return None
    state.comments.append((len(state.comments), text))
    return len(state.comments) - 1


def _mark(number: int) -> str:
    return (
        '<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr>'
        f'<w:commentReference w:id="{number}"/></w:r>'
    )


def close_comment(out: list[str], number: int | None) -> None:
    """Ends the range of a comment."""
    if number is not None:
        out.append(f'<w:commentRangeEnd w:id="{number}"/>')


def comments_xml(state: State) -> str:
    """The comments part; a line of a comment's text is a paragraph."""
    created = state.document.meta.created
    date = f' w:date="{attribute(created)}"' if created else ""
    rows = "".join(
        f'<w:comment w:id="{number}" w:author="{_AUTHOR}"{date} w:initials="b">'
        f"{_paragraphs(state, text)}</w:comment>"
        for number, text in state.comments
    )
    return f"{PROLOG}<w:comments {BODY_NAMESPACES}>{rows}</w:comments>"


def _paragraphs(state: State, text: str) -> str:
    mark = '<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:annotationRef/></w:r>'
    found = []
    for line in text.split("\n"):
        run = f"<w:r>{run_content(line, state.diagnostics)}</w:r>" if line else ""
        found.append(f'<w:p><w:pPr><w:pStyle w:val="CommentText"/></w:pPr>{mark}{run}</w:p>')
        mark = ""
    return "".join(found)
