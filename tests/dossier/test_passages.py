"""Selectors of facts are found in the scope that belongs to each, once, or told."""

from __future__ import annotations

import pytest

from tests.dossier.small import REPORT, Small


def quote(words: str, clause: str, more: str = "") -> str:
    return (
        f"  - quote: q\n    words: {words}\n    clause: {clause}\n    speaker: holt\n    via: []\n"
        + more
    )


def test_a_quote_without_a_passage_gets_the_sentence_around_its_words(small: Small) -> None:
    fact = small.dossier().facts["room"]
    assert [p.exact for p in fact.passages] == ["“We need room for larger ships,” Mara Holt said."]
    words, clause = fact.resolved["words.0"][0], fact.resolved["clause"][0]
    assert REPORT[words.start : words.end] == "We need room for larger ships"
    assert clause.exact == "Mara Holt said"


def test_segments_are_found_one_by_one(small: Small) -> None:
    small.facts(quote("[We need room, larger ships]", "Mara Holt said"))
    fact = small.dossier().facts["q"]
    assert [fact.resolved[f"words.{n}"][0].exact for n in (0, 1)] == [
        "We need room",
        "larger ships",
    ]
    assert len(fact.passages) == 1


def test_words_are_looked_for_inside_the_facts_passage(small: Small) -> None:
    small.write("snapshots/post.txt", REPORT + "\nShe said: “We need room for larger ships.”\n")
    small.change(
        "facts/facts.yaml",
        "    clause: Mara Holt said\n",
        "    clause: Mara Holt said\n    passage: “We need room … Holt said.\n",
    )
    fact = small.dossier().facts["room"]
    assert fact.resolved["words.0"][0].start == REPORT.index("We need room")


def test_words_outside_the_passage_are_told_with_both_places(small: Small) -> None:
    small.facts(quote("a plan for a generation", "She called it",
                      "    passage: The harbour board … on Monday.\n"))  # fmt: skip
    found = [d for d in small.load()[1] if "words" in d.message]
    assert [d.code for d in found] == ["SPAN-LOST", "SPAN-LOST"]
    assert "outside the fact's passage" in found[0].message
    assert [r.label for r in found[0].related] == ["here", "the passage"]


def test_a_clause_may_stand_in_a_neighbouring_paragraph_but_no_farther(small: Small) -> None:
    small.facts(quote("a plan for a generation", "Holt told the paper"))
    assert small.dossier().facts["q"].resolved["clause"][0].exact == "Holt told the paper"
    small.facts(quote("a plan for a generation", "said.\n    passage: Port of Lidora … quays"))
    small.facts(quote("a plan for a generation", "Mara Holt said"))
    found = small.load()[1]
    assert [d.code for d in found] == ["SPAN-LOST"]
    assert "neighbouring paragraph" in found[0].message


def test_the_nearest_scope_that_holds_a_clause_decides(small: Small) -> None:
    text = "One. “A b c,” Holt said.\n\n“D e f,” Holt said. Later.\n"
    small.write("snapshots/post.txt", text + "photo: Lidora Post\n" + REPORT)
    small.facts(quote("A b c", "Holt said"))
    assert small.dossier().facts["q"].resolved["clause"][0].start == text.index("Holt said")


def test_a_clause_that_stands_twice_beside_the_words_is_ambiguous(small: Small) -> None:
    text = "“A b c,” Holt said, and Holt said so.\n\n"
    small.write("snapshots/post.txt", text + REPORT)
    small.facts(quote("A b c", "Holt said"))
    found = small.load()[1]
    assert [d.code for d in found] == ["SPAN-AMBIGUOUS"]
    assert len(found[0].related) == 2


