"""Harmless renderings: changes that leave a value as true as it was, and that must all pass."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from brief.checks.desk import Desk
from brief.facts.fact import Fact
from brief.record import Record
from tests.mutants.generate import _steps
from tests.mutants.workbench import Steps, Workbench


def _ends(text: str) -> str:
    words = text.split()
    return f"{' '.join(words[:3])} … {' '.join(words[-3:])}" if len(words) > 8 else text


def _tail(text: str) -> str:
    """From a word in the middle on, where no negation or condition is cut off."""
    words = text.split()
    middle = len(words) // 2
    before = " ".join(words[:middle]).lower()
    turned = re.search(r"n[’']t\b|\b(?:not|never|no)\b|\b(?:only|if|but|of|will)\Z", before)
    return " ".join(words[middle:]) if len(words) > 5 and not turned else text


Change = Callable[[str], str]
# How words in marks may be typed: what a printer, a keyboard or a mail changes silently.
WORDS: dict[str, Change] = {
    "straight marks": lambda t: t.replace("’", "'").replace("“", '"').replace("”", '"'),
    "curly marks": lambda t: t.replace("'", "’"),
    "no-break space": lambda t: t.replace(" ", "\u00a0", 1),
    "narrow space": lambda t: t.replace(" ", "\u202f", 1),
    "two spaces": lambda t: t.replace(" ", "  ", 1),
    "marks round the words": lambda t: f"“{t}”",
    "no stop at the end": lambda t: t.rstrip(".,"),
    "a comma at the end": lambda t: t.rstrip(".,") + ",",
    "first and last words": _ends,
    "non-breaking hyphen": lambda t: t.replace("-", "\u2011"),
    "the second half": _tail,
}
# How a figure may be written.
FIGURES: dict[str, Change] = {
    "dollars in words": lambda t: re.sub(r"\$(\S+ (?:m|b|tr)illion)", r"\1 dollars", t),
    "currency code": lambda t: re.sub(r"\$(\S+ (?:m|b|tr)illion)", r"USD \1", t),
    "the sign for dollars": lambda t: re.sub(r"(\S+ billion) dollars", r"$\1", t),
    "bn": lambda t: re.sub(r"(\$\S+) billion", r"\1bn", t),
    "about for approximately": lambda t: t.replace("approximately", "about"),
    "around for about": lambda t: re.sub(r"\babout\b", "around", t),
    "about for around": lambda t: re.sub(r"\baround\b", "about", t),
    "about for roughly": lambda t: t.replace("roughly", "about"),
    "more than for over": lambda t: re.sub(r"\bover (?=\d)", "more than ", t),
    "per cent": lambda t: t.replace("%", " per cent"),
    "percent": lambda t: t.replace("%", " percent"),
    "no comma in thousands": lambda t: re.sub(r"(\d),(\d{3})\b", r"\1\2", t),
    "thousand in words": lambda t: re.sub(r"(\d+),000\b", r"\1 thousand", t),
    "digits for words": lambda t: re.sub(
        r"\b(three|five)\b", lambda m: {"three": "3", "five": "5"}[m.group()], t
    ),
    "words for digits": lambda t: re.sub(r"\b29\b", "twenty-nine", re.sub(r"\b30\b", "thirty", t)),
    "a modifier left out": lambda t: t.replace("bilateral ", "").replace(
        "Boeing 787-9 Dreamliner ", ""
    ),
    "a capital at the beginning": lambda t: t[:1].upper() + t[1:],
}
VERBATIM: dict[str, Change] = {
    "a capital at the beginning": lambda t: t[:1].upper() + t[1:],
    "straight marks": lambda t: t.replace("’", "'"),
    "no-break space": lambda t: t.replace(" ", "\u00a0", 1),
}
PROSE: dict[str, Change] = {
    "about for approximately": lambda t: t.replace("approximately", "about"),
    "around for about": lambda t: re.sub(r"\babout (?=\d)", "around ", t),
    "straight marks": lambda t: t.replace("’", "'"),
    "the other spelling": lambda t: t.replace("Tokayev", "Toqayev"),
    "the full name": lambda t: re.sub(r"(?<!Donald )\bTrump\b(?! Route)", "Donald Trump", t),
    "digits for words": lambda t: re.sub(
        r"\b(three|five)(?= [a-z])", lambda m: {"three": "3", "five": "5"}[m.group()], t
    ),
    "U.S. for United States": lambda t: t.replace("the United States", "the U.S."),
}


class Rendering(Record):
    """One harmless change."""

    kind: str
    where: str
    file: str
    steps: Steps
    new: Any


def renderings(bench: Workbench) -> Iterator[Rendering]:
    """Every harmless change of the dossier that changes something, in its order."""
    desk = Desk(bench.dossier)
    for fact in desk.facts():
        file, base = bench.place(fact.id)
        raw = bench.data[file]["facts"][base[1]]
        for value in desk.values(fact):
            steps = _steps(raw, value.path)
            if steps is None:
                continue
            for kind, old, new in _changes(
                desk, fact, value.field.evidence, value.path, value.text
            ):
                if new != old:
                    where = f"{fact.id}.{value.path}"
                    yield Rendering(kind, where, file, (*base, *steps), new)


def _changes(
    desk: Desk, fact: Fact, evidence: str, path: str, text: str
) -> Iterator[tuple[str, str, str]]:
    tables = {"quantity": FIGURES, "verbatim": VERBATIM, "prose": PROSE}
    if evidence == "words" and fact.resolved.get(path):
        exact = fact.resolved[path][0].exact
        yield "written out in full", text, exact
        for kind, change in WORDS.items():
            yield kind, exact, change(exact)
    elif evidence == "name":
        name = desk.dossier.names[desk.name_id(text)]
        yield "a name for an id", text, name.name
        for spelling in name.aliases:
            yield "an alias for an id", text, spelling
    elif evidence in tables:
        for kind, change in tables[evidence].items():
            yield kind, text, change(text)


def harmless(bench: Workbench, every: int = 1) -> list[tuple[Rendering, set[str]]]:
    """Each `every`-th rendering with the codes that it raised, which should be none."""
    chosen = list(renderings(bench))[::every]
    return [(r, bench.codes(r.file, r.steps, r.new)) for r in chosen]


def show(results: list[tuple[Rendering, set[str]]]) -> str:
    """The table of kinds, and what did not pass."""
    lines = [f"{'harmless rendering':<30}{'tried':>8}{'passed':>8}"]
    for kind in dict.fromkeys(r.kind for r, _ in results):
        group = [codes for r, codes in results if r.kind == kind]
        lines.append(f"{kind:<30}{len(group):>8}{sum(not codes for codes in group):>8}")
    passed = sum(not codes for _, codes in results)
    lines.append(f"{'all':<30}{len(results):>8}{passed:>8}")
    for r, codes in results:
        if codes:
            lines.append(f"  refused: {r.kind}: {r.where}: {str(r.new)[:90]} {sorted(codes)}")
    return "\n".join(lines)
