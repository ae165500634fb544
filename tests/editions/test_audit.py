"""A finished file that differs from its tree by a word, a note or a mark is found out."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

import brief.writers.docx as docx_writer
import brief.writers.html as html_writer
import brief.writers.pdf as pdf_writer
from brief.document import tree
from brief.document.flow import flow
from brief.editions import audit, read_docx, read_html, read_pdf
from brief.editions.read_html import ReadHtml
from brief.house.default import DEFAULT
from brief.transforms.walk import HOLDERS, Inlines, Walker
from brief.writers import Supplies
from tests import unusual
from tests.documents import mockup

_WRITERS = {"docx": docx_writer, "pdf": pdf_writer, "html": html_writer}


class Mistaken(Walker):
    """Replaces words of a tree: a writer that made a mistake, as it were."""

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new, self.done = old, new, 0

    def line(self, inlines: Inlines) -> Inlines:
        return tuple(map(self.inline, inlines))

    def inline(self, inline: tree.Inline) -> tree.Inline:
        if isinstance(inline, tree.Text) and self.old in inline.content:
            self.done += 1
            return inline.replace(content=inline.content.replace(self.old, self.new))
        if isinstance(inline, (*HOLDERS, tree.Note)):
            return inline.replace(children=self.line(inline.children))
        return inline


def changed(old: str, new: str) -> tree.Document:
    mistaken = Mistaken(old, new)
    document = mistaken.document(mockup())
    assert mistaken.done, old
    return document


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    document = mockup()
    return {
        "docx": docx_writer.write(document, DEFAULT, Supplies()).data,
        "pdf": pdf_writer.write(document, DEFAULT, Supplies()).data,
        "html": html_writer.write(document, DEFAULT, Supplies()).data,
    }


def findings(document: tree.Document, format: str, data: bytes) -> list[str]:
    expected = flow(document)
    found = {
        "docx": lambda: audit.docx(expected, read_docx.read(data)),
        "pdf": lambda: audit.pdf(expected, read_pdf.read(data)),
        "html": lambda: audit.html(expected, read_html.read(data)),
    }[format]()
    return [f"{d.code}: {d.message}" for d in found]


@pytest.mark.parametrize("format", ["docx", "pdf", "html"])
def test_a_faithful_file_gives_no_finding(format: str, files: dict[str, bytes]) -> None:
    assert findings(mockup(), format, files[format]) == []


@pytest.mark.parametrize("format", ["docx", "pdf", "html"])
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("29 agreements", "28 agreements"),
        ("approximately", "about"),
        ("American president", "American President"),
        ("\u00b614.1–3", "\u00b614.1–2"),
        ("historic decision", "historic step"),
        ("Karaganda", "Qaraghandy"),
    ],
)
def test_one_word_is_found_in_each_format(
    format: str, old: str, new: str, files: dict[str, bytes]
) -> None:
    told = findings(changed(old, new), format, files[format])
    assert told
    assert all(t.startswith(f"R-{format.upper()}") for t in told)
    assert any("changed" in t or "lost" in t for t in told)


def edited(data: bytes, part: str, old: str, new: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for info in source.infolist():
            content = source.read(info)
            if info.filename == part:
                text = content.decode()
                assert old in text, old
                content = text.replace(old, new, 1).encode()
            target.writestr(info, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("word/document.xml", "approximately $17 billion", "approximately $27 billion"),
        ("word/document.xml", "</w:body>", "<w:p><w:r><w:t>Added.</w:t></w:r></w:p></w:body>"),
        ("word/footnotes.xml", "¶26.1", "¶2.1"),
        ("word/document.xml", "<w:t", "<w:rPr><w:vanish/></w:rPr><w:t"),
        ("word/document.xml", '<w:footnoteReference w:id="1"/>', ""),
    ],
    ids=["word", "added", "note", "hidden", "mark"],
)
def test_a_word_file_edited_by_hand_is_found_out(
    part: str, old: str, new: str, files: dict[str, bytes]
) -> None:
    assert findings(mockup(), "docx", edited(files["docx"], part, old, new))


# Words (not what a field of Word shows), a mark of a note with its number, the number of a note,
# an end of a paragraph.
_SAID = re.compile(
    r"(?<=<w:t xml:space=\"preserve\">)[^<]*[^\W\d][^<]*(?=<)"
    r"|<w:footnoteReference w:id=\"\d+\"/>|(?<=<w:footnote w:id=\")\d+|</w:p><w:p>"
)


@pytest.mark.parametrize("part", ["word/document.xml", "word/footnotes.xml"])
def test_a_fault_anywhere_in_a_word_file_is_found_out(part: str, files: dict[str, bytes]) -> None:
    expected = flow(mockup())
    with zipfile.ZipFile(io.BytesIO(files["docx"])) as archive:
        text = archive.read(part).decode()
    places = list(_SAID.finditer(text))
    assert len(places) > 40
    for place in places[:: max(1, len(places) // 150)]:
        said = place[0]
        other = "9999" if said.isdigit() else "" if said.startswith("<") else said[:-1] + "\u00d8"
        wrong = text[: place.start()] + other + text[place.end() :]
        read = read_docx.read(edited(files["docx"], part, text, wrong))
        assert not read.says(expected), said
        assert audit.docx(expected, read), said


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("approximately", "roughly"),
        ("</main>", "<p>Added.</p></main>"),
        ('value="2">', 'value="2">S9 '),
        ('role="doc-noteref">1<', 'role="doc-noteref">7<'),
    ],
)
def test_an_html_page_edited_by_hand_is_found_out(
    old: str, new: str, files: dict[str, bytes]
) -> None:
    text = files["html"].decode()
    assert old in text
    assert findings(mockup(), "html", text.replace(old, new, 1).encode())


def test_word_and_pdf_of_different_trees_are_not_alike(files: dict[str, bytes]) -> None:
    other = pdf_writer.write(changed("29", "31"), DEFAULT, Supplies()).data
    word = read_docx.read(files["docx"])
    assert audit.parity(word, read_pdf.read(files["pdf"])) == []
    told = audit.parity(word, read_pdf.read(other))
    assert {d.code for d in told} == {"R-PARITY"}


def test_files_that_differ_all_over_are_told_apart_in_time() -> None:
    expected = flow(mockup())
    block = expected.blocks[0]
    many = expected.replace(blocks=tuple(block.replace(text=t) for t in "ab" * 3000))
    found = audit.html(many, ReadHtml("ba" * 3000, (), (), ""))
    assert 0 < len(found) <= 20


# What a chart prints is its alternative's, and no template can ask for one.
@pytest.mark.parametrize("name", sorted(unusual.ALL.keys() - {"figures"}))
@pytest.mark.parametrize("format", ["docx", "pdf", "html"])
def test_what_the_writers_make_of_unusual_documents_is_whole(name: str, format: str) -> None:
    document = unusual.ALL[name]()
    data = _WRITERS[format].write(document, DEFAULT, Supplies()).data
    assert findings(document, format, data) == []


def test_contents_that_name_another_page_are_told() -> None:
    document = unusual.contents()
    read = read_pdf.read(pdf_writer.write(document, DEFAULT, Supplies()).data)
    assert [page for _, page in read.contents] == sorted(page for _, page in read.contents)
    words, page = read.contents[-1]
    wrong = read.replace(contents=((words, page - 1), (words, 99)))
    told = [found.message for found in audit.pdf(flow(document), wrong)]
    assert told == [
        f"the contents name page {page - 1} for a heading that is not there",
        "the contents name page 99 for a heading that is not there",
    ]
