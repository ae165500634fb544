"""Clauses of attribution: whose words a sentence introduces, or a tag closes.

Works on the tokens of one sentence in which quotations have been blanked out.
"""

from __future__ import annotations

from brief.evidence.cues import is_cue
from brief.evidence.lexicon import PARTICIPLES
from brief.evidence.phrases import (
    NOBODY,
    Mention,
    left_phrase,
    phrase_ending,
    right_phrase,
    subject_after,
)
from brief.evidence.subjects import (
    antecedent_of_who,
    comma_before,
    left_subject,
    main_subject,
    shared_subject,
)
from brief.evidence.tokens import DETERMINERS, PREPOSITIONS, Token, capital, possessive, pronoun_in


def citing(words: list[Token]) -> Mention:
    """The person in "quoting X as saying", "cited X as saying", "X was quoted as saying"."""
    for index in range(len(words) - 1, 0, -1):
        lower = words[index].text.lower()
        if (
            lower not in ("saying", "telling", "adding", "warning", "noting")
            or words[index - 1].text.lower() != "as"
        ):
            continue
        for begin in range(index - 2, max(-1, index - 22), -1):
            verb = words[begin].text.lower()
            if verb in ("quoting", "citing", "quotes", "cites"):
                return right_phrase(words, begin + 1)
            if verb in ("quoted", "cited"):
                before = words[begin - 1].text.lower() if begin else ""
                if before in ("was", "were", "is", "been", "also", "being"):
                    return left_subject(words, begin)
                if begin + 1 < len(words) and words[begin + 1].text.lower() == "by":
                    return left_subject(words, begin)
                return right_phrase(words, begin + 1)
        return NOBODY
    return NOBODY


def subject_before(words: list[Token]) -> Mention:
    """Whose words follow, judging by the sentence up to a quotation: the last clause with a cue."""
    words = _outside_brackets(words)
    if not words:
        return NOBODY
    last = next((i for i in range(len(words) - 1, -1, -1) if is_cue(words, i)), None)
    while last and antecedent_of_who(words, last) in _ANYONE:  # anybody who complains
        last = next((i for i in range(last - 1, -1, -1) if is_cue(words, i)), None)
    source = _according(words)
    if last is None:
        colon = words[-1].text == ":"
        if colon and len(words) > 2 and words[-2].text.lower() in _MESSAGES:
            return main_subject(words[:-1])
        if source.kind != "none":
            return source
        if colon and len(words) < 26:
            comma = comma_before(words, len(words) - 1)
            for word in words[comma + 1 :]:
                if word.text.lower() in ("he", "she"):
                    return Mention("pronoun", (word.text.lower(),), word.start)
        return main_subject(words[:-1]) if colon and len(words) < 14 else _in_words_of(words)
    if source.kind != "none" and source.start > words[last].start:
        return source
    quoted = citing(words[: last + 1])
    if quoted.kind != "none":
        return quoted
    after = words[last + 1].text.lower() if last + 1 < len(words) else ""
    if after == "by":
        return right_phrase(words, last + 2)
    if words[last].text.lower() in _CITING and words[-1].text == ":":
        cited = right_phrase(words, last + 1)  # Tass quoted Berg: "..."
        if cited.kind == "name":
            return cited
    if is_cue(words, last) == "participle":
        before = words[last - 1].text.lower() if last else ""
        if last > 2 and (reduced := _reduced(words, last)).kind == "name":
            return reduced
        if before == "to" and last > 2 and words[last - 2].text.endswith("ed"):
            led = left_subject(words, last - 2)  # Berg was prompted to say
            if led.kind in ("name", "pronoun"):
                return led
        if before in ("was", "is", "were", "been", "are"):
            return left_subject(words, last)
        return shared_subject(words, last, 0)
    found = left_subject(words, last)
    if found.kind == "none" and last + 1 < len(words):
        inverted = right_phrase(words, last + 1)
        if inverted.kind in ("name", "pronoun"):
            return inverted
    if found.kind == "none" and source.kind != "none":
        return source
    return found


_MESSAGES = frozenset(
    "statement tweet tweets message messages post remarks reply response letter note words".split()
)

_ANYONE = frozenset("anybody anyone everybody everyone somebody someone those people".split())

_SHOWING = frozenset("of with shows showed showing features featuring hears heard for".split())


def _outside_brackets(words: list[Token]) -> list[Token]:
    """The words that stand in no brackets, where brackets are closed."""
    if not any(word.text == ")" for word in words):
        return words
    kept: list[Token] = []
    opened: list[int] = []
    for word in words:
        if word.text == ")" and opened:
            del kept[opened.pop() :]
            continue
        if word.text == "(":
            opened.append(len(kept))
        kept.append(word)
    return kept


def _reduced(words: list[Token], cue: int) -> Mention:
    """The person of "footage of X asking" or "for X to tweet that"."""
    at = cue - 2 if words[cue - 1].text == "to" else cue - 1
    if not capital(words[at]) or possessive(words[at].text):
        return NOBODY
    found = phrase_ending(words, at)
    begin = next((i for i in range(at, -1, -1) if words[i].start <= found.start), 0)
    before = words[begin - 1].text.lower() if begin else ""
    return found if before in _SHOWING else NOBODY


_CITING = frozenset("quoted quotes quoting cited cites citing цитирует".split())

# "According to", after "по".
BY_WORDS = frozenset("словам мнению данным информации оценке оценкам сведениям".split())


