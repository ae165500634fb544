"""The outline as templates see it: the brief, its sections, their items, rulings."""

from __future__ import annotations

from collections.abc import Iterable

from brief.archive.snapshots import Passage
from brief.dossier import composite
from brief.dossier.likelihood import Degree
from brief.dossier.model import (
    Dossier,
    Head,
    OutlineItem,
    OutlineSection,
    Rendition,
    Ruling,
)
from brief.facts.fact import Fact
from brief.locale.languages import date_text
from brief.templating.values import NOTHING, Printable, View, author_text, setting
from brief.templating.views.composite import Composite
from brief.templating.views.desk import Desk, FactLike
from brief.templating.views.sources import PassageView, SourceView
from brief.text.words import nearest


class RulingView(View):
    """A point on which the sources differ: what each says, in the order of the sources."""

    __slots__ = ("_desk", "_ruling", "id")
    offers = frozenset(
        ("cells", "decision", "facts", "id", "label", "preferred", "reason", "silent")
    )

    def __init__(self, desk: Desk, ruling: Ruling) -> None:
        self._desk = desk
        self._ruling = ruling
        self.id = ruling.id

    @property
    def label(self) -> Printable:
        return author_text(self._ruling.label, f"rulings.{self.id}", "label")

    @property
    def decision(self) -> str:
        return self._ruling.decision

    @property
    def reason(self) -> Printable:
        return author_text(self._ruling.reason, f"rulings.{self.id}", "reason")

    @property
    def preferred(self) -> SourceView | None:
        """The text whose figure or words are preferred; nothing where none is."""
        if self._ruling.decision != "prefer":
            return None
        fact = self._desk.dossier.facts.get(self._ruling.prefer.partition(".")[0])
        source = self._desk.dossier.sources.get(fact.source) if fact else None
        return SourceView(self._desk, source) if source else None

    @property
    def cells(self) -> tuple[Printable, ...]:
        """A text for each source, false where it is silent or not compared."""
        said = {cell.source: cell for cell in self._ruling.cells}
        return tuple(
            self._composite(said[source].text, source) if source in said else NOTHING
            for source in self._desk.dossier.sources
        )

    @property
    def silent(self) -> tuple[bool, ...]:
        """For each source, whether the ruling calls it silent, which a rule has proven."""
        return tuple(source in self._ruling.silent for source in self._desk.dossier.sources)

    @property
    def facts(self) -> tuple[FactLike, ...]:
        cited = [
            fact
            for cell in self._ruling.cells
            for fact in self._composite(cell.text, cell.source).facts
        ]
        cited += [over.partition(".")[0] for over in self._ruling.over]
        return tuple(filter(None, (self._desk.fact(fact) for fact in dict.fromkeys(cited))))

    def _composite(self, text: str, source: str) -> Composite:
        path = f"cells.{source}"
        return Composite(self._desk, text, f"rulings.{self.id}.{path}", self._ruling.span(path))


