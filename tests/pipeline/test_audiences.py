"""One set of facts, several audiences: nothing reaches those who may not see it."""

from __future__ import annotations

import shutil
import zipfile
import zlib
from pathlib import Path

import pytest

from brief.dossier import audiences, withholding
from brief.editions import leaks, read_docx, read_pdf
from brief.editions.audit import squeeze
from brief.pipeline import Edition, Request, check, generate, generate_all

ROOT = Path(__file__).parents[2]

SECRET = "Quillon Barrage"
SECRET_WORDS = "the barrage at Quillon leaks and will be drained before winter"

AUDIENCES = """\
format: 1
audiences:
  - audience: public
    clearance: TLP:CLEAR
    facts: no
  - audience: ministers
    clearance: TLP:RED
    formats: [pdf]
"""

SOURCE = """\
  - source: cable
    snapshot: snapshots/cable.txt
    outlet: {supplied: Embassy cable, by: the desk}
    short: Embassy cable
    title: not stated
    author: not stated
    published: not stated
    url: not stated
    rank: primary
    marking: TLP:RED
    descriptor: A cable that is not for the public.
"""

FACT = f"""\
format: 1
from: cable
facts:
  - point: barrage
    label: Barrage
    text: At {SECRET} 4711 litres a second are lost.
    passage: {SECRET} loses 4711 litres a second.
  - point: draining
    label: Draining
    text: The barrage is to be drained before winter.
    passage: {SECRET_WORDS.capitalize()}.
"""


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    """The example dossier with a secret source, two secret facts and two audiences."""
    folder = tmp_path / "sources" / "example"
    shutil.copytree(ROOT / "brief" / "_example", folder)
    (folder / "audiences.yaml").write_text(AUDIENCES)
    (folder / "snapshots" / "cable.txt").write_text(
        f"{SECRET} loses 4711 litres a second.\n\n{SECRET_WORDS.capitalize()}.\n"
    )
    sources = folder / "sources.yaml"
    sources.write_text(sources.read_text().rstrip() + "\n" + SOURCE)
    (folder / "facts" / "secret.yaml").write_text(FACT)
    outline = folder / "dossier.yaml"
    text = outline.read_text()
    anchor = "    - section: key-points\n      items:\n"
    assert anchor in text
    outline.write_text(text.replace(anchor, f"{anchor}        - barrage\n        - draining\n"))
    return folder


def request(folder: Path, **changes: object) -> Request:
    root = folder.parents[1]
    return Request(workspace=root, dossier=folder, out=root / "out").replace(**changes)


def made(edition: Edition) -> dict[str, bytes]:
    assert edition.manifest is not None, [d.message for d in edition.diagnostics]
    assert edition.folder is not None
    return {f.format: (edition.folder / f.path).read_bytes() for f in edition.manifest.files}


def every_byte(data: bytes) -> bytes:
    """All that a file holds, every stream inflated."""
    found = [data]
    if data.startswith(b"PK"):
        import io

        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            found += [archive.read(name) for name in archive.namelist()]
    for piece in data.split(b"stream")[1::1]:
        try:
            found.append(zlib.decompressobj().decompress(piece.lstrip(b"\r\n")))
        except zlib.error:
            continue
    return b"\n".join(found)


def test_the_public_variant_holds_no_trace_of_the_secret(dossier: Path) -> None:
    public = generate(request(dossier, audience="public", formats=("docx", "pdf", "html")))
    for data in made(public).values():
        bytes_ = every_byte(data)
        for word in ("Quillon", "4711", "cable", "drained", "barrage"):
            assert word.encode() not in bytes_, word
            assert word.encode("utf-16-be") not in bytes_, word
    manifest = public.manifest
    assert manifest is not None
    assert manifest.marking == "TLP:CLEAR"
    assert not {"barrage", "draining"} & set(manifest.issued)


