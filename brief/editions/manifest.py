"""The manifest of a variant: what went in, what came out, which statement rests on which fact."""

from __future__ import annotations

import json
from collections.abc import Iterable
from json.encoder import encode_basestring
from pathlib import Path

from brief import TYPE_CHECKING
from brief.diagnostics import BriefError
from brief.digests import sha256
from brief.record import Record

if TYPE_CHECKING:
    from typing import Any

FILE = "manifest.json"
SIGNATURE = "manifest.json.p7s"  # the manifest's own, beside it; in no list of files
FORMAT = 1
MESSAGE = "message"  # the format of the file that holds the words of the mail; never attached
MESSAGE_FILE = "message.json"


class OutputFile(Record):
    """A file of a variant: its name in the variant's folder, format, sha256 and size in bytes.

    A numbered copy has its number in `copy`, and in `recipient` the mark of whose it is.  A signed
    file has in `unsigned` the sha256 of its bytes before it was signed.
    """

    path: str
    format: str
    sha256: str
    size: int
    copy: int = 0
    recipient: str = ""
    unsigned: str = ""


class StatementEntry(Record):
    """A statement of the document: its id, what it rests on, and its words as they print.

    `citation` is the reference as it prints; `author` marks the author's own statement.
    """

    id: str
    text: str
    facts: tuple[str, ...]
    citation: str = ""
    author: bool = False


class Manifest(Record):
    """What a variant is made of.

    `inputs` maps paths to sha256; `diagnostics` are the findings of the run as JSON values;
    `issued` maps each fact that was issued to its kind and passages; drafts cannot be sent.
    `signature`, empty where nothing was signed, tells by whom, with which certificate (sha256) and
    when; the signature of the manifest itself stands beside it.
    """

    product: str
    dossier: str
    edition: str
    variant: str
    audience: str
    language: str
    template: str
    marking: str
    as_of: str
    title: str
    draft: bool
    inputs: dict[str, str]
    versions: dict[str, str]
    files: tuple[OutputFile, ...]
    statements: tuple[StatementEntry, ...]
    diagnostics: tuple[dict[str, Any], ...] = ()
    issued: dict[str, Any] = {}
    signature: dict[str, str] = {}

    @property
    def signer(self) -> str:
        """The fingerprint of the certificate that signed, or empty."""
        return self.signature.get("certificate", "")

    @property
    def attached(self) -> tuple[OutputFile, ...]:
        """The files that people get: all but the words of the message."""
        return tuple(file for file in self.files if file.format != MESSAGE)

    def encode(self) -> bytes:
        """JSON bytes, keys in order: a line for each entry of a list or table."""
        shown = {"format": [_line(FORMAT).encode()]}
        for field in self._fields:
            value = getattr(self, field)
            if field == "files":
                shown[field] = _lines([_line(_as_dict(file)) for file in value])
            elif field == "statements":
                shown[field] = _lines(map(_statement, value))
            elif field == "issued":
                shown[field] = _table((id, _support(value[id])) for id in sorted(value))
            elif isinstance(value, dict):
                if value or field != "signature":
                    shown[field] = _table((name, _line(value[name])) for name in sorted(value))
            elif isinstance(value, tuple):
                shown[field] = _lines(map(_line, value))
            else:
                shown[field] = [_line(value).encode()]
        # Bytes are joined, not texts: of a large text one letter may double the room that it takes.
        pieces = [b"{"]
        for key in sorted(shown):
            pieces += (b",\n " if len(pieces) > 1 else b"\n ", f"{_text(key)}: ".encode())
            pieces += shown[key]
        return b"".join((*pieces, b"\n}\n"))


def recipient_mark(edition: str, address_key: str) -> str:
    """What stands in a manifest for a recipient: tells whose a copy is to whoever knows the
    address, and holds no personal data."""
    return sha256(f"brief copy\0{edition}\0{address_key}".encode()).hexdigest()


# The standard library's own indentation is written in Python and takes ten times as long as its
# encoder; that, called for each line, takes five times as long as lines put together from texts.
_line = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode
_text = encode_basestring


def _lines(entries: Iterable[str], ends: bytes = b"[]") -> list[bytes]:
    """A list of entries that are JSON, a line for each."""
    rows = [entry.encode() for entry in entries]
    return [ends[:1], b"\n  ", b",\n  ".join(rows), b"\n ", ends[1:]] if rows else [ends]


def _table(entries: Iterable[tuple[str, str]]) -> list[bytes]:
    """A table of entries that are JSON, in order by name, a line for each."""
    return _lines((f"{_text(name)}: {entry}" for name, entry in entries), b"{}")


def _statement(entry: StatementEntry) -> str:
    facts = ", ".join(map(_text, entry.facts))
    return (
        f'{{"author": {"true" if entry.author else "false"}, '
        f'"citation": {_text(entry.citation)}, "facts": [{facts}], '
        f'"id": {_text(entry.id)}, "text": {_text(entry.text)}}}'
    )


def _support(held: dict[str, Any]) -> str:
    """What `brief.editions.issued.as_value` gives."""
    passages = [
        f'{{"exact": {_text(passage["exact"])}, "reference": {_text(passage["reference"])}}}'
        for passage in held["passages"]
    ]
    return f'{{"kind": {_text(held["kind"])}, "passages": [{", ".join(passages)}]}}'


def _as_dict(record: Record) -> dict[str, Any]:
    left_out = ("copy", "recipient", "unsigned")  # where a file is no numbered copy or not signed
    return {
        field: value
        for field in record._fields
        if (value := getattr(record, field)) or field not in left_out
    }


def decode(data: bytes, where: str = FILE) -> Manifest:
    """The manifest in `data`; a `BriefError` says what is wrong with it."""
    try:
        value = json.loads(data)
        if value.pop("format") != FORMAT:
            raise BriefError(
                f"{where} was written by a newer brief",
                help="use the version of brief that wrote it, or generate the edition again",
            )
        value["files"] = tuple(OutputFile(**f) for f in value["files"])
        value["statements"] = tuple(
            StatementEntry(**{**s, "facts": tuple(s["facts"])}) for s in value["statements"]
        )
        value["diagnostics"] = tuple(value["diagnostics"])
        return Manifest(**value)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BriefError(
            f"{where} is damaged: {error}", help="generate the edition again"
        ) from error


def read(folder: Path) -> Manifest:
    """The manifest of a variant's folder."""
    path = folder / FILE
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BriefError(f"cannot read {path.name} of {folder.name}: {error.strerror}") from error
    return decode(data, f"{folder.name}/{FILE}")
