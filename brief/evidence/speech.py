"""The grammar of attribution: speech verbs and the noun phrases that are their subjects.

Works on the tokens of one sentence in which quotations have been blanked out.  A possessive or an
object is never a subject: in "X praised Y's ..." the subject is X.
"""

from __future__ import annotations

import re

from brief.evidence.lexicon import INSTITUTIONS, MONTHS, NOUNS_TOO, PARTICIPLES, PRONOUNS, SPEECH
from brief.evidence.names import TITLES
from brief.record import Record

_TOKEN = re.compile(
    r"[^\W\d_]\.(?:-?[^\W\d_]\.)+|[^\W\d_]\.(?=[ -]?[^\W\d_])|(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen"
    r"|Lt|Col|Prof|Rev|Sgt|Capt|St|Jr|Sr)\.?(?!\w)"
    r"|[RDI]-[A-Z][a-z]{1,4}\.|\w+(?:[-'&.]\w+)*'?(?=[ \n]s\b)?|[^\w\s]"
)


class Token:
    """A word or mark of a sentence and its offsets in the paragraph; many are made, so bare."""

    __slots__ = ("end", "start", "text")

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.start = start
        self.end = end


class Mention(Record):
    """Who is named as a subject: kind name, pronoun, noun (the minister) or none."""

    kind: str
    words: tuple[str, ...]
    start: int = 0


NOBODY = Mention("none", ())
_INFINITIVES = frozenset(
    """call describe say tell add declare announce denounce condemn praise characterize brand
    label hail dismiss portray tweet""".split()
)
_BASE_FORMS = _INFINITIVES | frozenset(
    """admit concede acknowledge insist argue warn claim deny confirm promise suggest stress note
    mention ask explain write rule""".split()
)
_AUXILIARIES = frozenset("did does do would will could might may must can should not only".split())
_ADVERBS = frozenset(
    """also aloud later then again once still now first earlier previously recently repeatedly even
    just already never always often today yesterday simply further merely further too since so ever
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
    does did do is was are were has have had can could would should besides any said sees
    unlike amid among under over about against between through without within to of or nor how why
    a an the well yes oh my our your his her its their today yesterday tomorrow instead indeed
    moreover furthermore nevertheless nonetheless perhaps maybe finally separately similarly
    в на по как и но а что также при после до из с для это этот эта ранее кроме однако""".split()
)
DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split()) | frozenset(
    MONTHS
)
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
    if not word[:1].isupper():
        return False
    lower = word.lower()
    if lower in _SENTENCE_WORDS:
        return False
    head, apostrophe, _ = lower.partition("'")  # He's, That's
    return not apostrophe or (head not in PRONOUNS and head not in _SENTENCE_WORDS)


def _pronoun(token: Token) -> str:
    """The pronoun that the token is or is contracted from ("he's"), else an empty text."""
    head = token.text.lower().partition("'")[0]
    return head if head in PRONOUNS else ""


def is_cue(words: list[Token], index: int) -> str:
    """ "finite", "participle" or "" for the word at `index`."""
    lower = words[index].text.lower()
    if lower in PARTICIPLES or (lower in _INFINITIVES and index and words[index - 1].text == "to"):
        return "participle"
    if lower in _BASE_FORMS and index and words[index - 1].text.lower() in _AUXILIARIES:
        return "finite"
    if lower == "went" and index + 1 < len(words) and words[index + 1].text == "on":
        after = words[index + 2].text if index + 2 < len(words) else ""
        return "finite" if after in ("", ",", ".", ":") else ""
    if lower not in SPEECH or (words[index].text[:1].isupper() and index):
        return ""
    if lower in NOUNS_TOO:
        before = words[index - 1] if index else None
        named = (
            before is not None
            and before.text.lower() not in _ADJECTIVES
            and (
                (capital(before) and not possessive(before.text))
                or before.text.lower() in ("he", "she", "it", "who", ")")
            )
        )
        if not named:
            return ""
    if index and _passive(words, index):
        return ""
    if lower == "compared" and index + 1 < len(words) and words[index + 1].text in ("with", "to"):
        return ""  # this year compared with last
    return "finite"


