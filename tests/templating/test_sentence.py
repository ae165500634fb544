"""A fact as a sentence: what the sourcing annex says of it beside its passages."""

from __future__ import annotations

from pathlib import Path

import pytest

from brief import templating
from brief.document.flow import flow
from brief.dossier import load
from brief.dossier.model import Dossier
from brief.templating import Options, packs

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def washington() -> Dossier:
    dossier, _ = load(ROOT / "sources" / "washington-2025", ROOT, None)
    assert dossier is not None
    return dossier


def said(dossier: Dossier, language: str = "en") -> str:
    """All that the annex says, no-break spaces as others."""
    document, found = templating.compose(dossier, packs.find("sourcing-annex"), Options(language))
    assert document is not None, found
    return " ".join(block.text.replace("\u00a0", " ") for block in flow(document).blocks)


@pytest.mark.parametrize(
    "sentence",
    [
        # a deal: parties, quantity, what is agreed, scope before the value; or that none is stated
        "Package of agreements (Kazakhstan, United States): 29 bilateral agreements; not listed in "
        "the text; approximately $17 billion",
        "Boeing 787-9 contract (Air Astana, Boeing): up to 15 aircraft; value not stated",
        # a figure: its scope in brackets; its status, unless what it counts is done
        "Combined catalog value: $7 billion (the total to 18 aircraft with a combined catalog "
        "value)",
        "Kazakhstan’s tungsten reserves: estimated at 410,000 tons; estimated",
        # a quotation, a view of an outlet with its stance in small letters, a gap
        "Donald Trump: “I don’t rule out that possibility”",
        "The New York Times, Abraham Accords (critical): Appears more a gesture",
        "CNN, Abraham Accords (positive): “historic decision”",
    ],
)
def test_a_fact_is_told_whole(washington: Dossier, sentence: str) -> None:
    assert sentence in said(washington)


@pytest.mark.parametrize(
    ("language", "view"), [("ru", "CNN, Авраамовы соглашения (позитивно): "), ("kk", "(жағымды): ")]
)
def test_a_stance_within_a_sentence_is_written_small(
    washington: Dossier, language: str, view: str
) -> None:
    assert view in said(washington, language)


def test_what_is_done_needs_no_status(washington: Dossier) -> None:
    assert "; done" not in said(washington)


def test_each_passage_stands_behind_its_code(washington: Dossier) -> None:
    assert "S3 ¶14.3 “The order complements" in said(washington)
