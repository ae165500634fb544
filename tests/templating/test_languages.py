"""Briefs in other languages: never a silent mixture, translations marked as such."""

from __future__ import annotations

from brief import templating
from brief.archive.snapshots import Passage
from brief.document.flow import flow
from brief.dossier.model import Dossier, OutlineItem, OutlineSection
from brief.facts.fact import Fact
from brief.templating import Options, packs


def test_a_language_without_labels_is_refused(port: Dossier) -> None:
    document, (told,) = templating.render(port, packs.find("policy-brief"), Options("fr"))
    assert document is None
    assert (told.code, told.severity) == ("T-LANGUAGE", "error")


def test_a_language_without_a_translation_is_refused(port: Dossier) -> None:
    document, (told,) = templating.render(port, packs.find("policy-brief"), Options("ru"))
    assert document is None
    assert (told.code, told.severity) == ("T-LANGUAGE", "error")


def test_a_draft_goes_on_and_marks_what_is_not_translated(port: Dossier) -> None:
    document, (told,) = templating.render(
        port, packs.find("policy-brief"), Options("ru", draft=True)
    )
    assert document is not None
    assert told.code == "T-LANGUAGE"
    printed = [block.text for block in flow(document).blocks]
    assert any(f"[en: {port.head.to}]" in text for text in printed)


def _quoting(port: Dossier, **fields: str) -> Dossier:
    """The port's dossier with a quote of its own in the body."""
    source = next(iter(port.sources))
    snapshot = port.snapshots[source]
    paragraph = next(p for p in snapshot.paragraphs if p.number)
    words = snapshot.text[paragraph.start : paragraph.start + 24].strip()
    passage = Passage(source, paragraph.start, paragraph.start + len(words), words)
    name = next(iter(port.names))
    quote = Fact(
        "quote",
        "said",
        "facts/x.yaml",
        source,
        {"words": "typed words", "speaker": name, "via": [], "occasion": "At the port", **fields},
        {},
        (passage,),
        {"words": (passage,)},
    )
    section = OutlineSection("outline.body.9", "quotes", items=(OutlineItem("o.9.0", "said"),))
    outline = port.outline.replace(body=(section,))
    return port.replace(facts={**port.facts, "said": quote}, outline=outline)


def test_a_quote_prints_the_snapshots_words_not_the_typed_ones(port: Dossier) -> None:
    dossier = _quoting(port)
    document, found = templating.compose(dossier, packs.find("policy-brief"))
    assert found == ()
    printed = [block.text for block in flow(document).blocks]
    exact = dossier.facts["said"].passages[0].exact
    assert any(f"“{exact}”" in text for text in printed)
    assert not any("typed words" in text for text in printed)


def test_a_translated_quote_has_no_marks_a_label_and_its_original_in_the_note(
    port: Dossier,
) -> None:
    dossier = _quoting(port, translation="слова по-русски")
    dossier = dossier.replace(head=dossier.head.replace(language="ru"))
    document, found = templating.compose(dossier, packs.find("policy-brief"))
    assert found == ()
    flowed = flow(document)
    (line,) = [block for block in flowed.blocks if "слова по-русски" in block.text]
    assert "«слова" not in line.text
    assert "[неофициальный перевод]" in line.text
    note = dict(flowed.notes)[line.cites[0]]
    assert f"«{dossier.facts['said'].passages[0].exact}»" in note


def test_segments_stand_apart_and_are_never_welded(port: Dossier) -> None:
    dossier = _quoting(port)
    quote = dossier.facts["said"]
    first = quote.passages[0]
    text = dossier.snapshots[first.source].text
    later = Passage(
        first.source, first.end + 10, first.end + 22, text[first.end + 10 : first.end + 22]
    )
    split = quote.replace(
        fields={**quote.fields, "words": ["a", "b"]},
        resolved={"words.0": (first,), "words.1": (later,)},
    )
    dossier = dossier.replace(facts={**dossier.facts, "said": split})
    document, found = templating.compose(dossier, packs.find("policy-brief"))
    assert found == ()
    printed = " ".join(block.text for block in flow(document).blocks)
    assert f"“{first.exact}” … “{later.exact.strip()}" in printed
