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

    Putting a signature together takes many times as long as the signing itself, so digest, moment
    and signature take their places in one that was made before.
    """

    def __init__(self, identity: Identity) -> None:
        from asn1crypto import cms

        self._identity = identity
        made = sign(b"", identity, 0)
        signer = cms.ContentInfo.load(made)["content"]["signer_infos"][0]
        self._attributes: bytes = signer["signed_attrs"].untag().dump()
        self._around = _around(made, signer["signature"].native)
        self._empty = hashlib.new(identity.digest).digest()
        places = (self._attributes.count(self._empty), self._attributes.count(_FIRST))
        self._fits = places == (1, 1) and self._around[-1][1].count(self._attributes[1:]) == 1

    def __call__(self, data: bytes, at: int) -> bytes:
        """The signature of `data` at the moment `at`, in DER."""
        moment = datetime.fromtimestamp(at, UTC)
        if not self._fits or not 1970 <= moment.year < 2050:  # UTCTime, RFC 5652, 11.3
            return sign(data, self._identity, at)
        told = hashlib.new(self._identity.digest, data).digest()
        own = self._attributes.replace(self._empty, told)
        own = own.replace(_FIRST, moment.strftime("%y%m%d%H%M%SZ").encode())
        signature = self._identity.signer.sign_raw(own, self._identity.digest)
        made = _element(b"\x04", signature)
        for tag, before in reversed(self._around):
            # Signed attributes stand once, as the implicit [0] of the innermost (RFC 5652, 5.3).
            made = _element(tag, before.replace(self._attributes[1:], own[1:]) + made)
        return made


def _around(made: bytes, signature: bytes) -> list[tuple[bytes, bytes]]:
    """What stands around the bare signature, from without: the tag of each element, and what is
    in it before the one that holds the signature, which is its last."""
    from asn1crypto import parser

    found: list[tuple[bytes, bytes]] = []
    while True:
        header, content = parser.parse(made)[3:5]
        if content == signature:
            return found
        last = at = 0
        while at < len(content):
            last, at = at, at + parser.peek(content[at:])
        found.append((header[:1], content[:last]))
        made = content[last:]


def _element(tag: bytes, content: bytes) -> bytes:
    """An element in DER (X.690, 8.1)."""
    length = len(content)
    if length < 128:
        return tag + bytes([length]) + content
    size = length.to_bytes((length.bit_length() + 7) // 8, "big")
    return tag + bytes([0x80 | len(size)]) + size + content
