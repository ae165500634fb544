"""The words of the message that carries a brief, from a document tree: subject, text and HTML.

Both bodies come from one tree, so they say the same.  A paragraph that is a slot alone, such as
`{salutation}` typed in the template, is filled for each recipient; all else is fixed here, so that
what was approved is what is sent.  References of notes stand in brackets behind their paragraph.
"""

from __future__ import annotations

import json

from brief import TYPE_CHECKING
from brief.diagnostics import ERROR, Diagnostic
from brief.document import tree
from brief.document.tree import Document, Inline, inlines_text

if TYPE_CHECKING:
    from typing import Any

FORMAT = 1
SLOTS = ("salutation", "files", "sender")

_SERIF = "font-family:Georgia,'Times New Roman',serif"
_SANS = "font-family:Helvetica,Arial,sans-serif"
_HEADINGS = {
    1: "margin:0 0 4px;font-size:22px;line-height:1.25",
    2: "margin:16px 0 6px;font-size:17px",
}

Piece = str | dict[str, str]


def write(document: Document) -> tuple[bytes, list[Diagnostic]]:
    """The message as JSON bytes, and a diagnostic (W-NODE) for each block that mail cannot hold."""
    meta = document.meta
    maker = _Maker()
    maker.blocks(document.blocks)
    marking = meta.marking
    name = marking.name if marking else ""
    head = [
        "<!DOCTYPE html>\n"
        f'<html lang="{escape(meta.lang)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{escape(meta.title)}</title></head>\n"
        '<body style="margin:0;padding:0;background:#ffffff;color:#1a1a1a">\n'
        '<div style="max-width:640px;margin:0 auto;padding:16px;font-size:16px;line-height:1.45;'
        f'{_SERIF}">\n{_marking(marking)}'
    ]
    value: dict[str, Any] = {
        "format": FORMAT,
        "subject": f"[{name}] {meta.title}" if name else meta.title,
        "text": _joined([f"{name}\n\n" if name else "", *maker.text, name]),
        "html": _joined([*head, *maker.html, f"{_marking(marking)}</div></body></html>\n"]),
    }
    return json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n", maker.found


