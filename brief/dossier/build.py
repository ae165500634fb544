"""Records as read to the dossier's values: head, outline, sources, names and rulings."""

from __future__ import annotations

from brief import TYPE_CHECKING
from brief.dossier.likelihood import Degree
from brief.dossier.model import (
    OWN_SECTIONS,
    Acknowledgement,
    Cell,
    Head,
    Name,
    Outline,
    OutlineItem,
    OutlineSection,
    Ruling,
    Source,
    Stated,
    Translation,
)
from brief.dossier.records import Entry
from brief.facts.fact import NOT_STATED, Place

if TYPE_CHECKING:
    from typing import Any

_UNSTATED = {"value": "", "basis": NOT_STATED, "by": ""}


def head(entry: Entry) -> Head:
    """The head of dossier.yaml; what could not be read is empty, and was told."""
    fields = entry.fields
    return Head(
        title=fields.get("title", ""),
        short_title=fields.get("short-title", ""),
        subject=fields.get("subject", ""),
        language=fields.get("language", "en"),
        as_of=fields.get("as-of", ""),
        edition=fields.get("edition", ""),
        to=fields.get("to", ""),
        author=fields.get("from", ""),
        basis=fields.get("basis", ""),
        marking=fields.get("marking", ""),
        approvals=int(fields.get("policies", {}).get("approvals", "0")),
        subjects=fields.get("subjects", {}),
        scale=tuple(
            Degree(degree["term"], int(degree["from"]), int(degree["to"]))
            for degree in fields.get("likelihood", ())
            if degree.keys() >= {"term", "from", "to"}
        ),
    )


def outline(entry: Entry) -> Outline:
    """The outline, every item with its path."""
    fields: dict[str, Any] = entry.fields.get("outline", {})
    return Outline(
        _items(fields.get("bottom-line", ()), "outline.bottom-line"),
        _sections(fields.get("body", ()), "outline.body"),
        _sections(fields.get("annex", ()), "outline.annex"),
    )


def _sections(records: Any, path: str) -> tuple[OutlineSection, ...]:
    return tuple(
        OutlineSection(
            path=f"{path}.{at}",
            name=record["section"],
            heading=record.get("heading", ""),
            items=_items(record.get("items", ()), f"{path}.{at}.items", _own(record)),
            remarks=_items(record.get("remarks", ()), f"{path}.{at}.remarks", _own(record)),
            new_page=record.get("new-page") == "yes",
            of=tuple(record.get("of", ())),
        )
        for at, record in enumerate(records)
        if "section" in record
    )


def _own(record: dict[str, Any]) -> bool:
    return record["section"] in OWN_SECTIONS


def _items(records: Any, path: str, own: bool = False) -> tuple[OutlineItem, ...]:
    return tuple(
        [_item(record, f"{path}.{at}", own) for at, record in enumerate(records) if record]
    )


def _item(record: dict[str, Any], path: str, own: bool) -> OutlineItem:
    fact = record.get("fact", "")
    if fact and len(record) == 1:  # as most are
        return OutlineItem(path, fact, "", "", "", own)
    return OutlineItem(
        path=path,
        fact=fact,
        label=record.get("label", ""),
        lead=record.get("lead", ""),
        text=record.get("text", ""),
        author=own or record.get("author") == "yes",
        likelihood=record.get("likelihood", ""),
        pros=tuple(record.get("pros", ())),
        cons=tuple(record.get("cons", ())),
    )


def source(entry: Entry, code: str, file: str) -> Source:
    """A source; details that could not be read count as not stated, and were told."""
    fields = entry.fields

    def stated(name: str) -> Stated:
        return Stated(**fields.get(name, _UNSTATED))

    return Source(
        id=entry.id,
        code=code,
        snapshot=fields.get("snapshot", ""),
        outlet=stated("outlet"),
        author=stated("author"),
        title=stated("title"),
        published=stated("published"),
        url=stated("url"),
        short=fields.get("short", ""),
        descriptor=fields.get("descriptor", ""),
        rank=fields.get("rank", "secondary"),
        status=fields.get("status", "live"),
        currency=fields.get("currency", ""),
        language=fields.get("language", "en"),
        type=fields.get("type", "news"),
        furniture=tuple(fields.get("furniture", ())),
        marking=fields.get("marking", ""),
        file=file,
        places=entry.places,
    )


def name(entry: Entry, file: str) -> Name:
    """A registered name."""
    fields = entry.fields
    return Name(
        id=entry.id,
        kind=entry.kind,
        name=fields.get("name", ""),
        short=fields.get("short", ""),
        aliases=tuple(fields.get("aliases", ())),
        nouns=tuple(fields.get("nouns", ())),
        role=fields.get("role", ""),
        forms=fields.get("forms", {}),
        file=file,
        places=entry.places,
    )


def ruling(entry: Entry, file: str) -> Ruling:
    """A ruling."""
    fields = entry.fields
    return Ruling(
        id=entry.id,
        label=fields.get("label", ""),
        over=tuple(fields.get("over", ())),
        decision=fields.get("decision", ""),
        reason=fields.get("reason", ""),
        prefer=fields.get("prefer", ""),
        cells=tuple(Cell(*pair) for pair in fields.get("cells", {}).items()),
        silent=tuple(fields.get("silent", ())),
        terms=tuple(fields.get("terms", ())),
        file=file,
        places=entry.places,
    )


def translation(entry: Entry, file: str) -> Translation:
    """A translation: its texts by their paths in the file."""
    fields = entry.fields
    texts: dict[str, str] = {}
    outline = dict(fields.get("outline", {}))
    moves = {
        where: {section: tuple(lines) for section, lines in outline.pop(where).items()}
        for where in ("to-annex", "to-body")
        if where in outline
    }
    fields = {**fields, "outline": outline}
    waiting: list[tuple[str, Any]] = [
        (name, value)
        for name, value in fields.items()
        if name not in ("format", "language", "by", "reviewed")
    ]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, str):
            texts[path] = value
        elif isinstance(value, dict):
            waiting += [(f"{path}.{name}", inner) for name, inner in value.items()]
        else:
            waiting += [(f"{path}.{at}", inner) for at, inner in enumerate(value)]
    reviewed = fields.get("reviewed", "no")
    return Translation(
        language=fields.get("language", ""),
        by=fields.get("by", ""),
        reviewed="" if reviewed == "no" else reviewed,
        texts=dict(sorted(texts.items())),
        file=file,
        places=entry.places,
        moves=moves,
    )


def acknowledgements(top: Entry, file: str) -> tuple[Acknowledgement, ...]:
    """The warnings that were accepted, each with the places of its own values."""
    found = []
    for at, record in enumerate(top.fields.get("acknowledged", ())):
        if "code" not in record:
            continue
        prefix = f"acknowledged.{at}."
        places: dict[str, Place] = {
            path[len(prefix) :]: place
            for path, place in top.places.items()
            if path.startswith(prefix)
        }
        found.append(
            Acknowledgement(
                record["code"], record.get("of", ""), record.get("reason", ""), file, places
            )
        )
    return tuple(found)
