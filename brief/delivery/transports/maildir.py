"""Messages as files of a Maildir: for desks without a network, and for tests.

A message is written to `tmp`, synced and renamed into `new`.  Its file is named after its bytes'
place in the ledger (the key in its Message-ID), so the same hand-over can not arrive twice.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from brief.delivery.ledger import sync_folder
from brief.delivery.settings import Settings
from brief.delivery.transports import Outcome
from brief.diagnostics import BriefError


def where(settings: Settings) -> str:
    """The destination, for people."""
    return f"the Maildir {settings.maildir or 'that is still to be named'}"


def make(settings: Settings, environ: Mapping[str, str]) -> Maildir:
    """The transport that the settings describe."""
    return Maildir(Path(settings.maildir))


class Maildir:
    """A Maildir, and at the same time the one connection to it."""

    connections = 1

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def connect(self) -> Maildir:
        """Make the folders."""
        try:
            for name in ("tmp", "new", "cur"):
                (self.folder / name).mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise BriefError(
                f"cannot make the Maildir {self.folder.name}: {error.strerror}",
                help="give yourself the right to write there, or name another `maildir`",
            ) from error
        return self

    def offer(self, sender: str, address: str, size: int) -> Outcome | None:
        return None

    def hand_over(self, data: bytes) -> Outcome:
        name = f"{_key(data)}.brief"
        final = self.folder / "new" / name
        if final.exists() or any((self.folder / "cur").glob(f"{name}*")):
            return Outcome("accepted", "250", "250 it lies there already")
        aside = self.folder / "tmp" / name
        try:
            with aside.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            aside.replace(final)
        except OSError as error:
            aside.unlink(missing_ok=True)
            return Outcome("retry", "", f"cannot write: {error.strerror}")
        sync_folder(final.parent)
        return Outcome("accepted", "250", f"250 written to new/{name}")

    def close(self) -> None:
        """Nothing stays open between messages."""


def _key(data: bytes) -> str:
    head = data.partition(b"\r\n\r\n")[0]
    marked = head.partition(b"\r\nMessage-ID: <")[2]
    return marked.partition(b"@")[0].decode("ascii")
