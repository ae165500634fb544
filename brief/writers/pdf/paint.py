"""Pages to operators of a content stream: words in marked content, all else an artifact."""

from __future__ import annotations

from functools import lru_cache

from brief.writers.pdf.atoms import Atom, Frame, Picture
from brief.writers.pdf.lines import Line
from brief.writers.pdf.looks import Pen
from brief.writers.pdf.tags import Element, Leaf, text_string


@lru_cache(maxsize=256)
def number(value: float) -> str:
    """A number as PDF writes it: two decimals at most."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


@lru_cache(maxsize=64)
def colour(hexadecimal: str) -> str:
    """Three components of six hex digits."""
    parts = (int(hexadecimal[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return " ".join(f"{part:.3f}".rstrip("0").rstrip(".") for part in parts)


class Canvas:
    """One page in the making.  Coordinates are points from the page's left top corner, downwards.

    `links` collects the rectangles (left, bottom, right, top, in PDF's coordinates) of each link
    on this page, `places` the heights of the anchors met.  `marks` are the pieces of marked content
    in the order drawn; their numbers are known once the elements of the tree have theirs.
    """

    def __init__(self, index: int, width: float, height: float) -> None:
        self.index = index
        self.width = width
        self.height = height
        self.marks: list[Leaf] = []
        self.order: list[int] = []  # by mark: its number in the file
        self.parents: list[str] = []  # by that number: the element
        self.links: list[tuple[Element, list[float]]] = []
        self.places: dict[str, tuple[float, float]] = {}
        self._under: list[str] = []
        self._texts: list[str] = []
        self._over: list[str] = []
        self._begins: list[tuple[list[str], int]] = []  # by mark: where its operator will be
        self._leaf: Leaf | None = None
        self._artifact = ""
        self._open = False
        self._pen: Pen | None = None

    # ------------------------------------------------------------ graphics

    def rectangle(self, x0: float, y0: float, x1: float, y1: float, fill: str) -> None:
        """A filled rectangle, an artifact, below all text."""
        low = self.height - y1
        self._under.append(f"{colour(fill)} rg {x0:.2f} {low:.2f} {x1 - x0:.2f} {y1 - y0:.2f} re f")

    def emblem(self, name: str, x: float, y: float, width: float, height: float) -> None:
        """An image by its resource name, an artifact; (x, y) is its left top corner."""
        low = self.height - y - height
        place = f"{width:.2f} 0 0 {height:.2f} {x:.2f} {low:.2f}"
        self._under.append(f"q {place} cm /{name} Do Q")

    def frame(self, frame: Frame, top: float, bottom: float) -> None:
        """A frame's ground and borders."""
        x0, x1 = frame.x0, frame.x1
        if frame.ground:
            self.rectangle(x0, top, x1, bottom, frame.ground)
        # Side bars last: they run through the corners.
        for side in sorted(frame.sides, key=lambda s: s.side in ("left", "right")):
            edge = {
                "top": (x0, top, x1, top + side.width),
                "bottom": (x0, bottom - side.width, x1, bottom),
                "left": (x0, top, x0 + side.width, bottom),
                "right": (x1 - side.width, top, x1, bottom),
            }[side.side]
            self.rectangle(*edge, side.colour)

    def picture(self, picture: Picture, x: float, y: float) -> None:
        """A figure in its marked content; (x, y) is the body's left edge and the atom's top."""
        self.marks.append(picture.leaf)
        mark = len(self.marks) - 1
        picture.leaf.marks.append((self.index, mark))
        left, bottom = x + picture.x, self.height - y - picture.y - picture.height
        element = picture.leaf.element
        box = (left, bottom, left + picture.width, bottom + picture.height)
        layout = f"<</O/Layout/BBox[{' '.join(map(number, box))}]>>"
        element.attributes = {**element.attributes, "A": layout}
        self._begins.append((self._over, len(self._over)))
        self._over += ["", f"q 1 0 0 1 {number(left)} {number(bottom)} cm"]
        self._over += picture.ops
        self._over.append("Q EMC")

    # ------------------------------------------------------------ text

    def line(self, x: float, y: float, line: Line) -> None:
        """A line with its baseline at y."""
        texts = self._texts
        place = f"1 0 0 1 {x:.2f} {self.height - y:.2f} Tm"
        for pen, leaf, tj, width in line.parts:
            if leaf is not self._leaf:
                if self._open:
                    texts.append("EMC")
                self._leaf, self._artifact, self._open = leaf, "", True
                leaf.marks.append((self.index, len(self.marks)))
                self.marks.append(leaf)
                self._begins.append((texts, len(texts)))
                texts.append("")
            if pen is not self._pen:
                self._set(pen)
            if place:
                texts += place, f"[({tj})]TJ"
                place = ""
            else:
                texts.append(f"[({tj})]TJ")
            if leaf.link is not None:
                self._link(leaf.link, x, y, width, pen)
            x += width

    def artifact(self, x: float, y: float, line: Line, kind: str) -> None:
        """A line with its baseline at y, as an artifact of a kind."""
        place = f"1 0 0 1 {x:.2f} {self.height - y:.2f} Tm"
        if kind != self._artifact:
            self.close()
            self._artifact, self._open = kind, True
            self._texts.append(f"/Artifact{kind}BDC")
        for pen, _, tj, _ in line.parts:
            if pen is not self._pen:
                self._set(pen)
            if place:
                self._texts.append(place)
                place = ""
            self._texts.append(f"[({tj})]TJ")

    def _set(self, pen: Pen) -> None:
        before = self._pen
        if before not in pen.behind:
            pen.behind[before] = _switch(before, pen)
        self._texts += pen.behind[before]
        self._pen = pen

    def _link(self, link: Element, x: float, y: float, width: float, pen: Pen) -> None:
        baseline = self.height - y + pen.rise
        bottom, top = baseline - 0.25 * pen.size, baseline + 0.8 * pen.size
        if link.anchor:
            self.places.setdefault(link.anchor, (x, y - pen.size))
        if self.links:
            last, box = self.links[-1]
            if last is link and abs(box[2] - x) < 0.5 and abs(box[1] - bottom) < pen.size / 2:
                box[2] = x + width
                return
        self.links.append((link, [x, bottom, x + width, top]))

    def close(self) -> None:
        """Ends the marked content that is open."""
        if self._open:
            self._texts.append("EMC")
        self._leaf, self._artifact, self._open = None, "", False

    def arrange(self) -> None:
        """Numbers the marked content as the elements are that it belongs to: both rise together,
        which can be said in few bytes."""
        found = [leaf.element.reference for leaf in self.marks]
        by_element = sorted(range(len(found)), key=found.__getitem__)
        self.order = sorted(range(len(found)), key=by_element.__getitem__)
        self.parents = [found[mark] for mark in by_element]

    def operators(self) -> str:
        """The page's content stream, once it is arranged."""
        self.close()
        for leaf, mark, (ops, at) in zip(self.marks, self.order, self._begins, strict=True):
            if leaf.actual:
                actual = text_string(leaf.actual)
                ops[at] = f"/{leaf.element.tag}<</MCID {mark}/ActualText{actual}>>BDC"
            else:
                ops[at] = f"/{leaf.element.tag}<</MCID {mark}>>BDC"
        parts: list[str] = []
        if self._under:
            parts += ["/Artifact BMC", *self._under, "EMC"]
        parts += self._over
        if self._texts:
            parts += ["BT", *self._texts, "ET"]
        return "\n".join(parts)


def _switch(before: Pen | None, pen: Pen) -> list[str]:
    """The operators that change the text state from one pen to another."""
    found: list[str] = []
    if before is None or pen.face is not before.face or pen.size != before.size:
        found.append(f"/{pen.face.resource} {number(pen.size)} Tf")
    if before is None or pen.colour != before.colour:
        found.append(f"{colour(pen.colour)} rg")
    if pen.rise != (before.rise if before else 0.0):
        found.append(f"{number(pen.rise)} Ts")
    return found


def atoms(canvas: Canvas, placed: list[tuple[float, Atom]], x: float, y: float) -> None:
    """Draws a page's atoms; (x, y) is the left top corner of its body."""
    frame: Frame | None = None
    top = bottom = 0.0
    for offset, atom in placed:
        if atom.frame is not frame:
            if frame is not None:
                canvas.frame(_moved(frame, x), top, bottom)
            frame, top = atom.frame, y + offset
        bottom = y + offset + atom.height
        for anchor in atom.anchors:
            canvas.places.setdefault(anchor, (x, y + offset))
        for rule in atom.rules:
            middle = y + offset + rule.y
            half = rule.width / 2
            canvas.rectangle(x + rule.x0, middle - half, x + rule.x1, middle + half, rule.colour)
        for line_x, line_y, line in atom.lines:
            canvas.line(x + line_x, y + offset + line_y, line)
        for picture in atom.pictures:
            canvas.picture(picture, x, y + offset)
    if frame is not None:
        canvas.frame(_moved(frame, x), top, bottom)


def _moved(frame: Frame, x: float) -> Frame:
    return Frame((frame.x0 + x, frame.x1 + x), (frame.top, frame.bottom), frame.ground, frame.sides)
