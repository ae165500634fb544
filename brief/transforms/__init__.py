"""Transforms: tree to tree, in order; each a pure function of a document and its apparatus."""

from __future__ import annotations

from collections.abc import Callable

from brief.citation.apparatus import Apparatus
from brief.diagnostics import Diagnostic
from brief.document.tree import Document
from brief.transforms import citations, contents, numbering, typography

Transform = Callable[[Document, Apparatus], tuple[Document, tuple[Diagnostic, ...]]]

# In order: notes must stand before they are numbered, headings before they are listed; the
# typography comes last, over all words.
FAMILY: dict[str, Transform] = {
    "citations": citations.transform,
    "numbering": numbering.transform,
    "contents": contents.transform,
    "typography": typography.transform,
}


def apply(document: Document, apparatus: Apparatus) -> tuple[Document, tuple[Diagnostic, ...]]:
    """The document after all transforms, with what they have to say."""
    found: tuple[Diagnostic, ...] = ()
    for transform in FAMILY.values():
        document, more = transform(document, apparatus)
        found += more
    return document, found
