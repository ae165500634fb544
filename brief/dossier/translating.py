"""A dossier in another language: the same facts and passages, the texts of its translation.

One walk over everything that prints words of its own serves all uses: it lists what is to be
translated, and puts the translations in.  What rests on a held text stays: passages, quoted words,
titles of sources, ids, choices (which print as labels) and names (which have forms of their own).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from brief import TYPE_CHECKING
from brief.dossier.model import (
    Dossier,
    Head,
    Outline,
    OutlineItem,
    OutlineSection,
    Rendition,
    Ruling,
    Source,
)
from brief.dossier.tables import spoken_fields
from brief.facts import KINDS
from brief.facts.fact import NOT_STATED, Fact
from brief.facts.fields import Field
from brief.record import Record

if TYPE_CHECKING:
    from typing import Any

# What prints, as the `Origin` of the printed words says it: kind, id, field.
Place = tuple[str, str, str]
_MOST = 60  # characters of an id made from a label
_WORDS = re.compile(r"[a-z0-9]+")


class Unit(Record):
    """A text that is to be translated.

    `path` is where its translation stands in the file; `facts` are those it belongs to (none for
    composite text, which cites its own); `needed` is False where the original can print instead,
    as quoted words can.
    """

    path: str
    text: str
    place: Place
    composite: bool = False
    facts: tuple[str, ...] = ()
    needed: bool = True


Say = Callable[[Unit], str]


def units(dossier: Dossier) -> dict[str, Unit]:
    """Every text of a dossier that is to be translated, by its path, in the order of printing."""
    found: dict[str, Unit] = {}

    def note(unit: Unit) -> str:
        found[unit.path] = unit
        return unit.text

    _Walk(dossier, note).dossier()
    return found


def into(dossier: Dossier, language: str) -> Dossier:
    """The dossier in a language ("ru", "kk-KZ"); itself where that is its own.

    What has no translation stays as it is and is listed in the `rendition`; so everything is,
    where there is no translation into that language at all.
    """
    code = language.partition("-")[0].lower()
    if dossier.rendition is not None or code == dossier.head.language.partition("-")[0].lower():
        return dossier
    translation = dossier.translations.get(code)
    texts = translation.texts if translation else {}
    missing: dict[Place, str] = {}
    derived: dict[str, str] = {}

    def say(unit: Unit) -> str:
        text = texts.get(unit.path, "") or texts.get(shared_path(unit), "")
        if not text:
            if unit.needed:
                missing.setdefault(unit.place, unit.path)
            return unit.text if unit.needed else ""
        if unit.place[2] == "derived":
            derived[unit.facts[0]] = text
        return text

    from brief.dossier.moving import places  # it uses the ids of lines that are made here

    made = _Walk(dossier, say).dossier()
    for name in dossier.names.values():
        if code not in name.forms:
            missing[("name", name.id, "")] = f"forms.{code}"
    rendition = Rendition(
        language=code,
        original=dossier.head.language,
        by=translation.by if translation else "",
        reviewed=translation.reviewed if translation else "",
        missing=missing,
        derived=derived,
        moved=frozenset(places(dossier.outline, translation.moves)) if translation else frozenset(),
    )
    return made.replace(rendition=rendition)


def shared_path(unit: Unit) -> str:
    """Where a label's translation may stand for all lines and facts that have the same one."""
    return f"labels.{_id(unit.text)}" if unit.path.endswith(".label") else ""


def line_ids(section: OutlineSection | tuple[OutlineItem, ...]) -> dict[str, str]:
    """The ids of lines by their places in dossier.yaml: from label, lead or fact, each once."""
    lines = section if isinstance(section, tuple) else (*section.items, *section.remarks)
    spoken = [line for line in lines if line.label or line.lead or line.text]
    return _ids((line.path, line.label or line.lead or line.fact or "line") for line in spoken)


def section_ids(outline: Outline) -> dict[str, str]:
    """The ids of sections by their places in dossier.yaml: from heading or name, each once."""
    sections = (*outline.body, *outline.annex)
    return _ids((section.path, section.heading or section.name) for section in sections)


