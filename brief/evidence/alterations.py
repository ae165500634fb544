"""Quotations altered in the open (rung L2): ellipses, brackets, [sic], joins around a speech tag.

Judgement calls, each conservative:
* An ellipsis stays within one quotation and paragraph, runs forward, and hides no negation,
  limiter, number or quotation mark; it may pass over one speech tag ("...," X said. "...").
* [T]he is accepted for "the" where the printed words begin, [t]he for "The" only where the
  source begins a sentence or quotation, so that a Polish cannot become a [p]olish.
* A bracket that only adds words may add no negation, limiter or number, and no word that stands
  nowhere in the source.  A bracket that replaces may replace function words and change a
  verb's or noun's ending; anything heavier hides what was said.  A name for a pronoun needs a
  review (L3), so it is refused here.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left

from brief.evidence.hiding import ARTICLES, TOKEN, adding, gap, hides, replacing
from brief.evidence.lexicon import (
    PRONOUNS,
)
from brief.evidence.quotes import ELLIPSIS, Match, Problem, asks, bounded, key, unwrapped
from brief.expressions import expression
from brief.record import Record
from brief.text.folding import Folded, fold

_ELEMENT = expression(
    r"['\u2019\"]?\s?(?:\[\s?\u2026\s?\]|\(\s?\u2026\s?\)|<\s?\u2026\s?>|\u2026)\s?['\"]?"
    r"|[ \n]?[\[(]sic[!.]?[\])]"
    r"|\[([^\[\]\n]{1,160})\]",
    re.IGNORECASE,
)
_ENDINGS = frozenset(("s", "es", "ed", "d", "ing", "'s", "ies"))
_EDGE = " \n'.,"
_REACH = 90  # characters a bracket may stand for
_TRIES = 64


class _Item(Record):
    kind: str  # text, letter, insert
    text: str


class _Place(Record):
    start: int  # in the key of the source
    end: int
    problems: tuple[Problem, ...]


def has_alterations(words: str) -> bool:
    """Whether the printed words carry an ellipsis, a bracket or [sic]."""
    return ELLIPSIS in (folded := fold(words).text) or "[" in folded or "(sic" in folded.lower()


def altered(text: str, printed: str) -> Match | None:
    """Where the printed words, with their visible alterations, stand in `text`; None if nowhere.

    The match's rung is 2, its segments are the verbatim stretches' spans in `text`, and its
    problems say what an alteration hides.
    """
    source = key(text)
    chunks = _chunks(unwrapped(printed), source.text)
    if not chunks:
        return None
    places = [_places(text, source, chunk, index == 0) for index, chunk in enumerate(chunks)]
    if not all(places):
        return None
    chains: list[list[_Place]] = []
    for head in places[0][:_TRIES]:
        chain = [head]
        for group in places[1:]:
            index = bisect_left(group, chain[-1].end, key=lambda place: place.start)
            if index == len(group):
                break
            chain.append(group[index])
        if len(chain) == len(chunks):
            chains.append(chain)
    if not chains:
        return _out_of_order(source, places)
    chains.sort(key=lambda chain: chain[-1].end - chain[0].start)
    best: Match | None = None
    stops = key(unwrapped(printed)).text.rstrip(" \n'")[-1:] in (".", ",")
    for chain in chains[:16]:
        match = _judge(text, source, chain)
        if stops and asks(source.text, chain[-1].end):
            asked = ("Q-UNDECLARED", "the source asks or exclaims where the words end", match.span)
            match = match.replace(problems=(*match.problems, asked))
        if not match.problems:
            return match
        best = best or match
    return best


def _judge(text: str, source: Folded, chain: list[_Place]) -> Match:
    problems: list[Problem] = [problem for place in chain for problem in place.problems]
    for left, right in itertools.pairwise(chain):
        problems += gap(text, source.source(left.start, left.end)[1],
                        source.source(right.start, right.end)[0])  # fmt: skip
    segments = tuple(source.source(place.start, place.end) for place in chain)
    return Match(segments[0][0], segments[-1][1], 2, segments, tuple(problems))


def _out_of_order(source: Folded, places: list[list[_Place]]) -> Match:
    segments = tuple(source.source(group[0].start, group[0].end) for group in places)
    start = min(segment[0] for segment in segments)
    end = max(segment[1] for segment in segments)
    problem = ("Q-STITCH", "the parts do not follow each other in this order", (start, end))
    return Match(start, end, 2, segments, (problem,))


def _chunks(printed: str, source: str) -> list[list[_Item]]:
    """The printed words cut at ellipses; each chunk a list of texts and brackets.

    A bracket that the source itself prints is text.
    """
    shown = key(printed).text
    chunks: list[list[_Item]] = [[]]
    done = 0
    for match in _ELEMENT.finditer(shown):
        if match.group(1) and match.group() in source:
            continue
        literal = shown[done : match.start()]
        done = match.end()
        chunk = chunks[-1]
        if literal:
            chunk.append(_Item("text", literal))
        inner = match.group(1)
        if ELLIPSIS in match.group():
            chunks.append([])
        elif inner is None or inner.lower() == "sic":
            continue
        elif _is_letter(inner, shown, match.start(), done, source):
            chunk.append(_Item("letter", inner))
        else:
            chunk.append(_Item("insert", inner))
    if shown[done:]:
        chunks[-1].append(_Item("text", shown[done:]))
    cleaned = [_trimmed(_merged(chunk)) for chunk in chunks]
    return [chunk for chunk in cleaned if chunk]


def _is_letter(inner: str, shown: str, start: int, end: int, source: str) -> bool:
    """Whether a bracket is one letter of another case: of "[T]he", or a word, "[a] man"."""
    if len(inner) != 1 or not inner.isalpha():
        return False
    if shown[end : end + 1].isalpha():
        return True
    before = shown[max(0, start - 8) : start]
    alone = (start < 8 and not before.strip(_EDGE)) or before.rstrip().endswith(ELLIPSIS)
    return alone and inner.swapcase() + shown[end : end + 12].rstrip(_EDGE) in source


def _merged(chunk: list[_Item]) -> list[_Item]:
    """Neighbouring texts (around a dropped [sic]) made one."""
    merged: list[_Item] = []
    for item in chunk:
        if merged and item.kind == "text" and merged[-1].kind == "text":
            merged[-1] = _Item("text", merged[-1].text + item.text)
        else:
            merged.append(item)
    return merged


def _trimmed(chunk: list[_Item]) -> list[_Item]:
    """Without blanks, marks and stops at the chunk's ends, which the silent rung covers."""
    if chunk and chunk[-1].kind == "text":
        last = chunk[-1].text.rstrip(" \n'.,")
        chunk = [*chunk[:-1], _Item("text", last)] if last else chunk[:-1]
    if chunk and chunk[0].kind == "text":
        first = chunk[0].text.lstrip(" \n'")
        chunk = [_Item("text", first), *chunk[1:]] if first else chunk[1:]
    return chunk


