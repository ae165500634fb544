"""Parts of a zip are the same as the standard library reads, whichever way it was written."""

from __future__ import annotations

import io
import zipfile

import pytest

from brief.diagnostics import BriefError
from brief.editions.unzipped import Unzipped

PARTS = {"word/document.xml": b"<a>" + b"words " * 400 + b"</a>", "empty.xml": b"", "x.bin": b"\0"}


class Stream(io.BytesIO):
    """Cannot go back: then sizes stand behind the content."""

    def seekable(self) -> bool:
        return False


def packed(method: int, stream: io.BytesIO, *, comment: bytes = b"", **more: object) -> bytes:
    with zipfile.ZipFile(stream, "w", method) as archive:
        archive.comment = comment
        for name, content in PARTS.items():
            with archive.open(name, "w", **more) as part:  # type: ignore[arg-type]  # as it takes
                part.write(content)
    return stream.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        packed(zipfile.ZIP_STORED, io.BytesIO()),
        packed(zipfile.ZIP_DEFLATED, io.BytesIO()),
        packed(zipfile.ZIP_DEFLATED, io.BytesIO(), comment=b"a comment"),
        packed(zipfile.ZIP_DEFLATED, io.BytesIO(), force_zip64=True),
        packed(zipfile.ZIP_DEFLATED, Stream()),
        packed(zipfile.ZIP_BZIP2, io.BytesIO()),
        b"before " + packed(zipfile.ZIP_DEFLATED, io.BytesIO()),
    ],
    ids=["stored", "deflated", "comment", "beyond 4 GiB", "stream", "bzip2", "something before"],
)
def test_each_part_is_as_it_was_packed(data: bytes) -> None:
    archive = Unzipped(data, "the file")
    assert {name: archive.part(name) for name in archive.names()} == PARTS
    assert "word/document.xml" in archive
    assert "other.xml" not in archive


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2])
def test_a_damaged_part_is_refused(method: int) -> None:
    whole = packed(method, io.BytesIO())
    place = whole.index(b"word/document.xml") + 25
    data = whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :]
    with pytest.raises(BriefError, match="not a whole Word document"):
        Unzipped(data, "the file").part("word/document.xml")


@pytest.mark.parametrize("cut", [0, 10, 200, -1])
def test_half_a_file_is_refused(cut: int) -> None:
    with pytest.raises(BriefError, match="not a whole Word document"):
        Unzipped(packed(zipfile.ZIP_DEFLATED, io.BytesIO())[:cut], "the file")


def test_a_part_that_lies_about_its_size_is_refused() -> None:
    whole = packed(zipfile.ZIP_DEFLATED, io.BytesIO())
    size = len(PARTS["word/document.xml"])
    data = whole.replace(size.to_bytes(4, "little"), (size - 1).to_bytes(4, "little"))
    with pytest.raises(BriefError, match="not a whole Word document"):
        Unzipped(data, "the file").part("word/document.xml")


def test_a_part_that_unpacks_to_far_more_than_a_document_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(10_000_000))
    with pytest.raises(BriefError, match="unpacks too large"):
        Unzipped(stream.getvalue(), "the file").part("word/document.xml")
