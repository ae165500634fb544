"""Lint with a dossier: what a pack prints of it is held against the rules of documents."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from brief.diagnostics import Diagnostic
from brief.pipeline import Request
from brief.pipeline.linting import lint

ROOT = Path(__file__).parents[2]


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    folder = tmp_path / "sources" / "example"
    shutil.copytree(ROOT / "brief" / "_example", folder)
    return folder


def asked(folder: Path, template: str = "own", **more: str) -> Request:
    root = folder.parents[1]
    return Request(root, folder, root / "out", template=template, **more)  # type: ignore[arg-type]  # texts


def pack(folder: Path, body: str = "", settings: str = "", **files: str) -> None:
    """A pack that extends policy-brief, with a main template of its own where a body is given."""
    own = folder.parents[1] / "templates" / "own"
    own.mkdir(parents=True)
    (own / "pack.toml").write_text(f'format = 1\nextends = "policy-brief"\n{settings}')
    if body:
        (own / "brief.html.j2").write_text(
            f"<article>\n<h1>{{{{ brief.title }}}}</h1>\n{body}\n</article>"
        )
    for name, text in files.items():
        path = own / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)


def only(found: list[Diagnostic], code: str) -> list[str]:
    return [d.message for d in found if d.code == code]


def edit(folder: Path, old: str, new: str) -> None:
    path = folder / "dossier.yaml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def test_a_built_in_pack_is_clean_but_for_what_it_leaves_out(dossier: Path) -> None:
    found = lint(asked(dossier, "policy-brief"))
    assert {d.code for d in found} <= {"T-UNUSED"}


def test_a_heading_that_skips_a_level(dossier: Path) -> None:
    pack(dossier, "<section><h2>a</h2><p>b</p><section><h4>c</h4><p>d</p></section></section>")
    (message,) = only(lint(asked(dossier)), "T-HEADING")
    assert message == "the heading “c” skips from level 2 to 4"


def test_a_statement_without_its_citation(dossier: Path) -> None:
    pack(dossier, "{% for fact in facts('point') %}<p>{{ fact.text }}</p>{% endfor %}")
    found = [d for d in lint(asked(dossier)) if d.code == "T-UNCITED"]
    assert found
    assert found[0].span is not None
    assert found[0].span.file.startswith("sources/example/facts/")  # the fact's own place


def test_a_registered_name_in_a_templates_own_words(dossier: Path) -> None:
    pack(dossier, "<p>We thank Marrow Bay.</p>")
    (told,) = [d for d in lint(asked(dossier)) if d.code == "T-LITERAL"]
    assert "Marrow Bay" in told.message
    assert told.span is not None
    assert (told.span.file, told.span.line) == ("templates/own/brief.html.j2", 3)


def test_a_declared_name_may_stand_there(dossier: Path) -> None:
    pack(dossier, "<p>We thank Marrow Bay.</p>", 'literals = ["Marrow Bay"]\n')
    assert only(lint(asked(dossier)), "T-LITERAL") == []


def test_an_over_long_bottom_line(dossier: Path) -> None:
    line = "    - {text: Wait for more before this goes out to anybody at all., author: yes}\n"
    edit(dossier, "  body:\n", line * 6 + "  body:\n")
    messages = only(lint(asked(dossier, "policy-brief")), "T-LONG")
    assert "the bottom line has 7 statements, more than 3" in messages
    assert "the section bottom-line has 7 items, the genre allows 3" in messages


def test_a_body_that_runs_over_its_pages(dossier: Path) -> None:
    edit(dossier, "        - all-year ", "        - all-year\n" * 60 + "        - all-year ")
    (message,) = only(lint(asked(dossier, "policy-brief")), "T-PAGES")
    assert "its genre allows 2" in message


def test_facts_never_used_with_their_place(dossier: Path) -> None:
    pack(dossier, "<p>x</p>")
    found = [d for d in lint(asked(dossier)) if d.code == "T-UNUSED"]
    assert found
    assert all(d.span is not None and d.span.line > 1 for d in found)
    assert all(d.severity == "info" for d in found)


def test_an_error_of_the_pack_itself_comes_first_and_alone(dossier: Path) -> None:
    pack(dossier, "<p>{{ breif.title }}</p>")
    assert [d.code for d in lint(asked(dossier))] == ["T-UNDEFINED"]


def test_without_a_dossier_the_pack_is_looked_at_by_itself(dossier: Path) -> None:
    pack(dossier, "<p>x</p>")
    assert lint(asked(dossier), whole=False) == []


def test_in_another_language_what_is_not_translated_is_told(dossier: Path) -> None:
    found = lint(asked(dossier, "policy-brief", language="ru"))
    assert found
    assert found[0].code in ("T-LANGUAGE", "L-MISSING")


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_the_real_dossier_is_clean_in_every_language(tmp_path: Path, language: str) -> None:
    folder = tmp_path / "sources" / "washington-2025"
    shutil.copytree(ROOT / "sources" / "washington-2025", folder)
    assert lint(asked(folder, "policy-brief", language=language)) == []


def test_for_an_audience_what_it_sees_is_looked_at(dossier: Path) -> None:
    (dossier / "audiences.yaml").write_text(
        "format: 1\naudiences:\n  - audience: public\n    clearance: TLP:CLEAR\n"
    )
    edit(dossier, "marking: TLP:CLEAR", "marking: TLP:AMBER")
    found = lint(asked(dossier, "policy-brief", audience="public"))
    assert "V-HEAD" in {d.code for d in found}
