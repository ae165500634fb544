"""Acknowledged warnings: told as information with their reason; those that went stale are told."""

from __future__ import annotations

from collections.abc import Iterable

from brief.diagnostics import INFO, WARNING, Diagnostic, ordered
from brief.dossier.model import Acknowledgement, Dossier


def acknowledge(diagnostics: Iterable[Diagnostic], dossier: Dossier) -> list[Diagnostic]:
    """The findings after the dossier's acknowledgements, in order of place.

    A warning whose code and fact (or source, or ruling) are acknowledged becomes information with
    the reason as its note.  Errors are never acknowledged.  An acknowledgement that meets no
    warning, or names an error, is told as ACK-STALE.
    """
    granted = {(a.code, a.target): a for a in dossier.acknowledged}
    used: set[tuple[str, str]] = set()
    blocked: set[tuple[str, str]] = set()
    result: list[Diagnostic] = []
    for found in diagnostics:
        key = (found.code, found.fact)
        grant = granted.get(key)
        if grant is None:
            result.append(found)
        elif found.severity == WARNING:
            used.add(key)
            note = f"acknowledged: {grant.reason}"
            result.append(found.replace(severity=INFO, notes=(*found.notes, note)))
        else:
            blocked.add(key)
            result.append(found)
    for key, grant in granted.items():
        if key not in used:
            result.append(_stale(grant, key in blocked))
    return ordered(result)


def _stale(grant: Acknowledgement, blocked: bool) -> Diagnostic:
    if blocked:
        message = f"{grant.code} on `{grant.target}` is an error and cannot be acknowledged"
    else:
        message = f"nothing raises {grant.code} on `{grant.target}` any more"
    return Diagnostic(
        "ACK-STALE",
        WARNING,
        message,
        grant.span("code"),
        helps=("mend what it names, then remove this acknowledgement",)
        if blocked
        else ("remove this acknowledgement, or correct its `code` and `of`",),
        fact=grant.target,
    )
