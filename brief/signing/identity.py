"""Who signs: the certificate with its key, taken from a PKCS#12 file or a keyring and held to be
fit before anything is made."""

from __future__ import annotations

import binascii
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from brief import TYPE_CHECKING
from brief.diagnostics import UsageError
from brief.kept import Kept, key
from brief.record import Record
from brief.secret import fetch
from brief.signing.extra import require
from brief.signing.settings import Order, Settings

if TYPE_CHECKING:
    from typing import Any

    from cryptography import x509

    from brief.signing.repeatable import Repeatable

_LEAST_RSA = 2048  # bits; NIST SP 800-57 part 1, table 2: less is no longer enough


class Identity(Record):
    """A signer: `subject` for people, `fingerprint` the certificate's sha256 (hex), `addresses`
    those that the certificate is for, `digest` the name of the hash its key goes with, `for_mail`
    whether it may sign messages."""

    subject: str
    fingerprint: str
    addresses: tuple[str, ...]
    digest: str
    for_mail: bool
    signer: Repeatable


def fingerprint(order: Order, cache: Path | None) -> str:
    """The fingerprint of the certificate in the settings, which decides whether a signed edition
    stands; read from the cache where the same file was opened before."""
    data = _container(order)
    kept = Kept(cache, "signing")
    name = key("signer", data)
    known = kept.get(name)
    if isinstance(known, str):
        return known
    found = load(order).fingerprint
    kept.put(name, found)
    return found


def load(order: Order) -> Identity:
    """The signer of the settings, fit to sign at the moment of the order.

    A `UsageError` with a code says what is wrong with it: SIGN-EXTRA, SIGN-FILE, SIGN-PASSPHRASE,
    SIGN-KEY, SIGN-EARLY, SIGN-EXPIRED, SIGN-USAGE.
    """
    require("the settings ask for signatures")
    certificate, private, chain = _opened(order)
    _fit(certificate, private, order.at)
    return _identity(certificate, private, chain)


def _container(order: Order) -> bytes:
    """The bytes of the PKCS#12 container."""
    held = order.settings.certificate
    if held.startswith("keyring:"):
        text = fetch(held, "certificate", order.environ, what="certificate", key="certificate")
        try:
            return binascii.a2b_base64(text.encode(), strict_mode=False)
        except (binascii.Error, ValueError) as error:
            raise UsageError(
                f"the keyring's {held.partition(':')[2]} is no PKCS#12 container in base64",
                help="store the output of: base64 office.p12",
                code="SIGN-FILE",
            ) from error
    try:
        return Path(held).read_bytes()
    except OSError as error:
        raise UsageError(
            f"cannot read the certificate {_named(order.settings)}: {error.strerror}",
            help="name a PKCS#12 file (.p12, .pfx) as `certificate` below [signing] in brief.toml",
            code="SIGN-FILE",
        ) from error


def _named(settings: Settings) -> str:
    held = settings.certificate
    return held if held.startswith("keyring:") else Path(held).name


def _opened(order: Order) -> tuple[x509.Certificate, Any, list[x509.Certificate]]:
    """Certificate, key and the authorities' certificates that the container holds."""
    from asn1crypto import pkcs12 as shapes
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.serialization import pkcs12

    data, name = _container(order), _named(order.settings)
    try:
        shaped = shapes.Pfx.load(data)["version"].native == "v3"
    except (ValueError, TypeError, KeyError):
        shaped = False
    if not shaped:
        raise UsageError(
            f"{name} is no PKCS#12 file",
            help="make one of key and certificate: openssl pkcs12 -export -inkey key.pem "
            "-in certificate.pem -certfile authorities.pem -out office.p12",
            code="SIGN-FILE",
        )
    place = order.settings.passphrase_from
    phrase = None
    if place:
        user = Path(order.settings.certificate).name
        phrase = fetch(place, user, order.environ, what="passphrase", key="passphrase-from")
    try:
        private, certificate, chain = pkcs12.load_key_and_certificates(
            data, phrase.encode() if phrase else None
        )
    except UnsupportedAlgorithm as error:
        raise UsageError(
            f"{name} is encrypted in a way that is no longer supported",
            help="write it anew: openssl pkcs12 -legacy -in old.p12 -out all.pem, then "
            "openssl pkcs12 -export -in all.pem -out office.p12",
            code="SIGN-FILE",
        ) from error
    except ValueError as error:
        if not place:
            problem = f"{name} asks for a passphrase"
            help = (
                'add `passphrase-from = "env:BRIEF_PASSPHRASE"` or `"keyring:brief"` '
                "below [signing]"
            )
        else:
            problem = f"the passphrase from {place} does not open {name}"
            help = "correct it there; `openssl pkcs12 -info -noout -in FILE` tries one"
        raise UsageError(problem, help=help, code="SIGN-PASSPHRASE") from error
    if private is None or certificate is None:
        lacking = "private key" if certificate is not None else "certificate of its key"
        raise UsageError(
            f"{name} holds no {lacking}",
            help="export certificate and key together into one PKCS#12 file",
            code="SIGN-KEY",
        )
    return certificate, private, chain


