"""Subjects: of a verb, of a sentence, and of verbs that share one.

A possessive or an object is never a subject: in "X praised Y's ..." the subject is X.
"""

from __future__ import annotations

from brief.evidence.cues import is_cue
from brief.evidence.lexicon import PRONOUNS
from brief.evidence.phrases import NOBODY, Mention, left_phrase, right_phrase, subject_after
from brief.evidence.tokens import (
    ADVERBS,
    DAYS,
    PARTICLES,
    TIME_LINKS,
    TIMES,
    Token,
    capital,
    possessive,
)
from brief.expressions import expression


def left_subject(words: list[Token], cue: int, depth: int = 0) -> Mention:
    """The subject of the finite verb at `cue`, looked for to its left."""
    at = _before_adverbs(words, cue - 1)
    while at >= 0 and words[at].text == ")":
        while at >= 0 and words[at].text != "(":
            at -= 1
        at -= 1
    if at < 0:
        return NOBODY
    word = words[at].text
    lower = word.lower()
    if lower in ("and", "but", "then", "or", "&"):
        return shared_subject(words, at, depth)
    if word in (",", "-", ";"):
        return _before_comma(words, at, depth)
    if lower in ("who", "that", "which") and at > 0:
        before = at - 1
        if words[before].text == ",":
            before -= 1
        return left_phrase(words, before) if before >= 0 else NOBODY
    return left_phrase(words, at)


def _before_adverbs(words: list[Token], at: int) -> int:
    """Where the phrase before a verb ends, its adverbs and times ("later on Monday") left out."""
    while at >= 0:
        lower = words[at].text.lower()
        time = at + 1 < len(words) and words[at + 1].text.lower() in TIMES
        if (
            lower in ADVERBS
            or (lower.endswith("ly") and words[at].text.islower())
            or (time and (lower in TIME_LINKS or lower.isdigit()))
            or (lower in TIMES and at and words[at - 1].text.lower() in TIME_LINKS)
        ):
            at -= 1
        else:
            break
    return at


def shared_subject(words: list[Token], at: int, depth: int) -> Mention:
    """The subject of a coordinated verb: that of the verb before it, or the sentence's first."""
    if depth < 6:
        for index in range(at - 1, max(-1, at - 60), -1):
            if is_cue(words, index) == "finite":
                if words[at - 1].text == "," and antecedent_of_who(words, index):
                    continue  # ... an architect who said he was unpaid, saying
                found = left_subject(words, index, depth + 1)
                if found.kind == "none":  # "...," said Holm at the time, adding that
                    found = subject_after(words, index + 1)
                if found.kind == "noun" and words[at - 1].text == ",":
                    main = main_subject(words[:at])
                    return main if main.kind in ("name", "pronoun") else found
                if found.kind != "none":
                    return found
                break
    return main_subject(words[:at])


def _before_comma(words: list[Token], at: int, depth: int) -> Mention:
    """The subject before an apposition or an inserted phrase: "Rumer, director of ..., told"."""
    level = words[:at]
    # A bare list of clauses: "..., X said" is the caller's business; here something was inserted.
    opening = comma_before(words, at)
    noun = opening > 0 and left_phrase(words, opening - 1).kind == "noun"
    if 0 < at - opening - 1 < 6 and noun:
        inner = words[opening + 1 : at]  # his chief of staff, Nora Beck, called
        if all(
            capital(word) or word.text.lower() in PARTICLES for word in inner
        ) and not possessive(inner[-1].text):
            return Mention("name", tuple(word.text for word in inner), inner[0].start)
    while opening > 0 and (
        _AFFILIATION.fullmatch(words[opening - 1].text) or words[opening - 1].text.isdigit()
    ):
        opening = comma_before(words, opening - 1)  # Sen. Robert Hale, R-Ohio, a member of
    if opening > 0:
        before = words[opening - 1]
        if capital(before) and not possessive(before.text) and before.text.lower() not in DAYS:
            inner = words[opening + 1 : at]
            if inner and not any(is_cue(inner, i) == "finite" for i in range(len(inner))):
                return left_phrase(words, opening - 1)
        if before.text.lower() in PRONOUNS:
            return Mention("pronoun", (before.text.lower(),), before.start)
    return main_subject(level)


_AFFILIATION = expression(r"[RDI]-\w+(?:\.\w+)*\.?|Jr\.?|Sr\.?|MP|PhD")


def comma_before(words: list[Token], at: int) -> int:
    return next((i for i in range(at - 1, -1, -1) if words[i].text in (",", "-")), -1)


_INTRO = (
    frozenset(
        """in on of at by for from with during following after before while when as since if
    although though despite amid asked speaking addressing commenting responding talking writing
    meeting earlier
    later meanwhile however separately also moreover additionally today yesterday according under
    about among against through without besides instead still then finally visiting opening
    here there besides referring standing turning recalling noting citing welcoming""".split()
    )
    | DAYS
)


def main_subject(words: list[Token]) -> Mention:
    """The first noun phrase of a sentence that can be its subject, after any opening."""
    at = 0
    while at < len(words) and not words[at].text[0].isalnum():
        at += 1
    hops = 0
    while (
        at < len(words)
        and hops < 5
        and (
            words[at].text.lower() in _INTRO
            or (words[at].text.lower().endswith("ing") and words[at].text[:1].isupper())
        )
    ):
        comma = next((i for i in range(at, len(words)) if words[i].text == ","), None)
        if comma is None:
            if words[at].text.lower() in (
                "later",
                "then",
                "still",
                "also",
                "earlier",
                "meanwhile",
                "today",
            ):
                at += 1
                hops += 1
                continue
            return NOBODY
        at = comma + 1
        hops += 1
    while at < len(words) and words[at].text.lower() in ("but", "and", "yet", "so", "both", "even"):
        at += 1
    if hops:  # "Of the new leader, Sabine Orth, he is less forgiving": she belongs to the opening
        end = at
        while end < len(words) and capital(words[end]):
            end += 1
        if at < end < len(words) - 1 and words[end].text == ",":
            after = words[end + 1]
            if after.text.lower() in PRONOUNS or capital(after):
                at = end + 1
            elif after.text.lower() in _INTRO and (
                comma := next((i for i in range(end + 1, len(words)) if words[i].text == ","), None)
            ):  # in Ames, Iowa, on Sunday, she
                at = comma + 1
    found = right_phrase(words, at, subject=True)
    if found.kind == "noun":  # The friend was Claude Mercier, who ...
        verb = next((i for i in range(at, len(words)) if words[i].text in ("was", "is")), None)
        if (
            verb is not None
            and verb - at < 7
            and verb + 1 < len(words)
            and capital(words[verb + 1])
        ):
            named = right_phrase(words, verb + 1)
            return named if named.kind == "name" and len(named.words) > 1 else found
    return found


def coordinated(words: list[Token]) -> list[Mention]:
    """The subjects named after ", but" and its like: "The crowd left, but Berg was not done"."""
    found: list[Mention] = []
    for index in range(1, len(words) - 2):
        if words[index - 1].text == "," and words[index].text in ("but", "and", "while"):
            mention = right_phrase(words, index + 1)
            if mention.kind == "name":
                found.append(mention)
    return found


def antecedent_of_who(words: list[Token], cue: int) -> str:
    """The word that "who" stands for, where the verb at `cue` is that of a relative clause."""
    at = _before_adverbs(words, cue - 1)
    if at < 1 or words[at].text.lower() not in ("who", "that", "which"):
        return ""
    return words[at - 1].text.lower()
