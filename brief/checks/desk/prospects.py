"""Words that say how far a thing has come: intended, expected, decided, done."""

from __future__ import annotations

import re
from functools import lru_cache

from brief.expressions import expression
from brief.text.cues import Cued

# What turns the verb after it into something that has not happened yet, or has not at all.
_AHEAD = expression(
    r"\b(?:to|will|would|shall|may|might|could|should|can|not|never|n['’]t)\s+(?:\w+ly\s+)?"
    r"(?:be\s+|have\s+been\s+)?\Z"
    r"|\b(?:expected|planned|scheduled|set|due|likely|yet|about|intends?|intent|intention|plans?"
    r"|hopes?|wants?|considering|considers?|possible|potential|possibility of|plans? for"
    r"|prospect of|rule out|ruled out|negotiating|discussing|proposed|proposal)"
    r"\s+(?:to\s+|for\s+|of\s+|an?\s+|the\s+)?(?:be\s+)?\Z",
    re.IGNORECASE,
)
EXPECTED = expression(
    r"\b(?:expect(?:ed|s|ing|ation)?|anticipat\w+|project(?:ed|ion|ions)|forecast\w*|set to|due to"
    r"|due in|scheduled|will|would|shall|likely|is to|are to|by (?:the )?(?:year|month)[’']?s? end"
    r"|by the end of|going to|soon|upcoming|planned|plans?|intend\w*|hop(?:e|es|ed|ing))\b"
    r"|\b(?:ожида|планир|прогноз|намер|предполага)\w*|\b(?:будет|будут|намечен\w*)\b",
    re.IGNORECASE,
)
ESTIMATED = expression(
    r"\b(?:estimat\w+|reckon\w*|calculat\w+|assess\w+|put at|projected|forecast\w*)\b"
    r"|\b(?:оцен|прогноз)\w*",
    re.IGNORECASE,
)
PLANNED = expression(
    r"\b(?:plan\w*|intend\w*|intent\w*|schedul\w+|set to|agreed to|agreement \w*\s?to|to \w+|aim\w*"
    r"|will|would|invit\w+|propos\w+|target\w*|purpose\w*)\b"
    r"|\b(?:планир|намер|намечен|предполага)\w*|\b(?:будет|будут)\b",
    re.IGNORECASE,
)
OPEN = expression(
    r"\b(?:rul\w+ (?:\w+ ){0,3}out|possib\w+|whether|consider\w*|may|might|could|not exclud\w+)\b",
    re.IGNORECASE,
)

# What is done, by the stems that say so; a stem of one row may stand for another of that row.
_DONE = """
sign signed signing signs signature signatory signatories inked
decide decided decides decision
agree agreed agrees agreement
join joined joins accession acceded accedes acceding joining
receive received receives awarded receiving
announce announced announces announcement announcing
approve approved approves approval approving
complete completed completes completion finished finalised finalized finalising concluded
confirm confirmed confirms confirmation confirming
ratify ratified ratifies ratification
deliver delivered delivers delivery deliveries
launch launched launches began begun begins started starts launching opened
build built builds construction constructed
buy bought purchased purchase purchases acquired
invest invested invests investment
visit visited visits
meet met meets meeting
assemble assembled assembles produced assembly
formalise formalised formalized formally officially
withdraw withdrew withdrawn
resign resigned
"""
FAMILY: dict[str, frozenset[str]] = {}
for _line in filter(None, _DONE.splitlines()):
    _words = frozenset(_line.split())
    for _word in _words:
        FAMILY[_word] = _words
_NOUNS = """
signature signatory signatories decision agreement accession announcement approval completion
confirmation ratification delivery deliveries construction purchase purchases investment visit
visits meeting assembly
"""
NOUNS = frozenset(_NOUNS.split())
# Forms that claim the thing as done when they stand in a sentence of ours.
_CLAIMS = """
signed inked decided agreed joined acceded accession received awarded announced approved
    completed finished finalised finalized concluded confirmed ratified delivered launched began
    begun started opened built constructed bought purchased acquired assembled produced visited
    formalised formalized formally officially withdrew withdrawn resigned decision
"""
CLAIMS = frozenset(_CLAIMS.split())
# What a text has instead of the thing done.
WEAKER = Cued(
    "intent intend plan expect consider set due scheduled would will may might could hope want "
    "seek aim aims possib propos potential readiness ready rule decision decided agreed",
    r"\b(?:intent|intends?|intention|intended|plans?|planned|expect\w*|consider\w*|set to|due to"
    r"|scheduled|would|will|may|might|could|hopes?|wants?|seeks?|aims?|possib\w+|propos\w+"
    r"|potential|readiness|ready to|rule out|decision to|decided to|agreed to)\b",
    re.IGNORECASE,
)
_WORD = expression(r"\w+")
# Past forms that do not end in "ed", each with the forms of its verb.
_IRREGULAR = """
rise rises rising rose risen|fall falls falling fell fallen|grow grows growing grew grown
take takes taking took taken|give gives giving gave given|sell sells selling sold
leave leaves leaving left|win wins winning won|pay pays paying paid|send sends sending sent
write writes writing wrote written|break breaks breaking broke broken|spend spends spending spent
bring brings bringing brought|fight fights fighting fought|seek seeks seeking sought
lend lends lending lent|choose chooses choosing chose chosen|become becomes becoming became
"""
PAST: dict[str, frozenset[str]] = {}
for _line in filter(None, _IRREGULAR.replace("|", "\n").splitlines()):
    for _word in _line.split()[3:]:
        PAST[_word] = frozenset(_line.split())


def is_past(word: str) -> bool:
    """Whether a word says that something was done, by its form alone."""
    return word in PAST or (word.endswith("ed") and len(word) > 4)


@lru_cache(maxsize=4096)
def _forms(word: str) -> frozenset[str]:
    """A past form with the others of its verb: published, publish, publishes, publishing."""
    if word in PAST:
        return PAST[word]
    if len(word) < 5 or not word.endswith("ed"):
        return frozenset((word,))
    stem = word[:-2]
    stems = {stem, f"{stem}e"}
    if stem[-1] == stem[-2]:
        stems.add(stem[:-1])  # stopped, stop
    if stem.endswith("i"):
        stems.add(f"{stem[:-1]}y")  # carried, carry
    present = {f"{one}{ending}" for one in stems for ending in ("s", "es")}
    return frozenset((word, *stems, *present, f"{stem}ing"))


@lru_cache(maxsize=4096)
def standing(text: str, word: str) -> str:
    """How a word of the family of `word` stands in a text: "done", "ahead", or "" where it does
    not stand at all.  It stands ahead where each time something like "expected to" leads it."""
    found = ""
    places = _places(text)
    for form in places.keys() & (FAMILY.get(word) or _forms(word)):
        for start in places[form]:
            if not _AHEAD.search(text[max(0, start - 40) : start]):
                return "done"
            found = "ahead"
    return found


@lru_cache(maxsize=256)  # the words of a sentence are asked for one by one
def _places(text: str) -> dict[str, list[int]]:
    """Where each word of a text stands, by its small letters."""
    found: dict[str, list[int]] = {}
    for match in _WORD.finditer(text):
        found.setdefault(match.group().lower(), []).append(match.start())
    return found
