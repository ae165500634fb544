"""Whom a surname, a pronoun or "the minister" means: the people that a text has named so far."""

from __future__ import annotations

from bisect import bisect_left

from brief.evidence.lexicon import SPEECH
from brief.evidence.names import TITLES, same_word
from brief.evidence.people import (
    OUTLETS,
    PERSON_NOUNS,
    PRONOUN_GENDER,
    bare_name,
    gender_of,
    is_institution,
    is_place,
    is_unnamed,
)
from brief.evidence.phrases import Mention
from brief.evidence.tokens import DAYS, Token, capital, possessive


class Antecedents:
    """The people and bodies that a text has named so far, and whom a later mention means."""

    def __init__(self) -> None:
        self.events: list[tuple[int, tuple[str, ...]]] = []
        self.names: list[tuple[int, tuple[str, ...]]] = []
        self.surnames: set[str] = set()
        self.spoke: set[str] = set()  # single names that a quotation's own clause gives
        self.titled: dict[str, list[tuple[int, tuple[str, ...]]]] = {}

    def learn(self, words: list[Token]) -> None:
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
        if len(name) > 1 and len(name) < 5 and not is_institution(name):
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
        if not is_institution(name) and not is_place(name) and name[0].lower() not in DAYS:
            for role in roles:
                self.titled.setdefault(role, []).append((words[index].start, name))

    def is_person(self, name: tuple[str, ...]) -> bool:
        name = bare_name(name)
        if not name or is_institution(name):
            return False
        return len(name) > 1 or name[0] in self.surnames or name[0] in self.spoke

    def note(self, place: int, words: tuple[str, ...]) -> None:
        if self.events and self.events[-1][0] > place:
            at = bisect_left(self.events, (place, words))
            self.events.insert(at, (place, words))
        else:
            self.events.append((place, words))

    def note_noun(self, mention: Mention, offset: int) -> None:
        """ "A source" is somebody unknown, "the governor" the one whom the text calls so."""
        place = offset + mention.start
        if is_unnamed(mention.words):
            self.note(place, ())
        elif named := self._titled(mention, place):
            self.note(place, named)

    def resolve(self, mention: Mention, offset: int) -> tuple[str, ...]:
        place = offset + mention.start
        if mention.kind == "name":
            return self.full(mention.words, place)
        if mention.kind == "pronoun":
            if mention.words[0] in ("it", "оно"):
                return self._body(place)
            if mention.words[0] not in ("he", "she", "who", "он", "она", "ол"):
                return ()
            return self._nearest(place, mention.words[0])
        if mention.kind == "noun":
            return self._by_title(mention, place) or mention.words
        return ()

    def full(self, words: tuple[str, ...], place: int) -> tuple[str, ...]:
        """The fullest form that the text gave last for a name cut to its surname."""
        name = bare_name(words)
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
            if self.is_person(words) and gender_of(words) in ("", PRONOUN_GENDER.get(pronoun, "")):
                return self.full(words, self.events[index][0])
        return ()

    def _body(self, place: int) -> tuple[str, ...]:
        """The outlet, company or body named last as a subject ("it", "the newspaper")."""
        at = bisect_left(self.events, (place, ()))
        for index in range(at - 1, max(-1, at - 40), -1):
            words = self.events[index][1]
            if words and not self.is_person(words) and not is_place(bare_name(words)):
                return bare_name(words)
        return ()

    def _by_title(self, mention: Mention, place: int) -> tuple[str, ...]:
        if named := self._titled(mention, place):
            return named
        words = [word.lower().rstrip(".") for word in mention.words]
        if words[0] in ("a", "an", "another", "one", "some", "several") or words[0].startswith(
            "spokes"
        ):
            return ()
        if words[-1] in OUTLETS:
            return self._body(place)
        if words[-1] in PERSON_NOUNS or words[-1] in TITLES:
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
            return self.full(candidates[at - 1][1], candidates[at - 1][0])
        return ()


def _midway(words: list[Token], index: int) -> bool:
    """Whether the word stands inside a sentence."""
    return index > 0 and words[index - 1].text not in (".", "!", "?", '"', ":")
