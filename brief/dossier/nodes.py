"""YAML as nodes: every scalar a string with its place, every mistake a diagnostic.

What is plainly written is read by `brief.dossier.plain`, all else by `brief.dossier.events`.  After
a syntax error the record that holds it is left out and the rest of the file is read, so that one
run tells of every mistake.
"""

from __future__ import annotations

from collections.abc import Iterator

from brief.archive.capture import Unreadable, decode
from brief.dossier.findings import Findings
from brief.dossier.tables import MAX_BYTES
from brief.expressions import expression

_MAX_REPAIRS = 20


class Scalar:
    """A text."""

    __slots__ = ("column", "length", "line", "value")

    def __init__(self, value: str, line: int, column: int, length: int) -> None:
        self.value = value
        self.line = line
        self.column = column
        self.length = length


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
    from brief.dossier.plain import read_plain

    root = read_plain(text)
    if root is not None:
        return root
    from brief.dossier.events import read_events
    from brief.dossier.mistakes import without_record

    for _ in range(_MAX_REPAIRS):
        told = len(findings.found)
        root, broken = read_events(text, findings)
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
_CONTROL = expression("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def _without_controls(text: str, findings: Findings) -> str:
    if text.replace("\n", "").isprintable():  # quicker than the expression, and usual
        return text
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
