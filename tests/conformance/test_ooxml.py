"""Word files stand up to validators that others wrote, to our own, and to readers."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from brief.document.tree import Document
from brief.house.authoring import author
from brief.house.default import DEFAULT
from brief.house.reading import read
from brief.house.theme import Theme
from brief.writers import Supplies
from brief.writers.docx import write
from tests.conformance import ooxml_validators as validators
from tests.conformance.ooxml_selfcheck import selfcheck
from tests.conftest import missing, require
from tests.unusual import ALL
from tests.writers.docx.samples import everything, png

# One of the validators takes time that grows with the square of a document's length.
_TOO_LONG = {"big_table", "many_breaks"}
_NO_HEAD = {"characters"}  # its table has no head row on purpose

DOCUMENTS: dict[str, Callable[[], Document]] = {
    **ALL,
    "everything": everything,
    "everything-endnotes": lambda: everything(citations="endnote"),
}


@pytest.fixture(scope="session")
def images() -> dict[str, bytes]:
    import tests.unusual

    return {"a.png": png(), **getattr(tests.unusual, "IMAGES", {})}


@pytest.fixture(scope="session")
def houses(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Theme]:
    import docx

    folder = tmp_path_factory.mktemp("houses")
    (folder / "house.docx").write_bytes(author(DEFAULT))
    docx.Document().save(str(folder / "plain.docx"))
    return {
        "default": DEFAULT,
        "authored": read(folder / "house.docx")[0],
        "library": read(folder / "plain.docx")[0],
    }


def made(name: str, theme: Theme, images: dict[str, bytes], path: Path) -> bytes:
    supplies = Supplies(
        images=images, facts_json=b'{"facts": []}', comments={"s1": "Passage: x", "row2": "y"}
    )
    data = write(DOCUMENTS[name](), theme, supplies).data
    path.write_bytes(data)
    return data


@pytest.mark.parametrize("house", ["default", "authored", "library"])
@pytest.mark.parametrize("name", sorted(DOCUMENTS))
def test_our_own_check_finds_nothing(
    name: str,
    house: str,
    houses: dict[str, Theme],
    images: dict[str, bytes],
    tmp_path: Path,
) -> None:
    found = selfcheck(made(name, houses[house], images, tmp_path / "a.docx"))
    if name in _NO_HEAD:
        found = [one for one in found if "head row" not in one]
    assert found == []


@pytest.mark.parametrize("validator", ["openxml_audit", "ooxml_integrity"])
@pytest.mark.parametrize("name", sorted(set(DOCUMENTS) - _TOO_LONG))
def test_validators_find_nothing(
    name: str, validator: str, images: dict[str, bytes], tmp_path: Path
) -> None:
    if not validators.installed(validator):
        missing(f"{validator} is not installed: pip install {validator.replace('_', '-')}")
    path = tmp_path / "a.docx"
    made(name, DEFAULT, images, path)
    assert getattr(validators, validator)(path) == []


@pytest.mark.parametrize("house", ["authored", "library"])
def test_validators_find_nothing_in_other_houses(
    house: str, houses: dict[str, Theme], images: dict[str, bytes], tmp_path: Path
) -> None:
    path = tmp_path / "a.docx"
    made("everything", houses[house], images, path)
    for validator in ("openxml_audit", "ooxml_integrity"):
        if not validators.installed(validator):
            missing(f"{validator} is not installed")
        assert getattr(validators, validator)(path) == []


SCHEMAS = validators.schemas()
if SCHEMAS is not None:
    # No package carries ECMA-376's schemas, so no machine can be asked to have them: where a
    # folder of them is named (BRIEF_OOXML_SCHEMAS), they are held to.
    @pytest.mark.parametrize("name", sorted(DOCUMENTS))
    def test_schemas_hold(name: str, images: dict[str, bytes], tmp_path: Path) -> None:
        assert SCHEMAS is not None
        data = made(name, DEFAULT, images, tmp_path / "a.docx")
        assert validators.ecma(data, SCHEMAS) == []


def test_the_house_file_itself_is_clean(tmp_path: Path) -> None:
    path = tmp_path / "house.docx"
    path.write_bytes(author(DEFAULT))
    for validator in ("openxml_audit", "ooxml_integrity"):
        if not validators.installed(validator):
            missing(f"{validator} is not installed")
        assert getattr(validators, validator)(path) == []


def pandoc() -> str:
    if not validators.installed("pypandoc"):
        missing("pypandoc_binary is not installed: Pandoc reads the notes back")
    import pypandoc

    return str(pypandoc.get_pandoc_path())


@pytest.mark.parametrize("name", ["mockup", "everything", "long_notes", "everything-endnotes"])
def test_pandoc_reads_as_many_notes_with_the_same_words(
    name: str, images: dict[str, bytes], tmp_path: Path
) -> None:
    path = tmp_path / "a.docx"
    document = DOCUMENTS[name]()
    made(name, DEFAULT, images, path)
    done = subprocess.run(
        [pandoc(), str(path), "-t", "json"], capture_output=True, text=True, check=True
    )
    read_back = _pandoc_notes(done.stdout)
    assert read_back == _tree_notes(document)


def _pandoc_notes(text: str) -> list[str]:
    import json

    found: list[str] = []

    def words(node: object) -> str:
        if isinstance(node, dict):
            if node.get("t") == "Str":
                return str(node["c"])
            if node.get("t") in {"Space", "SoftBreak", "LineBreak"}:
                return " "
            return words(node.get("c"))
        if isinstance(node, list):
            return "".join(words(one) for one in node)
        return ""

    def walk(node: object) -> None:
        if isinstance(node, dict):
            if node.get("t") == "Note":
                found.append(_folded(words(node["c"])))
            else:
                walk(list(node.values()))
        elif isinstance(node, list):
            for one in node:
                walk(one)

    walk(json.loads(text)["blocks"])
    return found


def _folded(words: str) -> str:
    return re.sub(r"\s+", " ", words).strip()


def _tree_notes(document: Document) -> list[str]:
    from brief.document.tree import Note, inlines_text
    from brief.record import Record

    found: dict[str, str] = {}

    def walk(node: object) -> None:
        if isinstance(node, Note):
            found.setdefault(node.id, _folded(inlines_text(node.children)))
        elif isinstance(node, Record):
            for field in node._fields:
                walk(getattr(node, field))
        elif isinstance(node, tuple):
            for one in node:
                walk(one)

    walk(document.blocks)
    return list(found.values())


def test_libreoffice_prints_every_word(images: dict[str, bytes], tmp_path: Path) -> None:
    office = require("soffice", "LibreOffice turns each DOCX into pages")
    reader = require("pdftotext", "poppler-utils reads the pages back")
    path = tmp_path / "a.docx"
    made("mockup", DEFAULT, images, path)
    profile = (tmp_path / "profile").as_uri()
    subprocess.run(
        [
            office,
            f"-env:UserInstallation={profile}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(tmp_path),
            str(path),
        ],
        capture_output=True,
        timeout=600,
        check=True,
    )
    done = subprocess.run(
        [reader, "-raw", str(tmp_path / "a.pdf"), "-"], capture_output=True, text=True, check=True
    )
    shown = re.sub(r"\W", "", done.stdout)
    for words in _paragraph_texts(DOCUMENTS["mockup"]()):
        for word in re.findall(r"\w+", words):
            assert word in shown, words


def _paragraph_texts(document: Document) -> list[str]:
    from brief.document.tree import Heading, Paragraph, inlines_text
    from brief.record import Record

    found: list[str] = []

    def walk(node: object) -> None:
        if isinstance(node, (Paragraph, Heading)):
            found.append(inlines_text(node.children))
        elif isinstance(node, Record):
            for field in node._fields:
                walk(getattr(node, field))
        elif isinstance(node, tuple):
            for one in node:
                walk(one)

    walk(document.blocks)
    return found


def test_notes_keep_their_text_beside_comments(tmp_path: Path) -> None:
    """LibreOffice 7.4 mixes notes up where a comment's mark follows one in its paragraph."""
    from brief.document.tree import Note, Statement
    from tests.writers.docx.samples import document, p, t

    office = require("soffice", "LibreOffice turns each DOCX into pages")
    reader = require("pdftotext", "poppler-utils reads the pages back")
    notes = [Note(f"n{i}", (t(f"note number {i}"),), i) for i in range(1, 5)]
    tree = document(
        p(Statement((t("one"), notes[0]), "s1"), Statement((t("two"), notes[1]), "s2")),
        p("three", notes[2], Statement((t("four"), notes[3]), "s3")),
    )
    supplies = Supplies(comments={"s1": "Passage: a", "s2": "Passage: b", "s3": "Passage: c"})
    path = tmp_path / "a.docx"
    path.write_bytes(write(tree, DEFAULT, supplies).data)
    command = [office, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, capture_output=True, timeout=600, check=True)
    done = subprocess.run(
        [reader, "-raw", str(tmp_path / "a.pdf"), "-"], capture_output=True, text=True, check=True
    )
    assert re.findall(r"note number \d", done.stdout) == [f"note number {i}" for i in range(1, 5)]
