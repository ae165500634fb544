"""Why words do not stand in a source: the rule, the nearest passage, the difference."""

from __future__ import annotations

from brief.evidence.quotes import Problem, Span, bounded, key, unwrapped
from brief.expressions import expression
from brief.text.folding import Folded
from brief.text.words import word_diff

_WORD = expression(r"\w+(?:['-]\w+)*")


def explain(text: str, words: str) -> Problem:
    """(code, message, span of the nearest passage) for words that `find` does not find.

    Q-UNDECLARED where only letters' case or marks differ; Q-STITCH where the words are two
    stretches of the source from different places; else Q-WORDS with a word diff.
    """
    source = key(text)
    bare = key(unwrapped(words)).text.strip(" \n'.,")
    if not bare:
        return ("Q-WORDS", "there are no words to look for", None)
    at = source.text.lower().find(bare.lower())
    if at >= 0 and len(source.text.lower()) == len(source.text):
        span = source.source(at, at + len(bare))
        shown = text[span[0] : span[1]]
        if shown.lower() == bare.lower() or bounded(text, *span):
            return (
                "Q-UNDECLARED",
                f"the source has “{_clip(shown)}”: a changed letter needs a bracket",
                span,
            )
    stitched = _stitched(source, bare)
    if stitched is not None:
        return stitched
    span_or_none = nearest_passage(text, words)
    if span_or_none is None:
        return ("Q-WORDS", "these words do not stand in the source", None)
    passage = text[span_or_none[0] : span_or_none[1]]
    return ("Q-WORDS", f"the source differs: {word_diff(passage, unwrapped(words))}", span_or_none)


def _clip(shown: str) -> str:
    return shown if len(shown) < 90 else shown[:60] + " \u2026 " + shown[-24:]


def _stitched(source: Folded, bare: str) -> Problem | None:
    """Two stretches of the source made one, when both ends of the words are long verbatim runs."""
    found = [match.span() for match in _WORD.finditer(bare)]
    if len(found) < 4:
        return None
    head = _longest(source.text, bare, found, True)
    tail = _longest(source.text, bare, found, False)
    if head < 2 or tail < 2 or head + tail < len(found):
        return None
    cut = min(head, len(found) - 2)
    first, last = bare[: found[cut - 1][1]], bare[found[len(found) - tail][0] :]
    one, two = source.text.find(first), source.text.find(last)
    if one < 0 or two < 0:
        return None
    gap = two - (one + len(first))
    if 0 <= gap < 60 and head + tail == len(found):
        between = source.text[one + len(first) : two]
        if "'" not in between and len(_WORD.findall(between)) < 3:
            return None  # a word was dropped
    begin, end = min(one, two), max(one + len(first), two + len(last))
    span = source.source(begin, end)
    return ("Q-STITCH", "two stretches of the source are joined without showing the cut", span)


def _longest(source: str, bare: str, found: list[Span], head: bool) -> int:
    """How many words from one end of `bare` stand in the source side by side."""
    low, high = 0, len(found)
    while low < high:
        middle = (low + high + 1) // 2
        piece = bare[: found[middle - 1][1]] if head else bare[found[len(found) - middle][0] :]
        if piece in source:
            low = middle
        else:
            high = middle - 1
    return low


def nearest_passage(text: str, words: str) -> Span | None:
    """The stretch of `text` that shares most words with `words`; for messages alone."""
    wanted: dict[str, int] = {}
    for match in _WORD.finditer(key(words).text.lower()):
        wanted[match.group()] = wanted.get(match.group(), 0) + 1
    size = sum(wanted.values())
    source = key(text)
    places = [match.span() for match in _WORD.finditer(source.text)]
    if not wanted or not places:
        return None
    hits = [1 if source.text[a:b].lower() in wanted else 0 for a, b in places]
    width = min(len(hits), size)
    score = best = sum(hits[:width])
    start = 0
    for index in range(width, len(hits)):
        score += hits[index] - hits[index - width]
        if score > best:
            best, start = score, index - width + 1
    if best * 3 < size:
        return None
    return source.source(places[start][0], places[start + width - 1][1])
