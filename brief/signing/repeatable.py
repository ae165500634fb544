"""A signer whose signatures are the same for the same content, so that a message that is sent again
is the same to the byte."""

from __future__ import annotations

from asn1crypto import keys, x509
from pyhanko.sign.signers.pdf_cms import SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from brief import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any


class Repeatable(SimpleSigner):
    """Signs without chance: ECDSA with the nonce of RFC 6979; RSA (PKCS #1 v1.5) and EdDSA have
    none in any case.  `private` is a key of cryptography's, opened once."""

    def __init__(
        self,
        certificate: x509.Certificate,
        private: Any,
        others: SimpleCertificateStore,
    ) -> None:
        super().__init__(certificate, keys.PrivateKeyInfo(), others)
        self.private = private
        self.room = 0  # bytes that a signature of a PDF takes, once it is known

    async def async_sign_raw(
        self, data: bytes, digest_algorithm: str, dry_run: bool = False
    ) -> bytes:
        """The signature; for a dry run, one as long as any will be."""
        from cryptography.hazmat.primitives.asymmetric import ec, rsa

        if dry_run and isinstance(self.private, rsa.RSAPrivateKey):
            return bytes(self.private.key_size // 8)
        if dry_run and isinstance(self.private, ec.EllipticCurvePrivateKey):
            return bytes(2 * ((self.private.key_size + 7) // 8) + 12)  # two integers, DER
        return self.sign_raw(data, digest_algorithm)

    def sign_raw(self, data: bytes, digest_algorithm: str) -> bytes:
        """The bare signature of `data`."""
        from cryptography.exceptions import UnsupportedAlgorithm
        from cryptography.hazmat.primitives import hashes
        from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

        chosen = getattr(hashes, digest_algorithm.upper())()
        signature: bytes
        if isinstance(self.private, rsa.RSAPrivateKey):
            signature = self.private.sign(data, padding.PKCS1v15(), chosen)
        elif isinstance(self.private, ec.EllipticCurvePrivateKey):
            try:
                way = ec.ECDSA(chosen, deterministic_signing=True)
            except UnsupportedAlgorithm:
                # An OpenSSL before 3.2: as good a signature, but another one each time; a second
                # sending then sees that its message is not the first.
                way = ec.ECDSA(chosen)
            signature = self.private.sign(data, way)
        else:
            signature = self.private.sign(data)
        return signature
