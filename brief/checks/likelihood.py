"""The author's judgements: one scale of likelihood, and no confidence in the same breath.

# C-LIKELIHOOD: a likelihood is not a term of the scale

## What it checks
`likelihood` stands on a line that is the author's own, and is a term of the dossier's scale: the
one that dossier.yaml declares under `likelihood`, else almost no chance (1–5 %), very unlikely
(5–20), unlikely (20–45), roughly even (45–55), likely (55–80), very likely (80–95), almost certain
(95–99). Where the text of an author's line has such a term, it is the one that its `likelihood`
gives, so that what prints has its key. Words that promise a chance without a scale (probably,
perhaps, in all likelihood) do not stand in it. What "may", "can" or "could" be is no likelihood.

## Why
"Probable" is 55 % to one reader and 90 % to another. A term helps when all know what it stands for.

## Example
`likelihood: plausible`

## How to mend
Choose a term of the scale, or declare the house's own scale in dossier.yaml; say it by `likelihood:
unlikely`, and leave it out of the sentence.

# C-SCALE: there are two scales of likelihood

## What it checks
A declared scale is one: its terms differ, their ranges rise and do not overlap beyond their ends.
The author's lines use no term of another scale in common use (probable, highly likely, remote
chance, realistic possibility, virtually certain) that the dossier's own does not have.

## Why
Readers compare judgements. Terms of two scales cannot be compared.

## Example
`text: A second visit is a realistic possibility.`

## How to mend
Use the dossier's scale in all lines.

# C-CONFIDENCE: likelihood and confidence stand in one sentence

## What it checks
A line of the author's with a likelihood says nothing of how sure the author is ("high confidence",
"moderate confidence", "we are confident"). Confidence of others (investor confidence, a vote of
confidence) is another matter.

## Why
How likely a thing is, and how good the grounds for saying so are, are two judgements. In one
sentence a reader takes one for the other.

## Example
`text: We have high confidence that the list will be published.` with `likelihood: likely`.

## How to mend
Say how good the grounds are in a line of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from brief.checks.desk import Desk
from brief.diagnostics import ERROR, Diagnostic, Span
from brief.dossier.model import OutlineItem
from brief.expressions import expression
from brief.text.words import nearest

# Terms of scales in common use: the second row of ICD 203, the yardstick of the UK's Professional
# Head of Intelligence Assessment, the IPCC's.  A longer term is looked for before one within it.
_OTHERS = (
    "remote chance", "remote possibility", "highly improbable", "improbable", "probable",
    "highly probable", "roughly even odds", "nearly certain", "highly unlikely",
    "realistic possibility", "realistic probability", "highly likely", "virtually certain",
    "extremely likely", "extremely unlikely", "exceptionally unlikely", "about as likely as not",
    "more likely than not",
)  # fmt: skip
_UNSCALED = (
    "probably", "improbably", "perhaps", "conceivably", "in all likelihood", "in all probability",
    "a good chance", "a fair chance", "a strong chance", "a small chance", "doubtless",
    "the odds are", "chances are", "as likely as not",
)  # fmt: skip
_CONFIDENCE = expression(
    r"\b(?:high|moderate|medium|low|great|little|limited|our)\s+confidence\b"
    r"(?!-|\s+(?:of|among|vote|measures))"
    r"|\b(?:level of confidence|confidence level)\b"
    r"|\bconfiden(?:ce|t) (?:in|about) (?:this|our) (?:judge?ment|assessment|view)\b"
    r"|\b(?:we|I) (?:are|am|feel|remain)(?: \w+)? confident\b",
    re.IGNORECASE,
)


def check(desk: Desk) -> Iterator[Diagnostic]:
    """C-LIKELIHOOD, C-SCALE and C-CONFIDENCE."""
    yield from _declared(desk)
    terms = tuple(degree.term for degree in desk.dossier.head.degrees)
    words = _pattern((*terms, *_OTHERS, *_UNSCALED))
    for item in desk.items():
        if item.likelihood and not item.author:
            message = "a likelihood stands on a line that is not the author's own"
            hint = "leave it out, or say it in a line with `author: yes`"
            yield _told(desk, "C-LIKELIHOOD", message, hint, item, "likelihood")
        elif item.likelihood and item.likelihood not in terms:
            close = nearest(item.likelihood, terms)
            hint = f"did you mean `{close}`?" if close else f"the scale is: {', '.join(terms)}"
            message = f"`{item.likelihood}` is not a term of the scale"
            yield _told(desk, "C-LIKELIHOOD", message, hint, item, "likelihood")
        if item.author:
            yield from _line(desk, item, terms, words)


def _line(
    desk: Desk, item: OutlineItem, terms: tuple[str, ...], words: re.Pattern[str]
) -> Iterator[Diagnostic]:
    weighed = item.likelihood
    for path, text in _texts(item):
        for match in words.finditer(text):
            said = match.group()
            term = _term(said, (*terms, *_OTHERS, *_UNSCALED))
            if term in terms:
                weighed = weighed or term
                if term != item.likelihood:
                    message, hint = _unkeyed(said, term, item)
                    yield _told(desk, "C-LIKELIHOOD", message, hint, item, path)
            elif term in _OTHERS:
                weighed = weighed or term
                message = f"“{said}” is a term of another scale of likelihood"
                hint = f"the dossier's scale is: {', '.join(terms)}"
                yield _told(desk, "C-SCALE", message, hint, item, path)
            else:
                message = f"“{said}” is a likelihood without a scale"
                hint = f"leave it out, and write `likelihood:` with one of: {', '.join(terms)}"
                yield _told(desk, "C-LIKELIHOOD", message, hint, item, path)
    for path, text in _texts(item):
        found = _CONFIDENCE.search(text)
        if found and weighed:
            message = f"“{found.group()}” stands beside the likelihood “{weighed}”"
            hint = "say how good the grounds are in a line of its own"
            yield _told(desk, "C-CONFIDENCE", message, hint, item, path)


def _unkeyed(said: str, term: str, item: OutlineItem) -> tuple[str, str]:
    """Message and hint for a term in a sentence that its line does not declare."""
    if item.likelihood:
        return f"the text says “{said}”, the line `{item.likelihood}`", "say one of them"
    return (
        f"“{said}” stands in the text alone",
        f"write `likelihood: {term}`, so that its key prints",
    )


def _declared(desk: Desk) -> Iterator[Diagnostic]:
    """Whether a declared scale is one."""
    dossier = desk.dossier
    before = None
    seen: set[str] = set()
    for at, degree in enumerate(dossier.head.scale):
        span = dossier.span(f"likelihood.{at}")
        hint = "each term once, from the least to the greatest chance, 0 to 100"
        if degree.term in seen:
            yield _scale(f"`{degree.term}` is declared twice", span, hint)
        elif not 0 <= degree.low < degree.high <= 100:
            yield _scale(f"{degree.low} to {degree.high} % is no range", span, hint)
        elif before is not None and degree.low < before.high:
            message = f"`{degree.term}` begins at {degree.low} %, below the end of `{before.term}`"
            yield _scale(message, span, hint)
        seen.add(degree.term)
        before = degree


def _scale(message: str, span: Span, hint: str) -> Diagnostic:
    return Diagnostic("C-SCALE", ERROR, message, span, helps=(hint,))


def _texts(item: OutlineItem) -> Iterator[tuple[str, str]]:
    """The texts of a line with their fields, as they stand in dossier.yaml."""
    for field in ("lead", "text"):
        if getattr(item, field):
            yield field, getattr(item, field)
    for field in ("pros", "cons"):
        for at, text in enumerate(getattr(item, field)):
            yield f"{field}.{at}", text


def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    longest = sorted(dict.fromkeys(words), key=lambda word: (-len(word), word))
    body = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in longest)
    return expression(rf"(?<![\w-])(?:{body})(?:ly)?(?![\w-])", re.IGNORECASE)


def _term(said: str, words: tuple[str, ...]) -> str:
    """Which of the words was said, an adverb's ending left off."""
    plain = " ".join(said.casefold().split())
    return next((one for one in words if plain in (one.casefold(), one.casefold() + "ly")), said)


def _told(
    desk: Desk, code: str, message: str, hint: str, item: OutlineItem, path: str
) -> Diagnostic:
    span = desk.dossier.span(f"{item.path}.{path}")
    return Diagnostic(code, ERROR, message, span, helps=(hint,), fact=item.fact)
