"""The YAML that dossiers are mostly written in, read line by line; all else is libyaml's to read.

Block mappings and lists with ids as keys, texts plain (also over several lines), in quotes without
escapes or in a block, and lists or mappings of plain texts between brackets on one line.  Whatever
is not surely of this form, mistakes among it, is left to `brief.dossier.events`, to which a test
holds every value and every place equal.  It saves the import of PyYAML, and two marks an event.
"""

from __future__ import annotations

from brief import TYPE_CHECKING
from brief.dossier.nodes import Mapping, Node, Scalar, Sequence
from brief.expressions import expression
from brief.record import NamedTuple

if TYPE_CHECKING:
    from typing import Any

# Tabs, line ends of other kinds, and a mark of byte order.
_OTHERS = "\t\r\x85\u2028\u2029\ufeff"
# Indentation, a list's dash, a key with its colon, and the rest; libyaml's own limit of a key is
# 1024 with what stands before.
_LINE = expression(r"( *)(-(?: +|\Z))?(?:(\w[\w.-]{0,199}):(?: +|\Z))?(.*)")
# What no plain text begins with; some may, before certain characters, which is left to libyaml.
_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@`")
_QUOTED = expression(r"""(?:"([^"\\]*)"|'([^']*(?:''[^']*)*)')( *\Z|  +#)""")
_COMMENT = expression(r" *\Z|  +#")
# A text, and a key, between brackets.
_ITEM = expression(
    r"""([^ \-?:,\[\]{}#&*!|>'"%@`][^,:?\[\]{}#]*)|"([^"\\]*)"|'([^']*)'(?!')""",
)
_KEY = expression(r"(\w[\w.-]{0,199}): +")
_DEEP = 12  # deeper nesting is unusual enough to be read by libyaml
_MANY_HEADS = 10_000


def read_plain(text: str) -> Node | None:
    """The nodes of a text, or None where it is not surely of the plain form."""
    for char in _OTHERS:
        if char in text:
            return None
    return _Lines(text.split("\n")).read()


# What a row begins with: column of what stands after a dash, the dash's own (else -1), a key, and
# the indentation of lines in which its value would run on.
_Head = tuple[int, int, str, str]


class _Open(NamedTuple):
    """A collection that is open: its column from 0, its children, and the keys of a mapping."""

    column: int
    children: list[Any]  # nodes; in a mapping, pairs of key and node
    keys: set[str] | None


