"""What the writer says of fonts that it cannot use."""

from __future__ import annotations

from pathlib import Path

from brief.house.default import DEFAULT
from brief.writers import Supplies
from brief.writers.pdf import write
from tests.documents import mockup


def test_an_unreadable_font_is_a_diagnostic(tmp_path: Path) -> None:
    theme = DEFAULT.replace(text=DEFAULT.text.replace(regular=str(tmp_path / "none.ttf")))
    written = write(mockup(), theme, Supplies())
    assert written.data == b""
    assert [d.code for d in written.diagnostics] == ["R-FONT"]
