"""A workspace that signs, and the command as a user runs it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Brief, runner
from tests.signing import pki

SETTINGS = """
[signing]
certificate = "office.p12"
passphrase-from = "env:BRIEF_PASSPHRASE"
"""


def sign_with(folder: Path, held: pki.Held, more: str = "", settings: str = SETTINGS) -> None:
    """Let the workspace sign with that certificate."""
    (folder / "office.p12").write_bytes(held.p12())
    path = folder / "brief.toml"
    before = path.read_text(encoding="utf-8").partition("\n[signing]")[0]
    path.write_text(f"{before.rstrip()}\n{settings}{more}", encoding="utf-8")


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def work(tmp_path: Path, cache: Path) -> Path:
    """A workspace with the example dossier that signs."""
    made = runner(tmp_path, cache)("init", "work")
    assert made.code == 0, made.err
    folder = tmp_path / "work"
    sign_with(folder, pki.office())
    (folder / "authority.pem").write_bytes(pki.root().pem)
    return folder


@pytest.fixture
def brief(work: Path, cache: Path) -> Brief:
    """The command in that workspace, with the passphrase and a fixed moment in the environment."""
    run = runner(work, cache)
    fixed = {"BRIEF_PASSPHRASE": pki.PASSPHRASE, "SOURCE_DATE_EPOCH": str(pki.MOMENT)}
    return lambda *arguments, **environment: run(*arguments, **{**fixed, **environment})


@pytest.fixture
def variant(work: Path, brief: Brief) -> Path:
    """The folder of a signed variant."""
    made = brief("generate")
    assert made.code == 0, made.err
    return next((work / "out").glob("*/*/*/manifest.json")).parent


Variant = Callable[[], Path]


def only(folder: Path, suffix: str) -> Path:
    """The one file of a folder with that suffix."""
    (found,) = [path for path in folder.iterdir() if path.suffix == suffix]
    return found
