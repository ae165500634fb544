"""Handing messages over: several connections at once, every step in the ledger before it is taken.

Workers share one queue, and one thread alone writes (see `brief.delivery.scribe`).  A worker waits
for its `sending` to be on the disk before it sends DATA, and everything it told before is in the
same or an earlier transaction: a kill leaves at most one uncertain hand-over a connection.
"""

from __future__ import annotations

import heapq
import threading
from collections import Counter, deque
from collections.abc import Callable, Sequence
from itertools import count

from brief.delivery import sentlog
from brief.delivery.ends import Ends
from brief.delivery.ledger import (
    ACCEPTED,
    FAILED,
    RETRY,
    SENDING,
    SETTLED,
    UNCERTAIN,
    Change,
    HandOver,
    Ledger,
    utc,
)
from brief.delivery.message import Message
from brief.delivery.scribe import Scribe
from brief.delivery.settings import Settings
from brief.delivery.transports import Connection, Outcome, Transport, Unreachable
from brief.diagnostics import BriefError
from brief.record import Record

_SLICE = 1.0  # seconds: how soon a waiting worker notices that the run is being stopped
_REFUSALS = 10  # refusals of the sender in a row, with none accepted, that end a run
_IDLE = 5.0  # seconds a connection is kept open with nothing to carry


class Task(Record):
    """A hand-over to make: its row as planned, and what builds its message."""

    row: HandOver
    build: Callable[[], Message]


class Report(Record):
    """How a run ended: how many of its tasks are in each state, why it stopped early (or empty),
    and the hand-overs whose end (key, state) could not be recorded.  `full` tells that the ledger
    or its log could take no more."""

    states: dict[str, int]
    stopped: str = ""
    help: str = ""
    unrecorded: tuple[tuple[str, str], ...] = ()
    full: bool = False


