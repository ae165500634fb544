"""Who said it: by the clause a dossier declares, or, undeclared, from the text itself.

Judgement calls of the undeclared decision, all on the side of refusal:
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

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache

from brief.evidence.lexicon import INSTITUTIONS, SPEECH
from brief.evidence.names import TITLES, name_words, same_word, split_title
from brief.evidence.speech import (
    BY_WORDS,
    DAYS,
    NOBODY,
    Mention,
    Token,
    capital,
    coordinated,
    is_cue,
    left_subject,
    main_subject,
    possessive,
    reported,
    signature,
    subject_before,
    tag_after,
    tokens,
)
from brief.record import Record
from brief.text import fold, sentences

_LONGEST_LEAD = 160  # tokens of a sentence before a quotation that are read for its clause
_LONGEST_TAG = 1200  # code points after a quotation that are read for it
Span = tuple[int, int]
Problem = tuple[str, str, Span | None]


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


def _marks(body: str, start: int, end: int, glyphs: str) -> list[tuple[int, int, bool]]:
    """The quotations of one paragraph: offsets of both marks, and whether it runs on."""
    if body.startswith("- ", start) and (dashed := _dashed(body, start, end)):
        return dashed
    found: list[tuple[int, int, bool]] = []
    opened = -1
    for at in range(start, end):
        if body[at] != '"':
            continue
        glyph = glyphs[at]
        if opened < 0:
            if not _opens(body, at, end) and (
                glyph == "\u201d" or at == start or not body[at - 1].isspace()
            ):
                continue  # a closing mark whose opening one is missing
            opened = at
        elif glyph == "\u201c" and glyphs[opened] == "\u201c" and _opens(body, at, end):
            found.append((opened, at, False))
            opened = at
        else:
            found.append((opened, at, False))
            opened = -1
    if opened >= 0 and body[opened + 1 : end].strip():
        found.append((opened, end, True))
    single = (
        _single_marks(body, start, end) if not found or "'" in body[start : found[0][0]] else []
    )
    if found and not any(a < found[0][0] and b > found[0][1] for a, b, _ in single):
        return found
    return single


_DASH = re.compile(r"(?<=[,.!?\u2026]) -(?= )")


def _dashed(body: str, start: int, end: int) -> list[tuple[int, int, bool]]:
    """Direct speech that a paragraph marks by dashes, as Russian and Kazakh do; else nothing.

    The words between the second and the third dash must begin with a verb of speech.
    """
    places = [match.start() + 1 for match in _DASH.finditer(body, start, end)]
    if not places:
        return []
    word = _FIRST_WORD.match(body, places[0] + 1)
    if word is None or word.group(1) not in SPEECH:
        return []
    found = [(start, places[0], False)]
    for index in range(1, len(places), 2):
        closing = places[index + 1] if index + 1 < len(places) else end
        found.append((places[index], closing, False))
    return found


_FIRST_WORD = re.compile(r"\s*(\w+)")


def _opens(body: str, at: int, end: int) -> bool:
    return at + 1 < end and (body[at + 1].isalnum() or body[at + 1] in "'\u2026[$-@#")


def _single_marks(body: str, start: int, end: int) -> list[tuple[int, int, bool]]:
    found: list[tuple[int, int, bool]] = []
    opened = -1
    for at in range(start, end):
        if body[at] != "'":
            continue
        before = body[at - 1] if at > start else " "
        after = body[at + 1] if at + 1 < end else " "
        if opened < 0:
            if (
                not before.isalnum()
                and before not in ".,!?"
                and (after.isalnum() or after == "\u2026")
            ):
                opened = at
        elif not after.isalnum() and (
            before in ".,!?\u2026" or not (before == "s" and _closes_later(body, at + 1, end))
        ):
            found.append((opened, at, False))
            opened = -1
    return found


def _closes_later(body: str, at: int, end: int) -> bool:
    """Whether another closing single mark follows soon, so that this one is a plural's."""
    stop = min(end, at + 200)
    for place in range(at, stop):
        if body[place] == "'" and not body[place + 1 : place + 2].isalnum():
            before = body[place - 1]
            return before.isalnum() or before in ".,!?"
        if body[place] == "'" and not body[place - 1].isalnum():
            return False
    return False


