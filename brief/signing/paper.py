"""A PDF signed as an update behind its bytes: PAdES B-B, or B-T with a time stamp
(ETSI EN 319 142-1).

The widget of the signature is invisible: of no size and outside the page, with the flag for
printing.  Only so is it allowed by PDF/A (flags, ISO 19005-3, 6.3.2) and by PDF/UA without a place
in the structure (ISO 14289-1, 7.18.1).
"""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO

from brief import TYPE_CHECKING
from brief.diagnostics import BriefError
from brief.signing.identity import Identity
from brief.signing.settings import Order

if TYPE_CHECKING:
    from typing import Any

FIELD = "Signature"


def sign(data: bytes, identity: Identity, order: Order) -> bytes:
    """The signed file: `data` as it is, and behind it the signature.

    The same data, certificate and moment give the same bytes, a time stamp aside.  A `BriefError`
    tells that the time-stamp authority did not answer, or that the file cannot be signed.
    """
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign.general import SigningError
    from pyhanko.sign.timestamps.common_utils import TimestampRequestError

    try:
        signed = asyncio.run(_signed(data, identity, order))
    except TimestampRequestError as error:
        raise BriefError(
            f"no time stamp from {order.settings.timestamp}: {error}",
            help="try again later, or take `timestamp` out of [signing]; nothing was committed",
            code="SIGN-TIME",
        ) from error
    except (PdfError, SigningError, ValueError) as error:
        raise BriefError(
            f"the PDF cannot be signed: {error}",
            help="--no-sign goes on without; please report this",
            code="SIGN-FAILED",
        ) from error
    if not signed.startswith(data):  # what was audited is what the signature stands behind
        raise BriefError("signing changed the PDF itself; nothing was committed")
    return signed


async def _signed(data: bytes, identity: Identity, order: Order) -> bytes:
    from pyhanko.sign.fields import InvisSigSettings, MDPPerm, SigFieldSpec, SigSeedSubFilter
    from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
    from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata

    from brief.signing.update import Plain, Update

    settings = order.settings
    moment = datetime.fromtimestamp(order.at, UTC)
    invisible = InvisSigSettings(set_print_flag=True, box_out_of_bounds=True)
    signer = Plain(
        PdfSignatureMetadata(
            field_name=FIELD,
            md_algorithm=identity.digest,
            reason=settings.reason or None,
            location=settings.location or None,
            subfilter=SigSeedSubFilter.PADES,
            # An issued brief is final: readers show every later change as one.
            certify=True,
            docmdp_permissions=MDPPerm.NO_CHANGES,
        ),
        signer=identity.signer,
        timestamper=_timestamper(settings.timestamp),
        new_field_spec=SigFieldSpec(
            FIELD, on_page=0, box=None, invis_sig_settings=invisible, readable_field_name=FIELD
        ),
    )
    writer = Update.of(data, sha256(data + order.at.to_bytes(8, "big")).digest()[:16])
    session = signer.init_signing_session(writer)
    session.system_time = moment
    # Without a time stamp every signature takes as much room as the first of the run.
    room = 0 if settings.timestamp else identity.signer.room
    if not room:
        room = await session.estimate_signature_container_size(None)
        identity.signer.room = room
    waiting = session.prepare_tbs_document(validation_info=None, bytes_reserved=room)
    prepared, output = waiting.digest_tbs_document(output=BytesIO())
    after = await waiting.perform_signature(
        document_digest=prepared.document_digest,
        pdf_cms_signed_attrs=PdfCMSSignedAttributes(signing_time=moment),
    )
    await after.post_signature_processing(output)
    assert isinstance(output, BytesIO)
    return output.getvalue()


def _timestamper(url: str) -> Any:
    if not url:
        return None
    from pyhanko.sign.timestamps.aiohttp_client import HTTPTimeStamper

    return HTTPTimeStamper(url, timeout=30)
