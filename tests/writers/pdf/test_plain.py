"""The short way to ragged lines ends where the long way does."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from brief.document.tree import Inline, Note, Origin, Statement, Strong, Text
from brief.house.default import DEFAULT
from brief.writers.pdf.breaking import ragged
from brief.writers.pdf.inline import Inliner
from brief.writers.pdf.lines import Line, Words
from brief.writers.pdf.looks import base
from brief.writers.pdf.plain import plain_lines, text_lines
from brief.writers.pdf.tags import Element

_TEXTS = st.text(st.sampled_from("aTo fi V.—-/\u200b\u00a0щ,  "), max_size=60)
_ORIGIN = Origin("fact", "f", "text")


@st.composite
def _inlines(draw: st.DrawFn) -> tuple[Inline, ...]:
    found: list[Inline] = []
    for number, text in enumerate(draw(st.lists(_TEXTS, min_size=1, max_size=5))):
        run = Text(text, _ORIGIN)
        found.append(Strong((run,)) if draw(st.booleans()) else run)
        if draw(st.booleans()):
            found.append(Note(f"n{number}", (Text("S1", _ORIGIN),), number + 1))
    return tuple(found)


def _words(inlines: tuple[Inline, ...]) -> Words:
    look = base(DEFAULT.paragraphs[""])
    return Inliner(DEFAULT).words(inlines, look, Element("P"))


def _seen(lines: list[Line]) -> list[object]:
    return [
        (
            round(line.width, 6),
            [(pen.face.file.name, tj, round(width, 6)) for pen, _, tj, width in line.parts],
            [entry.note.id for entry in line.notes],
        )
        for line in lines
    ]


_BLANK_END = (Text("T", _ORIGIN), Text("TTTTTT\u200b", _ORIGIN), Note("n", (), 3))


@example(_BLANK_END, 47.0, 0.0)
@example((Text("\u200b\u200b", _ORIGIN),), 47.0, 0.0)
@settings(max_examples=300, deadline=None, derandomize=True)
@given(_inlines(), st.floats(12, 200), st.floats(0, 10))
def test_both_ways_set_the_same_lines(
    inlines: tuple[Inline, ...], rest: float, indent: float
) -> None:
    first = rest - indent
    plain = plain_lines(_words(inlines).runs, first, rest)
    if plain is None:  # a word is wider than the line
        return
    assert _seen(plain) == _seen(ragged(_words(inlines).finish(), first, rest))


@example(["Tao \u200bVa-ao fi"], 0, 30.0)
@example(["Tao V", "a ao ", "fi", ""], 2, 30.0)
@settings(max_examples=500, deadline=None, derandomize=True)
@given(st.lists(_TEXTS, min_size=1, max_size=3), st.integers(0, 2), st.floats(12, 400))
def test_texts_and_marks_behind_them_are_set_as_any_other(
    texts: list[str], marks: int, room: float
) -> None:
    inlines: tuple[Inline, ...] = tuple(Text(text, _ORIGIN) for text in texts)
    for number in range(marks):
        inlines += (Note(f"n{number}", (Text("S1", _ORIGIN),), number + 8),)
    inliner, style = Inliner(DEFAULT), DEFAULT.paragraphs[""]
    lines = text_lines(inlines, inliner, style, Element("P"), room)
    if lines is None:  # no plain text, or a word is wider than the line
        return
    assert _seen(lines) == _seen(ragged(_words(inlines).finish(), room, room))


def test_a_note_met_again_has_a_mark_alone() -> None:
    inlines = (Text("It fell.", _ORIGIN), *2 * (Note("n", (Text("S1", _ORIGIN),), 4),))
    inliner, element = Inliner(DEFAULT), Element("P")
    lines = text_lines((Statement(inlines, "s1"),), inliner, DEFAULT.paragraphs[""], element, 99.0)
    assert lines is not None
    assert [entry.note.id for line in lines for entry in line.notes] == ["n"]
    assert [entry.note.id for entry in inliner.pending] == ["n"]
    links = [kid.kids[0] for kid in element.kids if isinstance(kid, Element)]
    assert [(link.target, link.anchor) for link in links if isinstance(link, Element)] == [
        ("#note n", "mark n"),
        ("#note n", ""),
    ]


def test_most_texts_are_plain() -> None:
    for text in ("Kazakhstan", "It signed 29 agreements, worth $17.2\u00a0billion.", "Это он."):
        inlines = (Text(text, _ORIGIN),)
        inliner, style = Inliner(DEFAULT), DEFAULT.paragraphs[""]
        assert text_lines(inlines, inliner, style, Element("P"), 120.0) is not None