def _fit(certificate: x509.Certificate, private: Any, at: int) -> None:
    """Whether key and certificate belong together and may sign at that moment."""
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519, rsa

    kinds = (rsa.RSAPrivateKey, ec.EllipticCurvePrivateKey)
    if not isinstance(private, (*kinds, ed25519.Ed25519PrivateKey, ed448.Ed448PrivateKey)):
        raise UsageError(
            "the certificate's key is of a kind that does not sign PDFs",
            help="use a certificate with an RSA, ECDSA or EdDSA key",
            code="SIGN-KEY",
        )
    if _public(private.public_key()) != _public(certificate.public_key()):
        raise UsageError(
            "the private key is not the certificate's",
            help="export the certificate together with its own key",
            code="SIGN-KEY",
        )
    if isinstance(private, rsa.RSAPrivateKey) and private.key_size < _LEAST_RSA:
        raise UsageError(
            f"the certificate's RSA key has {private.key_size} bits, fewer than {_LEAST_RSA:,}",
            help="ask the authority for a certificate with a longer key",
            code="SIGN-KEY",
        )
    moment = datetime.fromtimestamp(at, UTC)
    begin, end = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    if moment < begin:
        raise UsageError(
            f"the certificate is valid from {begin:%Y-%m-%d %H:%M} UTC on, and the signature "
            f"would be of {moment:%Y-%m-%d %H:%M}",
            help="wait until then, set the clock right, or name another certificate",
            code="SIGN-EARLY",
        )
    if moment > end:
        raise UsageError(
            f"the certificate expired on {end:%Y-%m-%d %H:%M} UTC",
            help="ask the authority for a new one; --no-sign goes on without",
            code="SIGN-EXPIRED",
        )
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return
    if not (usage.digital_signature or usage.content_commitment):
        raise UsageError(
            "the certificate is not for signatures (its key usage)",
            help="ask the authority for one with digitalSignature or nonRepudiation",
            code="SIGN-USAGE",
        )


def _public(public: Any) -> bytes:
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    encoded: bytes = public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return encoded


def _identity(certificate: x509.Certificate, private: Any, chain: list[Any]) -> Identity:
    from asn1crypto import x509 as shapes
    from cryptography.hazmat.primitives.serialization import Encoding
    from pyhanko.sign.signers.pdf_cms import select_suitable_signing_md
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    from brief.signing.repeatable import Repeatable

    raw = certificate.public_bytes(Encoding.DER)
    own = shapes.Certificate.load(raw)
    others = SimpleCertificateStore()  # type: ignore[no-untyped-call]  # its constructor has no types
    for one in chain:
        others.register(shapes.Certificate.load(one.public_bytes(Encoding.DER)))
    return Identity(
        subject(own),
        sha256(raw).hexdigest(),
        addresses(own),
        select_suitable_signing_md(own.public_key),
        _for_mail(own),
        Repeatable(own, private, others),
    )


def _for_mail(certificate: Any) -> bool:
    """Whether a certificate is for mail: by its extended key usage, if it has any (RFC 8550,
    section 4.4.4)."""
    usage = certificate.extended_key_usage_value
    return usage is None or bool({"email_protection", "any_extended_key_usage"} & set(usage.native))


def subject(certificate: Any) -> str:
    """Whose a certificate is, for people: its common name and organisation."""
    names = certificate.subject.native
    found = [names.get("common_name"), names.get("organization_name")]
    texts = [one if isinstance(one, str) else ", ".join(one) for one in found if one]
    return ", ".join(dict.fromkeys(texts)) or certificate.subject.human_friendly


def addresses(certificate: Any) -> tuple[str, ...]:
    """The mail addresses that a certificate is for (RFC 8550, section 3), in small letters."""
    found = []
    names = certificate.subject_alt_name_value
    for name in names or ():
        if name.name == "rfc822_name":
            found.append(name.native.lower())
    legacy = certificate.subject.native.get("email_address")
    for one in [legacy] if isinstance(legacy, str) else legacy or ():
        found.append(one.lower())
    return tuple(dict.fromkeys(found))
