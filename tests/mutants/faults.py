"""Faults: what a slip of the pen, or of the mind, does to a value: (fault, new text)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from brief.evidence.dates import dates
from brief.evidence.quantities import Quantity, quantities

Fault = tuple[str, str]
WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
DECOYS = ("harbour", "seldom", "velvet", "reject", "autumn")
_NEGATIVE = re.compile(
    r"\b(?:do|does|did|is|are|was|were|has|have|had|will|would|could|should|can)n[’']t\b|\bnot\b|\bnever\b|\bno\b"
)


def quoted_words(text: str) -> Iterator[Fault]:
    """Faults in words that print in quotation marks."""
    found = list(WORD.finditer(text))
    for index, match in enumerate(found):
        a, b = match.span()
        decoy = DECOYS[index % len(DECOYS)]
        yield "word swapped", text[:a] + decoy + text[b:]
        if 0 < index < len(found) - 1:
            yield "word dropped", text[:a] + text[b:].lstrip()
            yield "word inserted", text[:a] + decoy + " " + text[a:]
    if len(found) > 2:
        middle = found[len(found) // 2]
        yield "negation added", text[: middle.start()] + "not " + text[middle.start() :]
    match = _NEGATIVE.search(text)
    if match:
        kept = re.sub(r"n[’']t$", "", match.group()) if "n" in match.group()[2:] else ""
        kept = "" if match.group() in ("not", "never", "no") else kept
        yield (
            "negation dropped",
            (text[: match.start()] + kept + text[match.end() :]).replace("  ", " "),
        )
    first = found[0]
    if len(first.group()) > 1:
        other = first.group()[0].swapcase() + first.group()[1:]
        yield "letter changed silently", text[: first.start()] + other + text[first.end() :]
        yield (
            "bracket undeclared",
            f"{text[: first.start()]}[{other[0]}]{other[1:]}{text[first.end() :]}",
        )
    for index, match in enumerate(found[1:-1], 1):
        if len(match.group()) > 3 and index % 3 == 0:
            replaced = text[: match.start()] + "[" + DECOYS[2] + "]" + text[match.end() :]
            yield "bracket undeclared", replaced


_MAGNITUDES = {
    "million": "billion",
    "billion": "million",
    "trillion": "billion",
    "thousand": "million",
}
_BOUNDS = ("up to", "at least", "over", "above", "more than", "at most", "exceeds", "exceed")
_FLIPPED = {
    "up to": "at least",
    "at least": "at most",
    "over": "under",
    "above": "below",
    "more than": "less than",
    "at most": "at least",
    "exceeds": "is below",
    "exceed": "are below",
}
_HEDGES = ("approximately", "about", "around", "roughly", "some", "estimated at", "estimated")


def figures(text: str) -> Iterator[Fault]:
    """Faults in each figure of a text."""
    for quantity in quantities(text):
        if quantity.unit in ("year", "decade") or (
            quantity.unit == "ordinal" and not quantity.text[:1].isdigit()
        ):
            continue
        a, b = quantity.number
        if text[b : b + 1] == "-" or text[a - 1 : a] == "-":
            continue  # part of a compound: one-on-one
        yield from _figure(text, quantity)


def _figure(text: str, quantity: Quantity) -> Iterator[Fault]:
    a, b = quantity.number
    shown = text[a:b]
    digits = list(re.finditer(r"\d", shown))
    if digits:
        at = digits[-1]
        for step in (1, 5):
            new = str((int(at.group()) + step) % 10)
            yield "digit", text[: a + at.start()] + new + text[a + at.end() :]
        if len(digits) > 1:
            one, two = digits[0], digits[1]
            if one.group() != two.group() and two.group() != "0":
                swapped = (
                    shown[: one.start()]
                    + two.group()
                    + shown[one.end() : two.start()]
                    + one.group()
                    + shown[two.end() :]
                )
                yield "digit", text[:a] + swapped + text[b:]
        yield "digit", text[:a] + shown[: at.end()] + "0" + text[a + at.end() :]
    else:
        word = shown.split()[0].lower()
        yield "digit", text[:a] + ("seven" if word != "seven" else "nine") + text[a + len(word) :]
    lead, tail = text[max(0, a - 14) : a], text[a : b + 16]
    for word, other in _MAGNITUDES.items():
        if re.search(rf"\b{word}\b", tail):
            yield "magnitude", text[:a] + re.sub(rf"\b{word}\b", other, text[a:], count=1)
            break
    if "$" in text[max(0, a - 1) : b]:
        yield "currency", text[: max(0, a - 1)] + text[max(0, a - 1) :].replace("$", "€", 1)
    if "dollars" in tail:
        yield "currency", text[:a] + text[a:].replace("dollars", "euros", 1)
    if "%" in tail:
        yield "unit", text[:a] + text[a:].replace("%", " percentage points", 1)
    if "tons" in tail:
        yield "unit", text[:a] + text[a:].replace("tons", "kilograms", 1)
    start = quantity.span[0]
    bound = next((w for w in _BOUNDS if re.search(rf"\b{w}\b", text[start:a], re.I)), "")
    hedge = next((w for w in _HEDGES if re.search(rf"\b{w}\b", text[start:a], re.I)), "")
    before = text[start:a]
    if bound:
        yield "bound", text[:start] + re.sub(rf"\b{bound}\s*", "", before, flags=re.I) + text[a:]
        yield (
            "bound",
            text[:start] + re.sub(rf"\b{bound}\b", _FLIPPED[bound], before, flags=re.I) + text[a:],
        )
    elif quantity.unit == "ordinal":
        return
    elif not lead.rstrip().endswith(("with", "of")):
        yield "bound", text[:start] + "up to " + text[start:]
        yield "bound", text[:start] + "more than " + text[start:]
    if hedge:
        yield "hedge", text[:start] + re.sub(rf"\b{hedge}\s*", "", before, flags=re.I) + text[a:]
    elif not bound:
        yield "hedge", text[:start] + "about " + text[start:]
    noun = [w for w in quantity.noun.split() if w.endswith("s") or w == "aircraft"]
    if noun and not quantity.currency:
        head = noun[0]
        where = text.find(head, b)
        if where >= 0:
            yield "what is counted", text[:where] + "lighthouses" + text[where + len(head) :]


_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
           "October", "November", "December")  # fmt: skip


def calendar(text: str) -> Iterator[Fault]:
    """Faults in each date of a text."""
    for date in dates(text):
        if date.relative:
            continue
        a, b = date.span
        shown = text[a:b]
        for month in _MONTHS:
            if month in shown:
                other = _MONTHS[(_MONTHS.index(month) + 1) % 12]
                yield "date", text[:a] + shown.replace(month, other) + text[b:]
                if not date.year:
                    yield "precision", text[:a] + shown.replace(month, f"{month} 2025") + text[b:]
                if not date.day:
                    yield "precision", text[:a] + shown.replace(month, f"3 {month}") + text[b:]
        year = re.search(r"(?:19|20)\d\d", shown)
        if year:
            new = str(int(year.group()) + 1)
            yield "date", text[:a] + shown.replace(year.group(), new, 1) + text[b:]
            if not date.month and date.last == (0, 0, 0):
                yield "precision", text[:a] + f"May {year.group()}" + text[b:]


_STATUSES = (
    (r"\bannounced its intent to join\b", "joined", "status"),
    (r"\bits intent to join\b", "its decision to join", "status"),
    (r"\bintent to join\b", "decision to join", "status"),
    (r"\bis set to receive\b", "received", "status"),
    (r"\bset to receive\b", "received", "status"),
    (r"\bexpected\b", "signed", "status"),
    (r"\bscheduled for delivery\b", "delivered", "status"),
    (r"\bestimated at\b", "", "hedge"),
    (r"\bdecision to join\b", "accession to", "status"),
)


def statuses(text: str) -> Iterator[Fault]:
    """Faults in how far a thing has come."""
    for pattern, new, fault in _STATUSES:
        match = re.search(pattern, text)
        if match:
            yield fault, (text[: match.start()] + new + text[match.end() :]).replace("  ", " ")


_DENIABLE = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|can|could)\b(?! not\b|n)")
_PAST = re.compile(r"(?<=[a-z] )([a-z]{3,}ed)\b(?= (?:the|an?|its|his|her|their|with|in)\b)")
_OFFICES = {"President": "Governor", "Prime Minister": "President", "Senator": "Secretary"}


def turns(text: str) -> Iterator[Fault]:
    """Faults that turn a sentence of ours round, or give somebody another office."""
    for pattern in (_DENIABLE, _PAST):
        match = pattern.search(text)
        if match and not _NEGATIVE.search(text):
            a, b = match.span()
            new = f"{match.group()} not" if pattern is _DENIABLE else f"never {match.group()}"
            yield "denial added", text[:a] + new + text[b:]
    match = re.search(r"\bdid not (\w+)|\b(?:has|have|is|was|will|would) (not|never) ", text)
    if match:
        new = match.group(1) or match.group().replace(f"{match.group(2)} ", "")
        yield "denial dropped", text[: match.start()] + new + text[match.end() :]
    for office, other in _OFFICES.items():
        for match in re.finditer(rf"\b{office}(?= [A-Z])", text):
            yield "office", text[: match.start()] + other + text[match.end() :]


def verbatim(text: str) -> Iterator[Fault]:
    """Faults in words that are the source's own without marks."""
    for match in WORD.finditer(text):
        if len(match.group()) > 3:
            a, b = match.span()
            yield "word swapped", text[:a] + DECOYS[(a + 1) % len(DECOYS)] + text[b:]
