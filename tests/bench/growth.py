"""How cost grows: the CPU of a size over that of half of it, near two where it is linear."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.bench.measure import Command, Wrong
from tests.bench.quotes import Quotes
from tests.bench.workspace import Workspace

MOST = 2.4  # what issue 8 allows


class Step(NamedTuple):
    """One size: what grows, how much there is, CPU seconds, the ratio to half of it, MB."""

    what: str
    size: str
    cpu: float
    ratio: float | None
    memory: float


def steps(folder: Path, peers: Path | None, turns: int) -> Iterator[Step]:
    """All doublings; each size is measured `turns` times and the least counts, which is what a
    noisy machine disturbs least."""
    before: dict[str, float] = {}

    def step(what: str, size: str, command: Command) -> Step:
        runs = [command.run() for _ in range(turns)]
        if any(run.code != 0 for run in runs):
            raise Wrong(f"{what} at {size} failed")
        cpu = min(run.cpu for run in runs)
        half, before[what] = before.get(what), cpu
        return Step(what, size, cpu, cpu / half if half else None, max(r.memory for r in runs))

    for times in (23, 46, 91, 182):
        workspace = Workspace(folder / f"facts-{times}", times, peers)
        size = f"{workspace.items:,} facts and notes"
        yield step("check, cold", size, workspace.command("check", "-q", cached=False))
        workspace.generate("docx").run()
        yield step("DOCX, dossier cached", size, workspace.generate("docx"))
        yield step("PDF, dossier cached", size, workspace.generate("pdf"))
        workspace.verify("pdf")
    for quotes, sources in ((2500, 500), (5000, 1000), (10_000, 2000)):
        made = Quotes(folder / f"quotes-{quotes}", quotes, sources, 50_000)
        size = f"{quotes:,} quotes, {sources * 50 // 1000} MB of sources"
        yield step("check of quotes, cold", size, made.check(cached=False))
        made.check(cached=True).run()
        yield step("check of quotes, cached", size, made.check(cached=True))
