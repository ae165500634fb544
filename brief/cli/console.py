"""What people and machines see: diagnostics as a compiler prints them, JSON, progress."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence

from brief import TYPE_CHECKING
from brief.diagnostics import BriefError, Diagnostic, Related, Span, ordered

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any, TextIO

JSON_FORMAT = 1

_COLOURS = {"error": "\033[1;31m", "warning": "\033[1;33m", "info": "\033[1;36m"}
_BLUE, _BOLD, _END = "\033[1;34m", "\033[1m", "\033[0m"
_WIDEST = 160  # code points of a source line that are shown
_CONTEXT = 60  # of them before the marked words, in a longer line
_LARGEST = 50_000_000  # bytes of a file whose lines are shown
_LONGEST = 2_000  # code points of a message


def coloured(stream: TextIO) -> bool:
    """Whether to colour: a terminal, and no NO_COLOR (no-color.org) in the environment."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def say(text: str, *, err: bool = False) -> None:
    """Print a line at once, to the output or to errors.

    As `click.echo` does, which is asked where its care is needed: for the consoles of Windows, for
    streams in old encodings, and for a text that drives terminals.
    """
    stream = sys.stderr if err else sys.stdout
    if stream is None:  # closed by the caller
        return
    plain = text.isascii() or (stream.encoding or "").lower().replace("-", "") == "utf8"
    if os.name == "nt" or not plain or "\033" in text:
        import click

        click.echo(text, err=err)
        return
    stream.write(text + "\n")
    stream.flush()


