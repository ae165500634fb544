"""Transforms: tree to tree, in one walk in which each line passes through all of them in order."""

from __future__ import annotations

from brief import TYPE_CHECKING
from brief.document.tree import Document
from brief.transforms.citations import Citer
from brief.transforms.contents import Namer
from brief.transforms.numbering import Numberer
from brief.transforms.typography import Typographer
from brief.transforms.walk import Together

if TYPE_CHECKING:
    from brief.citation.apparatus import Apparatus
    from brief.diagnostics import Diagnostic


def apply(document: Document, apparatus: Apparatus) -> tuple[Document, tuple[Diagnostic, ...]]:
    """The document after all transforms, with what they have to say.

    Notes must stand before they are numbered; the typography comes last, over all words.  Tables
    of contents are filled when the headings are done.
    """
    citer, numberer, namer = Citer(document, apparatus), Numberer(apparatus), Namer()
    walkers = (citer, numberer, namer, Typographer(apparatus))
    done = citer.ended(Together(walkers).document(document))
    return namer.filled(done), (*citer.found, *numberer.found)
