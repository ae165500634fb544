"""What is handed to delivery: finished files, and the words of the message that carries them."""

from __future__ import annotations

from collections.abc import Callable

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


class Parcel(Record):
    """A committed variant, ready to be carried.

    `letter` composes the words for a recipient; it must give the same words for the same recipient,
    since a message that is sent again has to be the same to the byte.
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

    def enclosed(self, recipient: Recipient) -> tuple[Enclosure, ...]:
        """The files this recipient gets: those of the formats asked for, or all."""
        if not recipient.formats:
            return self.enclosures
        return tuple(e for e in self.enclosures if e.format in recipient.formats)
