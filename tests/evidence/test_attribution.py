"""Declared clauses: whose words a clause makes them, and what stands between."""

from __future__ import annotations

import pytest

from brief.evidence.attribution import clause_names, intervening
from brief.evidence.reading import read
from brief.evidence.speakers import is_same

TRUMP = ["Donald Trump", "Trump", "President Trump"]
TOKAYEV = ["Kassym-Jomart Tokayev", "Tokayev", "Toqayev"]
RUBIO = ["Marco Rubio", "Rubio"]
RUMER = ["Evgeny Rumer", "Rumer"]


@pytest.mark.parametrize(
    ("clause", "forms", "antecedent"),
    [
        ("Trump said", TRUMP, None),
        ("Trump responded", TRUMP, None),
        ("said Trump", TRUMP, None),
        ("quoting U.S. President Donald Trump as saying", TRUMP, None),
        ("whom Tokayev described as", TOKAYEV, None),
        ("In discussing the war in Ukraine, Toqayev commended Trump’s", TOKAYEV, None),
        ("Toqayev said, commenting on reports about Moscow's proposal", TOKAYEV, None),
        (
            "He described the gathering as",
            RUBIO,
            "Secretary of State Marco Rubio hosted the leaders",
        ),
        ("Reuters reported that the meeting took place", ["Reuters"], None),
        ("CNN called Kazakhstan’s decision to join", ["CNN"], None),
        ("According to Kyodo News", ["Kyodo News"], None),
        (
            "Evgeny Rumer, director of the Program at the Endowment, told the publication",
            RUMER,
            None,
        ),
        ("According to Kazakhstan’s Civil Aviation Committee", ["Civil Aviation Committee"], None),
    ],
)
def test_a_clause_whose_subject_is_the_person_names_him(
    clause: str, forms: list[str], antecedent: str | None
) -> None:
    assert clause_names(clause, forms, antecedent) == []


@pytest.mark.parametrize(
    ("clause", "forms", "antecedent", "code"),
    [
        ("Toqayev commended Trump’s", TRUMP, None, "A-SPEAKER"),
        ("CNN called it", TRUMP, None, "A-SPEAKER"),
        ("quoting U.S. President Donald Trump as saying", ["CNN"], None, "A-SPEAKER"),
        ("He described the gathering as", RUBIO, None, "A-CLAUSE"),
        ("He described the gathering as", TRUMP, "Secretary Marco Rubio hosted", "A-SPEAKER"),
        ("He described", TRUMP, "Rubio met Trump’s aides", "A-SPEAKER"),
        ("in Washington with Trump", TRUMP, None, "A-CLAUSE"),
        ("Melania Trump said", ["Donald Trump"], None, "A-SPEAKER"),
    ],
)  # fmt: skip
def test_a_possessive_an_object_or_another_does_not(
    clause: str, forms: list[str], antecedent: str | None, code: str
) -> None:
    assert [problem[0] for problem in clause_names(clause, forms, antecedent)] == [code]


def test_another_known_persons_clause_between_is_found() -> None:
    assert intervening("Trump left. Rubio said it was fine.", ["Marco Rubio"]) == "Marco Rubio"
    assert intervening("“Fine,” added Rubio.", ["Rubio"]) == "Rubio"
    assert intervening("Trump praised Rubio’s work.", ["Rubio"]) is None


def test_a_quotation_of_several_paragraphs_has_one_speaker() -> None:
    reading = read("“One.\n\n“Two.\n\n“Three,” said Anna Holm.\n\n“Four,” Karl Berg said.")
    assert [q.speaker for q in reading.quotations] == [("Anna", "Holm")] * 3 + [("Karl", "Berg")]


def test_forms_of_a_name() -> None:
    assert is_same("Mr Trump", ("U.S.", "President", "Donald", "Trump"))
    assert is_same("D. Trump", ("Donald", "Trump"))
    assert not is_same("Melania Trump", ("Donald", "Trump"))
    assert not is_same("Times", ("The", "New", "York", "Times"))
