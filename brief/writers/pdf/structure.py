"""The structure tree, links and bookmarks as PDF objects (ISO 32000-1, 14.7, 14.8, 12.3, 12.5)."""

from __future__ import annotations

from bisect import bisect_left

from brief.diagnostics import WARNING, Diagnostic
from brief.writers.pdf.atoms import Bookmark
from brief.writers.pdf.backend import Backend
from brief.writers.pdf.paint import Canvas, number
from brief.writers.pdf.tags import ROLES, Element, Leaf, text_string

Place = tuple[int, float, float]  # page's index, x, y from the top


# Lengths of rows of the back end: annotations, elements, references in arrays, pairs in a tree.
_LINK, _ELEMENT, _REFERENCES, _PAIRS = 192, 80, 12, 24


class LinkBox:
    """One rectangle of a link on a page."""

    __slots__ = ("box", "key", "link", "number", "page")

    def __init__(self, link: Element, page: int, box: list[float]) -> None:
        self.link = link
        self.page = page
        self.box = box
        self.number = 0
        self.key = 0


def collect_links(
    backend: Backend, canvases: list[Canvas], places: dict[str, Place]
) -> tuple[list[LinkBox], list[Diagnostic]]:
    """The links' rectangles with numbers for their annotations.

    A link to a place that is not in the document becomes plain text, with a warning.
    """
    found: list[LinkBox] = []
    dead: dict[str, Diagnostic] = {}
    for canvas in canvases:
        for link, box in canvas.links:
            if link.target.startswith("#") and link.target[1:] not in places:
                link.tag = "Span"
                dead[link.target] = Diagnostic(
                    "W-LINK", WARNING, f'a link leads to "{link.target}", which is not printed'
                )
                continue
            entry = LinkBox(link, canvas.index, box)
            entry.number = backend.reserve()
            entry.key = len(canvases) + len(found)
            link.annotations += ((entry.number, canvas.index),)
            found.append(entry)
    return found, list(dead.values())


def define_links(
    backend: Backend, boxes: list[LinkBox], pages: list[int], places: dict[str, Place], top: float
) -> None:
    """The annotations; `top` is the height of the pages in points."""
    rows: list[tuple[int, str]] = []
    for entry in boxes:
        link = entry.link
        if link.target.startswith("#"):
            page, _, y = places[link.target[1:]]
            action = f"/Dest[{pages[page]:6} 0 R/XYZ null {top - y:7.2f} null]"
        else:
            action = f"/A<</S/URI/URI{text_string(_address(link.target))}>>"
        x0, y0, x1, y1 = entry.box
        words = link.contents.replace("\xa0", " ")  # spoken, so what breaks a line is no matter
        body = (
            f"<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/StructParent {entry.key:6}"
            f"/Rect[{x0:7.2f} {y0:7.2f} {x1:7.2f} {y1:7.2f}]{action}/Contents{text_string(words)}>>"
        )
        rows.append((entry.number, body))
    backend.define_all(rows, _LINK)


def _address(target: str) -> str:
    """An address in ASCII, as URI actions want it."""
    if target.isascii():
        return target
    from urllib.parse import quote

    return quote(target, safe=":/?#[]@!$&'()*+,;=%~-._")


def number_elements(backend: Backend, root: Element) -> list[Element]:
    """All elements below a root, with numbers: those of one tag and shape have them in a row, in
    reading order, so that each differs from the one before by little."""
    alike: dict[tuple[str, int, bool], list[Element]] = {}
    stack = [root]
    while stack:
        element = stack.pop()
        kids = element.kids
        count = len(kids)
        plain = count > 0 and type(kids[0]) is Leaf
        shape = (element.tag, count, plain)
        group = alike.get(shape)
        if group is None:
            alike[shape] = [element]
        else:
            group.append(element)
        if count > 1:
            stack += [kid for kid in kids[::-1] if type(kid) is Element]
        elif count and not plain:
            stack += kids  # type: ignore[arg-type]  # the only one is an element
    found = [element for group in alike.values() for element in group]
    first = backend.reserve(len(found))
    numbers = range(first, first + len(found))
    references = ("%7d 0 R \n" * len(found) % tuple(numbers)).split("\n")  # all in one step
    for number_, reference, element in zip(numbers, references, found, strict=False):
        element.number = number_
        element.reference = reference
    return found


