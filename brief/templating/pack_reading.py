"""The settings of a pack read and checked: pack.toml and the labels beside it."""

from __future__ import annotations

import os
import re
from pathlib import Path

from brief import TYPE_CHECKING
from brief.diagnostics import ERROR, Diagnostic, Span
from brief.kept import toml
from brief.record import Record
from brief.text.words import nearest

if TYPE_CHECKING:
    from typing import Any

CITATIONS = ("footnote", "endnote", "in-text", "none")
ALIGN = ("left", "right", "center", "decimal")
_KEYS = (
    "format", "name", "title", "languages", "citations", "style", "extends", "literals", "lint",
)  # fmt: skip
_TABLES = ("labels", "columns")
_MAX_FILE = 250_000  # bytes; settings are never that long
_MOST_DOTS = 50  # in a line, beside its texts: reading a key costs the square of its parts
_MOST_TOLD = 50
_LISTED = "docs/reference/templates.md lists the settings and what each may be"
_AS_TOML = 'a setting is a line of its own, as in `name = "memo"` or `literals = ["2025"]`'
_AS_LABEL = 'write it as in `sources = "Sources"`'


class Layout(Record):
    """The columns of a table: alignment, decimal tab in mm, widths in mm by language."""

    align: tuple[str, ...]
    decimal: float
    widths: dict[str, tuple[float, ...]]


def read(
    folder: Path, name: str, cache: Path | None = None
) -> tuple[dict[str, Any], list[Diagnostic]]:
    """The settings of the pack in a folder, and what is wrong with them."""
    try:
        return _read(folder, name, cache)
    except RecursionError:
        message = "the settings stand too deep in one another"
        found = [_fault(message, Span(f"templates/{name}"), "take tables and lists out of others")]
        return {"labels": {}}, found


def _read(folder: Path, name: str, cache: Path | None) -> tuple[dict[str, Any], list[Diagnostic]]:
    table, found = _toml(folder / "pack.toml", f"templates/{name}/pack.toml", cache)
    reader = _Checked(table, f"templates/{name}/pack.toml", found, folder / "pack.toml")
    reader.check(name)
    labels: dict[str, dict[str, str]] = {}
    for path in _labels(folder / "labels"):
        words, more = _toml(path, f"templates/{name}/labels/{path.name}", cache)
        found += more
        shown = f"templates/{name}/labels/{path.name}"
        labels[path.stem] = _strings(words, "", path, shown, found)
    path, shown = folder / "pack.toml", f"templates/{name}/pack.toml"
    for language, words in table.get("labels", {}).items():
        labels.setdefault(language, {}).update(_strings(words, "", path, shown, found))
    table["labels"] = labels
    return table, found


def _fault(message: str, span: Span, help: str) -> Diagnostic:
    return Diagnostic("T-PACK", ERROR, message, span, helps=(help,))


def _lines(path: Path) -> list[str]:
    return path.read_text("utf-8", "replace").splitlines() if path.is_file() else []


def _span(key: str, shown: str, lines: list[str]) -> Span:
    """Where a key stands first, as a setting or the name of a table; else the file."""
    pattern = re.compile(rf"\s*\[?(?:\w+\.)*{re.escape(key)}\b")
    line = next((n for n, text in enumerate(lines, 1) if pattern.match(text)), 0)
    return Span(shown, line, 1 if line else 0, max(1, len(key)))


def _labels(folder: Path) -> list[Path]:
    """The files of labels in a folder, by name."""
    try:
        names = sorted(os.listdir(folder))  # noqa: PTH208 - paths cost more
    except OSError:
        return []
    return [folder / name for name in names if name.endswith(".toml")]


def _toml(path: Path, shown: str, cache: Path | None) -> tuple[dict[str, Any], list[Diagnostic]]:
    if not path.is_file():
        return {}, []
    try:
        raw = path.read_bytes()
        if len(raw) > _MAX_FILE:
            help = f"{_MAX_FILE:,} bytes are the most"
            return {}, [_fault("the file is too long", Span(shown), help)]
        if any(map(_many_parts, filter(_many_dots, raw.split(b"\n")))):
            help = f"a key may have {_MOST_DOTS} dots: write `[tables]` in its place"
            return {}, [_fault("a key has too many parts", Span(shown), help)]
        return toml(raw, cache), []
    except UnicodeDecodeError:
        return {}, [_fault("the file is not UTF-8", Span(shown), "save it as UTF-8")]
    except ValueError as error:
        at = re.search(r"line (\d+), column (\d+)", str(error))
        last = raw.count(b"\n") + 1
        line, column = (int(at.group(1)), int(at.group(2))) if at else (last, 1)
        message = re.sub(r" \(at .*\)", "", str(error))
        span = Span(shown, line, column)
        return {}, [_fault(f"the TOML cannot be read: {message}", span, _AS_TOML)]


