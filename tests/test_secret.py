"""Which secrets a workspace may name: it comes from other people, and so may its mail server."""

from __future__ import annotations

from pathlib import Path

import pytest

from brief import own
from brief.diagnostics import UsageError
from brief.secret import fetch

KEY = "password-from"


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    """An environment with secrets of this and other programs, and a place for settings."""
    return {
        "XDG_CONFIG_HOME": str(tmp_path),
        "HOME": str(tmp_path),
        "APPDATA": str(tmp_path),
        "BRIEF_SMTP_PASSWORD": "ours",
        "CLOUD_TOKEN": "geheim",
        "MY_BRIEF_": "geheim",
    }


def listed(environ: dict[str, str], text: str) -> Path:
    """Write the user's own list."""
    folder = own.folder(environ)
    assert folder is not None
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / own.SECRETS
    path.write_text(text, encoding="utf-8")
    return path


def test_what_is_meant_for_brief_may_be_named_freely(environ: dict[str, str]) -> None:
    assert fetch("env:BRIEF_SMTP_PASSWORD", "unit", environ, key=KEY) == "ours"


@pytest.mark.parametrize(
    "place",
    [
        "env:CLOUD_TOKEN",
        "env:MY_BRIEF_",
        "env:brief_x",
        "env:NOT_EVEN_SET",
        "keyring:mail",
        "keyring:briefly",
        "keyring:Brief",
    ],
)
def test_any_other_secret_is_refused_with_a_way_to_mend(
    environ: dict[str, str], place: str
) -> None:
    with pytest.raises(UsageError, match="may not take a password") as told:
        fetch(place, "unit", environ, key=KEY)
    assert place in told.value.message
    assert "geheim" not in str(told.value) + told.value.help
    assert f'allowed = ["{place}"]' in told.value.help
    assert str(own.folder(environ)) in told.value.help
    assert "brief" in told.value.help.partition(", or list it")[0].lower()


def test_the_users_own_list_lets_it_be_named(environ: dict[str, str]) -> None:
    listed(environ, 'allowed = ["env:CLOUD_TOKEN"]')
    assert fetch("env:CLOUD_TOKEN", "unit", environ, key=KEY) == "geheim"
    with pytest.raises(UsageError, match="may not take"):
        fetch("env:MY_BRIEF_", "unit", environ, key=KEY)


def test_the_line_of_the_help_does_mend_it(environ: dict[str, str]) -> None:
    environ['A"B\\'] = "odd"
    with pytest.raises(UsageError) as told:
        fetch('env:A"B\\', "unit", environ, key=KEY)
    listed(environ, "allowed" + told.value.help.partition("allowed")[2])
    assert fetch('env:A"B\\', "unit", environ, key=KEY) == "odd"


@pytest.mark.parametrize("text", ["allowed", "allowed = 1", "allowed = [1]", 'others = ["x"]'])
def test_a_list_that_cannot_be_understood_is_told(environ: dict[str, str], text: str) -> None:
    path = listed(environ, text)
    with pytest.raises(UsageError) as told:
        fetch("env:CLOUD_TOKEN", "unit", environ, key=KEY)
    assert str(path) in told.value.message
    assert "allowed = [" in told.value.help


def test_without_a_place_for_settings_nothing_else_may_be_named() -> None:
    with pytest.raises(UsageError, match="may not take a passphrase") as told:
        fetch("env:X", "unit", {"X": "geheim"}, what="passphrase", key="passphrase-from")
    assert "BRIEF_" in told.value.help