def define_tree(
    backend: Backend,
    elements: list[Element],
    canvases: list[Canvas],
    boxes: list[LinkBox],
    pages: list[int],
) -> int:
    """The structure tree of the elements, the first of which is the root; gives the number of the
    StructTreeRoot."""
    tree = backend.reserve()
    homes = [f"/Pg {page:6} 0 R" for page in pages]
    most = max([len(canvas.order) for canvas in canvases], default=0)
    spaced = [f"{mark:3} " for mark in range(most)]
    places = _Places(homes, [[spaced[mark] for mark in canvas.order] for canvas in canvases])
    names: list[str] = []
    rows: list[tuple[int, str]] = []
    for element in elements:
        parent = element.parent.reference if element.parent else f"{tree} 0 R"
        body = places.plain(element, parent)
        if not body:
            own = ""
            if element.named:
                own = f"({element.number:07})"
                names.append(f"{own} {element.reference}")
                own = f"/ID{own}"
            body, many = places.any(element, parent, own)
            if many:
                backend.define(element.number, body, _REFERENCES)
                continue
        rows.append((element.number, body))
    backend.define_all(rows, _ELEMENT)
    entries: list[str] = []
    for canvas in canvases:
        marks = backend.reserve()
        backend.define(marks, f"{'[':12}{''.join(canvas.parents)}]", _REFERENCES)
        entries.append(f"{canvas.index:11} {marks:7} 0 R ")
    entries += [f"{entry.key:11} {entry.link.reference}" for entry in boxes]
    parents = _tree(backend, "Nums", entries)
    ids = f"/IDTree {_tree(backend, 'Names', names)} 0 R" if names else ""
    roles = "".join(f"/{ours}/{standard}" for ours, standard in ROLES.items())
    backend.define(
        tree,
        f"<</Type/StructTreeRoot/K {elements[0].number} 0 R/ParentTree {parents} 0 R"
        f"/ParentTreeNextKey {len(entries)}{ids}/RoleMap<<{roles}>>>>",
    )
    return tree


# An element with more kids is written as rows of references.
_MANY = 6


