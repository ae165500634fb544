"""Words of a quotation that were typed with their marks print with one pair of them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from brief.dossier import load

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    "typed",
    [
        "We have waited a long time for this",
        "“We have waited a long time for this,”",
        "'“We have waited a long time for this,”'",
    ],
)
def test_marks_are_not_part_of_the_words(tmp_path: Path, typed: str) -> None:
    folder = tmp_path / "sources" / "example"
    shutil.copytree(ROOT / "brief" / "_example", folder)
    facts = folder / "facts" / "example.yaml"
    text = facts.read_text()
    assert "- We have waited a long time for this\n" in text
    facts.write_text(text.replace("- We have waited a long time for this\n", f"- {typed}\n"))
    dossier, found = load(folder, tmp_path)
    assert dossier is not None
    assert [d for d in found if d.severity == "error"] == []
    quote = dossier.facts["long-wait"]
    assert [p.exact for p in quote.resolved["words.0"]] == ["We have waited a long time for this"]
