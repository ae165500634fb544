"""The machinery: one table, modules that do not know each other, plug-ins, acknowledgements."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

from brief import registry
from brief.checks import CHECKS, acknowledge, run_dossier
from brief.checks.desk import Desk
from brief.checks.table import Check
from brief.diagnostics import Diagnostic, Span
from brief.dossier import load
from brief.dossier.model import Acknowledgement, Dossier, Name
from tests.checks.cases import Case, write
from tests.checks.reference import FOLDER, documents

CHECKS_FOLDER = Path(__file__).parents[2] / "brief" / "checks"
NO_RULES = {"__init__", "acknowledged", "following", "remembered", "table"}


def dossier(folder: Path) -> Dossier:
    facts = "format: 1\nfrom: report\nfacts:\n  - gap: g\n    text: a price\n    terms: [price]\n"
    case = Case("", "", {"snapshots/report.txt": "A line.\n", "facts/facts.yaml": facts}, ())
    read, told = load(write(case, folder), folder)
    assert read is not None, told
    return read


def rules() -> list[Path]:
    return [p for p in sorted(CHECKS_FOLDER.glob("*.py")) if p.stem not in NO_RULES]


def test_every_rule_file_is_in_the_table_and_the_other_way_round() -> None:
    named = {check.module.rpartition(".")[2] for check in CHECKS.values()}
    assert named == {path.stem for path in rules()}


@pytest.mark.parametrize("path", rules(), ids=lambda path: path.stem)
def test_rules_do_not_know_each_other(path: Path) -> None:
    names = {other.stem for other in rules()}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("brief.checks"):
            assert (node.module or "").rpartition(".")[2] not in names


@pytest.mark.parametrize("path", rules(), ids=lambda path: path.stem)
def test_a_rule_file_is_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


def test_docs_are_in_step_with_the_pages() -> None:
    for name, text in documents().items():
        assert (FOLDER / name).read_text(encoding="utf-8") == text, (
            "run python -m tests.checks.reference"
        )


def warned(code: str, fact: str) -> Diagnostic:
    return Diagnostic(code, "warning", "something", Span("a.yaml", 1, 1), fact=fact)


def test_an_acknowledged_warning_is_told_as_information_with_its_reason(tmp_path: Path) -> None:
    made = dossier(tmp_path).replace(
        acknowledged=(Acknowledgement("Q-TRUNCATED", "g", "It is fair."),)
    )
    told = acknowledge([warned("Q-TRUNCATED", "g"), warned("Q-TRUNCATED", "other")], made)
    assert {(d.fact, d.severity) for d in told} == {("g", "info"), ("other", "warning")}
    assert [d.notes for d in told if d.fact == "g"] == [("acknowledged: It is fair.",)]


def test_an_acknowledgement_without_its_warning_is_stale(tmp_path: Path) -> None:
    made = dossier(tmp_path).replace(acknowledged=(Acknowledgement("Q-TRUNCATED", "g", "Fair."),))
    assert [(d.code, d.severity) for d in acknowledge([], made)] == [("ACK-STALE", "warning")]


def test_an_error_is_never_acknowledged(tmp_path: Path) -> None:
    made = dossier(tmp_path).replace(acknowledged=(Acknowledgement("Q-WORDS", "g", "Fair."),))
    wrong = Diagnostic("Q-WORDS", "error", "something", Span("a.yaml", 1, 1), fact="g")
    told = acknowledge([wrong], made)
    assert {(d.code, d.severity) for d in told} == {("Q-WORDS", "error"), ("ACK-STALE", "error")}


def test_a_documents_acknowledgement_is_not_stale_before_there_is_one(tmp_path: Path) -> None:
    made = dossier(tmp_path).replace(acknowledged=(Acknowledgement("T-LONG", "dossier", "Fair."),))
    assert acknowledge([], made) == []
    long = Diagnostic("T-LONG", "warning", "something")
    assert [d.severity for d in acknowledge([long], made, "document")] == ["info"]
    assert [d.code for d in acknowledge([], made, "document")] == ["ACK-STALE"]


def test_lost_words_of_a_quotation_are_told_once(tmp_path: Path) -> None:
    place = Span("a.yaml", 3, 5)
    lost = Diagnostic("SPAN-LOST", "error", "lost", place, fact="q")
    words = Diagnostic("Q-WORDS", "error", "other words", place, fact="q")
    assert [d.code for d in acknowledge([lost, words], dossier(tmp_path))] == ["Q-WORDS"]


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder on the path into which distributions can be put."""
    monkeypatch.syspath_prepend(str(tmp_path))
    registry._all_entry_points.cache_clear()
    yield tmp_path
    registry._all_entry_points.cache_clear()


