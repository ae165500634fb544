"""Templates of other people run in a child process, bounded in time and memory.

The sandbox keeps a template from reaching anything; this keeps it from never ending.  The child
may write no file and opens few; all it hands back is markup and diagnostics as JSON.  Where the
system cannot fork (Windows) the sandbox's own limits hold alone.
"""

from __future__ import annotations

import json
import os
import select
import signal
import time
from collections.abc import Callable
from pathlib import Path

from brief.diagnostics import ERROR, Diagnostic, Span

SECONDS = 6  # of processor time
# Seconds on the clock, for a child that waits instead of working.  Many times the processor time,
# so that a busy machine refuses no template that a quiet one takes.
DEADLINE = 60.0
MEMORY = 1 << 30  # bytes of address space, beyond those that the parent's copy has
# A trusted pack may print far more; what a stranger's prints must still be laid out in seconds.
MAX_OUTPUT = 2_000_000  # characters of markup
MAX_ELEMENTS = 10_000
_MAX_ANSWER = 64 << 20  # bytes that the child may send

Result = tuple[str | None, list[Diagnostic]]


def run(work: Callable[[], Result], place: str) -> Result:
    """What `work` returns, done in a child; a diagnostic at `place` where it breaks a limit."""
    if not hasattr(os, "fork"):
        return work()
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        _child(work, reader, writer)
    os.close(writer)
    try:
        answer = _answer(reader, time.monotonic() + DEADLINE)
    finally:
        os.close(reader)
    status = _ended(child, kill=answer is None)
    if answer is None:
        return None, [_limit("takes too long", place)]
    try:
        markup, found = json.loads(answer)
        diagnostics = [Diagnostic.from_value(value) for value in found]
    except (ValueError, KeyError, TypeError):
        return None, [_limit(_why(status), place)]
    return markup, diagnostics


def _child(work: Callable[[], Result], reader: int, writer: int) -> None:
    """The child's life: limits, the work, the answer, the end; it never returns."""
    code = 1
    try:
        os.close(reader)
        _bounded()
        markup, found = work()
        if markup is not None and len(markup) > MAX_OUTPUT:
            message = f"the template prints more than {MAX_OUTPUT:,} characters"
            markup, found = None, [*found, Diagnostic("T-LIMIT", ERROR, message)]
        answer = json.dumps([markup, [one.to_value() for one in found]]).encode()
        with os.fdopen(writer, "wb") as pipe:
            pipe.write(answer)
        code = 0
    finally:
        # Whatever went wrong, the parent's own clean-up must not run in its copy.
        os._exit(code)


def _bounded() -> None:
    import resource

    memory = _address_space(resource.getpagesize()) + MEMORY
    for kind, soft, hard in (
        (resource.RLIMIT_CPU, SECONDS, SECONDS + 1),
        (resource.RLIMIT_AS, memory, memory),
        (resource.RLIMIT_FSIZE, 0, 0),
        (resource.RLIMIT_CORE, 0, 0),
    ):
        most = resource.getrlimit(kind)[1]  # a limit that is set already can only be lowered
        free = most == resource.RLIM_INFINITY
        resource.setrlimit(kind, (soft, hard) if free else (min(soft, most), min(hard, most)))
    signal.signal(signal.SIGXCPU, signal.SIG_DFL)


def _address_space(page: int) -> int:
    """Bytes that this process has reserved, of which threads and libraries take many without using
    them; 0 where the system does not tell."""
    try:
        return int(Path("/proc/self/statm").read_bytes().split()[0]) * page
    except (OSError, ValueError, IndexError):
        return 0


def _answer(reader: int, deadline: float) -> bytes | None:
    """All that the child sends; None where it is late or sends too much."""
    parts: list[bytes] = []
    size = 0
    while True:
        left = deadline - time.monotonic()
        if left <= 0 or not select.select([reader], [], [], left)[0]:
            return None
        part = os.read(reader, 1 << 16)
        if not part:
            return b"".join(parts)
        parts.append(part)
        size += len(part)
        if size > _MAX_ANSWER:
            return None


def _ended(child: int, kill: bool) -> int:
    if kill:
        os.kill(child, signal.SIGKILL)
    return os.waitpid(child, 0)[1]


def _why(status: int) -> str:
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) in (signal.SIGXCPU, signal.SIGKILL):
        return f"takes more than {SECONDS} seconds of processor time"
    return f"needs more than {MEMORY >> 30} GB of memory, or breaks what runs it"


def _limit(what: str, place: str) -> Diagnostic:
    return Diagnostic(
        "T-LIMIT",
        ERROR,
        f"the template {what}",
        Span(place),
        helps=("look for a loop, macro or include that does not end",),
    )
