"""Waiting for threads to end, in a way that an interrupt cannot deceive.

`Thread.join` will not do: when a signal's handler raises there, Python 3.11 takes a thread that is
still running for one that has ended (bpo-45274), and whoever then leaves loses its last words.
"""

from __future__ import annotations

import queue
import threading


class Ends:
    """How many threads have begun and ended: each tells so itself, first and last of all."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._begun = self._ended = 0
        self._news: queue.SimpleQueue[None] = queue.SimpleQueue()

    def begin(self) -> None:
        with self._lock:
            self._begun += 1

    def end(self) -> None:
        with self._lock:
            self._ended += 1
        self._news.put(None)

    def wait(self, least: int = 0) -> None:
        """Return when so many have ended, and all that have begun.  An exception of a signal's
        handler passes through, and waiting may then begin again: the counts are the truth, the
        news only ends the sleep."""
        while not self._over(least):
            try:
                self._news.get(timeout=0.2)
            except queue.Empty:
                continue

    def _over(self, least: int) -> bool:
        # In this order, and without the lock that an interrupt might leave closed: one that begins
        # in between is waited for, and its end is not taken for another one's.
        ended = self._ended
        return ended >= max(least, self._begun)
