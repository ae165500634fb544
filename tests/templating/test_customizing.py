"""A workspace changes one thing of a pack, and has the rest as the product has it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from brief import registry, templating
from brief.diagnostics import UsageError
from brief.document.flow import flow
from brief.document.tree import Document, Section, Table
from brief.dossier.model import Dossier
from brief.templating import packs
from brief.templating.lint import lint

ROOT = Path(__file__).resolve().parents[2]


def override(workspace: Path, name: str, text: str | bytes, pack: str = "policy-brief") -> Path:
    """The only file of a folder of overrides."""
    path = workspace / "templates" / pack / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def made(workspace: Path, dossier: Dossier, pack: str = "policy-brief") -> Document:
    found = packs.find(pack, workspace)
    assert lint(found) == []
    document, told = templating.compose(dossier, found)
    assert document is not None, told
    return document


def texts(document: Document, kind: str = "") -> list[str]:
    return [block.text for block in flow(document).blocks if kind in ("", block.kind)]


def table(document: Document, heading: str) -> Table:
    """The first table of the section that this heading names."""
    for block in document.blocks:
        if isinstance(block, Section) and block.blocks[0].id == heading:
            return next(one for one in block.blocks if isinstance(one, Table))
    raise AssertionError(heading)


def test_a_macro_is_overridden_for_all_who_use_it(workspace: Path, port: Dossier) -> None:
    override(
        workspace,
        "macros/heading.html.j2",
        '{% macro heading(section) %}<h2 id="{{ section.id }}">'
        '{{ label("heading-" ~ section.name) }} ({{ label("genre-short") }})</h2>{% endmacro %}',
    )
    headings = texts(made(workspace, port), "heading")
    assert "Deals (policy brief)" in headings
    assert "Key points (policy brief)" in headings
    assert "Bottom line" in headings  # its section has a heading of its own


@pytest.mark.parametrize("file", ["labels/en.toml", "pack.toml"])
def test_one_label_is_changed_and_the_others_stay(
    workspace: Path, port: Dossier, file: str
) -> None:
    words = 'heading-deals = "Instruments"\n'
    if file == "pack.toml":
        words = f'format = 1\nextends = "policy-brief"\n[labels.en]\n{words}'
    override(workspace, file, words)
    headings = texts(made(workspace, port), "heading")
    assert "Instruments" in headings
    assert "Deals" not in headings
    assert "Key points" in headings


def test_columns_are_set_anew_for_one_table(workspace: Path, port: Dossier) -> None:
    before = table(made(workspace, port), "deals")
    widths = [30, 46, 32, 16, 24, 18]
    layouts = "".join(
        f"[columns.{name}]\n" + "".join(f"{code} = {widths}\n" for code in ("en", "ru", "kk"))
        for name in ("deals", "deals-mixed")
    )
    override(workspace, "pack.toml", f'format = 1\nextends = "policy-brief"\n{layouts}')
    after = table(made(workspace, port), "deals")
    assert [column.width for column in after.columns] == widths
    assert [column.align for column in after.columns] == [c.align for c in before.columns]
    assert [row.facts for row in after.rows] == [row.facts for row in before.rows]


def test_a_column_is_taken_out_of_a_table(workspace: Path, port: Dossier) -> None:
    source = ROOT / "templates" / "policy-brief" / "sections" / "deals.html.j2"
    kept = [line for line in source.read_text("utf-8").splitlines() if "column-status" not in line]
    kept = [line for line in kept if 'label("status", fact.status)' not in line]
    assert len(kept) == len(source.read_text("utf-8").splitlines()) - 2
    override(workspace, "sections/deals.html.j2", "\n".join(kept))
    layouts = "".join(
        f'[columns.{name}]\nalign = ["left", "left", "right", "left", "left"]\n'
        + "".join(f"{code} = [46, 46, 34, 22, 18]\n" for code in ("en", "ru", "kk"))
        for name in ("deals", "deals-mixed")
    )
    override(workspace, "pack.toml", f'format = 1\nextends = "policy-brief"\n{layouts}')
    after = table(made(workspace, port), "deals")
    assert len(after.columns) == 5
    assert "Status" not in texts(made(workspace, port))


def test_the_order_is_the_templates_where_it_likes(workspace: Path, port: Dossier) -> None:
    source = (ROOT / "templates" / "policy-brief" / "brief.html.j2").read_text("utf-8")
    ours = source.replace(
        "{% for section in brief.body %}",
        '{% for name in ["deals", "key-points"] %}{% for section in sections(name) %}',
    )
    at = ours.index("{% endfor %}")
    override(workspace, "brief.html.j2", ours[:at] + "{% endfor %}" + ours[at:])
    headings = texts(made(workspace, port), "heading")
    assert headings.index("Deals") < headings.index("Key points")


def test_a_house_style_is_the_workspaces(workspace: Path) -> None:
    house = (ROOT / "templates" / "action-memo" / "house.docx").read_bytes()
    path = override(workspace, "house.docx", house)
    assert packs.find("policy-brief", workspace).house == path
    assert packs.find("one-pager", workspace).house == path  # which extends it
    assert packs.find("action-memo", workspace).house != path  # which has its own


def test_overrides_hold_for_packs_that_extend_the_one_overridden(
    workspace: Path, port: Dossier
) -> None:
    override(workspace, "labels/en.toml", 'bottom-line = "In short"\n')
    assert "In short" in texts(made(workspace, port, "one-pager"), "heading")


def test_a_pack_of_ones_own_holds_only_what_differs(workspace: Path, port: Dossier) -> None:
    override(
        workspace,
        "pack.toml",
        'format = 1\nname = "note"\nextends = "one-pager"\ncitations = "in-text"\n'
        '[lint]\nkey-points = 3\n[labels.en]\ngenre = "Note"\n',
        "note",
    )
    pack = packs.find("note", workspace)
    assert (pack.citations, pack.limits["key-points"], pack.limits["pages"]) == ("in-text", 3, 1)
    document = made(workspace, port, "note")
    assert "Note" in " ".join(flow(document).running)
    assert any("as reported by" in text for text in texts(document))


# ---------------------------------------------------------------- packs of installed packages


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package on the path with a pack, and an entry point that names it."""
    site = tmp_path / "site"
    pack = site / "ministry_packs" / "packs" / "ministry-note"
    (pack / "labels").mkdir(parents=True)
    (site / "ministry_packs" / "__init__.py").write_text("raise RuntimeError('imported')\n")
    (pack / "pack.toml").write_text(
        'format = 1\nname = "ministry-note"\ntitle = "A note"\nextends = "policy-brief"\n'
    )
    (pack / "labels" / "en.toml").write_text('bottom-line = "For the Minister"\n')
    info = site / "ministry_packs-1.2.dist-info"
    info.mkdir()
    (info / "entry_points.txt").write_text(
        "[brief.templates]\nministry-note = ministry_packs:packs\n"
        "policy-brief = ministry_packs:packs\ngone = ministry_packs:nowhere\n"
    )
    monkeypatch.setattr(sys, "path", [*sys.path, str(site)])
    registry._all_entry_points.cache_clear()
    return pack