def _places(text: str, source: Folded, chunk: list[_Item], first: bool) -> list[_Place]:
    """Every place in the source's key where the chunk can be laid, in order."""
    lead: list[_Item] = []
    rest = list(chunk)
    while rest and rest[0].kind != "text":
        lead.append(rest.pop(0))
    if not rest:
        return []
    anchor = rest[0].text
    if not lead or lead[-1].kind == "insert":
        anchor = anchor.lstrip() if not lead else anchor.strip()
    if len(rest) > 1 and rest[1].kind == "insert":
        anchor = anchor.rstrip()
    if not anchor.strip():
        return []
    places: list[_Place] = []
    at = source.text.find(anchor)
    while at >= 0:
        place = _lay(text, source, lead, rest, at, at + len(anchor), first)
        if place is not None and bounded(text, *source.source(place.start, place.end)):
            places.append(place)
        at = source.text.find(anchor, at + 1)
    return places


def _lay(
    text: str,
    source: Folded,
    lead: list[_Item],
    rest: list[_Item],
    start: int,
    at: int,
    first: bool,
) -> _Place | None:
    body = source.text
    problems: list[Problem] = []
    for index in range(1, len(rest)):
        item, before = rest[index], rest[index - 1]
        if item.kind == "text":
            if before.kind == "insert":
                laid = _insert(text, source, before.text, item.text, at, rest[index - 2].text)
                if laid is None:
                    return None
                at, found = laid
                problems += found
            elif body.startswith(item.text, at):
                at += len(item.text)
            else:
                return None
        elif item.kind == "letter":
            if before.kind == "insert":
                return None
            if body[at : at + 1].casefold() != item.text.casefold():
                return None
            problems += _case(source, at, item.text, False)
            at += 1
    if rest[-1].kind == "insert":
        problems += _at_edge(text, source, rest[-1].text, at, after=True)
    for item in reversed(lead):
        if item.kind == "letter":
            if start == 0 or body[start - 1].casefold() != item.text.casefold():
                return None
            start -= 1
            problems += _case(source, start, item.text, True)
        else:
            problems += _at_edge(text, source, item.text, start, after=False)
    return _Place(start, at, tuple(problems))


