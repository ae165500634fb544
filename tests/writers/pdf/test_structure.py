"""Tags: the tagged text in order is the tree's text, and its roles are the tree's."""

from __future__ import annotations

import re
from pathlib import Path

import pikepdf
import pytest

from tests.unusual import ALL
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
    import io

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
    import io

    with pikepdf.open(io.BytesIO(made("characters").data)) as pdf:
        languages = {
            str(obj.Lang)
            for obj in pdf.objects
            if isinstance(obj, pikepdf.Dictionary) and "/Lang" in obj and "/S" in obj
        }
        assert str(pdf.Root.Lang) == "en-GB"
    assert languages == {"en-GB", "de", "ru", "fr"}


def test_links_lead_both_ways_between_mark_and_note() -> None:
    import io

    with pikepdf.open(io.BytesIO(made("mockup").data)) as pdf:
        links = [annotation for page in pdf.pages for annotation in page.obj.get("/Annots", [])]
        pages = [page.obj.objgen for page in pdf.pages]
        places = [pages.index(link.Dest[0].objgen) for link in links if "/Dest" in link]
    # 24 marks (one of them repeated), 23 notes, and the letters of two remarks both ways.
    assert len(links) == 24 + 23 + 4
    assert set(places) == {0, 1}


def test_bookmarks_are_the_headings() -> None:
    import io

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


def test_tags_cost_less_than_a_third_of_the_size(tmp_path: Path) -> None:
    """The model brief beside the same file without tags, both compressed the same way."""
    options = {
        "object_stream_mode": pikepdf.ObjectStreamMode.generate,
        "recompress_flate": True,
    }
    tagged, bare = tmp_path / "tagged.pdf", tmp_path / "bare.pdf"
    tagged.write_bytes(made("mockup").data)
    with pikepdf.open(tagged) as pdf:
        pdf.save(tmp_path / "same.pdf", **options)
        for page in pdf.pages:
            data = page.obj.Contents.read_bytes()
            data = re.sub(rb"/\w+ <<[^\n]*>> BDC\n|/Artifact BMC\n|EMC\n?", b"", data)
            page.obj.Contents = pdf.make_stream(data)
            del page.obj["/StructParents"]
            for annotation in page.obj.get("/Annots", []):
                del annotation["/StructParent"]
        del pdf.Root["/StructTreeRoot"]
        pdf.save(bare, **options)
    assert (tmp_path / "same.pdf").stat().st_size <= 1.3 * bare.stat().st_size
    assert tagged.stat().st_size <= 1.3 * bare.stat().st_size
