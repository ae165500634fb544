"""`brief generate`: check, render, write, audit, and commit an edition."""

from __future__ import annotations

from brief import TYPE_CHECKING
from brief.cli.calls import (
    DIRECTORY,
    DOSSIER,
    DOSSIERS,
    JSON,
    QUIET,
    Call,
    RefusedError,
    flag,
    option,
)
from brief.diagnostics import EXIT_CLEAN, EXIT_ERRORS

if TYPE_CHECKING:
    from pathlib import Path

    from brief.cli.console import Progress
    from brief.config import Workspace
    from brief.pipeline import Edition, Request
    from brief.signing import Order


def _formats(value: str | None) -> tuple[str, ...]:
    if value is None:
        return ()
    formats = tuple(dict.fromkeys(part.strip() for part in value.split(",") if part.strip()))
    if not formats:
        raise RefusedError("name at least one format: docx, pdf, html")
    return formats


def _as_of(value: str | None) -> str:
    if not value:
        return ""
    from datetime import date

    try:
        return date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise RefusedError(f"{value!r} is no date; write it as 2026-11-21") from error


CALL = Call(
    "Check, write Word and PDF, audit them, and commit an edition to out/.",
    (
        DOSSIER,
        option("template", "-t --template", "Template pack.  [default: policy-brief]", default=""),
        option("audience", "-a --audience", "For whom.", default="general", shown=True),
        flag("everybody", "--all", "A variant for each audience."),
        option("language", "-l --language", "Language.  [default: the dossier's]", default=""),
        option(
            "formats",
            "-f --format",
            "Files to write.  [default: docx,pdf]",
            "docx,pdf,html",
            read=_formats,
        ),
        option("as_of", "--as-of", "Take the place of its as-of date.", "DATE", read=_as_of),
        flag("draft", "--draft", "Go on in spite of errors; marked DRAFT, never sent."),
        flag(
            "review",
            "--review",
            "Write a Word copy with each statement's passages as comments.",
        ),
        option("house", "--house", "House style: a house.docx.", "FILE"),
        flag("no_sign", "--no-sign", "Leave the signatures out."),
        flag("force", "--force", "Write again even if nothing changed."),
        flag("open_files", "--open", "Open the files when done."),
        JSON,
        QUIET,
        DIRECTORY,
    ),
    DOSSIERS,
)


def run(
    dossier: str | None,
    template: str,
    audience: str,
    everybody: bool,
    language: str,
    formats: tuple[str, ...],
    as_of: str,
    draft: bool,
    review: bool,
    house: str | None,
    no_sign: bool,
    force: bool,
    open_files: bool,
    as_json: bool,
    quiet: bool,
) -> int:
    """Make an edition and print where it is; the exit code."""
    from pathlib import Path

    from brief import config, pipeline
    from brief.cli.console import Progress

    workspace = config.find()
    folder = workspace.dossier(dossier)
    request = pipeline.Request(
        workspace=workspace.root,
        dossier=folder,
        out=workspace.out,
        template=template,
        language=language,
        formats=formats,
        audience=audience,
        as_of=as_of,
        draft=draft,
        house=Path(house) if house else None,
        cache=workspace.cache,
        force=force,
        style=_style(workspace),
        signing=None if no_sign or draft or review else _signing(workspace),
    )
    progress = Progress(quiet=quiet or as_json)
    if review:
        return _review(request, progress, workspace, as_json=as_json, quiet=quiet)
    if everybody:
        editions = pipeline.generate_all(request, progress)
    else:
        editions = [pipeline.generate(request, progress)]
    _report(editions, workspace, folder, as_json=as_json, quiet=quiet)
    if editions[-1].manifest is None:
        return EXIT_ERRORS
    if open_files:
        import click

        for edition in editions:
            for file in _files(edition, workspace):
                click.launch(file["path"])
    return EXIT_CLEAN


