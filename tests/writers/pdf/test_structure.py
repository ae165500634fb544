"""Tags: the tagged text in order is the tree's text, and its roles are the tree's."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from brief.document.tree import Column, Document, Heading, Meta, Row, Table
from brief.house.default import DEFAULT
from brief.writers import Supplies
from brief.writers.pdf import write
from tests.documents import Notes, cell, line, reference
from tests.unusual import ALL, IMAGES
from tests.writers.pdf.expected import Reader
from tests.writers.pdf.reading import Tag, made, structure


def _tags(name: str, folder: Path) -> list[Tag]:
    return structure(made(name).data, folder)


@pytest.mark.parametrize("name", [name for name in ALL if name != "contents"])
def test_tagged_text_is_the_text_of_the_tree(name: str, tmp_path: Path) -> None:
    found = "".join(tag.text for tag in _tags(name, tmp_path) if "Figure" not in tag.path)
    # A soft hyphen is not printed where no line ends at it.
    assert found == Reader(ALL[name]()).text.replace("\u00ad", "")


def test_contents_name_the_page_of_each_entry(tmp_path: Path) -> None:
    found = "".join(tag.text for tag in _tags("contents", tmp_path))
    wanted = re.escape(Reader(ALL["contents"]()).text).replace("\0", r"(\d)")
    match = re.fullmatch(wanted, found)
    assert match is not None
    pages = [int(page) for page in match.groups()]
    assert pages == sorted(pages)
    assert pages[0] == 1
    assert pages[-1] == made("contents").pages


def test_roles(tmp_path: Path) -> None:
    paths = {tag.text: tag.path for tag in _tags("mockup", tmp_path)}
    assert paths["Deals"][-1] == "H2"
    assert paths["Minerals"][-3:] == ("L", "LI", "Lbl")
    assert paths["approximately"][-4:] == ("Table", "TBody", "TR", "TD")
    assert paths["CNN"][-1] == "TH"
    assert paths["Stance"][-3:] == ("THead", "TR", "TH")
    assert paths["“I don’t rule out that possibility”"][-3:] == ("BlockQuote", "P", "Quote")
    assert paths["S3 ¶6.1"][-1] == "Note"
    assert paths["Silent"][-1] == "Span"  # Em, by the map of roles


def test_a_note_follows_the_block_of_its_mark(tmp_path: Path) -> None:
    texts = [tag.text for tag in _tags("mockup", tmp_path)]
    mark = texts.index(" none lists them.")
    assert texts[mark + 2 : mark + 4] == ["1", "S3 ¶2.1"]


def test_attributes_of_tables_and_figures() -> None:
    with pikepdf.open(io.BytesIO(made("mockup").data)) as pdf:
        scopes = {
            str(obj.A.Scope)
            for obj in pdf.objects
            if isinstance(obj, pikepdf.Dictionary)
            and obj.get("/S") == "/TH"
            and obj.get("/A") is not None
        }
    assert scopes == {"/Column", "/Row"}
    with pikepdf.open(io.BytesIO(made("figures").data)) as pdf:
        figures = [
            obj
            for obj in pdf.objects
            if isinstance(obj, pikepdf.Dictionary) and obj.get("/S") == "/Figure"
        ]
    assert len(figures) == 7
    assert all(str(figure.Alt) and len(figure.A.BBox) == 4 for figure in figures)


def test_languages_of_runs() -> None:
    with pikepdf.open(io.BytesIO(made("characters").data)) as pdf:
        languages = {
            str(obj.Lang)
            for obj in pdf.objects
            if isinstance(obj, pikepdf.Dictionary) and "/Lang" in obj and "/S" in obj
        }
        assert str(pdf.Root.Lang) == "en-GB"
    assert languages == {"en-GB", "de", "ru", "fr"}


def test_links_lead_both_ways_between_mark_and_note() -> None:
    with pikepdf.open(io.BytesIO(made("mockup").data)) as pdf:
        links = [annotation for page in pdf.pages for annotation in page.obj.get("/Annots", [])]
        pages = [page.obj.objgen for page in pdf.pages]
        places = [pages.index(link.Dest[0].objgen) for link in links if "/Dest" in link]
    # 24 marks (one of them repeated), 23 notes, and the letters of two remarks both ways.
    assert len(links) == 24 + 23 + 4
    assert set(places) == {0, 1}


def test_bookmarks_are_the_headings() -> None:
    with pikepdf.open(io.BytesIO(made("mockup").data)) as pdf:
        (title, annex) = pdf.open_outline().root
        assert title.title.startswith("Tokayev in Washington: about")
        assert [str(entry.title) for entry in title.children][:3] == [
            "Bottom line",
            "Key points",
            "Deals",
        ]
        assert annex.title == "Sourcing annex"
        assert len(list(annex.children)) == 4


def _without_tags(data: bytes) -> bytes:
    """The same file with its tags taken off, packed in object streams by qpdf."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        streams = {part.objgen: part for page in pdf.pages for part in page.obj.Contents}
        for part in streams.values():
            marks = rb"/\w+ ?<<[^\n]*>> ?BDC\n|/Artifact BMC\n|EMC\n?"
            part.write(re.sub(marks, b"", part.read_bytes()))
        for page in pdf.pages:
            del page.obj["/StructParents"]
            for annotation in page.obj.get("/Annots", []):
                del annotation["/StructParent"]
        del pdf.Root["/StructTreeRoot"]
        bare = io.BytesIO()
        pdf.save(bare, object_stream_mode=pikepdf.ObjectStreamMode.generate, recompress_flate=True)
    return bare.getvalue()


def _noted_table(rows: int) -> Document:
    """A note in each row of a table, as in a table of deals with their sources."""
    notes = Notes()
    found = tuple(
        Row(
            (
                cell(line(f"Instrument {n}"), "row"),
                cell(line("Kazatomprom and the other party")),
                cell(line(f"US$ {n * 7 % 90} million, agreed in principle only")),
                cell(
                    notes.say(
                        f"signed on {n % 28 + 1} November", notes.note(reference("S1", str(n)))
                    )
                ),
            )
        )
        for n in range(1, rows + 1)
    )
    table = Table(tuple(Column(width) for width in (42, 42, 46, 36)), (), found)
    return Document(Meta("T"), (Heading(1, line("Deals")), table))


@pytest.mark.parametrize(
    "make", [ALL["mockup"], lambda: _noted_table(60), lambda: _noted_table(600)]
)
def test_tags_cost_less_than_a_third_of_the_size(make: Callable[[], Document]) -> None:
    data = write(make(), DEFAULT, Supplies(images=IMAGES)).data
    assert len(data) <= 1.3 * len(_without_tags(data))
