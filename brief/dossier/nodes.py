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
from brief.diagnostics import Related
from brief.dossier.findings import Findings, short
from brief.dossier.mistakes import Broken, comments, explain, one_line, without_record
from brief.dossier.tables import MAX_BYTES

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
        repaired = without_record(text, broken, findings)
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


def _read(text: str, findings: Findings) -> tuple[Node | None, Broken | None]:
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
        return None, Broken(line, column, begun)
    except YAMLError as error:  # its reader meets a character that it does not allow
        findings.error("Y-SYNTAX", f"YAML refuses the text: {one_line(str(error))}")
        return None, Broken(0, 0, 0)


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
        comments(text, quoted, findings)
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
            f"the tag `{short(event.tag)}` is not obeyed: every value is text",
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
                f"`{short(key.value)}` is given twice; YAML would keep the last alone",
                key,
                help="keep one, or make a list of both",
                related=(Related(findings.span(seen[key.value]), "first given here"),),
            )
        else:
            seen[key.value] = key
            pairs.append((key, children[at + 1]))
    return pairs


_ONE_SPACE = re.compile(r"\S #|[^ \n]\t+#")


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