def install(folder: Path, name: str, value: str, code: str = "") -> None:
    info = folder / f"{name}-1.0.dist-info"
    info.mkdir()
    (info / "entry_points.txt").write_text(f"[brief.checks]\n{name.upper()}-RULE = {value}\n")
    if code:
        (folder / f"{name}.py").write_text(code)


PLUGIN = """
from brief.checks.table import Check
from brief.diagnostics import Diagnostic

CHECK = Check("EXTRA-RULE", "info", "something of the house's own", "extra", "dossier")

def check(desk):
    yield Diagnostic("EXTRA-RULE", "info", f"{len(desk.dossier.facts)} facts")
"""


def test_a_plug_in_adds_a_rule(installed: Path) -> None:
    install(installed, "extra", "extra:CHECK", PLUGIN)
    told = run_dossier(dossier(installed / "w"))
    assert [(d.code, d.message) for d in told] == [("EXTRA-RULE", "1 facts")]
    sys.modules.pop("extra")


def test_a_plug_in_that_breaks_is_told_by_name(installed: Path) -> None:
    install(installed, "gone", "gone:CHECK")
    install(
        installed, "broken", "broken:CHECK", PLUGIN.replace("extra", "broken") + "\n    1 / 0\n"
    )
    told = run_dossier(dossier(installed / "w"))
    broken = [d for d in told if d.code == "PLUGIN-BROKEN"]
    assert len(broken) == 2
    assert any("gone" in d.message for d in broken)
    assert any("ZeroDivisionError" in d.message for d in broken)
    assert all(d.severity == "error" for d in broken)
    sys.modules.pop("broken")


def test_a_plug_in_may_not_replace_a_rule(installed: Path) -> None:
    code = PLUGIN.replace('"EXTRA-RULE"', '"Q-WORDS"')
    install(installed, "thief", "thief:MEMBERS", code + '\nMEMBERS = {"Q-WORDS": CHECK}\n')
    found, told = registry.members("brief.checks", CHECKS, Check)
    assert found["Q-WORDS"].module == "brief.checks.quote_words"
    assert [d.code for d in told] == ["PLUGIN-BROKEN"]
    sys.modules.pop("thief")


def test_of_names_that_begin_alike_the_longest_that_stands_there_is_meant(tmp_path: Path) -> None:
    spellings = ("The Post", "The Post of Dover", "The Hill", "The", "“The Hill Street”")
    names = {f"n{n}": Name(f"n{n}", "outlet", words) for n, words in enumerate(spellings)}
    desk = Desk(dossier(tmp_path).replace(names=names))

    def named(text: str) -> list[tuple[str, str]]:
        return [(text[start:end], ids[0]) for start, end, ids in desk.names(text)]

    text = "The Post, The Post of Dover, The Hills, “The Hill Street” and The Hill"
    assert named(text) == [
        ("The Post", "n0"),
        ("The Post of Dover", "n1"),
        ("The", "n3"),
        ("“The Hill Street”", "n4"),
        ("The Hill", "n2"),
    ]
    assert named("So says The") == [("The", "n3")]
    assert named("The Post of") == [("The Post", "n0")]
