"""What each template makes of each dossier, in each house style, is PDF/UA-1 and PDF/A."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

from brief.house.authoring import author
from brief.house.default import DEFAULT
from tests.conformance.verapdf import judge

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted(pack.parent.name for pack in ROOT.glob("templates/*/pack.toml"))
DOSSIERS = [
    ROOT / "sources" / "washington-2025",
    *sorted(path.parent for path in ROOT.glob("tests/dossiers/*/dossier.yaml")),
]


def _generated(root: Path, dossier: str, template: str, house: str) -> Path | None:
    """The file that a template makes; None where it is not written in the dossier's language."""
    shutil.rmtree(root / "out", ignore_errors=True)
    command = [sys.executable, "-m", "brief", "generate", dossier, "-C", str(root)]
    command += ["-t", template, "-f", "pdf", "--draft"]
    if house:
        command += ["--house", str(root / house)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    made = list((root / "out").rglob("*.pdf"))
    if not made and "language" in done.stderr + done.stdout:
        return None
    assert len(made) == 1, (template, dossier, done.stdout + done.stderr)
    kept = root / f"{template}-{dossier}-{house or 'own'}.pdf"
    return made[0].rename(kept)


def _profile(data: bytes) -> str:
    """The PDF/A profile that a file claims."""
    part = re.search(rb"<pdfaid:part>(\d)<", data)
    assert part is not None
    return f"{part.group(1).decode()}a"


def test_each_template_conforms(tmp_path: Path) -> None:
    for dossier in DOSSIERS:
        shutil.copytree(dossier, tmp_path / "sources" / dossier.name)
    (tmp_path / "authored.docx").write_bytes(author(DEFAULT))
    runs = [(path.name, template, "") for path in DOSSIERS for template in TEMPLATES]
    runs.append((DOSSIERS[0].name, TEMPLATES[0], "authored.docx"))
    files = [file for run in runs if (file := _generated(tmp_path, *run)) is not None]
    assert len(files) >= len(TEMPLATES)
    pairs = [(profile, file) for file in files for profile in ("ua1", _profile(file.read_bytes()))]
    wrong = [
        (profile, file.name, rules)
        for (profile, file), (passed, rules) in zip(pairs, judge(pairs), strict=True)
        if not passed
    ]
    assert wrong == []
