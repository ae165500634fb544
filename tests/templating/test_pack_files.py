"""A pack's files are looked at as files before one is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from brief.diagnostics import UsageError
from brief.templating import lint, packs, trust

ARTICLE = "<article><p>x</p></article>"


@pytest.fixture
def pack(workspace: Path) -> Path:
    """The folder of a pack that has nothing wrong."""
    folder = workspace / "templates" / "own"
    (folder / "labels").mkdir(parents=True)
    (folder / "pack.toml").write_text('format = 1\nname = "own"\n', "utf-8")
    (folder / "brief.html.j2").write_text(ARTICLE, "utf-8")
    return folder


def told(workspace: Path) -> list[str]:
    found = packs.find("own", workspace).found
    assert all(d.code == "T-PACK" and d.helps for d in found)
    return [d.message for d in found]


def test_labels_that_are_a_link_to_somebodys_secrets_are_not_read(
    workspace, pack, tmp_path
) -> None:
    secret = tmp_path / "credentials.toml"
    secret.write_text('[registry]\ntoken = "hunter2"\n', "utf-8")
    (pack / "labels" / "en.toml").symlink_to(secret)
    assert told(workspace) == ["a link leads to a folder, to nothing or out of the pack"]
    assert "hunter2" not in repr(packs.find("own", workspace))


@pytest.mark.parametrize(
    "target", ["/etc/hostname", "/dev/zero", "labels", "house.docx", "nowhere"]
)
def test_a_link_to_anything_but_a_file_of_the_pack_is_told(workspace, pack, target) -> None:
    (pack / "house.docx").symlink_to(target)
    assert told(workspace) == ["a link leads to a folder, to nothing or out of the pack"]


def test_a_link_within_the_pack_may_stand(workspace, pack) -> None:
    (pack / "other.html.j2").symlink_to("brief.html.j2")
    assert told(workspace) == []


def test_lint_tells_of_a_spoilt_pack_and_reads_none_of_it(workspace, pack) -> None:
    (pack / "loop.html.j2").symlink_to("loop.html.j2")
    with (pack / "long.html.j2").open("wb") as file:
        file.truncate(1 << 40)
    found = lint.lint(packs.find("own", workspace))
    assert {d.code for d in found} == {"T-PACK"}
    assert not trust.trusted(packs.find("own", workspace))


def test_what_is_far_too_long_is_not_read(workspace, pack) -> None:
    with (pack / "brief.html.j2").open("wb") as file:
        file.truncate(1 << 40)
    assert told(workspace) == [
        "the file is too long",
        "its templates and settings have more than 4,000,000 bytes",
    ]


@pytest.mark.parametrize("name", ["a\nb.html.j2", "a?>b.html.j2", "\x1b[2J.html.j2", "\udcff.j2"])
def test_a_name_that_cannot_be_printed_is_told(workspace, pack, name) -> None:
    (pack / name).write_text("x", "utf-8")
    assert told(workspace) == ["the name of a file has characters that no name may have"]


def test_too_many_files_are_told(workspace, pack) -> None:
    for number in range(1100):
        (pack / f"{number}.html.j2").touch()
    assert told(workspace) == ["the pack has more than 1,000 files"]


def test_a_spoilt_pack_cannot_be_trusted(workspace, pack, tmp_path) -> None:
    (pack / "house.docx").symlink_to("/etc/hostname")
    with pytest.raises(UsageError, match="has errors"):
        trust.record(packs.find("own", workspace), tmp_path / "settings")


@pytest.mark.parametrize(
    "settings",
    [
        "x = " + "[" * 5000 + "]" * 5000,
        "[labels.en]\n" + ".".join("a" * 3000) + " = 1",
        "[columns.deals]\nalign = 5",
        "[columns.deals]\nalign = [[]]",
        '[columns.deals]\ndecimal = "x"',
        "[columns.deals]\ndecimal = nan",
        "[columns]\ndeals = 1",
        "labels = 5",
        "lint = []",
        "languages = 1",
        "extends = {}",
        "citations = []",
        "style = {}",
        "\n".join(f"key{n} = 1" for n in range(20_000)),
        "a" + ".a" * 100_000 + " = 1",
        "\n".join(f"k{n}" + ".a" * 40 + " = 1" for n in range(2500)),
    ],
)
def test_settings_of_any_form_are_told_in_time(workspace, pack, settings) -> None:
    (pack / "pack.toml").write_text(f'format = 1\nname = "own"\n{settings}\n', "utf-8")
    assert 0 < len(told(workspace)) <= 60


@pytest.mark.parametrize(
    "text",
    [
        "{{ [1] | slice(1000000000) | list | length }}",
        "{% include '" + "a" * 300 + "' %}",
        "{{ " + "[" * 3000 + "]" * 3000 + " }}",
        "{% for a in [1] %}" * 60 + "{% endfor %}" * 60,
    ],
)
def test_reading_a_strangers_templates_ends_in_time(workspace, pack, text) -> None:
    (pack / "brief.html.j2").write_text(f"<article><p>{text}</p></article>", "utf-8")
    found = lint.lint(packs.find("own", workspace))
    assert {d.code for d in found} <= {"T-LIMIT", "T-FILE"}
    assert found
