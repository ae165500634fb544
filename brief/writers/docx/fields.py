"""Fields and bookmarks: what Word works out for itself, each with its present value filled in.

No field is marked as out of date (`w:dirty`, `updateFields`): Word would ask the reader about it.
"""

from __future__ import annotations

from brief.writers.docx.state import PLAIN, Look, State
from brief.writers.docx.xml import attribute, run_content


def begin_field(run: str, instruction: str) -> str:
    """The part of a field before its value; `run` opens each of its runs."""
    return (
        f'{run}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'{run}<w:instrText xml:space="preserve"> {attribute(instruction)} </w:instrText></w:r>'
        f'{run}<w:fldChar w:fldCharType="separate"/></w:r>'
    )


def end_field(run: str) -> str:
    """The part of a field after its value."""
    return f'{run}<w:fldChar w:fldCharType="end"/></w:r>'


def field(state: State, instruction: str, value: str, look: Look = PLAIN) -> str:
    """A field with a value of one run."""
    run = state.opener(look)
    return (
        f"{begin_field(run, instruction)}{run}{run_content(value, state.diagnostics)}</w:r>"
        f"{end_field(run)}"
    )
