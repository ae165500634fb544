"""A body that is longer than its genre allows is told, with what to move first."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from brief.pipeline import Edition, Request, generate

ROOT = Path(__file__).parents[2]


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    folder = tmp_path / "sources" / "example"
    shutil.copytree(ROOT / "brief" / "_example", folder)
    return folder


def made(folder: Path) -> Edition:
    root = folder.parents[1]
    return generate(Request(root, folder, root / "out", formats=("pdf",)))


def lengthen(folder: Path) -> None:
    """Print one point in the body over and over: two pages and more."""
    path = folder / "dossier.yaml"
    text = path.read_text()
    assert text.count("        - all-year") == 1
    path.write_text(text.replace("        - all-year", "        - all-year\n" * 70, 1))


def codes(edition: Edition, severity: str = "warning") -> list[str]:
    return [d.code for d in edition.diagnostics if d.severity == severity]


def test_a_short_body_is_no_finding(dossier: Path) -> None:
    assert "T-PAGES" not in codes(made(dossier))


def test_a_long_body_is_told_and_written_all_the_same(dossier: Path) -> None:
    lengthen(dossier)
    edition = made(dossier)
    assert edition.manifest is not None
    told = next(d for d in edition.diagnostics if d.code == "T-PAGES")
    assert "its genre allows 2" in told.message
    assert told.helps[0].startswith("move to the annex")


def test_it_can_be_acknowledged(dossier: Path) -> None:
    lengthen(dossier)
    note = "- {code: T-PAGES, of: dossier, reason: The council asked for all of it.}"
    (dossier / "rulings.yaml").write_text(f"format: 1\nacknowledged:\n  {note}\n")
    edition = made(dossier)
    assert "T-PAGES" in codes(edition, "info")
    assert not {"T-PAGES", "ACK-STALE"} & set(codes(edition))
