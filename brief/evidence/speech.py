"""The grammar of attribution: speech verbs and the noun phrases that are their subjects.

Works on the tokens of one sentence in which quotations have been blanked out.  A possessive or an
object is never a subject: in "X praised Y's ..." the subject is X.
"""

from __future__ import annotations

import re

from brief.evidence.lexicon import FUNCTION_WORDS, MONTHS, PARTICIPLES, PRONOUNS, SPEECH
from brief.evidence.names import TITLES
from brief.record import Record

_TOKEN = re.compile(
    r"[^\W\d_]\.(?:-?[^\W\d_]\.)+|[^\W\d_]\.(?=[ -]?[^\W\d_])|(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Prof|Rev|Sgt|Capt|St|Jr|Sr)\.?(?!\w)"
    r"|\w+(?:[-'&.]\w+)*'?(?=[ \n]s\b)?|[^\w\s]"
)


class Token(Record):
    """A word or mark of a sentence and its offset in the paragraph."""

    text: str
    start: int
    end: int


class Mention(Record):
    """Who is named as a subject: kind name, pronoun, noun (the minister) or none."""

    kind: str
    words: tuple[str, ...]
    start: int = 0


NOBODY = Mention("none", ())
# Words that are verbs of speech only after a subject, being nouns elsewhere.
_NOUNS_TOO = frozenset(
    """calls claims comments remarks views reports demands estimates promises pledges notes praises
    offers hopes points mentions laments protests orders asks answers replies regards quotes cites
    warns concerns urges concludes repeats describes report comment claim remark""".split()
)
_ADVERBS = frozenset(
    """also later then again once still now first earlier previously recently repeatedly even just
    already never always often today yesterday simply further merely further too since so ever
    instead subsequently meanwhile additionally has have had was is were are been be being would
    will could may might did does do not himself herself itself also-had soon quickly all both
    reportedly allegedly publicly sarcastically angrily jokingly briefly finally initially famously
    notably bluntly flatly rightly wrongly clearly also тоже также далее ранее затем позже
    monday tuesday wednesday thursday friday saturday sunday""".split()
)
_SENTENCE_WORDS = frozenset(
    """but and so yet while when as after before although though because since if in on at by for
    from with during following meanwhile however later earlier then also still now according asked
    speaking despite until once both even only what that which whom who where there here another
    other some many most all each every one two three several no not this these those such like
    unlike amid among under over about against between through without within to of or nor how why
    a an the well yes oh my our your his her its their today yesterday tomorrow instead indeed
    moreover furthermore nevertheless nonetheless perhaps maybe finally separately similarly
    в на по как и но а что также при после до из с для это этот эта ранее кроме однако""".split()
)
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split()) | frozenset(MONTHS)
_PREPOSITIONS = frozenset(
    """of in on at by for from with to into over under after before during since until between among
    about against through without within amid across around near as than that where when while
    because if and or but""".split()
)
_PARTICLES = frozenset("de al el bin ibn van von der den da di la le du dos bint ben ter".split())
_NAME_LINKS = frozenset(("of", "for", "and", "the", "&", "on")) | _PARTICLES


def tokens(text: str, start: int, end: int) -> list[Token]:
    """The tokens of `text[start:end]`, offsets in `text`."""
    return [Token(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text, start, end)]


def possessive(word: str) -> bool:
    """Whether the word ends as a possessive."""
    return word.endswith(("'s", "s'"))


def capital(token: Token) -> bool:
    """Whether the token looks like part of a name."""
    word = token.text
    return word[:1].isupper() and word.lower() not in _SENTENCE_WORDS


