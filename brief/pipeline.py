"""From a dossier to a committed edition: load, check, render, write, audit, commit.

This is the public Python API; the command line prints what it returns.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from brief import __version__
from brief.diagnostics import Diagnostic, UsageError, errors, ordered
from brief.editions import inputs as edition_inputs
from brief.editions.manifest import Manifest, StatementEntry
from brief.editions.store import Store, describe
from brief.record import Record
from brief.writers import FORMATS, Supplies, Written

if TYPE_CHECKING:
    from brief.document.statements import Said
    from brief.document.tree import Document
    from brief.dossier.model import Dossier
    from brief.editions.issued import Support
    from brief.house.theme import Theme
    from brief.templating.packs import Pack

Progress = Callable[[str], None]

DEFAULT_TEMPLATE = "policy-brief"
DEFAULT_FORMATS = ("docx", "pdf")
REVIEW = "REVIEW COPY"  # the mark on a working file that is no edition
GENERAL = "general"  # the audience where no other is asked for


class Request(Record):
    """What to generate.  `dossier` is the folder; `cache` may be None to do without one.

    `as_of` (ISO date) takes the place of the dossier's; `draft` goes on in spite of errors and
    marks every page; `force` writes again what is there already.
    """

    workspace: Path
    dossier: Path
    out: Path
    template: str = DEFAULT_TEMPLATE
    formats: tuple[str, ...] = DEFAULT_FORMATS
    audience: str = GENERAL
    as_of: str = ""
    draft: bool = False
    house: Path | None = None
    cache: Path | None = None
    force: bool = False


class Edition(Record):
    """What came of a request.  `manifest` is None where errors stopped it; `unchanged` tells that
    the same inputs had given this edition before."""

    manifest: Manifest | None
    folder: Path | None
    diagnostics: tuple[Diagnostic, ...]
    unchanged: bool = False


class Review(Record):
    """A reviewers' copy; `path` is None where errors stopped it."""

    path: Path | None
    diagnostics: tuple[Diagnostic, ...]


def _silent(_step: str) -> None:
    """No progress."""


def check(
    folder: Path, workspace: Path, cache: Path | None = None
) -> tuple[Dossier | None, list[Diagnostic]]:
    """Load a dossier and hold it against every rule; writes nothing.

    Returns the dossier (None where it cannot be read at all) and the findings by place, those
    that a person acknowledged turned into infos.
    """
    from brief import checks
    from brief.dossier import load

    dossier, found = load(folder, workspace, cache)
    if dossier is not None:
        found = [*found, *checks.run_dossier(dossier)]
        found = checks.acknowledge(found, dossier)
    return dossier, ordered(found)


def generate(request: Request, progress: Progress = _silent) -> Edition:
    """Make an edition's variant, or find that it stands already.

    Raises `UsageError` for an unknown template, format or house, `BriefError` where the result
    cannot be written.  Findings about the material are in the result.
    """
    from brief.templating import packs

    _known_formats(request.formats)
    if not request.dossier.is_dir():
        raise UsageError(f"there is no dossier folder {request.dossier.name}")
    pack = packs.find(request.template, request.workspace)
    store = Store(request.out, request.dossier.name)
    inputs = _inputs(request)
    digest = edition_inputs.digest(inputs, _settings(request))
    if not request.force:
        standing = _standing(store, digest, request, inputs)
        if standing is not None:
            return standing
    return _Run(request, pack, inputs, digest, progress).make(store)


def review(request: Request, progress: Progress = _silent) -> Review:
    """Write the reviewers' copy: a Word file with each statement's passages in a comment.

    It is a working file in `out/<dossier>/review/`, never part of an edition and never sendable.
    Raises as `generate` does.
    """
    from brief.templating import packs

    if not request.dossier.is_dir():
        raise UsageError(f"there is no dossier folder {request.dossier.name}")
    pack = packs.find(request.template, request.workspace)
    store = Store(request.out, request.dossier.name)
    return _Run(request, pack, {}, "review", progress).review(store)


