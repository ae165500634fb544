"""`brief cite`, and which citation style a brief is in."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, Brief, runner

TITLE = "Toqayev’s Visit to Washington: Abraham Accords, Deals, Ukraine, and Mediation"


@pytest.fixture
def washington(tmp_path: Path, cache: Path) -> Brief:
    """The command, run in a workspace that holds the Washington dossier."""
    shutil.copytree(ROOT / "sources" / "washington-2025", tmp_path / "sources" / "washington-2025")
    (tmp_path / "brief.toml").write_text("format = 1\n", encoding="utf-8")
    return runner(tmp_path, cache)


def test_sources_are_listed_in_a_style(washington: Brief) -> None:
    ran = washington("cite", "-s", "chicago")
    assert ran.code == 0, ran.err
    assert ran.out.splitlines()[0] == f"Fayzulina, Zarina. “{TITLE}.” Orda.kz, n.d."
    russian = washington("cite", "-s", "apa", "-l", "ru")
    assert f"Fayzulina, Z. (б. д.). {TITLE}. Orda.kz." in russian.out.replace("\u00a0", " ")
    assert "[сообщение неуказанного издания]" in russian.out
    house = washington("cite").out.splitlines()
    assert [line[:2] for line in house] == ["S1", "S2", "S3"]


def test_sources_go_to_reference_managers(washington: Brief) -> None:
    items = json.loads(washington("cite", "-f", "csl-json").out)
    assert [item["id"] for item in items] == ["digest", "summary", "report"]
    assert items[1]["title"] == TITLE
    assert "@article{summary,\n" in washington("cite", "-f", "bibtex").out
    value = washington("cite", "-s", "oscola", "--json").json
    assert value["kind"] == "cite"
    assert [source["code"] for source in value["sources"]] == ["S2", "S1", "S3"]
    assert value["sources"][0]["csl"]["author"] == [{"family": "Fayzulina", "given": "Zarina"}]


def test_a_style_that_is_not_there_names_the_nearest(brief: Brief, work: Path) -> None:
    ran = brief("cite", "-s", "chigaco")
    assert ran.code == 2
    assert "did you mean chicago?" in ran.err
    assert brief("cite", "-l", "de").code == 2
    (work / "brief.toml").write_text('format = 1\n[citations]\nstyle = "ap"\n', encoding="utf-8")
    for command in (["cite"], ["generate"]):
        ran = brief(*command)
        assert ran.code == 2
        assert "brief.toml asks for the citation style 'ap'" in ran.err


def test_a_dossier_that_cannot_be_read_is_told(brief: Brief, work: Path) -> None:
    (work / "sources/example/sources.yaml").write_text("format: 1\nsources: [", encoding="utf-8")
    assert brief("cite").code == 1


def test_the_workspace_and_the_pack_choose_the_style(brief: Brief, work: Path) -> None:
    def html(*arguments: str) -> str:
        ran = brief("generate", "-f", "html", "--json", *arguments)
        assert ran.code == 0, ran.out
        return (work / ran.json["files"][0]["path"]).read_text(encoding="utf-8")

    house = brief("generate", "-f", "html", "--json").json["edition"]
    assert "“Marrow Bay ferry to run all year,” n.d." not in html()
    (work / "brief.toml").write_text(
        'format = 1\n[citations]\nstyle = "chicago"\n', encoding="utf-8"
    )
    assert brief("cite").out == "“Marrow Bay ferry to run all year.” n.d.\n"
    assert brief("generate", "-f", "html", "--json").json["edition"] != house
    assert "“Marrow Bay ferry to run all year,” n.d., para." in html()
    # What a pack says goes before what the workspace says; a folder of overrides is enough.
    pack = work / "templates" / "policy-brief"
    pack.mkdir()
    settings = 'format = 1\nname = "policy-brief"\nextends = "policy-brief"\nstyle = "{}"\n'
    (pack / "pack.toml").write_text(settings.format("oscola"), encoding="utf-8")
    assert "‘Marrow Bay ferry to run all year’ (nd) para" in html()
    (pack / "pack.toml").write_text(settings.format("house"), encoding="utf-8")
    assert "S1\u00a0" in html()
    (pack / "pack.toml").write_text(settings.format("oskola"), encoding="utf-8")
    ran = brief("generate", "-f", "html")
    assert ran.code == 1
    assert "did you mean `oscola`?" in ran.err + ran.out


@pytest.mark.parametrize("style", ["chicago", "apa", "oscola", "iso690"])
def test_a_brief_in_a_style_is_audited_and_edits_are_found(
    brief: Brief, work: Path, style: str
) -> None:
    (work / "brief.toml").write_text(
        f'format = 1\n[citations]\nstyle = "{style}"\n', encoding="utf-8"
    )
    ran = brief("generate", "-f", "docx,pdf", "--json")
    assert ran.code == 0, ran.out
    for file in ran.json["files"]:
        audited = brief("audit", file["path"])
        assert audited.code == 0, audited.out
        assert "unchanged, byte for byte" in audited.out
    again = brief("generate", "-f", "docx,pdf", "--json", "--force")
    assert again.json["files"] == ran.json["files"]
    word = next(file["path"] for file in ran.json["files"] if file["format"] == "docx")
    changed = work / "edited.docx"
    _replaced(work / word, changed, "Marrow Bay ferry to run", "Marrow Bay bridge to run")
    told = brief("audit", changed.as_posix())
    assert told.code == 1
    assert "bridge" in told.out + told.err


def _replaced(source: Path, target: Path, old: str, new: str) -> None:
    """A copy of a Word file with words of its notes (or its body) changed."""
    import zipfile

    count = 0
    with zipfile.ZipFile(source) as read, zipfile.ZipFile(target, "w") as written:
        for name in read.namelist():
            data = read.read(name)
            if name in ("word/footnotes.xml", "word/document.xml"):
                count += data.count(old.encode())
                data = data.replace(old.encode(), new.encode())
            written.writestr(name, data)
    assert count
