"""Workspaces of the benchmark: a dossier of each size, its template trusted, its files read."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from itertools import count
from pathlib import Path

from tests.bench import content as contents
from tests.bench import dossier as dossiers
from tests.bench.content import Content
from tests.bench.measure import Command, Wrong, brief

_edits = count(1)


class Workspace:
    """A workspace with the content `times` over, and the same content as JSON for others."""

    def __init__(
        self, folder: Path, times: int, peers: Path | None, content: Content | None = None
    ) -> None:
        self.folder = folder
        self.cache = folder / "cache"
        self.settings = folder / "settings"
        self.out = folder / "theirs"
        self.content: Content = contents.scaled(content or _base(peers), times)
        folder.mkdir(parents=True)
        dossiers.write(self.content, folder)
        self.json = folder / "content.json"
        self.json.write_text(json.dumps(self.content, ensure_ascii=False), encoding="utf-8")
        self._trust()
        self._must("lock")

    @property
    def items(self) -> int:
        """How many items there are, and so notes."""
        return sum(len(self.content[key]) for key in dossiers.KINDS)

    def command(self, *arguments: str, cached: bool = True) -> Command:
        """A command of ours in this workspace."""
        cache = self.cache if cached else None
        return brief(*arguments, folder=self.folder, cache=cache, settings=self.settings)

    def generate(self, formats: str, state: str = "dossier cached") -> Command:
        """Generate whatever stands already, in one of the states that a row names."""
        made = self.command(
            "generate", "-t", "bench", "-f", formats, "--force", cached=state != "cold"
        )
        return made._replace(before=self.edit) if state == "facts just edited" else made

    def numbered(self, copies: int) -> Command:
        """Generate numbered copies of both files for that many recipients, all cached but them."""
        folder = self.folder / "sources" / "bench"
        audience = "format: 1\naudiences:\n  - audience: all\n    clearance: TLP:CLEAR\n"
        (folder / "audiences.yaml").write_text(f"{audience}    numbered: yes\n")
        people = "".join(
            f"  - {{address: r{n}@people.example, name: Stakeholder {n:03d}, audience: all}}\n"
            for n in range(copies)
        )
        (folder / "recipients.yaml").write_text(f"format: 1\nrecipients:\n{people}")
        return self.command("generate", "-t", "bench", "-a", "all", "--force", "-q")

    def pages(self) -> int:
        """How many pages the newest PDF has, as PDFium counts them; in a child, as `verify`."""
        newest = max(self.folder.glob("out/*/*/*/*.pdf"), key=lambda path: path.stat().st_mtime_ns)
        count = "import pypdfium2, sys; print(len(pypdfium2.PdfDocument(sys.argv[1])))"
        return int(subprocess.check_output([sys.executable, "-c", count, newest]))

    def edit(self) -> None:
        """Change every file of facts, so that all are read and all are checked again."""
        number = next(_edits)
        for path in (self.folder / "sources" / "bench" / "facts").glob("*.yaml"):
            text = path.read_text("utf-8").partition("# edit")[0]
            path.write_text(f"{text}# edit {number} of {os.getpid()}\n", encoding="utf-8")

    def verify(self, formats: str, copies: int = 1) -> None:
        """Read the finished files back; `Wrong` where a note is missing, a file is not what its
        manifest says, or there are not as many of each format as `copies`.

        It is done in a child: a process that is large counts in the peak memory of what it starts.
        """
        child = os.fork()
        if child == 0:
            code = 1
            try:
                self._verify(formats, copies)
                code = 0
            except Wrong as error:
                print(f"error: {error}", file=sys.stderr)
            finally:
                os._exit(code)
        if os.waitpid(child, 0)[1] != 0:
            raise Wrong("a finished file is wrong")

    def _verify(self, formats: str, copies: int) -> None:
        from brief.editions import read_docx, read_pdf
        from brief.editions.manifest import read
        from brief.editions.store import altered

        editions = self.folder / "out" / "bench"
        newest = max(
            (path.parent for path in editions.glob("*/*/manifest.json")),
            key=lambda path: path.stat().st_mtime_ns,
        )
        manifest = read(newest)
        if wrong := altered(newest, manifest):
            raise Wrong(f"not what the manifest says: {wrong}")
        wanted = formats.split(",")
        files = [file for file in manifest.files if file.format in wanted]
        if [file.format for file in files] != [one for one in wanted for _ in range(copies)]:
            raise Wrong(f"these files were made: {[file.path for file in manifest.files]}")
        for file in files:
            data = (newest / file.path).read_bytes()
            if file.format == "docx":
                found = len(read_docx.read(data).numbered_notes())
            else:
                found = len(read_pdf.read(data).notes)
            if found != self.items:
                raise Wrong(f"{file.path} has {found} notes, {self.items} were issued")

    def _trust(self) -> None:
        from brief.templating import packs, trust

        trust.record(packs.find("bench", self.folder), self.settings / "brief")

    def _must(self, *arguments: str) -> None:
        run = self.command(*arguments).run()
        if run.code != 0:
            raise Wrong(f"brief {' '.join(arguments)} ended with {run.code}")


def _base(peers: Path | None) -> Content:
    if peers is None:
        return contents.synthetic()
    return contents.load(peers / "data" / "facts_1.json")
