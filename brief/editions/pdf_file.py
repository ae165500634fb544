"""The objects of a PDF file, found by its cross-references (ISO 32000-1, 7.3 and 7.5).

It reads what our writer makes, reportlab's document, and the updates that signing appends: tables
and streams of cross-references, object streams, deflate, the predictor "up".  Anything else is
`NotUnderstood`, never guessed.
"""

from __future__ import annotations

import re
import zlib

from brief import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

# What stands in a file: a dictionary (keys with their slash), an array, the number of the object
# that is referred to, or the token of anything else.
Value = dict[bytes, "Value"] | list["Value"] | int | bytes
Dictionary = dict[bytes, Value]

_TOKEN = re.compile(
    rb"(\d+) +\d+ +R\b|(<<|>>|[\[\]])|(\((?:[^()\\]|\\.)*\)|<[\dA-Fa-f\s]*>|/?[^\s()<>\[\]{}/%]+)"
    rb"|%[^\r\n]*|(\S)",
    re.DOTALL,
)
_HEAD = re.compile(rb"\s*(\d+) +\d+ +obj\s*")
_DATA = re.compile(rb"\s*stream\r?\n")
_MOST = 1 << 28  # bytes of a stream; more is no text of a brief
_ROWS = 31  # rows of a predictor that are summed at once
_FREE, _PLAIN, _PACKED = 0, 1, 2  # kinds of objects in cross-references


class NotUnderstood(Exception):
    """This reader makes nothing of a file; the message says of what in it."""


