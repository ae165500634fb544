"""A workspace made by `brief init`, and the command as a user runs it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]


class Ran:
    """What a run of the command printed, and its exit code."""

    def __init__(self, result: subprocess.CompletedProcess[str]) -> None:
        self.code = result.returncode
        self.out = result.stdout
        self.err = result.stderr
        assert "Traceback" not in self.err, self.err

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Brief = Callable[..., Ran]


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


def runner(cwd: Path, cache: Path) -> Brief:
    def run(*arguments: str, **environment: str) -> Ran:
        result = subprocess.run(
            [sys.executable, "-m", "brief", *arguments],
            check=False,
            cwd=cwd,
            env={
                **os.environ,
                "PYTHONPATH": str(ROOT),
                "BRIEF_CACHE": str(cache),
                "PYTHONUTF8": "1",
                **environment,
            },
            capture_output=True,
            text=True,
            encoding="utf-8",
            stdin=subprocess.DEVNULL,
        )
        return Ran(result)

    return run


@pytest.fixture
def brief(tmp_path: Path, cache: Path) -> Brief:
    """The command, run in a fresh workspace with the example dossier."""
    work = tmp_path / "work"
    made = runner(tmp_path, cache)("init", "work")
    assert made.code == 0, made.err
    return runner(work, cache)


@pytest.fixture
def work(tmp_path: Path, brief: Brief) -> Path:
    """The folder of that workspace."""
    return tmp_path / "work"


def edit(path: Path, old: str, new: str) -> None:
    """Replace words of a file that must be there."""
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {path.name}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
