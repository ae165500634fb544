"""Lines of inlines as HTML, and the notes met on the way."""

from __future__ import annotations

from brief.document import tree
from brief.document.tree import Inline, Note
from brief.writers.html.escape import attribute, text


class Notes:
    """The notes in order, and the ids of the marks of each."""

    def __init__(self) -> None:
        self.order: list[Note] = []
        self.marks: dict[str, list[str]] = {}

    def mark(self, note: Note) -> str:
        """The id of a new mark of that note."""
        if note.id not in self.marks:
            self.marks[note.id] = []
            self.order.append(note)
        marks = self.marks[note.id]
        marks.append(f"mark-{note.id}" + (f"-{len(marks) + 1}" if marks else ""))
        return marks[-1]


class Inlines:
    """Turns inlines into HTML; each kind of node has a line in `inline`."""

    def __init__(self, notes: Notes) -> None:
        self.notes = notes

    def line(self, inlines: tuple[Inline, ...]) -> str:
        """The HTML of a line."""
        return "".join(map(self.inline, inlines))

    def inline(self, node: Inline) -> str:
        """The HTML of one inline."""
        if isinstance(node, tree.Text):
            return text(node.content)
        if isinstance(node, tree.Note):
            return self.note(node)
        if isinstance(node, tree.RemarkMark):
            target = attribute(node.target)
            return f'<sup class="c-remark-mark"><a href="#{target}">{text(node.letter)}</a></sup>'
        if isinstance(node, tree.LineBreak):
            return "<br>"
        if isinstance(node, tree.PageNumber | tree.PageCount | tree.Citation):
            return ""  # a page on a screen has no number; citations are gone after transforms
        inside = self.line(node.children)  # type: ignore[attr-defined]  # all others have them
        return self.wrapped(node, inside)

    def wrapped(self, node: Inline, inside: str) -> str:
        """An inline that holds others."""
        if isinstance(node, tree.Statement):
            return f'<span id="{attribute(node.id)}">{inside}</span>'
        if isinstance(node, tree.Strong):
            return f"<strong>{inside}</strong>"
        if isinstance(node, tree.Emphasis):
            return f"<em>{inside}</em>"
        if isinstance(node, tree.Quotation):
            return f'<q class="words"{_lang(node.lang)}>{inside}</q>'
        if isinstance(node, tree.Styled):
            look = f' class="c-{attribute(node.role)}"' if node.role else ""
            return f"<span{look}{_lang(node.lang)}>{inside}</span>"
        if isinstance(node, tree.Link):
            return f'<a href="{attribute(node.target)}">{inside}</a>'
        if isinstance(node, tree.CrossReference):
            return f'<a href="#{attribute(node.target)}">{inside}</a>'
        return inside

    def note(self, note: Note) -> str:
        """A note's mark, linked to the note."""
        mark = self.notes.mark(note)
        return (
            f'<sup class="c-note-mark"><a id="{attribute(mark)}" href="#{attribute(note.id)}"'
            f' role="doc-noteref">{note.number}</a></sup>'
        )


def _lang(lang: str) -> str:
    return f' lang="{attribute(lang)}"' if lang else ""
