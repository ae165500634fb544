"""Where in a text the words of a selector are looked for, from near to far."""

from __future__ import annotations

from collections.abc import Iterator

from brief.archive.selectors import Found, Index
from brief.archive.snapshots import Passage, Snapshot


def widening(
    base: list[tuple[Index, Found]], name: str
) -> Iterator[tuple[Index, list[Found], bool]]:
    """Scopes from near to far around the first source's passages; the last is marked."""
    index = base[0][0]
    near = [found for holder, found in base if holder is index]
    yield index, near, name == "at"
    ordinals = sorted({found.paragraph for found in near})
    paragraphs = [Found(*index.bounds(at), at) for at in ordinals]
    yield index, paragraphs, False
    if name == "antecedent":
        before = [Found(*index.bounds(at), at) for at in range(ordinals[-1] + 1)]
        yield index, before, True
        return
    beside = [
        Found(*index.bounds(at), at)
        for ordinal in ordinals
        for at in (_content(index, ordinal, -1), _content(index, ordinal, 1))
        if at is not None
    ]
    yield index, beside, True


def _content(index: Index, ordinal: int, step: int) -> int | None:
    """The next paragraph in a direction that is not furniture."""
    ordinal += step
    while 0 <= ordinal < len(index.paragraphs):
        if index.paragraphs[ordinal].number:
            return ordinal
        ordinal += step
    return None


def within(index: Index, selector: str, scopes: list[Found]) -> list[Found]:
    """Where the words stand inside any of the scopes, each place once."""
    if len(scopes) > 8:  # many paragraphs in a row: one search over all of them
        low, high = scopes[0].start, scopes[-1].end
        return [found for found in index.find(selector, low, high) if index.is_content(found)]
    found: list[Found] = []
    for scope in scopes:
        if index.paragraphs[scope.paragraph].number:
            found += [f for f in index.find(selector, scope.start, scope.end) if f not in found]
    return found


def by_quotation(snapshot: Snapshot, low: int, high: int, selector: str) -> Passage | None:
    """The one place where the words stand by the ladder's first rung: marks and dashes differ."""
    from brief.evidence.quotes import find

    if " … " in selector:
        return None
    matches = [m for m in find(snapshot.text[low:high], selector) if m.rung <= 1 and not m.problems]
    places = {(low + m.start, low + m.end) for m in matches}
    if len(places) != 1:
        return None
    start, end = places.pop()
    paragraph = snapshot.paragraph(start)
    if paragraph is None or not paragraph.number or end > paragraph.end:
        return None
    return Passage(snapshot.source, start, end, snapshot.text[start:end])


def settled_at(index: Index, passage: Passage) -> Found | None:
    """A passage in the index's folded offsets, by the words it holds."""
    ordinal = index.ordinal(passage.start)
    low, high = index.bounds(ordinal)
    for found in index.find(passage.exact, low, high):
        if index.passage(found).start == passage.start:
            return found
    return None
