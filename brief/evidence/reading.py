"""Who says each quotation of a text, judging by the text alone.

Judgement calls, all on the side of refusal:
* Words count as direct speech only within quotation marks of the source.
* The clause of the same sentence decides: after a whole quotation ("...," X said; said X), before
  a fragment (X described it as "..."; quoting X as saying "...").  The last clause before the
  words wins, so "CNN quoted X as saying" is X, not CNN.
* A sentence without a clause takes its speaker from the quotation or sentence before it in the
  paragraph; a paragraph that runs on takes that of the one before.
* A pronoun means the nearest earlier person who is a subject; "the minister" a person the text
  gives that title, else the same.  A spokesman is not the one he speaks for.
* A surname means the full name that the text gave last for it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import lru_cache

from brief.evidence.antecedents import Antecedents
from brief.evidence.clauses import reported, signature, subject_before, tag_after
from brief.evidence.cues import is_cue
from brief.evidence.people import bare_name, is_thing
from brief.evidence.phrases import NOBODY, Mention
from brief.evidence.quotation_marks import (
    marked_glyphs,
    paragraph_spans,
    quotation_marks,
    without_quotations,
)
from brief.evidence.quotes import Span
from brief.evidence.subjects import coordinated, main_subject
from brief.evidence.tokens import Token, tokens
from brief.record import Record
from brief.text.folding import fold
from brief.text.sentences import sentences

_LONGEST_LEAD = 160  # tokens of a sentence before a quotation that are read for its clause

_LONGEST_TAG = 1200  # code points after a quotation that are read for it


class Quotation(Record):
    """A quotation of the folded text: its marks' offsets and who says it."""

    open: int
    close: int
    runs_on: bool
    mention: Mention = NOBODY
    speaker: tuple[str, ...] = ()
    direct: bool = False


class Reading(Record):
    """A text read for attribution: folded body, quotations in order, people named."""

    body: str
    quotations: tuple[Quotation, ...]
    names: tuple[tuple[int, tuple[str, ...]], ...]
    lost: tuple[tuple[int, Mention], ...] = ()


@lru_cache(maxsize=16)
def read(text: str) -> Reading:
    """The quotations of `text` with their speakers, in one pass."""
    folded = fold(text)
    return _Reader(folded.text, marked_glyphs(text, folded.text)).read()


