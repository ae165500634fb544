"""Our own reader of PDFs reads what PDFium reads, and what deceives a reader or the eye is told."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from brief.diagnostics import BriefError
from brief.document.flow import flow
from brief.editions import audit, pdf_codes, pdfium, read_pdf, read_tagged
from brief.house.default import DEFAULT
from brief.signing import paper
from brief.writers import Supplies
from brief.writers.pdf import assembly
from brief.writers.pdf.backend import Packed
from tests import unusual
from tests.documents import mockup
from tests.signing.test_conformance import signer
from tests.writers.pdf.reading import made

Change = Callable[[bytes], bytes]


_TWO = re.compile(rb"^(\[ +)(\d+ 0 R +)(\d+ 0 R )")  # at the beginning of an array


def written(backend: str = "packed") -> bytes:
    return assembly.assemble(mockup(), DEFAULT, Supplies(), backend).data


def forged(
    monkeypatch: pytest.MonkeyPatch, content: Change | None = None, objects: Change | None = None
) -> bytes:
    """The mock-up with its streams or its other objects changed."""

    class Forger(Packed):
        def stream(self, entries: str, data: bytes, packed: bool = True) -> int:
            if content and "/FlateDecode" in entries and not packed:  # it came deflated
                data = zlib.compress(content(zlib.decompress(data)))
            elif content:
                data = content(data)
            return super().stream(entries, data, packed)

        def define(self, number: int, body: str, row: int = 0) -> None:
            if objects:
                body = objects(body.encode("latin-1")).decode("latin-1")
            super().define(number, body, row)

        def define_all(self, objects: list[tuple[int, str]], row: int) -> None:
            for number, body in objects:
                self.define(number, body, row)

    with monkeypatch.context() as patch:
        patch.setattr(assembly, "_backend", lambda _, width, height: Forger(width, height))
        data = written()
    assert data != written()
    return data


def told(data: bytes) -> list[str]:
    return [d.message for d in audit.pdf(flow(mockup()), read_pdf.read(data))]


def once(pattern: bytes, new: bytes) -> Change:
    """Replaces the first of a file that a pattern finds."""
    left = [True]

    def change(data: bytes) -> bytes:
        if left and re.search(pattern, data, re.DOTALL):
            left.clear()
            return re.sub(pattern, new, data, count=1, flags=re.DOTALL)
        return data

    return change


@pytest.mark.parametrize("name", sorted(unusual.ALL))
def test_both_readers_read_the_same(name: str) -> None:
    data = made(name).data
    own, other = read_pdf.read(data), read_tagged.read(data, name)
    assert own.doubts == ()
    assert own.starts <= other.starts
    assert own.replace(starts=other.starts) == other


@pytest.mark.parametrize("backend", ["packed", "reportlab"])
def test_files_of_both_back_ends_are_read(backend: str) -> None:
    data = written(backend)
    own = read_pdf.read(data)
    assert own.doubts == ()
    assert own == read_pdf.read(written())
    assert told(data) == []


def test_an_update_behind_a_file_is_read() -> None:
    data = written()
    end = int(re.findall(rb"startxref\s+(\d+)", data)[-1])
    size = int(re.findall(rb"/Size (\d+)", data)[-1])
    root = re.findall(rb"/Root (\d+) 0 R", data)[-1]
    update = data + b"%d 0 obj\n<</Note(added)>>\nendobj\n" % size
    update += b"xref\n%d 1\n%010d 00000 n \ntrailer\n" % (size, len(data))
    update += b"<</Size %d/Root %s 0 R/Prev %d>>\n" % (size + 1, root, end)
    update += b"startxref\n%d\n%%%%EOF\n" % update.index(b"xref\n", len(data))
    assert read_pdf.read(update) == read_pdf.read(data)


def test_a_signed_file_is_read(tmp_path: Path) -> None:
    data = written()
    signed = paper.sign(data, *signer(tmp_path, "ec"))
    assert read_pdf.read(signed) == read_pdf.read(data)


@pytest.mark.parametrize(
    ("change", "doubt"),
    [
        (once(rb"\nBT\n", b"\nBT\n3 Tr\n"), "an instruction of another kind"),
        (once(rb"\nET$", b"\nET\n0 0 600 800 re f"), "paint covers text"),
        (once(rb"(/P<</MCID \d+)", rb"\1/ActualText(Nothing)"), "are said to read “Nothing”"),
        (once(rb"<0003> <\w+>\n", b""), "stands for no character"),
        (once(rb"(/P<<)/?MCID \d+", rb"\1/MCID 9999"), "no text of its own"),
        (once(rb"EMC\nET$", b"ET"), "does not end"),
        (once(rb"/P<</MCID \d+>>BDC", b"/Artifact BMC"), "no text of its own"),
        (once(rb"1 0 0 1 (\S+ \S+ Tm)", rb"0.01 0 0 0.01 \1"), "an instruction of another kind"),
    ],
    ids=["hidden", "covered", "said", "unmapped", "strayed", "open", "artifact", "tiny"],
)
def test_what_a_page_hides_is_told(
    change: Change, doubt: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = told(forged(monkeypatch, change))
    assert "cannot be vouched for" in found[0]
    assert doubt in found[0]


@pytest.mark.parametrize(
    ("change", "doubt"),
    [
        (lambda data: _TWO.sub(rb"\1\3\2", data), "not where its structure says"),
        (once(rb"(/S/P/P .*?)/K\[ *\d+ \]", rb"\1"), "not where its structure says"),
        (once(rb"(/S/P/P )", rb"/S/P/ActualText(Nothing)/P "), "has another form"),
        (once(rb"(/Type/Annot)", rb"\1/AP<</N 1 0 R>>"), "stands upon a page"),
        (once(rb"/Identity-H", rb"/Identity-V"), "another kind of codes"),
    ],
    ids=["parents", "untagged", "said", "upon", "codes"],
)
def test_a_structure_that_differs_from_its_pages_is_told(
    change: Change, doubt: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = told(forged(monkeypatch, objects=change))
    assert any("cannot be vouched for" in message and doubt in message for message in found)


@pytest.mark.parametrize(
    "change",
    [
        once(rb"<0031>", b"<0037>"),  # a digit, in the map of a font
        once(rb"(/TD<</MCID )(\d+)(.*?/TD<</MCID )(\d+)", rb"\1\4\3\2"),
        once(rb"(/P<</MCID \d+>>BDC.*?)\[\([^]]*\]TJ", rb"\1"),
    ],
    ids=["digit", "cells", "words"],
)
def test_what_a_page_changes_is_told(change: Change, monkeypatch: pytest.MonkeyPatch) -> None:
    found = told(forged(monkeypatch, change))
    assert any(" that was issued" in message for message in found)


def test_a_fault_of_our_own_reader_does_not_hide(monkeypatch: pytest.MonkeyPatch) -> None:
    data = written()
    right = pdf_codes.Codes.__setitem__

    def wrong(self: pdf_codes.Codes, code: int, text: str | None) -> None:
        right(self, code, "7" if text == "1" else text)

    monkeypatch.setattr(pdf_codes.Codes, "__setitem__", wrong, raising=False)
    read = read_pdf.read(data)
    assert read.doubts == ("two readers differ on page 1",)
    assert read.body == read_tagged.read(data, "").body


def test_what_pdfium_does_not_see_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    data = written()
    right = pdfium.texts
    monkeypatch.setattr(pdfium, "texts", lambda *told: [text[1:] for text in right(*told)])
    assert read_pdf.read(data).doubts == ("two readers differ on page 1",)


@pytest.mark.parametrize("cut", [0.3, 0.9, 0.999])
def test_damaged_files_are_never_read_in_silence(cut: float) -> None:
    data = written()
    try:
        doubts = read_pdf.read(data[: int(len(data) * cut)]).doubts
    except BriefError:
        doubts = ("it cannot be opened",)
    assert doubts
