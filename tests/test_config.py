"""The workspace is found upwards, its dossiers by name or path, the cache by platform."""

from __future__ import annotations

from pathlib import Path

import pytest

from brief import config
from brief.diagnostics import UsageError


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace with two dossiers."""
    (tmp_path / "brief.toml").write_text("format = 1\n[delivery]\nport = 587\n")
    for name in ("lidora", "harbour"):
        (tmp_path / "sources" / name / "facts").mkdir(parents=True)
    return tmp_path


def test_a_workspace_is_found_from_any_folder_below_it(root: Path) -> None:
    found = config.find(root / "sources" / "lidora" / "facts", {})
    assert found.root == root.resolve()
    assert found.settings["delivery"] == {"port": 587}
    assert found.dossiers() == ["harbour", "lidora"]


def test_a_dossier_is_named_or_given_as_a_path(root: Path) -> None:
    workspace = config.find(root, {})
    assert workspace.dossier("lidora") == workspace.sources / "lidora"
    assert workspace.dossier(str(root / "sources" / "harbour")) == workspace.sources / "harbour"


def test_which_of_several_dossiers_is_meant_must_be_said(root: Path) -> None:
    with pytest.raises(UsageError) as raised:
        config.find(root, {}).dossier(None)
    assert "harbour, lidora" in raised.value.help


def test_a_mistyped_dossier_is_suggested(root: Path) -> None:
    with pytest.raises(UsageError) as raised:
        config.find(root, {}).dossier("lidroa")
    assert "lidora" in raised.value.help
    assert raised.value.exit_code == 2


def test_the_only_dossier_may_be_left_out(tmp_path: Path) -> None:
    (tmp_path / "sources" / "one").mkdir(parents=True)
    workspace = config.find(tmp_path, {})
    assert workspace.dossier(None) == workspace.sources / "one"


@pytest.mark.parametrize("text", ["format = ", "format = 2", "[" * 50, "\x00"])
def test_broken_settings_are_a_wrong_configuration(root: Path, text: str) -> None:
    (root / "brief.toml").write_text(text)
    with pytest.raises(UsageError, match=r"brief\.toml"):
        config.find(root, {})


@pytest.mark.parametrize("text", ["[delivry]\nport = 587\n", "fromat = 1\n"])
def test_a_mistyped_table_is_told(root: Path, text: str) -> None:
    (root / "brief.toml").write_text(text)
    with pytest.raises(UsageError, match="unknown key or table") as told:
        config.find(root, {})
    assert "did you mean" in told.value.help


@pytest.mark.parametrize(
    ("environment", "platform", "folder"),
    [
        ({"HOME": "/home/a"}, "linux", "/home/a/.cache/brief"),
        ({"HOME": "/home/a", "XDG_CACHE_HOME": "/c"}, "linux", "/c/brief"),
        ({"HOME": "/home/a", "XDG_CACHE_HOME": "c"}, "linux", "/home/a/.cache/brief"),
        ({"HOME": "/Users/a"}, "darwin", "/Users/a/Library/Caches/brief"),
        ({"LOCALAPPDATA": "C:/a/Local"}, "win32", "C:/a/Local/brief/cache"),
        ({"BRIEF_CACHE": "/elsewhere", "HOME": "/home/a"}, "linux", "/elsewhere"),
        ({"BRIEF_CACHE": "", "HOME": "/home/a"}, "linux", None),
        ({}, "linux", None),
    ],
)
def test_the_cache_is_where_the_platform_keeps_caches(
    environment: dict[str, str], platform: str, folder: str | None
) -> None:
    found = config.cache_folder(environment, platform)
    assert (found.as_posix() if found else None) == folder
