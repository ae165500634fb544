"""What is asked of the pipeline, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from brief import TYPE_CHECKING
from brief.diagnostics import Diagnostic
from brief.editions.manifest import Manifest
from brief.record import Record

if TYPE_CHECKING:
    from brief.signing.settings import Order

Progress = Callable[[str], None]

DEFAULT_TEMPLATE = "policy-brief"
DEFAULT_FORMATS = ("docx", "pdf")
GENERAL = "general"  # the audience where no other is asked for: everything, for the house's own
REVIEW = "REVIEW COPY"  # the mark on a working file that is no edition


class Request(Record):
    """What to generate.  `dossier` is the folder; `cache` may be None to do without one.

    `audience` is an id of audiences.yaml, or "general".  `template`, `language` and `formats`,
    where empty, are the audience's, else the defaults.  `as_of` (ISO date) takes the place of the
    dossier's; `draft` goes on in spite of errors and marks every page; `force` writes again what is
    there already; `signing` has the PDF and the manifest signed, drafts excepted.  `style` is the
    citation style for packs that name none.
    """

    workspace: Path
    dossier: Path
    out: Path
    template: str = ""
    language: str = ""
    formats: tuple[str, ...] = ()
    audience: str = GENERAL
    as_of: str = ""
    draft: bool = False
    house: Path | None = None
    cache: Path | None = None
    force: bool = False
    signing: Order | None = None
    style: str = ""


class Edition(Record):
    """What came of a request: one variant of an edition.

    `manifest` is None where errors stopped it; `unchanged` tells that the same inputs had given
    this variant before.
    """

    manifest: Manifest | None
    folder: Path | None
    diagnostics: tuple[Diagnostic, ...]
    unchanged: bool = False


class Review(Record):
    """A reviewers' copy; `path` is None where errors stopped it."""

    path: Path | None
    diagnostics: tuple[Diagnostic, ...]


def silent(_step: str) -> None:
    """No progress."""
