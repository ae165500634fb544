"""`brief send`, `outbox`, `approve` and `verify` as a person uses them."""

from __future__ import annotations

import json
import os
import sqlite3
from email import message_from_bytes, policy
from email.message import EmailMessage
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from brief.editions.store import Store
from tests.delivery import servers, workspaces
from tests.delivery.workspaces import EDITION, FILES, VARIANT, brief, configure, listed, workspace


def delivered(folder: Path) -> list[EmailMessage]:
    """The messages in the workspace's Maildir."""
    mails = []
    for path in sorted((folder / "mail" / "new").glob("*")):
        mail = message_from_bytes(path.read_bytes(), policy=policy.default)
        assert isinstance(mail, EmailMessage)
        mails.append(mail)
    return mails


def test_without_yes_nothing_leaves_and_nothing_is_written(tmp_path: Path) -> None:
    def refuse(step: str, _address: str, _count: int) -> str | None:
        raise AssertionError(step)

    with servers.smtp(refuse) as server:
        smtp = f'server = "127.0.0.1"\nport = {server.port}\nsecurity = "none"'
        folder = workspace(tmp_path / "w", delivery=smtp)
        listed(folder, "  - address: a@example.org\n    name: Anna\n  - address: b@пример.рф\n")
        before = {p for p in folder.rglob("*") if "__pycache__" not in p.parts}
        shown = brief(folder, "send")
        assert server.log.connections == 0
    assert shown.returncode == 0, shown.stderr
    assert "Anna <a@example.org>: to be sent" in shown.stdout
    assert "b@xn--e1afmkfd.xn--p1ai (пример.рф)" in shown.stdout
    assert f"[TLP:CLEAR] {workspaces.TITLE}" in shown.stdout
    for name, data in FILES.items():
        assert name in shown.stdout
        assert sha256(data).hexdigest() in shown.stdout
    assert "Nothing was sent; --yes sends" in shown.stdout
    assert {p for p in folder.rglob("*") if "__pycache__" not in p.parts} == before


def test_the_attachments_are_the_edition_to_the_byte_and_a_second_run_sends_nothing(
    tmp_path: Path,
) -> None:
    folder = workspace(tmp_path / "w")
    first, second = brief(folder, "send", "--yes"), brief(folder, "send", "--yes")
    assert first.returncode == second.returncode == 0, first.stderr + second.stderr
    mails = delivered(folder)
    assert {str(m["To"]) for m in mails} == {"a@example.org", "b@example.org"}
    for mail in mails:
        attached = {a.get_filename(): a.get_content() for a in mail.iter_attachments()}
        assert attached == FILES
        text = mail.get_body(("plain",))
        assert text is not None
        words = text.get_content()
        assert words.startswith("TLP:CLEAR")
        assert "brief verify" in words
        assert all(sha256(data).hexdigest() in words for data in FILES.values())
    log = (folder / "out" / "port" / EDITION / "sent.log").read_text()
    assert log.count("accepted") == 2
    assert "@" not in log
    assert Store(folder / "out", "port").variants(EDITION) == [VARIANT]


def test_json_for_machines(tmp_path: Path) -> None:
    folder = workspace(tmp_path / "w")
    preview = json.loads(brief(folder, "send", "--json").stdout)
    assert (preview["kind"], preview["would-send"]) == ("sending-preview", 2)
    sent = json.loads(brief(folder, "send", "--yes", "--json").stdout)
    assert sent["states"] == {"accepted": 2}
    outbox = json.loads(brief(folder, "outbox", "--json").stdout)
    row = outbox["hand-overs"][0]
    assert row["files"] == {n: sha256(d).hexdigest() for n, d in FILES.items()}
    assert (row["state"], row["variant"], row["edition"]) == ("accepted", VARIANT, EDITION)


