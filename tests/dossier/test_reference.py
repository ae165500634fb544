"""The reference of the dossier says what the code does."""

from __future__ import annotations

import re
from pathlib import Path

from brief.dossier import load
from tests.dossier import reference

DOCS = Path(__file__).parents[2] / "docs" / "reference"


def test_the_page_of_fields_is_the_tables() -> None:
    assert reference.FILE.read_text(encoding="utf-8") == reference.document(), (
        "run `python -m tests.dossier.reference`"
    )


def test_the_examples_of_the_dossiers_page_are_read(tmp_path: Path) -> None:
    """Every YAML example, apart from words that need their sources, is what the reader takes."""
    text = (DOCS / "dossier.md").read_text(encoding="utf-8")
    for name, example in re.findall(
        r"^## (\S+\.yaml)\n.*?^```yaml\n(.*?)^```", text, re.MULTILINE | re.DOTALL
    ):
        path = tmp_path / name.replace("*", "example")
        path.parent.mkdir(exist_ok=True)
        # A list that the page leaves to the reader.
        path.write_text(example.replace("items: […]", "items: []"), encoding="utf-8")
    assert (tmp_path / "facts" / "example.yaml").exists()
    _, found = load(tmp_path, tmp_path)
    # The page shows parts of a dossier: other facts, names and sources stand elsewhere.
    left = [d for d in found if d.code not in ("Y-REF", "SRC-MISSING")]
    assert left == []
