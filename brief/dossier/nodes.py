"""YAML as nodes: every scalar a string with its place, every mistake a diagnostic.

Only the events of PyYAML's parser are used, never its constructor: no type is guessed, no tag is
obeyed and no alias is followed.  After a syntax error the record that holds it is left out and the
rest of the file is read, so that one run tells of every mistake.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from brief.archive.capture import Unreadable, decode
from brief.diagnostics import ERROR, Diagnostic, Related, Span
from brief.dossier.tables import MAX_BYTES
from brief.record import Record

MAX_DEPTH = 24
_MAX_REPAIRS = 20


class Scalar:
    """A text.  `plain` tells that it stands without quotes and is no block."""

    __slots__ = ("column", "length", "line", "plain", "value")

    def __init__(self, value: str, line: int, column: int, length: int, plain: bool) -> None:
        self.value = value
        self.line = line
        self.column = column
        self.length = length
        self.plain = plain


class Sequence:
    """A list of nodes."""

    __slots__ = ("column", "items", "length", "line")

    def __init__(self, items: list[Node], line: int, column: int) -> None:
        self.items = items
        self.line = line
        self.column = column
        self.length = 1


class Mapping:
    """Keys with their nodes, in the order of the file, each key once."""

    __slots__ = ("column", "length", "line", "pairs")

    def __init__(self, pairs: list[tuple[Scalar, Node]], line: int, column: int) -> None:
        self.pairs = pairs
        self.line = line
        self.column = column
        self.length = 1


Node = Scalar | Sequence | Mapping


class Findings:
    """Collects the diagnostics of one file; `file` is relative to the workspace."""

    __slots__ = ("dropped", "file", "found")

    def __init__(self, file: str) -> None:
        self.file = file
        self.found: list[Diagnostic] = []
        # Ids of records that could not be read: references to them are no further mistakes.
        self.dropped: set[str] = set()

    def span(self, at: Node | tuple[int, int, int] | None) -> Span:
        """The place of a node in this file."""
        if at is None:
            return Span(self.file)
        if isinstance(at, tuple):
            return Span(self.file, *at)
        return Span(self.file, at.line, at.column, at.length)

    def error(
        self,
        code: str,
        message: str,
        at: Node | tuple[int, int, int] | None = None,
        *,
        label: str = "",
        help: str | tuple[str, ...] = (),
        related: tuple[Related, ...] = (),
        notes: tuple[str, ...] = (),
        fact: str = "",
    ) -> None:
        """Add an error; `help` is one line or several."""
        helps = (help,) if isinstance(help, str) else help
        self.found.append(
            Diagnostic(code, ERROR, message, self.span(at), label, related, helps, notes, fact)
        )


def read_nodes(data: bytes, findings: Findings) -> Node | None:
    """The nodes of a YAML file, or None where it holds nothing that can be read."""
    if len(data) > MAX_BYTES:
        findings.error(
            "Y-SIZE",
            f"the file is larger than {MAX_BYTES // 1024 // 1024} MB",
            help="divide its records over several files",
        )
        return None
    text = decode(data)
    if isinstance(text, Unreadable):
        code = "Y-CONTROL" if text.what == "control" else "Y-ENCODING"
        findings.error(code, text.message, (text.line, text.column, 1), help=text.help)
        return None
    text = _without_controls(text, findings)
    for _ in range(_MAX_REPAIRS):
        told = len(findings.found)
        root, broken = _read(text, findings)
        if broken is None:
            return root
        # What the rest of the file holds is told when it is read again.
        findings.found[told:] = [d for d in findings.found[told:] if d.code == "Y-SYNTAX"][-1:]
        repaired = _without_record(text, broken, findings)
        if repaired is None:
            return None
        text = repaired
    return None


# What YAML does not allow in a file (YAML 1.2, 5.1), apart from line ends and tabs.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def _without_controls(text: str, findings: Findings) -> str:
    for count, match in enumerate(_CONTROL.finditer(text)):
        if count == 20:
            break
        at = match.start()
        line = text.count("\n", 0, at) + 1
        column = at - text.rfind("\n", 0, at)
        findings.error(
            "Y-CONTROL",
            f"the control character U+{ord(match.group()):04X} stands in the text",
            (line, column, 1),
            help="remove it; it came in with copying, and would print as nothing or a box",
        )
    else:
        if not _CONTROL.search(text):
            return text
    return _CONTROL.sub("\ufffd", text)


def _parser(text: str) -> Any:
    try:
        from yaml.cyaml import CParser  # type: ignore[attr-defined]  # it stands there
    except ImportError:  # PyYAML without libyaml: slower, the same events
        return _pure_parser(text)
    return CParser(text)


def _pure_parser(text: str) -> Any:
    from yaml.parser import Parser
    from yaml.reader import Reader
    from yaml.scanner import Scanner

    class Pure(Reader, Scanner, Parser):
        def __init__(self, stream: str) -> None:
            Reader.__init__(self, stream)
            Scanner.__init__(self)
            Parser.__init__(self)

    return Pure(text)


class _Broken(Record):
    """Where a syntax error showed (line and column from 1) and in which line it began."""

    line: int
    column: int
    begun: int


def _read(text: str, findings: Findings) -> tuple[Node | None, _Broken | None]:
    """The nodes of the text, or where it breaks; both in one pass, told as it goes."""
    from yaml.error import MarkedYAMLError, YAMLError

    try:
        return _nodes(text, findings), None
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        begun = line
        context = str(error.context or "")
        if error.context_mark is not None and "quoted scalar" in context:
            begun = error.context_mark.line + 1
        at_line, at_column, message, helps = explain(
            text.split("\n"), str(error.problem), context, line, column, begun
        )
        findings.error("Y-SYNTAX", message, (at_line, at_column, 1), help=helps)
        return None, _Broken(line, column, begun)
    except YAMLError as error:  # its reader meets a character that it does not allow
        findings.error("Y-SYNTAX", f"YAML refuses the text: {_one_line(str(error))}")
        return None, _Broken(0, 0, 0)


def _nodes(text: str, findings: Findings) -> Node | None:  # noqa: PLR0915 - one flat loop, for speed
    """The one document in the text.  A loop over events, not a recursion: depth is data."""
    from yaml.events import (
        AliasEvent,
        DocumentStartEvent,
        MappingEndEvent,
        MappingStartEvent,
        ScalarEvent,
        SequenceEndEvent,
        SequenceStartEvent,
    )

    one_space = _ONE_SPACE.search(text) is not None
    quoted: list[tuple[int, int]] = []  # spans of quoted texts and blocks, for `_comments`
    lines: list[str] = []
    documents: list[Node] = []
    nodes: list[Node] = documents  # children of the open collection; a mapping's alternate
    stack: list[tuple[list[Node], Any]] = []  # what is open around it, with the event that began it
    too_deep = 0
    get = _parser(text).get_event
    while (event := get()) is not None:
        kind = type(event)
        if kind is ScalarEvent:
            start, end, style = event.start_mark, event.end_mark, event.style
            line, column = start.line, start.column
            if event.tag is not None or event.anchor is not None:
                _refuse(event, findings)
            if end.line == line:
                length = end.column - column
            else:
                lines = lines or text.split("\n")
                length = len(lines[line]) - column
            if not style:
                nodes.append(Scalar(event.value, line + 1, column + 1, length or 1, True))
            else:
                nodes.append(Scalar(event.value, line + 1, column + 1, length or 1, False))
                if one_space:
                    quoted.append((start.index, end.index))
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            if event.tag is not None or event.anchor is not None:
                _refuse(event, findings)
            if len(stack) >= MAX_DEPTH:
                if not too_deep:
                    findings.error(
                        "Y-DEPTH",
                        f"values are nested more than {MAX_DEPTH} deep",
                        _at(event),
                        help="nothing in a dossier is nested so deep; look for stray brackets",
                    )
                too_deep += 1
                if too_deep > 1000:  # a bomb, not a slip: reading on would only fill memory
                    return None
            stack.append((nodes, event))
            nodes = []
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            children = nodes
            nodes, begun = stack.pop()
            line, column = begun.start_mark.line + 1, begun.start_mark.column + 1
            if len(stack) >= MAX_DEPTH:
                nodes.append(Scalar("", line, column, 1, False))
            elif kind is MappingEndEvent:
                nodes.append(Mapping(_pairs(children, findings), line, column))
            else:
                nodes.append(Sequence(children, line, column))
        elif kind is AliasEvent:
            _refuse(event, findings)
            nodes.append(Scalar("", *_at(event), False))
        elif kind is DocumentStartEvent and event.tags:
            findings.error("Y-TAG", "%TAG is not used", _at(event))
    if one_space:
        _comments(text, quoted, findings)
    if len(documents) > 1:
        findings.error(
            "Y-SYNTAX",
            "a second document begins here; only one is read",
            documents[1],
            help="remove the `---`, or keep the second in a file of its own",
        )
    return documents[0] if documents else None


def _at(event: Any) -> tuple[int, int, int]:
    return event.start_mark.line + 1, event.start_mark.column + 1, 1


def _refuse(event: Any, findings: Findings) -> None:
    if event.anchor is not None:
        findings.error(
            "Y-ALIAS",
            "anchors (`&`) and aliases (`*`) are not used",
            _at(event),
            help="write the text out; a text that begins with `&` or `*` goes in quotes",
        )
    else:
        findings.error(
            "Y-TAG",
            f"the tag `{event.tag[:60]}` is not obeyed: every value is text",
            _at(event),
            help="remove it; a text that begins with `!` goes in quotes",
        )


def _pairs(children: list[Node], findings: Findings) -> list[tuple[Scalar, Node]]:
    """A mapping's keys with their values; keys that are no text, or stand twice, are told."""
    seen: dict[str, Scalar] = {}
    pairs: list[tuple[Scalar, Node]] = []
    for at in range(0, len(children) - 1, 2):
        key = children[at]
        if type(key) is not Scalar:
            findings.error(
                "Y-TYPE",
                "a list or a mapping stands where a key should",
                key,
                help="a text that begins with `[` or `{` goes in quotes",
            )
        elif key.value in seen:
            findings.error(
                "Y-DUPLICATE",
                f"`{key.value[:60]}` is given twice; YAML would keep the last alone",
                key,
                help="keep one, or make a list of both",
                related=(Related(findings.span(seen[key.value]), "first given here"),),
            )
        else:
            seen[key.value] = key
            pairs.append((key, children[at + 1]))
    return pairs


