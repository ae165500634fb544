"""`brief init`: a new workspace with a small example dossier that checks green."""

from __future__ import annotations

import click

from brief import TYPE_CHECKING
from brief.cli.options import quiet

if TYPE_CHECKING:
    from pathlib import Path

_SETTINGS = """\
# Settings of this workspace.  Everything has a default; `brief send --help` says what goes here.
format = 1

# [delivery]
# from = "Your desk <desk@example.org>"
# server = "mail.example.org"
"""

_IGNORE = """\
# The results can be made again at any time; .brief/ must not be lost, but is no source either.
out/
.brief/
"""

_TEMPLATES = """\
Your own template packs live here, one folder each.  `brief template new my-brief` copies one to
start from; `brief template list` shows what there is.
"""


@click.command()
@click.argument("directory", default=".", metavar="[DIR]")
@click.option("--name", default="example", show_default=True, help="Name of the example dossier.")
@quiet
def command(directory: str, name: str, quiet: bool) -> None:
    """Make a workspace in DIR (here, if left out) with a small dossier that checks green."""
    import json
    import re
    from importlib import resources
    from pathlib import Path

    from brief.diagnostics import BriefError, UsageError
    from brief.dossier.schema import schemas

    if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", name):
        raise UsageError(f"{name!r} cannot name a dossier", help="use a-z, 0-9 and hyphens")
    root = Path(directory)
    if (root / "brief.toml").exists():
        raise UsageError(
            f"{directory} is a workspace already", help="name another folder: brief init DIR"
        )
    files: dict[str, bytes] = {
        "brief.toml": _SETTINGS.encode(),
        ".gitignore": _IGNORE.encode(),
        "templates/README.md": _TEMPLATES.encode(),
    }
    for file, schema in schemas().items():
        text = json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
        files[f"schemas/{file}"] = text.encode()
    example = resources.files("brief") / "_example"
    for path, data in _tree(example):
        files[f"sources/{name}/{path}"] = _with_modeline(path, data)
    clash = [path for path in files if (root / path).exists() and path != ".gitignore"]
    if clash:
        raise UsageError(
            f"{clash[0]} is there already", help="init writes into a new or empty folder"
        )
    # The settings come last: without them it is no workspace, and init may be tried again.
    made: list[Path] = []
    try:
        for path, data in sorted(files.items(), key=lambda item: item[0] == "brief.toml"):
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            if not target.exists():
                if not target.is_symlink():
                    made.append(target)
                target.write_bytes(data)
    except OSError as error:
        for target in made:
            target.unlink(missing_ok=True)
        raise BriefError(f"cannot write to {directory}: {error.strerror}") from error
    _lock(root, name)
    if not quiet:
        where = "" if directory == "." else f"cd {directory} && "
        click.echo(f"workspace in {directory} with the dossier sources/{name}")
        click.echo(f"next: {where}brief check && brief generate")


def _with_modeline(path: str, data: bytes) -> bytes:
    """A YAML file whose first line tells editors which schema it follows."""
    if not path.endswith(".yaml"):
        return data
    steps = "../" * (2 + path.count("/"))
    kind = "facts" if path.startswith("facts/") else path.removesuffix(".yaml")
    return f"# yaml-language-server: $schema={steps}schemas/{kind}.schema.json\n".encode() + data


def _lock(root: Path, name: str) -> None:
    """Record positions, so that the example has nothing left to be told about."""
    from brief.dossier import load
    from brief.dossier.lock import write_lock

    dossier, _found = load(root / "sources" / name, root)
    if dossier is not None:
        write_lock(dossier, root)


def _tree(folder: object, prefix: str = "") -> list[tuple[str, bytes]]:
    """The files of a packaged folder, by relative path."""
    from importlib.resources.abc import Traversable

    assert isinstance(folder, Traversable)
    found: list[tuple[str, bytes]] = []
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.is_dir():
            found += _tree(entry, f"{prefix}{entry.name}/")
        else:
            found.append((prefix + entry.name, entry.read_bytes()))
    return found
