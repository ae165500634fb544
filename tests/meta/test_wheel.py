"""The built wheel holds all that a user needs, and works outside the repository."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check",
         "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(ROOT)],
        check=True,
    )  # fmt: skip
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_templates_fonts_example_and_types(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for needed in (
        "brief/py.typed",
        "brief/_templates/policy-brief/pack.toml",
        "brief/_example/dossier.yaml",
        "brief/house/fonts/IBMPlexSerif-Regular.ttf",
        "brief/house/fonts/OFL.txt",
    ):
        assert needed in names, needed
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"brief"}


def test_a_user_of_the_wheel_gets_a_brief(wheel: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    subprocess.run(
        [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
         "--no-deps", "--target", str(site), str(wheel)],
        check=True,
    )  # fmt: skip
    environment = {**os.environ, "PYTHONPATH": str(site), "BRIEF_CACHE": str(tmp_path / "cache")}

    def brief(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "brief", *arguments],
            check=False,
            cwd=cwd,
            env=environment,
            capture_output=True,
            text=True,
        )

    where = subprocess.run(
        [sys.executable, "-c", "import brief; print(brief.__file__)"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert str(site) in where.stdout
    assert brief("init", "work", cwd=tmp_path).returncode == 0
    work = tmp_path / "work"
    checked = brief("check", "--strict", cwd=work)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    made = brief("generate", "-f", "docx,pdf,html", cwd=work)
    assert made.returncode == 0, made.stdout + made.stderr
    files = [work / line for line in made.stdout.splitlines()[1:]]
    assert {file.suffix for file in files} == {".docx", ".pdf", ".html"}
    assert all(file.is_file() for file in files)