class ItemView(View):
    """A line of the outline: a fact or ruling to print, or composite text of its own."""

    __slots__ = ("_desk", "_item", "fact", "ruling")
    offers = frozenset(
        (
            "author", "cons", "fact", "facts", "id", "label", "lead", "likelihood", "pros",
            "ruling", "text",
        )
    )  # fmt: skip

    def __init__(self, desk: Desk, item: OutlineItem) -> None:
        self._desk = desk
        self._item = item
        self.fact = desk.fact(item.fact) if item.fact else None
        self.ruling: RulingView | None = None
        if self.fact is None and (ruling := desk.dossier.rulings.get(item.fact)):
            self.ruling = RulingView(desk, ruling)

    @property
    def id(self) -> str:
        """A word for ids in the markup, from the item's place in the outline."""
        return self._item.path.replace(".", "-")

    @property
    def author(self) -> bool:
        return self._item.author

    @property
    def label(self) -> Printable:
        if self._item.label:
            return author_text(self._item.label, self._item.path, "label")
        if self.fact is not None and "label" in self.fact.names():
            label = self.fact.offer("label")
            return label if label else NOTHING
        return self.ruling.label if self.ruling else NOTHING

    @property
    def lead(self) -> Printable:
        return self._composite("lead", self._item.lead)

    @property
    def text(self) -> Printable:
        return self._composite("text", self._item.text)

    @property
    def likelihood(self) -> Printable:
        """How likely the author holds it; who prints it must print the scale, too."""
        if not self._item.likelihood:
            return NOTHING
        self._desk.weighed = True
        for at, degree in enumerate(self._desk.dossier.head.degrees):
            if degree.term == self._item.likelihood:
                return degree_text(self._desk, degree, at)
        return NOTHING  # told by C-LIKELIHOOD

    @property
    def pros(self) -> tuple[Printable, ...]:
        return self._listed("pros", self._item.pros)

    @property
    def cons(self) -> tuple[Printable, ...]:
        return self._listed("cons", self._item.cons)

    def _listed(self, field: str, texts: tuple[str, ...]) -> tuple[Printable, ...]:
        return tuple(
            author_text(text, self._item.path, f"{field}.{at}") for at, text in enumerate(texts)
        )

    @property
    def facts(self) -> tuple[FactLike, ...]:
        """All that the item prints or cites."""
        return tuple(filter(None, (self._desk.fact(fact) for fact in cited(self._item))))

    def _composite(self, field: str, text: str) -> Printable:
        if not text:
            return NOTHING
        path = f"{self._item.path}.{field}"
        return Composite(self._desk, text, self._item.path, self._desk.dossier.span(path))


def told(desk: Desk, items: tuple[OutlineItem, ...]) -> tuple[OutlineItem, ...]:
    """The items, after telling of facts they name that the dossier does not have."""
    facts, rulings = desk.dossier.facts, desk.dossier.rulings
    for item in items:
        if item.fact and item.fact not in facts and item.fact not in rulings:
            desk.unknown_fact(item.fact, desk.dossier.span(item.path))
    return items


def cited(item: OutlineItem) -> tuple[str, ...]:
    """The facts that an outline item prints or cites, in order."""
    found = [item.fact] if item.fact else []
    for text in (item.lead, item.text):
        for piece in composite.parse(text):
            if isinstance(piece, composite.Cite):
                found += piece.facts
            elif isinstance(piece, composite.Value):
                found.append(piece.fact)
    return tuple(dict.fromkeys(found))


class SectionView(View):
    """A section of body or annex, with the items to print in it."""

    __slots__ = ("_desk", "_items", "_passages", "_section", "_views", "annex", "remarks")
    offers = frozenset(
        ("annex", "heading", "id", "items", "name", "new_page", "passages", "remarks")
    )

    def __init__(self, desk: Desk, section: OutlineSection, annex: bool) -> None:
        self._desk = desk
        self._section = section
        self._passages: tuple[PassageView, ...] | None = None
        self.annex = annex
        items = section.items or (_rest(desk.dossier, section.name) if annex else ())
        self._items = told(desk, items)
        self._views: tuple[ItemView, ...] | None = None
        self.remarks = tuple([ItemView(desk, item) for item in told(desk, section.remarks)])

    @property
    def items(self) -> tuple[ItemView, ...]:
        if self._views is None:  # a message prints few of the sections
            self._views = tuple([ItemView(self._desk, item) for item in self._items])
        return self._views

    @property
    def id(self) -> str:
        """A word for ids: the section's name, numbered where the body has it again."""
        body = self._desk.dossier.outline.body
        same = [one.path for one in body if one.name == self.name]
        at = same.index(self._section.path) if self._section.path in same else 0
        return f"{self.name}-{at + 1}" if at else self.name

    @property
    def name(self) -> str:
        return self._section.name

    @property
    def new_page(self) -> bool:
        return self._section.new_page

    @property
    def heading(self) -> Printable:
        if self._section.heading:
            return author_text(self._section.heading, self._section.path, "heading")
        return NOTHING

    @property
    def passages(self) -> tuple[PassageView, ...]:
        """The passages behind the sections named by `of` (all of the body where none is named),
        in the order used; one that lies within another is not printed twice."""
        if self._passages is None:
            self._passages = self._gathered()
        return self._passages

    def _gathered(self) -> tuple[PassageView, ...]:
        outline = self._desk.dossier.outline
        wanted = self._section.of
        items: list[OutlineItem] = []
        if not wanted or "bottom-line" in wanted:
            items += outline.bottom_line
        moved = tuple(section for section in outline.annex if section.from_body)
        for section in (*outline.body, *moved):
            if not wanted or section.name in wanted:
                items += (*section.items, *section.remarks)
        told(self._desk, tuple(items))
        views = [one for item in items for one in ItemView(self._desk, item).facts]
        kept: dict[Passage, Fact] = {}
        for view in dict.fromkeys(views):
            for passage in view.passages:
                kept.setdefault(passage._passage, passage._facts[0])  # our own
        widest: dict[str, int] = {}
        inside: set[tuple[str, int, int]] = set()
        for one in sorted(kept, key=lambda passage: (passage.source, passage.start, -passage.end)):
            if one.end <= widest.get(one.source, 0):
                inside.add((one.source, one.start, one.end))
            widest[one.source] = max(one.end, widest.get(one.source, 0))
        whole = [one for one in kept if (one.source, one.start, one.end) not in inside]
        return tuple(PassageView(self._desk, one, (kept[one],)) for one in whole)


