"""The document tree: all that a brief can hold, as blocks and inlines.

Templates are parsed into it, transforms map it to itself, checks read it, writers see nothing else
but it and a theme.  A `Document` holds `Block`s; blocks hold blocks or inlines.  Every `Text` knows
who issued it (`Origin`), so that a word in a finished file can be traced to a fact, a label or the
author.  Nodes are values: make new ones, never change them.

Lengths are in millimetres, languages are BCP 47 tags, an empty `lang` inherits, an empty `role`
means the node's plain look.  `role` names a style of the house (`brief.house.theme`).
"""

from __future__ import annotations

from brief import TYPE_CHECKING
from brief.record import Record

if TYPE_CHECKING:
    from typing import Literal

    OriginKind = Literal[
        "fact",  # a field of a fact, or a passage of a snapshot, as it stands
        "label",  # a fixed word of the template's catalogue: headings, column heads, "not stated"
        "template",  # a literal in a template file
        "author",  # the author's own words: titles, assessments, connecting prose
        "citation",  # references to sources, made by the citation style
        "numbering",  # note numbers, letters of remarks, page numbers
        "marking",  # the handling marking and the draft mark
        "mark",  # punctuation set by the typography, such as quotation marks around a quote
        "source",  # what is known of a source: its outlet, title, descriptor
        "name",  # a registered name or house spelling
        "setting",  # to, from, edition: from the dossier's head or the workspace's settings
    ]
else:
    OriginKind = str

# ---------------------------------------------------------------- who issued a text


class Origin(Record):
    """Who issued a text: `fact` and `field` where it is a fact's, `place` as file:line otherwise.

    For kind "source" `fact` is the source's id, for "name" the name's id, for "author" the place
    in the outline.
    """

    kind: OriginKind
    fact: str = ""
    field: str = ""
    place: str = ""


# ---------------------------------------------------------------- inlines


class Inline(Record):
    """A piece of a line."""


class Text(Inline):
    """Characters as they print.  Never markup."""

    content: str
    origin: Origin


class Strong(Inline):
    """Strong importance (bold)."""

    children: tuple[Inline, ...]


class Emphasis(Inline):
    """Stress (italic)."""

    children: tuple[Inline, ...]


class Styled(Inline):
    """A run with a role of the house's character styles, a language of its own, or both.

    Roles in use: label, muted, sign, code, number, reference, superscript.
    """

    children: tuple[Inline, ...]
    role: str = ""
    lang: str = ""


class Quotation(Inline):
    """Exact words of a held text; after the typography transform its first and last child are
    the quotation marks (origin "mark")."""

    children: tuple[Inline, ...]
    lang: str = ""


class Statement(Inline):
    """The citable unit: an assertion that rests on `facts`, its citation last.

    `id` is unique in the document (s1, s2, ...) and is the key in the edition's manifest.  `author`
    marks the author's own statement, which rests on no source.
    """

    children: tuple[Inline, ...]
    id: str
    facts: tuple[str, ...] = ()
    author: bool = False


class Link(Inline):
    """A live link: `target` is an http, https or mailto address, or "#id" within the document."""

    children: tuple[Inline, ...]
    target: str


class Note(Inline):
    """A note's mark where it stands, holding the note's text.

    `number` is what prints.  The second time the same note is cited in a part of the document
    `repeated` is true: the mark prints and links to the note that has `id`, no second note is set.
    """

    id: str
    children: tuple[Inline, ...]
    number: int = 0
    repeated: bool = False


class Citation(Inline):
    """References to what the facts rest on, not yet rendered; the citation transform replaces it
    by a `Note`, or by words in the line, as the template's citation mode and `form` ask.

    `form`: "note" (the template's mode), "cell" (short form in a table's Source cell), "place"
    (the paragraph alone, in a column that names the source), "inline"
    (short form in the running text), "none" (checked, not printed: titles).  `remark` is a short
    remark for the note.
    """

    facts: tuple[str, ...]
    form: Literal["note", "cell", "place", "inline", "none"] = "note"
    remark: tuple[Inline, ...] = ()
    place: str = ""


class RemarkMark(Inline):
    """The raised letter that points to a table's remark `target`; `letter` is what prints."""

    target: str
    letter: str = ""


class CrossReference(Inline):
    """A reference to the block with id `target`; `children` hold the words that print."""

    target: str
    children: tuple[Inline, ...]


class LineBreak(Inline):
    """A forced new line within a paragraph."""


class PageNumber(Inline):
    """The number of the page it stands on (running heads only)."""


class PageCount(Inline):
    """The number of pages (running heads only)."""


# ---------------------------------------------------------------- blocks


class Block(Record):
    """A piece of the page, below the one before it."""


class Heading(Block):
    """A heading of level 1 to 4.  Level 1 is the document's title or the annex's."""

    level: int
    children: tuple[Inline, ...]
    role: str = ""
    id: str = ""


class Paragraph(Block):
    """Running text.  Roles: "" (body), cell, cell-head, quote-source, note, remark, small."""

    children: tuple[Inline, ...]
    role: str = ""
    lang: str = ""
    id: str = ""


class Section(Block):
    """A heading with what belongs to it.  `new_page` starts it on a new page: such sections bound
    the parts within which a repeated note keeps its number."""

    blocks: tuple[Block, ...]
    role: str = ""
    id: str = ""
    new_page: bool = False


class Fields(Block):
    """Names and their values, as at the head of a memo, in the order in which they are read.

    Where the house sets them in two columns, the first and second share a line, and so on.
    """

    rows: tuple[Field, ...]
    role: str = "meta"


