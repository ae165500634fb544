"""The structure tree: elements in reading order, made beside the content, not while drawing.

An element's kids are elements and leaves; a leaf collects the places (page, marked-content number)
where its words were drawn, so a paragraph that runs over a page stays one element.
"""

from __future__ import annotations

from codecs import charmap_build, charmap_encode

# Names of ours -> standard types (ISO 32000-1, 14.8.4).
ROLES = {"Strong": "Span", "Em": "Span"}
_NOTHING: dict[str, str] = {}  # the attributes of most elements; nobody writes into it


class Leaf:
    """Content of an element, in the order drawn; `link` is the link it is part of, if any, and
    `actual` what it says where its glyphs say it otherwise (a word with a hyphen)."""

    __slots__ = ("actual", "element", "link", "marks")

    def __init__(self, element: Element, link: Element | None) -> None:
        self.element = element
        self.link = link
        self.actual = ""
        self.marks: list[tuple[int, int]] = []


class Element:
    """A structure element.

    `attributes` are entries of its dictionary as PDF text; `target` is where a link leads: an
    address, or "#id"; `link` is the link that it is or lies in; `annotations` are the object
    numbers of a link's annotations with their keys in the parent tree; `reference` is its number as
    other objects refer to it, of one length; what is `named` has an identifier, by which a reader
    knows its continuation on a later page.
    """

    __slots__ = (
        "anchor",
        "annotations",
        "attributes",
        "contents",
        "kids",
        "link",
        "named",
        "number",
        "parent",
        "reference",
        "tag",
        "target",
    )

    def __init__(
        self,
        tag: str,
        parent: Element | None = None,
        attributes: dict[str, str] = _NOTHING,
    ) -> None:
        self.tag = tag
        self.parent = parent
        self.kids: list[Element | Leaf] = []
        self.attributes = attributes
        self.link: Element | None = None
        self.anchor = ""
        self.target = ""
        self.contents = ""
        self.named = tag == "Note"
        self.annotations: tuple[tuple[int, int], ...] = ()
        self.number = 0
        self.reference = ""
        if parent is not None:
            parent.kids.append(self)
            self.link = parent.link
        if tag == "Link":
            self.link = self

    def add(self, tag: str, **attributes: str) -> Element:
        """A new last kid."""
        return Element(tag, self, attributes or _NOTHING)

    def leaf(self) -> Leaf:
        """The place for what comes next in this element: its last kid where that is a leaf."""
        kids = self.kids
        if kids and isinstance(last := kids[-1], Leaf):
            return last
        found = Leaf(self, self.link)
        kids.append(found)
        return found

    def divide(self, leaf: Leaf, actual: str) -> tuple[Leaf, Leaf]:
        """Puts a span that reads `actual` behind a leaf of this element, and a leaf for what
        follows; gives both leaves."""
        span = Element("Span")
        span.parent = self
        inside, behind = Leaf(span, leaf.link), Leaf(self, leaf.link)
        inside.actual = actual
        span.kids.append(inside)
        at = self.kids.index(leaf) + 1
        self.kids[at:at] = [span, behind]
        return inside, behind


# Characters beyond Latin-1 that PDFDocEncoding has (ISO 32000-1, D.3), from code 0x80 on.
_BEYOND = "•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž"
_NONE = "\ufffe"  # in a table for `charmap_build`: no character
_LATIN = "".join(map(chr, (*range(0xA1, 0xAD), 0xFFFE, *range(0xAE, 0x100))))
_DOCUMENT = charmap_build(
    f"\0{_NONE * 0x1F}{''.join(map(chr, range(0x20, 0x7F)))}{_NONE}{_BEYOND:{_NONE}<33}{_LATIN}"
)


def text_string(text: str) -> str:
    """A text string of PDF: in its own encoding of a byte a character where that has all, else in
    UTF-16 (ISO 32000-1, 7.9.2); as Latin-1."""
    try:
        coded = charmap_encode(text, "strict", _DOCUMENT)[0].decode("latin-1")
    except UnicodeEncodeError:
        coded = ""
    if "\0" in text or (coded != text and (not coded or text[:2] in ("þÿ", "ï»"))):
        coded = "\xfe\xff" + text.encode("utf-16-be").decode("latin-1")
    text = coded
    if "(" in text or ")" in text or "\\" in text or "\r" in text:
        for character, escaped in (("\\", "\\\\"), ("(", "\\("), (")", "\\)"), ("\r", "\\r")):
            text = text.replace(character, escaped)
    return f"({text})"
