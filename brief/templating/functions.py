"""The functions that templates may call, bound to one rendering."""

from __future__ import annotations

from collections.abc import Iterable

from brief import TYPE_CHECKING
from brief.dossier.model import Source
from brief.templating.backing import backing
from brief.templating.values import (
    NOTHING,
    Cite,
    Printable,
    Raw,
    View,
    citation_text,
    element,
    escaped,
)
from brief.templating.views.desk import Desk, FactLike
from brief.templating.views.outline import BriefView, ItemView, SectionView
from brief.templating.views.sources import PassageView
from brief.text.words import nearest

if TYPE_CHECKING:
    from typing import Any

    from brief.templating.views.amounts import Amounts


class Unknown(LookupError):
    """A template asks for something that the pack does not have: message and a hint."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class Functions:
    """Every public method is a function of templates; the reference is made from them."""

    def __init__(self, desk: Desk, brief: BriefView) -> None:
        self._desk = desk
        self._brief = brief

    def label(self, key: object, choice: object = "", **filled: object) -> Printable:
        """The fixed words of that key in the brief's language; `label("stance", fact.stance)`
        chooses among keys that begin alike; named values fill the label's `{places}`."""
        name = _plain(key)
        if isinstance(choice, (str, Printable)) and (word := _plain(choice)):
            name = f"{name}-{word.replace(' ', '-')}"
        values = {place: _printable(value) for place, value in filled.items()}
        try:
            return self._desk.label(name, values)
        except KeyError:
            close = nearest(name, tuple(self._desk.labels))
            where = f"labels/{self._desk.code}.toml"
            hint = f"did you mean `{close}`?" if close else f"add it to {where}"
            raise Unknown(f"the pack has no label `{name}` in `{self._desk.code}`", hint) from None

    def plain_label(self, key: object) -> str:
        """A label as plain text, for a description in an attribute."""
        return self.label(key).plain()

    def has_label(self, key: object) -> bool:
        """Whether the pack has a label of that key in the brief's language."""
        return _plain(key) in self._desk.labels

    def cite(self, *facts: Any, form: str = "", remark: object = "") -> Printable:
        """Ends a statement and cites facts, those of items or passages; forms as for `<cite>`."""
        inside = _printable(remark) if remark else NOTHING
        if len(facts) == 1 and isinstance(only := facts[0], FactLike):
            return Cite(only.id, form, inside)
        return Cite(self.ids(*facts), form, inside)

    def ids(self, *facts: Any) -> str:
        """The ids of facts, for the `data-facts` of a row that is one statement."""
        if len(facts) == 1 and isinstance(only := facts[0], FactLike):
            return only.id
        return " ".join(dict.fromkeys(one.id for fact in facts for one in _facts(fact)))

    def columns(self, name: str) -> Printable:
        """The `colgroup` of a table, as the pack's `[columns.<name>]` lays it out."""
        layout = self._desk.pack.columns.get(name)
        if layout is None:
            close = nearest(name, tuple(self._desk.pack.columns))
            hint = f"did you mean `{close}`?" if close else f"add `[columns.{name}]` to pack.toml"
            raise Unknown(f"the pack has no columns `{name}`", hint)
        widths = layout.widths.get(self._desk.code) or next(iter(layout.widths.values()), ())
        aligns = layout.align or ("left",) * len(widths)
        cols = []
        for width, align in zip(widths, aligns, strict=True):
            decimal = f"{layout.decimal:g}" if align == "decimal" else ""
            about = (
                ("data-width", f"{width:g}"),
                ("data-align", "" if align == "left" else align),
                ("data-decimal", decimal),
            )
            cols.append(element("col", "", about))
        return Raw(element("colgroup", "".join(cols), ()))

    def shared_columns(
        self, first: float, total: float, items: Iterable[ItemView], least: float = 0
    ) -> Printable:
        """The `colgroup` of a table of rulings: a first column, then one for each source; they
        share what is left of `total` mm by the length of their texts, none under `least`."""
        needs = [0.0] * len(self._desk.dossier.sources)
        for item in items:
            for index, cell in enumerate(item.ruling.cells if item.ruling else ()):
                needs[index] += len(cell.plain()) ** 0.5  # a long cell wraps, a short one cannot
        heads = [_head_width(source) for source in self._desk.dossier.sources.values()]
        widths = _shared(needs, total - first, [max(least, width) for width in heads])
        cols = [element("col", "", (("data-width", f"{width:g}"),)) for width in (first, *widths)]
        return Raw(element("colgroup", "".join(cols), ()))

    def amounts(self, items: Iterable[ItemView]) -> Amounts:
        """Items that are facts with a value, their amounts taken apart (see `amounts` below)."""
        from brief.templating.views.amounts import Amounts  # with the reader of quantities

        return Amounts(self._desk, items)

    def by_sources(self, items: Iterable[ItemView]) -> tuple[Gaps, ...]:
        """Gaps among items that were searched for in the same sources, together."""
        groups: dict[tuple[str, ...], list[FactLike]] = {}
        for item in items:
            if item.fact is not None and item.fact.kind == "gap":
                raw = self._desk.dossier.facts[item.fact.id]
                searched = backing(self._desk.dossier, raw, self._desk.tag).absent
                groups.setdefault(searched, []).append(item.fact)
        return tuple(Gaps(codes, tuple(facts)) for codes, facts in groups.items())

    def sections(self, name: str) -> tuple[SectionView, ...]:
        """The sections of that name in the outline's body, for a template that picks its own."""
        given = [one for one in self._desk.dossier.outline.body if one.name == name]
        # Where a template chooses the order, the outline's page breaks mean nothing.
        views = [SectionView(self._desk, one.replace(new_page=False), annex=False) for one in given]
        return tuple(view for view in views if view.items or view.remarks)

    def facts(self, kind: str) -> tuple[FactLike, ...]:
        """Every fact of a kind, in the dossier's order."""
        return tuple(fact for fact in self._brief.facts if fact.kind == kind)

    def grouped(self, facts: Iterable[FactLike], field: str) -> tuple[Group, ...]:
        """Facts together by a field's words, the groups in alphabetical order of them."""
        groups: dict[str, list[FactLike]] = {}
        keys: dict[str, Printable] = {}
        for fact in facts:
            value = fact.offer(field)
            word = _plain(value) if isinstance(value, Printable) else ""
            keys.setdefault(word, value)
            groups.setdefault(word, []).append(fact)
        order = sorted(groups, key=lambda word: (word.casefold().removeprefix("the "), word))
        return tuple(Group(keys[word], tuple(groups[word])) for word in order)

    def page_number(self) -> Printable:
        """The number of the page, in running heads."""
        return Raw('<span data-page="number"/>')

    def page_count(self) -> Printable:
        """The count of pages, in running heads."""
        return Raw('<span data-page="count"/>')


