"""Which style of the house a node of the tree takes: one table for all writers."""

from __future__ import annotations

HEADINGS = {1: "title", 2: "section", 3: "subsection", 4: "subsection"}

# A list's role -> the style of its items' first paragraph and of their labels.
LISTS = {
    "": ("point", "label"),
    "point": ("point", "label"),
    "quote": ("quote", "label"),
    "own": ("own", "label"),
    "annex-point": ("annex-point", "annex-label"),
    "annex-quote": ("annex-quote", "annex-label"),
}

# A box's role -> the styles of its heading and its paragraphs.
BOXES = {
    "bottom-line": ("box-head", "box"),
    "assessment": ("box-head", "own"),
}

PLAIN_LISTS = {"bullet": "list", "number": "list-number"}


def heading(level: int, role: str) -> str:
    """The style of a heading: its own role where it has one, else that of its level."""
    return role or HEADINGS[level]
