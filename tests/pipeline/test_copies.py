"""Numbered copies: each recipient's own files, made together, told apart by the foot of pages."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from brief.document.flow import flow
from brief.document.tree import Document, Origin, Text
from brief.editions import audit, copies, read_docx, read_pdf
from brief.editions.audit import squeeze
from brief.editions.manifest import recipient_mark
from brief.house.default import DEFAULT
from brief.pipeline import Edition, Request, generate
from brief.writers import Supplies, docx, pdf
from tests.documents import mockup

ROOT = Path(__file__).parents[2]
PEOPLE = (
    ("a@example.org", "Anna Muster"),
    ("b@example.org", "Болат Сейітқали-Әбенов"),
    ("c@example.org", "The Office of the Permanent Representative"),
)
AUDIENCES = """\
format: 1
audiences:
  - audience: ministers
    clearance: TLP:RED
    numbered: yes
  - audience: public
    clearance: TLP:RED
"""


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    folder = tmp_path / "sources" / "example"
    shutil.copytree(ROOT / "brief" / "_example", folder)
    (folder / "audiences.yaml").write_text(AUDIENCES)
    listed(folder, PEOPLE)
    return folder


def listed(folder: Path, people: tuple[tuple[str, str], ...]) -> None:
    lines = "".join(
        f"  - {{address: {address}, name: {name}, audience: ministers}}\n"
        for address, name in people
    )
    lines += "  - {address: p@example.org, name: Somebody Else, audience: public}\n"
    (folder / "recipients.yaml").write_text(f"format: 1\nrecipients:\n{lines}", encoding="utf-8")


def request(folder: Path, **changes: object) -> Request:
    root = folder.parents[1]
    made = Request(workspace=root, dossier=folder, out=root / "out", audience="ministers")
    return made.replace(**changes)


def codes(edition: Edition) -> set[str]:
    return {d.code for d in edition.diagnostics}


def test_each_recipient_has_files_with_name_and_number_on_every_page(dossier: Path) -> None:
    edition = generate(request(dossier))
    manifest, folder = edition.manifest, edition.folder
    assert manifest is not None, edition.diagnostics
    assert folder is not None
    assert [(f.format, f.copy) for f in manifest.attached] == [
        (format, number) for format in ("docx", "pdf") for number in (1, 2, 3)
    ]
    for file in manifest.attached:
        address, name = PEOPLE[file.copy - 1]
        assert file.path.endswith(f" copy {file.copy:03}.{file.format}")
        assert file.recipient == recipient_mark(manifest.edition, address)
        data = (folder / file.path).read_bytes()
        foot = f"Copy {file.copy} of 3 · {name}"
        if file.format == "docx":
            running = read_docx.read(data).running
            assert sum(text.startswith(foot) for text in running) == 2  # first and later pages
        else:
            read = read_pdf.read(data)
            assert all(squeeze(foot) in page for page in read.artifacts)
        others = [name for one, name in PEOPLE if one != address] + ["Somebody"]
        plain = "".join(read_pdf.read(data).artifacts if file.format == "pdf" else running)
        assert not any(squeeze(other) in squeeze(plain) for other in others)


def test_no_personal_data_stand_in_the_manifest(dossier: Path) -> None:
    edition = generate(request(dossier))
    assert edition.folder is not None
    text = (edition.folder / "manifest.json").read_text(encoding="utf-8")
    assert not any(word in text for pair in PEOPLE for word in pair)


def test_the_same_list_gives_the_same_bytes_and_another_list_others(dossier: Path) -> None:
    first = generate(request(dossier))
    again = generate(request(dossier))
    forced = generate(request(dossier, force=True))
    assert first.manifest is not None
    assert again.unchanged
    assert forced.manifest is not None
    assert forced.manifest.files == first.manifest.files
    everybody = generate(request(dossier, audience="public"))
    listed(dossier, PEOPLE[:2])
    fewer = generate(request(dossier))
    assert fewer.manifest is not None
    assert not fewer.unchanged
    assert fewer.manifest.edition == first.manifest.edition
    assert {f.copy for f in fewer.manifest.attached} == {1, 2}
    assert generate(request(dossier, audience="public")).unchanged  # the list is not its matter
    assert everybody.manifest is not None
    assert not any(f.copy for f in everybody.manifest.files)


def test_without_a_list_or_with_mistakes_in_it_nothing_is_written(dossier: Path) -> None:
    (dossier / "recipients.yaml").unlink()
    assert codes(generate(request(dossier))) >= {"V-COPIES"}
    listed(dossier, ())
    nobody = generate(request(dossier))
    assert nobody.manifest is None
    assert "V-COPIES" in codes(nobody)
    listed(dossier, (("a@example.org\u0007", "A"),))
    broken = generate(request(dossier))
    assert broken.manifest is None
    assert codes(broken) & {"M-ADDRESS", "M-FILE", "M-CONTROL"}


def test_labels_of_the_language_are_used(dossier: Path) -> None:
    edition = generate(request(dossier, language="kk", formats=("pdf",), draft=True))
    assert edition.manifest is not None, edition.diagnostics
    assert edition.folder is not None
    file = edition.manifest.files[1]
    assert file.path.endswith(" 002-дана.pdf")
    read = read_pdf.read((edition.folder / file.path).read_bytes())
    assert squeeze("3 дананың 2-данасы · Болат Сейітқали-Әбенов") in read.artifacts[0]


# ---------------------------------------------------------------- writers and the quick audit


def feet(*names: str) -> list[tuple[Text]]:
    return [(Text(f"Copy {n} · {name}", Origin("setting")),) for n, name in enumerate(names, 1)]


def footed(document: Document, foot: tuple[Text]) -> Document:
    return document.replace(running=document.running.replace(foot_left=foot))


@pytest.fixture(scope="module")
def document() -> Document:
    return mockup()


def test_a_copy_of_the_word_file_is_what_it_would_be_alone(document: Document) -> None:
    wanted = feet("Anna", "Bela")
    made = docx.write_copies(document, DEFAULT, Supplies(), wanted)
    for foot, written in zip(wanted, made, strict=True):
        assert written == docx.write(footed(document, foot), DEFAULT, Supplies())


def test_a_copy_of_the_pdf_reads_as_it_would_alone(document: Document) -> None:
    wanted = feet("Anna", "Болат", "Ærøskøbing")
    made = pdf.write_copies(document, DEFAULT, Supplies(), wanted)
    for foot, written in zip(wanted, made, strict=True):
        read = read_pdf.read(written.data)
        assert audit.pdf(flow(footed(document, foot)), read) == []
        alone = read_pdf.read(pdf.write(footed(document, foot), DEFAULT, Supplies()).data)
        assert (read.body, read.notes, read.cites) == (alone.body, alone.notes, alone.cites)


def test_a_name_without_glyphs_is_told(document: Document) -> None:
    made = pdf.write_copies(document, DEFAULT, Supplies(), feet("Anna", "安娜"))
    assert not any(written.data for written in made)
    assert "R-GLYPH" in {d.code for d in made[0].diagnostics}


def test_the_quick_audit_passes_what_is_right_and_nothing_else(document: Document) -> None:
    wanted = feet("Anna", "Bela", "Cyril")
    words = made = docx.write_copies(document, DEFAULT, Supplies(), wanted)
    texts = [foot[0].content for foot in wanted]
    reader = copies.Docx(made[0].data, texts[0])
    assert [reader.differences(w.data, t) for w, t in zip(made, texts, strict=True)] == [[]] * 3
    assert reader.differences(made[1].data, texts[2])
    other = docx.write(footed(document, wanted[1]), DEFAULT, Supplies(product="other"))
    assert reader.differences(other.data, texts[1]) is None  # a whole audit has to tell

    made = pdf.write_copies(document, DEFAULT, Supplies(), wanted)
    paper = copies.Pdf(made[0].data, texts[0], read_pdf.read(made[0].data).artifacts)
    assert [paper.differences(w.data, t) for w, t in zip(made, texts, strict=True)] == [[]] * 3
    assert paper.differences(made[1].data, texts[2])
    alone = pdf.write(footed(document, wanted[1]), DEFAULT, Supplies())
    assert paper.differences(alone.data, texts[1]) is None
    with pytest.raises(Exception, match="whole PDF"):
        paper.differences(made[1].data[:-200], texts[1])
    with pytest.raises(Exception, match="whole Word"):
        reader.differences(words[1].data[:-200], texts[1])
