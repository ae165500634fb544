"""The names of a sentence against its passages: registered, misspelt, and never heard of."""

from __future__ import annotations

from collections.abc import Iterator

from brief.checks.desk import Desk, contexts, strangers
from brief.checks.desk.grounds import Ground, Problem, outside
from brief.checks.desk.reporters import own_outlet
from brief.evidence.lexicon import SPEECH
from brief.expressions import expression
from brief.text.characters import has_cyrillic

# "The Board’s note": the text itself, not what it tells of whoever published it.
_OWN_TEXT = expression(
    r"[’']s? (?:own )?(?:text|report|article|note|bulletin|item|post|piece|statement|digest|summary"
    r"|release|page|site|figure|count|wording)s?\b"
)


def names(
    desk: Desk, text: str, on: Ground, skip: tuple[tuple[int, int], ...], topic: str
) -> Iterator[Problem]:
    """Registered names that no passage has, or that stand in the place of another."""
    free = {i for words in (topic, on.words) for _, _, ids in desk.names(words) for i in ids}
    held: set[str] | None = None
    for start, end, ids in desk.names(text):
        if not outside(start, end, skip) or not free.isdisjoint(ids):
            continue
        if held is None:
            held = desk.named(on.naming)
        if held.isdisjoint(ids):
            owners = {own_outlet(desk, desk.dossier.sources.get(s)) for s in on.sources}
            if not owners.isdisjoint(ids) and _OWN_TEXT.match(text, end):
                continue
            yield Problem(
                "C-NAME",
                f"“{text[start:end]}” is named in no passage that is cited",
                start,
                end,
                desk.seen(on.naming),
                ("remove the name, or cite the passage (or `antecedent`) that names it",),
            )
            continue
        other = contexts.rival(desk, text, start, ids, (*on.passages, *on.computed))
        if other is not None:
            shown = text[start:end]
            yield Problem(
                "A-SPEAKER" if other.speaks else "C-NAME",
                f"“{shown}” stands where the passage has {other.name}: “{other.shown}”",
                start,
                end,
                (desk.related(other.passage),),
                (f"write {other.name}, or the passage's own words about {shown}",),
            )


def unheard(
    desk: Desk, text: str, on: Ground, skip: tuple[tuple[int, int], ...]
) -> Iterator[Problem]:
    """Whoever speaks, and where something is, by a name that no held text has."""
    if any(has_cyrillic(p.exact) for p in on.naming) or not on.naming:
        return  # names are transliterated
    for word, start in strangers.unheard(desk, text):
        if outside(start, start + len(word), skip):
            yield Problem(
                "C-NAME",
                f"“{word}” stands in no held text",
                start,
                start + len(word),
                desk.seen(on.naming),
                ("write the name as the texts have it, or add it to names.yaml",),
            )


def misspelt(
    desk: Desk, text: str, on: Ground, skip: tuple[tuple[int, int], ...]
) -> Iterator[Problem]:
    """Words that no passage has and that are a slip away from a registered name."""
    known = _words_of_names(desk)
    written: frozenset[str] | None = None
    for match in _CAPITAL.finditer(text):
        word = match.group().removesuffix("’s").removesuffix("'s")
        alike = known.get(word[0], ())  # a slip in the first letter is seldom
        if not alike or word in alike or not outside(match.start(), match.end(), skip):
            continue
        first = not text[: match.start()].strip() or text[: match.start()].rstrip()[-1] in ".!?;:"
        speaks = text[match.end() :].split(None, 1)[:1]
        if first and len(word) < 5 and not SPEECH.intersection(speaks):
            continue  # "With" is no Wirth
        close = next((name for name in alike if _slip(word, name, 1 if first else 2)), None)
        if close is None:
            continue
        if written is None:
            held = "\n".join((*(p.exact for p in (*on.naming, *on.computed)), on.words))
            written = frozenset(_CAPITAL.findall(held))
        if match.group() not in written and word not in written:
            yield Problem(
                "C-NAME",
                f"“{word}” stands in no passage that is cited",
                match.start(),
                match.end(),
                desk.seen(on.naming),
                (f"write {close}, if that is meant; register the name, if another is",),
            )


_CAPITAL = expression(r"[^\W\d_][^\W\d_]{3,}(?:[’']s)?")


def _words_of_names(desk: Desk) -> dict[str, tuple[str, ...]]:
    """The words of all spellings of people and places, long enough to be mistyped, by their first
    letters."""
    known = desk.memo.get(("names", "words"))
    if known is None:
        found: dict[str, dict[str, None]] = {}
        for name in desk.dossier.names.values():
            for spelling in name.spellings if name.kind in ("person", "place") else ():
                for word in _LETTERS.findall(spelling):
                    if len(word) > 3 and word[:1].isupper():
                        found.setdefault(word[0], {})[word] = None
        known = desk.memo["names", "words"] = {one: tuple(words) for one, words in found.items()}
    return known  # type: ignore[return-value]  # kept by nobody else under this key


_LETTERS = expression(r"[^\W\d_]+")


def _slip(word: str, name: str, most: int) -> bool:
    """Whether a word is a name with a letter wrong, missing, doubled or out of turn; two in one of
    more than six letters.  A name with an ending is another word (Kazakh, Kazakhs)."""
    if word.startswith(name) or name.startswith(word):
        return False
    most = min(most, 1 if len(name) < 7 else 2)
    if abs(len(word) - len(name)) > most:
        return False
    head = next((i for i, (a, b) in enumerate(zip(word, name, strict=False)) if a != b), 0)
    one, other = word[head:], name[head:]
    while one and other and one[-1] == other[-1]:
        one, other = one[:-1], other[:-1]
    return max(len(one), len(other)) <= most