def is_cue(words: list[Token], index: int) -> str:
    """"finite", "participle" or "" for the word at `index`."""
    lower = words[index].text.lower()
    if lower in PARTICIPLES:
        return "participle"
    if lower not in SPEECH or words[index].text[:1].isupper() and index:
        return ""
    if lower in _NOUNS_TOO:
        before = words[index - 1] if index else None
        named = before is not None and (
            (capital(before) and not possessive(before.text)) or before.text.lower() in ("he", "she", "it", "who", ")")
        )
        if not named:
            return ""
    if lower in ("called", "known", "termed", "dubbed") and index and words[index - 1].text == "-":
        return ""
    return "finite"


def left_subject(words: list[Token], cue: int, depth: int = 0) -> Mention:
    """The subject of the finite verb at `cue`, looked for to its left."""
    at = cue - 1
    while at >= 0 and (
        words[at].text.lower() in _ADVERBS or (words[at].text.endswith("ly") and words[at].text.islower())
    ):
        at -= 1
    while at >= 0 and words[at].text == ")":
        while at >= 0 and words[at].text != "(":
            at -= 1
        at -= 1
    if at < 0:
        return NOBODY
    word = words[at].text
    lower = word.lower()
    if lower in ("and", "but", "then", "or", "&"):
        return _earlier(words, at, depth)
    if word in (",", "-", ";"):
        return _before_comma(words, at, depth)
    if lower in ("who", "that", "which") and at > 0:
        before = at - 1
        if words[before].text == ",":
            before -= 1
        return left_phrase(words, before) if before >= 0 else NOBODY
    return left_phrase(words, at)


def left_phrase(words: list[Token], at: int) -> Mention:
    """The noun phrase that ends with the word at `at`."""
    token = words[at]
    lower = token.text.lower()
    if lower in PRONOUNS:
        return Mention("pronoun", (lower,), token.start)
    if token.text == ")":
        while at >= 0 and words[at].text != "(":
            at -= 1
        return left_phrase(words, at - 1) if at > 0 else NOBODY
    if possessive(token.text) and token.text.endswith("'s"):
        return Mention("noun", (token.text,), token.start)
    if capital(token) and lower not in _DAYS:
        return _name_left(words, at)
    if token.text.isalpha() or "-" in token.text:
        return _noun_left(words, at)
    return NOBODY


def _name_left(words: list[Token], at: int) -> Mention:
    begin = at
    while begin > 0:
        before = words[begin - 1]
        gap = before.end == words[begin].start
        if possessive(before.text) or before.text.lower() in _DAYS:
            break
        if capital(before) or (gap and before.text == "."):
            begin -= 1
            continue
        link = before.text.lower() in _NAME_LINKS and begin > 1 and capital(words[begin - 2])
        if link and not possessive(words[begin - 2].text) and before.text.lower() not in ("and", "on", "for"):
            begin -= 2
            continue
        break
    named = [word.text for word in words[begin : at + 1]]
    if named and named[-1].lower().rstrip(".") in TITLES and len(named) > 1 and named[0].lower() in TITLES:
        return Mention("noun", tuple(named), words[begin].start)
    return Mention("name", tuple(named), words[begin].start)


def _noun_left(words: list[Token], at: int) -> Mention:
    begin = at
    while begin > 0 and at - begin < 6:
        before = words[begin - 1].text
        lower = before.lower()
        if lower in ("the", "a", "an", "its", "his", "her", "their", "this", "that", "another", "one", "some"):
            begin -= 1
            break
        if not (before[0].isalpha()) or lower in _PREPOSITIONS or lower in SPEECH:
            break
        begin -= 1
    named = tuple(word.text for word in words[begin : at + 1])
    if begin > 1 and words[begin - 1].text.lower() in ("for", "of", "at", "from") and words[begin - 2].text.isalpha():
        head = words[begin - 2].text.lower()
        if head.startswith("spokes") or head in ("official", "source", "head", "director", "member"):
            named = (words[begin - 2].text, *named)
    return Mention("noun", named, words[begin].start)


