"""Faults of reading come first, and what merely follows from them is counted in one line."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from brief.checks import check
from brief.diagnostics import Diagnostic, ordered

DOSSIER = Path(__file__).parents[2] / "sources" / "washington-2025"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copied = tmp_path / "sources" / "w"
    shutil.copytree(DOSSIER, copied)
    return copied


def told(folder: Path) -> list[Diagnostic]:
    return [d for d in check(folder, folder.parents[1])[1] if d.severity != "info"]


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def typo_in_a_kind(folder: Path) -> None:
    edit(folder / "facts" / "quotes.yaml", "  - quote: ", "  - qoute: ")


def tab(folder: Path) -> None:
    edit(folder / "facts" / "deals.yaml", "\n    title: ", "\n\ttitle: ")


def colon(folder: Path) -> None:
    edit(folder / "facts" / "events.yaml", "\n    text: ", "\n    text: So: ")


def bad_byte(folder: Path) -> None:
    path = folder / "facts" / "deals.yaml"
    path.write_bytes(path.read_bytes() + b"# \xff\n")


def no_snapshot(folder: Path) -> None:
    (folder / "snapshots" / "digest.txt").unlink()


def no_sources(folder: Path) -> None:
    (folder / "sources.yaml").unlink()


def no_rulings(folder: Path) -> None:
    (folder / "rulings.yaml").unlink()


@pytest.mark.parametrize(
    ("spoil", "cause", "file", "least"),
    [
        (typo_in_a_kind, "Y-KIND", "facts/quotes.yaml", 9),
        (tab, "Y-SYNTAX", "facts/deals.yaml", 20),
        (colon, "Y-SYNTAX", "facts/events.yaml", 4),
        (bad_byte, "Y-ENCODING", "facts/deals.yaml", 100),
        (no_snapshot, "SRC-MISSING", "snapshots/digest.txt", 10),
        (no_sources, "Y-MISSING", "sources.yaml", 30),
        (no_rulings, "Y-MISSING", "rulings.yaml", 30),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_one_fault_is_one_error_and_one_line_for_what_follows(
    folder: Path, spoil: object, cause: str, file: str, least: int
) -> None:
    assert callable(spoil)
    spoil(folder)
    found = [d for d in told(folder) if d.code != "Q-MARKS-LOST"]  # acknowledged in rulings.yaml
    assert [(d.code, d.severity) for d in found] == [(cause, "error"), ("Y-FOLLOWS", "error")]
    message = re.fullmatch(
        r"(\d+) findings are not listed, since sources/w/(\S+) could not be read in full; "
        "mend that first",
        found[-1].message,
    )
    assert message is not None
    assert int(message[1]) >= least
    assert message[2] == file
    # Nothing is dropped: the note counts each of them by its code.
    counted = [int(n) for n in re.findall(r"(\d+) [A-Z]-?[A-Z-]+", found[-1].notes[0])]
    assert sum(counted) == int(message[1])


def test_a_missing_file_of_names_is_one_error(folder: Path) -> None:
    (folder / "names.yaml").unlink()
    found = told(folder)
    assert [d.code for d in found if d.code != "Y-FOLLOWS"] == ["Y-MISSING"]
    assert re.search(r"holds no names\.yaml, and \d\d values refer", found[0].message)


def test_what_does_not_depend_on_the_fault_is_listed_behind_it(folder: Path) -> None:
    typo_in_a_kind(folder)
    edit(folder / "facts" / "deals.yaml", "29 bilateral", "28 bilateral")
    codes = [d.code for d in told(folder)]
    assert codes[0] == "Y-KIND"
    assert codes[-1] == "Y-FOLLOWS"
    assert "N-VALUE" in codes


def test_a_field_that_is_wrong_holds_back_its_own_fact_alone(folder: Path) -> None:
    edit(folder / "facts" / "deals.yaml", "29 bilateral agreements", "28 bilateral agreements")
    assert any(d.code == "N-VALUE" and d.fact == "package-report" for d in told(folder))
    edit(folder / "dossier.yaml", "{package-digest", "{no-such-fact")
    edit(folder / "facts" / "deals.yaml", "\n    value-kind: ", "\n    valuekind: ")
    found = told(folder)
    assert (found[0].code, found[0].fact) == ("Y-UNKNOWN", "package-report")
    assert not any(d.fact == "package-report" for d in found[1:])
    assert any("no-such-fact" in d.message for d in found)  # its own mistake, not the field's
    assert found[-1].code == "Y-FOLLOWS"


def test_a_sound_dossier_says_nothing_of_it(folder: Path) -> None:
    assert told(folder) == []


def test_causes_stand_before_errors_of_files_that_come_first_by_name() -> None:
    found = [
        Diagnostic("Y-FOLLOWS", "error", "b"),
        Diagnostic("C-UNKNOWN", "error", "b"),
        Diagnostic("Y-REF", "error", "b"),
        Diagnostic("LOCK-STALE", "warning", "a"),
        Diagnostic("SRC-HASH", "error", "b"),
        Diagnostic("Y-TYPE", "error", "c"),
    ]
    codes = [d.code for d in ordered(found)]
    assert codes == ["SRC-HASH", "Y-TYPE", "Y-REF", "C-UNKNOWN", "LOCK-STALE", "Y-FOLLOWS"]
