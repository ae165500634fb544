"""`brief schema`: the JSON Schemas of a dossier's files, for editors."""

from __future__ import annotations

import click

from brief.cli.options import in_directory


@click.command()
@click.argument("name", required=False)
@click.option("--write", metavar="DIR", help="Write them all to DIR instead of printing.")
@in_directory
def command(name: str | None, write: str | None) -> None:
    """Print the JSON Schema NAME (dossier, facts, audiences, …); without one, list."""
    import json
    from pathlib import Path

    from brief.diagnostics import BriefError, UsageError
    from brief.dossier.schema import schemas

    found = schemas()
    if write:
        folder = Path(write)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for file, schema in found.items():
                text = json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
                (folder / file).write_text(text, encoding="utf-8")
        except OSError as error:
            raise BriefError(f"cannot write schemas to {write}: {error.strerror}") from error
        click.echo(f"{len(found)} schemas in {write}")
        return
    short = {file.split(".")[0]: schema for file, schema in found.items()}
    if name is None:
        click.echo("\n".join(short))
        return
    if name not in short:
        raise UsageError(f"there is no schema {name!r}", help=f"schemas: {', '.join(short)}")
    click.echo(json.dumps(short[name], indent=2, ensure_ascii=False))