class File:
    """A PDF's objects by number, as a reader gets at them: the newest of each."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._tables: list[_Table] = []  # the newest first
        self._packs: dict[int, dict[int, bytes]] = {}  # by the number of an object stream
        self.bodies = _Bodies(self._found)
        self.trailer: Dictionary = {}
        at = data.rfind(b"startxref")
        self._references(number(data[at + 9 : at + 40].split(None, 1)[0]) if at > 0 else -1)

    def _references(self, at: int) -> None:
        """Reads the tables of cross-references, the newest first."""
        seen: set[int] = set()
        while True:
            if at in seen or not 0 < at < len(self._data):
                raise NotUnderstood("its cross-references lead nowhere")
            seen.add(at)
            if self._data.startswith(b"xref", at):
                entries = self._classic(at + 4)
            else:
                entries = self._streamed(at)
            self.trailer = self.trailer or entries
            if b"/Encrypt" in entries or b"/XRefStm" in entries:
                raise NotUnderstood("it is encrypted, or has two kinds of cross-references")
            if b"/Prev" not in entries:
                return
            at = number(entries[b"/Prev"])

    def _classic(self, at: int) -> Dictionary:
        """A table of lines of twenty bytes (7.5.4); gives the trailer behind it."""
        while True:
            line = self._data[at : at + 60].split(None, 3)
            if line[:1] == [b"trailer"]:
                return dictionary(self._data, self._data.index(b"trailer", at) + 7)
            if len(line) < 3:
                raise NotUnderstood("its table of cross-references ends early")
            first, count = number(line[0]), number(line[1])
            at = self._data.index(line[2], self._data.index(line[1], at + len(line[0])) + 1)
            rows = self._data[at : at + 20 * count]
            self._tables.append(_Table(first, count, rows, ()))
            at += 20 * count

    def _streamed(self, at: int) -> Dictionary:
        """A stream of cross-references (7.5.8); gives its dictionary."""
        entries, rows = self._stream_at(at, None)
        widths = tuple(map(number, array(entries.get(b"/W"))))
        sections = array(entries.get(b"/Index", [b"0", entries.get(b"/Size", b"0")]))
        if len(widths) != 3 or len(sections) % 2:
            raise NotUnderstood("its cross-references have another form")
        start = 0
        for first, count in zip(sections[::2], sections[1::2], strict=True):
            table = _Table(number(first), number(count), rows[start:], widths)
            self._tables.append(table)
            start += table.count * sum(widths)
        return entries

    def body(self, wanted: int) -> bytes:
        """An object as it stands in the file; of a stream, what stands before its data."""
        return self.bodies[wanted]

    def _found(self, wanted: int) -> bytes:
        for table in self._tables:
            if not 0 <= wanted - table.first < table.count:
                continue
            kind, where = table.row(wanted)
            if kind == _PACKED:
                found = self._unpacked(where).get(wanted)
                if found is not None:
                    return found
            elif kind == _PLAIN:
                head = _HEAD.match(self._data, where)
                end = self._data.find(b"endobj", where)
                if head and int(head[1]) == wanted and end > 0:
                    return self._data[head.end() : end]
            break
        raise NotUnderstood(f"its object {wanted} is not where it is said to be")

    def dictionary(self, value: Value | None) -> Dictionary:
        """A dictionary, where it is referred to or stands."""
        found = parsed(self.body(value)) if isinstance(value, int) else value
        if not isinstance(found, dict):
            raise NotUnderstood("something in it is no dictionary where there must be one")
        return found

    def array(self, value: Value | None) -> list[Value]:
        """An array, where it is referred to or stands."""
        return array(parsed(self.body(value)) if isinstance(value, int) else value)

    def stream(self, wanted: Value | None) -> tuple[Dictionary, bytes]:
        """The dictionary and the data of a stream, unpacked."""
        if isinstance(wanted, int):
            for table in self._tables:
                if 0 <= wanted - table.first < table.count:
                    kind, where = table.row(wanted)
                    if kind == _PLAIN:
                        return self._stream_at(where, wanted)
                    break
        raise NotUnderstood("a stream in it is not where it is said to be")

    def _stream_at(self, at: int, wanted: int | None) -> tuple[Dictionary, bytes]:
        head = _HEAD.match(self._data, at)
        if head is None or (wanted is not None and int(head[1]) != wanted):
            raise NotUnderstood("a stream in it is not where it is said to be")
        found, end = _read(self._data, head.end())
        begin = _DATA.match(self._data, end)
        if begin is None or not isinstance(found, dict):
            raise NotUnderstood("a stream in it has no data")
        length = found.get(b"/Length")
        size = number(self.body(length).strip() if isinstance(length, int) else length)
        data = self._data[begin.end() : begin.end() + size]
        end = begin.end() + size
        if not self._data[end : end + 11].lstrip().startswith(b"endstream"):
            raise NotUnderstood("a stream in it has another length than it says")
        return found, _unfiltered(found, data)

    def _unpacked(self, wanted: int) -> dict[int, bytes]:
        """The objects in an object stream (7.5.7) by number."""
        if wanted in self._packs:
            return self._packs[wanted]
        entries, data = self.stream(wanted)
        first, count = number(entries.get(b"/First")), number(entries.get(b"/N"))
        head = list(map(int, data[:first].split()))
        if entries.get(b"/Type") != b"/ObjStm" or len(head) != 2 * count:
            raise NotUnderstood("an object stream in it has another form")
        starts = [first + place for place in head[1::2]]
        bodies = [data[a:b] for a, b in zip(starts, [*starts[1:], len(data)], strict=True)]
        found = self._packs[wanted] = dict(zip(head[::2], bodies, strict=True))
        # Where there is one table, what is said to be here need not be asked for one by one.
        if len(self._tables) == 1 and self._tables[0].all_in(wanted, head[::2]):
            self.bodies.update(found)
        return found


class _Bodies(dict[int, bytes]):
    """Objects by number as they stand in the file, as far as all there is to know of them is."""

    def __init__(self, find: Callable[[int], bytes]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, wanted: int) -> bytes:
        return self._find(wanted)


class _Table:
    """Rows of cross-references for `count` objects from `first` on; without `widths` they are the
    lines of a table."""

    def __init__(self, first: int, count: int, rows: bytes, widths: tuple[int, ...]) -> None:
        self.first, self.count, self._rows = first, count, rows
        self._size = sum(widths) or 20
        self._cuts = widths and (widths[0], widths[0] + widths[1])
        if len(rows) < count * self._size:
            raise NotUnderstood("its cross-references end early")

    def row(self, wanted: int) -> tuple[int, int]:
        """An object's kind, and its place or the number of the object stream."""
        at = (wanted - self.first) * self._size
        row = self._rows[at : at + self._size]
        if not self._cuts:
            kind = _PLAIN if row[17:18] == b"n" else _FREE
            return kind, int(row[:10]) if row[:10].isdigit() else 0
        one, two = self._cuts
        kind = int.from_bytes(row[:one], "big") if one else _PLAIN
        return kind, int.from_bytes(row[one:two], "big")

    def all_in(self, pack: int, wanted: list[int]) -> bool:
        """Whether these objects all are in the object stream of that number."""
        if not self._cuts or not wanted or min(wanted) < self.first:
            return False
        one, two = self._cuts
        row = _PACKED.to_bytes(one, "big") + pack.to_bytes(two - one, "big")
        size, first, count = self._size, self.first, len(wanted)
        if wanted == list(range(wanted[0], wanted[0] + count)):  # then their rows are one piece
            rows = self._rows[(wanted[0] - first) * size : (wanted[0] - first + count) * size]
            return all(rows[at::size] == row[at : at + 1] * count for at in range(two))
        places = [(own - first) * size for own in wanted]
        return [self._rows[at : at + two] for at in places] == [row] * count


