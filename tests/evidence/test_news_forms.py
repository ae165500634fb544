"""Forms of figures and clauses that news texts use and that were once misread."""

from __future__ import annotations

import pytest

from brief.checks.desk.numbers import unsupported
from brief.evidence.attribution import clause_names
from brief.evidence.figures import supports
from brief.evidence.quantities import quantities

FELL = "Landings fell from 231,000 tonnes in 2019 to 188,400 tonnes in 2023, figures show."


def test_a_year_before_to_begins_no_range() -> None:
    read = [(q.low, q.high, q.unit or q.noun) for q in quantities(FELL)]
    assert read == [
        (231_000, 231_000, "tonnes"),
        (2019, 2019, "year"),
        (188_400, 188_400, "tonnes"),
        (2023, 2023, "year"),
    ]
    assert supports(FELL, "188,400 tonnes") == []


@pytest.mark.parametrize("text", ["2019 to 2023", "in 2019 to 2023"])
def test_two_years_are_still_a_range(text: str) -> None:
    assert [(q.low, q.high) for q in quantities(text)] == [(2019, 2023)]


@pytest.mark.parametrize(
    "written", ["14.6% for people aged 65 or over.", "It was 14.6% for those of 65 or more."]
)
def test_a_bound_behind_a_figure_counts_as_one_in_front(written: str) -> None:
    from brief.archive.snapshots import Passage

    text = "It was -1.2% for people under 65 and 14.6% for people aged 65 or over."
    passage = Passage("s", 0, len(text), text)
    age = next(q for q in quantities(written) if q.low == 65)
    assert unsupported(written, (passage,), age) is None
    bare = quantities("people aged 65")[0]
    assert unsupported("people aged 65", (passage,), bare) is not None


@pytest.mark.parametrize(
    ("passage", "written"),
    [
        ("выловил 94,75 тысячи тонн скумбрии", "94.75 thousand tonnes"),
        ("в 240–260 миллионов евро в год", "€240–260 million a year"),
    ],
)
def test_units_of_another_language_are_the_same_units(passage: str, written: str) -> None:
    assert supports(passage, written) == []


@pytest.mark.parametrize("written", ["94.75 thousand tons", "94.75 thousand boxes"])
def test_other_units_are_not(written: str) -> None:
    assert [code for code, _, _ in supports("94,75 тысячи тонн скумбрии", written)] == ["N-MEASURE"]


@pytest.mark.parametrize(
    ("clause", "form"),
    [
        ("according to its Directorate of Fisheries", "Directorate of Fisheries"),
        ("the Centre for Sea and Coast said", "Centre for Sea and Coast"),
        ("The public health board says", "The public health board"),
        ("По оценке Союза рыбаков", "Союза рыбаков"),
        ("Solheim did not rule out", "Solheim"),
    ],
)
def test_a_body_is_named_by_its_whole_name(clause: str, form: str) -> None:
    assert clause_names(clause, [form]) == []


@pytest.mark.parametrize(
    ("clause", "form"),
    [
        ("according to its Directorate of Fisheries", "Directorate of Forests"),
        ("the spokesman of the Directorate of Fisheries said", "Directorate"),
        ("Olsen praised the Directorate of Fisheries", "Directorate of Fisheries"),
        ("the Directorate of Fisheries’s critic said", "Directorate of Fisheries"),
    ],
)
def test_another_body_is_not(clause: str, form: str) -> None:
    assert clause_names(clause, [form]) != []
