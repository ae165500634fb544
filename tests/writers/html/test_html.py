"""The HTML writer: accessible, self-contained, and never a word lost or turned into markup."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from brief.document import tree
from brief.document.flow import flow
from brief.document.tree import Document, Heading, Meta, Origin, Paragraph, Text
from brief.dossier import load
from brief.house.default import DEFAULT
from brief.templating import compose, packs
from brief.writers import Supplies
from brief.writers.html import write

HOSTILE = "AT&T <b> </para> x<y {{ 7*7 }} &amp; \"q\" 'a' ]]> --> </style><script>x</script>"
ROOT = Path(__file__).resolve().parents[3]
VOID = {"meta", "col", "br", "img"}


class _Page(HTMLParser):
    """Checks nesting and gathers what a reader needs."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data) -> None:
        if "style" not in self.open and "title" not in self.open:
            self.words.append(data)

    def all(self, name: str) -> list[dict[str, str | None]]:
        return [attrs for tag, attrs in self.tags if tag == name]


def _page(document: Document) -> _Page:
    written = write(document, DEFAULT, Supplies())
    assert written.diagnostics == ()
    return _Page(written.data.decode("utf-8"))


@pytest.fixture(scope="module")
def real() -> Document:
    """The repository's own brief."""
    dossier, _ = load(ROOT / "sources" / "washington-2025", ROOT, None)
    document, found = compose(dossier, packs.find("policy-brief"))
    assert document is not None, found
    return document


def test_every_word_of_the_tree_stands_in_the_page_in_order(real) -> None:
    words = " ".join("".join(_page(real).words).split())
    at = 0
    for block in flow(real).blocks:
        if block.kind in ("heading", "text") and not block.cites:
            at = words.find(block.text, at)
            assert at >= 0, block.text


def test_headings_do_not_jump_and_there_is_one_title(real) -> None:
    levels = [int(tag[1]) for tag, _ in _page(real).tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_page_has_language_title_landmarks_and_loads_nothing(real) -> None:
    page = _page(real)
    assert page.all("html")[0]["lang"] == "en-GB"
    assert {"header", "main", "footer"} <= {tag for tag, _ in page.tags}
    assert not {"script", "link", "iframe", "object"} & {tag for tag, _ in page.tags}
    data = write(real, DEFAULT, Supplies()).data
    assert b"url(" not in data
    assert b"@import" not in data


def test_links_lead_somewhere_and_ids_are_unique(real) -> None:
    page = _page(real)
    ids = [attrs["id"] for _, attrs in page.tags if attrs.get("id")]
    assert len(ids) == len(set(ids))
    for attrs in page.all("a"):
        assert attrs["href"][1:] in ids


def test_notes_link_both_ways(real) -> None:
    page = _page(real)
    refs = {a["href"] for a in page.all("a") if a.get("role") == "doc-noteref"}
    backs = {a["href"] for a in page.all("a") if a.get("role") == "doc-backlink"}
    marks = {"#" + a["id"] for a in page.all("a") if a.get("role") == "doc-noteref"}
    assert refs
    assert backs == marks


def test_header_cells_have_their_scope_and_tables_a_name(real) -> None:
    page = _page(real)
    assert all(attrs.get("scope") in ("col", "row") for attrs in page.all("th"))
    assert all(attrs.get("aria-label") for attrs in page.all("table"))


def test_text_is_never_markup() -> None:
    origin = Origin("author")
    line = (Text(HOSTILE, origin),)
    cell = tree.Cell((Paragraph(line, "cell"),))
    blocks = (
        Heading(1, line),
        Paragraph(line),
        tree.List((tree.Item((Paragraph(line),), line),), "label", "point"),
        tree.Table(
            (tree.Column(20),), (), (tree.Row((cell,)),), line, (tree.Remark(line),), HOSTILE
        ),
        tree.BlockQuote((Paragraph(line),), line),
        tree.Figure(HOSTILE, line, "missing.png"),
        tree.Fields((tree.Field(line, line),)),
    )
    meta = Meta(
        HOSTILE, author=HOSTILE, subject=HOSTILE, draft=HOSTILE, marking=tree.Marking(HOSTILE)
    )
    running = tree.Running(line, line, line, line, line)
    written = write(Document(meta, blocks, running), DEFAULT, Supplies())
    assert [d.code for d in written.diagnostics] == ["W-IMAGE"]
    page = _Page(written.data.decode("utf-8"))
    assert not page.all("script")
    assert not page.all("b")
    assert "".join(page.words).count(HOSTILE) == 19
    assert page.all("table")[0]["aria-label"] == HOSTILE
    author = next(m for m in page.all("meta") if m.get("name") == "author")
    assert author["content"] == HOSTILE


def test_characters_that_html_forbids_are_shown_not_dropped() -> None:
    page = _page(Document(Meta("T"), (Paragraph((Text("a\x00b\x1bc", Origin("author")),)),)))
    assert "a\ufffdb\ufffdc" in "".join(page.words)


def test_the_same_tree_gives_the_same_bytes(real) -> None:
    assert write(real, DEFAULT, Supplies()).data == write(real, DEFAULT, Supplies()).data
