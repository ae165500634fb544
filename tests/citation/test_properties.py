"""Whatever is known of a text, a reference prints it verbatim and in sound punctuation."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from brief.archive.snapshots import Place
from brief.citation.exporting import bibtex, csl_json
from brief.citation.pieces import plain
from brief.citation.styled import Styled
from brief.citation.styles import STYLES
from brief.citation.works import Known, Work
from tests.citation.works import DETAILS, made

_WORD = st.text("abцқEnZŁ’-", min_size=1, max_size=6)
_TEXT = st.lists(
    st.one_of(_WORD, st.sampled_from(["U.S.", "“x”", "«ю»", "‘y’", "A: b", "why?", "{n}", "_i_"])),
    min_size=1,
    max_size=5,
).map(" ".join)
_KNOWN = st.builds(Known, st.one_of(st.just(""), _TEXT), st.booleans())
_DATE = st.builds(
    Known,
    st.sampled_from(["", "8 November 2025", "November 2025", "2025", "last autumn", "2025-11-08"]),
    st.booleans(),
)


@st.composite
def _works(draw: st.DrawFn) -> tuple[Work, ...]:
    found = []
    for number in range(1, draw(st.integers(1, 4)) + 1):
        details = {name: draw(_KNOWN) for name in DETAILS if name != "published"}
        kind = draw(st.sampled_from(["news", "web", "report", "statement"]))
        details["published"] = draw(_DATE)
        found.append(made(f"w{number}", number, kind=kind, short=draw(_TEXT), **details))
    return tuple(found)


def _same(text: str) -> str:
    """Text with one glyph for all marks and without the stops that a mark takes in."""
    text = re.sub('[“”„«»‘’"]', "'", text.replace("\u00a0", " "))
    return re.sub(r"[.,]'", "'", text)


@settings(max_examples=150, deadline=None)
@given(_works(), st.sampled_from(STYLES), st.sampled_from(["en-GB", "ru", "kk"]))
def test_every_reference_is_verbatim_and_whole(
    works: tuple[Work, ...], style: str, tag: str
) -> None:
    styled = Styled(style, works, tag)
    assert sorted(w.code for w in styled.listing()) == [w.code for w in works]
    forms = ["list"] if style == "house" else ["first", "repeat", "inline", "list"]
    for work in works:
        for form in forms:
            places = (Place(2, 1, 1), Place(3, 1, 2))
            pieces = styled.reference(form, work.code, places, number=1)
            text = plain(pieces)
            assert text
            # The style's own words: separators neither doubled nor left at an end or in a bracket.
            own = "".join("·" if p.field else p.text for p in pieces)
            assert not re.search(r"\.\.|,,|,\.|\( ?\)|\(,|  |^[ ,.]", own), own
            assert own.count("(") == own.count(")")
            if form == "list" and work.title.text:
                assert _same(work.title.shown.rstrip(".")) in _same(text)


@settings(max_examples=100, deadline=None)
@given(_works())
def test_exports_are_whole(works: tuple[Work, ...]) -> None:
    assert csl_json(works).count('"id": "w') == len(works)
    text = bibtex(works)
    for entry in text.split("\n\n"):
        bare = re.sub(r"\\[{}]", "", entry)
        assert bare.count("{") == bare.count("}")