class _Places:
    """Elements' dictionaries, in which numbers take the same room, so that those of one shape agree
    in columns.  An element's page is that of its first words.

    `homes` are references to the pages, `marks` by page the numbers of its marked content.
    """

    def __init__(self, homes: list[str], marks: list[list[str]]) -> None:
        self._homes = homes
        self._marks = marks

    def plain(self, element: Element, parent: str) -> str:
        """The dictionary of an element that is a piece of text or has one element in it and
        nothing else, as most are; the same as `any` gives.  Empty for others."""
        kids = element.kids
        if len(kids) != 1 or element.attributes or element.annotations or element.named:
            return ""
        kid = kids[0]
        if type(kid) is Element:
            return f"<</S/{element.tag}/P {parent}/K[{kid.reference}]>>"
        if len(kid.marks) != 1:  # type: ignore[union-attr]  # no element, so a leaf
            return ""
        page, mark = kid.marks[0]  # type: ignore[union-attr]
        place = f"{self._homes[page]}/K[{self._marks[page][mark]}]>>"
        return f"<</S/{element.tag}/P {parent}{place}"

    def any(self, element: Element, parent: str, own: str) -> tuple[str, bool]:
        """The dictionary of any element, `own` among its entries, and whether it has many kids."""
        home = -1
        inside = ""
        count = 0
        for kid in element.kids:
            if type(kid) is Element:
                inside += kid.reference
                count += 1
                continue
            for page, mark in kid.marks:  # type: ignore[union-attr]  # no element, so a leaf
                if home < 0:
                    home = page
                number = self._marks[page][mark]
                if page == home:
                    inside += number
                else:
                    inside += f"<</Type/MCR{self._homes[page]}/MCID {number[:-1]}>>"
                count += 1
        for annotation, page in element.annotations:
            if home < 0:
                home = page
            where = "" if page == home else self._homes[page]
            inside += f"<</Type/OBJR/Obj {annotation:6} 0 R{where}>>"
            count += 1
        body = f"<</S/{element.tag}/P {parent}{self._homes[home] if home >= 0 else ''}"
        for name, value in element.attributes.items():
            body += f"/{name}{value}" if value[0] in "(<[/" else f"/{name} {value}"
        body += own
        if count > _MANY:
            body += "/K["
            body = body.ljust(-(-len(body) // _REFERENCES) * _REFERENCES)
            return f"{body}{inside}]>>", True
        return (f"{body}/K[{inside}]>>" if count else f"{body}>>"), False


_LEAF_SIZE = 64


def _tree(backend: Backend, key: str, entries: list[str]) -> int:
    """A number or name tree of two levels; the entries are sorted, and of one length (7.9.6)."""
    top = backend.reserve()
    if len(entries) <= _LEAF_SIZE:
        backend.define(top, f"<</{key}[{' '.join(entries)}]>>")
        return top
    kids: list[str] = []
    for start in range(0, len(entries), _LEAF_SIZE):
        group = entries[start : start + _LEAF_SIZE]
        kid = backend.reserve()
        first, last = group[0][:11], group[-1][:11]
        body = f"<</Limits[{first} {last}]/{key}["
        body = body.ljust(-(-len(body) // _PAIRS) * _PAIRS)
        backend.define(kid, f"{body}{''.join(group)}]>>", _PAIRS)
        kids.append(f"{kid:7} 0 R ")
    backend.define(top, f"{'<</Kids[':12}{''.join(kids)}]>>", _REFERENCES)
    return top


def define_outline(
    backend: Backend, marks: list[tuple[Bookmark, Place]], pages: list[int], top: float
) -> int:
    """The bookmarks, nested by level; the number of the outline's root, 0 where there are none."""
    if not marks:
        return 0
    root = backend.reserve()
    numbers = [backend.reserve() for _ in marks]
    parents: list[int] = []
    path: list[tuple[int, int]] = []  # (level, index)
    for index, (mark, _) in enumerate(marks):
        while path and path[-1][0] >= mark.level:
            path.pop()
        parents.append(path[-1][1] if path else -1)
        path.append((mark.level, index))
    children: dict[int, list[int]] = {}
    for index, parent in enumerate(parents):
        children.setdefault(parent, []).append(index)
    for index, (mark, (page, _, y)) in enumerate(marks):
        kin = children[parents[index]]
        at = bisect_left(kin, index)
        body = f"<</Title{text_string(mark.title)}"
        body += f"/Parent {numbers[parents[index]] if parents[index] >= 0 else root} 0 R"
        if at:
            body += f"/Prev {numbers[kin[at - 1]]} 0 R"
        if at < len(kin) - 1:
            body += f"/Next {numbers[kin[at + 1]]} 0 R"
        if own := children.get(index):
            body += f"/First {numbers[own[0]]} 0 R/Last {numbers[own[-1]]} 0 R/Count {len(own)}"
        body += f"/Dest[{pages[page]} 0 R/XYZ null {number(top - y)} null]>>"
        backend.define(numbers[index], body)
    tops = children[-1]
    backend.define(
        root,
        f"<</Type/Outlines/First {numbers[tops[0]]} 0 R/Last {numbers[tops[-1]]} 0 R"
        f"/Count {len(marks)}>>",
    )
    return root
