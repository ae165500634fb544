"""What the reader makes of a file, before the files are held against one another."""

from __future__ import annotations

from brief import TYPE_CHECKING
from brief.facts.fact import Place
from brief.record import Record

if TYPE_CHECKING:
    from typing import Any

# A reference to something defined elsewhere: its form, the path of the value, the value.
Reference = tuple[str, str, str]


class Entry(Record):
    """A record as read: its kind ("" where it has none), id, values, places and references."""

    kind: str
    id: str
    fields: dict[str, Any]
    places: dict[str, Place]
    references: list[Reference]


class Document(Record):
    """A file as read: the values of its top level, and its lists of records by field."""

    top: Entry
    entries: dict[str, list[Entry]]
