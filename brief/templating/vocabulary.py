"""The markup that templates render to: each element, what it may hold, and its attributes.

The one table behind the parser, its messages and the reference (`docs/reference/templates.md`).
"""

from __future__ import annotations

from functools import cache

from brief.record import Record


class Tag(Record):
    """An element: what it is for, what it may stand in ("block", "inline", or named parents),
    what it holds ("blocks", "inlines", "both", "nothing", or named children)."""

    name: str
    doc: str
    within: tuple[str, ...]
    holds: tuple[str, ...]
    attributes: tuple[str, ...] = ()


BLOCKS = ("article", "section", "aside", "blockquote", "li", "dd", "td", "th")
LINES = ("p", "h1", "h2", "h3", "h4", "dt", "caption", "header", "footer", "figcaption", "a",
         "strong", "em", "span", "q", "time")  # fmt: skip
# These hold either blocks or one line of inlines, which then is a paragraph.
EITHER = ("li", "dd", "td", "th", "blockquote", "aside")

_EVERY = ("id", "lang", "data-role", "data-cite")

TABLE: tuple[Tag, ...] = (
    Tag("article", "The whole document.", (), ("blocks",), ("data-created",)),
    Tag(
        "header",
        "A running head: `first` on the first page, `later` on the others.",
        ("article",),
        ("inlines",),
        ("data-place",),
    ),
    Tag(
        "footer",
        "A running foot: `key`, `left` or `page`.",
        ("article",),
        ("inlines",),
        ("data-place",),
    ),
    Tag("h1", "The title, and the annex's.", BLOCKS, ("inlines",)),
    Tag("h2", "A heading of the second level.", BLOCKS, ("inlines",)),
    Tag("h3", "A heading of the third level.", BLOCKS, ("inlines",)),
    Tag("h4", "A heading of the fourth level.", BLOCKS, ("inlines",)),
    Tag(
        "section",
        'A heading with what belongs to it; `data-page="new"` begins a page.',
        BLOCKS,
        ("blocks",),
        ("data-page",),
    ),
    Tag("p", "A paragraph.", (*BLOCKS, "tfoot"), ("inlines",), ("data-author",)),
    Tag("ul", "A list with bullets.", BLOCKS, ("li",)),
    Tag("ol", "A numbered list.", BLOCKS, ("li",), ("start",)),
    Tag("li", "An item of a list.", ("ul", "ol"), ("both",), ("data-author",)),
    Tag(
        "dl",
        "Items behind labels; with the role `meta` the names and values of a memo's head.",
        BLOCKS,
        ("dt", "dd"),
    ),
    Tag("dt", "A label.", ("dl",), ("inlines",)),
    Tag("dd", "What stands behind the label before it.", ("dl",), ("both",), ("data-author",)),
    Tag(
        "aside",
        "A box, by its role: bottom-line, assessment.",
        BLOCKS,
        ("both",),
    ),
    Tag("blockquote", "Words of somebody else, set apart.", BLOCKS, ("both",)),
    Tag(
        "figcaption",
        "Below the words of a `blockquote`, whose they are; a figure's caption.",
        ("blockquote", "figure"),
        ("inlines",),
    ),
    Tag("figure", "A declared picture with its caption.", BLOCKS, ("img", "figcaption")),
    Tag("img", "A declared picture.", ("figure",), ("nothing",), ("src", "alt", "width", "height")),
    Tag(
        "table",
        "A table without merged or empty cells.",
        BLOCKS,
        ("caption", "colgroup", "thead", "tbody", "tfoot"),
        ("aria-label",),
    ),
    Tag("caption", "What stands above a table.", ("table",), ("inlines",)),
    Tag("colgroup", "The columns of a table.", ("table",), ("col",)),
    Tag(
        "col",
        "A column: width in mm, alignment, distance in mm of its decimal point.",
        ("colgroup",),
        ("nothing",),
        ("data-width", "data-align", "data-decimal"),
    ),
    Tag("thead", "The rows that repeat on each page.", ("table",), ("tr",)),
    Tag("tbody", "The rows.", ("table",), ("tr",)),
    Tag("tfoot", "The remarks below a table, each a `p` with an id.", ("table",), ("p",)),
    Tag(
        "tr",
        "A row; with `data-facts` it is one statement.",
        ("thead", "tbody"),
        ("th", "td"),
        ("data-facts",),
    ),
    Tag("th", "A header cell.", ("tr",), ("both",), ("scope",)),
    Tag("td", "A cell.", ("tr",), ("both",)),
    Tag(
        "nav",
        "A table of contents, to the depth given; with the role `endnotes` where the notes stand,"
        " below the title it holds.",
        BLOCKS,
        ("inlines",),
        ("data-depth",),
    ),
    Tag("data", "Words and who issued them; written by values alone.", ("inline",), ("inlines",)),
    Tag("q", "Exact words of a held text; written by values alone.", ("inline",), ("inlines",)),
    Tag("time", "A date.", ("inline",), ("inlines",), ("datetime",)),
    Tag(
        "cite",
        "Ends a statement and cites facts; forms: note, cell, place, inline, none.",
        ("inline",),
        ("inlines",),
        ("data-facts", "data-form"),
    ),
    Tag(
        "a",
        "A link, within the document (`#id`) or out of it.",
        ("inline",),
        ("inlines",),
        ("href",),
    ),
    Tag("strong", "Of strong importance.", ("inline",), ("inlines",)),
    Tag("em", "Stressed.", ("inline",), ("inlines",)),
    Tag(
        "span",
        "A run with a role or a language; `data-remark` points to a remark below the table,"
        " `data-page` prints the page's number or the count of pages.",
        ("inline",),
        ("inlines",),
        ("data-remark", "data-page", "data-author"),
    ),
    Tag("br", "A new line within a paragraph.", ("inline",), ("nothing",)),
)

