"""The `[signing]` table of `brief.toml`: with which certificate, and whom `verify` trusts."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from brief import TYPE_CHECKING
from brief.diagnostics import UsageError
from brief.record import Record
from brief.secret import check

if TYPE_CHECKING:
    from typing import Any

_TEXTS = ("certificate", "passphrase-from", "reason", "location", "timestamp")
KEYS = (*_TEXTS, "mail", "trust")


class Settings(Record):
    """How to sign.  `certificate` is a path (PKCS#12) or `keyring:SERVICE`; empty signs nothing.

    `timestamp` is the address of a time-stamp authority (RFC 3161), empty for none; `mail` signs
    messages too; `trust` are PEM files of the certificates that `verify` trusts.
    """

    certificate: str = ""
    passphrase_from: str = ""
    reason: str = ""
    location: str = ""
    timestamp: str = ""
    mail: bool = False
    trust: tuple[Path, ...] = ()


class Order(Record):
    """To sign by these settings, at a moment in seconds since the epoch, which is told by whoever
    orders it: nothing here reads a clock.  Secrets come from `environ` or a keyring."""

    settings: Settings
    at: int
    environ: Mapping[str, str]


def parse(table: object, base: Path = Path(), where: str = "brief.toml [signing]") -> Settings:
    """The settings in the table; those that sign nothing where it is None.

    Paths are relative to `base`.  A `UsageError` names the first key that is wrong.
    """
    if table is None:
        return Settings()
    if not isinstance(table, Mapping):
        raise UsageError(f"{where} must be a table", help="write its keys below [signing]")
    for key in table:
        if key in {"passphrase", "password", "key", "pin"} or "secret" in key:
            raise UsageError(
                f"{where}: `{key}` would keep a secret in a file",
                help='use `passphrase-from = "env:BRIEF_PASSPHRASE"` or `"keyring:brief"`',
            )
        if key not in KEYS:
            from brief.text.words import nearest

            near = nearest(key, KEYS)
            raise UsageError(
                f"{where}: unknown key `{key}`",
                help=f"did you mean `{near}`?" if near else f"the keys are {', '.join(KEYS)}",
            )
    values: dict[str, Any] = {}
    for key in _TEXTS:
        value = table.get(key, "")
        if not isinstance(value, str) or not (value.isprintable() or value == ""):
            raise UsageError(f"{where}: `{key}` must be text on one line")
        values[key.replace("-", "_")] = value.strip()
    values["mail"] = table.get("mail", False)
    if not isinstance(values["mail"], bool):
        raise UsageError(f"{where}: `mail` must be true or false")
    trust = table.get("trust", [])
    if not isinstance(trust, list) or not all(isinstance(t, str) and t for t in trust):
        raise UsageError(
            f"{where}: `trust` must be a list of files", help='trust = ["authority.pem"]'
        )
    values["trust"] = tuple(base / name for name in trust)
    settings = Settings(**values)
    _consistent(settings, where)
    held = settings.certificate
    if held and not held.startswith("keyring:"):
        settings = settings.replace(certificate=str(base / held))
    return settings


def _consistent(settings: Settings, where: str) -> None:
    if settings.passphrase_from:
        check(settings.passphrase_from, f"{where}: `passphrase-from`", "passphrase")
    if not settings.certificate:
        for key in ("passphrase_from", "reason", "location", "timestamp", "mail"):
            if getattr(settings, key):
                raise UsageError(
                    f"{where}: `{key.replace('_', '-')}` without `certificate`",
                    help='add `certificate = "office.p12"`',
                )
    elif settings.certificate == "keyring:":
        raise UsageError(
            f"{where}: `certificate` names no entry of the keyring",
            help='write "keyring:SERVICE", or the path of a PKCS#12 file',
        )
    if settings.timestamp and not settings.timestamp.startswith(("https://", "http://")):
        raise UsageError(
            f"{where}: `timestamp` is no address of the web",
            help='write `timestamp = "https://tsa.example.org"`',
        )
