"""`brief cache` says what is cached, and deletes that and nothing else."""

from __future__ import annotations

from pathlib import Path

from brief.cli.cache import FAMILIES


def test_all_that_a_run_caches_is_shown_and_cleared(brief, cache: Path) -> None:  # type: ignore[no-untyped-def]
    assert brief("generate", "-q").code == 0
    families = {path.name for path in cache.iterdir()}
    assert families <= set(FAMILIES)
    shown = brief("cache", "info").out
    assert str(cache) in shown
    assert all(family in shown for family in families)
    (cache / "a file of yours").write_text("keep me")
    assert brief("cache", "clear").code == 0
    assert [path.name for path in cache.iterdir()] == ["a file of yours"]
    assert brief("cache", "clear").code == 0
    assert brief("generate", "-q", "--force").code == 0
