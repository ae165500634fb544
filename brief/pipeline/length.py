"""Whether the body of a brief keeps to the pages that its genre allows, as measured in the PDF."""

from __future__ import annotations

from bisect import bisect_right

from brief.diagnostics import WARNING, Diagnostic
from brief.document.flow import Flow
from brief.document.tree import Document, Heading, Section
from brief.editions.audit import squeeze
from brief.editions.read_pdf import ReadPdf

# In this order, until it fits; the writer edits the outline, the tool moves nothing by itself.
_CURES = (
    "to the annex: points over seven, quotes over four, watch items over three",
    "then outlets that are neutral, then all but one row a stance",
    "then differences of spelling, and those without bearing on the title or the bottom line",
    "then deals without a value that the bottom line does not name",
    "in a translation alone: name the lines under `outline: to-annex` of its file",
)


def check(document: Document, flow: Flow, read: ReadPdf, limit: int) -> list[Diagnostic]:
    """T-PAGES where what stands before the annex takes more pages than `limit` (0: no limit);
    `flow` is the document's text."""
    if not limit:
        return []
    body = flow.blocks[: _before_annex(document, flow)]
    end = len(squeeze(" ".join([block.text for block in body])))
    pages = bisect_right(read.page_starts, max(0, end - 1))
    if pages <= limit:
        return []
    over = end - read.page_starts[limit]
    return [
        Diagnostic(
            "T-PAGES",
            WARNING,
            f"the body takes {pages} pages, and its genre allows {limit}",
            helps=tuple(f"move {cure}" if n == 0 else cure for n, cure in enumerate(_CURES)),
            notes=(f"about {over} characters are beyond page {limit}",),
        )
    ]


def _before_annex(document: Document, flow: Flow) -> int:
    """How many blocks of text stand before the first part that has a title of its own."""
    for begin, block in zip(flow.begins, document.blocks, strict=True):
        if isinstance(block, Section) and block.new_page and block.blocks:
            first = block.blocks[0]
            if isinstance(first, Heading) and first.level == 1:
                return begin
    return len(flow.blocks)
