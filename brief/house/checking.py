"""Says in words what a house file lacks or does unwisely: `brief house check`."""

from __future__ import annotations

from pathlib import Path

from brief.diagnostics import ERROR, INFO, WARNING, Diagnostic
from brief.house.parts import finding, opened
from brief.house.reading import read
from brief.house.resolved import name
from brief.house.source import parsed
from brief.house.theme import Face, Theme
from brief.house.typefaces import missing_letters

_PAPER = "FFFFFF"
# Contrast that WCAG 2.2 asks of text, and of large text (1.4.3).
_CONTRAST, _LARGE_CONTRAST = 4.5, 3.0
_LARGE, _LARGE_BOLD = 18.0, 14.0  # pt
_SMALLEST = 7.0  # pt

# What a sample may say beside its style: where it stands, not how it looks.
_NEUTRAL = frozenset(
    (
        "pStyle",
        "rStyle",
        "numPr",
        "sectPr",
        "rPr",
        "lang",
        "noProof",
        "keepNext",
        "widowControl",
        "kern",
    )
)


def check(path: Path) -> list[Diagnostic]:
    """All that there is to say of a house file."""
    theme, found = read(path)
    if any(one.severity == ERROR for one in found):
        return found
    file = path.name
    # What reading mends in passing is worth a warning here.
    found = [one.replace(severity=WARNING) if one.code == "H-STYLE" else one for one in found]
    found += _direct(path.read_bytes(), file)
    found += _contrasts(theme, file)
    found += _sizes(theme, file)
    found += _letters(theme, file)
    return found


def _direct(data: bytes, file: str) -> list[Diagnostic]:
    """Formatting on a sample itself: it looks changed in Word, and changes nothing."""
    document = parsed(opened(data, file), "word/document.xml")
    found = []
    for paragraph in () if document is None else document.iter(name("p")):
        words = "".join(text.text or "" for text in paragraph.iter(name("t"))).strip()
        said = {
            element.tag.rpartition("}")[2]
            for group in paragraph.iter(name("pPr"), name("rPr"))
            for element in group
            if isinstance(element.tag, str)
        } - _NEUTRAL
        if said and words:
            found.append(
                finding(
                    "H-DIRECT",
                    WARNING,
                    f"the sample “{words[:40]}” bears formatting of its own"
                    f" ({', '.join(sorted(said))}), which is not read",
                    file,
                    "put the cursor in it, then in the list of styles: right-click its style,"
                    " Update to Match Selection",
                )
            )
    return found


def contrast(colour: str, ground: str) -> float:
    """The ratio of two colours' luminance (WCAG 2.2, "contrast ratio")."""
    lighter, darker = sorted((_luminance(colour), _luminance(ground)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    total = 0.0
    for place, weight in ((0, 0.2126), (2, 0.7152), (4, 0.0722)):
        part = int(colour[place : place + 2], 16) / 255
        total += weight * (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)
    return total


def _contrasts(theme: Theme, file: str) -> list[Diagnostic]:
    rows: list[tuple[str, str, str, float, int]] = [
        (style.word, style.colour, style.ground or _PAPER, style.size, style.weight)
        for style in theme.paragraphs.values()
    ]
    body = theme.paragraphs[""].size
    rows += [
        (style.word, style.colour, _PAPER, style.size or body, style.weight)
        for style in theme.characters.values()
        if style.colour
    ]
    found = []
    for shown, colour, ground, size, weight in dict.fromkeys(rows):
        large = size >= _LARGE or (size >= _LARGE_BOLD and weight >= 600)
        needed = _LARGE_CONTRAST if large else _CONTRAST
        ratio = contrast(colour, ground)
        if ratio < needed:
            found.append(
                finding(
                    "H-CONTRAST",
                    WARNING,
                    f"the style {shown} is hard to read: {colour} on {ground} has a contrast of"
                    f" {ratio:.1f}, {needed:g} is needed",
                    file,
                    "take a darker colour" if _luminance(ground) > 0.5 else "take a lighter one",
                )
            )
    return found


def _sizes(theme: Theme, file: str) -> list[Diagnostic]:
    found = []
    for style in theme.paragraphs.values():
        if style.size < _SMALLEST:
            message = f"the style {style.word} is set in {style.size:g} pt; under {_SMALLEST:g} is"
            found.append(finding("H-SIZE", WARNING, f"{message} hard to read", file))
        if style.leading < style.size:
            message = f"the lines of {style.word} are {style.leading:g} pt apart for letters of"
            found.append(finding("H-SIZE", WARNING, f"{message} {style.size:g} pt", file))
    return found


def _letters(theme: Theme, file: str) -> list[Diagnostic]:
    """Letters that a face lacks, named by language; a stand-in is told apart."""
    found = []
    for face in dict.fromkeys((theme.text, theme.sans)):
        lacks: dict[str, str] = {}
        for cut in _cuts(face):
            for language, letters in missing_letters(cut).items():
                lacks[language] = letters
        for language, letters in lacks.items():
            severity = WARNING if language == "English" else INFO
            found.append(
                finding(
                    "H-LETTERS",
                    severity,
                    f"the font {face.stand_in or face.family} lacks letters of {language}:"
                    f" {letters[:20]}",
                    file,
                    "IBM Plex has them all",
                )
            )
    return found


def _cuts(face: Face) -> list[str]:
    return [file for file in (face.regular, face.semibold, face.bold) if file]
