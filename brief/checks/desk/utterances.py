"""What keeps a clause from belonging to the words that a fact gives to it: a stop between the two,
another person's clause around it, another speaker since its antecedent; and whose clause stands
beside words that are quoted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from brief.archive.snapshots import Passage
from brief.checks.desk import Desk
from brief.dossier.model import Name
from brief.evidence.attribution import intervening
from brief.evidence.lexicon import SPEECH
from brief.evidence.people import PRONOUN_GENDER, gender_of
from brief.evidence.quotes import find
from brief.evidence.reading import read
from brief.evidence.speakers import is_same
from brief.evidence.tokens import DAYS
from brief.expressions import expression
from brief.facts.fact import Fact
from brief.text.folding import fold

_CLOSED = expression(r"\s*[.…]?\s*[”»\"’']+\s+\Z")
# A verb of saying that takes whom it speaks to, not what: "told the paper" may end a sentence.
_ADDRESSED = frozenset(("told", "tells", "asked", "asks", "reminded", "reminds", "assured"))
_SAYS = expression(r"([a-z]+)\W*\Z")
_OBJECT = expression(
    r"\s+(?:that|the|an?|his|her|its|their|our|my|he|she|it|they|we|there|this|these|those|no"
    r"|[\"“«]|[A-Z]\w+)(?!\w)"
)
_GOVERNS = expression(r"\s+(?:also |later |then |again |\w+ly )?([a-z]+)\b([^,;:.“”«»\"]*)\Z")
_PARTS = expression(r"\b(?:and|but|while|as|after|before|when|because|since|if|who|which)\b")
_QUOTED = expression(r"[“„«\"]([^“”„«»\"]{1,2000})[”“»\"]")
_PRONOUN = expression(r"\b(he|she|он|она)\b", re.IGNORECASE)


def not_its_own(
    desk: Desk, fact: Fact, name: Name, clause: Passage, earlier: tuple[Passage, ...]
) -> tuple[str, str] | None:
    """Why a clause whose subject is the speaker does not give the speaker these words all the same:
    (message, help); None where nothing speaks against it."""
    if outer := _governed(desk, name, clause):
        message = f"“{outer}” stands before the clause: this is what another says of {name.name}"
        return message, "record it as a point, with `said-by` whoever says so"
    if earlier and (other := _since(desk, name, clause, earlier[0])):
        message = f"between the antecedent and the clause {other} speaks"
        return message, "choose the antecedent that stands nearest to the clause"
    last = [
        found[0]
        for path, found in fact.resolved.items()
        if path.partition(".")[0] == "words" and fact.kind == "quote" and found
    ][-1:]
    behind = last and last[0].source == clause.source and last[0].end <= clause.start
    if behind and _begins_anew(desk.text(clause.source), last[0].end, clause):
        message = "the words end their sentence, and the clause begins another"
        return message, "choose the clause that stands before these words, with their speaker"
    return None


def misgiven(
    desk: Desk, text: str, passages: tuple[Passage, ...]
) -> Iterator[tuple[str, Passage, str]]:
    """Words that a sentence of ours quotes and gives to a person, and that the source gives to
    another, or has somebody else report: (message, passage, help)."""
    quoted = [match.group(1) for match in _QUOTED.finditer(text)]
    if not quoted or not any(
        desk.dossier.names[i].kind == "person" for _, _, ids in desk.names(text) for i in ids
    ):
        return
    for words in quoted:
        ours = _mouth(desk, text, words)
        places = [p for p in passages if ours and find(p.exact, words)]
        theirs = [(p, _mouth(desk, desk.paragraph_text(p), words)) for p in places]
        given = " and ".join(sorted(desk.printed(i) for i in ours))
        if theirs and all(found and ours.isdisjoint(found) for _, found in theirs):
            passage, found = theirs[0]
            said = " or ".join(sorted(desk.printed(i) for i in found))
            message = f"“{words}” is given to {given}, the source gives it to {said}"
            yield message, passage, f"write that {said} said it"
            continue
        for place in places:
            if teller := _relayed(desk, text, ours, place, words):
                message = f"“{words}” is what {teller} says that {given} said"
                yield message, place, f"say so: “{teller} said that …”"
                break


def _begins_anew(text: str, end: int, clause: Passage) -> bool:
    """Whether words that end at `end` have ended their sentence, and the clause behind them begins
    another with something else to say: “… out of control.” Okafor said the bank “may act”."""
    between = text[end : clause.start]
    stopped = text[end - 1 : end] in (".", "…") or between.lstrip()[:1] in (".", "…")
    if not stopped or not _CLOSED.fullmatch(between):
        return False
    says = _SAYS.search(clause.exact)
    if says is None or says.group(1) not in SPEECH or says.group(1) in _ADDRESSED:
        return False
    follows = _OBJECT.match(text, clause.end)
    return follows is not None and follows.group().strip().lower() not in DAYS


def _governed(desk: Desk, name: Name, clause: Passage) -> str:
    """Another person's words that the clause is a part of: "Roth said" of "Roth said Marsh had
    called"; "" where there are none."""
    own = [a for a, _, ids in desk.names(clause.exact) if name.id in ids]
    if not own:
        return ""
    start, _ = desk.sentence(clause.source, clause.start, clause.end)
    before = desk.text(clause.source)[start : clause.start + own[-1]]
    found = _governor(desk, name.id, before)
    return found[1] if found else ""