def _earlier(words: list[Token], at: int, depth: int) -> Mention:
    """The subject of a coordinated verb: that of the verb before it, or the sentence's first."""
    if depth < 6:
        for index in range(at - 1, max(-1, at - 60), -1):
            if is_cue(words, index) == "finite":
                found = left_subject(words, index, depth + 1)
                if found.kind != "none":
                    return found
                break
    return main_subject(words[:at])


def _before_comma(words: list[Token], at: int, depth: int) -> Mention:
    """The subject before an apposition or an inserted phrase: "Rumer, director of ..., told"."""
    level = words[:at]
    # A bare list of clauses: "..., X said" is the caller's business; here something was inserted.
    opening = next((i for i in range(at - 1, -1, -1) if words[i].text in (",", "-")), -1)
    if opening > 0:
        before = words[opening - 1]
        if capital(before) and not possessive(before.text) and before.text.lower() not in _DAYS:
            inner = words[opening + 1 : at]
            if inner and not any(is_cue(inner, i) == "finite" for i in range(len(inner))):
                return left_phrase(words, opening - 1)
        if before.text.lower() in PRONOUNS:
            return Mention("pronoun", (before.text.lower(),), before.start)
    return main_subject(level)


_INTRO = frozenset(
    """in on at by for from with during following after before while when as since if although though
    despite amid asked speaking addressing commenting responding talking writing meeting earlier
    later meanwhile however separately also moreover additionally today yesterday according under
    about among against through without besides instead still then finally visiting opening
    referring standing turning recalling noting citing welcoming""".split()
) | _DAYS


def main_subject(words: list[Token]) -> Mention:
    """The first noun phrase of a sentence that can be its subject, an opening phrase passed over."""
    at = 0
    while at < len(words) and not words[at].text[0].isalnum():
        at += 1
    hops = 0
    while at < len(words) and hops < 3 and (
        words[at].text.lower() in _INTRO or words[at].text.lower().endswith("ing") and words[at].text[:1].isupper()
    ):
        comma = next((i for i in range(at, len(words)) if words[i].text == ","), None)
        if comma is None:
            if words[at].text.lower() in ("later", "then", "still", "also", "earlier", "meanwhile", "today"):
                at += 1
                hops += 1
                continue
            return NOBODY
        at = comma + 1
        hops += 1
    while at < len(words) and words[at].text.lower() in ("but", "and", "yet", "so", "both", "even"):
        at += 1
    return right_phrase(words, at, subject=True)


def right_phrase(words: list[Token], at: int, subject: bool = False) -> Mention:
    """The noun phrase that begins at `at`: "Trump", "the minister", "Kazakhstan's president, X"."""
    size = len(words)
    if at >= size:
        return NOBODY
    if words[at].text.lower() in PRONOUNS and words[at].text.lower() not in ("who", "it"):
        return Mention("pronoun", (words[at].text.lower(),), words[at].start)
    index = at
    noun: list[str] = []
    while index < size and index - at < 14:
        word = words[index].text
        lower = word.lower()
        if capital(words[index]) and lower not in _DAYS:
            end = index
            while end + 1 < size and not possessive(words[end].text):
                after = words[end + 1]
                if capital(after) and after.text.lower() not in _DAYS:
                    end += 1
                elif (
                    after.text.lower() in _NAME_LINKS - {"for", "and", "on"}
                    and end + 2 < size
                    and capital(words[end + 2])
                    and (after.text.lower() in _PARTICLES or words[end].text.lower() in TITLES or after.text == "&")
                ):
                    end += 2
                else:
                    break
            last = words[end].text
            run = tuple(token.text for token in words[index : end + 1])
            following = words[end + 1].text if end + 1 < size else ""
            if possessive(last) or (following.islower() and following in _ROLE_NOUNS):
                noun += run
                index = end + 1
                continue
            if last.lower().rstrip(".") in TITLES and following == ",":
                noun += run
                index = end + 1
                continue
            return Mention("name", run, words[index].start)
        if word == "," and noun and index + 1 < size and capital(words[index + 1]) and not subject_ended(noun):
            index += 1
            continue
        if not word[0].isalnum() or lower in _PREPOSITIONS or is_cue(words, index):
            break
        noun.append(word)
        index += 1
    if noun:
        return Mention("noun", tuple(noun), words[at].start)
    return NOBODY


