"""What the manifest of a variant says, and what the variant's files are called."""

from __future__ import annotations

from brief import TYPE_CHECKING, __version__
from brief.editions.manifest import MESSAGE, MESSAGE_FILE, Manifest, StatementEntry
from brief.editions.store import describe
from brief.pipeline.copies import Output, safe_name
from brief.pipeline.standing import Inputs, nameless, relevant
from brief.writers import FORMATS

if TYPE_CHECKING:
    from brief.diagnostics import Diagnostic
    from brief.dossier.model import Dossier
    from brief.editions.issued import Held
    from brief.pipeline.planning import Plan
    from brief.pipeline.preparing import Prepared
    from brief.pipeline.request import Request


def record(
    request: Request,
    inputs: Inputs,
    plan: Plan,
    prepared: Prepared,
    edition: str,
    outputs: list[Output],
    message: bytes,
    found: list[Diagnostic],
) -> tuple[Manifest, dict[str, bytes]]:
    """The manifest of a variant, with the findings that it may tell, and the bytes of its files by
    their names."""
    from brief.editions.issued import as_value

    head, meta = prepared.dossier.head, prepared.document.meta
    language = plan.language or head.language
    begin = stem(prepared)
    files: dict[str, bytes] = {}
    entries = []
    for output in outputs:
        copy, data = output.copy, output.written.data
        ending = f" {copy.ending}" if copy else ""
        name = f"{begin}{ending}{FORMATS[output.format].suffix}"
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
        draft=request.draft,
        inputs=_named(relevant(inputs, numbered=bool(outputs[0].copy)), prepared),
        versions=inputs.versions,
        files=tuple(entries),
        statements=tuple(
            StatementEntry(s.id, s.text, s.facts, s.citation, s.author) for s in prepared.said
        ),
        diagnostics=tuple(d.to_value() for d in found),
        issued={id: as_value(facts) for id, facts in prepared.support.items()},
    )
    return manifest, files


def _named(inputs: dict[str, str], prepared: Prepared) -> dict[str, str]:
    """The inputs as the manifest may name them."""
    withheld = prepared.withheld
    if withheld is None or not (withheld.facts or withheld.sources):
        return inputs
    kept = prepared.dossier.sources.values()
    return nameless(inputs, {f"dossier/{source.snapshot}" for source in kept})


def words_of(manifest: Manifest) -> bytes:
    """The manifest without the numbers that are of its files alone."""
    return manifest.replace(
        files=(), versions={}, inputs=dict.fromkeys(manifest.inputs, "")
    ).encode()


def held(dossier: Dossier) -> dict[str, Held]:
    """The sources by the codes of their references."""
    from brief.editions.issued import Held

    return {
        snapshot.code: Held(dossier.sources[id].short, snapshot.sha256)
        for id, snapshot in dossier.snapshots.items()
        if id in dossier.sources
    }


def stem(prepared: Prepared) -> str:
    """What the names of the variant's files begin with."""
    head = prepared.dossier.head
    return file_stem(head.short_title or prepared.document.meta.title, head.as_of)


def file_stem(title: str, as_of: str) -> str:
    """A readable file name without its suffix, safe on every system, in any script."""
    stem = safe_name(title).strip() or "brief"
    return f"{stem} {as_of}".strip()
