"""Signed messages: OpenSSL holds them, a second sending is the same, `brief verify` reads them."""

from __future__ import annotations

import subprocess
from email.parser import BytesParser
from email.policy import default
from pathlib import Path

import pytest

from brief.delivery import message, smime
from brief.delivery.parcel import Letter
from brief.signing import Order, Settings, cms, identity
from brief.signing.cms import Stamp
from tests.cli.conftest import Brief, Ran
from tests.conftest import require
from tests.delivery.test_message import DATED, KEY, UNIT, enclosure
from tests.signing import pki
from tests.signing.conftest import sign_with

MAIL = 'mail = true\ntrust = ["authority.pem"]\n'
LETTER = Letter("Порт", "Слова и words\n", "<p>Слова</p>\n")
FILES = (enclosure("Порт.pdf", bytes(range(256)) * 99), enclosure("b.docx"))
DELIVERY = """
[delivery]
from = "Policy Unit <unit@example.org>"
transport = "maildir"
maildir = "mail"
"""


@pytest.fixture
def desk(work: Path) -> Path:
    """The workspace with recipients and a Maildir, which signs messages too."""
    path = work / "brief.toml"
    path.write_text(f"format = 1\n{DELIVERY}", encoding="utf-8")
    sign_with(work, pki.office(), MAIL)
    (work / "sources" / "example" / "recipients.yaml").write_text(
        "format: 1\nrecipients:\n  - address: a@example.org\n  - address: b@example.org\n",
        encoding="utf-8",
    )
    return work


def codes(ran: Ran) -> list[str]:
    return [d["code"] for d in ran.json["diagnostics"]]


