"""Two back ends behind one face: what readers see of their files is the same."""

from __future__ import annotations

import io
from hashlib import sha256
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from brief.document.tree import Document
from brief.house.default import DEFAULT
from brief.writers import Supplies
from brief.writers.pdf import file, write
from brief.writers.pdf.assembly import copies
from tests.documents import line
from tests.unusual import ALL, IMAGES
from tests.writers.pdf.reading import made, structure

pytest.importorskip("reportlab", reason="the other back end")


def _by_reportlab(document: Document) -> bytes:
    supplies = Supplies(images=IMAGES, facts_json=b"{}")
    return write(document, DEFAULT, supplies, "reportlab").data


def _pages(data: bytes) -> list[tuple[bytes, str]]:
    """A hash of the pixels of each page, and its text."""
    return [
        (
            sha256(page.render(scale=1.5).to_pil().tobytes()).digest(),
            page.get_textpage().get_text_range(),
        )
        for page in pypdfium2.PdfDocument(data)
    ]


@pytest.mark.parametrize("name", ["mockup", "characters", "figures", "contents", "long_notes"])
def test_pages_and_tags_are_the_same(name: str, tmp_path: Path) -> None:
    other = _by_reportlab(ALL[name]())
    assert b"ReportLab" in other[:100]
    assert _pages(made(name).data) == _pages(other)
    assert structure(made(name).data, tmp_path) == structure(other, tmp_path)


def test_links_bookmarks_and_metadata_are_the_same() -> None:
    def seen(data: bytes) -> object:
        with pikepdf.open(io.BytesIO(data)) as pdf, pdf.open_outline() as outline:
            boxes = [
                [float(edge) for edge in link.Rect] + [str(link.Contents)]
                for page in pdf.pages
                for link in page.obj.get("/Annots", [])
            ]
            titles = [str(entry.title) for entry in outline.root[0].children]
            catalog = sorted(key for key in pdf.Root if key != "/PageMode")
            packet = bytes(pdf.Root.Metadata.read_bytes())
            return boxes, titles, catalog, packet, {k: str(v) for k, v in pdf.docinfo.items()}

    own = write(ALL["mockup"](), DEFAULT, Supplies(images=IMAGES, facts_json=b"{}")).data
    assert seen(own) == seen(_by_reportlab(ALL["mockup"]()))


def test_each_writes_the_same_bytes_again() -> None:
    assert _by_reportlab(ALL["mockup"]()) == _by_reportlab(ALL["mockup"]())
    data = write(ALL["mockup"](), DEFAULT, Supplies(images=IMAGES)).data
    assert data == made("mockup").data


@pytest.mark.parametrize("backend", ["packed", "reportlab"])
def test_copies_differ_in_the_foot_alone(backend: str) -> None:
    feet = [line(f"Copy {n} of 2") for n in (1, 2)]
    first, second = copies(ALL["mockup"](), DEFAULT, Supplies(images=IMAGES), feet, backend)
    texts = [[text for _, text in _pages(written.data)] for written in (first, second)]
    assert all("Copy 1 of 2" in page for page in texts[0])
    assert [page.replace("Copy 1", "Copy 2") for page in texts[0]] == texts[1]


def test_an_identifier_comes_from_the_content() -> None:
    ids = []
    for name in ("mockup", "characters"):
        with pikepdf.open(io.BytesIO(made(name).data)) as pdf:
            first, second = (bytes(part) for part in pdf.trailer.ID)
        assert first == second
        ids.append(first)
    assert ids[0] != ids[1]


def test_rows_are_told_by_what_differs_from_the_row_above() -> None:
    """As a reader of PNG pictures undoes it, for bytes of every kind."""
    import random

    chance = random.Random(1)
    data = bytes(chance.randrange(256) for _ in range(7 * 50))
    packed = file.differences(data, 7)
    above, found = bytes(7), b""
    for at in range(0, len(packed), 8):
        assert packed[at] == 2
        above = bytes((a + b) % 256 for a, b in zip(above, packed[at + 1 : at + 8], strict=True))
        found += above
    assert found == data
