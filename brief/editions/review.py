"""What the reviewers' copy says of each statement: passages, sources, and what a machine found."""

from __future__ import annotations

from collections.abc import Iterable

from brief.diagnostics import Diagnostic
from brief.document.statements import Said
from brief.editions.issued import Support

_FOR_A_PERSON = "Whether the wording is fair is for a person: read it beside the passage."


def comments(
    said: Iterable[Said], support: dict[str, Support], found: Iterable[Diagnostic]
) -> dict[str, str]:
    """The comment on each statement, by its id; a line is a paragraph."""
    by_fact: dict[str, list[Diagnostic]] = {}
    for diagnostic in found:
        if diagnostic.fact:
            by_fact.setdefault(diagnostic.fact, []).append(diagnostic)
    return {statement.id: _comment(statement, support, by_fact) for statement in said}


def _comment(said: Said, support: dict[str, Support], by_fact: dict[str, list[Diagnostic]]) -> str:
    if said.author:
        return "The author’s own statement: it rests on no source."
    lines: list[str] = []
    for id in said.facts:
        facts = support.get(id)
        lines.append(f"Fact {id}" + (f" ({facts.kind})" if facts else ""))
        for reference, exact in facts.passages if facts else ():
            lines.append(f"{reference}: {exact}")
        if facts and not facts.passages:
            lines.append("No passage: what it says was computed, or searched for and not found.")
    verdicts = [d for id in said.facts for d in by_fact.get(id, ())]
    if verdicts:
        lines += [f"{d.severity} {d.code}: {d.message}" for d in verdicts]
    else:
        lines.append("Checked: quotations, figures, dates and names stand in these passages.")
    lines.append(_FOR_A_PERSON)
    return "\n".join(lines)
