"""The message: one recipient, one envelope, the same bytes every time it is built.

The headers come from a fixed list and are written here, because the standard library neither
refuses a line end in every place nor folds names in other scripts without loss.  Everything is
ASCII with CRLF (RFC 5322), so no server needs an extension and none changes a byte.
"""

from __future__ import annotations

import binascii
from functools import lru_cache
from hashlib import sha256
from urllib.parse import quote

from brief import TYPE_CHECKING
from brief.delivery.parcel import Enclosure, Letter
from brief.diagnostics import BriefError
from brief.record import Record

if TYPE_CHECKING:
    from brief.delivery.smime import Seal

_FOLD = 76  # columns of a header line, with room for a space
_ASCII = bytes(range(128))


class Sender(Record):
    """Whose message it is: the From address (domain in ASCII), its name, and where replies go."""

    address: str
    name: str = ""
    reply_to: str = ""

    @property
    def domain(self) -> str:
        return self.address.rpartition("@")[2]


class Message(Record):
    """A message as bytes, and their sha256 (hex)."""

    data: bytes
    sha256: str


def hand_over_key(dossier: str, edition: str, address_key: str) -> str:
    """What identifies the hand-over of an edition to an address: 32 hex digits, no address in it.

    It is the left side of the Message-ID, the ledger's key, and what `sent.log` repeats.
    """
    text = "\0".join(("brief hand-over", dossier, edition, address_key.lower()))
    return sha256(text.encode()).hexdigest()[:32]


def build(
    sender: Sender,
    address: str,
    name: str,
    letter: Letter,
    enclosures: tuple[Enclosure, ...],
    *,
    key: str,
    dated: str,
    seal: Seal | None = None,
) -> Message:
    """The finished message, signed where there is a `seal`.  `dated` is the Date header's value
    (RFC 5322)."""
    head, body, start, end = _frame(sender, address, name, letter, key, dated)
    parts = [piece for e in enclosures for piece in (start, _attachment(e))]
    if seal is None:
        data = b"".join((head, body, *parts, end))
    else:
        data = head + seal.enclose(b"".join((body, *parts, end)), key, dated)
    return Message(data, sha256(data).hexdigest())


def size(
    sender: Sender,
    address: str,
    name: str,
    letter: Letter,
    enclosures: tuple[Enclosure, ...],
    *,
    key: str,
    dated: str,
) -> int:
    """Bytes that `build` would give without a seal, without encoding any file."""
    head, body, start, end = _frame(sender, address, name, letter, key, dated)
    heads = sum(len(start) + len(_attachment_head(e.media_type, e.name)) for e in enclosures)
    files = sum(_base64_size(len(e.data)) for e in enclosures)
    return len(head) + len(body) + heads + files + len(end)


def _frame(
    sender: Sender, address: str, name: str, letter: Letter, key: str, dated: str
) -> tuple[bytes, bytes, bytes, bytes]:
    """All but the files: the head, the body up to them, what opens each, and what ends all."""
    # A boundary with "=_" can stand in no quoted-printable or base64 line (RFC 2045, 6.7).
    outer, inner = f"=_brief_{key}", f"=_words_{key}"
    headers = [
        _header("From", _phrase(sender.name, sender.address)),
        _header("To", _phrase(name, address)),
        *([_header("Reply-To", sender.reply_to)] if sender.reply_to else []),
        _header("Subject", _words(letter.subject)),
        _header("Date", dated),
        _header("Message-ID", f"<{key}@{sender.domain}>"),
        "Auto-Submitted: auto-generated\r\n",  # RFC 3834: no vacation notes in answer
        "MIME-Version: 1.0\r\n",
    ]
    words = (
        f'Content-Type: multipart/mixed;\r\n boundary="{outer}"\r\n\r\n'
        f"--{outer}\r\n"
        f'Content-Type: multipart/alternative;\r\n boundary="{inner}"\r\n\r\n'
        f"--{inner}\r\n{_text_part('plain', letter.text)}"
        f"--{inner}\r\n{_text_part('html', letter.html)}"
        f"--{inner}--\r\n"
    )
    start, end = f"--{outer}\r\n".encode(), f"--{outer}--\r\n".encode()
    return "".join(headers).encode("ascii"), words.encode("ascii"), start, end


def _header(name: str, value: str) -> str:
    """One header, folded; `value` is ASCII and its runs of printable characters part at spaces."""
    if not value.isascii() or not value.isprintable():
        raise BriefError(f"the {name} of a message would hold a control character")
    lines, line = [], f"{name}:"
    for word in value.split(" "):
        if len(line) + 1 + len(word) > _FOLD and line.strip() and line != f"{name}:":
            lines.append(line)
            line = ""
        line += f" {word}"
    return "\r\n".join([*lines, line]) + "\r\n"


