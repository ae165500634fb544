"""The command where its surroundings fail it: closed and full outputs, pipes, broken caches."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FULL = Path("/dev/full")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    run(["init", "work", "--name", "ferry"], tmp_path)
    return tmp_path / "work"


def run(
    arguments: list[str], cwd: Path, shell: str = "", **environment: str
) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "brief", *arguments]
    if shell:
        command = ["sh", "-c", f'exec "$0" "$@" {shell}', *command]
    return subprocess.run(
        command,
        check=False,
        cwd=cwd,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=300,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "BRIEF_CACHE": str(cwd / "cache"),
            **environment,
        },
    )


@pytest.mark.skipif(not FULL.exists(), reason="no /dev/full on this system")
@pytest.mark.parametrize("arguments", [["list"], ["check", "--json"], ["explain"], ["schema"]])
def test_a_full_disk_behind_the_output_is_an_io_failure(place: Path, arguments: list[str]) -> None:
    result = run(arguments, place, "> /dev/full")
    assert result.returncode == 3
    assert result.stderr == "error: the output cannot be written: No space left on device\n"


@pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell")
@pytest.mark.parametrize("closed", [">&-", "2>&-"])
def test_a_closed_output_ends_no_run(place: Path, closed: str) -> None:
    result = run(["list"], place, closed)
    assert (result.returncode, result.stderr) == (0, "")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_no_pipe_is_read_to_name_an_edition(place: Path) -> None:
    snapshot = place / "sources" / "ferry" / "snapshots" / "bulletin.txt"
    snapshot.unlink()
    os.mkfifo(snapshot)
    os.mkfifo(place / "sources" / "ferry" / "notes")
    result = run(["generate"], place)
    assert result.returncode == 1
    assert "is no file" in result.stderr


def test_links_in_a_circle_are_not_walked(place: Path) -> None:
    facts = place / "sources" / "ferry" / "facts"
    for name in ("one", "two"):
        (facts / name).symlink_to(facts, target_is_directory=True)
    assert run(["generate", "-f", "html"], place).returncode == 0


def test_a_cache_that_is_a_file_is_done_without(place: Path) -> None:
    cache = place / "file"
    cache.write_text("", encoding="utf-8")
    result = run(["generate"], place, BRIEF_CACHE=str(cache))
    assert (result.returncode, result.stderr) == (0, "")


def test_a_disk_that_fills_up_leaves_no_half_pack(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from brief.diagnostics import BriefError
    from brief.templating import packs

    write = Path.write_bytes

    def full(path: Path, data: bytes) -> int:
        if path.name == "pack.toml":
            raise OSError(28, "No space left on device")
        return write(path, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(BriefError, match="No space left on device"):
        packs.copy("one-pager", place, "mine")
    assert not (place / "templates" / "mine").exists()


def test_the_settings_that_init_proposes_are_settings(place: Path) -> None:
    settings = place / "brief.toml"
    text = settings.read_text(encoding="utf-8")
    proposed = [line.removeprefix("# ") for line in text.splitlines()[1:]]
    settings.write_text("\n".join(proposed), encoding="utf-8")
    told = run(["send"], place)
    assert "unknown key" not in told.stderr


@pytest.mark.skipif(not FULL.exists(), reason="needs /dev/full")
def test_init_that_fails_may_be_tried_again(tmp_path: Path) -> None:
    work = tmp_path / "again"
    (work / "schemas").mkdir(parents=True)
    (work / "schemas" / "facts.schema.json").symlink_to(tmp_path / "gone" / "nowhere")
    failed = run(["init", "again"], tmp_path)
    assert failed.returncode == 3, failed.stderr
    assert not (work / "brief.toml").exists()
    (work / "schemas" / "facts.schema.json").unlink()
    assert run(["init", "again"], tmp_path).returncode == 0


def test_a_file_in_the_place_of_out_is_said_to_be_one(place: Path) -> None:
    (place / "out").write_text("", "utf-8")
    result = run(["generate", "-f", "html"], place)
    assert result.returncode == 3
    assert "help: `out` is a file, and must be a folder: move it away" in result.stderr


def test_a_language_asked_for_is_not_laid_to_the_dossier(place: Path) -> None:
    result = run(["generate", "-l", "fr"], place)
    assert result.returncode == 1
    assert "its languages are: en, ru, kk" in result.stderr
    assert "asked for by `-l`" in result.stderr
    assert "dossier.yaml" not in result.stderr