class _Run:
    """One making of a variant: what is known so far, stage by stage."""

    def __init__(
        self, request: Request, pack: Pack, inputs: dict[str, str], digest: str, progress: Progress
    ) -> None:
        self.request = request
        self.pack = pack
        self.inputs = inputs
        self.digest = digest
        self.progress = progress
        self.found: list[Diagnostic] = []

    def make(self, store: Store) -> Edition:
        """All stages in order; stops where errors forbid to go on."""
        prepared = self._prepare()
        if prepared is None:
            return self._stopped()
        dossier, document, edition = prepared
        written, said, support = self._write(document, dossier, edition)
        if any(not result.data for result in written.values()):
            return self._stopped()

        self.progress("auditing")
        self.found += _audit(document, written)
        if self._blocked() or any(map(_unfaithful, self.found)):
            return self._stopped()

        self.progress("committing")
        manifest, files = self._manifest(document, dossier, edition, written, said, support)
        folder = store.commit(manifest, files)
        self.progress("")
        return Edition(manifest, folder, tuple(ordered(self.found)))

    def review(self, store: Store) -> Review:
        """The reviewers' copy: DOCX alone, a comment on each statement; no edition, not audited."""
        from brief.document.statements import statements
        from brief.editions.review import comments

        prepared = self._prepare()
        if prepared is None:
            return Review(None, self._stopped().diagnostics)
        dossier, document, _edition = prepared
        document = document.replace(meta=document.meta.replace(draft=REVIEW))
        theme, found = self._theme()
        said = statements(document)
        told = comments(said, _support(dossier, said), self.found)
        self.progress("writing docx")
        module = import_module(FORMATS["docx"].module)
        written: Written = module.write(document, theme, Supplies(comments=told))
        self.found += [*found, *written.diagnostics]
        head = dossier.head
        stem = file_stem(head.short_title or document.meta.title, head.as_of)
        path = store.keep_review(f"{stem} {REVIEW.lower()}.docx", written.data)
        self.progress("")
        return Review(path, tuple(ordered(self.found)))

    def _prepare(self) -> tuple[Dossier, Document, str] | None:
        """Check and render: the dossier, its document and the edition's name; None if stopped."""
        self.progress("checking")
        dossier, found = check(self.request.dossier, self.request.workspace, self.request.cache)
        self.found += found
        if dossier is None or self._blocked():
            return None
        if self.request.as_of:
            dossier = dossier.replace(head=dossier.head.replace(as_of=self.request.as_of))
        self.progress("rendering")
        document = self._render(dossier)
        if document is None or self._blocked():
            return None
        return dossier, document, f"{dossier.head.as_of}-{self.digest}"

    def _blocked(self) -> bool:
        return bool(errors(self.found)) and not self.request.draft

    def _stopped(self) -> Edition:
        self.progress("")
        return Edition(None, None, tuple(ordered(self.found)))

    def _render(self, dossier: Dossier) -> Document | None:
        from brief import checks, templating

        options = templating.Options(draft=self.request.draft, cache=self.request.cache)
        document, rendered = templating.compose(dossier, self.pack, options)
        found = list(rendered)
        if document is not None:
            found += checks.run_document(document, dossier, self.pack.literals)
        self.found += checks.acknowledge(found, dossier, "document")
        return document

    def _write(
        self, document: Document, dossier: Dossier, edition: str
    ) -> tuple[dict[str, Written], tuple[Said, ...], dict[str, Support]]:
        from brief.document.statements import statements
        from brief.editions import issued

        theme, found = self._theme()
        self.found += found
        said = statements(document)
        support = _support(dossier, said)
        supplies = Supplies(
            facts_json=issued.encode(said, support, edition),
            cache=self.request.cache,
            product=f"brief {__version__}",
        )
        written: dict[str, Written] = {}
        for format in self.request.formats:
            self.progress(f"writing {format}")
            module = import_module(FORMATS[format].module)
            written[format] = module.write(document, theme, supplies)
            self.found += written[format].diagnostics
        return written, said, support

    def _theme(self) -> tuple[Theme, list[Diagnostic]]:
        house = self.request.house or self.pack.house
        if house is None:
            from brief.house.default import DEFAULT

            return DEFAULT, []
        from brief.house.reading import read

        return read(house)

    def _manifest(
        self,
        document: Document,
        dossier: Dossier,
        edition: str,
        written: dict[str, Written],
        said: tuple[Said, ...],
        support: dict[str, Support],
    ) -> tuple[Manifest, dict[str, bytes]]:
        from brief.editions.issued import as_value

        head, request = dossier.head, self.request
        stem = file_stem(head.short_title or document.meta.title, head.as_of)
        files = {stem + FORMATS[f].suffix: result.data for f, result in written.items()}
        manifest = Manifest(
            product=f"brief {__version__}",
            dossier=dossier.name,
            edition=edition,
            variant=f"{request.audience}-{head.language}-{request.template}",
            audience=request.audience,
            language=head.language,
            template=request.template,
            marking=head.marking,
            as_of=head.as_of,
            title=document.meta.title,
            draft=request.draft,
            inputs=self.inputs,
            versions=_versions(),
            files=tuple(
                describe(name, format, data)
                for (name, data), format in zip(files.items(), written, strict=True)
            ),
            statements=tuple(
                StatementEntry(s.id, s.text, s.facts, s.citation, s.author) for s in said
            ),
            diagnostics=tuple(d.to_value() for d in ordered(self.found)),
            issued={id: as_value(facts) for id, facts in support.items()},
        )
        return manifest, files


