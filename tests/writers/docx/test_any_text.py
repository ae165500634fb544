"""Any text that a document can hold is read back as it was, wherever it stands."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from brief.document.tree import Cell, Column, Field, Fields, Item, List, Note, Row, Table
from brief.writers import Supplies
from tests.writers.docx.reading import make, text
from tests.writers.docx.samples import p, t

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
WORDS = st.text(
    st.one_of(st.characters(), st.sampled_from("&<>\"'{}[]|\\$%\t\n\u00a0\u00ad\u2028¶Қ")),
    min_size=1,
    max_size=40,
)


def expected(words: str) -> str:
    """What prints: what XML forbids as U+FFFD, line ends as breaks, no optional hyphen."""
    shown = _FORBIDDEN.sub("\ufffd", words)
    return shown.replace("\r\n", "\n").replace("\r", "\n").replace("\xad", "")


@settings(max_examples=150, deadline=None)
@given(WORDS)
def test_text_comes_back(words: str) -> None:
    note = Note("n", (t(words),), 1)
    cell = Cell((p(t(words, "fact", words, words)),))
    made = make(
        p(words, note),
        Table((Column(50),), (Row((cell,)),), (Row((cell,)),), description=words),
        List((Item((p("x"),), (t(words),)),), "label"),
        Fields((Field((t("To"),), (t(words),)),)),
        supplies=Supplies(facts_json=b"{}", comments={"s1": words}),
        title=words,
        author=words,
    )
    shown = expected(words)
    assert text(made.find("//w:body/w:p")[0]) == shown
    assert [text(one) for one in made.find("//w:tbl//w:p")] == [shown, shown]
    assert shown in text(made.body).replace("\tx", "")
    notes = made.find("//w:footnote[not(@w:type)]", "word/footnotes.xml")
    assert text(notes[0]) == f"\t{shown}"
    told = "W-CHAR" in made.codes
    assert told == bool(_FORBIDDEN.search(words))
