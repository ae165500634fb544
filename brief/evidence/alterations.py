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
from functools import lru_cache

from brief.evidence.lexicon import (
    COURTESY,
    FUNCTION_WORDS,
    LIMITERS,
    NEGATIONS,
    NOUNS_TOO,
    NUMBER_WORDS,
    PARTICIPLES,
    PRONOUNS,
    SPEECH,
)
from brief.evidence.quotes import ELLIPSIS, Match, Problem, Span, asks, bounded, key, unwrapped
from brief.expressions import expression
from brief.record import Record
from brief.text import Folded, fold

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
        return at + len(following), [] if fine else [_hides(f"“[{added}]” changes a word", span)]
    if not glued or following[:1] in " \n,.;:?!'":
        if body.startswith(following, at):
            span = source.source(max(0, at - 1), at)
            return at + len(following), _adding(text, added, span)
        bare = following.lstrip()
        if body.startswith(" " + bare, at):
            span = source.source(max(0, at - 1), at)
            problems = _adding(text, added, span)
            if following[:1].isalnum():
                problems.append(_hides(f"“[{added}]” changes a word", span))
            return at + 1 + len(bare), problems
    bare = following.lstrip()
    found = body.find(bare, at, at + _REACH + len(bare)) if bare else -1
    if found < 0:
        return None
    hidden = body[at:found].strip()
    span = source.source(at, found)
    return found + len(bare), _replacing(added, hidden, span)


def _hides(message: str, span: Span) -> Problem:
    return ("Q-BRACKET-HIDES", message, span)


_TOKEN = expression(r"[\w]+(?:'\w+)?")


def _adding(text: str, added: str, span: Span) -> list[Problem]:
    tokens = _TOKEN.findall(added)
    for token in tokens:
        if heavy := _heavy(token):
            return [_hides(f"the bracket adds “{token}”, a {heavy}", span)]
        if token.lower().endswith("ly") and token.islower() and len(token) > 4:
            return [_hides(f"the bracket adds “{token}”, a judgement", span)]
        if (
            token.lower() not in FUNCTION_WORDS | COURTESY | _REMARKS
            and token.lower() not in _vocabulary(text)
        ):
            return [_hides(f"the bracket adds “{token}”, which the source does not have", span)]
    return []


_REMARKS = frozenset("laughs applause laughter emphasis added pause crosstalk country".split())


@lru_cache(maxsize=32)
def _vocabulary(text: str) -> frozenset[str]:
    return frozenset(word.lower() for word in _TOKEN.findall(fold(text).text))


def _heavy(token: str) -> str:
    lower = token.lower()
    if lower in NEGATIONS or lower.endswith("n't"):
        return "negation"
    if lower in LIMITERS:
        return "limiter"
    if lower in NUMBER_WORDS or any(char.isdigit() for char in token):
        return "number"
    return ""


def _replacing(added: str, hidden: str, span: Span) -> list[Problem]:
    gone = list(_TOKEN.findall(hidden))
    new = list(_TOKEN.findall(added))
    if _numbers(gone) != _numbers(new):
        return [_hides(f"“[{added}]” replaces a number of “{hidden}”", span)]
    for token in (*gone, *new):
        if heavy := _heavy(token):
            return [_hides(f"“[{added}]” replaces “{hidden}”, with the {heavy} “{token}”", span)]
    if any(mark in hidden for mark in '"\n?!.;'):
        return [_hides(f"“[{added}]” replaces more than a word or two: “{hidden}”", span)]
    if len(gone) == len(new) == 1 and _inflected(gone[0], new[0]):
        return []
    if any(token.lower() not in FUNCTION_WORDS for token in gone):
        return [_hides(f"“[{added}]” replaces “{hidden}”", span)]
    old_words, new_words = {t.lower() for t in gone}, {t.lower() for t in new}
    if new_words <= _ARTICLES and old_words <= _ARTICLES | _POSSESSIVES:
        return []
    if any(old_words | new_words <= kind for kind in _EXCHANGEABLE):
        return []
    if any(t[:1].isupper() for t in new):
        return [_hides(f"“[{added}]” names whom “{hidden}” means, which needs a review", span)]
    means = {token.lower() for token in gone} & _POINTING
    if not means or new[0].lower() not in _DETERMINERS:
        return [_hides(f"“[{added}]” replaces “{hidden}”", span)]
    return []


# Small words that may stand for each other in a bracket; pronouns and prepositions may not.
_ARTICLES = frozenset("a an the this that these those".split())
_POSSESSIVES = frozenset("my our your his her its their".split())
_EXCHANGEABLE = (
    frozenset("is are was were be been being am".split()),
    frozenset("has have had".split()),
    frozenset("do does did".split()),
)
_POINTING = frozenset("it its they them their this that these those he him his she her".split())
_DETERMINERS = frozenset("the a an this that these those its their his her".split())


def _numbers(tokens: list[str]) -> list[str]:
    return [t.lower() for t in tokens if t.lower() in NUMBER_WORDS or any(c.isdigit() for c in t)]


def _inflected(one: str, other: str) -> bool:
    """Whether two words differ only by a regular English ending (sign, signed, signing)."""
    short, long = sorted((one.lower(), other.lower()), key=len)
    if short == long:
        return one != other and one.lower() == other.lower() and False
    stem = short[:-1] if short.endswith(("e", "y")) else short
    return len(stem) > 2 and long.startswith(stem) and long[len(stem) :] in (
        "s", "es", "ed", "d", "ing", "ies", "ied",
    )  # fmt: skip


