"""One thread that writes the ledger and `sent.log`, for all connections of a run.

It takes all changes that are waiting into one transaction, so several connections share the cost of
a sync to the disk.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Sequence

from brief.delivery import sentlog
from brief.delivery.ends import Ends
from brief.delivery.ledger import SENDING, Change, Ledger
from brief.diagnostics import BriefError
from brief.record import Record


class _Entry(Record):
    """Changes to write together, and the event to set when they are on the disk."""

    changes: tuple[Change, ...]
    lines: tuple[sentlog.Line, ...]
    done: threading.Event | None


class Scribe:
    """The one thread that writes the ledger and the log.

    `failure` tells why it could write no more, and `unwritten` what came after that.
    """

    def __init__(self, ledger: Ledger, log: sentlog.Writer) -> None:
        self._ledger, self._log = ledger, log
        self._queue: queue.SimpleQueue[_Entry | None] = queue.SimpleQueue()
        self.failure: BriefError | None = None
        self.unwritten: list[Change] = []
        self._ends = Ends()
        threading.Thread(target=self._run, name="ledger", daemon=True).start()

    def write(self, change: Change, *lines: sentlog.Line, wait: bool = False) -> None:
        """Write a change; with `wait`, return when it is on the disk or raise `BriefError`."""
        done = threading.Event() if wait else None
        self._queue.put(_Entry((change,), lines, done))
        if done:
            done.wait()
            if self.failure:
                raise self.failure

    def close(self) -> None:
        """Return when all is written; an interrupt meanwhile is raised only then."""
        self._queue.put(None)
        try:
            self._ends.wait(1)
        except KeyboardInterrupt:
            self._ends.wait(1)
            raise

    def _run(self) -> None:
        try:
            self._write_all()
        finally:
            self._ends.end()

    def _write_all(self) -> None:
        ended = False
        while not ended:
            entries = [self._queue.get()]
            while not self._queue.empty():
                entries.append(self._queue.get())
            ended = None in entries
            batch = [e for e in entries if e is not None]
            if not self.failure:
                try:
                    self._commit(batch)
                except BriefError as error:
                    self.failure = error
                except Exception as error:
                    # Told as any failure of the ledger: workers wait for this thread.
                    self.failure = BriefError(f"the ledger failed on its own account: {error!r}")
            if self.failure:
                # What was to announce a hand-over did not happen; what tells its end is kept.
                changes = [c for e in batch for c in e.changes]
                self.unwritten += [c for c in changes if c.state != SENDING]
            for entry in batch:
                if entry.done:
                    entry.done.set()

    def _commit(self, batch: Sequence[_Entry]) -> None:
        changes = [c for e in batch for c in e.changes]
        lines = [x for e in batch for x in e.lines]
        if not changes:
            return
        with self._ledger.commit():
            self._ledger.change(changes)
        try:
            self._log.add(lines, durable=any(x.state == SENDING for x in lines))
        except OSError as error:
            raise BriefError(
                f"cannot write {self._log.path.name}: {error.strerror}",
                help="free space, or give yourself the right to write beside the variants",
            ) from error
