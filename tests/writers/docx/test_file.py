"""The file as a whole: properties, running heads, facts, comments, fonts, bytes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from brief.document.tree import Statement
from brief.house.default import DEFAULT
from brief.writers import Supplies
from brief.writers.docx import write
from tests.documents import mockup
from tests.writers.docx.reading import NS, make, of, text
from tests.writers.docx.samples import everything, p, png, t, table

FACTS = Supplies(facts_json=b'{"facts": {"d1": {"value": "17.2"}}}')


def test_all_properties_come_from_the_document() -> None:
    made = of(everything())
    core = made.opened().core_properties
    assert (core.title, core.author, core.subject) == ("A title & more", "An office", "A subject")
    assert core.keywords == "one, two"
    assert core.last_modified_by == "An office"
    assert core.language == "en-GB"
    assert core.version == "3"
    assert core.category == "TLP:AMBER+STRICT"
    assert core.created is not None
    assert core.created.isoformat().startswith("2026-11-21T09:00:00")
    assert core.modified == core.created
    assert "2026-11-21" in made.archive.read("docProps/custom.xml").decode()


def test_the_marking_stands_at_head_and_foot_of_every_page() -> None:
    made = of(mockup().replace(meta=mockup().meta.replace(draft="DRAFT")))
    section = made.opened().sections[0]
    assert section.different_first_page_header_footer
    for part in (section.header, section.first_page_header):
        assert "TLP:CLEAR" in text(part._element)
        assert "DRAFT" in text(part._element)
    for part in (section.footer, section.first_page_footer):
        assert "TLP:CLEAR" in text(part._element)
        codes = [i.text.strip() for i in part._element.iter(f"{{{NS['w']}}}instrText")]
        assert codes == ["PAGE", "NUMPAGES"]
    assert "Policy brief" in text(section.first_page_header._element)
    assert "Policy brief" not in text(section.header._element)


def test_a_house_without_a_first_page_of_its_own() -> None:
    theme = DEFAULT.replace(page=DEFAULT.page.replace(first_different=False), embed_fonts=False)
    made = of(mockup(), theme=theme)
    assert not made.opened().sections[0].different_first_page_header_footer
    assert len([n for n in made.archive.namelist() if "header" in n and "rels" not in n]) == 1


def test_values_of_facts_stand_in_bound_controls() -> None:
    made = make(p("It costs ", t("17.2", "fact", "d1", "value"), "."), supplies=FACTS)
    control = made.find("//w:sdt")[0]
    assert control.xpath("w:sdtPr/w:tag/@w:val", namespaces=NS) == ["fact/d1/value"]
    binding = control.find("{*}sdtPr/{*}dataBinding")
    data = made.tree("customXml/item1.xml")
    path = binding.get(f"{{{NS['w']}}}xpath")
    found = data.xpath(path, namespaces={"b": "urn:policy-brief:facts:1"})
    assert [one.text for one in found] == ["17.2"]
    assert text(made.body) == "It costs 17.2."
    record = data.find("{*}record")
    assert record.text == FACTS.facts_json.decode()


def test_without_facts_to_carry_there_is_no_trace_of_them() -> None:
    made = make(p("It costs ", t("17.2", "fact", "d1", "value")))
    assert not made.find("//w:sdt")
    assert not [name for name in made.archive.namelist() if "customXml" in name]


def test_a_value_with_blanks_at_its_ends_is_not_bound() -> None:
    made = make(p(t(" 17.2", "fact", "d1", "value")), supplies=FACTS)
    assert not made.find("//w:sdt")
    assert text(made.body) == " 17.2"


def test_comments_lie_over_statements_and_rows() -> None:
    supplies = Supplies(comments={"s1": "Passage: x\nVerdict: ok", "row2": "A row"})
    made = make(p(Statement((t("claim"),), "s1")), table(), supplies=supplies)
    comments = made.opened().comments
    assert [one.text for one in comments] == ["Passage: x\nVerdict: ok", "A row"]
    start = made.find("//w:commentRangeStart[@w:id='1']")[0]
    end = made.find("//w:commentRangeEnd[@w:id='1']")[0]
    rows = [next(one.iterancestors(f"{{{NS['w']}}}tr")) for one in (start, end)]
    assert rows[0] is rows[1]
    assert "Row 2" in text(rows[0])


def test_embedded_fonts_are_subsets_that_open(tmp_path: Path) -> None:
    from io import BytesIO

    from fontTools.ttLib import TTFont

    made = of(mockup(), Supplies(cache=tmp_path), DEFAULT)
    rows = made.find("//w:font", "word/fontTable.xml")
    relations = made.archive.read("word/_rels/fontTable.xml.rels").decode()
    seen = 0
    for row in rows:
        family = row.get(f"{{{NS['w']}}}name")
        for slot in row.xpath("*[@r:id]", namespaces=NS):
            key = slot.get(f"{{{NS['w']}}}fontKey").strip("{}").replace("-", "")
            relation = slot.get(f"{{{NS['r']}}}id")
            target = relations.split(f'Id="{relation}"')[1].split('"')[3]
            data = made.archive.read(f"word/{target}")
            mask = bytes.fromhex(key)[::-1] * 2
            data = bytes(a ^ b for a, b in zip(data[:32], mask, strict=True)) + data[32:]
            font = TTFont(BytesIO(data))
            assert font["name"].getDebugName(1) == family
            assert set(map(ord, "Ag9¶–“")) <= set(font.getBestCmap())
            assert 0x416 not in font.getBestCmap()  # no Cyrillic in an English brief
            assert font["glyf"][font.getBestCmap()[0x41]].numberOfContours
            seen += 1
    assert seen >= 5
    assert of(mockup(), Supplies(cache=tmp_path), DEFAULT).data == made.data
    assert of(mockup(), None, DEFAULT).data == made.data


def test_a_cache_that_was_tampered_with_is_not_trusted(tmp_path: Path) -> None:
    sound = of(mockup(), Supplies(cache=tmp_path), DEFAULT).data
    kept = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert kept
    for path in kept:
        path.write_bytes(path.read_bytes()[:-1] + b"x")
    assert of(mockup(), Supplies(cache=tmp_path), DEFAULT).data == sound


def test_a_font_that_may_not_be_embedded_is_not(tmp_path: Path) -> None:
    from fontTools.ttLib import TTFont

    from brief.house.fontfiles import BUNDLED

    path = tmp_path / "mine.ttf"
    with TTFont(BUNDLED / DEFAULT.text.regular) as font:
        font["OS/2"].fsType = 2
        font.save(path)
    face = DEFAULT.text.replace(regular=str(path), bold="", semibold="", italic="")
    made = of(mockup(), None, DEFAULT.replace(text=face))
    assert made.codes == ["W-FONT"]


@pytest.mark.parametrize("fonts", [False, True])
def test_the_same_bytes_everywhere(fonts: bool, tmp_path: Path) -> None:
    program = (
        "import hashlib, sys\n"
        "from tests.documents import mockup\n"
        "from brief.house.default import DEFAULT\n"
        "from brief.writers import Supplies\n"
        "from brief.writers.docx import write\n"
        f"theme = DEFAULT.replace(embed_fonts={fonts})\n"
        "data = write(mockup(), theme, Supplies(facts_json=b'{}')).data\n"
        "print(hashlib.sha256(data).hexdigest())\n"
        "costly = {'docx', 'lxml', 'zipfile', 'fontTools', 'logging', 'subprocess'}\n"
        "print(sorted(costly & set(sys.modules)))\n"
    )
    seen = set()
    for seed, zone, language in (("0", "UTC", "C"), ("7", "Asia/Almaty", "ru_RU.UTF-8")):
        environment = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "TZ": zone,
            "LANG": language,
            "PYTHONPATH": str(Path(__file__).parents[3]),
        }
        done = subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            text=True,
            env=environment,
            cwd=tmp_path,
            check=True,
        )
        digest, costly = done.stdout.split("\n")[:2]
        seen.add(digest)
        assert costly == "[]"
    assert len(seen) == 1


def test_no_trace_of_machine_user_or_path() -> None:
    supplies = Supplies(images={"a.png": png()}, facts_json=b"{}")
    made = of(everything(), supplies)
    for name in made.archive.namelist():
        content = made.archive.read(name)
        for trace in (str(Path.home()), str(Path.cwd()), os.environ.get("USER") or "\0none"):
            assert trace.encode() not in content
    assert {row.date_time for row in made.archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert made.archive.namelist() == sorted(made.archive.namelist())


def test_it_grows_as_its_content_does() -> None:
    """A table four times as long has four times the markup, and no more."""
    sizes = []
    for rows in (50, 200):
        one = table().rows[0]
        body = table(rows=(one,) * rows, caption=(), remarks=())
        made = write(
            mockup().replace(blocks=(body,)), DEFAULT.replace(embed_fonts=False), Supplies()
        )
        assert made.data
        sizes.append(len(make(body).archive.read("word/document.xml")))
    assert sizes[1] < 4.2 * sizes[0]