TAGS: dict[str, Tag] = {tag.name: tag for tag in TABLE}
INLINE = frozenset(tag.name for tag in TABLE if tag.within == ("inline",))
# Elements and attributes that only values write.
ISSUED_TAGS = ("data", "q")
ISSUER = ("data-kind", "data-fact", "data-field", "data-author", "data-setting", "data-source",
          "data-name", "data-label", "data-citation", "data-mark")  # fmt: skip


# What roles an element may have: styles of paragraphs, of runs, of lists, of boxes.
_HEADS = frozenset(("title", "title-long", "section", "subsection", "box-head", "annex-title"))


@cache
def roles(tag: str) -> frozenset[str]:
    """The values of `data-role` that mean something on an element."""
    from brief.document.roles import BOXES, LISTS
    from brief.house.default import CHARACTERS, PARAGRAPHS

    if tag in ("span", "strong", "em"):
        return frozenset(CHARACTERS)
    if tag == "p":
        return frozenset(filter(None, PARAGRAPHS)) - _HEADS
    if tag in ("h1", "h2", "h3", "h4"):
        return _HEADS
    if tag in ("dl", "ul", "ol"):
        return frozenset((*filter(None, LISTS), "meta"))
    return {
        "aside": frozenset(BOXES),
        "section": frozenset(("annex",)),
        "blockquote": frozenset(("quote", "annex-quote")),
        "nav": frozenset(("endnotes",)),
    }.get(tag, frozenset())


@cache
def attributes(tag: str) -> tuple[str, ...]:
    """The attributes an element may have."""
    issued = ISSUER if tag in ISSUED_TAGS else ()
    return (*_EVERY, *TAGS[tag].attributes, *issued)


# These may hold inlines.
HOLDS_INLINES = frozenset(tag.name for tag in TABLE if tag.holds[0] in ("inlines", "both"))
# These hold named elements alone; loose words in them do not print.
FRAMES = frozenset(
    tag.name for tag in TABLE if tag.holds[0] not in ("blocks", "inlines", "both", "nothing")
)
