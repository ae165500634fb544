"""What the rules found in a dossier, remembered: what did not change is not looked at twice.

The key is every byte that was read, the dossier's name and place, and the program itself.  Where a
plug-in brings rules or kinds of fact nothing is remembered, since nobody knows what those look at.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from brief.diagnostics import Diagnostic
from brief.dossier.model import Dossier
from brief.kept import Kept, key, program
from brief.registry import entry_points


def remembered(
    dossier: Dossier, cache: Path | None, run: Callable[[], list[Diagnostic]]
) -> list[Diagnostic]:
    """What `run` finds in a dossier as it was read: from the cache, or found and kept there."""
    kept = Kept(cache, "findings")
    if not kept or entry_points("brief.checks") or entry_points("brief.facts"):
        return run()
    listed = (f"{name}\0{digest}" for name, digest in sorted(dossier.inputs.items()))
    name = key("findings", program(), dossier.name, dossier.folder, *listed)
    values = kept.get(name)
    if isinstance(values, list):
        try:
            return [Diagnostic.from_value(value) for value in values]
        except (KeyError, TypeError):  # of another shape: look again
            pass
    found = run()
    kept.put(name, [diagnostic.to_value() for diagnostic in found])
    return found