def _relayed(desk: Desk, text: str, ours: frozenset[str], place: Passage, words: str) -> str:
    """Whose report of somebody's words a sentence of ours leaves out, that has that somebody say
    them: "Ines Roth" where the passage has "Roth said Marsh had called it “reckless”"; else ""."""
    told = {i for _, _, ids in desk.names(text) for i in ids}
    whole = desk.text(place.source)
    for match in find(place.exact, words):
        at = place.start + match.span[0]
        start, _ = desk.sentence(place.source, at, at + 1)
        lead = whole[start:at]
        for begin, _, ids in reversed(desk.names(lead)):
            if ours.isdisjoint(ids):
                continue
            found = _governor(desk, ids[0], lead[:begin])
            if found and told.isdisjoint(found[0]):
                return desk.printed(found[0][0])
            break
    return ""


def _governor(desk: Desk, own: str, before: str) -> tuple[tuple[str, ...], str] | None:
    """The person whose verb of saying governs what follows `before`: (ids, "Roth said")."""
    named = [(a, b, ids) for a, b, ids in desk.names(before) if _is_other_person(desk, ids, own)]
    if not named:
        return None
    first, last, ids = named[-1]
    says = _GOVERNS.match(before, last)
    if says is None or says.group(1) not in SPEECH or _PARTS.search(says.group(2)):
        return None
    return (ids, before[first : says.end(1)]) if len(says.group(2).split()) < 6 else None


def _since(desk: Desk, name: Name, clause: Passage, antecedent: Passage) -> str:
    """Another person who speaks between an antecedent and the clause whose "he" or "she" is to mean
    the first; "" where nobody does, or where the pronoun cannot mean that person."""
    pronoun = _PRONOUN.search(clause.exact)
    if pronoun is None or antecedent.source != clause.source or antecedent.end > clause.start:
        return ""
    gap = desk.text(clause.source)[antecedent.end : clause.start]
    between = _QUOTED.sub(lambda match: " " * len(match.group()), gap)
    wanted = PRONOUN_GENDER[pronoun.group(1).lower()]
    for other in {i for _, _, ids in desk.names(between) for i in ids}:
        if not _is_other_person(desk, (other,), name.id):
            continue
        person = desk.dossier.names[other]
        if gender_of(tuple(person.name.split())) not in ("", wanted):
            continue
        if intervening(between, person.spellings):
            return person.name
    return ""


def _mouth(desk: Desk, text: str, words: str) -> frozenset[str]:
    """The registered persons whom the clause beside quoted words names, in a text of one paragraph
    or a few; empty where none is named beside them, or where it is not certain."""
    reading = read(text)
    wanted = fold(words).text.strip(" .,")
    found: set[str] = set()
    for quotation in reading.quotations:
        if wanted not in reading.body[quotation.open : quotation.close + 1]:
            continue
        mention = quotation.mention
        stopped = reading.body[quotation.close - 1] in ".…" and mention.start > quotation.close
        if not quotation.direct or mention.kind != "name" or stopped:
            return frozenset()
        spoken = (quotation.speaker, mention.words)
        persons = {
            name.id
            for name in desk.dossier.names.values()
            if name.kind == "person"
            and any(is_same(form, said) for form in name.spellings for said in spoken if said)
        }
        if not persons:
            return frozenset()
        found |= persons
    return frozenset(found)


def _is_other_person(desk: Desk, ids: tuple[str, ...], own: str) -> bool:
    return own not in ids and all(desk.dossier.names[i].kind == "person" for i in ids)
