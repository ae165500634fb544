"""The words and marks of a sentence, and closed lists of the small words between them."""

from __future__ import annotations

from brief.evidence.lexicon import MONTHS, PRONOUNS
from brief.expressions import expression

_TOKEN = expression(
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


ADVERBS = frozenset(
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

PREPOSITIONS = frozenset(
    """of in on at by for from with to into over under after before during since until between among
    about against through without within amid across around near as than that where when while
    because if and or but""".split()
)

PARTICLES = frozenset("de al el bin ibn van von der den da di la le du dos bint ben ter".split())


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


def pronoun_in(token: Token) -> str:
    """The pronoun that the token is or is contracted from ("he's"), else an empty text."""
    head = token.text.lower().partition("'")[0]
    return head if head in PRONOUNS else ""


TIMES = DAYS | frozenset("week month year morning afternoon evening night weekend".split())

TIME_LINKS = frozenset("on in late early this last next earlier since by at the".split()) | DAYS

VERBS = frozenset(
    """is was are were be been being has have had will would can could may might must shall should
    does did do went came took made got held led left met put sat stood ran won lost""".split()
)

DETERMINERS = frozenset("the a an its his her their our another".split())
