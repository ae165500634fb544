"""Bytes become text by one plain rule, or a finding says why not."""

from __future__ import annotations

from hashlib import sha256

import pytest

from brief.archive.capture import Unreadable, capture, decode
from brief.archive.snapshots import Snapshot

TEXT = "Headline\n\n  First line, “quoted”.\nphoto: Post\nSecond.\n"


def captured(data: bytes, *furniture: str) -> Snapshot:
    snapshot = capture(data, "post", "S1", "snapshots/post.txt", furniture)
    assert isinstance(snapshot, Snapshot)
    return snapshot


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        b"\xef\xbb\xbf" + TEXT.encode(),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
    ],
    ids=["plain", "byte-order mark", "CRLF", "CR"],
)
def test_text_is_the_same_however_lines_end_while_the_bytes_keep_their_hash(data: bytes) -> None:
    snapshot = captured(data)
    assert snapshot.text == TEXT
    assert snapshot.sha256 == sha256(data).hexdigest()
    assert snapshot.text_sha256 == sha256(TEXT.encode()).hexdigest()
    assert snapshot.extractor == "text/1"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("word".encode("utf-16"), "the file is UTF-16, not UTF-8"),
        ("word".encode("utf-32"), "the file is UTF-32, not UTF-8"),
        (b"one\ntw\xe9", "byte 0xE9 is not UTF-8"),
        (b"one\ntwo\0", "a NUL character (U+0000) stands in the text"),
        (b"%PDF-1.7 ...", "the file is a PDF, not text"),
        (b"PK\x03\x04....", "the file is a ZIP container such as a Word document, not text"),
    ],
)
def test_what_is_not_utf_8_text_is_refused_with_its_reason(data: bytes, message: str) -> None:
    found = decode(data)
    assert isinstance(found, Unreadable)
    assert found.message == message
    assert found.help


def test_a_wrong_byte_has_its_line_and_column() -> None:
    found = decode("é\r\nab".encode() + b"\xff")
    assert isinstance(found, Unreadable)
    assert (found.line, found.column) == (2, 3)


def test_paragraphs_are_the_lines_that_are_not_empty_and_furniture_has_no_number() -> None:
    snapshot = captured(TEXT.encode(), "photo: Post")
    held = [(snapshot.text[p.start : p.end], p.line, p.number) for p in snapshot.paragraphs]
    assert held == [
        ("Headline", 1, 1),
        ("First line, “quoted”.", 3, 2),
        ("photo: Post", 4, 0),
        ("Second.", 5, 3),
    ]


def test_furniture_is_a_whole_line_whatever_its_spaces_and_marks() -> None:
    snapshot = captured("photo:\u00a0Post’s\nphoto: Post’s own\n".encode(), "photo: Post's")
    assert [p.number for p in snapshot.paragraphs] == [0, 1]
