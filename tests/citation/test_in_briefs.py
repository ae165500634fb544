"""The Washington brief in every citation style: its notes, its list of sources, its statements."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import pytest

from brief import checks, templating
from brief.citation import short
from brief.document.statements import statements
from brief.document.tree import (
    Block,
    Document,
    Emphasis,
    Inline,
    Note,
    Paragraph,
    Table,
    inlines_text,
)
from brief.dossier import load
from brief.dossier.model import Dossier
from brief.templating import packs
from brief.templating.backing import apparatus
from brief.transforms.walk import every

ROOT = Path(__file__).resolve().parents[2]
STYLES = ("chicago", "apa", "oscola", "iso690")


@lru_cache(maxsize=1)
def dossier() -> Dossier:
    read, found = load(ROOT / "sources" / "washington-2025", ROOT, None)
    assert read is not None
    assert not [d for d in found if d.severity == "error"]
    return read


def test_a_plain_reference_is_the_note_that_comes_of_all_the_fact_rests_on() -> None:
    plain = 0
    made = apparatus(dossier(), "footnote", "en-GB")
    for fact in dossier().facts:
        words = made.plain(fact)
        if words:
            plain += 1
            assert inlines_text(short.note((fact,), made)) == words
    assert plain > len(dossier().facts) / 4
    assert made.plain("unknown") == ""


@lru_cache(maxsize=16)
def brief(style: str, name: str = "policy-brief", language: str = "") -> Document:
    pack = packs.in_style(packs.find(name), style)
    document, found = templating.compose(dossier(), pack, templating.Options(language=language))
    assert document is not None, found
    assert not [d for d in found if d.severity == "error"]
    told = checks.run_document(document, dossier(), pack.literals) if not language else []
    assert not [d for d in told if d.severity == "error"], told
    return document


def _inlines(nodes: tuple[Inline, ...]) -> list[Inline]:
    found: list[Inline] = []
    for node in nodes:
        found += [node, *_inlines(getattr(node, "children", ()))]
    return found


def _lines(block: Block) -> tuple[Inline, ...]:
    if isinstance(block, Table):
        return tuple(one for remark in block.remarks for one in remark.children)
    return getattr(block, "children", ())


def notes(document: Document) -> dict[int, str]:
    found: dict[int, str] = {}
    for block in every(document.blocks):
        for inline in _inlines(_lines(block)):
            if isinstance(inline, Note) and not inline.repeated:
                found[inline.number] = inlines_text(inline.children).replace("\u00a0", " ")
    return found


def listed(document: Document) -> list[tuple[str, list[str]]]:
    """The list of sources: code and reference, with its italic words."""
    table = next(
        block
        for block in every(document.blocks)
        if isinstance(block, Table) and block.description == "The texts held"
    )
    rows = []
    for row in table.rows:
        cells = [block for cell in row.cells for block in cell.blocks]
        words = [inlines_text(b.children) for b in cells if isinstance(b, Paragraph)]
        slanted = [
            inlines_text(inline.children)
            for block in cells
            if isinstance(block, Paragraph)
            for inline in _inlines(block.children)
            if isinstance(inline, Emphasis)
        ]
        rows.append((f"{words[0]} {words[1]}", slanted))
    return rows


@pytest.mark.parametrize("style", STYLES)
def test_every_statement_is_cited_and_every_note_says_something(style: str) -> None:
    document = brief(style)
    ours, house = statements(document), statements(brief("house"))
    assert [(s.id, s.facts, bool(s.citation)) for s in ours] == [
        (s.id, s.facts, bool(s.citation)) for s in house
    ]
    found = notes(document)
    assert list(found) == list(range(1, len(found) + 1))
    assert len(found) > 30
    # The first note that cites a source gives its title in full, and no later one does again,
    # but for author and date, where the list does.
    title = "Abraham Accords, Deals, Ukraine, and Mediation"
    full = [number for number, text in found.items() if title in text]
    assert len(full) == (0 if style == "apa" else 1)


@pytest.mark.parametrize("name", ["policy-brief", "media-digest"])
def test_oscola_points_to_the_note_that_gives_the_source_in_full(name: str) -> None:
    found = notes(brief("oscola", name))
    full = {
        "Fayzulina": next(n for n, t in found.items() if "Zarina Fayzulina, ‘" in t),
        "‘Foreign media digest’": next(n for n, t in found.items() if "U.S.-Kazakh" in t),
        "[unnamed news report]": next(n for n, t in found.items() if "report] (nd)" in t),
    }
    crossed = 0
    for number, text in found.items():
        for who, first in full.items():
            for pointed in re.findall(rf"{re.escape(who)} \(n (\d+)\)", text):
                assert int(pointed) == first <= number
                crossed += 1
    assert crossed > 10


def test_the_list_is_in_the_styles_order_and_look() -> None:
    assert listed(brief("chicago")) == [
        (
            "S2 Fayzulina, Zarina. “Toqayev’s Visit to Washington: Abraham Accords, Deals, "
            "Ukraine, and Mediation.” Orda.kz, n.d.",
            ["Orda.kz"],
        ),
        (
            "S1 Kazinform News Agency. “Foreign media digest: Tokayev’s visit to Washington a "
            "milestone in U.S.-Kazakh relations.” n.d.",
            ["Kazinform News Agency"],
        ),
        ("S3 [unnamed news report]. n.d.", []),
    ]
    assert [words[:2] for words, _ in listed(brief("house"))] == ["S1", "S2", "S3"]


def test_a_memo_names_author_and_date_in_the_sentence() -> None:
    text = " ".join(said.text for said in statements(brief("apa", "action-memo")))
    text = text.replace("\u00a0", " ")
    assert "(Fayzulina, n.d., para" in text
    assert "as cited in “Foreign media digest,” n.d., para" in text
    assert "as reported by" not in text


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_a_translation_cites_in_its_language(language: str) -> None:
    found = " ".join(notes(brief("chicago", language=language)).values())
    words = {"ru": ("б. д.", "абз. "), "kk": ("күні белгісіз", "-абзац")}[language]
    assert all(word in found for word in words)
    assert not re.search(r"\bn\.d\.|\bparas?\b|cited in", found)


@pytest.mark.parametrize("style", STYLES)
def test_the_same_brief_comes_out_the_same(style: str) -> None:
    pack = packs.in_style(packs.find("policy-brief"), style)
    again, _ = templating.compose(dossier(), pack, templating.Options())
    assert again == brief(style)