class _Item:
    """A task on its way: what of its row changes during a run."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self.key = task.row.key
        self.attempts = task.row.attempts
        self.deadline = task.row.deadline
        self.state = task.row.state


def settle_interrupted(ledger: Ledger, now: float) -> int:
    """Mark what an ended run left in the middle as uncertain; how many there were.

    Call it only while holding the right to send (`ledger.sole_sender`).
    """
    left = ledger.interrupted()
    if left:
        reply = "the run ended before the answer was recorded"
        with ledger.commit():
            ledger.change([Change(row.key, UNCERTAIN, utc(now), reply) for row in left])
    return len(left)


class Sending:
    """One run.  `clock` gives seconds since the epoch and `sleep` waits; tests inject both.

    `progress` is called with the number of tasks in each state after every change.  Without `wait`
    the run ends when only such are left as are to be tried again later.
    """

    def __init__(
        self,
        ledger: Ledger,
        log: sentlog.Writer,
        transport: Transport,
        settings: Settings,
        *,
        clock: Callable[[], float],
        sleep: Callable[[float], object],
        progress: Callable[[Counter[str]], object] = lambda _: None,
        wait: bool = True,
    ) -> None:
        self._ledger, self._log = ledger, log
        self._transport, self._settings = transport, settings
        self._clock, self._sleep, self._progress = clock, sleep, progress
        self._patient = wait
        self._change = threading.Condition()
        self._ready: deque[_Item] = deque()
        self._later: list[tuple[float, int, _Item]] = []
        self._order = count()
        self._flying = 0
        self._states: Counter[str] = Counter()
        self._stopped: BriefError | None = None
        self._open = 0  # connections
        self._failures = 0  # connections in a row that could not be made while none was open
        self._refusals = 0  # refusals of the sender in a row
        self._slot = 0.0  # when the rate limit lets the next message go
        self._ends = Ends()  # of workers
        self._scribe: Scribe

    def run(self, tasks: Sequence[Task]) -> Report:
        """Hand everything over that can be; returns when each task is settled or the run stops."""
        self._scribe = Scribe(self._ledger, self._log)
        try:
            self._queue_all(tasks)
            self._progress(Counter(self._states))
            if self._ready or self._later:
                self._work_all(len(tasks))
        except KeyboardInterrupt:
            self._interrupted()
        finally:
            self._scribe.close()
        failure = self._scribe.failure or self._stopped
        return Report(
            dict(self._states),
            failure.message if failure else "",
            failure.help if failure else "",
            tuple((c.key, c.state) for c in self._scribe.unwritten if c.state in SETTLED),
            self._scribe.failure is not None,
        )

    def stop(self, reason: BriefError) -> None:
        """End the run as soon as what is being handed over has its answer."""
        with self._change:
            self._stopped = self._stopped or reason
            self._change.notify_all()

    # -- the queue -------------------------------------------------------------------------------

    def _queue_all(self, tasks: Sequence[Task]) -> None:
        now = self._clock()
        for task in tasks:
            item = _Item(task)
            self._states[item.state] += 1
            if item.state == RETRY and item.deadline <= now:
                reply = f"its deadline has passed: {task.row.reply}"
                self._record(item, Outcome(FAILED, "", reply, stage="rcpt"), began=True)
            elif item.state == RETRY:
                heapq.heappush(self._later, (task.row.next_try, next(self._order), item))
            else:
                self._ready.append(item)

    def _next(self) -> tuple[_Item | None, float]:
        """An item to carry; or None and how long to wait, 0 when there is nothing more to do."""
        with self._change:
            if self._stopped or self._scribe.failure:
                return None, 0
            if self._ready:
                self._flying += 1
                return self._ready.popleft(), 0
            if self._later and (self._patient or self._later[0][0] <= self._clock()):
                wait = self._later[0][0] - self._clock()
                if wait <= 0:
                    self._flying += 1
                    return heapq.heappop(self._later)[2], 0
                return None, wait
            return None, _SLICE if self._flying else 0

    def _give_back(self, item: _Item) -> None:
        with self._change:
            self._flying -= 1
            self._ready.appendleft(item)
            self._change.notify_all()

    def _landed(self, item: _Item, due: float = 0.0) -> None:
        with self._change:
            self._flying -= 1
            if due:
                heapq.heappush(self._later, (due, next(self._order), item))
            self._change.notify_all()

    def _wait(self, seconds: float) -> float:
        """Wait, but wake when there is work or the run stops; the seconds without any news."""
        with self._change:
            if self._stopped or self._ready:
                return 0
            if not self._later and self._flying:
                return 0 if self._change.wait(_SLICE) else _SLICE
        seconds = min(seconds, _SLICE)
        self._sleep(seconds)
        return seconds

    # -- the workers -----------------------------------------------------------------------------

    def _work_all(self, tasks: int) -> None:
        # The first connection is made alone: a wrong password is tried once, not four times.
        first = self._first()
        if first is None:
            return
        count = max(1, min(self._transport.connections, tasks))
        for i in range(count):
            given = first if i == 0 else None
            threading.Thread(target=self._work, args=(given,), daemon=True).start()
        self._ends.wait(count)

    def _interrupted(self) -> None:
        """What is being handed over gets its answer first."""
        self.stop(BriefError("interrupted", help="run the same command again to go on"))
        # A worker that has not begun by now will find that the run is stopped.
        self._ends.wait()

    def _first(self) -> Connection | None:
        tries = 0
        try:
            while not self._stopped:
                connection = self._connect()
                if connection is not None:
                    return connection
                self._pause(min(2.0**tries, 60.0))
                tries += 1
        except BriefError as error:
            self.stop(error)
        return None

    def _work(self, connection: Connection | None) -> None:
        self._ends.begin()
        try:
            self._carry_all(connection)
        except BriefError as error:
            self.stop(error)
        except Exception as error:
            # A fault of a transport must not leave the other workers waiting for ever.
            self.stop(BriefError(f"the transport failed on its own account: {error!r}"))
        finally:
            self._ends.end()

    def _carry_all(self, connection: Connection | None) -> None:
        carried = tries = 0
        idle = 0.0
        try:
            while True:
                item, wait = self._next()
                if item is None:
                    if not wait:
                        return
                    if idle >= _IDLE or wait > _IDLE:
                        self._let_go(connection)
                        connection = None
                    idle += self._wait(wait)
                    continue
                idle = 0.0
                if carried >= self._settings.per_connection:
                    self._let_go(connection)
                    connection = None
                outcome = None
                try:
                    if connection is None:
                        connection, carried = self._connect(), 0
                        tries = 0 if connection else tries + 1
                    if connection:
                        outcome = self._carry(connection, item)
                except BaseException:
                    self._give_back(item)
                    raise
                if outcome is None or (carried and _stale(outcome)):
                    # Nothing was tried: there is no connection, the run is stopping, or the
                    # server had hung up meanwhile.
                    self._give_back(item)
                    self._let_go(connection)
                    connection = None
                    self._pause(min(2.0 ** (tries - 1), 60.0) if tries else 0, while_busy=True)
                    continue
                self._finish(item, outcome)
                carried += 1
                if not outcome.usable:
                    self._let_go(connection)
                    connection = None
        finally:
            self._let_go(connection)

    def _connect(self) -> Connection | None:
        """A connection, or None after a failure that may pass.

        So many failures in a row, with no connection open, stop the run.  While another one is
        open the server merely takes no more of them, which says nothing about the time after.
        """
        try:
            connection = self._transport.connect()
        except Unreachable as error:
            with self._change:
                self._failures = 0 if self._open else self._failures + 1
                given_up = self._failures >= self._settings.connect_tries
            if given_up:
                self.stop(
                    BriefError(
                        f"no connection: {error.reason}",
                        help="run the same command again to go on; whoever has it, keeps it",
                    )
                )
            return None
        with self._change:
            self._failures = 0
            self._open += 1
        return connection

    def _let_go(self, connection: Connection | None) -> None:
        if connection is not None:
            connection.close()
            with self._change:
                self._open -= 1

    def _pause(self, seconds: float, *, while_busy: bool = False) -> None:
        """Wait, or until the run stops; with `while_busy`, until there is nothing left to do."""
        end = self._clock() + seconds
        while not self._stopped and (left := end - self._clock()) > 0:
            if while_busy and not (self._ready or self._later or self._flying):
                return
            self._sleep(min(left, _SLICE))

    def _carry(self, connection: Connection, item: _Item) -> Outcome | None:
        """One try.  None when the run stopped before the hand-over began."""
        row = item.task.row
        message = item.task.build()
        if row.message and row.message != message.sha256 and item.state != RETRY:
            return Outcome(
                FAILED,
                "",
                "not sent again: its bytes are not those first tried, "
                "so its receiver could not tell the two are one",
                stage="rcpt",
            )
        self._keep_rate()
        if self._stopped:
            return None
        offered = connection.offer(self._settings.sender.address, row.address, len(message.data))
        if offered is not None:
            return offered
        if self._stopped:
            return None
        now = utc(self._clock())
        item.attempts += 1
        self._scribe.write(
            Change(item.key, SENDING, now, message=message.sha256, attempt=True),
            sentlog.Line(now, SENDING, item.key, item.attempts, row.variant),
            wait=True,
        )
        try:
            outcome = connection.hand_over(message.data)
        except Exception as error:  # a transport's own fault: nobody knows how far it came
            outcome = Outcome(UNCERTAIN, "", f"the transport failed: {error!r}", usable=False)
        return outcome.replace(stage="end")

    def _keep_rate(self) -> None:
        if not self._settings.per_minute:
            return
        with self._change:
            start = max(self._slot, self._clock())
            self._slot = start + 60.0 / self._settings.per_minute
        self._pause(start - self._clock())

    def _finish(self, item: _Item, outcome: Outcome) -> None:
        due = self._record(item, outcome, began=outcome.stage == "end")
        self._landed(item, due)
        self._judge_sender(outcome)
        self._progress(Counter(self._states))

    def _record(self, item: _Item, outcome: Outcome, *, began: bool) -> float:
        """Write how a try ended; when the next one is due, or 0 when there is none."""
        now = self._clock()
        state, reply, due = outcome.state, outcome.reply, 0.0
        if not began:
            item.attempts += 1
        if state == RETRY:
            item.deadline = item.deadline or now + self._settings.retry_for
            tries = min(item.attempts - 1, 30)
            due = now + min(self._settings.retry_first * 2**tries, self._settings.retry_most)
            if due > item.deadline:
                state, due = FAILED, 0.0
                reply = f"given up after {item.attempts} tries: {reply}"
        change = Change(
            item.key,
            state,
            utc(now),
            reply,
            attempt=not began,
            next_try=due or None,
            deadline=item.deadline or None,
        )
        row = item.task.row
        line = sentlog.Line(utc(now), state, item.key, item.attempts, row.variant, outcome.code)
        self._scribe.write(change, line)
        with self._change:
            self._states[item.state] -= 1
            self._states[state] += 1
            item.state = state
            if state == ACCEPTED:
                self._failures = self._refusals = 0
        return due

    def _judge_sender(self, outcome: Outcome) -> None:
        """Stop before a server that refuses us refuses everybody."""
        if outcome.stage != "mail" or outcome.state != FAILED or not outcome.code:
            return
        with self._change:
            self._refusals += 1
            hopeless = outcome.code in {"530", "535", "538"} or self._refusals >= _REFUSALS
        if hopeless:
            self.stop(
                BriefError(
                    f"the server refuses the sender: {outcome.reply}",
                    help="correct `from` or `user` in brief.toml; then `brief outbox resolve "
                    "ADDRESS --resend` for those it failed for",
                )
            )


def _stale(outcome: Outcome) -> bool:
    """Whether the server had ended the connection before the message was offered."""
    return outcome.stage == "mail" and outcome.state == RETRY and outcome.code in {"", "421"}
