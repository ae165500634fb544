"""A signature held against what it signs and against whom a person trusts; no network, no clock.

A certificate has to be valid at the moment of signing: that of the time stamp, where there is one
that can be trusted, else that which the signer states.  Whether it was withdrawn cannot be known
without a network, and is not looked for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO

from brief import TYPE_CHECKING
from brief.diagnostics import ERROR, INFO, WARNING, Diagnostic
from brief.record import Record
from brief.signing.extra import HELP, installed
from brief.signing.identity import addresses, subject

if TYPE_CHECKING:
    from typing import Any

_RANGE = re.compile(rb"/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]")


class Signature(Record):
    """Who signed, as far as it could be told: `at` (ISO, UTC) is the moment, `stamped` whether a
    trusted time stamp proves it; `through` is the trusted certificate, empty where none is.

    `whole` tells that nothing is left out and nothing was added; `good` that what is signed is
    what was signed.  `addresses` are those of the certificate.
    """

    subject: str
    fingerprint: str
    at: str
    stamped: bool
    good: bool
    whole: bool
    through: str
    addresses: tuple[str, ...] = ()


class Found(Record):
    """A signature, or None where there is none or none can be read; and what is wrong with it.

    `facts` are those that are attached to a PDF within what is signed (JSON), or empty.
    """

    signature: Signature | None
    told: tuple[Diagnostic, ...]
    facts: bytes = b""


def is_signed(data: bytes) -> bool:
    """Whether a PDF bears a signature, by its byte range (ISO 32000-1, 12.8.1)."""
    return data.startswith(b"%PDF") and _RANGE.search(data) is not None


def pdf(data: bytes, trusted: Sequence[Any], what: str, now: int | None = None) -> Found:
    """The signature of a PDF; `now` (seconds since the epoch) tells of certificates that have
    expired since, and may be left out."""
    if not installed():
        return Found(None, (_unchecked(what),))
    import asyncio

    try:
        return asyncio.run(_pdf(data, trusted, what, now))
    except Exception as error:  # a file from anywhere may break the reader; it is never passed over
        return _by_range(data, trusted, what, now, error)


def detached(
    data: bytes, signature: bytes, trusted: Sequence[Any], what: str, now: int | None = None
) -> Found:
    """A signature that stands apart from its data (CMS in DER)."""
    if not installed():
        return Found(None, (_unchecked(what),))
    import asyncio

    try:
        return asyncio.run(_detached(data, signature, trusted, what, now))
    except Exception as error:  # as above
        return Found(None, (_unreadable(what, error),))


async def _pdf(data: bytes, trusted: Sequence[Any], what: str, now: int | None) -> Found:
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation.pdf_embedded import async_validate_pdf_signature

    reader = PdfFileReader(BytesIO(data), strict=False)
    signatures = reader.embedded_regular_signatures
    if not signatures:
        raise ValueError("it has no field of a signature")
    first = signatures[0]
    stated = _moment(first.signer_info, first.self_reported_timestamp)
    context = _context(trusted, stated)
    status = await async_validate_pdf_signature(
        first, context, key_usage_settings=_usage(), skip_diff=True
    )
    start, length, rest, tail = first.byte_range if len(first.byte_range) == 4 else (1, 0, 0, 0)
    gap = 2 * len(first.pkcs7_content) + 2  # in hexadecimal, between angle brackets
    plain = start == 0 and rest == length + gap
    whole = plain and rest + tail == len(data) and _alone(data[length + 1 : rest - 1])
    told = []
    if not plain:
        told.append(
            _error("SIGN-PARTIAL", f"the signature of {what} does not cover the file", _ANEW)
        )
    elif not whole:
        told.append(_added(what, len(data) - rest - tail))
    facts = b""
    if plain and whole and status.intact and status.valid:
        facts = _attached(reader)
    found = _told(status, stated, trusted, what, now, whole=whole)
    return Found(found.signature, (*told, *found.told), facts)


def _by_range(
    data: bytes, trusted: Sequence[Any], what: str, now: int | None, error: Exception
) -> Found:
    """A PDF that cannot be read as one any more: its signature is held by the bytes alone."""
    match = _RANGE.search(data)
    if match is None:
        return Found(None, (_unreadable(what, error),))
    start, length, rest, tail = map(int, match.groups())
    if start != 0 or not length < rest <= rest + tail <= len(data):
        return Found(None, (_unreadable(what, error),))
    try:
        raw = bytes.fromhex(data[length + 1 : rest - 1].decode("ascii"))
    except (UnicodeDecodeError, ValueError):
        return Found(None, (_unreadable(what, error),))
    found = detached(data[:length] + data[rest : rest + tail], raw, trusted, what, now)
    signature = found.signature and found.signature.replace(whole=False)
    if any(d.code == "SIGN-CHANGED" for d in found.told):
        return Found(signature, found.told)
    if signature and signature.good and rest + tail < len(data):
        # The moment stands in what could not be read, so nothing is said of it.
        rest_told = [d for d in found.told if d.code != "SIGN-DATES"]
        return Found(signature, (_added(what, len(data) - rest - tail), *rest_told))
    return Found(None, (_unreadable(what, error),))


def _alone(text: bytes) -> bool:
    """Whether the room that is kept for a signature holds one as it is written, and zeros."""
    from asn1crypto.parser import peek

    try:
        raw = bytes.fromhex(text.decode("ascii"))
        end = peek(raw)
    except ValueError:
        return False
    return raw.hex().upper().encode() == text and not any(raw[end:])


async def _detached(
    data: bytes, signature: bytes, trusted: Sequence[Any], what: str, now: int | None
) -> Found:
    from asn1crypto import cms
    from pyhanko.sign.general import extract_signer_info
    from pyhanko.sign.validation.generic_cms import async_validate_detached_cms

    content = cms.ContentInfo.load(signature)["content"]
    stated = _moment(extract_signer_info(content))
    status = await async_validate_detached_cms(
        data, content, _context(trusted, stated), key_usage_settings=_usage()
    )
    return _told(status, stated, trusted, what, now, whole=True)


def _context(trusted: Sequence[Any], moment: datetime | None) -> Any:
    """What pyHanko validates against: only who is trusted, nothing fetched, at that moment."""
    import logging

    from pyhanko_certvalidator import ValidationContext

    for name in ("pyhanko", "pyhanko_certvalidator"):
        # What they would log is in what we tell; without a handler it would go to the terminal.
        logging.getLogger(name).addHandler(logging.NullHandler())

    return ValidationContext(
        trust_roots=list(trusted),
        moment=moment or datetime.fromtimestamp(0, UTC),
        allow_fetching=False,
        revocation_mode="soft-fail",
    )


def _usage() -> Any:
    """A certificate for signatures, of documents or of mail (RFC 5280, 4.2.1.3: either bit)."""
    from pyhanko.sign.validation.settings import KeyUsageConstraints

    return KeyUsageConstraints(
        key_usage={"digital_signature", "non_repudiation"}, match_all_key_usages=False
    )


def _moment(signer: Any, otherwise: datetime | None = None) -> datetime | None:
    """When it was signed: by its time stamp (whether that holds is looked at later), else as the
    signer states it."""
    from pyhanko.sign.validation.generic_cms import extract_self_reported_ts, extract_tst_data_iter

    stamp = next(extract_tst_data_iter(signer, signed=False), None)
    if stamp is not None:
        moment: datetime = stamp["encap_content_info"]["content"].parsed["gen_time"].native
        return moment
    return extract_self_reported_ts(signer) or otherwise


def _told(
    status: Any,
    stated: datetime | None,
    trusted: Sequence[Any],
    what: str,
    now: int | None,
    *,
    whole: bool,
) -> Found:
    """Signature and findings of pyHanko's status."""
    certificate = status.signing_cert
    good = bool(status.intact and status.valid)
    stamp = getattr(status, "timestamp_validity", None)
    stamped = bool(stamp is not None and stamp.intact and stamp.valid and stamp.trusted)
    told = []
    if not good:
        help = "ask the sender for the file as it was signed"
        told.append(_error("SIGN-CHANGED", f"{what} was changed after it was signed", help))
    through = ""
    validity = certificate["tbs_certificate"]["validity"]
    begin, end = validity["not_before"].native, validity["not_after"].native
    if good and stamp is not None and trusted and not stamped:
        help = "name the time-stamp authority’s certificate with --trust too"
        told.append(_error("SIGN-STAMP", f"the time stamp of {what} is not to be trusted", help))
    if good and (stated is None or not begin <= stated <= end):
        when = f"{stated:%Y-%m-%d %H:%M} UTC" if stated else "a moment that it does not tell"
        told.append(
            _error(
                "SIGN-DATES",
                f"{what} was signed at {when}, and the certificate is valid from "
                f"{begin:%Y-%m-%d} to {end:%Y-%m-%d}",
                "ask the signer for a signature with a valid certificate",
            )
        )
    elif good and not trusted:
        message = f"nobody is named to be trusted, so who signed {what} is not proven"
        told.append(
            Diagnostic(
                "SIGN-UNPROVEN",
                WARNING,
                message,
                helps=("name the authority’s certificate: --trust FILE, or `trust` in [signing]",),
            )
        )
    elif good and not status.trusted:
        told.append(
            _error(
                "SIGN-FOREIGN",
                f"{what} is signed by {subject(certificate)}, whom nobody that is trusted vouches "
                "for",
                "take nothing from it, or name the authority with --trust if you know it",
            )
        )
    elif good:
        through = subject(status.validation_path[0])
    if through and now is not None and not stamped and datetime.fromtimestamp(now, UTC) > end:
        told.append(
            Diagnostic(
                "SIGN-AGED",
                INFO,
                f"the certificate has expired since, on {end:%Y-%m-%d}, and no time stamp proves "
                "that it was used before",
            )
        )
    signature = Signature(
        subject(certificate),
        certificate.sha256.hex(),
        stated.astimezone(UTC).isoformat(timespec="seconds") if stated else "",
        stamped,
        good,
        whole and good,
        through,
        addresses(certificate),
    )
    return Found(signature, tuple(told))


