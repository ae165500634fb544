"""What an ellipsis or a bracket hides of a quotation, or adds to it (see `alterations`)."""

from __future__ import annotations

import re
from functools import lru_cache

from brief.evidence.lexicon import (
    COURTESY,
    FUNCTION_WORDS,
    LIMITERS,
    NEGATIONS,
    NOUNS_TOO,
    NUMBER_WORDS,
    PARTICIPLES,
    SPEECH,
)
from brief.evidence.quotes import Problem, Span
from brief.expressions import expression
from brief.text.folding import fold


def hides(message: str, span: Span) -> Problem:
    """The problem of a bracket."""
    return ("Q-BRACKET-HIDES", message, span)


TOKEN = expression(r"[\w]+(?:'\w+)?")


def adding(text: str, added: str, span: Span) -> list[Problem]:
    """What is wrong with words in a bracket that replace none of the source's."""
    tokens = TOKEN.findall(added)
    for token in tokens:
        if heavy := _heavy(token):
            return [hides(f"the bracket adds “{token}”, a {heavy}", span)]
        if token.lower().endswith("ly") and token.islower() and len(token) > 4:
            return [hides(f"the bracket adds “{token}”, a judgement", span)]
        if (
            token.lower() not in FUNCTION_WORDS | COURTESY | _REMARKS
            and token.lower() not in _vocabulary(text)
        ):
            return [hides(f"the bracket adds “{token}”, which the source does not have", span)]
    return []


_REMARKS = frozenset("laughs applause laughter emphasis added pause crosstalk country".split())


@lru_cache(maxsize=32)
def _vocabulary(text: str) -> frozenset[str]:
    return frozenset(word.lower() for word in TOKEN.findall(fold(text).text))


def _heavy(token: str) -> str:
    lower = token.lower()
    if lower in NEGATIONS or lower.endswith("n't"):
        return "negation"
    if lower in LIMITERS:
        return "limiter"
    if lower in NUMBER_WORDS or any(char.isdigit() for char in token):
        return "number"
    return ""


def replacing(added: str, hidden: str, span: Span) -> list[Problem]:
    """What is wrong with words in a bracket that stand for others."""
    gone = list(TOKEN.findall(hidden))
    new = list(TOKEN.findall(added))
    if _numbers(gone) != _numbers(new):
        return [hides(f"“[{added}]” replaces a number of “{hidden}”", span)]
    for token in (*gone, *new):
        if heavy := _heavy(token):
            return [hides(f"“[{added}]” replaces “{hidden}”, with the {heavy} “{token}”", span)]
    if any(mark in hidden for mark in '"\n?!.;'):
        return [hides(f"“[{added}]” replaces more than a word or two: “{hidden}”", span)]
    if len(gone) == len(new) == 1 and _inflected(gone[0], new[0]):
        return []
    if any(token.lower() not in FUNCTION_WORDS for token in gone):
        return [hides(f"“[{added}]” replaces “{hidden}”", span)]
    old_words, new_words = {t.lower() for t in gone}, {t.lower() for t in new}
    if new_words <= ARTICLES and old_words <= ARTICLES | _POSSESSIVES:
        return []
    if any(old_words | new_words <= kind for kind in _EXCHANGEABLE):
        return []
    if any(t[:1].isupper() for t in new):
        return [hides(f"“[{added}]” names whom “{hidden}” means, which needs a review", span)]
    means = {token.lower() for token in gone} & _POINTING
    if not means or new[0].lower() not in _DETERMINERS:
        return [hides(f"“[{added}]” replaces “{hidden}”", span)]
    return []


# Small words that may stand for each other in a bracket; pronouns and prepositions may not.
ARTICLES = frozenset("a an the this that these those".split())
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


# What makes a statement the speaker's own view of it.
_OWN_VIEW = expression(
    r"\b(?:in my (?:own |personal |humble |honest )?(?:view|opinion|judge?ment|estimation|mind)"
    r"|to my mind|as I see it|(?:as|so) far as I (?:know|can (?:see|tell))|it seems(?: to me)?"
    r"|I (?:think|believe|suppose|guess|suspect|assume|hope)"
    r"|на мой взгляд|по моему мнению|по-моему|мне кажется|я (?:думаю|считаю|полагаю)"
    r"|менің ойымша|меніңше)\b",
    re.IGNORECASE,
)
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
    for token in TOKEN.findall(hidden):
        if token in ("May", "Will"):
            continue
        if heavy := _heavy(token):
            return [("Q-ELLIPSIS-HIDES", f"the ellipsis hides “{token}”, a {heavy}", span)]
    if match := _OWN_VIEW.search(hidden):
        return [("Q-ELLIPSIS-HIDES", f"the ellipsis hides “{match.group()}”, a reservation", span)]
    if match := _KAZAKH_NEGATIVE.search(hidden):
        return [("Q-ELLIPSIS-HIDES", f"the ellipsis hides “{match.group()}”, a negation", span)]
    if _OPENING.search(hidden):
        return [("Q-ELLIPSIS-HIDES", "the ellipsis hides a quotation mark", span)]
    return []


_PRONOUN_CUE = expression(r"^(?:he|she|they|it|we|he also|she also)\b", re.IGNORECASE)


def speech_tag(tag: str) -> bool:
    """Whether the words between two quotations only say who speaks ("he told Reuters.")."""
    tag = tag.strip(" ,")
    tokens = [token.lower() for token in TOKEN.findall(tag)]
    if not tokens or len(tokens) > 32:
        return False
    cues = [token for token in tokens if token in SPEECH]
    if not cues and "according" not in tokens:
        return False
    parts = [part for part in re.split(r"(?<=[a-z)\d])[.!?:]\s+(?=[A-Z])", tag) if part.strip()]
    if len(parts) > 2:
        return False
    if len(parts) == 2:
        return bool(_PRONOUN_CUE.match(parts[1])) and len(TOKEN.findall(parts[1])) < 8
    if len(cues) == 1 or "according" in tokens:
        return True
    # "said X, who called for ..." is one tag; "said X, and Y replied" is two.
    return (
        not re.search(r"\b(?:and|while|but|as|whereas)\b (?:\w+ )?[A-Z]", tag)
        and len(cues) < 4
        and all(cue not in PARTICIPLES for cue in cues)
    )