def test_messages_as_files_enter_nothing_in_the_ledger(tmp_path: Path) -> None:
    folder = workspace(tmp_path / "w")
    assert brief(folder, "send", "--eml", "letters").returncode == 0
    assert len(list((folder / "letters").glob("*.eml"))) == 2
    assert not (folder / ".brief").exists()
    assert brief(folder, "send", "--eml", "letters", "--yes").returncode == 2


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"draft": True}, "M-DRAFT"),
        ({"diagnostics": ({"code": "X", "severity": "error"},)}, "M-ERRORS"),
        ({"diagnostics": ({"code": "X", "severity": "warning"},)}, "M-WARNINGS"),
        ({"approvals": 1}, "M-APPROVALS"),
        ({"marking": "TLP:AMBER"}, "M-CLEARANCE"),
        ({"marking": "TOP"}, "M-CLEARANCE"),
        ({"audience": "ministers"}, "M-VARIANT"),
        ({"recipients": ["a@example.org", "a@exаmple.org"]}, "M-SCRIPTS"),
        ({"delivery": 'transport = "maildir"\nmaildir = "mail"\nmax-size = 2000'}, "M-SIZE"),
    ],
)
def test_what_may_not_go_out_does_not(tmp_path: Path, changes: dict[str, Any], code: str) -> None:
    folder = workspace(tmp_path / "w", **changes)
    refused = brief(folder, "send", "--yes")
    assert refused.returncode == 1
    assert f"error[{code}]" in refused.stderr
    assert "nothing was sent" in refused.stderr
    assert not delivered(folder)
    assert not (folder / ".brief").exists()


def test_infos_and_acknowledged_warnings_do_not_stop_it(tmp_path: Path) -> None:
    told = ({"code": "X", "severity": "info"},)
    folder = workspace(tmp_path / "w", diagnostics=told)
    assert brief(folder, "send", "--yes").returncode == 0


@pytest.mark.parametrize("how", ["changed", "missing", "swapped", "a pipe"])
def test_bytes_that_differ_from_the_manifest_are_refused(tmp_path: Path, how: str) -> None:
    folder = workspace(tmp_path / "w")
    one, two = (folder / "out" / "port" / EDITION / VARIANT / name for name in FILES)
    if how == "changed":
        one.write_bytes(one.read_bytes()[:-1] + b"x")
    elif how == "missing":
        one.unlink()
    elif how == "a pipe":
        one.unlink()
        os.mkfifo(one)
    else:
        first, second = one.read_bytes(), two.read_bytes()
        one.write_bytes(second)
        two.write_bytes(first)
    refused = brief(folder, "send", "--yes")
    assert refused.returncode == 1
    assert "M-ALTERED" in refused.stderr
    assert not delivered(folder)


@pytest.mark.parametrize("how", ["path", "link"])
def test_a_manifest_can_not_reach_out_of_its_folder(tmp_path: Path, how: str) -> None:
    folder = workspace(tmp_path / "w")
    secret = tmp_path / "secret.pdf"
    secret.write_bytes(b"%PDF secret")
    variant = folder / "out" / "port" / EDITION / VARIANT
    name = "../../../../../secret.pdf"
    if how == "link":
        name = "linked.pdf"
        (variant / name).symlink_to(secret)
    forged = workspaces.manifest({name: b"%PDF secret"})
    (variant / "manifest.json").write_bytes(forged.encode())
    refused = brief(folder, "send", "--yes")
    assert refused.returncode == 1
    assert "M-ALTERED" in refused.stderr
    assert not delivered(folder)


def test_approvals_are_of_people_and_of_exactly_these_files(tmp_path: Path) -> None:
    folder = workspace(tmp_path / "w", approvals=2)
    assert brief(folder, "approve", "--as", "Anna").returncode == 0
    assert brief(folder, "approve", EDITION, "--as", "ANNA").returncode == 0
    assert "M-APPROVALS" in brief(folder, "send", "--yes").stderr
    assert brief(folder, "approve", EDITION, "--as", "Boris").returncode == 0
    assert brief(folder, "send").returncode == 0
    # Other bytes under the same edition need approvals of their own.
    files = {name: data + b"\n" for name, data in FILES.items()}
    Store(folder / "out", "port").commit(workspaces.manifest(files), files)
    assert "M-APPROVALS" in brief(folder, "send", "--yes").stderr
    assert not delivered(folder)