_OF_KIND = {"quotes": "quote", "figures": "figure", "events": "event", "gaps": "gap"}


def _rest(dossier: Dossier, name: str) -> tuple[OutlineItem, ...]:
    """What an annex section without items holds: the facts of its kind printed nowhere else;
    of gaps, all."""
    kind = _OF_KIND.get(name)
    if kind is None:
        return ()
    outline = dossier.outline
    items = [*outline.bottom_line]
    for section in (*outline.body, *outline.annex):
        items += (*section.items, *section.remarks)
    used = {item.fact for item in items} if kind != "gap" else set()
    return tuple(
        OutlineItem(f"outline.annex.{name}.{fact.id}", fact.id)
        for fact in dossier.facts.values()
        if fact.kind == kind and fact.id not in used
    )


class DegreeView(View):
    """A term of the scale of likelihood, with the chances it stands for."""

    __slots__ = ("high", "low", "term")
    offers = frozenset(("high", "low", "term"))

    def __init__(self, desk: Desk, degree: Degree, at: int) -> None:
        self.term = degree_text(desk, degree, at)
        self.low = setting(str(degree.low), "likelihood")
        self.high = setting(str(degree.high), "likelihood")


def degree_text(desk: Desk, degree: Degree, at: int) -> Printable:
    """A term as it prints: the pack's label for the common scale, the dossier's own words else."""
    if desk.dossier.head.scale:
        return author_text(degree.shown or degree.term, f"likelihood.{at}")
    key = f"likelihood-{degree.term.replace(' ', '-')}"
    return desk.label(key) if key in desk.labels else author_text(degree.term, f"likelihood.{at}")


class TranslationView(View):
    """That the brief is an unofficial translation: from which language, by whom, reviewed by."""

    __slots__ = ("by", "original", "reviewed")
    offers = frozenset(("by", "original", "reviewed"))

    def __init__(self, rendition: Rendition) -> None:
        self.original = rendition.original.partition("-")[0]
        self.by = setting(rendition.by, "translated-by")
        self.reviewed = setting(rendition.reviewed, "translation-reviewed")


