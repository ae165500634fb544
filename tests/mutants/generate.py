"""Every mutant of a dossier: one fault in one value that a machine can decide."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from brief.checks.desk import Desk, Value
from brief.evidence.quotes import find
from brief.facts.fact import Fact
from brief.record import Record
from tests.mutants import faults
from tests.mutants.workbench import Steps, Workbench

WORDS = {"Q-WORDS", "Q-STITCH", "Q-UNDECLARED", "Q-NOT-QUOTED", "Q-TRUNCATED", "Q-ELLIPSIS-HIDES",
         "Q-BRACKET-HIDES", "C-WORDS", "Q-MARKS-LOST"}  # fmt: skip
NUMBER = {"N-VALUE", "N-MAGNITUDE", "N-SUM", "N-MEASURE", "N-UNIT"}
RIGHT: dict[str, set[str]] = {
    "digit": NUMBER | {"D-VALUE"},
    "magnitude": {"N-MAGNITUDE", "N-VALUE"},
    "currency": {"N-CURRENCY", "N-UNIT"},
    "unit": {"N-UNIT", "N-MEASURE", "N-VALUE"},
    "hedge": {"N-HEDGE", "N-BOUND", "N-STATUS", "N-MEASURE"},
    "bound": {"N-BOUND", "N-HEDGE", "N-VALUE", "N-MEASURE"},
    "what is counted": {"N-MEASURE", "N-VALUE"},
    "date": {"D-VALUE", "N-VALUE"},
    "precision": {"D-PRECISION", "D-VALUE", "N-VALUE"},
    "speaker": {"A-SPEAKER", "A-CLAUSE", "A-NAME", "C-NAME"},
    "name": {"A-NAME", "C-NAME", "A-SPEAKER", "A-CLAUSE", "A-VOICE"},
    "name exchanged": {"C-NAME", "A-SPEAKER", "A-NAME"},
    "outlet": {"A-VOICE", "A-NAME", "A-SPEAKER", "C-NAME"},
    "via": {"A-VIA", "A-VOICE"},
    "scope": {"N-SCOPE"},
    "status": {"N-STATUS", "N-HEDGE", "C-VERBATIM", "C-WORDS", "X-CONFLICT", "C-NAME"},
    "words of the source": {"C-VERBATIM", "N-SCOPE", "N-STATUS", "X-CONFLICT"},
    "clause": {"A-CLAUSE", "A-SPEAKER", "SPAN-LOST", "SPAN-AMBIGUOUS"},
    "stitched": {"Q-STITCH", "Q-WORDS", "Q-ELLIPSIS-HIDES", "Q-NOT-QUOTED"},
    "welded": {"Q-STITCH", "Q-WORDS", "Q-NOT-QUOTED"},
    "ellipsis": {"Q-ELLIPSIS-HIDES", "Q-STITCH"},
    "bracket": {"Q-BRACKET-HIDES"},
    "conflict unruled": {"X-CONFLICT"},
    "uncited": {"C-UNCITED", "N-VALUE", "C-NAME", "C-WORDS"},
    "gap": {"G-FOUND"},
    "silence": {"X-SILENT"},
    "source detail": {"SRC-STATED"},
    "source state": {"SRC-STALE", "SRC-WITHDRAWN"},
    "derived": {"N-SUM", "N-OVERLAP", "N-VALUE", "C-UNKNOWN", "N-MIX"},
    "denial added": {"C-NEGATION", "N-STATUS"},
    "denial dropped": {"C-NEGATION", "N-STATUS"},
    "office": {"A-TITLE", "C-NAME"},
    "character": {"C-CHARACTER", "Y-CONTROL", "Q-WORDS"},
}  # fmt: skip
for _fault in ("word swapped", "word dropped", "word inserted", "negation added",
               "negation dropped", "letter changed silently", "bracket undeclared"):  # fmt: skip
    RIGHT[_fault] = WORDS


class Mutant(Record):
    """One fault: where, what, and the changes in the file.

    `equivalent` says why the result is still true of its passages; `person` why only a person can
    tell.
    """

    fault: str
    where: str
    shown: str
    file: str
    changes: tuple[tuple[Steps, Any], ...]
    equivalent: str = ""
    person: str = ""


def mutants(bench: Workbench) -> Iterator[Mutant]:
    """Every mutant, in the dossier's order."""
    desk = Desk(bench.dossier)
    for fact in desk.facts():
        file, base = bench.place(fact.id)
        raw = bench.data[file]["facts"][base[1]]
        for value in desk.values(fact):
            for mutant in _value(desk, fact, value):
                fault, new, equivalent, person = mutant
                steps = _steps(raw, value.path)
                if steps is not None:
                    where = f"{fact.id}.{value.path}"
                    change = (((*base, *steps), new),)
                    yield Mutant(fault, where, str(new), file, change, equivalent, person)
        yield from _structure(desk, fact, file, base, raw)
    yield from _composed(bench, desk)
    yield from _rulings(bench, desk)
    yield from _sources(bench)


