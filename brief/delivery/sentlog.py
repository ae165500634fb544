"""`sent.log`: a line for each hand-over, kept beside the variants, so that a lost ledger shows.

It stands in the edition's folder, outside every manifest, and holds no address: the key of a
hand-over is a hash.  Lines are only ever added.  Fields part by tabs: time, state, key, number of
the try, variant, code of the server's reply.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from pathlib import Path

from brief.delivery.ledger import (
    ACCEPTED,
    FAILED,
    SENDING,
    UNCERTAIN,
    Change,
    HandOver,
    Ledger,
    sync_folder,
    utc,
)
from brief.diagnostics import BriefError
from brief.record import Record

FILE = "sent.log"
_HEAD = "# brief sent.log 1: time, state, hand-over, try, variant, reply\n"
_TRY = re.compile(r"[0-9]{1,9}")
_PUT_BACK = "put the file back as brief wrote it; it guards against sending twice"


class Line(Record):
    """A line of the log."""

    at: str
    state: str
    key: str
    attempt: int
    variant: str
    code: str = ""


def read(path: Path) -> list[Line]:
    """The lines of a log; none where there is no log.  A last line cut short by a kill is left
    out, since the hand-over that it was to announce had not begun."""
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return []
    except OSError as error:
        raise BriefError(f"cannot read {path.name}: {error.strerror}") from error
    if not _HEAD.startswith(text.partition("\n")[0]):  # it may have been cut short
        raise BriefError(f"{path.name} is no sent.log", help=_PUT_BACK)
    lines = []
    for number, raw in enumerate(text.split("\n")[:-1], 1):
        if not raw or raw.startswith("#"):
            continue
        parts = raw.split("\t")
        if len(parts) != 6 or not _TRY.fullmatch(parts[3]):
            if number > 1 and len(parts) < 6:
                continue  # a line cut short, which a later run has closed with a line end
            raise BriefError(
                f"{path.name}, line {number} is not a line of a sent.log",
                help=_PUT_BACK,
            )
        lines.append(Line(parts[0], parts[1], parts[2], int(parts[3]), parts[4], parts[5]))
    return lines


class Writer:
    """Adds lines to a log.  `sync` is called with the file's descriptor (tests inject it)."""

    def __init__(self, path: Path, sync: Callable[[int], object] = os.fsync) -> None:
        self.path = path
        self._sync = sync
        self._file = path.open("ab")
        size = self._file.tell()
        if not size:
            self._file.write(_HEAD.encode())
            sync_folder(path.parent)
        else:
            with path.open("rb") as before:
                before.seek(size - 1)
                if before.read(1) != b"\n":
                    self._file.write(b"\n")

    def add(self, lines: Iterable[Line], *, durable: bool) -> None:
        """Add lines; with `durable` they are on the disk when this returns."""
        text = "".join(
            "\t".join((x.at, x.state, x.key, str(x.attempt), x.variant, x.code)) + "\n"
            for x in lines
        )
        self._file.write(text.encode())
        self._file.flush()
        if durable:
            self._sync(self._file.fileno())

    def close(self) -> None:
        self._file.close()


def missing(lines: Iterable[Line], rows: Iterable[HandOver]) -> list[Line]:
    """Hand-overs of the log of which the ledger knows nothing, or less: it is lost or old."""
    known = {row.key: row for row in rows}
    last: dict[str, Line] = {}
    for line in lines:
        last[line.key] = line
    lost = []
    for key, line in last.items():
        row = known.get(key)
        if row is None or row.attempts < line.attempt:
            lost.append(line)
            continue
        same_try = row.attempts == line.attempt
        if same_try and line.state == ACCEPTED and row.state != ACCEPTED:
            lost.append(line)
    return lost


def recovered(line: Line) -> str:
    """The state that a lost hand-over is entered with: nothing better than what is certain."""
    if line.state in {ACCEPTED, FAILED}:
        return line.state
    return UNCERTAIN if line.state in {SENDING, UNCERTAIN} else FAILED


def restore(ledger: Ledger, lost: Iterable[Line], dossier: str, edition: str, now: float) -> None:
    """Enter hand-overs that the ledger has lost, without their addresses: the next `plan` of the
    same recipients finds them by their key, and does not send to them again."""
    at = utc(now)
    with ledger.commit():
        for line in lost:
            row = HandOver(line.key, dossier, edition, line.variant, "", "", "", {}, "", updated=at)
            ledger.restore(row, line.attempt)
            reply = f"{line.code} taken over from {FILE}".strip()
            ledger.change([Change(line.key, recovered(line), at, reply)])
