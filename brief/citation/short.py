"""The short form of citations: code, ¶ paragraph.sentence, chain, absence, remark.

`S3 ¶4.1, 5.1–2; S1 ¶2.1`, `S1 ¶10.1 (Kyodo News)`, `Not found in S1, S2 (searched)`.
"""

from __future__ import annotations

from collections.abc import Iterable

from brief.archive.snapshots import Place
from brief.citation.apparatus import Apparatus, Backing, Reference
from brief.document.tree import Inline, Link, Origin, Quotation, Styled, Text
from brief.locale.languages import NBSP, Language, language

UNCLEAR = "unclear"
CITED = Origin("citation")


def anchor(code: str, place: Place) -> str:
    """The id of the block where a passage of these sentences is printed."""
    return f"passage-{code}-{place.paragraph}-{place.first}"


def places_text(places: tuple[Place, ...]) -> str:
    """`¶4.1, 5.1–2`: in order, neighbouring sentences joined, never broken over lines."""
    if len(places) == 1:
        return f"¶{run_text(places[0])}"
    runs = ", ".join(run_text(place) for place in merged(places))
    return f"¶{runs}" if runs else ""


def run_text(place: Place) -> str:
    """`5.1–2`, without the sign."""
    if place.last > place.first:
        return f"{place.paragraph}.{place.first}–{place.last}"
    return f"{place.paragraph}.{place.first}"


def reference_text(code: str, places: tuple[Place, ...]) -> str:
    """`S3 ¶4.1, 5.1–2`."""
    if len(places) == 1:
        return f"{code}{NBSP}¶{run_text(places[0])}"
    return f"{code}{NBSP}{places_text(places)}"


def merged(places: Iterable[Place]) -> list[Place]:
    """Places in order, those that touch within a paragraph joined."""
    places = list(places)
    if len(places) < 2:
        return places
    found: list[Place] = []
    for place in sorted(places, key=lambda p: (p.paragraph, p.first, p.last)):
        last = found[-1] if found else None
        if last and last.paragraph == place.paragraph and place.first <= last.last + 1:
            found[-1] = Place(last.paragraph, last.first, max(last.last, place.last))
        else:
            found.append(place)
    return found


def gathered(references: tuple[Reference, ...], outlets: bool = True) -> list[Reference]:
    """References with those of one source and chain joined, in order of first mention."""
    if len(references) == 1 and not references[0].outlet:
        only = references[0]
        return [only if len(only.places) < 2 else only.replace(places=tuple(merged(only.places)))]
    found: dict[tuple[str, tuple[str, ...]], list[Place]] = {}
    for reference in references:
        chain = reference.chain
        if outlets and reference.outlet and reference.outlet not in chain:
            chain = (reference.outlet, *chain)
        found.setdefault((reference.code, chain), []).extend(reference.places)
    return [
        Reference(code, tuple(merged(places)), chain) for (code, chain), places in found.items()
    ]


def backing(facts: Iterable[str], apparatus: Apparatus) -> Backing:
    """What several facts rest on together; facts that are not known add nothing."""
    backings = apparatus.backings
    known = [backings[fact] for fact in facts if fact in backings]
    if len(known) == 1 and len(known[0].absent) < 2:
        return known[0]
    originals = [one for one in known if one.original]
    return Backing(
        tuple(reference for one in known for reference in one.references),
        tuple(dict.fromkeys(code for one in known for code in one.absent)),
        "; ".join(dict.fromkeys(one.remark for one in known if one.remark)),
        originals[0].original if originals else "",
        originals[0].original_lang if originals else "",
    )


def note(
    facts: tuple[str, ...],
    apparatus: Apparatus,
    remark: tuple[Inline, ...] = (),
    links: frozenset[str] = frozenset(),
) -> tuple[Inline, ...]:
    """The note's text: references, absence, original words, remarks; links to printed passages."""
    found = backing(facts, apparatus)
    if not (links or remark or found.absent or found.original or found.remark):  # most notes
        words = _references(found, apparatus.language)
        return (Text(words, CITED),) if words else ()
    spoken = language(apparatus.language)
    line = _Line()
    for reference in gathered(found.references):
        line.next("; ")
        line.reference(reference, links)
        line.text(_chain(reference.chain, spoken))
    if found.absent:
        line.next("; ")
        line.text(spoken.absent.format(codes=", ".join(found.absent)))
    if found.original:
        line.next("; ")
        line.add(
            Quotation(
                (Text(found.original, Origin("fact", facts[0], "words")),), found.original_lang
            )
        )
    if found.remark:
        line.next("; ")
        line.text(found.remark)
    if remark:
        line.next("; ")
        line.add(*remark)
    return line.done()