def _paragraphs(body: str) -> list[Span]:
    spans, start = [], 0
    for part in body.split("\n\n"):
        if part.strip():
            spans.append((start, start + len(part)))
        start += len(part) + 2
    return spans


def _blanked(body: str, start: int, end: int, quotes: list[tuple[int, int, bool]]) -> str:
    """The paragraph with its quotations' words blanked; a comma or stop at their end stays."""
    pieces, done = [], start
    for opened, closed, _ in quotes:
        pieces.append(body[done : opened + 1])
        inner = body[opened + 1 : closed]
        last = inner[-1:]
        pieces.append(" " * (len(inner) - 1) + (last if last in ".," else " ") if inner else "")
        done = closed
    pieces.append(body[done:end])
    return "".join(pieces)


@lru_cache(maxsize=16)
def read(text: str) -> Reading:
    """The quotations of `text` with their speakers, in one pass."""
    folded = fold(text)
    return _Reader(folded.text, _glyphs(text, folded.text)).read()


def _glyphs(text: str, body: str) -> str:
    """The folded text with the original's curly double marks kept, where lengths allow."""
    if "\u201c" not in text or "\u201e" in text:
        return body
    folded = fold(text.replace("\u201c", "\ue000").replace("\u201d", "\ue001")).text
    if len(folded) != len(body):
        return body
    return folded.replace("\ue000", "\u201c").replace("\ue001", "\u201d")


