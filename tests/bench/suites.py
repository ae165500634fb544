"""The suites: what is measured, against what, and what issue 8 asks of it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from tests.bench.measure import ROOT, Command, Row, Wrong, pairs
from tests.bench.quotes import Quotes
from tests.bench.workspace import Workspace

CLICK = Command((sys.executable, "-c", "import click"), ROOT)
BOTH = "docx,pdf"
COPIES = 100


class Peers:
    """The programs to be held against: (f) and the rivals in a folder, or our own floor."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self.name = "(f)" if folder else "floor"

    def floor(self, workspace: Workspace, formats: str = BOTH) -> Command:
        """The plain python-docx and platypus program on the workspace's content."""
        if self.folder is not None:
            return self._theirs(self._python(), "f_floor.py", workspace, formats)
        only = () if formats == BOTH else (formats,)
        script = str(Path(__file__).with_name("floor.py"))
        arguments = (sys.executable, script, str(workspace.json), str(workspace.out), *only)
        return Command(arguments, ROOT)

    def rivals(self, workspace: Workspace) -> Iterator[tuple[str, Command]]:
        """The rivals whose programs can be run here, fastest first."""
        if self.folder is None:
            return
        for name, script in (("docxtpl + Typst (endnotes)", "j_combo.py"),):
            command = self._theirs(self._python(), script, workspace, BOTH)
            if command.run().code == 0:
                yield name, command
            else:
                print(f"({name} cannot be run here)", file=sys.stderr)

    def citations(self) -> Path | None:
        """`citations`, where it is installed beside the rivals."""
        path = self.folder / "venv" / "bin" / "citations" if self.folder else None
        return path if path is not None and path.is_file() else None

    def _python(self) -> str:
        assert self.folder is not None
        return str(self.folder / "venv" / "bin" / "python")

    def _theirs(self, python: str, script: str, workspace: Workspace, formats: str) -> Command:
        assert self.folder is not None
        only = () if formats == BOTH else ("--only", formats)
        path = str(self.folder / "peers" / script)
        return Command((python, path, str(workspace.json), str(workspace.out), *only), self.folder)


class Suites:
    """Each method is a suite: it yields the rows of the table."""

    def __init__(self, folder: Path, peers: Peers, turns: int | None) -> None:
        self.folder = folder
        self.peers = peers
        self.turns = turns

    def one(self) -> Iterator[Row]:
        """One brief: 55 facts, 4 pages, 55 notes."""
        workspace = self._workspace(1)
        yield from self._made(workspace, "one brief, both", BOTH, "dossier cached", 9, "0.48 0.35")
        edited = "facts just edited"
        yield from self._made(workspace, "one brief, both", BOTH, edited, 7, "0.8 0.6")
        yield from self._made(workspace, "one brief, both", BOTH, "cold", 5, "")
        yield from self._made(workspace, "one brief, DOCX", "docx", "dossier cached", 7, "0.5 0.38")
        yield from self._made(workspace, "one brief, PDF", "pdf", "dossier cached", 7, "0.6 0.45")
        for name, command in self.peers.rivals(workspace):
            base = self.peers.floor(workspace)
            yield pairs(name, "", command, base, self.peers.name, self.turns or 3)

    def x10(self) -> Iterator[Row]:
        """Ten times as much."""
        workspace = self._workspace(10)
        for kind in ("docx", "pdf"):
            case = f"tenfold, {kind.upper()}"
            yield from self._made(workspace, case, kind, "dossier cached", 3, "")

    def x100(self) -> Iterator[Row]:
        """A hundred times as much: 5,500 facts, 300 pages, 5,500 notes."""
        workspace = self._workspace(100)
        for kind, goals in (("docx", "0.15 0.08"), ("pdf", "0.35 0.2")):
            case = f"hundredfold, {kind.upper()}"
            yield from self._made(workspace, case, kind, "dossier cached", 1, goals)

    def batch(self) -> Iterator[Row]:
        """A hundred numbered copies of both files, each recipient's name on every page."""
        workspace = Workspace(self.folder / "batch", 1, self.peers.folder)
        ours = workspace.numbered(COPIES)
        self._must(ours)
        theirs = self.peers.floor(workspace)
        base = theirs._replace(arguments=(*theirs.arguments, "--batch", str(COPIES)))
        case = f"{COPIES} numbered copies, both"
        row = pairs(case, "dossier cached", ours, base, self.peers.name, self.turns or 1)
        workspace.verify(BOTH, COPIES)
        yield row._replace(floor="0.2", aim="0.1")

    def check(self) -> Iterator[Row]:
        """`brief check` of 1,000 quotations over 100 sources of 4 kB."""
        quotes = Quotes(self.folder / "check", 1000, 100, 4000)
        program = self.peers.citations()
        base, name = (quotes.theirs(program), "citations verify") if program else (CLICK, "click")
        case = "check of 1,000 quotes"
        turns = self.turns or 5
        goals = ("0.75", "0.35") if program else ("", "")
        row = pairs(case, "cold", quotes.check(cached=False), base, name, turns)
        yield row._replace(floor=goals[0], aim=goals[1])
        quotes.check(cached=True).run()
        goals = ("0.25", "0.17") if program else ("", "")
        row = pairs(case, "dossier cached", quotes.check(cached=True), base, name, turns)
        yield row._replace(floor=goals[0], aim=goals[1])

    def nothing(self) -> Iterator[Row]:
        """`generate` where nothing changed."""
        workspace = self._workspace(1)
        self._must(workspace.command("generate", "-t", "bench"))
        command = workspace.command("generate", "-t", "bench")
        row = pairs("nothing changed", "nothing", command, CLICK, "import click", self.turns or 11)
        yield row._replace(floor="1.4", aim="1.15")

    def help(self) -> Iterator[Row]:
        """`brief --help`."""
        workspace = self._workspace(1)
        command = workspace.command("--help")
        row = pairs("--help", "nothing", command, CLICK, "import click", self.turns or 11)
        yield row._replace(floor="1.3", aim="1.1")

    def floor(self) -> Iterator[Row]:
        """Our own floor against (f), which it should equal."""
        if self.peers.folder is None:
            raise Wrong("name the rivals' folder with --peers")
        workspace = self._workspace(1)
        for formats in (BOTH, "docx", "pdf"):
            ours = Peers(None).floor(workspace, formats)
            base = self.peers.floor(workspace, formats)
            yield pairs(f"our floor, {formats}", "", ours, base, "(f)", self.turns or 9)

    def _workspace(self, times: int) -> Workspace:
        folder = self.folder / f"x{times}"
        if times not in self._made_already:
            self._made_already[times] = Workspace(folder, times, self.peers.folder)
        return self._made_already[times]

    def _made(
        self, workspace: Workspace, case: str, formats: str, state: str, turns: int, goals: str
    ) -> Iterator[Row]:
        if state == "dossier cached":
            self._must(workspace.generate(formats))
        base = self.peers.floor(workspace, formats)
        ours = workspace.generate(formats, state)
        row = pairs(case, state, ours, base, self.peers.name, self.turns or turns)
        workspace.verify(formats)
        floor, _, aim = goals.partition(" ")
        yield row._replace(floor=floor, aim=aim)

    def _must(self, command: Command) -> None:
        if command.run().code != 0:
            raise Wrong("brief generate failed")

    _made_already: dict[int, Workspace] = {}


SUITES = ("one", "x10", "x100", "batch", "check", "nothing", "help")
