"""`audiences.yaml`: for whom there are variants, and how much each may see."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from brief import TYPE_CHECKING
from brief.diagnostics import ERROR, Diagnostic, Span
from brief.document.markings import TLP, level
from brief.record import Record

if TYPE_CHECKING:
    from brief.dossier.model import Dossier
    from brief.facts.fact import Place

FILE = "audiences.yaml"


class Audience(Record):
    """For whom a variant is made.  Empty `language`, `template` and `formats` mean the defaults."""

    id: str
    clearance: str
    language: str = ""
    template: str = ""
    formats: tuple[str, ...] = ()
    refuses: bool = False  # a fact above the clearance refuses the variant
    facts: bool = True  # the issued facts ride along
    numbered: bool = False
    file: str = ""
    places: Mapping[str, Place] = {}

    def span(self, path: str = "id") -> Span:
        """Where a value stands in audiences.yaml."""
        line, column, length = self.places.get(path) or self.places.get("id", (0, 0, 1))
        return Span(self.file, line, column, length)


class Audiences(Record):
    """The audiences of a dossier by id, and the scale of markings they are held against."""

    by_id: dict[str, Audience] = {}
    scale: tuple[str, ...] = TLP


def load(
    folder: Path, workspace: Path, cache: Path | None = None
) -> tuple[Audiences, list[Diagnostic]]:
    """The audiences of a dossier; none where it has no `audiences.yaml`."""
    if not os.path.lexists(folder / FILE):
        return Audiences(), []
    from brief.dossier.audience_table import AUDIENCES
    from brief.dossier.reading import read_file

    document, shown, found = read_file(folder, workspace, AUDIENCES, cache)
    if document is None:
        return Audiences(), found
    scale = tuple(document.top.fields.get("scale", ())) or TLP
    audiences: dict[str, Audience] = {}
    for entry in document.entries.get("audiences", ()):
        fields = entry.fields
        audience = Audience(
            id=entry.id,
            clearance=fields.get("clearance", ""),
            language=fields.get("language", ""),
            template=fields.get("template", ""),
            formats=tuple(fields.get("formats", ())),
            refuses=fields.get("above") == "refuse",
            facts=fields.get("facts", "yes") == "yes",
            numbered=fields.get("numbered", "no") == "yes",
            file=shown,
            places=entry.places,
        )
        audiences[entry.id] = audience
        if audience.clearance and level(audience.clearance, scale) is None:
            found.append(_off_scale(audience.clearance, audience.span("clearance"), scale))
    return Audiences(audiences, scale), found


def check(dossier: Dossier, audiences: Audiences) -> list[Diagnostic]:
    """What is wrong with a dossier's markings where it has audiences (V-SCALE, V-DEFAULT)."""
    if not audiences.by_id:
        return []
    found: list[Diagnostic] = []
    marked = [(dossier.head.marking, dossier.span("marking"))]
    marked += [(s.marking, s.span("marking")) for s in dossier.sources.values()]
    marked += [(f.text("marking"), f.span("marking")) for f in dossier.facts.values()]
    for name, span in marked:
        if name and level(name, audiences.scale) is None:
            found.append(_off_scale(name, span, audiences.scale))
    if not dossier.head.marking:
        bare = [s.id for s in dossier.sources.values() if not s.marking]
        if bare:
            found.append(
                Diagnostic(
                    "V-DEFAULT",
                    ERROR,
                    f"there are audiences, and nothing says how `{bare[0]}` is marked",
                    dossier.span("title"),
                    helps=("write `marking:` in dossier.yaml, or at each source",),
                )
            )
    return found


def _off_scale(name: str, span: Span, scale: tuple[str, ...]) -> Diagnostic:
    from brief.text.words import nearest

    close = nearest(name, list(scale))
    help = f"did you mean {close}?" if close else f"the scale is {', '.join(scale)}"
    message = f"the marking “{name}” is not on the scale"
    return Diagnostic("V-SCALE", ERROR, message, span, helps=(help,))