class _Reader:
    def __init__(self, body: str, glyphs: str) -> None:
        self.body = body
        self.glyphs = glyphs
        self.done: list[Quotation] = []
        self.events: list[tuple[int, tuple[str, ...]]] = []
        self.names: list[tuple[int, tuple[str, ...]]] = []
        self.surnames: set[str] = set()
        self.spoke: set[str] = set()  # single names that a quotation's own clause gives
        self.titled: dict[str, list[tuple[int, tuple[str, ...]]]] = {}
        self.lost: list[tuple[int, Mention]] = []

    def read(self) -> Reading:
        spans = _paragraphs(self.body)
        for start, end in spans:
            self._people(tokens(self.body, start, end))
        before: tuple[str, int] = ("", 0)
        for start, end in spans:
            if self._signed(start, end):
                continue
            quotes = _marks(self.body, start, end, self.glyphs)
            blank = _blanked(self.body, start, end, quotes)
            self._paragraph(blank, start, quotes, before)
            before = (blank, start)
        return Reading(self.body, tuple(self._chained()), tuple(self.names), tuple(self.lost))

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
        speaker = self._full(mention.words, mention.start)
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

    # -- people ------------------------------------------------------------------------------

    def _people(self, words: list[Token]) -> None:
        index = 0
        while index < len(words):
            if not capital(words[index]):
                index += 1
                continue
            end = index
            while (
                end + 1 < len(words) and capital(words[end + 1]) and not possessive(words[end].text)
            ):
                end += 1
            if index < end and words[index].text.lower() in SPEECH and not _midway(words, index):
                index += 1  # Said Ellis: "..."
            run = [word.text for word in words[index : end + 1]]
            run[-1] = run[-1].removesuffix("'s").rstrip("'")
            self._person(run, words, index, end)
            index = end + 1

    def _person(self, run: list[str], words: list[Token], index: int, end: int) -> None:
        cut = 0
        for place, word in enumerate(run[:-1]):
            if word.lower().rstrip(".") in TITLES or word in ("U.S.", "U.N."):
                cut = place + 1
        name = tuple(run[cut:])
        before = words[index - 1].text.lower().rstrip(".") if index else ""
        title = bool(cut) or before in TITLES
        if len(name) > 1 and len(name) < 5 and not _institution(name):
            self.names.append((words[index + cut].start, name))
            self.surnames.add(name[-1])
        elif title and len(name) == 1 and name[0].lower() not in TITLES:
            self.surnames.add(name[0])
        if len(name) == 1 and name[0].lower() in TITLES:
            return
        roles = [word.lower().rstrip(".") for word in run[:cut]]
        if before in TITLES:
            roles.append(before)
        following = words[end + 1 : end + 16]
        if following and following[0].text == ",":
            for token in following[1:]:
                lower = token.text.lower()
                if lower in TITLES or lower in ("spokesman", "spokeswoman", "analyst"):
                    roles.append(lower)
                if token.text in (",", ".", '"'):
                    break
        if not _institution(name) and not _place_name(name) and name[0].lower() not in DAYS:
            for role in roles:
                self.titled.setdefault(role, []).append((words[index].start, name))

    def _is_person(self, name: tuple[str, ...]) -> bool:
        name = _bare(name)
        if not name or _institution(name):
            return False
        return len(name) > 1 or name[0] in self.surnames or name[0] in self.spoke

    # -- paragraphs --------------------------------------------------------------------------

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
                self._note(offset + own.start, own.words)
            elif own.kind == "noun":
                self._noun_event(own, offset)
            for other in coordinated(words) if ended else ():
                if self._is_person(other.words):
                    self._note(offset + other.start, other.words)
            self._reported(words, offset, bool(queue and queue[0][0] - offset < span[1]))
            while queue and queue[0][0] - offset < span[1]:
                opened, closed, runs_on = queue.pop(0)
                following = queue[0][0] - offset if queue else len(blank)
                mention, speaker, direct = self._speaker(
                    blank, offset, opened, closed, following, number, spans, parsed, first, before
                )
                if mention.kind == "name" and mention.words:
                    place = offset + mention.start
                    self._note(place, mention.words)
                    if direct:
                        self.spoke.add(_bare(mention.words)[-1])
                self.done.append(Quotation(opened, closed, runs_on, mention, speaker, direct))

    def _note(self, place: int, words: tuple[str, ...]) -> None:
        if self.events and self.events[-1][0] > place:
            at = bisect_left(self.events, (place, words))
            self.events.insert(at, (place, words))
        else:
            self.events.append((place, words))

    def _reported(self, words: list[Token], offset: int, quoted: bool) -> None:
        """Subjects of speech without quotation marks are people whom a pronoun may mean."""
        if quoted:
            return
        found = reported(words)
        if found.kind == "name":
            self._note(offset + found.start, found.words)
        elif found.kind == "noun":
            self._noun_event(found, offset)

    def _noun_event(self, mention: Mention, offset: int) -> None:
        """ "A source" is somebody unknown, "the governor" the one whom the text calls so."""
        place = offset + mention.start
        if _unnamed(mention.words):
            self._note(place, ())
        elif named := self._titled(mention, place):
            self._note(place, named)

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
            return found, self._resolve(found, offset), True
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
        if found.kind in ("none",) or (found.kind == "noun" and _thing(found.words)):
            found = main_subject(words)
        if (
            found.kind == "name"
            and not self._is_person(found.words)
            and not any(is_cue(words, i) for i in range(len(words)))
        ):
            return NOBODY, ()
        return found, self._resolve(found, offset)

    def _resolve(self, mention: Mention, offset: int) -> tuple[str, ...]:
        place = offset + mention.start
        if mention.kind == "name":
            return self._full(mention.words, place)
        if mention.kind == "pronoun":
            if mention.words[0] in ("it", "оно"):
                return self._body(place)
            if mention.words[0] not in ("he", "she", "who", "он", "она", "ол"):
                return ()
            return self._nearest(place, mention.words[0])
        if mention.kind == "noun":
            return self._by_title(mention, place) or mention.words
        return ()

    def _full(self, words: tuple[str, ...], place: int) -> tuple[str, ...]:
        """The fullest form that the text gave last for a name cut to its surname."""
        name = _bare(words)
        if len(name) != 1:
            return name or words
        at = bisect_left(self.names, (place + 1, ()))
        from brief.evidence.places import FEMALE, MALE

        first: tuple[str, ...] = name
        last: tuple[str, ...] = ()
        for index in range(at - 1, max(-1, at - 400), -1):
            full = self.names[index][1]
            if same_word(full[-1], name[0]):
                # A known first name goes before a headline's word: Donald, not Monster Trump.
                if full[0] in MALE or full[0] in FEMALE:
                    return full
                last = last or full
            if first is name and len(full) == 2 and full[0] == name[0]:
                first = full  # Xi for Xi Jinping
        return last or first

    def _nearest(self, place: int, pronoun: str) -> tuple[str, ...]:
        at = bisect_left(self.events, (place, ()))
        for index in range(at - 1, max(-1, at - 40), -1):
            words = self.events[index][1]
            if not words:
                return ()
            if self._is_person(words) and _gender(words) in ("", _PRONOUN_GENDER.get(pronoun, "")):
                return self._full(words, self.events[index][0])
        return ()

    def _body(self, place: int) -> tuple[str, ...]:
        """The outlet, company or body named last as a subject ("it", "the newspaper")."""
        at = bisect_left(self.events, (place, ()))
        for index in range(at - 1, max(-1, at - 40), -1):
            words = self.events[index][1]
            if words and not self._is_person(words) and not _place_name(_bare(words)):
                return _bare(words)
        return ()

    def _by_title(self, mention: Mention, place: int) -> tuple[str, ...]:
        if named := self._titled(mention, place):
            return named
        words = [word.lower().rstrip(".") for word in mention.words]
        if words[0] in ("a", "an", "another", "one", "some", "several") or words[0].startswith(
            "spokes"
        ):
            return ()
        if words[-1] in _OUTLETS:
            return self._body(place)
        if words[-1] in _PERSON_NOUNS or words[-1] in TITLES:
            return self._nearest(place, "")
        return ()

    def _titled(self, mention: Mention, place: int) -> tuple[str, ...]:
        """The person to whom the text gave the title before, most recently."""
        words = [word.lower().rstrip(".") for word in mention.words]
        head = words[-1]
        if words[0] in ("a", "an", "another", "one", "some", "several") or any(
            possessive(word) for word in words[-1:]
        ):
            return ()
        if words[0].startswith("spokes") and len(words) > 1:
            return ()
        candidates = self.titled.get(head, [])
        at = bisect_left(candidates, (place, ()))
        if at:
            return self._full(candidates[at - 1][1], candidates[at - 1][0])
        return ()


