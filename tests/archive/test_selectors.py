"""Words are found exactly once, or a problem says what stands in the way."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brief.archive.capture import capture
from brief.archive.selectors import Index, Problem, resolve, surroundings
from brief.archive.snapshots import Passage, Snapshot

TEXT = """\
Deals in brief

The board signed 29 agreements, valued at $17.2 billion. “We can’t wait,” said Mara Holt.
photo: The board at work
The nuclear deal was a non-nuclear one — or so she said. She said it twice.

The end of it. The board signed nothing else.
"""


def index(text: str = TEXT, *furniture: str) -> Index:
    snapshot = capture(text.encode(), "post", "S1", "snapshots/post.txt", furniture)
    assert isinstance(snapshot, Snapshot)
    return Index(snapshot)


def found(selector: str) -> Passage:
    settled = resolve(index(TEXT, "photo: The board at work"), selector)
    assert isinstance(settled, Passage), settled
    assert TEXT[settled.start : settled.end] == settled.exact
    return settled


def problem(selector: str) -> Problem:
    settled = resolve(index(TEXT, "photo: The board at work"), selector)
    assert isinstance(settled, Problem), settled
    return settled


@pytest.mark.parametrize(
    ("selector", "exact"),
    [
        ("Deals in brief", "Deals in brief"),
        ("signed 29 … $17.2 billion.", "signed 29 agreements, valued at $17.2 billion."),
        ("signed 29 ... $17.2 billion.", "signed 29 agreements, valued at $17.2 billion."),
        ('"We can\'t wait," said', "“We can’t wait,” said"),
        ("“We can’t wait”", "We can’t wait"),
        ("non-nuclear one - or so", "non-nuclear one — or so"),
        ("She said it twice", "She said it twice"),
        ("valued at $17.2 billion,", "valued at $17.2 billion"),
        ("The nuclear … non-nuclear … it twice.",
         "The nuclear deal was a non-nuclear one — or so she said. She said it twice."),
    ],
)  # fmt: skip
def test_words_are_found_as_the_source_prints_them(selector: str, exact: str) -> None:
    assert found(selector).exact == exact


@pytest.mark.parametrize(
    "selector",
    [
        "valued at $17",  # a number is not cut
        "17.2 billion",  # nor is its currency
        "nuclear one",  # nor half a word
        "We can",
        "the board signed 29",  # case is the source's
        "Deals in brief The board",  # never over paragraphs
        "signed 28 agreements",
        "not there at all … nowhere",
    ],
)
def test_what_does_not_stand_there_is_lost(selector: str) -> None:
    assert problem(selector).code == "SPAN-LOST"


def test_words_that_stand_twice_are_told_with_both_places() -> None:
    said = problem("The board signed")
    assert said.code == "SPAN-AMBIGUOUS"
    assert [TEXT[start:end] for start, end, _ in said.places] == ["The board signed"] * 2
    assert "more words" in said.helps[0]


def test_the_last_words_may_stand_once_and_the_first_often() -> None:
    assert found("The board signed … else.").start == TEXT.index("The board signed nothing")


def test_words_of_a_caption_are_furniture() -> None:
    assert problem("The board at work").code == "SRC-FURNITURE"


def test_a_passage_over_a_caption_is_furniture() -> None:
    said = problem("valued at … she said")
    assert said.code == "SRC-FURNITURE"
    assert "span" in said.message


def test_a_passage_over_two_paragraphs_is_lost_and_says_so() -> None:
    said = problem("The nuclear deal … The end of it")
    assert (said.code, "more than one paragraph" in said.message) == ("SPAN-LOST", True)


def test_which_end_of_a_passage_is_missing_is_said() -> None:
    assert "last words" in problem("signed 29 … $18 billion").message
    assert "first words" in problem("signed 30 … $17.2 billion").message


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The C5+1 summit", "C5"),
        ("about 80% of it", "80"),
        ("a loss of -5 degrees", "5 degrees"),
        ("in 2026-2027", "2027"),
        ("fell by 17,200 units", "17"),
        ("Tokayev’s visit", "Tokayev"),
        ("a ₸500 note", "500 note"),
        ("naïve", "na"),
        ("e\u0301te\u0301 x\u0323y", "x"),
    ],
)
def test_no_word_and_no_number_is_cut(text: str, words: str) -> None:
    settled = resolve(index(text), words)
    assert isinstance(settled, Problem)
    assert settled.code == "SPAN-LOST"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“historic decision,” he said", "historic decision"),
        ("the U.S. – Kazakhstan group", "Kazakhstan group"),
        ("worth $17.2 billion.", "$17.2 billion"),
        ("one — or so", "or so"),
        ("(including Kazakhstan)", "including Kazakhstan"),
        ("forward,Toqayev said", "Toqayev said"),
        ("forward,Toqayev said", "forward"),
    ],
)
def test_marks_around_words_do_not_hide_them(text: str, words: str) -> None:
    assert isinstance(resolve(index(text), words), Passage)


def test_the_nearest_sentence_and_the_difference_are_shown() -> None:
    said = problem("The board signed 28 agreements, valued at $17.2 billion.")
    start, end, _ = said.places[0]
    assert TEXT[start:end].startswith("The board signed 29")
    assert "[-29-]" in said.notes[0]
    assert "{+28+}" in said.notes[0]


def test_prefix_and_suffix_surround_the_passage() -> None:
    passage = found("She said it twice")
    held = index().snapshot
    prefix, suffix = surroundings(held, passage, 5)
    assert (prefix, suffix) == ("aid. ", ".\n\nTh")


def test_a_large_text_is_searched_by_its_rarest_word_with_the_same_answers() -> None:
    lines = [f"Paragraph {n} says that the sum was {n * 7} crowns." for n in range(6000)]
    large = index("\n".join([*lines, "Twice said. Twice said."]))
    for n in range(200):
        settled = resolve(large, f"{n} says that … {n * 7} crowns.")
        assert isinstance(settled, Passage)
        assert settled.exact == f"{n} says that the sum was {n * 7} crowns."
    ambiguous = resolve(large, "Twice said.")
    assert isinstance(ambiguous, Problem)
    assert ambiguous.code == "SPAN-AMBIGUOUS"
    assert isinstance(resolve(large, "Paragraph 17 says … 18 crowns"), Problem)


WORDS = st.sampled_from(["alpha", "beta", "“gamma”", "17.2", "can’t", "delta,", "epsilon."])


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(WORDS, min_size=1, max_size=12), min_size=1, max_size=5), st.data())
def test_a_run_of_whole_words_is_found_where_it_stands_or_ambiguous(
    lines: list[list[str]], data: st.DataObject
) -> None:
    text = "\n".join(" ".join(line) for line in lines)
    line = data.draw(st.sampled_from(lines))
    low = data.draw(st.integers(0, len(line) - 1))
    high = data.draw(st.integers(low + 1, len(line)))
    wanted = " ".join(line[low:high])
    settled = resolve(index(text), wanted)
    if isinstance(settled, Passage):
        assert settled.exact.strip("“”.,") == wanted.strip("“”.,")
    else:
        assert settled.code == "SPAN-AMBIGUOUS"
        bare = wanted.strip("“”.,")
        # Occurrences may overlap: "alpha alpha" stands twice in "alpha alpha alpha".
        assert sum(text.startswith(bare, at) for at in range(len(text))) > 1
