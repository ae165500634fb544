"""What a run of text looks like: from the house's styles to a face, a size and a colour."""

from __future__ import annotations

from brief.house.theme import CharacterStyle, ParagraphStyle
from brief.record import NamedTuple
from brief.writers.pdf.faces import Face, Faces

MM = 72 / 25.4

# Raised marks: size and rise as parts of the type size.
RAISED_SIZE = 0.6
RAISED_BY = 0.33


class Look(NamedTuple):
    """The wished look of a run, before a face is chosen.  `size` in points."""

    family: str
    size: float
    weight: int
    italic: bool
    colour: str
    raised: bool = False

    def styled(self, style: CharacterStyle) -> Look:
        """With a character style laid over it."""
        return Look(
            style.face or self.family,
            style.size or self.size,
            style.weight or self.weight,
            style.italic or self.italic,
            style.colour or self.colour,
            style.raised or self.raised,
        )


# Lines of plain words: of each its string, how wide that is, and the line up to its last sign; and
# where the last words are over, measured from the first.
Layout = tuple[list[tuple[str, float, float]], float]


class Pen:
    """A face at a size, in a colour, raised or not: what the page's text state is set to.

    `layouts` are those of texts that were set with it, by texts, room and the widths of marks
    behind them; None where they cannot be set so.  In tables the same texts come again.  `behind`
    holds the operators that take it up behind another.
    """

    __slots__ = ("behind", "colour", "face", "layouts", "rise", "size", "space")

    def __init__(self, face: Face, size: float, colour: str, rise: float) -> None:
        self.face = face
        self.size = size
        self.colour = colour
        self.rise = rise
        self.space = face.space[0] * size / 1000
        self.behind: dict[Pen | None, list[str]] = {}
        self.layouts: dict[tuple[tuple[str, ...], float, tuple[float, ...]], Layout | None] = {}


class Pens:
    """Pens by look, each made once, so that two runs of one look have one pen."""

    def __init__(self, faces: Faces) -> None:
        self.faces = faces
        self._pens: dict[Look, Pen | None] = {}
        self._others: dict[Look, Pen | None] = {}
        self._of_styles: dict[int, tuple[Pen | None, ParagraphStyle]] = {}

    def of(self, style: ParagraphStyle) -> Pen | None:
        """The pen of a paragraph's plain text."""
        known = self._of_styles.get(id(style))
        if known is None:  # kept with the style, so that no other gets its place
            known = self._of_styles[id(style)] = self.pen(base(style)), style
        return known[0]

    def pen(self, look: Look, fallback: bool = False) -> Pen | None:
        """The pen of a look, or that of its fallback face; None where its font cannot be used."""
        pens = self._others if fallback else self._pens
        if look not in pens:
            choose = self.faces.fallback if fallback else self.faces.face
            face = choose(look.family, look.weight, look.italic)
            size, rise = look.size, 0.0
            if look.raised:
                size, rise = look.size * RAISED_SIZE, look.size * RAISED_BY
            pens[look] = Pen(face, size, look.colour, rise) if face else None
        return pens[look]


def base(style: ParagraphStyle) -> Look:
    """The look of a paragraph's plain text."""
    return Look(style.face, style.size, style.weight, style.italic, style.colour)