class _Reader:
    def __init__(self, body: str, glyphs: str) -> None:
        self.body = body
        self.glyphs = glyphs
        self.done: list[Quotation] = []
        self.lost: list[tuple[int, Mention]] = []
        self.people = Antecedents()

    def read(self) -> Reading:
        spans = paragraph_spans(self.body)
        for start, end in spans:
            self.people.learn(tokens(self.body, start, end))
        before: tuple[str, int] = ("", 0)
        for start, end in spans:
            if self._signed(start, end):
                continue
            quotes = quotation_marks(self.body, start, end, self.glyphs)
            blank = without_quotations(self.body, start, end, quotes)
            self._paragraph(blank, start, quotes, before)
            before = (blank, start)
        return Reading(
            self.body, tuple(self._chained()), tuple(self.people.names), tuple(self.lost)
        )

    def _signed(self, start: int, end: int) -> bool:
        """Whether the paragraph is a dash and a name, the speaker of the quotation above it."""
        if not self.done or self.body[start : start + 2] != "- ":
            return False
        last = self.done[-1]
        if start - last.close > 8:
            return False
        alone = self.body[last.close : start].strip(' \n".,') == ""
        mention = signature(tokens(self.body, start + 2, end))
        if not alone or last.direct or mention.kind != "name":
            return False
        speaker = self.people.full(mention.words, mention.start)
        self.done[-1] = last.replace(mention=mention, speaker=speaker, direct=True)
        return True

    def _chained(self) -> list[Quotation]:
        """A quotation of several paragraphs has one speaker, whichever of them names him."""
        chained = list(self.done)
        index = 0
        while index < len(chained):
            end = index
            while end + 1 < len(chained) and chained[end].runs_on:
                end += 1
            if end > index:
                own = [q for q in chained[index : end + 1] if q.direct]
                if own:
                    for place in range(index, end + 1):
                        chained[place] = chained[place].replace(
                            mention=own[-1].mention, speaker=own[-1].speaker
                        )
            index = end + 1
        return chained

    def _paragraph(
        self, blank: str, offset: int, quotes: list[tuple[int, int, bool]], before: tuple[str, int]
    ) -> None:
        spans = sentences(blank)
        parsed = [tokens(blank, *span) for span in spans]
        first = len(self.done)
        queue = list(quotes)
        for number, (span, words) in enumerate(zip(spans, parsed, strict=True)):
            ended = bool(words) and (
                words[-1].text in ".!?:\"'\u2026)" or words[-1].text.endswith(".")
            )
            own = main_subject(words) if ended else NOBODY  # a headline is no antecedent
            if own.kind == "name":
                self.people.note(offset + own.start, own.words)
            elif own.kind == "noun":
                self.people.note_noun(own, offset)
            for other in coordinated(words) if ended else ():
                if self.people.is_person(other.words):
                    self.people.note(offset + other.start, other.words)
            self._reported(words, offset, bool(queue and queue[0][0] - offset < span[1]))
            while queue and queue[0][0] - offset < span[1]:
                opened, closed, runs_on = queue.pop(0)
                following = queue[0][0] - offset if queue else len(blank)
                mention, speaker, direct = self._speaker(
                    blank, offset, opened, closed, following, number, spans, parsed, first, before
                )
                if mention.kind == "name" and mention.words:
                    place = offset + mention.start
                    self.people.note(place, mention.words)
                    if direct:
                        self.people.spoke.add(bare_name(mention.words)[-1])
                self.done.append(Quotation(opened, closed, runs_on, mention, speaker, direct))

    def _reported(self, words: list[Token], offset: int, quoted: bool) -> None:
        """Subjects of speech without quotation marks are people whom a pronoun may mean."""
        if quoted:
            return
        found = reported(words)
        if found.kind == "name":
            self.people.note(offset + found.start, found.words)
        elif found.kind == "noun":
            self.people.note_noun(found, offset)

    def _speaker(
        self, blank: str, offset: int, opened: int, closed: int, following: int, number: int,
        spans: list[Span], parsed: list[list[Token]], first: int, before: tuple[str, int],
    ) -> tuple[Mention, tuple[str, ...], bool]:  # fmt: skip
        sentence = parsed[number]
        cut = bisect_right(sentence, opened - offset, key=lambda word: word.end)
        lead = sentence[max(0, cut - _LONGEST_LEAD) : cut]
        whole = not any(word.text[0].isalnum() for word in lead)
        after = bisect_left(spans, closed - offset, lo=number, key=lambda span: span[1])
        end = spans[after][1] if after < len(spans) else len(blank)
        end = min(end, closed + _LONGEST_TAG - offset)
        zone = tokens(blank, closed + 1 - offset, min(following, end))
        rest = tokens(blank, closed + 1 - offset, end)
        found = NOBODY
        if whole:
            found = tag_after(zone)
            if found.kind == "none" and following < end:
                found = tag_after(rest)
        else:
            found = _asked(lead) or subject_before(lead)
            if lead[-1].text.lower() in _JOINS and blank[closed - offset - 1] == ",":
                own = tag_after(zone)  # "Yes," said Holm; "No," said Berg.
                if own.kind != "none" and own.start - (closed - offset) < 24:
                    found = own
            if found.kind in ("none", "noun"):
                other = tag_after(zone)
                if other.kind == "none":
                    other = tag_after(rest)
                if other.kind != "none" and (found.kind == "none" or other.kind != "noun"):
                    found = other
        if found.kind != "none":
            return found, self.people.resolve(found, offset), True
        if not whole:
            return NOBODY, (), False
        return *self._inherited(offset, opened, number, spans, parsed, first, before), False

    def _inherited(
        self, offset: int, opened: int, number: int, spans: list[Span], parsed: list[list[Token]],
        first: int, before: tuple[str, int],
    ) -> tuple[Mention, tuple[str, ...]]:  # fmt: skip
        """The speaker of a quotation whose own sentence has no clause."""
        if number:
            previous = spans[number - 1]
            if len(self.done) > first and self.done[-1].close - offset >= previous[0]:
                last = self.done[-1]
                return last.mention, last.speaker
            return self._from_sentence(parsed[number - 1], offset)
        if self.done and self.done[-1].runs_on:
            return self.done[-1].mention, self.done[-1].speaker
        blank, start = before
        if not blank.strip():
            return NOBODY, ()
        spans_before = sentences(blank)
        last_span = spans_before[-1]
        words = tokens(blank, *last_span)
        if self.done and self.done[-1].close >= start + last_span[0] and blank.rstrip()[-1:] != ":":
            return self.done[-1].mention, self.done[-1].speaker
        return self._from_sentence(words, start)

    def _from_sentence(self, words: list[Token], offset: int) -> tuple[Mention, tuple[str, ...]]:
        found = subject_before(words)
        if found.kind in ("none",) or (found.kind == "noun" and is_thing(found.words)):
            found = main_subject(words)
        if (
            found.kind == "name"
            and not self.people.is_person(found.words)
            and not any(is_cue(words, i) for i in range(len(words)))
        ):
            return NOBODY, ()
        return found, self.people.resolve(found, offset)


_JOINS = frozenset((";", "and", "but", "while", "then", "-"))


def _asked(lead: list[Token]) -> Mention | None:
    """ "Asked whether ..., X said": the opening participle is no clause of its own."""
    if not lead or lead[0].text.lower() not in ("asked", "pressed", "quizzed", "told"):
        return None
    comma = next((i for i, word in enumerate(lead) if word.text == ","), None)
    if comma is None:
        return NOBODY
    return subject_before(lead[comma + 1 :]) if len(lead) > comma + 1 else NOBODY
