"""The workspace: where it begins, its settings (`brief.toml`), its folders, the user's cache."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from brief import TYPE_CHECKING
from brief.diagnostics import UsageError
from brief.record import Record

if TYPE_CHECKING:
    from typing import Any

SETTINGS = "brief.toml"
FORMAT = "1"


class Workspace(Record):
    """A workspace: the folder that holds `brief.toml`, or one with `sources/` where there is none.

    `cache` is the user's cache folder for this product, or None where the system has no place
    for one; it is made when first written to.
    """

    root: Path
    cache: Path | None
    settings: dict[str, Any] = {}

    @property
    def sources(self) -> Path:
        """Where dossiers are."""
        return self.root / "sources"

    @property
    def out(self) -> Path:
        """Where editions are written; may be deleted at any time."""
        return self.root / "out"

    @property
    def state(self) -> Path:
        """What must outlive `out/`: the ledger of sendings."""
        return self.root / ".brief"

    def dossiers(self) -> list[str]:
        """Names of the dossiers below `sources/`."""
        try:
            return sorted(p.name for p in self.sources.iterdir() if _is_dossier(p))
        except OSError:
            return []

    def dossier(self, name: str | None) -> Path:
        """The folder of a dossier given by name or path; the only one where `name` is left out."""
        names = self.dossiers()
        if name is None:
            if len(names) == 1:
                return self.sources / names[0]
            if not names:
                raise UsageError(
                    f"there is no dossier below {self.shown(self.sources)}",
                    help="brief init makes a workspace with an example",
                )
            raise UsageError(
                "there are several dossiers; say which", help=f"one of: {', '.join(names)}"
            )
        if name in names:
            return self.sources / name
        path = Path(name)
        if path.is_dir():
            return path.resolve()
        from brief.text.words import nearest

        close = nearest(name, names)
        listed = f"; there are: {', '.join(names)}" if names else ""
        raise UsageError(
            f"there is no dossier {name!r}",
            help=(f"did you mean {close}" if close else "name one below sources/, or a path")
            + listed,
        )

    def shown(self, path: Path) -> str:
        """A path as messages show it: relative to where the user stands, with forward slashes."""
        try:
            return path.relative_to(Path.cwd()).as_posix()
        except ValueError:
            return path.as_posix()


def find(start: Path | None = None, environment: Mapping[str, str] | None = None) -> Workspace:
    """The workspace that holds `start` (the current folder, if left out), looking upwards.

    It is the nearest folder with `brief.toml` or `sources/`; a folder without either above it is a
    workspace of its own.  Raises `UsageError` where `brief.toml` cannot be read.
    """
    environment = os.environ if environment is None else environment
    try:
        here = (start or Path.cwd()).resolve()
    except FileNotFoundError as error:
        raise UsageError("the current folder is gone", help="cd to one that exists") from error
    cache = cache_folder(environment)
    for folder in (here, *here.parents):
        if (folder / SETTINGS).is_file():
            return Workspace(folder, cache, _settings(folder / SETTINGS, cache))
        if (folder / "sources").is_dir():
            return Workspace(folder, cache)
    return Workspace(here, cache)


def cache_folder(
    environment: Mapping[str, str] | None = None, platform: str = sys.platform
) -> Path | None:
    """The user's cache folder for this product, by the rules of the platform.

    `BRIEF_CACHE` names another; empty, it turns caching off.  XDG Base Directory Specification
    0.8; Apple's File System Programming Guide; Windows' known folder LocalAppData.
    """
    environment = os.environ if environment is None else environment
    if "BRIEF_CACHE" in environment:
        return Path(environment["BRIEF_CACHE"]) if environment["BRIEF_CACHE"] else None
    home = environment.get("HOME") or environment.get("USERPROFILE") or ""
    if platform == "win32":
        base = environment.get("LOCALAPPDATA") or (f"{home}/AppData/Local" if home else "")
        return Path(base) / "brief" / "cache" if base else None
    if platform == "darwin":
        return Path(home) / "Library" / "Caches" / "brief" if home else None
    base = environment.get("XDG_CACHE_HOME", "")
    if base and not Path(base).is_absolute():
        base = ""  # the specification: relative paths are invalid and ignored
    base = base or (f"{home}/.cache" if home else "")
    return Path(base) / "brief" if base else None


def _is_dossier(path: Path) -> bool:
    return path.is_dir() and not path.name.startswith(".")


def _settings(path: Path, cache: Path | None) -> dict[str, Any]:
    from brief.kept import toml

    try:
        settings = toml(path.read_bytes(), cache)
    except (OSError, ValueError) as error:
        raise UsageError(f"cannot read {path.name}: {error}", help="mend the line named") from error
    if str(settings.get("format", FORMAT)) != FORMAT:
        raise UsageError(
            f"{path.name} has format {settings['format']}, and this brief knows format {FORMAT}",
            help="use a newer brief, or write `format = 1`",
        )
    for key in settings:
        if key not in _KNOWN:
            from brief.text.words import nearest

            close = nearest(key, _KNOWN)
            known = f"it knows {', '.join(_KNOWN)}"
            raise UsageError(
                f"{path.name} has the unknown key or table `{key}`",
                help=f"did you mean `{close}`?" if close else known,
            )
    return settings


# The tables of the settings, each read by its own room.
_KNOWN = ("format", "delivery", "signing", "citations")
