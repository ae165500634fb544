"""What a dossier is once it is read: plain values, each knowing its place in the files."""

from __future__ import annotations

from collections.abc import Mapping

from brief.archive.snapshots import Snapshot
from brief.diagnostics import Span
from brief.dossier.likelihood import SCALE, Degree
from brief.facts.fact import Fact, Place
from brief.record import Record


class Stated(Record):
    """A detail of a source, with the ground it stands on.

    `basis`: "stated" in the source, "supplied" from elsewhere (prints in [square brackets], `by`
    says by whom or on what ground), "inferred", or "not stated" (`value` is then empty).
    """

    value: str
    basis: str = "stated"
    by: str = ""


class Source(Record):
    """A held text and what is known of it.  `code` is how references print it ("S1")."""

    id: str
    code: str
    snapshot: str  # path relative to the dossier's folder
    outlet: Stated
    author: Stated
    title: Stated
    published: Stated
    url: Stated
    short: str  # for the key at the foot of pages: "Kazinform digest"
    descriptor: str  # what it is and what affects its reliability
    rank: str = "secondary"  # primary, secondary
    status: str = "live"  # live, stale, withdrawn
    currency: str = ""  # what a bare "$" means, ISO 4217
    language: str = "en"
    type: str = "news"  # for citation styles: news, report, web, statement
    furniture: tuple[str, ...] = ()
    marking: str = ""
    file: str = ""
    places: Mapping[str, Place] = {}

    def span(self, path: str = "id") -> Span:
        line, column, length = self.places.get(path) or self.places.get("id", (0, 0, 1))
        return Span(self.file, line, column, length)


