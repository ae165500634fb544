"""Waiting for threads is not deceived by a signal that arrives meanwhile."""

from __future__ import annotations

import signal
import threading
import time

from brief.delivery.ends import Ends


def test_an_interrupt_does_not_make_a_running_thread_an_ended_one() -> None:
    ends, done = Ends(), threading.Event()

    def work() -> None:
        time.sleep(0.3)
        done.set()
        ends.add()

    def interrupt(_signal: int, _frame: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, interrupt)
    interrupts = 0
    threading.Thread(target=work).start()
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.02, 0.02)
        while True:
            try:
                ends.wait(1)
                break
            except KeyboardInterrupt:
                interrupts += 1
                assert not done.is_set() or interrupts < 1_000
        signal.setitimer(signal.ITIMER_REAL, 0)
    finally:
        signal.signal(signal.SIGALRM, before)
    assert done.is_set()
    assert interrupts
