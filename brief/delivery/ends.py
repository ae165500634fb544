"""Waiting for threads to end, in a way that an interrupt cannot deceive.

`Thread.join` will not do: when a signal's handler raises there, Python 3.11 takes a thread that is
still running for one that has ended (bpo-45274), and whoever then leaves loses its last words.
"""

from __future__ import annotations

import queue
import threading


class Ends:
    """How many threads have ended: each tells so itself, as the last thing it does."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._count = 0
        self._news: queue.SimpleQueue[None] = queue.SimpleQueue()

    def add(self) -> None:
        with self._lock:
            self._count += 1
        self._news.put(None)

    def wait(self, count: int) -> None:
        """Return when so many have ended.  An exception of a signal's handler passes through, and
        waiting may then begin again: the count is the truth, the news only ends the sleep."""
        while self._count < count:
            try:
                self._news.get(timeout=0.2)
            except queue.Empty:
                continue
