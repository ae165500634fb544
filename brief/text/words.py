"""Words of a text: found whole, shown where they differ, and the name most likely meant.

Nothing here is fuzzy except `nearest`, which only ever serves a "did you mean".
"""

from __future__ import annotations

import re

from brief.expressions import expression
from brief.text.folding import fold

_WORD = expression(r"\w+(?:['\u2019.-]\w+)*|[^\w\s]")


def words(text: str) -> list[str]:
    """The words and marks of `text` after folding, in order, for showing differences."""
    return _WORD.findall(fold(text).text)


def without(text: str, words: str, instead: str = " ") -> str:
    """The text with something else in place of declared words wherever these stand whole, never
    within a longer word or figure: "2" is not in "2.5 or 12"."""
    kept: list[str] = []
    done, at = 0, text.find(words) if words else -1
    while at >= 0:
        end = at + len(words)
        if _is_whole(text, at, end):
            kept += (text[done:at], instead)
            done = end
        at = text.find(words, max(done, at + 1))
    return "".join(kept) + text[done:] if kept else text


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether no word or figure goes on before or behind what stands there."""
    if text[start].isalnum() and start:
        before = text[start - 1]
        if before.isalnum() or before == "_":
            return False
        if before in ".," and text[max(0, start - 2) : start - 1].isdecimal():
            return False
    behind, after_that = text[end : end + 1], text[end + 1 : end + 2]
    if text[end - 1].isalnum() and behind:
        if behind.isalnum() or behind == "_":
            return False
        return not (behind in ".," and after_that.isdecimal())
    return True


def word_diff(source: str, written: str) -> str:
    """A readable line: words only in `source` as [-these-], only in `written` as {+these+}.

    Long equal stretches are cut to a few words around each difference; at most the first 400
    words of either side are compared.
    """
    from difflib import SequenceMatcher

    left, right = words(source)[:400], words(written)[:400]
    parts: list[str] = []
    opcodes = SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
    for index, (tag, i1, i2, j1, j2) in enumerate(opcodes):
        if tag == "equal":
            same = left[i1:i2]
            if len(same) > 9:
                head = same[:4] if index else []
                tail = same[-4:] if index + 1 < len(opcodes) else []
                same = [*head, "\u2026", *tail]
            parts.extend(same)
            continue
        if i2 > i1:
            parts.append("[-" + _join(left[i1:i2]) + "-]")
        if j2 > j1:
            parts.append("{+" + _join(right[j1:j2]) + "+}")
    return _join(parts)


def _join(parts: list[str]) -> str:
    text = " ".join(parts)
    return re.sub(r" ([,.;:!?%)\]])", r"\1", text)


def nearest(name: str, candidates: list[str] | tuple[str, ...] | set[str]) -> str | None:
    """The candidate a person most likely meant by `name`, or None; for "did you mean" alone."""
    best: tuple[int, str] | None = None
    wanted = name.casefold()
    for candidate in sorted(candidates):
        limit = max(1, min(len(wanted), len(candidate)) // 3)
        if best is not None:
            limit = min(limit, best[0] - 1)
        if limit < 0 or abs(len(candidate) - len(wanted)) > limit:
            continue
        cost = _distance(wanted, candidate.casefold(), limit)
        if cost <= limit:
            best = (cost, candidate)
    return best[1] if best else None


def _distance(a: str, b: str, limit: int) -> int:
    """Edit distance with neighbouring letters swapped counted once; gives up beyond `limit`."""
    if a == b:
        return 0
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        new = [i]
        for j, y in enumerate(b, 1):
            cost = min(row[j] + 1, new[j - 1] + 1, row[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, before[j - 2] + 1)
            new.append(cost)
        if min(new) > limit:
            return limit + 1
        before, row = row, new
    return row[-1]
