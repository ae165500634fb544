"""`python -m tests.mutants`: every fault in the repository's own dossier, and harmless changes.

Prints two tables: faults that `check --strict` must refuse with the right code, and renderings that
it must let pass.  `--every N` takes each N-th mutant; `--survivors` lists those that were let pass.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.mutants.harmless import table as harmless_table
from tests.mutants.measure import measure, show
from tests.mutants.workbench import ROOT, Workbench


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("--every", type=int, default=1, metavar="N")
    parser.add_argument("--fault", default="", help="only faults whose name begins so")
    parser.add_argument("--dossier", type=Path, default=ROOT / "sources/washington-2025")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bench = Workbench(options.dossier, Path(folder))
        results = measure(bench, options.every, options.fault)
        print(show(results))
        harmless, failed = harmless_table(Path(folder) / "harmless")
        print(harmless)
    survived = [r for r in results if r.survived]
    return 1 if survived or failed else 0


if __name__ == "__main__":
    sys.exit(main())
