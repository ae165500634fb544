"""Composed text (title, basis, outline, cells of rulings) against the facts that it cites.

# C-UNCITED: a statement cites nothing

## What it checks
In a line of the outline and the cells of rulings every statement ends with a reference to the facts
it rests on, and a field that it prints belongs to one of them. The title, the basis, headings and
labels need no citation as long as they hold no figure, date, quotation or name beyond the brief's
own subject.

## Why
A sentence between two citations borrows their authority without having any.

## Example
`text: The package is worth $17 billion.{package-report} It will transform the economy.`

## How to mend
End the sentence with `{fact}`, remove it, or make it a line of its own with `author: yes`.

# C-UNKNOWN: a reference names nothing that is there

## What it checks
References within composed text name facts, fields and names that exist. (Y-REF looks at ids
elsewhere.)

## Why
A reference to nothing prints nothing, or fails late.

## Example
`{packge-report}`

## How to mend
Correct the id; the nearest one is shown.
"""

from __future__ import annotations

from collections.abc import Iterator

from brief.checks.desk import Desk, heads, sizes
from brief.checks.desk.composition import Piece, Run, runs
from brief.checks.desk.numbers import figures
from brief.checks.desk.statements import QUOTED, ground, problems
from brief.diagnostics import ERROR, Diagnostic, Span
from brief.dossier.model import OutlineItem, Ruling
from brief.evidence.dates import dates
from brief.facts.fact import Fact
from brief.record import Record
from brief.text.words import nearest

_DISCARDED = " \n.,;:!?)]’”\"'"


class Place(Record):
    """Where composed text stands: its span, the id to acknowledge by, and what is special to it."""

    span: Span
    owner: str
    facts: tuple[str, ...] = ()  # what the whole text rests on, beside its own citations
    topic: str = ""
    what: str = "the text"
    exempt: bool = False  # the title, the basis, headings and labels need no citation


def check(desk: Desk) -> Iterator[Diagnostic]:
    """C-UNCITED and C-UNKNOWN; and what the cited passages do not hold."""
    head, dossier = desk.dossier.head, desk.dossier
    topic = f"{head.short_title}\n{head.subject}"
    title = Place(dossier.span("title"), "", (), topic, "the title", exempt=True)
    yield from _composed(desk, head.title, title)
    yield from _about(desk, head.title, topic, title)
    basis = Place(dossier.span("basis"), "", (), topic, "the basis", exempt=True)
    yield from _composed(desk, head.basis, basis)
    yield from heads.running(desk)
    for item in desk.items():
        yield from _item(desk, item)
    for section in (*dossier.outline.body, *dossier.outline.annex):
        if section.heading:
            where = Place(
                dossier.span(f"{section.path}.heading"), "", (), topic, "the heading", True
            )
            printed = [i.fact for i in section.items if i.fact in dossier.facts]
            printed += [f for i in section.items for run in runs(desk, i.text) for f in run.facts]
            yield from _labelled(desk, section.heading, tuple(printed), where)
    for ruling in dossier.rulings.values():
        yield from _ruling(desk, ruling)


def _about(desk: Desk, text: str, topic: str, place: Place) -> Iterator[Diagnostic]:
    """The title is about whom the short title is about, where that names somebody."""
    about = {i for _, _, ids in desk.names(topic) for i in ids}
    titled = [ids for _, _, ids in desk.names(text)]
    kinds = {desk.dossier.names[i].kind for i in about}
    if not about or any(not about.isdisjoint(ids) for ids in titled):
        return
    for ids in titled:
        if desk.dossier.names[ids[0]].kind in kinds and desk.dossier.names[ids[0]].kind == "person":
            yield Diagnostic(
                "C-NAME",
                ERROR,
                f"the title is about {desk.printed(ids[0])}, the short title is not",
                place.span,
                helps=("name the same person in both, or nobody in the short title",),
            )


def _item(desk: Desk, item: OutlineItem) -> Iterator[Diagnostic]:
    dossier = desk.dossier
    span = dossier.span(f"{item.path}.text" if item.text else item.path)
    words = f"{item.lead} {item.text}".strip()
    if not item.author and (item.text or item.lead):
        own = (item.fact,) if item.fact in dossier.facts and not item.text else ()
        place = Place(span, item.fact, own, what="the line")
        yield from _composed(desk, words, place)
    if item.label and not item.author:
        cited = [f for run in runs(desk, item.text) for f in run.facts]
        cited += [item.fact] if item.fact in dossier.facts else []
        where = dossier.span(f"{item.path}.label")
        label = Place(where, item.fact, what="the label", exempt=True)
        yield from _labelled(desk, item.label, tuple(cited), label)


def _ruling(desk: Desk, ruling: Ruling) -> Iterator[Diagnostic]:
    dossier = desk.dossier
    over = [reference.partition(".")[0] for reference in ruling.over]
    for cell in ruling.cells:
        place = Place(ruling.span(f"cells.{cell.source}"), ruling.id, what="the cell")
        yield from _composed(desk, cell.text, place)
        yield from _other_source(desk, cell.source, cell.text, place)
    cited = tuple(f for f in over if f in dossier.facts)
    cited += tuple(f for c in ruling.cells for run in runs(desk, c.text) for f in run.facts)
    for path, words in (("reason", ruling.reason), ("label", ruling.label)):
        place = Place(ruling.span(path), ruling.id, topic=ruling.label, what=f"the {path}")
        yield from _held(desk, Run(words, cited, ()), place)