_ONE_SPACE = re.compile(r"\S #|[^ \n]\t+#")


def _comments(text: str, quoted: list[tuple[int, int]], findings: Findings) -> None:
    """Tell of each `#` after a single blank that ends a plain text."""
    from bisect import bisect_right

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


_RECORD = re.compile(r"( *)- +[\w-]+:(?: |$)")
_TOP = re.compile(r"[\w-]+:(?: |$)")


def _without_record(text: str, broken: _Broken, findings: Findings) -> str | None:
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


def _one_line(text: str) -> str:
    return " ".join(text.split())[:200]


_QUOTES = "put the text in quotes, or in a block that begins with `>-`"
_VALUE = re.compile(r"(\s*(?:- +)*(?:[\w-]+:[ \t]+|- +)+)(\S)")


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
        return line, column, "a colon and a blank stand inside plain text", (_QUOTES,)
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
    return line, column, _one_line(problem), (_QUOTES,)


def scalars(node: Node | None) -> Iterator[Scalar]:
    """Every text below a node, keys included, in order."""
    stack: list[Node] = [node] if node is not None else []
    while stack:
        at = stack.pop()
        if isinstance(at, Scalar):
            yield at
        elif isinstance(at, Sequence):
            stack.extend(reversed(at.items))
        else:
            for key, value in reversed(at.pairs):
                stack += (value, key)
