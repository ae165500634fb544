"""The ledger and the log beside the variants: nothing is forgotten, and a lost ledger shows."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from brief.delivery import dispatch, sending, sentlog
from brief.delivery.ledger import Approval, Change, HandOver, Ledger, sole_sender
from brief.delivery.sentlog import Line
from brief.diagnostics import BriefError
from tests.delivery import servers
from tests.delivery.harness import START, Clock, Desk, people, settings


def test_the_ledger_is_private_and_kept_out_of_git(tmp_path: Path) -> None:
    folder = tmp_path / ".brief"
    with Ledger.open(folder) as ledger:
        assert ledger.edition("port") == []
    assert (folder / ".gitignore").read_text() == "*\n"
    if os.name == "posix":
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert stat.S_IMODE((folder / "ledger.sqlite").stat().st_mode) == 0o600


def test_it_is_synced_at_each_commit(tmp_path: Path) -> None:
    with Ledger.open(tmp_path) as ledger:
        assert ledger._db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert ledger._db.execute("PRAGMA synchronous").fetchone() == (2,)


_OPEN = """
import sys, time
from pathlib import Path
from brief.delivery.ledger import Ledger
time.sleep(max(0.0, float(sys.argv[2]) - time.time()))
Ledger.open(Path(sys.argv[1])).close()
"""


def test_many_may_make_it_at_once(tmp_path: Path) -> None:
    for attempt in range(5):
        folder, moment = tmp_path / str(attempt), str(time.time() + 0.5)
        command = [sys.executable, "-c", _OPEN, str(folder), moment]
        runs = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(4)]
        assert [run.communicate()[1] for run in runs] == [""] * 4
        assert not list(folder.glob("*.new*"))


def test_a_newer_ledger_is_left_alone(tmp_path: Path) -> None:
    Ledger.open(tmp_path).close()
    path = tmp_path / "ledger.sqlite"
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 2")
    db.close()
    before = path.read_bytes()
    with pytest.raises(BriefError, match="newer"):
        Ledger.open(tmp_path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("damage", ["text", "cut", "scribbled", "foreign"])
def test_a_damaged_or_foreign_ledger_is_told_and_left_alone(tmp_path: Path, damage: str) -> None:
    desk = Desk(tmp_path, people(200))
    with Ledger.open(desk.state) as ledger, ledger.commit():
        ledger.plan(dispatch.planned(a, START) for a in desk.assigned)
    path = desk.state / "ledger.sqlite"
    data = path.read_bytes()
    if damage == "foreign":
        path.unlink()
        with sqlite3.connect(path) as db:
            db.execute("CREATE TABLE x (y)")
        db.close()
    else:
        path.write_bytes(
            {
                "text": b"this is no database, but it is long enough to be read as one" * 9,
                "cut": data[: len(data) // 2],
                "scribbled": data[:5000] + b"\xff" * 9000 + data[14000:],
            }[damage]
        )
    before = path.read_bytes()
    with pytest.raises(BriefError, match="ledger"):
        Ledger.open(desk.state)
    assert path.read_bytes() == before


def test_two_senders_at_once_are_one_too_many(tmp_path: Path) -> None:
    with (
        sole_sender(tmp_path),
        pytest.raises(BriefError, match="another run"),
        sole_sender(tmp_path),
    ):
        pass
    with sole_sender(tmp_path):
        pass


def test_planning_again_leaves_alone_what_was_tried(tmp_path: Path) -> None:
    desk = Desk(tmp_path, people(2))
    with Ledger.open(desk.state) as ledger:
        with ledger.commit():
            ledger.plan(dispatch.planned(a, START) for a in desk.assigned)
        key = desk.assigned[0].key
        with ledger.commit():
            ledger.change([Change(key, "sending", "t", message="ab", attempt=True)])
            ledger.change([Change(key, "uncertain", "t", "lost")])
        with ledger.commit():
            ledger.plan(dispatch.planned(a, START + 99) for a in desk.assigned)
        row = ledger.find(key)
    assert row is not None
    assert (row.state, row.message, row.attempts) == ("uncertain", "ab", 1)
    assert row.dated == dispatch.date_header(START)


def test_hand_overs_are_found_by_edition_or_dossier(tmp_path: Path) -> None:
    plan = [("port", "e1"), ("port", "e2"), ("harbour", "e1"), ("e2", "e9")]
    rows = [
        HandOver(f"{n}", dossier, edition, "v", "", f"r{n}@example.org", "", {}, "")
        for n, (dossier, edition) in enumerate(plan)
    ]
    with Ledger.open(tmp_path) as ledger:
        with ledger.commit():
            ledger.plan(rows)
        assert {row.key for row in ledger.named("e1")} == {"0", "2"}
        assert {row.key for row in ledger.named("e1", "port")} == {"0"}
        assert {row.key for row in ledger.named("port")} == {"0", "1"}
        assert {row.key for row in ledger.named("e2")} == {"1", "3"}
        assert not ledger.named("e1", "nobody")


def test_an_interrupted_hand_over_is_uncertain_and_stays_so(tmp_path: Path) -> None:
    desk = Desk(tmp_path, people(3))
    with Ledger.open(desk.state) as ledger, ledger.commit():
        ledger.plan(dispatch.planned(a, START) for a in desk.assigned)
        ledger.change([Change(desk.assigned[1].key, "sending", "t", attempt=True)])
    with servers.smtp() as server:
        desk.send(settings(server.port))
        desk.send(settings(server.port))
    assert desk.states() == {
        "r00000@example.org": "accepted",
        "r00001@example.org": "uncertain",
        "r00002@example.org": "accepted",
    }
    assert not server.log.accepts_of("r00001@example.org")


def test_sent_again_is_the_same_to_the_byte(tmp_path: Path) -> None:
    desk = Desk(tmp_path, people(1))
    cut = lambda step, _a, count: "cut" if step == "end" and count == 1 else None  # noqa: E731  # a fault in one line
    with servers.smtp(cut) as server:
        desk.send(settings(server.port))
        row = desk.rows()[0]
        assert row.state == "uncertain"
        with Ledger.open(desk.state) as ledger, ledger.commit():
            ledger.change([Change(row.key, "planned", "t", "to be sent again")])
        desk.clock.now += 86_400
        desk.send(settings(server.port))
    assert desk.rows()[0].state == "accepted"
    first, second = server.log.accepted
    assert first == second  # address, Message-ID and hash


def test_other_bytes_are_not_sent_in_place_of_uncertain_ones(tmp_path: Path) -> None:
    desk = Desk(tmp_path, people(1))
    cut = lambda step, _a, count: "cut" if step == "end" and count == 1 else None  # noqa: E731  # a fault in one line
    with servers.smtp(cut) as server:
        desk.send(settings(server.port))
        row = desk.rows()[0]
        with Ledger.open(desk.state) as ledger, ledger.commit():
            ledger.change([Change(row.key, "planned", "t", "to be sent again")])
        other = settings(server.port).sender.replace(name="Another Unit")
        desk.send(settings(server.port, sender=other))
    assert desk.rows()[0].state == "failed"
    assert "not those first tried" in desk.rows()[0].reply
    assert len(server.log.accepted) == 1


@pytest.mark.parametrize("after", [0, 1, 2, 3, 5])
def test_a_full_disk_stops_before_anything_is_handed_over_unrecorded(
    tmp_path: Path, after: int
) -> None:
    desk = Desk(tmp_path, people(8))

    def fill(run: sending.Sending, _log: sentlog.Writer) -> None:
        ledger = run._ledger
        change = ledger.change
        left = [after]

        def limited(changes: list[Change]) -> None:
            if left[0] <= 0:
                raise sqlite3.OperationalError("database or disk is full")
            left[0] -= 1
            change(changes)

        ledger.change = limited  # type: ignore[method-assign, assignment]

    with servers.smtp() as server:
        report = desk.send(settings(server.port, connections=1), prepare=fill)
        assert report.full
        assert "disk is full" in report.stopped
        # What the server said, but could not be written down, is told.
        assert all(state == "accepted" for _, state in report.unrecorded)
        accepted = {a for a, _, _ in server.log.accepted}
        # Whoever got it is known as accepted, or as being handed over: never as planned.
        known = {a for a, s in desk.states().items() if s in {"accepted", "sending"}}
        assert accepted <= known
        assert len(known - accepted) <= 1
        # With room again, everybody gets it once, or is uncertain.
        desk.send(settings(server.port))
    assert set(desk.states().values()) <= {"accepted", "uncertain"}
    assert all(server.log.accepts_of(a) <= 1 for a in people(8))


def test_a_really_full_disk(tmp_path: Path) -> None:
    desk = Desk(tmp_path, people(40))

    def fill(run: sending.Sending, _log: sentlog.Writer) -> None:
        pages = run._ledger._db.execute("PRAGMA page_count").fetchone()[0]
        run._ledger._db.execute(f"PRAGMA max_page_count = {pages}")

    with servers.smtp() as server:
        report = desk.send(settings(server.port), prepare=fill)
        assert "full" in report.stopped
        desk.send(settings(server.port))
    assert set(desk.states().values()) <= {"accepted", "uncertain"}
    assert all(server.log.accepts_of(a) <= 1 for a in people(40))


def test_a_log_that_cannot_be_written_stops_before_the_message(tmp_path: Path) -> None:
    desk = Desk(tmp_path, people(4))

    def fail(_run: sending.Sending, log: sentlog.Writer) -> None:
        def sync(_handle: int) -> None:
            raise OSError(28, "No space left on device")

        log._sync = sync

    with servers.smtp() as server:
        report = desk.send(settings(server.port, connections=1), prepare=fail)
    assert "sent.log" in report.stopped
    assert not server.log.accepted


def test_forgetting_leaves_no_trace_and_still_prevents_a_second_sending(tmp_path: Path) -> None:
    desk = Desk(tmp_path, people(3))
    victim = "r00001@example.org"
    with servers.smtp() as server:
        desk.send(settings(server.port))
        with Ledger.open(desk.state) as ledger:
            ledger.forget([r.key for r in ledger.of_address(victim.upper())])
        for path in desk.state.iterdir():
            assert b"r00001" not in path.read_bytes()
        assert b"r00000" in (desk.state / "ledger.sqlite").read_bytes()
        assert b"@" not in desk.log.read_bytes()
        desk.send(settings(server.port))
    assert server.log.accepts_of(victim) == 1


def test_forgetting_somebody_not_yet_written_to(tmp_path: Path) -> None:
    desk = Desk(tmp_path, people(2))
    with Ledger.open(desk.state) as ledger:
        with ledger.commit():
            ledger.plan(dispatch.planned(a, START) for a in desk.assigned)
        ledger.forget([desk.assigned[0].key])
    with servers.smtp() as server:
        desk.send(settings(server.port))
    assert [a for a, _, _ in server.log.accepted] == ["r00001@example.org"]


def test_approvals_are_kept_once(tmp_path: Path) -> None:
    with Ledger.open(tmp_path) as ledger:
        one = Approval("port", "e", "v", "d", "Anna", "t")
        ledger.approve([one, one.replace(at="later"), one.replace(name="Boris")])
        assert [a.name for a in ledger.approvals("port", "e")] == ["Anna", "Boris"]


# -- the log beside the variants -----------------------------------------------------------------


def test_a_log_tells_of_a_ledger_that_is_lost_or_old(tmp_path: Path) -> None:
    desk = Desk(tmp_path, people(3))
    with servers.smtp() as server:
        desk.send(settings(server.port))
    lines = sentlog.read(desk.log)
    assert len(sentlog.missing(lines, [])) == 3
    rows = desk.rows()
    assert not sentlog.missing(lines, rows)
    assert len(sentlog.missing(lines, [rows[0], rows[1]])) == 1
    old = rows[0].replace(state="planned", attempts=0)
    assert len(sentlog.missing(lines, [old, *rows[1:]])) == 1
    unsure = rows[0].replace(state="uncertain")
    assert len(sentlog.missing(lines, [unsure, *rows[1:]])) == 1


def test_what_the_log_gives_back_is_not_sent_again(tmp_path: Path) -> None:
    desk = Desk(tmp_path, people(3))
    cut = lambda step, a, _c: "cut" if step == "body" and a == "r00002@example.org" else None  # noqa: E731  # a fault in one line
    with servers.smtp(cut) as server:
        desk.send(settings(server.port))
        for path in desk.state.iterdir():
            path.unlink()
        with Ledger.open(desk.state) as ledger:
            lost = sentlog.missing(sentlog.read(desk.log), [])
            sentlog.restore(ledger, lost, "port", desk.parcel.edition, START)
        assert len(lost) == 3
        desk.send(settings(server.port))
    assert desk.states() == {
        "r00000@example.org": "accepted",
        "r00001@example.org": "accepted",
        "r00002@example.org": "uncertain",
    }
    assert len(server.log.accepted) == 2
    assert not sentlog.missing(sentlog.read(desk.log), desk.rows())


def test_a_line_cut_short_is_no_hand_over_and_harms_no_later_one(tmp_path: Path) -> None:
    path = tmp_path / "sent.log"
    log = sentlog.Writer(path)
    log.add([Line("t", "sending", "k1", 1, "v")], durable=True)
    log.close()
    with path.open("ab") as file:
        file.write(b"2026-11-21T00:00:00Z\tsend")
    log = sentlog.Writer(path)
    log.add([Line("t", "sending", "k2", 1, "v")], durable=False)
    log.close()
    assert [line.key for line in sentlog.read(path)] == ["k1", "k2"]


@pytest.mark.parametrize("tries", ["many", "²", "9" * 5000])
def test_a_log_that_was_meddled_with_is_an_error(tmp_path: Path, tries: str) -> None:
    path = tmp_path / "sent.log"
    path.write_text(f"# brief sent.log 1: time, state\nt\tsending\tk\t{tries}\tv\t\n")
    with pytest.raises(BriefError, match=r"sent\.log"):
        sentlog.read(path)


@pytest.mark.parametrize("content", ["\0" * 5000, "hello", "#\n"])
def test_what_is_no_log_is_not_taken_for_an_empty_one(tmp_path: Path, content: str) -> None:
    path = tmp_path / "sent.log"
    path.write_text(content)
    if content == "#\n":  # its head, cut short by a kill
        assert sentlog.read(path) == []
        return
    with pytest.raises(BriefError, match=r"no sent\.log"):
        sentlog.read(path)


@pytest.mark.parametrize("change", ["files = '{'", "attempts = 'x'", "next_try = 'soon'"])
def test_rows_that_are_none_of_ours_are_told(tmp_path: Path, change: str) -> None:
    desk = Desk(tmp_path, people(2))
    with Ledger.open(desk.state) as ledger:
        with ledger.commit():
            ledger.plan(dispatch.planned(a, START) for a in desk.assigned)
        with sqlite3.connect(desk.state / "ledger.sqlite") as db:
            db.execute(f"UPDATE handover SET {change}")
        db.close()
        with pytest.raises(BriefError, match="cannot be used"):
            ledger.edition("")


def test_the_clock_of_the_tests_moves_by_sleeping_alone() -> None:
    clock = Clock()
    clock.sleep(5)
    assert clock() == START + 5
