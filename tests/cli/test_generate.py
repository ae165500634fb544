"""A day with `brief`: init, check, generate, again; and everything that can be wrong with it."""

from __future__ import annotations

import json
import os
import shutil
from hashlib import sha256
from pathlib import Path

import pytest

from brief.editions import read_docx, read_pdf
from brief.editions.audit import squeeze

from .conftest import ROOT, Brief, edit, runner


def outputs(work: Path) -> dict[str, bytes]:
    """The finished files of the workspace's only edition, by suffix."""
    return {
        path.suffix: path.read_bytes()
        for path in (work / "out").rglob("*")
        if path.suffix in (".docx", ".pdf", ".html")
    }


def test_a_new_workspace_checks_green_and_generates_at_once(brief: Brief, work: Path) -> None:
    assert brief("check", "--strict").code == 0
    made = brief("generate")
    assert made.code == 0, made.err
    lines = made.out.splitlines()
    assert lines[0].startswith("edition 2030-06-10-")
    assert "written" in lines[0]
    files = [work / line for line in lines[1:]]
    assert [f.suffix for f in files] == [".docx", ".pdf"]
    assert all(f.is_file() for f in files)
    assert (work / "out" / "example" / "LATEST").read_text().strip() in lines[0]


def test_the_same_inputs_again_are_a_no_op(brief: Brief, work: Path) -> None:
    brief("generate")
    before = {p: p.stat().st_mtime_ns for p in (work / "out").rglob("*") if p.is_file()}
    again = brief("generate")
    assert again.code == 0
    assert "unchanged" in again.out
    after = {p: p.stat().st_mtime_ns for p in (work / "out").rglob("*") if p.is_file()}
    assert before == after


def test_another_set_of_formats_rewrites_the_variant_whole(brief: Brief, work: Path) -> None:
    brief("generate")
    brief("generate", "-f", "html")
    assert set(outputs(work)) == {".html"}


def test_json_is_one_object_with_edition_files_and_diagnostics(brief: Brief, work: Path) -> None:
    value = brief("generate", "--json", "-f", "docx,pdf,html").json
    assert value["brief"] == 1
    assert value["kind"] == "edition"
    assert value["edition"].startswith("2030-06-10-")
    assert value["diagnostics"] == []
    assert [f["format"] for f in value["files"]] == ["docx", "pdf", "html"]
    for file in value["files"]:
        assert sha256((work / file["path"]).read_bytes()).hexdigest() == file["sha256"]


def test_nothing_is_drawn_on_a_pipe(brief: Brief) -> None:
    made = brief("generate")
    assert "\r" not in made.err + made.out
    assert "\033" not in made.err + made.out


def test_the_manifest_tells_inputs_versions_and_statements(brief: Brief, work: Path) -> None:
    brief("generate")
    manifest = json.loads(next((work / "out").rglob("manifest.json")).read_text())
    assert manifest["inputs"]["dossier/facts/example.yaml"]
    assert any(path.startswith("built-in/policy-brief/") for path in manifest["inputs"])
    assert {"brief", "python-docx", "jinja2", "zlib"} <= set(manifest["versions"])
    facts = {fact for said in manifest["statements"] for fact in said["facts"]}
    assert "ferry-contract" in facts
    assert manifest["issued"]["ferry-contract"]["passages"][0]["exact"].startswith("The Marrow")


@pytest.mark.parametrize(
    "environment",
    [
        {"TZ": "Asia/Almaty", "LANG": "C"},
        {"TZ": "America/Los_Angeles", "LANG": "kk_KZ.UTF-8", "PYTHONHASHSEED": "7"},
        {"SOURCE_DATE_EPOCH": "1", "PYTHONHASHSEED": "0", "RL_invariant": "0"},
    ],
    ids=["east", "west", "epoch"],
)
def test_the_same_inputs_give_the_same_bytes(
    brief: Brief, work: Path, tmp_path: Path, cache: Path, environment: dict[str, str]
) -> None:
    brief("generate", "-f", "docx,pdf,html")
    elsewhere = tmp_path / "some where else"
    elsewhere.mkdir()
    shutil.copytree(work / "sources", elsewhere / "sources")
    made = runner(elsewhere, tmp_path / "no-cache")(
        "generate", "-f", "docx,pdf,html", **environment
    )
    assert made.code == 0, made.err
    one, two = outputs(work), outputs(elsewhere)
    assert {k: sha256(v).hexdigest() for k, v in one.items()} == {
        k: sha256(v).hexdigest() for k, v in two.items()
    }
    names = [{p.name for p in (w / "out" / "example").iterdir()} for w in (work, elsewhere)]
    assert names[0] == names[1]


