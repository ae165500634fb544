"""Where quotations open and close in a paragraph, whichever marks it uses."""

from __future__ import annotations

from brief.evidence.lexicon import SPEECH
from brief.evidence.quotes import Span
from brief.expressions import expression
from brief.text.folding import fold


def quotation_marks(body: str, start: int, end: int, glyphs: str) -> list[tuple[int, int, bool]]:
    """The quotations of one paragraph: offsets of both marks, and whether it runs on."""
    if body.startswith("- ", start) and (dashed := _dashed(body, start, end)):
        return dashed
    found: list[tuple[int, int, bool]] = []
    opened = -1
    for at in range(start, end):
        if body[at] != '"':
            continue
        glyph = glyphs[at]
        if opened < 0:
            if not _opens(body, at, end) and (
                glyph == "\u201d" or at == start or not body[at - 1].isspace()
            ):
                continue  # a closing mark whose opening one is missing
            opened = at
        elif glyph == "\u201c" and glyphs[opened] == "\u201c" and _opens(body, at, end):
            found.append((opened, at, False))
            opened = at
        else:
            found.append((opened, at, False))
            opened = -1
    if opened >= 0 and body[opened + 1 : end].strip():
        found.append((opened, end, True))
    single = (
        _single_marks(body, start, end) if not found or "'" in body[start : found[0][0]] else []
    )
    if found and not any(a < found[0][0] and b > found[0][1] for a, b, _ in single):
        return found
    return single


_DASH = expression(r"(?<=[,.!?\u2026]) -(?= )")


def _dashed(body: str, start: int, end: int) -> list[tuple[int, int, bool]]:
    """Direct speech that a paragraph marks by dashes, as Russian and Kazakh do; else nothing.

    The words between the second and the third dash must begin with a verb of speech.
    """
    places = [match.start() + 1 for match in _DASH.finditer(body, start, end)]
    if not places:
        return []
    word = _FIRST_WORD.match(body, places[0] + 1)
    if word is None or word.group(1) not in SPEECH:
        return []
    found = [(start, places[0], False)]
    for index in range(1, len(places), 2):
        closing = places[index + 1] if index + 1 < len(places) else end
        found.append((places[index], closing, False))
    return found


_FIRST_WORD = expression(r"\s*(\w+)")


def _opens(body: str, at: int, end: int) -> bool:
    return at + 1 < end and (body[at + 1].isalnum() or body[at + 1] in "'\u2026[$-@#")


def _single_marks(body: str, start: int, end: int) -> list[tuple[int, int, bool]]:
    found: list[tuple[int, int, bool]] = []
    opened = -1
    for at in range(start, end):
        if body[at] != "'":
            continue
        before = body[at - 1] if at > start else " "
        after = body[at + 1] if at + 1 < end else " "
        if opened < 0:
            if (
                not before.isalnum()
                and before not in ".,!?"
                and (after.isalnum() or after == "\u2026")
            ):
                opened = at
        elif not after.isalnum() and (
            before in ".,!?\u2026" or not (before == "s" and _closes_later(body, at + 1, end))
        ):
            found.append((opened, at, False))
            opened = -1
    return found


def _closes_later(body: str, at: int, end: int) -> bool:
    """Whether another closing single mark follows soon, so that this one is a plural's."""
    stop = min(end, at + 200)
    for place in range(at, stop):
        if body[place] == "'" and not body[place + 1 : place + 2].isalnum():
            before = body[place - 1]
            return before.isalnum() or before in ".,!?"
        if body[place] == "'" and not body[place - 1].isalnum():
            return False
    return False


def paragraph_spans(body: str) -> list[Span]:
    spans, start = [], 0
    for part in body.split("\n\n"):
        if part.strip():
            spans.append((start, start + len(part)))
        start += len(part) + 2
    return spans


def without_quotations(body: str, start: int, end: int, quotes: list[tuple[int, int, bool]]) -> str:
    """The paragraph with its quotations' words blanked; a comma or stop at their end stays."""
    pieces, done = [], start
    for opened, closed, _ in quotes:
        pieces.append(body[done : opened + 1])
        inner = body[opened + 1 : closed]
        last = inner[-1:]
        pieces.append(" " * (len(inner) - 1) + (last if last in ".," else " ") if inner else "")
        done = closed
    pieces.append(body[done:end])
    return "".join(pieces)


def marked_glyphs(text: str, body: str) -> str:
    """The folded text with the original's curly double marks kept, where lengths allow."""
    if "\u201c" not in text or "\u201e" in text:
        return body
    folded = fold(text.replace("\u201c", "\ue000").replace("\u201d", "\ue001")).text
    if len(folded) != len(body):
        return body
    return folded.replace("\ue000", "\u201c").replace("\ue001", "\u201d")
