"""What a writer has to say reaches whoever asked for the file."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from brief.pipeline import Edition, Request, generate

ROOT = Path(__file__).parents[2]


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    folder = tmp_path / "sources" / "example"
    shutil.copytree(ROOT / "brief" / "_example", folder)
    return folder


def made(folder: Path, body: str) -> Edition:
    """The PDF of a pack whose only template prints `body`."""
    root = folder.parents[1]
    pack = root / "templates" / "own"
    pack.mkdir(parents=True)
    (pack / "pack.toml").write_text('format = 1\nname = "own"\nextends = "policy-brief"\n')
    (pack / "brief.html.j2").write_text(f"<article><h1>T</h1>{body}</article>", "utf-8")
    return generate(Request(root, folder, root / "out", template="own", formats=("pdf",)))


@pytest.mark.parametrize(
    "body",
    ["<p>a\u202eb</p>", '<figure><img src="/etc/hostname" alt="x" width="9" height="9"/></figure>'],
)
def test_what_cannot_be_written_is_told(dossier: Path, body: str) -> None:
    edition = made(dossier, body)
    assert edition.manifest is None
    assert [d.code[:2] for d in edition.diagnostics if d.severity == "error"] == ["R-"]
