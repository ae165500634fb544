"""Kills the sender again and again, at random moments and at chosen steps, and holds the ledger
against what the server accepted.

By hand, for hundreds: `python -m tests.delivery.kills --recipients 2000 --kills 200`.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from hashlib import sha256
from pathlib import Path

from brief.delivery.ledger import Ledger
from tests.delivery import servers, workspaces

STEPS = ("connect", "ehlo", "mail", "rcpt", "data", "body", "end")


class Result:
    """What a campaign came to."""

    def __init__(self) -> None:
        self.recipients: list[str] = []
        self.kills = 0
        self.runs = 0
        self.connections = 0
        self.hit_while: Counter[str] = Counter()
        self.states: dict[str, str] = {}
        self.accepts: Counter[str] = Counter()
        self.identities: dict[str, set[str]] = {}
        self.faulty: set[str] = set()
        self.seconds = 0.0
        self.last_exit = 0
        self.stderr = ""

    def counts(self) -> Counter[str]:
        return Counter(self.states.values())

    def check(self) -> None:
        """The promises; an assertion names the first one broken."""
        twice = [a for a, n in self.accepts.items() if n > 1]
        assert not twice, f"accepted twice: {twice}"
        assert set(self.states) == set(self.recipients), "somebody is not accounted for"
        assert set(self.counts()) <= {"accepted", "failed", "uncertain"}, self.counts()
        for address, state in self.states.items():
            if state == "accepted":
                assert self.accepts[address] == 1, f"{address} is accepted, but was not"
            if state == "failed":
                assert not self.accepts[address], f"{address} is failed, but was accepted"
        innocent = [a for a, s in self.states.items() if s == "uncertain" and a not in self.faulty]
        assert len(innocent) <= self.kills * self.connections, "more uncertain than kills explain"


def fate(address: str) -> str:
    """What happens to an address, by its hash: five in a hundred meet a fault."""
    lot = int(sha256(address.encode()).hexdigest()[:8], 16) % 100
    return {0: "later", 1: "never", 2: "cut-body", 3: "cut-end", 4: "cut-data"}.get(lot, "")


def campaign(folder: Path, recipients: int, kills: int, seed: int, connections: int = 4) -> Result:
    """Send to so many, killed so often, then once to the end."""
    chance = random.Random(seed)
    result = Result()
    result.connections = connections
    result.recipients = [f"r{i:05}@example.org" for i in range(recipients)]
    result.faulty = {a for a in result.recipients if fate(a) in {"cut-body", "cut-end"}}
    process: list[subprocess.Popen[str]] = []
    # A step, how many more of it until the kill, a delay in seconds, how many recipients at most.
    trap: list[object] = ["", 0, 0.0, None]

    def spring() -> None:
        if process and process[0].poll() is None:
            process[0].kill()

    def fault(step: str, address: str, count: int) -> str | None:
        if step == "rcpt" and trap[3] is not None:
            trap[3] = int(str(trap[3])) - 1
            if trap[3] < 0:  # the trap was not met: do not let one run do everybody
                spring()
        if trap[0] == step:
            trap[1] = int(str(trap[1])) - 1
            if trap[1] == 0:
                result.hit_while[step] += 1
                delay = float(str(trap[2]))
                if delay:
                    threading.Timer(delay, spring).start()
                else:
                    spring()
        lot = fate(address) if address else ""
        if lot == "later" and step == "rcpt" and count == 1:
            return "450 4.2.1 try again"
        if lot == "never" and step == "rcpt":
            return "550 5.1.1 no such user"
        cut = {"cut-body": "body", "cut-end": "end", "cut-data": "data"}.get(lot)
        return "cut" if cut == step and count == 1 else None

    with servers.smtp(fault) as server:
        delivery = (
            f'server = "127.0.0.1"\nport = {server.port}\nsecurity = "none"\n'
            f"connections = {connections}\nretry-first = 0.2\nretry-for = 30\n"
        )
        workspaces.workspace(folder, result.recipients, delivery=delivery)
        start = time.monotonic()
        while result.runs <= kills:
            last = result.runs == kills
            most = max(1, recipients // max(kills, 1))
            trap[:] = ["", 0, 0.0, None if last else 2 * most]
            if not last and chance.random() < 0.8:
                delay = 0.0 if chance.random() < 0.6 else chance.random() * 0.02
                trap[:3] = [chance.choice(STEPS), chance.randint(1, most), delay]
                if trap[0] in {"connect", "ehlo"}:
                    trap[1] = chance.randint(1, connections)
            process[:] = [
                subprocess.Popen(
                    workspaces.command("send", "--yes", "--quiet"),
                    cwd=folder,
                    env=workspaces.environment(),
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.PIPE,
                    text=True,
                )
            ]
            if not last:
                # A trap that nothing springs, because all is done, gives way to the clock.
                limit = 6.0 if trap[0] else 0.2 + chance.random() * 1.2
                try:
                    process[0].wait(limit)
                except subprocess.TimeoutExpired:
                    spring()
            errors = process[0].communicate()[1]
            result.runs += 1
            result.kills += process[0].returncode == -9
            result.last_exit = process[0].returncode
            result.stderr = errors
            if process[0].returncode not in {-9, 0, 4}:
                raise AssertionError(f"exit {process[0].returncode}: {errors}")
        result.seconds = time.monotonic() - start
        time.sleep(0.3)  # what the server is still writing down
        result.accepts = Counter(a for a, _, _ in server.log.accepted)
        for address, identity, _ in server.log.accepted:
            result.identities.setdefault(address, set()).add(identity)
    with Ledger.open(folder / ".brief") as ledger:
        result.states = {row.address: row.state for row in ledger.edition("port")}
    return result


def main() -> int:
    """The campaign as a command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--recipients", type=int, default=2000)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--connections", type=int, default=4)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        result = campaign(
            Path(folder) / "w", chosen.recipients, chosen.kills, chosen.seed, chosen.connections
        )
    print(
        f"{chosen.recipients} recipients, {result.kills} kills in {result.runs} runs, "
        f"{result.seconds:.0f} s; traps sprung: {dict(result.hit_while)}\n"
        f"server accepted {sum(result.accepts.values())} of {len(result.accepts)} addresses, "
        f"at most {max(result.accepts.values())} each; ledger: {dict(result.counts())}"
    )
    result.check()
    print("every promise held")
    return 0


if __name__ == "__main__":
    sys.exit(main())
