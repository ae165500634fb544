"""What a request means: for whom, in which language, by which template, in which formats."""

from __future__ import annotations

from brief.diagnostics import UsageError, errors, ordered
from brief.document.markings import TLP
from brief.dossier.audiences import Audience, Audiences, load
from brief.pipeline.request import DEFAULT_FORMATS, DEFAULT_TEMPLATE, GENERAL, Edition, Request
from brief.record import Record
from brief.writers import FORMATS


class Plan(Record):
    """One variant to make.  `limits` is the audience's row, or None for the general one; an empty
    `language` is the dossier's."""

    audience: str
    template: str
    language: str
    formats: tuple[str, ...]
    limits: Audience | None = None
    scale: tuple[str, ...] = TLP


def plan(request: Request) -> Plan | Edition:
    """The variant that a request asks for; an `Edition` with findings where audiences.yaml has
    errors; `UsageError` for an unknown audience or format."""
    known = _audiences(request)
    if isinstance(known, Edition):
        return known
    return _plan(request, request.audience, known)


def plan_all(request: Request) -> list[Plan] | Edition:
    """A variant for each audience, in the order of audiences.yaml."""
    known = _audiences(request)
    if isinstance(known, Edition):
        return known
    if not known.by_id:
        raise UsageError(
            "the dossier has no audiences", help="write audiences.yaml, or leave out --all"
        )
    return [_plan(request, name, known) for name in known.by_id]


def _audiences(request: Request) -> Audiences | Edition:
    known, found = load(request.dossier, request.workspace, request.cache)
    if errors(found):
        return Edition(None, None, tuple(ordered(found)))
    return known


def _plan(request: Request, name: str, known: Audiences) -> Plan:
    limits = known.by_id.get(name)
    if limits is None and name != GENERAL:
        from brief.text.words import nearest

        close = nearest(name, list(known.by_id))
        listed = ", ".join(known.by_id) or "none; audiences.yaml names them"
        raise UsageError(
            f"there is no audience {name!r}",
            help=(f"did you mean {close}? " if close else "") + f"audiences: {listed}",
        )
    formats = request.formats or (limits.formats if limits else ()) or DEFAULT_FORMATS
    for format in formats:
        if format not in FORMATS:
            from brief.text.words import nearest

            close = nearest(format, list(FORMATS))
            hint = f"did you mean {close}? " if close else ""
            raise UsageError(
                f"there is no format {format!r}", help=f"{hint}formats: {', '.join(FORMATS)}"
            )
    return Plan(
        audience=name,
        template=request.template or (limits.template if limits else "") or DEFAULT_TEMPLATE,
        language=request.language or (limits.language if limits else ""),
        formats=formats,
        limits=limits,
        scale=known.scale,
    )