def _other_source(desk: Desk, source: str, text: str, place: Place) -> Iterator[Diagnostic]:
    """A cell says what its source says: the facts that it cites rest on that source."""
    for run in runs(desk, text):
        for fact_id in run.facts:
            fact = desk.dossier.facts.get(fact_id)
            if fact and fact.passages and all(p.source != source for p in fact.passages):
                yield Diagnostic(
                    "C-UNCITED",
                    ERROR,
                    f"the cell of `{source}` cites `{fact_id}`, which rests on `{fact.source}`",
                    place.span,
                    helps=(f"cite a fact that was read in `{source}`",),
                    fact=place.owner,
                )


def _composed(desk: Desk, text: str, place: Place) -> Iterator[Diagnostic]:
    for run in runs(desk, text):
        for piece in run.faults:
            yield _fault(desk, piece, place)
        facts = (*run.facts, *place.facts)
        if not facts and place.exempt:
            yield from _unissued(desk, run.text, place)
            continue
        if not facts and run.text.strip(_DISCARDED):
            yield Diagnostic(
                "C-UNCITED",
                ERROR,
                f"{place.what} says something that no fact is cited for",
                place.span,
                f"“{run.text.strip()[:60]}”",
                helps=("end the statement with `{fact}`, or make it a line with `author: yes`",),
                fact=place.owner,
            )
            continue
        strangers = [name for name in run.printed if name not in _with_operands(desk, facts)]
        for name in dict.fromkeys(strangers):
            yield Diagnostic(
                "C-UNCITED",
                ERROR,
                f"{place.what} prints a field of `{name}` without citing it",
                place.span,
                f"in “{run.text.strip()[:60]}”",
                helps=(f"end the statement with `{{{', '.join((*facts, name))}}}`",),
                fact=place.owner,
            )
        yield from _held(desk, run.replace(facts=facts), place)


def _labelled(desk: Desk, text: str, facts: tuple[str, ...], place: Place) -> Iterator[Diagnostic]:
    """A heading or a label: what the facts below it do not hold, nobody has issued."""
    if facts:
        yield from _held(desk, Run(text, facts, ()), place)
    else:
        yield from _unissued(desk, text, place)


def _unissued(desk: Desk, text: str, place: Place) -> Iterator[Diagnostic]:
    """A title, heading or label without a citation holds no figure, quotation, date or name."""
    free = {i for _, _, ids in desk.names(place.topic) for i in ids}
    found = [match.group() for match in QUOTED.finditer(text)]
    found += [text[a:b] for a, b in sizes.unsupported(text, ())]
    found += [text[slice(*q.span)] for q in figures(text)] + [d.text for d in dates(text)]
    found += [text[a:b] for a, b, ids in desk.names(text) if free.isdisjoint(ids)]
    if found:
        yield Diagnostic(
            "C-UNCITED",
            ERROR,
            f"{place.what} holds “{found[0].strip()}” and cites nothing",
            place.span,
            helps=("end it with `{fact}`, or leave it out",),
            fact=place.owner,
        )


def _with_operands(desk: Desk, facts: tuple[str, ...]) -> set[str]:
    found = set(facts)
    for fact_id in facts:
        fact = desk.dossier.facts.get(fact_id)
        if fact:
            found |= {reference.partition(".")[0] for reference in fact.texts("derived.of")}
    return found


def _held(desk: Desk, run: Run, place: Place) -> Iterator[Diagnostic]:
    cited = [desk.dossier.facts[f] for f in dict.fromkeys(run.facts) if f in desk.dossier.facts]
    if any(_lost(fact) for fact in cited):
        return  # what it rests on was not found, which is told of the fact itself
    on = ground(desk, cited)
    for problem in problems(desk, run.text, on, run.skip, place.topic):
        around = run.text[max(0, problem.start - 20) : problem.end + 20].strip()
        yield Diagnostic(
            problem.code,
            problem.severity,
            problem.message,
            place.span,
            f"in “{around}”",
            problem.related,
            problem.helps,
            (f"it cites {', '.join(dict.fromkeys(run.facts))}",) if run.facts else (),
            place.owner,
        )


def _lost(fact: Fact) -> bool:
    """Whether a fact names passages or words of which none was found."""
    named = any(fact.get(path) for path in ("passage", "passages", "words"))
    return named and not fact.passages


def _fault(desk: Desk, piece: Piece, place: Place) -> Diagnostic:
    if piece.known:
        close = nearest(piece.name, piece.known)
        help = f"did you mean `{close}`?" if close else "correct the reference"
        return Diagnostic(
            "C-UNKNOWN",
            ERROR,
            f"`{{{piece.name}}}` {piece.message}",
            place.span,
            helps=(help,),
            fact=place.owner,
        )
    help = "write `{fact}` or `{fact.field}`"
    return Diagnostic(
        "C-UNKNOWN", ERROR, piece.message, place.span, helps=(help,), fact=place.owner
    )
