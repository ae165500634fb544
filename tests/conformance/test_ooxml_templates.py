"""What each template makes of each dossier stands up to the validators, in each house style."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from brief.house.authoring import author
from brief.house.default import DEFAULT
from tests.conformance import ooxml_validators as validators
from tests.conformance.ooxml_selfcheck import selfcheck
from tests.conftest import missing
from tests.house import files

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted(pack.parent.name for pack in ROOT.glob("templates/*/pack.toml"))
DOSSIERS = [
    ROOT / "sources" / "washington-2025",
    *sorted(path.parent for path in ROOT.glob("tests/dossiers/*/dossier.yaml")),
]
HOUSES = {
    "own": b"",
    "authored": author(DEFAULT),
    "restyled": files.style("heading 2", '0B4A63"/><w:sz', '7A1F1F"/><w:sz'),
}


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("workspace")
    for dossier in DOSSIERS:
        shutil.copytree(dossier, root / "sources" / dossier.name)
    for name, data in HOUSES.items():
        if data:
            (root / f"{name}.docx").write_bytes(data)
    return root


@pytest.mark.parametrize("house", sorted(HOUSES))
@pytest.mark.parametrize("dossier", [path.name for path in DOSSIERS])
@pytest.mark.parametrize("template", TEMPLATES)
def test_each_template_makes_a_sound_file(
    template: str, dossier: str, house: str, workspace: Path
) -> None:
    command = [sys.executable, "-m", "brief", "generate", dossier, "-C", str(workspace)]
    command += ["-t", template, "-f", "docx", "--draft"]
    if HOUSES[house]:
        command += ["--house", str(workspace / f"{house}.docx")]
    out = workspace / "out"
    shutil.rmtree(out, ignore_errors=True)
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    made = list(out.rglob("*.docx"))
    if not made and "language" in done.stderr + done.stdout:
        pytest.skip(f"{template} is not written in the language of {dossier}")
    assert len(made) == 1, done.stdout + done.stderr
    assert selfcheck(made[0].read_bytes()) == []
    # The slow one sees each dossier and template once, and one template in each house style.
    slow = house == "own" or template == TEMPLATES[0]
    for validator in ("openxml_audit", "ooxml_integrity") if slow else ("ooxml_integrity",):
        if not validators.installed(validator):
            missing(f"{validator} is not installed")
        assert getattr(validators, validator)(made[0]) == []
