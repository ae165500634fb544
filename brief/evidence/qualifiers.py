"""Bounds and hedges beside a number: "up to", "at least about", "or more", "дейін"."""

from __future__ import annotations

import re
from functools import lru_cache

from brief.expressions import expression

# Each qualifier's class, parts of which its words hold at least one, and its words.  The parts keep
# most expressions from being tried, or compiled at all.
_TABLE = (
    ("just over", "just slight little bit чуть",
     r"(?:just|slightly|a little|a bit|little) (?:over|above|more than)"
     r"|чуть более|чуть больше"),
    ("just under", "just slight little bit чуть",
     r"(?:just|slightly|a little|a bit) (?:under|below|less than|short of"
     r"|shy of|fewer than)"
     r"|чуть менее|чуть меньше"),
    ("maximum", "max максимум", r"a maximum of|max(?:imum|\.)?|максимум"),
    ("at most", "no at capped не ең",
     r"(?:no|not) more than|at (?:the )?most|not exceeding|capped at"
     r"|no (?:higher|greater|larger) than|не более(?: чем)?|не больше|ең көбі"),
    ("at least", "as at no minimum не минимум по кем",
     r"as (?:few|little|low) as|at (?:the very )?least|no (?:fewer|less) than"
     r"|not (?:fewer|less) than|a minimum of|minimum(?: of)?"
     r"|не менее(?: чем)?|не меньше|как минимум|минимум|по меньшей мере|по крайней мере"
     r"|кемінде|кем дегенде"),
    ("more than",
     "more greater higher larger over above beyond excess upward north exceed surpass topp > более "
     "больше свыше превы",
     r"(?:(?:well|far|much|way|even|significantly|substantially) )?(?:more"
     r"|greater|higher|larger) than"
     r"|(?:well |far )?(?:over|above|beyond)|in excess of|upwards? of|north of|exceed(?:s"
     r"|ed|ing)?|surpass(?:es|ed|ing)?"
     r"|topp(?:ed|ing)|>|более(?: чем)?|больше(?: чем)?|свыше|превы\w+"),
    ("less than", "less fewer lower smaller under below short < менее меньше ниже",
     r"(?:(?:well|far|much) )?(?:less|fewer|lower|smaller) than"
     r"|(?:well )?(?:under|below)|short of|<"
     r"|менее(?: чем)?|меньше(?: чем)?|ниже"),
    ("up to", "up as до",
     r"up to|as (?:many|much|high|long) as|(?<!с )(?<!\d )до|anything up to"),
    ("nearly", "nearly almost close approaching virtually quite практически почти",
     r"nearly|almost|close to|approaching|virtually|not quite|практически|почти"),
    ("approximate",
     "approx about around rough ca c. some region order more estimate ~ \u2248 neighbo около "
     "примерно приблизительно порядка ориентировочно шамамен",
     r"approximately|approx\.?|about|around|roughly|circa|ca?\.|some"
     r"|something like|in the region of"
     r"|on the order of|more or less|(?:an )?estimated(?: at| to be| (?:total|value"
     r"|cost) of)?|estimates? of|~|\u2248"
     r"|somewhere around|in the neighbou?rhood of"
     r"|около|примерно|приблизительно|порядка|ориентировочно|шамамен"),
    ("only", "only just mere scant лишь только всего небәрі",
     r"only|just|merely|a mere|a scant|лишь|только|всего(?: лишь)?|небәрі"),
    ("maximum", "max максимум", r"(?:a )?maximum(?: of)?|max\.?|максимум"),
    ("barely", "barely scarcely hardly", r"barely|scarcely|hardly"),
    ("exactly", "exactly precisely ровно дәл", r"exactly|precisely|ровно|дәл"),
)  # fmt: skip


_QUALIFIERS = tuple((tuple(parts.split()), words, name) for name, parts, words in _TABLE)


@lru_cache(maxsize=32)
def _ending(words: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w-])(?:{words})[ \n]?(?:(?:the|a|an|this|that)[ \n])?\Z", re.IGNORECASE
    )


