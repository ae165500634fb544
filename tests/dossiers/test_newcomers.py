"""Two dossiers as newcomers write them: honest work checks green, slips are refused on the spot."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from brief.diagnostics import Diagnostic
from brief.editions import read_docx
from brief.pipeline import Request, check, generate

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
MACKEREL = HERE / "mackerel"  # two languages, euros and tonnes, many speakers
COLD = HERE / "cold-homes"  # pounds, percentages, a withdrawn text, no quotations
TEMPLATES = ("action-memo", "media-digest", "one-pager", "policy-brief", "sourcing-annex")


def told(dossier: Path) -> list[Diagnostic]:
    _, found = check(dossier, ROOT)
    return [d for d in found if d.severity != "info"]


@pytest.mark.parametrize("dossier", [MACKEREL, COLD], ids=lambda path: path.name)
def test_honest_work_checks_green(dossier: Path) -> None:
    assert [(d.code, d.message) for d in told(dossier)] == []


@pytest.mark.parametrize("template", TEMPLATES)
def test_it_generates_in_every_template_and_format(template: str, tmp_path: Path) -> None:
    request = Request(ROOT, MACKEREL, tmp_path, template=template, formats=("docx", "pdf", "html"))
    edition = generate(request)
    assert edition.folder is not None, [d.message for d in edition.diagnostics]
    written = {path.suffix for path in edition.folder.iterdir()}
    assert {".docx", ".pdf", ".html"} <= written


SLIPS = [
    (MACKEREL, "facts/talks.yaml", "value: 11.9%", "value: 11.8%", "N-VALUE"),
    (MACKEREL, "dossier.yaml", "offered Halvar 11.9%", "offered Halvar 11.7%", "N-VALUE"),
    (MACKEREL, "dossier.yaml", "a fifth round fails", "a sixth round fails", "N-VALUE"),
    (MACKEREL, "dossier.yaml", "item has about 12%", "item has 12%", "N-HEDGE"),
    (MACKEREL, "rulings.yaml", "courier: up to €260", "courier: €260", "N-BOUND"),
    (MACKEREL, "dossier.yaml", "landed 94,750 tonnes in 2023", "landed 94,750 tonnes in 2019",
     "N-SCOPE"),
    (MACKEREL, "facts/talks.yaml", "value: 94,750 tonnes\n    period: in 2023",
     "value: 94,750 tonnes\n    period: in 2019", "N-SCOPE"),
    (MACKEREL, "facts/talks.yaml", "by 6% in 2022 and by 2% in 2023",
     "by 2% in 2022 and by 6% in 2023", "N-SCOPE"),
    (MACKEREL, "facts/talks.yaml", "spawning stock fell by 37%", "spawning stock rose by 37%",
     "N-SCOPE"),
    (MACKEREL, "facts/talks.yaml", "when: February", "when: February 2025", "D-PRECISION"),
    (MACKEREL, "dossier.yaml", "Reyes said the Commission", "Reyez said the Commission", "C-NAME"),
    (MACKEREL, "facts/talks.yaml", "text: Reyes said", "text: Solheim said", "A-SPEAKER"),
    (MACKEREL, "facts/words.yaml", "speaker: reyes", "speaker: solheim", "A-SPEAKER"),
    (MACKEREL, "facts/words.yaml", "    via: [baltic-news]\n    translation",
     "    via: []\n    translation", "A-VIA"),
    (MACKEREL, "facts/words.yaml", "but it opens a door", "but it opens 5 doors", "N-VALUE"),
    (MACKEREL, "facts/words.yaml", "do not read our", "do not heed our", "Q-WORDS"),
    (MACKEREL, "dossier.yaml", "short-title: Mackerel talks", "short-title: 77% mackerel",
     "C-UNCITED"),
    (COLD, "facts/a.yaml", "value: -2,150", "value: 2,150", "N-VALUE"),
    (COLD, "facts/a.yaml", "value: £38.4 million\n    period: in 2022-23",
     "value: £38.4 million\n    period: in 2023-24", "N-SCOPE"),
    (COLD, "facts/a.yaml", "of: Fall in admissions\n    value: 4.3%",
     "of: Rise in admissions\n    value: 4.3%", "N-SCOPE"),
    (COLD, "facts/a.yaml", "The Board intends to publish the next note.",
     "The Board published the next note.", "N-STATUS"),
    (COLD, "dossier.yaml", "between 8% and 11%", "8%", "N-VALUE"),
    (MACKEREL, "facts/talks.yaml", "scope: over three years", "period: over three years",
     "N-SCOPE"),
    (COLD, "facts/a.yaml", "scope: for people under 65", "scope: for people aged 65 or over",
     "N-SCOPE"),
    (COLD, "dossier.yaml", "14.6% for people aged 65 or over", "14.6% for people under 65",
     "N-SCOPE"),
    (COLD, "dossier.yaml", "The median energy bill", "The average energy bill", "N-SCOPE"),
    (MACKEREL, "facts/words.yaml", "назвала … «подарком браконьерам».",
     "назвала … канал связи.", "A-VOICE"),
]  # fmt: skip


@pytest.mark.parametrize(("dossier", "file", "old", "new", "code"), SLIPS)
def test_a_slip_is_refused_where_it_stands(
    dossier: Path, file: str, old: str, new: str, code: str, tmp_path: Path
) -> None:
    copy = tmp_path / "sources" / dossier.name
    shutil.copytree(dossier, copy)
    path = copy / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    changed = text.replace(old, new, 1)
    path.write_text(changed, encoding="utf-8")
    _, found = check(copy, tmp_path)
    blamed = [d for d in found if d.code == code and d.severity == "error"]
    assert blamed, [(d.code, d.message) for d in found]
    assert all(d.helps for d in blamed)
    first = text[: text.index(old)].count("\n") + 1
    lines = range(first - 1, first + new.count("\n") + 6)
    assert any(d.span and d.span.file.endswith(file) and d.span.line in lines for d in blamed)


def test_a_quotation_without_its_condition_is_told(tmp_path: Path) -> None:
    copy = tmp_path / "sources" / "mackerel"
    shutil.copytree(MACKEREL, copy)
    words = copy / "facts" / "words.yaml"
    whole = "words: If everyone takes what they say is theirs, the stock is gone in ten years"
    text = words.read_text(encoding="utf-8")
    assert whole in text
    cut = "words: the stock is gone in ten years"
    words.write_text(text.replace(whole, cut), encoding="utf-8")
    _, found = check(copy, tmp_path)
    told = [d.message for d in found if d.code == "Q-TRUNCATED"]
    assert told == [
        "the quotation leaves out its condition: “If everyone takes what they say is theirs,”"
    ]


def test_what_the_brief_adds_is_marked_as_its_own(tmp_path: Path) -> None:
    edition = generate(Request(ROOT, COLD, tmp_path, formats=("docx",)))
    assert edition.folder is not None
    word = read_docx.read(next(edition.folder.glob("*.docx")).read_bytes())
    printed = [block.text for block in word.blocks()]
    notes = [note for _, note in word.numbered_notes()]
    assert printed.count("our calculation") == 2  # the sums in the table of figures
    assert any(note.endswith("our calculation") for note in notes)  # the difference in a line
    assert any("(withdrawn)" in text for text in printed)


def test_a_text_that_a_ruling_does_not_compare_is_not_called_silent(tmp_path: Path) -> None:
    edition = generate(Request(ROOT, COLD, tmp_path, formats=("docx",)))
    assert edition.folder is not None
    word = read_docx.read(next(edition.folder.glob("*.docx")).read_bytes())
    assert not any("ilent" in block.text for block in word.blocks())
