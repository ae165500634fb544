"""The making of variants: check once, then for each audience render, write, audit and commit."""

from __future__ import annotations

from importlib import import_module

from brief import TYPE_CHECKING, __version__
from brief.diagnostics import ERROR, Diagnostic, errors, ordered
from brief.document.markings import highest, level, marking
from brief.editions.manifest import FILE as MANIFEST
from brief.editions.manifest import MESSAGE, MESSAGE_FILE, Manifest, StatementEntry
from brief.editions.store import Store, describe
from brief.pipeline import copies
from brief.pipeline.copies import Copy, Output
from brief.pipeline.request import REVIEW, Edition, Progress, Request, Review
from brief.pipeline.standing import Inputs, nameless, relevant
from brief.record import Record
from brief.writers import FORMATS, Supplies, Written

if TYPE_CHECKING:
    from brief.checks.desk import Desk
    from brief.document.statements import Said
    from brief.document.tree import Document
    from brief.dossier.model import Dossier
    from brief.dossier.withholding import Withheld
    from brief.editions.issued import Held, Support
    from brief.house.theme import Theme
    from brief.pipeline.planning import Plan
    from brief.pipeline.sealing import Seal
    from brief.templating.options import Options
    from brief.templating.packs import Pack
    from brief.templating.press import Press


class _Prepared(Record):
    """A variant before it is written: the dossier as its audience sees it, and its document."""

    dossier: Dossier
    desk: Desk
    document: Document
    press: Press
    withheld: Withheld | None
    said: tuple[Said, ...]
    support: dict[str, Support]