def _ids(named: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    used: set[str] = set()
    for path, words in named:
        base = _id(words) or "line"
        name, count = base, 1
        while name in used:
            count += 1
            name = f"{base}-{count}"
        used.add(name)
        found[path] = name
    return found


def _id(words: str) -> str:
    return "-".join(_WORDS.findall(words.lower().replace("’", "")))[:_MOST].strip("-")


class _Walk:
    """Walks over all texts of a dossier in the order of printing, asking `say` for each."""

    def __init__(self, dossier: Dossier, say: Say) -> None:
        self._dossier = dossier
        self._say = say

    def dossier(self) -> Dossier:
        dossier = self._dossier
        return dossier.replace(
            head=self._head(dossier.head),
            outline=self._outline(dossier.outline),
            rulings={id: self._ruling(one) for id, one in dossier.rulings.items()},
            facts={id: self._fact(fact) for id, fact in dossier.facts.items()},
            sources={id: self._source(one) for id, one in dossier.sources.items()},
        )

    def _text(self, path: str, text: str, place: Place, *, composite: bool = False) -> str:
        return self._say(Unit(path, text, place, composite)) if text else text

    def _listed(self, path: str, texts: tuple[str, ...], owner: str, field: str) -> tuple[str, ...]:
        return tuple(
            self._text(f"{path}.{at}", text, ("author", owner, f"{field}.{at}"))
            for at, text in enumerate(texts)
        )

    def _head(self, head: Head) -> Head:
        def author(name: str, text: str, composite: bool = False) -> str:
            return self._text(f"head.{name}", text, ("author", name, "text"), composite=composite)

        return head.replace(
            title=author("title", head.title, composite=True),
            short_title=author("short-title", head.short_title),
            subject=author("subject", head.subject),
            to=self._text("head.to", head.to, ("setting", "", "to")),
            author=self._text("head.from", head.author, ("setting", "", "from")),
            basis=author("basis", head.basis, composite=True),
            subjects={
                id: self._text(f"subjects.{id}", text, ("author", f"subjects.{id}", "text"))
                for id, text in head.subjects.items()
            },
            scale=tuple(
                degree.replace(
                    shown=self._text(
                        f"likelihood.{_id(degree.term)}",
                        degree.term,
                        ("author", f"likelihood.{at}", "text"),
                    )
                )
                for at, degree in enumerate(head.scale)
            ),
        )

    # ------------------------------------------------------------ outline

    def _outline(self, outline: Outline) -> Outline:
        ids = section_ids(outline)
        lines = line_ids(outline.bottom_line)
        return Outline(
            self._items(outline.bottom_line, "outline.bottom-line", lines),
            tuple(self._section(one, ids[one.path]) for one in outline.body),
            tuple(self._section(one, ids[one.path]) for one in outline.annex),
        )

    def _section(self, section: OutlineSection, id: str) -> OutlineSection:
        path = f"outline.sections.{id}"
        lines = line_ids(section)
        heading = ("author", section.path, "heading")
        return section.replace(
            heading=self._text(f"outline.headings.{id}", section.heading, heading),
            items=self._items(section.items, path, lines),
            remarks=self._items(section.remarks, path, lines),
        )

    def _items(
        self, items: tuple[OutlineItem, ...], path: str, ids: dict[str, str]
    ) -> tuple[OutlineItem, ...]:
        made = []
        for item in items:
            if item.path not in ids:
                made.append(item)
                continue
            line = f"{path}.{ids[item.path]}"
            words: Place = ("author", item.path, "text")
            label: Place = ("author", item.path, "label")
            made.append(
                item.replace(
                    label=self._text(f"{line}.label", item.label, label),
                    lead=self._text(f"{line}.lead", item.lead, words, composite=True),
                    text=self._text(f"{line}.text", item.text, words, composite=True),
                    pros=self._listed(f"{line}.pros", item.pros, item.path, "pros"),
                    cons=self._listed(f"{line}.cons", item.cons, item.path, "cons"),
                )
            )
        return tuple(made)

    # ------------------------------------------------------------ rulings and sources

    def _ruling(self, ruling: Ruling) -> Ruling:
        own = f"rulings.{ruling.id}"

        def text(name: str, words: str) -> str:
            return self._text(f"{own}.{name}", words, ("author", own, name))

        cells = tuple(
            cell.replace(
                text=self._text(
                    f"{own}.cells.{cell.source}",
                    cell.text,
                    ("author", f"{own}.cells.{cell.source}", "text"),
                    composite=True,
                )
            )
            for cell in ruling.cells
        )
        label, reason = text("label", ruling.label), text("reason", ruling.reason)
        return ruling.replace(label=label, reason=reason, cells=cells)

    def _source(self, source: Source) -> Source:
        def text(name: str, words: str) -> str:
            return self._text(f"sources.{source.id}.{name}", words, ("source", source.id, name))

        short, descriptor = text("short", source.short), text("descriptor", source.descriptor)
        return source.replace(short=short, descriptor=descriptor)

    # ------------------------------------------------------------ facts

    def _fact(self, fact: Fact) -> Fact:
        kind = KINDS.get(fact.kind)
        if kind is None:
            return fact
        fields = self._fields(fact, spoken_fields(kind.fields), fact.fields, "")
        if fact.kind in ("quote", "perception") and fact.get("words") is not None:
            words = self._words(fact)
            fields = {name: value for name, value in fields.items() if name != "translation"}
            if words:
                fields["translation"] = words
        if fact.get("derived") is not None:
            self._derived(fact)
        return fact.replace(fields=fields)

    def _fields(
        self, fact: Fact, table: tuple[Field, ...], values: dict[str, Any], prefix: str
    ) -> dict[str, Any]:
        made = dict(values)
        for field in table:
            value = values.get(field.name)
            path = prefix + field.name
            if not value or value == NOT_STATED or path == "translation":
                continue
            if field.form == "record" and isinstance(value, dict):
                made[field.name] = self._fields(fact, field.fields, value, f"{path}.")
            elif isinstance(value, dict):
                text = value.get("text", "")
                if text and text != NOT_STATED:
                    made[field.name] = {**value, "text": self._field(fact, path, text)}
            elif isinstance(value, list):
                texts = [self._field(fact, f"{path}.{at}", one) for at, one in enumerate(value)]
                made[field.name] = texts
            else:
                made[field.name] = self._field(fact, path, str(value))
        return made

    def _field(self, fact: Fact, path: str, text: str) -> str:
        place = ("fact", fact.id, path)
        return self._say(Unit(f"facts.{fact.id}.{path}", text, place, facts=(fact.id,)))

    def _words(self, fact: Fact) -> str:
        """The translation of quoted words; "" where there is none, and the words print."""
        found = [
            passages[0].exact
            for path, passages in fact.resolved.items()
            if passages and (path == "words" or path.startswith("words."))
        ]
        text = " … ".join(found) or " … ".join(fact.texts("words"))
        path = f"facts.{fact.id}.translation"
        place = ("fact", fact.id, "translation")
        return self._say(Unit(path, text, place, facts=(fact.id,), needed=False))

    def _derived(self, fact: Fact) -> None:
        from brief.dossier.derived import derive

        computed = derive(self._dossier.facts, fact)
        if computed is not None and computed.text:
            place = ("fact", fact.id, "derived")
            self._say(Unit(f"facts.{fact.id}.derived", computed.text, place, facts=(fact.id,)))
