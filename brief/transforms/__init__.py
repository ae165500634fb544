"""Transforms: tree to tree, in one walk in which each line is cited, numbered and set."""

from __future__ import annotations

from brief import TYPE_CHECKING
from brief.document.tree import Document
from brief.transforms.setting import Setter

if TYPE_CHECKING:
    from brief.citation.apparatus import Apparatus
    from brief.diagnostics import Diagnostic


def apply(document: Document, apparatus: Apparatus) -> tuple[Document, tuple[Diagnostic, ...]]:
    """The document after all transforms, with what they have to say."""
    setter = Setter(document, apparatus)
    done = setter.ended(setter.document(document))
    return done, setter.found
