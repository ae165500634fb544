"""YAML as nodes by the events of PyYAML's parser, which reads all that YAML may be.

Its constructor is never used: no type is guessed, no tag is obeyed and no alias is followed.
"""

from __future__ import annotations

from brief import TYPE_CHECKING
from brief.diagnostics import Related
from brief.dossier.findings import Findings, short
from brief.dossier.mistakes import Broken, comments, explain, one_line
from brief.dossier.nodes import Mapping, Node, Scalar, Sequence
from brief.expressions import expression

if TYPE_CHECKING:
    from typing import Any

MAX_DEPTH = 24
_ONE_SPACE = expression(r"\S #|[^ \n]\t+#")


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


def read_events(text: str, findings: Findings) -> tuple[Node | None, Broken | None]:
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
            start, end = event.start_mark, event.end_mark
            line, column = start.line, start.column
            if event.tag is not None or event.anchor is not None:
                _refuse(event, findings)
            if end.line == line:
                length = end.column - column
            else:
                lines = lines or text.split("\n")
                length = len(lines[line]) - column
            nodes.append(Scalar(event.value, line + 1, column + 1, length or 1))
            if one_space and event.style:
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
                nodes.append(Scalar("", line, column, 1))
            elif kind is MappingEndEvent:
                nodes.append(Mapping(_pairs(children, findings), line, column))
            else:
                nodes.append(Sequence(children, line, column))
        elif kind is AliasEvent:
            _refuse(event, findings)
            nodes.append(Scalar("", *_at(event)))
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
