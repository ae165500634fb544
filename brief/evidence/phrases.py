"""Noun phrases read from either end: names, pronouns and descriptions of people.

A possessive is never the head of a phrase: in "Berg's aide" it is the aide.
"""

from __future__ import annotations

from brief.evidence.cues import is_cue
from brief.evidence.lexicon import INSTITUTIONS, SPEECH
from brief.evidence.names import TITLES
from brief.evidence.tokens import (
    ADVERBS,
    DAYS,
    DETERMINERS,
    PARTICLES,
    PREPOSITIONS,
    VERBS,
    Token,
    capital,
    possessive,
    pronoun_in,
)
from brief.record import Record


class Mention(Record):
    """Who is named as a subject: kind name, pronoun, noun (the minister) or none."""

    kind: str
    words: tuple[str, ...]
    start: int = 0


NOBODY = Mention("none", ())

_NAME_LINKS = frozenset(("of", "for", "and", "the", "&", "on")) | PARTICLES
_DETERMINERS = frozenset(("the", "a", "an", "its", "his", "her", "their", "this"))
_INDEFINITE = frozenset(("that", "another", "one", "some"))  # that may stand for the noun itself


def left_phrase(words: list[Token], at: int, depth: int = 0) -> Mention:
    """The noun phrase that ends with the word at `at`.

    What follows a preposition belongs to the noun before it: "an economist at the University of
    Oslo said" has the economist for its subject, and the person whom he is in apposition to.
    """
    found = phrase_ending(words, at)
    if found.kind not in ("name", "noun") or depth > 4:
        return found
    begin = next((i for i in range(at, -1, -1) if words[i].start <= found.start), 0)
    while begin > 0 and words[begin - 1].text.lower() in _DETERMINERS:
        begin -= 1
    before = words[begin - 1].text if begin > 0 else ""
    if before.lower() in _ATTACHING and begin > 1:
        head = words[begin - 2]
        if (
            head.text.isalpha()
            and head.text.lower() not in PREPOSITIONS | SPEECH
            and (
                not head.text[:1].isupper()
                or before.lower() in ("with", "at", "in", "of", "from", "for")
            )
        ):
            outer = left_phrase(words, begin - 2, depth + 1)
            if outer.kind == "name" or (outer.kind == "noun" and not _adverbial(outer.words)):
                if outer.kind == "noun" and outer.words[-1].lower().startswith("spokes"):
                    return Mention("noun", (*outer.words, before, *found.words), outer.start)
                return outer
    if depth and found.kind == "noun" and before == "," and begin > 1:
        head = words[begin - 2]
        if capital(head) and not possessive(head.text) and head.text.lower() not in DAYS:
            return left_phrase(words, begin - 2, depth + 1)
    return found


_ATTACHING = frozenset("in at of with for from on to".split())


def _adverbial(words: tuple[str, ...]) -> bool:
    """Whether a phrase only says when or how ("in an interview", "in a statement")."""
    return words[-1].lower() in _CIRCUMSTANCES


_CIRCUMSTANCES = frozenset(
    """statement interview email e-mail conference briefing speech post tweet letter report meeting
    event remarks comments address call television morning evening week month year day visit text
    message forum summit news appearance article column video note memo filing press""".split()
)


def phrase_ending(words: list[Token], at: int) -> Mention:
    token = words[at]
    lower = token.text.lower()
    if pronoun := pronoun_in(token):
        return Mention("pronoun", (pronoun,), token.start)
    if token.text == ")":
        while at >= 0 and words[at].text != "(":
            at -= 1
        return left_phrase(words, at - 1) if at > 0 else NOBODY
    if possessive(token.text) and token.text.endswith("'s"):
        return Mention("noun", (token.text,), token.start)
    if capital(token) and lower not in DAYS:
        return _name_left(words, at)
    if token.text.isalpha() or "-" in token.text:
        return _noun_left(words, at)
    return NOBODY