def _steps(raw: Any, path: str) -> Steps | None:
    """The steps to a value in the record as it is written, short forms and all."""
    steps: list[str | int] = []
    for step in path.split("."):
        if isinstance(raw, list) and step.isdigit():
            steps.append(int(step))
            raw = raw[int(step)]
        elif isinstance(raw, dict) and step in raw:
            steps.append(step)
            raw = raw[step]
        elif isinstance(raw, str) and step == "0":
            continue  # one string is short for a list of one
        else:
            return None
    if isinstance(raw, dict):
        key = "text" if "text" in raw else "passage"
        steps.append(key)
    return tuple(steps)


Made = tuple[str, Any, str, str]


def _value(desk: Desk, fact: Fact, value: Value) -> Iterator[Made]:
    kind = value.field.evidence
    body = "\n".join(p.exact for p in desk.support(fact, value.path))
    if kind == "words":
        found = fact.resolved.get(value.path)
        if found:
            for fault, new in faults.quoted_words(found[0].exact):
                same = "still verbatim in the passage" if find(body, new) else ""
                yield fault, new, same, ""
    elif kind == "quantity":
        for fault, new in faults.figures(value.text):
            yield fault, new, _still(body, new), ""
    elif kind == "date":
        for fault, new in faults.calendar(value.text):
            yield fault, new, _still(body, new), ""
    elif kind == "name":
        yield from _names(desk, fact, value)
    elif kind == "verbatim":
        fault = "scope" if value.field.name in ("scope", "period") else "words of the source"
        for _, new in faults.verbatim(value.text):
            yield fault, new, _still(body, new), ""
    elif kind == "prose":
        yield from _prose(desk, value.text, [fact], value.path)


def _still(body: str, new: str) -> str:
    return "the passage has these words too" if find(body, new) else ""


def _names(desk: Desk, fact: Fact, value: Value) -> Iterator[Made]:
    own = desk.name_id(value.text)
    kind = desk.dossier.names[own].kind
    named = desk.named(desk.naming(fact, value.path))
    fault = {"speaker": "speaker", "said-by": "speaker", "outlet": "outlet"}.get(
        value.field.name, "name"
    )
    others = [n.id for n in desk.dossier.names.values() if n.kind == kind and n.id != own]
    inside = [n for n in others if n in named]
    outside = [n for n in others if n not in named]
    for other in (*inside[:3], *outside[:3]):
        person = ""
        given = fact.texts(value.path.rpartition(".")[0])
        listed = value.field.name in ("parties", "signatories") and other not in given
        if other in inside and listed:
            person = "which of those named is bound, or signed"
        yield fault, other, "", person


