"""The structure tree of a PDF, walked in its order over the text of the pages (ISO 32000-1, 14.7).

Every piece of marked content must belong to one element, and the parent tree must say of each what
the tree itself says, so that all readers come upon the same text in the same order.
"""

from __future__ import annotations

import re

from brief.editions.pdf_content import Page
from brief.editions.pdf_file import File, NotUnderstood, Value, array, number, references

# An element as our writer puts it: its kind, its page and its kids: the number of a single piece of
# text, or of a single element with the end of the array behind it; else plain numbers and
# references, and behind any references to annotations all others.  Words that it would say in place
# of its content are not among what it may have besides.
_ELEMENT = re.compile(
    rb"\s*+<</S/(\w++)/P ++\d++ 0 R ?+(?:/Pg ++(\d++) 0 R ?+)?+"
    rb"(?:/(?:A ?<<(?:[^<>()]++|\((?:[^()\\]++|\\.)*+\))*+>>"
    rb"|(?:Lang|Alt|ID) ?\((?:[^()\\]++|\\.)*+\)))*+"
    rb"(?:/K\[(?:\s*+(\d++)(?: 0 R\s*+(\])|\s*+(?:<</Type/OBJR[^<>]*+>>\s*+)*+\])"
    rb"|([\dR\s]*+)(?:<</Type/OBJR[^<>]*+>>\s*+)*+([^][()]*+)\]))?+>>\s*+",
    re.DOTALL,
).fullmatch
_BLOCKS = frozenset(b"P H H1 H2 H3 H4 H5 H6 LI TD TH Caption TOCI Title Note".split())
_SPECIAL = frozenset(b"Note Reference Lbl TOCI TR".split())

# Whether the walk is in a row of a table: not, before its first words, behind them.
_NONE, _BEGUN, _GOES_ON = 0, 1, 2

# (page, words) of marked content, or the number of an element.
Kids = list[tuple[int, str] | int]


