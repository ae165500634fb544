"""`brief template`: each verb as a user types it, for other languages and audiences too."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Brief, runner

AUDIENCES = "format: 1\naudiences:\n  - audience: public\n    clearance: TLP:CLEAR\n"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("templates")


@pytest.fixture(scope="module")
def own(place: Path, cache: Path) -> Brief:
    """The command in a workspace of `brief init`, with settings of its own."""
    brief = runner(place, cache)

    def run(*arguments: str) -> object:
        return brief(*arguments, XDG_CONFIG_HOME=str(place / "settings"))

    assert run("init").code == 0  # type: ignore[attr-defined]  # what the runner returns
    return run  # type: ignore[return-value]  # the same call, settings given


def test_list_show_new_lint_and_trust(own: Brief, place: Path) -> None:
    assert "action-memo" in own("template", "list").out
    assert {row["name"] for row in own("template", "list", "--json").json["templates"]} >= {
        "policy-brief",
        "one-pager",
    }
    assert own("template", "new", "memo", "--from", "action-memo").code == 0
    shown = own("template", "show", "memo").out
    assert "citations: in-text" in shown
    assert "sections/bottom-line.html.j2" in shown
    assert own("template", "lint", "memo").code == 0
    main = place / "templates" / "memo" / "brief.html.j2"
    main.write_text(main.read_text().replace("brief.annex", "brief.anex", 1))
    told = own("template", "lint", "memo")
    assert told.code == 1
    assert "templates/memo/brief.html.j2:" in told.err
    assert "did you mean `annex`?" in told.err
    main.write_text(main.read_text().replace("brief.anex", "brief.annex", 1))
    assert own("template", "trust", "memo").code == 0


def test_lint_in_another_language_and_for_an_audience(own: Brief, place: Path) -> None:
    (dossier,) = (place / "sources").iterdir()
    told = own("template", "lint", "policy-brief", "-l", "ru")
    assert told.code == 1
    assert "`ru`" in told.err
    (dossier / "audiences.yaml").write_text(AUDIENCES)
    assert own("template", "lint", "policy-brief", "-a", "public").code == 0
    unknown = own("template", "lint", "policy-brief", "-a", "publik")
    assert unknown.code == 2
    assert "public" in unknown.err


def test_preview_writes_pictures_for_an_audience_and_a_language(own: Brief, place: Path) -> None:
    (dossier,) = (place / "sources").iterdir()
    (dossier / "audiences.yaml").write_text(AUDIENCES)
    drawn = own("template", "preview", "one-pager", "-a", "public", "--png", "pages")
    assert drawn.code == 0, drawn.err
    assert (place / "pages" / "page-1.png").read_bytes()[:4] == b"\x89PNG"
    other = own("template", "preview", "one-pager", "-l", "kk", "--png", "kazakh")
    assert other.code == 0, other.err  # a draft: what is not translated shows as it is
    first, second = (place / f"{folder}/page-1.png" for folder in ("pages", "kazakh"))
    assert first.read_bytes() != second.read_bytes()