def _name_left(words: list[Token], at: int) -> Mention:
    begin = at
    while begin > 0:
        before = words[begin - 1]
        gap = before.end == words[begin].start
        if possessive(before.text) or before.text.lower() in DAYS:
            break
        if capital(before) or (gap and before.text == "."):
            begin -= 1
            continue
        link = before.text.lower() in _NAME_LINKS and begin > 1 and capital(words[begin - 2])
        if (
            link
            and not possessive(words[begin - 2].text)
            and _links(before.text.lower(), words[begin - 2].text)
        ):
            begin -= 2
            continue
        break
    named = [word.text for word in words[begin : at + 1]]
    if (
        named
        and named[-1].lower().rstrip(".") in TITLES
        and len(named) > 1
        and named[0].lower() in TITLES
    ):
        return Mention("noun", tuple(named), words[begin].start)
    return Mention("name", tuple(named), words[begin].start)


def _links(link: str, before: str) -> bool:
    """Whether "of" and its like join two parts of one name ("Secretary of State", "Bank of X")."""
    lower = before.lower()
    if link in PARTICLES or link == "&":
        return True
    return link in ("of", "the") and (
        lower in TITLES or lower in INSTITUTIONS or lower in ("minister", "of")
    )


def _noun_left(words: list[Token], at: int) -> Mention:
    begin = at
    while begin > 0 and at - begin < 6:
        before = words[begin - 1].text
        lower = before.lower()
        if lower in _DETERMINERS or lower in _INDEFINITE:
            begin -= 1
            break
        if not (before[0].isalpha()) or lower in PREPOSITIONS or lower in SPEECH:
            break
        begin -= 1
    named = tuple(word.text for word in words[begin : at + 1])
    return Mention("noun", named, words[begin].start)


def right_phrase(words: list[Token], at: int, subject: bool = False) -> Mention:
    """The noun phrase that begins at `at`: "Trump", "the minister", "Kazakhstan's president, X"."""
    size = len(words)
    if at >= size:
        return NOBODY
    if (pronoun := pronoun_in(words[at])) and pronoun not in ("who", "it"):
        return Mention("pronoun", (pronoun,), words[at].start)
    index = at
    noun: list[str] = []
    while index < size and index - at < 14:
        word = words[index].text
        lower = word.lower()
        particle = lower in PARTICLES and index + 1 < size and capital(words[index + 1])
        if (capital(words[index]) or particle) and lower not in DAYS:
            end = index + particle
            while end + 1 < size and not possessive(words[end].text):
                after = words[end + 1]
                if capital(after) and after.text.lower() not in DAYS:
                    end += 1
                elif (
                    after.text.lower() in _NAME_LINKS - {"for", "and", "on"}
                    and end + 2 < size
                    and capital(words[end + 2])
                    and (
                        after.text.lower() in PARTICLES
                        or words[end].text.lower() in TITLES
                        or after.text == "&"
                    )
                ):
                    end += 2
                else:
                    break
            last = words[end].text
            run = tuple(token.text for token in words[index : end + 1])
            following = words[end + 1].text if end + 1 < size else ""
            described = bool(noun) and noun[0].lower() in DETERMINERS and following.islower() and (
                end + 2 < size and (capital(words[end + 2]) or words[end + 2].text.islower())
                and following not in PREPOSITIONS and following not in SPEECH
            )  # fmt: skip
            person = end + 3 < size and capital(words[end + 2]) and capital(words[end + 3]) and (
                following.islower() and following.endswith(_AGENT) and following not in SPEECH
                and following not in PREPOSITIONS and not is_cue(words, end + 1)
            )  # fmt: skip
            if (
                possessive(last)
                or described
                or person
                or (following.islower() and following in _ROLE_NOUNS)
            ):
                noun += run
                index = end + 1
                continue
            if last.lower().rstrip(".") in TITLES and following == ",":
                noun += run
                index = end + 1
                continue
            return Mention("name", run, words[index].start)
        if (
            word == ","
            and noun
            and index + 1 < size
            and capital(words[index + 1])
            and not subject_ended(noun)
        ):
            index += 1
            continue
        if lower in ("of", "for", "at") and noun and not subject_ended(noun):
            comma = next(
                (i for i in range(index, min(size, index + 9)) if words[i].text == ","), None
            )
            inner = words[index + 1 : comma] if comma else []
            if (
                comma
                and comma + 1 < size
                and capital(words[comma + 1])
                and not any(
                    is_cue(inner, i) or inner[i].text.lower() in ("is", "was", "has")
                    for i in range(len(inner))
                )
            ):
                index = comma + 1
                continue
        if not word[0].isalnum() or lower in PREPOSITIONS or lower in VERBS or is_cue(words, index):
            break
        noun.append(word)
        index += 1
    if noun:
        return Mention("noun", tuple(noun), words[at].start)
    return NOBODY


