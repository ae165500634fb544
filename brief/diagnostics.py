"""Bad news about the user's material as values, and the one error for "cannot go on"."""

from __future__ import annotations

from collections.abc import Iterable

from brief import TYPE_CHECKING
from brief.record import Record

if TYPE_CHECKING:
    from typing import Any, Literal

    Severity = Literal["error", "warning", "info"]
else:
    Severity = str

ERROR: Severity = "error"
WARNING: Severity = "warning"
INFO: Severity = "info"

# Exit codes of the command line; `docs/reference/exit-codes.md` lists them.
EXIT_CLEAN = 0
EXIT_ERRORS = 1
EXIT_USAGE = 2
EXIT_FAILURE = 3
EXIT_UNSENT = 4
EXIT_INTERRUPTED = 130  # by Ctrl-C: 128 and the number of the signal, as shells have it


class Span(Record):
    """A place in a text file: a run of `length` code points at a 1-based line and column.

    `file` is relative to the workspace and uses forward slashes.  Line 0 means the whole file.
    """

    file: str
    line: int = 0
    column: int = 0
    length: int = 1

    def to_value(self) -> dict[str, Any]:
        """As a JSON value."""
        return {field: getattr(self, field) for field in self._fields}


class Related(Record):
    """Another place that a diagnostic speaks of, such as the passage that was looked at."""

    span: Span
    label: str = ""

    def to_value(self) -> dict[str, Any]:
        """As a JSON value."""
        return {"span": self.span.to_value(), "label": self.label}


class Diagnostic(Record):
    """One finding: what is wrong, where, and how to mend it.

    `code` names the rule (`brief explain CODE`); `message` is one terse sentence without a stop;
    `label` stands under the marked words; `helps` are edits or commands that mend it; `notes`
    explain.  `fact` is the id of the fact concerned, or empty.
    """

    code: str
    severity: Severity
    message: str
    span: Span | None = None
    label: str = ""
    related: tuple[Related, ...] = ()
    helps: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    fact: str = ""

    def sort_key(self) -> tuple[object, ...]:
        """Order of printing: causes first, then by place, severity, code and message; stable
        across runs."""
        span = self.span or Span("")
        rank = {"error": 0, "warning": 1, "info": 2}[self.severity]
        return (self._turn(), span.file, span.line, span.column, rank, self.code, self.message)

    def _turn(self) -> int:
        """What could not be read comes first, as a compiler has it, since the rest may follow
        from it; then what names nothing; last the line for what is not listed."""
        code = self.code
        if code == "Y-FOLLOWS":
            return 3
        if self.severity == ERROR and code.startswith(("Y-", "SRC-", "LOCK-")):
            return 1 if code == "Y-REF" else 0
        return 2

    def to_value(self) -> dict[str, Any]:
        """As a JSON value, the shape of `--json` and of manifests."""
        return {
            "code": self.code,
            "severity": self.severity,
            "message": self.message,
            "fact": self.fact,
            "span": self.span.to_value() if self.span else None,
            "label": self.label,
            "related": [related.to_value() for related in self.related],
            "helps": list(self.helps),
            "notes": list(self.notes),
        }

    @classmethod
    def from_value(cls, value: dict[str, Any]) -> Diagnostic:
        """The diagnostic that `to_value` made this of; `KeyError` or `TypeError` if it did not."""
        return cls(
            **{
                **value,
                "span": Span(**value["span"]) if value["span"] else None,
                "related": tuple(
                    Related(Span(**related["span"]), related["label"])
                    for related in value["related"]
                ),
                "helps": tuple(value["helps"]),
                "notes": tuple(value["notes"]),
            }
        )


class BriefError(Exception):
    """The work cannot go on: a message for a person, how to mend it, and the exit code.

    Never used for findings about the user's material; those are collected as `Diagnostic`.
    """

    def __init__(
        self, message: str, *, help: str = "", code: str = "", exit_code: int = EXIT_FAILURE
    ) -> None:
        super().__init__(message)
        self.message = message
        self.help = help
        self.code = code
        self.exit_code = exit_code


class UsageError(BriefError):
    """The call or the configuration is wrong (exit code 2)."""

    def __init__(self, message: str, *, help: str = "", code: str = "") -> None:
        super().__init__(message, help=help, code=code, exit_code=EXIT_USAGE)


def errors(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Those that block."""
    return [d for d in diagnostics if d.severity == ERROR]


def ordered(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Each finding once, in the order of `Diagnostic.sort_key`."""
    unique = dict.fromkeys(diagnostics)
    return sorted(unique, key=Diagnostic.sort_key)
