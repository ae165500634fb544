"""Who said it: the declared clause against the speaker, and who did it in our own sentences.

# A-SPEAKER: the clause does not give the words to this speaker

## What it checks
The subject of the declared clause is the speaker, by one of the spellings in names.yaml; where it
is a pronoun or a common noun, the antecedent's. A possessive or an object does not count: in "X
commended Y's approach" the speaker is X. In a sentence of ours, "X said" agrees with `said-by`,
the verb that stands behind a person's name stands behind the same person in the passage, and words
in quotation marks are given to whom the clause beside them in the source names.

## Why
Words given to the wrong mouth are the gravest misquotation there is.

## Example
`speaker: trump` with the clause "Toqayev commended".

## How to mend
Correct the speaker, or choose the clause that attributes these very words.

# A-CLAUSE: the clause does not attribute these words

## What it checks
The clause has a verb of saying (said, told, described as, according to); where its subject is a
pronoun, an antecedent names whom it means, and no other known person speaks between the two; no
clause of another known person stands between the clause and the words, or around the clause ("Roth
said Marsh had called it" is what Roth says); words that end their sentence do not belong to a
clause that begins the next one; whoever is given under `said-by` has a clause.

## Why
Without the words that attribute it, an attribution is somebody's memory.

## Example
`clause: He described the gathering as` without `antecedent`.

## How to mend
Add `antecedent:` with earlier words that name the person as their subject, or choose the right
clause.

# A-ALIAS: the text's name for the speaker belongs to somebody else too

## What it checks
The spelling by which the clause or antecedent names the speaker belongs to no other registered
name.

## Why
Two persons of one surname are easily taken for each other.

## Example
`aliases: [Trump]` at two persons, and the clause "Trump said".

## How to mend
Choose a clause or an antecedent with the full name, or correct the aliases.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from brief.archive.snapshots import Passage
from brief.checks.desk import Desk
from brief.checks.desk.composition import runs
from brief.checks.desk.contexts import rival
from brief.checks.desk.statements import QUOTED, ground
from brief.checks.desk.utterances import misgiven, not_its_own
from brief.diagnostics import ERROR, Diagnostic, Span
from brief.dossier.model import Name
from brief.evidence.attribution import clause_names, intervening
from brief.evidence.lexicon import SPEECH
from brief.expressions import expression
from brief.facts.fact import Fact

# Where a fact names who said it: the person's path, the clause's, the antecedent's.
_WHERE = (
    ("speaker", "clause", "antecedent"),
    ("said-by", "clause", "antecedent"),
    ("parts.said-by", "parts.clause", "parts.antecedent"),
)
_VERB = expression(r"\s+(?:also\s+|later\s+|then\s+|again\s+|\w+ly\s+)?([a-z]{3,})\b")
# Verbs that give somebody's view of a size.
_GAUGES = frozenset(("puts", "put", "sees", "rates", "values", "places", "gives", "offers"))


def check(desk: Desk) -> Iterator[Diagnostic]:
    """A-SPEAKER, A-CLAUSE and A-ALIAS."""
    for fact in desk.facts():
        for who, clause, antecedent in _WHERE:
            name = desk.dossier.names.get(desk.name_id(fact.text(who)))
            if name is not None:
                yield from _declared(desk, fact, name, who, clause, antecedent)
        yield from _label(desk, fact)
        for value in desk.values(fact):
            if value.field.evidence == "prose" and fact.passages:
                yield from _doers(desk, value.text, [fact], value.span, fact.id)
    for item in desk.items():
        if item.text and not item.author:
            for run in runs(desk, item.text):
                cited = [desk.dossier.facts[f] for f in run.facts if f in desk.dossier.facts]
                span = desk.dossier.span(f"{item.path}.text")
                yield from _doers(desk, run.text, cited, span, item.fact)


def _label(desk: Desk, fact: Fact) -> Iterator[Diagnostic]:
    """A quotation's label that names a person names its speaker."""
    speaker = desk.name_id(fact.text("speaker"))
    for _, _, ids in desk.names(fact.text("label")) if speaker else ():
        if desk.dossier.names[ids[0]].kind == "person" and speaker not in ids:
            message = f"the label names {desk.printed(ids[0])}, the speaker is "
            message += desk.printed(speaker)
            help = "write the speaker's name, or what it is about"
            yield _told(desk, fact, "A-SPEAKER", message, fact.span("label"), (), help)


def _declared(
    desk: Desk, fact: Fact, name: Name, who: str, clause: str, antecedent: str
) -> Iterator[Diagnostic]:
    given = fact.resolved.get(clause, ())
    if not given:
        if not fact.text(clause):
            yield _told(
                desk,
                fact,
                "A-CLAUSE",
                f"no clause shows that {name.name} said it",
                fact.span(who),
                (),
                f"add `{clause}:` with the words that attribute it (“… said”)",
            )
        return
    earlier = fact.resolved.get(antecedent, ())
    texts = (given[0].exact, *(p.exact for p in earlier))
    for words in texts:
        for start, end, ids in desk.names(words):
            if name.id in ids and len(ids) > 1:
                others = ", ".join(desk.printed(i) for i in ids if i != name.id)
                message = f"“{words[start:end]}” names {others} as well as {name.name}"
                help = "choose a clause or antecedent with the full name"
                yield _told(desk, fact, "A-ALIAS", message, fact.span(clause), given, help)
                return
    before = earlier[0].exact if earlier else None
    problems = _problems(given[0].exact, name.spellings, before)
    if problems and _by_noun(desk, given[0].exact, name):
        problems = ()
    for code, why, _ in problems[:1]:
        path = who if code == "A-SPEAKER" else clause
        yield _told(
            desk,
            fact,
            code,
            _said(why, name),
            fact.span(path),
            (*given, *earlier),
            _help(code, name, earlier),
        )
    if not problems:
        yield from _between(desk, fact, name, given[0], clause)
        apart = not_its_own(desk, fact, name, given[0], earlier)
        if apart is not None:
            yield _told(
                desk, fact, "A-CLAUSE", apart[0], fact.span(clause), (given[0], *earlier), apart[1]
            )


