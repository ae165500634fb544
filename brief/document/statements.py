"""The statements of a document: what each says, what it rests on, and how it is cited."""

from __future__ import annotations

from collections.abc import Iterable

from brief.document import tree
from brief.document.flow import collapse
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
            if kind is tree.Text:
                continue
            if isinstance(node, tree.Statement):
                self.add(node.id, (node.children,), node.facts, node.author)
            elif isinstance(node, tree.Paragraph):
                self.walk(node.children)
            elif isinstance(node, tree.Row) and node.statement:
                lines = [_inlines(block) for cell in node.cells for block in cell.blocks]
                self.add(node.statement, lines, node.facts, False)
            else:
                for part in _PARTS.get(kind, _CHILDREN):
                    self.walk(getattr(node, part, ()))

    def add(
        self,
        id: str,
        lines: Iterable[tuple[tree.Inline, ...]],
        facts: tuple[str, ...],
        author: bool,
    ) -> None:
        pieces: list[str] = []
        cited: list[str] = []
        quotes: list[str] = []
        for line in lines:
            self.collect(line, pieces, cited, quotes)
            pieces.append(" ")  # between the cells of a row
        text = collapse("".join(pieces))
        self.found.append(Said(id, text, facts, "; ".join(cited), author, tuple(quotes)))

    def collect(
        self,
        inlines: tuple[tree.Inline, ...],
        pieces: list[str],
        cited: list[str],
        quotes: list[str],
    ) -> None:
        """What prints in line, which references it holds, and which words are quoted."""
        for inline in inlines:
            if type(inline) is tree.Text:
                pieces.append(inline.content)
                if inline.origin.kind == "citation":
                    cited.append(collapse(inline.content))
            elif type(inline) is tree.Note:
                if not inline.repeated:
                    self.notes[inline.id] = collapse(tree.inlines_text(inline.children))
                cited.append(self.notes.get(inline.id, ""))
            elif type(inline) is tree.LineBreak:
                pieces.append("\n")
            else:
                children = getattr(inline, "children", ())
                if type(inline) is tree.Quotation:
                    quotes.append(_bare(children))
                self.collect(children, pieces, cited, quotes)


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
