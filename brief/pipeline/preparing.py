"""What is made ready before anything is written: checked, withheld, rendered, transformed."""

from __future__ import annotations

from brief import TYPE_CHECKING
from brief.diagnostics import ERROR, Diagnostic, errors
from brief.document.markings import highest, level, marking
from brief.pipeline.request import Progress, Request
from brief.pipeline.standing import Inputs
from brief.record import Record

if TYPE_CHECKING:
    from brief.checks.desk import Desk
    from brief.document.statements import Said
    from brief.document.tree import Document
    from brief.dossier.model import Dossier
    from brief.dossier.withholding import Withheld
    from brief.editions.issued import Support
    from brief.pipeline.planning import Plan
    from brief.templating.options import Options
    from brief.templating.press import Press


class Prepared(Record):
    """A variant before it is written: the dossier as its audience sees it, and its document."""

    dossier: Dossier
    desk: Desk
    document: Document
    press: Press
    withheld: Withheld | None
    said: tuple[Said, ...]
    support: dict[str, Support]


class Preparing:
    """The stages up to the document; `found` is what they have to say of a variant.

    The dossier is read and checked once (`checked`), for all variants.
    """

    def __init__(self, request: Request, inputs: Inputs | None, progress: Progress) -> None:
        self.request = request
        self.inputs = inputs
        self.progress = progress
        self.found: list[Diagnostic] = []
        self._presses: dict[str, Press] = {}
        self.checked: tuple[Dossier | None, list[Diagnostic]] | None = None

    def _check(self) -> Dossier | None:
        from brief import checks

        if self.checked is None:
            self.progress("checking")
            request = self.request
            digests = self.inputs.of_dossier() if self.inputs else None
            self.checked = checks.check(request.dossier, request.workspace, request.cache, digests)
        dossier, found = self.checked
        self.found += found
        if dossier is not None and self.request.as_of:
            dossier = dossier.replace(head=dossier.head.replace(as_of=self.request.as_of))
        return dossier

    def prepare(self, plan: Plan) -> Prepared | None:
        """Check, withhold and render; None where that was stopped."""
        from brief import checks, templating
        from brief.checks.desk import Desk
        from brief.document.statements import statements

        press = self.press(plan)
        whole = dossier = self._check()
        if dossier is None or whole is None or self.blocked():
            return None
        withheld = None
        spoken = dossier = self.spoken(whole, plan)
        if plan.limits is not None:
            from brief.dossier.withholding import withhold

            dossier, withheld, found = withhold(spoken, plan.limits, plan.scale)
            self.found += found
            if dossier is None:
                return None
        self.progress("rendering")
        options = self.options(plan)
        document, rendered = templating.compose(dossier, press, options)
        told, desk = list(rendered), Desk(dossier)
        if document is not None:
            from brief.templating.wording import Wording

            wording = Wording(press.pack, document)
            told += checks.run_document(document, dossier, press.pack.literals, desk, wording)
        self.found += checks.acknowledge(told, dossier, "document")
        if document is None or self.blocked():
            return None
        said = statements(document)
        document = _marked(document, dossier, said, plan.scale)
        if (above := _above(document, plan)) is not None:
            self.found.append(above)
            return None
        support = _support(dossier, said)
        return Prepared(dossier, desk, document, press, withheld, said, support)

    def spoken(self, dossier: Dossier, plan: Plan) -> Dossier:
        """The dossier in the variant's language."""
        from brief.dossier import into

        return into(dossier, plan.language) if plan.language else dossier

    def press(self, plan: Plan) -> Press:
        """The variant's pack, made ready once for all that is rendered from it."""
        from brief import templating
        from brief.templating import packs

        if plan.template not in self._presses:
            pack = packs.find(plan.template, self.request.workspace, self.request.cache)
            pack = packs.in_style(pack, self.request.style)
            self._presses[plan.template] = templating.ready(pack, self.options(plan))
        return self._presses[plan.template]

    def options(self, plan: Plan) -> Options:
        """What the variant asks of its pack."""
        from brief import templating

        request = self.request
        return templating.Options(language=plan.language, draft=request.draft, cache=request.cache)

    def blocked(self) -> bool:
        """Whether errors forbid to go on."""
        return bool(errors(self.found)) and not self.request.draft


def _above(document: Document, plan: Plan) -> Diagnostic | None:
    """That the document itself is marked above what its audience may see."""
    mark = document.meta.marking
    if plan.limits is None or mark is None:
        return None
    needed, cleared = level(mark.name, plan.scale), level(plan.limits.clearance, plan.scale)
    if cleared is not None and needed is not None and needed <= cleared:
        return None
    return Diagnostic(
        "V-REFUSED",
        ERROR,
        f"the brief is marked {mark.name}, above the clearance of {plan.limits.id}",
        plan.limits.span("clearance"),
        helps=("mark dossier.yaml lower, and what is above that at its source or fact",),
    )


def _marked(
    document: Document, dossier: Dossier, said: tuple[Said, ...], scale: tuple[str, ...]
) -> Document:
    """The document with the highest marking of what it uses (TLP 2.0: the most restrictive)."""
    names = [dossier.head.marking]
    sources = any(source.marking for source in dossier.sources.values())
    for id in dict.fromkeys(id for statement in said for id in statement.facts):
        fact = dossier.facts.get(id)
        if fact is not None and (sources or fact.text("marking")):  # else it has the dossier's
            from brief.dossier.withholding import marking_of

            names.append(marking_of(dossier, fact, scale))
    return document.replace(meta=document.meta.replace(marking=marking(highest(names, scale))))


def _support(dossier: Dossier, said: tuple[Said, ...]) -> dict[str, Support]:
    """What the facts that were issued rest on."""
    from brief.archive.snapshots import standing
    from brief.citation.short import places_text
    from brief.editions.issued import Support

    found: dict[str, Support] = {}
    for id in dict.fromkeys(id for statement in said for id in statement.facts):
        fact = dossier.facts.get(id)
        if fact is not None:
            passages = []
            for passage in fact.passages:
                snapshot = dossier.snapshots[passage.source]
                place = passage.place or standing(snapshot, passage)
                words = places_text((place,)) if place else ""
                passages.append((f"{snapshot.code} {words}", passage.exact))
            found[id] = Support(fact.kind, tuple(passages))
    return found
