"""Claims decided from a source's text alone, with no declared evidence."""

from __future__ import annotations

from bisect import bisect_right

from brief import TYPE_CHECKING
from brief.evidence import alterations, hiding, quotes
from brief.evidence.claims import KINDS, Claim, Verdict
from brief.evidence.quotes import Problem, Span
from brief.text.characters import suspicious_characters

if TYPE_CHECKING:
    from brief.evidence.reading import Quotation, Reading

_PLACES = 64  # occurrences of the same words that are looked at for their speaker
_FOLDED_AWAY = "\u200b\u2060\ufeff"  # zero-width characters that pages print between words
_MOVABLE = 0xAD  # a soft hyphen is folded, so it may stand in a claim


def decide(source: str, claim: Claim) -> Verdict:
    """The verdict on one claim; see `brief.evidence.verify`."""
    if claim.kind not in KINDS:
        raise ValueError(f"{claim.kind!r} is not a kind of claim: {', '.join(KINDS)}")
    if strange := _strange(source, claim):
        return strange
    if claim.kind == "quote":
        return _quote(source, claim.text)[0]
    if claim.kind == "attribution":
        return _attribution(source, claim)
    return _value(source, claim)


_CODES = {
    "quote": "Q-WORDS",
    "attribution": "Q-WORDS",
    "number": "N-VALUE",
    "date": "D-VALUE",
    "name": "A-ALIAS",
}


def _strange(source: str, claim: Claim) -> Verdict | None:
    for text, code in ((claim.text, _CODES[claim.kind]), (claim.speaker or "", "A-ALIAS")):
        for at, point, why in suspicious_characters(text):
            if point == _MOVABLE or (0x80 <= point < 0xA0 and chr(point) in source):
                continue  # the second: bytes of an old code page that the source kept
            if chr(point) in _FOLDED_AWAY and text in source:
                continue  # copied with the words, and folded like a soft hyphen
            message = f"U+{point:04X} at {at} is a {why}; write the words in plain characters"
            return Verdict(False, code, message)
    if not claim.text.strip():
        return Verdict(False, _CODES[claim.kind], "the claim is empty")
    return None


def _quote(source: str, words: str) -> tuple[Verdict, list[tuple[Span, ...]]]:
    """The verdict on a quotation, and the segments of every place where it stands."""
    found = quotes.find(source, words) if not _selects(source, words) else []
    cut: list[Problem] = []
    good: list[quotes.Match] = []
    for match in found:
        problems = quotes.cuts(source, match.span)
        if problems:
            cut += problems
        else:
            good.append(match)
    if good:
        best = min(good, key=lambda match: match.rung)
        return Verdict(True, None, "", best.rung, best.span), [match.segments for match in good]
    if cut:
        return Verdict(False, cut[0][0], cut[0][1], None, cut[0][2]), []
    if alterations.has_alterations(words):
        match_or_none = alterations.altered(source, words)
        if match_or_none is not None:
            match = match_or_none
            problems = list(match.problems)
            if not problems:
                problems = [p for p in quotes.cuts(source, match.span) if _counts(words, p)]
            if not problems:
                return Verdict(True, None, "", 2, match.span), [match.segments]
            code, message, span = problems[0]
            return Verdict(False, code, message, None, span or match.span), []
    from brief.evidence.diagnosis import explain

    code, message, span = explain(source, words)
    return Verdict(False, code, message, None, span), []


def _counts(words: str, problem: Problem) -> bool:
    return True


def _selects(source: str, words: str) -> bool:
    """Whether an ellipsis in the words is the writer's; one that the source prints is not."""
    from brief.text.folding import fold

    folded = fold(words).text
    return (
        "\u2026" in folded and quotes.key(words).text.strip(" '.,") not in quotes.key(source).text
    )