def _midway(words: list[Token], index: int) -> bool:
    """Whether the word stands inside a sentence."""
    return index > 0 and words[index - 1].text not in (".", "!", "?", '"', ":")


def _unnamed(words: tuple[str, ...]) -> bool:
    """Whether a noun phrase brings in a person without a name: "a source", "one official"."""
    first, last = words[0].lower(), words[-1].lower()
    return first in ("a", "an", "one", "another") and (
        last in _PERSON_NOUNS
        or last in TITLES
        or last in _ANYBODY
        or any(w.lower().startswith("spokes") for w in words)
    )


_ANYBODY = frozenset(
    """source official witness resident aide adviser advisor insider soldier commander fan critic
    supporter protester passenger survivor relative neighbor neighbour friend colleague member
    employee worker farmer student teacher doctor nurse driver trader banker broker
    reporter""".split()
)
_OUTLETS = frozenset(
    """newspaper paper outlet publication magazine agency station broadcaster channel network
    website site journal daily weekly company firm airline bank ministry department group maker
    carrier automaker retailer regulator watchdog organization organisation charity""".split()
)
_PERSON_NOUNS = frozenset(
    """leader politician republican democrat lawmaker businessman businesswoman billionaire
    diplomat statesman economist expert analyst lawyer author writer professor player striker
    singer actor actress veteran father mother widow man woman tycoon official envoy""".split()
)
_PRONOUN_GENDER = {"he": "m", "she": "f", "он": "m", "она": "f"}


def _place_name(name: tuple[str, ...]) -> bool:
    from brief.evidence.places import PLACES

    return " ".join(name) in PLACES


def _institution(name: tuple[str, ...]) -> bool:
    if any(word.lower().removesuffix("'s") in INSTITUTIONS for word in name):
        return True
    if all(word.isupper() and len(word.strip(".")) > 1 for word in name):
        return True
    from brief.evidence.places import FEMALE, MALE, PLACES

    if len(name) > 1 and (name[0] in MALE or name[0] in FEMALE):
        return False  # Jim Jordan

    shown = " ".join(name)
    return shown in PLACES or (
        any(word in PLACES for word in name) and len(name) > 1 and name[-1] in PLACES
    )


