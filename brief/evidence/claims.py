"""What can be claimed of a source, and what is answered."""

from __future__ import annotations

from brief.record import Record

KINDS = ("quote", "attribution", "number", "date", "name")


class Claim(Record):
    """Words said to be supported by a source.

    `kind` is one of `KINDS`; `text` the bare quoted words (quote, attribution), or a value or a
    short phrase with the value as it would print (number, date, name); `speaker` who is said to
    have spoken (attribution); `passage` words that stand verbatim in the source and are said to
    support the value, or None for the whole source.
    """

    kind: str
    text: str
    speaker: str | None = None
    passage: str | None = None


class Verdict(Record):
    """Whether a claim holds.

    `code` is the rule broken (see docs/rules), None when supported; `rung` 0 to 3 the highest
    rung of the ladder used; `span` the half-open span in code points of the source, of the
    support or, when refused, of the nearest passage, if there is one.
    """

    supported: bool
    code: str | None = None
    message: str = ""
    rung: int | None = None
    span: tuple[int, int] | None = None