def cell(facts: tuple[str, ...], apparatus: Apparatus, links: frozenset[str]) -> tuple[Inline, ...]:
    """The form of a Source cell: references without the outlet that the row names itself."""
    found = backing(facts, apparatus)
    spoken = language(apparatus.language)
    line = _Line()
    for reference in gathered(found.references, outlets=False):
        line.next("; ")
        line.reference(reference, links)
        line.text(_chain(reference.chain, spoken))
    if found.absent:
        line.next("; ")
        line.text(spoken.absent_inline.format(codes=", ".join(found.absent)))
    return line.done()


def inline(
    facts: tuple[str, ...],
    apparatus: Apparatus,
    links: frozenset[str],
    remark: tuple[Inline, ...] = (),
) -> tuple[Inline, ...]:
    """In the running text, in brackets: `(S1 ¶7.1, Kyodo News; remark)`."""
    found = backing(facts, apparatus)
    spoken = language(apparatus.language)
    line = _Line()
    for reference in gathered(found.references):
        line.next("; ")
        line.reference(reference, links)
        if chain := _chain_words(reference.chain, spoken):
            line.text(f", {chain}")
    if found.absent:
        line.next("; ")
        line.text(spoken.absent_inline.format(codes=", ".join(found.absent)))
    if remark:
        line.next("; ")
        line.add(*remark)
    inside = line.done()
    return (Text("(", CITED), *inside, Text(")", CITED)) if inside else ()


def place(
    facts: tuple[str, ...], apparatus: Apparatus, links: frozenset[str], said: str = ""
) -> tuple[Inline, ...]:
    """In a column that names the source: `¶5.1`, muted, after the chain unless the cell has
    `said` it already."""
    found = backing(facts, apparatus)
    spoken = language(apparatus.language)
    line = _Line()
    for reference in gathered(found.references, outlets=False):
        line.next("; ")
        unsaid = tuple(name for name in reference.chain if name not in said)
        if unsaid:
            line.text(_chain(unsaid, spoken).lstrip() + NBSP)
        line.places(reference, links)
    words = line.done()
    return (Styled(words, "muted"),) if words else ()


def reported(facts: tuple[str, ...], apparatus: Apparatus) -> tuple[Inline, ...]:
    """The source named in the sentence: `(Kyodo News, as reported by Kazinform digest)`."""
    found = backing(facts, apparatus)
    spoken = language(apparatus.language)
    parts: list[str] = []
    for reference in gathered(found.references):
        source = apparatus.sources.get(reference.code, reference.code)
        chain = _chain_words(reference.chain, spoken)
        pattern = spoken.reported_chain if chain else spoken.reported
        parts.append(pattern.format(source=source, chain=chain))
    if found.absent:
        names = ", ".join(apparatus.sources.get(code, code) for code in found.absent)
        parts.append(spoken.absent_inline.format(codes=names))
    if not parts:
        return ()
    return (Text(f"({'; '.join(dict.fromkeys(parts))})", CITED),)


def _references(found: Backing, tag: str) -> str:
    """All references in characters alone: `S3 ¶4.1; S1 ¶10.1 (Kyodo News)`."""
    only = found.references[0] if len(found.references) == 1 else None
    if only is not None and not (only.chain or only.outlet):  # most again
        return reference_text(only.code, only.places)
    spoken = language(tag)
    said = [
        reference_text(one.code, one.places) + (_chain(one.chain, spoken) if one.chain else "")
        for one in gathered(found.references)
    ]
    return "; ".join(said)


def _chain(chain: tuple[str, ...], spoken: Language) -> str:
    words = _chain_words(chain, spoken)
    return f" ({words})" if words else ""


def _chain_words(chain: tuple[str, ...], spoken: Language) -> str:
    return ", ".join(spoken.unclear if name == UNCLEAR else name for name in chain)


class _Line:
    """Gathers inlines, joining neighbouring texts."""

    def __init__(self) -> None:
        self.parts: list[Inline] = []
        self.words = ""  # the text at the end, not yet among the parts

    def text(self, content: str) -> None:
        self.words += content

    def next(self, separator: str) -> None:
        if self.words or self.parts:
            self.words += separator

    def add(self, *inlines: Inline) -> None:
        if self.words:
            self.parts.append(Text(self.words, CITED))
            self.words = ""
        self.parts += inlines

    def reference(self, reference: Reference, links: frozenset[str]) -> None:
        self.text(f"{reference.code}{NBSP}")
        self.places(reference, links)

    def places(self, reference: Reference, links: frozenset[str]) -> None:
        """The places of a gathered reference."""
        for index, one in enumerate(reference.places):
            words = ("¶" if index == 0 else "") + run_text(one)
            if index:
                self.text(", ")
            if links and (target := anchor(reference.code, one)) in links:
                self.add(Link((Text(words, CITED),), f"#{target}"))
            else:
                self.text(words)

    def done(self) -> tuple[Inline, ...]:
        self.add()
        return tuple(self.parts)
