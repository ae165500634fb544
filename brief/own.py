"""The user's own settings: outside every workspace, which may come from other people."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from brief.diagnostics import UsageError

SECRETS = "secrets.toml"
_EXAMPLE = 'such as: allowed = ["env:NAME", "keyring:SERVICE"]'


def folder(
    environment: Mapping[str, str] | None = None, platform: str = sys.platform
) -> Path | None:
    """Where the user's own settings live, such as which template packs are trusted; None where the
    system has no place for them."""
    environment = os.environ if environment is None else environment
    home = environment.get("HOME") or environment.get("USERPROFILE") or ""
    if platform == "win32":
        base = environment.get("APPDATA") or (f"{home}/AppData/Roaming" if home else "")
    elif platform == "darwin":
        base = f"{home}/Library/Application Support" if home else ""
    else:
        base = environment.get("XDG_CONFIG_HOME", "")
        if not base or not Path(base).is_absolute():
            base = f"{home}/.config" if home else ""
    return Path(base) / "brief" if base else None


def allowed_secrets(path: Path) -> frozenset[str]:
    """The places of secrets ("env:NAME", "keyring:SERVICE") that the file at `path` lets workspaces
    name, none where there is no file.  A `UsageError` where it cannot be understood."""
    import tomllib

    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return frozenset()
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror}") from error
    except ValueError as error:  # no TOML, or no UTF-8
        raise UsageError(f"{path} is no TOML: {error}", help=_EXAMPLE) from error
    listed = table.get("allowed", [])
    if set(table) - {"allowed"} or not isinstance(listed, list):
        raise UsageError(f"{path} may hold `allowed` alone, a list", help=_EXAMPLE)
    if not all(isinstance(place, str) for place in listed):
        raise UsageError(f"{path}: `allowed` must be a list of texts", help=_EXAMPLE)
    return frozenset(listed)