class Gaps(View):
    """Gaps searched for in the same sources: their `codes` and `facts`."""

    __slots__ = ("codes", "facts")
    offers = frozenset(("codes", "facts"))

    def __init__(self, codes: tuple[str, ...], facts: tuple[FactLike, ...]) -> None:
        self.codes = citation_text(", ".join(codes))
        self.facts = facts


def _head_width(source: Source) -> float:
    """Millimetres in which a column's head (code and short name) stands on one line, at most 40."""
    return min(40.0, 2.6 + 1.75 * (len(source.code) + 1 + len(source.short)))


def _shared(needs: list[float], room: float, least: list[float]) -> list[float]:
    """Widths in half millimetres, their sum `room`: each its least, the rest by need."""
    size = len(needs)
    if not size:
        return []
    if sum(least) >= room:
        return [room / size] * size
    wanted = [
        max(0.0, need * room / (sum(needs) or 1.0) - low)
        for need, low in zip(needs, least, strict=True)
    ]
    spare = room - sum(least)
    total = sum(wanted)
    shares = [spare * want / total if total else spare / size for want in wanted]
    widths = [round(2 * (low + share)) / 2 for low, share in zip(least, shares, strict=True)]
    widths[widths.index(max(widths))] += room - sum(widths)
    return widths


class Group(View):
    """Facts that share a field's words: the words as `key`, and the `facts`."""

    __slots__ = ("facts", "key")
    offers = frozenset(("facts", "key"))

    def __init__(self, key: Printable, facts: tuple[FactLike, ...]) -> None:
        self.key = key
        self.facts = facts


def _plain(value: object) -> str:
    return value.plain() if isinstance(value, Printable) else str(value)


def _printable(value: object) -> Printable:
    if isinstance(value, Printable):
        return value
    if hasattr(value, "__html__"):
        return Raw(value.__html__())
    return Raw(element("span", escaped(str(value)), ())) if value else NOTHING


def _facts(value: Any) -> Iterable[FactLike]:
    if isinstance(value, FactLike):
        return (value,)
    if isinstance(value, (ItemView, PassageView)):
        return value.facts
    if isinstance(value, (list, tuple)):
        return tuple(one for part in value for one in _facts(part))
    return ()