def number(value: Value | None) -> int:
    """A whole number that is not negative."""
    if isinstance(value, bytes) and value.isdigit():
        return int(value)
    raise NotUnderstood("something in it is no number where there must be one")


def array(value: Value | None) -> list[Value]:
    """An array."""
    if isinstance(value, list):
        return value
    raise NotUnderstood("something in it is no array where there must be one")


def references(body: bytes) -> list[int]:
    """An array of references to objects."""
    inside = body.strip()
    tokens = inside[1:-1].split()
    if inside[:1] + inside[-1:] != b"[]" or tokens[2::3].count(b"R") * 3 != len(tokens):
        raise NotUnderstood("something in it is no array of references where there must be one")
    return list(map(int, tokens[::3]))


def dictionary(data: bytes, at: int) -> Dictionary:
    """The dictionary that stands in some bytes."""
    found, _ = _read(data, at)
    if isinstance(found, dict):
        return found
    raise NotUnderstood("something in it is no dictionary where there must be one")


def parsed(body: bytes) -> Value:
    """An object's value."""
    return _read(body, 0)[0]


def _read(data: bytes, at: int) -> tuple[Value, int]:
    """The value that stands in some bytes, and where it ends."""
    stack: list[list[Value]] = [[]]
    openings: list[bytes] = []
    for token in _TOKEN.finditer(data, at):
        reference, bracket, plain, other = token.groups()
        if plain is not None:
            stack[-1].append(plain)
        elif reference is not None:
            stack[-1].append(int(reference))
        elif bracket in (b"<<", b"["):
            openings.append(bracket)
            stack.append([])
        elif bracket is not None and openings:
            items = stack.pop()
            if (openings.pop() == b"<<") != (bracket == b">>"):
                break
            stack[-1].append(items if bracket == b"]" else _paired(items))
        elif bracket or other:
            break
        if stack[0]:
            return stack[0][0], token.end()
    raise NotUnderstood("an object in it is not as PDF writes them")


def _paired(items: list[Value]) -> Dictionary:
    if len(items) % 2:
        raise NotUnderstood("a dictionary in it has a key without a value")
    found: Dictionary = {}
    for key, value in zip(items[::2], items[1::2], strict=True):
        if not isinstance(key, bytes) or not key.startswith(b"/") or key in found:
            raise NotUnderstood("a dictionary in it has a wrong key")
        found[key] = value
    return found


def _unfiltered(entries: Dictionary, data: bytes) -> bytes:
    filters = entries.get(b"/Filter")
    if filters is None:
        return data
    if filters not in (b"/FlateDecode", [b"/FlateDecode"]):
        raise NotUnderstood("a stream in it is packed in another way")
    unpacking = zlib.decompressobj()
    try:
        found = unpacking.decompress(data, _MOST)
    except zlib.error as error:
        raise NotUnderstood("a stream in it is damaged") from error
    if not unpacking.eof:
        raise NotUnderstood("a stream in it is cut off, or too large")
    told = entries.get(b"/DecodeParms")
    told = told[0] if isinstance(told, list) and told else told
    if not isinstance(told, dict) or told.get(b"/Predictor", b"1") == b"1":
        return found
    return _summed(found, number(told.get(b"/Columns")))


def _summed(data: bytes, columns: int) -> bytes:
    """Rows that were each stored as its difference from the one above (PNG, 9.2: filter "up").

    Some rows at a time are summed as digits of large numbers: each row with the one above, then
    with the sum two rows above, four, eight and so on.  The top bit of each byte is added apart, so
    that none carries into the next.
    """
    row, size = columns + 1, len(data)
    if data[::row] != b"\2" * -(-size // row) or size % row:
        raise NotUnderstood("a stream in it is packed by another predictor")
    rows = bytearray(data)
    del rows[::row]  # the marks of the filter
    length = (_ROWS + 1) * columns
    tops = int.from_bytes(b"\x80" * length, "big")
    rests = int.from_bytes(b"\x7f" * length, "big")
    steps = [8 * columns << power for power in range(_ROWS.bit_length())]
    found: list[bytes] = []
    last = bytes(columns)
    for at in range(0, len(rows), _ROWS * columns):
        block = last + rows[at : at + _ROWS * columns]
        whole = int.from_bytes(block, "big")
        for step in steps:
            above = whole >> step
            whole = ((whole & rests) + (above & rests)) ^ ((whole ^ above) & tops)
        summed = whole.to_bytes(len(block), "big")
        found.append(summed[columns:])
        last = summed[-columns:]
    return b"".join(found)
