"""The tables of fields hold together."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from brief.dossier import tables
from brief.facts import KINDS
from brief.facts.fields import Field, Kind

FILES = (
    tables.DOSSIER,
    tables.SOURCES,
    tables.NAMES,
    tables.RULINGS,
    tables.facts_table(KINDS),
    tables.translations_table(KINDS),
)


def kinds() -> Iterator[Kind]:
    for table in FILES:
        for field in table.fields:
            yield from field.kinds


def below(fields: tuple[Field, ...]) -> Iterator[Field]:
    for field in fields:
        yield field
        yield from below(field.fields)


ALL = [field for table in FILES for field in below(table.fields)] + [
    field for kind in kinds() for field in below(kind.fields)
]


def test_names_of_kinds_are_no_names_of_their_fields() -> None:
    for kind in kinds():
        names = [field.name for field in kind.fields]
        assert len(set(names)) == len(names), kind.name
        assert kind.name not in names, f"`{kind.name}` could begin a record or be its field"


@pytest.mark.parametrize("field", ALL, ids=lambda field: field.name)
def test_a_field_says_what_its_form_needs(field: Field) -> None:
    assert field.doc.endswith(".")
    assert bool(field.fields) == (field.form in ("record", "records", "map"))
    assert bool(field.kinds) == (field.form == "kinds")
    if field.form == "choice":
        assert field.choices
    if field.short:
        assert field.short in [inner.name for inner in field.fields]
    for group in field.either:
        assert group


def test_every_choice_between_fields_names_known_ones() -> None:
    for kind in kinds():
        names = {field.name for field in kind.fields}
        for group in kind.either:
            assert names.intersection(group), kind.name


def test_every_fact_but_gaps_rests_on_something() -> None:
    for kind in KINDS.values():
        resting = any("passage" in group for group in kind.either) or any(
            field.required and field.evidence == "words" for field in kind.fields
        )
        assert resting == (kind.name != "gap"), kind.name
