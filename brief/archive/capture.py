"""Reading a captured text: bytes to a `Snapshot`, by the extractor `text/1`."""

from __future__ import annotations

from brief.archive.snapshots import Lines, Snapshot
from brief.digests import sha256_of
from brief.record import Record

EXTRACTOR = "text/1"

# A text longer than this is no press article; the limit keeps a mistaken path from filling memory.
MAX_BYTES = 64 * 1024 * 1024

_BYTE_ORDER_MARKS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
_OTHER_FORMATS = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP container such as a Word document"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
)


class Unreadable(Record):
    """Why bytes are not text: a message, how to mend it, and where (line and column from 1, or 0).

    `what` is a word for the code: "encoding", "format" or "control".
    """

    what: str
    message: str
    help: str
    line: int = 0
    column: int = 0


def decode(data: bytes) -> str | Unreadable:
    """UTF-8, with or without a byte-order mark, as text with `\\n` line ends."""
    for mark, name in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return Unreadable(
                "encoding", f"the file is {name}, not UTF-8", "save it again as UTF-8", 1, 1
            )
    for mark, name in _OTHER_FORMATS:
        if data.startswith(mark):
            return Unreadable(
                "format", f"the file is {name}, not text", "save its text as a UTF-8 text file"
            )
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line, column = _place(data[: error.start].decode("utf-8", "replace"))
        return Unreadable(
            "encoding",
            f"byte 0x{data[error.start]:02X} is not UTF-8",
            "save the file again as UTF-8 (it may be in an older encoding such as Windows-1252)",
            line,
            column,
        )
    at = text.find("\0")
    if at >= 0:
        line, column = _place(text[:at])
        return Unreadable(
            "control", "a NUL character (U+0000) stands in the text", "remove it", line, column
        )
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text


def _place(before: str) -> tuple[int, int]:
    before = before.replace("\r\n", "\n").replace("\r", "\n")
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


def capture(
    data: bytes, source: str, code: str, file: str, furniture: tuple[str, ...] = ()
) -> Snapshot | Unreadable:
    """The snapshot held in `data`; lines equal to one of `furniture` are not content."""
    text = decode(data)
    if isinstance(text, Unreadable):
        return text
    digest = sha256_of(data)
    as_received = b"\r" not in data and not data.startswith(b"\xef\xbb\xbf")
    text_sha256 = digest if as_received else sha256_of(text.encode("utf-8"))
    return Snapshot(
        source,
        code,
        file,
        digest,
        text,
        text_sha256,
        EXTRACTOR,
        Lines(text, furniture),
    )
