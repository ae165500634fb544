"""`Theme`: the look of a document as plain values, the same for every writer.

Sizes, leadings and spaces are in points, page and column lengths in millimetres, colours six hex
digits.  A paragraph style's space before is Word's: the distance from the line box above to this
line box, where 80 % of the leading lies above the baseline (the writers convert).
"""

from __future__ import annotations

from brief import TYPE_CHECKING
from brief.record import Record

if TYPE_CHECKING:
    from typing import Literal


class Face(Record):
    """A typeface family and the files of its cuts (bundled: names below `brief/house/fonts`).

    `substitute` is the family that Word takes where a reader's machine lacks this one.  `stand_in`
    names the family whose files these are where the family's own are not to be had.
    """

    family: str
    regular: str
    italic: str = ""
    semibold: str = ""
    bold: str = ""
    substitute: str = ""
    stand_in: str = ""

    def cut(self, weight: int, italic: bool) -> str:
        """The file of the nearest cut; weight goes before slant where there is none of both."""
        if weight >= 700 and (self.bold or self.semibold):
            return self.bold or self.semibold
        if weight >= 600 and (self.semibold or self.bold):
            return self.semibold or self.bold
        if italic and self.italic:
            return self.italic
        return self.regular


class Border(Record):
    """A rule on one side of a paragraph: width and distance from the text in points."""

    side: Literal["top", "right", "bottom", "left"]
    width: float
    colour: str
    space: float = 0.0


class TabStop(Record):
    """A tab stop at `position` millimetres from the left margin."""

    position: float
    align: Literal["left", "right", "center", "decimal"] = "left"


class ParagraphStyle(Record):
    """The look of a paragraph.  `word` is its name in the house file (built-in names where Word
    has one, so that Word's navigation and contents know them)."""

    word: str
    face: Literal["text", "sans"] = "text"
    size: float = 10.0
    leading: float = 13.5
    weight: Literal[400, 600, 700] = 400
    italic: bool = False
    colour: str = "1B1B1B"
    before: float = 0.0
    after: float = 0.0
    left: float = 0.0  # mm
    right: float = 0.0  # mm
    first: float = 0.0  # mm, negative: hanging
    align: Literal["left", "right", "center", "justify"] = "left"
    keep_next: bool = False
    keep_lines: bool = False
    new_page: bool = False
    ground: str = ""
    borders: tuple[Border, ...] = ()
    tabs: tuple[TabStop, ...] = ()
    outline: int = 0  # heading level, 0 for none
    hyphenate: bool = False


class CharacterStyle(Record):
    """The look of a run; an empty or zero field keeps the paragraph's."""

    word: str
    face: Literal["", "text", "sans"] = ""
    size: float = 0.0
    weight: Literal[0, 400, 600, 700] = 0
    italic: bool = False
    colour: str = ""
    raised: bool = False
    tracking: float = 0.0  # pt added behind each character


class TableStyle(Record):
    """Rules and cell margins of tables; only horizontal rules."""

    strong_rule: float = 0.75  # pt, under the head and under the last row
    strong_colour: str = "0B4A63"
    thin_rule: float = 0.5  # pt, between rows
    thin_colour: str = "B5BFC4"
    pad_left: float = 1.3  # mm; 0 for the first column
    pad_right: float = 1.3  # mm; 0 for the last column
    pad_top: float = 0.7  # pt, above the line box whose baseline lies at 80 %
    pad_bottom: float = 2.4  # pt


class Page(Record):
    """Paper and its margins, in millimetres; baselines of the running heads in points."""

    width: float = 210.0
    height: float = 297.0
    left: float = 22.0
    right: float = 22.0
    top: float = 24.0
    bottom: float = 25.0
    head_baseline: float = 48.0  # pt below the top edge
    foot_rule: float = 61.0  # pt above the bottom edge
    first_different: bool = True


class Notes(Record):
    """The foot of the page: columns of notes and the rule above them."""

    columns: int = 3
    gutter: float = 4.0  # mm
    rule: float = 0.5  # pt
    rule_colour: str = "B5BFC4"
    number_width: float = 3.4  # mm, numbers right-aligned in it
    indent: float = 4.4  # mm


class Theme(Record):
    """Everything a writer knows of the look.  `paragraphs` and `characters` are keyed by role."""

    name: str
    text: Face
    sans: Face
    page: Page
    notes: Notes
    table: TableStyle
    paragraphs: dict[str, ParagraphStyle]
    characters: dict[str, CharacterStyle]
    colours: dict[str, str]
    logo: bytes = b""
    logo_alternative: str = ""
    logo_height: float = 9.0  # mm
    embed_fonts: bool = False  # subsets of the faces ride along in Word documents
    source: str = ""  # the house file it was read from, for diagnostics; never printed

    def paragraph(self, role: str) -> ParagraphStyle:
        """The style of a role; `KeyError` names a role that the house does not have."""
        return self.paragraphs[role]
