"""From a dossier to a committed edition: load, check, render, transform, check, write, audit, commit.

This is the public Python API; the command line prints what it returns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from brief import __version__
from brief.diagnostics import BriefError, Diagnostic, UsageError, errors, ordered
from brief.editions import inputs as edition_inputs
from brief.editions.manifest import Manifest, OutputFile, StatementEntry
from brief.editions.store import Store, describe
from brief.record import Record
from brief.writers import FORMATS, Supplies, Written

if TYPE_CHECKING:
    from brief.archive.snapshots import Passage
    from brief.document.statements import Said
    from brief.document.tree import Document
    from brief.dossier.model import Dossier
    from brief.house.theme import Theme
    from brief.templating.packs import Pack

Progress = Callable[[str], None]

DEFAULT_TEMPLATE = "policy-brief"
DEFAULT_FORMATS = ("docx", "pdf")
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
    inputs = _inputs(request, pack)
    digest = edition_inputs.digest(inputs, _settings(request))
    if not request.force:
        standing = _standing(store, digest, request, inputs)
        if standing is not None:
            return standing
    return _make(request, pack, store, inputs, digest, progress)


def _make(
    request: Request,
    pack: Pack,
    store: Store,
    inputs: dict[str, str],
    digest: str,
    progress: Progress,
) -> Edition:
    progress("checking")
    dossier, found = check(request.dossier, request.workspace, request.cache)
    if dossier is None or (errors(found) and not request.draft):
        return Edition(None, None, tuple(found))
    if request.as_of:
        dossier = dossier.replace(head=dossier.head.replace(as_of=request.as_of))
    edition = f"{dossier.head.as_of}-{digest}"

    progress("rendering")
    document, rendered = _render(dossier, pack, request, edition)
    found = ordered([*found, *rendered])
    if document is None or (errors(found) and not request.draft):
        return Edition(None, None, tuple(found))

    theme, housed = _theme(request, pack)
    supplies, said = _supplies(document, dossier, request, edition)
    written: dict[str, Written] = {}
    for format in request.formats:
        progress(f"writing {format}")
        module = import_module(FORMATS[format].module)
        written[format] = module.write(document, theme, supplies)
    found = ordered([*found, *housed, *(d for w in written.values() for d in w.diagnostics)])

    progress("auditing")
    found = ordered([*found, *_audit(document, written)])
    # A draft may go out with errors in its material, never with files that differ from the tree.
    if errors(found) and not (request.draft and not _unfaithful(found)):
        return Edition(None, None, tuple(found))

    progress("committing")
    manifest, files = _manifest(request, dossier, inputs, edition, said, written, found)
    folder = store.commit(manifest, files)
    progress("")
    return Edition(manifest, folder, tuple(found))


def _unfaithful(found: Iterable[Diagnostic]) -> bool:
    return any(d.severity == "error" and d.code.startswith(("R-", "W-")) for d in found)


def _known_formats(formats: tuple[str, ...]) -> None:
    from brief.text import nearest

    for format in formats:
        if format not in FORMATS:
            close = nearest(format, list(FORMATS))
            hint = f"did you mean {close}? " if close else ""
            raise UsageError(
                f"there is no format {format!r}", help=f"{hint}formats: {', '.join(FORMATS)}"
            )


def _inputs(request: Request, pack: Pack) -> dict[str, str]:
    inputs = edition_inputs.of_dossier(request.dossier)
    for folder, shown in zip(pack.folders, pack.shown, strict=True):
        inputs |= edition_inputs.of_folder(folder, f"template/{Path(shown).name}")
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


def _variant(request: Request, language: str) -> str:
    return f"{request.audience}-{language}-{request.template}"


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
            found = tuple(_diagnostic(value) for value in manifest.diagnostics)
            return Edition(manifest, store.variant(edition, variant), found, unchanged=True)
    return None


def _render(
    dossier: Dossier, pack: Pack, request: Request, edition: str
) -> tuple[Document | None, list[Diagnostic]]:
    from brief import checks, templating, transforms

    document, found = templating.render(
        dossier, pack, edition=edition, draft=request.draft, cache=request.cache
    )
    if document is None:
        return None, found
    document, more = transforms.apply(document, templating.references(dossier, pack))
    found = [*found, *more, *checks.run_document(document, dossier, pack.literals)]
    return document, checks.acknowledge(found, dossier)


def _theme(request: Request, pack: Pack) -> tuple[Theme, list[Diagnostic]]:
    house = request.house or pack.house
    if house is None:
        from brief.house.default import DEFAULT

        return DEFAULT, []
    from brief import house as houses

    theme, found = houses.read(house)
    return theme, list(found)


def _supplies(
    document: Document, dossier: Dossier, request: Request, edition: str
) -> tuple[Supplies, tuple[Said, ...]]:
    from brief.archive import reference
    from brief.document.statements import statements
    from brief.editions import issued

    said = statements(document)
    references: dict[Passage, str] = {}
    for fact in dossier.facts.values():
        for passage in fact.passages:
            snapshot = dossier.snapshots[passage.source]
            references[passage] = (
                f"{snapshot.code} {reference(snapshot, passage.start, passage.end)}"
            )
    facts = issued.encode(said, dossier.facts, references, edition)
    product = f"brief {__version__}"
    return Supplies(facts_json=facts, cache=request.cache, product=product), said


def _audit(document: Document, written: dict[str, Written]) -> list[Diagnostic]:
    from brief.document.flow import flow
    from brief.editions import audit, reading

    expected = flow(document)
    found: list[Diagnostic] = []
    reads: list[audit.Read] = []
    for format, result in written.items():
        if format in reading.READERS and result.data:
            read = reading.read(result.data, format)
            found += audit.compare(expected, read, FORMATS[format].name.upper())
            reads.append(read)
    for first, second in zip(reads, reads[1:], strict=False):
        names = (first.format.upper(), second.format.upper())
        found += audit.parity(first, second, names)
    return found


def _manifest(
    request: Request,
    dossier: Dossier,
    inputs: dict[str, str],
    edition: str,
    said: tuple[Said, ...],
    written: dict[str, Written],
    found: list[Diagnostic],
) -> tuple[Manifest, dict[str, bytes]]:
    from brief.document.composite_text import plain

    title = plain(dossier.head.title)
    stem = file_stem(dossier.head.short_title or title, dossier.head.as_of)
    files = {stem + FORMATS[format].suffix: result.data for format, result in written.items()}
    entries: tuple[OutputFile, ...] = tuple(
        describe(name, format, data)
        for (name, data), format in zip(files.items(), written, strict=True)
    )
    manifest = Manifest(
        product=f"brief {__version__}",
        dossier=dossier.name,
        edition=edition,
        variant=_variant(request, dossier.head.language),
        audience=request.audience,
        language=dossier.head.language,
        template=request.template,
        marking=dossier.head.marking,
        as_of=dossier.head.as_of,
        title=title,
        draft=request.draft,
        inputs=inputs,
        versions=_versions(),
        files=entries,
        statements=tuple(StatementEntry(s.id, s.text, s.facts, s.citation, s.author) for s in said),
        diagnostics=tuple(_value(d) for d in found),
    )
    return manifest, files


def file_stem(title: str, as_of: str) -> str:
    """A readable file name without its suffix, safe on every system, in any script."""
    words = "".join(c if c.isalnum() or c in "-_ " else " " for c in title).split()
    stem = " ".join(words)[:80].strip() or "brief"
    return f"{stem} {as_of}".strip()


def _value(diagnostic: Diagnostic) -> dict[str, Any]:
    """A diagnostic as a JSON value."""
    value: dict[str, Any] = {
        "code": diagnostic.code,
        "severity": diagnostic.severity,
        "message": diagnostic.message,
        "fact": diagnostic.fact,
        "helps": list(diagnostic.helps),
        "notes": list(diagnostic.notes),
    }
    if diagnostic.span is not None:
        span = diagnostic.span
        value["span"] = [span.file, span.line, span.column, span.length]
        value["label"] = diagnostic.label
    return value


def _diagnostic(value: dict[str, Any]) -> Diagnostic:
    from brief.diagnostics import Span

    span = Span(*value["span"]) if "span" in value else None
    return Diagnostic(
        value["code"],
        value["severity"],
        value["message"],
        span,
        value.get("label", ""),
        helps=tuple(value["helps"]),
        notes=tuple(value["notes"]),
        fact=value["fact"],
    )


__all__ = ["BriefError", "Edition", "Request", "check", "file_stem", "generate"]
