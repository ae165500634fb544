"""Checks: one rule a file, and the four things done with them: run, acknowledge, explain, list."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from importlib import import_module

from brief import TYPE_CHECKING
from brief.checks.acknowledged import acknowledge
from brief.checks.desk import Desk
from brief.checks.table import CHECKS, Check
from brief.diagnostics import ERROR, Diagnostic, errors, ordered
from brief.registry import members

if TYPE_CHECKING:
    from pathlib import Path

    from brief.diagnostics import Span
    from brief.document.tree import Document, Origin
    from brief.dossier.model import Dossier

__all__ = [
    "CHECKS", "Check", "acknowledge", "check", "explain", "run_document", "run_dossier",
]  # fmt: skip


def check(
    folder: Path,
    workspace: Path,
    cache: Path | None = None,
    digests: Mapping[str, str] | None = None,
) -> tuple[Dossier | None, list[Diagnostic]]:
    """Load a dossier and hold it against every rule; writes nothing.

    Returns the dossier (None where it cannot be read at all) and the findings in order, those
    that a person acknowledged turned into infos, those that follow from a fault of reading told
    in one.  `digests` as in `brief.dossier.reading.load`.
    """
    from brief.dossier import audiences, load

    dossier, found = load(folder, workspace, cache, digests)
    if dossier is not None:
        known, more = audiences.load(folder, workspace, cache)
        found = [*found, *more, *audiences.check(dossier, known)]
        found += run_dossier(dossier, cache=cache)
        found = acknowledge(found, dossier)
        if errors(found):
            from brief.checks.following import without_followers

            found = without_followers(found, dossier)
    return dossier, ordered(found)


def run_dossier(
    dossier: Dossier, skip: Collection[str] = (), cache: Path | None = None
) -> list[Diagnostic]:
    """Every rule on the dossier, in order of place; `skip` leaves out codes (for tests alone).

    With a `cache` folder the findings on a dossier just as `load` gave it are remembered.
    """
    if cache is not None and not skip:
        from brief.checks.remembered import remembered

        return remembered(dossier, cache, lambda: run_dossier(dossier))
    desk = Desk(dossier)
    checks, found = members("brief.checks", CHECKS, Check)
    for module, codes in _modules(checks.values(), "dossier"):
        if not codes <= set(skip):
            found.extend(_guarded(module, (desk,)))
    return ordered(d for d in found if d.code not in skip)


def run_document(
    document: Document,
    dossier: Dossier,
    declared: Collection[str] = (),
    desk: Desk | None = None,
    wording: Callable[[Origin, str], Span | None] | None = None,
) -> list[Diagnostic]:
    """Every rule on a document before its writing; `declared` are the template's own literals.

    Whoever looks at several documents of the dossier gives the desk that serves them all.
    `wording` tells where words of the template stand in its files (`brief.templating.wording`).
    """
    desk = desk or Desk(dossier)
    desk.wording = wording
    checks, found = members("brief.checks", CHECKS, Check)
    for module, _ in _modules(checks.values(), "document"):
        found.extend(_guarded(module, (document, desk, frozenset(declared))))
    desk.put_away()
    return ordered(found)


def explain(code: str) -> str | None:
    """The page of a code as Markdown: what is checked, why, an example, how to mend it."""
    from brief.checks.pages import page

    return page(code)


def _modules(checks: Iterable[Check], stage: str) -> list[tuple[str, set[str]]]:
    """The modules of a stage in the table's order, each once, with the codes they may give."""
    found: dict[str, set[str]] = {}
    for check in checks:
        if check.stage == stage:
            found.setdefault(check.module, set()).add(check.code)
    return list(found.items())


def _guarded(module: str, arguments: tuple[object, ...]) -> list[Diagnostic]:
    """What a rule finds.  A rule of a plug-in that breaks is told; one of our own is a bug."""
    if module.startswith("brief."):
        return list(import_module(module).check(*arguments))
    try:
        return list(import_module(module).check(*arguments))
    except Exception as error:  # a stranger's code: told, with its name
        why = f"{type(error).__name__}: {error}"
        return [
            Diagnostic(
                "PLUGIN-BROKEN",
                ERROR,
                f"the check in `{module}` broke: {why}",
                helps=("mend or uninstall the plug-in that brings it",),
                notes=("what it would have found is not known",),
            )
        ]
