"""Score `brief.evidence.verify` on the labelled claims: `python -m tests.evidence.score`."""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from brief.evidence import verify
from tests.evidence.claims.generate import Case, cases

# What issue 3 asks of claims without declared evidence: least detected, most false alarms, in %.
AIMS = {
    "quote": (99.8, 0.5),
    "attribution": (97.0, 10.0),
    "number": (99.5, 1.0),
    "date": (99.5, 0.5),
    "name": (99.5, 0.5),
}


def run() -> tuple[dict[tuple[str, bool, str], list[int]], list[Case]]:
    """(kind, true, what was made) -> [right, all], and the cases decided wrongly."""
    table: dict[tuple[str, bool, str], list[int]] = defaultdict(lambda: [0, 0])
    wrong = []
    for case in cases():
        verdict = verify(case.source, case.claim)
        row = table[case.kind, case.true, case.made]
        row[1] += 1
        if verdict.supported == case.true:
            row[0] += 1
        else:
            wrong.append(case)
    return dict(table), wrong


def totals(table: dict[tuple[str, bool, str], list[int]]) -> dict[str, tuple[float, float]]:
    """For each kind: faults detected and false alarms, in per cent."""
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for (kind, true, _), (right, count) in table.items():
        sums[kind][0 if not true else 2] += right
        sums[kind][1 if not true else 3] += count
    return {
        kind: (100 * a / max(1, b), 100 - 100 * c / max(1, d))
        for kind, (a, b, c, d) in sums.items()
    }


def main(arguments: list[str]) -> int:
    """Print the table; with -v also each wrong decision.  1 when an aim is missed."""
    table, wrong = run()
    print(f"{'kind':<12} {'fault or rendering':<26} {'right':>6} {'of':>6} {'%':>7}")
    for (kind, true, made), (right, count) in sorted(
        table.items(), key=lambda item: (item[0][0], item[0][1], item[0][2])
    ):
        print(
            f"{kind:<12} {('= ' if true else 'x ') + made:<26} {right:>6} {count:>6} "
            f"{100 * right / count:>7.2f}"
        )
    missed = 0
    print()
    for kind, (detected, alarms) in sorted(totals(table).items()):
        least, most = AIMS[kind]
        good = detected >= least and alarms <= most
        missed += not good
        print(
            f"{kind:<12} detected {detected:6.2f} % (aim {least})   false alarms {alarms:5.2f} "
            f"% (aim {most})   {'ok' if good else 'MISSED'}"
        )
    if "-v" in arguments:
        for case in wrong:
            verdict = verify(case.source, case.claim)
            speaker = f" [{case.claim.speaker}]" if case.claim.speaker else ""
            print(
                f"\n{case.kind}/{case.made} true={case.true}: {case.claim.text}{speaker}\n   "
                f"{verdict.code} {verdict.message} | {case.claim.passage}"
            )
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
