"""Typefaces that a house file names: their files, whether they may be embedded, what they lack."""

from __future__ import annotations

import os
import struct
import sys
from pathlib import Path

from brief.house.fontfiles import BUNDLED, font_path
from brief.house.fontfiles.names import (
    ENGLISH,
    FAMILY,
    OWN_FAMILY,
    OWN_STYLE,
    STYLE,
    names_of,
)
from brief.house.fontfiles.rights import may_be_embedded, rights
from brief.house.theme import Face
from brief.record import Record

# Letters that a brief may need, by the language that a reader would miss them in.
LETTERS = {
    "English": "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789“”‘’–—¶§€$£±−=+",
    "Russian": "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдеёжзийклмнопрстуфхцчшщъыьэюя«»№",
    "Kazakh": "ӘҒҚҢӨҰҮҺІәғқңөұүһі₸",
}
_STYLES = {
    "regular": "regular",
    "book": "regular",
    "roman": "regular",
    "italic": "italic",
    "oblique": "italic",
    "semibold": "semibold",
    "demibold": "semibold",
    "bold": "bold",
}


class FontFacts(Record):
    """What a font file says of itself."""

    path: str
    family: str
    style: str
    rights: int
    outlines: bool
    variable: bool


def bundled(family: str) -> Face | None:
    """The face of a family that comes with the product."""
    from brief.house.default import DEFAULT

    for face in (DEFAULT.text, DEFAULT.sans):
        if face.family.casefold() == family.casefold():
            return face
    return None


def resolve(family: str, beside: Path | None, fallback: Face) -> tuple[Face, str]:
    """The face of a family, and why not, where another's files stand in for it.

    Files are looked for among the bundled ones, in a folder `fonts` beside the house file, and
    where the system keeps fonts.
    """
    known = bundled(family)
    if known is not None:
        return known, ""
    cuts: dict[str, FontFacts] = {}
    why = "is not on this machine"
    for facts in _matching(family, beside):
        if facts.variable or not facts.outlines:
            why = "has no static TrueType file"
        elif not may_be_embedded(facts.rights):
            why = "may not be embedded by its licence bits"
        else:
            cuts.setdefault(facts.style, facts)
    regular = cuts.get("regular")
    if regular is None:
        substitute = fallback.substitute
        stood = fallback.stand_in or fallback.family
        return fallback.replace(family=family, substitute=substitute, stand_in=stood), why
    found = {style: facts.path for style, facts in cuts.items()}
    return Face(family, **found, substitute=fallback.substitute), ""


def missing_letters(file: str) -> dict[str, str]:
    """The letters that a font lacks, by language; `file` as in a face."""
    from fontTools.ttLib import TTFont

    with TTFont(font_path(file), lazy=True) as font:
        held = font.getBestCmap() or {}
    lacks = {
        name: "".join(letter for letter in letters if ord(letter) not in held)
        for name, letters in LETTERS.items()
    }
    return {name: letters for name, letters in lacks.items() if letters}


def _matching(family: str, beside: Path | None) -> list[FontFacts]:
    wanted = family.casefold()
    found = []
    for folder in _folders(beside):
        for path in sorted(folder.rglob("*.[tToO][tT][fF]")):
            facts = font_facts(path)
            if facts is not None and facts.family.casefold() == wanted:
                found.append(facts)
        if any(facts.style == "regular" for facts in found):
            break
    return found


def _folders(beside: Path | None) -> list[Path]:
    home = Path.home()
    folders = [beside / "fonts"] if beside else []
    if sys.platform == "win32":
        folders.append(Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts")
        folders.append(home / "AppData/Local/Microsoft/Windows/Fonts")
    elif sys.platform == "darwin":
        folders += [home / "Library/Fonts", Path("/Library/Fonts"), Path("/System/Library/Fonts")]
    else:
        folders += [home / ".fonts", home / ".local/share/fonts"]
        folders += [Path("/usr/local/share/fonts"), Path("/usr/share/fonts")]
    return [folder for folder in folders if folder.is_dir() and folder != BUNDLED]


def font_facts(path: Path) -> FontFacts | None:
    """Family, style and rights from the tables `name` and `OS/2`; None where it is no font."""
    try:
        with path.open("rb") as stream:
            head = stream.read(12)
            if len(head) < 12 or head[:4] not in {b"\0\1\0\0", b"true", b"OTTO"}:
                return None
            rows = stream.read(16 * int.from_bytes(head[4:6], "big"))
            tables = {}
            for place in range(0, len(rows) - 15, 16):
                tag, _, offset, length = struct.unpack(">4sLLL", rows[place : place + 16])
                tables[tag] = (offset, length)
            if b"name" not in tables or b"OS/2" not in tables:
                return None
            stream.seek(tables[b"name"][0])
            names = _names(stream.read(tables[b"name"][1]))
            stream.seek(tables[b"OS/2"][0])
            metrics = stream.read(10)
    except (OSError, struct.error):
        return None
    family = names.get(OWN_FAMILY) or names.get(FAMILY, "")
    style = (names.get(OWN_STYLE) or names.get(STYLE, "")).replace(" ", "").casefold()
    return FontFacts(
        str(path),
        family,
        _STYLES.get(style, style),
        rights(metrics),
        b"glyf" in tables,
        b"fvar" in tables,
    )


def _names(table: bytes) -> dict[int, str]:
    found: dict[int, str] = {}
    for name, language, text in names_of(table):
        if language == ENGLISH or name not in found:
            found[name] = text.decode("utf-16-be", "replace")
    return found