def test_the_cleared_variant_holds_it_and_is_marked_so(dossier: Path) -> None:
    cleared = generate(request(dossier, audience="ministers"))
    assert cleared.manifest is not None
    assert cleared.manifest.marking == "TLP:RED"
    paper = read_pdf.read(made(cleared)["pdf"])
    assert squeeze(f"At {SECRET} 4711 litres a second are lost") in paper.body
    assert all("TLP:RED" in page for page in paper.artifacts)


def test_all_gives_one_edition_with_a_variant_for_each(dossier: Path) -> None:
    editions = generate_all(request(dossier))
    manifests = [e.manifest for e in editions]
    assert all(manifests)
    assert [m.audience for m in manifests if m] == ["public", "ministers"]
    assert len({m.edition for m in manifests if m}) == 1
    formats = [[f.format for f in m.attached] for m in manifests if m]
    assert formats == [["docx", "pdf"], ["pdf"]]
    again = generate_all(request(dossier))
    assert all(e.unchanged for e in again)


def test_codes_of_sources_close_up_and_the_sanitised_list_says_how_many(dossier: Path) -> None:
    text = (dossier / "sources.yaml").read_text()
    head, _, first = text.partition("sources:\n")
    (dossier / "sources.yaml").write_text(head + "sources:\n" + SOURCE + first.replace(SOURCE, ""))
    word = read_docx.read(made(generate(request(dossier, audience="public")))["docx"])
    body = " ".join(b.text for b in word.blocks())
    assert "S1" in body
    assert "S2" not in body


def test_an_audience_may_rather_refuse(dossier: Path) -> None:
    path = dossier / "audiences.yaml"
    path.write_text(path.read_text().replace("    facts: no\n", "    above: refuse\n"))
    refused = generate(request(dossier, audience="public"))
    assert refused.manifest is None
    assert [d.code for d in refused.diagnostics if d.severity == "error"] == ["V-REFUSED"]


def test_a_title_that_rests_on_a_secret_refuses_the_variant(dossier: Path) -> None:
    path = dossier / "dossier.yaml"
    lines = path.read_text().splitlines()
    at = next(i for i, line in enumerate(lines) if line.startswith("title:"))
    lines[at] = f'title: "{SECRET} loses water{{barrage}}"'
    path.write_text("\n".join(lines) + "\n")
    refused = generate(request(dossier, audience="public"))
    assert "V-HEAD" in {d.code for d in refused.diagnostics}
    assert refused.manifest is None


def test_markings_off_the_scale_or_missing_are_errors(dossier: Path) -> None:
    path = dossier / "audiences.yaml"
    path.write_text(path.read_text().replace("TLP:RED", "TLP:RUD"))
    _, found = check(dossier, dossier.parents[1])
    told = [d for d in found if d.code == "V-SCALE"]
    assert told
    assert told[0].helps == ("did you mean TLP:RED?",)
    path.write_text(AUDIENCES)
    head = dossier / "dossier.yaml"
    head.write_text(head.read_text().replace("marking: TLP:CLEAR\n", ""))
    _, found = check(dossier, dossier.parents[1])
    assert "V-DEFAULT" in {d.code for d in found}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.html", b"<p>nothing</p><!-- at Quillon Barrage -->"),
        ("a.html", b'<p title="Quillon&#32;Barrage">x</p>'),
        ("quillon barrage.html", b"<p>x</p>"),
        ("a.pdf.bin", b"in plain bytes: Quillon Barrage"),
    ],
)
def test_the_scan_bites(name: str, data: bytes) -> None:
    wanted = leaks.traces([f"{SECRET} loses 4711 litres"], ["something else"], [SECRET])
    assert [d.code for d in leaks.scan(name, data, wanted)] == ["V-LEAK"]


