"""The real veraPDF as a judge: files in, failed rules out."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import lru_cache
from pathlib import Path

from tests.conftest import missing, require

HERE = Path(__file__).parent


@lru_cache(maxsize=1)
def _classpath() -> str:
    """The class path of the validator; set up at first need in a cache folder."""
    require("javac", "the PDF validator is compiled with it (default-jdk-headless)")
    if not Path("/usr/share/java/jaxb-api.jar").is_file():
        missing("libjaxb-java is missing: the PDF validator needs it")
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = cache / "brief-tests" / "verapdf"
    path = folder / "classpath"
    if not path.is_file():
        done = subprocess.run(
            [str(HERE / "setup-verapdf"), str(folder)],
            env={**os.environ, "PYTHON": sys.executable},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            missing(f"the PDF validator could not be set up: {done.stderr[-500:]}")
    return path.read_text().strip()


def judge(pairs: list[tuple[str, Path]]) -> list[tuple[bool, list[str]]]:
    """For each profile ("ua1", "2a", "3a") and file: whether it passes, and the failed rules."""
    arguments = [str(part) for pair in pairs for part in pair]
    done = subprocess.run(
        ["java", "-cp", _classpath(), "Validate", *arguments],
        capture_output=True,
        text=True,
        check=True,
        timeout=600,
    )
    found: list[tuple[bool, list[str]]] = []
    for line in done.stdout.splitlines():
        if line.startswith("\t"):
            found[-1][1].append(line.strip())
        elif line.count("\t") == 2:
            found.append((line.endswith("\tpass"), []))
    assert len(found) == len(pairs), done.stdout + done.stderr
    return found
