"""`brief cache`: what is cached, and how to be rid of it."""

from __future__ import annotations

import click

from brief import TYPE_CHECKING
from brief.cli.options import in_directory

if TYPE_CHECKING:
    from pathlib import Path

# The folders of the cache, and what stands in them.  Nothing else is ever deleted: `BRIEF_CACHE`
# may name a folder that holds other things too.
FAMILIES = {
    "dossier": "dossiers as read",
    "findings": "what the rules found",
    "outcomes": "what `brief check` found in a folder",
    "fonts": "kerned pairs of letters",
    "houses": "house styles as read",
    "subsets": "fonts cut for embedding",
    "templates": "compiled templates",
    "toml": "settings as read",
}


@click.group()
def command() -> None:
    """Show or clear what is cached.

    It is kept to save time alone, and may vanish at any moment.  BRIEF_CACHE names another
    folder for it; empty, it turns caching off.
    """


@command.command()
@in_directory
def info() -> None:
    """Say where the cache is and what it holds."""
    from brief import config

    folder = config.find().cache
    if folder is None:
        click.echo("nothing is cached: there is no folder for it, or BRIEF_CACHE is empty")
        return
    click.echo(folder)
    for family, what in FAMILIES.items():
        sizes = _sizes(folder / family)
        if sizes:
            click.echo(f"  {family:10} {len(sizes):5} files {sum(sizes) / 1024:9,.0f} KiB  {what}")


@command.command()
@in_directory
def clear() -> None:
    """Delete what is cached."""
    import shutil

    from brief import config
    from brief.diagnostics import BriefError

    folder = config.find().cache
    if folder is not None:
        for family in FAMILIES:
            try:
                shutil.rmtree(folder / family)
            except (FileNotFoundError, NotADirectoryError):
                continue  # nothing of it is cached
            except OSError as error:
                raise BriefError(
                    f"cannot delete {folder / family}: {error.strerror}",
                    help="give yourself the right to delete there",
                ) from error
    click.echo("cleared")


def _sizes(folder: Path) -> list[int]:
    sizes: list[int] = []
    for path in folder.iterdir() if folder.is_dir() else ():
        try:
            sizes.append(path.stat().st_size)
        except OSError:  # another run made room meanwhile
            continue
    return sizes