def _last_word(lead: str) -> str:
    """What stands behind the last blank of a text, a blank at its very end aside."""
    tail = lead[-16:]
    if tail.endswith((" ", "\n")):
        tail = tail[:-1]
    return tail[max(tail.rfind(" "), tail.rfind("\n")) + 1 :]


# The words with which a qualifier can end, so that most numbers need no search.
_FINAL = frozenset(
    """over above than beyond under below of shy most least maximum max max. minimum exceeding
    as exceed exceeds exceeded surpass surpasses surpassed surpassing topped topping at to many much
    high long nearly almost approaching virtually quite approximately approx approx. about around
    roughly circa c. ca. ca some like less estimated be total value cost estimate estimates only
    just merely mere scant exactly precisely barely scarcely hardly a an the this that short ~ > <
    \u2248 менее меньше более больше чем не максимум көбі минимум мере крайней кемінде дегенде
    свыше ниже до практически почти около примерно приблизительно порядка ориентировочно шамамен
    лишь только всего небәрі ровно дәл превысил превысила превысило превысили превышает""".split()
)


_AFTER_QUALIFIER = tuple(
    (expression(words, re.IGNORECASE), name)
    for words, name in (
        (
            r"[ \n]or (?:more|above|higher|greater|over)\b|-? ?plus\b|\+|[ \n]and (?:up|above"
            r"|more)\b|[ \n]at (?:the )?(?:very )?least\b|[ \n]minimum\b",
            "at least",
        ),
        (
            r"[ \n]or (?:less|fewer|under|below)\b|[ \n]at (?:the )?most\b|[ \n]maximum\b"
            r"|[ \n]tops\b",
            "at most",
        ),
        (
            r"[ \n]or so\b|-odd\b|[ \n]odd\b|-ish\b|[ \n]or thereabouts\b"
            r"|[ \n]approximately\b|[ \n]roughly\b",
            "approximate",
        ),
    )
)


_KAZAKH_AFTER = expression(
    r"(?:[ -]?[а-яәғқңөұүһі%]{1,14}\.?){0,3}?[ ](?P<word>астам|аса|артық|жуық|таяу|дейін|шақты"
    r"|кем емес|аспайтын)(?![^\W_])",
    re.IGNORECASE,
)


_KAZAKH_CLASS = {
    "астам": "more than", "аса": "more than", "артық": "more than", "жуық": "approximate",
    "таяу": "nearly", "дейін": "up to", "шақты": "approximate", "кем емес": "at least",
    "аспайтын": "at most",
}  # fmt: skip


_DURATION = expression(
    r"[ -]?(?:consecutive |straight |full )?(?:year|month|week|day|hour|minute|decade|centur"
    r"|quarter|season)",
    re.I,
)


_LASTING = expression(
    r"(?:^|[.;:(\"]|\b(?:for|last(?:s|ed|ing)?|took|takes|take|aged|is|was|were|are|of|after"
    r"|spent|spanning|spans|within"
    r"|be|been|with|and|than|age|serv\w+|wait\w*))[ \n]?\Z",
    re.I,
)


_TOPIC = expression(
    r"\b(?:talk\w*|sp[eo]ak\w*|spoke|ask\w*|told|know\w*|learn\w*|hear\w*|heard|concern\w*"
    r"|question\w*|worr\w+|complain\w*|inform\w*|wrote|write|read|news|information|details?"
    r"|story|stories)(?: (?!for |at )\w+)? \Z",
    re.I,
)


_TOKEN = expression(
    r"\$?[^\W_](?:[\w.&]*\w)?(?:['-]\w+)*|[,.;:!?()\[\]\"\u2026/]|-|'|%", re.UNICODE
)


BOUNDARY = frozenset(
    """of in on at by for from with to into over under after before during since until between
    among and or but as than that which who whose when while where if because so is are was were
    be been being has have had will would can could may might shall should must do does did not
    it its they he she we you i this these those there their his her our also per worth
    valued including totaling totalling within across through against about around
    в на с по для из от до к у и а но что который которые было был были будет за при
    мен және бен пен үшін""".split()
)


MARKS = frozenset(',.;:!?()[]"\u2026/-')


_USUAL = 7  # code points of a word and the blank before it