def test_a_draft_can_not_be_approved(tmp_path: Path) -> None:
    folder = workspace(tmp_path / "w", draft=True)
    refused = brief(folder, "approve", "--as", "Anna")
    assert refused.returncode == 3
    assert "draft" in refused.stderr


def test_each_gets_the_variant_of_its_audience(tmp_path: Path) -> None:
    folder = workspace(tmp_path / "w")
    files = {"For ministers.pdf": b"%PDF ministers"}
    Store(folder / "out", "port").commit(
        workspaces.manifest(
            files, variant="ministers-en-memo", audience="ministers", marking="TLP:AMBER"
        ),
        files,
    )
    listed(
        folder,
        "  - address: m@example.org\n    audience: ministers\n    clearance: TLP:AMBER\n"
        "  - address: g@example.org\n    groups: [press]\n",
    )
    assert brief(folder, "send", "--yes", "-a", "ministers").returncode == 0
    assert [str(m["To"]) for m in delivered(folder)] == ["m@example.org"]
    assert brief(folder, "send", "--yes", "--to", "press").returncode == 0
    got = {
        str(m["To"]): [a.get_filename() for a in m.iter_attachments()] for m in delivered(folder)
    }
    assert got == {"m@example.org": ["For ministers.pdf"], "g@example.org": list(FILES)}
    refused = brief(folder, "send", "--yes", "--to", "nobody@example.org")
    assert refused.returncode == 2


def test_clearances_of_audiences_hold_for_their_members(tmp_path: Path) -> None:
    folder = workspace(tmp_path / "w", audience="press", marking="TLP:GREEN")
    listed(folder, "  - address: a@example.org\n    audience: press\n")
    table = folder / "sources" / "port" / "audiences.yaml"
    table.write_text(
        "format: 1\naudiences:\n  - audience: press\n    clearance: TLP:CLEAR\n"
        "  - audience: ministers\n    clearance: TLP:RED\n"
    )
    assert "M-CLEARANCE" in brief(folder, "send", "--yes").stderr
    listed(folder, "  - address: a@example.org\n    audience: pres\n")
    assert "M-AUDIENCE" in brief(folder, "send", "--yes").stderr
    table.write_text(table.read_text().replace("TLP:CLEAR", "TLP:GREEN"))
    listed(folder, "  - address: a@example.org\n    audience: press\n")
    assert brief(folder, "send", "--yes").returncode == 0
    numbered = table.read_text().replace("TLP:GREEN\n", "TLP:GREEN\n    numbered: yes\n")
    table.write_text(numbered)
    assert "numbered copies" in brief(folder, "send", "--yes").stderr
    table.write_text(numbered.replace("clearance", "clearence"))
    assert brief(folder, "send", "--yes").returncode == 1


def test_an_uncertain_one_is_listed_resolved_and_sent_again_only_when_asked(
    tmp_path: Path,
) -> None:
    def cut(step: str, address: str, count: int) -> str | None:
        return "cut" if step == "end" and address == "a@example.org" and count == 1 else None

    with servers.smtp(cut) as server:
        smtp = f'server = "127.0.0.1"\nport = {server.port}\nsecurity = "none"'
        folder = workspace(tmp_path / "w", delivery=smtp)
        first = brief(folder, "send", "--yes")
        assert first.returncode == 4
        assert "uncertain  a@example.org" in first.stdout
        again = brief(folder, "send", "--yes")
        assert again.returncode == 4
        assert server.log.accepts_of("a@example.org") == 1
        assert brief(folder, "outbox").returncode == 4
        assert brief(folder, "outbox", "resolve", "b@example.org", "--resend").returncode == 2
        assert brief(folder, "outbox", "resolve", "A@example.org", "--resend").returncode == 0
        assert brief(folder, "send", "--yes").returncode == 0
    tries = [a for a in server.log.accepted if a[0] == "a@example.org"]
    assert len(tries) == 2
    assert tries[0] == tries[1]  # Message-ID and hash too
    history = brief(folder, "outbox", "--history").stdout
    assert "as a person decided" in history


