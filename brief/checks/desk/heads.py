"""What prints without a citation: the short title, the subject, for whom and from whom."""

from __future__ import annotations

from collections.abc import Iterator

from brief.checks.desk import Desk
from brief.checks.desk.numbers import figures
from brief.diagnostics import ERROR, Diagnostic
from brief.evidence.quantities import quantities


def running(desk: Desk) -> Iterator[Diagnostic]:
    """C-UNCITED: neither may hold a figure that the title does not hold."""
    head = desk.dossier.head
    for path, words in (
        ("short-title", head.short_title),
        ("subject", head.subject),
        ("to", head.to),
        ("from", head.author),
    ):
        held = [(q.low, q.high, q.unit) for q in quantities(head.title)]
        for quantity in figures(words):
            if path in ("to", "from") and not quantity.unit and not quantity.currency:
                continue  # "Committee of 100", "Unit 12"
            if (quantity.low, quantity.high, quantity.unit) not in held:
                yield Diagnostic(
                    "C-UNCITED",
                    ERROR,
                    f"the {path} holds “{quantity.text.strip()}” and cites nothing",
                    desk.dossier.span(path),
                    helps=("say it in the title, which can cite the fact",),
                )