def _words(text: str) -> str:
    """A text as the value of an unstructured header (RFC 2047 where it is not plain ASCII)."""
    text = " ".join(text.split())
    if not text.isprintable() and any(_forges(c) for c in text):
        raise BriefError("the subject of a message would hold a control character")
    if text.isascii() and "=?" not in text and all(len(w) < _FOLD for w in text.split()):
        return text
    return _encoded(text)


def _phrase(name: str, address: str) -> str:
    """A name and address as the value of an address header."""
    name = " ".join(name.split())
    if any(_forges(c) for c in name):
        raise BriefError("a name in the head of a message would hold a control character")
    if not name:
        return address
    if not name.isascii() or "=?" in name or len(name) > _FOLD - 10:
        return f"{_encoded(name)} <{address}>"
    if all(c.isalnum() or c in " -'" for c in name):
        return f"{name} <{address}>"
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}" <{address}>'


def _forges(char: str) -> bool:
    return not char.isprintable() and char not in "\u00a0\u200c\u200d\u00ad\u202f\u2011"


def _encoded(text: str) -> str:
    """Encoded words of at most 75 columns, each of whole characters (RFC 2047, section 2 and 5)."""
    words, chunk = [], ""
    for char in text:
        if len((chunk + char).encode()) > 39:  # 52 columns of base64; a header's name fits beside
            # Some readers wrongly show a space where two encoded words meet: meet at one.
            head, space, tail = chunk.rpartition(" ")
            words.append(head + space or chunk)
            chunk = tail if space else ""
        chunk += char
    words.append(chunk)
    return " ".join(f"=?utf-8?B?{_base64(w.encode())}?=" for w in words)


def _base64(data: bytes) -> str:
    return binascii.b2a_base64(data, newline=False).decode("ascii")


def _base64_lines(data: bytes) -> bytes:
    encoded = binascii.b2a_base64(data, newline=False)
    return b"".join(encoded[at : at + 76] + b"\r\n" for at in range(0, len(encoded), 76))


def _base64_size(size: int) -> int:
    """How many bytes `_base64_lines` makes of so many: lines of 76 columns with their ends."""
    columns = -(-size // 3) * 4
    return columns + -(-columns // 76) * 2


@lru_cache(maxsize=32)
def _text_part(kind: str, text: str) -> str:
    """A part with words; readable as it stands where most of it is ASCII."""
    raw = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n").encode() + b"\n"
    plain = len(raw.translate(None, _ASCII)) * 10 <= len(raw)
    if plain:
        lines = binascii.b2a_qp(raw.replace(b"\n", b"\r\n"), istext=True)
    else:
        lines = _base64_lines(raw.replace(b"\n", b"\r\n"))
    how = "quoted-printable" if plain else "base64"
    return (
        f'Content-Type: text/{kind}; charset="utf-8"\r\n'
        f"Content-Transfer-Encoding: {how}\r\n\r\n{lines.decode('ascii')}"
    )


@lru_cache(maxsize=256)
def _attachment(enclosure: Enclosure) -> bytes:
    """A file as a part; encoded once for all who get it."""
    head = _attachment_head(enclosure.media_type, enclosure.name)
    return head + _base64_lines(enclosure.data)


@lru_cache(maxsize=256)
def _attachment_head(media_type: str, name: str) -> bytes:
    return (
        f"Content-Type: {media_type}\r\n"
        "Content-Transfer-Encoding: base64\r\n"
        f"Content-Disposition: attachment;\r\n{_filename(name)}\r\n"
    ).encode("ascii")


def _filename(name: str) -> str:
    """The file's name as a parameter, in pieces where it is long (RFC 2231)."""
    name = readable_name(name)
    if name.isascii() and len(name) < 60 and not set(name) & set('"\\'):
        return f' filename="{name}"\r\n'
    escaped = [quote(char, safe="") for char in name]
    pieces, piece = [], ""
    for part in escaped:
        if len(piece) + len(part) > 54:
            pieces.append(piece)
            piece = ""
        piece += part
    pieces.append(piece)
    if len(pieces) == 1:
        return f" filename*=utf-8''{pieces[0]}\r\n"
    pieces[0] = "utf-8''" + pieces[0]
    return ";\r\n".join(f" filename*{i}*={p}" for i, p in enumerate(pieces)) + "\r\n"


def readable_name(name: str) -> str:
    """The base name alone, without separators, controls or marks that turn its direction."""
    base = name.replace("\\", "/").rsplit("/", 1)[-1]
    clean = "".join(c for c in base if c.isprintable() and c not in ':*?"<>|')
    return clean.strip(" .") or "brief"
