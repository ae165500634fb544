"""Font files: where those of a face are, what stands in them, how they are cut to a document.

`tables` takes a file apart and puts one together, `characters`, `outlines` and `names` read and
write what single tables hold, and `font` joins them to a `FontFile`.  `sparse` cuts a font that a
program installs (glyphs keep their numbers), `dense` one that a document numbers itself.  `kerning`
reads pairs, `opened` keeps fonts and pairs once read.
"""

from __future__ import annotations

from pathlib import Path

from brief.record import Record

BUNDLED = Path(__file__).parents[1] / "fonts"


def font_path(file: str) -> Path:
    """The path of a face's file: a bare name is one of the bundled ones."""
    path = Path(file)
    return path if path.is_absolute() else BUNDLED / file


class Cut(Record):
    """The place of a font in its family as a document knows it."""

    family: str
    bold: bool = False
    italic: bool = False

    @property
    def style(self) -> str:
        """As in Word's slots."""
        return (
            " ".join(name for name, on in (("Bold", self.bold), ("Italic", self.italic)) if on)
            or "Regular"
        )
