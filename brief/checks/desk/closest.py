"""The stretch of a source nearest to written words: only ever a hint, never a decision."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from brief.archive.snapshots import Passage
from brief.checks.desk import Desk
from brief.expressions import expression
from brief.text.sentences import sentences
from brief.text.words import word_diff

_WORD = expression(r"\w+(?:[’'-]\w+)*")


def closest(
    desk: Desk, source: str, words: str, passages: Iterable[Passage] = ()
) -> tuple[int, int] | None:
    """Half-open offsets of the words of the source most like `words`; None if nothing is.

    The sentences of the fact's own passages are preferred, where they share as many words.
    """
    snapshot = desk.dossier.snapshots.get(source)
    wanted = [match.group().casefold() for match in _WORD.finditer(words)][:400]
    if snapshot is None or not wanted:
        return None
    own = [(p.start, p.end) for p in passages if p.source == source]
    want = set(wanted)
    best: tuple[float, int, int] | None = None
    for paragraph in snapshot.paragraphs:
        if not paragraph.number:
            continue
        body = snapshot.text[paragraph.start : paragraph.end]
        if want.isdisjoint(match.group().casefold() for match in _WORD.finditer(body)):
            continue
        spans = sentences(body)
        pairs = [(a, b) for (a, _), (_, b) in pairwise(spans)]
        for begin, stop in (*spans, *pairs):
            have = {match.group().casefold() for match in _WORD.finditer(body, begin, stop)}
            start, end = paragraph.start + begin, paragraph.start + stop
            score = len(have & want) / len(want)
            score += 0.05 * any(a <= start and end <= b for a, b in own) - 0.0005 * (stop - begin)
            if best is None or score > best[0]:
                best = (score, start, end)
    if best is None or best[0] < 0.2:
        return None
    return _narrowed(snapshot.text, best[1], best[2], wanted)


def _narrowed(text: str, start: int, end: int, wanted: list[str]) -> tuple[int, int]:
    """The part of a sentence that the wanted words are laid over best."""
    from difflib import SequenceMatcher

    places = list(_WORD.finditer(text, start, end))
    have = [match.group().casefold() for match in places]
    block = SequenceMatcher(None, have, wanted, autojunk=False).find_longest_match()
    if not block.size:
        return start, end
    # As many words as were written, laid so that the longest common run falls into place.
    first = max(0, block.a - block.b)
    last = min(len(have), max(block.a + block.size, first + len(wanted)))
    return places[first].start(), places[last - 1].end()


def difference(source: str, written: str) -> str:
    """The word-by-word difference as it prints."""
    return word_diff(source, written)
