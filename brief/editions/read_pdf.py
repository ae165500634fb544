"""Reads a finished tagged PDF back as text, in the order of its structure tree.

It shares nothing with the writer.  A reader of our own takes the file apart (`pdf_file`,
`pdf_content`, `pdf_structure`); PDFium, which is nobody's of us, says what each page prints, and
must say the same characters in the same order.  What our reader does not understand, or PDFium
reads differently, is read by PDFium alone (`read_tagged`), and told as a doubt.

What is not in the tree (running heads, rules) is an artifact and is returned apart; text in the
tree is returned as a reader of the file gets it.
"""

from __future__ import annotations

from brief.editions import pdfium
from brief.editions.pdf_content import Pages
from brief.editions.pdf_file import File, NotUnderstood
from brief.editions.pdf_structure import Walk
from brief.record import Record


class ReadPdf(Record):
    """A PDF read back: text of the body without white space, where its blocks begin, notes.

    White space is left out because a PDF has none: it is a reader's guess from distances.

    `starts` are offsets in `body` at which a block-level element begins; `cites` are the numbers of
    note marks in the body in order; `contents` are entries of contents with the page they name;
    `artifacts` holds each page's text outside the tree; `page_starts` are offsets in `body` at
    which the text of each page begins (after the row, where a row goes on there).
    """

    pages: int
    body: str
    starts: frozenset[int]
    cites: tuple[int, ...]
    notes: tuple[tuple[int, str], ...]
    artifacts: tuple[str, ...]
    page_starts: tuple[int, ...] = ()
    contents: tuple[tuple[str, int], ...] = ()
    doubts: tuple[str, ...] = ()


def read(data: bytes, name: str = "the file", only: int | None = None) -> ReadPdf:
    """The text of a tagged PDF; `BriefError` where it is none, or is damaged.

    `only` reads a single page, counted from 0, by PDFium alone; a note that goes on there then
    counts as body.
    """
    if only is not None:
        return _by_pdfium(data, name, only)
    try:
        pages, found = _our_own(data)
    except (NotUnderstood, ValueError, LookupError, RecursionError) as reason:
        return _by_pdfium(data, name).replace(doubts=(str(reason),))
    seen = pdfium.texts(data, name)
    if seen == pages:
        return found
    other = _by_pdfium(data, name)
    # Of lines at one height PDFium may take words in another order than they are drawn in.
    alike = len(seen) == len(pages) and list(map(sorted, seen)) == list(map(sorted, pages))
    if alike and other.replace(starts=found.starts) == found:
        return found
    differing = [n for n, (one, two) in enumerate(zip(pages, seen, strict=False), 1) if one != two]
    where = f"page {differing[0]}" if differing else "how many pages there are"
    return other.replace(doubts=(f"two readers differ on {where}",))


def _our_own(data: bytes) -> tuple[list[str], ReadPdf]:
    """What each page prints, and the whole, as our own reader reads a file."""
    file = File(data)
    catalog = file.dictionary(file.trailer.get(b"/Root"))
    pages = Pages(file, catalog).pages
    walk = Walk(file, pages)
    walk.tree(catalog.get(b"/StructTreeRoot"))
    found = ReadPdf(
        len(pages),
        "".join(walk.body),
        frozenset(walk.starts),
        tuple(walk.cites),
        tuple(sorted(walk.notes)),
        tuple([page.loose for page in pages]),
        tuple(walk.page_starts),
        tuple(walk.contents),
    )
    return [page.text for page in pages], found


def _by_pdfium(data: bytes, name: str, only: int | None = None) -> ReadPdf:
    from brief.editions import read_tagged

    return read_tagged.read(data, name, only)