def test_resolved_as_accepted_is_never_sent(tmp_path: Path) -> None:
    def cut(step: str, _address: str, _count: int) -> str | None:
        return "cut" if step == "body" else None

    with servers.smtp(cut) as server:
        smtp = f'server = "127.0.0.1"\nport = {server.port}\nsecurity = "none"'
        folder = workspace(tmp_path / "w", ["a@example.org"], delivery=smtp)
        assert brief(folder, "send", "--yes").returncode == 4
        assert brief(folder, "outbox", "resolve", "a@example.org", "--accepted").returncode == 0
        assert brief(folder, "send", "--yes").returncode == 0
        assert brief(folder, "outbox").returncode == 0
    assert not server.log.accepted


def test_deleting_out_changes_nothing_and_deleting_the_ledger_stops_the_send(
    tmp_path: Path,
) -> None:
    folder = workspace(tmp_path / "w")
    assert brief(folder, "send", "--yes").returncode == 0
    import shutil

    shutil.rmtree(folder / "out")
    Store(folder / "out", "port").commit(workspaces.manifest(), FILES)
    assert brief(folder, "send", "--yes").returncode == 0
    assert len(delivered(folder)) == 2
    listed(folder, "".join(f"  - address: {x}@example.org\n" for x in "abc"))
    assert brief(folder, "send", "--yes").returncode == 0
    assert len(delivered(folder)) == 3
    shutil.rmtree(folder / ".brief")
    stopped = brief(folder, "send", "--yes")
    assert stopped.returncode == 3
    assert "brief outbox recover" in stopped.stderr
    assert len(delivered(folder)) == 3
    assert brief(folder, "outbox", "recover").returncode == 0
    assert brief(folder, "send").returncode == 0


def test_forgetting_a_person(tmp_path: Path) -> None:
    folder = workspace(tmp_path / "w")
    listed(
        folder,
        "  # colleagues\n  - address: a@example.org\n    name: Anna\n"
        "  - address: B@example.org\n    name: Boris\n    groups:\n      - x\n"
        "  - address: c@example.org\n",
    )
    assert brief(folder, "send", "--yes").returncode == 0
    done = brief(folder, "outbox", "forget", "b@example.org")
    assert done.returncode == 0, done.stderr
    people = (folder / "sources" / "port" / "recipients.yaml").read_text()
    assert people == (
        "format: 1\nrecipients:\n  # colleagues\n  - address: a@example.org\n    name: Anna\n"
        "  - address: c@example.org\n"
    )
    for path in (folder / ".brief").iterdir():
        assert b"Boris" not in path.read_bytes()
        assert b"b@example" not in path.read_bytes().lower()
    assert "(forgotten)" in brief(folder, "outbox").stdout
    assert brief(folder, "outbox", "forget", "b@example.org").returncode == 2


@pytest.mark.parametrize(
    ("delivery", "told"),
    [
        ('server = "x"\npassword = "geheim"', "would keep a secret in a file"),
        ('server = "x"\nuser = "u"\npassword-from = "geheim"', "no place to take the password"),
        ('server = "x"\nuser = "u"', "without `password-from`"),
        ('server = "x"\nuser = "u"\nsecurity = "none"', "never sent without TLS"),
        ('server = "x"\nuser = "u"\npassword-from = "env:BRIEF_NONE"', "has no BRIEF_NONE"),
        (
            'server = "x"\nuser = "u"\npassword-from = "env:PATH"',
            "names env:PATH, which a workspace",
        ),
        ('sever = "x"', "did you mean `server`"),
        ('transport = "pigeon"', "no transport `pigeon`"),
        ('server = "x"\nport = "25"', "must be a number"),
        ('server = "x"\nconnections = 1000', "between"),
        ("", "`server` is missing"),
        ('server = "x"\nca-file = "none.pem"', "ca-file"),
    ],
)
def test_settings_that_are_wrong(tmp_path: Path, delivery: str, told: str) -> None:
    folder = workspace(tmp_path / "w")
    configure(folder, delivery)
    refused = brief(folder, "send", "--yes")
    assert refused.returncode in {2, 3}
    assert told in refused.stderr
    assert "geheim" not in refused.stderr + refused.stdout
    assert len(refused.stderr.splitlines()) <= 3