HOSTILE = "AT&T <b>x</b> </para> x<y & {{ alpha*beta }} %d $HOME &amp; ]]> <!-- -->"


def test_text_is_never_markup(brief: Brief, work: Path) -> None:
    facts = work / "sources/example/facts/example.yaml"
    edit(facts, "title: Ferry contract", "title: >-\n      " + HOSTILE)
    made = brief("generate", "-f", "docx,pdf,html")
    assert made.code == 0, made.err
    files = outputs(work)
    wanted = squeeze(HOSTILE)
    assert wanted in squeeze("".join(b.text for b in read_docx.read(files[".docx"]).blocks()))
    assert wanted in read_pdf.read(files[".pdf"]).body
    assert "AT&amp;T &lt;b&gt;x&lt;/b&gt;" in files[".html"].decode()


def test_an_error_stops_and_leaves_the_last_edition(brief: Brief, work: Path) -> None:
    brief("generate")
    before = outputs(work)
    edit(work / "sources/example/facts/example.yaml", "quantity: up to six", "quantity: six")
    stopped = brief("generate")
    assert stopped.code == 1
    assert "N-BOUND" in stopped.err
    assert "example.yaml:" in stopped.err
    assert "nothing written" in stopped.err
    assert outputs(work) == before


def test_a_draft_goes_on_and_says_so_on_the_page(brief: Brief, work: Path) -> None:
    edit(work / "sources/example/facts/example.yaml", "quantity: up to six", "quantity: six")
    made = brief("generate", "--draft")
    assert made.code == 0, made.err
    assert "DRAFT" in made.out
    paper = read_pdf.read(outputs(work)[".pdf"])
    assert all("DRAFT" in page for page in paper.artifacts)
    assert json.loads(next((work / "out").rglob("manifest.json")).read_text())["draft"] is True


def test_as_of_takes_the_place_of_the_dossiers_date(brief: Brief) -> None:
    assert "edition 2031-01-02-" in brief("generate", "--as-of", "2031-01-02").out
    refused = brief("generate", "--as-of", "2031-13-02")
    assert refused.code == 2


BAD = [
    (["generate", "nowhere"], 2, "there is no dossier"),
    (["generate", "-t", "polcy-brief"], 2, "policy-brief"),
    (["generate", "-f", "docx,pfd"], 2, "did you mean pdf"),
    (["generate", "-f", ""], 2, "format"),
    (["generate", "--house", "none.docx"], 2, "none.docx"),
    (["check", "nowhere"], 2, "there is no dossier"),
    (["show", "ferry-contrat"], 2, "did you mean ferry-contract"),
    (["explain", "N-BUOND"], 2, "N-BOUND"),
    (["schema", "fact"], 2, "facts"),
    (["-C", "nowhere", "check"], 2, "nowhere"),
    (["generate", "-C", "nowhere"], 2, "nowhere"),
    (["chek"], 2, "check"),
    (["list", "-k", "deals"], 2, "deal"),
    (["trace", "brief.toml", "x"], 3, "neither"),
    (["audit", "nowhere.docx"], 2, "nowhere.docx"),
    (["init", "."], 2, "workspace already"),
]


@pytest.mark.parametrize(
    ("arguments", "code", "words"), BAD, ids=lambda v: " ".join(v) if isinstance(v, list) else ""
)
def test_a_wrong_call_is_a_clear_error(
    brief: Brief, arguments: list[str], code: int, words: str
) -> None:
    ran = brief(*arguments)
    assert ran.code == code, ran.err
    assert words in ran.err
    assert len(ran.err.splitlines()) <= 5


def _no_snapshot(work: Path) -> None:
    (work / "sources/example/snapshots/bulletin.txt").unlink()


def _changed_snapshot(work: Path) -> None:
    edit(work / "sources/example/snapshots/bulletin.txt", "council", "Council")


def _broken_yaml(work: Path) -> None:
    (work / "sources/example/facts/example.yaml").write_text("facts: [}\n")


