"""A message as somebody got it: who it says it is from, what is attached, and what is signed."""

from __future__ import annotations

import re
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from email.utils import parseaddr

from brief.delivery.message import readable_name
from brief.record import Record

_HEADER = re.compile(rb"[!-9;-~]+:[ \t]")
# The standard library's newer policies raise on some malformed headers (IndexError); this one reads
# them as they stand.
_PLAIN = compat32
_SIGNATURES = frozenset({"application/pkcs7-signature", "application/x-pkcs7-signature"})


class Received(Record):
    """A message.  `signed` are the bytes that its signature stands for, `signature` that (DER);
    both empty where it is not signed as a whole.  `apart` tells that a part of it alone is signed,
    or that something stands beside what is.  `attached` are names and bytes.
    """

    sender: str
    attached: tuple[tuple[str, bytes], ...]
    signed: bytes = b""
    signature: bytes = b""
    apart: bool = False


def is_message(name: str, data: bytes) -> bool:
    """Whether a file is a message: by its suffix, or because it begins with headers."""
    if name.lower().endswith(".eml"):
        return True
    head = re.split(rb"\r?\n\r?\n", data[:65_536], maxsplit=1)[0]
    return _HEADER.match(data) is not None and re.search(rb"(?mi)^MIME-Version:", head) is not None


def read(data: bytes) -> Received:
    """The message in `data`.  Line ends are made CRLF, as it travelled (RFC 5322, section 2.3)."""
    data = re.sub(rb"\r?\n", b"\r\n", data)
    whole = BytesParser(policy=_PLAIN).parsebytes(data)
    named = whole.get_all("From", [])
    # With two of them programs differ in which they show: then nobody is the sender.
    sender = parseaddr(str(named[0]))[1] if len(named) == 1 else ""
    if whole.get_content_type() != "multipart/signed":
        apart = any(p.get_content_type() == "multipart/signed" for p in whole.walk())
        return Received(sender, _attached(whole), apart=apart)
    parts, beside = _split(data, whole.get_boundary() or "")
    if len(parts) != 2:
        return Received(sender, _attached(whole), apart=True)
    inner = BytesParser(policy=_PLAIN).parsebytes(parts[0])
    last = BytesParser(policy=_PLAIN).parsebytes(parts[1])
    raw = last.get_payload(decode=True)
    if last.get_content_type() not in _SIGNATURES or not isinstance(raw, bytes):
        return Received(sender, _attached(whole), apart=True)
    return Received(sender, _attached(inner), parts[0], raw, beside)


def _split(data: bytes, boundary: str) -> tuple[list[bytes], bool]:
    """The parts as they stand between their boundaries (RFC 2046, section 5.1.1), and whether
    anything stands before or behind them."""
    if not boundary:
        return [], True
    body = b"\r\n" + data.partition(b"\r\n\r\n")[2]
    line = re.escape(b"\r\n--" + boundary.encode("ascii", "replace"))
    pieces = re.split(line + rb"(?=(?:--)?[ \t]*(?:\r\n|\Z))", body)
    parts = []
    behind = b""
    for piece in pieces[1:]:
        if piece.startswith(b"--"):
            behind = piece[2:]
            break
        parts.append(piece.lstrip(b" \t").removeprefix(b"\r\n"))
    return parts, bool(pieces[0].strip() or behind.strip())


def _attached(message: Message) -> tuple[tuple[str, bytes], ...]:
    found = []
    for part in message.walk():
        if part.is_multipart() or part.get_content_disposition() != "attachment":
            continue
        raw = part.get_payload(decode=True)
        if isinstance(raw, bytes) and part.get_content_type() not in _SIGNATURES:
            found.append((readable_name(part.get_filename() or "attachment"), raw))
    return tuple(found)
