"""Whatever stands in the files, loading ends with findings: no exception, no hang, no escape."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from brief.dossier import load
from tests.dossier.small import FILES, REPORT, Small

# Bits that break parsers, in the manner of lists of naughty strings.
BITS = [
    "", " ", "\t", "\n", "\n\n", "\r", "\0", "\x07", "\x1b[2J", "\x7f", "\x85", "\u2028", "\u2029",
    "\ufeff", "\ufffe", "\uffff", "\u200b", "\u202e", "\u2066", "\u00ad", "\U000e0041", "\ue000",
    "e\u0301\u0301\u0301", "ﬁ", "Ⅷ", "١٢", "𝟙", "👩‍👩‍👧", "Ω≈ç√", "null", "~", "NaN", "no", "0x1F",
    "1e999", "-", "- ", "? ", ": ", ":", "::", " #", "#", "%", "%YAML 3.0\n---\n", "---", "...",
    "&a ", "*a", "!!python/object/apply:os.system [x]", "!", "!<tag:x>", "|", ">", ">-\n", "|9\n",
    "[", "]", "{", "}", "[[", "{{", "}}", "{a: b", "[a, b", ",", "'", '"', "''", '""', '"\\x"',
    '"\\ud800"', "`", "@", "$(id)", "<script>", "&amp;", "</para>", "../../etc/passwd", "\\",
    "…", " … ", "...", " ... ", "“", "”", "«", "‘", "’", "–", "—", "a" * 3000, "a " * 3000,
    "<<: *a", "=", "C:\\x", "CON", ".", "..", "/", "a\n  b\n c", "  - x: y\n", "format: 1\n",
]  # fmt: skip


def spoilt(text: str, pick: random.Random) -> str:
    """The text with one to three bits put in or in place of something."""
    for _ in range(pick.randint(1, 3)):
        at = pick.randint(0, len(text))
        end = min(len(text), at + pick.choice([0, 0, 0, 1, 2, 10, 40]))
        text = text[:at] + pick.choice(BITS) + text[end:]
    return text


@pytest.mark.parametrize("seed", range(150))
def test_files_spoilt_at_random_places(tmp_path: Path, seed: int) -> None:
    pick = random.Random(seed)
    small = Small(tmp_path)
    for name in pick.sample(sorted(FILES), pick.randint(1, 3)):
        data = spoilt(FILES[name], pick).encode("utf-8", "surrogatepass")
        if pick.random() < 0.1:
            at = pick.randint(0, len(data))
            data = data[:at] + bytes([pick.randint(0, 255)]) + data[at:]
        small.write(name, data)
    dossier, found = load(small.folder, small.workspace)
    assert (dossier is not None) or any(d.severity == "error" for d in found)
    for diagnostic in found:
        assert diagnostic.message
        assert "\n" not in diagnostic.message
        assert len(diagnostic.message) < 500
        assert diagnostic.span is not None
        assert not diagnostic.span.file.startswith("/")
    # Once more from a cache filled by the first: the same.
    cache = tmp_path / "cache"
    assert load(small.folder, small.workspace, cache) == load(small.folder, small.workspace, cache)


@pytest.mark.parametrize("bit", BITS, ids=range(len(BITS)))
def test_any_text_in_quotes_is_read_as_it_stands_or_refused(tmp_path: Path, bit: str) -> None:
    small = Small(tmp_path)
    quoted = bit.replace("'", "''")
    small.facts(
        f"  - point: p\n    text: 'A {quoted} b'\n    passage: The harbour board … on Monday.\n"
    )
    dossier, found = small.load()
    assert dossier is not None
    if not found:
        assert dossier.facts["p"].text("text").split() == f"A {bit} b".split()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("facts/facts.yaml", b"format: 1\nfacts: " + b"[" * 2_000_000),
        ("facts/facts.yaml", b"format: 1\nfacts:\n" + b"- " * 1_000_000),
        ("facts/facts.yaml", b"format: 1\nfacts:\n  - point: p\n    text: " + b"x" * 10_000_000),
        ("facts/facts.yaml", b"x" * 40_000_000),
        ("facts/facts.yaml", b"format: 1\nfacts:\n" + b"  - point: p\n    txt: x\n" * 20_000),
        ("facts/facts.yaml", b"format: 1\nfacts:\n" + b"  - point: p\n    text: [x] y\n" * 20_000),
        ("facts/facts.yaml", b"a: &a [x]\n" + b"b: [*a, *a, *a]\n" * 20_000),
        ("facts/facts.yaml", b"format: 1\n" + b"".join(b"k%d: v\n" % n for n in range(20_000))),
        ("snapshots/post.txt", b"a" * 10_000_000),
        ("snapshots/post.txt", b"a " * 5_000_000),
        ("snapshots/post.txt", b"\n" * 10_000_000),
        ("snapshots/post.txt", b"x" * 70_000_000),
        ("dossier.lock", b"[" * 5_000_000),
    ],
    ids=range(13),
)
def test_bombs_end_soon(tmp_path: Path, name: str, data: bytes) -> None:
    small = Small(tmp_path)
    small.write(name, data)
    began = time.process_time()
    _, found = small.load()
    assert found
    assert time.process_time() - began < 40  # a busy machine's seconds are long


def test_selectors_that_match_everywhere_end_soon(tmp_path: Path) -> None:
    small = Small(tmp_path)
    small.write("snapshots/post.txt", REPORT + "a " * 1_000_000 + "\n" + "b c " * 500_000)
    small.facts(
        "".join(
            f"  - point: p{n}\n    text: x\n    passage: {words}\n"
            for n, words in enumerate(
                ["a", "a … a", "a … a … a … z", "b … c", "b … z", " … ".join("a" * 900)] * 10
            )
        )
    )
    began = time.process_time()
    _, found = small.load()
    assert len(found) == 60
    assert time.process_time() - began < 40  # a busy machine's seconds are long


def test_a_file_name_that_is_no_text_is_told(tmp_path: Path) -> None:
    small = Small(tmp_path)
    try:
        (small.folder / "facts" / b"\xff\xfe.yaml".decode("utf-8", "surrogateescape")).touch()
    except (OSError, UnicodeEncodeError):
        pytest.skip("this file system takes no such name")
    found = small.load()[1]
    assert [(d.code, d.message) for d in found] == [("Y-PATH", "a file's name is not UTF-8")]
    assert found[0].span is not None
    found[0].span.file.encode()
