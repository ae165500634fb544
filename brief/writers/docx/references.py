"""What a cross-reference to a block would print in Word: its caption's label, or its heading."""

from __future__ import annotations

from brief.document.tree import Figure, Heading, Inline, Note, Statement, Table, Text, inlines_text
from brief.writers.docx.state import State


def label_length(caption: tuple[Inline, ...]) -> int:
    """How many inlines of a caption make up its label ("Table 2"): all up to its number, or 0."""
    for place, inline in enumerate(caption):
        if isinstance(inline, Text) and inline.origin.kind == "numbering":
            return place + 1
        if not isinstance(inline, (Text, Statement)):
            break
    return 0


def reference_text(state: State, target: str) -> str | None:
    """The words that the bookmark of `target` covers, or None where a field would not do."""
    block = state.ids().get(target)
    if isinstance(block, (Table, Figure)):
        length = label_length(block.caption)
        return inlines_text(block.caption[:length]) if length else None
    if isinstance(block, Heading) and not _has_note(block.children):
        return inlines_text(block.children)
    return None


def reference_mark(state: State, target: str) -> str:
    """The bookmark that a REF field names: a caption's label has one of its own."""
    label = isinstance(state.ids().get(target), (Table, Figure))
    return state.bookmark(f"label {target}" if label else target)


def _has_note(inlines: tuple[Inline, ...]) -> bool:
    return any(
        isinstance(inline, Note) or _has_note(getattr(inline, "children", ())) for inline in inlines
    )
