"""A file that came back from a colleague, and words whose source somebody asks for."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from .conftest import Brief


def finished(work: Path, suffix: str) -> Path:
    return next((work / "out").rglob(f"*{suffix}"))


def edited(path: Path, old: str, new: str, to: Path) -> Path:
    """The Word file with words of its body replaced, as a colleague would."""
    out = BytesIO()
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(out, "w") as target:
        for info in source.infolist():
            data = source.read(info)
            if info.filename == "word/document.xml":
                text = data.decode()
                assert old in text, old
                data = text.replace(old, new, 1).encode()
            target.writestr(info, data)
    to.write_bytes(out.getvalue())
    return to


@pytest.fixture(autouse=True)
def made(brief: Brief) -> None:
    assert brief("generate").code == 0


def test_an_untouched_file_is_said_to_be_ours(brief: Brief, work: Path) -> None:
    for suffix in (".docx", ".pdf"):
        ran = brief("audit", str(finished(work, suffix)))
        assert ran.code == 0, ran.err
        assert "unchanged, byte for byte" in ran.out


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("signed a contract", "cancelled a contract", "R-DOCX"),
        ("€2.4", "€4.2", "N-VALUE"),
        ("October", "November", "D-VALUE"),
    ],
)
def test_an_edit_by_hand_is_told_with_the_rule_it_breaks(
    brief: Brief, work: Path, tmp_path: Path, old: str, new: str, code: str
) -> None:
    file = edited(finished(work, ".docx"), old, new, tmp_path / "came back.docx")
    ran = brief("audit", str(file))
    assert code in ran.err, ran.err
    value = brief("audit", "--json", str(file)).json
    assert not value["unchanged"]
    assert value["changed"]
    assert len(value["held"]) > len(value["changed"])


def test_what_a_person_must_judge_is_a_warning(brief: Brief, work: Path, tmp_path: Path) -> None:
    file = edited(
        finished(work, ".docx"), "for the islands", "for all the islands", tmp_path / "back.docx"
    )
    assert "warning[X-EXTENT]" in brief("audit", str(file)).err


def test_the_audit_needs_nothing_that_the_file_carries(
    brief: Brief, work: Path, tmp_path: Path
) -> None:
    stripped = tmp_path / "stripped.docx"
    whole = finished(work, ".docx")
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(stripped, "w") as target:
        for info in source.infolist():
            if not info.filename.startswith("customXml"):
                target.writestr(info, source.read(info))
    value = brief("audit", "--json", str(stripped)).json
    assert value["changed"] == []


def test_words_covered_in_a_pdf_are_told_although_its_text_is_whole(
    brief: Brief, work: Path, tmp_path: Path
) -> None:
    file = tmp_path / "came back.pdf"
    with pikepdf.open(finished(work, ".pdf")) as paper:
        cover = paper.make_stream(b"1 g 0 400 600 400 re f 0 g 60 700 200 2 re f")
        paper.pages[0].contents_add(cover)
        paper.save(file)
    ran = brief("audit", str(file))
    assert "warning[R-PDF]: what the PDF prints cannot be vouched for" in ran.err
    assert brief("audit", "--json", str(file)).json["changed"] == []


def test_a_stranger_s_file_is_a_clear_error(brief: Brief, tmp_path: Path) -> None:
    file = tmp_path / "other.docx"
    file.write_bytes(b"PK\x03\x04 not really")
    ran = brief("audit", str(file))
    assert ran.code == 3
    assert "not a whole Word document" in ran.err


def test_words_lead_back_to_fact_passage_and_snapshot(brief: Brief, work: Path) -> None:
    for suffix in (".docx", ".pdf"):
        ran = brief("trace", str(finished(work, suffix)), "signed a contract")
        assert ran.code == 0, ran.err
        assert "fact ferry-contract (deal)" in ran.out
        assert "sources/example/snapshots/bulletin.txt:5:1" in ran.out
        assert "sha256" in ran.out


def test_a_fact_and_a_source_lead_forward_to_statements(brief: Brief) -> None:
    assert "signed a contract" in brief("trace", "ferry-contract").out
    value = brief("trace", "bulletin", "--json").json
    assert value["direction"] == "forward"
    assert len(value["editions"][0]["statements"]) > 3
    assert brief("trace", "nothing-like-it").code == 2
