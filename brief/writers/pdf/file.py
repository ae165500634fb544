"""The structure of a PDF file: object streams and a cross-reference stream (ISO 32000-1, 7.5).

A tagged document is some ten small dictionaries a sentence.  Most of them are like the one before:
the same keys with numbers a little higher.  So they are padded to rows of one length and each row
is stored as its difference from the row above, as in a PNG picture (predictor "up", 7.4.4.4): what
is left for deflate is a few small differences among zeros.  It needs a tenth of the room.
"""

from __future__ import annotations

import zlib
from functools import lru_cache
from itertools import accumulate

from brief.digests import sha256

LEVEL = 6  # deflate
# Objects in an object stream: readers unpack one whole to get at any object of it.
_PACK = 1000
# Fewer objects in rows than this do not earn a stream of their own.
_FEW = 8
_STEP = 1 << 16  # bytes
_ENTRY = 16  # characters of an object's number and place in rows

# Rows of a cross-reference stream: type, place or number of the object stream, index in it.
_WIDTHS = (1, 4, 2)
_ROW = sum(_WIDTHS)
_INDEX = [index.to_bytes(2, "big") for index in range(_PACK)]


class Objects:
    """The objects of a file.

    `plain` holds those that are no streams, as PDF text, by the length of their rows; 0 for those
    that are like no other.
    """

    def __init__(self) -> None:
        self.plain: dict[int, list[tuple[int, str]]] = {0: []}
        self._streams: list[tuple[int, bytes]] = []
        self._packed: list[tuple[int, list[int]]] = []  # object streams, and what each holds
        self._count = 0  # numbers given out; 0 is nobody's

    def reserve(self, count: int = 1) -> int:
        """The first of `count` numbers that no object has."""
        first = self._count + 1
        self._count += count
        return first

    def stream(self, number: int, entries: str, data: bytes) -> None:
        """A stream object with these entries of its dictionary beside its length."""
        self._streams.append((number, stream(entries, data)))

    def file(self, root: int, info: int) -> bytes:
        """The bytes of the file with this catalogue and information dictionary."""
        self._pack()
        out, table = self._written()
        return _closed(out, table, root, info)

    def files(self, root: int, info: int, number: int, forms: list[bytes]) -> list[bytes]:
        """Files that share all objects but one stream, which stands last: its number and what its
        deflated data are in each."""
        self._pack()
        out, table = self._written()
        table[number * _ROW : (number + 1) * _ROW] = _place(len(out))
        found: list[bytes] = []
        for form in forms:
            body = stream("/Filter/FlateDecode", form)
            found.append(_closed(out + _indirect(number, body), bytearray(table), root, info))
        return found

    def _pack(self) -> None:
        """Puts what is no stream into object streams (7.5.7)."""
        loose = self.plain.pop(0)
        for row, objects in self.plain.items():
            if len(objects) < _FEW:
                loose += [(number, body.rstrip()) for number, body in objects]
                continue
            for start in range(0, len(objects), _PACK):
                self._in_rows(objects[start : start + _PACK], row)
        for start in range(0, len(loose), _PACK):
            group = loose[start : start + _PACK]
            bodies = [body for _, body in group]
            numbers = [number for number, _ in group]
            head = " ".join([f"{n} {at}" for n, at in zip(numbers, _starts(bodies), strict=True)])
            data = f"{head}\n" + "\n".join(bodies)
            self._object_stream(numbers, len(head) + 1, data.encode("latin-1"), "")

    def _in_rows(self, group: list[tuple[int, str]], row: int) -> None:
        bodies = [
            body.ljust(row - 1 if len(body) < row else -(-(len(body) + 1) // row) * row - 1)
            for _, body in group
        ]
        numbers = [number for number, _ in group]
        places = [place for pair in zip(numbers, _starts(bodies), strict=True) for place in pair]
        entries = "%7d%8d " * len(group) % tuple(places)
        wide = max(row // _ENTRY, 1) * _ENTRY  # as many of them as stand in a row
        length = -(-wide // row) * row
        head = "".join(
            [entries[at : at + wide].ljust(length) for at in range(0, len(entries), wide)]
        )
        data = differences(f"{head}{' '.join(bodies)} ".encode("latin-1"), row)
        self._object_stream(
            numbers, len(head), data, f"/DecodeParms<</Predictor 12/Columns {row}>>"
        )

    def _object_stream(self, numbers: list[int], first: int, data: bytes, entries: str) -> None:
        number = self.reserve()
        entries = f"/Type/ObjStm/N {len(numbers)}/First {first}/Filter/FlateDecode{entries}"
        self.stream(number, entries, zlib.compress(data, LEVEL))
        self._packed.append((number, numbers))

    def _written(self) -> tuple[bytes, bytearray]:
        """Head and objects of the file, and where each object is (7.5.8)."""
        # The comment's bytes say that the file is binary (7.5.2).
        out = [b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"]
        end = len(out[0])
        self.reserve()  # for the table itself
        table = bytearray((self._count + 1) * _ROW)
        table[:_ROW] = b"\0\0\0\0\0\xff\xff"
        for number, body in self._streams:
            table[number * _ROW : (number + 1) * _ROW] = _place(end)
            data = _indirect(number, body)
            out.append(data)
            end += len(data)
        for holder, numbers in self._packed:
            within = b"\2" + holder.to_bytes(4, "big")
            if numbers == list(range(numbers[0], numbers[0] + len(numbers))):
                rows = within + within.join(_INDEX[: len(numbers)])
                table[numbers[0] * _ROW : (numbers[-1] + 1) * _ROW] = rows
                continue
            for number, index in zip(numbers, _INDEX, strict=False):
                table[number * _ROW : (number + 1) * _ROW] = within + index
        return b"".join(out), table


def _starts(bodies: list[str]) -> list[int]:
    """Where texts begin that stand behind each other with a character between."""
    lengths = [len(body) + 1 for body in bodies]
    return list(accumulate(lengths, initial=0))[:-1]


def stream(entries: str, data: bytes) -> bytes:
    """A stream's dictionary and data."""
    # The end of line before the keyword is no part of the data (7.3.8.1); PDF/A wants it.
    head = f"<<{entries}/Length {len(data)}>>\nstream\n"
    return b"%b%b\nendstream\n" % (head.encode("latin-1"), data)


def _indirect(number: int, body: bytes) -> bytes:
    return b"%d 0 obj\n%bendobj\n" % (number, body)


def _place(offset: int) -> bytes:
    return b"\1" + offset.to_bytes(4, "big") + b"\0\0"


def _closed(objects: bytes, table: bytearray, root: int, info: int) -> bytes:
    """The objects of a file with its cross-reference stream behind them (7.5.8).

    The file's identifiers come from its content (14.4): the same bytes, the same file.
    """
    end, count = len(objects), len(table) // _ROW
    table[-_ROW:] = _place(end)
    data = zlib.compress(differences(bytes(table), _ROW), LEVEL)
    digest = sha256(objects).hexdigest()[:32].upper()
    entries = (
        f"/Type/XRef/Size {count}/W[{' '.join(map(str, _WIDTHS))}]/Root {root} 0 R/Info {info} 0 R"
        f"/ID[<{digest}><{digest}>]/Filter/FlateDecode"
        f"/DecodeParms<</Predictor 12/Columns {_ROW}>>"
    )
    own = _indirect(count - 1, stream(entries, data))
    return b"%b%bstartxref\n%d\n%%%%EOF\n" % (objects, own, end)


def differences(data: bytes, row: int) -> bytes:
    """Rows, each as its difference from the one above behind the mark of that filter (PNG, 9.2).

    All bytes are subtracted at once as digits of two large numbers, without borrowing: the top bit
    of each is set first and put right afterwards.  In ASCII none has its top bit set.
    """
    size = len(data)
    tops = _tops(-(-size // _STEP)) >> 8 * (-size % _STEP)
    here = int.from_bytes(data, "big")
    above = here >> 8 * row
    if data.isascii():
        less = ((here | tops) - above) ^ tops
    else:
        less = ((here | tops) - (above & ~tops)) ^ ((here ^ above) & tops ^ tops)
    found = less.to_bytes(size, "big")
    return b"\2" + b"\2".join([found[at : at + row] for at in range(0, size, row)])


@lru_cache(maxsize=8)
def _tops(steps: int) -> int:
    """A number of so many times `_STEP` bytes, of each of which the top bit is set."""
    return int.from_bytes(b"\x80" * (steps * _STEP), "big")
