"""The sentences of a paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from brief.expressions import expression

_ABBREVIATIONS = frozenset(
    """mr mrs ms mx dr prof gen lt col sgt capt cmdr adm maj brig rep reps sen sens gov pres hon
    rev fr st ste jr sr vs etc no nos vol fig al inc ltd co corp bros llc plc dept univ est ave
    blvd rd mt ft approx ca cf ed eds jan feb mar apr jun jul aug sep sept oct nov dec mon tue
    tues wed thu thur thurs fri sat sun messrs supt det insp atty dist ala ariz ark calif colo
    conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa tenn tex
    va vt wash wis wyo i.e e.g p.m a.m u.s u.k u.n e.u d.c
    г гг в вв др пр ул им акад проф тыс млн млрд трлн руб долл коп стр рис см ср т.е т.к т.д т.п т.н
    напр обл р-н пос пер просп тг ж жж б.з.д""".split()
)
# Abbreviations that often end a sentence too: followed by a capital, they may.
_MAY_END = frozenset(
    "etc inc ltd co corp jr sr al est p.m a.m г гг тыс млн млрд трлн руб др т.д т.п ж".split()
)
# Runs of stops, but for most of those within a word; in most texts no ellipsis is a character.
_STOP_RUN = expression(r"[.!?]+(?!\w)")
_ANY_STOP_RUN = expression(r"[.!?\u2026]+(?!\w)")
_CLOSING = frozenset("\"'\u2019\u201d\u00bb)]")
_STARTS = frozenset(
    """the a an he she it they we i you his her their its this that these those in on at as for
    from by with under after before during since while when if but and however meanwhile also
    both earlier later according""".split()
)


def sentences(paragraph: str) -> list[tuple[int, int]]:
    """Half-open spans of the sentences of one paragraph, without the blanks between them.

    A stop after an initial, a known abbreviation ("U.S.", "Nov.", "D.C.", "тыс.") or before a
    small letter ends nothing; closing marks after a stop belong to the sentence.  An initialism
    such as "U.S." ends a sentence only where a common opening word follows.
    """
    spans: list[tuple[int, int]] = []
    start = _skip(paragraph, 0)
    for stop, end in _terminals(paragraph):
        if stop < start:
            continue
        after = _skip(paragraph, end)
        if after < len(paragraph) and not _ends(paragraph, start, stop, paragraph[stop:end], after):
            continue
        spans.append((start, end))
        start = after
    end = len(paragraph.rstrip())
    if start < end:
        spans.append((start, end))
    return spans


def _terminals(paragraph: str) -> Iterator[tuple[int, int]]:
    """Half-open spans of stops with the marks that close behind them, each before a blank."""
    size = len(paragraph)
    for match in (_ANY_STOP_RUN if "\u2026" in paragraph else _STOP_RUN).finditer(paragraph):
        start, end = match.span()
        while end < size and paragraph[end] in _CLOSING:
            end += 1
        if end < size and paragraph[end].isspace():
            yield start, end


@lru_cache(maxsize=1 << 16)
def sentence_spans(paragraph: str) -> tuple[tuple[int, int], ...]:
    """`sentences`, remembered: a paragraph is asked for once for each passage that stands in it."""
    return tuple(sentences(paragraph))


def _skip(text: str, at: int) -> int:
    size = len(text)
    while at < size and text[at].isspace():
        at += 1
    return at


_OPENING = "\"'([\u2018\u201c\u00ab\u201e"


def _ends(text: str, floor: int, stop: int, mark: str, after: int) -> bool:
    head = after
    while head < len(text) and text[head] in _OPENING:
        head += 1
    following = text[head : head + 1]
    if following.islower():
        return False
    if mark[0] in "!?":
        return not (len(mark) > 1 and following.islower())
    if following in "-\u2013\u2014," or (mark[0] == "\u2026" and following.islower()):
        return False
    if mark[0] != "." or len(mark.rstrip("\"'\u2019\u201d\u00bb)]")) > 1 or len(mark) > 1:
        return True
    begin = stop
    while (
        begin > floor
        and stop - begin < 16
        and (text[begin - 1].isalnum() or text[begin - 1] in ".-")
    ):
        begin -= 1
    word = text[begin:stop]
    lower = word.lower()
    if lower[:2] in ("r-", "d-", "i-"):  # a lawmaker's party and state: R-Ky.
        lower = lower[2:]
    if len(word) == 1 and word.isalpha():  # an initial: "J. Smith"; but "Plan B. The"
        return word.islower() is False and _next_word(text, head) in _STARTS and word not in "I"
    if "." in word and all(len(part) <= 2 for part in word.split(".")):  # U.S, D.C, Ph.D
        return _next_word(text, head) in _STARTS
    if lower in _ABBREVIATIONS:
        if following.isdigit():
            return False
        return lower in _MAY_END or _next_word(text, head) in _STARTS - {"a", "i"}
    return True


def _next_word(text: str, at: int) -> str:
    end = at
    while end < len(text) and end - at < 20 and text[end].isalpha():
        end += 1
    return text[at:end].lower()