class Name(Record):
    """A person, outlet, organisation or place: its house spelling and other forms."""

    id: str
    kind: str  # person, outlet, organisation, place, term
    name: str
    short: str = ""
    aliases: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()  # common nouns a text may use for it: "the publication"
    role: str = ""
    forms: dict[str, str] = {}  # language -> name in its script and spelling
    file: str = ""
    places: Mapping[str, Place] = {}

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every form that counts as the name in running text, house spelling first; one that
        begins small ("the board") also as it begins a sentence."""
        forms = (self.name, *filter(None, (self.short,)), *self.aliases)
        begun = (form[:1].upper() + form[1:] for form in forms if form[:1].islower())
        return tuple(dict.fromkeys((*forms, *begun)))


class Cell(Record):
    """What one source says on a ruled point: composite text (see `brief.dossier.composite`)."""

    source: str
    text: str


class Ruling(Record):
    """What the curator decided where sources differ.

    `over` are the fields that differ (`fact.field`, or a fact's id for its main value); `decision`
    is "show all", "prefer", "different scope" or "stated difference" (no machine-made conflict);
    `silent` are sources without the matter, proven by `terms` that they do not contain.
    """

    id: str
    label: str
    over: tuple[str, ...]
    decision: str
    reason: str
    prefer: str = ""
    cells: tuple[Cell, ...] = ()
    silent: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    file: str = ""
    places: Mapping[str, Place] = {}

    def span(self, path: str = "id") -> Span:
        line, column, length = self.places.get(path) or self.places.get("id", (0, 0, 1))
        return Span(self.file, line, column, length)


class Acknowledgement(Record):
    """A warning that a person has looked at and accepts, with the reason."""

    code: str
    target: str  # a fact's, source's or ruling's id
    reason: str
    file: str = ""
    places: Mapping[str, Place] = {}

    def span(self, path: str = "id") -> Span:
        line, column, length = self.places.get(path) or self.places.get("code", (0, 0, 1))
        return Span(self.file, line, column, length)


class OutlineItem(Record):
    """A line of the outline: a fact or ruling to print, or composite text of its own.

    `author` marks the author's own statement, which rests on no source; such a one may have a
    `likelihood` (a term of the dossier's scale), and what speaks for and against it.  `path` is its
    place in `dossier.yaml` ("outline.body.0.items.2") and names it in diagnostics and manifests.
    """

    path: str
    fact: str = ""
    label: str = ""
    lead: str = ""
    text: str = ""
    author: bool = False
    likelihood: str = ""
    pros: tuple[str, ...] = ()
    cons: tuple[str, ...] = ()


# The sections that are the author's own: every line of theirs is, whether it says so or not.
OWN_SECTIONS = ("implications", "options", "assessment")


class OutlineSection(Record):
    """A section of body or annex: which of the template's sections, and what stands in it.

    `of` names the sections whose passages a section of passages prints (none: all of the body).
    `from_body` tells of a section of the annex that in this language has lines of the body.
    """

    path: str
    name: str
    heading: str = ""
    items: tuple[OutlineItem, ...] = ()
    remarks: tuple[OutlineItem, ...] = ()
    new_page: bool = False
    of: tuple[str, ...] = ()
    from_body: bool = False


class Outline(Record):
    bottom_line: tuple[OutlineItem, ...] = ()
    body: tuple[OutlineSection, ...] = ()
    annex: tuple[OutlineSection, ...] = ()


class Head(Record):
    """The head of `dossier.yaml`: what the brief is called, by whom, for whom, as of when."""

    title: str  # composite text
    short_title: str
    subject: str
    language: str
    as_of: str  # ISO date
    edition: str
    to: str = ""
    author: str = ""  # "From" in the memo head
    basis: str = ""  # composite text
    marking: str = ""
    approvals: int = 0
    subjects: dict[str, str] = {}  # subject id -> as printed
    scale: tuple[Degree, ...] = ()  # of likelihood, as declared; `degrees` has what holds
    withheld: dict[str, int] = {}  # rank -> how many sources one audience does not see

    @property
    def degrees(self) -> tuple[Degree, ...]:
        """The one scale of likelihood of this dossier: its own, else the common one."""
        return self.scale or SCALE


class Translation(Record):
    """A dossier's texts in another language, as `translations/<language>.yaml` has them.

    `texts` and `places` go by the text's path in that file ("facts.setting.text",
    "outline.sections.deals.boeing-787.text"); `reviewed` is empty where nobody has.  `moves` are
    the lines that stand elsewhere in this language: `to-annex` or `to-body`, section, lines.
    """

    language: str
    by: str
    reviewed: str
    texts: dict[str, str]
    file: str = ""
    places: Mapping[str, Place] = {}
    moves: dict[str, dict[str, tuple[str, ...]]] = {}

    def span(self, path: str = "language") -> Span:
        """Where the text at `path` stands; the nearest enclosing value that has a place."""
        while path and path not in self.places:
            path = path.rpartition(".")[0]
        line, column, length = self.places.get(path) or self.places.get("language", (1, 1, 1))
        return Span(self.file, line, column, length)


class Rendition(Record):
    """That a dossier's texts were put into another language, and what is left in its own.

    `missing` maps what prints (kind, id and field of an `Origin`) to the path of the text that is
    not translated; `derived` the ids of computed values to how they print.  `moved` are the places
    of lines that stand in the annex in this language, or in the body, and not where they are.
    """

    language: str
    original: str
    by: str
    reviewed: str
    missing: dict[tuple[str, str, str], str]
    derived: dict[str, str]
    moved: frozenset[str] = frozenset()


class Dossier(Record):
    """A dossier, read and with its passages found.

    `name` is its folder's name; `folder` its path relative to the workspace, forward slashes.
    `inputs` maps each file read (relative to `folder`) to the sha256 of its bytes.  `translations`
    go by language.
    """

    name: str
    folder: str
    head: Head
    outline: Outline
    sources: dict[str, Source]
    snapshots: dict[str, Snapshot]
    names: dict[str, Name]
    facts: dict[str, Fact]
    rulings: dict[str, Ruling]
    acknowledged: tuple[Acknowledgement, ...]
    inputs: dict[str, str]
    places: Mapping[str, Place]  # of dossier.yaml
    translations: dict[str, Translation] = {}
    rendition: Rendition | None = None  # where its texts are those of a translation

    def span(self, path: str) -> Span:
        """Where a value of dossier.yaml stands; the nearest enclosing one that has a place."""
        while path and path not in self.places:
            path = path.rpartition(".")[0]
        line, column, length = self.places.get(path, (0, 0, 1))
        return Span(f"{self.folder}/dossier.yaml", line, column, length)
