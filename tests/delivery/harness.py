"""Runs of `Sending` against a server, with a clock that sleeping moves on."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from brief.delivery import dispatch, sending, sentlog
from brief.delivery.ledger import HandOver, Ledger, sole_sender
from brief.delivery.message import Sender
from brief.delivery.parcel import Parcel
from brief.delivery.recipients import Recipient
from brief.delivery.sending import Report, Sending
from brief.delivery.settings import Settings
from brief.delivery.transports import Transport
from brief.delivery.transports.smtp import Smtp
from tests.delivery import servers, workspaces

START = 1_795_000_000.0  # a moment in November 2026
UNIT = Sender("unit@example.org", "Policy Unit")


class Clock:
    """Seconds since the epoch, moved on by sleeping alone."""

    def __init__(self, now: float = START) -> None:
        self.now = now
        self.slept = 0.0
        self._lock = threading.Lock()

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        with self._lock:
            self.now += seconds
            self.slept += seconds
        threading.Event().wait(0.0005)


def settings(port: int = 1, **changes: Any) -> Settings:
    """Settings for a server on the loopback without TLS."""
    # A busy machine may leave an answer waiting for seconds: only who tests that waits less.
    made = Settings(UNIT, server=servers.HOST, port=port, security="none", timeout=60.0)
    return made.replace(**{"reply_timeout": 60.0, **changes})


def person(address: str, **fields: Any) -> Recipient:
    return Recipient(address, address.lower(), address.rpartition("@")[2], **fields)


def people(number: int) -> list[str]:
    return [f"r{i:05}@example.org" for i in range(number)]


class Desk:
    """A folder with a ledger and a log, from which an edition is sent in one run or several."""

    def __init__(
        self, folder: Path, addresses: Iterable[str], parcel: Parcel | None = None
    ) -> None:
        folder.mkdir(exist_ok=True)
        self.state, self.log = folder / ".brief", folder / sentlog.FILE
        self.parcel = parcel or workspaces.parcel()
        assigned, found = dispatch.assign([person(a) for a in addresses], [self.parcel])
        assert not found
        self.assigned = assigned
        self.clock = Clock()

    def send(
        self,
        settings: Settings,
        transport: Transport | None = None,
        *,
        wait: bool = True,
        prepare: Callable[[Sending, sentlog.Writer], None] = lambda *_: None,
    ) -> Report:
        """One run, as the command does it."""
        transport = transport or Smtp(settings, "")
        with sole_sender(self.state), Ledger.open(self.state) as ledger:
            sending.settle_interrupted(ledger, self.clock())
            with ledger.commit():
                ledger.plan(dispatch.planned(a, self.clock()) for a in self.assigned)
            rows = {r.key: r for r in ledger.edition("port")}
            tasks = [
                dispatch.task(a, rows[a.key], settings.sender)
                for a in self.assigned
                if rows[a.key].state in {"planned", "retry"}
            ]
            log = sentlog.Writer(self.log)
            run = Sending(
                ledger,
                log,
                transport,
                settings,
                clock=self.clock,
                sleep=self.clock.sleep,
                wait=wait,
            )
            prepare(run, log)
            try:
                return run.run(tasks)
            finally:
                log.close()

    def rows(self) -> list[HandOver]:
        with Ledger.open(self.state) as ledger:
            return ledger.edition("port")

    def states(self) -> dict[str, str]:
        return {row.address: row.state for row in self.rows()}

    def row(self, address: str) -> HandOver:
        return next(row for row in self.rows() if row.address == address)
