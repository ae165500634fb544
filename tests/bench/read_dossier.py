"""CPU seconds to read, and to check, a dossier of many quotes, each run in a process of its own,
with nothing cached and with all cached.

    python tests/bench/read_dossier.py [QUOTES SOURCES BYTES_A_SOURCE]

Without numbers: 1,000 quotes over 100 sources of 4 kB, then ten times and twenty times as many
facts, whose ratio must stay near two.  Compile first: `python -m compileall -q brief`.
"""

from __future__ import annotations

import os
import random
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

TEXT = (
    "the minister said that a new agreement on trade and energy would be signed by both sides "
    "before the end of this year and that further talks about rail ports grain copper uranium "
    "were expected in the coming months although no date had been given by either government"
)
WORDS = TEXT.split()


def write_dossier(folder: Path, quotes: int, sources: int, size: int) -> None:
    """A dossier of quotes with clauses, each unique in its snapshot."""
    pick = random.Random(1)
    (folder / "facts").mkdir(parents=True)
    (folder / "snapshots").mkdir()
    held = ["format: 1\nsources:\n"]
    each = quotes // sources
    facts: list[str] = []
    for source in range(sources):
        paragraphs: list[str] = []
        length = number = 0
        while length < size or number < each:
            said = " ".join(pick.choices(WORDS, k=14)) + f" point {source} of {number}"
            filler = " ".join(pick.choices(WORDS, k=18)).capitalize()
            paragraph = f"{filler}. “{said.capitalize()},” Mara Holt said. Later."
            paragraphs.append(paragraph)
            length += len(paragraph) + 2
            if number < each:
                facts.append(
                    f"  - quote: q-{source}-{number}\n    from: s{source}\n"
                    f"    words: {said.capitalize()}\n"
                    "    clause: Mara Holt said\n"
                    "    speaker: person\n    via: []\n"
                )
            number += 1
        (folder / "snapshots" / f"s{source}.txt").write_text("\n\n".join(paragraphs))
        held.append(
            f"  - source: s{source}\n    snapshot: snapshots/s{source}.txt\n"
            "    outlet: {supplied: Outlet, by: bench}\n"
            f"    short: Outlet {source}\n    title: not stated\n    author: not stated\n"
            "    published: not stated\n    url: not stated\n    descriptor: A text.\n"
        )
    (folder / "sources.yaml").write_text("".join(held))
    (folder / "names.yaml").write_text(
        "format: 1\nnames:\n  - person: person\n    name: Mara Holt\n"
    )
    (folder / "dossier.yaml").write_text(
        "format: 1\ntitle: T\nshort-title: T\nsubject: S\nlanguage: en\nas-of: 2026-11-21\n"
        'edition: "1"\noutline:\n  body:\n    - quotes\n'
    )
    for part in range(0, len(facts), 1000):
        (folder / "facts" / f"f{part:06}.yaml").write_text(
            "format: 1\nfacts:\n" + "".join(facts[part : part + 1000])
        )


CHILD = """
import sys
from pathlib import Path
if sys.argv[3] != "none":
    from brief.dossier import load
    cache = Path(sys.argv[2]) if sys.argv[3] == "cached" else None
    dossier, found = load(Path(sys.argv[1]), Path(sys.argv[1]), cache)
    assert dossier is not None and not [d for d in found if d.severity == "error"], found[:3]
    assert sys.argv[3] != "cached" or len(sys.argv) > 4 or "yaml" not in sys.modules
"""


def cpu(*arguments: str) -> float:
    """CPU seconds of a child process that loads a dossier, user and system."""
    return cpu_of([sys.executable, "-c", CHILD, *arguments], None)


def cpu_of_check(folder: Path, cache: str) -> float:
    """CPU seconds of `brief check`; `cache` is its folder, or empty for none."""
    environment = {**os.environ, "BRIEF_CACHE": cache, "PYTHONPATH": str(Path.cwd())}
    return cpu_of([sys.executable, "-m", "brief", "check", "--quiet", str(folder)], environment)


def cpu_of(command: list[str], environment: dict[str, str] | None) -> float:
    """CPU seconds of a child process, user and system."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measure(quotes: int, sources: int, size: int) -> tuple[float, float]:
    """Medians of five runs: nothing cached, all cached."""
    with tempfile.TemporaryDirectory() as temporary:
        folder, cache = Path(temporary, "dossier"), Path(temporary, "cache")
        write_dossier(folder, quotes, sources, size)
        runs = 5 if quotes <= 1000 else 1
        bare = sorted(cpu(str(folder), str(cache), "none") for _ in range(runs))[runs // 2]
        first = sorted(cpu(str(folder), str(cache), "plain") for _ in range(runs))[runs // 2]
        cpu(str(folder), str(cache), "cached", "fill")
        kept = sorted(cpu(str(folder), str(cache), "cached") for _ in range(runs))[runs // 2]
        checked = sorted(cpu_of_check(folder, "") for _ in range(runs))[runs // 2]
        again = sorted(cpu_of_check(folder, str(cache)) for _ in range(runs))[runs // 2]
    print(
        f"{quotes} quotes, {sources} sources of {size // 1000} kB: nothing cached {first:.3f} s, "
        f"cached {kept:.3f} s (a bare interpreter {bare:.3f} s);"
        f" brief check {checked:.3f} s, cached {again:.3f} s"
    )
    return first, kept


def main() -> None:
    """Measure what was asked for, or the usual sizes."""
    if len(sys.argv) > 3:
        measure(*map(int, sys.argv[1:4]))
        return
    measure(1000, 100, 4000)
    one = measure(10_000, 1000, 50_000)
    two = measure(20_000, 2000, 50_000)
    print(f"twice as much takes {two[0] / one[0]:.2f} times, cached {two[1] / one[1]:.2f} times")


if __name__ == "__main__":
    main()
