"""The statements of a document: what each says, what it rests on, and how it is cited."""

from __future__ import annotations

from brief.document import tree
from brief.document.flow import collapse
from brief.document.tree import Note, Paragraph, Row, Statement, Text
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
            if type(node) is Statement:
                cited: list[str] = []
                quotes: list[str] = []
                said = self.line(node.children, cited, quotes)
                self.add(node.id, said, node.facts, cited, node.author, quotes)
            elif type(node) is Paragraph:
                self.walk(node.children)
            elif type(node) is Row and node.statement:
                self.row(node)
            else:
                for part in _PARTS.get(kind, _CHILDREN):
                    self.walk(getattr(node, part, ()))

    def row(self, row: Row) -> None:
        """A row that is a statement: what its cells say, one after the other."""
        said = ""
        cited: list[str] = []
        quotes: list[str] = []
        for cell in row.cells:
            for block in cell.blocks:
                inlines = block.children if type(block) is Paragraph else _inlines(block)
                only = inlines[0] if len(inlines) == 1 else None
                if type(only) is Text and only.origin.kind != "citation":  # as in most cells
                    said += only.content
                else:
                    said += self.line(inlines, cited, quotes)
                said += " "
        self.add(row.statement, said, row.facts, cited, False, quotes)

    def line(self, inlines: tuple[tree.Inline, ...], cited: list[str], quotes: list[str]) -> str:
        """What inlines print in line; references and quoted words are added to the lists."""
        said = ""
        for inline in inlines:
            if type(inline) is Text:
                said += inline.content
                if inline.origin.kind == "citation":
                    cited.append(collapse(inline.content))
            elif type(inline) is Note:
                if not inline.repeated:
                    text = tree.inlines_text(inline.children)
                    self.notes[inline.id] = " ".join(text.split())
                cited.append(self.notes.get(inline.id, ""))
            elif type(inline) is tree.LineBreak:
                said += "\n"
            else:
                children = getattr(inline, "children", ())
                if type(inline) is tree.Quotation:
                    quotes.append(_bare(children))
                said += self.line(children, cited, quotes)
        return said

    def add(
        self, id: str, said: str, facts: tuple[str, ...], cited: list[str], author: bool,
        quotes: list[str],
    ) -> None:  # fmt: skip
        text = " ".join(said.split())
        self.found.append(Said(id, text, facts, "; ".join(cited), author, tuple(quotes)))


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
    words = [c for c in children if type(c) is not Text or c.origin.kind != "mark"]
    return collapse(tree.inlines_text(tuple(words)))


def _inlines(block: object) -> tuple[tree.Inline, ...]:
    if isinstance(block, (tree.Paragraph, tree.Heading)):
        return block.children
    found: tuple[tree.Inline, ...] = ()
    for inner in getattr(block, "blocks", ()):
        found += _inlines(inner)
    return found