class Walk:
    """The text of a file in the order of its tree; see `read_pdf.ReadPdf` for what it finds."""

    def __init__(self, file: File, pages: list[Page]) -> None:
        self._file = file
        self._pages = pages
        # By the number of a page's object: its index, its text by mark that no element has taken
        # yet, and by mark the element.
        self._homes = {
            page.number: (index, dict(page.marks), page.owners) for index, page in enumerate(pages)
        }
        self._read: dict[int, tuple[bytes, Kids]] = {}  # elements that may be walked yet
        self._body = file.bodies.__getitem__
        self._row = _NONE
        self._length = 0
        self.body: list[str] = []
        self.starts: set[int] = set()
        self.page_starts: list[int] = []
        self.cites: list[int] = []
        self.notes: list[tuple[int, str]] = []
        self.contents: list[tuple[str, int]] = []

    def tree(self, place: Value | None) -> None:
        """Walks the tree whose root is named."""
        root = self._file.dictionary(place)
        top = root.get(b"/K")
        for kid in top if isinstance(top, list) else [top]:
            if not isinstance(kid, int):
                raise NotUnderstood("its structure tree has no top")
            self._element(kid)
        missing = len(self._pages) - len(self.page_starts)
        self.page_starts += [self._length] * missing
        self._hold(root.get(b"/ParentTree"))

    def _hold(self, parents: Value | None) -> None:
        """Holds the tree against the marked content of each page and against the parent tree."""
        keys = {page.key: page for page in self._pages}
        last = max(keys)
        names: list[bytes] = []  # numbers of marked content as they are written
        nodes = [parents]
        while nodes and keys:
            node = self._file.dictionary(nodes.pop())
            if number(array(node.get(b"/Limits", [b"0"]))[0]) > last:
                continue
            nodes += reversed(self._file.array(node.get(b"/Kids", [])))
            pairs = self._file.array(node.get(b"/Nums", []))
            for key, value in zip(pairs[::2], pairs[1::2], strict=False):
                page = keys.pop(number(key), None)
                if page is None:
                    continue
                told = references(self._file.body(value)) if isinstance(value, int) else []
                names += [b"%d" % n for n in range(len(names), len(told))]
                owners = list(map(page.owners.get, names[: len(told)]))
                if owners != told or len(told) != len(page.marks):
                    raise NotUnderstood("text of a page is not where its structure says")
        if any(marks for _, marks, _ in self._homes.values()):
            raise NotUnderstood("text of a page is in no structure")
        if any(page.marks for page in keys.values()):
            raise NotUnderstood("of a page its structure does not say whose its text is")

    def _kids(self, wanted: int) -> tuple[bytes, Kids]:
        """An element's kind and kids, in order."""
        found = _ELEMENT(self._body(wanted))
        if found is None:
            raise NotUnderstood(f"the element {wanted} of its structure has another form")
        kind, place, only, element, inside, more = found.groups()
        if only is not None:
            return kind, [int(only) if element else self._words(wanted, place, only)]
        if inside is None:
            return kind, []
        if more:
            return kind, self._abroad(wanted, place, inside + more)
        tokens = inside.split()
        if tokens[2::3].count(b"R") * 3 == len(tokens):
            return kind, list(map(int, tokens[::3]))
        return kind, self._mixed(wanted, place, tokens)

    def _mixed(self, wanted: int, place: bytes, tokens: list[bytes]) -> Kids:
        """Kids that are marked content and elements."""
        kids: Kids = []
        at, last = 0, len(tokens) - 2
        while at < len(tokens):
            if at < last and tokens[at + 2] == b"R":
                kids.append(int(tokens[at]))
                at += 3
            else:
                kids.append(self._words(wanted, place, tokens[at]))
                at += 1
        return kids

    def _abroad(self, wanted: int, place: bytes, inside: bytes) -> Kids:
        """Kids some of which are on another page than the first."""
        kids: Kids = []
        before, *parts = inside.split(b"<<")
        kids += self._mixed(wanted, place, before.split())
        for part in parts:
            entries, _, behind = part.partition(b">>")
            tokens = entries.split()
            if tokens[0] == b"/Type/MCR/Pg" and tokens[3:4] == [b"R/MCID"]:
                kids.append(self._words(wanted, tokens[1], tokens[4]))
            elif not tokens[0].startswith(b"/Type/OBJR"):
                raise NotUnderstood(f"the element {wanted} of its structure has another form")
            kids += self._mixed(wanted, place, behind.split())
        return kids

    def _words(self, element: int, place: bytes, mark: bytes) -> tuple[int, str]:
        home = self._homes.get(place)
        if home is not None:
            page, marks, owners = home
            words = marks.pop(mark, None)
            if words is not None:
                owners[mark] = element
                return page, words
        raise NotUnderstood(f"the element {element} of its structure holds no text of its own")

    def _element(self, wanted: int) -> None:
        """Adds an element of the body: blocks begin, notes and their marks are set apart."""
        kind, kids = self._read.get(wanted) or self._kids(wanted)
        row = False
        if kind in _SPECIAL:
            if kind == b"TR":
                row = not self._row
                self._row = self._row or _BEGUN
            elif self._apart(kind, kids):
                return
            elif kind == b"TOCI":
                kids = self._entry(kids)
        if kind in _BLOCKS:
            self.starts.add(self._length)
        for kid in kids:
            if isinstance(kid, int):
                self._element(kid)
                continue
            page, words = kid
            if not words:
                continue
            # Where a row goes on over pages, a page begins behind it.
            if page >= len(self.page_starts) and self._row != _GOES_ON:
                self.page_starts += [self._length] * (page + 1 - len(self.page_starts))
            if self._row:
                self._row = _GOES_ON
            self.body.append(words)
            self._length += len(words)
        if row:
            self._row = _NONE

    def _apart(self, kind: bytes, kids: Kids) -> bool:
        """Takes what is no text of the body: a footnote, its mark, a label that Word sets itself.

        A note without a number is a table's remark, and of the body.
        """
        if kind == b"TOCI":
            return False
        pieces = self._flat(kids)
        if kind == b"Note":
            if not pieces or not pieces[0][1].isdecimal():
                return False
            self.notes.append((int(pieces[0][1]), "".join([words for _, words in pieces[1:]])))
            return True
        words = "".join([words for _, words in pieces])
        if kind == b"Lbl":
            return _is_numbering(words)
        if words.isdecimal():
            self.cites.append(int(words))
            return True
        return False

    def _flat(self, kids: Kids) -> list[tuple[int, str]]:
        """The words of kids and of theirs; these may be walked yet."""
        found: list[tuple[int, str]] = []
        for kid in kids:
            if isinstance(kid, int):
                read = self._read.get(kid)
                if read is None:
                    read = self._read[kid] = self._kids(kid)
                found += self._flat(read[1])
            elif kid[1]:
                found.append(kid)
        return found

    def _entry(self, kids: Kids) -> Kids:
        """The words of an entry of contents; the page that it names last is set apart."""
        pieces = self._flat(kids)
        if len(pieces) > 1 and pieces[-1][1].isdecimal():
            *pieces, last = pieces
            self.contents.append(("".join([words for _, words in pieces]), int(last[1])))
        return [*pieces]


def _is_numbering(words: str) -> bool:
    """Whether a label is a bullet or an item's number or letter."""
    if len(words) == 1:
        return words in "•–▪◦*-"
    inside = words[words.startswith("(") : -1]
    if words[-1:] not in (".", ")") or not inside:
        return False
    return (
        inside.isdecimal() or ("a" <= inside <= "z" and len(inside) == 1) or not inside.strip("ivx")
    )
