"""Quotations: where written words stand in a source, and by which rung of the ladder.

Judgement calls, each conservative:
* Words match only at word bounds.  An apostrophe or a hyphen inside a word, a currency sign, a
  percent sign and the decimals of a number belong to the word, so "can" does not match "can't",
  nor "nuclear" "non-nuclear", nor "$17" "$17.2 billion".
* A terminal comma or stop may be added, dropped or moved within the closing mark; a question or
  exclamation mark may not.
* A dash matches any dash, spaced or not; a double mark matches a single one, for nesting.
* Nothing matches across the end of a paragraph, except a quotation that runs on with its mark
  repeated.
"""

from __future__ import annotations

import re
from functools import lru_cache

from brief.expressions import expression
from brief.record import Record
from brief.text.folding import Folded, fold

Span = tuple[int, int]
Problem = tuple[str, str, Span | None]


class Match(Record):
    """Where words stand: the span in the source, the rung, the segments and what is wrong."""

    start: int
    end: int
    rung: int
    segments: tuple[Span, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def span(self) -> Span:
        """The half-open span in code points of the text searched."""
        return self.start, self.end


_KEY_SITE = expression(r"[-\u2026.,](?:(?<=[-\u2026]) ?|(?<=[.,])'{1,3}(?!\w))")
_KEY_PARTS = (" -", "- ", "\u2026", ".'", ",'")
ELLIPSIS = "\u2026"


@lru_cache(maxsize=256)
def key(text: str) -> Folded:
    """The form in which quotations are compared: folded, marks all single, dashes unspaced.

    The order of a closing mark and the comma or stop beside it is made uniform, too.
    """
    folded = fold(text)
    plain = folded.text.replace('"', "'")
    if not any(part in plain for part in _KEY_PARTS):
        return Folded(plain, folded.layers)
    out: list[str] = []
    edits: list[tuple[int, int, int, int]] = []
    done = length = 0
    for match in _KEY_SITE.finditer(plain):
        start, end = match.span()
        new = plain[start]
        if new in ".,":
            new = plain[start + 1 : end] + new
        else:
            if start > done and plain[start - 1] == " ":
                start -= 1
            if end - start == 1:
                continue
        kept = plain[done:start]
        out += (kept, new)
        length += len(kept)
        edits.append((length, length + len(new), start, end))
        length += len(new)
        done = end
    if not edits:
        return Folded(plain, folded.layers)
    out.append(plain[done:])
    layer = (tuple(edit[0] for edit in edits), tuple(edits))
    return Folded("".join(out), (*folded.layers, layer))


_WRAPPING = {
    "\u201c": "\u201d",
    '"': '"',
    "\u00ab": "\u00bb",
    "\u201e": "\u201c\u201d",
    "\u2018": "\u2019",
}
_EDGE = " \n'.,"


def unwrapped(words: str) -> str:
    """`words` without blanks and one pair of quotation marks around the whole."""
    words = words.strip()
    if len(words) > 2 and words[0] in _WRAPPING:
        inner = words[1:-1]
        last = words[-1]
        if last in _WRAPPING[words[0]] and not any(c in inner for c in words[0] + last):
            return inner.strip()
        tail = words[-2]
        if last in ".," and tail in _WRAPPING[words[0]] and words[0] not in inner[:-1]:
            return words[1:-2].strip() + last
    return words


def bounded(text: str, start: int, end: int) -> bool:
    """Whether the span of the source `text` begins and ends at the bounds of words."""
    if start >= end:
        return False
    return not (_joined_before(text, start) or _joined_after(text, end))


_HYPHENS = "-\u2010\u2011"
_APOSTROPHES = "'\u2019\u02bc"


def _joined_before(text: str, start: int) -> bool:
    if start == 0:
        return False
    first, before = text[start], text[start - 1]
    if first.isalnum() or first in "$\u20ac\u00a3":
        if before.isalnum() or before == "_" or before in "$\u20ac\u00a3\u00a5\u20b8\u20bd#@\u00ad":
            return True
        second = text[start - 2] if start > 1 else " "
        if before in _HYPHENS:
            return second.isalnum() or (first.isdigit() and second in " (\n")
        if before == "\u2212":
            return True
        if before in _APOSTROPHES:
            return second.isalnum() and text[start - 1 : start + 3].lower()[1:] in _CLITICS
        if before in ".,":
            return second.isdigit() and first.isdigit()
    return "̀" <= first <= "ͯ"


_CLITICS = frozenset(("s", "s ", "t ", "re ", "ll ", "ve ", "d ", "m ", "t.", "t,", "s,", "s."))


def _joined_after(text: str, end: int) -> bool:
    if end >= len(text):
        return False
    last, after = text[end - 1], text[end]
    if "\u0300" <= after <= "\u036f":
        return True
    following = text[end + 1] if end + 1 < len(text) else " "
    if last.isalnum():
        if after.isalnum() or after in {"_", "\xad"}:
            return True
        if after in _APOSTROPHES or after in _HYPHENS:
            if after in _HYPHENS and following in "\r\n" and last.isalpha():
                return True
            return following.isalnum()
        if last.isdigit():
            if after in "%\u2030\u00b0+":
                return True
            if after in ".,":
                return following.isdigit()
    return False


def find(text: str, words: str) -> list[Match]:
    """Every place in `text` where `words` stand, in order, at rung 0 or 1.

    `words` may be a selector, "first words … last words" (or three dots): it then selects from
    the first words to the nearest last words, everything between included.  Offsets are those of
    `text`.  An empty list means that the words stand nowhere; see `explain` for why.
    """
    found = _find_plain(text, words)
    if found:
        return found
    parts = [part for part in key(words).text.split(ELLIPSIS) if part.strip(_EDGE)]
    if len(parts) < 2:
        return []
    heads = _find_plain(text, parts[0])
    places = [_find_plain(text, part) for part in parts[1:]]
    if not heads or not all(places):
        return []
    matches: list[Match] = []
    for head in heads:
        chain = _chain(head, places)
        if chain is not None:
            segments = tuple(match.span for match in chain)
            rung = max(match.rung for match in chain)
            matches.append(Match(head.start, chain[-1].end, rung, segments))
    return matches


def _chain(head: Match, places: list[list[Match]]) -> list[Match] | None:
    from bisect import bisect_left

    chain = [head]
    for group in places:
        index = bisect_left(group, chain[-1].end, key=lambda match: match.start)
        if index == len(group):
            return None
        chain.append(group[index])
    return chain


def _find_plain(text: str, words: str) -> list[Match]:
    words = unwrapped(words)
    wanted = key(words).text
    bare = wanted.strip(_EDGE)
    if not bare:
        return []
    source = key(text)
    ends_in_stop = wanted.rstrip(" \n'")[-1:] in (".", ",")
    matches: list[Match] = []
    at = source.text.find(bare)
    while at >= 0:
        start, end = source.source(at, at + len(bare))
        if bounded(text, start, end) and not (ends_in_stop and asks(source.text, at + len(bare))):
            exact = text[start:end] == words or text[start : start + len(words)] == words
            matches.append(Match(start, end, 0 if exact else 1, ((start, end),)))
        at = source.text.find(bare, at + 1)
    if matches:
        return matches
    if "-" in text and _LINE_END.search(text):
        matches = _find_divided(text, bare)
    if not matches and "\n\n'" in source.text:
        matches = _find_running_on(text, bare)
    if ends_in_stop:
        matches = [match for match in matches if not asks(text, match.end)]
    return matches


def asks(text: str, at: int) -> bool:
    """Whether a question or an exclamation ends at the offset, closing marks aside."""
    end = at + 3
    while at < min(end, len(text)) and text[at] in "'\u2019\u201d\"\u00bb":
        at += 1
    return text[at : at + 1] in ("?", "!") and at < len(text)


_LINE_END = expression(r"(?<=\w)-\s*\n")


def _find_divided(text: str, bare: str) -> list[Match]:
    """Matches where a line-end hyphen was joined but belongs to the word, or the reverse."""
    source = key(text)
    plain, places = _without_hyphens(source.text)
    wanted, _ = _without_hyphens(bare)
    matches: list[Match] = []
    at = plain.find(wanted) if wanted else -1
    while at >= 0:
        end = places[at + len(wanted) - 1] + 1
        if _aligned(text, source, places[at], bare):
            span = source.source(places[at], end)
            if bounded(text, *span):
                matches.append(Match(*span, 1, (span,)))
        at = plain.find(wanted, at + 1)
    return matches


def _without_hyphens(text: str) -> tuple[str, list[int]]:
    places = [index for index, char in enumerate(text) if char != "-"]
    return text.replace("-", ""), places


def _aligned(text: str, source: Folded, at: int, bare: str) -> bool:
    i, j = 0, at
    while i < len(bare):
        if j < len(source.text) and bare[i] == source.text[j]:
            i += 1
            j += 1
            continue
        if bare[i] == "-":  # joined in folding; allowed where the original divides a word
            before = source.source(j - 1, j)[1] if j else 0
            between = text[before : source.source(j, j + 1)[0]]
            if "-" not in between or "\n" not in between:
                return False
            i += 1
        elif j < len(source.text) and source.text[j] == "-":
            hyphen = source.source(j, j + 1)
            after = source.source(j + 1, j + 2)[0]
            if "\n" not in text[hyphen[0] : after]:
                return False
            j += 1
        else:
            return False
    return True


def _find_running_on(text: str, bare: str) -> list[Match]:
    """Matches over the paragraphs of one quotation, each of which repeats the opening mark."""
    joined = _running_on(text)
    if joined is None:
        return []
    wanted = re.sub(r"\n\n'?", " ", bare)
    matches: list[Match] = []
    at = joined.text.find(wanted)
    while at >= 0:
        span = joined.source(at, at + len(wanted))
        if bounded(text, *span):
            matches.append(Match(*span, 1, (span,)))
        at = joined.text.find(wanted, at + 1)
    return matches


@lru_cache(maxsize=64)
def _running_on(text: str) -> Folded | None:
    source = key(text)
    # Marks are counted in the folded text, where double and single ones are still apart.
    folded = fold(text).text
    open_breaks: list[bool] = []
    for paragraph in folded.split("\n\n"):
        open_breaks.append(paragraph.count('"') % 2 == 1)
    parts = source.text.split("\n\n")
    if len(parts) != len(open_breaks) or not any(open_breaks):
        return None
    edits: list[tuple[int, int, int, int]] = []
    out = [parts[0]]
    length = at = len(parts[0])
    for index, part in enumerate(parts[1:]):
        at += 2
        if open_breaks[index] and part.startswith("'"):
            edits.append((length, length + 1, at - 2, at + 1))
            out += (" ", part[1:])
            length += len(part)
        else:
            out += ("\n\n", part)
            length += 2 + len(part)
        at += len(part)
    layer = (tuple(edit[0] for edit in edits), tuple(edits))
    return Folded("".join(out), (*source.layers, layer))


def find_passage(text: str, passage: str) -> Span | None:
    """Where a verbatim passage stands, wherever its edges cut and whatever paragraphs it spans."""
    found = find(text, passage)
    if found:
        start, end = found[0].span
        return start, end + (text[end : end + 1] in tuple(".,;:!?%)"))
    source = _unparted(text)
    wanted = _unparted(passage).text.strip(_EDGE)
    at = source.text.find(wanted) if wanted else -1
    return source.source(at, at + len(wanted)) if at >= 0 else None


def _unparted(text: str) -> Folded:
    """The key with paragraphs' ends as spaces."""
    source = key(text)
    edits: list[tuple[int, int, int, int]] = []
    at = source.text.find("\n\n")
    while at >= 0:
        start = at - len(edits)
        edits.append((start, start + 1, at, at + 2))
        at = source.text.find("\n\n", at + 2)
    layer = (tuple(edit[0] for edit in edits), tuple(edits))
    return Folded(source.text.replace("\n\n", " "), (*source.layers, layer)) if edits else source


_CUT_AFTER = expression(r"[,;]?[ \n]+(?:- )?(?:but|unless|if|except|only if|но|если|кроме|бірақ)\b")
_CUT_BEFORE = expression(
    r"(?:\b(?:not|never|no|cannot|hardly|scarcely|barely|neither|nor|without|не|ни|нет|без)"
    r"|n't)[ \n]+\Z",
    re.IGNORECASE,
)
_HEDGED_BEFORE = expression(
    r"\b(?:up to|at least|at most|(?:more|less|fewer) than|over|under|about|around|almost|nearly"
    r"|approximately|roughly|some|as (?:many|much) as|estimated|only|около|более|свыше|до"
    r"|не менее|почти)[ \n]+\Z",
    re.IGNORECASE,
)
_STARTS_NUMBER = expression(r"[$\u20ac\u00a3]?\d")
_ENDS_NUMBER = expression(r"\d\Z")
_MORE_NUMBER = expression(
    r"[ \n-]*(?:hundred|thousand|million|billion|trillion|bn|mn|tn|percent|per cent|percentage"
    r"|тыс|млн|млрд|трлн|миллион|миллиард|процент|мың)"
)


def cuts(text: str, span: Span) -> list[Problem]:
    """What a verbatim quotation loses at its edges in the source `text` (rule Q-TRUNCATED).

    A cut just before but, unless, if or except; just after a negation; or through a quantity
    (its bound before it, its magnitude after it).
    """
    start, end = span
    before = fold(text[max(0, start - 24) : start]).text
    after = fold(text[end : end + 24]).text
    problems: list[Problem] = []
    if match := _CUT_AFTER.match(after):
        word = match.group().strip(" ,;-\n")
        problems.append(("Q-TRUNCATED", f"the quotation stops just before “{word}”", span))
    if match := _CUT_BEFORE.search(before):
        word = match.group().strip()
        problems.append(("Q-TRUNCATED", f"the quotation starts just after “{word}”", span))
    if _STARTS_NUMBER.match(text, start) and (match := _HEDGED_BEFORE.search(before)):
        word = match.group().strip()
        problems.append(("Q-TRUNCATED", f"the quotation drops “{word}” before a number", span))
    if _ENDS_NUMBER.search(text[max(start, end - 1) : end]) and (
        match := _MORE_NUMBER.match(after)
    ):
        word = match.group().strip(" -\n")
        problems.append(("Q-TRUNCATED", f"the quotation drops “{word}” after a number", span))
    return problems
