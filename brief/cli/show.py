"""`brief show FACT`: a fact with its fields and the passages that support it."""

from __future__ import annotations

import click

from brief import TYPE_CHECKING
from brief.cli.options import as_json, in_directory

if TYPE_CHECKING:
    from typing import Any

    from brief.dossier.model import Dossier
    from brief.facts.fact import Fact


@click.command()
@click.argument("fact")
@click.option("-d", "--dossier", help="A name below sources/ or a path.")
@as_json
@in_directory
@click.pass_context
def command(ctx: click.Context, fact: str, dossier: str | None, as_json: bool) -> None:
    """Show FACT with its passages, and where they stand."""
    from brief import config
    from brief.cli.console import Console, print_json
    from brief.diagnostics import UsageError
    from brief.dossier import load
    from brief.text.words import nearest

    workspace = config.find()
    folder = workspace.dossier(dossier)
    read, found = load(folder, workspace.root, workspace.cache)
    if read is None:
        Console(workspace.root).show(found)
        ctx.exit(1)
    if fact not in read.facts:
        close = nearest(fact, list(read.facts))
        hint = f"did you mean {close}? " if close else ""
        raise UsageError(
            f"there is no fact {fact!r} in {read.folder}", help=f"{hint}brief list shows them all"
        )
    value = _value(read.facts[fact], read)
    if as_json:
        print_json("fact", value)
    else:
        _print(value)


def _value(fact: Fact, dossier: Dossier) -> dict[str, Any]:
    from brief.archive import reference

    passages = []
    for passage in fact.passages:
        snapshot = dossier.snapshots[passage.source]
        line, column = snapshot.place(passage.start)
        passages.append(
            {
                "source": passage.source,
                "reference": (f"{snapshot.code} {reference(snapshot, passage.start, passage.end)}"),
                "file": snapshot.file,
                "line": line,
                "column": column,
                "sha256": snapshot.sha256,
                "exact": passage.exact,
            }
        )
    span = fact.span()
    return {
        "id": fact.id,
        "kind": fact.kind,
        "file": span.file,
        "line": span.line,
        "fields": fact.fields,
        "passages": passages,
    }


def _print(value: dict[str, Any]) -> None:
    click.secho(f"{value['kind']} {value['id']}", bold=True)
    click.echo(f"  {value['file']}:{value['line']}")
    for name, field in value["fields"].items():
        if name not in ("passage", "passages"):
            click.echo(f"  {name}: {_plain(field)}")
    for passage in value["passages"]:
        click.echo()
        click.echo(
            f"  {passage['reference']}  {passage['file']}:{passage['line']}:{passage['column']}"
        )
        click.echo(click.wrap_text(passage["exact"], 88, "    ", "    "))


def _plain(value: Any) -> str:
    if isinstance(value, dict):
        if set(value) == {"text"}:
            return str(value["text"])
        return "; ".join(f"{key}: {_plain(inner)}" for key, inner in value.items())
    if isinstance(value, list):
        return " | ".join(map(_plain, value)) or "[]"
    return str(value)