def test_a_ledger_of_a_newer_version_stops_it(tmp_path: Path) -> None:
    folder = workspace(tmp_path / "w")
    assert brief(folder, "approve", "--as", "Anna").returncode == 0
    with sqlite3.connect(folder / ".brief" / "ledger.sqlite") as db:
        db.execute("PRAGMA user_version = 9")
    db.close()
    for arguments in (["send"], ["send", "--yes"], ["outbox"]):
        stopped = brief(folder, *arguments)
        assert stopped.returncode == 3
        assert "newer" in stopped.stderr
    assert not delivered(folder)


@pytest.mark.parametrize("blocks", [60, 100, 140, 180, 240])
def test_files_that_can_not_grow_end_the_run_with_everybody_accounted_for(
    tmp_path: Path, blocks: int
) -> None:
    """As on a full disk: the ledger, its log or sent.log can take no more."""
    import shlex
    import subprocess

    with servers.smtp() as server:
        smtp = f'server = "127.0.0.1"\nport = {server.port}\nsecurity = "none"'
        addresses = [f"r{i:03}@example.org" for i in range(150)]
        folder = workspace(tmp_path / "w", addresses, delivery=smtp)
        limited = shlex.join(workspaces.command("send", "--yes"))
        stopped = subprocess.run(
            ["bash", "-c", f"ulimit -f {blocks}; exec {limited}"],
            cwd=folder,
            env=workspaces.environment(),
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert stopped.returncode in {0, 3}, stopped.stderr
        if stopped.returncode:
            assert stopped.stderr.startswith("error: ")
            assert "Traceback" not in stopped.stderr
        first = {a for a, _, _ in server.log.accepted}
        assert brief(folder, "send", "--yes", "-q").returncode in {0, 4}
        rows = json.loads(brief(folder, "outbox", "--json").stdout)["hand-overs"]
    states = {row["address"]: row["state"] for row in rows}
    assert set(states) == set(addresses)
    assert set(states.values()) <= {"accepted", "uncertain"}
    assert all(server.log.accepts_of(a) <= 1 for a in addresses)
    assert all(server.log.accepts_of(a) == 1 for a in first)


def test_an_edition_as_generate_makes_it(tmp_path: Path) -> None:
    """The message says the bottom line and the key points, each with its reference."""
    import shutil

    folder = workspace(tmp_path / "w")
    shutil.rmtree(folder / "out")
    assert brief(folder, "generate", "-q").returncode == 0
    refused = brief(folder, "send", "--yes")
    assert "LOCK-MISSING" in refused.stderr  # the warning that stops it is named
    assert brief(folder, "lock").returncode == 0
    made = brief(folder, "generate", "-q")
    assert made.returncode == 0, made.stderr
    sent = brief(folder, "send", "--yes")
    assert sent.returncode == 0, sent.stderr
    mail = delivered(folder)[0]
    latest = Store(folder / "out", "port").latest()
    manifest = json.loads(
        next((folder / "out" / "port").glob(f"{latest}/*/manifest.json")).read_bytes()
    )
    attached = {a.get_filename(): a.get_content() for a in mail.iter_attachments()}
    assert {n: sha256(d).hexdigest() for n, d in attached.items()} == {
        f["path"]: f["sha256"] for f in manifest["files"] if f["format"] != "message"
    }
    body = mail.get_body(("plain",))
    assert body is not None
    words = " ".join(body.get_content().split())
    assert manifest["title"] in words
    told = [s for s in manifest["statements"] if s["text"] and s["text"] in words]
    assert len(told) >= 2
    assert any(s["citation"] and f"[{s['citation']}" in words for s in told)


def test_two_senders_at_once(tmp_path: Path) -> None:
    import subprocess
    import time

    def held(step: str, _address: str, _count: int) -> str | None:
        return "hold" if step == "rcpt" else None

    with servers.smtp(held) as server:
        smtp = f'server = "127.0.0.1"\nport = {server.port}\nsecurity = "none"\nconnections = 1'
        addresses = [f"r{i}@example.org" for i in range(12)]
        folder = workspace(tmp_path / "w", addresses, delivery=smtp)
        both = [
            subprocess.Popen(
                workspaces.command("send", "--yes"),
                cwd=folder,
                env=workspaces.environment(),
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
            for _ in range(2)
        ]
        # The one that comes first is held up until the other one has come and gone.
        while all(process.poll() is None for process in both):
            time.sleep(0.02)
        server.log.go.set()
        ends = [(*p.communicate(timeout=120), p.returncode) for p in both]
    assert sorted(code for _, _, code in ends) == [0, 3]
    assert any("another run is sending" in errors for _, errors, _ in ends)
    assert sorted(a for a, _, _ in server.log.accepted) == sorted(addresses)


def test_asked_to_end_it_finishes_what_it_is_handing_over(tmp_path: Path) -> None:
    import subprocess
    import time

    def held(step: str, _address: str, _count: int) -> str | None:
        if step != "end":
            return None
        return "slow 0.3" if server.log.go.is_set() else "hold"

    with servers.smtp(held) as server:
        smtp = f'server = "127.0.0.1"\nport = {server.port}\nsecurity = "none"\nconnections = 2'
        addresses = [f"r{i}@example.org" for i in range(20)]
        folder = workspace(tmp_path / "w", addresses, delivery=smtp)
        process = subprocess.Popen(
            workspaces.command("send", "--yes"),
            cwd=folder,
            env=workspaces.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        while not server.log.accepted and process.poll() is None:
            time.sleep(0.02)
        process.terminate()
        server.log.go.set()  # only now does anybody get the answer that it was accepted
        _, errors = process.communicate(timeout=120)
        assert process.returncode == 4
        assert "interrupted" in errors
        rows = json.loads(brief(folder, "outbox", "--json").stdout)["hand-overs"]
        assert {r["state"] for r in rows} == {"accepted", "planned"}
        assert brief(folder, "send", "--yes").returncode == 0
    assert sorted(a for a, _, _ in server.log.accepted) == sorted(addresses)


def test_verify(tmp_path: Path) -> None:
    folder = workspace(tmp_path / "w")
    variant = folder / "out" / "port" / EDITION / VARIANT
    name = next(iter(FILES))
    ours = brief(folder, "verify", str(variant / name))
    assert ours.returncode == 0
    assert ours.stdout.startswith("unchanged")
    assert EDITION in ours.stdout
    assert "snapshots/bulletin.txt" in ours.stdout
    # A copy somewhere else, under another name, is still ours; a changed one is not.
    copy = tmp_path / "received.docx"
    copy.write_bytes(FILES[name])
    assert brief(folder, "verify", str(copy)).returncode == 0
    assert brief(tmp_path, "verify", str(copy)).returncode == 1
    manifest = str(variant / "manifest.json")
    assert brief(tmp_path, "verify", str(copy), "--manifest", manifest).returncode == 0
    changed = tmp_path / name
    changed.write_bytes(FILES[name] + b" ")
    told = json.loads(brief(folder, "verify", str(changed), "--json").stdout)
    assert told["verdict"] == "changed"
    assert told["committed"] == sha256(FILES[name]).hexdigest()
    assert brief(folder, "verify", str(tmp_path / "none")).returncode == 2


def test_help_is_there_for_all(tmp_path: Path) -> None:
    for arguments in (["send"], ["outbox"], ["outbox", "resolve"], ["approve"], ["verify"]):
        assert brief(tmp_path, *arguments, "--help").returncode == 0