def _prose(desk: Desk, text: str, facts: list[Fact], path: str) -> Iterator[Made]:
    """Faults inside a sentence of ours."""
    from brief.checks.desk.statements import QUOTED, ground

    on = ground(desk, facts)
    body = "\n".join(p.exact for p in (*on.passages, *on.computed))
    masked = re.sub(r"\{[^}]*\}", lambda m: "\0" * len(m.group()), text)
    for match in QUOTED.finditer(masked):
        for fault, new in faults.quoted_words(match.group(1)):
            if fault != "letter changed silently":
                same = "still verbatim in the passage" if find(body, new) else ""
                yield fault, text[: match.start(1)] + new + text[match.end(1) :], same, ""
    plain = QUOTED.sub(lambda m: "\0" * len(m.group()), masked)
    for make in (faults.figures, faults.calendar, faults.statuses, faults.turns):
        for fault, new in make(plain):
            same = _figure_still(plain, new, body)
            twice = fault in ("date", "digit") and not same and _repeats(plain, new)
            person = "which of the figures it names belongs where" if twice else ""
            if fault == "status" and len(facts) > 1:
                person = "of which of the facts that it cites a word is said"
            yield fault, _unmasked(text, plain, new), same, person
    named = desk.named(on.naming)
    for start, end, ids in desk.names(plain):
        kind = desk.dossier.names[ids[0]].kind
        if kind in ("term",):
            continue
        same_kind = [n for n in desk.dossier.names.values() if n.kind == kind and n.id not in ids]
        inside = [n for n in same_kind if n.id in named]
        outside = [n for n in same_kind if n.id not in named]
        for other in (*inside[:2], *outside[:2]):
            shown = other.short or other.name
            fault = "name exchanged" if other in inside else "name"
            yield fault, text[:start] + shown + text[end:], "", ""


def _unmasked(text: str, plain: str, new: str) -> str:
    """The changed text with its references and quotations put back."""
    kept = iter(re.findall(r"\0+", plain))
    at, originals = 0, []
    for run in kept:
        at = plain.index(run, at)
        originals.append(text[at : at + len(run)])
        at += len(run)
    pieces = iter(originals)
    return re.sub(r"\0+", lambda m: next(pieces), new)


def _repeats(plain: str, new: str) -> bool:
    """Whether the fault makes a figure another one that the sentence names already."""
    before, after = re.findall(r"\d[\d.,]*", plain), re.findall(r"\d[\d.,]*", new)
    changed = [one for one, other in zip(after, before, strict=False) if one != other]
    return any(one in before for one in changed)


def _figure_still(plain: str, new: str, body: str) -> str:
    """The words of the sentence that changed stand in the passage after all."""
    start = next((i for i, (a, b) in enumerate(zip(plain, new, strict=False)) if a != b), 0)
    begin = new.rfind(" ", 0, max(0, start - 1)) + 1
    stop = new.find(" ", start + 1)
    stop = new.find(" ", stop + 1) if stop >= 0 else len(new)
    piece = new[begin : stop if stop >= 0 else len(new)].strip(" ,.;:\0")
    return "the passage has these words too" if "\0" not in piece and find(body, piece) else ""


