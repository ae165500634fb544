"""The statements of a document: what each says, what it rests on, and how it is cited."""

from __future__ import annotations

from brief.document import tree
from brief.document.flow import collapse
from brief.record import Record

_SPACE = tree.Text(" ", tree.Origin("mark"))  # between the cells of a row


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
    found: list[Said] = []
    _walk(document.blocks, {}, found)
    return tuple(found)


def _walk(nodes: tuple[object, ...], notes: dict[str, str], found: list[Said]) -> None:
    for node in nodes:
        if isinstance(node, tree.Text | str):
            continue
        if isinstance(node, tree.Statement):
            found.append(_said(node.id, node.children, node.facts, node.author, notes))
        elif isinstance(node, tree.Row) and node.statement:
            inlines: list[tree.Inline] = []
            for cell in node.cells:
                for block in cell.blocks:
                    inlines += (*_inlines(block), _SPACE)
            found.append(_said(node.statement, tuple(inlines), node.facts, False, notes))
        else:
            for field in getattr(node, "_fields", ()):
                value = getattr(node, field)
                if isinstance(value, tuple):
                    _walk(value, notes, found)


def _said(
    id: str,
    inlines: tuple[tree.Inline, ...],
    facts: tuple[str, ...],
    author: bool,
    notes: dict[str, str],
) -> Said:
    cited: list[str] = []
    quotes: list[str] = []
    _collect(inlines, cited, quotes, notes)
    text = collapse(tree.inlines_text(inlines))
    return Said(id, text, facts, "; ".join(cited), author, tuple(quotes))


def _collect(
    inlines: tuple[tree.Inline, ...], cited: list[str], quotes: list[str], notes: dict[str, str]
) -> None:
    for inline in inlines:
        if isinstance(inline, tree.Note):
            if not inline.repeated:
                notes[inline.id] = collapse(tree.inlines_text(inline.children))
            cited.append(notes.get(inline.id, ""))
        elif isinstance(inline, tree.Text):
            if inline.origin.kind == "citation":
                cited.append(collapse(inline.content))
        else:
            children = getattr(inline, "children", ())
            if isinstance(inline, tree.Quotation):
                quotes.append(_bare(children))
            _collect(children, cited, quotes, notes)


def _bare(children: tuple[tree.Inline, ...]) -> str:
    words = tuple(c for c in children if not (isinstance(c, tree.Text) and c.origin.kind == "mark"))
    return collapse(tree.inlines_text(words))


def _inlines(block: object) -> tuple[tree.Inline, ...]:
    if isinstance(block, tree.Paragraph | tree.Heading):
        return block.children
    found: tuple[tree.Inline, ...] = ()
    for inner in getattr(block, "blocks", ()):
        found += _inlines(inner)
    return found