class BriefView(View):
    """The brief: its head, bottom line, body and annex."""

    __slots__ = ("_desk", "_filled", "_known")
    offers = frozenset(
        (
            "annex", "as_of", "author", "basis", "body", "bottom_line", "date", "edition", "facts",
            "language", "likelihoods", "listed", "marking", "short_title", "sources", "subject",
            "title", "to", "translation",
        )
    )  # fmt: skip

    def __init__(self, desk: Desk, sections: tuple[str, ...]) -> None:
        self._desk = desk
        self._known = sections
        self._filled: dict[bool, tuple[SectionView, ...]] = {}

    @property
    def bottom_line(self) -> tuple[ItemView, ...]:
        items = self._desk.dossier.outline.bottom_line
        return tuple([ItemView(self._desk, item) for item in told(self._desk, items)])

    @property
    def body(self) -> tuple[SectionView, ...]:
        return self._sections(False)

    @property
    def annex(self) -> tuple[SectionView, ...]:
        return self._sections(True)

    def _sections(self, annex: bool) -> tuple[SectionView, ...]:
        """The sections that have something to print; one the pack does not know is told of."""
        if annex not in self._filled:
            outline = self._desk.dossier.outline
            given = outline.annex if annex else outline.body
            self._filled[annex] = tuple(self._known_ones(given, annex))
        return self._filled[annex]

    def _known_ones(self, given: tuple[OutlineSection, ...], annex: bool) -> Iterable[SectionView]:
        known = self._known
        for section in given:
            if section.name not in known:
                close = nearest(section.name, known)
                hint = f"did you mean `{close}`?" if close else f"there are: {', '.join(known)}"
                message = f"the template has no section `{section.name}`"
                span = self._desk.dossier.span(section.path)
                self._desk.tell("T-SECTION", message, span, hint)
                continue
            view = SectionView(self._desk, section, annex)
            if self._has_content(view):
                yield view

    def _has_content(self, view: SectionView) -> bool:
        if view.name == "sources":
            return bool(self._desk.dossier.sources)
        if view.name == "passages":
            return bool(view.passages)
        return bool(view._items or view.remarks)  # without making views of the items

    @property
    def _head(self) -> Head:
        return self._desk.dossier.head

    @property
    def title(self) -> Printable:
        return self._composite("title")

    @property
    def basis(self) -> Printable:
        return self._composite("basis")

    def _composite(self, field: str) -> Printable:
        text = getattr(self._head, field)
        if not text:
            return NOTHING
        return Composite(self._desk, text, field, self._desk.dossier.span(field))

    @property
    def short_title(self) -> Printable:
        return author_text(self._head.short_title, "short-title")

    @property
    def subject(self) -> Printable:
        return author_text(self._head.subject, "subject")

    @property
    def to(self) -> Printable:
        return setting(self._head.to, "to")

    @property
    def author(self) -> Printable:
        return setting(self._head.author, "from")

    @property
    def edition(self) -> Printable:
        return setting(self._head.edition, "edition")

    @property
    def as_of(self) -> Printable:
        return setting(self._head.as_of, "as-of")

    @property
    def date(self) -> Printable:
        """The as-of date in words."""
        return setting(date_text(self._head.as_of, self._desk.tag), "as-of")

    @property
    def marking(self) -> Printable:
        return setting(self._head.marking, "marking")

    @property
    def language(self) -> str:
        return self._desk.tag

    @property
    def likelihoods(self) -> tuple[DegreeView, ...]:
        """The scale of likelihood, where a line above was printed with a term of it."""
        if not self._desk.weighed:
            return ()
        degrees = self._desk.dossier.head.degrees
        return tuple(DegreeView(self._desk, degree, at) for at, degree in enumerate(degrees))

    @property
    def translation(self) -> TranslationView | None:
        """What kind of translation this brief is; nothing where its texts are the dossier's own."""
        rendition = self._desk.dossier.rendition
        return TranslationView(rendition) if rendition else None

    @property
    def sources(self) -> tuple[SourceView, ...]:
        return tuple(SourceView(self._desk, one) for one in self._desk.dossier.sources.values())

    @property
    def listed(self) -> tuple[SourceView, ...]:
        """The held texts in the order of the citation style's list."""
        styled = self._desk.styled
        if styled is None:
            return self.sources
        held = self._desk.dossier.sources
        return tuple(SourceView(self._desk, held[work.id]) for work in styled.listing())

    @property
    def facts(self) -> tuple[FactLike, ...]:
        """Every fact of the dossier, in its order."""
        return tuple(filter(None, (self._desk.fact(one) for one in self._desk.dossier.facts)))
