"""What a sentence denies and its passages say, or says and its passages deny.

Only the word that a "not" or "no" reaches is compared, and only where the sentence tells the same
thing with the same words: a paraphrase ("the question is open") has other words and passes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from brief.archive.snapshots import Passage
from brief.evidence.lexicon import FUNCTION_WORDS
from brief.expressions import expression
from brief.record import Record
from brief.text.cues import Cued
from brief.text.sentences import sentence_spans

_TOKEN = expression(r"[^\W_]+(?:['’][^\W_]+)*|[,;:.!?–—]|(?<=\s)-(?=\s)")
_NOT = frozenset("not never cannot neither nor".split())
_NO = frozenset("no none nobody nothing".split())
_ENDS = frozenset(",;:.!?–—-") | frozenset("but although though while whereas because".split())
# What stands between a "not" and the word that it denies.
_SMALL = FUNCTION_WORDS | frozenset(
    """will would shall should can could may might must yet ever also longer fully really actually
    currently formally officially immediately any all more much very been being get got""".split()
)
# "Not only", "not least", "no more than": no denial of the word that follows.
_IDIOM = frozenset(
    "only just least merely more less fewer later sooner earlier doubt matter".split()
)
_VERB = expression(
    r"\b(?:is|are|was|were|be|been|has|have|had|will|would|can|could|may|might|shall|should|must"
    r"|does|do|did|[a-z]{2,}ed)\b"
)
# Words by which a sentence of ours, or a passage, turns what it tells in another way than by "not".
_TURNS = expression(
    r"\b(?:not|no|never|nor|neither|none|nobody|nothing|nowhere|without|cannot|\w+n['’]t|hardly"
    r"|barely|scarcely|rarely|seldom|few|little|refus\w+|den(?:y|ie[sd]|ying|ial)|fail\w*|lack\w*"
    r"|unlikely|unable|impossible|reject\w*|oppos\w*|doubt\w*|against|yet to|stop\w*|halt\w*"
    r"|ban(?:s|ned)?|block\w*|rul\w+ (?:\w+ ){0,2}out|whether|if|unless|until|open|undecided"
    r"|unclear|unknown|pending|delay\w*|postpon\w*|abandon\w*|drop(?:s|ped)?|scrap\w*|cancel\w*"
    r"|withdr[ae]w\w*|avoid\w*|prevent\w*|absen\w+|miss(?:ing|es|ed)|exclud\w+|declin\w+|short of"
    r"|instead|rather|only|except|far from|free of|end(?:s|ed)?|ceas\w+|lost|loses?|veto\w*"
    r"|dismiss\w*|ignor\w*|held|hold|keep|kept|remain\w*|unchanged|un\w{4,})\b",
    re.IGNORECASE,
)
# What makes a passage's word less than a plain assertion, so that "not" may be true beside it.
_AHEAD = expression(
    r"\b(?:expect\w*|forecast\w*|predict\w*|call(?:s|ed|ing)? (?:for|on)|urg\w+|want\w*|demand\w*"
    r"|threat\w*|warn\w*|would|could|may|might|should|plan\w*|intend\w*|intent\w*|hop(?:e|es|ed)"
    r"|consider\w*|propos\w*|but|however|although|though|while|until|before|had been|once|from"
    r"|previous\w*|former\w*|earlier|possib\w+|potential\w*|to)\b",
    re.IGNORECASE,
)
_LIMIT = expression(r"\b(?:before|until|unless|without|except|if|than)\b", re.IGNORECASE)
_DENIAL = Cued(
    "not never cannot neither nor no none nobody nothing t",
    r"\b(?:not|never|cannot|neither|nor|no|none|nobody|nothing)\b|n['’]t\b",
    re.IGNORECASE,
)


class Denial(Record):
    """A word that one side denies: what to show of each, the passage, and where it stands there."""

    ours: str
    theirs: str
    passage: Passage
    start: int
    end: int
    dropped: bool  # the passage denies it; else the sentence of ours does


class _Word(Record):
    """A content word: its stem, its place, and whether a negation reaches it."""

    stem: str
    start: int
    end: int
    denied: str  # the word that denies it, "" where none does
    head: bool  # the first word that the negation reaches


class _Sentence(Record):
    start: int
    text: str
    words: tuple[_Word, ...]


def denials(text: str, passages: Iterable[Passage]) -> Iterator[Denial]:
    """Where a text and the passages that it rests on differ by a negation."""
    held: list[tuple[Passage, _Sentence]] | None = None
    given = tuple(passages)
    if not given or not (_DENIAL.search(text) or any(_denies(p.exact) for p in given)):
        return
    for ours in read(text):
        if held is None:
            held = [(passage, told) for passage in given for told in read(passage.exact)]
        stems = {word.stem for word in ours.words}
        if len(stems) < 2:
            continue
        found = _dropped(ours, stems, held) or _added(ours, stems, held)
        if found is not None:
            yield found


@lru_cache(maxsize=4096)  # one passage may carry thousands of statements
def _denies(words: str) -> bool:
    return _DENIAL.search(words) is not None


def _dropped(
    ours: _Sentence, stems: set[str], held: list[tuple[Passage, _Sentence]]
) -> Denial | None:
    if not any(word.head and word.stem in stems for _, told in held for word in told.words):
        return None
    if _TURNS.search(ours.text) or not _VERB.search(ours.text):
        return None
    for passage, told in held:
        for word in told.words:
            if not word.head or word.stem not in stems or not _alike(stems, told, word.stem):
                continue
            limits = _LIMIT.findall(told.text[word.start :])
            if any(limit.lower() not in ours.text.lower() for limit in limits):
                continue  # "cannot be closed before" may be "can be closed after"
            everywhere = [w for _, s in held for w in s.words if w.stem == word.stem]
            if all(other.denied for other in everywhere):
                own = next(w for w in ours.words if w.stem == word.stem)
                shown = told.text[max(0, _lead(told, word)) : word.end]
                return Denial(
                    ours.text[own.start : own.end],
                    shown,
                    passage,
                    told.start + word.start,
                    told.start + word.end,
                    True,
                )
    return None


def _added(
    ours: _Sentence, stems: set[str], held: list[tuple[Passage, _Sentence]]
) -> Denial | None:
    for word in ours.words:
        if not word.head or word.denied.lower() in _NO:
            continue  # "has no licence" may be "lost its licence"
        telling = [
            (p, s, w) for p, s in held for w in s.words if w.stem == word.stem and not w.denied
        ]
        everywhere = [w for _, s in held for w in s.words if w.stem == word.stem]
        if not telling or len(telling) != len(everywhere):
            continue
        if any(_is_turned(ours, told, other) for _, told, other in telling):
            continue
        passage, told, other = telling[0]
        if _alike(stems, told, word.stem):
            shown = ours.text[max(0, _lead(ours, word)) : word.end]
            return Denial(
                shown,
                told.text[other.start : other.end],
                passage,
                told.start + other.start,
                told.start + other.end,
                False,
            )
    return None


def _is_turned(ours: _Sentence, told: _Sentence, word: _Word) -> bool:
    """Whether a word stands in a passage as something that may not be so: "expected it to raise",
    unless the sentence of ours has that as well."""
    around = told.text[max(0, word.start - 60) : word.end + 40]
    ahead = _AHEAD.findall(told.text[max(0, word.start - 45) : word.start])
    return bool(_TURNS.search(around)) or any(cue not in ours.text for cue in ahead)


def _lead(told: _Sentence, word: _Word) -> int:
    """Where the negation that reaches a word stands."""
    return told.text.lower().rfind(word.denied.lower(), 0, word.start)


def _alike(stems: set[str], told: _Sentence, head: str) -> bool:
    """Whether both sentences tell the same thing: most of the words of ours are there."""
    theirs = {word.stem for word in told.words}
    shared = (stems & theirs) - {head}
    return len(shared) >= 1 and (len(shared) + 1) * 5 >= len(stems) * 3


@lru_cache(maxsize=4096)
def read(text: str) -> tuple[_Sentence, ...]:
    """The sentences of a text with their content words."""
    return tuple(_Sentence(a, text[a:b], tuple(_words(text[a:b]))) for a, b in sentence_spans(text))


def _words(text: str) -> Iterator[_Word]:
    denied, head, reach = "", False, 0
    tokens = list(_TOKEN.finditer(text))
    for index, match in enumerate(tokens):
        word = match.group().lower().replace("’", "'").removesuffix("'s")
        if word in _ENDS:
            denied, head = "", False
            continue
        if word in _NOT or word in _NO or word.endswith("n't"):
            after = tokens[index + 1].group().lower() if index + 1 < len(tokens) else ""
            if after not in _IDIOM:
                denied, head, reach = match.group(), True, 12 if word in _NO else 8
            continue
        if word in _SMALL or len(word) < 2:
            continue
        reach -= 1
        if denied and reach < 0:
            denied = ""
        yield _Word(stem(word), match.start(), match.end(), denied, bool(denied) and head)
        head = False


_IRREGULAR = """
rise rose risen|fall fell fallen|grow grew grown|take took taken|give gave given|go went gone goes
see saw seen|find found|hold held|keep kept|leave left|lose lost|make made|meet met|pay paid
send sent|sell sold|buy bought|build built|win won|know knew known|begin began begun
speak spoke spoken|write wrote written|break broke broken|choose chose chosen|come came
become became|spend spent|bring brought|withdraw withdrew withdrawn|show shown|hear heard|lead led
lend lent|strike struck|fight fought|seek sought|stand stood|undertake undertook undertaken
say said|tell told|think thought|get got|agree agreed agreement|decide decision|approve approval
""".replace("\n", "|")
IRREGULAR: dict[str, str] = {
    form: row.split()[0] for row in _IRREGULAR.split("|") if row for form in row.split()
}


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """What the forms of an English word have in common: raise, raised, raising; rise, rose."""
    word = IRREGULAR.get(word, word)
    for ending in ("ing", "ied", "ies", "ed", "es", "s", "e"):
        kept = word[: -len(ending)]
        if not word.endswith(ending) or len(kept) < 3 or word.endswith("ss"):
            continue
        if ending in ("ied", "ies"):
            return f"{kept}y"
        doubled = ending in ("ing", "ed") and kept[-1] == kept[-2] and kept[-1] not in "lsfz"
        return kept[:-1] if doubled else kept
    return word
