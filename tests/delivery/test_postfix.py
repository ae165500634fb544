"""A real mail server, private and on the loopback: what lies in its Maildir is the edition."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from hashlib import sha256
from pathlib import Path

import pytest

from tests.conftest import missing, require
from tests.delivery import servers, workspaces
from tests.delivery.workspaces import FILES, brief, listed, workspace

SCRIPT = Path(__file__).with_name("postfix.sh")


class Postfix:
    """A running instance."""

    def __init__(self, folder: Path, port: int, ca: Path) -> None:
        self.folder, self.port, self.ca = folder, port, ca

    def messages(self, seconds: float = 120) -> list[EmailMessage]:
        """What lies in the Maildir, once nothing that was accepted is on its way there."""
        new = self.folder / "mail" / "all" / "new"
        end = time.monotonic() + seconds
        while self._on_the_way() and time.monotonic() < end:
            time.sleep(0.1)
        mails = []
        for path in sorted(new.glob("*")):
            mail = message_from_bytes(path.read_bytes(), policy=policy.default)
            assert isinstance(mail, EmailMessage)
            mails.append(mail)
        return mails

    def _on_the_way(self) -> bool:
        """Whether a message lies in a queue; a name may move to the next one while it is looked
        for, so they are looked through in the order it takes."""
        queues = [self.folder / "queue" / name for name in ("maildrop", "incoming", "active")]
        return any(path.is_file() for queue in queues for path in queue.rglob("*"))

    @property
    def delivery(self) -> str:
        return f'server = "127.0.0.1"\nport = {self.port}\nca-file = "{self.ca}"'


def unclaimed() -> int:
    """A free port that no other process is given by chance: below those the system hands out."""
    for port in range(20_000 + os.getpid() % 5_000, 32_000):
        with socket.socket() as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                tried.bind((servers.HOST, port))
            except OSError:
                continue
            return port
    raise AssertionError("no free port")


@pytest.fixture
def postfix() -> Iterator[Postfix]:
    require("postfix", "mail is delivered by a real server")
    if os.name != "posix" or os.geteuid() != 0:
        missing("Postfix starts as root alone")
    # Postfix keeps its sockets below the folder, and their names have little room.
    folder = Path(tempfile.mkdtemp(prefix="pf-", dir="/tmp"))
    folder.chmod(0o755)
    ca, server_file = servers.certificates(folder / "tls")
    port = unclaimed()
    try:
        subprocess.run(
            [SCRIPT, "start", folder, str(port), server_file],
            check=True,
            capture_output=True,
            timeout=300,
        )
        yield Postfix(folder, port, ca)
    finally:
        subprocess.run([SCRIPT, "stop", folder], check=False, capture_output=True, timeout=60)
        shutil.rmtree(folder, ignore_errors=True)


@pytest.mark.slow
def test_the_maildirs_attachments_are_the_edition(postfix: Postfix, tmp_path: Path) -> None:
    folder = workspace(tmp_path / "w", delivery=postfix.delivery)
    listed(
        folder,
        "  - address: anna@example.org\n    name: Müller, Anna\n    salutation: Dear Anna,\n"
        "  - address: boris@example.org\n    name: Борис Петров\n    formats: [pdf]\n"
        "  - address: nobody@elsewhere.example\n",
    )
    sent = brief(folder, "send", "--yes", "--json")
    assert sent.returncode == 4, sent.stderr
    rows = {r["address"]: r for r in json.loads(sent.stdout)["hand-overs"]}
    assert rows["anna@example.org"]["state"] == "accepted"
    assert "queued as" in rows["anna@example.org"]["reply"]
    assert rows["nobody@elsewhere.example"]["state"] == "failed"
    assert "554" in rows["nobody@elsewhere.example"]["reply"]
    got = {m["To"].addresses[0].addr_spec: m for m in postfix.messages()}
    assert set(got) == {"anna@example.org", "boris@example.org"}
    assert got["anna@example.org"]["To"].addresses[0].display_name == "Müller, Anna"
    files = {
        who: {a.get_filename(): a.get_content() for a in mail.iter_attachments()}
        for who, mail in got.items()
    }
    assert files["anna@example.org"] == FILES
    assert list(files["boris@example.org"]) == [n for n in FILES if n.endswith(".pdf")]
    for who, mail in got.items():
        assert mail["Return-Path"] == "<unit@example.org>"
        assert mail["Message-ID"].startswith(f"<{rows[who]['key']}@")
        assert rows[who]["files"] == {n: sha256(d).hexdigest() for n, d in files[who].items()}
    brief(folder, "send", "--yes")
    assert len(postfix.messages()) == 2


@pytest.mark.slow
def test_kills_before_a_real_server(postfix: Postfix, tmp_path: Path) -> None:
    addresses = [f"r{i:03}@example.org" for i in range(150)]
    folder = workspace(tmp_path / "w", addresses, delivery=postfix.delivery)
    kills = 0
    for pause in (0.5, 0.6, 0.7, 0.8, 0.9, 1.0):
        process = subprocess.Popen(
            workspaces.command("send", "--yes", "-q"),
            cwd=folder,
            env=workspaces.environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            process.wait(pause)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            kills += 1
    last = brief(folder, "send", "--yes", "--json")
    assert last.returncode in {0, 4}, last.stderr
    rows = {r["address"]: r["state"] for r in json.loads(last.stdout)["hand-overs"]}
    assert set(rows) == set(addresses)
    assert set(rows.values()) <= {"accepted", "uncertain"}
    got = Counter(str(m["To"]) for m in postfix.messages())
    assert max(got.values()) == 1
    assert all(got[a] == 1 for a, state in rows.items() if state == "accepted")
    assert list(rows.values()).count("uncertain") <= kills * 4
