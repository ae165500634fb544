"""Caches change nothing but time: the same bytes and findings with, without, and where broken."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from brief import pipeline
from brief.diagnostics import Diagnostic

EXAMPLE = Path(__file__).parents[2] / "brief" / "_example"

Made = tuple[dict[str, bytes], tuple[Diagnostic, ...]]


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    folder = tmp_path / "workspace"
    shutil.copytree(EXAMPLE, folder / "sources" / "example")
    return folder


def dossier(workspace: Path) -> Path:
    return workspace / "sources" / "example"


def made(workspace: Path, cache: Path | None) -> Made:
    """The files of an edition, and what was found on the way."""
    edition = pipeline.generate(
        pipeline.Request(workspace, dossier(workspace), workspace / "out", cache=cache, force=True)
    )
    assert edition.folder is not None
    assert edition.manifest is not None
    paths = [path for path in edition.folder.iterdir() if path.is_file()]
    return {path.name: path.read_bytes() for path in paths}, edition.diagnostics


def kept(cache: Path) -> Iterator[Path]:
    return (path for path in sorted(cache.rglob("*")) if path.is_file())


def test_the_same_bytes_with_and_without_caches(workspace: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    plain = made(workspace, None)
    assert made(workspace, cache) == plain  # filled
    families = {path.parent.name for path in kept(cache)}
    assert {"dossier", "findings", "templates"} <= families
    assert made(workspace, cache) == plain  # used


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[: len(data) // 2],
        lambda data: b"\0" * len(data),
        lambda data: data.replace(b"a", b"b"),
        lambda data: b'{"a": 1}',
    ],
    ids=["emptied", "cut off", "zeros", "changed", "other data"],
)
def test_broken_caches_are_not_believed(workspace: Path, tmp_path: Path, damage) -> None:  # type: ignore[no-untyped-def]
    cache = tmp_path / "cache"
    plain = made(workspace, cache)
    for path in kept(cache):
        path.write_bytes(damage(path.read_bytes()))
    assert made(workspace, cache) == plain


def test_caches_may_vanish_and_may_be_no_folder(workspace: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    plain = made(workspace, cache)
    shutil.rmtree(cache)
    assert made(workspace, cache) == plain
    shutil.rmtree(cache)
    cache.write_text("no folder")
    assert made(workspace, cache) == plain


def test_findings_are_remembered_word_for_word(workspace: Path, tmp_path: Path) -> None:
    folder, cache = dossier(workspace), tmp_path / "cache"
    facts = sorted((folder / "facts").glob("*.yaml"))
    for path in facts:
        path.write_text(path.read_text("utf-8").replace("0", "7"), encoding="utf-8")
    _, plain = pipeline.check(folder, workspace)
    assert any(found.severity == "error" for found in plain)
    for _ in range(2):
        assert pipeline.check(folder, workspace, cache)[1] == plain
    remembered = list((cache / "findings").iterdir())
    assert len(remembered) == 1


def test_an_edit_is_seen_at_once(workspace: Path, tmp_path: Path) -> None:
    folder, cache = dossier(workspace), tmp_path / "cache"
    before = pipeline.check(folder, workspace, cache)[1]
    (snapshot,) = (folder / "snapshots").iterdir()
    words = snapshot.read_text("utf-8")
    snapshot.write_text("Nothing of the sort.\n", encoding="utf-8")
    assert pipeline.check(folder, workspace, cache)[1] != before
    snapshot.write_text(words, encoding="utf-8")
    assert pipeline.check(folder, workspace, cache)[1] == before


def test_rules_of_plug_ins_are_run_every_time(
    workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, cache = dossier(workspace), tmp_path / "cache"
    monkeypatch.setattr("brief.checks.remembered.entry_points", lambda group: ("one",))
    pipeline.check(folder, workspace, cache)
    assert not (cache / "findings").exists()
