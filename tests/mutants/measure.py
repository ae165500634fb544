"""Mutants put to the checks, and the table of what became of them."""

from __future__ import annotations

from brief.record import Record
from tests.mutants.generate import RIGHT, Mutant, mutants
from tests.mutants.workbench import Workbench

# A name exchanged for another of its passage, where no word beside it tells, and a "not" put where
# the passage has other words: a person must see.
OPEN = ("name exchanged", "denial added", "denial dropped")


class Result(Record):
    """A mutant and the codes that it raised."""

    mutant: Mutant
    codes: frozenset[str]

    @property
    def right(self) -> bool:
        return bool(self.codes & RIGHT[self.mutant.fault])

    @property
    def excused(self) -> bool:
        return bool(self.mutant.equivalent or self.mutant.person)

    @property
    def survived(self) -> bool:
        """Not refused with a right code, though false of its passages; `OPEN` faults aside, which
        the table counts."""
        return not self.right and not self.excused and self.mutant.fault not in OPEN


def measure(bench: Workbench, every: int = 1, fault: str = "", start: int = 0) -> list[Result]:
    """Each `every`-th mutant from `start` on whose fault begins so, put to the checks."""
    chosen = [m for m in mutants(bench) if m.fault.startswith(fault)]
    return [
        Result(m, frozenset(bench.codes_of(m.file, list(m.changes)))) for m in chosen[start::every]
    ]


def show(results: list[Result]) -> str:
    """The table, the equivalents by reason, what is a person's, and the survivors."""
    lines = [f"{'fault':<26}{'mutants':>8}{'refused':>9}{'right code':>12}{'survived':>10}"]
    live = [r for r in results if not r.excused]
    for fault in dict.fromkeys(r.mutant.fault for r in live):
        lines.append(_row(fault, [r for r in live if r.mutant.fault == fault]))
    lines.append(_row("all", live))
    lines += ["", "not counted: equivalents (still true) and what only a person can tell"]
    excused = [r for r in results if r.excused]
    for reason in dict.fromkeys(_reason(r) for r in excused):
        group = [r for r in excused if _reason(r) == reason]
        caught = sum(bool(r.codes) for r in group)
        lines.append(f"  {len(group):>4}  {reason} ({caught} refused all the same)")
    survivors = [r for r in live if not r.right]
    lines += ["", "survivors"] if survivors else []
    lines += [f"  {r.mutant.fault}: {r.mutant.where}: {r.mutant.shown[:110]}" for r in survivors]
    return "\n".join(lines)


def _row(name: str, group: list[Result]) -> str:
    refused, right = sum(bool(r.codes) for r in group), sum(r.right for r in group)
    return f"{name:<26}{len(group):>8}{refused:>9}{right:>12}{len(group) - right:>10}"


def _reason(result: Result) -> str:
    mutant = result.mutant
    return mutant.equivalent or f"a person's: {mutant.person}"
