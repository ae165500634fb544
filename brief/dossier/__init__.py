"""Curated data: the files of a dossier, read with the position of every value."""

from __future__ import annotations

from brief import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from brief.diagnostics import Diagnostic
    from brief.dossier.model import Dossier


def load(
    folder: Path,
    workspace: Path,
    cache: Path | None = None,
    digests: Mapping[str, str] | None = None,
) -> tuple[Dossier | None, list[Diagnostic]]:
    """A dossier and what is wrong in it; see `brief.dossier.reading.load`."""
    from brief.dossier.reading import load as read

    return read(folder, workspace, cache, digests)


def into(dossier: Dossier, language: str) -> Dossier:
    """The dossier in a language ("ru", "kk-KZ"); itself where that is its own, or where it was put
    into one before; see `brief.dossier.translating.into`."""
    own = dossier.head.language.partition("-")[0].lower()
    if dossier.rendition is not None or language.partition("-")[0].lower() == own:
        return dossier
    from brief.dossier.translating import into as put

    return put(dossier, language)
