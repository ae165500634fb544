"""From a dossier to committed editions: load, check, render, write, audit, commit.

This is the public Python API; the command line prints what it returns.
"""

from __future__ import annotations

from pathlib import Path

from brief import TYPE_CHECKING
from brief.diagnostics import Diagnostic, UsageError
from brief.pipeline.request import (
    DEFAULT_FORMATS,
    DEFAULT_TEMPLATE,
    GENERAL,
    Edition,
    Progress,
    Request,
    Review,
    silent,
)

if TYPE_CHECKING:
    from brief.dossier.model import Dossier
    from brief.pipeline.planning import Plan

__all__ = [
    "DEFAULT_FORMATS",
    "DEFAULT_TEMPLATE",
    "GENERAL",
    "Edition",
    "Request",
    "Review",
    "check",
    "draft",
    "generate",
    "generate_all",
    "review",
]


def check(
    folder: Path, workspace: Path, cache: Path | None = None
) -> tuple[Dossier | None, list[Diagnostic]]:
    """Load a dossier and hold it against every rule; writes nothing.

    Returns the dossier (None where it cannot be read at all) and the findings by place, those
    that a person acknowledged turned into infos.
    """
    from brief import checks

    return checks.check(folder, workspace, cache)


def generate(request: Request, progress: Progress = silent) -> Edition:
    """Make one variant of an edition, or find that it stands already.

    Raises `UsageError` for an unknown audience, template, format or house, `BriefError` where the
    result cannot be written.  Findings about the material are in the result.
    """
    from brief.pipeline.planning import plan

    _folder(request)
    planned = plan(request)
    if isinstance(planned, Edition):
        return planned
    return _variants(request, [planned], progress)[0]


def generate_all(request: Request, progress: Progress = silent) -> list[Edition]:
    """A variant for each audience of the dossier, all of one edition; the work is shared.

    Raises as `generate` does, and `UsageError` where the dossier has no audiences.
    """
    from brief.pipeline.planning import plan_all

    _folder(request)
    planned = plan_all(request)
    if isinstance(planned, Edition):
        return [planned]
    return _variants(request, planned, progress)


def review(request: Request, progress: Progress = silent) -> Review:
    """Write the reviewers' copy: a Word file with each statement's passages in a comment.

    It is a working file in `out/<dossier>/review/`, never part of an edition and never sendable.
    Raises as `generate` does.
    """
    from brief.editions.store import Store
    from brief.pipeline.making import Making
    from brief.pipeline.planning import plan

    _folder(request)
    planned = plan(request)
    if isinstance(planned, Edition):
        return Review(None, planned.diagnostics)
    store = Store(request.out, request.dossier.name)
    return Making(request, None, progress).review(planned, store)


def draft(request: Request) -> tuple[bytes, list[Diagnostic]]:
    """The bytes of the one format asked for, as things stand, errors or not; nothing is written.

    Empty bytes where not even a draft can be rendered; the findings say why.
    """
    from brief.pipeline.making import Making
    from brief.pipeline.planning import plan

    _folder(request)
    planned = plan(request)
    if isinstance(planned, Edition):
        return b"", list(planned.diagnostics)
    return Making(request.replace(draft=True), None, silent).draft(planned)


def _folder(request: Request) -> None:
    if not request.dossier.is_dir():
        raise UsageError(
            f"there is no dossier folder {request.dossier.name}",
            help="name one below sources/, or a path",
        )


def _variants(request: Request, plans: list[Plan], progress: Progress) -> list[Edition]:
    from brief.editions.store import Store
    from brief.pipeline import standing

    store = Store(request.out, request.dossier.name)
    inputs = standing.gather(request)
    signer = ""
    if request.signing is not None:
        from brief.pipeline import sealing

        signer = sealing.signer(request.signing, request.draft, request.cache)
    editions: list[Edition] = []
    making = None
    for plan in plans:
        edition = None
        if not request.force:
            language = plan.language or standing.own_language(request)
            edition = standing.find(
                store, inputs, plan.audience, plan.template, plan.formats, language, signer
            )
        if edition is None:
            if making is None:
                from brief.pipeline.making import Making

                making = Making(request, inputs, progress)
            edition = making.variant(plan, store)
        editions.append(edition)
        if edition.manifest is None:
            break  # one variant of an edition is refused: no other is made beside it
    return editions
