"""A variant is committed whole or not at all, whatever fails and whenever it is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from brief.diagnostics import BriefError
from brief.editions import manifest as manifests
from brief.editions import store as stores
from brief.editions.manifest import Manifest
from brief.editions.store import Store, altered, describe


def made(edition: str, files: dict[str, bytes], variant: str = "general-en-brief") -> Manifest:
    return Manifest(
        product="brief test",
        dossier="d",
        edition=edition,
        variant=variant,
        audience="general",
        language="en",
        template="brief",
        marking="",
        as_of="2030-01-01",
        title="T",
        draft=False,
        inputs={},
        versions={},
        files=tuple(describe(name, name.rpartition(".")[2], data) for name, data in files.items()),
        statements=(),
    )


def snapshot(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".lock"
    }


OLD = {"a.docx": b"old word", "a.pdf": b"old paper"}
NEW = {"a.docx": b"new word", "a.pdf": b"new paper"}


def test_a_committed_variant_reads_back_with_its_manifest(tmp_path: Path) -> None:
    store = Store(tmp_path / "out", "d")
    folder = store.commit(made("2030-01-01-aaaaaaaa", NEW), NEW)
    assert {p.name for p in folder.iterdir()} == {"a.docx", "a.pdf", "manifest.json"}
    assert store.latest() == "2030-01-01-aaaaaaaa"
    assert store.find("aaaaaaaa") == "2030-01-01-aaaaaaaa"
    assert manifests.read(folder) == made("2030-01-01-aaaaaaaa", NEW)
    assert store.intact("2030-01-01-aaaaaaaa", "general-en-brief") is not None


def test_an_edition_gains_variants(tmp_path: Path) -> None:
    store = Store(tmp_path, "d")
    store.commit(made("e-1", NEW), NEW)
    store.commit(made("e-1", NEW, "minister-en-brief"), NEW)
    assert store.variants("e-1") == ["general-en-brief", "minister-en-brief"]


def test_an_altered_or_missing_file_is_noticed(tmp_path: Path) -> None:
    store = Store(tmp_path, "d")
    folder = store.commit(made("e-1", NEW), NEW)
    (folder / "a.pdf").write_bytes(b"new papers")
    (folder / "a.docx").unlink()
    assert altered(folder, manifests.read(folder)) == ["a.docx", "a.pdf"]
    assert store.intact("e-1", "general-en-brief") is None


def test_a_damaged_or_newer_manifest_is_a_clear_error(tmp_path: Path) -> None:
    for data, words in ((b"{", "damaged"), (b'{"format": 99}', "newer"), (b"[]", "damaged")):
        with pytest.raises(BriefError, match=words):
            manifests.decode(data)


def calls_that_touch_the_disk() -> list[tuple[Any, str]]:
    return [
        (Path, "mkdir"),
        (Path, "open"),
        (Path, "rename"),
        (Path, "replace"),
        (os, "fsync"),
    ]


@pytest.mark.parametrize("owner_and_name", calls_that_touch_the_disk(), ids=lambda c: c[1])
@pytest.mark.parametrize("nth", range(8))
def test_an_io_error_at_any_step_leaves_the_last_edition_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, owner_and_name: tuple[Any, str], nth: int
) -> None:
    owner, name = owner_and_name
    store = Store(tmp_path, "d")
    store.commit(made("e-1", OLD), OLD)
    before = snapshot(tmp_path)
    real: Callable[..., Any] = getattr(owner, name)
    count = 0

    def failing(*args: Any, **kwargs: Any) -> Any:
        nonlocal count
        count += 1
        if count == nth + 1:
            raise OSError(28, "No space left on device")
        return real(*args, **kwargs)

    monkeypatch.setattr(owner, name, failing)
    failure: BriefError | None = None
    try:
        store.commit(made("e-1", NEW), NEW)
    except BriefError as error:
        failure = error
    monkeypatch.undo()
    failed = failure is not None
    if failure is not None:
        assert failure.exit_code == 3
        assert "No space left" in failure.message
    after = snapshot(tmp_path)
    variant = store.intact("e-1", "general-en-brief")
    assert variant is not None, "neither the old nor the new variant is whole"
    if failed and after != before:
        # The rename had happened: all of the new variant, and nothing of the old one.
        assert after["d/e-1/general-en-brief/a.pdf"] == sha256(b"new paper").hexdigest()
    assert not [path for path in after if "/.new-" in path or "/.old-" in path]


_KILLED = """
import sys, time
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from brief.editions import store as stores
from tests.editions.test_store import made
real = stores._write
def slow(path, data):
    print("step", flush=True)
    time.sleep(0.01)
    real(path, data)
stores._write = slow
files = {f"{i}.bin": (sys.argv[3] * 1000).encode() for i in range(6)}
stores.Store(Path(sys.argv[2]), "d").commit(made("e-1", files), files)
"""


@pytest.mark.skipif(os.name == "nt", reason="kills by POSIX signals")
def test_a_kill_at_any_moment_leaves_no_mixture(tmp_path: Path) -> None:
    root = str(Path(__file__).parents[2])
    first = {f"{i}.bin": b"0" * 1000 for i in range(6)}
    store = Store(tmp_path, "d")
    store.commit(made("e-1", first), first)
    for turn in range(12):
        process = subprocess.Popen(
            [sys.executable, "-c", _KILLED, root, str(tmp_path), str(turn % 10)],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        for _ in range(1 + turn % 7):
            process.stdout.readline()
        time.sleep(0.002 * (turn % 5))
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        # The next run sweeps up, as any commit does; then exactly one whole variant stands.
        store.commit(made("e-2", NEW), NEW)
        manifest = store.intact("e-1", "general-en-brief")
        assert manifest is not None
        contents = {
            (store.variant("e-1", "general-en-brief") / f.path).read_bytes()[:1]
            for f in manifest.files
        }
        assert len(contents) == 1
        assert not list(tmp_path.rglob(".new-*"))
        assert not list(tmp_path.rglob(".old-*"))


def test_two_runs_at_once_never_mix(tmp_path: Path) -> None:
    root = str(Path(__file__).parents[2])
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", _KILLED, root, str(tmp_path), letter],
            stdout=subprocess.DEVNULL,
        )
        for letter in "abcd"
    ]
    assert [process.wait() for process in processes] == [0, 0, 0, 0]
    store = Store(tmp_path, "d")
    manifest = store.intact("e-1", "general-en-brief")
    assert manifest is not None
    folder = store.variant("e-1", "general-en-brief")
    assert len({(folder / f.path).read_bytes()[:1] for f in manifest.files}) == 1


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    target = tmp_path / "x"
    stores.write_whole(target, b"one")
    stores.write_whole(target, b"two")
    assert target.read_bytes() == b"two"
    assert [p.name for p in tmp_path.iterdir()] == ["x"]