_ADJECTIVES = frozenset(
    """republican democratic american british russian chinese french german ukrainian israeli
    iranian turkish japanese korean indian european western soviet kazakh gop""".split()
)


_OFTEN = frozenset("also then once now often widely already later".split())
_BE = frozenset("is was were are be been being gets got get".split())
_ACTIVE = frozenset("began continued pointed agreed spoke thought".split())


def _passive(words: list[Token], index: int) -> bool:
    """Whether a participle is passive and so brings no speaker ("is considered", "was told").

    "Was quoted as saying" is read by `citing`; a passive with "by" names its speaker after it.
    """
    if not words[index].text.lower().endswith(("ed", "said", "told", "seen", "known", "written")):
        return False
    at = index - 1
    while at >= 0 and (words[at].text.lower() in _OFTEN or words[at].text.endswith("ly")):
        at -= 1
    if at < 0 or words[at].text.lower() not in _BE or words[index].text.lower() in _ACTIVE:
        return False
    return not any(word.text.lower() == "by" for word in words[index + 1 : index + 4])


def left_subject(words: list[Token], cue: int, depth: int = 0) -> Mention:
    """The subject of the finite verb at `cue`, looked for to its left."""
    at = _before_adverbs(words, cue - 1)
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


def _before_adverbs(words: list[Token], at: int) -> int:
    """Where the phrase before a verb ends, its adverbs and times ("later on Monday") left out."""
    while at >= 0:
        lower = words[at].text.lower()
        time = at + 1 < len(words) and words[at + 1].text.lower() in _TIMES
        if (
            lower in _ADVERBS
            or (lower.endswith("ly") and words[at].text.islower())
            or (time and (lower in _TIME_LINKS or lower.isdigit()))
            or (lower in _TIMES and at and words[at - 1].text.lower() in _TIME_LINKS)
        ):
            at -= 1
        else:
            break
    return at


_TIMES = DAYS | frozenset("week month year morning afternoon evening night weekend".split())
_TIME_LINKS = frozenset("on in late early this last next earlier since by at the".split()) | DAYS


