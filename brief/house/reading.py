"""Reads a house file into a theme: one `house.docx` drives every output.

What is read is `docs/reference/house.md`'s table: paper and margins, the distances of header and
footer, the first page, columns of notes, paragraph and character styles by name, the rules and
cell margins of tables, the logo, whether fonts are embedded.  Nothing else of the file reaches an
output.  A style that the file lacks is made from the house's own body style.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from brief.diagnostics import ERROR, INFO, WARNING, Diagnostic
from brief.house.default import DEFAULT
from brief.house.geometry import WORD_TOP, foot_rule, head_baseline
from brief.house.kept import keep, kept
from brief.house.parts import Parts, finding, opened
from brief.house.resolved import Resolved, Styles, millimetres, name, points
from brief.house.theme import (
    CharacterStyle,
    Face,
    Notes,
    Page,
    ParagraphStyle,
    TableStyle,
    Theme,
)
from brief.house.typefaces import resolve

if TYPE_CHECKING:
    from lxml.etree import _Element

_W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_EMU = 36000  # English Metric Units a millimetre
_TALLEST_LOGO = 9.0  # mm

# Roles whose items hang behind a label: without their indent no label could stand.
_LABELLED = frozenset({"point", "quote", "own", "annex-point", "annex-quote"})
# Roles whose tab stops follow from the page, whatever the file says.
_OWN_TABS = frozenset({"note", "header", "footer", "contents"})
# The styles that a brief is made of; a file that has none of them is no house file of ours.
_OURS = "brief "


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
    digest = hashlib.sha256(data).hexdigest()
    known = kept(cache, digest, file) if cache else None
    if known is not None:
        return known
    parts = opened(data, file)
    found = list(parts.diagnostics)
    if not parts.usable:
        return DEFAULT, found
    try:
        theme = _Reader(parts, path).theme(found)
    except _Unreadable as error:
        found.append(finding("H-FILE", ERROR, f"the house file is damaged: {error}", file))
        return DEFAULT, found
    if cache:
        keep(cache, digest, theme, found)
    return theme, found


class _Unreadable(Exception):
    """A part is no well-formed markup."""


def parsed(parts: Parts, part: str) -> _Element | None:
    """A part as a tree, with no entity resolved and no file fetched; None where there is none."""
    from lxml import etree

    content = parts.held.get(part)
    if content is None:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise _Unreadable(f"{part}: {error.msg}") from error


class _Reader:
    """One house file on its way into a theme."""

    def __init__(self, parts: Parts, path: Path) -> None:
        self.parts = parts
        self.path = path
        self.file = path.name
        root = parsed(parts, "word/styles.xml")
        document = parsed(parts, "word/document.xml")
        if root is None or document is None:
            raise _Unreadable("a part is missing")
        themes = [part for part in parts.held if part.startswith("word/theme/")]
        self.styles = Styles(root, parsed(parts, min(themes)) if themes else None)
        self.document = document
        self.body = self.styles.find("paragraph", "Normal") or self.styles.default()
        self.ours = any(
            shown.casefold().startswith(_OURS) for shown in self.styles.names("paragraph")
        )
        self.found: list[Diagnostic] = []

    def say(self, code: str, message: str, help: str = "", *, warn: bool = True) -> None:
        severity = WARNING if warn else INFO
        self.found.append(finding(code, severity, message, self.file, help))

    # ------------------------------------------------------------ the whole

    def theme(self, found: list[Diagnostic]) -> Theme:
        """The theme; what there is to say goes into `found`."""
        self.faces = self._faces()
        colours = self._colours()
        self.recolour = {DEFAULT.colours[key]: colour for key, colour in colours.items()}
        self.scale = min(max(self.body.size / DEFAULT.paragraphs[""].size, 0.9), 1.2)
        missing: list[str] = []
        paragraphs = {
            role: self._paragraph(role, style, missing)
            for role, style in DEFAULT.paragraphs.items()
        }
        characters = {
            role: self._character(style, missing) for role, style in DEFAULT.characters.items()
        }
        if missing:
            names = ", ".join(dict.fromkeys(missing))
            self.say(
                "H-STYLE",
                f"the house file has no style {names}: made from its body style",
                "brief house init writes a file that has them all",
                warn=False,
            )
        logo, alternative, height = self._logo()
        page = self._page(paragraphs["footer"], height if logo else 0.0)
        table = self._table()
        theme = DEFAULT.replace(
            name=self.path.stem,
            text=self.faces[0],
            sans=self.faces[1],
            page=page,
            notes=self._notes(table, paragraphs["note"]),
            table=table,
            paragraphs=paragraphs,
            characters=characters,
            colours=colours,
            logo=logo,
            logo_alternative=alternative,
            logo_height=height if logo else DEFAULT.logo_height,
            embed_fonts=self._embeds(),
            source=self.file,
        )
        self._hidden()
        self._author()
        found += self.found
        return theme

    # ------------------------------------------------------------ faces and colours

    def _faces(self) -> tuple[Face, Face]:
        text = self.body.family or DEFAULT.text.family
        sans = ""
        for shown in ("Heading 2", "Brief Cell", "Footnote Text", "Heading 1"):
            style = self.styles.find("paragraph", shown)
            if style is not None and _plain(style.family) not in {"", _plain(text)}:
                sans = _plain(style.family)
                break
        faces = []
        for family, fallback in (
            (_plain(text), DEFAULT.text),
            (sans or _plain(text), DEFAULT.sans),
        ):
            face, why = resolve(family, self.path.parent, fallback)
            if why:
                self.say(
                    "H-FONT",
                    f"the font {family} {why}: other outputs than Word take {face.stand_in}",
                    f"put its files into a folder “fonts” beside {self.file}",
                )
            faces.append(face)
        return faces[0], faces[1]

    def _colours(self) -> dict[str, str]:
        section = self.styles.find("paragraph", "Heading 2")
        muted = self.styles.find("character", "Brief Muted")
        box = self.styles.find("paragraph", "Brief Box")
        table = self._table()
        default = DEFAULT.colours
        return {
            "ink": self.body.colour or ("000000" if not self.ours else default["ink"]),
            "accent": (section.colour if section else "") or default["accent"],
            "grey": (muted.colour if muted else "") or default["grey"],
            "tint": (box.ground if box else "") or default["tint"],
            "hair": table.thin_colour,
        }

    def _face_of(self, style: Resolved, shown: str, default: str) -> str:
        family = _plain(style.family)
        if not family:
            return default
        text, sans = self.faces
        if family == sans.family and (family != text.family or default == "sans"):
            return "sans"
        if family == text.family:
            return "text"
        self.say(
            "H-FONT",
            f"the style {shown} is set in {family}; a brief has two typefaces,"
            f" {text.family} and {sans.family}",
            "set it in one of the two",
        )
        return default

    def _weight(self, style: Resolved, face: Face) -> int:
        if not style.flag("rPr", "b"):
            return 600 if _semibold(style.family) else 400
        if _semibold(style.family) or (face.semibold and not face.bold):
            return 600
        return 700

    # ------------------------------------------------------------ styles

    def _paragraph(self, role: str, default: ParagraphStyle, missing: list[str]) -> ParagraphStyle:
        shown = default.word
        style = self.body if shown == "Normal" else self.styles.find("paragraph", shown)
        if style is None:
            missing.append(shown)
            return self._made(default)
        left, right, first = style.indents
        tabs = () if role in _OWN_TABS else style.tabs
        if role in _LABELLED and first >= 0:
            left, first, tabs = default.left, default.first, default.tabs
            self.say(
                "H-STYLE",
                f"the style {shown} has no hanging indent for its label: {left:g} mm is taken",
                warn=self.ours,
            )
        which = self._face_of(style, shown, default.face)
        face = self.faces[1] if which == "sans" else self.faces[0]
        outline = style.attribute("pPr", "outlineLvl", "val")
        level = int(outline) + 1 if outline is not None and outline in "012345678" else 0
        self._unread(style, shown)
        return default.replace(
            face=which,
            size=style.size,
            leading=style.leading,
            weight=self._weight(style, face),
            italic=style.flag("rPr", "i"),
            colour=style.colour or self.recolour.get(default.colour, default.colour),
            before=points(style.attribute("pPr", "spacing", "before")),
            after=points(style.attribute("pPr", "spacing", "after")),
            left=left,
            right=right,
            first=first,
            align=style.align,
            keep_next=style.flag("pPr", "keepNext"),
            keep_lines=style.flag("pPr", "keepLines"),
            new_page=style.flag("pPr", "pageBreakBefore"),
            ground=style.ground,
            borders=style.borders,
            tabs=tabs,
            outline=level,
            hyphenate=self._hyphenates() and not style.flag("pPr", "suppressAutoHyphens"),
        )

    def _made(self, default: ParagraphStyle) -> ParagraphStyle:
        """A style that the file lacks: the default's build in the house's faces and colours, as
        much larger or smaller as the house's body text is."""
        return default.replace(
            size=_halves(default.size * self.scale),
            leading=_halves(default.leading * self.scale),
            colour=self.recolour.get(default.colour, default.colour),
            ground=self.recolour.get(default.ground, default.ground),
            borders=tuple(
                border.replace(colour=self.recolour.get(border.colour, border.colour))
                for border in default.borders
            ),
        )

    def _character(self, default: CharacterStyle, missing: list[str]) -> CharacterStyle:
        style = self.styles.find("character", default.word)
        if style is None:
            missing.append(default.word)
            scaled = _halves(default.size * self.scale) if default.size else 0.0
            colour = self.recolour.get(default.colour, default.colour)
            return default.replace(size=scaled, colour=colour)
        own = Resolved(style.own(), None)
        size = own.attribute("rPr", "sz", "val")
        which = self._face_of(own, default.word, default.face) if own.family else ""
        face = self.faces[1] if which == "sans" else self.faces[0]
        weight = 0
        if own.said("rPr", "b") or _semibold(own.family):
            weight = self._weight(own, face) if own.flag("rPr", "b") else 400
            if weight == 700 and not which and default.weight == 600:
                weight = 600  # bold of whichever face the paragraph has
        raised = own.attribute("rPr", "vertAlign", "val") == "superscript"
        return default.replace(
            face=which,
            size=own.size if size else 0.0,
            weight=weight,
            italic=own.flag("rPr", "i"),
            colour=own.colour,
            raised=raised,
            tracking=points(own.attribute("rPr", "spacing", "val")),
        )

    def _unread(self, style: Resolved, shown: str) -> None:
        """Properties that a brief does not carry over are named."""
        for tag, words in _UNREAD.items():
            if style.flag("rPr", tag) and style.attribute("rPr", tag, "val") != "none":
                self.say("H-LOOK", f"the style {shown} has {words}, which is not carried over")

    # ------------------------------------------------------------ page, notes, tables, logo

    def _section(self) -> _Element | None:
        sections = list(self.document.iter(name("sectPr")))
        return sections[-1] if sections else None

    def _page(self, footer: ParagraphStyle, logo: float) -> Page:
        section = self._section()
        size = None if section is None else section.find(name("pgSz"))
        margins = None if section is None else section.find(name("pgMar"))
        if section is None or size is None or margins is None:
            self.say("H-PAGE", "the house file states no paper and margins: A4 is taken")
            return DEFAULT.page
        header = points(margins.get(name("header"), "720"))
        below = points(margins.get(name("footer"), "720"))
        first = section.find(name("titlePg"))
        page = Page(
            width=millimetres(size.get(name("w"))),
            height=millimetres(size.get(name("h"))),
            left=millimetres(margins.get(name("left"))),
            right=millimetres(margins.get(name("right"))),
            top=round(millimetres(margins.get(name("top"))) + WORD_TOP, 1),
            bottom=millimetres(margins.get(name("bottom"))),
            head_baseline=round(head_baseline(header, logo), 1),
            foot_rule=round(foot_rule(below, footer.leading), 1),
            first_different=(
                first is not None and first.get(name("val"), "1") in {"1", "true", "on"}
            )
            or not self.ours,
        )
        if page.width - page.left - page.right < 100 or page.height - page.top - page.bottom < 100:
            self.say("H-PAGE", "the margins leave less than 100 mm for the text: A4 is taken")
            return DEFAULT.page
        room = page.bottom / 25.4 * 72
        if page.foot_rule > room:
            self.say(
                "H-PAGE",
                f"the footer is {page.foot_rule - room:.0f} pt too high for the bottom margin",
                "lower the footer or enlarge the margin",
            )
            page = page.replace(foot_rule=round(room - 2, 1))
        return page

    def _notes(self, table: TableStyle, note: ParagraphStyle) -> Notes:
        section = self._section()
        columns = None if section is None else section.find(f"{{{_W15}}}footnoteColumns")
        count = DEFAULT.notes.columns
        if columns is not None and columns.get(name("val"), "").isdigit():
            count = min(max(int(columns.get(name("val"), "1")), 1), 4)
        indent = note.left or DEFAULT.notes.indent
        return DEFAULT.notes.replace(
            columns=count,
            rule_colour=table.thin_colour,
            indent=indent,
            number_width=min(DEFAULT.notes.number_width, indent),
        )

    def _table(self) -> TableStyle:
        style = self.styles.find("table", "Brief Table")
        if style is None:
            return DEFAULT.table
        found = DEFAULT.table
        borders = style.first("tblPr", "tblBorders")
        for side, kind in (("bottom", "strong"), ("insideH", "thin")):
            rule = None if borders is None else borders.find(name(side))
            if rule is None:
                continue
            width = float(rule.get(name("sz"), "0")) / 8
            if rule.get(name("val")) in {"nil", "none"}:
                width = 0.0
            colour = rule.get(name("color"), "auto")
            found = found.replace(
                **{
                    f"{kind}_rule": width,
                    f"{kind}_colour": "000000" if colour == "auto" else colour.upper(),
                }
            )
        margins = style.first("tblPr", "tblCellMar")
        if margins is not None:
            values = {
                side: cell.get(name("w"))
                for side in ("top", "left", "bottom", "right")
                if (cell := margins.find(name(side))) is not None
            }
            found = found.replace(
                pad_top=points(values.get("top")),
                pad_bottom=points(values.get("bottom")),
                pad_left=millimetres(values.get("left")),
                pad_right=millimetres(values.get("right")),
            )
        return found

    def _logo(self) -> tuple[bytes, str, float]:
        """The first picture in the first page's header, else in the header of all pages."""
        section = self._section()
        if section is None:
            return b"", "", 0.0
        references = {
            reference.get(name("type"), "default"): reference.get(f"{{{_R}}}id", "")
            for reference in section.findall(name("headerReference"))
        }
        for kind in ("first", "default"):
            part = self._target("word/_rels/document.xml.rels", references.get(kind, ""))
            root = parsed(self.parts, f"word/{part}") if part else None
            if root is None:
                continue
            for drawing in root.iter(f"{{{_WP}}}inline", f"{{{_WP}}}anchor"):
                blip = next(drawing.iter(f"{{{_A}}}blip"), None)
                relation = "" if blip is None else blip.get(f"{{{_R}}}embed", "")
                target = self._target(f"word/_rels/{part}.rels", relation)
                content = self.parts.held.get(f"word/{target}", b"")
                if content:
                    return self._measured(drawing, content)
                self.say("H-LOGO", "the logo is neither PNG nor JPEG: left out")
        return b"", "", 0.0

    def _measured(self, drawing: _Element, content: bytes) -> tuple[bytes, str, float]:
        extent = drawing.find(f"{{{_WP}}}extent")
        shown = drawing.find(f"{{{_WP}}}docPr")
        height = round(int(extent.get("cy", "0")) / _EMU, 1) if extent is not None else 0.0
        if not height or height > _TALLEST_LOGO:
            if height:
                self.say("H-LOGO", f"the logo is {height:g} mm high: set at {_TALLEST_LOGO:g} mm")
            height = _TALLEST_LOGO
        alternative = "" if shown is None else shown.get("descr", "")
        if not alternative:
            self.say(
                "H-LOGO",
                "the logo has no alternative text for those who do not see it",
                "in Word: right-click the logo, View Alt Text",
            )
        return content, alternative, height

    def _target(self, part: str, relation: str) -> str:
        """The part that a relationship leads to, within the folder `word`."""
        root = parsed(self.parts, part)
        for row in () if root is None else root:
            if row.get("Id") == relation and row.get("TargetMode") != "External":
                return row.get("Target", "").removeprefix("/word/")
        return ""

    # ------------------------------------------------------------ settings and traces

    def _setting(self, tag: str) -> bool:
        root = parsed(self.parts, "word/settings.xml")
        found = None if root is None else root.find(name(tag))
        return found is not None and found.get(name("val"), "1") in {"1", "true", "on"}

    def _embeds(self) -> bool:
        return self._setting("embedTrueTypeFonts")

    def _hyphenates(self) -> bool:
        return self._setting("autoHyphenation")

    def _hidden(self) -> None:
        root = parsed(self.parts, "word/document.xml")
        if root is not None and next(root.iter(name("vanish")), None) is not None:
            self.say("H-HIDDEN", "the house file holds hidden text: it reaches no output")

    def _author(self) -> None:
        root = parsed(self.parts, "docProps/core.xml")
        people = {
            (row.text or "").strip()
            for row in (() if root is None else root)
            if isinstance(row.tag, str)
            and row.tag.rpartition("}")[2] in {"creator", "lastModifiedBy"}
        } - {""}
        if people:
            names = ", ".join(sorted(people))
            self.say("H-AUTHOR", f"the house file names {names}: it reaches no output", warn=False)


_UNREAD = {
    "caps": "capitals",
    "smallCaps": "small capitals",
    "strike": "a line through",
    "u": "an underline",
    "shadow": "a shadow",
    "outline": "an outline",
    "emboss": "relief",
    "imprint": "an imprint",
    "vanish": "hidden text",
}


def _semibold(family: str) -> bool:
    return family.casefold().endswith((" semibold", " demibold"))


def _plain(family: str) -> str:
    """A family without the cut that Word has as a family of its own."""
    return family[: -len(" semibold")] if _semibold(family) else family


def _halves(value: float) -> float:
    return round(value * 2) / 2
