"""How much and how often, in words: all, most, half of what the passage has some of; once, twice.

Twice and once, a full percentage point, Roman numerals and the scale of a temperature are figures
without digits, and are held as such.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from brief.archive.snapshots import Passage
from brief.evidence.lexicon import UNITS
from brief.expressions import expression
from brief.record import Record
from brief.text.cues import Cued

_ALL = r"all|every|each|everyone|everybody|unanimous\w*|entire|whole|both"
_MOST = r"most|(?:an? |the )?(?:large |vast |great |overwhelming )?majorit(?:y|ies)"
_SOME = r"some|several|many|a few|few|a number|certain|a minority|parts?|half|a third|a quarter"
_OURS = Cued(
    "all every most majority",
    r"\b(?P<q>all|every|most|(?:an? |the )?(?:large |vast |great |overwhelming )?majority)\b"
    r"(?! (?:day|week|month|year|time|morning|other|recent|recently|likely|important|notably))"
    r"(?P<of> of)?(?: (?:the|its|their|his|her|our))? (?P<noun>[a-z][\w-]+)"
    r"(?: (?P<next>[a-z][\w-]+))?",
    re.IGNORECASE,
)
_NOT_ALL = expression(r"\b(?:not|above|after|at|of|in|almost|nearly) \Z", re.IGNORECASE)
_HELD_ALL = rf"{_ALL}|any|across|total|nationwide|everywhere|100|throughout|universal\w*|no"
_HELD_MOST = (
    rf"{_MOST}|(?:more than|over|above|at least) (?:half|a half)|bulk|mainly|mostly|largely"
    r"|two[- ]thirds|three[- ]quarters|nearly all|almost all|predominant\w*|all"
)
_SHARE = expression(
    r"\b(5[1-9]|[6-9]\d|100)(?:\.\d+)? ?(?:%|per ?cent)|\b(\d+) of (?:the )?(\d+)\b"
)


class Extent(Record):
    """A word of ours and what is wrong with it; `sure` where the passage has another there."""

    code: str
    message: str
    start: int
    end: int
    help: str
    sure: bool = True


def overdrawn(text: str, passages: Iterable[Passage]) -> Iterator[Extent]:
    """All or most of what the passages have some of, or name without saying how many of them."""
    held: list[str] | None = None
    for match in _OURS.finditer(text):
        if held is None:
            held = [passage.exact for passage in passages]
        if _NOT_ALL.search(text, max(0, match.start() - 8), match.start()):
            continue
        every = match.group("q").lower() in ("all", "every")
        if not every and not match.group("of") and not match.group("noun").endswith("s"):
            continue  # "most effective"
        if match.group("noun").lower() in UNITS:
            continue  # "all three"
        for noun in filter(None, (match.group("noun"), match.group("next"))):
            found = _of(noun, held, every)
            if found is None:
                continue
            sure, shown = found
            yield Extent(
                "C-EXTENT" if sure else "X-EXTENT",
                f"“{match.group('q')} … {noun}” is more than the passage has: “{shown}”",
                *match.span(),
                "say of how many as the passage says it, or leave that out",
                sure,
            )
            break


def _of(noun: str, held: list[str], every: bool) -> tuple[bool, str] | None:
    """What the passages have before a noun that ours gives to all or most of: (certain, words)."""
    known = _HELD_ALL if every else _HELD_MOST
    stem = noun.lower().removesuffix("ies").removesuffix("s")
    word = rf"{re.escape(stem)}(?:s|y|ies|es)?"
    bare = ""
    for body in held:
        if re.search(rf"\b(?:{known})\b", body, re.IGNORECASE) or (
            not every and _SHARE.search(body)
        ):
            return None
        some = re.search(
            rf"\b(?:{_SOME})(?: of)?(?: (?:the|its|their))?(?: [\w-]+)? {word}\b", body, re.I
        )
        if some:
            return True, some.group()
        plain = re.search(rf"(?:[\w-]+ )?\b{re.escape(stem)}(?:s|ies|es)\b", body, re.IGNORECASE)
        bare = bare or (plain.group() if plain else "")
    return (False, bare) if bare else None


_OFTEN = {
    "once": r"once|one time|a single time|a one-off|(?:for )?the first time",
    "twice": r"twice|two times|2 times|(?:for )?a second time|both times|doubl\w+|twofold",
    "thrice": r"thrice|three times|3 times|a third time|tripl\w+|threefold",
}
_HOW_OFTEN = Cued(
    "once twice times thrice",
    r"\b(?:(?P<once>once)(?! (?:the|an?|it|they|he|she|we|again|more|all|its|there)\b|-)"
    r"|(?P<twice>twice|two times)|(?P<thrice>thrice|three times))\b",
    re.IGNORECASE,
)
_AT_ONCE = expression(r"\bat \Z|\bthan \Z", re.IGNORECASE)


def miscounted(text: str, passages: Iterable[Passage]) -> Iterator[Extent]:
    """Once, twice or three times, where the passages have another of these and not this one."""
    for match in _HOW_OFTEN.finditer(text):
        if _AT_ONCE.search(text, max(0, match.start() - 6), match.start()):
            continue
        body = "\n".join(passage.exact for passage in passages)
        own = match.lastgroup or ""
        if re.search(rf"\b(?:{_OFTEN[own]})\b", body, re.IGNORECASE):
            continue
        other = next((m for m in _HOW_OFTEN.finditer(body)), None)
        if other is not None:
            message = f"“{match.group()}” where the passage has “{other.group()}”"
            yield Extent("N-VALUE", message, *match.span(), "write how often the passage says")


_FULL = Cued(
    "full whole entire complete point",
    r"\b(?:an?|one) (?:full|whole|entire|complete) (?:percentage |basis )?(?:points?|percent)\b"
    r"|\b(?:an?|one) percentage point\b",
    re.IGNORECASE,
)
_POINT = expression(
    r"\b(?:an?|one|1(?:\.0+)?|full|whole|entire)[ -](?:full |whole )?(?:percentage[ -])?point\b"
    r"|\b100 basis points|\b1(?:\.0+)? ?(?:%|per ?cent)",
    re.IGNORECASE,
)
_SCALES = (
    expression(r"\bFahrenheit\b|° ?F\b", re.IGNORECASE),
    expression(r"\b(?:Celsius|centigrade)\b|° ?C\b", re.IGNORECASE),
    expression(r"\bkelvins?\b", re.IGNORECASE),
)
_DEGREES = Cued(
    "fahrenheit celsius centigrade kelvin c f",
    r"\bFahrenheit\b|\bCelsius\b|\bcentigrade\b|\bkelvins?\b|° ?[CF]\b",
    re.IGNORECASE,
)
_ROMAN = expression(r"(?<![\w.-])(?=[IVX]{2})(X{0,3}(?:IX|IV|V?I{0,3}))(?![\w-]|\.\w)")
_LETTERS = {"I": 1, "V": 5, "X": 10}
_NUMBERED = "zero one two three four five six seven eight nine ten eleven twelve".split()
_ORDINAL = "zeroth first second third fourth fifth sixth seventh eighth ninth tenth".split()


def unheard(text: str, passages: Iterable[Passage]) -> Iterator[Extent]:
    """A full point, a scale of temperature and a Roman numeral that stand in no passage."""
    held: str | None = None
    for match in _FULL.finditer(text):
        held = held if held is not None else "\n".join(p.exact for p in passages)
        if not _POINT.search(held):
            message = f"“{match.group()}” stands in no passage that is cited"
            yield Extent("N-VALUE", message, *match.span(), "write the figure of the passage")
    for match in _DEGREES.finditer(text):
        held = held if held is not None else "\n".join(p.exact for p in passages)
        scale = next(one for one in _SCALES if one.search(match.group()))
        if not scale.search(held):
            message = f"“{match.group()}”: the passage gives no such scale"
            help = "write the degrees as the passage has them"
            yield Extent("N-UNIT", message, *match.span(), help)
    for match in _ROMAN.finditer(text):
        held = held if held is not None else "\n".join(p.exact for p in passages)
        if not _numbered(match.group(), held):
            message = f"“{match.group()}” stands in no passage that is cited"
            yield Extent("N-VALUE", message, *match.span(), "write the number of the passage")


def _numbered(roman: str, held: str) -> bool:
    values = [_LETTERS[letter] for letter in roman]
    value = sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))
    forms = [re.escape(roman), rf"{value}(?:st|nd|rd|th)?"]
    forms += [words[value] for words in (_NUMBERED, _ORDINAL) if value < len(words)]
    return re.search(rf"\b(?:{'|'.join(forms)})\b", held, re.IGNORECASE) is not None
