"""`brief check`: every rule, no rendering, nothing written."""

from __future__ import annotations

from brief import TYPE_CHECKING
from brief.cli.calls import DIRECTORY, DOSSIER, DOSSIERS, JSON, QUIET, Call, flag
from brief.diagnostics import EXIT_CLEAN, EXIT_ERRORS

if TYPE_CHECKING:
    from pathlib import Path

    from brief.diagnostics import Diagnostic
    from brief.dossier.model import Dossier

CALL = Call(
    "Hold every fact against its sources; writes nothing.",
    (
        DOSSIER,
        flag("strict", "--strict", "Unacknowledged warnings count as errors."),
        flag("verbose", "-v --verbose", "Show infos and acknowledged warnings too."),
        JSON,
        QUIET,
        DIRECTORY,
    ),
    DOSSIERS,
)


def run(dossier: str | None, strict: bool, verbose: bool, as_json: bool, quiet: bool) -> int:
    """Check a dossier and print what was found; the exit code."""
    from brief import config
    from brief.cli.console import Console, print_json, say
    from brief.dossier.unchanged import outcome

    workspace = config.find()
    folder = workspace.dossier(dossier)
    checked = outcome(
        folder,
        workspace.root,
        workspace.cache,
        lambda: _checked(folder, workspace.root, workspace.cache),
    )
    found = checked.found
    bad = sum(d.severity == "error" for d in found)
    warned = sum(d.severity == "warning" for d in found)
    if as_json:
        value = {
            "dossier": workspace.shown(folder),
            "facts": checked.facts,
            "errors": bad,
            "warnings": warned,
            "diagnostics": [d.to_value() for d in found],
        }
        print_json("check", value)
    else:
        console = Console(workspace.root, quiet=quiet)
        console.show(d for d in found if verbose or d.severity != "info")
        if not quiet:
            what = console.summary(found) or "no findings"
            if checked.facts is not None:
                counts = (checked.facts, "fact"), (checked.sources, "source")
                held = ", ".join(f"{n} {one}{'' if n == 1 else 's'}" for n, one in counts)
                what = f"{held}: {what}"
            say(f"{workspace.shown(folder)}: {what}")
    return EXIT_ERRORS if bad or (strict and warned) else EXIT_CLEAN


def _checked(
    folder: Path, root: Path, cache: Path | None
) -> tuple[Dossier | None, list[Diagnostic]]:
    from brief import checks

    return checks.check(folder, root, cache)
