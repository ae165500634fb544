"""Handling markings on one ordered scale: the Traffic Light Protocol 2.0, or a house's own."""

from __future__ import annotations

from collections.abc import Iterable

from brief import TYPE_CHECKING

if TYPE_CHECKING:
    from brief.document.tree import Marking

# TLP 2.0 (FIRST, August 2022), least restrictive first; letters on black, capitals, untranslated.
TLP = ("TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED")

_COLOURS = {
    "TLP:RED": "FF2B2B",
    "TLP:AMBER+STRICT": "FFC000",
    "TLP:AMBER": "FFC000",
    "TLP:GREEN": "33FF00",
    "TLP:CLEAR": "FFFFFF",
}


def marking(name: str) -> Marking | None:
    """The marking of that name; white on black where it is a house's own; None for none."""
    from brief.document.tree import Marking

    return Marking(name, _COLOURS.get(name.upper(), "FFFFFF")) if name else None


def level(name: str, scale: tuple[str, ...] = TLP) -> int | None:
    """Where a marking stands on the scale, or None when it is not on it."""
    wanted = name.strip().upper()
    return next((i for i, known in enumerate(scale) if known.upper() == wanted), None)


def highest(names: Iterable[str], scale: tuple[str, ...] = TLP) -> str:
    """The most restrictive of some markings; those not on the scale count as the highest of all."""
    found = [name for name in dict.fromkeys(names) if name]
    strange = [name for name in found if level(name, scale) is None]
    if strange:
        return strange[0]
    return max(found, key=lambda name: level(name, scale) or 0, default="")


def may_see(clearance: str, name: str, scale: tuple[str, ...] = TLP) -> bool:
    """Whether someone with this clearance may be sent something with this marking.

    No marking restricts nobody; the lowest level needs no clearance; a marking or a clearance that
    is not on the scale lets nothing through.
    """
    if not name:
        return True
    needed = level(name, scale)
    if needed is None:
        return False
    held = level(clearance, scale) if clearance else 0
    return held is not None and held >= needed