def _at_edge(text: str, source: Folded, added: str, at: int, after: bool) -> list[Problem]:
    """A bracket where a chunk begins or ends: fine if it only adds there."""
    span = source.source(max(0, at - 1), at) if after else source.source(at, at + 1)
    if problems := _adding(text, added, span):
        return problems
    body = source.text
    near = body[at : at + 2].strip() if after else body[max(0, at - 2) : at].strip()
    edge = near[:1] if after else near[-1:]
    pronoun = not after and added.lower() in PRONOUNS  # [They] for We
    if not edge.isalnum() and (after or edge not in (",", "-")) and not pronoun:
        return []  # a sentence or a quotation ends here, so the bracket only adds
    if all(token.lower() in _ARTICLES for token in _TOKEN.findall(added)):
        return []
    return [_hides(f"“[{added}]” stands where the source has other words", span)]


_OPENING = expression(r"(?<![\w.,!?])'(?=\w)")
_KAZAKH_NEGATIVE = expression(
    r"\b\w{2,}(?:май|мей|бай|бей|пай|пей)(?:мын|мін|ды|ді|мыз|міз|сың|сің|тын|тін)?\b"
)


def gap(text: str, start: int, end: int) -> list[Problem]:
    """What an ellipsis hides between two stretches of the source, `start:end` left out."""
    if start >= end:
        return []
    span = (start, end)
    hidden = fold(text[start:end]).text
    before = fold(text[max(0, start - 1200) : start]).text.rpartition("\n\n")[2]
    if "\n\n" in hidden:
        runs_on = '"' in hidden and hidden.count('"') == hidden.count('\n\n"') == hidden.count(
            "\n\n"
        )
        if not runs_on or before.count('"') % 2 == 0:
            return [("Q-STITCH", "the ellipsis joins two paragraphs", span)]
        hidden = hidden.replace('\n\n"', " ")
    marks = [index for index, char in enumerate(hidden) if char == '"']
    if not marks and _OPENING.search(hidden):
        single = re.sub(r"(?<=\w)'(?=\w)|(?<=s)'(?= )", "\u2019", hidden)
        if "'" in single and single.count("'") == 2:
            marks = [index for index, char in enumerate(single) if char == "'"]
    if marks:
        nested = len(marks) == 2 and before.count('"') % 2 == 0 and hidden[marks[0]] == '"'
        if len(marks) != 2 or nested:
            return [("Q-STITCH", "the ellipsis passes over another quotation", span)]
        tag = hidden[marks[0] + 1 : marks[1]]
        if _fragment(before) or not speech_tag(tag):
            return [("Q-STITCH", f"two quotations are joined over “{tag.strip()[:60]}”", span)]
        hidden = hidden[: marks[0]] + " " + hidden[marks[1] + 1 :]
    return _hidden_words(hidden, span)


def _fragment(before: str) -> bool:
    """Whether the quotation that `before` ends in began inside a sentence of the narrator's."""
    opening = before.rfind('"')
    lead = before[:opening].rstrip() if opening >= 0 else ""
    if not lead or not lead[-1].isalnum():
        return False
    return lead.rpartition(" ")[2].lower() not in SPEECH - NOUNS_TOO


def _hidden_words(hidden: str, span: Span) -> list[Problem]:
    for token in _TOKEN.findall(hidden):
        if token in ("May", "Will"):
            continue
        if heavy := _heavy(token):
            return [("Q-ELLIPSIS-HIDES", f"the ellipsis hides “{token}”, a {heavy}", span)]
    if match := _KAZAKH_NEGATIVE.search(hidden):
        return [("Q-ELLIPSIS-HIDES", f"the ellipsis hides “{match.group()}”, a negation", span)]
    if _OPENING.search(hidden):
        return [("Q-ELLIPSIS-HIDES", "the ellipsis hides a quotation mark", span)]
    return []


_PRONOUN_CUE = expression(r"^(?:he|she|they|it|we|he also|she also)\b", re.IGNORECASE)


def speech_tag(tag: str) -> bool:
    """Whether the words between two quotations only say who speaks ("he told Reuters.")."""
    tag = tag.strip(" ,")
    tokens = [token.lower() for token in _TOKEN.findall(tag)]
    if not tokens or len(tokens) > 32:
        return False
    cues = [token for token in tokens if token in SPEECH]
    if not cues and "according" not in tokens:
        return False
    parts = [part for part in re.split(r"(?<=[a-z)\d])[.!?:]\s+(?=[A-Z])", tag) if part.strip()]
    if len(parts) > 2:
        return False
    if len(parts) == 2:
        return bool(_PRONOUN_CUE.match(parts[1])) and len(_TOKEN.findall(parts[1])) < 8
    if len(cues) == 1 or "according" in tokens:
        return True
    # "said X, who called for ..." is one tag; "said X, and Y replied" is two.
    return (
        not re.search(r"\b(?:and|while|but|as|whereas)\b (?:\w+ )?[A-Z]", tag)
        and len(cues) < 4
        and all(cue not in PARTICIPLES for cue in cues)
    )


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