def left_phrase(words: list[Token], at: int, depth: int = 0) -> Mention:
    """The noun phrase that ends with the word at `at`.

    What follows a preposition belongs to the noun before it: "an economist at the University of
    Oslo said" has the economist for its subject, and the person whom he is in apposition to.
    """
    found = _phrase_left(words, at)
    if found.kind not in ("name", "noun") or depth > 4:
        return found
    begin = next((i for i in range(at, -1, -1) if words[i].start <= found.start), 0)
    while begin > 0 and words[begin - 1].text.lower() in (
        "the",
        "a",
        "an",
        "its",
        "his",
        "her",
        "their",
        "this",
    ):
        begin -= 1
    before = words[begin - 1].text if begin > 0 else ""
    if before.lower() in _ATTACHING and begin > 1:
        head = words[begin - 2]
        if (
            head.text.isalpha()
            and head.text.lower() not in _PREPOSITIONS | SPEECH
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


def _phrase_left(words: list[Token], at: int) -> Mention:
    token = words[at]
    lower = token.text.lower()
    if pronoun := _pronoun(token):
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
    if link in _PARTICLES or link == "&":
        return True
    return link in ("of", "the") and (
        lower in TITLES or lower in INSTITUTIONS or lower in ("minister", "of")
    )


def _noun_left(words: list[Token], at: int) -> Mention:
    begin = at
    while begin > 0 and at - begin < 6:
        before = words[begin - 1].text
        lower = before.lower()
        if lower in (
            "the",
            "a",
            "an",
            "its",
            "his",
            "her",
            "their",
            "this",
            "that",
            "another",
            "one",
            "some",
        ):
            begin -= 1
            break
        if not (before[0].isalpha()) or lower in _PREPOSITIONS or lower in SPEECH:
            break
        begin -= 1
    named = tuple(word.text for word in words[begin : at + 1])
    return Mention("noun", named, words[begin].start)


def _earlier(words: list[Token], at: int, depth: int) -> Mention:
    """The subject of a coordinated verb: that of the verb before it, or the sentence's first."""
    if depth < 6:
        for index in range(at - 1, max(-1, at - 60), -1):
            if is_cue(words, index) == "finite":
                if words[at - 1].text == "," and _relative(words, index):
                    continue  # ... an architect who said he was unpaid, saying
                found = left_subject(words, index, depth + 1)
                if found.kind == "none":  # "...," said Holm at the time, adding that
                    found = _inverted(words, index + 1)
                if found.kind == "noun" and words[at - 1].text == ",":
                    main = main_subject(words[:at])
                    return main if main.kind in ("name", "pronoun") else found
                if found.kind != "none":
                    return found
                break
    return main_subject(words[:at])


def _before_comma(words: list[Token], at: int, depth: int) -> Mention:
    """The subject before an apposition or an inserted phrase: "Rumer, director of ..., told"."""
    level = words[:at]
    # A bare list of clauses: "..., X said" is the caller's business; here something was inserted.
    opening = _comma_before(words, at)
    noun = opening > 0 and left_phrase(words, opening - 1).kind == "noun"
    if 0 < at - opening - 1 < 6 and noun:
        inner = words[opening + 1 : at]  # his chief of staff, Nora Beck, called
        if all(
            capital(word) or word.text.lower() in _PARTICLES for word in inner
        ) and not possessive(inner[-1].text):
            return Mention("name", tuple(word.text for word in inner), inner[0].start)
    while opening > 0 and (
        _AFFILIATION.fullmatch(words[opening - 1].text) or words[opening - 1].text.isdigit()
    ):
        opening = _comma_before(words, opening - 1)  # Sen. Robert Hale, R-Ohio, a member of
    if opening > 0:
        before = words[opening - 1]
        if capital(before) and not possessive(before.text) and before.text.lower() not in DAYS:
            inner = words[opening + 1 : at]
            if inner and not any(is_cue(inner, i) == "finite" for i in range(len(inner))):
                return left_phrase(words, opening - 1)
        if before.text.lower() in PRONOUNS:
            return Mention("pronoun", (before.text.lower(),), before.start)
    return main_subject(level)


_AFFILIATION = re.compile(r"[RDI]-\w+(?:\.\w+)*\.?|Jr\.?|Sr\.?|MP|PhD")


def _comma_before(words: list[Token], at: int) -> int:
    return next((i for i in range(at - 1, -1, -1) if words[i].text in (",", "-")), -1)


_INTRO = (
    frozenset(
        """in on of at by for from with during following after before while when as since if
    although though despite amid asked speaking addressing commenting responding talking writing
    meeting earlier
    later meanwhile however separately also moreover additionally today yesterday according under
    about among against through without besides instead still then finally visiting opening
    here there besides referring standing turning recalling noting citing welcoming""".split()
    )
    | DAYS
)


def main_subject(words: list[Token]) -> Mention:
    """The first noun phrase of a sentence that can be its subject, after any opening."""
    at = 0
    while at < len(words) and not words[at].text[0].isalnum():
        at += 1
    hops = 0
    while (
        at < len(words)
        and hops < 5
        and (
            words[at].text.lower() in _INTRO
            or (words[at].text.lower().endswith("ing") and words[at].text[:1].isupper())
        )
    ):
        comma = next((i for i in range(at, len(words)) if words[i].text == ","), None)
        if comma is None:
            if words[at].text.lower() in (
                "later",
                "then",
                "still",
                "also",
                "earlier",
                "meanwhile",
                "today",
            ):
                at += 1
                hops += 1
                continue
            return NOBODY
        at = comma + 1
        hops += 1
    while at < len(words) and words[at].text.lower() in ("but", "and", "yet", "so", "both", "even"):
        at += 1
    if hops:  # "Of the new leader, Sabine Orth, he is less forgiving": she belongs to the opening
        end = at
        while end < len(words) and capital(words[end]):
            end += 1
        if at < end < len(words) - 1 and words[end].text == ",":
            after = words[end + 1]
            if after.text.lower() in PRONOUNS or capital(after):
                at = end + 1
            elif after.text.lower() in _INTRO and (
                comma := next((i for i in range(end + 1, len(words)) if words[i].text == ","), None)
            ):  # in Ames, Iowa, on Sunday, she
                at = comma + 1
    found = right_phrase(words, at, subject=True)
    if found.kind == "noun":  # The friend was Claude Mercier, who ...
        verb = next((i for i in range(at, len(words)) if words[i].text in ("was", "is")), None)
        if (
            verb is not None
            and verb - at < 7
            and verb + 1 < len(words)
            and capital(words[verb + 1])
        ):
            named = right_phrase(words, verb + 1)
            return named if named.kind == "name" and len(named.words) > 1 else found
    return found


def coordinated(words: list[Token]) -> list[Mention]:
    """The subjects named after ", but" and its like: "The crowd left, but Berg was not done"."""
    found: list[Mention] = []
    for index in range(1, len(words) - 2):
        if words[index - 1].text == "," and words[index].text in ("but", "and", "while"):
            mention = right_phrase(words, index + 1)
            if mention.kind == "name":
                found.append(mention)
    return found


def right_phrase(words: list[Token], at: int, subject: bool = False) -> Mention:
    """The noun phrase that begins at `at`: "Trump", "the minister", "Kazakhstan's president, X"."""
    size = len(words)
    if at >= size:
        return NOBODY
    if (pronoun := _pronoun(words[at])) and pronoun not in ("who", "it"):
        return Mention("pronoun", (pronoun,), words[at].start)
    index = at
    noun: list[str] = []
    while index < size and index - at < 14:
        word = words[index].text
        lower = word.lower()
        particle = lower in _PARTICLES and index + 1 < size and capital(words[index + 1])
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
                        after.text.lower() in _PARTICLES
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
            described = bool(noun) and noun[0].lower() in _DETERMINERS and following.islower() and (
                end + 2 < size and (capital(words[end + 2]) or words[end + 2].text.islower())
                and following not in _PREPOSITIONS and following not in SPEECH
            )  # fmt: skip
            person = end + 3 < size and capital(words[end + 2]) and capital(words[end + 3]) and (
                following.islower() and following.endswith(_AGENT) and following not in SPEECH
                and following not in _PREPOSITIONS and not is_cue(words, end + 1)
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
        if (
            not word[0].isalnum()
            or lower in _PREPOSITIONS
            or lower in _VERBS
            or is_cue(words, index)
        ):
            break
        noun.append(word)
        index += 1
    if noun:
        return Mention("noun", tuple(noun), words[at].start)
    return NOBODY


# How nouns for people end: pollster, senator, economist, host, consultant.
_AGENT = ("er", "or", "ist", "ian", "man", "woman", "ant", "host", "chief", "aide", "widow", "head")
_VERBS = frozenset(
    """is was are were be been being has have had will would can could may might must shall should
    does did do went came took made got held led left met put sat stood ran won lost""".split()
)


def subject_ended(noun: list[str]) -> bool:
    """Whether a noun phrase cannot be followed by the name in apposition."""
    return noun[-1].lower().rstrip(".") not in TITLES and noun[-1].lower() not in _ROLE_NOUNS


_DETERMINERS = frozenset("the a an its his her their our another".split())
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


def citing(words: list[Token]) -> Mention:
    """The person in "quoting X as saying", "cited X as saying", "X was quoted as saying"."""
    for index in range(len(words) - 1, 0, -1):
        lower = words[index].text.lower()
        if (
            lower not in ("saying", "telling", "adding", "warning", "noting")
            or words[index - 1].text.lower() != "as"
        ):
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
    words = _outside_brackets(words)
    if not words:
        return NOBODY
    last = next((i for i in range(len(words) - 1, -1, -1) if is_cue(words, i)), None)
    while last and _relative(words, last) in _ANYONE:  # saying anybody who complains "is ..."
        last = next((i for i in range(last - 1, -1, -1) if is_cue(words, i)), None)
    source = _according(words)
    if last is None:
        colon = words[-1].text == ":"
        if colon and len(words) > 2 and words[-2].text.lower() in _MESSAGES:
            return main_subject(words[:-1])
        if source.kind != "none":
            return source
        if colon and len(words) < 26:
            comma = _comma_before(words, len(words) - 1)
            for word in words[comma + 1 :]:
                if word.text.lower() in ("he", "she"):
                    return Mention("pronoun", (word.text.lower(),), word.start)
        return main_subject(words[:-1]) if colon and len(words) < 14 else _in_words_of(words)
    if source.kind != "none" and source.start > words[last].start:
        return source
    quoted = citing(words[: last + 1])
    if quoted.kind != "none":
        return quoted
    after = words[last + 1].text.lower() if last + 1 < len(words) else ""
    if after == "by":
        return right_phrase(words, last + 2)
    if words[last].text.lower() in _CITING and words[-1].text == ":":
        cited = right_phrase(words, last + 1)  # Tass quoted Berg: "..."
        if cited.kind == "name":
            return cited
    if is_cue(words, last) == "participle":
        before = words[last - 1].text.lower() if last else ""
        if last > 2 and (reduced := _reduced(words, last)).kind == "name":
            return reduced
        if before == "to" and last > 2 and words[last - 2].text.endswith("ed"):
            led = left_subject(words, last - 2)  # Berg was prompted to say
            if led.kind in ("name", "pronoun"):
                return led
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


_MESSAGES = frozenset(
    "statement tweet tweets message messages post remarks reply response letter note words".split()
)
_ANYONE = frozenset("anybody anyone everybody everyone somebody someone those people".split())
_SHOWING = frozenset("of with shows showed showing features featuring hears heard for".split())


def _outside_brackets(words: list[Token]) -> list[Token]:
    """The words that stand in no brackets, where brackets are closed."""
    if not any(word.text == ")" for word in words):
        return words
    kept: list[Token] = []
    opened: list[int] = []
    for word in words:
        if word.text == ")" and opened:
            del kept[opened.pop() :]
            continue
        if word.text == "(":
            opened.append(len(kept))
        kept.append(word)
    return kept


def _relative(words: list[Token], cue: int) -> str:
    """The word that "who" stands for, where the verb at `cue` is that of a relative clause."""
    at = _before_adverbs(words, cue - 1)
    if at < 1 or words[at].text.lower() not in ("who", "that", "which"):
        return ""
    return words[at - 1].text.lower()


def _reduced(words: list[Token], cue: int) -> Mention:
    """The person of "footage of X asking" or "for X to tweet that"."""
    at = cue - 2 if words[cue - 1].text == "to" else cue - 1
    if not capital(words[at]) or possessive(words[at].text):
        return NOBODY
    found = _phrase_left(words, at)
    begin = next((i for i in range(at, -1, -1) if words[i].start <= found.start), 0)
    before = words[begin - 1].text.lower() if begin else ""
    return found if before in _SHOWING else NOBODY


_CITING = frozenset("quoted quotes quoting cited cites citing цитирует".split())


# "According to", after "по".
BY_WORDS = frozenset("словам мнению данным информации оценке оценкам сведениям".split())


def _according(words: list[Token]) -> Mention:
    for index, word in enumerate(words[:-1]):
        lower = word.text.lower()
        following = words[index + 1].text.lower()
        if lower == "according" and following == "to":
            return right_phrase(words, index + 2)
        if lower == "по" and following in BY_WORDS:
            return right_phrase(words, index + 2)
        if following in ("айтуынша", "пікірінше", "мәліметінше"):
            return left_phrase(words, index)
        if lower == "как" and is_cue(words, index + 1):
            return right_phrase(words, index + 2)
    return NOBODY


def _in_words_of(words: list[Token]) -> Mention:
    """ "In Trump's words", "in the words of Trump", "for Trump"."""
    for index, word in enumerate(words):
        if word.text.lower() != "words":
            continue
        if index and possessive(words[index - 1].text):
            return Mention(
                "name",
                (words[index - 1].text.removesuffix("'s").rstrip("'"),),
                words[index - 1].start,
            )
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
    if at and words[at - 1].text == "-" and len((signed := signature(words[at:])).words) > 1:
        return signed
    if words[at].text.lower() in ("according",) and at + 1 < len(words):
        return right_phrase(words, at + 2)
    if words[at].text.lower() in ("as", "как") and at + 1 < len(words):
        at += 1
    if is_cue(words, at) and words[at].text.lower() not in PARTICIPLES:
        return _inverted(words, at + 1)
    cue = next(
        (i for i in range(at, min(len(words), at + 48)) if is_cue(words, i) == "finite"), None
    )
    if cue is None or _ended(words, at, cue):
        return NOBODY
    first = words[at]
    if words[cue - 1].text == "," and cue > at and first.text.islower() and not _pronoun(first):
        inverted = _inverted(words, cue + 1)  # "...," like the rest of it, said Holm
        if inverted.kind == "name" and first.text not in _DETERMINERS:
            return inverted
    if first.text.lower() in _PREPOSITIONS or first.text.lower() in ("to", "which", "who", "whom"):
        return _after_comma(words, at, cue)
    direct = left_subject(words[at:], cue - at)
    if first.text.lower() in ("was", "is") and words[at + 1].text.lower() in ("how", "what"):
        return direct  # "Thin" was how Holm described it
    if direct.kind in ("name", "pronoun", "noun") and direct.start == first.start:
        return direct
    if direct.kind == "name" and words[at].text.lower() in ("the", "a", "an", "former", "then"):
        return direct
    lead = right_phrase(words, at, subject=True)
    if direct.kind == "name" and direct.start == lead.start:
        return direct
    if lead.kind != "none" and (direct.kind == "none" or direct.start >= lead.start):
        inserted = any(words[i].text in (",", "(", "-") for i in range(at, cue))
        if direct.kind == "name" and (not inserted or lead.kind == "noun"):
            return direct  # another brother, Stuart Berg, recalled
        if inserted and lead.kind != "none" and capital(first):
            return (
                lead
                if direct.kind != "name"
                or direct.start == lead.start
                or _inside(words, at, cue, direct)
                else direct
            )
        if direct.kind != "none" and not inserted:
            return direct
    return _after_comma(words, at, cue)


def signature(words: list[Token]) -> Mention:
    """A name alone after a dash, as under a letter: "..." - Pamela Reyes."""
    end = next((i for i, word in enumerate(words) if not capital(word)), len(words))
    tail = [word.text for word in words[end:]]
    if not 0 < end < 5 or possessive(words[end - 1].text) or (tail and tail != ["."]):
        return NOBODY
    return Mention("name", tuple(word.text for word in words[:end]), words[0].start)


def _inverted(words: list[Token], at: int) -> Mention:
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
    if words[at].text.lower() in _DETERMINERS:
        return at
    while index < size and (capital(words[index]) or words[index].text[0].isdigit()):
        if possessive(words[index].text):
            return at
        index += 1 + 2 * (index + 2 < size and words[index + 1].text == "/")
    small = index
    while small < size and small - index < 3 and words[small].text.islower():
        lower = words[small].text
        if lower in _PREPOSITIONS or lower in _ADVERBS or lower in _VERBS or lower in SPEECH:
            return at
        small += 1
    named = small + 1 < size and capital(words[small]) and capital(words[small + 1])
    alone = small < size and capital(words[small]) and index == at
    fits = small > index and (named or alone) and words[small].text.lower() not in DAYS
    return small if fits else at


_PLACING = frozenset("в во на с со о об по из для к от у при над".split())


def _ended(words: list[Token], at: int, cue: int) -> bool:
    """Whether a sentence ends before the cue; a stop in brackets (D-Mass.) ends none."""
    depth = 0
    for index in range(at, cue):
        shown = words[index].text
        depth += (shown == "(") - (shown == ")")
        if depth == 0 and shown in (".", ";", "!", "?") and words[index + 1].text != ",":
            return True
    return False


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


def reported(words: list[Token]) -> Mention:
    """Who is said to say a sentence without quotation marks: "..., said Ijaz, an economist"."""
    last = next((i for i in range(len(words) - 1, -1, -1) if is_cue(words, i) == "finite"), None)
    if last is None:
        return NOBODY
    if last and words[last - 1].text in (",", "-"):
        found = right_phrase(words, last + 1)
        if found.kind == "name":
            return found
    return left_subject(words, last)
