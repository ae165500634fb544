"""Processes measured: CPU of the whole tree, peak memory, and rows of interleaved pairs."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import NamedTuple

ROOT = Path(__file__).parents[2]


class Run(NamedTuple):
    """What one process and its children took: CPU seconds (user and system), peak memory in MB of
    the largest process, and the exit code."""

    cpu: float
    memory: float
    code: int


class Command(NamedTuple):
    """A program to run: arguments, folder, and what its environment has beside the usual."""

    arguments: tuple[str, ...]
    folder: Path
    environment: dict[str, str] = {}
    before: Callable[[], None] | None = None

    def run(self, errors: Path | None = None) -> Run:
        """Run it once, its output thrown away; what it says of errors goes to a file."""
        if self.before is not None:
            self.before()
        arguments = ("env", "-C", str(self.folder), *self.arguments)
        target = str(errors or os.devnull)
        actions = [
            (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
            (os.POSIX_SPAWN_OPEN, 2, target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644),
        ]
        environment = {**os.environ, **self.environment}
        child = os.posix_spawnp("env", arguments, environment, file_actions=actions)
        _, status, usage = os.wait4(child, 0)
        scale = 1 << 20 if sys.platform == "darwin" else 1 << 10
        return Run(
            usage.ru_utime + usage.ru_stime,
            usage.ru_maxrss / scale,
            os.waitstatus_to_exitcode(status),
        )


class Row(NamedTuple):
    """A line of the table: medians over the pairs, the ratio pair by pair."""

    case: str
    state: str  # cold, dossier cached, facts just edited, or nothing
    cpu: float
    base: float
    ratio: float
    low: float
    high: float
    memory: float
    pairs: int
    against: str
    floor: str = ""  # what issue and design ask for
    aim: str = ""


class Wrong(Exception):
    """A program failed or a file is wrong: the benchmark fails, however fast it was."""


def pairs(case: str, state: str, ours: Command, base: Command, against: str, turns: int) -> Row:
    """Run both in turn, after one run of each that does not count.

    Raises `Wrong` where a program does not end with 0.
    """
    if turns > 1:
        _ended(ours, case)
        _ended(base, against)
    first, second = [], []
    for _ in range(turns):
        second.append(_ended(base, against))
        first.append(_ended(ours, case))
    ratios = sorted(a.cpu / b.cpu for a, b in zip(first, second, strict=True))
    return Row(
        case,
        state,
        median(run.cpu for run in first),
        median(run.cpu for run in second),
        median(ratios),
        ratios[0],
        ratios[-1],
        max(run.memory for run in first),
        turns,
        against,
    )


def _ended(command: Command, name: str) -> Run:
    said = Path(os.environ.get("TMPDIR", "/tmp")) / f"brief-bench-{os.getpid()}.err"
    run = command.run(said)
    if run.code != 0:
        words = said.read_text("utf-8", "replace")[-2000:]
        raise Wrong(f"{name} ended with {run.code}\n{words}")
    said.unlink(missing_ok=True)
    return run


def brief(*arguments: str, folder: Path, cache: Path | None, settings: Path) -> Command:
    """The product's command as its console script runs it, from this checkout."""
    start = "import sys; from brief.cli.main import run; sys.exit(run())"
    return Command(
        (sys.executable, "-c", start, *arguments),
        folder,
        {
            "PYTHONPATH": str(ROOT),
            "BRIEF_CACHE": str(cache) if cache else "",
            "XDG_CONFIG_HOME": str(settings),
        },
    )
