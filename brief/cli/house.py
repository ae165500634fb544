"""`brief house`: make and check a house style."""

from __future__ import annotations

import click

from brief.cli.options import as_json, in_directory


@click.group()
def command() -> None:
    """Make and check a house style: a Word file whose styles drive every output."""


@command.command()
@click.argument("file", default="house.docx", metavar="[FILE]")
@in_directory
def init(file: str) -> None:
    """Write a house.docx that explains itself: each style shown on a sample."""
    from pathlib import Path

    from brief.diagnostics import BriefError, UsageError
    from brief.editions.store import write_whole
    from brief.house.authoring import author
    from brief.house.default import DEFAULT

    path = Path(file)
    if path.exists():
        raise UsageError(f"{file} is there already", help="name another file")
    try:
        write_whole(path, author(DEFAULT))
    except OSError as error:
        raise BriefError(f"cannot write {file}: {error.strerror}") from error
    click.echo(f"{file}: restyle it in Word, then brief house check {file}")
    click.echo(f"use it: brief generate --house {file}, or put it into a template pack")


@command.command()
@click.argument("file", type=click.Path())
@as_json
@in_directory
@click.pass_context
def check(ctx: click.Context, file: str, as_json: bool) -> None:
    """Say what is missing or unwise in a house style."""
    from pathlib import Path

    from brief.cli.console import Console, print_json
    from brief.house.checking import check as examine

    found = examine(Path(file))
    if as_json:
        print_json("house", {"file": file, "diagnostics": [d.to_value() for d in found]})
    else:
        console = Console(Path.cwd())
        console.show(found)
        click.echo(f"{file}: {console.summary(found) or 'no findings'}")
    if any(d.severity == "error" for d in found):
        ctx.exit(1)
