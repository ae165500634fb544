"""`brief template`: list, show, copy, check, trust and preview template packs."""

from __future__ import annotations

import click

from brief.cli.options import as_json, in_directory


@click.group()
def command() -> None:
    """List, show, copy, check, trust and preview template packs."""


@command.command("list")
@as_json
@in_directory
def list_packs(as_json: bool) -> None:
    """List the packs that can be used; the workspace's come before the built-in ones."""
    from brief import config
    from brief.cli.console import print_json
    from brief.templating import packs

    rows = packs.listing(config.find().root)
    if as_json:
        value = [{field: getattr(row, field) for field in row._fields} for row in rows]
        print_json("templates", {"templates": value})
        return
    width = max((len(row.name) for row in rows), default=0)
    for row in rows:
        languages = ", ".join(row.languages)
        click.echo(f"{row.name:<{width}}  {row.title}  ({languages}; {row.citations}; {row.where})")


@command.command()
@click.argument("name")
@in_directory
@click.pass_context
def show(ctx: click.Context, name: str) -> None:
    """Show what pack NAME is made of, and where each part comes from."""
    from brief import config
    from brief.cli.console import Console
    from brief.templating import packs

    workspace = config.find()
    pack = packs.find(name, workspace.root)
    Console(workspace.root).show(pack.found)
    click.echo(f"{pack.name}: {pack.title}")
    style = packs.in_style(pack, packs.workspace_style(workspace.settings)).style or "house"
    click.echo(f"  languages: {', '.join(pack.languages)}; citations: {pack.citations}, {style}")
    for index, (folder, shown) in enumerate(zip(pack.folders, pack.shown, strict=True)):
        click.echo(f"  {shown}{' (inherited)' if index else ''}")
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            click.echo(f"    {path.relative_to(folder).as_posix()}")
    if any(d.severity == "error" for d in pack.found):
        ctx.exit(1)


@command.command()
@click.argument("name")
@click.option("--from", "source", default="policy-brief", show_default=True, help="Pack to copy.")
@in_directory
def new(name: str, source: str) -> None:
    """Copy a pack into templates/NAME of the workspace, to be made your own."""
    from brief import config
    from brief.templating import packs, trust

    workspace = config.find()
    folder = packs.copy(source, workspace.root, name)
    trust.record(packs.find(name, workspace.root))
    click.echo(f"{workspace.shown(folder)}: a copy of {source}")
    click.echo(f"next: change it, then brief generate -t {name}")


_language = click.option("-l", "--language", default="", help="A language: en, ru, kk.")
_audience = click.option("-a", "--audience", default="", help="An audience of audiences.yaml.")


@command.command()
@click.argument("name")
@click.option("-d", "--dossier", help="A dossier to try it on, by name or path.")
@_language
@_audience
@as_json
@in_directory
@click.pass_context
def lint(
    ctx: click.Context, name: str, dossier: str | None, language: str, audience: str, as_json: bool
) -> None:
    """Check pack NAME: names, tags, labels, literals; with a dossier what it prints: headings,
    citations, length, the limits of its genre, facts never used."""
    from brief import config
    from brief.cli.console import Console, print_json
    from brief.pipeline.linting import lint as look
    from brief.pipeline.request import GENERAL, Request
    from brief.templating.packs import workspace_style

    workspace = config.find()
    whole = bool(dossier is not None or language or audience or len(workspace.dossiers()) == 1)
    request = Request(
        workspace.root,
        workspace.dossier(dossier) if whole else workspace.root,
        workspace.out,
        audience=audience or GENERAL,
        template=name,
        language=language,
        cache=workspace.cache,
        style=workspace_style(workspace.settings),
    )
    found = look(request, whole=whole)
    if as_json:
        value = {"template": name, "diagnostics": [d.to_value() for d in found]}
        print_json("lint", value)
    else:
        console = Console(workspace.root)
        console.show(found)
        click.echo(f"{name}: {console.summary(found) or 'no findings'}")
    if any(d.severity == "error" for d in found):
        ctx.exit(1)


@command.command()
@click.argument("name")
@in_directory
def trust(name: str) -> None:
    """Trust pack NAME as it stands now: it then runs without the limits of a stranger's."""
    from brief import config
    from brief.diagnostics import UsageError
    from brief.templating import packs
    from brief.templating import trust as trusting

    pack = packs.find(name, config.find().root)
    if trusting.record(pack) is None:
        raise UsageError(
            "there is no place for your settings", help="set HOME, so that trust can be kept"
        )
    click.echo(f"{name}: trusted as it stands; after a change, say so again")


@command.command()
@click.argument("name")
@click.option("-d", "--dossier", help="A dossier to show it on, by name or path.")
@_language
@_audience
@click.option("--port", default=0, help="A port of 127.0.0.1.  [default: a free one]")
@click.option("--png", metavar="DIR", help="Write the pages as pictures to DIR, and stop.")
@click.option("--open", "open_page", is_flag=True, help="Open it in the browser.")
@in_directory
def preview(
    name: str,
    dossier: str | None,
    language: str,
    audience: str,
    port: int,
    png: str | None,
    open_page: bool,
) -> None:
    """Show pack NAME in the browser, renewed after each save of a fact or a template."""
    from pathlib import Path

    from brief import config
    from brief import preview as previewing
    from brief.cli.console import Console
    from brief.diagnostics import UsageError
    from brief.pipeline.request import GENERAL, Request
    from brief.templating.packs import workspace_style

    workspace = config.find()
    folder = workspace.dossier(dossier)
    console = Console(workspace.root)
    shown = previewing.Preview(
        Request(
            workspace.root,
            folder,
            workspace.out,
            audience=audience or GENERAL,
            template=name,
            language=language,
            cache=workspace.cache,
            style=workspace_style(workspace.settings),
        ),
        lambda found: "\n\n".join("\n".join(console.lines(d)) for d in found),
    )
    if png is not None:
        for path in shown.pictures(Path(png)):
            click.echo(path.as_posix())
        return
    try:
        server = previewing.serve(shown, port)
    except OSError as error:
        raise UsageError(f"port {port} cannot be had: {error.strerror}") from error
    address = f"http://{previewing.HOST}:{server.server_address[1]}/"
    click.echo(f"{address} shows {name}; it renews itself after each save; Ctrl+C ends it")
    if open_page:
        click.launch(address)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        click.echo("ended")
    finally:
        server.server_close()
