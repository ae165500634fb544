"""Mistakes in YAML in the words of what a person usually did, and how to read on after them."""

from __future__ import annotations

import re
from bisect import bisect_right

from brief.dossier.findings import Findings
from brief.expressions import expression
from brief.record import Record


class Broken(Record):
    """Where a syntax error showed (line and column from 1) and in which line it began."""

    line: int
    column: int
    begun: int


def comments(text: str, quoted: list[tuple[int, int]], findings: Findings) -> None:
    """Tell of each `#` after a single blank that ends a plain text."""
    starts = [start for start, _ in quoted]
    for match in re.finditer(r"(?<=\S)( |\t+)#[^\n]*", text):
        at = match.start(1)
        index = bisect_right(starts, at) - 1
        if index >= 0 and at < quoted[index][1]:
            continue
        begin = text.rfind("\n", 0, at) + 1
        if "#" in text[begin:at] and re.match(r"\s*#|.*\s#", text[begin:at]):
            continue  # inside a comment
        findings.error(
            "Y-COMMENT",
            "the text after ` #` would be lost as a comment",
            (text.count("\n", 0, at) + 1, match.end(1) - begin + 1, len(match.group()) - 1),
            label="not part of the value",
            help=(
                "put the whole text in quotes, or in a block that begins with `>-`",
                "for a comment, write two blanks before the `#`",
            ),
        )


_RECORD = expression(r"( *)- +[\w-]+:(?: |$)")
_TOP = expression(r"[\w-]+:(?: |$)")


def without_record(text: str, broken: Broken, findings: Findings) -> str | None:
    """The text with the lines of the broken record left empty, or None where there is none.

    A record begins at the list item with the least indentation; an error that shows at the
    beginning of a record was made in the one before.
    """
    line, column, begun = broken.line, broken.column, broken.begun
    if not line:
        return None
    lines = text.split("\n")
    items = [(n, len(m[1])) for n, row in enumerate(lines) if (m := _RECORD.match(row))]
    if not items:
        return None
    least = min(indent for _, indent in items)
    starts = [n for n, indent in items if indent == least]
    at = min(begun, line) - 1
    before = [n for n in starts if n < at or (n == at and column > least + 2)]
    if not before:
        return None
    first = before[-1]
    last = next((n for n in starts if n > max(first, at - 1) and n > first), len(lines))
    for n in range(first + 1, last):
        if _TOP.match(lines[n]):  # another list of the file begins
            last = n
            break
    for row in lines[first:last]:
        if match := re.match(r" *(?:- +)?[\w-]+: +([a-z0-9][a-z0-9-]*) *$", row):
            findings.dropped.add(match[1])
    if all(not row.strip() for row in lines[first:last]):
        return None
    return "\n".join([*lines[:first], *[""] * (last - first), *lines[last:]])


def one_line(text: str) -> str:
    return " ".join(text.split())[:200]


_QUOTES = "put the text in quotes, or in a block that begins with `>-`"
_VALUE = expression(r"(\s*(?:- +)*(?:[\w-]+:[ \t]+|- +)+)(\S)")


def explain(
    lines: list[str], problem: str, context: str, line: int, column: int, begun: int
) -> tuple[int, int, str, tuple[str, ...]]:
    """A parser's complaint in the words of what a person usually did: place, message, helps."""
    rows = range(min(line, len(lines)), max(0, min(line, len(lines)) - 3), -1)
    if "tab" in problem or "\t" in lines[min(line, len(lines)) - 1][: column + 1]:
        row = lines[min(line, len(lines)) - 1]
        place = row.find("\t") + 1 or column
        return line, place, "a tab stands in the indentation", ("indent with blanks",)
    if "mapping values are not allowed" in problem:
        ends = not lines[min(line, len(lines)) - 1][column:].strip()
        what = "a colon ends plain text" if ends else "a colon and a blank stand inside plain text"
        return line, column, what, (_QUOTES,)
    if "quoted scalar" in context:
        row = lines[begun - 1] if begun <= len(lines) else ""
        match = _VALUE.match(row)
        place = match.end(1) + 1 if match else 1
        return (
            begun,
            place,
            "a quotation mark is opened and not closed",
            (
                "close it, or double the mark where it stands inside the text",
                "a text that begins with a quotation mark of its own goes in a block (`>-`)",
            ),
        )
    for number in rows:
        match = _VALUE.match(lines[number - 1])
        if match is None:
            continue
        first, place = match.group(2), match.end(1) + 1
        if first in "[{":
            return (
                number,
                place,
                f"the text begins with `{first}`, which opens a list",
                (
                    _QUOTES,
                    "a list or a mapping between brackets must close on itself",
                )
                if first == "["
                else (_QUOTES, "a mapping between braces must close on itself"),
            )
        if first in "\"'":
            return (
                number,
                place,
                "something stands after the closing quotation mark",
                (
                    "put the whole text in a block that begins with `>-`",
                    "or double the mark where it stands inside the text",
                ),
            )
        if first in "@`%&*!|>]}," and number == line:
            return number, place, f"a text cannot begin with `{first}` in YAML", (_QUOTES,)
    if "did not find expected" in problem or "could not find expected" in problem:
        return (
            line,
            column,
            "the lines do not fit together here",
            (
                "look at the indentation of this line and the one before it",
                "a `:` may be missing after a key, or its blank after the `:`",
            ),
        )
    return line, column, one_line(problem), (_QUOTES,)