def subject_ended(noun: list[str]) -> bool:
    """Whether a noun phrase cannot be followed by the name in apposition."""
    return noun[-1].lower().rstrip(".") not in TITLES and noun[-1].lower() not in _ROLE_NOUNS


_ROLE_NOUNS = frozenset(
    """spokesman spokeswoman spokesperson president minister leader chief head director chairman
    chairwoman chair official envoy ambassador lawyer attorney analyst economist expert professor
    founder owner mayor governor senator lawmaker negotiator adviser advisor aide secretary ceo
    executive boss manager coach captain player editor correspondent reporter journalist author
    writer resident witness survivor farmer teacher student activist researcher scientist historian
    administration government ministry office company team campaign officials lawmakers police
    counterpart premier deputy commander general strategist trader broker partner veteran nurse
    doctor worker driver pastor priest bishop prosecutor judge sheriff officer detective""".split()
)


def citing(words: list[Token]) -> Mention:
    """The person in "quoting X as saying", "cited X as saying", "X was quoted as saying"."""
    for index in range(len(words) - 1, 0, -1):
        lower = words[index].text.lower()
        if lower not in ("saying", "telling", "adding", "warning", "noting") or words[index - 1].text.lower() != "as":
            continue
        for begin in range(index - 2, max(-1, index - 22), -1):
            verb = words[begin].text.lower()
            if verb in ("quoting", "citing", "quotes", "cites"):
                return right_phrase(words, begin + 1)
            if verb in ("quoted", "cited"):
                before = words[begin - 1].text.lower() if begin else ""
                if before in ("was", "were", "is", "been", "also", "being"):
                    return left_subject(words, begin)
                if begin + 1 < len(words) and words[begin + 1].text.lower() == "by":
                    return left_subject(words, begin)
                return right_phrase(words, begin + 1)
        return NOBODY
    return NOBODY


def subject_before(words: list[Token]) -> Mention:
    """Whose words follow, judging by the sentence up to a quotation: the last clause with a cue."""
    if not words:
        return NOBODY
    last = next((i for i in range(len(words) - 1, -1, -1) if is_cue(words, i)), None)
    source = _according(words)
    if last is None:
        colon = words[-1].text == ":"
        if source.kind != "none":
            return source
        return main_subject(words[:-1]) if colon and len(words) < 14 else _in_words_of(words)
    if source.kind != "none" and source.start > words[last].start:
        return source
    quoted = citing(words[: last + 1])
    if quoted.kind != "none":
        return quoted
    after = words[last + 1].text.lower() if last + 1 < len(words) else ""
    if after == "by":
        return right_phrase(words, last + 2)
    if is_cue(words, last) == "participle":
        before = words[last - 1].text.lower() if last else ""
        if before in ("was", "is", "were", "been", "are"):
            return left_subject(words, last)
        return _earlier(words, last, 0)
    found = left_subject(words, last)
    if found.kind == "none" and last + 1 < len(words):
        inverted = right_phrase(words, last + 1)
        if inverted.kind in ("name", "pronoun"):
            return inverted
    if found.kind == "none" and source.kind != "none":
        return source
    return found


def _according(words: list[Token]) -> Mention:
    for index, word in enumerate(words[:-1]):
        lower = word.text.lower()
        following = words[index + 1].text.lower()
        if lower == "according" and following == "to":
            return right_phrase(words, index + 2)
        if lower == "по" and following in ("словам", "мнению", "данным", "информации"):
            return right_phrase(words, index + 2)
        if following in ("айтуынша", "пікірінше", "мәліметінше"):
            return left_phrase(words, index)
        if lower == "как" and is_cue(words, index + 1):
            return right_phrase(words, index + 2)
    return NOBODY


