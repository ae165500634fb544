"""Whose place a name has in a sentence: the words beside it, against the words beside names in the
passages.

"Israel’s accession" is refused by a passage that has "Kazakhstan’s accession": the same word stands
beside another registered name of that kind there, and nowhere beside this one.  Words that the
passages do not have decide nothing, so a paraphrase passes.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from brief.archive.snapshots import Passage
from brief.checks.desk import Desk
from brief.evidence.lexicon import FUNCTION_WORDS, SPEECH
from brief.evidence.names import TITLES
from brief.expressions import expression
from brief.record import Record
from brief.text.folding import fold

_WORD = expression(r"[^\W_]+(?:'[^\W_]+)*|[.;:!?]")
_LINKS_TEXT = """
under over including between among against toward towards about via into onto upon without than
before after during through while like
"""
_LINKS = FUNCTION_WORDS | frozenset(_LINKS_TEXT.split())
_BE = frozenset(("is", "are", "was", "were", "be", "been", "being"))
_SILENT = frozenset(("the", "a", "an", "has", "have", "had", "also", "then", "later")) | _BE
# Either may stand on either side: who meets whom is met.
_ENDS = frozenset(".;:!?")
_CLAUSES = frozenset(("that", "while", "as", "when", "where", "which", "who", "but"))
_MUTUAL = frozenset(("met", "meet", "meets", "meeting", "call", "talks", "summit"))


class Token(Record):
    """A word, or a registered name (`ids`): where it stands, and whether a form of "be" led it."""

    word: str
    start: int
    end: int
    ids: tuple[str, ...] = ()
    passive: bool = False


class Rival(Record):
    """Another name beside the same word in a passage, with the words as they stand there."""

    name: str
    shown: str
    passage: Passage
    speaks: bool


def tokens(desk: Desk, text: str) -> list[Token]:
    """The words that may stand beside a name, names and nouns for them as one token each; articles,
    auxiliaries and titles before a name are left out."""
    known = desk.memo.get(("tokens", text))
    if known is None:
        known = desk.memo["tokens", text] = _tokens(desk, text)
    return known  # type: ignore[return-value]  # kept by nobody else under this key


def _tokens(desk: Desk, text: str) -> list[Token]:
    found: list[Token] = []
    names = _named(desk, text)
    at = 0
    be = False
    for match in _WORD.finditer(_plain(text)):
        start, end = match.span()
        while at < len(names) and names[at][1] <= start:
            at += 1
        if at < len(names) and names[at][0] <= start:
            if not found or found[-1].start != names[at][0]:
                while found and found[-1].word in TITLES:
                    found.pop()
                found.append(Token("", *names[at], be))
            be = False
            continue
        word = match.group().lower().removesuffix("'s")
        if not word or word == "s":
            continue
        if word in _SILENT:
            be = be or word in _BE
            continue
        found.append(Token(word, start, end, (), be))
        be = False
    return found


def _named(desk: Desk, text: str) -> list[tuple[int, int, tuple[str, ...]]]:
    """Names, and nouns that stand for names, in order; a noun within a name is none."""
    found = desk.names(text)
    for noun in desk.nouns(text):
        if not any(start < noun[1] and noun[0] < end for start, end, _ in found):
            found = [*found, noun]
    return sorted(found)


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    """The text with plain apostrophes, character for character."""
    return text.replace("’", "'") if len(fold(text).text) != len(text) else fold(text).text


def rival(
    desk: Desk, text: str, start: int, ids: tuple[str, ...], passages: Iterable[Passage]
) -> Rival | None:
    """The name that has, in the passages, the place of the one at `start` of `text`; None where
    this one has it, or where nothing is to compare."""
    own = tokens(desk, text)
    at = next((i for i, token in enumerate(own) if token.start == start and token.ids), None)
    if at is None:
        return None
    kinds = {desk.dossier.names[i].kind for i in ids}
    found: list[Rival] = []
    joined = at > 1 and own[at - 1].word in ("and", "or") and bool(own[at - 2].ids)
    for side in (-1, 1):
        context = _context(own, at, side)
        if not context or (joined and side > 0):
            continue  # "A and B signed": the passage may have A alone beside the verb
        supported = False
        others: list[Rival] = []
        for passage in passages:
            held = tokens(desk, passage.exact)
            if side > 0 and context[0].word in SPEECH and _speaks(held, ids):
                supported = True  # "Marsh said" for "Marsh told reporters"
            for place in _places(held, context, side):
                beside = held[place]
                if not beside.ids:
                    continue
                behind = held[place + 1] if side < 0 and place + 1 < len(held) else beside
                if behind.ids and desk.dossier.names[beside.ids[0]].kind not in kinds:
                    beside = behind  # "to U.S. President Donald Trump"
                if set(beside.ids) & set(ids) or set(behind.ids) & set(ids):
                    supported = True  # also "in Kazakhstan's Karaganda region" for Karaganda
                elif desk.dossier.names[beside.ids[0]].kind in kinds:
                    speaks = side > 0 and context[0].word in SPEECH
                    shown = _shown(passage.exact, held, place, side, len(context))
                    name = desk.printed(beside.ids[0])
                    others.append(Rival(name, shown, passage, speaks))
        if supported:
            return None
        found += others[:1]
    return found[0] if found else None


def _speaks(held: list[Token], ids: tuple[str, ...]) -> bool:
    """Whether a name has a verb of saying of its own in a passage, whichever it is."""
    for at, token in enumerate(held):
        if set(token.ids) & set(ids):
            after = held[at + 1].word if at + 1 < len(held) else ""
            before = held[at - 1].word if at else ""
            if after in SPEECH or before in SPEECH:
                return True
    return False


def _context(own: list[Token], at: int, side: int) -> list[Token]:
    """The word beside a name, and the words that link the two; at most three."""
    found: list[Token] = []
    place = at + side
    while 0 <= place < len(own) and len(found) < 3:
        token = own[place]
        if token.word in _ENDS or token.word in _MUTUAL:
            return []
        found.append(token)
        if token.word not in _LINKS:
            break
        if side < 0 and token.word in _CLAUSES:
            return []  # "noted that X ..." says nothing of X's own place
        if side > 0 and token.word not in ("and", "or"):
            return []  # "X to the feast": what follows belongs to the verb as likely as to X
        place += side
    if not found or found[-1].word in _LINKS:
        return []
    return found if side > 0 else found[::-1]


def _places(held: list[Token], context: list[Token], side: int) -> list[int]:
    """Where a name would stand beside the same words in a passage: indexes of tokens."""
    found = []
    size = len(context)
    for begin in range(len(held) - size + 1):
        if all(_same(held[begin + i], context[i]) for i in range(size)):
            place = begin - 1 if side > 0 else begin + size
            # "X was described" has X as what is described, "X described" as who describes.
            verb = side > 0 and held[begin].word.endswith(("ed", "en"))
            if verb and held[begin].passive != context[0].passive:
                continue
            if 0 <= place < len(held):
                found.append(place)
    return found


def _same(one: Token, other: Token) -> bool:
    if one.ids or other.ids:
        return bool(set(one.ids) & set(other.ids))
    if one.word == other.word:
        return True
    short, long = sorted((one.word, other.word), key=len)
    return len(short) > 4 and (long.startswith(short) or long[:6] == short[:6])


def _shown(text: str, held: list[Token], place: int, side: int, size: int) -> str:
    low, high = (place, place + size) if side > 0 else (place - size, place)
    return text[held[low].start : held[high].end]