def test_an_installed_package_adds_a_pack_without_being_imported(
    installed: Path, workspace: Path, port: Dossier
) -> None:
    pack = packs.find("ministry-note", workspace)
    assert pack.folders[0] == installed.resolve()
    assert not pack.builtin  # a guest, until the user trusts it
    assert "For the Minister" in texts(made(workspace, port, "ministry-note"), "heading")
    rows = {row.name: row for row in packs.listing(workspace)}
    assert rows["ministry-note"].where == "ministry_packs-1.2"


def test_it_takes_no_name_that_there_is_and_its_absence_is_told(
    installed: Path, workspace: Path
) -> None:
    assert packs.find("policy-brief", workspace).builtin
    override(workspace, "pack.toml", 'format = 1\nextends = "one-pager"\n', "ministry-note")
    assert packs.find("ministry-note", workspace).folders[0].parent.parent == workspace
    assert "gone" not in {row.name for row in packs.listing(workspace)}
    with pytest.raises(UsageError) as error:
        packs.find("gone", workspace)
    assert "ministry_packs-1.2" in error.value.message


def test_an_installed_pack_can_be_copied_and_made_ones_own(
    installed: Path, workspace: Path, port: Dossier
) -> None:
    packs.copy("ministry-note", workspace, "ours")
    assert "For the Minister" in texts(made(workspace, port, "ours"), "heading")
