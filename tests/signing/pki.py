"""Certificates for the tests: an authority with its offices, made anew for each session."""

from __future__ import annotations

import datetime
from functools import lru_cache
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

PASSPHRASE = "korrekt-Pferd-8"
ADDRESS = "unit@example.org"
SERVER_AUTH = ExtendedKeyUsageOID.SERVER_AUTH
DAY = datetime.timedelta(days=1)
START = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
END = datetime.datetime(2036, 1, 1, tzinfo=datetime.UTC)
MOMENT = int(datetime.datetime(2026, 11, 21, 9, 30, tzinfo=datetime.UTC).timestamp())


@lru_cache(maxsize=64)
def key(name: str, kind: str = "rsa") -> Any:
    if kind == "ec":
        return ec.generate_private_key(ec.SECP256R1())
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


class Held:
    """A certificate with its key and what it hangs from."""

    def __init__(self, certificate: x509.Certificate, private: Any, chain: tuple[Any, ...]) -> None:
        self.certificate, self.private, self.chain = certificate, private, chain

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    @property
    def fingerprint(self) -> str:
        return self.certificate.fingerprint(hashes.SHA256()).hex()

    def p12(self, passphrase: str = PASSPHRASE) -> bytes:
        return pkcs12.serialize_key_and_certificates(
            b"office",
            self.private,
            self.certificate,
            [*self.chain],
            serialization.BestAvailableEncryption(passphrase.encode()),
        )


def authority(name: str = "Test Authority", over: Held | None = None) -> Held:
    """A root, or an authority below another."""
    return _issue(name, over, key(f"ca {name}"), START, END, ca=True)


@lru_cache(maxsize=1)
def root() -> Held:
    return authority()


@lru_cache(maxsize=8)
def office(kind: str = "rsa") -> Held:
    """The office that signs: below an intermediate authority, with an address for mail."""
    middle = authority("Test Authority for Offices", root())
    return _issue(
        "Policy Unit",
        middle,
        key("office", kind),
        START,
        END,
        address=ADDRESS,
        use=(ExtendedKeyUsageOID.EMAIL_PROTECTION,),
    )


def person(
    name: str,
    over: Held | None,
    begin: datetime.datetime = START,
    end: datetime.datetime = END,
    **more: Any,
) -> Held:
    """Somebody's certificate, self-signed where nobody is `over` it."""
    return _issue(name, over, key(f"person {name}"), begin, end, **more)


@lru_cache(maxsize=1)
def clockmaker() -> Held:
    """An authority for time stamps."""
    return _issue(
        "Test Time",
        root(),
        key("time"),
        START,
        END,
        use=(ExtendedKeyUsageOID.TIME_STAMPING,),
        critical=True,
    )


def _issue(
    name: str,
    over: Held | None,
    private: Any,
    begin: datetime.datetime,
    end: datetime.datetime,
    *,
    ca: bool = False,
    address: str = "",
    use: tuple[Any, ...] = (),
    critical: bool = False,
    signs: bool = True,
) -> Held:
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Ministry of Tests"),
            x509.NameAttribute(NameOID.COMMON_NAME, name),
        ]
    )
    issuer = over.certificate.subject if over else subject
    signer = over.private if over else private
    serial = int.from_bytes(hashes_of(name.encode())[:8], "big") >> 1
    built = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(private.public_key())
        .serial_number(serial)
        .not_valid_before(begin)
        .not_valid_after(end)
        .add_extension(x509.BasicConstraints(ca, None), critical=True)
        .add_extension(
            x509.KeyUsage(
                signs and not ca, signs and not ca, not signs, False, False, ca, ca, False, False
            ),
            critical=True,
        )
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(private.public_key()), False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), False
        )
    )
    if address:
        built = built.add_extension(x509.SubjectAlternativeName([x509.RFC822Name(address)]), False)
    if use:
        built = built.add_extension(x509.ExtendedKeyUsage(use), critical)
    chain = (over.certificate, *over.chain) if over else ()
    return Held(built.sign(signer, hashes.SHA256()), private, chain)


def hashes_of(data: bytes) -> bytes:
    digest = hashes.Hash(hashes.SHA256())
    digest.update(data)
    return digest.finalize()


@lru_cache(maxsize=1)
def forged() -> Held:
    """The office's names and number, from an authority of the same name with another key."""
    begin, end = START, END
    top = _issue("Test Authority", None, key("forged top"), begin, end, ca=True)
    middle = _issue("Test Authority for Offices", top, key("forged ca"), begin, end, ca=True)
    return _issue("Policy Unit", middle, key("forged"), begin, end, address=ADDRESS)


def issued(name: str, private: Any) -> Held:
    """A certificate of the root for a key of any kind."""
    return _issue(name, root(), private, START, END)
