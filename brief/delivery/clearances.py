"""Markings on one ordered scale: who may see what."""

from __future__ import annotations

# Traffic Light Protocol 2.0, from the least to the most restrictive.
TLP = ("TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED")


def level(marking: str, scale: tuple[str, ...] = TLP) -> int | None:
    """Where a marking stands on the scale, or None when it is not on it."""
    wanted = marking.strip().upper()
    return next((i for i, name in enumerate(scale) if name.upper() == wanted), None)


def may_see(clearance: str, marking: str, scale: tuple[str, ...] = TLP) -> bool:
    """Whether someone with this clearance may be sent something with this marking.

    No marking restricts nobody; the lowest level needs no clearance; a marking or a clearance that
    is not on the scale lets nothing through.
    """
    if not marking:
        return True
    needed = level(marking, scale)
    if needed is None:
        return False
    held = level(clearance, scale) if clearance else 0
    return held is not None and held >= needed
