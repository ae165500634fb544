"""Every rule finds what its page of cases says, where it says, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from brief.checks import CHECKS
from tests.checks.cases import Case, cases, found, pages

ALL = [case for page in pages() for case in cases(page)]


@pytest.mark.parametrize("case", ALL, ids=str)
def test_case(case: Case, tmp_path: Path) -> None:
    assert sorted(found(case, tmp_path)) == sorted(case.expected)


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.stem)
def test_a_page_has_a_case_that_fires_and_three_that_do_not(page: Path) -> None:
    of_page = cases(page)
    firing = [c for c in of_page if any(code == page.stem for code, _, _ in c.expected)]
    quiet = [c for c in of_page if not c.expected]
    assert firing
    assert len(quiet) >= 3, f"{page.stem} has {len(quiet)} look-alikes"


def test_every_rule_on_the_dossier_has_its_page() -> None:
    wanted = {check.code for check in CHECKS.values() if check.stage == "dossier"}
    assert not wanted - {page.stem for page in pages()}
