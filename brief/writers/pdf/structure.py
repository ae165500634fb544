"""The structure tree, links and bookmarks as PDF objects (ISO 32000-1, 14.7, 14.8, 12.3, 12.5)."""

from __future__ import annotations

from bisect import bisect_left

from brief.diagnostics import WARNING, Diagnostic
from brief.writers.pdf.atoms import Bookmark
from brief.writers.pdf.backend import Backend
from brief.writers.pdf.paint import Canvas, number
from brief.writers.pdf.tags import ROLES, Element, Leaf, text_string

Place = tuple[int, float, float]  # page's index, x, y from the top


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
            link.annotations.append((entry.number, canvas.index))
            found.append(entry)
    return found, list(dead.values())


def define_links(
    backend: Backend, boxes: list[LinkBox], pages: list[int], places: dict[str, Place], top: float
) -> None:
    """The annotations; `top` is the height of the pages in points."""
    for entry in boxes:
        link = entry.link
        if link.target.startswith("#"):
            page, _, y = places[link.target[1:]]
            action = f"/Dest[{pages[page]} 0 R/XYZ null {number(top - y)} null]"
        else:
            action = f"/A<</S/URI/URI{text_string(_address(link.target))}>>"
        x0, y0, x1, y1 = entry.box
        box = f"{x0:.2f} {y0:.2f} {x1:.2f} {y1:.2f}"
        backend.define(
            entry.number,
            f"<</Type/Annot/Subtype/Link/Rect[{box}]/Border[0 0 0]/F 4{action}"
            f"/Contents{text_string(link.contents)}/StructParent {entry.key}>>",
        )


def _address(target: str) -> str:
    """An address in ASCII, as URI actions want it."""
    if target.isascii():
        return target
    from urllib.parse import quote

    return quote(target, safe=":/?#[]@!$&'()*+,;=%~-._")


def define_tree(
    backend: Backend, root: Element, canvases: list[Canvas], boxes: list[LinkBox], pages: list[int]
) -> int:
    """The structure tree below its root; gives the number of the StructTreeRoot."""
    tree = backend.reserve()
    elements = _numbered(backend, root)
    identified: list[tuple[str, int]] = []
    for element in elements:
        if "ID" in element.attributes:
            identified.append((element.attributes["ID"], element.number))
        parent = element.parent.number if element.parent else tree
        backend.define(element.number, _element(element, parent, pages))
    entries: list[str] = []
    for canvas in canvases:
        numbers = " ".join(f"{leaf.element.number} 0 R" for leaf in canvas.marks)
        marks = backend.reserve()
        backend.define(marks, f"[{numbers}]")
        entries.append(f"{canvas.index} {marks} 0 R")
    entries += [f"{entry.key} {entry.link.number} 0 R" for entry in boxes]
    parents = _tree(backend, "Nums", entries)
    ids = ""
    if identified:
        names = [f"{name} {number} 0 R" for name, number in sorted(identified)]
        ids = f"/IDTree {_tree(backend, 'Names', names)} 0 R"
    roles = "".join(f"/{ours}/{standard}" for ours, standard in ROLES.items())
    backend.define(
        tree,
        f"<</Type/StructTreeRoot/K {root.number} 0 R/ParentTree {parents} 0 R"
        f"/ParentTreeNextKey {len(entries)}{ids}/RoleMap<<{roles}>>>>",
    )
    return tree


def _numbered(backend: Backend, root: Element) -> list[Element]:
    """All elements below a root that hold something, in reading order, with numbers."""
    found: list[Element] = []
    stack: list[Element | Leaf] = [root]
    while stack:
        element = stack.pop()
        if type(element) is Element:
            found.append(element)
            stack += reversed(element.kids)
    first = backend.reserve(len(found))
    for number_, element in enumerate(found, first):
        element.number = number_
    return found


def _element(element: Element, parent: int, pages: list[int]) -> str:
    """A structure element's dictionary; its page is that of its first words."""
    home: int | None = None
    kids: list[str] = []
    for kid in element.kids:
        if isinstance(kid, Leaf):
            for page, mark in kid.marks:
                if home is None:
                    home = page
                if page == home:
                    kids.append(str(mark))
                else:
                    kids.append(f"<</Type/MCR/Pg {pages[page]} 0 R/MCID {mark}>>")
        else:
            kids.append(f"{kid.number} 0 R")
    for annotation, page in element.annotations:
        if home is None:
            home = page
        where = "" if page == home else f"/Pg {pages[page]} 0 R"
        kids.append(f"<</Type/OBJR/Obj {annotation} 0 R{where}>>")
    body = f"<</S/{element.tag}/P {parent} 0 R"
    if home is not None:
        body += f"/Pg {pages[home]} 0 R"
    for name, value in element.attributes.items():
        body += f"/{name}{value}" if value[0] in "(<[/" else f"/{name} {value}"
    if kids:
        body += f"/K[{' '.join(kids)}]" if len(kids) > 1 or kids[0][0] == "<" else f"/K {kids[0]}"
    return body + ">>"


_LEAF_SIZE = 64


def _tree(backend: Backend, key: str, entries: list[str]) -> int:
    """A number or name tree of two levels; the entries are sorted (ISO 32000-1, 7.9.6)."""
    top = backend.reserve()
    if len(entries) <= _LEAF_SIZE:
        backend.define(top, f"<</{key}[{' '.join(entries)}]>>")
        return top
    kids: list[str] = []
    for start in range(0, len(entries), _LEAF_SIZE):
        group = entries[start : start + _LEAF_SIZE]
        kid = backend.reserve()
        first, last = group[0].split(" ", 1)[0], group[-1].split(" ", 1)[0]
        backend.define(kid, f"<</{key}[{' '.join(group)}]/Limits[{first} {last}]>>")
        kids.append(f"{kid} 0 R")
    backend.define(top, f"<</Kids[{' '.join(kids)}]>>")
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
