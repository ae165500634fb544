"""What a genre asks of its pack: the digest's notes, the memo's box, preferences with reasons."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from brief import templating
from brief.checks import run_document
from brief.document.flow import flow
from brief.document.statements import statements
from brief.document.tree import Block, Box, Document, EndNotes, Heading, Section, inlines_text
from brief.dossier import load
from brief.dossier.model import Dossier
from brief.pipeline import Request, generate
from brief.templating import Options, packs

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ("en", "ru", "kk")


@pytest.fixture(scope="module")
def washington() -> Dossier:
    dossier, _ = load(ROOT / "sources" / "washington-2025", ROOT, None)
    assert dossier is not None
    return dossier


@pytest.fixture(scope="module")
def preferring(washington: Dossier) -> Dossier:
    """With one count preferred; the reason in every language."""
    ruling = washington.rulings["agreements"].replace(
        decision="prefer", prefer="package-report.quantity", reason="The report was there."
    )
    texts = {"rulings.agreements.reason": "The report was there."}
    return washington.replace(
        rulings={**washington.rulings, "agreements": ruling},
        translations={
            code: one.replace(texts={**one.texts, **texts})
            for code, one in washington.translations.items()
        },
    )


def made(dossier: Dossier, pack: str, language: str = "en") -> Document:
    document, found = templating.compose(dossier, packs.find(pack), Options(language))
    assert document is not None, found
    assert found == ()
    return document


def blocks(given: tuple[Block, ...]) -> list[Block]:
    found: list[Block] = []
    for block in given:
        found.append(block)
        if isinstance(block, Section | Box):
            found += blocks(block.blocks)
    return found


def words(document: Document) -> str:
    return " ".join(block.text.replace("\u00a0", " ") for block in flow(document).blocks)


@pytest.mark.parametrize(
    ("language", "title"), [("en", "Notes"), ("ru", "Примечания"), ("kk", "Ескертпелер")]
)
def test_the_notes_of_a_digest_stand_below_a_title(
    washington: Dossier, language: str, title: str
) -> None:
    (notes,) = [
        block
        for block in blocks(made(washington, "media-digest", language).blocks)
        if isinstance(block, EndNotes)
    ]
    assert inlines_text(notes.title) == title


def test_notes_at_the_foot_need_no_place_at_the_end(washington: Dossier) -> None:
    pack = packs.find("media-digest").replace(citations="footnote")
    document, found = templating.compose(washington, pack)
    assert found == ()
    assert document is not None
    assert not [one for one in blocks(document.blocks) if isinstance(one, EndNotes)]
    assert "Notes" not in [block.text for block in flow(document).blocks]


@pytest.mark.parametrize("citations", ["endnote", "footnote"])
def test_every_format_of_a_digest_is_faithful(tmp_path: Path, citations: str) -> None:
    folder = packs.copy("media-digest", tmp_path, "digest")
    settings = (folder / "pack.toml").read_text("utf-8")
    settings = settings.replace('citations = "endnote"', f'citations = "{citations}"')
    (folder / "pack.toml").write_text(settings, "utf-8")
    shutil.copytree(ROOT / "sources" / "washington-2025", tmp_path / "sources" / "washington-2025")
    made = generate(
        Request(
            tmp_path,
            tmp_path / "sources" / "washington-2025",
            tmp_path / "out",
            template="digest",
            formats=("docx", "pdf", "html"),
        )
    )
    assert made.manifest is not None, made.diagnostics
    assert [d.code for d in made.diagnostics if d.severity != "info"] == []


def test_the_first_page_of_a_digest_goes_on_with_what_differs(washington: Dossier) -> None:
    document = made(washington, "media-digest")
    sections = [one for one in document.blocks if isinstance(one, Section)]
    heads = [one.blocks[0].id for one in sections if isinstance(one.blocks[0], Heading)]
    assert heads == ["findings", "differences", "quotes", "by-outlet", "annex"]
    assert [one.new_page for one in sections] == [False, False, False, False, True]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_memos_box_has_two_statements_and_the_third_begins_the_background(
    washington: Dossier, language: str
) -> None:
    document = made(washington, "action-memo", language)
    (box,) = [one for one in document.blocks if isinstance(one, Box)][:1]
    assert box.role == "bottom-line"
    assert sum(not isinstance(one, Heading) for one in box.blocks) == 2
    brief = statements(made(washington, "policy-brief", language))
    memo = statements(document)
    assert {id for one in brief for id in one.facts} == {id for one in memo for id in one.facts}
    told = run_document(document, washington, packs.find("action-memo").literals)
    assert [d.message for d in told if d.code == "T-LONG"] == []


def test_without_background_the_third_statement_stands_below_the_box(washington: Dossier) -> None:
    outline = washington.outline
    body = tuple(one for one in outline.body if one.name != "key-points")
    bare = washington.replace(outline=outline.replace(body=body))
    assert "The Abraham Accords step is told differently" in words(made(bare, "action-memo"))


@pytest.mark.parametrize("pack", ["policy-brief", "action-memo", "media-digest", "sourcing-annex"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_preference_prints_with_its_reason_as_our_judgement(
    preferring: Dossier, pack: str, language: str
) -> None:
    document = made(preferring, pack, language)
    (line,) = [one for one in statements(document) if "The report was there." in one.text]
    mark = {"en": "[our judgement]", "ru": "[наше суждение]", "kk": "[біздің пайымымыз]"}
    assert mark[language] in line.text
    assert (line.author, line.citation) == (True, "")
    said = {"en": "Preferred: ", "ru": "Предпочтение: ", "kk": "Артық көрілгені: "}
    assert said[language] in line.text
    if pack != "action-memo":
        cell = {"en": "[preferred]", "ru": "[предпочтено]", "kk": "[артық көрілген]"}
        assert words(document).count(cell[language]) == 1
    told = run_document(document, preferring, packs.find(pack).literals)
    assert not {"T-UNCITED", "T-LITERAL"} & {d.code for d in told}


def test_other_rulings_print_no_preference(washington: Dossier) -> None:
    assert "referred" not in words(made(washington, "policy-brief"))
