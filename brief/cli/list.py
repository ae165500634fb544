"""`brief list`: what a dossier holds."""

from __future__ import annotations

import click

from brief.cli.options import as_json, dossier_argument, in_directory


@click.command(epilog="DOSSIER is a name below sources/ or a path; it may be left out if one.")
@dossier_argument
@click.option("-k", "--kind", help="Only facts of this kind.")
@as_json
@in_directory
@click.pass_context
def command(ctx: click.Context, dossier: str | None, kind: str | None, as_json: bool) -> None:
    """List a dossier's facts: kind, id, source, and what they say."""
    from brief import config
    from brief.cli.console import Console, print_json
    from brief.diagnostics import UsageError
    from brief.dossier import load
    from brief.facts import KINDS
    from brief.text.words import nearest

    if kind is not None and kind not in KINDS:
        close = nearest(kind, list(KINDS))
        hint = f"did you mean {close}? " if close else ""
        raise UsageError(f"there is no kind {kind!r}", help=f"{hint}kinds: {', '.join(KINDS)}")
    workspace = config.find()
    folder = workspace.dossier(dossier)
    read, found = load(folder, workspace.root, workspace.cache)
    if read is None:
        Console(workspace.root).show(found)
        ctx.exit(1)
    facts = [f for f in read.facts.values() if kind is None or f.kind == kind]
    if as_json:
        rows = [
            {
                "kind": f.kind,
                "id": f.id,
                "source": read.sources[f.source].code if f.source in read.sources else None,
                "text": _gist(f.fields),
                "file": f.span().file,
                "line": f.span().line,
            }
            for f in facts
        ]
        print_json("list", {"dossier": read.folder, "facts": rows})
        return
    widths = [max([len(getattr(f, name)) for f in facts] or [0]) for name in ("kind", "id")]
    for f in facts:
        code = read.sources[f.source].code if f.source in read.sources else "-"
        gist = _gist(f.fields)
        click.echo(f"{f.kind:<{widths[0]}}  {f.id:<{widths[1]}}  {code:<3}  {gist}".rstrip())
    if any(d.severity == "error" for d in found):
        click.echo(
            f"{sum(d.severity == 'error' for d in found)} errors; brief check shows them", err=True
        )
        ctx.exit(1)


def _gist(fields: dict[str, object]) -> str:
    """The field that says most of a fact, shortened to a line."""
    for name in ("text", "title", "words", "gist", "value", "of"):
        value = fields.get(name)
        if isinstance(value, dict):
            value = value.get("text")
        if isinstance(value, list):
            value = " … ".join(
                str(v.get("passage", "")) if isinstance(v, dict) else str(v) for v in value
            )
        if isinstance(value, str) and value:
            line = " ".join(value.split())
            return line if len(line) <= 90 else line[:89] + "…"
    return ""