class _Lines:
    """The lines of one text, and which comes next."""

    __slots__ = ("_heads", "lines", "next")

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.next = 0
        self._heads: dict[str, _Head] = {}

    def read(self) -> Node | None:  # noqa: PLR0915 - one flat loop, for speed
        """The root's node: a loop over the lines, with a stack of what is open."""
        lines = self.lines
        count = len(lines)
        lines.append("")
        heads = self._heads
        outer: list[_Open] = []
        top = _Open(-1, [], None)  # around the root
        # Where a value is still to come: its key (None in a list), its line and column.
        waiting: tuple[Scalar | None, int, int] | None = (None, 1, 1)
        number = 0
        while number < count:
            row = lines[number]
            number += 1
            head, _, rest = row.partition(": ")
            known = heads.get(head)
            if known is None or not rest or rest[0] == " ":
                found = self._head(row)
                if found is None:
                    continue
                known, rest = found
            at, dash, key, deeper = known
            if dash < 0 and not key:
                # Words that begin below their key, or what we do not know.
                if waiting is None or at <= top.column or not outer:
                    return None
                self.next = number
                node = self._value(rest, row, at, deeper)
                number = self.next
                if node is None:
                    return None
                top.children.append(node if waiting[0] is None else (waiting[0], node))
                waiting = None
                continue
            opens = None
            if waiting is not None:
                column = at if dash < 0 else dash
                if column > top.column or (column == top.column and dash >= 0 and top.keys):
                    opens = waiting
                else:
                    node = Scalar("", waiting[1], waiting[2], 1)
                    top.children.append(node if waiting[0] is None else (waiting[0], node))
                waiting = None
            if dash >= 0:
                if opens is not None:
                    items: list[Node] = []
                    node = Sequence(items, number, dash + 1)
                    top.children.append(node if opens[0] is None else (opens[0], node))
                    outer.append(top)
                    top = _Open(dash, items, None)
                else:
                    while top.column > dash:
                        top = outer.pop()
                    if top.column != dash or top.keys is not None:
                        return None
                if not key:
                    if not rest:
                        waiting = (None, number, dash + 2)
                        continue
                    self.next = number
                    node = self._value(rest, row, at, deeper)
                    number = self.next
                    if node is None:
                        return None
                    top.children.append(node)
                    continue
                opens = (None, number, 0)
            if opens is not None:
                pairs: list[tuple[Scalar, Node]] = []
                node = Mapping(pairs, number, at + 1)
                top.children.append(node if opens[0] is None else (opens[0], node))
                if len(outer) > _DEEP:
                    return None
                outer.append(top)
                top = _Open(at, pairs, set())
            elif top.column != at or top.keys is None:
                while top.column > at or (top.column == at and top.keys is None):
                    top = outer.pop()
                if top.column != at:
                    return None
            keys = top.keys
            assert keys is not None
            if key in keys:
                return None
            keys.add(key)
            name = Scalar(key, number, at + 1, len(key))
            if not rest:
                waiting = (name, number, at + len(key) + 2)
                continue
            begin = len(row) - len(rest)
            if (
                rest[0] in _INDICATORS
                or "#" in rest
                or ": " in rest
                or rest[-1] in ": "
                or lines[number].startswith(deeper)
            ):
                self.next = number
                value = self._value(rest, row, begin, deeper)
                number = self.next
                if value is None:
                    return None
            else:
                value = Scalar(rest, number, begin + 1, len(rest))
            top.children.append((name, value))
        if waiting is not None:
            if not outer:
                return None
            node = Scalar("", waiting[1], waiting[2], 1)
            top.children.append(node if waiting[0] is None else (waiting[0], node))
        return (outer[0] if outer else top).children[0]  # type: ignore[no-any-return]  # a node

    def _head(self, row: str) -> tuple[_Head, str] | None:
        """What a row begins with, and the rest; None where it holds nothing."""
        found = _LINE.match(row)
        assert found is not None
        blanks, dash, key, rest = found.groups()
        if rest[:1] == "#":
            if dash is None and key is None:
                return None
            # A comment is told by two blanks; after one it was perhaps meant as text, and what is
            # no text is left to libyaml to tell.
            if row[-len(rest) - 2 : -len(rest)] == "  ":
                rest = ""
        elif not rest and dash is None and key is None:
            return None
        column = len(blanks)
        if dash is None:
            head = (column, -1, key or "", " " * (column + 1))
        else:
            at = column + len(dash)
            # A text in a list runs on beyond its dash, one in a mapping beyond its key.
            head = (at, column, key or "", " " * ((at if key else column) + 1))
        if key is not None and len(self._heads) < _MANY_HEADS:
            self._heads[row[: found.end(3)]] = head
        return head, rest

    def _value(self, rest: str, row: str, at: int, deeper: str) -> Node | None:
        """The text or the brackets that begin at column `at` (from 0) of the row before the next;
        a text runs on in lines that begin with the blanks in `deeper`."""
        first = rest[0]
        number = self.next
        if first in _INDICATORS:
            if first in "\"'":
                return _quoted(rest, number, at)
            if first in "[{":
                node, end = _flow(rest, 0, number, at)
                return node if _COMMENT.match(rest, end) else None
            if first != "-" or not rest[1:2].isdigit():
                style = rest.rstrip(" ")
                if style in (">-", ">", "|-", "|"):
                    return self._block(style, len(row) - at, at, deeper)
                return None
        comment = rest.find(" #")
        if comment >= 0:
            if rest[comment - 1] != " ":
                return None
            rest = rest[:comment]
        if rest[-1] == " ":
            rest = rest.rstrip(" ")
        if ": " in rest or rest[-1] == ":":
            return None
        length = len(rest)
        if comment < 0 and self.lines[self.next].startswith(deeper):
            more = self._runs_on(deeper)
            if more is None:
                return None
            if more:
                rest = " ".join((rest, *more))
                length = len(row) - at
        return Scalar(rest, number, at + 1, length)

    def _runs_on(self, deeper: str) -> list[str] | None:
        """The further lines of a plain text, none of them empty."""
        lines = self.lines
        found: list[str] = []
        while lines[self.next].startswith(deeper):
            text = lines[self.next].strip(" ")
            if not text or ": " in text or " #" in text or text[-1] == ":":
                return None
            if text[0] == "#":
                break
            found.append(text)
            self.next += 1
        return found

    def _block(self, style: str, length: int, at: int, deeper: str) -> Scalar | None:
        """A text in a block, its lines kept (`|`) or joined (`>`)."""
        lines = self.lines
        number = self.next
        row = lines[self.next]
        indent = len(row) - len(row.lstrip(" "))
        if indent < len(deeper) or indent == len(row):
            return None
        margin = row[:indent]
        held: list[str] = []
        last = len(lines) - 1  # the one added
        while self.next < last:
            row = lines[self.next]
            if row.startswith(margin):
                text = row[indent:]
                if text[:1] == " " and (style[0] == ">" or not text.strip(" ")):
                    return None
                held.append(text)
            elif not row.strip(" "):
                held.append("")
            else:
                break
            self.next += 1
        if self.next == last and held[-1]:
            return None  # no line end at the end of the file
        while not held[-1]:
            held.pop()
        value = "\n".join(held) if style[0] == "|" else _joined(held)
        return Scalar(value if style[1:] else value + "\n", number, at + 1, length)