def held_by_openssl(path: Path, trusted: Path, at: int) -> subprocess.CompletedProcess[str]:
    require("openssl", "it holds our signatures")
    return subprocess.run(
        ["openssl", "smime", "-verify", "-in", path, "-CAfile", trusted, "-attime", str(at),
         "-purpose", "smimesign", "-out", path.with_suffix(".content")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def order(folder: Path, held: pki.Held) -> Order:
    (folder / "held.p12").write_bytes(held.p12())
    settings = Settings(
        certificate=str(folder / "held.p12"), passphrase_from="env:BRIEF_P", mail=True
    )
    return Order(settings, pki.MOMENT, {"BRIEF_P": pki.PASSPHRASE})


@pytest.mark.parametrize("kind", ["rsa", "ec"])
def test_openssl_holds_a_signed_message(kind: str, tmp_path: Path) -> None:
    seal = smime.seal(order(tmp_path, pki.office(kind)), UNIT.address)
    made = message.build(
        UNIT, "a@example.org", "Анна", LETTER, FILES, key=KEY, dated=DATED, seal=seal
    )
    path = tmp_path / "message.eml"
    path.write_bytes(made.data)
    trusted = tmp_path / "authority.pem"
    trusted.write_bytes(pki.root().pem)
    for command in ("smime", "cms"):
        done = held_by_openssl(path, trusted, pki.MOMENT)
        assert done.returncode == 0, (command, done.stderr)
    spoilt = tmp_path / "spoilt.eml"
    spoilt.write_bytes(made.data.replace(b"Content-Disposition", b"Content-disposition", 1))
    assert held_by_openssl(spoilt, trusted, pki.MOMENT).returncode != 0
    # What is signed is what an unsigned message is made of, and its headers stand outside.
    plain = message.build(UNIT, "a@example.org", "Анна", LETTER, FILES, key=KEY, dated=DATED)
    inner = plain.data[plain.data.index(b"Content-Type: multipart/mixed") :]
    assert inner in made.data
    read = BytesParser(policy=default).parsebytes(made.data)
    assert read.get_content_type() == "multipart/signed"
    assert read.get_param("protocol") == "application/pkcs7-signature"
    assert [p.get_filename() for p in read.walk() if p.get_filename()][-1] == "smime.p7s"
    assert all(len(line) <= 998 for line in made.data.split(b"\r\n"))
    assert made.data.isascii()
    again = message.build(
        UNIT, "a@example.org", "Анна", LETTER, FILES, key=KEY, dated=DATED, seal=seal
    )
    assert again == made, "sent again, it is the same to the byte"


@pytest.mark.parametrize("kind", ["rsa", "ec"])
def test_many_are_signed_as_one_is(kind: str, tmp_path: Path) -> None:
    who = identity.load(order(tmp_path, pki.office(kind)))
    stamp = Stamp(who)
    for number in range(20):
        data, at = b"message %d" % number, pki.MOMENT + number * 86_400
        assert stamp(data, at) == cms.sign(data, who, at)


def test_send_signs_and_openssl_and_verify_hold_it(desk: Path, brief: Brief) -> None:
    assert brief("generate").code == 0
    shown = brief("send", BRIEF_PASSPHRASE="")
    assert shown.code == 0, shown.err
    assert "from unit@example.org, signed" in shown.out
    refused = brief("send", "--yes", BRIEF_PASSPHRASE="")
    assert (refused.code, "BRIEF_PASSPHRASE" in refused.err) == (2, True)
    assert not (desk / "mail").exists()
    sent = brief("send", "--yes")
    assert sent.code == 0, sent.err
    messages = sorted((desk / "mail" / "new").iterdir())
    assert len(messages) == 2
    import time

    for path in messages:
        done = held_by_openssl(path, desk / "authority.pem", int(time.time()))
        assert done.returncode == 0, done.stderr
        held = brief("verify", str(path.rename(path.with_suffix(".eml"))))
        assert held.code == 0, held.out + held.err
        assert held.out.startswith("unchanged: ")
        assert "signed   by Policy Unit" in held.out
        assert held.out.count("unchanged: ") == 3
        assert "trusted through Test Authority" in held.out


@pytest.fixture
def eml(desk: Path, brief: Brief) -> Path:
    assert brief("generate").code == 0
    assert brief("send", "--eml", "letters", "--to", "a@example.org").code == 0
    (path,) = (desk / "letters").iterdir()
    return path


def test_a_message_that_was_tampered_with_is_refused(
    eml: Path, desk: Path, brief: Brief, tmp_path: Path
) -> None:
    data = eml.read_bytes()
    for number, (spoilt, code) in enumerate(
        [
            (data.replace(b"ferry", b"fairy", 1).replace(b"Ferry", b"Fairy", 1), "SIGN-CHANGED"),
            (
                data.replace(b"From: Policy Unit <unit@", b"From: Minister <minister@"),
                "SIGN-SENDER",
            ),
            (data + b"\r\nand more\r\n", "SIGN-PARTIAL"),
        ]
    ):
        body = spoilt if spoilt != data else data[:-900] + b"A" + data[-899:]
        path = tmp_path / f"spoilt{number}.eml"
        path.write_bytes(body)
        held = brief("verify", str(path), "--json")
        assert (held.code, codes(held)) == (1, [code])
    path = tmp_path / "lines.eml"
    path.write_bytes(data.replace(b"\r\n", b"\n"))
    assert brief("verify", str(path)).code == 0, "a mail program may save it with other line ends"


def test_an_attachment_that_was_exchanged_is_told(
    eml: Path, desk: Path, brief: Brief, tmp_path: Path
) -> None:
    """An unsigned message with a file of the same name as ours, but other bytes."""
    read = BytesParser(policy=default).parsebytes(eml.read_bytes())
    mixed = read.get_payload(0)
    path = tmp_path / "plain.eml"
    path.write_bytes(b"From: x@example.org\r\nMIME-Version: 1.0\r\n" + mixed.as_bytes())
    held = brief("verify", str(path), "--json")
    assert (held.code, [p["verdict"] for p in held.json["attached"]]) == (
        0,
        ["unchanged", "unchanged"],
    )
    for part in mixed.iter_attachments():
        if part.get_filename().endswith(".docx"):
            part.set_payload("UEsDBA==")
    path.write_bytes(b"From: x@example.org\r\nMIME-Version: 1.0\r\n" + mixed.as_bytes())
    held = brief("verify", str(path), "--json")
    assert held.code == 1
    assert sorted(p["verdict"] for p in held.json["attached"]) == ["changed", "unchanged"]
    held = brief("verify", str(path), "--trust", "authority.pem", "--json")
    assert codes(held) == ["SIGN-NONE"]


@pytest.mark.parametrize(
    ("held", "code"),
    [
        (lambda: pki.person("Nobody", pki.root()), "SIGN-SENDER"),
        (lambda: pki.person("Other", pki.root(), address="other@example.org"), "SIGN-SENDER"),
        (
            lambda: pki.person("Server", pki.root(), address=pki.ADDRESS, use=(pki.SERVER_AUTH,)),
            "SIGN-USAGE",
        ),
    ],
)
def test_a_certificate_that_is_not_the_senders(
    held: object, code: str, desk: Path, brief: Brief
) -> None:
    assert callable(held)
    sign_with(desk, held(), MAIL)
    assert brief("generate").code == 0
    refused = brief("send", "--yes")
    assert refused.code == 2
    assert refused.err.startswith(f"error[{code}]")
    assert len(refused.err.splitlines()) <= 3
    assert not (desk / "mail").exists()


def test_an_edition_that_is_not_signed_is_not_sent(desk: Path, brief: Brief) -> None:
    assert brief("generate", "--no-sign").code == 0
    refused = brief("send")
    assert (refused.code, "M-UNSIGNED" in refused.err) == (1, True)
    assert brief("generate").code == 0
    assert brief("send").code == 0
    listed = next((desk / "out").glob("*/*/*/manifest.json"))
    text = listed.read_text(encoding="utf-8")
    listed.write_text(text.replace("TLP:CLEAR", "TLP:GREEN", 1), encoding="utf-8")
    refused = brief("send")
    assert (refused.code, "M-ALTERED" in refused.err) == (1, True)
    (listed.parent / "manifest.json.p7s").unlink()
    refused = brief("send", "--yes")
    assert (refused.code, "M-ALTERED" in refused.err) == (1, True)
    assert not (desk / "mail").exists()


def test_an_edition_of_a_stranger_is_not_sent(desk: Path, brief: Brief) -> None:
    sign_with(desk, pki.forged(), MAIL)
    assert brief("generate").code == 0
    refused = brief("send", "--yes")
    assert (refused.code, "M-ALTERED" in refused.err) == (1, True)
    assert "vouches" in refused.err


def test_a_size_that_only_the_signature_exceeds(desk: Path, brief: Brief) -> None:
    assert brief("generate").code == 0
    size = brief("send", "--json").json["recipients"][0]["bytes"]
    path = desk / "brief.toml"
    path.write_text(
        path.read_text(encoding="utf-8").replace(
            'maildir = "mail"', f'maildir = "mail"\nmax-size = {size - 1}'
        ),
        encoding="utf-8",
    )
    assert "M-SIZE" in brief("send").err
    assert brief("send", "--eml", "letters").code == 1


def test_a_dry_run_and_eml_need_no_server(desk: Path, brief: Brief) -> None:
    assert brief("generate").code == 0
    path = desk / "brief.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('transport = "maildir"\nmaildir = "mail"\n', ""), encoding="utf-8")
    shown = brief("send")
    assert shown.code == 0, shown.err
    assert "no server yet" in shown.out
    assert brief("send", "--eml", "letters").code == 0
    assert len(list((desk / "letters").iterdir())) == 2
    refused = brief("send", "--yes")
    assert (refused.code, "`server` is missing" in refused.err) == (2, True)
