"""`brief audit FILE`: check a finished, perhaps hand-edited DOCX or PDF."""

from __future__ import annotations

import click

from brief.cli.options import as_json, in_directory, quiet


@click.command()
@click.argument("file", type=click.Path())
@as_json
@quiet
@in_directory
@click.pass_context
def command(ctx: click.Context, file: str, as_json: bool, quiet: bool) -> None:
    """Check a DOCX or PDF that came back: what changed, what that breaks, what still holds."""
    from pathlib import Path

    from brief import audit, config
    from brief.cli.console import Console, print_json
    from brief.dossier import load

    workspace = config.find()
    data, text, found = audit.edition_of(Path(file), workspace.out)
    folder = workspace.sources / found.manifest.dossier
    dossier = load(folder, workspace.root, workspace.cache)[0] if folder.is_dir() else None
    result = audit.audit(data, text, found, dossier)
    if as_json:
        value = {
            "edition": result.edition,
            "variant": result.variant,
            "unchanged": result.unchanged,
            "held": [s.id for s in result.held],
            "changed": [{"id": s.id, "issued": s.text} for s in result.changed],
            "diagnostics": [d.to_value() for d in result.diagnostics],
        }
        print_json("audit", value)
    else:
        Console(workspace.root, quiet=quiet).show(result.diagnostics)
        if not quiet:
            if result.unchanged:
                state = "unchanged, byte for byte"
            else:
                state = f"{len(result.held)} statements hold, {len(result.changed)} do not"
            click.echo(f"edition {result.edition}, {result.variant}: {state}")
    if any(d.severity == "error" for d in result.diagnostics):
        ctx.exit(1)
