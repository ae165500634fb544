"""Citation styles: each a file of patterns for the references to a held text.

A pattern is a line of text with these signs:

- `{variable}` prints what is known; `{one, two}` those of them that are known, with ", " between
  (`{one two}` with a space);
- `[ … ]` is left out where none of the variables in it is known;
- `_ … _` is italic, `“ … ”` in quotation marks of the style and the language.

Punctuation at the beginning of a reference or right after a bracket is dropped, a stop after a
stop, a question mark or an exclamation mark too; so patterns need no cases for what is missing.
`news-unsigned` serves works of that type without an author.  A type without a pattern takes that
of `news`, `repeat` what it lacks from `first`, `inline` from `repeat`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from brief import TYPE_CHECKING
from brief.record import Record

if TYPE_CHECKING:
    from typing import Any

HOUSE = "house"
STYLES = (HOUSE, "chicago", "apa", "oscola", "iso690")
_FOLDER = Path(__file__).parent
_FALLBACK = {"inline": "repeat", "repeat": "first"}


class NameForm(Record):
    """How the authors of a work print.

    `order`: natural ("Jane Doe"), first-inverted, inverted, or family (the family name alone);
    `given`: full, initials ("J. M."), bare-initials ("JM", after a space alone).  More than `most`
    shrink to the first and the term `others`.  `oxford` puts a comma before the last.
    """

    order: str = "natural"
    given: str = "full"
    most: int = 3
    others: str = "et-al"
    oxford: bool = False
    capitals: bool = False


class Words(Record):
    """Characters of the pattern itself."""

    text: str


class Variable(Record):
    """What is known under these names, the known ones joined by `between`."""

    names: tuple[str, ...]
    between: str = ""


class Group(Record):
    """Parts with a look: "" (left out where nothing in it is known), italic or quoted."""

    look: str
    parts: tuple[Part, ...]


Part = Words | Variable | Group


class Style(Record):
    """A citation style; `patterns` by form (first, repeat, inline, list) and type of work.

    `date` is the form of dates, `no_date` a pattern around "n.d."; `quoted` the term before the
    held text where another's words were read in it; `stops` whether abbreviations have them,
    `bare_address` that no stop follows an address.
    """

    name: str
    title: str
    patterns: dict[str, dict[str, tuple[Part, ...]]]
    names: dict[str, NameForm]
    sort: tuple[str, ...]
    date: str = ""
    no_date: str = "{}"
    single: bool = False
    inside: bool = False
    end: str = ""
    quoted: str = "cited"
    suffix: bool = False
    ampersand: bool = False
    stops: bool = True
    bare_address: bool = False

    def pattern(self, form: str, kind: str, signed: bool) -> tuple[Part, ...]:
        """The pattern of a form for a type of work."""
        wanted = (kind, "news") if signed else (f"{kind}-unsigned", kind, "news-unsigned", "news")
        while True:
            patterns = self.patterns.get(form, {})
            for key in wanted:
                if key in patterns:
                    return patterns[key]
            form = _FALLBACK[form]


@lru_cache(maxsize=len(STYLES))
def find(name: str) -> Style:
    """The style of that name; `KeyError` where there is none."""
    if name not in STYLES:
        raise KeyError(name)
    import tomllib

    table = tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    return read(name, table)


def read(name: str, table: dict[str, Any]) -> Style:
    """A style from its file's values."""
    forms = ("first", "repeat", "inline", "list")
    return Style(
        name,
        table["title"],
        {
            form: {kind: parse(pattern) for kind, pattern in table[form].items()}
            for form in forms
            if form in table
        },
        {form: NameForm(**row) for form, row in table["names"].items()},
        tuple(table["sort"]),
        table.get("date", ""),
        table.get("no-date", "{}"),
        table.get("quotes", "") == "single",
        table.get("inside", False),
        table.get("end", ""),
        table.get("quoted", "cited"),
        table.get("suffix", False),
        table.get("ampersand", False),
        table.get("stops", True),
        table.get("bare-address", False),
    )


_SIGN = re.compile(r"\{[^{}]*\}|[\[\]_“”]")
_CLOSING = {"[": "]", "_": "_", "“": "”"}
_LOOKS = {"[": "", "_": "italic", "“": "quoted"}


def parse(pattern: str) -> tuple[Part, ...]:
    """A pattern as parts; `ValueError` where its signs do not match."""
    signs = [(m.group(), m.start(), m.end()) for m in _SIGN.finditer(pattern)]
    parts, at, rest = _parts(pattern, 0, signs, "")
    if rest or at != len(pattern):
        raise ValueError(f"the signs of the pattern do not match: {pattern}")
    return parts


Signs = list[tuple[str, int, int]]


def _parts(
    pattern: str, at: int, signs: Signs, closing: str
) -> tuple[tuple[Part, ...], int, Signs]:
    """Parts up to the closing sign, where they end, and the signs after them."""
    found: list[Part] = []
    while signs:
        sign, start, end = signs[0]
        if start > at:
            found.append(Words(pattern[at:start]))
        signs, at = signs[1:], end
        if sign == closing:
            return tuple(found), at, signs
        if sign[0] == "{":
            found.append(_variable(sign[1:-1]))
        elif sign in _CLOSING:
            inside, at, signs = _parts(pattern, at, signs, _CLOSING[sign])
            found.append(Group(_LOOKS[sign], inside))
        else:
            raise ValueError(f"the signs of the pattern do not match: {pattern}")
    if closing:
        raise ValueError(f"the signs of the pattern do not match: {pattern}")
    if at < len(pattern):
        found.append(Words(pattern[at:]))
    return tuple(found), len(pattern), signs


def _variable(inside: str) -> Variable:
    if ", " in inside:
        return Variable(tuple(inside.split(", ")), ", ")
    names = tuple(inside.split(" "))
    return Variable(names, " " if len(names) > 1 else "")
