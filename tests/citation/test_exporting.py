"""Sources for reference managers: the shape of CSL-JSON, and BibLaTeX as Pandoc reads it back."""

from __future__ import annotations

import json
import re
import subprocess
from typing import Any

import pytest

from brief.citation.exporting import bibtex, csl, csl_json
from brief.citation.works import Known, Work
from tests.citation.works import WORKS, made

# What the schema of CSL-JSON 1.0.2 says of the properties that can occur here.
TYPES = {"article-newspaper", "webpage", "report", "document"}
TEXTS = {"title", "title-short", "container-title", "publisher", "URL", "language", "note"}
HARD = (
    made(
        "braces",
        1,
        outlet="R&D_Weekly #1",
        title="50% of $5 {bn} \\ 'x' ``y'' -- ~z^ ?`who!` “{”",
        published="2025",
    ),
    made(
        "supplied",
        2,
        outlet=Known("Orda.kz", True),
        author=Known("Zarina Fayzulina", True),
        title=Known("A visit", True),
        published=Known("8 November 2025", True, "the agency's site"),
        url=Known("https://orda.example/v", True, "the library"),
    ),
    made("vague", 3, outlet="Orda.kz", title="T", published="early November 2025"),
    made("cyrillic", 4, outlet="Егемен Қазақстан", title="Ғылым: жаңа жоспар", language="kk"),
    made("body", 5, kind="report", author=Known("World Bank", True), title="Update"),
    made("and", 6, author="Research and Analysis Desk", title="Of bands and other things"),
)


@pytest.mark.parametrize("work", [*WORKS, *HARD], ids=lambda work: work.id)
def test_an_item_has_the_shape_of_the_schema(work: Work) -> None:
    item = csl(work)
    assert item["id"] == work.id
    assert item["type"] in TYPES
    assert set(item) <= {"id", "type", "author", "issued"} | TEXTS
    assert all(isinstance(item[name], str) and item[name] for name in TEXTS & set(item))
    for name in item.get("author", []):
        assert set(name) in ({"literal"}, {"family", "given"})
    if "issued" in item:
        assert set(item["issued"]) in ({"literal"}, {"date-parts"})
        (parts,) = item["issued"].get("date-parts", [[2000]])
        assert 1 <= len(parts) <= 3
        assert all(isinstance(part, int) for part in parts)


def test_nothing_unknown_is_exported() -> None:
    assert csl(made("bare", 1, short="news report")) == {
        "id": "bare",
        "type": "article-newspaper",
        "title": "[news report]",
        "language": "en",
    }


def test_what_is_supplied_says_so() -> None:
    item = csl(HARD[1])
    assert item["title"] == "[A visit]"
    assert item["container-title"] == "[Orda.kz]"
    assert item["author"] == [{"family": "Fayzulina]", "given": "[Zarina"}]
    assert item["issued"] == {"date-parts": [[2025, 11, 8]]}
    assert "URL" not in item
    assert item["note"] == (
        "date supplied: [8 November 2025], by the agency's site; "
        "address supplied: [https://orda.example/v], by the library"
    )


def _pandoc(form: str, text: str) -> dict[str, dict[str, Any]]:
    pypandoc = pytest.importorskip("pypandoc")
    done = subprocess.run(
        [pypandoc.get_pandoc_path(), "-f", form, "-t", "csljson"],
        input=text,
        capture_output=True,
        text=True,
        check=True,
    )
    assert not done.stderr
    return {item["id"]: item for item in json.loads(done.stdout)}


def _glyphs(item: dict[str, Any]) -> dict[str, Any]:
    """An item with one glyph for all quotation marks: Pandoc sets its own in their place."""
    return {
        key: re.sub("[“”‘’'`]|\u202f", lambda m: " " if m[0] == "\u202f" else '"', value)
        if key in TEXTS
        else value
        for key, value in item.items()
    }


def test_pandoc_reads_csl_json_as_it_stands() -> None:
    works = (*WORKS, *HARD)
    read = _pandoc("csljson", csl_json(works))
    for work in works:
        item = _glyphs(csl(work))
        if "literal" in item.get("issued", {}):  # which Pandoc reads, and does not write
            item["issued"] = {"date-parts": []}
        assert _glyphs(read[work.id]) == item, work.id


def test_pandoc_reads_biblatex_to_the_same_items() -> None:
    works = (*WORKS, *HARD)
    read = _pandoc("biblatex", bibtex(works))
    for work in works:
        item, found = csl(work), read[work.id]
        # Three differences of the format, told in docs/reference/citations.md.
        item["language"] = {"en": "en-US", "kk": "kazakh"}[item["language"]]
        if work.kind == "statement":
            assert found["type"] == ""
            found["type"] = "document"
        if work.kind == "web":
            item["publisher"] = item.pop("container-title")
        if "literal" in item.get("issued", {}):
            item["note"] = f"dated {item.pop('issued')['literal']}"
        assert _glyphs(found) == _glyphs(item), work.id


def test_bibtex_keys_and_entries_are_whole() -> None:
    text = bibtex(WORKS)
    assert re.findall(r"^@\w+\{([\w-]+),$", text, re.MULTILINE) == [work.id for work in WORKS]
    assert text.count("\n}\n") == len(WORKS)
