"""A written file, opened for tests."""

from __future__ import annotations

import zipfile
from io import BytesIO

import docx
from lxml import etree

from brief.document.tree import Block, Document
from brief.house.default import DEFAULT
from brief.house.theme import Theme
from brief.writers import Supplies, Written
from brief.writers.docx import write
from tests.writers.docx.samples import document

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NS = {
    "w": W,
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
}
THEME = DEFAULT.replace(embed_fonts=False)


class Made:
    """A file: its parts, its trees, its text."""

    def __init__(self, written: Written) -> None:
        self.data = written.data
        self.codes = [found.code for found in written.diagnostics]
        self.archive = zipfile.ZipFile(BytesIO(written.data))
        self.body = self.tree("word/document.xml")

    def tree(self, part: str) -> etree._Element:
        return etree.fromstring(self.archive.read(part))

    def opened(self) -> docx.document.Document:
        return docx.Document(BytesIO(self.data))

    def find(self, path: str, part: str = "") -> list[etree._Element]:
        root = self.tree(part) if part else self.body
        return root.xpath(path, namespaces=NS)

    def paragraph(self, words: str) -> etree._Element:
        """The paragraph that holds these words."""
        for found in self.find("//w:p"):
            if words in text(found):
                return found
        raise AssertionError(f"no paragraph holds {words!r}")


def text(element: etree._Element) -> str:
    """What prints of an element: letters, tabs and breaks."""
    shown = {f"{{{W}}}tab": "\t", f"{{{W}}}br": "\n"}
    found = []
    for one in element.iter():
        parent = one.getparent()
        if one.tag == f"{{{W}}}t":
            found.append(one.text or "")
        elif one.tag in shown and parent is not None and parent.tag == f"{{{W}}}r":
            found.append(shown[one.tag])
    return "".join(found)


def val(element: etree._Element, path: str) -> str | None:
    """The value at a path, or None."""
    found = element.xpath(f"{path}/@w:val", namespaces=NS)
    return found[0] if found else None


def make(*blocks: Block, supplies: Supplies | None = None, **changes: object) -> Made:
    """A document of these blocks, written in the default house without its fonts."""
    return of(document(*blocks, **changes), supplies)


def of(tree: Document, supplies: Supplies | None = None, theme: Theme = THEME) -> Made:
    return Made(write(tree, theme, supplies or Supplies()))
