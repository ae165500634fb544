"""`brief check`: every rule, no rendering, nothing written."""

from __future__ import annotations

import click

from brief import TYPE_CHECKING
from brief.cli.options import as_json, dossier_argument, in_directory, quiet

if TYPE_CHECKING:
    from pathlib import Path

    from brief.diagnostics import Diagnostic
    from brief.dossier.model import Dossier


@click.command(epilog="DOSSIER is a name below sources/ or a path; it may be left out if one.")
@dossier_argument
@click.option("--strict", is_flag=True, help="Unacknowledged warnings count as errors.")
@click.option("-v", "--verbose", is_flag=True, help="Show infos and acknowledged warnings too.")
@as_json
@quiet
@in_directory
@click.pass_context
def command(
    ctx: click.Context,
    dossier: str | None,
    strict: bool,
    verbose: bool,
    as_json: bool,
    quiet: bool,
) -> None:
    """Hold every fact against its sources; writes nothing."""
    from brief import config
    from brief.cli.console import Console, print_json
    from brief.dossier.unchanged import outcome

    workspace = config.find()
    folder = workspace.dossier(dossier)
    checked = outcome(
        folder,
        workspace.root,
        workspace.cache,
        lambda: _checked(folder, workspace.root, workspace.cache),
    )
    found = checked.found
    bad = sum(d.severity == "error" for d in found)
    warned = sum(d.severity == "warning" for d in found)
    if as_json:
        value = {
            "dossier": workspace.shown(folder),
            "facts": checked.facts,
            "errors": bad,
            "warnings": warned,
            "diagnostics": [d.to_value() for d in found],
        }
        print_json("check", value)
    else:
        console = Console(workspace.root, quiet=quiet)
        console.show(d for d in found if verbose or d.severity != "info")
        if not quiet:
            what = console.summary(found) or "no findings"
            if checked.facts is not None:
                counts = (checked.facts, "fact"), (checked.sources, "source")
                held = ", ".join(f"{n} {one}{'' if n == 1 else 's'}" for n, one in counts)
                what = f"{held}: {what}"
            click.echo(f"{workspace.shown(folder)}: {what}")
    if bad or (strict and warned):
        ctx.exit(1)


def _checked(
    folder: Path, root: Path, cache: Path | None
) -> tuple[Dossier | None, list[Diagnostic]]:
    from brief import checks

    return checks.check(folder, root, cache)
