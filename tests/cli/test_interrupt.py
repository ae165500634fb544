"""Ctrl-C ends any command with 130, without a traceback, from its first moment to its last."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Brief

ROOT = Path(__file__).parents[2]

# Interrupts at the given import, as the signal does, from the command's own module on: what comes
# before is Python's own start.
INTERRUPTED = """
import signal, sys, brief.cli
signal.signal(signal.SIGINT, signal.default_int_handler)
turn = [int(sys.argv.pop(1))]
def interrupt(event, arguments):
    if event == "import" and arguments[0] != "brief.cli.main":
        turn[0] -= 1
        if turn[0] == 0:
            signal.raise_signal(signal.SIGINT)
sys.addaudithook(interrupt)
from brief.cli.main import run
run()
"""


def interrupted(work: Path, at: int, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", INTERRUPTED, str(at), *arguments],
        check=False,
        cwd=work,
        capture_output=True,
        text=True,
        timeout=300,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(ROOT), "BRIEF_CACHE": str(work / "cache")},
    )


@pytest.mark.parametrize("at", [1, 2, 4, 7, 12, 20, 30])
@pytest.mark.parametrize("command", ["check", "list"])  # read at once, and by click
def test_an_interrupt_at_any_import_ends_with_130(work: Path, command: str, at: int) -> None:
    ended = interrupted(work, at, command)
    assert ended.returncode == 130, ended.stderr
    assert "Traceback" not in ended.stderr
    assert ended.stdout == ""


def test_an_interrupt_says_so_once(work: Path) -> None:
    for command in ("check", "list"):
        assert interrupted(work, 20, command).stderr.split() == ["Aborted!"]


def test_the_code_is_told_in_the_help(brief: Brief) -> None:
    assert "130 interrupted" in " ".join(brief("--help").out.split())