def _joined(lines: list[str]) -> str:
    """Lines joined by blanks; each empty line is a line's end."""
    parts: list[str] = []
    for line in lines:
        if not line:
            parts.append("\n")
        elif parts and parts[-1] != "\n":
            parts.append(" " + line)
        else:
            parts.append(line)
    return "".join(parts)


def _quoted(rest: str, number: int, at: int) -> Scalar | None:
    """A text in quotation marks that close on its line."""
    found = _QUOTED.match(rest)
    if found is None:
        return None
    double, single, _ = found.groups()
    text = double if single is None else single.replace("''", "'")
    return Scalar(text, number, at + 1, found.start(3))


def _flow(
    rest: str, position: int, number: int, at: int, depth: int = 0
) -> tuple[Node | None, int]:
    """What stands between brackets from `position` on one line, and where it ends."""
    column = at + position + 1
    closing = "]" if rest[position] == "[" else "}"
    items: list[Node] = []
    pairs: list[tuple[Scalar, Node]] = []
    keys: set[str] = set()
    position = _after(rest, position + 1)
    size = len(rest)
    if closing == "]" and rest[position : position + 1] == "]":
        return Sequence(items, number, column), position + 1
    while position < size:
        key = None
        if closing == "}":
            found = _KEY.match(rest, position)
            if found is None or found[1] in keys:
                break
            keys.add(found[1])
            key = Scalar(found[1], number, at + position + 1, len(found[1]))
            position = found.end()
            if position == size:
                break
        if rest[position] in "[{" and depth < _DEEP:
            item, position = _flow(rest, position, number, at, depth + 1)
        else:
            item, position = _item(rest, position, number, at)
        position = _after(rest, position)
        if item is None or position >= size:
            break
        if key is None:
            items.append(item)
        else:
            pairs.append((key, item))
        if rest[position] == closing:
            if closing == "]":
                return Sequence(items, number, column), position + 1
            return Mapping(pairs, number, column), position + 1
        if rest[position] != ",":
            break
        position = _after(rest, position + 1)
    return None, position


def _item(rest: str, position: int, number: int, at: int) -> tuple[Scalar | None, int]:
    """A text between brackets and where it ends."""
    found = _ITEM.match(rest, position)
    if found is None:
        return None, position
    plain, double, single = found.groups()
    column = at + position + 1
    end = found.end()
    if plain is not None:
        text = plain.rstrip(" ")
        return Scalar(text, number, column, len(text)), end
    return Scalar(double if single is None else single, number, column, end - position), end


def _after(rest: str, position: int) -> int:
    while rest[position : position + 1] == " ":
        position += 1
    return position