def _structure(
    desk: Desk, fact: Fact, file: str, base: Steps, raw: dict[str, Any]
) -> Iterator[Mutant]:
    """Faults of chains, statuses, segments, clauses, conflicts and gaps."""

    def made(fault: str, field: str, value: Any, person: str = "", same: str = "") -> Mutant:
        shown = "(removed)" if value is None else str(value)
        steps = (*base, *field.split("."))
        return Mutant(fault, f"{fact.id}.{field}", shown, file, ((steps, value),), same, person)

    via = fact.texts("via")
    outlets = [n.id for n in desk.dossier.names.values() if n.kind == "outlet"]
    if "via" in raw:
        if via != ():
            yield made("via", "via", [])
        if via not in (("unclear",), ()):
            yield made("via", "via", "unclear")
        other = next(o for o in outlets if o not in via and o != desk.name_id(fact.text("outlet")))
        yield made("via", "via", [other])
    if fact.kind in ("figure", "event") and "status" in raw:
        choices = (
            ("done", "expected", "estimated", "planned")
            if fact.kind == "figure"
            else ("done", "expected", "planned", "not ruled out")
        )
        for choice in choices:
            if choice != raw["status"]:
                near = {choice, raw["status"]} <= {"expected", "planned", "estimated"}
                person = "which word of expectation fits best" if near else ""
                yield made("status", "status", choice, person)
    if fact.kind == "quote":
        yield from _segments(desk, fact, file, base, raw)
    if "clause" in raw:
        for other in desk.facts("quote", "point"):
            if other.source == fact.source and other.resolved.get("clause"):
                words = other.resolved["clause"][0].exact
                who = other.text("speaker") or other.text("said-by")
                mine = fact.text("speaker") or fact.text("said-by")
                if who != mine:
                    yield made("clause", "clause", words)
                    break
    if fact.kind == "gap":
        source = (fact.texts("sources") or tuple(desk.dossier.sources))[0]
        words = desk.text(source).split()
        yield made("gap", "terms", [*fact.texts("terms"), words[len(words) // 2].strip(".,“”")])
    if "derived" in raw:
        of = fact.texts("derived.of")
        yield made("derived", "derived.of", list(of[:-1]))
        yield made("derived", "derived.of", [*of, of[0]])
        yield made("derived", "value", "five deals")
    if fact.text("measure") or fact.get("measures"):
        yield from _conflict(desk, fact, file, base, raw)


def _segments(
    desk: Desk, fact: Fact, file: str, base: Steps, raw: dict[str, Any]
) -> Iterator[Mutant]:
    exact = [
        fact.resolved[v.path][0].exact
        for v in desk.values(fact)
        if v.field.evidence == "words" and fact.resolved.get(v.path)
    ]
    steps = (*base, "words")

    def made(fault: str, words: Any, same: str = "") -> Mutant:
        return Mutant(fault, f"{fact.id}.words", str(words), file, ((steps, words),), same)

    if len(exact) > 1:
        joined = " ".join(exact)
        source = desk.text(fact.source)
        same = "the two stand side by side" if find(source, joined) else ""
        yield made("welded", joined, same)
        yield made("stitched", list(reversed(exact)))
    for other in desk.facts("quote"):
        if other.id != fact.id and other.source == fact.source:
            path = "words.0" if "words.0" in other.resolved else "words"
            words = other.resolved[path][0].exact
            if not any(words in part or part in words for part in exact):
                yield made("stitched", [*exact, words])
                yield made("welded", f"{exact[-1]} {words}")
                break
    for index, words in enumerate(exact):
        inner = faults.WORD.findall(words)
        hiding = [
            w for w in inner if re.search(r"(?i)n[’']t$|^(?:not|never|no|only|if|but|unless)$", w)
        ]
        for word in hiding:
            record = [{"kind": "ellipsis", "at": word}]
            yield Mutant(
                "ellipsis",
                f"{fact.id}.alterations",
                word,
                file,
                (((*base, "alterations"), record),),
            )
        if len(inner) > 3 and index == 0:
            at = next((w for w in inner[1:] if len(w) > 4 and words.count(w) == 1), "")
            for shown in ("never", "refused"):
                record = [{"kind": "replacement", "at": at, "print": shown}]
                yield Mutant("bracket", f"{fact.id}.alterations", f"{at} → [{shown}]", file,
                             (((*base, "alterations"), record),))  # fmt: skip


def _conflict(
    desk: Desk, fact: Fact, file: str, base: Steps, raw: dict[str, Any]
) -> Iterator[Mutant]:
    """A figure given another one's key: two values under one key that nobody has ruled on."""
    from brief.checks.conflicts import covered
    from brief.evidence.quantities import parse

    mine = parse(fact.text("value"))
    if "measure" not in raw or mine is None:
        return
    for other in desk.facts("figure"):
        its = parse(other.text("value"))
        if other.id == fact.id or not other.text("measure") or its is None:
            continue
        low, high = covered(mine)
        its_low, its_high = covered(its)
        if high < its_low or its_high < low:
            change = (((*base, "measure"), other.text("measure")),)
            yield Mutant(
                "conflict unruled", f"{fact.id}.measure", other.text("measure"), file, change
            )
            return


def _composed(bench: Workbench, desk: Desk) -> Iterator[Mutant]:
    """Faults in the title, the basis and the lines of the outline."""
    from brief.checks.desk.composition import runs

    def texts(value: Any, steps: Steps) -> Iterator[tuple[Steps, str]]:
        if isinstance(value, dict):
            for key, inner in value.items():
                if key in ("text", "lead", "title", "basis") and isinstance(inner, str):
                    if value.get("author") != "yes":
                        yield (*steps, key), inner
                elif key in ("outline", "bottom-line", "body", "annex", "items", "remarks"):
                    yield from texts(inner, (*steps, key))
        elif isinstance(value, list):
            for index, inner in enumerate(value):
                yield from texts(inner, (*steps, index))

    for steps, text in texts(bench.data["dossier.yaml"], ()):
        cited = [f for run in runs(desk, text) for f in run.facts if f in desk.dossier.facts]
        facts = [desk.dossier.facts[f] for f in cited]
        where = "dossier." + ".".join(map(str, steps))
        for fault, new, same, person in _prose(desk, text, facts, where):
            yield Mutant(fault, where, new, "dossier.yaml", ((steps, new),), same, person)
        for match in re.finditer(r"\{[a-z0-9, -]+\}", text):
            new = text[: match.start()] + text[match.end() :]
            rest = text[match.end() :].strip(" .")
            same = "the statement is cited at its end" if rest else ""
            if steps[-1] == "text":
                yield Mutant("uncited", where, new, "dossier.yaml", ((steps, new),), same)


def _rulings(bench: Workbench, desk: Desk) -> Iterator[Mutant]:
    for index, raw in enumerate(bench.data["rulings.yaml"]["rulings"]):
        base: Steps = ("rulings", index)
        for source, text in raw.get("cells", {}).items():
            ids = re.findall(r"\{([a-z0-9-]+)\}", text)
            facts = [desk.dossier.facts[i] for i in ids if i in desk.dossier.facts]
            where = f"{raw['ruling']}.cells.{source}"
            for fault, new, same, person in _prose(desk, text, facts, where):
                change = (((*base, "cells", source), new),)
                yield Mutant(fault, where, new, "rulings.yaml", change, same, person)
        if raw["decision"] == "show all":
            change = (((*base, "over"), raw["over"][1:] + raw["over"][1:2]),)
            yield Mutant(
                "conflict unruled",
                f"{raw['ruling']}.over",
                "a side removed",
                "rulings.yaml",
                change,
            )
        for silent in raw.get("silent", ())[:1]:
            word = next(w for w in desk.text(silent).split() if len(w) > 6).strip(".,:“”’")
            change = (((*base, "terms"), [*raw["terms"], word]),)
            yield Mutant("silence", f"{raw['ruling']}.terms", word, "rulings.yaml", change)


_DETAILS = (
    ("author", "Jane Smith"),
    ("outlet", "Port Gazette"),
    ("title", "A visit of no importance"),
    ("published", "6 November 2025"),
    ("url", "https://example.org/a"),
)


def _sources(bench: Workbench) -> Iterator[Mutant]:
    for index, raw in enumerate(bench.data["sources.yaml"]["sources"]):
        base: Steps = ("sources", index)
        for field, value in _DETAILS:
            change = (((*base, field), value),)
            yield Mutant("source detail", f"{raw['source']}.{field}", value, "sources.yaml", change)
        for state in ("stale", "withdrawn"):
            change = (((*base, "status"), state),)
            yield Mutant("source state", f"{raw['source']}.status", state, "sources.yaml", change)
