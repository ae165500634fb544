"""The quick reader of plain YAML reads what libyaml reads, every value at the same place, or leaves
it to libyaml."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from brief.dossier.events import read_events
from brief.dossier.findings import Findings
from brief.dossier.nodes import Mapping, Node, Scalar, Sequence, read_nodes
from brief.dossier.plain import read_plain

ROOT = Path(__file__).parents[2]
FILES = sorted(
    path
    for folder in ("sources", "brief", "tests/dossiers")
    for path in (ROOT / folder).rglob("*.yaml")
)


def flat(node: Node) -> Any:
    """A node with every place, as plain values."""
    at = (node.line, node.column, node.length)
    if isinstance(node, Scalar):
        return node.value, at
    if isinstance(node, Sequence):
        return at, [flat(item) for item in node.items]
    return at, {(flat(key), position): flat(v) for position, (key, v) in enumerate(node.pairs)}


def is_read_alike(text: str) -> bool:
    """Whether the quick reader reads the text; asserts that libyaml then reads the same of it."""
    quick = read_plain(text)
    if quick is None:
        return False
    findings = Findings("x.yaml")
    whole, _ = read_events(text, findings)
    assert findings.found == [], text
    assert whole is not None, text
    assert flat(quick) == flat(whole), text
    return True


def test_dossiers_are_read_alike_and_mostly_by_the_quick_reader() -> None:
    assert len(FILES) > 15
    read = [is_read_alike(path.read_text("utf-8")) for path in FILES]
    assert sum(read) >= 0.9 * len(read)


# Pieces of YAML, sound and broken, put together at random; then records as people write them.
PIECES = (
    "- ", "-", "a: ", "b:", "c: ", "a.b: ", "  ", "    ", " ", "\n", "\n", "\n  ", "\n    ", "\n\n",
    "x", "word two", "it's", '"q"', "'s'", "''", '""', "[a, b]", "[]", "{k: v}", "{a: b, c: 'd'}",
    "[a, [b]]", ">-", "|", "|-", ">", "#c", " # d", "  # e", ":", "é", "“x”", "…", "?", "!t", "&a",
    "*a", "%", "@", "[T]he", "a:b", "x: y", "- - z", "---", "...", "~", "{}", "[a,b ,c ]", ",", "0",
    "-1.2", "- -3", "{a: , b}", "[x y: z]", "[it's, \"q\", 'w''e']", "\\", '"a\\"b"', "'", '"',
    "{a: [x, y], b: {c: d}}", "[{a: b}, c]", "[a, b]  # c", "[[]]", "  #", "key:  # e", "\t",
    "\u2028", "\ufeff", "\u00a0", "'it''s'  # \"q\" 's'", '"x" y', "a" * 300 + ": b",
)  # fmt: skip
LINES = ("one", "two  words", "#x", "- y", "k: v", "", "   ", " deeper", "ends:")


def soup(pick: random.Random) -> str:
    """Pieces in any order."""
    return "".join(pick.choices(PIECES, k=pick.randint(2, 14))) + pick.choice(["\n", "\n", ""])


def block(pick: random.Random, depth: int) -> str:
    """A mapping or a list, most of it sound."""
    pad = "  " * depth
    if pick.random() < 0.6:
        rows = [f"{pad}k{n}:{value(pick, depth)}" for n in range(pick.randint(1, 3))]
    else:
        rows = [f"{pad}-{value(pick, depth)}" for _ in range(pick.randint(1, 3))]
    return "\n".join(rows)


def value(pick: random.Random, depth: int) -> str:
    """What stands after a key or a dash."""
    kind = pick.random()
    if kind < 0.3:
        more = "\n" + "  " * (depth + pick.randint(0, 2)) + "more text"
        return " " + pick.choice(PIECES[14:]) + pick.choice(["", " ", "  # c", " #c", more, "\n"])
    if kind < 0.5 and depth < 4:
        return "\n" + block(pick, depth + pick.choice([0, 1, 1, 1, 2]))
    if kind < 0.6:
        return " " + block(pick, depth + 1).lstrip()
    if kind < 0.75:
        rows = "".join(
            "\n" + "  " * (depth + 1) + pick.choice(LINES) for _ in range(pick.randint(0, 4))
        )
        return " " + pick.choice([">-", "|", ">", "|-", "|+", ">2"]) + rows
    return pick.choice(["", " plain", " x y", " [a, b]", " 'q'"])


@pytest.mark.parametrize("seed", range(8))
def test_any_text_is_read_alike_or_left_to_libyaml(seed: int) -> None:
    pick = random.Random(seed)
    read = 0
    for _ in range(600):
        read += is_read_alike(soup(pick))
        read += is_read_alike(block(pick, 0) + pick.choice(["\n", "", "\n\n"]))
    assert read > 100  # else nothing was held against anything


@pytest.mark.parametrize(
    "text",
    [
        "a: b\na: c\n",
        "a: x # y\n",
        "a: &b c\n",
        "a: !b c\n",
        "a: *b\n",
        "a:\n\tb\n",
        "--- a\n",
        "a: [T]he\n",
        "a: one: two\n",
        "- [" * 30,
        "a:\n b:\n  c:\n   d: [" * 3,
    ],
)
def test_what_must_be_told_is_left_to_libyaml(text: str) -> None:
    assert read_plain(text) is None


def test_a_long_text_is_read_in_linear_time() -> None:
    for text in (
        "a: " + "x" * 200_000,
        "a: " + "- " * 100_000,
        "- " * 100_000,
        "a: '" + "''" * 100_000,
        "a: [" + "b, " * 60_000,
        "a: {" + "b: c, " * 30_000,
        "a:\n" + "  b\n" * 50_000,
        "a: [" + "[" * 100_000,
        " " * 200_000 + "a: b\n",
    ):
        read_plain(text)
    findings = Findings("x.yaml")
    many = "".join(f"- a: b{n}\n  c: [d, e]\n" for n in range(20_000))
    assert isinstance(read_nodes(many.encode(), findings), Sequence)
    assert not isinstance(read_nodes(b"a: b\n", findings), Sequence | Scalar)
    assert isinstance(read_nodes(b"a: b\n", findings), Mapping)


def test_a_plainly_written_dossier_is_read_without_yaml_and_without_pydantic() -> None:
    reading = (
        "import sys; from pathlib import Path; from brief.dossier import load; "
        "folder = Path(sys.argv[1]); dossier, _ = load(folder, folder); "
        "sys.exit(dossier is None or bool({'yaml', 'pydantic'} & sys.modules.keys()))"
    )
    example = str(ROOT / "brief" / "_example")
    command = [sys.executable, "-c", reading, example]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == 0