def _empty_dossier(work: Path) -> None:
    shutil.rmtree(work / "sources/example")
    (work / "sources/example").mkdir()


def _no_facts(work: Path) -> None:
    shutil.rmtree(work / "sources/example/facts")


def _not_utf8(work: Path) -> None:
    (work / "sources/example/facts/example.yaml").write_bytes(b"format: 1\nfacts: \xff\xfe\n")


def _duplicate_key(work: Path) -> None:
    path = work / "sources/example/sources.yaml"
    path.write_text(path.read_text().replace("format: 1", "format: 1\nformat: 1", 1))


def _unknown_key(work: Path) -> None:
    edit(work / "sources/example/facts/example.yaml", "    instrument:", "    instument:")


def _binary(work: Path) -> None:
    (work / "sources/example/dossier.yaml").write_bytes(bytes(range(256)))


@pytest.mark.parametrize(
    ("spoil", "code", "words"),
    [
        (_no_snapshot, 1, "bulletin.txt"),
        (_changed_snapshot, 1, "SRC-HASH"),
        (_broken_yaml, 1, "Y-SYNTAX"),
        (_empty_dossier, 1, "dossier.yaml"),
        (_no_facts, 1, "sources/example/facts"),
        (_not_utf8, 1, "Y-ENCODING"),
        (_duplicate_key, 1, "Y-DUPLICATE"),
        (_unknown_key, 1, "instrument"),
        (_binary, 1, "dossier.yaml"),
    ],
    ids=lambda v: v.__name__ if callable(v) else "",
)
def test_bad_material_is_told_with_its_place_and_costs_nothing(
    brief: Brief, work: Path, spoil: object, code: int, words: str
) -> None:
    brief("generate")
    before = outputs(work)
    assert callable(spoil)
    spoil(work)
    for command in ("check", "generate"):
        ran = brief(command)
        assert ran.code == code, ran.err
        assert words in ran.err
    assert outputs(work) == before


def test_an_out_that_cannot_be_written_is_exit_3(brief: Brief, work: Path) -> None:
    (work / "out").write_text("a file where a folder should be")
    ran = brief("generate")
    assert ran.code == 3
    assert "out" in ran.err
    assert len(ran.err.splitlines()) <= 3


def test_a_full_disk_is_exit_3_and_leaves_the_last_edition(brief: Brief, work: Path) -> None:
    """A file-size limit of the process stands in for a full disk: writes fail the same way."""
    if os.name == "nt":
        pytest.skip("file-size limits are POSIX's")
    import resource
    import signal
    import subprocess
    import sys

    brief("generate", "-f", "html")
    before = outputs(work)

    def limited() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    result = subprocess.run(
        [sys.executable, "-m", "brief", "generate"],
        check=False,
        cwd=work,
        env={**os.environ, "PYTHONPATH": str(ROOT), "BRIEF_CACHE": ""},
        capture_output=True,
        text=True,
        preexec_fn=limited,  # the limit must be set in the child itself
    )
    assert result.returncode == 3, result.stderr
    assert "Traceback" not in result.stderr
    assert "too large" in result.stderr
    assert outputs(work) == before
    assert not list((work / "out").rglob(".new-*"))


def test_a_template_with_an_error_names_file_and_line(brief: Brief, work: Path) -> None:
    assert brief("template", "new", "mine").code == 0
    edit(work / "templates/mine/brief.html.j2", "\n", "\n{{ nothing_of_the_kind }}\n")
    ran = brief("generate", "-t", "mine")
    assert ran.code == 1
    assert "templates/mine/brief.html.j2:2" in ran.err


def test_the_repositorys_own_dossier_is_clean() -> None:
    ran = runner(ROOT, ROOT / ".nowhere")("check", "washington-2025", "--strict", BRIEF_CACHE="")
    assert ran.code == 0, ran.err


def test_a_second_dossier_needs_no_change(tmp_path: Path, cache: Path) -> None:
    (tmp_path / "sources").mkdir()
    shutil.copytree(ROOT / "tests/dossiers/lidora-port", tmp_path / "sources/lidora-port")
    run = runner(tmp_path, cache)
    run("lock")
    made = run("generate", "-f", "docx,pdf,html")
    assert made.code == 0, made.err
    assert len(outputs(tmp_path)) == 3
