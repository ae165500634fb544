"""The repository's own dossiers as a reader meets them: the finished brief, asked questions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import yaml

from brief.diagnostics import Diagnostic
from brief.editions import read_docx
from brief.pipeline import Request, check, generate

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
WASHINGTON = ROOT / "sources" / "washington-2025"
SECOND = HERE / "lidora-port"
EXAMPLE = ROOT / "brief" / "_example"

QUESTIONS: list[dict[str, Any]] = yaml.safe_load(
    (HERE / "questions.yaml").read_text(encoding="utf-8")
)["questions"]


class Finished:
    """A generated brief: its printed text, read back from the Word file, and its PDF's pages."""

    def __init__(self, dossier: Path, out: Path) -> None:
        edition = generate(Request(ROOT, dossier, out, formats=("docx", "pdf")))
        assert edition.folder is not None, [d.message for d in edition.diagnostics]
        files = {path.suffix: path.read_bytes() for path in edition.folder.iterdir()}
        word = read_docx.read(files[".docx"])
        printed = [block.text for block in word.blocks()]
        printed += [note for _, note in word.numbered_notes()]
        self.text = plain(" ".join((*printed, *word.running)))
        document = pypdfium2.PdfDocument(files[".pdf"])
        self.pages = [plain(page.get_textpage().get_text_range()) for page in document]
        document.close()


def plain(text: str) -> str:
    """White space of each run as one space, no-break spaces too."""
    return " ".join(text.split())


@pytest.fixture(scope="module")
def washington(tmp_path_factory: pytest.TempPathFactory) -> Finished:
    return Finished(WASHINGTON, tmp_path_factory.mktemp("washington"))


@pytest.fixture(scope="module")
def second(tmp_path_factory: pytest.TempPathFactory) -> Finished:
    return Finished(SECOND, tmp_path_factory.mktemp("second"))


def troubles(dossier: Path) -> list[Diagnostic]:
    """Errors, and warnings that nobody acknowledged, but for what the lock alone would mend."""
    _, found = check(dossier, ROOT)
    return [d for d in found if d.severity != "info" and d.code != "LOCK-MISSING"]


@pytest.mark.parametrize("dossier", [WASHINGTON, SECOND, EXAMPLE], ids=lambda path: path.name)
def test_the_dossier_checks_green(dossier: Path) -> None:
    assert troubles(dossier) == []


def test_the_real_dossier_is_locked() -> None:
    _, found = check(WASHINGTON, ROOT)
    assert [d.message for d in found if d.severity != "info"] == []


def test_there_are_sixty_questions() -> None:
    assert len(QUESTIONS) == 60
    assert len({q["question"] for q in QUESTIONS}) == 60


@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda asked: asked["question"])
def test_the_brief_answers(asked: dict[str, list[str]], washington: Finished) -> None:
    assert [words for words in asked.get("must", []) if words not in washington.text] == []


@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda asked: asked["question"])
def test_the_brief_does_not_say(asked: dict[str, list[str]], washington: Finished) -> None:
    assert [words for words in asked.get("must_not", []) if words in washington.text] == []


def test_the_body_takes_two_pages_and_the_annex_begins_the_third(washington: Finished) -> None:
    begins = [n for n, text in enumerate(washington.pages, 1) if "Sourcing annex" in text]
    assert begins == [3]


def test_another_dossier_needs_no_change_of_code_or_template(second: Finished) -> None:
    assert "Brannock Marine" in second.text
    assert "€184.5 million" in second.text
    assert "225.7 million" in second.text
    assert "[Haverin Gazette]" in second.text
    assert "11 March 2031" in second.text
    assert "TLP:GREEN" in second.text


def test_nothing_of_the_first_dossier_stands_in_another(second: Finished) -> None:
    for words in ("$", "Tokayev", "Kazakhstan", "In their words", "silent", "S3"):
        assert words not in second.text
