"""`brief verify`: is this file one of our editions, unchanged, and from which sources?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from brief.cli.options import as_json, in_directory

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from brief.editions.manifest import Manifest, OutputFile


@click.command(epilog="Exit codes: 0 unchanged; 1 changed, or not one of ours.")
@click.argument("file")
@click.option("-m", "--manifest", metavar="FILE", help="Hold it against this manifest alone.")
@as_json
@in_directory
@click.pass_context
def command(ctx: click.Context, file: str, manifest: str | None, as_json: bool) -> None:
    """Say whether FILE is one of our editions, unchanged; works offline."""
    from hashlib import sha256
    from pathlib import Path

    from brief.cli.console import print_json
    from brief.diagnostics import UsageError

    path = Path(file)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(f"cannot read {file}: {error.strerror}") from error
    mark = sha256(data).hexdigest()
    known = list(_manifests(path, manifest))
    ours = next(((m, f) for m in known for f in m.files if f.sha256 == mark), None)
    namesake = next(((m, f) for m in known for f in m.files if f.path == path.name), None)
    if as_json:
        print_json("verification", _value(file, mark, data, ours, namesake, len(known)))
    elif ours:
        _tell(*ours, mark, data)
    elif namesake:
        found, entry = namesake
        click.echo(f"changed: {file} is not the file that was committed")
        click.echo(f"  committed  {entry.sha256}  {entry.path} (edition {found.edition})")
        click.echo(f"  this file  {mark}")
    else:
        click.echo(f"unknown: {file} is no file of the {len(known)} manifests looked at")
        click.echo(f"  this file  {mark}")
    if not ours:
        ctx.exit(1)


def _manifests(path: Path, given: str | None) -> Iterator[Manifest]:
    """The manifests to look at: the given one, or that beside the file and the workspace's."""
    from pathlib import Path

    from brief import config
    from brief.diagnostics import BriefError, UsageError
    from brief.editions import manifest as manifests

    if given:
        try:
            yield manifests.decode(Path(given).read_bytes(), given)
        except OSError as error:
            raise UsageError(f"cannot read {given}: {error.strerror}") from error
        return
    beside = path.parent / manifests.FILE
    if beside.is_file():
        yield manifests.read(path.parent)
    try:
        out = config.find().out
    except BriefError:
        return  # outside a workspace: the manifest beside the file has to do
    for found in sorted(out.glob(f"*/*/*/{manifests.FILE}")):
        try:
            yield manifests.read(found.parent)
        except BriefError as error:
            click.echo(f"passed over: {error.message}", err=True)


def _snapshots(manifest: Manifest) -> dict[str, str]:
    """The held texts that the edition was made from, with their sha256."""
    return {p: h for p, h in sorted(manifest.inputs.items()) if "snapshots/" in p}


def _signature(data: bytes) -> str:
    """Whether a PDF bears a signature (its ByteRange, ISO 32000-1, 12.8.1); none is checked."""
    signed = data.startswith(b"%PDF") and b"/ByteRange" in data
    return "there is a signature, which is not checked here" if signed else "no"


def _tell(manifest: Manifest, entry: OutputFile, mark: str, data: bytes) -> None:
    click.echo(f"unchanged: {entry.path}")
    click.echo(f"  sha256   {mark}")
    click.echo(f"  title    {manifest.title}")
    click.echo(f"  edition  {manifest.edition} of {manifest.dossier}, variant {manifest.variant}")
    click.echo(f"  as of    {manifest.as_of}, made by {manifest.product}")
    if manifest.marking:
        click.echo(f"  marking  {manifest.marking}")
    if manifest.draft:
        click.echo("  DRAFT    not meant to leave the house")
    click.echo(f"  signed   {_signature(data)}")
    click.echo("  sources")
    for path, digest in _snapshots(manifest).items():
        click.echo(f"    {digest}  {path}")


def _value(
    file: str,
    mark: str,
    data: bytes,
    ours: tuple[Manifest, OutputFile] | None,
    namesake: tuple[Manifest, OutputFile] | None,
    looked_at: int,
) -> dict[str, Any]:
    manifest, entry = ours or namesake or (None, None)
    return {
        "file": file,
        "sha256": mark,
        "verdict": "unchanged" if ours else "changed" if namesake else "unknown",
        "committed": entry.sha256 if entry else None,
        "dossier": manifest.dossier if manifest else None,
        "edition": manifest.edition if manifest else None,
        "variant": manifest.variant if manifest else None,
        "title": manifest.title if manifest else None,
        "draft": manifest.draft if manifest else None,
        "signature": _signature(data),
        "sources": _snapshots(manifest) if manifest and ours else {},
        "manifests": looked_at,
    }
