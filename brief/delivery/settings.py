"""The `[delivery]` table of `brief.toml`: which way mail goes, as whom, and how fast."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from brief import TYPE_CHECKING
from brief.delivery.message import Sender
from brief.delivery.recipients import mailbox
from brief.diagnostics import UsageError
from brief.record import Record
from brief.secret import check, fetch

if TYPE_CHECKING:
    from typing import Any

LOOPBACK = ("localhost", "127.0.0.1", "::1")
_HOST = re.compile(r"[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*\.?|[0-9A-Fa-f:]+|\[[0-9A-Fa-f:.]+\]")
_PORTS = {"starttls": 587, "tls": 465, "none": 25}


class Settings(Record):
    """How to send.  Times are in seconds, sizes in bytes."""

    sender: Sender
    transport: str = "smtp"
    server: str = ""
    port: int = 587
    security: str = "starttls"
    user: str = ""
    password_from: str = ""
    ca_file: str = ""
    helo: str = "localhost"
    connections: int = 4
    per_connection: int = 100
    per_minute: int = 0
    timeout: float = 60.0
    reply_timeout: float = 600.0
    max_size: int = 10_000_000
    retry_first: float = 60.0
    retry_most: float = 1800.0
    retry_for: float = 14400.0
    connect_tries: int = 5
    maildir: str = ""
    known_domains: tuple[str, ...] = ()
    local_domains: tuple[str, ...] = ()
    extra: Mapping[str, Any] = {}


_TEXTS = ("transport", "server", "security", "user", "password-from", "ca-file", "helo", "maildir")
_COUNTS = {
    "port": (1, 65535),
    "connections": (1, 32),
    "per-connection": (1, 100_000),
    "per-minute": (0, 1_000_000),
    "max-size": (1000, 500_000_000),
    "connect-tries": (1, 100),
}
_TIMES = ("timeout", "reply-timeout", "retry-first", "retry-most", "retry-for")
_LISTS = ("known-domains", "local-domains")
_OTHERS = ("from", "reply-to", "options")
KEYS = (*_OTHERS, *_TEXTS, *_COUNTS, *_TIMES, *_LISTS)


def parse(
    table: Mapping[str, Any],
    base: Path = Path(),
    where: str = "brief.toml [delivery]",
    *,
    sending: bool = True,
) -> Settings:
    """The settings in a table; a `UsageError` names the first key that is wrong.

    Without `sending` a destination may be missing.  Paths are relative to `base`.  `options` is a
    table of its own, handed to a plug-in's transport as it stands.
    """
    for key in table:
        if ("password" in key and key != "password-from") or "secret" in key:
            raise UsageError(
                f"{where}: `{key}` would keep a secret in a file",
                help='use `password-from = "env:BRIEF_SMTP_PASSWORD"` or `"keyring:brief"`',
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
        if key in table:
            values[_field(key)] = _text(table[key], key, where)
    for key, (least, most) in _COUNTS.items():
        if key in table:
            values[_field(key)] = _number(table[key], key, where, least, most, int)
    for key in _TIMES:
        if key in table:
            values[_field(key)] = _number(table[key], key, where, 0, 604_800, float)
    for key in _LISTS:
        if key in table:
            values[_field(key)] = _domains(table[key], key, where)
    security = values.setdefault("security", "starttls")
    if security not in _PORTS:
        raise UsageError(f"{where}: `security` is {security!r}", help="it is starttls, tls or none")
    values.setdefault("port", _PORTS[security])
    values["extra"] = dict(table.get("options", {}))
    for name in ("ca_file", "maildir"):
        if values.get(name):
            values[name] = str(base / values[name])
    settings = Settings(_sender(table, where, values.get("local_domains", ())), **values)
    _consistent(settings, where)
    if sending:
        _destined(settings, where)
    return settings


def _destined(settings: Settings, where: str) -> None:
    if settings.transport == "smtp" and not settings.server:
        raise UsageError(f"{where}: `server` is missing", help='add `server = "smtp.example.org"`')
    if settings.transport == "maildir" and not settings.maildir:
        raise UsageError(f"{where}: `maildir` is missing", help="name a folder for the messages")


def _consistent(settings: Settings, where: str) -> None:
    for key, host in (("helo", settings.helo), ("server", settings.server)):
        if host and not _HOST.fullmatch(host):
            raise UsageError(
                f"{where}: `{key}` is no name of a host", help="write it in ASCII (xn--...)"
            )
    if settings.user and settings.security == "none":
        raise UsageError(
            f"{where}: a password is never sent without TLS",
            help='set `security = "starttls"` or "tls", or take `user` out',
        )
    if settings.user and not settings.password_from:
        raise UsageError(
            f"{where}: `user` without `password-from`",
            help='add `password-from = "env:BRIEF_SMTP_PASSWORD"` or `"keyring:brief"`',
        )
    if settings.password_from:
        check(settings.password_from, f"{where}: `password-from`", "password")


def _sender(table: Mapping[str, Any], where: str, local_domains: tuple[str, ...]) -> Sender:
    if "from" not in table:
        raise UsageError(
            f"{where}: `from` is missing",
            help='add `from = "Policy Unit <unit@example.org>"` to [delivery] in brief.toml',
        )
    text = _text(table["from"], "from", where)
    name, address = "", text
    if text.endswith(">") and "<" in text:
        name, _, address = text[:-1].rpartition("<")
        name = name.strip().strip('"')
    if not name.isprintable():
        raise UsageError(f"{where}: the name in `from` holds a control character")
    box = mailbox(address.strip(), f"{where}: `from`", local_domains=local_domains)
    reply = table.get("reply-to", "")
    if reply:
        reply = _text(reply, "reply-to", where)
        reply = mailbox(reply, f"{where}: `reply-to`", local_domains=local_domains).address
    return Sender(box.address, name, reply)


def _field(key: str) -> str:
    return key.replace("-", "_")


def _text(value: object, key: str, where: str) -> str:
    if not isinstance(value, str) or not value.isprintable():
        raise UsageError(f"{where}: `{key}` must be text on one line")
    return value.strip()


def _number(
    value: object,
    key: str,
    where: str,
    least: int,
    most: int,
    kind: Callable[[Any], Any],
) -> Any:
    right = isinstance(value, (int, float)) and not isinstance(value, bool)
    if not right or (kind is int and not isinstance(value, int)):
        raise UsageError(f"{where}: `{key}` must be a number")
    assert isinstance(value, (int, float))
    if not least <= value <= most:
        raise UsageError(f"{where}: `{key}` must lie between {least} and {most}")
    return kind(value)


def _domains(value: object, key: str, where: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
        raise UsageError(f'{where}: `{key}` must be a list, such as ["example.org"]')
    return tuple(v.lower() for v in value)


def secret(settings: Settings, environ: Mapping[str, str]) -> str:
    """The password, from where the settings say; it is kept nowhere else."""
    return fetch(settings.password_from, settings.user, environ, key="password-from")
