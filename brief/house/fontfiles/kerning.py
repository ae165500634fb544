"""Kerning of pairs of glyphs, read from a font's GPOS table (OpenType 1.9, lookup type 2)."""

from __future__ import annotations

import struct
from collections.abc import Iterator

_PAIRS, _EXTENSION = 2, 9


class Kerning:
    """The feature "kern": `pair(left, right)` is the change of the left glyph's advance, in font
    units.  The table is read as it lies; only coverage and classes are unpacked."""

    def __init__(self, table: bytes) -> None:
        self._table = table
        self._lookups: list[list[_Pairs | _Classes]] = []
        self._known: dict[tuple[int, int], int] = {}
        if len(table) < 10:
            return
        features, lookups = struct.unpack_from(">HH", table, 6)
        for index in sorted(self._wanted(features)):
            at = lookups + struct.unpack_from(">H", table, lookups + 2 + 2 * index)[0]
            found = list(self._subtables(at))
            if found:
                self._lookups.append(found)

    def _wanted(self, at: int) -> set[int]:
        found: set[int] = set()
        for entry in range(self._short(at)):
            tag, offset = struct.unpack_from(">4sH", self._table, at + 2 + 6 * entry)
            if tag == b"kern":
                count = self._short(at + offset + 2)
                found.update(struct.unpack_from(f">{count}H", self._table, at + offset + 4))
        return found

    def _subtables(self, at: int) -> Iterator[_Pairs | _Classes]:
        kind, _, count = struct.unpack_from(">3H", self._table, at)
        for offset in struct.unpack_from(f">{count}H", self._table, at + 6):
            place, own = at + offset, kind
            if own == _EXTENSION:
                own, jump = struct.unpack_from(">HL", self._table, place + 2)
                place += jump
            if own == _PAIRS:
                form = self._short(place)
                yield (_Pairs if form == 1 else _Classes)(self._table, place)

    def _short(self, at: int) -> int:
        found: int = struct.unpack_from(">H", self._table, at)[0]
        return found

    def pair(self, left: int, right: int) -> int:
        key = (left, right)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = sum(self._one(lookup, *key) for lookup in self._lookups)
        return known

    @staticmethod
    def _one(lookup: list[_Pairs | _Classes], left: int, right: int) -> int:
        """The first subtable of a lookup that knows the pair decides."""
        for subtable in lookup:
            value = subtable.value(left, right)
            if value is not None:
                return value
        return 0


class _Pairs:
    """Pairs of single glyphs (format 1)."""

    def __init__(self, table: bytes, at: int) -> None:
        self._table, self._at = table, at
        offset, first, second, count = struct.unpack_from(">4H", table, at + 2)
        self._covered = _coverage(table, at + offset)
        self._sets = struct.unpack_from(f">{count}H", table, at + 10)
        self._first, self._size = first, 2 + _size(first) + _size(second)
        self._unpacked: dict[int, dict[int, int]] = {}

    def value(self, left: int, right: int) -> int | None:
        index = self._covered.get(left)
        if index is None:
            return None
        if index not in self._unpacked:
            at = self._at + self._sets[index]
            count = struct.unpack_from(">H", self._table, at)[0]
            places = range(at + 2, at + 2 + count * self._size, self._size)
            self._unpacked[index] = {
                struct.unpack_from(">H", self._table, place)[0]: _advance(
                    self._table, place + 2, self._first
                )
                for place in places
            }
        return self._unpacked[index].get(right)


class _Classes:
    """Pairs of classes of glyphs (format 2)."""

    def __init__(self, table: bytes, at: int) -> None:
        self._table = table
        offset, first, second, left, right, _, columns = struct.unpack_from(">7H", table, at + 2)
        self._covered = _coverage(table, at + offset)
        self._left, self._right = _classes(table, at + left), _classes(table, at + right)
        self._first, self._size = first, _size(first) + _size(second)
        self._matrix, self._columns = at + 16, columns

    def value(self, left: int, right: int) -> int | None:
        if left not in self._covered:
            return None
        row, column = self._left.get(left, 0), self._right.get(right, 0)
        place = self._matrix + (row * self._columns + column) * self._size
        return _advance(self._table, place, self._first)


def _size(form: int) -> int:
    """Bytes of a value record."""
    return 2 * form.bit_count()


def _advance(table: bytes, at: int, form: int) -> int:
    """The horizontal advance of a value record, 0 where it has none."""
    if not form & 4:
        return 0
    found: int = struct.unpack_from(">h", table, at + 2 * (form & 3).bit_count())[0]
    return found


def _coverage(table: bytes, at: int) -> dict[int, int]:
    form, count = struct.unpack_from(">HH", table, at)
    if form == 1:
        glyphs = struct.unpack_from(f">{count}H", table, at + 4)
        return {glyph: index for index, glyph in enumerate(glyphs)}
    found: dict[int, int] = {}
    for entry in range(count):
        first, last, index = struct.unpack_from(">3H", table, at + 4 + 6 * entry)
        found.update((glyph, index + glyph - first) for glyph in range(first, last + 1))
    return found


def _classes(table: bytes, at: int) -> dict[int, int]:
    form = struct.unpack_from(">H", table, at)[0]
    if form == 1:
        first, count = struct.unpack_from(">HH", table, at + 2)
        return dict(enumerate(struct.unpack_from(f">{count}H", table, at + 6), first))
    found: dict[int, int] = {}
    for entry in range(struct.unpack_from(">H", table, at + 2)[0]):
        start, end, number = struct.unpack_from(">3H", table, at + 4 + 6 * entry)
        found.update(dict.fromkeys(range(start, end + 1), number))
    return found