def test_an_antecedent_stands_earlier(small: Small) -> None:
    small.facts(
        quote("a plan for a generation", "She called it", "    antecedent: Holt told the paper\n")
    )
    assert small.dossier().facts["q"].resolved["antecedent"][0].exact == "Holt told the paper"
    small.facts(quote("We need room", "Mara Holt said", "    antecedent: She called it\n"))
    found = small.load()[1]
    assert [d.code for d in found] == ["SPAN-LOST"]
    assert "an antecedent stands earlier" in found[0].helps[0]


def test_a_value_may_name_a_passage_of_its_own(small: Small) -> None:
    small.facts(
        "  - figure: f\n    passage: The harbour board … on Monday.\n"
        "    value: {text: about 40 million crowns, passage: The work is … crowns.}\n"
    )
    fact = small.dossier().facts["f"]
    assert fact.resolved["value.passage"][0].exact.startswith("The work is expected")


def test_a_second_passage_may_come_from_another_source(small: Small) -> None:
    small.write("snapshots/two.txt", "The second text says so, too.\n")
    sources = (small.folder / "sources.yaml").read_text()
    second = sources.split("sources:\n")[1].split("    furniture")[0]
    small.write(
        "sources.yaml",
        sources + second.replace("source: post", "source: two").replace("post.txt", "two.txt"),
    )
    small.facts(
        "  - point: p\n    text: Both say so.\n    passage: The harbour board … on Monday.\n"
        "    passages:\n      - {from: two, passage: says so}\n      - Holt told the paper\n"
    )
    fact = small.dossier().facts["p"]
    assert [(p.source, p.exact) for p in fact.passages[1:]] == [
        ("two", "says so"),
        ("post", "Holt told the paper"),
    ]


@pytest.mark.parametrize(
    ("passage", "code"),
    [
        ("The harbor board", "SPAN-LOST"),
        ("the plan … Holt", "SPAN-AMBIGUOUS"),
        ("Lidora Post", "SRC-FURNITURE"),
        ("The harbour board … cost about", "SRC-FURNITURE"),
        ("The work is expected … a generation", "SPAN-LOST"),
    ],
)
def test_a_passage_that_is_not_one_place_is_told(small: Small, passage: str, code: str) -> None:
    if code == "SPAN-AMBIGUOUS":
        small.write("snapshots/post.txt", REPORT + "\nOf the plan, Holt said more.\n")
    small.facts(f"  - point: p\n    text: x\n    passage: {passage}\n")
    found = small.load()[1]
    assert [(d.code, d.fact, d.span.line if d.span else 0) for d in found] == [(code, "p", 6)]
    assert found[0].helps


def test_a_derived_figure_and_a_gap_need_no_passage(small: Small) -> None:
    small.facts(
        "  - figure: n\n    of: facts\n    derived: {operation: count, of: [quays, cost]}\n"
        "  - gap: g\n    text: a date for the start\n    terms: [2027]\n"
    )
    assert small.dossier().facts["g"].passages == ()


@pytest.mark.parametrize(
    ("spoilt", "what"),
    [
        ("We need\u202e room", "U+202E (bidirectional control)"),
        ("We need\ue000 room", "U+E000 (private use)"),
        ("We n\u0435ed room", "U+0435 (Cyrillic letter in a Latin word)"),
    ],
)
def test_a_character_that_deceives_is_refused_in_the_words_of_a_snapshot(
    small: Small, spoilt: str, what: str
) -> None:
    small.write("snapshots/post.txt", REPORT.replace("We need room", spoilt))
    small.change("facts/facts.yaml", "We need room for larger ships", "room for larger ships")
    found = small.load()[1]
    assert [(d.code, d.fact) for d in found] == [("SRC-CHARACTER", "room")]
    assert what in found[0].message
    assert found[0].related[0].span.line == 3


def test_what_folding_takes_out_is_no_finding(small: Small) -> None:
    small.write("snapshots/post.txt", REPORT.replace("larger", "lar\u00adger\u200b"))
    fact = small.dossier().facts["room"]
    assert fact.resolved["words.0"][0].exact == "We need room for lar\u00adger\u200b ships"
