"""Time stamps (PAdES B-T) from an authority on the loopback: used where the settings name one."""

from __future__ import annotations

import datetime
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from asn1crypto import keys, tsp, x509
from cryptography.hazmat.primitives import serialization as s
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper

from tests.cli.conftest import Brief
from tests.conformance.verapdf import judge
from tests.delivery import servers
from tests.signing import pki
from tests.signing.conftest import only, sign_with

STAMPED = datetime.datetime.fromtimestamp(pki.MOMENT + 60, datetime.UTC)


@contextmanager
def authority(held: pki.Held) -> Iterator[str]:
    """The address of a time-stamp authority that signs with that certificate."""
    raw = held.private.private_bytes(s.Encoding.DER, s.PrivateFormat.PKCS8, s.NoEncryption())
    stamper = DummyTimeStamper(
        x509.Certificate.load(held.certificate.public_bytes(s.Encoding.DER)),
        keys.PrivateKeyInfo.load(raw),
        fixed_dt=STAMPED,
    )

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            answer = stamper.request_tsa_response(tsp.TimeStampReq.load(body)).dump()
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            """Nothing on the terminal."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def stamped(work: Path, brief: Brief) -> Path:
    with authority(pki.clockmaker()) as url:
        sign_with(work, pki.office(), f'timestamp = "{url}"\n')
        made = brief("generate")
    assert made.code == 0, made.err
    return only(next((work / "out").glob("*/*/*/manifest.json")).parent, ".pdf")


def test_a_stamp_proves_the_moment(stamped: Path, brief: Brief) -> None:
    held = brief("verify", str(stamped), "--trust", "authority.pem")
    assert held.code == 0, held.err
    assert "at 2026-11-21 09:31:00 UTC, by its time stamp" in held.out
    assert judge([("ua1", stamped), ("3a", stamped)]) == [(True, []), (True, [])]


def test_a_stamp_outlives_the_certificate(stamped: Path, work: Path) -> None:
    from brief.signing import verification
    from brief.signing.trust import read

    after = int(pki.END.timestamp()) + 1
    held = verification.pdf(stamped.read_bytes(), read([work / "authority.pem"]), "it", after)
    assert held.told == ()
    assert held.signature is not None
    assert held.signature.stamped


def test_a_stamp_of_nobody_known_is_refused(stamped: Path, work: Path, brief: Brief) -> None:
    """The office alone is trusted, and nobody who vouches for the time-stamp authority."""
    (work / "office.pem").write_bytes(pki.office().pem)
    held = brief("verify", str(stamped), "--trust", "office.pem", "--json")
    assert held.code == 1
    assert [d["code"] for d in held.json["diagnostics"]] == ["SIGN-STAMP"]


def test_an_authority_that_does_not_answer_ends_the_run(work: Path, brief: Brief) -> None:
    with servers.nobody() as port:
        sign_with(work, pki.office(), f'timestamp = "http://127.0.0.1:{port}"\n')
        failed = brief("generate")
    assert failed.code == 3
    assert failed.err.startswith("error[SIGN-TIME]")
    assert len(failed.err.splitlines()) <= 3
    assert list((work / "out").rglob("*.pdf")) == []
