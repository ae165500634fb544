"""The reader of WordprocessingML takes XML as XML: whatever way it is written, it says the same."""

from __future__ import annotations

import codecs

import pytest

from brief.diagnostics import BriefError
from brief.editions.wordml import Part

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def read(inside: str, encoding: str = "utf-8", prolog: str = "") -> Part:
    part = Part()
    text = f'{prolog}<w:document xmlns:w="{W}" xmlns:mc="m" xmlns:m="f">{inside}</w:document>'
    part.read(text.encode(encoding), "the file")
    return part


def texts(inside: str, encoding: str = "utf-8", prolog: str = "") -> list[str]:
    return [paragraph.text for paragraph in read(inside, encoding, prolog).paragraphs]


def run(inside: str) -> str:
    return f"<w:p><w:r>{inside}</w:r></w:p>"


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ("<w:t>a &amp; b &lt; c &#1046; &#x416;</w:t>", "a & b < c Ж Ж"),
        ("<w:t\n  xml:space = 'preserve'\t> a </w:t >", " a "),
        ("<w:t>a<!-- <w:t>not</w:t> -->b</w:t>", "ab"),
        ("<w:t>a<![CDATA[ <w:t> & ]]>b</w:t>", "a <w:t> & b"),
        ("<w:t>a<?x <w:t>not</w:t> ?>b</w:t>", "ab"),
        ('<w:t>a "b" 5" c\'s</w:t>', 'a "b" 5" c\'s'),
        ("<w:t a='\"'>\"</w:t><w:t b='\"'>a</w:t>", '"a'),
        ('<w:t xml:space="preserve"> "a" </w:t><w:t>5" &amp;\'</w:t>', ' "a" 5" &\''),
        ('<w:t>a xml:space="preserve">b</w:t>', 'a xml:space="preserve">b'),
        ("<w:x a='>'/><w:t b=\"/>\">one > two</w:t>", "one > two"),
        ("<w:t/>\n  <w:t>a</w:t>\n", "a"),
        ("<w:t>a\r\nb</w:t>", "a\nb"),
        ("<w:tab/><w:t>a</w:t><w:br/><w:softHyphen/><w:noBreakHyphen/>", "\ta\n\u00ad\u2011"),
        ("<m:t>x = 1</m:t>", "x = 1"),
        ("<w:tcW/><w:text/><w:t>a</w:t>", "a"),
        ("<w:instrText>PAGE</w:instrText><w:t>a</w:t>", "a"),
        ("<w:txbxContent><w:p><w:r><w:t>box</w:t></w:r></w:p></w:txbxContent><w:t>a</w:t>", "a"),
        ("<mc:Fallback><mc:Fallback/><w:t>b</w:t></mc:Fallback><w:t>a</w:t>", "a"),
    ],
)
def test_a_run_says_what_it_says(inside: str, said: str) -> None:
    assert texts(run(inside)) == [said]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1"])
def test_any_encoding(encoding: str) -> None:
    prolog = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>'
    assert texts(run("<w:t>é</w:t>"), encoding, prolog) == ["é"]
    assert "é".encode("utf-16").startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))


def test_paragraphs_empty_or_within_each_other_lose_nothing() -> None:
    assert texts(f"<w:p/>{run('<w:t>a</w:t>')}<w:p></w:p>") == ["", "a", ""]
    inner = "<w:p><w:r><w:t>a</w:t></w:r><w:p><w:r><w:t>b</w:t></w:r></w:p></w:p>"
    assert [text for text in texts(inner) if text] == ["a", "b"]
    assert texts("<w:r><w:t>stray</w:t></w:r>") == ["stray"]


def test_hidden_runs_are_told() -> None:
    hidden = "<w:rPr><w:vanish/></w:rPr><w:t>b</w:t><w:tab/>"
    shown = '<w:rPr><w:vanish w:val="0"/></w:rPr><w:t>c</w:t>'
    part = read(f"<w:p><w:r><w:t>a</w:t></w:r><w:r>{hidden}</w:r><w:r>{shown}</w:r></w:p>")
    assert part.hidden == ["b", "\t"]
    assert [paragraph.text for paragraph in part.paragraphs] == ["ac"]
    mark = "<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>"
    assert texts(mark) == ["a"]


def test_changes_are_accepted_and_told() -> None:
    part = read(
        "<w:p><w:pPr><w:rPr><w:ins w:id='1'/></w:rPr></w:pPr><w:r><w:t>a</w:t></w:r>"
        "<w:del><w:r><w:delText>b</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>c</w:t></w:r></w:ins></w:p>"
    )
    assert part.tracked == [("deleted", "b"), ("inserted", "c")]
    assert [paragraph.text for paragraph in part.paragraphs] == ["ac"]


