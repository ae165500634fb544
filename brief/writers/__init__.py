"""Writers: one format a module; each sees only the document tree, a theme and its supplies.

A format's module or package has one function,
`write(document: Document, theme: Theme, supplies: Supplies) -> Written`.
It gets a tree after all transforms (notes numbered, no `Citation` left).  A node that it cannot
render becomes a diagnostic (W-NODE); content is never dropped in silence.
"""

from __future__ import annotations

from pathlib import Path

from brief.diagnostics import Diagnostic
from brief.record import Record


class Supplies(Record):
    """What a writer may use beside tree and theme.

    `images` maps the paths of declared pictures to their bytes; `facts_json` is the document of
    issued facts and passages that rides along in the file (empty: nothing rides along); `cache` is
    a folder for data derived from fonts, or None to do without; `product` names the producer;
    `comments` are remarks by statement id, for the reviewers' copy alone.
    """

    images: dict[str, bytes] = {}
    facts_json: bytes = b""
    cache: Path | None = None
    product: str = "brief"
    comments: dict[str, str] = {}


class Written(Record):
    """A finished file and what there is to say of it; `pages` is 0 where a format has none."""

    data: bytes
    diagnostics: tuple[Diagnostic, ...] = ()
    pages: int = 0


class Format(Record):
    """A row of the family's table."""

    name: str
    suffix: str
    media_type: str
    module: str


_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

FORMATS: dict[str, Format] = {
    "docx": Format("docx", ".docx", _WORD, "brief.writers.docx"),
    "pdf": Format("pdf", ".pdf", "application/pdf", "brief.writers.pdf"),
    "html": Format("html", ".html", "text/html", "brief.writers.html"),
}
