"""Mutants put to the checks, and the table of what became of them."""

from __future__ import annotations

from brief.record import Record
from tests.mutants.generate import RIGHT, Mutant, mutants
from tests.mutants.workbench import Workbench


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
        """Not refused with a right code, though it is false of its passages."""
        return not self.right and not self.excused


def measure(bench: Workbench, every: int = 1, fault: str = "") -> list[Result]:
    """Each `every`-th mutant whose fault begins with `fault`, put to the checks."""
    chosen = [m for m in mutants(bench) if m.fault.startswith(fault)]
    return [
        Result(m, frozenset(bench.codes_of(m.file, list(m.changes)))) for m in chosen[::every]
    ]


def show(results: list[Result]) -> str:
    """The table, the equivalents by reason, what is a person's, and the survivors."""
    lines = [f"{'fault':<26}{'mutants':>8}{'refused':>9}{'right code':>12}{'survived':>10}"]
    live = [r for r in results if not r.excused]
    for fault in dict.fromkeys(r.mutant.fault for r in live):
        group = [r for r in live if r.mutant.fault == fault]
        refused = sum(bool(r.codes) for r in group)
        right = sum(r.right for r in group)
        lines.append(f"{fault:<26}{len(group):>8}{refused:>9}{right:>12}{len(group) - right:>10}")
    right = sum(r.right for r in live)
    lines.append(f"{'all':<26}{len(live):>8}{sum(bool(r.codes) for r in live):>9}{right:>12}{len(live) - right:>10}")
    lines += ["", "not counted: equivalents (still true) and what only a person can tell"]
    reasons = dict.fromkeys(r.mutant.equivalent or f"a person's: {r.mutant.person}" for r in results if r.excused)
    for reason in reasons:
        group = [r for r in results if r.excused and reason.endswith(r.mutant.equivalent or r.mutant.person)]
        caught = sum(bool(r.codes) for r in group)
        lines.append(f"  {len(group):>4}  {reason} ({caught} refused all the same)")
    survivors = [r for r in live if not r.right]
    if survivors:
        lines += ["", "survivors"]
        for r in survivors:
            lines.append(f"  {r.mutant.fault}: {r.mutant.where}: {r.mutant.shown[:110]} {sorted(r.codes) or ''}")
    return "\n".join(lines)
