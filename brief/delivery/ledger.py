"""The ledger of hand-overs: what was tried, accepted, refused or left uncertain, for whom.

SQLite in `.brief/`, with its write-ahead log synced to disk at each commit, so that what is written
before DATA is there after a kill or a loss of power.  A hand-over moves between these states:

    planned -> sending -> accepted | retry | failed | uncertain
    retry -> sending | failed            planned -> retry | failed    (refused before DATA)

`sending` is committed just before the message is handed over.  A row that is found in it by the
next run has lost its answer: it becomes `uncertain` and is never sent again by itself.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from brief import TYPE_CHECKING
from brief.diagnostics import BriefError
from brief.record import Record

if TYPE_CHECKING:
    from typing import IO, Any

FILE = "ledger.sqlite"
SCHEMA = 1
_APPLICATION = 0x42524945  # "BRIE": tells our file from any other SQLite database

PLANNED, SENDING, RETRY = "planned", "sending", "retry"
ACCEPTED, FAILED, UNCERTAIN = "accepted", "failed", "uncertain"
SETTLED = (ACCEPTED, FAILED, UNCERTAIN)

_TABLES = """
CREATE TABLE handover (
  key TEXT PRIMARY KEY,          -- identifies edition and address, left side of the Message-ID
  dossier TEXT NOT NULL, edition TEXT NOT NULL, variant TEXT NOT NULL, audience TEXT NOT NULL,
  address TEXT NOT NULL, name TEXT NOT NULL,
  files TEXT NOT NULL,           -- JSON: file name -> sha256
  dated TEXT NOT NULL,           -- the Date header
  message TEXT NOT NULL,         -- sha256 of the message's bytes, empty before the first try
  state TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 0,
  next_try REAL NOT NULL DEFAULT 0, deadline REAL NOT NULL DEFAULT 0,
  reply TEXT NOT NULL DEFAULT '', updated TEXT NOT NULL,
  forgotten INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX handover_edition ON handover (dossier, edition, state);
CREATE TABLE history (
  id INTEGER PRIMARY KEY, key TEXT NOT NULL, at TEXT NOT NULL, state TEXT NOT NULL,
  reply TEXT NOT NULL
);
CREATE INDEX history_key ON history (key);
CREATE TABLE approval (
  dossier TEXT NOT NULL, edition TEXT NOT NULL, variant TEXT NOT NULL, digest TEXT NOT NULL,
  name TEXT NOT NULL, at TEXT NOT NULL,
  PRIMARY KEY (dossier, edition, variant, digest, name)
) WITHOUT ROWID;
"""


class HandOver(Record):
    """A row: an edition's hand-over to an address.  Times `next_try` and `deadline` are seconds
    since the epoch, `updated` is UTC; `files` maps names to sha256."""

    key: str
    dossier: str
    edition: str
    variant: str
    audience: str
    address: str
    name: str
    files: dict[str, str]
    dated: str
    message: str = ""
    state: str = PLANNED
    attempts: int = 0
    next_try: float = 0.0
    deadline: float = 0.0
    reply: str = ""
    updated: str = ""
    forgotten: bool = False


class Change(Record):
    """A new state of a row; None leaves a value as it is."""

    key: str
    state: str
    at: str
    reply: str = ""
    message: str | None = None
    attempt: bool = False
    next_try: float | None = None
    deadline: float | None = None


class Approval(Record):
    """A person's approval of a variant with exactly these files."""

    dossier: str
    edition: str
    variant: str
    digest: str
    name: str
    at: str


def utc(seconds: float) -> str:
    """A moment in seconds since the epoch, as ISO 8601 in UTC."""
    return datetime.fromtimestamp(int(seconds), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@contextmanager
def told() -> Iterator[None]:
    """Turn a failing disk or a damaged file into a `BriefError`."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise _damaged(getattr(error, "strerror", None) or str(error)) from error


def _damaged(reason: str) -> BriefError:
    return BriefError(
        f"the ledger of sendings cannot be used: {reason}",
        help="free space on the disk of .brief/, or put the ledger back from a backup; "
        "nothing is handed over while it cannot be written",
    )


class Ledger:
    """The ledger of a workspace, open.  One thread at a time may use it."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._db = connection

    @classmethod
    def open(cls, folder: Path) -> Ledger:
        """Open the ledger in `.brief/`, made when it does not exist."""
        path = folder / FILE
        with told():
            prepare(folder)
            if not path.exists():
                _create(path)
            connection = _connect(path)
        try:
            with told():
                _ready(connection, path)
        except BaseException:
            connection.close()
            raise
        return cls(path, connection)

    @classmethod
    def existing(cls, folder: Path) -> Ledger | None:
        """The ledger, if there is one."""
        return cls.open(folder) if (folder / FILE).is_file() else None

    def close(self) -> None:
        self._db.close()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def commit(self) -> Iterator[None]:
        """A transaction that is on the disk when it ends, or did not happen."""
        with told():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise

    # -- hand-overs ------------------------------------------------------------------------------

    def plan(self, rows: Iterable[HandOver]) -> None:
        """Enter hand-overs that are not in the ledger yet, and bring those not yet tried up to
        date; what was tried keeps its message.  Call within `commit`."""
        self._db.executemany(
            "INSERT INTO handover (key, dossier, edition, variant, audience, address, name, files,"
            " dated, message, state, updated) VALUES (?,?,?,?,?,?,?,?,?,'',?,?)"
            " ON CONFLICT (key) DO UPDATE SET variant = excluded.variant,"
            " audience = excluded.audience, address = excluded.address, name = excluded.name,"
            " files = excluded.files, dated = iif(message = '', excluded.dated, dated)"
            " WHERE (state = 'planned' AND attempts = 0) OR (address = '' AND NOT forgotten)",
            [
                (
                    *(r.key, r.dossier, r.edition, r.variant, r.audience, r.address, r.name),
                    json.dumps(r.files, ensure_ascii=False, sort_keys=True),
                    *(r.dated, PLANNED, r.updated),
                )
                for r in rows
            ],
        )

    def restore(self, row: HandOver, attempts: int) -> None:
        """Enter a hand-over that was tried so many times already.  Call within `commit`."""
        self.plan([row])
        self._db.execute("UPDATE handover SET attempts = ? WHERE key = ?", (attempts, row.key))

    def change(self, changes: Sequence[Change]) -> None:
        """New states, in order; each is kept in the history too.  Call within `commit`."""
        for c in changes:
            self._db.execute(
                "UPDATE handover SET state = ?, reply = ?, updated = ?, attempts = attempts + ?,"
                " message = coalesce(?, message), next_try = coalesce(?, next_try),"
                " deadline = coalesce(?, deadline) WHERE key = ?",
                (
                    *(c.state, c.reply, c.at, int(c.attempt), c.message, c.next_try, c.deadline),
                    c.key,
                ),
            )
            self._db.execute(
                "INSERT INTO history (key, at, state, reply) VALUES (?,?,?,?)",
                (c.key, c.at, c.state, c.reply),
            )

    def find(self, key: str) -> HandOver | None:
        """The hand-over with this key."""
        return next(self._rows("WHERE key = ?", key), None)

    def edition(self, dossier: str, edition: str = "") -> list[HandOver]:
        """The hand-overs of an edition, or of all of a dossier's, in the order of addresses."""
        if edition:
            return list(self._rows("WHERE dossier = ? AND edition = ?", dossier, edition))
        return list(self._rows("WHERE dossier = ?", dossier) if dossier else self._rows(""))

    def named(self, name: str, dossier: str = "") -> list[HandOver]:
        """The hand-overs of the editions, or of the dossier, with this name; of one dossier alone
        where one is given."""
        where = "WHERE (edition = ? OR dossier = ?) AND dossier = iif(? = '', dossier, ?)"
        return list(self._rows(where, name, name, dossier, dossier))

    def interrupted(self) -> list[HandOver]:
        """Those that a run left in the middle of their hand-over."""
        return list(self._rows("WHERE state = 'sending'"))

    def of_address(self, address: str) -> list[HandOver]:
        """All hand-overs to an address, upper and lower case alike."""
        return list(self._rows("WHERE lower(address) = ?", address.lower()))

    def history(self, key: str) -> list[tuple[str, str, str]]:
        """Each state a hand-over has had: (when, state, reply)."""
        with told():
            return self._db.execute(
                "SELECT at, state, reply FROM history WHERE key = ? ORDER BY id", (key,)
            ).fetchall()

    def _rows(self, where: str, *values: str) -> Iterator[HandOver]:
        names = HandOver._fields
        with told():
            found = self._db.execute(
                f"SELECT {', '.join(names)} FROM handover {where}"  # fixed texts, no data
                " ORDER BY dossier, edition, address, key",
                values,
            ).fetchall()
        for row in found:
            fields: dict[str, Any] = dict(zip(names, row, strict=True))
            numbers = [fields[name] for name in ("attempts", "next_try", "deadline", "forgotten")]
            try:
                fields["files"] = json.loads(fields["files"])
            except (TypeError, ValueError):
                numbers = [None]
            if not all(isinstance(number, int | float) for number in numbers):
                raise _damaged(f"the row {fields['key']!r} is none of brief's")
            fields["forgotten"] = bool(fields["forgotten"])
            yield HandOver(**fields)

    # -- people ----------------------------------------------------------------------------------

    def forget(self, keys: Sequence[str]) -> None:
        """Blank name, address and server's words of these rows, on the disk too.

        The key stays: it holds no address, and keeps the edition from being sent there again.
        """
        with self.commit():
            for key in keys:
                self._db.execute(
                    "UPDATE handover SET address = '', name = '', forgotten = 1,"
                    " reply = iif(state IN ('planned', 'retry'), 'forgotten before it was sent',"
                    " substr(reply, 1, 3)),"
                    " state = iif(state IN ('planned', 'retry'), 'failed', state) WHERE key = ?",
                    (key,),
                )
                self._db.execute(
                    "UPDATE history SET reply = substr(reply, 1, 3) WHERE key = ?", (key,)
                )
        with told():
            # The log still holds the old pages, and free pages their old content.
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            self._db.execute("VACUUM")
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def approve(self, approvals: Iterable[Approval]) -> None:
        """Keep approvals; one that is there already stays as it is."""
        with self.commit():
            self._db.executemany(
                "INSERT OR IGNORE INTO approval (dossier, edition, variant, digest, name, at)"
                " VALUES (?,?,?,?,?,?)",
                [tuple(getattr(a, f) for f in Approval._fields) for a in approvals],
            )

    def approvals(self, dossier: str, edition: str) -> list[Approval]:
        """The approvals of an edition, by variant and name."""
        with told():
            found = self._db.execute(
                f"SELECT {', '.join(Approval._fields)} FROM approval"
                " WHERE dossier = ? AND edition = ? ORDER BY variant, name",
                (dossier, edition),
            ).fetchall()
        return [Approval(*row) for row in found]


def prepare(folder: Path) -> None:
    """Make `.brief/`, private and kept out of git: it holds addresses."""
    if not folder.is_dir():
        folder.mkdir(parents=True, mode=0o700, exist_ok=True)
    ignore = folder / ".gitignore"
    if not ignore.exists():
        ignore.write_text("*\n", encoding="utf-8")


def sync_folder(folder: Path) -> None:
    """Have the names in a folder on the disk; Windows journals them and has no way to ask."""
    if os.name != "nt":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _create(path: Path) -> None:
    """Make a ledger aside and give it its name, so that whoever opens it finds it whole; one run
    at a time, so that none takes the place of another's."""
    with path.with_name("ledger.lock").open("a+b") as file:
        _lock(file, wait=True)
        if path.exists():
            return
        draft = path.with_name(f"{path.name}.new")
        for leftover in ("", "-wal", "-shm"):
            path.with_name(f"{draft.name}{leftover}").unlink(missing_ok=True)
        os.close(os.open(draft, os.O_CREAT | os.O_WRONLY, 0o600))
        with closing(_connect(draft)) as connection:
            _ready(connection, draft)
        draft.rename(path)
        sync_folder(path.parent)


def _connect(path: Path) -> sqlite3.Connection:
    # Autocommit, so that transactions are exactly those of `commit`; the committing thread of a
    # sending is not the one that opened the file.
    connection = sqlite3.connect(path, timeout=10, isolation_level=None, check_same_thread=False)
    with closing(connection.cursor()) as cursor:
        cursor.execute("PRAGMA secure_delete = ON")
    return connection


def _ready(db: sqlite3.Connection, path: Path) -> None:
    version = db.execute("PRAGMA user_version").fetchone()[0]
    application = db.execute("PRAGMA application_id").fetchone()[0]
    if version > SCHEMA:
        raise BriefError(
            f"the ledger {path.parent.name}/{path.name} was written by a newer brief "
            f"(format {version}; this one knows {SCHEMA})",
            help="use that version of brief; nothing was sent and nothing was changed",
        )
    empty = not db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if not empty and application != _APPLICATION:
        raise BriefError(
            f"{path.parent.name}/{path.name} is not a ledger of brief",
            help="move it away, or put the ledger back from a backup",
        )
    if not empty and db.execute("PRAGMA quick_check").fetchone()[0] != "ok":
        raise sqlite3.DatabaseError("the file is damaged")
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = FULL")
    if empty:
        db.execute("BEGIN IMMEDIATE")
        if not db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            for statement in _TABLES.split(";\n"):
                if statement.strip():
                    db.execute(statement)
            db.execute(f"PRAGMA application_id = {_APPLICATION}")
            db.execute(f"PRAGMA user_version = {SCHEMA}")
        db.execute("COMMIT")


@contextmanager
def sole_sender(folder: Path) -> Iterator[None]:
    """Hold the workspace's right to send; a `BriefError` when another run has it."""
    with told():
        prepare(folder)
        lock = (folder / "sending.lock").open("a+b")
    with lock as file:
        try:
            _lock(file, wait=False)
        except OSError as error:
            raise BriefError(
                "another run is sending from this workspace",
                help="wait until it has ended; `brief outbox` shows how far it is",
            ) from error
        yield


def _lock(file: IO[bytes], *, wait: bool) -> None:
    """Hold a file for this process until it is closed; `OSError` where another has it."""
    if os.name == "nt":
        import msvcrt

        mode = msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK  # type: ignore[attr-defined]
        msvcrt.locking(file.fileno(), mode, 1)  # type: ignore[attr-defined]
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
