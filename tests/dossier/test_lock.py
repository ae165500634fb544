"""The lock records what a person looked at, and tells when it is no longer that."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from brief.diagnostics import BriefError, Diagnostic
from brief.dossier import load
from brief.dossier.lock import Report, differences, write_lock
from tests.dossier.small import REPORT, Small

RULINGS = """\
format: 1
rulings:
  - ruling: cost-only
    label: The cost
    over: [cost.value]
    decision: stated difference
    reason: There is one text.
acknowledged:
  - code: Q-TRUNCATED
    of: room
    reason: The sentence ends there.
"""


def lock(small: Small, accept: bool = False) -> tuple[Report, list[Diagnostic]]:
    dossier, _ = load(small.folder, small.workspace)
    assert dossier is not None
    return write_lock(dossier, small.workspace, accept)


def codes(small: Small) -> list[str]:
    return [d.code for d in load(small.folder, small.workspace)[1]]


def test_a_fresh_dossier_is_told_to_be_unlocked_and_then_is_not(small: Small) -> None:
    assert codes(small) == ["LOCK-MISSING"]
    report, found = lock(small)
    assert (report.written, report.passages, found) == (True, 5, [])
    assert "5 passages locked" in report.summary()
    assert codes(small) == []


def test_the_lock_holds_positions_words_and_hashes_a_line_each(small: Small) -> None:
    lock(small)
    text = (small.folder / "dossier.lock").read_text(encoding="utf-8")
    held = json.loads(text)
    passage = held["passages"]["room words.0"]
    assert passage["exact"] == "We need room for larger ships"
    assert REPORT[passage["start"] : passage["end"]] == passage["exact"]
    assert passage["prefix"].endswith("“")
    assert passage["suffix"].startswith(",”")
    assert held["sources"]["post"]["extractor"] == "text/1"
    assert [line for line in text.split("\n") if '"cost passage"' in line and "exact" in line]
    assert list(held["passages"]) == sorted(held["passages"])


def test_writing_it_again_changes_nothing(small: Small) -> None:
    lock(small)
    path = small.folder / "dossier.lock"
    before = path.stat().st_mtime_ns, path.read_bytes()
    lock(small)
    assert (path.stat().st_mtime_ns, path.read_bytes()) == before


def test_a_changed_snapshot_is_an_error_until_it_is_accepted(small: Small) -> None:
    lock(small)
    small.change("snapshots/post.txt", "The harbour", "News of Monday. The harbour")
    assert codes(small) == ["SRC-HASH", "SPAN-MOVED"]
    before = (small.folder / "dossier.lock").read_bytes()
    report, found = lock(small)
    assert (report.written, report.refused) == (False, ("post",))
    assert "SRC-HASH" in [d.code for d in found if d.severity == "error"]
    assert (small.folder / "dossier.lock").read_bytes() == before
    report, found = lock(small, accept=True)
    assert report.written
    assert set(report.moved) >= {"quays passage", "room words.0", "cost passage"}
    assert {d.severity for d in found} == {"info"}
    assert codes(small) == []


def test_words_that_changed_between_first_and_last_are_lost(small: Small) -> None:
    lock(small)
    small.change("snapshots/post.txt", "approved the plan on", "rejected the plan on")
    found = load(small.folder, small.workspace)[1]
    lost = [d for d in found if d.code == "SPAN-LOST"]
    assert [(d.fact, d.severity) for d in lost] == [("quays", "error")]
    assert "[-approved-]" in lost[0].notes[0]
    report, _ = lock(small, accept=True)
    assert report.changed == ("quays passage",)
    assert codes(small) == []


def test_words_that_are_gone_are_lost_and_named(small: Small) -> None:
    lock(small)
    small.change("snapshots/post.txt", "We need room", "We want room")
    assert "SPAN-LOST" in codes(small)
    report, _ = lock(small, accept=True)
    assert "room words.0" in report.lost
    assert "SPAN-LOST" in codes(small)


def test_bytes_that_changed_without_the_text_are_still_told(small: Small) -> None:
    lock(small)
    small.write("snapshots/post.txt", REPORT.replace("\n", "\r\n"))
    found = load(small.folder, small.workspace)[1]
    assert [d.code for d in found] == ["SRC-HASH"]
    assert found[0].notes == ("the text is the same; its bytes differ",)


def test_a_new_passage_is_told_as_not_locked(small: Small) -> None:
    lock(small)
    small.facts("  - point: new\n    text: x\n    passage: Holt told the paper\n")
    found = load(small.folder, small.workspace)[1]
    assert [d.code for d in found] == ["LOCK-MISSING"]
    assert "new passage" in found[0].message
    assert differences_of(small) == found


def differences_of(small: Small) -> list[Diagnostic]:
    dossier, _ = load(small.folder, small.workspace)
    assert dossier is not None
    return differences(dossier, small.workspace)


def test_decisions_go_stale_when_what_they_were_about_changes(small: Small) -> None:
    small.write("rulings.yaml", RULINGS)
    lock(small)
    assert codes(small) == []
    small.change("facts/facts.yaml", "value: about 40 million", "value: roughly 40 million")
    small.change("facts/facts.yaml", "for larger ships", "for larger")
    found = [d for d in load(small.folder, small.workspace)[1] if d.code == "LOCK-STALE"]
    assert [d.span.line for d in found if d.span] == [3, 9]
    lock(small)
    assert codes(small) == []


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "<<<<<<< ours\n",
        '{"format": 2}',
        '{"format": 1, "sources": {}, "passages": {"a": 1}, "acknowledged": {}, "rulings": {}}',
        "[" * 100_000,
    ],
)
def test_a_broken_lock_is_one_error_and_can_be_written_anew(small: Small, content: str) -> None:
    small.write("dossier.lock", content)
    assert codes(small) == ["LOCK-BROKEN"]
    assert not lock(small)[0].written
    assert lock(small, accept=True)[0].written
    assert codes(small) == []


def test_a_failed_write_leaves_the_old_lock_and_no_other_file(
    small: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock(small)
    before = (small.folder / "dossier.lock").read_bytes()
    small.facts("  - point: new\n    text: x\n    passage: Holt told the paper\n")
    held = sorted(small.folder.iterdir())

    def full(_: Path, __: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(BriefError, match="No space left on device"):
        lock(small)
    assert (small.folder / "dossier.lock").read_bytes() == before
    assert sorted(small.folder.iterdir()) == held


@pytest.mark.parametrize(
    ("spoil", "line", "said"),
    [
        (lambda rows: [*rows[:4], "<<<<<<< HEAD", *rows[4:]], 5, "marks of a merge"),
        (lambda rows: [*rows[:3], rows[3].replace('"', "", 1), *rows[4:]], 4, "cannot be read"),
        (lambda rows: [row.replace('"format": 1', '"format": 9') for row in rows], 2, "format"),
    ],
)
def test_a_broken_lock_names_its_line(
    small: Small, spoil: Callable[[list[str]], list[str]], line: int, said: str
) -> None:
    path = small.folder / "dossier.lock"
    lock(small)
    rows = spoil(path.read_text("utf-8").split("\n"))
    path.write_text("\n".join(rows), "utf-8")
    (told,) = [d for d in load(small.folder, small.workspace)[1] if d.code == "LOCK-BROKEN"]
    assert told.span is not None
    assert told.span.line == line
    assert said in told.message
