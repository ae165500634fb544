"""Handling markings and their colours: the Traffic Light Protocol 2.0, or a house's own words."""

from __future__ import annotations

from brief.document.tree import Marking

# TLP 2.0 (FIRST, August 2022): letters on black, in capitals, untranslated.
TLP = {
    "TLP:RED": "FF2B2B",
    "TLP:AMBER+STRICT": "FFC000",
    "TLP:AMBER": "FFC000",
    "TLP:GREEN": "33FF00",
    "TLP:CLEAR": "FFFFFF",
}


def marking(name: str) -> Marking | None:
    """The marking of that name; white on black where it is a house's own; None for none."""
    if not name:
        return None
    return Marking(name, TLP.get(name.upper(), "FFFFFF"))