# How nouns for people end: pollster, senator, economist, host, consultant.
_AGENT = ("er", "or", "ist", "ian", "man", "woman", "ant", "host", "chief", "aide", "widow", "head")


def subject_ended(noun: list[str]) -> bool:
    """Whether a noun phrase cannot be followed by the name in apposition."""
    return noun[-1].lower().rstrip(".") not in TITLES and noun[-1].lower() not in _ROLE_NOUNS


_ROLE_NOUNS = frozenset(
    """investor colleague partner politician diplomat entrepreneur philosopher engineer fisherman
    spokesman spokeswoman spokesperson president minister leader chief head director chairman
    chairwoman chair official envoy ambassador lawyer attorney analyst economist expert professor
    founder owner mayor governor senator lawmaker negotiator adviser advisor aide secretary ceo
    басшысы президенті министрі директоры төрағасы әкімі хатшысы жетекшісі депутаты төрайымы
    neighbor neighbour friend executive boss
    manager coach captain player editor correspondent reporter journalist author
    writer resident witness survivor farmer teacher student activist researcher scientist historian
    administration government ministry office company team campaign officials lawmakers police
    counterpart premier deputy commander general strategist trader broker partner veteran nurse
    doctor worker driver pastor priest bishop prosecutor judge sheriff officer detective""".split()
)


def subject_after(words: list[Token], at: int) -> Mention:
    """The subject after its verb: said X, заявил в среду X, деп атап өтті X."""
    while at < len(words) and is_cue(words, at):
        at += 1
    if at >= len(words):
        return NOBODY
    found = right_phrase(words, _described(words, at))
    if words[at].text.isascii() or found.kind in ("name", "pronoun"):
        return found
    # Russian and Kazakh put circumstances and whom it was said to before the subject.
    last = found
    for index in range(at, min(len(words), at + 14)):
        if words[index].text in (",", ".", ";"):
            break
        place = index > at and words[index - 1].text.lower() in _PLACING
        if capital(words[index]) and not place:
            last = right_phrase(words, index)
            break
    return last


def _described(words: list[Token], at: int) -> int:
    """Where the name begins in "said MSNBC host Chris Berg": past a word or two that describe it.

    After the verb nothing else can stand between capitalised words and a full name.
    """
    index, size = at, len(words)
    if words[at].text.lower() in DETERMINERS:
        return at
    while index < size and (capital(words[index]) or words[index].text[0].isdigit()):
        if possessive(words[index].text):
            return at
        index += 1 + 2 * (index + 2 < size and words[index + 1].text == "/")
    small = index
    while small < size and small - index < 3 and words[small].text.islower():
        lower = words[small].text
        if lower in PREPOSITIONS or lower in ADVERBS or lower in VERBS or lower in SPEECH:
            return at
        small += 1
    named = small + 1 < size and capital(words[small]) and capital(words[small + 1])
    alone = small < size and capital(words[small]) and index == at
    fits = small > index and (named or alone) and words[small].text.lower() not in DAYS
    return small if fits else at


_PLACING = frozenset("в во на с со о об по из для к от у при над".split())
