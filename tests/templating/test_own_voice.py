"""The author's voice: marked in every pack and language, never cited, one key to likelihoods."""

from __future__ import annotations

from pathlib import Path

import pytest

from brief import templating
from brief.checks import run_document
from brief.document.flow import flow
from brief.document.statements import statements
from brief.document.tree import Document
from brief.dossier import load
from brief.dossier.likelihood import SCALE
from brief.dossier.model import Dossier, OutlineItem, OutlineSection
from brief.templating import Options, packs
from brief.templating.lint import genre

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ("en", "ru", "kk")
MARKS = {"en": "our judgement", "ru": "наше суждение", "kk": "біздің пайымымыз"}
LIKELY = {"en": "likely", "ru": "вероятно", "kk": "ықтимал"}
RANGE = {"en": "55–80%", "ru": "55–80 %", "kk": "55–80 %"}


@pytest.fixture(scope="module")
def washington() -> Dossier:
    dossier, _ = load(ROOT / "sources" / "washington-2025", ROOT, None)
    assert dossier is not None
    return dossier


def own(at: str, text: str, **more: object) -> OutlineItem:
    return OutlineItem(at, text=text, author=True, **more)  # type: ignore[arg-type]  # plain values


@pytest.fixture(scope="module")
def judged(washington: Dossier) -> Dossier:
    """With an implication and an option, the texts the same in every language."""
    sections = (
        OutlineSection(
            "outline.body.90",
            "implications",
            items=(own("outline.body.90.items.0", "The count rises.", likelihood="likely"),),
        ),
        OutlineSection(
            "outline.body.91",
            "options",
            items=(
                own(
                    "outline.body.91.items.0",
                    "Wait for a list.",
                    pros=("it is certain", "it is cheap"),
                    cons=("it is late",),
                ),
            ),
        ),
    )
    outline = washington.outline
    texts = {
        "outline.sections.implications.line.text": "The count rises.",
        "outline.sections.options.line.text": "Wait for a list.",
        "outline.sections.options.line.pros.0": "it is certain",
        "outline.sections.options.line.pros.1": "it is cheap",
        "outline.sections.options.line.cons.0": "it is late",
    }
    return washington.replace(
        outline=outline.replace(body=(*outline.body, *sections)),
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


def printed(document: Document) -> list[str]:
    return [block.text.replace("\u00a0", " ") for block in flow(document).blocks]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("pack", ["policy-brief", "action-memo", "one-pager"])
def test_each_line_bears_its_mark_and_its_likelihood(
    judged: Dossier, pack: str, language: str
) -> None:
    blocks = printed(made(judged, pack, language))
    (count,) = [text for text in blocks if "The count rises." in text]
    assert f"[{MARKS[language]}: {LIKELY[language]}]" in count
    (wait,) = [text for text in blocks if "Wait for a list." in text]
    assert f"[{MARKS[language]}]" in wait
    assert "it is certain; it is cheap" in wait
    assert "it is late" in wait


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("pack", ["policy-brief", "action-memo", "one-pager"])
def test_the_key_prints_once_and_whole(judged: Dossier, pack: str, language: str) -> None:
    keys = [text for text in printed(made(judged, pack, language)) if RANGE[language] in text]
    assert len(keys) == 1
    assert keys[0].count("%") == len(SCALE)


@pytest.mark.parametrize("pack", ["policy-brief", "action-memo", "one-pager", "media-digest"])
def test_without_judgements_nothing_of_it_prints(washington: Dossier, pack: str) -> None:
    words = " ".join(printed(made(washington, pack)))
    assert "Implications" not in words
    assert "Options" not in words
    assert "55–80" not in words


def test_a_likelihood_on_the_assessment_alone_has_the_key_too(washington: Dossier) -> None:
    outline = washington.outline
    (last,) = [one for one in outline.body if one.name == "assessment"]
    weighed = last.replace(items=(last.items[0].replace(likelihood="unlikely"),))
    body = tuple(weighed if one is last else one for one in outline.body)
    blocks = printed(made(washington.replace(outline=outline.replace(body=body)), "policy-brief"))
    assert any("[our judgement: unlikely]" in text for text in blocks)
    assert any("20–45%" in text for text in blocks)


def test_what_is_judged_is_a_statement_without_a_citation(judged: Dossier) -> None:
    document = made(judged, "policy-brief")
    (count,) = [said for said in statements(document) if "The count rises." in said.text]
    assert (count.author, count.facts, count.citation) == (True, (), "")
    declared = packs.find("policy-brief").literals
    codes = {d.code for d in run_document(document, judged, declared)}
    assert not codes & {"T-UNCITED", "T-LITERAL"}


@pytest.mark.parametrize("pack", ["policy-brief", "action-memo", "one-pager", "media-digest"])
def test_every_statement_of_the_authors_is_marked_where_it_prints(
    judged: Dossier, pack: str
) -> None:
    for said in statements(made(judged, pack)):
        if said.author:
            assert "[our " in said.text, said.text


def test_a_house_has_its_own_scale_in_every_language(washington: Dossier, tmp_path: Path) -> None:
    import shutil

    folder = tmp_path / "sources" / "washington-2025"
    shutil.copytree(ROOT / "sources" / "washington-2025", folder)
    file = folder / "dossier.yaml"
    text = file.read_text(encoding="utf-8")
    scale = (
        "likelihood:\n  - {term: doubtful, from: 0, to: 40}\n"
        "  - {term: fairly sure, from: 40, to: 100}\n"
    )
    text = text.replace("outline:\n", scale + "outline:\n", 1)
    end = "count and its source.\n          author: yes\n"
    assert end in text
    file.write_text(
        text.replace(end, end + "          likelihood: fairly sure\n"), encoding="utf-8"
    )
    dossier, _ = load(folder, tmp_path, None)
    assert dossier is not None
    blocks = printed(made(dossier, "policy-brief"))
    assert any("[our judgement: fairly sure]" in one for one in blocks)
    assert any("doubtful 0–40%; fairly sure 40–100%." in one for one in blocks)

    _, (lacks, *_) = templating.compose(dossier, packs.find("policy-brief"), Options("ru"))
    assert lacks.code == "L-MISSING"
    assert "likelihood." in lacks.message
    russian = folder / "translations" / "ru.yaml"
    words = "likelihood:\n  doubtful: сомнительно\n  fairly-sure: довольно верно\n"
    text = russian.read_text(encoding="utf-8").replace("labels:\n", words + "labels:\n", 1)
    russian.write_text(text, encoding="utf-8")
    dossier, _ = load(folder, tmp_path, None)
    assert dossier is not None
    blocks = printed(made(dossier, "policy-brief", "ru"))
    assert any("[наше суждение: довольно верно]" in one for one in blocks)


def test_the_genre_limits_how_many_there_may_be(judged: Dossier) -> None:
    outline = judged.outline
    many = tuple(
        one.replace(
            items=tuple(own(f"{one.path}.items.{n}", f"Wait {'on ' * n}.") for n in range(5))
        )
        if one.name == "options"
        else one
        for one in outline.body
    )
    document = made(judged.replace(outline=outline.replace(body=many)), "policy-brief")
    told = [d.message for d in genre(document, packs.find("policy-brief"))]
    assert "the section options has 5 items, the genre allows 3" in told