def test_the_scan_looks_into_every_part_of_a_docx(dossier: Path, tmp_path: Path) -> None:
    import io

    word = made(generate(request(dossier, audience="public")))["docx"]
    wanted = leaks.traces([SECRET_WORDS], ["something else"], [])
    assert leaks.scan("a.docx", word, wanted) == []
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word)) as source, zipfile.ZipFile(out, "w") as target:
        for info in source.infolist():
            target.writestr(info, source.read(info))
        target.writestr("customXml/item9.xml", f"<x>{SECRET_WORDS}</x>")
    assert leaks.scan("a.docx", out.getvalue(), wanted)


def test_the_manifest_names_nothing_that_was_left_out(dossier: Path) -> None:
    edition = generate(request(dossier, audience="public"))
    assert edition.folder is not None
    text = (edition.folder / "manifest.json").read_text("utf-8")
    for word in ("cable", "secret.yaml", "barrage", "draining", "Quillon", "4711"):
        assert word not in text, word
    assert edition.manifest is not None
    named = [path for path in edition.manifest.inputs if path.startswith("dossier")]
    assert sorted(named) == ["dossier", "dossier/snapshots/bulletin.txt"]
    assert generate(request(dossier, audience="public")).unchanged
    (dossier / "snapshots" / "cable.txt").write_text("Something else.\n")
    assert not generate(request(dossier, audience="public")).unchanged


@pytest.mark.parametrize("words", [f"Ask about {SECRET}.", f"They say {SECRET_WORDS}."])
def test_the_authors_own_words_betray_nothing_either(dossier: Path, words: str) -> None:
    names = dossier / "names.yaml"
    names.write_text(f"{names.read_text()}  - place: quillon\n    name: {SECRET}\n")
    outline = dossier / "dossier.yaml"
    own = "Ask for the timetable before the brief goes out."
    assert own in outline.read_text()
    outline.write_text(outline.read_text().replace(own, words))
    refused = generate(request(dossier, audience="public"))
    assert refused.manifest is None
    assert {d.code for d in refused.diagnostics if d.severity == "error"} == {"V-LEAK"}


def test_a_source_without_a_marking_has_the_dossiers(dossier: Path) -> None:
    sources = dossier / "sources.yaml"
    text = sources.read_text().replace("    marking: TLP:RED\n", "")
    sources.write_text(text.replace("    furniture:", "    marking: TLP:CLEAR\n    furniture:"))
    head = dossier / "dossier.yaml"
    head.write_text(head.read_text().replace("marking: TLP:CLEAR", "marking: TLP:RED"))
    loaded, _ = check(dossier, dossier.parents[1])
    assert loaded is not None
    public = audiences.load(dossier, dossier.parents[1])[0].by_id["public"]
    left, withheld, _ = withholding.withhold(loaded, public)
    assert withheld.sources == {"cable"}
    assert {"barrage", "draining"} <= withheld.facts
    assert left is not None
    assert list(left.sources) == ["bulletin"]


def test_a_brief_marked_above_its_audience_is_not_made(dossier: Path) -> None:
    head = dossier / "dossier.yaml"
    head.write_text(head.read_text().replace("marking: TLP:CLEAR", "marking: TLP:AMBER"))
    sources = dossier / "sources.yaml"
    text = sources.read_text()
    sources.write_text(text.replace("    furniture:", "    marking: TLP:CLEAR\n    furniture:"))
    refused = generate(request(dossier, audience="public"))
    assert refused.manifest is None
    told = [(d.code, d.message) for d in refused.diagnostics if d.severity == "error"]
    assert told == [("V-REFUSED", "the brief is marked TLP:AMBER, above the clearance of public")]


def test_a_gap_in_withheld_texts_alone_is_none_in_the_others(dossier: Path) -> None:
    facts = dossier / "facts" / "example.yaml"
    terms = "    terms: [fare*, ticket*, price*]\n"
    assert terms in facts.read_text()
    facts.write_text(facts.read_text().replace(terms, f"{terms}    sources: [cable]\n"))
    edition = generate(request(dossier, audience="public"))
    assert edition.manifest is not None
    assert "no-fares" not in {f for s in edition.manifest.statements for f in s.facts}
