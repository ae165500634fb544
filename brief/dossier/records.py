"""What the reader makes of a file, before the files are held against one another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from brief import TYPE_CHECKING
from brief.facts.fact import Place
from brief.record import Record

if TYPE_CHECKING:
    from typing import Any

# A reference to something defined elsewhere: its form, the path of the value, the value.
Reference = tuple[str, str, str]


_FEW = 8  # places that are looked for before all are taken apart
_NUMBERS = 40  # characters of a place, and more


class Places(Mapping[str, Place]):
    """Where values stand, by their paths, made of one text and taken apart when somebody asks for
    more than a few: all are kept, and findings alone ask for them.

    The text is path, line, column and length of one value after the other, with blanks between.
    """

    __slots__ = ("_asked", "_by_path", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._by_path: dict[str, Place] | None = None
        self._asked = 0

    def _all(self) -> dict[str, Place]:
        if self._by_path is None:
            words = iter(self._text.split(" "))
            self._by_path = {
                path: (int(line), int(column), int(length))
                for path, line, column, length in zip(words, words, words, words, strict=False)
            }
        return self._by_path

    def __getitem__(self, path: str) -> Place:
        if self._by_path is None and self._asked < _FEW:
            self._asked += 1
            return self._looked_for(path)
        return self._all()[path]

    def _looked_for(self, path: str) -> Place:
        if " " in path or path.isdecimal():  # it might be found among numbers
            return self._all()[path]
        text, sought = self._text, f"{path} "
        begin = 0 if text.startswith(sought) else text.find(f" {sought}") + 1
        if not begin and not text.startswith(sought):
            raise KeyError(path)
        begin += len(sought)
        line, column, length, *_ = text[begin : begin + _NUMBERS].split(" ", 3)
        return int(line), int(column), int(length)

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def __repr__(self) -> str:
        return repr(self._all())


def places_kept(places: Mapping[str, Place]) -> str | dict[str, Place]:
    """Places as a JSON value: the text that `Places` takes apart, unless a path has a blank."""
    if any(" " in path for path in places):
        return dict(places)
    return " ".join([f"{path} {line} {col} {size}" for path, (line, col, size) in places.items()])


def places_found(kept: str | dict[str, Any]) -> Mapping[str, Place]:
    """The places that were kept so."""
    if isinstance(kept, str):
        return Places(kept)
    return dict(zip(kept, map(tuple, kept.values()), strict=True))


class Entry(Record):
    """A record as read: its kind ("" where it has none), id, values, places and references."""

    kind: str
    id: str
    fields: dict[str, Any]
    places: Mapping[str, Place]
    references: list[Reference]


class Document(Record):
    """A file as read: the values of its top level, and its lists of records by field."""

    top: Entry
    entries: dict[str, list[Entry]]
