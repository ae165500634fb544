"""`brief cache`: what is cached, and how to be rid of it."""

from __future__ import annotations

import click

from brief.cli.options import in_directory


@click.group()
def command() -> None:
    """Show or clear what is cached.  A cache is data only, and may vanish at any time."""


@command.command()
@in_directory
def info() -> None:
    """Say where the cache is and what it holds."""
    from brief import config

    folder = config.find().cache
    if folder is None:
        click.echo("no cache: there is no folder for it")
        return
    files = [path for path in folder.rglob("*") if path.is_file()] if folder.is_dir() else []
    size = sum(path.stat().st_size for path in files)
    click.echo(f"{folder}: {len(files)} files, {size / 1024:.0f} KiB")


@command.command()
@in_directory
def clear() -> None:
    """Delete the cache."""
    import shutil

    from brief import config
    from brief.diagnostics import BriefError

    folder = config.find().cache
    if folder is not None and folder.is_dir():
        try:
            shutil.rmtree(folder)
        except OSError as error:
            raise BriefError(f"cannot delete {folder}: {error.strerror}") from error
    click.echo("cleared")
