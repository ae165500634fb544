"""A signed message: the parts as they were, and behind them a signature (S/MIME, RFC 8551)."""

from __future__ import annotations

import binascii
from email.utils import parsedate_to_datetime

from brief.diagnostics import UsageError
from brief.record import Record
from brief.signing.cms import MICALG, Stamp
from brief.signing.identity import Identity, load
from brief.signing.settings import Order


class Seal(Record):
    """What signs messages; the same message at the same Date gets the same signature."""

    identity: Identity
    stamp: Stamp

    def enclose(self, entity: bytes, key: str, dated: str) -> bytes:
        """The signed message from its Content-Type on.  `entity` is what is signed, headers of its
        own included and with CRLF; `dated` the message's Date."""
        at = int(parsedate_to_datetime(dated).timestamp())
        encoded = binascii.b2a_base64(self.stamp(entity, at), newline=False)
        lines = b"".join(encoded[i : i + 76] + b"\r\n" for i in range(0, len(encoded), 76))
        boundary = f"=_signed_{key}"
        head = (
            "Content-Type: multipart/signed;\r\n"
            ' protocol="application/pkcs7-signature";\r\n'
            f" micalg={MICALG[self.identity.digest]};\r\n"
            f' boundary="{boundary}"\r\n\r\n'
            f"--{boundary}\r\n"
        )
        foot = (
            f"\r\n--{boundary}\r\n"
            'Content-Type: application/pkcs7-signature;\r\n name="smime.p7s"\r\n'
            "Content-Transfer-Encoding: base64\r\n"
            'Content-Disposition: attachment;\r\n filename="smime.p7s"\r\n\r\n'
        )
        end = f"--{boundary}--\r\n"
        return b"".join((head.encode(), entity, foot.encode(), lines, end.encode()))


def seal(order: Order, sender: str) -> Seal:
    """What signs the messages of `sender`.

    A `UsageError` says why it cannot: as `brief.signing.identity.load`, SIGN-SENDER where the
    certificate is for other addresses, SIGN-USAGE where it is not for mail.
    """
    identity = load(order)
    if sender.lower() not in identity.addresses:
        whose = ", ".join(identity.addresses) or "no address"
        raise UsageError(
            f"mail is sent from {sender}, and the certificate is for {whose}",
            help="use a certificate for that address, or set `mail = false` in [signing]",
            code="SIGN-SENDER",
        )
    if not identity.for_mail:
        raise UsageError(
            "the certificate is not for mail (its extended key usage)",
            help="ask the authority for one with emailProtection, or set `mail = false` in "
            "[signing]",
            code="SIGN-USAGE",
        )
    return Seal(identity, Stamp(identity))
