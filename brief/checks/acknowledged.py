"""Acknowledged warnings: told as information with their reason; those that went stale are told."""

from __future__ import annotations

from collections.abc import Iterable

from brief.checks.table import CHECKS, Stage
from brief.diagnostics import ERROR, INFO, WARNING, Diagnostic, ordered
from brief.dossier.model import Acknowledgement, Dossier


def acknowledge(
    diagnostics: Iterable[Diagnostic], dossier: Dossier, stage: Stage = "dossier"
) -> list[Diagnostic]:
    """The findings after the dossier's acknowledgements, in order of place.

    A warning whose code and fact (or source, ruling, part of the document) are acknowledged becomes
    information with the reason as its note.  Errors are never acknowledged.  An acknowledgement of
    this `stage` that meets no warning, or names an error, is told as ACK-STALE.
    """
    granted = {(a.code, a.target): a for a in dossier.acknowledged}
    used: set[tuple[str, str]] = set()
    blocked: set[tuple[str, str]] = set()
    result: list[Diagnostic] = []
    for found in _once(diagnostics):
        key = (found.code, found.fact or "dossier")
        grant = granted.get(key)
        if grant is None or found.severity == INFO:
            result.append(found)
        elif found.severity == WARNING:
            used.add(key)
            note = f"acknowledged: {grant.reason}"
            result.append(found.replace(severity=INFO, notes=(*found.notes, note)))
        else:
            blocked.add(key)
            result.append(found)
    for key, grant in granted.items():
        if key not in used and _belongs(grant.code, stage):
            result.append(_stale(grant, key in blocked))
    return ordered(result)


def _once(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Without what the reader says of lost words where a rule on quotations says it better."""
    found = list(diagnostics)
    quotations = {(d.fact, d.span) for d in found if d.code.startswith("Q-")}
    return [d for d in found if d.code != "SPAN-LOST" or (d.fact, d.span) not in quotations]


def _belongs(code: str, stage: Stage) -> bool:
    """Whether an acknowledgement is judged at this stage; codes of no rule are the dossier's,
    except those that templates, writers and audits raise later."""
    check = CHECKS.get(code)
    if check is not None:
        return check.stage == stage
    if code == "T-PAGES":
        return False  # measured in the PDF, which not every run writes
    if code.startswith("T-"):
        return stage == "document"
    return stage == "dossier" and not code.startswith(("R-", "W-"))


def _stale(grant: Acknowledgement, blocked: bool) -> Diagnostic:
    if blocked:
        severity, message = ERROR, f"{grant.code} is an error and cannot be acknowledged"
        help = "mend what it names, then remove this acknowledgement"
    else:
        severity = WARNING
        message = f"nothing raises {grant.code} on `{grant.target}` any more"
        help = "remove this acknowledgement, or correct its `code` and `of`"
    return Diagnostic(
        "ACK-STALE", severity, message, grant.span("code"), helps=(help,), fact=grant.target
    )
