"""Verbs of speech in a sentence: which words say that somebody speaks, and in what form."""

from __future__ import annotations

from brief.evidence.lexicon import NOUNS_TOO, PARTICIPLES, SPEECH
from brief.evidence.tokens import Token, capital, possessive

_INFINITIVES = frozenset(
    """call describe say tell add declare announce denounce condemn praise characterize brand
    label hail dismiss portray tweet""".split()
)

_BASE_FORMS = _INFINITIVES | frozenset(
    """admit concede acknowledge insist argue warn claim deny confirm promise suggest stress note
    mention ask explain write rule""".split()
)

_AUXILIARIES = frozenset("did does do would will could might may must can should not only".split())


def is_cue(words: list[Token], index: int) -> str:
    """ "finite", "participle" or "" for the word at `index`."""
    lower = words[index].text.lower()
    if lower in PARTICIPLES or (lower in _INFINITIVES and index and words[index - 1].text == "to"):
        return "participle"
    if lower in _BASE_FORMS and index and words[index - 1].text.lower() in _AUXILIARIES:
        return "finite"
    if lower == "went" and index + 1 < len(words) and words[index + 1].text == "on":
        after = words[index + 2].text if index + 2 < len(words) else ""
        return "finite" if after in ("", ",", ".", ":") else ""
    if lower not in SPEECH or (words[index].text[:1].isupper() and index):
        return ""
    if lower in NOUNS_TOO:
        before = words[index - 1] if index else None
        named = (
            before is not None
            and before.text.lower() not in _ADJECTIVES
            and (
                (capital(before) and not possessive(before.text))
                or before.text.lower() in ("he", "she", "it", "who", ")")
            )
        )
        if not named:
            return ""
    if index and _passive(words, index):
        return ""
    if lower == "compared" and index + 1 < len(words) and words[index + 1].text in ("with", "to"):
        return ""  # this year compared with last
    return "finite"


_ADJECTIVES = frozenset(
    """republican democratic american british russian chinese french german ukrainian israeli
    iranian turkish japanese korean indian european western soviet kazakh gop""".split()
)

_OFTEN = frozenset("also then once now often widely already later".split())

_BE = frozenset("is was were are be been being gets got get".split())

_ACTIVE = frozenset("began continued pointed agreed spoke thought".split())


def _passive(words: list[Token], index: int) -> bool:
    """Whether a participle is passive and so brings no speaker ("is considered", "was told").

    "Was quoted as saying" is read by `citing`; a passive with "by" names its speaker after it.
    """
    if not words[index].text.lower().endswith(("ed", "said", "told", "seen", "known", "written")):
        return False
    at = index - 1
    while at >= 0 and (words[at].text.lower() in _OFTEN or words[at].text.endswith("ly")):
        at -= 1
    if at < 0 or words[at].text.lower() not in _BE or words[index].text.lower() in _ACTIVE:
        return False
    return not any(word.text.lower() == "by" for word in words[index + 1 : index + 4])
