"""Detached signatures (CMS, RFC 5652) of manifests and of messages (S/MIME, RFC 8551)."""

from __future__ import annotations

import asyncio
import hashlib
from datetime import UTC, datetime

from brief.signing.identity import Identity

_FIRST = b"700101000000Z"  # the moment 0
# The names of hashes in the head of a signed message (RFC 8551, section 3.5.3.2).
MICALG = {"sha256": "sha-256", "sha384": "sha-384", "sha512": "sha-512"}


def sign(data: bytes, identity: Identity, at: int) -> bytes:
    """A signature of `data` in DER, with the signer's certificates and the moment `at`.

    The same data, certificate and moment give the same bytes.
    """
    from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes

    made = asyncio.run(
        identity.signer.async_sign_general_data(
            data,
            identity.digest,
            signed_attr_settings=PdfCMSSignedAttributes(
                signing_time=datetime.fromtimestamp(at, UTC)
            ),
        )
    )
    encoded: bytes = made.dump()
    return encoded


class Stamp:
    """Signs many contents with one certificate, each as `sign` does, byte for byte.

    Putting a signature together takes many times as long as the signing itself, so with an RSA
    key, whose signatures are of one length, digest, moment and signature take their places in one
    made before.
    """

    def __init__(self, identity: Identity) -> None:
        self._identity = identity
        self._whole = sign(b"", identity, 0)
        self._places = self._found()

    def __call__(self, data: bytes, at: int) -> bytes:
        """The signature of `data` at the moment `at`, in DER."""
        moment = datetime.fromtimestamp(at, UTC)
        if self._places is None or not 1970 <= moment.year < 2050:  # UTCTime, RFC 5652, 11.3
            return sign(data, self._identity, at)
        before, attributes, middle, after = self._places
        told = hashlib.new(self._identity.digest, data).digest()
        own = attributes.replace(self._empty, told)
        own = own.replace(_FIRST, moment.strftime("%y%m%d%H%M%SZ").encode())
        made = self._identity.signer.sign_raw(own, self._identity.digest)
        return b"".join((before, b"\xa0", own[1:], middle, made, after))

    def _found(self) -> tuple[bytes, bytes, bytes, bytes] | None:
        """What stands before, within, between and behind attributes and signature; None where
        they cannot be exchanged."""
        from asn1crypto import cms
        from cryptography.hazmat.primitives.asymmetric import rsa

        self._empty = hashlib.new(self._identity.digest).digest()
        if not isinstance(self._identity.signer.private, rsa.RSAPrivateKey):
            return None
        signer = cms.ContentInfo.load(self._whole)["content"]["signer_infos"][0]
        attributes: bytes = signer["signed_attrs"].untag().dump()
        signature: bytes = signer["signature"].native
        before, found, rest = self._whole.partition(b"\xa0" + attributes[1:])
        middle, also, after = rest.partition(signature)
        once = attributes.count(self._empty) == 1 and attributes.count(_FIRST) == 1
        return (before, attributes, middle, after) if found and also and once else None
