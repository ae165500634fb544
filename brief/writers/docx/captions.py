"""Captions: their number a SEQ field, so that one added in Word is counted on."""

from __future__ import annotations

from brief.document.tree import Inline, inlines_text
from brief.writers.docx.fields import field
from brief.writers.docx.inlines import inlines
from brief.writers.docx.paragraphs import begin, end
from brief.writers.docx.references import label_length
from brief.writers.docx.state import PLAIN, State
from brief.writers.docx.xml import run_content


def caption(
    state: State,
    out: list[str],
    children: tuple[Inline, ...],
    identifier: str,
    sequence: str,
    *,
    loose: bool = False,
) -> None:
    """A caption whose label ("Table 2"), if it has one, bears a bookmark for cross-references."""
    ends = begin(state, out, "caption", loose=loose)
    length = label_length(children)
    if not length:
        inlines(state, out, children)
        end(out, ends)
        return
    start, close = state.mark(state.bookmark(f"label {identifier}")) if identifier else ("", "")
    out.append(start)
    inlines(state, out, children[: length - 1])
    out.append(_number(state, inlines_text(children[length - 1 : length]), sequence))
    out.append(close)
    inlines(state, out, children[length:])
    end(out, ends)


def _number(state: State, shown: str, sequence: str) -> str:
    """The number as a field where Word's count can be made to agree with it."""
    words = shown.strip()
    if not (words.isascii() and words.isdigit()):
        return f"{state.opener(PLAIN)}{run_content(shown, state.diagnostics)}</w:r>"
    count = state.sequences.get(sequence, 0) + 1
    reset = "" if int(words) == count else f" \\r {words}"
    state.sequences[sequence] = int(words)
    return field(state, f"SEQ {sequence} \\* ARABIC{reset}", shown, PLAIN)
