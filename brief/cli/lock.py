"""`brief lock`: record positions and hashes of snapshots and passages."""

from __future__ import annotations

import click

from brief.cli.options import as_json, dossier_argument, in_directory, quiet


@click.command(epilog="DOSSIER is a name below sources/ or a path; it may be left out if one.")
@dossier_argument
@click.option("--accept", is_flag=True, help="Accept changed snapshots; tells what moved or went.")
@as_json
@quiet
@in_directory
@click.pass_context
def command(
    ctx: click.Context, dossier: str | None, accept: bool, as_json: bool, quiet: bool
) -> None:
    """Record positions and hashes of snapshots and passages in dossier.lock."""
    from brief import config
    from brief.cli.console import Console, print_json
    from brief.dossier import load
    from brief.dossier.lock import differences, write_lock

    workspace = config.find()
    folder = workspace.dossier(dossier)
    read, found = load(folder, workspace.root, workspace.cache)
    # What the lock itself is about to settle is not a finding here.
    settled = differences(read, workspace.root) if read is not None else []
    found = [d for d in found if d not in settled]
    report = None
    # A changed snapshot may have lost passages: accepting it says which, and they stay errors.
    lost = ("SPAN-LOST", "SPAN-AMBIGUOUS", "SRC-FURNITURE") if accept else ()
    if read is not None and not any(d.severity == "error" and d.code not in lost for d in found):
        report, more = write_lock(read, workspace.root, accept=accept)
        found = [*found, *more]
    failed = any(d.severity == "error" for d in found)
    if as_json:
        value = {
            "lock": workspace.shown(folder / "dossier.lock")
            if report is not None and report.written
            else None,
            "report": report.to_value() if report else None,
            "diagnostics": [d.to_value() for d in found],
        }
        print_json("lock", value)
    else:
        Console(workspace.root, quiet=quiet).show(found)
        if report is not None and report.written and not quiet:
            click.echo(f"{workspace.shown(folder / 'dossier.lock')}: {report.summary()}")
    if failed:
        ctx.exit(1)