class Field(Record):
    name: tuple[Inline, ...]
    value: tuple[Inline, ...]


class List(Block):
    """A list: bullets, numbers, or each item behind a label of its own."""

    items: tuple[Item, ...]
    kind: Literal["bullet", "number", "label"] = "bullet"
    role: str = ""
    start: int = 1
    id: str = ""


class Item(Record):
    """An item of a list; `label` only in lists of kind "label"."""

    blocks: tuple[Block, ...]
    label: tuple[Inline, ...] = ()
    id: str = ""


class BlockQuote(Block):
    """Words of somebody else set apart, with the line below that says whose and where read."""

    blocks: tuple[Block, ...]
    source: tuple[Inline, ...] = ()
    role: str = "quote"
    lang: str = ""


class Box(Block):
    """Blocks within a frame, kept on one page.  Roles: bottom-line, assessment."""

    blocks: tuple[Block, ...]
    role: str


class Column(Record):
    """A column: width in mm; `decimal` is the distance in mm of the decimal point from the
    column's left edge where `align` is "decimal"."""

    width: float
    align: Literal["left", "right", "center", "decimal"] = "left"
    decimal: float = 0.0


class Cell(Record):
    """A cell.  `scope` makes it a header: "column", "row", or "" for data."""

    blocks: tuple[Block, ...]
    scope: Literal["", "column", "row"] = ""


class Row(Record):
    """A row; where it is one statement, `statement` is its id and `facts` what it rests on."""

    cells: tuple[Cell, ...]
    statement: str = ""
    facts: tuple[str, ...] = ()


class Remark(Record):
    """A note below a table; `letter` is empty where it belongs to the whole table."""

    children: tuple[Inline, ...]
    id: str = ""
    letter: str = ""


class Table(Block):
    """A table without merged or empty cells; `head` rows repeat on each page.

    `description` is the text alternative; `caption` prints above (may be empty).
    """

    columns: tuple[Column, ...]
    head: tuple[Row, ...]
    rows: tuple[Row, ...]
    caption: tuple[Inline, ...] = ()
    remarks: tuple[Remark, ...] = ()
    description: str = ""
    role: str = ""
    id: str = ""


class Figure(Block):
    """A picture (`image`: path of a declared file) or a chart (`chart`), with its alternative."""

    alternative: str
    caption: tuple[Inline, ...] = ()
    image: str = ""
    chart: Chart | None = None
    width: float = 0.0
    height: float = 0.0
    id: str = ""


class Chart(Record):
    """Bars of comparable values: categories along one axis, one or more named series.

    Values are decimal numerals as text ("17.2"), so that nothing is rounded.
    """

    categories: tuple[str, ...]
    series: tuple[Series, ...]
    kind: Literal["bar", "column"] = "bar"
    stacked: bool = False
    unit: str = ""


class Series(Record):
    name: str
    values: tuple[str, ...]


class Contents(Block):
    """A table of contents of headings up to `depth`, filled by a transform with links."""

    depth: int = 2
    entries: tuple[ContentsEntry, ...] = ()
    title: tuple[Inline, ...] = ()


class ContentsEntry(Record):
    level: int
    target: str
    children: tuple[Inline, ...]


class EndNotes(Block):
    """Where endnotes are set (citation mode "endnote")."""

    title: tuple[Inline, ...] = ()


# ---------------------------------------------------------------- the document


class Marking(Record):
    """A handling marking, in header and footer of every page (TLP 2.0, or a house's own)."""

    name: str
    colour: str = "FFFFFF"
    ground: str = "000000"


class Running(Record):
    """What stands at the head and foot of pages; the marking is set by the writers."""

    head_first: tuple[Inline, ...] = ()
    head_later: tuple[Inline, ...] = ()
    foot_key: tuple[Inline, ...] = ()
    foot_left: tuple[Inline, ...] = ()
    foot_page: tuple[Inline, ...] = ()


class Meta(Record):
    """Properties of the document: for the files' own metadata, not printed by writers.

    `as_of` is an ISO date; `created` an ISO date-time in UTC, from the dossier, never the clock.
    """

    title: str
    lang: str = "en-GB"
    author: str = ""
    subject: str = ""
    keywords: tuple[str, ...] = ()
    as_of: str = ""
    created: str = ""
    edition: str = ""
    marking: Marking | None = None
    draft: str = ""  # the draft mark as it prints; empty when final
    citations: Literal["footnote", "endnote", "in-text", "none"] = "footnote"


class Document(Record):
    """A whole document."""

    meta: Meta
    blocks: tuple[Block, ...]
    running: Running = Running()


# ---------------------------------------------------------------- walking


def inlines_text(inlines: tuple[Inline, ...]) -> str:
    """The characters that print in line; a note contributes nothing, a line break a newline."""
    if len(inlines) == 1 and type(inlines[0]) is Text:
        return inlines[0].content
    pieces: list[str] = []
    _gather(inlines, pieces)
    return "".join(pieces)


_SILENT = frozenset((Note, Citation, RemarkMark, PageNumber, PageCount))


def _gather(inlines: tuple[Inline, ...], pieces: list[str]) -> None:
    for inline in inlines:
        kind = type(inline)
        if kind is Text:
            pieces.append(inline.content)  # type: ignore[attr-defined]  # the class is compared
        elif kind is LineBreak:
            pieces.append("\n")
        elif kind not in _SILENT:
            _gather(inline.children, pieces)  # type: ignore[attr-defined]  # all others have