def _bare(words: tuple[str, ...]) -> tuple[str, ...]:
    """A mention without titles and a leading article."""
    cut = 0
    for index, word in enumerate(words[:-1]):
        lower = word.lower().rstrip(".")
        if (
            lower in TITLES
            or lower in ("the", "u.s", "u.n", "of")
            or (index and words[index - 1].lower() == "of" and lower in TITLES)
        ):
            cut = index + 1
    end = len(words)
    while end - cut > 1 and words[end - 1].lower().rstrip(".") in ("jr", "sr", "ii", "iii", "iv"):
        end -= 1
    return words[cut:end]


def _gender(words: tuple[str, ...]) -> str:
    from brief.evidence.places import FEMALE, MALE

    for word in words:
        lower = word.lower().rstrip(".")
        if lower in ("mr", "king", "prince", "sir", "pope", "spokesman", "chairman"):
            return "m"
        if lower in ("mrs", "ms", "queen", "princess", "dame", "spokeswoman", "chairwoman", "miss"):
            return "f"
    first = _bare(words)
    if len(first) > 1:
        if first[0] in MALE:
            return "m"
        if first[0] in FEMALE:
            return "f"
    return ""


_JOINS = frozenset((";", "and", "but", "while", "then", "-"))
_THINGS = frozenset(
    """program programme project operation plan law bill book film movie song album group party
    campaign policy concept idea system scheme service app platform statement report document
    letter article headline sign banner slogan words word phrase term""".split()
)


def _thing(words: tuple[str, ...]) -> bool:
    return words[-1].lower() in _THINGS


def _asked(lead: list[Token]) -> Mention | None:
    """ "Asked whether ..., X said": the opening participle is no clause of its own."""
    if not lead or lead[0].text.lower() not in ("asked", "pressed", "quizzed", "told"):
        return None
    comma = next((i for i, word in enumerate(lead) if word.text == ","), None)
    if comma is None:
        return NOBODY
    return subject_before(lead[comma + 1 :]) if len(lead) > comma + 1 else NOBODY


# -- comparing ---------------------------------------------------------------------------------


def is_same(claimed: str, speaker: tuple[str, ...], reading: Reading | None = None) -> bool:
    """Whether the written speaker is the person or body that the text's words name."""
    words = name_words(claimed)
    if words and words[0].lower() == "the":
        words = words[1:]
    wanted = list(_bare(tuple(split_title(words)[1])))
    have = list(_bare(speaker))
    if not wanted or not have:
        return False
    if _equal(wanted, have):
        return True
    if [w.lower() for w in words] == [w.lower() for w in speaker if w.lower() != "the"]:
        return True
    if len(wanted) > len(have) and _equal(wanted[-len(have) :], have):
        # A fuller name than the text has for this person: nothing contradicts it.
        if len(have) == 1:
            return not _institution(tuple(wanted)) or len(wanted) == len(have)
        return all(word.lower() in TITLES for word in wanted[: -len(have)])
    if len(have) > len(wanted) and _equal(have[-len(wanted) :], wanted):
        if len(wanted) == 1:
            return not _institution(tuple(have))
        return all(
            word.lower().rstrip(".") in TITLES or word[0].isupper() for word in have[: -len(wanted)]
        )
    if len(wanted) > 1 and len(have) > 1 and same_word(wanted[-1], have[-1]):
        return (
            _initial_of(wanted[0], have[0])
            or _initial_of(have[0], wanted[0])
            or same_word(wanted[0], have[0])
        )
    if len(wanted) == 1 and len(have) > 1 and same_word(wanted[0], have[0]) and reading is not None:
        return any(
            q.mention.kind == "name" and _bare(q.mention.words) == (have[0],)
            for q in reading.quotations
        )
    return False


def _equal(one: list[str], other: list[str]) -> bool:
    return len(one) == len(other) and all(same_word(a, b) for a, b in zip(one, other, strict=True))


def _initial_of(short: str, full: str) -> bool:
    letters = short.rstrip(".")
    return (len(letters) == 1 or (short.endswith(".") and len(letters) == 2)) and full.startswith(
        letters
    )


def subject(clause: str) -> Mention:
    """The subject of a declared clause: "Trump said", "whom Tokayev described as", "said X"."""
    body = fold(clause).text
    words = [word for word in tokens(body, 0, len(body)) if word.text != '"']
    found = subject_before(words)
    if found.kind == "none" and words:
        found = tag_after(words)
    return found


