"""Reads a house file into a theme: one `house.docx` drives every output.

What is read is `docs/reference/house.md`'s table: paper and margins, the distances of header and
footer, the first page, columns of notes, paragraph and character styles by name, the rules and
cell margins of tables, the logo, whether fonts are embedded.  Nothing else of the file reaches an
output.  A style that the file lacks is made from the house's own body style.
"""

from __future__ import annotations

from pathlib import Path

from brief.diagnostics import ERROR, Diagnostic
from brief.digests import sha256
from brief.house.default import DEFAULT
from brief.house.kept import keep, kept
from brief.house.looks import Looks, plain_family
from brief.house.parts import finding, opened
from brief.house.resolved import name
from brief.house.sheet import logo_of, notes_of, page_of, table_of
from brief.house.source import HouseFile, UnreadableError, parsed
from brief.house.theme import Face, Theme
from brief.house.typefaces import resolve


def read(path: Path, cache: Path | None = None) -> tuple[Theme, list[Diagnostic]]:
    """The theme of a house file, and what there is to say of the file.

    A file that cannot be read gives the default theme and an error.  With `cache`, a folder, what
    was read is kept there as data under the hash of the file's bytes.
    """
    file = path.name
    try:
        data = path.read_bytes()
    except OSError as error:
        message = f"cannot read the house file: {error.strerror}"
        return DEFAULT, [finding("H-FILE", ERROR, message, file)]
    digest = sha256(data).hexdigest()
    known = kept(cache, digest, file) if cache else None
    if known is not None:
        return known
    parts = opened(data, file)
    found = list(parts.diagnostics)
    if not parts.usable:
        return DEFAULT, found
    try:
        house = HouseFile(parts, path)
        theme = _theme(house)
    except UnreadableError as error:
        found.append(finding("H-FILE", ERROR, f"the house file is damaged: {error}", file))
        return DEFAULT, found
    found += house.found
    if cache:
        keep(cache, digest, theme, found)
    return theme, found


def _theme(house: HouseFile) -> Theme:
    """The theme; what there is to say stays with the file."""
    faces = _faces(house)
    colours = _colours(house)
    looks = Looks(house, faces, colours)
    paragraphs = {role: looks.paragraph(role, style) for role, style in DEFAULT.paragraphs.items()}
    characters = {role: looks.character(style) for role, style in DEFAULT.characters.items()}
    if looks.missing:
        names = ", ".join(dict.fromkeys(looks.missing))
        house.say(
            "H-STYLE",
            f"the house file has no style {names}: made from its body style",
            "brief house init writes a file that has them all",
            warn=False,
        )
    logo, alternative, height = logo_of(house)
    table = table_of(house)
    theme = DEFAULT.replace(
        name=house.path.stem,
        text=faces[0],
        sans=faces[1],
        page=page_of(house, paragraphs["footer"], height if logo else 0.0),
        notes=notes_of(house, table, paragraphs["note"]),
        table=table,
        paragraphs=paragraphs,
        characters=characters,
        colours=colours,
        logo=logo,
        logo_alternative=alternative,
        logo_height=height if logo else DEFAULT.logo_height,
        embed_fonts=house.setting("embedTrueTypeFonts"),
        source=house.file,
    )
    _hidden(house)
    _author(house)
    return theme


def _faces(house: HouseFile) -> tuple[Face, Face]:
    text = house.body.family or DEFAULT.text.family
    sans = ""
    for shown in ("Heading 2", "Brief Cell", "Footnote Text", "Heading 1"):
        style = house.styles.find("paragraph", shown)
        if style is not None and plain_family(style.family) not in {"", plain_family(text)}:
            sans = plain_family(style.family)
            break
    faces = []
    for family, fallback in (
        (plain_family(text), DEFAULT.text),
        (sans or plain_family(text), DEFAULT.sans),
    ):
        face, why = resolve(family, house.path.parent, fallback)
        if why:
            house.say(
                "H-FONT",
                f"the font {family} {why}: other outputs than Word take {face.stand_in}",
                f"put its files into a folder “fonts” beside {house.file}",
            )
        faces.append(face)
    return faces[0], faces[1]


def _colours(house: HouseFile) -> dict[str, str]:
    section = house.styles.find("paragraph", "Heading 2")
    muted = house.styles.find("character", "Brief Muted")
    box = house.styles.find("paragraph", "Brief Box")
    table = table_of(house)
    default = DEFAULT.colours
    return {
        "ink": house.body.colour or ("000000" if not house.ours else default["ink"]),
        "accent": (section.colour if section else "") or default["accent"],
        "grey": (muted.colour if muted else "") or default["grey"],
        "tint": (box.ground if box else "") or default["tint"],
        "hair": table.thin_colour,
    }


def _hidden(house: HouseFile) -> None:
    root = parsed(house.parts, "word/document.xml")
    if root is not None and next(root.iter(name("vanish")), None) is not None:
        house.say("H-HIDDEN", "the house file holds hidden text: it reaches no output")


def _author(house: HouseFile) -> None:
    root = parsed(house.parts, "docProps/core.xml")
    people = {
        (row.text or "").strip()
        for row in (() if root is None else root)
        if isinstance(row.tag, str) and row.tag.rpartition("}")[2] in {"creator", "lastModifiedBy"}
    } - {""}
    if people:
        names = ", ".join(sorted(people))
        house.say("H-AUTHOR", f"the house file names {names}: it reaches no output", warn=False)
