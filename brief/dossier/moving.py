"""An outline adapted to a language: lines that stand in the annex there, or in the body.

A translation is longer or shorter than its original, and the pages of a body are as many for both.
Nothing is dropped: a line that leaves the body stands in the annex, and the other way round.
"""

from __future__ import annotations

from collections.abc import Iterator

from brief.dossier.model import Outline, OutlineItem, OutlineSection
from brief.dossier.translating import line_ids, section_ids

TO_ANNEX, TO_BODY = "to-annex", "to-body"


def named(outline: Outline, where: str, section: str, line: str) -> OutlineItem | None:
    """The line that a move names by the ids of its section and of itself (or of its fact or
    ruling); None where the body (for `to-annex`) or the annex (for `to-body`) has none such."""
    ids = section_ids(outline)
    for one in outline.body if where == TO_ANNEX else outline.annex:
        if ids[one.path] == section:
            lines = line_ids(one)
            for item in one.items:
                if line in (lines.get(item.path), item.fact):
                    return item
    return None


def choices(outline: Outline, where: str, section: str = "") -> list[str]:
    """The sections that a move may name, or the lines of one of them."""
    ids = section_ids(outline)
    found = []
    for one in outline.body if where == TO_ANNEX else outline.annex:
        if not section:
            found.append(ids[one.path])
        elif ids[one.path] == section:
            lines = line_ids(one)
            found += [lines.get(item.path) or item.fact for item in one.items]
    return found


def moved(outline: Outline, paths: frozenset[str]) -> Outline:
    """The outline with the lines of these places moved from body to annex, or from annex to body.

    They go to the section of the same name without a heading of its own, in their order; a new
    one is made in the annex, before what it says of the body's matters, where there is none.
    """
    body, out = _divided(outline.body, paths)
    annex, back = _divided(outline.annex, paths)
    for section in back:
        body = _joined(body, section, len(body))
    names = {section.name for section in outline.body}
    at = next((n for n, one in enumerate(annex) if one.name in names), len(annex))
    for section in reversed(out):
        annex = _joined(annex, section.replace(new_page=False, from_body=True), at)
    return outline.replace(body=tuple(body), annex=tuple(annex))


def _divided(
    sections: tuple[OutlineSection, ...], paths: frozenset[str]
) -> tuple[list[OutlineSection], list[OutlineSection]]:
    """What stays of sections, and what goes; remarks go with their fact, or with the last line."""
    stay: list[OutlineSection] = []
    go: list[OutlineSection] = []
    for section in sections:
        items = tuple(item for item in section.items if item.path in paths)
        if not items:
            stay.append(section)
            continue
        rest = tuple(item for item in section.items if item.path not in paths)
        facts = {item.fact for item in items if item.fact}
        remarks = tuple(one for one in section.remarks if one.fact in facts or not rest)
        go.append(section.replace(items=items, remarks=remarks))
        if rest:
            left = tuple(one for one in section.remarks if one not in remarks)
            stay.append(section.replace(items=rest, remarks=left))
    return stay, go


def _joined(sections: list[OutlineSection], new: OutlineSection, at: int) -> list[OutlineSection]:
    """With the lines of one more section: in that of its name, else as one of its own."""
    for number, one in enumerate(sections):
        if one.name == new.name and not one.heading and one.items:
            whole = one.replace(
                items=(*new.items, *one.items),
                remarks=(*new.remarks, *one.remarks),
                from_body=new.from_body,
            )
            return [*sections[:number], whole, *sections[number + 1 :]]
    return [*sections[:at], new.replace(heading=""), *sections[at:]]


def places(outline: Outline, moves: dict[str, dict[str, tuple[str, ...]]]) -> Iterator[str]:
    """The places of the lines that moves name; those that name nothing are told by a rule."""
    for where, sections in moves.items():
        for section, lines in sections.items():
            for line in lines:
                item = named(outline, where, section, line)
                if item is not None:
                    yield item.path
