"""The PDF writer: a document tree to one file that is PDF/UA-1 and PDF/A-2a (3a with facts).

The way of a document: `blocks`, `lists`, `tables` and `figures` turn blocks into atoms (with
`inline`, `lines` and `breaking` for words), `pages` fills pages with them, `paint` and `running`
draw the pages, `structure`, `metadata` and `profile` say what it all means, `embedding` adds the
fonts, and behind the face in `backend`, `file` puts the file together.
"""

from __future__ import annotations

from brief import TYPE_CHECKING
from brief.writers import Written

if TYPE_CHECKING:
    from collections.abc import Sequence

    from brief.document.tree import Document, Inline
    from brief.house.theme import Theme
    from brief.writers import Supplies


def write(document: Document, theme: Theme, supplies: Supplies, backend: str = "packed") -> Written:
    """The document as PDF.

    Where a character has no glyph or a node cannot be rendered, the diagnostics say so with
    severity "error" and there is no data.  `backend` names what puts the file together: "packed",
    our own, or "reportlab", where that library is installed.
    """
    from brief.writers.pdf.assembly import assemble

    return assemble(document, theme, supplies, backend)


def write_copies(
    document: Document, theme: Theme, supplies: Supplies, feet: Sequence[tuple[Inline, ...]]
) -> list[Written]:
    """The document once for each of `feet`, the words in the left of the foot of every page.

    The copies differ in one stream, which all pages share.  Diagnostics as for `write`.
    """
    from brief.writers.pdf.assembly import copies

    return copies(document, theme, supplies, feet)