_ANEW = "ask the sender for the file as it was signed"


def _error(code: str, message: str, help: str) -> Diagnostic:
    return Diagnostic(code, ERROR, message, helps=(help,))


def _added(what: str, count: int) -> Diagnostic:
    where = f"something was added to {what}" + (f" ({count:,} bytes)" if count > 0 else "")
    return _error(
        "SIGN-ADDED",
        f"{where} after it was signed",
        "what a reader shows may not be what was signed; ask the sender for the file",
    )


def _unchecked(what: str) -> Diagnostic:
    message = f"{what} is signed, which cannot be checked: pyHanko is not installed"
    return Diagnostic("SIGN-EXTRA", WARNING, message, helps=(HELP,))


def _unreadable(what: str, error: Exception) -> Diagnostic:
    message = f"the signature of {what} cannot be read ({type(error).__name__})"
    return _error("SIGN-READ", message, _ANEW)


def _attached(reader: Any) -> bytes:
    """The facts that the writer attached (`facts.json`), or nothing."""
    try:
        names = reader.root["/Names"]["/EmbeddedFiles"]["/Names"]
        for at in range(0, len(names) - 1, 2):
            if names[at] == "facts.json":
                data: bytes = names[at + 1]["/EF"]["/F"].data
                return data
    except (KeyError, IndexError, TypeError):  # none is attached
        pass
    return b""
