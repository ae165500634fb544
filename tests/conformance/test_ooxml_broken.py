"""Files broken on purpose, one fault each: our own check must name every one of them."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest

from brief.house.default import DEFAULT
from brief.writers import Supplies
from brief.writers.docx import write
from tests.conformance.ooxml_selfcheck import selfcheck
from tests.writers.docx.samples import everything, png

BODY = "word/document.xml"
Parts = dict[str, str]


def put(part: str, old: str, new: str, count: int = 1) -> Callable[[Parts], None]:
    """Replaces markup that must be there."""

    def change(parts: Parts) -> None:
        assert re.search(old, parts[part]), f"{old} is not in {part}"
        parts[part] = re.sub(old, new, parts[part], count=count)

    return change


def drop(part: str) -> Callable[[Parts], None]:
    def change(parts: Parts) -> None:
        del parts[part]

    return change


def add(part: str, content: str) -> Callable[[Parts], None]:
    def change(parts: Parts) -> None:
        parts[part] = content

    return change


RELS = "word/_rels/document.xml.rels"
FAULTS: dict[str, Callable[[Parts], None]] = {
    "a part cut short": put(BODY, r"</w:body></w:document>", "</w:body>"),
    "an ampersand bare": put(BODY, r"A title &amp; more", "A title & more"),
    "a doctype": put("word/styles.xml", r"<w:styles", "<!DOCTYPE x><w:styles"),
    "no styles": drop("word/styles.xml"),
    "no numbering part": drop("word/numbering.xml"),
    "no notes part": drop("word/footnotes.xml"),
    "no content type for the styles": put(
        "[Content_Types].xml", r"wordprocessingml\.styles\+xml", "wordprocessingml.settings+xml"
    ),
    "a part that nothing leads to": add("word/stray.xml", "<a/>"),
    "a relationship twice": put(RELS, r'Id="rId2"', 'Id="rId1"'),
    "an unknown relationship": put(BODY, r'r:id="rId\d+"', 'r:id="rId999"'),
    "an unknown paragraph style": put(BODY, r'w:pStyle w:val="BriefPoint"', 'w:pStyle w:val="No"'),
    "an unknown run style": put(BODY, r'w:rStyle w:val="BriefLabel"', 'w:rStyle w:val="No"'),
    "a style twice": put("word/styles.xml", r'w:styleId="Title"', 'w:styleId="BriefBox"'),
    "an unknown base": put("word/styles.xml", r'w:basedOn w:val="Normal"', 'w:basedOn w:val="No"'),
    "an unknown numbering": put(BODY, r'w:numId w:val="2"', 'w:numId w:val="77"'),
    "a numbering on nothing": put(
        "word/numbering.xml", r'<w:abstractNumId w:val="1"/>', '<w:abstractNumId w:val="9"/>'
    ),
    "a bookmark that does not end": put(BODY, r"<w:bookmarkEnd[^>]*/>", ""),
    "two bookmarks of one id": put(BODY, r'(bookmark(?:Start|End) w:id=")2"', r'\g<1>1"', 2),
    "two bookmarks of one name": put(BODY, r'w:name="_points"', 'w:name="_title"'),
    "a bookmark's name too long": put(BODY, r'w:name="_item_1"', f'w:name="{"x" * 41}"'),
    "a link to nothing": put(BODY, r'w:anchor="_points"', 'w:anchor="_nowhere"'),
    "a reference to nothing": put(BODY, r"REF _label_deals", "REF _gone"),
    "a field without end": put(BODY, r'<w:fldChar w:fldCharType="end"/>', ""),
    "a field without beginning": put(BODY, r'<w:fldChar w:fldCharType="begin"/>', ""),
    "a field that asks": put(BODY, r'w:fldCharType="begin"', 'w:fldCharType="begin" w:dirty="1"'),
    "settings that ask": put("word/settings.xml", r"<w:compat>", "<w:updateFields/><w:compat>"),
    "compatibility mode": put("word/settings.xml", r'w:val="15"', 'w:val="12"'),
    "a mark without note": put(BODY, r'footnoteReference w:id="2"', 'footnoteReference w:id="99"'),
    "two notes of one id": put("word/footnotes.xml", r'w:footnote w:id="2"', 'w:footnote w:id="1"'),
    "no separator": put("word/footnotes.xml", r' w:type="separator"', ' w:type="normal"'),
    "an empty note": put("word/footnotes.xml", r"<w:t [^>]*>note of row 1</w:t>", ""),
    "a comment without range": put(BODY, r'<w:commentRangeStart w:id="0"/>', ""),
    "a picture without alternative": put(BODY, r'descr="Grey"', 'descr=""'),
    "two pictures of one id": put(BODY, r'docPr id="2"', 'docPr id="1"'),
    "a table without head row": put(BODY, r"<w:tblHeader/>", ""),
    "a cell too many": put(BODY, r"(<w:tr>.*?)(<w:tc>.*?</w:tc>)", r"\1\2\2"),
    "a grid that does not fit": put(BODY, r'<w:gridCol w:w="\d+"/>', '<w:gridCol w:w="100"/>'),
    "a cell without paragraph": put(
        BODY,
        r"(<w:tcPr><w:tcW[^>]*/>(?:(?!</w:tcPr>).)*</w:tcPr>)<w:p>.*?</w:p></w:tc>",
        r"\1</w:tc>",
    ),
    "a table without description": put(BODY, r"<w:tblCaption[^>]*/><w:tblDescription[^>]*/>", ""),
    "widths that float": put(BODY, r'<w:tblLayout w:type="fixed"/>', ""),
    "no page size": put(BODY, r"<w:pgSz[^>]*/>", ""),
    "a page without width": put(BODY, r'w:pgSz w:w="\d+"', 'w:pgSz w:w="0"'),
    "no header on the first page": put(BODY, r'<w:headerReference w:type="first"[^>]*/>', ""),
    "blanks lost": put(BODY, r'<w:t xml:space="preserve"> It costs ', "<w:t> It costs "),
    "headings that jump": put(BODY, r'w:pStyle w:val="Heading3"', 'w:pStyle w:val="BriefPoint"'),
    "properties out of order": put(
        BODY, r'(<w:pStyle w:val="BriefPoint"/>)(<w:ind[^>]*/>)', r"\2\1"
    ),
    "a colour that is none": put("word/styles.xml", r'w:color w:val="0B4A63"', 'w:color w:val="x"'),
    "a control bound to nothing": put(BODY, r'w:storeItemID="\{6', 'w:storeItemID="{7'),
    "a control that says otherwise": put("customXml/item1.xml", r">17\.2<", ">17.3<"),
    "two controls of one id": put(BODY, r'(<w:sdtPr>.*?)<w:id w:val="2"/>', r'\1<w:id w:val="1"/>'),
    "no title": put("docProps/core.xml", r"<dc:title>.*?</dc:title>", ""),
    "no language": put("word/styles.xml", r"<w:lang [^>]*/>", ""),
}


@pytest.fixture(scope="module")
def sound() -> Parts:
    supplies = Supplies(
        images={"a.png": png()}, facts_json=b"{}", comments={"s1": "Passage: x", "row2": "y"}
    )
    data = write(everything(), DEFAULT.replace(embed_fonts=False), supplies).data
    assert selfcheck(data) == []
    with zipfile.ZipFile(BytesIO(data)) as archive:
        # Bytes as characters of the same number, so that pictures survive.
        return {name: archive.read(name).decode("latin-1") for name in archive.namelist()}


@pytest.mark.parametrize("fault", sorted(FAULTS))
def test_each_fault_is_named(fault: str, sound: Parts) -> None:
    parts = dict(sound)
    FAULTS[fault](parts)
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content.encode("latin-1"))
    assert selfcheck(out.getvalue()) != []
