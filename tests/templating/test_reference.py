"""The reference of templates is in step with the code."""

from __future__ import annotations

from pathlib import Path

from brief.templating import reference

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "templates.md"


def test_every_offer_is_described() -> None:
    assert reference.complete() == []


def test_the_page_says_what_the_code_does() -> None:
    written = PAGE.read_text(encoding="utf-8")
    assert written.endswith(reference.generated()), (
        "docs/reference/templates.md is behind the code: replace what follows `## Elements` by"
        " brief.templating.reference.generated()"
    )
