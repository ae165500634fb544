"""Waiting for threads is not deceived by a signal that arrives meanwhile."""

from __future__ import annotations

import os
import signal
import threading
import time

import pytest

from brief.delivery.ends import Ends


class Interrupted(Exception):
    """Raised by the handler, and only while it is waited: nowhere else would it be caught."""


@pytest.mark.skipif(os.name == "nt", reason="interrupts by POSIX timers")
def test_an_interrupt_does_not_make_a_running_thread_an_ended_one() -> None:
    ends, done = Ends(), threading.Event()
    interrupts, waiting, over = 0, False, False

    def work() -> None:
        ends.begin()
        while interrupts < 5:
            time.sleep(0.005)
        done.set()
        ends.end()

    def interrupt(_signal: int, _frame: object) -> None:
        nonlocal interrupts, waiting
        if waiting and not done.is_set():
            waiting = False
            interrupts += 1
            raise Interrupted

    before = signal.signal(signal.SIGALRM, interrupt)
    thread = threading.Thread(target=work)
    thread.start()
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.02, 0.02)
        while not over:
            try:
                waiting = True
                ends.wait(1)
                waiting, over = False, True
            except Interrupted:
                continue
        assert done.is_set()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert interrupts == 5
    thread.join()


def test_one_that_begins_and_ends_meanwhile_is_not_taken_for_another() -> None:
    ends, waits = Ends(), threading.Event()
    ends.begin()
    ends.begin()
    ends.end()
    waiter = threading.Thread(target=lambda: (ends.wait(), waits.set()))
    waiter.start()
    assert not waits.wait(0.05)  # one is still running
    ends.end()
    waiter.join()
    assert waits.is_set()


def test_nobody_is_waited_for_where_none_has_begun() -> None:
    Ends().wait()
