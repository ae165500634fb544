"""How wide words are in the house's fonts: what every writer goes by where an arrangement of a line
hangs on it, so that all of them choose alike."""

from __future__ import annotations

from collections import Counter

from brief.house.fontfiles import font_path
from brief.house.fontfiles.opened import Font, open_font
from brief.house.fontfiles.tables import FontError
from brief.house.theme import CharacterStyle, ParagraphStyle, Theme

# A label may take this part of its slot; a longer one stands on a line of its own.
LABEL_PART = 0.9
_UNKNOWN = 600  # thousandths of an em, for what no font of the house has
_MM_PER_POINT = 25.4 / 72


def width(
    theme: Theme, text: str, style: ParagraphStyle, run: CharacterStyle | None = None
) -> float:
    """The width of a line of text in millimetres, in a paragraph's style with a run's laid over it.

    Without kerning and ligatures, which Word sets only where it is asked to.  A font that cannot be
    opened is the writers' to report; here another one, or a common width, stands in.
    """
    face = (run and run.face) or style.face
    weight = (run and run.weight) or style.weight
    italic = style.italic or bool(run and run.italic)
    size = (run and run.size) or style.size
    families = (theme.sans, theme.text) if face == "sans" else (theme.text, theme.sans)
    counts = Counter(text.replace("\u00ad", ""))  # printed only where a word is divided
    total = 0
    for family in families:
        font = _opened(family.cut(weight, italic))
        if font is None:
            continue
        for character in list(counts):
            found = font.glyph(character)
            if found is not None:
                total += found[1] * counts.pop(character)
        if not counts:
            break
    total += _UNKNOWN * counts.total()
    return total / 1000 * size * _MM_PER_POINT


def label_fits(theme: Theme, label: str, style: ParagraphStyle, run: CharacterStyle | None) -> bool:
    """Whether a label may stand beside the text of a paragraph with a hanging indent."""
    return "\n" not in label and width(theme, label, style, run) <= -style.first * LABEL_PART


def title_role(theme: Theme, title: str, language: str) -> str:
    """The role of a title: the smaller one where it takes more than two lines in English, three in
    other languages, or leaves a single word on its last line; if the house has one."""
    if "title-long" not in theme.paragraphs:
        return "title"
    style, page = theme.paragraphs["title"], theme.page
    room = page.width - page.left - page.right - style.left - style.right
    lines: list[list[str]] = []
    for word in title.split(" "):
        if lines and width(theme, " ".join((*lines[-1], word)), style) <= room:
            lines[-1].append(word)
        else:
            lines.append([word])
    most = 2 if language.startswith("en") else 3
    alone = len(lines) > 1 and len(lines[-1]) == 1
    return "title-long" if alone or len(lines) > most else "title"


def _opened(file: str) -> Font | None:
    try:
        return open_font(font_path(file))
    except (OSError, FontError):
        return None
