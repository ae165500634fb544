"""The repository's own dossier in Russian and Kazakh: nothing silent, quotations honest."""

from __future__ import annotations

from pathlib import Path

import pytest

from brief import templating
from brief.document.flow import flow
from brief.dossier import load
from brief.dossier.model import Dossier
from brief.dossier.translating import into, units
from brief.templating import Options, packs

ROOT = Path(__file__).resolve().parents[2]
PACKS = ("policy-brief", "action-memo", "media-digest", "one-pager", "sourcing-annex")
MARK = {"ru": "неофициальный перевод", "kk": "бейресми аударма"}


@pytest.fixture(scope="module")
def washington() -> Dossier:
    dossier, found = load(ROOT / "sources" / "washington-2025", ROOT, None)
    assert dossier is not None
    assert not [d for d in found if d.severity == "error"]
    return dossier


@pytest.mark.parametrize("language", ["ru", "kk"])
@pytest.mark.parametrize("pack", PACKS)
def test_every_pack_finds_every_text(washington: Dossier, pack: str, language: str) -> None:
    document, found = templating.compose(washington, packs.find(pack), Options(language))
    assert found == ()
    assert document is not None
    assert document.meta.lang.startswith(language)
    assert MARK[language] in "".join(flow(document).running)


def test_the_head_says_that_nobody_has_reviewed_it(washington: Dossier) -> None:
    document, _ = templating.compose(washington, packs.find("policy-brief"), Options("ru"))
    assert document is not None
    printed = " ".join(block.text for block in flow(document).blocks)
    assert "неофициальный, с английского, не сверен" in printed
    assert "21 ноября 2026 г." in printed.replace("\u00a0", " ")


def test_a_quotation_has_no_marks_and_its_original_in_the_note(washington: Dossier) -> None:
    document, _ = templating.compose(washington, packs.find("policy-brief"), Options("kk"))
    assert document is not None
    flowed = flow(document)
    (line,) = [b for b in flowed.blocks if "Мен мұндай мүмкіндікті" in b.text]
    assert "«" not in line.text
    assert "[бейресми аударма]" in line.text
    assert "«I don’t rule out that possibility»" in dict(flowed.notes)[line.cites[0]]


def test_a_quotation_without_a_translation_prints_its_own_words(washington: Dossier) -> None:
    russian = washington.translations["ru"]
    texts = {p: t for p, t in russian.texts.items() if p != "facts.rule-out.translation"}
    bare = washington.replace(translations={"ru": russian.replace(texts=texts)})
    document, found = templating.compose(bare, packs.find("policy-brief"), Options("ru"))
    assert found == ()
    assert document is not None
    assert any("«I don’t rule out that possibility»" in b.text for b in flow(document).blocks)


def test_a_missing_text_is_an_error_and_a_draft_shows_the_original(washington: Dossier) -> None:
    russian = washington.translations["ru"]
    texts = {p: t for p, t in russian.texts.items() if p != "facts.pragmatism.text"}
    bare = washington.replace(translations={"ru": russian.replace(texts=texts)})
    document, (told,) = templating.compose(bare, packs.find("policy-brief"), Options("ru"))
    assert document is None
    assert (told.code, told.severity) == ("L-MISSING", "error")
    assert "facts.pragmatism.text" in told.message
    draft, _ = templating.compose(bare, packs.find("policy-brief"), Options("ru", draft=True))
    assert draft is not None
    assert any("[en: Tokayev said he saw" in block.text for block in flow(draft).blocks)


def test_what_is_printed_nowhere_needs_no_translation(washington: Dossier) -> None:
    assert "rulings.agreements.reason" in units(washington)
    assert "rulings.agreements.reason" not in washington.translations["ru"].texts


def test_the_dossiers_own_language_is_left_as_it_is(washington: Dossier) -> None:
    assert into(washington, "en-GB") is washington


def test_lines_may_be_moved_without_a_change_to_their_translations(washington: Dossier) -> None:
    outline = washington.outline
    points = outline.body[0]
    moved = points.replace(items=tuple(reversed(points.items)))
    other = washington.replace(outline=outline.replace(body=(moved, *outline.body[1:])))
    assert units(other).keys() == units(washington).keys()


def test_amounts_stand_under_their_unit_in_the_language(washington: Dossier) -> None:
    document, _ = templating.compose(washington, packs.find("policy-brief"), Options("ru"))
    assert document is not None
    printed = [block.text.replace("\u00a0", " ") for block in flow(document).blocks]
    assert any("млрд долл. США" in text for text in printed)
    assert "17,2" in printed
    assert "примерно" in printed
