"""What a font's licence bits allow (OpenType 1.9, OS/2, fsType)."""

from __future__ import annotations

_RESTRICTED, _PREVIEW, _NO_SUBSET, _BITMAPS = 0x2, 0x4, 0x100, 0x200


def rights(metrics: bytes) -> int:
    """The bits of a table OS/2; 0 allows everything."""
    return int.from_bytes(metrics[8:10], "big")


def may_be_embedded(bits: int) -> bool:
    """Whether documents that are read and edited may hold the font's outlines."""
    return not bits & (_RESTRICTED | _PREVIEW | _BITMAPS)


def may_be_cut(bits: int) -> bool:
    """Whether they may hold a part of the font."""
    return may_be_embedded(bits) and not bits & _NO_SUBSET
