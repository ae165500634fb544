"""Runs the benchmark: `python -m tests.bench [SUITE ...] [--peers DIR] [-n PAIRS] [--write]`.

Suites: one, x10, x100, batch, check, nothing, help, growth, floor; `all` (the default) is all but
the last two.  Ratios are of CPU time of whole process trees, run in turn; absolute times depend on
the machine.  It fails where a program fails or a file is wrong, never because it was slow.
"""

from __future__ import annotations

import argparse
import compileall
import os
import platform
import sys
import tempfile
from datetime import date
from pathlib import Path

from tests.bench import growth
from tests.bench.measure import ROOT, Row, Wrong
from tests.bench.suites import SUITES, Peers, Suites

PAGE = ROOT / "docs" / "performance.md"


def main() -> int:
    """The exit code: 0, or 1 where something is wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    names = (*SUITES, "growth", "floor", "all")
    parser.add_argument("suites", nargs="*", choices=names, default="all", metavar="SUITE")
    parser.add_argument("--peers", type=Path, default=os.environ.get("PEERS") or None)
    parser.add_argument("-n", type=int, default=None, help="pairs a row")
    parser.add_argument("--write", action="store_true", help="keep the table in docs/")
    asked = parser.parse_args()
    peers = Path(asked.peers).resolve() if asked.peers else None
    wanted = [*SUITES] if "all" in asked.suites else asked.suites

    compileall.compile_dir(ROOT / "brief", quiet=1)
    if peers:
        compileall.compile_dir(peers / "peers", quiet=1)
    lines: dict[str, list[str]] = {"table": [], "growth": []}
    with tempfile.TemporaryDirectory(prefix="brief-bench-") as temporary:
        suites = Suites(Path(temporary), Peers(peers), asked.n)
        try:
            for name in wanted:
                if name == "growth":
                    lines["growth"] += _growth(Path(temporary), peers, asked.n)
                    continue
                for row in getattr(suites, name)():
                    lines["table"].append(_said(_row(row), first=not lines["table"]))
        except Wrong as error:
            print(f"error: {error}", file=sys.stderr)
            return 1
    if asked.write:
        for mark, rows in lines.items():
            if rows:
                _keep(mark, rows)
    return 0


HEAD = (
    "| case | state | ours, CPU s | against | its CPU s | ratio | pairs' range | asked | aim "
    "| peak MB | pairs |\n|---|---|---|---|---|---|---|---|---|---|---|"
)


def _row(row: Row) -> str:
    return (
        f"| {row.case} | {row.state} | {row.cpu:.3f} | {row.against} | {row.base:.3f} "
        f"| **{row.ratio:.2f}** | {row.low:.2f} to {row.high:.2f} | {row.floor} | {row.aim} "
        f"| {row.memory:.0f} | {row.pairs} |"
    )


def _said(line: str, first: bool, head: str = HEAD) -> str:
    if first:
        print(head)
    print(line, flush=True)
    return line


def _growth(folder: Path, peers: Path | None, turns: int | None) -> list[str]:
    sizes = growth.Sizes(turns=turns) if turns else growth.Sizes()
    lines: list[str] = []
    for one in growth.series(folder / "growth", peers, sizes):
        lines.append(_said(growth.row(one), first=not lines, head=growth.HEAD))
        if max(one.ratios) > growth.MOST:
            print(f"(more than {growth.MOST}: {one.what})", file=sys.stderr)
    return lines


def _keep(mark: str, rows: list[str]) -> None:
    """Put the rows between the page's marks, with the date and what kind of machine it was."""
    text = PAGE.read_text("utf-8")
    begin, end = f"<!-- {mark}: begin -->", f"<!-- {mark}: end -->"
    before, _, rest = text.partition(begin)
    _, _, after = rest.partition(end)
    head = HEAD if mark == "table" else growth.HEAD
    cores = os.cpu_count()
    machine = f"{platform.system()}, {platform.machine()}, {cores} cores"
    told = f"{date.today().isoformat()}; {machine}; Python {platform.python_version()}."
    body = "\n".join([begin, told, "", head, *rows, end])
    PAGE.write_text(before + body + after, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
