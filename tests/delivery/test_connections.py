"""How many connections there are, and when a run gives up making them."""

from __future__ import annotations

import threading
from pathlib import Path

from brief.delivery.transports import Outcome, Unreachable
from tests.delivery.harness import Desk, people, settings


class Narrow:
    """A server that has room for the connection of one worker alone.

    The others are refused while it is open, and once more while it is being renewed.  What it is
    handed over the first one is refused, too.
    """

    connections = 2

    def __init__(self) -> None:
        self.made = self.owner = self.refused = 0
        self.owned, self.often = threading.Event(), threading.Event()
        self.renewing, self.again = threading.Event(), threading.Event()

    def connect(self) -> Narrow:
        self.made += 1
        if self.made == 1:  # the run makes it, and hands it to a worker
            return self
        assert self.owned.wait(60)
        if threading.get_ident() != self.owner:
            self.refused += 1
            if self.refused > 6:
                self.often.set()
            if self.renewing.is_set():
                self.again.set()
            raise Unreachable("too many connections")
        self.renewing.set()
        assert self.again.wait(60)
        return self

    def offer(self, _sender: str, _address: str, _size: int) -> Outcome | None:
        self.owner = threading.get_ident()
        self.owned.set()
        assert self.often.wait(60)
        return None

    def hand_over(self, _data: bytes) -> Outcome:
        if self.renewing.is_set():
            return Outcome("accepted", "250", "ok")
        return Outcome("failed", "550", "no")

    def close(self) -> None:
        pass


def test_refusals_beside_an_open_connection_do_not_end_the_run_when_it_is_renewed(
    tmp_path: Path,
) -> None:
    desk = Desk(tmp_path, people(4))
    report = desk.send(settings(per_connection=2, connect_tries=5), Narrow())
    assert not report.stopped
    assert sorted(desk.states().values()) == ["accepted", "accepted", "failed", "failed"]