class Making:
    """The making of one or more variants of an edition; the dossier is read and checked once."""

    def __init__(self, request: Request, inputs: Inputs | None, progress: Progress) -> None:
        self.request = request
        self.inputs = inputs
        self.progress = progress
        self.found: list[Diagnostic] = []
        self._presses: dict[str, Press] = {}
        self._checked: tuple[Dossier | None, list[Diagnostic]] | None = None
        self._seal: Seal | None = None
        if request.signing is not None and not request.draft:
            from brief.pipeline.sealing import Seal

            self._seal = Seal(request.signing)

    def variant(self, plan: Plan, store: Store) -> Edition:
        """One variant, all stages in order; stops where errors forbid to go on."""
        assert self.inputs is not None
        self.found = []
        prepared = self._prepare(plan)
        if prepared is None:
            return self._stopped()
        edition = f"{prepared.dossier.head.as_of}-{self.inputs.digest}"
        numbered, found = self._copies(plan, prepared, edition)
        message, more = self._message(plan, prepared)
        self.found += [*found, *(d for d in more if d not in self.found)]
        if errors(found) or self._blocked():
            return self._stopped()
        outputs = self._write(plan, prepared, edition, numbered)
        if any(not output.written.data for output in outputs):
            return self._stopped()
        from brief import checks

        self.progress("auditing")
        most = prepared.press.pack.limits.get("pages", 0)
        told = copies.audit(prepared.document, outputs, most)
        self.found += checks.acknowledge(told, prepared.dossier, "finished")
        if self._blocked() or any(map(_unfaithful, self.found)):
            return self._stopped()
        wanted = self._wanted(plan, prepared)
        manifest, files = self._manifest(plan, prepared, edition, outputs, message, wanted)
        if wanted:
            searched = {**copies.distinct(files, outputs), MANIFEST: _words_of(manifest)}
            self.found += self._leaks(searched, wanted)
        if any(d.code == "V-LEAK" for d in self.found):
            return self._stopped()
        beside: dict[str, bytes] = {}
        if self._seal is not None:
            self.progress("signing")
            manifest, files, beside = self._seal(manifest, files)
        self.progress("committing")
        folder = store.commit(manifest, files, beside)
        self.progress("")
        return Edition(manifest, folder, tuple(ordered(self.found)))

    def review(self, plan: Plan, store: Store) -> Review:
        """The reviewers' copy: DOCX alone, a comment on each statement; no edition, not audited."""
        from brief.editions.review import comments

        self.found = []
        prepared = self._prepare(plan)
        if prepared is None:
            return Review(None, self._stopped().diagnostics)
        document = prepared.document
        document = document.replace(meta=document.meta.replace(draft=REVIEW))
        theme, found = self._theme(prepared.press.pack)
        told = comments(prepared.said, prepared.support, self.found)
        self.progress("writing docx")
        module = import_module(FORMATS["docx"].module)
        written: Written = module.write(document, theme, Supplies(comments=told))
        self.found += [*found, *written.diagnostics]
        stem = _stem(prepared)
        path = store.keep_review(f"{stem} {REVIEW.lower()}.docx", written.data)
        self.progress("")
        return Review(path, tuple(ordered(self.found)))

    def draft(self, plan: Plan) -> tuple[bytes, list[Diagnostic]]:
        """The first of the plan's formats as bytes, for a look; neither audited nor committed."""
        self.found = []
        prepared = self._prepare(plan)
        if prepared is None:
            return b"", self.found
        written = self._write(plan.replace(formats=plan.formats[:1]), prepared, "preview")
        return written[0].written.data, self.found

    # ------------------------------------------------------------ stages

    def _check(self) -> Dossier | None:
        from brief import checks

        if self._checked is None:
            self.progress("checking")
            request = self.request
            digests = self.inputs.of_dossier() if self.inputs else None
            self._checked = checks.check(request.dossier, request.workspace, request.cache, digests)
        dossier, found = self._checked
        self.found += found
        if dossier is not None and self.request.as_of:
            dossier = dossier.replace(head=dossier.head.replace(as_of=self.request.as_of))
        return dossier

    def _prepare(self, plan: Plan) -> _Prepared | None:
        """Check, withhold and render; None where that was stopped."""
        from brief import checks, templating
        from brief.checks.desk import Desk
        from brief.document.statements import statements

        press = self._press(plan)
        whole = dossier = self._check()
        if dossier is None or whole is None or self._blocked():
            return None
        withheld = None
        spoken = dossier = self._spoken(whole, plan)
        if plan.limits is not None:
            from brief.dossier.withholding import withhold

            dossier, withheld, found = withhold(spoken, plan.limits, plan.scale)
            self.found += found
            if dossier is None:
                return None
        self.progress("rendering")
        options = self._options(plan)
        document, rendered = templating.compose(dossier, press, options)
        told, desk = list(rendered), Desk(dossier)
        if document is not None:
            told += checks.run_document(document, dossier, press.pack.literals, desk)
        self.found += checks.acknowledge(told, dossier, "document")
        if document is None or self._blocked():
            return None
        said = statements(document)
        document = _marked(document, dossier, said, plan.scale)
        if (above := _above(document, plan)) is not None:
            self.found.append(above)
            return None
        support = _support(dossier, said)
        return _Prepared(dossier, desk, document, press, withheld, said, support)

    def _spoken(self, dossier: Dossier, plan: Plan) -> Dossier:
        """The dossier in the variant's language."""
        from brief.dossier import into

        return into(dossier, plan.language) if plan.language else dossier

    def _press(self, plan: Plan) -> Press:
        """The variant's pack, made ready once for all that is rendered from it."""
        from brief import templating
        from brief.templating import packs

        if plan.template not in self._presses:
            pack = packs.find(plan.template, self.request.workspace, self.request.cache)
            pack = packs.in_style(pack, self.request.style)
            self._presses[plan.template] = templating.ready(pack, self._options(plan))
        return self._presses[plan.template]

    def _options(self, plan: Plan) -> Options:
        from brief import templating

        request = self.request
        return templating.Options(language=plan.language, draft=request.draft, cache=request.cache)

    def _message(self, plan: Plan, prepared: _Prepared) -> tuple[bytes, list[Diagnostic]]:
        """The words of the message, kept with the edition so that sending renders nothing."""
        from brief import checks
        from brief.pipeline import messages

        data, found = messages.compose(
            prepared.dossier,
            prepared.press,
            self._options(plan),
            prepared.document,
            prepared.desk,
        )
        return data, checks.acknowledge(found, prepared.dossier, "document")

    def _copies(
        self, plan: Plan, prepared: _Prepared, edition: str
    ) -> tuple[list[Copy], list[Diagnostic]]:
        """The numbered copies of a variant; none where its audience asks for none."""
        request, language = self.request, plan.language or prepared.dossier.head.language
        return copies.plan_copies(
            plan, prepared.press.pack, request.workspace, request.dossier, edition, language
        )

    def _write(
        self, plan: Plan, prepared: _Prepared, edition: str, numbered: list[Copy] | None = None
    ) -> list[Output]:
        from brief.editions import issued

        theme, found = self._theme(prepared.press.pack)
        self.found += found
        riding = b""
        if plan.limits is None or plan.limits.facts:
            riding = issued.encode(
                prepared.said, prepared.support, edition, _held(prepared.dossier)
            )
        supplies = Supplies(
            facts_json=riding, cache=self.request.cache, product=f"brief {__version__}"
        )
        outputs: list[Output] = []
        for format in plan.formats:
            self.progress(f"writing {format}")
            made = list(copies.write(format, prepared.document, theme, supplies, numbered or []))
            outputs += made
            told = dict.fromkeys(d for output in made for d in output.written.diagnostics)
            self.found += told
        return outputs

    def _theme(self, pack: Pack) -> tuple[Theme, list[Diagnostic]]:
        house = self.request.house or pack.house
        if house is None:
            from brief.house.default import DEFAULT

            return DEFAULT, []
        from brief.house.reading import read

        return read(house, self.request.cache)

    def _manifest(
        self,
        plan: Plan,
        prepared: _Prepared,
        edition: str,
        outputs: list[Output],
        message: bytes,
        wanted: list[str],
    ) -> tuple[Manifest, dict[str, bytes]]:
        from brief.editions.issued import as_value

        assert self.inputs is not None
        head, meta = prepared.dossier.head, prepared.document.meta
        language = plan.language or head.language
        stem = _stem(prepared)
        files: dict[str, bytes] = {}
        entries = []
        for output in outputs:
            copy, data = output.copy, output.written.data
            ending = f" {copy.ending}" if copy else ""
            name = f"{stem}{ending}{FORMATS[output.format].suffix}"
            files[name] = data
            whose = (copy.number, copy.recipient) if copy else (0, "")
            entries.append(describe(name, output.format, data, *whose))
        if message:
            files[MESSAGE_FILE] = message
            entries.append(describe(MESSAGE_FILE, MESSAGE, message))
        manifest = Manifest(
            product=f"brief {__version__}",
            dossier=prepared.dossier.name,
            edition=edition,
            variant=f"{plan.audience}-{language}-{plan.template}",
            audience=plan.audience,
            language=language,
            template=plan.template,
            marking=meta.marking.name if meta.marking else "",
            as_of=head.as_of,
            title=meta.title,
            draft=self.request.draft,
            inputs=_named(relevant(self.inputs, numbered=bool(outputs[0].copy)), prepared),
            versions=self.inputs.versions,
            files=tuple(entries),
            statements=tuple(
                StatementEntry(s.id, s.text, s.facts, s.citation, s.author) for s in prepared.said
            ),
            diagnostics=tuple(d.to_value() for d in self._tellable(prepared, wanted)),
            issued={id: as_value(facts) for id, facts in prepared.support.items()},
        )
        return manifest, files

    def _leaks(self, files: dict[str, bytes], wanted: list[str]) -> list[Diagnostic]:
        """Traces of what was withheld, looked for in every byte that travels."""
        from brief.editions import leaks

        self.progress("looking for leaks")
        return [d for name, data in files.items() for d in leaks.scan(name, data, wanted)]

    def _wanted(self, plan: Plan, prepared: _Prepared) -> list[str]:
        """What would betray what was withheld; nothing where nothing was."""
        withheld, (whole, _) = prepared.withheld, self._checked or (None, [])
        if withheld is None or whole is None or not (withheld.facts or withheld.sources):
            return []
        from brief.pipeline import secrecy

        dossiers = secrecy.Dossiers(whole, self._spoken(whole, plan), prepared.dossier)
        return secrecy.betraying(
            withheld, dossiers, prepared.document, prepared.press.pack, prepared.said
        )

    def _tellable(self, prepared: _Prepared, wanted: list[str]) -> list[Diagnostic]:
        """The findings as the manifest may tell them: it goes to those who verify a file."""
        found, withheld = ordered(self.found), prepared.withheld
        if withheld is None or not (withheld.facts or withheld.sources):
            return found
        from brief.pipeline import secrecy

        return secrecy.tellable(found, withheld, wanted)

    def _blocked(self) -> bool:
        return bool(errors(self.found)) and not self.request.draft

    def _stopped(self) -> Edition:
        self.progress("")
        return Edition(None, None, tuple(ordered(self.found)))


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


