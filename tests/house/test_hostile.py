"""House files that mean harm, or are broken: refused or cleaned, always with a message."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from brief.house.default import DEFAULT
from brief.house.reading import read
from brief.writers import Supplies
from brief.writers.docx import write
from tests.documents import mockup
from tests.house import files


def with_part(name: str, content: bytes) -> bytes:
    return files.packed({**files.parts(), name: content})


def without(name: str) -> bytes:
    found = files.parts()
    del found[name]
    return files.packed(found)


def bomb() -> bytes:
    return with_part("word/media/huge.png", bytes(45_000_000))


def many() -> bytes:
    return files.packed({**files.parts(), **{f"x/{i}.xml": b"<a/>" for i in range(600)}})


def lying() -> bytes:
    """A part that says it is small."""
    data = bytearray(with_part("word/theme/theme9.xml", b"<a>" + b"x" * 5000 + b"</a>"))
    place = data.rindex(b"word/theme/theme9.xml") - 46
    data[place + 24 : place + 28] = (10).to_bytes(4, "little")
    return bytes(data)


LOL = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><w:styles/>'

# A working part but for its document type, written so that no byte of it says so.
SEVEN_BITS = b"+ADwAIQ-DOCTYPE x+AD4-" + files.parts()[files.STYLES].partition(b"?>")[2]

REFUSED = {
    "no zip": b"nothing of the kind",
    "empty": b"",
    "half a zip": files.packed(files.parts())[:2000],
    "a bomb": bomb(),
    "too many parts": many(),
    "a part that lies": lying(),
    "entities": files.packed({**files.parts(), files.STYLES: LOL}),
    "entities in two bytes a letter": files.packed(
        {**files.parts(), files.STYLES: LOL.decode().encode("utf-16")}
    ),
    "entities in seven bits": files.packed(
        {**files.parts(), files.STYLES: b'<?xml version="1.0" encoding="UTF-7"?>' + SEVEN_BITS}
    ),
    "no body": without(files.BODY),
    "no styles": without(files.STYLES),
    "broken markup": files.packed({**files.parts(), files.STYLES: b"<w:styles"}),
    "an encrypted file": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
}

REMOTE = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b'<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    b'relationships/attachedTemplate" Target="http://example.org/x.dotm" TargetMode="External"/>'
    b"</Relationships>"
)
CORE = (
    b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
    b'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>J. Doe'
    b"</dc:creator></cp:coreProperties>"
)
HIDDEN = (
    r"<w:body>",
    "<w:body><w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret words</w:t></w:r></w:p>",
)

CLEANED = {
    "macros": (with_part("word/vbaProject.bin", b"secret words"), "H-UNSAFE"),
    "custom XML": (with_part("customXml/item1.xml", b"<a>secret words</a>"), "H-UNSAFE"),
    "a remote template": (with_part("word/_rels/settings.xml.rels", REMOTE), "H-UNSAFE"),
    "an embedded file": (with_part("word/embeddings/a.bin", b"secret words"), "H-UNSAFE"),
    "hidden text": (files.changed(files.BODY, *HIDDEN), "H-HIDDEN"),
    "a foreign author": (with_part("docProps/core.xml", CORE), "H-AUTHOR"),
}


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_refused_with_a_message(name: str, tmp_path: Path) -> None:
    path = tmp_path / "house.docx"
    path.write_bytes(REFUSED[name])
    theme, found = read(path)
    assert theme == DEFAULT
    assert "H-FILE" in [one.code for one in found if one.severity == "error"]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    theme, found = read(tmp_path / "none.docx")
    assert theme == DEFAULT
    assert [(one.code, one.severity) for one in found] == [("H-FILE", "error")]


@pytest.mark.parametrize("name", sorted(CLEANED))
def test_cleaned_with_a_message(name: str, tmp_path: Path) -> None:
    data, code = CLEANED[name]
    path = tmp_path / "house.docx"
    path.write_bytes(data)
    theme, found = read(path)
    assert code in [one.code for one in found]
    assert not [one for one in found if one.severity == "error"]
    written = write(mockup(), theme.replace(embed_fonts=False), Supplies()).data
    with zipfile.ZipFile(BytesIO(written)) as archive:
        for part in archive.namelist():
            content = archive.read(part)
            for trace in (b"secret words", b"J. Doe", b"example.org/x.dotm", str(path).encode()):
                assert trace not in content, part


@pytest.mark.parametrize(
    "value", ["nan", "inf", "-inf", "1e999", "99999999999999999999", "-5", "x"]
)
@pytest.mark.parametrize("of", [rb'<w:sz w:val="\d+"/>', rb'w:before="\d+"', rb'w:line="\d+"'])
def test_measures_that_are_none_end_in_a_page(tmp_path: Path, value: str, of: bytes) -> None:
    import re

    def changed(match: re.Match[bytes]) -> bytes:
        return re.sub(rb'"\d+"', f'"{value}"'.encode(), match.group())

    styles = re.sub(of, changed, files.parts()["word/styles.xml"])
    assert styles != files.parts()["word/styles.xml"]
    path = tmp_path / "house.docx"
    path.write_bytes(with_part("word/styles.xml", styles))
    theme, _ = read(path)
    for style in theme.paragraphs.values():
        assert 1 <= style.size <= 200
        assert 0 < style.leading <= 400
        assert 0 <= style.before <= 200


def test_a_space_higher_than_a_page_is_told(tmp_path: Path) -> None:
    import re

    styles = re.sub(rb'w:before="\d+"', b'w:before="31680"', files.parts()["word/styles.xml"])
    path = tmp_path / "house.docx"
    path.write_bytes(with_part("word/styles.xml", styles))
    _, found = read(path)
    assert any("no page can hold" in d.message for d in found)
