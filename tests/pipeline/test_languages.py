"""Variants in several languages of one edition; what is withheld leaks in none of them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from brief.dossier import load
from brief.dossier.lock import write_lock
from brief.pipeline import Request, generate

ROOT = Path(__file__).parents[2]


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "sources" / "washington-2025", tmp_path / "sources" / "washington-2025")
    return tmp_path


def request(workspace: Path, language: str = "", audience: str = "general") -> Request:
    dossier = workspace / "sources" / "washington-2025"
    return Request(
        workspace=workspace,
        dossier=dossier,
        out=workspace / "out",
        language=language,
        audience=audience,
        template="one-pager",
        formats=("pdf",),
    )


def test_each_language_is_a_variant_of_the_same_edition(workspace: Path) -> None:
    english = generate(request(workspace))
    russian = generate(request(workspace, "ru"))
    assert english.manifest is not None
    assert russian.manifest is not None, russian.diagnostics
    assert english.manifest.edition == russian.manifest.edition
    assert english.manifest.variant == "general-en-one-pager"
    assert russian.manifest.variant == "general-ru-one-pager"
    assert not russian.unchanged
    again = generate(request(workspace, "ru"))
    assert again.unchanged
    assert again.manifest == russian.manifest


def test_what_is_withheld_is_withheld_in_translation_too(workspace: Path) -> None:
    folder = workspace / "sources" / "washington-2025"
    (folder / "audiences.yaml").write_text(
        "format: 1\naudiences:\n  - audience: public\n    clearance: TLP:CLEAR\n    language: ru\n"
    )
    points = folder / "facts" / "points.yaml"
    text = points.read_text(encoding="utf-8")
    points.write_text(
        text.replace("  - point: ceasefire\n", "  - point: ceasefire\n    marking: TLP:RED\n", 1),
        encoding="utf-8",
    )
    dossier, _ = load(folder, workspace)
    assert dossier is not None
    write_lock(dossier, workspace)
    edition = generate(request(workspace, audience="public"))
    assert edition.manifest is not None, edition.diagnostics
    assert edition.manifest.variant == "public-ru-one-pager"
    printed = " ".join(statement.text for statement in edition.manifest.statements)
    assert "прекращение огня" not in printed
    assert "Авраамовым соглашениям" in printed
