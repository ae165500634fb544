"""`Fact`: one curated record as plain data, with the place of every value and its passages."""

from __future__ import annotations

from brief import TYPE_CHECKING
from brief.archive.snapshots import Passage
from brief.diagnostics import Span
from brief.record import Record

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

NOT_STATED = "not stated"

# Line, column (both 1-based) and length in code points of a value in its YAML file.
Place = tuple[int, int, int]


class Fact(Record):
    """A fact of some kind.

    `fields` holds strings, lists and mappings of strings in the long form (short forms are
    expanded by the reader: `quantity: 15 aircraft` becomes {"text": "15 aircraft"}).  `places` maps
    dotted paths ("parts.are.0") to where the value stands in `file`.  `passages` are those of
    `passage` and `passages`, main one first; `resolved` maps the paths of further selectors
    (clause, antecedent, words.0, value.passage) to what they select.
    """

    kind: str
    id: str
    file: str
    source: str
    fields: dict[str, Any]
    places: Mapping[str, Place]
    passages: tuple[Passage, ...] = ()
    resolved: dict[str, tuple[Passage, ...]] = {}

    def span(self, path: str = "id") -> Span:
        """Where the value at `path` stands; the nearest enclosing value that has a place."""
        while path and path not in self.places:
            path = path.rpartition(".")[0]
        line, column, length = self.places.get(path) or self.places.get("id", (0, 0, 1))
        return Span(self.file, line, column, length)

    def get(self, path: str) -> Any:
        """The value at a dotted path, or None."""
        first, *steps = path.split(".")
        value: Any = self.fields.get(first)
        if value is None or not steps:
            return value
        for step in steps:
            if isinstance(value, dict):
                value = value.get(step)
            elif isinstance(value, list) and step.isdigit() and int(step) < len(value):
                value = value[int(step)]
            else:
                return None
        return value

    def text(self, path: str) -> str:
        """The string at a dotted path; a quantity's or date's text; "" where there is none."""
        value = self.get(path) if "." in path else self.fields.get(path)
        if value is None:
            return ""
        if isinstance(value, dict):
            value = value.get("text")
        return value if isinstance(value, str) else ""

    def texts(self, path: str) -> tuple[str, ...]:
        """The strings of a list at a dotted path; one string is a list of one."""
        value = self.get(path)
        if isinstance(value, str):
            return (value,)
        return tuple(v for v in value if isinstance(v, str)) if isinstance(value, list) else ()
