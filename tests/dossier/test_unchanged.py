"""What was found in a folder is remembered as long as nothing in it changes, and not one byte
longer."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from brief import checks
from brief.diagnostics import Diagnostic
from brief.dossier.model import Dossier
from brief.dossier.unchanged import Outcome, outcome

EXAMPLE = Path(__file__).parents[2] / "brief" / "_example"


class Looking:
    """Checks a dossier, and counts how often it had to be looked at."""

    def __init__(self, tmp_path: Path) -> None:
        self.workspace = tmp_path / "workspace"
        self.folder = self.workspace / "sources" / "example"
        shutil.copytree(EXAMPLE, self.folder)
        self.cache: Path | None = tmp_path / "cache"
        self.times = 0

    def run(self) -> tuple[Dossier | None, list[Diagnostic]]:
        """What is not remembered."""
        self.times += 1
        return checks.check(self.folder, self.workspace)

    def look(self) -> Outcome:
        """The outcome, remembered or not."""
        return outcome(self.folder, self.workspace, self.cache, self.run)

    def plain(self) -> Outcome:
        """The outcome without any cache."""
        return outcome(self.folder, self.workspace, None, self.run)


@pytest.fixture
def looking(tmp_path: Path) -> Looking:
    return Looking(tmp_path)


def test_an_unchanged_folder_is_looked_at_once(looking: Looking) -> None:
    words = looking.folder / "facts" / "example.yaml"
    words.write_text(words.read_text("utf-8").replace("format: 1", "format: 1\nunheard: of"))
    first = looking.look()
    assert first.found  # so that findings come back, places and helps included
    assert looking.look() == first
    assert looking.times == 1
    assert looking.plain() == first


def changed(folder: Path) -> None:
    path = next((folder / "snapshots").iterdir())
    path.write_bytes(path.read_bytes().replace(b"e", b"i", 1))


def added(folder: Path) -> None:
    (folder / "facts" / "more.yaml").write_text("format: 1\nfacts: []\n")


def removed(folder: Path) -> None:
    (folder / "names.yaml").unlink()


def renamed(folder: Path) -> None:
    (folder / "facts" / "example.yaml").rename(folder / "facts" / "other.yaml")


def emptied(folder: Path) -> None:
    (folder / "translations" / "ru").mkdir(parents=True)


@pytest.mark.parametrize("change", [changed, added, removed, renamed, emptied])
def test_any_change_is_looked_at(looking: Looking, change: object) -> None:
    looking.look()
    assert callable(change)
    change(looking.folder)
    assert looking.look() == looking.plain()
    assert looking.times == 3
    looking.look()
    assert looking.times == 3


def test_a_copy_elsewhere_is_another_dossier(looking: Looking) -> None:
    looking.look()
    looking.folder = looking.folder.rename(looking.folder.with_name("other"))
    looking.look()
    assert looking.times == 2


def test_a_damaged_or_foreign_value_is_not_believed(looking: Looking) -> None:
    first = looking.look()
    assert looking.cache is not None
    (kept,) = (looking.cache / "outcomes").iterdir()
    assert kept.stat().st_mode & 0o077 == 0
    kept.write_bytes(kept.read_bytes().replace(b"[", b"{", 1))
    assert looking.look() == first
    assert looking.times == 2


@pytest.mark.parametrize("what", ["link", "pipe", "plug-in"])
def test_what_could_change_unseen_is_never_remembered(
    looking: Looking, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if what == "link":
        (looking.folder / "more").symlink_to(looking.workspace)
    elif what == "pipe":
        os.mkfifo(looking.folder / "pipe")
    else:
        monkeypatch.setattr("brief.dossier.unchanged.entry_points", lambda group: ("one",))
    looking.look()
    looking.look()
    assert looking.times == 2


def test_a_file_written_meanwhile_is_not_remembered_as_it_was_before(looking: Looking) -> None:
    run = looking.run

    def writing() -> tuple[Dossier | None, list[Diagnostic]]:
        made = run()
        changed(looking.folder)
        return made

    looking.run = writing  # type: ignore[method-assign]  # somebody saves a file at that moment
    looking.look()
    looking.run = run  # type: ignore[method-assign]  # and then no more
    assert looking.look() == looking.plain()
    assert looking.times == 3