def _attribution(source: str, claim: Claim) -> Verdict:
    verdict, places = _quote(source, claim.text)
    if not verdict.supported:
        return verdict
    if not (claim.speaker or "").strip():
        return Verdict(False, "A-SPEAKER", "the claim names no speaker", None, verdict.span)
    from brief.evidence.reading import read

    body_span = verdict.span
    reading = read(source)
    refusals: list[Verdict] = []
    for segments in _folded_places(source, reading.body, claim.text, places)[:_PLACES]:
        refusal = _spoken(reading, segments, claim.speaker or "", body_span)
        if refusal is None:
            return Verdict(True, None, "", verdict.rung, verdict.span)
        refusals.append(refusal)
    order = ("A-SPEAKER", "A-CLAUSE", "Q-MARKS-LOST", "Q-NOT-QUOTED")
    return min(refusals, key=lambda refusal: order.index(refusal.code or "Q-NOT-QUOTED"))


def _folded_places(
    source: str, body: str, words: str, places: list[tuple[Span, ...]]
) -> list[tuple[Span, ...]]:
    if body == source:
        return places
    found = (
        [match.segments for match in quotes.find(body, words)] if not _selects(body, words) else []
    )
    if not found and (match := alterations.altered(body, words)) is not None:
        found = [match.segments]
    return found or places


def _spoken(
    reading: Reading, segments: tuple[Span, ...], speaker: str, span: Span | None
) -> Verdict | None:
    """Why the segments are not the speaker's direct speech; None if they are."""
    from brief.evidence.speakers import is_same

    for start, end in segments:
        over = _quoting(reading, start, end)
        if not over:
            code = "Q-MARKS-LOST" if _marks_lost(reading.body, end) else "Q-NOT-QUOTED"
            message = "the source gives these words without quotation marks"
            return Verdict(False, code, message, None, span)
        for quotation in over:
            if not quotation.speaker:
                return Verdict(False, "A-CLAUSE", "no clause says who speaks", None, span)
            if not is_same(speaker, quotation.speaker, reading):
                message = f"the text gives these words to {' '.join(quotation.speaker)}"
                return Verdict(False, "A-SPEAKER", message, None, span)
    return None


def _quoting(reading: Reading, start: int, end: int) -> list[Quotation]:
    """The quotations that hold the span together, tags between them included; empty if none do."""
    index = bisect_right(reading.quotations, start, key=lambda quotation: quotation.open) - 1
    over: list[Quotation] = []
    while 0 <= index < len(reading.quotations) and reading.quotations[index].open < end:
        quotation = reading.quotations[index]
        if over and not over[-1].runs_on:
            between = reading.body[over[-1].close + 1 : quotation.open]
            if not hiding.speech_tag(between):
                return []
        if quotation.close > start:
            over.append(quotation)
        index += 1
    if not over or over[0].open > start or (over[-1].close < end - 1 and not over[-1].runs_on):
        return []
    return over


def _marks_lost(body: str, end: int) -> bool:
    """Whether a comma glued to a capital, or a clause, follows: speech whose marks were lost."""
    import re

    return bool(re.match(r",(?=[A-ZА-Я])|, ?[A-Z]\w+ said\b", body[end : end + 40]))


def _value(source: str, claim: Claim) -> Verdict:
    passage, offset = source, 0
    if claim.passage is not None:
        place = quotes.find_passage(source, claim.passage)
        if place is None:
            return Verdict(False, "SPAN-LOST", "the passage does not stand in the source")
        passage, offset = source[place[0] : place[1]], place[0]
    span: Span | None
    if claim.kind == "number":
        from brief.evidence.figures import judge
    elif claim.kind == "date":
        from brief.evidence.dates import judge
    else:
        from brief.evidence.names import locate as judge
    span, problems = judge(passage, claim.text)
    shifted = (span[0] + offset, span[1] + offset) if span else None
    if not problems:
        rung = 0 if claim.text in passage else 1
        return Verdict(True, None, "", rung, shifted)
    code, message, where = problems[0]
    at = (where[0] + offset, where[1] + offset) if where else shifted
    return Verdict(False, code, message, None, at)