def escape(text: str, quote: bool = True) -> str:
    """Text as markup, as the standard library's `html.escape` writes it, whose import costs more
    than all messages of a day."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;").replace("'", "&#x27;") if quote else text


def _joined(pieces: list[Piece]) -> list[Piece]:
    """Neighbouring texts as one piece, empty ones left out."""
    found: list[Piece] = []
    texts: list[str] = []
    for piece in (*pieces, {}):
        if isinstance(piece, str):
            texts.append(piece)
        else:
            found += [one for one in ("".join(texts), piece) if one]
            texts.clear()
    return found


def _marking(marking: tree.Marking | None) -> str:
    """The marking in its colours, as on the pages, at the right."""
    if marking is None:
        return ""
    style = f"background:#{marking.ground};color:#{marking.colour};font-size:16px;font-weight:bold"
    return (
        f'<p style="margin:0 0 16px;text-align:right;{_SANS}">'
        f'<span style="{style};padding:2px 8px">{escape(marking.name)}</span></p>\n'
    )


class _Maker:
    """Walks the blocks once, for both bodies."""

    def __init__(self) -> None:
        self.text: list[Piece] = []
        self.html: list[Piece] = []
        self.found: list[Diagnostic] = []

    def blocks(self, blocks: tuple[tree.Block, ...]) -> None:
        for block in blocks:
            self._block(block)

    def _block(self, block: tree.Block) -> None:
        if type(block) is tree.Paragraph:
            self._paragraph(block)
        elif isinstance(block, tree.Heading):
            level = min(block.level, 2)
            words = inlines_text(block.children)
            self._both(
                words if level == 1 else words.upper(),
                f'<h{level} style="{_HEADINGS[level]}">{_markup(block.children)}</h{level}>',
            )
        elif isinstance(block, (tree.Section, tree.Box)):
            self.blocks(block.blocks)
        elif isinstance(block, tree.List):
            self._list(block)
        elif isinstance(block, tree.Fields):
            rows = [(_plain(row.name), _plain(row.value)) for row in block.rows]
            self._both(
                "\n".join(f"{name}: {value}" for name, value in rows),
                "<br>\n".join(f"{escape(name)}: {escape(value)}" for name, value in rows),
                "p",
            )
        elif isinstance(block, tree.BlockQuote):
            self.blocks(block.blocks)
            if block.source:
                self._both(*_bodies(block.source), "p")
        elif isinstance(block, tree.Table):
            for row in block.rows:
                cells = [_plain(b.children) for c in row.cells for b in c.blocks
                         if isinstance(b, tree.Paragraph)]  # fmt: skip
                words = " · ".join(filter(None, cells))
                self._both(words, escape(words), "p")
        elif not isinstance(block, tree.EndNotes):  # their words stand in brackets
            kind = type(block).__name__.lower()
            message = f"a message cannot hold a {kind}; take it out of message.html.j2"
            self.found.append(Diagnostic("W-NODE", ERROR, message))

    def _paragraph(self, block: tree.Paragraph) -> None:
        slot = _slot(block)
        if slot:
            self.text.append({"slot": slot})
            self.html.append({"slot": slot})
        else:
            self._both(*_bodies(block.children), "p")

    def _list(self, block: tree.List) -> None:
        lines, items = [], []
        for item in block.items:
            label = inlines_text(item.label).strip()
            texts = [b for b in item.blocks if isinstance(b, tree.Paragraph)]
            if len(texts) != len(item.blocks):
                message = "a message cannot hold more than paragraphs in a list"
                self.found.append(Diagnostic("W-NODE", ERROR, message))
            front = f"{label}: " if label else ""
            bodies = [_bodies(b.children) for b in texts]
            lines.append("- " + front + " ".join([plain for plain, _ in bodies]))
            strong = f"<b>{escape(label)}:</b> " if label else ""
            inside = "<br>".join([markup for _, markup in bodies])
            items.append(f'<li style="margin:0 0 8px">{strong}{inside}</li>')
        listed = "\n".join(items)
        self._both(
            "\n".join(lines),
            f'<ul style="margin:0 0 16px;padding-left:20px">\n{listed}\n</ul>',
        )

    def _both(self, text: str, html: str, tag: str = "") -> None:
        if text.strip():
            self.text.append(f"{text}\n\n")
            self.html.append(f'<p style="margin:0 0 12px">{html}</p>\n' if tag else f"{html}\n")


def _slot(block: tree.Paragraph) -> str:
    """The slot that a paragraph is, where the template typed it; no datum can."""
    if len(block.children) != 1 or not isinstance(block.children[0], tree.Text):
        return ""
    text = block.children[0]
    name = text.content.strip()
    known = name[1:-1] in SLOTS and name == "{" + name[1:-1] + "}"
    return name[1:-1] if known and text.origin.kind == "template" else ""


def _plain(inlines: tuple[Inline, ...]) -> str:
    """The words of a paragraph and its references in brackets, on one line."""
    return _bodies(inlines)[0]


def _bodies(inlines: tuple[Inline, ...]) -> tuple[str, str]:
    """The words of a paragraph with its references in brackets, for both bodies."""
    pieces: list[str] = []
    notes: list[str] = []
    _gather(inlines, pieces, notes)
    text, markup = " ".join(inlines_text(inlines).split()), "".join(pieces)
    if not notes:
        return text, markup
    cited = notes[0] if len(notes) == 1 else "; ".join(dict.fromkeys(notes))
    small = f' <span style="color:#555555;font-size:14px">[{escape(cited)}]</span>'
    return f"{text} [{cited}]", markup + small


def _markup(inlines: tuple[Inline, ...]) -> str:
    pieces: list[str] = []
    _gather(inlines, pieces, [])
    return "".join(pieces)


def _gather(inlines: tuple[Inline, ...], pieces: list[str], notes: list[str]) -> None:
    """Adds the markup of inlines, and the words of their notes, which follow the paragraph; a
    remark's letter points to nothing."""
    for inline in inlines:
        if type(inline) is tree.Text:
            pieces.append(escape(inline.content, quote=False))
        elif type(inline) is tree.Note:
            if words := " ".join(inlines_text(inline.children).split()):
                notes.append(words)
        elif isinstance(inline, tree.LineBreak):
            pieces.append("<br>")
        else:
            bold = isinstance(inline, tree.Strong) or (
                isinstance(inline, tree.Styled) and inline.role in ("lead", "code")
            )
            tag = "b" if bold else "i" if isinstance(inline, tree.Emphasis) else ""
            if tag:
                pieces.append(f"<{tag}>")
            _gather(getattr(inline, "children", ()), pieces, notes)
            if tag:
                pieces.append(f"</{tag}>")
