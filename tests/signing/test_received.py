"""Messages from anywhere: whatever is in them, they are read or refused, never believed."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brief.cli import verdict
from brief.cli.verdict import Grounds
from brief.delivery import message, received, smime
from brief.diagnostics import errors
from brief.signing.trust import read
from tests.delivery.test_message import DATED, KEY, UNIT
from tests.signing import pki
from tests.signing.test_mail import FILES, LETTER, order


@lru_cache(maxsize=1)
def signed() -> tuple[bytes, Grounds]:
    with TemporaryDirectory() as folder:
        seal = smime.seal(order(Path(folder), pki.office()), UNIT.address)
        (Path(folder) / "a.pem").write_bytes(pki.root().pem)
        grounds = Grounds((), read([Path(folder) / "a.pem"]), False, True, pki.MOMENT)
    made = message.build(UNIT, "a@example.org", "A", LETTER, FILES, key=KEY, dated=DATED, seal=seal)
    return made.data, grounds


def test_files_that_nobody_knows_are_vouched_for_by_the_message() -> None:
    data, grounds = signed()
    found = verdict.of_message("x.eml", data, grounds)
    assert found.told == ()
    assert [part.verdict for part in found.parts] == ["signed", "signed"]
    assert found.good
    read = received.read(data)
    assert [content for _, content in read.attached] == [f.data for f in FILES]


@given(at=st.integers(min_value=0), other=st.integers(1, 255))
def test_no_byte_of_what_is_signed_can_be_exchanged(at: int, other: int) -> None:
    data, grounds = signed()
    start, end = data.index(b"Content-Type: multipart/mixed"), data.index(b"smime.p7s")
    at = start + at % (end - start - 120)
    spoilt = data[:at] + bytes([data[at] ^ other]) + data[at + 1 :]
    found = verdict.of_message("x.eml", spoilt, grounds)
    if received.read(spoilt).signed != received.read(data).signed:
        assert errors(found.told)
        assert not found.good


@settings(max_examples=1000)
@given(st.binary(max_size=400))
def test_noise_is_no_message_of_ours(noise: bytes) -> None:
    _, grounds = signed()
    for data in (noise, b"MIME-Version: 1.0\r\nContent-Type: multipart/signed; " + noise):
        found = verdict.of_message("x.eml", data, grounds)
        assert not found.good


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data.replace(b"multipart/signed", b"multipart/mixed", 1),
        lambda data: data.replace(b"\r\n\r\n--=_signed", b"\r\n\r\nBefore it.\r\n--=_signed", 1),
        lambda data: data.replace(
            b"--\r\n", b"--\r\n--=_signed_" + KEY.encode() + b"\r\n\r\nA third part.\r\n", 1
        ),
        lambda data: data[: data.index(b"Content-Type: application/pkcs7")],
        lambda data: data.replace(b"application/pkcs7-signature", b"application/octet-stream"),
        lambda data: b"Content-Type: text/plain\r\n" + data,
        lambda data: data.replace(b"From:", b"From: minister@example.org\r\nFrom:", 1),
    ],
)
def test_what_stands_outside_of_the_signature_is_seen(spoil: object) -> None:
    assert callable(spoil)
    data, grounds = signed()
    spoilt = spoil(data)
    assert spoilt != data
    found = verdict.of_message("x.eml", spoilt, grounds)
    assert errors(found.told)
    assert not found.good


def test_a_file_name_from_a_message_leads_nowhere() -> None:
    data = (
        b'From: a@example.org\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="b"'
        b"\r\n\r\n--b\r\nContent-Type: application/pdf\r\n"
        b'Content-Disposition: attachment; filename="../../etc/\x1b[2Jpasswd"\r\n\r\nx\r\n--b--\r\n'
    )
    ((name, content),) = received.read(data).attached
    assert "/" not in name
    assert name.isprintable()
    assert content.strip() == b"x"
