"""Lists of people as files hold them, YAML or CSV, read into rows of text that know their lines."""

from __future__ import annotations

import re
from collections import Counter
from typing import Protocol

from brief.diagnostics import ERROR, Diagnostic, Span
from brief.record import Record

_DEEPEST = 6
_LARGEST = 20_000_000  # bytes; 10,000 recipients take about 2 MB


class Mark(Protocol):
    """A place in a YAML text, counted from 0."""

    line: int
    column: int


class Cell(Record):
    """A value: its text or texts, and where it stands (1-based)."""

    values: tuple[str, ...]
    line: int
    column: int
    listed: bool = False


class Row(Record):
    """A record: its fields, and the lines it takes up (1-based, both included)."""

    cells: dict[str, Cell]
    first: int
    last: int


def read(data: bytes, shown: str) -> tuple[list[Row], list[Diagnostic]]:
    """The rows of a recipients' file; `shown` is its name in diagnostics and tells its kind."""
    if len(data) > _LARGEST:
        return [], [_wrong("M-FILE", f"the file is larger than {_LARGEST:,} bytes", shown, 0)]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        problem = _wrong("M-FILE", "the file is not UTF-8", shown, line)
        return [], [problem.replace(helps=("save it as UTF-8",))]
    return _csv(text, shown) if shown.lower().endswith(".csv") else _yaml(text, shown)


def _wrong(code: str, message: str, file: str, line: int, column: int = 1) -> Diagnostic:
    return Diagnostic(code, ERROR, message, Span(file, line, column))


def _csv(text: str, shown: str) -> tuple[list[Row], list[Diagnostic]]:
    """Comma, semicolon (as spreadsheets of many countries write) or tab; lists part by `;` or |."""
    import csv
    import io

    head = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[Row] = []
    found: list[Diagnostic] = []
    names: list[str] = []
    before = 0
    try:
        for values in reader:
            first, before = before + 1, reader.line_num
            if not any(v.strip() for v in values):
                continue
            if not names:
                names = [v.strip().lower() for v in values]
                twice = {n for n, count in Counter(names).items() if count > 1}
                if twice:
                    message = f"the column `{min(twice)}` stands twice in the heading"
                    return [], [_wrong("M-FILE", message, shown, first)]
                continue
            if len(values) != len(names):
                message = f"{len(values)} values where the heading has {len(names)} columns"
                found.append(_wrong("M-FILE", message, shown, first))
                continue
            cells = {
                name: _csv_cell(name, value, first)
                for name, value in zip(names, values, strict=True)
                if value.strip()
            }
            rows.append(Row(cells, first, before))
    except csv.Error as error:
        found.append(_wrong("M-FILE", f"the CSV cannot be read: {error}", shown, reader.line_num))
    return rows, found


def _csv_cell(name: str, value: str, line: int) -> Cell:
    if name in {"formats", "groups"}:
        parts = (p.strip() for p in value.replace("|", ";").replace(",", ";").split(";"))
        return Cell(tuple(p for p in parts if p), line, 1, listed=True)
    return Cell((value.strip(),), line, 1)


class _Map(Record):
    items: list[tuple[Cell, object]]
    line: int
    last: int


def _yaml(text: str, shown: str) -> tuple[list[Row], list[Diagnostic]]:
    import yaml

    try:
        root = _tree(text)
    except _Unwanted as error:
        return [], [_wrong("M-FILE", error.message, shown, error.line, error.column)]
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 1)
        return [], [_wrong("M-FILE", f"no valid YAML: {error.problem}", shown, line, column)]
    except yaml.YAMLError as error:
        message = str(error).splitlines()[0]
        return [], [_wrong("M-FILE", f"no valid YAML: {message}", shown, 0)]
    if not isinstance(root, _Map):
        return [], [_wrong("M-FILE", "the file holds no `recipients:` list", shown, 0)]
    return _recipients(root, shown)