def _unfaithful(found: Diagnostic) -> bool:
    """Whether a file differs from its tree: that stops even a draft."""
    return found.severity == "error" and found.code.startswith(("R-", "W-"))


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


def _named(inputs: dict[str, str], prepared: _Prepared) -> dict[str, str]:
    """The inputs as the manifest may name them."""
    withheld = prepared.withheld
    if withheld is None or not (withheld.facts or withheld.sources):
        return inputs
    kept = prepared.dossier.sources.values()
    return nameless(inputs, {f"dossier/{source.snapshot}" for source in kept})


def _words_of(manifest: Manifest) -> bytes:
    """The manifest without the numbers that are of its files alone."""
    return manifest.replace(
        files=(), versions={}, inputs=dict.fromkeys(manifest.inputs, "")
    ).encode()


def _stem(prepared: _Prepared) -> str:
    head = prepared.dossier.head
    return file_stem(head.short_title or prepared.document.meta.title, head.as_of)


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
                place = standing(snapshot, passage)
                words = places_text((place,)) if place else ""
                passages.append((f"{snapshot.code} {words}", passage.exact))
            found[id] = Support(fact.kind, tuple(passages))
    return found


def _held(dossier: Dossier) -> dict[str, Held]:
    """The sources by the codes of their references."""
    from brief.editions.issued import Held

    return {
        snapshot.code: Held(dossier.sources[id].short, snapshot.sha256)
        for id, snapshot in dossier.snapshots.items()
        if id in dossier.sources
    }


def file_stem(title: str, as_of: str) -> str:
    """A readable file name without its suffix, safe on every system, in any script."""
    stem = copies.safe_name(title).strip() or "brief"
    return f"{stem} {as_of}".strip()
