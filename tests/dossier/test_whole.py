"""A dossier is remembered as a whole under the hashes of its files, and never beyond them."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from brief.diagnostics import Diagnostic
from brief.dossier import joining, load
from brief.dossier import whole as wholes
from brief.dossier.lock import write_lock
from brief.dossier.model import Dossier
from brief.dossier.records import places_found, places_kept
from brief.editions import inputs
from tests.dossier.small import Small


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def locked(small: Small) -> Small:
    write_lock(small.dossier(), small.workspace)
    return small


def digests(small: Small) -> dict[str, str]:
    hashes = inputs.of_dossier(small.folder)
    return {path.removeprefix("dossier/"): digest for path, digest in hashes.items()}


def read(small: Small) -> tuple[Dossier | None, list[Diagnostic]]:
    """Loaded without a cache."""
    return load(small.folder, small.workspace)


def hashed(small: Small, cache: Path | None) -> tuple[Dossier | None, list[Diagnostic]]:
    """Loaded by one who has just hashed the folder."""
    return load(small.folder, small.workspace, cache, digests(small))


def test_remembered_and_read_are_equal(locked: Small, cache: Path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    plain = read(locked)
    assert hashed(locked, cache) == plain  # kept
    monkeypatch.setattr(joining.Joining, "_join", None)  # whatever is joined now fails
    again = hashed(locked, cache)
    assert again == plain
    assert again[0] is not None
    assert plain[0] is not None
    for id, fact in again[0].facts.items():
        assert [fact.span(path) for path in fact.places] == [
            plain[0].facts[id].span(path) for path in plain[0].facts[id].places
        ]


def test_passages_and_selectors_of_every_count_come_back(
    small: Small, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small.facts(
        "  - point: both\n    text: Larger ships come in May.\n"
        "    passages: [We need room for larger ships, Holt told the paper]\n"
        "  - gap: none\n    text: No prices are named.\n    terms: [price*]\n"
        "  - quote: generation\n    words: a plan for a generation\n    clause: She called it\n"
        "    speaker: Mara Holt\n    via: []\n"
    )
    plain = hashed(small, cache)
    assert plain == read(small)
    monkeypatch.setattr(joining.Joining, "_join", None)
    assert hashed(small, cache) == plain
    assert plain[0] is not None
    facts = [plain[0].facts[id] for id in ("both", "none", "generation")]
    assert [len(fact.passages) for fact in facts] == [2, 0, 1]
    assert [sorted(fact.resolved) for fact in facts] == [[], [], ["clause", "words.0"]]


@pytest.mark.parametrize("path", ["quantity", "a blank", "a\nline"])
def test_places_of_any_path_come_back(small: Small, path: str) -> None:
    fact = small.dossier().facts["quays"].replace(places={"id": (1, 2, 3), path: (4, 5, 6)})
    texts = {"post": small.dossier().snapshots["post"].text}
    kept = json.loads(json.dumps(wholes._run("facts/facts.yaml", fact.kind, 1, [fact, fact])))
    assert list(wholes.Run(*kept).facts(fact.file, texts)) == [fact, fact]


@pytest.mark.parametrize("asked", [0, 1, 100])
def test_a_place_is_found_whether_few_are_asked_for_or_many(asked: int) -> None:
    by_path = {"a": (1, 2, 3), "b.a": (10, 1, 12), "b.a.0": (3, 4, 5), "7": (8, 9, 10)}
    places = places_found(places_kept(by_path))
    for _ in range(asked):
        assert places["b.a"] == (10, 1, 12)
    for path in (*by_path, "b", "a.0", "10", "1 2", "a 1", ""):
        assert places.get(path) == by_path.get(path)
    assert dict(places) == by_path


def test_what_the_lock_tells_is_remembered_with_it(small: Small, cache: Path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    plain = read(small)
    assert [d.code for d in plain[1]] == ["LOCK-MISSING"]
    assert hashed(small, cache) == plain
    monkeypatch.setattr(joining.Joining, "_join", None)
    assert hashed(small, cache) == plain


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("facts/facts.yaml", "about 40 million crowns\n", "some 40 million crowns\n"),
        ("snapshots/post.txt", "Port of Lidora", "The Port of Lidora"),
        ("dossier.yaml", "Lidora doubles", "Lidora may double"),
        ("dossier.lock", '"format": 1', '"format": 2'),
    ],
)
def test_every_change_is_seen(locked: Small, cache: Path, name: str, old: str, new: str) -> None:
    before = hashed(locked, cache)
    locked.change(name, old, new)
    assert hashed(locked, cache) == read(locked) != before


def test_a_new_file_is_seen(locked: Small, cache: Path) -> None:
    hashed(locked, cache)
    (locked.folder / "facts" / "more.yml").write_text("format: 1\nfacts: []\n", encoding="utf-8")
    assert [d.code for d in hashed(locked, cache)[1]] == ["Y-PATH"]


def test_a_snapshot_written_to_meanwhile_is_read_as_it_is(locked: Small, cache: Path) -> None:
    before = digests(locked)
    load(locked.folder, locked.workspace, cache, before)
    locked.change("snapshots/post.txt", "Port of Lidora", "The Port of Lidora")
    assert load(locked.folder, locked.workspace, cache, before) == read(locked)
    (locked.folder / "snapshots" / "post.txt").unlink()
    assert load(locked.folder, locked.workspace, cache, before) == read(locked)


def test_nothing_is_kept_of_what_was_written_to_meanwhile(locked: Small, cache: Path) -> None:
    before = digests(locked)
    original = (locked.folder / "facts" / "facts.yaml").read_text(encoding="utf-8")
    locked.change("facts/facts.yaml", "about 40 million crowns\n", "some 40 million crowns\n")
    load(locked.folder, locked.workspace, cache, before)
    (locked.folder / "facts" / "facts.yaml").write_text(original, encoding="utf-8")
    assert load(locked.folder, locked.workspace, cache, before) == read(locked)


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
def test_a_file_moved_out_of_the_folder_is_told(locked: Small, cache: Path, tmp_path: Path) -> None:
    hashed(locked, cache)
    inside, outside = locked.folder / "facts" / "facts.yaml", tmp_path / "outside.yaml"
    inside.rename(outside)
    inside.symlink_to(outside)
    found = hashed(locked, cache)
    assert found == read(locked)
    assert "Y-PATH" in [d.code for d in found[1]]


def test_mistakes_are_told_every_time(locked: Small, cache: Path) -> None:
    locked.facts("  - point: x\n    txt: y\n")
    first = hashed(locked, cache)
    assert first == hashed(locked, cache) == read(locked)
    assert "Y-UNKNOWN" in [d.code for d in first[1]]


def test_another_dossier_with_the_same_files_is_not_mixed_up(locked: Small, cache: Path) -> None:
    hashed(locked, cache)
    other = Small(locked.workspace / "elsewhere")
    write_lock(other.dossier(), other.workspace)
    assert hashed(other, cache) == read(other)
