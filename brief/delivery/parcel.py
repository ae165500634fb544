"""What is handed to delivery: finished files, and the words of the message that carries them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from brief.delivery.recipients import Recipient
from brief.record import Record


class Enclosure(Record):
    """A file to attach: its readable name, format, media type, sha256 (hex) and bytes."""

    name: str
    format: str
    media_type: str
    sha256: str
    data: bytes


class Letter(Record):
    """The words of a message: its subject, and its body as plain text and as HTML."""

    subject: str
    text: str
    html: str


def _nobody(recipient: Recipient) -> str:
    return ""


class Parcel(Record):
    """A committed variant, ready to be carried.

    `letter` composes the words for a recipient; it must give the same words for the same recipient,
    since a message that is sent again has to be the same to the byte.  `enclosures` are the files
    that all get; where each has a copy of their own, `copies` has those by the recipient's `mark`.
    """

    dossier: str
    edition: str
    variant: str
    audience: str
    language: str
    marking: str
    title: str
    enclosures: tuple[Enclosure, ...]
    letter: Callable[[Recipient], Letter]
    copies: Mapping[str, tuple[Enclosure, ...]] = {}
    mark: Callable[[Recipient], str] = _nobody

    def enclosed(self, recipient: Recipient) -> tuple[Enclosure, ...]:
        """The files this recipient gets: of the formats asked for, or all; of numbered copies
        the recipient's own."""
        own = self.copies.get(self.mark(recipient), ()) if self.copies else self.enclosures
        if not recipient.formats:
            return own
        return tuple(e for e in own if e.format in recipient.formats)

    def formats(self) -> frozenset[str]:
        """The formats that there are files in."""
        everything = (self.enclosures, *self.copies.values())
        return frozenset(e.format for files in everything for e in files)
