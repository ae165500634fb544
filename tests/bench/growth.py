"""How cost grows: the CPU of a size over that of half of it, near two where it is linear.

A dossier of ten times the usual size must take ten times as long and no more: 2.4 leaves room for
the noise of a machine, and for what grows with the logarithm.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from tests.bench import mail
from tests.bench.content import outlets, prose
from tests.bench.mail import Mail
from tests.bench.measure import Command, Run, Wrong
from tests.bench.quotes import Quotes
from tests.bench.workspace import Workspace

MOST = 2.4
_ENOUGH = 4.0  # CPU seconds: what takes longer in all is not run once more
_ANEW = 2  # times at most that a series is run anew


class Sizes(NamedTuple):
    """How far each series goes; every number is twice the one before, as near as it can be."""

    facts: tuple[int, ...] = (23, 46, 91, 182)  # times 55
    prose: tuple[int, ...] = (357, 715, 1430, 2860)  # paragraphs of 300 words, 0.35 pages each
    quotes: tuple[int, ...] = (1250, 2500, 5000, 10_000)
    passages: tuple[int, ...] = (1250, 2500, 5000, 10_000)  # of one source
    outlets: tuple[int, ...] = (1250, 2500, 5000, 10_000)
    recipients: tuple[int, ...] = (1250, 2500, 5000, 10_000)
    copies: tuple[int, ...] = (125, 250, 500, 1000)
    text: int = 50_000  # bytes of a source
    turns: int = 3  # runs of each size at most


Size = dict[str, float]  # what there is, and how much of it


class Series(NamedTuple):
    """One thing that grows: what was run, the sizes, and for each CPU seconds and peak MB."""

    what: str
    sizes: tuple[Size, ...]
    cpu: tuple[float, ...]
    memory: tuple[float, ...]

    @property
    def ratios(self) -> tuple[float, ...]:
        """CPU of each size over that of the size before."""
        return tuple(b / a for a, b in zip(self.cpu, self.cpu[1:], strict=False))


class _Step:
    """One size of a series: its command, how often it may be run at a time, and its runs so far."""

    def __init__(self, what: str, size: Size, command: Command, turns: int) -> None:
        self.what = what
        self.size = size
        self.turns = turns
        self.runs: list[Run] = []
        self._command = command

    def run(self) -> None:
        """Run it a few times, once where that takes long."""
        before = len(self.runs)
        while len(new := self.runs[before:]) < self.turns and sum(r.cpu for r in new) < _ENOUGH:
            self.runs.append(self._command.run())
            if self.runs[-1].code != 0:
                raise Wrong(f"{self.what} at {self.size} ended with {self.runs[-1].code}")


class _Table:
    """Measurements as they come in, size by size; of the runs of a size the least counts, which is
    what a noisy machine disturbs least."""

    def __init__(self, turns: int) -> None:
        self._turns = turns
        self._steps: dict[str, list[_Step]] = {}

    def measure(self, what: str, size: Size, command: Command, turns: int = 0) -> None:
        """Run the command, which may be run again later unless `turns` is 1."""
        step = _Step(what, size, command, turns or self._turns)
        step.run()
        self._steps.setdefault(what, []).append(step)

    def done(self) -> Iterator[Series]:
        """The series that were measured; one that seems to grow too fast is run anew, all sizes of
        it in turn, since a machine that was slow for a while shows in the ratio."""
        for what, steps in self._steps.items():
            found = _series(what, steps)
            for _ in range(_ANEW):
                if max(found.ratios) <= MOST or steps[0].turns == 1:
                    break
                for step in steps:
                    step.run()
                found = _series(what, steps)
            yield found
        self._steps = {}


def _series(what: str, steps: list[_Step]) -> Series:
    return Series(
        what,
        tuple(step.size for step in steps),
        tuple(min(run.cpu for run in step.runs) for step in steps),
        tuple(max(run.memory for run in step.runs) for step in steps),
    )


def series(folder: Path, peers: Path | None, sizes: Sizes) -> Iterator[Series]:
    """All series, each when its last size is measured."""
    table = _Table(sizes.turns)
    for times in sizes.facts:
        _files(table, Workspace(folder / f"facts-{times}", times, peers), "")
    yield from table.done()
    for paragraphs in sizes.prose:
        content = prose(paragraphs)
        _files(table, Workspace(folder / f"pages-{paragraphs}", 1, None, content), " of prose")
    yield from table.done()
    for count in sizes.outlets:
        workspace = Workspace(folder / f"outlets-{count}", 1, None, outlets(count))
        check = workspace.command("check", "-q", cached=False)
        table.measure("check of outlets, cold", {"outlets": count}, check)
    yield from table.done()
    for quotes in sizes.quotes:
        _quotes(table, folder, quotes, quotes // 5, sizes.text)
    yield from table.done()
    for quotes in sizes.passages:
        _quotes(table, folder, quotes, 1, sizes.text)
    yield from table.done()
    for people in sizes.recipients:
        _sent(table, folder / f"mail-{people}", people)
    yield from table.done()
    for copies in sizes.copies:
        _copies(table, folder / f"copies-{copies}", copies)
    yield from table.done()


def _files(table: _Table, workspace: Workspace, kind: str) -> None:
    """Both files of a workspace, and its check where it has facts of every kind."""
    if workspace.generate("docx,pdf").run().code != 0:
        raise Wrong("brief generate failed")
    workspace.verify("docx,pdf")
    size: Size = {"facts and notes": workspace.items, "pages": workspace.pages()}
    if not kind:
        table.measure("check, cold", size, workspace.command("check", "-q", cached=False))
    for format in ("docx", "pdf"):
        made = workspace.generate(format)
        table.measure(f"{format.upper()}{kind}, dossier cached", size, made)


def _quotes(table: _Table, folder: Path, quotes: int, sources: int, text: int) -> None:
    made = Quotes(folder / f"quotes-{quotes}-{sources}", quotes, sources, text)
    what = "quotes of one source" if sources == 1 else "quotes"
    held = sum(path.stat().st_size for path in made.dossier.glob("snapshots/*"))
    size: Size = {"quotes": quotes, "MB of sources": held / 1e6}
    table.measure(f"check of {what}, cold", size, made.check(cached=False))
    made.check(cached=True).run()
    table.measure(f"check of {what}, cached", size, made.check(cached=True))


def _sent(table: _Table, folder: Path, people: int) -> None:
    """What is shown before sending, the sending, and the ledger after it."""
    made = Mail(Workspace(folder, 1, None), people)
    size: Size = {"recipients": people}
    table.measure("send, preview", size, made.preview())
    accepted = folder / "accepted"
    with mail.server(accepted) as port:
        mail.connect(made.workspace, port)
        table.measure("send, both files to each by SMTP", size, made.send(), turns=1)
    made.verify(accepted)
    table.measure("outbox, with each one's history", size, made.listing())


def _copies(table: _Table, folder: Path, copies: int) -> None:
    workspace = Workspace(folder, 1, None)
    command = workspace.numbered(copies)
    size: Size = {"recipients": copies}
    table.measure("numbered copies, both files", size, command, turns=1)
    workspace.verify("docx,pdf", copies)
    mail.connect(workspace, 25)
    table.measure("numbered copies, preview of sending", size, workspace.command("send", "-q"))


HEAD = "| what | sizes | CPU s | t(2n)/t(n) | peak MB |\n|---|---|---|---|---|"


def row(one: Series) -> str:
    """A series as the row of a table, its numbers in the order of its sizes."""
    kinds = [f"{_numbers([size[kind] for size in one.sizes], 0)} {kind}" for kind in one.sizes[0]]
    cells = (
        one.what,
        "; ".join(kinds),
        _numbers(one.cpu, 2),
        _numbers(one.ratios, 2),
        _numbers(one.memory, 0),
    )
    return f"| {' | '.join(cells)} |"


def _numbers(values: Iterable[float], digits: int) -> str:
    return " / ".join(f"{value:,.{digits}f}" for value in values)
