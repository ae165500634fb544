"""The styles of a house file as those of a theme."""

from __future__ import annotations

from brief.house.default import DEFAULT
from brief.house.resolved import Resolved, points, space
from brief.house.source import HouseFile
from brief.house.theme import CharacterStyle, Face, ParagraphStyle

# Roles whose items hang behind a label: without their indent no label could stand.
_LABELLED = frozenset({"point", "quote", "own", "annex-point", "annex-quote"})
# Roles whose tab stops follow from the page, whatever the file says.
_OWN_TABS = frozenset({"note", "header", "footer", "contents"})

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


class Looks:
    """Reads styles by role, the house's faces and colours known."""

    def __init__(self, house: HouseFile, faces: tuple[Face, Face], colours: dict[str, str]) -> None:
        self.house = house
        self.faces = faces
        self.missing: list[str] = []
        self._recolour = {DEFAULT.colours[key]: colour for key, colour in colours.items()}
        self._scale = min(max(house.body.size / DEFAULT.paragraphs[""].size, 0.9), 1.2)

    def _face_of(self, style: Resolved, shown: str, default: str) -> str:
        family = plain_family(style.family)
        if not family:
            return default
        text, sans = self.faces
        if family == sans.family and (family != text.family or default == "sans"):
            return "sans"
        if family == text.family:
            return "text"
        self.house.say(
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

    def paragraph(self, role: str, default: ParagraphStyle) -> ParagraphStyle:
        """The style of a role; one that the file lacks is made, and its name kept."""
        shown = default.word
        style = self.house.body if shown == "Normal" else self.house.styles.find("paragraph", shown)
        if style is None:
            self.missing.append(shown)
            return self._made(default)
        left, right, first = style.indents
        tabs = () if role in _OWN_TABS else style.tabs
        if role in _LABELLED and first >= 0:
            left, first, tabs = default.left, default.first, default.tabs
            self.house.say(
                "H-STYLE",
                f"the style {shown} has no hanging indent for its label: {left:g} mm is taken",
                warn=self.house.ours,
            )
        which = self._face_of(style, shown, default.face)
        face = self.faces[1] if which == "sans" else self.faces[0]
        outline = style.attribute("pPr", "outlineLvl", "val")
        level = int(outline) + 1 if outline is not None and outline in "012345678" else 0
        before, after = (style.attribute("pPr", "spacing", side) for side in ("before", "after"))
        if any(points(twips) != space(twips) for twips in (before, after)):
            message = f"the style {shown} has a space that no page can hold: the most is taken"
            self.house.say("H-STYLE", message)
        self._unread(style, shown)
        return default.replace(
            face=which,
            size=style.size,
            leading=style.leading,
            weight=self._weight(style, face),
            italic=style.flag("rPr", "i"),
            colour=style.colour or self._recolour.get(default.colour, default.colour),
            before=space(before),
            after=space(after),
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
            hyphenate=self.house.setting("autoHyphenation")
            and not style.flag("pPr", "suppressAutoHyphens"),
        )

    def _made(self, default: ParagraphStyle) -> ParagraphStyle:
        """A style that the file lacks: the default's build in the house's faces and colours, as
        much larger or smaller as the house's body text is."""
        return default.replace(
            size=_halves(default.size * self._scale),
            leading=_halves(default.leading * self._scale),
            colour=self._recolour.get(default.colour, default.colour),
            ground=self._recolour.get(default.ground, default.ground),
            borders=tuple(
                border.replace(colour=self._recolour.get(border.colour, border.colour))
                for border in default.borders
            ),
        )

    def character(self, default: CharacterStyle) -> CharacterStyle:
        """The style of a run's role."""
        style = self.house.styles.find("character", default.word)
        if style is None:
            self.missing.append(default.word)
            scaled = _halves(default.size * self._scale) if default.size else 0.0
            colour = self._recolour.get(default.colour, default.colour)
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
                self.house.say(
                    "H-LOOK", f"the style {shown} has {words}, which is not carried over"
                )


def _semibold(family: str) -> bool:
    return family.casefold().endswith((" semibold", " demibold"))


def plain_family(family: str) -> str:
    """A family without the cut that Word has as a family of its own."""
    return family[: -len(" semibold")] if _semibold(family) else family


def _halves(value: float) -> float:
    return round(value * 2) / 2