def _according(words: list[Token]) -> Mention:
    for index, word in enumerate(words[:-1]):
        lower = word.text.lower()
        following = words[index + 1].text.lower()
        if lower == "according" and following == "to":
            return right_phrase(words, index + 2)
        if lower == "по" and following in BY_WORDS:
            return right_phrase(words, index + 2)
        if following in ("айтуынша", "пікірінше", "мәліметінше"):
            return left_phrase(words, index)
        if lower == "как" and is_cue(words, index + 1):
            return right_phrase(words, index + 2)
    return NOBODY


def _in_words_of(words: list[Token]) -> Mention:
    """ "In Trump's words", "in the words of Trump", "for Trump"."""
    for index, word in enumerate(words):
        if word.text.lower() != "words":
            continue
        if index and possessive(words[index - 1].text):
            return Mention(
                "name",
                (words[index - 1].text.removesuffix("'s").rstrip("'"),),
                words[index - 1].start,
            )
        if index + 1 < len(words) and words[index + 1].text.lower() == "of":
            return right_phrase(words, index + 2)
    return NOBODY


def tag_after(words: list[Token]) -> Mention:
    """Who speaks, judging by what directly follows a quotation: "X said", "said X"."""
    at = 0
    while at < len(words) and words[at].text in (",", "-", "\u2014"):
        at += 1
    if at >= len(words):
        return NOBODY
    if at and words[at - 1].text == "-" and len((signed := signature(words[at:])).words) > 1:
        return signed
    if words[at].text.lower() in ("according",) and at + 1 < len(words):
        return right_phrase(words, at + 2)
    if words[at].text.lower() in ("as", "как") and at + 1 < len(words):
        at += 1
    if is_cue(words, at) and words[at].text.lower() not in PARTICIPLES:
        return subject_after(words, at + 1)
    cue = next(
        (i for i in range(at, min(len(words), at + 48)) if is_cue(words, i) == "finite"), None
    )
    if cue is None or _ended(words, at, cue):
        return NOBODY
    first = words[at]
    if words[cue - 1].text == "," and cue > at and first.text.islower() and not pronoun_in(first):
        inverted = subject_after(words, cue + 1)  # "...," like the rest of it, said Holm
        if inverted.kind == "name" and first.text not in DETERMINERS:
            return inverted
    if first.text.lower() in PREPOSITIONS or first.text.lower() in ("to", "which", "who", "whom"):
        return _after_comma(words, at, cue)
    direct = left_subject(words[at:], cue - at)
    if first.text.lower() in ("was", "is") and words[at + 1].text.lower() in ("how", "what"):
        return direct  # "Thin" was how Holm described it
    if direct.kind in ("name", "pronoun", "noun") and direct.start == first.start:
        return direct
    if direct.kind == "name" and words[at].text.lower() in ("the", "a", "an", "former", "then"):
        return direct
    lead = right_phrase(words, at, subject=True)
    if direct.kind == "name" and direct.start == lead.start:
        return direct
    if lead.kind != "none" and (direct.kind == "none" or direct.start >= lead.start):
        inserted = any(words[i].text in (",", "(", "-") for i in range(at, cue))
        if direct.kind == "name" and (not inserted or lead.kind == "noun"):
            return direct  # another brother, Stuart Berg, recalled
        if inserted and lead.kind != "none" and capital(first):
            return (
                lead
                if direct.kind != "name"
                or direct.start == lead.start
                or _inside(words, at, cue, direct)
                else direct
            )
        if direct.kind != "none" and not inserted:
            return direct
    return _after_comma(words, at, cue)


def signature(words: list[Token]) -> Mention:
    """A name alone after a dash, as under a letter: "..." - Pamela Reyes."""
    end = next((i for i, word in enumerate(words) if not capital(word)), len(words))
    tail = [word.text for word in words[end:]]
    if not 0 < end < 5 or possessive(words[end - 1].text) or (tail and tail != ["."]):
        return NOBODY
    return Mention("name", tuple(word.text for word in words[:end]), words[0].start)


def _ended(words: list[Token], at: int, cue: int) -> bool:
    """Whether a sentence ends before the cue; a stop in brackets (D-Mass.) ends none."""
    depth = 0
    for index in range(at, cue):
        shown = words[index].text
        depth += (shown == "(") - (shown == ")")
        if depth == 0 and shown in (".", ";", "!", "?") and words[index + 1].text != ",":
            return True
    return False


def _inside(words: list[Token], at: int, cue: int, mention: Mention) -> bool:
    """Whether the mention lies inside an apposition that a comma closes before the cue."""
    return words[cue - 1].text in (",", ")", "-")


def _after_comma(words: list[Token], at: int, cue: int) -> Mention:
    """The rest of a sentence after a fragment: "... the region, Trump said"."""
    comma = next((i for i in range(cue - 1, at - 1, -1) if words[i].text == ","), None)
    if comma is None:
        return NOBODY
    between = words[comma + 1 : cue]
    if between and len(between) < 12:
        found = left_subject(words[comma + 1 :], cue - comma - 1)
        if found.kind != "none":
            return found
    if not between and cue + 1 < len(words):
        return right_phrase(words, cue + 1)
    return NOBODY


def reported(words: list[Token]) -> Mention:
    """Who is said to say a sentence without quotation marks: "..., said Ijaz, an economist"."""
    last = next((i for i in range(len(words) - 1, -1, -1) if is_cue(words, i) == "finite"), None)
    if last is None:
        return NOBODY
    if last and words[last - 1].text in (",", "-"):
        found = right_phrase(words, last + 1)
        if found.kind == "name":
            return found
    return left_subject(words, last)