SPACED = '<w:t xml:space="preserve">'
WRONG = (
    f"{SPACED}a & b</w:t>",
    f"{SPACED}a]]></w:t>",
    f"{SPACED}a &b; c</w:t>",
    f"{SPACED}&am</w:t>{SPACED}p;</w:t>",
    f"{SPACED}\x01</w:t>",
    f"{SPACED}a</w:r></w:t>",
    f"{SPACED}a<b</w:t>",
    '<w:p a="<"/>',
    '<w:p a="&"/>',
    '<w:p a="\x01"/>',
    '<w:p a="1" a="2"/>',
    '<w:p a="1"b="2"/>',
    '<w:p a="1" "2"/>',
    "<w:p a=\"1' b='2\"'/>",
    "<w:p a=1/>",
    "<w:p a/>",
    "< w:p/>",
    f"{SPACED}a</w:t><w:x>{SPACED}a</w:t></w:y>",
)


@pytest.mark.parametrize(
    "text",
    [
        f'<w:document xmlns:w="{W}"><w:p></w:document>',
        f'<!DOCTYPE d [<!ENTITY e "x">]><w:document xmlns:w="{W}">&e;</w:document>',
        *[f'<w:document xmlns:w="{W}">{wrong}</w:document>' for wrong in WRONG],
        f'<w:document xmlns:w="{W}"><w:p/></w:document><w:p/>',
        f'<w:document xmlns:w="{W}"><w:p/></w:document>a',
        f'<w:document xmlns:w="{W}"><w:p/>',
        f'<x:document xmlns:x="{W}"><x:p/></x:document>',
        f'<document xmlns="{W}"><p/></document>',
    ],
    ids=[
        "not well-formed",
        "a document type",
        *WRONG,
        "two elements",
        "text at the end",
        "no end",
        "another prefix",
        "no prefix",
    ],
)
def test_what_cannot_be_trusted_is_refused(text: str) -> None:
    with pytest.raises(BriefError):
        Part().read(text.encode(), "the file")


def test_markup_said_again_means_the_same_with_other_values_and_words() -> None:
    rows = [
        f'<w:p><w:pPr><w:pStyle w:val="{n % 3}"/></w:pPr><w:r>{SPACED}{n}</w:t></w:r>'
        f'<w:r><w:footnoteReference w:id="{n}"/></w:r></w:p>'
        for n in range(40)
    ]
    part = read("".join([*rows, f"<w:tbl><w:tc>{rows[0]}</w:tc></w:tbl>", rows[1]]))
    told = [(p.style, p.text, p.notes, p.cell) for p in part.paragraphs]
    assert told == [
        *[(str(n % 3), str(n), (f"f{n}",), False) for n in range(40)],
        ("0", "0", ("f0",), True),
        ("1", "1", ("f1",), False),
    ]


@pytest.mark.parametrize("place", [0, 700, 701, 1400, 2099])
@pytest.mark.parametrize(
    "wrong", ["a & b</w:t>", "a</w:t><w:t a='1' a='2'/>", "a</w:r></w:t>", 'a</w:t><w:t a="']
)
def test_a_long_part_is_refused_for_one_fault_wherever_it_stands(place: int, wrong: str) -> None:
    rows = [f'<w:p><w:r w:a="{n}">{SPACED}{n} é</w:t></w:r></w:p>' for n in range(2100)]
    assert len("".join(rows)) > 100_000
    told = [paragraph.text for paragraph in read("".join(rows)).paragraphs]
    assert told == [f"{n} é" for n in range(2100)]
    rows[place] = rows[place].replace(" é</w:t>", wrong)
    with pytest.raises(BriefError):
        read("".join(rows))


def test_what_hides_in_a_later_part_is_told_though_the_same_stood_in_an_earlier() -> None:
    run = f"<w:p><w:r>{SPACED}a</w:t></w:r></w:p>"
    hiding = f"<w:p><w:r><w:rPr><w:vanish/></w:rPr>{SPACED}b</w:t></w:r></w:p>{run}"
    part = Part()
    for inside in (run, hiding, run):
        part.read(f'<w:hdr xmlns:w="{W}">{inside}</w:hdr>'.encode(), "the file")
    assert part.hidden == ["b"]
    assert [paragraph.text for paragraph in part.paragraphs] == ["a", "", "a", "a"]
