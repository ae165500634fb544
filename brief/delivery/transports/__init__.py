"""Transports: ways a message leaves the house.  One way a module, a line each in `TRANSPORTS`.

A transport's module or plug-in (entry point group `brief.transports`) gives a `Kind`, whose `make`
builds the transport from the settings.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Protocol

from brief.delivery.settings import Settings
from brief.diagnostics import UsageError
from brief.record import Record
from brief.registry import members


class Outcome(Record):
    """How an attempt ended: `state` is accepted, retry, failed or uncertain.

    `code` is the server's three digits, or empty; `reply` what it said, on one line, without
    secrets.  `usable` tells whether the connection may carry another message; `stage` is the step
    at which it ended ("mail", "rcpt", "data", "end").
    """

    state: str
    code: str = ""
    reply: str = ""
    usable: bool = True
    stage: str = "end"


class Connection(Protocol):
    """A way that is open, for one message after another."""

    def offer(self, sender: str, address: str, size: int) -> Outcome | None:
        """Announce a message of `size` bytes; None means: go ahead, hand it over."""
        ...

    def hand_over(self, data: bytes) -> Outcome:
        """Hand the message over.  From its first byte on, a lost answer is `uncertain`."""
        ...

    def close(self) -> None:
        """End it politely; never raises."""
        ...


class Transport(Protocol):
    """What carries messages.  `connections` is how many may be open at once."""

    connections: int

    def connect(self) -> Connection:
        """Open a connection; raises `Unreachable` (try again) or `BriefError` (do not)."""
        ...


class Unreachable(Exception):
    """No connection at the moment: worth another try."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Kind(Record):
    """A row of the family's table.  `where` describes a destination for people."""

    make: Callable[[Settings, Mapping[str, str]], Transport]
    where: Callable[[Settings], str]


def _built_in(name: str) -> Kind:
    def make(settings: Settings, environ: Mapping[str, str]) -> Transport:
        transport: Transport = import_module(f"{__name__}.{name}").make(settings, environ)
        return transport

    def where(settings: Settings) -> str:
        described: str = import_module(f"{__name__}.{name}").where(settings)
        return described

    return Kind(make, where)


TRANSPORTS: dict[str, Kind] = {"smtp": _built_in("smtp"), "maildir": _built_in("maildir")}


def kind(name: str) -> Kind:
    """The transport of this name; a `UsageError` when there is none or its plug-in is broken."""
    found: dict[str, Kind]
    found, broken = members("brief.transports", TRANSPORTS, Kind)
    if name in found:
        return found[name]
    reasons = [d.message for d in broken]
    if reasons:
        raise UsageError(f"no transport `{name}`: {reasons[0]}", help="mend the plug-in")
    raise UsageError(
        f"no transport `{name}`", help=f"the transports are {', '.join(sorted(found))}"
    )
