"""Packs: found, inherited, copied, refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from brief import templating
from brief.diagnostics import UsageError
from brief.document.flow import flow
from brief.dossier.model import Dossier
from brief.templating import packs


def _headings(dossier: Dossier, pack: packs.Pack) -> list[str]:
    document, found = templating.compose(dossier, pack)
    assert document is not None, found
    return [block.text for block in flow(document).blocks if block.kind == "heading"]


def test_the_built_in_pack_is_listed_with_its_languages() -> None:
    rows = {row.name: row for row in packs.listing()}
    assert rows["policy-brief"].languages == ("en", "ru", "kk")
    assert rows["policy-brief"].where == "built in"


def test_an_unknown_name_says_which_was_meant(workspace: Path) -> None:
    with pytest.raises(UsageError) as error:
        packs.find("policy-breif", workspace)
    assert "policy-brief" in error.value.help


@pytest.mark.parametrize("name", ["../policy-brief", "/etc", "a/b", "..", "Policy", ""])
def test_a_name_is_never_a_path(name: str, workspace: Path) -> None:
    with pytest.raises(UsageError):
        packs.find(name, workspace)


def test_one_section_is_overridden_by_a_folder_with_that_file_alone(
    workspace: Path, port: Dossier
) -> None:
    place = workspace / "templates" / "policy-brief" / "sections" / "deals.html.j2"
    place.parent.mkdir(parents=True)
    place.write_text('<section><h2>{{ label("heading-deals") }}: ours</h2></section>', "utf-8")
    pack = packs.find("policy-brief", workspace)
    assert not pack.builtin
    assert "Deals: ours" in _headings(port, pack)


def test_a_pack_extends_another_and_changes_a_label(workspace: Path, port: Dossier) -> None:
    folder = workspace / "templates" / "memo"
    folder.mkdir()
    (folder / "pack.toml").write_text(
        'format = 1\nname = "memo"\nextends = "policy-brief"\n'
        '[labels.en]\nbottom-line = "In short"\n',
        "utf-8",
    )
    headings = _headings(port, packs.find("memo", workspace))
    assert "In short" in headings
    assert "Deals" in headings


def test_an_override_can_include_what_it_overrides(workspace: Path, port: Dossier) -> None:
    place = workspace / "templates" / "policy-brief" / "sections" / "deals.html.j2"
    place.parent.mkdir(parents=True)
    place.write_text(
        '<section><h2>{{ label("genre") }}</h2></section>'
        '{% include "base/sections/deals.html.j2" %}',
        "utf-8",
    )
    headings = _headings(port, packs.find("policy-brief", workspace))
    assert "Policy brief" in headings
    assert "Deals" in headings


def test_a_copy_stands_alone_and_prints_the_same(workspace: Path, port: Dossier) -> None:
    folder = packs.copy("policy-brief", workspace, "ministry")
    assert (folder / "sections" / "deals.html.j2").is_file()
    pack = packs.find("ministry", workspace)
    assert pack.folders == (folder,)
    copied, found = templating.render(port, pack)
    built_in, _ = templating.render(port, packs.find("policy-brief"))
    assert found == ()
    assert copied is not None
    assert built_in is not None
    assert flow(copied) == flow(built_in)
    with pytest.raises(UsageError):
        packs.copy("policy-brief", workspace, "ministry")


def test_a_link_out_of_the_pack_is_not_followed(workspace: Path, tmp_path: Path) -> None:
    folder = packs.copy("policy-brief", workspace, "ours")
    secret = tmp_path / "secret.html.j2"
    secret.write_text("<p>secret</p>", "utf-8")
    (folder / "sections" / "leak.html.j2").symlink_to(secret)
    pack = packs.find("ours", workspace)
    assert pack.path("sections/leak.html.j2") is None
    assert pack.path("../../secret.html.j2") is None


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ('citation = "footnote"', "unknown key `citation`"),
        ('citations = "margin"', "citations must be one of"),
        ("title = 3", "`title` must be a text"),
        ("[columns.deals]\nen = [1, 'x']", "lists of millimetres"),
        ("[lint]\npoints = 'many'", "whole number"),
        ("name = 'other'", "must be its folder's"),
        ("a = [", "the TOML cannot be read"),
        ("[labels.en]\nsources = 3", "the label `sources` must be a text"),
    ],
)
def test_faults_of_pack_toml_are_told_with_their_line(
    workspace: Path, settings: str, message: str
) -> None:
    folder = workspace / "templates" / "own"
    folder.mkdir()
    (folder / "pack.toml").write_text("format = 1\n\n" + settings, "utf-8")
    found = packs.find("own", workspace).found
    assert any(message in d.message for d in found), found
    assert all(d.code == "T-PACK" and d.helps for d in found)
    assert found[0].span is not None
    assert found[0].span.line >= 3
    assert found[0].span.file == "templates/own/pack.toml"
