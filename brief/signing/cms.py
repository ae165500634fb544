"""Detached signatures (CMS, RFC 5652) of manifests and of messages (S/MIME, RFC 8551)."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

from brief.signing.identity import Identity

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
