"""Signed messages over a real SMTP server: what arrives holds, and a second sending is the same."""

from __future__ import annotations

import time
from pathlib import Path

from tests.cli.conftest import Brief
from tests.delivery import servers
from tests.signing import pki
from tests.signing.conftest import sign_with
from tests.signing.test_mail import MAIL, held_by_openssl


def test_sent_again_it_is_the_same_and_holds(work: Path, brief: Brief) -> None:
    def cut(step: str, address: str, count: int) -> str | None:
        return "cut" if step == "end" and address == "a@example.org" and count == 1 else None

    (work / "sources" / "example" / "recipients.yaml").write_text(
        "format: 1\nrecipients:\n"
        + "".join(f"  - address: {name}@example.org\n" for name in "abcdefgh"),
        encoding="utf-8",
    )
    with servers.smtp(cut) as server:
        server.log.keep = True
        (work / "brief.toml").write_text(
            'format = 1\n\n[delivery]\nfrom = "Policy Unit <unit@example.org>"\n'
            f'server = "127.0.0.1"\nport = {server.port}\nsecurity = "none"\n',
            encoding="utf-8",
        )
        for kind in ("ec", "rsa"):
            sign_with(work, pki.office(kind), MAIL)
        assert brief("generate").code == 0
        assert brief("send", "--yes").code == 4
        assert brief("outbox", "resolve", "a@example.org", "--resend").code == 0
        assert brief("send", "--yes").code == 0
        accepted = list(server.log.accepted)
        messages = dict(server.log.messages)
    twice = [entry for entry in accepted if entry[0] == "a@example.org"]
    assert len(twice) == 2
    assert len(set(twice)) == 1, "address, Message-ID and sha256 are the same"
    assert len(accepted) == 9
    for number, data in enumerate(messages.values()):
        path = work / f"{number}.eml"
        path.write_bytes(data)
        done = held_by_openssl(path, work / "authority.pem", int(time.time()))
        assert done.returncode == 0, done.stderr
    assert len(messages) == 8


def test_an_uncertain_one_is_not_sent_anew_with_another_certificate(
    work: Path, brief: Brief
) -> None:
    """It could not be the same to the byte."""

    def cut(step: str, address: str, count: int) -> str | None:
        return "cut" if step == "end" and count == 1 else None

    (work / "sources" / "example" / "recipients.yaml").write_text(
        "format: 1\nrecipients:\n  - address: a@example.org\n", encoding="utf-8"
    )
    with servers.smtp(cut) as server:
        settings = (
            'format = 1\n\n[delivery]\nfrom = "Policy Unit <unit@example.org>"\n'
            f'server = "127.0.0.1"\nport = {server.port}\nsecurity = "none"\n'
        )
        (work / "brief.toml").write_text(settings, encoding="utf-8")
        sign_with(work, pki.office(), MAIL)
        assert brief("generate").code == 0
        assert brief("send", "--yes").code == 4
        sign_with(work, pki.person("Deputy", pki.root(), address=pki.ADDRESS), MAIL)
        assert brief("outbox", "resolve", "a@example.org", "--resend").code == 0
        assert brief("send", "--yes").code == 4
        assert len(server.log.accepted) == 1