def _signing(workspace: Workspace) -> Order | None:
    """The order to sign, where brief.toml names a certificate.

    The moment is now, or SOURCE_DATE_EPOCH (reproducible-builds.org), in whole seconds.
    """
    table = workspace.settings.get("signing")
    if table is None:
        return None
    import os
    import time

    from brief.diagnostics import UsageError
    from brief.signing import Order, parse

    settings = parse(table, workspace.root)
    if not settings.certificate:
        return None
    told = os.environ.get("SOURCE_DATE_EPOCH", "")
    if told and not (told.isascii() and told.isdigit() and len(told) < 12):
        raise UsageError(
            "SOURCE_DATE_EPOCH is no number of seconds since 1970",
            help="unset it, or set the moment that signatures are to state",
        )
    return Order(settings, int(told) if told else int(time.time()), os.environ)


def _style(workspace: Workspace) -> str:
    """The citation style that the workspace asks for."""
    if "citations" not in workspace.settings:
        return ""
    from brief.templating.packs import workspace_style

    return workspace_style(workspace.settings)


def _files(edition: Edition, workspace: Workspace) -> list[dict[str, str]]:
    folder = edition.folder
    if edition.manifest is None or folder is None:
        return []
    found = []
    for file in edition.manifest.attached:
        path = workspace.shown(folder / file.path)
        found.append({"path": path, "format": file.format, "sha256": file.sha256})
    return found


def _review(
    request: Request, progress: Progress, workspace: Workspace, *, as_json: bool, quiet: bool
) -> int:
    """Write the reviewers' copy and say where; the exit code."""
    from brief import pipeline
    from brief.cli.console import Console, print_json, say

    copy = pipeline.review(request, progress)
    path = workspace.shown(copy.path) if copy.path else None
    if as_json:
        found = [d.to_value() for d in copy.diagnostics]
        print_json("review", {"path": path, "diagnostics": found})
    else:
        console = Console(workspace.root, quiet=quiet)
        console.show(d for d in copy.diagnostics if d.severity != "info")
        say(path or "nothing written (--draft goes on in spite of errors)", err=not path)
    return EXIT_CLEAN if path else EXIT_ERRORS


def _report(
    editions: list[Edition], workspace: Workspace, dossier: Path, *, as_json: bool, quiet: bool
) -> None:
    from brief.cli.console import Console, print_json, say

    if as_json:
        values = [_value(edition, workspace) for edition in editions]
        print_json("edition", {**values[0], "variants": values})
        return
    console = Console(workspace.root, quiet=quiet)
    found = [d for edition in editions for d in edition.diagnostics]
    console.show(d for d in found if d.severity != "info")
    for edition in editions:
        manifest, folder = edition.manifest, edition.folder
        summary = console.summary(edition.diagnostics)
        if manifest is None or folder is None:
            say(
                f"{workspace.shown(dossier)}: {summary}; nothing written "
                "(--draft goes on in spite of errors)",
                err=True,
            )
            continue
        if not quiet:
            state = "unchanged" if edition.unchanged else "written"
            draft = ", DRAFT" if manifest.draft else ""
            told = f", {summary}" if summary else ""
            whom = f", for {manifest.audience}" if manifest.audience != "general" else ""
            signed = f", signed by {manifest.signature['by']}" if manifest.signature else ""
            say(f"edition {manifest.edition}{whom} ({state}{draft}{told}{signed})")
        for file in manifest.attached:
            say(workspace.shown(folder / file.path))


def _value(edition: Edition, workspace: Workspace) -> dict[str, object]:
    """A variant as a JSON value."""
    manifest = edition.manifest
    return {
        "edition": manifest.edition if manifest else None,
        "variant": manifest.variant if manifest else None,
        "audience": manifest.audience if manifest else None,
        "unchanged": edition.unchanged,
        "draft": manifest.draft if manifest else None,
        "signature": (manifest.signature or None) if manifest else None,
        "files": _files(edition, workspace),
        "diagnostics": [d.to_value() for d in edition.diagnostics],
    }
