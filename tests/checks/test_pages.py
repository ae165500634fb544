"""Every code that a person may meet has a page, and every page is whole."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from brief.checks import CHECKS, explain
from brief.checks.pages import SECTIONS, codes

ROOT = Path(__file__).parents[2]
# A code stands in the program as a string of its own; families alone ("W-") are not codes.
_CODE = re.compile(r'"((?:[A-Z]|Y|SRC|SPAN|LOCK|ACK|PLUGIN|AUDIT)-[A-Z]{2,}(?:-[A-Z]+)*)"')


def used() -> set[str]:
    files = (path for path in (ROOT / "brief").rglob("*.py"))
    return {code for path in files for code in _CODE.findall(path.read_text(encoding="utf-8"))}


def test_every_code_in_the_program_has_a_page() -> None:
    assert not used() - set(codes())


@pytest.mark.parametrize("code", codes())
def test_a_page_has_its_sections_in_order(code: str) -> None:
    page = explain(code.lower())
    assert page is not None
    assert page.startswith(f"# {code}: ")
    headings = re.findall(r"^## (.*)$", page, re.MULTILINE)
    assert headings == list(SECTIONS)
    for section in page.split("\n## ")[1:]:
        assert section.partition("\n")[2].strip()


def test_titles_of_the_table_are_those_of_the_pages() -> None:
    for code, check in CHECKS.items():
        page = explain(code)
        assert page is not None
        assert page.partition("\n")[0] == f"# {code}: {check.title}"


def test_an_unknown_code_has_no_page() -> None:
    assert explain("Q-NONE") is None
    assert explain("../secret") is None