def phrase_tokens(text: str, limit: int = 1000) -> list[str]:
    """The words and marks of a text, the first `limit` of them."""
    if len(text) > limit * _USUAL:  # most often enough; no token goes beyond a blank
        tokens = _TOKEN.findall(text, 0, max(0, text.rfind(" ", 0, limit * _USUAL)))
        if len(tokens) >= limit:
            return tokens[:limit]
    return _TOKEN.findall(text)[:limit]


def qualifier_before(lead: str, body: str, end: int, unit: str) -> tuple[str, bool, int, bool]:
    """The qualifier that ends `lead`: its class, a hedge beside it, its length, "estimated"."""
    rest = lead
    if _last_word(lead).lower().lstrip("\"'([") not in _FINAL:
        return "exact", False, 0, False
    bound, hedge, estimated = "", False, False
    for _ in range(3):
        stripped = re.sub(r"\b(?:an?|the)[ \n]\Z", "", rest[-4:])
        probe = rest[:-4] + stripped if len(rest) >= 4 else rest
        hit = None
        candidates = (rest,) if probe == rest else (rest, probe)
        held = "\n".join(candidate[-40:] for candidate in candidates).casefold()
        for parts, words, name in _QUALIFIERS:
            if not any(part in held for part in parts):
                continue
            for candidate in candidates:
                if match := _ending(words).search(candidate[-40:]):
                    hit = (name, match, candidate)
                    break
            if hit:
                break
        if hit is None:
            break
        name, match, candidate = hit
        kept = candidate[: len(candidate) - (len(candidate[-40:]) - match.start())]
        shown = match.group().strip().lower()
        if shown in ("over", "under", "above", "beyond", "до") and unit in ("", "year", "decade"):
            duration = (
                _DURATION.match(body, end)
                and not _LASTING.search(kept[-24:])
                and not body[end : end + 24].rstrip(",.").endswith(" ago")
            )
            if (shown == "over" and duration) or unit in ("year", "decade"):
                break
        if (
            re.match(r"(?:over|under|above|below|beyond) (?:an?|the)\Z", shown)
            and body[end : end + 1] == "-"
        ):
            break  # under a 35-year lease
        if shown in ("about", "around") and _TOPIC.search(kept[-40:]):
            break
        if (
            shown in ("about", "around", "some", "over", "under", "above", "below")
            and unit == "ordinal"
        ):
            break
        if shown == "up to" and re.search(
            r"\b(?:add(?:s|ed|ing)?|came|come|catch\w*|live\w*) \Z", kept[-12:]
        ):
            break
        if name == "approximate":
            hedge = True
            estimated = estimated or "estimat" in shown
        elif not bound or bound in ("only", "exactly"):
            bound = name
        rest = kept
    size = len(lead) - len(rest)
    if bound:
        return bound, hedge, size, estimated
    return ("approximate" if hedge else "exact"), False, size, estimated


_NOUN_THEN_BOUND = expression(
    r"(?:[ \n][\w'-]+){1,3}?(?=[ \n]or (?:more|less|fewer|so)\b|[ \n]at (?:least|most)\b)"
)


def qualifier_after(body: str, end: int, kazakh: bool) -> tuple[list[str], str]:
    """The words after a quantity, and the qualifier that follows it or its noun."""
    rest = body[end : end + 160]
    for pattern, name in _AFTER_QUALIFIER:
        if match := pattern.match(rest):
            return phrase_tokens(rest[match.end() :], 14), name
    tokens = phrase_tokens(rest, 14)
    noun = _NOUN_THEN_BOUND.match(rest)
    if noun and not set(noun.group().lower().split()) & BOUNDARY:
        for pattern, name in _AFTER_QUALIFIER:
            if match := pattern.match(rest, noun.end()):
                return phrase_tokens(noun.group(), 14) + phrase_tokens(rest[match.end() :], 8), name
    cyrillic = kazakh or "\u0400" <= rest[1:2] <= "\u04ff"
    if cyrillic and (match := _KAZAKH_AFTER.match(rest[:60])):
        return tokens, _KAZAKH_CLASS[match.group("word").lower()]
    return tokens, ""
