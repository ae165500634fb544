"""Properties of lines: no character but a blank is ever lost, moved or made."""

from __future__ import annotations

from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from brief.document.tree import Citation, Emphasis, Origin, Statement, Strong, Text, inlines_text
from brief.templating.lines import statements, tidy

ORIGIN = Origin("author")
words = st.text(st.sampled_from("ab .,;:!?)”\u00a0<&"), max_size=6).map(lambda t: Text(t, ORIGIN))
cites = st.sampled_from(["a", "b"]).map(lambda fact: Citation((fact,)))
inlines = st.recursive(
    words | cites,
    lambda inner: (
        st.lists(inner, max_size=3)
        .map(tuple)
        .flatmap(lambda children: st.sampled_from([Strong(children), Emphasis(children)]))
    ),
    max_leaves=8,
)


def _squeezed(line) -> str:
    return inlines_text(tuple(line)).replace(" ", "")


@given(st.lists(inlines, max_size=6))
def test_tidying_loses_blanks_alone(line) -> None:
    done = tidy(line)
    assert _squeezed(done) == _squeezed(line)
    text = inlines_text(tuple(done))
    assert "  " not in text
    assert text == text.strip(" ")
    assert tidy(done) == done


@given(st.lists(inlines, max_size=6))
def test_statements_keep_every_character_and_citation_in_order(line) -> None:
    numbers = count(1)
    done = statements(tidy(line), lambda: f"s{next(numbers)}")
    assert _squeezed(done) == _squeezed(line)
    ids = [one.id for one in done if isinstance(one, Statement)]
    assert ids == sorted(set(ids), key=ids.index)
    for one in done:
        if isinstance(one, Statement):
            assert isinstance(one.children[-1], Citation)
            assert set(one.facts) >= set(one.children[-1].facts)
