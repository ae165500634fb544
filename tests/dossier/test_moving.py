"""Lines that stand in the annex in one language: moved whole, nothing dropped, nothing twice."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from brief import templating
from brief.document.statements import statements
from brief.dossier import load
from brief.dossier.model import Dossier, Outline
from brief.dossier.moving import moved, places
from brief.dossier.translating import into
from brief.pipeline import Request, generate
from brief.templating import Options, packs

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ("en", "ru", "kk")


@pytest.fixture(scope="module")
def washington() -> Dossier:
    dossier, found = load(ROOT / "sources" / "washington-2025", ROOT, None)
    assert dossier is not None
    assert not [d for d in found if d.severity == "error"]
    return dossier


def adapted(dossier: Dossier, **moves: dict[str, tuple[str, ...]]) -> Outline:
    named = {where.replace("_", "-"): lines for where, lines in moves.items()}
    return moved(dossier.outline, frozenset(places(dossier.outline, named)))


def lines(outline: Outline, part: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for section in getattr(outline, part):
        shown = [item.fact or item.label for item in section.items]
        found.setdefault(section.heading or section.name, []).extend(shown)
    return found


def paths(outline: Outline) -> list[str]:
    sections = (*outline.body, *outline.annex)
    every = [one.path for section in sections for one in (*section.items, *section.remarks)]
    return sorted(every)


def test_a_line_goes_to_the_annex_section_of_its_name(washington: Dossier) -> None:
    outline = adapted(washington, to_annex={"quotes": ("opportunity",)})
    assert "opportunity" not in lines(outline, "body")["quotes"]
    assert lines(outline, "annex")["quotes"][:2] == ["opportunity", "new-stage"]
    assert paths(outline) == paths(washington.outline)


def test_a_section_with_a_heading_of_its_own_takes_none(washington: Dossier) -> None:
    outline = adapted(washington, to_annex={"key-points": ("ukraine", "accords-intent")})
    annex = lines(outline, "annex")
    assert annex["key-points"] == ["accords-intent", "Ukraine"]  # as they stood in the body
    assert annex["Looks like a deal, but is not counted as one"][0] == "Prior order"
    names = [section.heading or section.name for section in outline.annex]
    assert names.index("key-points") < names.index("Looks like a deal, but is not counted as one")
    assert names.index("gaps") < names.index("key-points")


def test_a_remark_goes_with_its_row_and_a_whole_section_goes_whole(washington: Dossier) -> None:
    one = adapted(washington, to_annex={"deals": ("boeing-787",)})
    (deals,) = [section for section in one.annex if section.name == "deals"]
    assert [remark.fact for remark in deals.remarks] == ["boeing-787"]
    (body,) = [section for section in one.body if section.name == "deals"]
    assert [remark.fact for remark in body.remarks] == [""]

    watch = adapted(washington, to_annex={"watch": ("accords", "minerals", "aviation")})
    assert "watch" not in lines(watch, "body")
    assert lines(watch, "annex")["watch"] == ["Accords", "Minerals", "Aviation"]
    assert paths(watch) == paths(one) == paths(washington.outline)


def test_a_page_break_stays_in_the_body(washington: Dossier) -> None:
    every = tuple(item.fact for item in washington.outline.body[2].items)
    outline = adapted(washington, to_annex={"outlets": every})
    assert not [section for section in outline.annex if section.new_page]


def test_a_line_of_the_annex_may_stand_in_the_body(washington: Dossier) -> None:
    outline = adapted(washington, to_body={"quotes-2": ("true-friend",)})
    assert lines(outline, "body")["quotes"][0] == "true-friend"
    assert "true-friend" not in lines(outline, "annex")["quotes"]


def test_passages_behind_moved_lines_are_still_printed(washington: Dossier) -> None:
    russian = washington.translations["ru"]
    moves = {"to-annex": {"deals": ("john-deere",)}}
    away = washington.replace(translations={"ru": russian.replace(moves=moves)})
    document, _ = templating.compose(away, packs.find("policy-brief"), Options("ru"))
    assert document is not None
    from brief.document.flow import flow

    assert any("John Deere has signed" in block.text for block in flow(document).blocks)


@pytest.mark.parametrize("pack", ["policy-brief", "action-memo", "media-digest", "sourcing-annex"])
def test_every_language_says_the_same_with_the_same_citations(
    washington: Dossier, pack: str
) -> None:
    said = {}
    for language in LANGUAGES:
        document, _ = templating.compose(washington, packs.find(pack), Options(language))
        assert document is not None
        said[language] = sorted((one.facts, one.author) for one in statements(document))
    assert said["ru"] == said["en"]
    assert said["kk"] == said["en"]


def test_a_pack_without_a_limit_of_pages_keeps_the_outline(washington: Dossier) -> None:
    digest, _ = templating.compose(washington, packs.find("media-digest"), Options("ru"))
    assert digest is not None
    from brief.document.flow import flow

    words = " ".join(block.text for block in flow(digest).blocks)
    assert "захватывающая новая возможность" in words  # the quotation that the brief annexes


def test_nothing_moves_in_the_dossiers_own_language(washington: Dossier) -> None:
    assert into(washington, "en").outline == washington.outline
    assert washington.translations["ru"].moves


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("template", ["policy-brief", "action-memo", "one-pager"])
def test_the_real_body_keeps_to_its_pages(tmp_path: Path, template: str, language: str) -> None:
    folder = tmp_path / "sources" / "washington-2025"
    shutil.copytree(ROOT / "sources" / "washington-2025", folder)
    made = generate(
        Request(
            tmp_path,
            folder,
            tmp_path / "out",
            template=template,
            language=language,
            formats=("pdf",),
        )
    )
    assert made.manifest is not None
    assert [d.code for d in made.diagnostics if d.severity != "info"] == []
