"""A bounded sample of the mutants and of the harmless renderings; `make mutants` runs them all."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.mutants import harmless
from tests.mutants.generate import RIGHT, mutants
from tests.mutants.measure import measure, show
from tests.mutants.workbench import ROOT, Workbench

DOSSIERS = ("sources/washington-2025", "tests/dossiers/lidora-port")


@pytest.fixture(scope="module", params=DOSSIERS)
def bench(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Workbench:
    return Workbench(ROOT / request.param, tmp_path_factory.mktemp("bench"))


def test_the_dossier_itself_is_clean(bench: Workbench) -> None:
    assert bench.baseline == {}


def test_every_fault_of_a_sample_is_refused_with_the_right_code(bench: Workbench) -> None:
    total = sum(1 for _ in mutants(bench))
    results = measure(bench, every=max(1, total // 40), start=3)
    assert not [r for r in results if r.survived], show(results)


def test_every_harmless_rendering_of_a_sample_passes(bench: Workbench) -> None:
    total = sum(1 for _ in harmless.renderings(bench))
    results = harmless.harmless(bench, every=max(1, total // 20))
    assert not [r for r, codes in results if codes], harmless.show(results)


def test_the_real_dossier_has_every_kind_of_fault(tmp_path: Path) -> None:
    bench = Workbench(ROOT / DOSSIERS[0], tmp_path)
    missing = set(RIGHT) - {mutant.fault for mutant in mutants(bench)}
    assert not missing - {"ellipsis", "character", "precision"}