@lru_cache(maxsize=4096)
def _problems(
    clause: str, spellings: tuple[str, ...], antecedent: str | None
) -> tuple[tuple[str, str, tuple[int, int] | None], ...]:
    """What keeps a clause from naming a person; one clause often serves many quotations."""
    return tuple(clause_names(clause, spellings, antecedent))


def _said(why: str, name: Name) -> str:
    """What is wrong with a clause, with the name of the one it was to give the words to."""
    if "the person" in why:
        return why.replace("the person", name.name)
    return f"{why}, not {name.name}" if "subject is" in why and "antecedent" not in why else why


def _help(code: str, name: Name, earlier: tuple[Passage, ...]) -> str:
    if code == "A-SPEAKER":
        return "correct the speaker, or choose the clause that attributes these words"
    if earlier:
        return f"choose a clause with a verb of saying whose subject is {name.name}"
    return f"add `antecedent:` with earlier words that have {name.name} as their subject"


def _by_noun(desk: Desk, clause: str, name: Name) -> bool:
    """Whether the clause begins with a common noun that names.yaml gives to this name alone."""
    return any(ids == (name.id,) and start < 5 for start, _, ids in desk.nouns(clause))


def _between(
    desk: Desk, fact: Fact, name: Name, clause: Passage, path: str
) -> Iterator[Diagnostic]:
    """No other known person's clause stands between the clause and the words."""
    words = [
        found[0]
        for key, found in fact.resolved.items()
        if found and key.partition(".")[0] == "words"
    ]
    if not words or fact.kind != "quote":
        return
    text = desk.text(clause.source)
    near = min(words, key=lambda p: max(clause.start - p.end, p.start - clause.end))
    if near.source != clause.source:
        return
    low, high = (near.end, clause.start) if near.end <= clause.start else (clause.end, near.start)
    between = text[low:high]
    if low >= high or not between.strip(' ,.;:–—-“”"’'):
        return
    others = [
        spelling
        for _, _, ids in desk.names(between)
        for other in ids
        if other != name.id and desk.dossier.names[other].kind == "person"
        for spelling in desk.dossier.names[other].spellings
    ]
    rival = intervening(between, others) if others else None
    if rival:
        message = f"between the words and the clause {rival} speaks"
        help = "choose the clause that stands beside these words"
        yield _told(desk, fact, "A-CLAUSE", message, fact.span(path), (clause, near), help)


def _doers(
    desk: Desk, text: str, facts: list[Fact], span: Span, owner: str
) -> Iterator[Diagnostic]:
    """Who speaks in a sentence of ours is who speaks by the facts that it rests on."""
    for message, passage, help in misgiven(desk, text, ground(desk, facts).passages):
        seen = (desk.related(passage),)
        yield Diagnostic("A-SPEAKER", ERROR, message, span, related=seen, helps=(help,), fact=owner)
    plain = QUOTED.sub(lambda match: " " * len(match.group()), text)
    given = [f.text(path) for f in facts for path in ("said-by", "speaker", "outlet")]
    said_by = {desk.name_id(name) for name in given if name}
    for start, end, ids in desk.names(plain):
        match = _VERB.match(plain, end)
        if match is None or desk.dossier.names[ids[0]].kind not in ("person", "outlet"):
            continue
        verb = match.group(1).lower()
        speaks = verb in SPEECH or verb in _GAUGES
        if not speaks:
            continue
        shown = plain[start:end]
        if not said_by or not said_by.isdisjoint(ids):
            continue
        # Where the passage itself has another name beside the verb, that is told of the sentence.
        if rival(desk, text, start, ids, ground(desk, facts).passages) is None:
            others = " and ".join(sorted(desk.printed(name_id) for name_id in said_by))
            message = f"the sentence has {shown} speak, the fact {others}"
            help = "write who said it, as `said-by` and the clause have it"
            yield Diagnostic(
                "A-SPEAKER", ERROR, message, span, f"“{shown} {verb}”", helps=(help,), fact=owner
            )


def _told(
    desk: Desk,
    fact: Fact,
    code: str,
    message: str,
    span: Span,
    passages: tuple[Passage, ...],
    help: str,
) -> Diagnostic:
    related = tuple(
        desk.related(p, label)
        for p, label in zip(passages, ("the clause", "the antecedent"), strict=False)
    )
    return Diagnostic(code, ERROR, message, span, related=related, helps=(help,), fact=fact.id)
