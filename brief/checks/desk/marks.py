"""Where a paragraph prints quotation marks, and which stretches stand between them."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache

from brief.checks.desk import Desk
from brief.expressions import expression

_MARK = expression('[“”«»„‘’"]')
_CLOSERS = {"“": "”", "«": "»", "„": "“”", "‘": "’"}


@lru_cache(maxsize=8192)
def quoted(paragraph: str) -> tuple[tuple[int, int], ...]:
    """Half-open spans between quotation marks, nested ones too; linear in the paragraph's length.

    A quotation left open runs to the paragraph's end, as one that goes on in the next does.  An
    apostrophe closes nothing: a single mark counts only where it opens a word and, later, ends one.
    """
    found: list[tuple[int, int]] = []
    open_at: list[tuple[str, int]] = []
    for match in _MARK.finditer(paragraph):
        at, char = match.start(), match.group()
        if open_at and char in open_at[-1][0] and _may_close(paragraph, at, char):
            closer, start = open_at.pop()
            found.append((start, at))
        elif char in "“«„" or (char == "‘" and _opens(paragraph, at)):
            open_at.append((_CLOSERS[char], at + 1))
        elif char == '"':
            open_at.append(('"', at + 1))
        elif char == "”" and any("”" in closer for closer, _ in open_at):
            while open_at:  # a single mark left open inside is no quotation
                closer, start = open_at.pop()
                if "”" in closer:
                    found.append((start, at))
                    break
    for closer, start in open_at:
        if closer != "’":
            found.append((start, len(paragraph)))
    return tuple(sorted(found))


def _opens(text: str, at: int) -> bool:
    before = text[at - 1] if at else " "
    return not before.isalnum() and text[at + 1 : at + 2].isalnum()


def _may_close(text: str, at: int, char: str) -> bool:
    return char != "’" or not text[at + 1 : at + 2].isalnum()


def around(desk: Desk, source: str, start: int, end: int) -> tuple[int, int] | None:
    """The innermost quotation around a stretch of a snapshot, as offsets; None if there is none.

    Marks at the stretch's own edges belong to the quotation.
    """
    paragraph = desk.paragraph(source, start)
    if paragraph is None:
        return None
    base = paragraph.start
    text = desk.text(source)
    while start < end and text[start] in '“”«»„"‘ \u00a0':
        start += 1
    while end > start and text[end - 1] in '“”«»"’ \u00a0,.':
        end -= 1
    spans = quoted(text[base : paragraph.end])
    for at in range(bisect_right(spans, (start - base, len(text))) - 1, -1, -1):
        if end <= base + spans[at][1]:
            return base + spans[at][0], base + spans[at][1]
    return None
