"""The Word file keeps the page design's distances: baselines as LibreOffice sets them."""

from __future__ import annotations

import ctypes
import subprocess
from pathlib import Path

import pytest

from brief.house.default import DEFAULT
from brief.writers import Supplies
from brief.writers.docx import write
from tests.conftest import require
from tests.documents import mockup

# From the line that begins so to the next that begins so: points between their baselines, by the
# page design's section 4; the row's pitch and the first baseline by sections 1 and 6.
DISTANCES = [
    ("reported, but only", "To", 21.5),
    ("Bottom line", "One package", 17.0),
    ("or 30 worth", "Four new instruments", 17.5),
    ("one account", "Minerals", 16.0),
    ("Potential", "Deals", 25.0),
    ("Key points", "Setting", 16.0),
    ("Deals", "Instrument and parties", 17.0),
    ("CNN", "The Washington Post", 14.0),
    ("Package of agreements", "Same package", 25.0),
    ("flexibility.", "On reports", 11.5),
    ("On reports", "Trump", 18.5),
]


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[int, float, str]]:
    """Page, baseline below the top edge in points, and text without blanks, of each line."""
    office = require("soffice", "LibreOffice turns each DOCX into pages")
    folder = tmp_path_factory.mktemp("pages")
    (folder / "a.docx").write_bytes(write(mockup(), DEFAULT, Supplies()).data)
    command = [office, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(folder), str(folder / "a.docx")]
    subprocess.run(command, capture_output=True, timeout=600, check=True)
    return _lines(folder / "a.pdf")


def _lines(path: Path) -> list[tuple[int, float, str]]:
    import pypdfium2
    from pypdfium2 import raw

    found: list[tuple[int, float, str]] = []
    document = pypdfium2.PdfDocument(path)
    for number, page in enumerate(document, 1):
        text, height = page.get_textpage(), page.get_height()
        rows: dict[float, list[tuple[float, str]]] = {}
        for place in range(text.count_chars()):
            x, y = ctypes.c_double(), ctypes.c_double()
            raw.FPDFText_GetCharOrigin(text, place, x, y)
            letter = chr(raw.FPDFText_GetUnicode(text, place))
            if letter.strip():
                rows.setdefault(round(height - y.value, 1), []).append((x.value, letter))
        for baseline, letters in sorted(rows.items()):
            found.append((number, baseline, "".join(letter for _, letter in sorted(letters))))
        text.close()
        page.close()
    document.close()
    return found


def _where(lines: list[tuple[int, float, str]], words: str, after: int = -1) -> int:
    start = words.replace(" ", "")
    for place, (_, _, line) in enumerate(lines):
        if place > after and line.startswith(start):
            return place
    raise AssertionError(f"no line begins with {words!r}")


@pytest.mark.parametrize(("first", "second", "distance"), DISTANCES)
def test_distances_between_baselines(
    first: str, second: str, distance: float, lines: list[tuple[int, float, str]]
) -> None:
    above = _where(lines, first)
    below = _where(lines, second, above)
    assert lines[above][0] == lines[below][0]
    assert lines[below][1] - lines[above][1] == pytest.approx(distance, abs=1.0)


def test_the_first_baseline_and_those_of_the_running_heads(
    lines: list[tuple[int, float, str]],
) -> None:
    first = [(baseline, text) for page, baseline, text in lines if page == 1]
    assert first[0][0] == pytest.approx(48, abs=1)
    assert first[1][0] == pytest.approx(84, abs=1)
    assert first[-1][1].startswith("Edition1")


def test_the_marking_is_on_every_page(lines: list[tuple[int, float, str]]) -> None:
    pages = {page for page, _, _ in lines}
    marked = [page for page, _, text in lines if "TLP:CLEAR" in text]
    assert sorted(marked) == sorted([*pages, *pages])
