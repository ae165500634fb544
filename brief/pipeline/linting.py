"""A template pack looked at with a dossier: what it prints, in which language, for whom."""

from __future__ import annotations

from brief import TYPE_CHECKING
from brief.diagnostics import Diagnostic, errors, ordered
from brief.pipeline.request import Edition, Request

if TYPE_CHECKING:
    from pathlib import Path

    from brief.document.tree import Document
    from brief.templating.packs import Pack


def lint(request: Request, *, whole: bool = True) -> list[Diagnostic]:
    """What is wrong with the pack, and with the document it makes of the dossier.

    Language and audience are the request's.  Without `whole` the pack is looked at by itself.  The
    dossier's own findings are not told: `brief check` has them.
    """
    from brief.templating import lint as linting
    from brief.templating import packs

    pack = packs.find(request.template, request.workspace, request.cache)
    pack = packs.in_style(pack, request.style)
    found = linting.lint(pack)
    if whole and not errors(found):
        found += ordered(_with_dossier(request, pack))
    return found


def _with_dossier(request: Request, pack: Pack) -> list[Diagnostic]:
    from brief import checks, templating
    from brief.dossier import load
    from brief.dossier.translating import into
    from brief.dossier.withholding import withhold
    from brief.pipeline.planning import plan
    from brief.templating.lint import genre, unused
    from brief.templating.wording import Wording

    planned = plan(request)
    if isinstance(planned, Edition):
        return list(planned.diagnostics)
    dossier, _ = load(request.dossier, request.workspace, request.cache)
    if dossier is None:
        return []
    found: list[Diagnostic] = []
    if planned.language:
        dossier = into(dossier, planned.language)
    if planned.limits is not None:
        seen, _, found = withhold(dossier, planned.limits, planned.scale)
        if seen is None:
            return found
        dossier = seen
    options = templating.Options(planned.language, draft=True, cache=request.cache)
    document, rendered = templating.compose(dossier, pack, options)
    told = [*found, *rendered]
    if document is not None:
        wording = Wording(pack, document)
        told += checks.run_document(document, dossier, pack.literals, wording=wording)
        told += _pages(request, document, pack)
        told += [*genre(document, pack), *unused(document, dossier)]
    return [d for d in checks.acknowledge(told, dossier, "document") if d.code != "ACK-STALE"]


def _pages(request: Request, document: Document, pack: Pack) -> list[Diagnostic]:
    """Whether the body keeps to its pages, as the PDF has them."""
    most = pack.limits.get("pages", 0)
    if not most:
        return []
    from brief.document.flow import flow
    from brief.editions import read_pdf
    from brief.house.default import DEFAULT
    from brief.pipeline import length
    from brief.writers import Supplies, pdf

    house: Path | None = request.house or pack.house
    theme, found = DEFAULT, list[Diagnostic]()
    if house is not None:
        from brief.house.reading import read

        theme, found = read(house, request.cache)
    written = pdf.write(document, theme, Supplies(cache=request.cache))
    if not written.data:
        return [*found, *written.diagnostics]
    return [*found, *length.check(document, flow(document), read_pdf.read(written.data), most)]