def _case(source: Folded, at: int, letter: str, leads: bool) -> list[Problem]:
    """A bracketed change of case that would alter a word's meaning, not only its position."""
    body = source.text
    if body[at] == letter or (letter.isupper() and leads):
        return []
    before = (
        body[:at].rstrip("' (\"-")[-1:]
        if at < 4
        else body[max(0, at - 4) : at].rstrip("' (\"-")[-1:]
    )
    opened = body[max(0, at - 1) : at] in ("'", "\n", "")
    if letter.islower() and (opened or before in ("", ".", "!", "?", ":", ";", "\n", ELLIPSIS)):
        return []
    span = source.source(at, at + 1)
    word = body[at : at + 12].split(" ")[0]
    return [("Q-BRACKET-HIDES", f"the bracket changes the word “{word}” inside a sentence", span)]


def _insert(
    text: str, source: Folded, added: str, following: str, at: int, before: str
) -> tuple[int, list[Problem]] | None:
    """Lay a bracket between two texts: adding words, or standing for some of the source's."""
    body = source.text
    glued = not before.endswith((" ", "\n", "'", "(", "-"))
    if glued and before[-1:].isalnum() and body.startswith(following, at):  # invest[ed]
        fine = added in _ENDINGS
        span = source.source(max(0, at - 1), at)
        return at + len(following), [] if fine else [hides(f"“[{added}]” changes a word", span)]
    if not glued or following[:1] in " \n,.;:?!'":
        if body.startswith(following, at):
            span = source.source(max(0, at - 1), at)
            return at + len(following), adding(text, added, span)
        bare = following.lstrip()
        if body.startswith(" " + bare, at):
            span = source.source(max(0, at - 1), at)
            problems = adding(text, added, span)
            if following[:1].isalnum():
                problems.append(hides(f"“[{added}]” changes a word", span))
            return at + 1 + len(bare), problems
    bare = following.lstrip()
    found = body.find(bare, at, at + _REACH + len(bare)) if bare else -1
    if found < 0:
        return None
    hidden = body[at:found].strip()
    span = source.source(at, found)
    return found + len(bare), replacing(added, hidden, span)


def _at_edge(text: str, source: Folded, added: str, at: int, after: bool) -> list[Problem]:
    """A bracket where a chunk begins or ends: fine if it only adds there."""
    span = source.source(max(0, at - 1), at) if after else source.source(at, at + 1)
    if problems := adding(text, added, span):
        return problems
    body = source.text
    near = body[at : at + 2].strip() if after else body[max(0, at - 2) : at].strip()
    edge = near[:1] if after else near[-1:]
    pronoun = not after and added.lower() in PRONOUNS  # [They] for We
    if not edge.isalnum() and (after or edge not in (",", "-")) and not pronoun:
        return []  # a sentence or a quotation ends here, so the bracket only adds
    if all(token.lower() in ARTICLES for token in TOKEN.findall(added)):
        return []
    return [hides(f"“[{added}]” stands where the source has other words", span)]


def segments(text: str, parts: list[str]) -> tuple[list[Match], list[Problem]]:
    """The parts of a quotation declared as segments, in forward order, and what is wrong.

    Each part may itself hold brackets.  Between two parts stand at most a speech tag and words
    whose omission hides nothing; the printed text shows the cut.
    """
    from brief.evidence.quotes import find

    matches: list[Match] = []
    problems: list[Problem] = []
    for part in parts:
        found = find(text, part) if not has_alterations(part) else []
        if not found and (other := altered(text, part)) is not None:
            found = [other]
        if not found:
            problems.append(("Q-WORDS", f"these words do not stand in the source: “{part}”", None))
            continue
        floor = matches[-1].end if matches else 0
        after = [match for match in found if match.start >= floor]
        if not after:
            problems.append(
                ("Q-STITCH", f"“{part}” stands before the part it follows", found[0].span)
            )
            continue
        if matches:
            problems += gap(text, floor, after[0].start)
        problems += after[0].problems
        matches.append(after[0])
    return matches, problems
