"""Workspaces with a committed edition, made by hand, for the tests of sending."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from brief.delivery.letters import Matter, compose
from brief.delivery.parcel import Enclosure, Parcel
from brief.editions.manifest import Manifest, StatementEntry
from brief.editions.store import Store, describe

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "brief" / "_example"
EDITION = "2026-11-21-0123abcd"
VARIANT = "general-en-policy-brief"
TITLE = "Port of Lidora: one berth, two counts"
FILES = {
    "Port of Lidora 2026-11-21.docx": b"PK\x03\x04" + bytes(range(256)) * 40,
    "Порт Лидора 2026-11-21.pdf": b"%PDF-1.7\n" + bytes(range(256)) * 80,
}


def manifest(files: dict[str, bytes] | None = None, **changes: Any) -> Manifest:
    """A manifest of `files`, with some of its fields changed."""
    files = FILES if files is None else files
    made = Manifest(
        product="brief 0",
        dossier="port",
        edition=EDITION,
        variant=VARIANT,
        audience="general",
        language="en",
        template="policy-brief",
        marking="TLP:CLEAR",
        as_of="2026-11-21",
        title=TITLE,
        draft=False,
        inputs={"snapshots/bulletin.txt": "ab" * 32, "facts/example.yaml": "cd" * 32},
        versions={},
        files=tuple(describe(n, n.rpartition(".")[2], d) for n, d in files.items()),
        statements=(
            StatementEntry("s1", "The port counts 29 berths & <more>.", ("berths",)),
            StatementEntry("s2", "«Порт» считает 30.", ("berths-2",)),
        ),
    )
    return made.replace(**changes)


def workspace(
    folder: Path,
    recipients: Iterable[str] = ("a@example.org", "b@example.org"),
    *,
    files: dict[str, bytes] | None = None,
    delivery: str = 'transport = "maildir"\nmaildir = "mail"',
    approvals: int = 0,
    **changes: Any,
) -> Path:
    """A workspace with one dossier, one edition of one variant, and a list of addresses."""
    dossier = folder / "sources" / "port"
    shutil.copytree(EXAMPLE, dossier)
    head = dossier / "dossier.yaml"
    text = head.read_text(encoding="utf-8")
    head.write_text(text.replace("approvals: 0 ", f"approvals: {approvals} "), encoding="utf-8")
    files = FILES if files is None else files
    Store(folder / "out", "port").commit(manifest(files, **changes), files)
    configure(folder, delivery)
    people = "".join(f"  - address: {address}\n" for address in recipients)
    listed(folder, people)
    return folder


def configure(folder: Path, delivery: str) -> None:
    """Write `brief.toml`."""
    (folder / "brief.toml").write_text(
        f'format = 1\n\n[delivery]\nfrom = "Policy Unit <unit@example.org>"\n{delivery}\n',
        encoding="utf-8",
    )


def listed(folder: Path, people: str) -> None:
    """Write `recipients.yaml`; `people` are the lines of the list."""
    path = folder / "sources" / "port" / "recipients.yaml"
    path.write_text(f"format: 1\nrecipients:\n{people}", encoding="utf-8")


def parcel(files: dict[str, bytes] | None = None, **changes: Any) -> Parcel:
    """A parcel with the plain letter."""
    files = FILES if files is None else files
    entries = manifest(files).files
    enclosures = tuple(
        Enclosure(e.path, e.format, f"application/{e.format}", e.sha256, files[e.path])
        for e in entries
    )
    matter = Matter(
        TITLE, "TLP:CLEAR", "2026-11-21", EDITION, "en", ("The bottom line.",), ("A point.",)
    )
    made = Parcel(
        "port",
        EDITION,
        VARIANT,
        "general",
        "en",
        "TLP:CLEAR",
        TITLE,
        enclosures,
        lambda recipient: compose(matter, recipient, enclosures),
    )
    return made.replace(**changes)


def command(*arguments: str) -> list[str]:
    """The command line of `brief`, as a process of its own."""
    return [sys.executable, "-m", "brief", *arguments]


def environment(**more: str) -> dict[str, str]:
    """The environment of such a process."""
    return {**os.environ, "PYTHONPATH": str(ROOT), "BRIEF_CACHE": "", **more}


def brief(folder: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run `brief` in a workspace."""
    return subprocess.run(
        command(*arguments),
        cwd=folder,
        env=environment(**more),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
