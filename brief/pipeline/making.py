"""The making of variants: check once, then for each audience render, write, audit and commit."""

from __future__ import annotations

from importlib import import_module

from brief import TYPE_CHECKING, __version__
from brief.diagnostics import Diagnostic, errors, ordered
from brief.editions.manifest import FILE as MANIFEST
from brief.editions.store import Store
from brief.pipeline import copies, recording
from brief.pipeline.copies import Copy, Output
from brief.pipeline.preparing import Prepared, Preparing
from brief.pipeline.request import REVIEW, Edition, Progress, Request, Review
from brief.pipeline.standing import Inputs
from brief.writers import FORMATS, Supplies, Written

if TYPE_CHECKING:
    from brief.house.theme import Theme
    from brief.pipeline.planning import Plan
    from brief.pipeline.sealing import Seal
    from brief.templating.packs import Pack


class Making(Preparing):
    """The making of one or more variants of an edition."""

    def __init__(self, request: Request, inputs: Inputs | None, progress: Progress) -> None:
        super().__init__(request, inputs, progress)
        self._seal: Seal | None = None
        if request.signing is not None and not request.draft:
            from brief.pipeline.sealing import Seal

            self._seal = Seal(request.signing)

    def variant(self, plan: Plan, store: Store) -> Edition:
        """One variant, all stages in order; stops where errors forbid to go on."""
        assert self.inputs is not None
        self.found = []
        prepared = self.prepare(plan)
        if prepared is None:
            return self._stopped()
        edition = f"{prepared.dossier.head.as_of}-{self.inputs.digest}"
        numbered, found = self._copies(plan, prepared, edition)
        message, more = self._message(plan, prepared)
        self.found += [*found, *(d for d in more if d not in self.found)]
        if errors(found) or self.blocked():
            return self._stopped()
        outputs = self._write(plan, prepared, edition, numbered)
        if any(not output.written.data for output in outputs):
            return self._stopped()
        from brief import checks

        self.progress("auditing")
        most = prepared.press.pack.limits.get("pages", 0)
        told = copies.audit(prepared.document, outputs, most)
        self.found += checks.acknowledge(told, prepared.dossier, "finished")
        if self.blocked() or any(map(_unfaithful, self.found)):
            return self._stopped()
        wanted = self._wanted(plan, prepared)
        manifest, files = recording.record(
            self.request, self.inputs, plan, prepared, edition, outputs, message,
            self._tellable(prepared, wanted),
        )  # fmt: skip
        if wanted:
            searched = {**copies.distinct(files, outputs), MANIFEST: recording.words_of(manifest)}
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
        prepared = self.prepare(plan)
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
        stem = recording.stem(prepared)
        path = store.keep_review(f"{stem} {REVIEW.lower()}.docx", written.data)
        self.progress("")
        return Review(path, tuple(ordered(self.found)))

    def draft(self, plan: Plan) -> tuple[bytes, list[Diagnostic]]:
        """The first of the plan's formats as bytes, for a look; neither audited nor committed."""
        self.found = []
        prepared = self.prepare(plan)
        if prepared is None:
            return b"", self.found
        written = self._write(plan.replace(formats=plan.formats[:1]), prepared, "preview")
        return written[0].written.data, self.found

    # ------------------------------------------------------------ stages

    def _message(self, plan: Plan, prepared: Prepared) -> tuple[bytes, list[Diagnostic]]:
        """The words of the message, kept with the edition so that sending renders nothing."""
        from brief import checks
        from brief.pipeline import messages

        data, found = messages.compose(
            prepared.dossier,
            prepared.press,
            self.options(plan),
            prepared.document,
            prepared.desk,
        )
        return data, checks.acknowledge(found, prepared.dossier, "document")

    def _copies(
        self, plan: Plan, prepared: Prepared, edition: str
    ) -> tuple[list[Copy], list[Diagnostic]]:
        """The numbered copies of a variant; none where its audience asks for none."""
        request, language = self.request, plan.language or prepared.dossier.head.language
        return copies.plan_copies(
            plan, prepared.press.pack, request.workspace, request.dossier, edition, language
        )

    def _write(
        self, plan: Plan, prepared: Prepared, edition: str, numbered: list[Copy] | None = None
    ) -> list[Output]:
        from brief.editions import issued

        theme, found = self._theme(prepared.press.pack)
        self.found += found
        riding = b""
        if plan.limits is None or plan.limits.facts:
            riding = issued.encode(
                prepared.said, prepared.support, edition, recording.held(prepared.dossier)
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

    def _leaks(self, files: dict[str, bytes], wanted: list[str]) -> list[Diagnostic]:
        """Traces of what was withheld, looked for in every byte that travels."""
        from brief.editions import leaks

        self.progress("looking for leaks")
        return [d for name, data in files.items() for d in leaks.scan(name, data, wanted)]

    def _wanted(self, plan: Plan, prepared: Prepared) -> list[str]:
        """What would betray what was withheld; nothing where nothing was."""
        withheld, (whole, _) = prepared.withheld, self.checked or (None, [])
        if withheld is None or whole is None or not (withheld.facts or withheld.sources):
            return []
        from brief.pipeline import secrecy

        dossiers = secrecy.Dossiers(whole, self.spoken(whole, plan), prepared.dossier)
        return secrecy.betraying(
            withheld, dossiers, prepared.document, prepared.press.pack, prepared.said
        )

    def _tellable(self, prepared: Prepared, wanted: list[str]) -> list[Diagnostic]:
        """The findings as the manifest may tell them: it goes to those who verify a file."""
        found, withheld = ordered(self.found), prepared.withheld
        if withheld is None or not (withheld.facts or withheld.sources):
            return found
        from brief.pipeline import secrecy

        return secrecy.tellable(found, withheld, wanted)

    def _stopped(self) -> Edition:
        self.progress("")
        return Edition(None, None, tuple(ordered(self.found)))


def _unfaithful(found: Diagnostic) -> bool:
    """Whether a file differs from its tree: that stops even a draft."""
    return found.severity == "error" and found.code.startswith(("R-", "W-"))