def has_cue(clause: str) -> bool:
    """Whether the clause has a verb of speech or another cue of attribution."""
    body = fold(clause).text
    words = tokens(body, 0, len(body))
    lowered = [word.text.lower() for word in words]
    return (
        any(is_cue(words, i) for i in range(len(words)))
        or "according" in lowered
        or "words" in lowered
        or ("по" in lowered and not BY_WORDS.isdisjoint(lowered))
    )


def clause_names(
    clause: str, person_forms: list[str] | tuple[str, ...], antecedent: str | None = None
) -> list[Problem]:
    """What keeps a declared clause from saying that the person spoke; empty if it does.

    The clause's subject must be one of the person's forms.  Where it is a pronoun or a common
    noun ("he said", "told the publication"), `antecedent` must name the person, as a subject or
    as the only one named.  A possessive or an object does not count.
    """
    span = (0, len(clause))
    if not has_cue(clause):
        return [("A-CLAUSE", f"“{clause}” has no verb that says somebody spoke", span)]
    found = subject(clause)
    if found.kind == "name":
        if any(is_same(form, found.words) for form in person_forms):
            return []
        if _within_form(clause, found, person_forms):
            return []
        return [("A-SPEAKER", f"the clause's subject is “{' '.join(found.words)}”", span)]
    if found.kind == "noun" and _within_form(clause, found, person_forms):
        return []
    shown = " ".join(found.words)
    if antecedent is None:
        what = f"the clause's subject is “{shown}”" if shown else "the clause has no subject"
        return [("A-CLAUSE", f"{what}: an antecedent must name whom it means", span)]
    if _antecedent_names(antecedent, person_forms):
        return []
    return [
        (
            "A-SPEAKER",
            f"the antecedent “{antecedent}” does not name the person as its subject",
            span,
        )
    ]


def _within_form(clause: str, found: Mention, forms: list[str] | tuple[str, ...]) -> bool:
    """Whether the subject is a part of a form that stands there: "the Directorate" of "the
    Directorate of Fisheries", "the public health board" as a name of its own."""
    body = fold(clause).text
    shown = found.words[-1] if found.words else ""
    last = body.find(shown, found.start)
    if last < 0 or not shown:
        return False
    article = re.match(r"(?:the|an?|its|his|her|their|this)[ \n]", body[found.start :], re.I)
    first = found.start + (article.end() if article else 0)
    for form in forms:
        known = fold(form).text
        for match in re.finditer(rf"(?<!\w){re.escape(known)}(?!\w)(?!'s)", body):
            if match.start() <= first and last + len(shown) <= match.end():
                return True
    return False


def _antecedent_names(antecedent: str, person_forms: list[str] | tuple[str, ...]) -> bool:
    body = fold(antecedent).text
    words = tokens(body, 0, len(body))
    found = main_subject(words)
    if found.kind == "name" and any(is_same(form, found.words) for form in person_forms):
        return True
    cue = next((i for i in range(len(words)) if is_cue(words, i) == "finite"), None)
    if cue is not None:
        other = left_subject(words, cue)
        if other.kind == "name":
            return any(is_same(form, other.words) for form in person_forms)
    runs: list[list[str]] = []
    for index, word in enumerate(words):
        if (
            capital(word)
            and index
            and capital(words[index - 1])
            and runs
            and not possessive(words[index - 1].text)
        ):
            runs[-1].append(word.text)
        elif capital(word):
            runs.append([word.text])
    named = [run for run in runs if not possessive(run[-1])]
    return len(named) == 1 and any(is_same(form, tuple(named[0])) for form in person_forms)


def intervening(between: str, others: list[str] | tuple[str, ...]) -> str | None:
    """The form of another known person whose clause of speech stands in `between`, or None."""
    body = fold(between).text
    words = tokens(body, 0, len(body))
    for index in range(len(words)):
        if is_cue(words, index) != "finite":
            continue
        for found in (left_subject(words, index), tag_after(words[index:])):
            if found.kind == "name":
                for form in others:
                    if is_same(form, found.words):
                        return form
    return None
