"""`python -m tests.mutants`: every fault in the repository's dossier, and harmless changes.

Prints two tables: faults that `check --strict` must refuse with the right code, and renderings
that it must let pass.  `--every N` takes each N-th.  Exits 1 where a fault survives or a rendering
fails.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.mutants import harmless
from tests.mutants.measure import measure, show
from tests.mutants.workbench import ROOT, Workbench


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("--every", type=int, default=1, metavar="N")
    parser.add_argument("--start", type=int, default=0, metavar="K", help="the first one taken")
    parser.add_argument("--fault", default="", help="only faults whose name begins so")
    parser.add_argument("--dossier", type=Path, default=ROOT / "sources/washington-2025")
    parser.add_argument("--harmless", action="store_true", help="only the harmless renderings")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bench = Workbench(options.dossier, Path(folder))
        results = (
            [] if options.harmless else measure(bench, options.every, options.fault, options.start)
        )
        if results:
            print(show(results), end="\n\n")
        passed = harmless.harmless(bench, options.every) if not options.fault else []
        if passed:
            print(harmless.show(passed))
    survived = any(r.survived for r in results)
    return 1 if survived or any(codes for _, codes in passed) else 0


if __name__ == "__main__":
    sys.exit(main())
