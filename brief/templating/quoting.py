"""Quotation marks people type, and the words of quotes as the snapshot has them.

What prints between marks are the snapshot's characters: the words a person types only select.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from brief import TYPE_CHECKING
from brief.archive.snapshots import Passage
from brief.document.tree import Origin
from brief.facts.fact import Fact
from brief.templating.values import Altered, Cut, Pieces, Printable, quoted
from brief.templating.words import has_marks
from brief.text.folding import fold

if TYPE_CHECKING:
    from brief.templating.values import Inside

    Edit = tuple[int, int, Callable[[str], tuple[Inside, ...]]]

# Quotations by the mark that opens them; single marks are left alone, for an apostrophe is not a
# quotation.
_TYPED = {
    "“": "“([^“”]+)”",
    "«": "«([^«»]+)»",
    "„": "„([^„“”]+)[“”]",
    '"': r'"([^"\n]+)"',
}


@lru_cache(maxsize=16)
def _quotations(opening: str) -> re.Pattern[str]:
    """Finds quotations that open with one of these marks: a brief has one kind of them, and an
    expression for all kinds takes six times as long to compile."""
    return re.compile("|".join([_TYPED[mark] for mark in opening]))


def typed(text: str) -> list[tuple[bool, str]]:
    """The text cut at typed quotation marks: (is quoted, words without the marks)."""
    if not has_marks(text):
        return [(False, text)] if text else []
    pieces: list[tuple[bool, str]] = []
    done = 0
    for match in _quotations("".join([mark for mark in _TYPED if mark in text])).finditer(text):
        if match.start() > done:
            pieces.append((False, text[done : match.start()]))
        pieces.append((True, match.group()[1:-1]))
        done = match.end()
    if done < len(text):
        pieces.append((False, text[done:]))
    return pieces


def held(words: str, passages: Iterable[Passage]) -> tuple[Passage, str] | None:
    """The passage that has the words (up to silent folding) and its own characters for them."""
    wanted = fold(words).text.strip()
    if not wanted:
        return None
    for passage in passages:
        source = fold(passage.exact)
        at = source.text.find(wanted)
        if at >= 0:
            start, end = source.source(at, at + len(wanted))
            return passage, passage.exact[start:end]
    return None


def prose(
    text: str,
    plain: Callable[[str], Printable],
    quotes: Callable[[str], Printable],
) -> Printable:
    """Prose with its typed quotations as quotations: `plain` and `quotes` issue the pieces."""
    pieces = typed(text)
    if len(pieces) == 1 and not pieces[0][0]:
        return plain(text)
    return Pieces([quotes(words) if is_quote else plain(words) for is_quote, words in pieces])


def segments(fact: Fact, field: str = "words") -> list[tuple[str, Passage]]:
    """The resolved segments of a quote, as (path, passage), in the order written."""
    found = [
        (path, passages[0])
        for path, passages in fact.resolved.items()
        if passages and (path == field or path.startswith(f"{field}."))
    ]
    return sorted(found, key=lambda pair: _index(pair[0]))


def _index(path: str) -> int:
    last = path.rpartition(".")[2]
    return int(last) if last.isdigit() else 0


def words(fact: Fact, languages: dict[str, str], document: str, field: str = "words") -> Printable:
    """The words of a quote: the snapshot's characters with the fact's declared alterations.

    `languages` gives each source's, `document` is the brief's: a quotation in another language
    says which.  Segments with only blanks between them are one quotation; others stand apart with
    an ellipsis between them, never welded.
    """
    printed: list[Printable] = []
    last: Passage | None = None
    for path, passage in segments(fact, field):
        if last is not None:
            printed.append(Cut(_between(last, passage)))
        language = languages.get(passage.source, "")
        shown = "" if language.partition("-")[0] == document.partition("-")[0] else language
        printed.append(_altered(fact, path, passage, shown))
        last = passage
    if not printed:
        for index, text in enumerate(fact.texts(field)):
            path = f"{field}.{index}" if len(fact.texts(field)) > 1 else field
            printed.append(quoted(text, fact.kind, fact.id, path))
    return Pieces(printed)


def _between(one: Passage, other: Passage) -> str:
    together = one.source == other.source and 0 <= other.start - one.end <= 1
    return " " if together else " … "


def _altered(fact: Fact, path: str, passage: Passage, language: str) -> Printable:
    edits = _edits(fact, passage)
    if not edits:
        return quoted(passage.exact, fact.kind, fact.id, path, language)
    inside: list[Inside] = []
    done = 0
    for start, end, make in edits:
        if start < done:
            continue
        inside += (_own(passage.exact[done:start]), *make(passage.exact[start:end]))
        done = end
    inside.append(_own(passage.exact[done:]))
    return Altered(_joined(inside), Origin("fact", fact.id, path), fact.kind, language)


def _own(text: str) -> Inside:
    """Words of the passage."""
    return text, None, False


def _joined(parts: Iterable[Inside]) -> list[Inside]:
    """The parts with neighbouring words of the passage made one."""
    found: list[Inside] = []
    for part in parts:
        if found and found[-1][1:] == part[1:] == (None, False):
            found[-1] = _own(found[-1][0] + part[0])
        else:
            found.append(part)
    return found


def _edits(fact: Fact, passage: Passage) -> list[Edit]:
    """The declared alterations that fall within a passage, by offset in it."""
    found: list[Edit] = []
    declared = fact.get("alterations")
    for index, record in enumerate(declared if isinstance(declared, list) else ()):
        if not isinstance(record, dict):
            continue
        path = f"alterations.{index}"
        for place in fact.resolved.get(f"{path}.at", ()):
            if place.source != passage.source:
                continue
            start, end = place.start - passage.start, place.end - passage.start
            if 0 <= start <= end <= len(passage.exact):
                edit = _edit(fact, str(record.get("kind", "")), str(record.get("print", "")), path)
                found.append((start, end, edit))
    return sorted(found, key=lambda edit: edit[:2])


def _edit(fact: Fact, kind: str, shown: str, path: str) -> Callable[[str], tuple[Inside, ...]]:
    def bracket(text: str) -> Inside:
        return f"[{text}]", Origin("fact", fact.id, f"{path}.print"), False

    def make(source: str) -> tuple[Inside, ...]:
        if kind == "first-letter":
            letter = shown or source[:1].swapcase()
            return bracket(letter[:1]), _own(source[1:])
        if kind == "insertion":
            return _own(f"{source} "), bracket(shown)
        if kind == "replacement":
            return (bracket(shown),)
        if kind == "ellipsis":
            return (bracket("…"),)
        if kind == "sic":
            return _own(f"{source} "), bracket("sic")
        if kind == "emphasis":
            return ((source, None, True),)
        return (_own(source),)

    return make
