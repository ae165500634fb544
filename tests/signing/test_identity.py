"""Where a certificate comes from: files and keyrings, and what is wrong with them."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization as s
from cryptography.hazmat.primitives.asymmetric import ed25519, rsa
from cryptography.hazmat.primitives.serialization import pkcs12

from brief.diagnostics import UsageError
from brief.signing import Order, Settings, cms, identity, parse, verification
from tests.signing import pki


def order(path: Path, data: bytes) -> Order:
    path.write_bytes(data)
    settings = Settings(certificate=str(path), passphrase_from="env:BRIEF_P")
    return Order(settings, pki.MOMENT, {"BRIEF_P": pki.PASSPHRASE})


def refused(wanted: Order) -> str:
    with pytest.raises(UsageError) as told:
        identity.load(wanted)
    assert told.value.help
    assert pki.PASSPHRASE not in told.value.message + told.value.help
    return told.value.code


def test_a_keyring_may_hold_certificate_and_passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    import keyring

    held = {
        ("brief-office", "certificate"): base64.encodebytes(pki.office().p12()).decode(),
        ("brief-phrase", "keyring:brief-office"): pki.PASSPHRASE,
    }
    monkeypatch.setattr(keyring, "get_password", lambda service, user: held.get((service, user)))
    table = {"certificate": "keyring:brief-office", "passphrase-from": "keyring:brief-phrase"}
    wanted = Order(parse(table), pki.MOMENT, {})
    assert identity.load(wanted).fingerprint == pki.office().fingerprint
    held["brief-office", "certificate"] = "no container"
    assert refused(wanted) == "SIGN-FILE"
    del held["brief-office", "certificate"]
    with pytest.raises(UsageError, match="the keyring has no certificate"):
        identity.load(wanted)


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ({"certificate": "keyring:office"}, "`certificate` names keyring:office"),
        ({"passphrase-from": "env:P"}, "`passphrase-from` names env:P"),
    ],
)
def test_a_workspace_cannot_sign_with_what_is_not_meant_for_it(
    tmp_path: Path, table: dict[str, str], told: str
) -> None:
    (tmp_path / "o.p12").write_bytes(pki.office().p12())
    settings = parse({"certificate": "o.p12", **table}, tmp_path)
    with pytest.raises(UsageError, match=told):
        identity.load(Order(settings, pki.MOMENT, {"P": pki.PASSPHRASE}))


def test_the_fingerprint_is_kept_by_the_file(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    wanted = order(tmp_path / "office.p12", pki.office().p12())
    assert identity.fingerprint(wanted, cache) == pki.office().fingerprint
    blind = wanted.replace(environ={})
    assert identity.fingerprint(blind, cache) == pki.office().fingerprint
    with pytest.raises(UsageError):
        identity.fingerprint(blind, None)
    other = order(tmp_path / "office.p12", pki.person("Deputy", pki.root()).p12())
    assert identity.fingerprint(other, cache) != pki.office().fingerprint


def container(private: object, certificate: object, others: list[object]) -> bytes:
    return pkcs12.serialize_key_and_certificates(
        b"x",
        private,  # type: ignore[arg-type]  # keys of any kind
        certificate,  # type: ignore[arg-type]
        others,  # type: ignore[arg-type]
        s.BestAvailableEncryption(pki.PASSPHRASE.encode()),
    )


def test_a_key_without_its_certificate(tmp_path: Path) -> None:
    stranger = container(pki.key("stranger"), None, [pki.office().certificate])
    assert refused(order(tmp_path / "x.p12", stranger)) == "SIGN-KEY"


def test_a_key_that_is_too_short(tmp_path: Path) -> None:
    short = rsa.generate_private_key(public_exponent=65537, key_size=1024)
    held = pki.issued("Short", short)
    assert refused(order(tmp_path / "x.p12", held.p12())) == "SIGN-KEY"


def test_an_edwards_key_signs_too(tmp_path: Path) -> None:
    held = pki.issued("Edwards", ed25519.Ed25519PrivateKey.generate())
    who = identity.load(order(tmp_path / "x.p12", held.p12()))
    assert who.digest == "sha512"
    signature = cms.sign(b"x", who, pki.MOMENT)
    assert cms.Stamp(who)(b"x", pki.MOMENT) == signature
    found = verification.detached(b"x", signature, (), "it")
    assert found.signature is not None
    assert found.signature.good