def _recipients(root: _Map, shown: str) -> tuple[list[Row], list[Diagnostic]]:
    found: list[Diagnostic] = []
    rows: list[Row] = []
    top = {key.values[0]: (key, value) for key, value in root.items}
    for key, _ in root.items:
        if key.values[0] not in {"format", "recipients"}:
            message = f"unknown key `{key.values[0]}`"
            found.append(_wrong("M-FIELD", message, shown, key.line, key.column))
    form = top["format"][1] if "format" in top else None
    if not isinstance(form, Cell) or form.values != ("1",):
        found.append(
            _wrong("M-FILE", "the file must begin with `format: 1`", shown, root.line).replace(
                helps=("this version of brief reads format 1",)
            )
        )
        return rows, found
    people = top["recipients"][1] if "recipients" in top else None
    if not isinstance(people, list):
        found.append(_wrong("M-FILE", "the file holds no `recipients:` list", shown, root.line))
        return rows, found
    for person in people:
        if not isinstance(person, _Map):
            line = person.line if isinstance(person, Cell) else root.line
            message = "a recipient is a mapping: `- address: name@example.org`"
            found.append(_wrong("M-FIELD", message, shown, line))
            continue
        cells: dict[str, Cell] = {}
        for key, value in person.items:
            name, cell = key.values[0], _as_cell(value)
            if name in cells:
                message = f"`{name}` stands twice"
                found.append(_wrong("M-FIELD", message, shown, key.line, key.column))
            elif cell is None:
                message = f"`{name}` must be text or a list of texts"
                found.append(_wrong("M-FIELD", message, shown, key.line, key.column))
            else:
                cells[name] = cell
        rows.append(Row(cells, person.line, person.last))
    return rows, found


def _as_cell(value: object) -> Cell | None:
    if isinstance(value, Cell):
        return value
    if isinstance(value, list) and value and all(isinstance(v, Cell) for v in value):
        return Cell(tuple(v.values[0] for v in value), value[0].line, value[0].column, listed=True)
    return None


class _Unwanted(Exception):
    """YAML that these files do not use."""

    def __init__(self, message: str, line: int, column: int) -> None:
        super().__init__(message)
        self.message, self.line, self.column = message, line, column


def _tree(text: str) -> object:
    """The document from its events, one pass, without aliases, tags or depth to climb."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    lines = text.split("\n")
    stack: list[list[object]] = [[]]
    opened: list[tuple[str, int]] = []
    documents = 0
    last = 1
    for event in yaml.parse(text, Loader=loader):
        begin, end = event.start_mark, event.end_mark
        if begin is None or end is None:  # only hand-made events lack them
            continue
        line, column = begin.line + 1, begin.column + 1
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise _Unwanted("the file holds more than one YAML document", line, column)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _Unwanted("anchors and aliases are not used here", line, column)
        if getattr(event, "tag", None):
            raise _Unwanted("tags are not used here", line, column)
        if isinstance(event, yaml.ScalarEvent):
            if event.style in {None, ""} and re.match(r" #", _rest(lines, end)):
                raise _Unwanted(
                    "a comment needs two spaces before its #; text that holds one goes in quotes",
                    end.line + 1,
                    end.column + 2,
                )
            stack[-1].append(Cell((event.value,), line, column))
            last = max(line, end.line + (1 if end.column else 0))
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            if len(stack) > _DEEPEST:
                raise _Unwanted("the lists are nested too deep", line, column)
            opened.append(("map" if isinstance(event, yaml.MappingStartEvent) else "list", line))
            stack.append([])
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            parts, (kind, start) = stack.pop(), opened.pop()
            stack[-1].append(parts if kind == "list" else _Map(_pairs(parts, start), start, last))
    return stack[0][0] if stack[0] else None


def _rest(lines: list[str], end: Mark) -> str:
    """What stands after a value on its last line."""
    return lines[end.line][end.column :] if end.line < len(lines) else ""


def _pairs(parts: list[object], line: int) -> list[tuple[Cell, object]]:
    pairs: list[tuple[Cell, object]] = []
    for key, value in zip(parts[::2], parts[1::2], strict=True):
        if not isinstance(key, Cell):
            raise _Unwanted("a key must be a plain word", line, 1)
        pairs.append((key, value))
    return pairs
