"""A sentence in our own words against its passages: quoted words, figures and dates here, its names
and its sense in modules of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from brief.checks.desk import Desk, calendar, naming, numbers, senses, sizes
from brief.checks.desk.grounds import Ground, Problem, ground, outside
from brief.diagnostics import Related
from brief.evidence.dates import dates
from brief.evidence.quantities import Quantity, quantities
from brief.evidence.quotes import find
from brief.expressions import expression

__all__ = ["QUOTED", "Ground", "Problem", "ground", "problems"]

# Words between double quotation marks, of any glyph; an apostrophe is never taken for one.
QUOTED = expression(r"[“„«\"]([^“”„«»\"]{1,2000})[”“»\"]")
# Words between single marks: one that opens a word, and one that ends one.
_SINGLE = expression(
    r"(?<!\w)(?:‘([^‘“”„«»\"]{2,500}?)’(?!\w)|``([^`'\"]{2,500})''|‹([^‹›]{2,500})›)"
)
_COUNTED = expression(
    r"\s(?:(?:press|news|held|short|undated|different) ){0,2}"
    r"(?:texts?|sources?|articles?|reports?|documents?|snapshots?)\b"
)
_READ_IN = expression(r"\s(?:(?:held|undated) )?(?:texts?|sources?)\b")


def problems(
    desk: Desk, text: str, on: Ground, skip: tuple[tuple[int, int], ...] = (), topic: str = ""
) -> Iterator[Problem]:
    """All that `text` says and its ground does not.

    `skip` are spans of `text` that print a fact's own field, which other rules hold; `topic` is
    text whose names may be used freely (a title names the brief's subject).
    """
    quoted = [match.span() for match in QUOTED.finditer(text)]
    yield from _quoted(desk, text, on, skip)
    yield from _figures(desk, text, on, (*skip, *quoted))
    yield from _ordinals(desk, text, on, (*skip, *quoted))
    yield from _sizes(desk, text, on, (*skip, *quoted))
    yield from _digits(desk, text, on, (*skip, *quoted))
    yield from naming.misspelt(desk, text, on, (*skip, *quoted))
    yield from naming.unheard(desk, text, on, (*skip, *quoted))
    yield from _dates(desk, text, on, (*skip, *quoted))
    yield from naming.names(desk, text, on, skip, topic)
    yield from senses.turned(desk, text, on, (*skip, *quoted))


def _quoted(
    desk: Desk, text: str, on: Ground, skip: tuple[tuple[int, int], ...]
) -> Iterator[Problem]:
    double = list(QUOTED.finditer(text))
    within = [match.span() for match in double]
    marked = "‘" in text or "``" in text or "‹" in text
    single = [m for m in _SINGLE.finditer(text) if outside(*m.span(), within)] if marked else []
    for match in (*double, *single):
        words = next(part for part in match.groups() if part is not None)
        if not outside(*match.span(), skip):
            continue
        if not any(find(passage.exact, words) for passage in on.passages):
            yield Problem(
                "C-WORDS",
                f"“{words}” stands in no passage that is cited",
                *match.span(),
                desk.seen(on.passages),
                ("quotation marks mean exact words: write the passage's, or drop the marks",),
            )


def _figures(
    desk: Desk, text: str, on: Ground, skip: tuple[tuple[int, int], ...]
) -> Iterator[Problem]:
    for quantity in numbers.figures(text):
        if not outside(*quantity.span, skip):
            continue
        if _counts_texts(text, quantity, on):
            continue
        held = (*on.computed, *on.passages)
        if not held:
            shown = text[slice(*quantity.span)].strip()
            message = f"“{shown}” has no passage that could hold it"
            code = "N-VALUE"
            if quantity.low in on.counts:  # "about three texts", "three agreements"
                code = "N-MEASURE" if quantity.qualifier == "exact" else "N-HEDGE"
            yield Problem(code, message, *quantity.span, (), (numbers.HELPS[code],))
            continue
        found = numbers.unsupported(text, held, quantity)
        if found is None:
            continue
        passage, code, message, span = found
        if span is None or passage.start == passage.end:
            related: tuple[Related, ...] = desk.seen(on.passages)
        else:
            start, end = passage.start + span[0], passage.start + span[1]
            related = (Related(desk.where(passage.source, start, end), "here"),)
        shown = f"{quantity.text.strip()} {' '.join(quantity.noun.split()[:3])}".strip()
        help = numbers.HELPS.get(code, numbers.HELPS["N-VALUE"])
        yield Problem(code, f"“{shown}”: {message}", *quantity.span, related, (help,))


def _ordinals(
    desk: Desk, text: str, on: Ground, skip: tuple[tuple[int, int], ...]
) -> Iterator[Problem]:
    """Ordinals in words from the third on; "first" is a superlative's matter, "second" a list's."""
    for quantity in quantities(text):
        if quantity.unit != "ordinal" or quantity.low < 3 or quantity.text[:1].isdigit():
            continue
        held = (*on.passages, *on.computed)
        if not outside(*quantity.span, skip) or _IDIOM.match(text, quantity.span[1]):
            continue
        if not any(q.low == quantity.low for p in held for q in quantities(p.exact)):
            shown = text[slice(*quantity.span)].strip()
            message = f"“{shown}” stands in no passage that is cited"
            help = numbers.HELPS["N-VALUE"]
            yield Problem("N-VALUE", message, *quantity.span, desk.seen(on.passages), (help,))


def _sizes(
    desk: Desk, text: str, on: Ground, skip: tuple[tuple[int, int], ...]
) -> Iterator[Problem]:
    """Dozens, hundreds, doubled, halved: sizes in words that the passages do not have."""
    held = (*on.passages, *on.computed)
    for start, end in sizes.unsupported(text, held):
        if held and outside(start, end, skip):
            message = f"“{text[start:end]}” stands in no passage that is cited"
            help = "write the size as the passage has it"
            yield Problem("N-VALUE", message, start, end, desk.seen(on.passages), (help,))


_SIGN = r"[\d\u00b2\u00b3\u00b9\u00bc-\u00be\u2150-\u218b]"
_DIGITS = expression(rf"{_SIGN}[\d.,:/]*")


def _digits(
    desk: Desk, text: str, on: Ground, skip: tuple[tuple[int, int], ...]
) -> Iterator[Problem]:
    """Digits that are read neither as a figure nor as a date (5 a.m., 50-50, ½) stand as they are
    in a passage."""
    read: list[tuple[int, int]] | None = None
    for match in _DIGITS.finditer(text):
        if read is None:
            read = [*skip, *(q.span for q in quantities(text)), *(d.span for d in dates(text))]
            read += [(start, end) for start, end, _ in desk.names(text)]
        shown = match.group().rstrip(".,:/")
        start, end = match.start(), match.start() + len(shown)
        counted = shown.isdecimal() and int(shown) in (*on.counts, len(on.sources))
        if not outside(start, end, read) or counted or not on.naming:
            continue
        held = (*(p.exact for p in (*on.naming, *on.computed)), on.words)
        if not any(has_digits(body, shown) for body in held):
            message = f"“{shown}” stands in no passage that is cited"
            help = numbers.HELPS["N-VALUE"]
            yield Problem("N-VALUE", message, start, end, desk.seen(on.naming), (help,))


_FIGURE = expression(rf"{_SIGN}(?:[.,]?\d)*")
# Each is looked at from ahead, since "²5" holds two.
_FIGURES = expression(rf"(?<![\d.,])(?=({_SIGN}(?:[.,]?\d)*))")


def has_digits(body: str, shown: str) -> bool:
    """Whether digits stand in a text as they are, and are not a part of others."""
    if shown.isdecimal() or _FIGURE.fullmatch(shown):
        return shown in _figures_in(body)
    return re.search(rf"(?<![\d.,]){re.escape(shown)}(?![.,]?\d)", body) is not None


@lru_cache(maxsize=4096)  # one passage may carry thousands of statements
def _figures_in(body: str) -> frozenset[str]:
    return frozenset(_FIGURES.findall(body))


_IDIOM = expression(r"[\s-](?:part(?:y|ies)|countr(?:y|ies)|world|person)\b")


def _counts_texts(text: str, quantity: Quantity, on: Ground) -> bool:
    """Whether a figure counts the texts that a cited gap was searched in, or those that the cited
    facts were read in ("one text gives ..., the other ...")."""
    behind = text[quantity.span[1] : quantity.span[1] + 30]
    plain = quantity.qualifier in ("exact", "only") and not quantity.approximate
    read_in = quantity.low in (1, len(on.sources)) and bool(on.sources)
    searched = quantity.low in on.counts and bool(_COUNTED.match(behind))
    return plain and (searched or (read_in and bool(_READ_IN.match(behind))))


def _dates(
    desk: Desk, text: str, on: Ground, skip: tuple[tuple[int, int], ...]
) -> Iterator[Problem]:
    for date in dates(text):
        if date.precision == "relative" or not outside(*date.span, skip):
            continue
        found = calendar.unsupported(date, on.passages)
        if found is None:
            continue
        passage, code, message, span = found
        related = desk.seen(on.passages)
        if span:
            start, end = passage.start + span[0], passage.start + span[1]
            related = (Related(desk.where(passage.source, start, end), "here"),)
        shown = f"“{date.text.strip()}”: {message}"
        yield Problem(code, shown, *date.span, related, (calendar.HELPS[code],))
