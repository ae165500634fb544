"""Sending to many: a workspace whose edition goes to so many, and a mail server of its own."""

from __future__ import annotations

import json
import os
import socketserver
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from tests.bench.measure import ROOT, Command, Wrong
from tests.bench.workspace import Workspace

_TABLE = """format = 1

[delivery]
from = "Policy Unit <unit@desk.example>"
server = "127.0.0.1"
port = {port}
security = "none"
"""


class Mail:
    """A workspace with an edition of 55 facts, in two files, and a list of `people`."""

    def __init__(self, workspace: Workspace, people: int) -> None:
        self.workspace = workspace
        self.people = tuple(f"r{n}@house{n // 10}.example" for n in range(people))
        listed = workspace.folder / "sources" / "bench" / "recipients.yaml"
        lines = [
            f"  - {{address: {address}, name: Stakeholder {n}, salutation: Dear colleague {n}}}\n"
            for n, address in enumerate(self.people)
        ]
        listed.write_text("format: 1\nrecipients:\n" + "".join(lines), encoding="utf-8")
        connect(workspace, 25)
        made = workspace.generate("docx,pdf")
        if made.run().code != 0:
            raise Wrong("brief generate failed")

    def preview(self) -> Command:
        """What would be sent to whom."""
        return self.workspace.command("send", "-q")

    def send(self) -> Command:
        """Send to all."""
        return self.workspace.command("send", "--yes", "-q")

    def listing(self) -> Command:
        """The ledger, each hand-over with its steps."""
        return self.workspace.command("outbox", "list", "--history")

    def verify(self, accepted: Path) -> None:
        """`Wrong` unless each got one message, and the ledger has it as the server got it."""
        lines = [json.loads(line) for line in accepted.read_text("utf-8").splitlines()]
        if Counter(who for who, _, _ in lines) != Counter(self.people):
            raise Wrong(f"the server accepted {len(lines)} messages for {len(self.people)} people")
        command = self.workspace.command("outbox", "list", "--json")
        told = subprocess.run(
            command.arguments,
            cwd=command.folder,
            env={**os.environ, **command.environment},
            check=True,
            stdout=subprocess.PIPE,
        ).stdout
        rows = json.loads(told)["hand-overs"]
        ledger = sorted((row["address"], row["key"], row["message-sha256"]) for row in rows)
        got = sorted((who, id.partition("@")[0], digest) for who, id, digest in lines)
        if ledger != got or any(row["state"] != "accepted" for row in rows):
            raise Wrong("the ledger differs from what the server accepted")


def connect(workspace: Workspace, port: int) -> None:
    """Have a workspace send by the server at that port of this machine."""
    path = workspace.folder / "brief.toml"
    path.write_text(_TABLE.format(port=port), encoding="utf-8")


@contextmanager
def server(accepted: Path) -> Iterator[int]:
    """A mail server in a process of its own, whose cost is nobody's; its port.  What it accepted
    stands in the file when it has ended, a line each: recipient, Message-ID and sha256."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.bench.mail", str(accepted)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    with process:
        try:
            yield int(process.stdout.readline() or b"0")
        finally:
            process.stdin.close()


class _Session(socketserver.StreamRequestHandler):
    """A conversation: takes every message, as quickly as it comes (RFC 5321)."""

    def handle(self) -> None:
        self._say("220 bench")
        who = ""
        while line := self.rfile.readline().decode("ascii").strip():
            verb, _, rest = line.partition(" ")
            if verb == "RCPT":
                who = rest.partition("<")[2].partition(">")[0]
            if verb == "DATA":
                self._take(who)
            else:
                self._say({"EHLO": "250 SIZE 33554432", "QUIT": "221 bye"}.get(verb, "250 ok"))

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())

    def _take(self, who: str) -> None:
        self._say("354 go on")
        data = bytearray()
        while not data.endswith(b"\r\n.\r\n"):
            more = self.connection.recv(1 << 18)
            if not more:
                return  # hung up amid the message, which nobody got
            data += more
        message = data[:-3].replace(b"\r\n..", b"\r\n.")
        head = message.partition(b"\r\n\r\n")[0].decode("ascii")
        identity = head.partition("\r\nMessage-ID: <")[2].partition(">")[0]
        _accepted.append((who, identity, sha256(message).hexdigest()))
        self._say("250 taken")


_accepted: list[tuple[str, str, str]] = []


class _Server(socketserver.ThreadingTCPServer):
    request_queue_size = 64


def main() -> None:
    """Serve until standard input ends."""
    with _Server(("127.0.0.1", 0), _Session) as running:
        threading.Thread(target=running.serve_forever, args=(0.05,), daemon=True).start()
        print(running.server_address[1], flush=True)
        sys.stdin.read()
        running.shutdown()
    text = "".join(json.dumps(line) + "\n" for line in _accepted)
    Path(sys.argv[1]).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
