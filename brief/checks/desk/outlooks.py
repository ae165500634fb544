"""What is only foreseen, and what is past: "will" for "may", a forecast as the figure, the figure
of before as the one of now.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from brief.archive.snapshots import Passage
from brief.checks.desk import prospects
from brief.checks.desk.denials import stem
from brief.checks.desk.pairs import same
from brief.evidence.quantities import Quantity, quantities
from brief.expressions import expression
from brief.text.sentences import sentence_spans

_ADVERB = r"(?:\w+ly\s+|also\s+|now\s+|soon\s+)?"
_FIRM = expression(
    rf"\b(?P<modal>will|shall|is going to|are going to|must|has to|have to|is to|are to)"
    rf"\s+{_ADVERB}(?:be\s+)?(?P<verb>[a-z]{{3,}})\b"
)
_SOFT = expression(
    r"\b(?P<cue>may|might|could|can|would like to|hop(?:es?|ed|ing) to|wants? to|wanted to"
    r"|consider(?:s|ed|ing)?|possib(?:le|ly|ility)(?: of| to)?|weigh(?:s|ed|ing)?|mull(?:s|ed|ing)?"
    rf"|is likely to|are likely to)\s+{_ADVERB}(?:be\s+|have\s+)?\Z",
    re.IGNORECASE,
)
_SHOULD = expression(rf"\b(?:should|ought to)\s+{_ADVERB}(?:be\s+)?\Z", re.IGNORECASE)
_WORD = expression(r"[a-z]{3,}", re.IGNORECASE)
_NONE = ("year", "decade", "ordinal")
# Beside a figure: nobody has counted it yet.
_FORESEEN = expression(
    r"\b(?:expect(?:s|ed|ing|ations?)?|forecast(?:s|ed|ing)?|project(?:s|ed|ions?)|predict\w*"
    r"|anticipat\w+|consensus)\b",
    re.IGNORECASE,
)
_OWN = expression(
    r"\b(?:estimat\w+|reckon\w*|target\w*|aim\w*|likely|set to|due|hop(?:e|es|ed|ing)|assum\w+"
    r"|could|may|might|should|would|will|shall|plan\w*|potential\w*|outlook|possib\w+|if)\b",
    re.IGNORECASE,
)
_PART = expression(r"[,;:–—](?=\s)|\s(?:and|while|but|whereas|against|after|when)\s", re.IGNORECASE)
_NOW = expression(
    r"\b(?:now|currently|at present|today|is|are|stands? at|runs? at)\s+(?:now\s+|currently\s+)?"
    r"(?:at\s+|about\s+|around\s+)?\Z",
    re.IGNORECASE,
)
_NOW_ENDS = ("now", "currently", "present", "today", "is", "are", "at", "about", "around")
_NOW_BEHIND = expression(r"\s*(?:now|currently|at present|today)\b", re.IGNORECASE)
_BEFORE = expression(
    r"\b(?:(?:down|up)?\s?from|compared (?:with|to)|against|versus|previously|earlier"
    r"|(?:had|has) been|used to be)\s+(?:about\s+|around\s+)?\Z",
    re.IGNORECASE,
)


def firmer(text: str, passages: Iterable[Passage]) -> Iterator[tuple[int, int, str, str]]:
    """Verbs that a text has "will" or "must" before, and the passages "may" or the like each time:
    (start, end, ours, theirs)."""
    for match in _FIRM.finditer(text):
        wanted = stem(match.group("verb").lower())
        must = match.group("modal") in ("must", "has to", "have to")
        found = ""
        for passage in passages:
            body = passage.exact
            for word in _WORD.finditer(body):
                if stem(word.group().lower()) != wanted:
                    continue
                before = body[max(0, word.start() - 40) : word.start()]
                cue = _SOFT.search(before) or (must and _SHOULD.search(before))
                if not cue:
                    found = ""
                    break
                found = found or f"{cue.group().strip()} {word.group()}"
            else:
                continue
            break
        if found:
            yield *match.span(), match.group(), found


def figures_ahead(text: str, passages: Iterable[Passage]) -> Iterator[tuple[Quantity, str, str]]:
    """Figures that a text gives as they are, and the passages as expected ("expected", the cue) or
    as those of before ("before", the cue)."""
    given: list[Passage] | None = None
    for start, end in sentence_spans(text):
        sentence = text[start:end]
        own = [q for q in quantities(sentence) if q.unit not in _NONE]
        if not own:
            continue
        given = given if given is not None else list(passages)
        plain = not (
            _FORESEEN.search(sentence)
            or _OWN.search(sentence)
            or prospects.EXPECTED.search(sentence)
            or prospects.ESTIMATED.search(sentence)
        )
        for quantity in own:
            a, b = quantity.span
            present = _present(sentence[:a]) or _NOW_BEHIND.match(sentence, b)
            if not plain and not present:
                continue
            places = [(p.exact, q) for p in given for q in quantities(p.exact) if same(q, quantity)]
            if plain and places and (cue := _every(places, _foreseen)):
                yield quantity.replace(span=(start + a, start + b)), "expected", cue
            elif present and places and (cue := _every(places, _before)):
                yield quantity.replace(span=(start + a, start + b)), "before", cue


def _present(lead: str) -> bool:
    """Whether the words before a figure say that it is the one of now."""
    may = not lead.isascii() or lead.rstrip().lower().endswith(_NOW_ENDS)
    return may and _NOW.search(lead) is not None


def _every(places: list[tuple[str, Quantity]], looks: Callable[[str, Quantity], str]) -> str:
    """The first cue, where each place of a figure has one."""
    cues = [looks(body, quantity) for body, quantity in places]
    return cues[0] if all(cues) else ""


def _foreseen(body: str, quantity: Quantity) -> str:
    start, end = next((s for s in sentence_spans(body) if s[0] <= quantity.span[0] < s[1]), (0, 0))
    edges = [start, *(m.start() for m in _PART.finditer(body, start, end)), end]
    low = max(edge for edge in edges if edge <= quantity.span[0])
    high = min((edge for edge in edges if edge >= quantity.span[1]), default=end)
    match = _FORESEEN.search(body[low:high])
    return match.group() if match else ""


def _before(body: str, quantity: Quantity) -> str:
    match = _BEFORE.search(body[: quantity.span[0]])
    return match.group().strip() if match else ""