def _many_dots(line: bytes) -> bool:
    return line.count(b".") > _MOST_DOTS


def _many_parts(line: bytes) -> bool:
    """Whether a line has more dots beside its texts than a key may have."""
    return _many_dots(re.sub(rb"\"[^\"\n]*\"|'[^'\n]*'", b"", line))


def _strings(
    table: object, prefix: str, path: Path, shown: str, found: list[Diagnostic]
) -> dict[str, str]:
    """A table of strings; nested tables join their keys with hyphens."""
    flat: dict[str, str] = {}
    if not isinstance(table, dict):
        found.append(_fault("labels must be a table of texts", Span(shown), _AS_LABEL))
        return flat
    for key, value in table.items():
        if isinstance(value, str):
            flat[prefix + key] = value
        elif isinstance(value, dict):
            flat.update(_strings(value, f"{prefix}{key}-", path, shown, found))
        elif len(found) < _MOST_TOLD:  # each costs a search of the file
            message = f"the label `{prefix}{key}` must be a text"
            found.append(_fault(message, _span(key, shown, _lines(path)), _AS_LABEL))
    return flat


class _Checked:
    """Checks the form of a pack.toml, telling each fault with its line."""

    def __init__(
        self, table: dict[str, Any], shown: str, found: list[Diagnostic], path: Path
    ) -> None:
        self.table = table
        self.shown = shown
        self.found = found
        self.lines = _lines(path)

    def fault(self, key: str, message: str, help: str = "") -> None:
        if len(self.found) >= _MOST_TOLD:  # each costs a search of the file
            self.table.pop(key, None)
            return
        self.found.append(_fault(message, _span(key, self.shown, self.lines), help or _LISTED))
        self.table.pop(key, None)

    def check(self, name: str) -> None:
        table = self.table
        if not self.lines:
            return
        for key in [k for k in table if k not in (*_KEYS, *_TABLES)]:
            close = nearest(key, (*_KEYS, *_TABLES))
            self.fault(key, f"unknown key `{key}`", f"did you mean `{close}`?" if close else "")
        if str(table.get("format", 1)) != "1":
            self.fault("format", "this version reads packs of format 1 alone")
        if table.get("name", name) != name:
            self.fault(
                "name",
                f"the pack's name must be its folder's, `{name}`",
                f'write `name = "{name}"`, or call the folder what the pack is called',
            )
        if table.get("citations", "footnote") not in CITATIONS:
            self.fault("citations", f"citations must be one of {', '.join(CITATIONS)}")
        if "style" in table:
            from brief.citation.styles import STYLES

            if table["style"] not in STYLES:
                close = nearest(str(table["style"]), STYLES)
                hint = f"did you mean `{close}`?" if close else ""
                self.fault("style", f"the style must be one of {', '.join(STYLES)}", hint)
        for key in ("title", "extends"):
            if not isinstance(table.get(key, ""), str):
                self.fault(key, f"`{key}` must be a text")
        for key in ("languages", "literals"):
            value = table.get(key, [])
            if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
                self.fault(key, f"`{key}` must be a list of texts")
        for key in ("lint", *_TABLES):
            if not isinstance(table.get(key, {}), dict):
                self.fault(key, f"`{key}` must be a table")
        for key, value in list(table.get("lint", {}).items()):
            if not isinstance(value, int) or isinstance(value, bool):
                self.fault(key, f"the limit `{key}` must be a whole number")
                table["lint"].pop(key)
        self._columns()

    def _columns(self) -> None:
        columns: dict[str, Layout] = {}
        for key, layout in self.table.get("columns", {}).items():
            if not isinstance(layout, dict):
                self.fault(key, f"the columns of `{key}` must be a table")
                continue
            given = layout.get("align", [])
            align = tuple(given) if isinstance(given, list) else (given,)
            if any(word not in ALIGN for word in align):
                self.fault(key, f"each alignment must be one of {', '.join(ALIGN)}")
                continue
            decimal = layout.get("decimal", 0)
            if decimal != 0 and not _millimetres(decimal):
                self.fault(key, f"the `decimal` of `{key}` must be millimetres")
                continue
            widths: dict[str, tuple[float, ...]] = {}
            for language, row in layout.items():
                if language in ("align", "decimal"):
                    continue
                if not isinstance(row, list) or not all(_millimetres(v) for v in row):
                    self.fault(key, f"the widths of `{key}` must be lists of millimetres")
                elif align and len(row) != len(align):
                    self.fault(key, f"`{key}` has {len(align)} alignments, {len(row)} widths")
                else:
                    widths[language] = tuple(float(v) for v in row)
            columns[key] = Layout(align, float(decimal), widths)
        if "columns" in self.table:
            self.table["columns"] = columns


def _millimetres(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < 1000
