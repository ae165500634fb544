"""Where the files of a face are: below the house's own folder, or wherever the house says."""

from __future__ import annotations

from pathlib import Path

BUNDLED = Path(__file__).with_name("fonts")


def font_path(file: str) -> Path:
    """The path of a face's file: a bare name is one of the bundled ones."""
    path = Path(file)
    return path if path.is_absolute() else BUNDLED / file