def _in_words_of(words: list[Token]) -> Mention:
    """"In Trump's words", "in the words of Trump", "for Trump"."""
    for index, word in enumerate(words):
        if word.text.lower() != "words":
            continue
        if index and possessive(words[index - 1].text):
            return Mention("name", (words[index - 1].text.removesuffix("'s").rstrip("'"),), words[index - 1].start)
        if index + 1 < len(words) and words[index + 1].text.lower() == "of":
            return right_phrase(words, index + 2)
    return NOBODY


def tag_after(words: list[Token]) -> Mention:
    """Who speaks, judging by what directly follows a quotation: "X said", "said X"."""
    at = 0
    while at < len(words) and words[at].text in (",", "-", "\u2014"):
        at += 1
    if at >= len(words):
        return NOBODY
    if words[at].text.lower() in ("according",) and at + 1 < len(words):
        return right_phrase(words, at + 2)
    if words[at].text.lower() in ("as", "как") and at + 1 < len(words):
        at += 1
    if is_cue(words, at) and words[at].text.lower() not in PARTICIPLES:
        following = words[at + 1] if at + 1 < len(words) else None
        if following is not None:
            skip = at + 1
            while skip < len(words) and words[skip].text.lower() in ("in", "на", "в", "на", "сегодня", "қр", "өз", "также", "ему", "нам"):
                skip += 1
            found = right_phrase(words, at + 1)
            if found.kind != "none":
                return found
            if not following.text.isascii() and skip < len(words):
                return right_phrase(words, skip)
        return NOBODY
    cue = next((i for i in range(at, min(len(words), at + 48)) if is_cue(words, i) == "finite"), None)
    if cue is None:
        return NOBODY
    if any(words[i].text in (".", ";", "!", "?") for i in range(at, cue)):
        return NOBODY
    first = words[at]
    if first.text.lower() in _PREPOSITIONS or first.text.lower() in ("to", "which", "who", "whom"):
        return _after_comma(words, at, cue)
    direct = left_subject(words[at:], cue - at)
    if direct.kind in ("name", "pronoun", "noun") and direct.start == first.start:
        return direct
    if direct.kind == "name" and words[at].text.lower() in ("the", "a", "an", "former", "then"):
        return direct
    lead = right_phrase(words, at, subject=True)
    if lead.kind != "none" and (direct.kind == "none" or direct.start >= lead.start):
        inserted = any(words[i].text in (",", "(", "-") for i in range(at, cue))
        if direct.kind == "name" and not inserted:
            return direct
        if inserted and lead.kind != "none" and capital(first):
            return lead if direct.kind != "name" or direct.start == lead.start or _inside(words, at, cue, direct) else direct
        if direct.kind != "none" and not inserted:
            return direct
    return _after_comma(words, at, cue)


def _inside(words: list[Token], at: int, cue: int, mention: Mention) -> bool:
    """Whether the mention lies inside an apposition that a comma closes before the cue."""
    return words[cue - 1].text in (",", ")", "-")


def _after_comma(words: list[Token], at: int, cue: int) -> Mention:
    """The rest of a sentence after a fragment: "... the region, Trump said"."""
    comma = next((i for i in range(cue - 1, at - 1, -1) if words[i].text == ","), None)
    if comma is None:
        return NOBODY
    between = words[comma + 1 : cue]
    if between and len(between) < 12:
        found = left_subject(words[comma + 1 :], cue - comma - 1)
        if found.kind != "none":
            return found
    if not between and cue + 1 < len(words):
        return right_phrase(words, cue + 1)
    return NOBODY


def function_word(word: str) -> bool:
    """Whether the word carries no name."""
    return word.lower() in FUNCTION_WORDS
