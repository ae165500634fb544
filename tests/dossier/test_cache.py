"""The cache gives the same dossier without YAML, and any fault in it means reading again."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from brief.archive.snapshots import standing
from brief.dossier.lock import write_lock
from tests.dossier.small import Small


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def files(cache: Path) -> list[Path]:
    return sorted(path for path in cache.rglob("*") if path.is_file())


def test_cached_and_read_are_equal(small: Small, cache: Path) -> None:
    plain = small.load()
    first = small.load(cache)
    assert len(files(cache)) == 5
    assert small.load(cache) == first == plain


def test_remembered_sentences_are_those_that_are_counted_anew(small: Small, cache: Path) -> None:
    plain, _ = small.load()
    small.load(cache)
    cached, _ = small.load(cache)
    assert plain is not None
    assert cached is not None
    counted = 0
    for id, fact in cached.facts.items():
        for held, bare in zip(fact.passages, plain.facts[id].passages, strict=True):
            assert bare.place is None
            assert held.place == standing(plain.snapshots[bare.source], bare)
            counted += held.place is not None
    assert counted


def test_a_cached_load_imports_no_yaml(small: Small, cache: Path) -> None:
    small.load(cache)
    write_lock(small.dossier(), small.workspace)
    script = (
        "import sys; from pathlib import Path; from brief.dossier import load\n"
        f"dossier, found = load(*map(Path, {[str(small.folder), str(small.workspace)]!r}),"
        f" Path({str(cache)!r}))\n"
        "assert dossier and not found, found\n"
        "print(*{'yaml', 'pydantic', 'dataclasses'} & set(sys.modules))"
    )
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=Path.cwd()
    )
    assert result.stdout.strip() == ""


def test_a_change_is_seen(small: Small, cache: Path) -> None:
    small.load(cache)
    small.change("facts/facts.yaml", "about 40 million crowns\n", "some 40 million crowns\n")
    dossier, _ = small.load(cache)
    assert dossier is not None
    assert dossier.facts["cost"].text("value") == "some 40 million crowns"
    small.change("snapshots/post.txt", "Port of Lidora", "The Port of Lidora")
    assert small.load(cache) == small.load()


@pytest.mark.parametrize("spoil", ["cut", "flip", "empty", "other", "deep", "folder"])
def test_a_spoilt_cache_is_no_fault(small: Small, cache: Path, spoil: str) -> None:
    small.load(cache)
    for path in files(cache):
        data = path.read_bytes()
        if spoil == "folder":
            path.unlink()
            path.mkdir()
            continue
        path.write_bytes(
            {
                "cut": data[: len(data) // 2],
                "flip": data.replace(b"40 million", b"50 million").replace(b"[36,", b"[37,"),
                "empty": b"",
                "other": b"x" * 64 + b"\n{}",
                "deep": b"[" * 100_000,
            }[spoil]
        )
    assert small.load(cache) == small.load()


def test_a_cache_that_cannot_be_written_is_no_fault(small: Small, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert small.load(tmp_path / "file") == small.load()


def test_the_cache_is_the_users_alone_and_holds_no_mistakes(small: Small, cache: Path) -> None:
    small.facts("  - point: x\n    txt: y\n")
    small.load(cache)
    mode = stat.S_IMODE((cache / "dossier").stat().st_mode)
    assert mode == 0o700 or os.name == "nt"
    # The file with the mistake is not kept, nor are the passages of a dossier with one.
    assert len(files(cache)) == 4
    assert [d.code for d in small.load(cache)[1]] == [d.code for d in small.load()[1]]


def test_another_dossier_with_the_same_files_is_not_mixed_up(small: Small, cache: Path) -> None:
    small.load(cache)
    other = Small(small.workspace / "elsewhere")
    found = other.load(cache)
    assert found == other.load()
    assert found[0] is not None
    assert found[0].snapshots["post"].file == "sources/lidora/snapshots/post.txt"
