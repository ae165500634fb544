"""Lint: what is wrong with a pack, with or without a dossier."""

from __future__ import annotations

from pathlib import Path

import pytest

from brief import templating
from brief.dossier.model import Dossier
from brief.templating import packs
from brief.templating.lint import genre, lint, unused

BUILT_IN = [row.name for row in packs.listing()]


@pytest.mark.parametrize("name", BUILT_IN)
def test_the_built_in_packs_are_clean(name: str) -> None:
    assert lint(packs.find(name)) == []


@pytest.mark.parametrize("name", BUILT_IN)
@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_every_pack_prints_every_language(name: str, language: str, port: Dossier) -> None:
    dossier = port.replace(head=port.head.replace(language=language))
    document, found = templating.compose(dossier, packs.find(name))
    assert document is not None
    assert found == ()
    assert document.meta.lang.startswith(language)


def _lint(workspace: Path, template: str, settings: str = "") -> list[tuple[str, int, str]]:
    folder = workspace / "templates" / "own"
    folder.mkdir()
    (folder / "pack.toml").write_text(f'format = 1\nlanguages = ["en"]\n{settings}', "utf-8")
    (folder / "brief.html.j2").write_text(template, "utf-8")
    return [(d.code, d.span.line, d.message) for d in lint(packs.find("own", workspace))]


def test_all_that_is_wrong_is_told_in_one_run(workspace: Path) -> None:
    found = _lint(
        workspace,
        "<article>\n<p>{{ breif.title }}</p>\n<p>{{ label('nothing') }}</p>\n"
        "<table>{{ columns('deal') }}</table>\n{% include 'sections/x.html.j2' %}\n"
        "{% if false %}<p>{{ lable('x') }}</p>{% endif %}\n<p>In 2025 “so”</p>\n</article>",
    )
    assert [(code, line) for code, line, _ in found] == [
        ("T-UNDEFINED", 2),
        ("T-UNDEFINED", 3),
        ("T-UNDEFINED", 4),
        ("T-FILE", 5),
        ("T-UNDEFINED", 6),
        ("T-LITERAL", 7),
        ("T-LITERAL", 7),
        ("T-LITERAL", 7),
    ]


@pytest.mark.parametrize(
    ("template", "code", "line", "column", "message", "hint"),
    [
        ("<p>{{ breif.title }}</p>", "T-UNDEFINED", 1, 7, "`breif` is not defined", "`brief`"),
        ("<p>x</p>\n<p>{{ brief.titel }}</p>", "T-UNDEFINED", 2, 13, "no `titel`", "`title`"),
        (
            "{% for fact in brief.facts %}<p>{{ fact.vlaue }}{{ cite(fact) }}</p>{% endfor %}",
            "T-UNDEFINED",
            1,
            41,
            "field `vlaue`",
            "`value`",
        ),
        (
            "<p>{{ label('botom-line') }}</p>",
            "T-UNDEFINED",
            1,
            14,
            "no label `botom-line`",
            "`bottom-line`",
        ),
        ("<p>{{ lable('x') }}</p>", "T-UNDEFINED", 1, 7, "`lable` is not defined", "`label`"),
        ("<table>{{ columns('deal') }}</table>", "T-UNDEFINED", 1, 20, "columns `deal`", "`deals`"),
        (
            "{% include 'sections/deal.html.j2' %}",
            "T-FILE",
            1,
            13,
            "no template `sections/deal.html.j2`",
            "`sections/deals.html.j2`",
        ),
        ("<p>a</p>\n  <tabel>x</tabel>", "T-TAG", 2, 4, "no element `<tabel>`", "`<table>`"),
        ("<p>of 2025</p>", "T-LITERAL", 1, 7, "hold “2025”", "literals"),
        ("<p>the “new” line</p>", "T-LITERAL", 1, 8, "hold ““", "literals"),
        ("{% if brief.title %}<p>x</p>", "T-SYNTAX", 1, 1, "", ""),
        ("<p>{{ brief.title | uper }}</p>", "T-UNDEFINED", 1, 1, "uper", ""),
    ],
)
def test_a_finding_has_its_line_its_column_and_the_nearest_name(
    workspace: Path, template: str, code: str, line: int, column: int, message: str, hint: str
) -> None:
    folder = workspace / "templates" / "own"
    folder.mkdir()
    (folder / "pack.toml").write_text('format = 1\nextends = "policy-brief"\n', "utf-8")
    path = "brief.html.j2"
    (folder / path).write_text(f"<article>{template}</article>", "utf-8")
    shift = len("<article>") if line == 1 else 0
    told = [d for d in lint(packs.find("own", workspace)) if message in d.message]
    (first, *_) = [d for d in told if d.code == code]
    assert first.span is not None
    assert (first.span.file, first.span.line) == ("templates/own/brief.html.j2", line)
    if column > 1:
        assert first.span.column == column + shift
    assert hint in " ".join(first.helps)


def test_fields_of_loops_and_of_a_templates_own_spaces_are_known(workspace: Path) -> None:
    template = (
        "<article>{% set seen = namespace(any=false) %}{% for fact in brief.facts %}"
        "{% set seen.any = true %}<p>{{ fact.said_by.short }}{{ cite(fact) }}"
        "{% if not loop.last and loop.changed(fact.kind) %};{% endif %}</p>{% endfor %}"
        "{% if seen.any %}<p>x</p>{% endif %}</article>"
    )
    assert _lint(workspace, template) == []


def test_declared_literals_and_attributes_are_no_statements(workspace: Path) -> None:
    template = '<article><p id="p1">Group of 20</p><ol start="3"><li>x</li></ol></article>'
    assert _lint(workspace, template, 'literals = ["Group of 20"]') == []


def test_a_declared_literal_says_nothing_of_longer_figures(workspace: Path) -> None:
    template = "<article><p>2 or 12</p></article>"
    (found,) = _lint(workspace, template, 'literals = ["2"]')
    assert found[0] == "T-LITERAL"
    assert "“12”" in found[2]


def test_a_label_missing_in_a_language_is_told(workspace: Path) -> None:
    folder = workspace / "templates" / "memo"
    folder.mkdir()
    (folder / "pack.toml").write_text(
        'format = 1\nextends = "policy-brief"\n[labels.en]\nonly-here = "x"\n', "utf-8"
    )
    found = lint(packs.find("memo", workspace))
    assert {d.span.file.rpartition("/")[2] for d in found} == {"ru.toml", "kk.toml"}
    assert all("`only-here`" in d.message for d in found)


def test_the_genres_limits_are_the_packs(port: Dossier, workspace: Path) -> None:
    folder = workspace / "templates" / "short"
    folder.mkdir()
    (folder / "pack.toml").write_text(
        'format = 1\nextends = "policy-brief"\n[lint]\ntitle = 10\nkey-points = 1\ndeals = 2\n',
        "utf-8",
    )
    pack = packs.find("short", workspace)
    document, _ = templating.compose(port, pack)
    messages = [d.message for d in genre(document, pack)]
    assert len(messages) == 3
    assert any("the title has" in message for message in messages)
    assert "the section key-points has 2 items, the genre allows 1" in messages
    assert "the section deals has 3 items, the genre allows 2" in messages


def test_facts_that_a_template_never_uses_are_told(port: Dossier) -> None:
    document, _ = templating.compose(port, packs.find("one-pager"))
    told = {d.fact for d in unused(document, port)}
    assert told
    assert "quay" not in told
    whole, _ = templating.compose(port, packs.find("sourcing-annex"))
    assert {d.fact for d in unused(whole, port)} <= told
