"""The findings of one file, collected as it is read."""

from __future__ import annotations

from brief import TYPE_CHECKING
from brief.diagnostics import ERROR, Diagnostic, Related, Span

if TYPE_CHECKING:
    from typing import Protocol
else:
    Protocol = object


def short(text: str, most: int = 60) -> str:
    """A value as messages show it: one line, and not too long."""
    text = " ".join(text.split()) if "\n" in text else text
    return text if len(text) <= most else text[: most - 1] + "…"


class Placed(Protocol):
    """Anything that knows its line and column, from 1, and its length in code points."""

    line: int
    column: int
    length: int


class Findings:
    """Collects the diagnostics of one file; `file` is relative to the workspace."""

    __slots__ = ("dropped", "file", "found")

    def __init__(self, file: str) -> None:
        self.file = file
        self.found: list[Diagnostic] = []
        # Ids of records that could not be read: references to them are no further mistakes.
        self.dropped: set[str] = set()

    def span(self, at: Placed | tuple[int, int, int] | None) -> Span:
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
        at: Placed | tuple[int, int, int] | None = None,
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