class Console:
    """Prints diagnostics to a stream, with the lines they speak of read from `root`."""

    def __init__(self, root: Path, stream: TextIO | None = None, *, quiet: bool = False) -> None:
        self.root = root
        self.stream = stream or sys.stderr
        self.quiet = quiet
        self._colour = coloured(self.stream)
        self._lines: dict[str, list[str]] = {}

    def show(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Print them by place; with `quiet`, errors alone."""
        for diagnostic in ordered(diagnostics):
            if not self.quiet or diagnostic.severity == "error":
                self.stream.write("\n".join(self.lines(diagnostic)) + "\n\n")

    def lines(self, diagnostic: Diagnostic) -> list[str]:
        """One diagnostic as lines of text."""
        head = f"{diagnostic.severity}[{diagnostic.code}]"
        fact = f" ({diagnostic.fact})" if diagnostic.fact else ""
        lines = [
            self._paint(_COLOURS[diagnostic.severity], head)
            + self._paint(_BOLD, f": {_printable(diagnostic.message)}{fact}")
        ]
        width = 1
        if diagnostic.span:
            width = len(str(diagnostic.span.line or 1))
            lines += self._excerpt(diagnostic.span, diagnostic.label, "-->", width)
        for related in diagnostic.related:
            lines += self._related(related, width)
        margin = " " * width + " = "
        lines += [self._paint(_BLUE, margin) + f"help: {_printable(h)}" for h in diagnostic.helps]
        lines += [self._paint(_BLUE, margin) + f"note: {_printable(n)}" for n in diagnostic.notes]
        if diagnostic.severity == "error":
            lines.append(self._paint(_BLUE, margin) + f"note: brief explain {diagnostic.code}")
        return lines

    def summary(self, diagnostics: Sequence[Diagnostic]) -> str:
        """ "2 errors, 1 warning"; empty where there is nothing to count."""
        counts = [
            (sum(d.severity == severity for d in diagnostics), severity)
            for severity in ("error", "warning")
        ]
        return ", ".join(f"{n} {word}{'s' if n != 1 else ''}" for n, word in counts if n)

    def _related(self, related: Related, width: int) -> list[str]:
        return self._excerpt(related.span, related.label, ":::", width)

    def _excerpt(self, span: Span, label: str, arrow: str, width: int) -> list[str]:
        place = _printable(span.file)
        if span.line:
            place += f":{span.line}:{span.column}"
        lines = [self._paint(_BLUE, " " * width + arrow) + f" {place}"]
        source = self._line(span)
        if source is None:
            if label:
                lines.append(self._paint(_BLUE, " " * width + " |") + f" {_printable(label)}")
            return lines
        column = max(span.column, 1)
        start = max(0, column - 1 - _CONTEXT) if len(source) > _WIDEST else 0
        shown = source[start : start + _WIDEST]
        lead = "… " if start else ""
        tail = " …" if start + _WIDEST < len(source) else ""
        length = max(1, min(span.length, len(shown) - (column - 1 - start)))
        pad = " " * (len(lead) + column - 1 - start)
        bar = self._paint(_BLUE, " " * width + " |")
        lines += [
            bar,
            self._paint(_BLUE, f"{span.line:>{width}} |") + f" {lead}{_printable(shown)}{tail}",
            bar
            + f" {pad}"
            + self._paint(_COLOURS["error"], "^" * length)
            + f" {_printable(label)}",
        ]
        return [line.rstrip() for line in lines]

    def _line(self, span: Span) -> str | None:
        if span.line < 1:
            return None
        if span.file not in self._lines:
            try:
                path = self.root / span.file
                known = path.is_file() and path.stat().st_size <= _LARGEST
                text = path.read_bytes().decode("utf-8", "replace") if known else ""
            except (OSError, ValueError):  # gone meanwhile, or no name of a file
                text = ""
            self._lines[span.file] = text.removeprefix("\ufeff").splitlines()
        lines = self._lines[span.file]
        return lines[span.line - 1] if span.line <= len(lines) else None

    def _paint(self, colour: str, text: str) -> str:
        return f"{colour}{text}{_END}" if self._colour else text


def _printable(text: str) -> str:
    """Controls and direction marks escaped, so that a hostile file cannot drive the terminal."""
    if len(text) > _LONGEST:
        text = text[:_LONGEST] + "…"
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        c if c.isprintable() or c == "\u00a0" else ("  " if c == "\t" else f"<U+{ord(c):04X}>")
        for c in text
    )


def print_error(error: BriefError, stream: TextIO | None = None) -> None:
    """One error that ended the run."""
    stream = stream or sys.stderr
    head = f"error[{error.code}]" if error.code else "error"
    head = f"{_COLOURS['error']}{head}{_END}" if coloured(stream) else head
    stream.write(f"{head}: {_printable(error.message)}\n")
    if error.help:
        stream.write(f"  = help: {_printable(error.help)}\n")


def print_internal_error(error: BaseException, stream: TextIO | None = None) -> None:
    """A fault of the product itself: what it was, and how to report it."""
    stream = stream or sys.stderr
    stream.write(
        f"error: brief failed on its own account ({type(error).__name__}: "
        f"{_printable(str(error))[:200]})\n"
        "  = help: nothing was committed; please report this, with the output of the same command "
        "under BRIEF_TRACEBACK=1\n"
    )


def print_json(kind: str, value: dict[str, Any], stream: TextIO | None = None) -> None:
    """One JSON object with its version: {"brief": 1, "kind": …, …}."""
    import json

    text = json.dumps({"brief": JSON_FORMAT, "kind": kind, **value}, ensure_ascii=False, indent=2)
    (stream or sys.stdout).write(text + "\n")


class Progress:
    """Steps of long work on a terminal, on one line; nothing in a pipe or with `quiet`."""

    def __init__(self, *, quiet: bool = False, stream: TextIO | None = None) -> None:
        self.stream = stream or sys.stderr
        self._on = self.stream.isatty() and not quiet and os.environ.get("TERM") != "dumb"
        self._width = 0

    def __call__(self, step: str) -> None:
        """Say what is being done now; an empty text clears the line."""
        if self._on:
            self.stream.write("\r" + step.ljust(self._width))
            if not step:
                self.stream.write("\r")
            self.stream.flush()
            self._width = len(step)