def _unfaithful(found: Diagnostic) -> bool:
    """Whether a file differs from its tree: that stops even a draft."""
    return found.severity == "error" and found.code.startswith(("R-", "W-"))


def _known_formats(formats: tuple[str, ...]) -> None:
    from brief.text import nearest

    if not formats:
        raise UsageError("no format is named", help=f"formats: {', '.join(FORMATS)}")
    for format in formats:
        if format not in FORMATS:
            close = nearest(format, list(FORMATS))
            hint = f"did you mean {close}? " if close else ""
            raise UsageError(
                f"there is no format {format!r}", help=f"{hint}formats: {', '.join(FORMATS)}"
            )


def _inputs(request: Request) -> dict[str, str]:
    """All inputs of an edition: its variants share them, so every pack at hand is among them."""
    from brief.templating.packs import builtin_folder

    inputs = edition_inputs.of_dossier(request.dossier)
    inputs |= edition_inputs.of_folder(builtin_folder(), "built-in")
    own = request.workspace / "templates"
    if own.is_dir() and own != builtin_folder():
        for pack in sorted(p for p in own.iterdir() if p.is_dir()):
            inputs |= edition_inputs.of_folder(pack, f"templates/{pack.name}")
    if request.house is not None:
        from hashlib import sha256

        try:
            data = request.house.read_bytes()
        except OSError as error:
            raise UsageError(
                f"cannot read the house file {request.house.name}: {error.strerror}"
            ) from error
        inputs[f"house/{request.house.name}"] = sha256(data).hexdigest()
    return inputs


def _settings(request: Request) -> list[tuple[str, str]]:
    settings = [(f"version {name}", version) for name, version in _versions().items()]
    settings.append(("as-of", request.as_of))
    settings.append(("draft", "yes" if request.draft else ""))
    return settings


def _versions() -> dict[str, str]:
    return dict(sorted(edition_inputs.versions().items()))


def _standing(
    store: Store, digest: str, request: Request, inputs: dict[str, str]
) -> Edition | None:
    """The edition of these inputs, where it stands whole with the formats asked for."""
    edition = store.find(digest)
    if edition is None:
        return None
    for variant in store.variants(edition):
        audience, template = f"{request.audience}-", f"-{request.template}"
        if not (variant.startswith(audience) and variant.endswith(template)):
            continue
        manifest = store.intact(edition, variant)
        if (
            manifest is not None
            and manifest.inputs == inputs
            and tuple(file.format for file in manifest.files) == request.formats
        ):
            found = tuple(Diagnostic.from_value(value) for value in manifest.diagnostics)
            return Edition(manifest, store.variant(edition, variant), found, unchanged=True)
    return None


def _support(dossier: Dossier, said: tuple[Said, ...]) -> dict[str, Support]:
    """What the facts that were issued rest on."""
    from brief.archive import reference
    from brief.editions.issued import Support

    found: dict[str, Support] = {}
    for id in dict.fromkeys(id for statement in said for id in statement.facts):
        fact = dossier.facts.get(id)
        if fact is not None:
            passages = []
            for passage in fact.passages:
                snapshot = dossier.snapshots[passage.source]
                place = reference(snapshot, passage.start, passage.end)
                passages.append((f"{snapshot.code} {place}", passage.exact))
            found[id] = Support(fact.kind, tuple(passages))
    return found


def _audit(document: Document, written: dict[str, Written]) -> list[Diagnostic]:
    """Each finished file against the tree, and Word against PDF."""
    from brief.document.flow import flow
    from brief.editions import audit, read_docx, read_pdf

    expected = flow(document)
    found: list[Diagnostic] = []
    word = read_docx.read(written["docx"].data) if "docx" in written else None
    paper = read_pdf.read(written["pdf"].data) if "pdf" in written else None
    if word is not None:
        found += audit.docx(expected, word)
    if paper is not None:
        found += audit.pdf(expected, paper)
    if word is not None and paper is not None:
        found += audit.parity(word, paper)
    return found


def file_stem(title: str, as_of: str) -> str:
    """A readable file name without its suffix, safe on every system, in any script."""
    words = "".join(c if c.isalnum() or c in "-_ " else " " for c in title).split()
    stem = " ".join(words)[:80].strip() or "brief"
    return f"{stem} {as_of}".strip()


__all__ = ["Edition", "Request", "Review", "check", "file_stem", "generate", "review"]
