"""What a pack says of its own: where it stands, and what it may not say before a value."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Brief, brief, cache, edit, work

GENERATE = ("generate", "-t", "mine", "-f", "html")
__all__ = ["brief", "cache", "work"]


@pytest.fixture
def pack(work: Path, brief: Brief) -> Path:
    """A small pack of one's own, with labels."""
    folder = work / "templates" / "mine"
    (folder / "labels").mkdir(parents=True)
    (folder / "pack.toml").write_text('format = 1\nname = "mine"\nlanguages = ["en"]\n', "utf-8")
    (folder / "labels" / "en.toml").write_text(
        '[section]\nhead = "What is agreed"\nno = "is not"\n', "utf-8"
    )
    assert brief("template", "trust", "mine").code == 0
    return folder


def template(pack: Path, line: str) -> None:
    text = f"""<article>
<h1>{{{{ brief.title }}}}</h1>
<h2>{{{{ label("section-head") }}}}</h2>
{{% for fact in facts("deal") %}}
<p>{line}{{{{ cite(fact) }}}}</p>
{{% endfor %}}
</article>
"""
    (pack / "brief.html.j2").write_text(text, "utf-8")


@pytest.mark.parametrize(
    "line",
    [
        "not {{ fact.agreed }}",
        "It is <em>not</em> yet {{ fact.agreed }}",
        "It isn’t {{ fact.agreed }}",
        "{{ 'not ' ~ fact.agreed }}",
        "не {{ fact.agreed }}",
        "без {{ fact.agreed }}",
        "{{ fact.agreed }} емес",
        "{{ fact.agreed }} жоқ",
    ],
)
@pytest.mark.parametrize("command", [("template", "lint", "mine"), GENERATE], ids=" ".join)
def test_a_pack_denies_no_value(
    brief: Brief, pack: Path, line: str, command: tuple[str, ...]
) -> None:
    template(pack, line)
    told = brief(*command)
    assert told.code == 1, told.err + told.out
    assert "error[T-LITERAL]: a template's own words put “" in told.err
    assert "templates/mine/brief.html.j2:5:" in told.err
    assert "let the fact itself say what is denied" in told.err


def test_a_label_denies_no_value_either(brief: Brief, pack: Path) -> None:
    template(pack, "{{ label('section-no') }} {{ fact.agreed }}")
    told = brief(*GENERATE)
    assert told.code == 1
    assert "the label `section-no` puts “not” directly before a statement" in told.err
    assert "templates/mine/labels/en.toml:3:10" in told.err


@pytest.mark.parametrize(
    "line", ["not only that: {{ fact.agreed }}", "notes: {{ fact.agreed }}", "{{ fact.agreed }}"]
)
def test_other_words_may_stand_before_a_value(brief: Brief, pack: Path, line: str) -> None:
    template(pack, line)
    assert "T-LITERAL" not in brief(*GENERATE).err


def test_a_figure_in_a_label_has_its_place(brief: Brief, pack: Path) -> None:
    edit(pack / "labels" / "en.toml", "What is agreed", "The 29 agreements")
    template(pack, "{{ fact.agreed }}")
    told = brief(*GENERATE)
    assert told.code == 1
    assert "the label `section-head` holds “29”" in told.err
    assert "templates/mine/labels/en.toml:2:13" in told.err
    assert "^^ in “The 29 agreements”" in told.err


def test_a_figure_in_a_template_has_its_column(brief: Brief, pack: Path) -> None:
    template(pack, "all 29 of {{ fact.agreed }}")
    assert "templates/mine/brief.html.j2:5:8" in brief(*GENERATE).err


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("fact.agreed[:3]", "a value of the brief has no parts to take by `[…]`"),
        ("fact.agreed + 1", "for +: a value of the brief and a number"),
        ("1 // 0", "integer division or modulo by zero"),
    ],
)
def test_a_template_that_fails_says_how_to_mend_it(
    brief: Brief, pack: Path, expression: str, message: str
) -> None:
    template(pack, f"{{{{ {expression} }}}}")
    told = brief(*GENERATE).err
    assert "error[T-RENDER]" in told
    assert message in told
    assert "FieldValue" not in told
    assert "docs/reference/templates.md lists" in told


def test_a_pack_of_another_name_is_told_what_to_write(brief: Brief, pack: Path) -> None:
    edit(pack / "pack.toml", 'name = "mine"', 'name = "yours"')
    told = brief("template", "lint", "mine").err
    assert 'help: write `name = "mine"`, or call the folder what the pack is called' in told
