"""A dossier's folder: its files read within its own bounds, and what was wrong with them."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from brief import TYPE_CHECKING
from brief.diagnostics import ERROR, Diagnostic, Span, UsageError
from brief.digests import sha256_of
from brief.dossier.cache import Cache
from brief.dossier.records import Document

if TYPE_CHECKING:
    from brief.dossier.tables import FileTable


class Files:
    """The files of one run.  `folder` must be there, else the call is wrong (`UsageError`).

    `inputs` has the sha256 of each file read; `dropped` the ids of records that could not be read,
    `unread` the kinds of thing a file of which could not.
    """

    def __init__(self, folder: Path, workspace: Path, cache: Path | None) -> None:
        if not folder.is_dir():
            raise UsageError(
                f"there is no folder {folder.name or folder}",
                help="`brief init` makes a workspace; dossiers are folders below its `sources`",
            )
        self._root = os.path.realpath(folder)
        self.folder = str(folder)
        base = os.path.realpath(workspace)
        inside = os.path.relpath(self._root, base).replace(os.sep, "/")
        self.relative = self._root.replace(os.sep, "/") if inside.startswith("..") else inside
        self.name = os.path.basename(self._root)  # noqa: PTH119
        self.cache = Cache(cache)
        self.found: list[Diagnostic] = []
        self.inputs: dict[str, str] = {}
        self.dropped: set[str] = set()
        self.unread: set[str] = set()

    def shown(self, name: str) -> str:
        """A file of the dossier as diagnostics name it."""
        return f"{self.relative}/{name}"

    def tell(self, code: str, message: str, span: Span, help: str = "", fact: str = "") -> None:
        """Add an error."""
        helps = (help,) if help else ()
        self.found.append(Diagnostic(code, ERROR, message, span, helps=helps, fact=fact))

    def holds(self, name: str) -> bool:
        """Whether the folder has something of this name."""
        return os.path.lexists(os.path.join(self.folder, *name.split("/")))  # noqa: PTH118

    def inside(self, name: str) -> bool:
        """Whether a file of the dossier really is in its folder."""
        real = self._real(name)
        return real == self._root or real.startswith(self._root + os.sep)

    def data(self, name: str, limit: int, span: Span) -> bytes | None:
        """A file of the dossier; None where it cannot be read, which is told at `span`."""
        real = self._real(name)
        if real != self._root and not real.startswith(self._root + os.sep):
            self.tell(
                "Y-PATH",
                f"`{name}` leads out of the dossier's folder",
                span,
                "put a copy of the file into the dossier",
            )
            return None
        try:
            status = os.stat(real)  # noqa: PTH116 - pathlib costs more
            if not stat.S_ISREG(status.st_mode):  # a pipe would be waited for without end
                self.tell("Y-READ", f"`{name}` is no file", span)
                return None
            if status.st_size > limit:
                self.tell("Y-SIZE", f"`{name}` is larger than {limit // 1024 // 1024} MB", span)
                return None
            with open(real, "rb") as file:  # noqa: PTH123 - pathlib costs more
                return file.read()
        except OSError as error:
            self.tell("Y-READ", f"`{name}` cannot be read: {error.strerror or error}", span)
            return None

    def _real(self, name: str) -> str:
        """Where a file of the dossier really is, links followed; only what may be a link is asked
        about, since the folder's own place is known."""
        path = self._root
        for step in name.split("/"):
            path = f"{path}{os.sep}{step}"
            if os.name == "nt" or step in ("", ".", "..") or os.path.islink(path):  # noqa: PTH114
                return os.path.realpath(os.path.join(self.folder, *name.split("/")))  # noqa: PTH118
        return path

    def document(
        self, name: str, table: FileTable, what: str, *, needed: bool = False
    ) -> Document | None:
        """A YAML file as read, from the cache where it is there."""
        from brief.dossier.tables import MAX_BYTES

        if not self.holds(name):
            if needed:
                self.unread.add(what)
                self.tell(
                    "Y-MISSING",
                    f"the folder holds no {name}",
                    Span(self.shown(name)),
                    "see docs/reference/dossier.md; `brief init` makes an example",
                )
            return None
        data = self.data(name, MAX_BYTES, Span(self.shown(name)))
        if data is None:
            self.unread.add(what)
            return None
        self.inputs[name] = sha256_of(data)
        document = self.cache.document(self.inputs[name], table)
        if document is not None:
            return document
        return self._parsed(name, data, table, what)

    def _parsed(self, name: str, data: bytes, table: FileTable, what: str) -> Document | None:
        from brief.dossier.findings import Findings
        from brief.dossier.nodes import read_nodes
        from brief.dossier.reader import read_document

        findings = Findings(self.shown(name))
        root = read_nodes(data, findings)
        document = read_document(root, table, findings)
        self.dropped |= findings.dropped
        self.found += findings.found
        if document is None or any(d.code == "Y-SYNTAX" for d in findings.found):
            self.unread.add(what)
        if document is not None and not findings.found:
            self.cache.keep_document(self.inputs[name], table, document)
        return document
