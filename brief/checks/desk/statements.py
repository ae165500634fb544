"""A sentence in our own words against its passages: quoted words, figures, dates and names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from brief.archive.snapshots import Passage
from brief.checks.desk import Desk, calendar, contexts, numbers, sizes, strangers
from brief.checks.desk.reporters import own_outlet
from brief.diagnostics import Related
from brief.dossier.derived import derive, spelled
from brief.evidence.dates import dates
from brief.evidence.lexicon import SPEECH
from brief.evidence.quantities import Quantity, quantities
from brief.evidence.quotes import find
from brief.expressions import expression
from brief.facts.fact import Fact
from brief.record import Record

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
# "The Board’s note": the text itself, not what it tells of whoever published it.
_OWN_TEXT = expression(
    r"[’']s? (?:own )?(?:text|report|article|note|bulletin|item|post|piece|statement|digest|summary"
    r"|release|page|site|figure|count|wording)s?\b"
)


class Problem(Record):
    """What a sentence says and its passages do not: the span in the sentence, and the place."""

    code: str
    message: str
    start: int
    end: int
    related: tuple[Related, ...]
    helps: tuple[str, ...]


class Ground(Record):
    """What a statement may rest on: passages; those that only name; lines of computed values."""

    passages: tuple[Passage, ...]
    naming: tuple[Passage, ...]
    computed: tuple[Passage, ...] = ()
    counts: frozenset[int] = frozenset()  # numbers of texts that were searched
    words: str = ""  # what gaps say is not there: it may be named, not counted
    sources: frozenset[str] = frozenset()  # the texts that the cited facts were read in


def ground(desk: Desk, facts: Iterable[Fact]) -> Ground:
    """What statements that cite these facts may rest on, operands of derived values included."""
    cited = tuple(facts)
    key = ("ground", " ".join(fact.id for fact in cited))
    known = desk.memo.get(key)
    if known is None:
        known = desk.memo[key] = _ground(desk, cited)
    return known  # type: ignore[return-value]  # kept by nobody else under this key


def _ground(desk: Desk, facts: Iterable[Fact]) -> Ground:
    passages: list[Passage] = []
    naming: list[Passage] = []
    computed: list[Passage] = []
    counts: set[int] = set()
    words: list[str] = []
    waiting, seen = list(facts), set[str]()
    sources = frozenset(fact.source for fact in waiting if fact.source)
    while waiting:
        fact = waiting.pop(0)
        if fact.id in seen:
            continue
        seen.add(fact.id)
        naming += desk.naming(fact)
        passages += fact.passages
        for path, found in fact.resolved.items():
            if path.partition(".")[0] not in ("clause", "antecedent"):
                passages += found
        if fact.kind == "gap":
            counts.add(len(fact.texts("sources") or desk.dossier.sources))
            words += (fact.text("text"), *fact.texts("terms"))
        derived = derive(desk.dossier.facts, fact)
        if derived is not None:
            lines = [derived.text]
            if derived.value is not None:
                lines.append(f"{spelled(derived.value)} {fact.text('of')}".strip())
            computed += [Passage(fact.source, 0, 0, line) for line in lines]
            waiting += [o.fact for o in derived.operands if o.fact is not None]
    return Ground(
        _outermost(passages),
        tuple(dict.fromkeys((*passages, *naming))),
        tuple(computed),
        frozenset(counts),
        "\n".join(words),
        sources,
    )


def _outermost(passages: list[Passage]) -> tuple[Passage, ...]:
    """The passages without those that stand within another, in their order."""
    unique = tuple(dict.fromkeys(passages))
    if len(unique) > 40:
        return unique
    return tuple(
        p
        for p in unique
        if not any(
            o is not p and o.source == p.source and o.start <= p.start and p.end <= o.end
            for o in unique
        )
    )


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
    yield from _misspelt(desk, text, on, (*skip, *quoted))
    yield from _strangers(desk, text, on, (*skip, *quoted))
    yield from _dates(desk, text, on, (*skip, *quoted))
    yield from _names(desk, text, on, skip, topic)


def _outside(start: int, end: int, spans: Iterable[tuple[int, int]]) -> bool:
    return not any(a <= start and end <= b for a, b in spans)


def _quoted(
    desk: Desk, text: str, on: Ground, skip: tuple[tuple[int, int], ...]
) -> Iterator[Problem]:
    double = list(QUOTED.finditer(text))
    within = [match.span() for match in double]
    single = [m for m in _SINGLE.finditer(text) if _outside(*m.span(), within)]
    for match in (*double, *single):
        words = next(part for part in match.groups() if part is not None)
        if not _outside(*match.span(), skip):
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
        if not _outside(*quantity.span, skip):
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
        if not _outside(*quantity.span, skip) or _IDIOM.match(text, quantity.span[1]):
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
        if held and _outside(start, end, skip):
            message = f"“{text[start:end]}” stands in no passage that is cited"
            help = "write the size as the passage has it"
            yield Problem("N-VALUE", message, start, end, desk.seen(on.passages), (help,))


_DIGITS = expression(r"[\d\u00b2\u00b3\u00b9\u00bc-\u00be\u2150-\u218b][\d.,:/]*")


def _digits(
    desk: Desk, text: str, on: Ground, skip: tuple[tuple[int, int], ...]
) -> Iterator[Problem]:
    """Digits that are read neither as a figure nor as a date (5 a.m., 50-50, ½) stand as they are
    in a passage."""
    read: list[tuple[int, int]] | None = None
    for match in _DIGITS.finditer(text):
        if read is None:
            held = "\n".join((*(p.exact for p in (*on.naming, *on.computed)), on.words))
            read = [*skip, *(q.span for q in quantities(text)), *(d.span for d in dates(text))]
            read += [(start, end) for start, end, _ in desk.names(text)]
        shown = match.group().rstrip(".,:/")
        start, end = match.start(), match.start() + len(shown)
        counted = shown.isdecimal() and int(shown) in (*on.counts, len(on.sources))
        if not _outside(start, end, read) or counted or not on.naming:
            continue
        if not re.search(rf"(?<![\d.,]){re.escape(shown)}(?![.,]?\d)", held):
            message = f"“{shown}” stands in no passage that is cited"
            help = numbers.HELPS["N-VALUE"]
            yield Problem("N-VALUE", message, start, end, desk.seen(on.naming), (help,))


_IDIOM = expression(r"[\s-](?:part(?:y|ies)|countr(?:y|ies)|world|person)\b")


def _strangers(
    desk: Desk, text: str, on: Ground, skip: tuple[tuple[int, int], ...]
) -> Iterator[Problem]:
    """Whoever speaks, and where something is, by a name that no held text has."""
    if any(not p.exact.isascii() and _CYRILLIC.search(p.exact) for p in on.naming) or not on.naming:
        return  # names are transliterated
    for word, start in strangers.unheard(desk, text):
        if _outside(start, start + len(word), skip):
            yield Problem(
                "C-NAME",
                f"“{word}” stands in no held text",
                start,
                start + len(word),
                desk.seen(on.naming),
                ("write the name as the texts have it, or add it to names.yaml",),
            )


_CYRILLIC = expression(r"[\u0400-\u04ff]")


def _misspelt(
    desk: Desk, text: str, on: Ground, skip: tuple[tuple[int, int], ...]
) -> Iterator[Problem]:
    """Words that no passage has and that are a slip away from a registered name."""
    known = _words_of_names(desk)
    written: frozenset[str] | None = None
    for match in _CAPITAL.finditer(text):
        word = match.group().removesuffix("’s").removesuffix("'s")
        alike = known.get(word[0], ())  # a slip in the first letter is seldom
        if not alike or word in alike or not _outside(match.start(), match.end(), skip):
            continue
        first = not text[: match.start()].strip() or text[: match.start()].rstrip()[-1] in ".!?;:"
        speaks = text[match.end() :].split(None, 1)[:1]
        if first and len(word) < 5 and not SPEECH.intersection(speaks):
            continue  # "With" is no Wirth
        close = next((name for name in alike if _slip(word, name, 1 if first else 2)), None)
        if close is None:
            continue
        if written is None:
            held = "\n".join((*(p.exact for p in (*on.naming, *on.computed)), on.words))
            written = frozenset(_CAPITAL.findall(held))
        if match.group() not in written and word not in written:
            yield Problem(
                "C-NAME",
                f"“{word}” stands in no passage that is cited",
                match.start(),
                match.end(),
                desk.seen(on.naming),
                (f"write {close}, if that is meant; register the name, if another is",),
            )


_CAPITAL = expression(r"[^\W\d_][^\W\d_]{3,}(?:[’']s)?")


def _words_of_names(desk: Desk) -> dict[str, tuple[str, ...]]:
    """The words of all spellings of people and places, long enough to be mistyped, by their first
    letters."""
    known = desk.memo.get(("names", "words"))
    if known is None:
        found: dict[str, dict[str, None]] = {}
        for name in desk.dossier.names.values():
            for spelling in name.spellings if name.kind in ("person", "place") else ():
                for word in _LETTERS.findall(spelling):
                    if len(word) > 3 and word[:1].isupper():
                        found.setdefault(word[0], {})[word] = None
        known = desk.memo["names", "words"] = {one: tuple(words) for one, words in found.items()}
    return known  # type: ignore[return-value]  # kept by nobody else under this key


_LETTERS = expression(r"[^\W\d_]+")


def _slip(word: str, name: str, most: int) -> bool:
    """Whether a word is a name with a letter wrong, missing, doubled or out of turn; two in one of
    more than six letters.  A name with an ending is another word (Kazakh, Kazakhs)."""
    if word.startswith(name) or name.startswith(word):
        return False
    most = min(most, 1 if len(name) < 7 else 2)
    if abs(len(word) - len(name)) > most:
        return False
    head = next((i for i, (a, b) in enumerate(zip(word, name, strict=False)) if a != b), 0)
    one, other = word[head:], name[head:]
    while one and other and one[-1] == other[-1]:
        one, other = one[:-1], other[:-1]
    return max(len(one), len(other)) <= most


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
        if date.precision == "relative" or not _outside(*date.span, skip):
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


def _names(
    desk: Desk, text: str, on: Ground, skip: tuple[tuple[int, int], ...], topic: str
) -> Iterator[Problem]:
    free = {i for words in (topic, on.words) for _, _, ids in desk.names(words) for i in ids}
    held: set[str] | None = None
    for start, end, ids in desk.names(text):
        if not _outside(start, end, skip) or not free.isdisjoint(ids):
            continue
        if held is None:
            held = desk.named(on.naming)
        if held.isdisjoint(ids):
            owners = {own_outlet(desk, desk.dossier.sources.get(s)) for s in on.sources}
            if not owners.isdisjoint(ids) and _OWN_TEXT.match(text, end):
                continue
            yield Problem(
                "C-NAME",
                f"“{text[start:end]}” is named in no passage that is cited",
                start,
                end,
                desk.seen(on.naming),
                ("remove the name, or cite the passage (or `antecedent`) that names it",),
            )
            continue
        other = contexts.rival(desk, text, start, ids, (*on.passages, *on.computed))
        if other is not None:
            shown = text[start:end]
            yield Problem(
                "A-SPEAKER" if other.speaks else "C-NAME",
                f"“{shown}” stands where the passage has {other.name}: “{other.shown}”",
                start,
                end,
                (desk.related(other.passage),),
                (f"write {other.name}, or the passage's own words about {shown}",),
            )
