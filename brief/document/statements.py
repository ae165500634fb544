"""The statements of a document: what each says, what it rests on, and how it is cited."""

from __future__ import annotations

from brief.document import tree
from brief.document.flow import collapse
from brief.document.tree import Note, Paragraph, Text
from brief.record import Record


class Said(Record):
    """A statement as it prints: `citation` is its reference's text ("S3 ¶2.1"), empty where the
    statement is the author's own; `quotes` are the exact words it prints in quotation marks."""

    id: str
    text: str
    facts: tuple[str, ...]
    citation: str
    author: bool
    quotes: tuple[str, ...]


def statements(document: tree.Document) -> tuple[Said, ...]:
    """All statements in reading order; a table row that is one comes as one."""
    reader = _Reader()
    reader.walk(document.blocks)
    return tuple(reader.found)


class _Reader:
    def __init__(self) -> None:
        self.found: list[Said] = []
        self.notes: dict[str, str] = {}  # the texts of notes by their ids

    def walk(self, nodes: tuple[object, ...]) -> None:
        for node in nodes:
            kind = type(node)
            if kind is Text:
                continue
            if isinstance(node, tree.Statement):
                words = _Words(self.notes)
                words.add(node.children)
                self.found.append(words.said(node.id, node.facts, node.author))
            elif isinstance(node, Paragraph):
                self.walk(node.children)
            elif isinstance(node, tree.Row) and node.statement:
                words = _Words(self.notes)
                for cell in node.cells:
                    for block in cell.blocks:
                        words.add(block.children if type(block) is Paragraph else _inlines(block))
                        words.pieces.append(" ")
                self.found.append(words.said(node.statement, node.facts, False))
            else:
                for part in _PARTS.get(kind, _CHILDREN):
                    self.walk(getattr(node, part, ()))


class _Words:
    """What a statement prints in line, which references it holds, and which words are quoted;
    `notes` are the texts of those set so far."""

    __slots__ = ("cited", "notes", "pieces", "quotes")

    def __init__(self, notes: dict[str, str]) -> None:
        self.notes = notes
        self.pieces: list[str] = []
        self.cited: list[str] = []
        self.quotes: list[str] = []

    def add(self, inlines: tuple[tree.Inline, ...]) -> None:
        for inline in inlines:
            if type(inline) is Text:
                self.pieces.append(inline.content)
                if inline.origin.kind == "citation":
                    self.cited.append(collapse(inline.content))
            elif type(inline) is Note:
                text = self.notes.get(inline.id, "")
                if not inline.repeated:
                    text = " ".join(tree.inlines_text(inline.children).split())
                    self.notes[inline.id] = text
                self.cited.append(text)
            elif type(inline) is tree.LineBreak:
                self.pieces.append("\n")
            else:
                children = getattr(inline, "children", ())
                if type(inline) is tree.Quotation:
                    self.quotes.append(_bare(children))
                self.add(children)

    def said(self, id: str, facts: tuple[str, ...], author: bool) -> Said:
        text = " ".join("".join(self.pieces).split())
        return Said(id, text, facts, "; ".join(self.cited), author, tuple(self.quotes))


# What may hold statements in nodes that have more than children, in the order of the fields.
_CHILDREN = ("children",)
_PARTS: dict[type, tuple[str, ...]] = {
    tree.Section: ("blocks",),
    tree.Box: ("blocks",),
    tree.Cell: ("blocks",),
    tree.Row: ("cells",),
    tree.Table: ("head", "rows", "caption", "remarks"),
    tree.List: ("items",),
    tree.Item: ("blocks", "label"),
    tree.BlockQuote: ("blocks", "source"),
    tree.Fields: ("rows",),
    tree.Field: ("name", "value"),
    tree.Figure: ("caption",),
    tree.Contents: ("entries", "title"),
    tree.EndNotes: ("title",),
    tree.Citation: ("remark",),
}


def _bare(children: tuple[tree.Inline, ...]) -> str:
    words = tuple(c for c in children if not (isinstance(c, tree.Text) and c.origin.kind == "mark"))
    return collapse(tree.inlines_text(words))


def _inlines(block: object) -> tuple[tree.Inline, ...]:
    if isinstance(block, (tree.Paragraph, tree.Heading)):
        return block.children
    found: tuple[tree.Inline, ...] = ()
    for inner in getattr(block, "blocks", ()):
        found += _inlines(inner)
    return found
