"""A sender killed again and again hands each message over at most once, and says what it knows."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.delivery import kills


@pytest.mark.slow
def test_thirty_kills_and_five_faults_in_a_hundred(tmp_path: Path) -> None:
    result = kills.campaign(tmp_path / "w", recipients=300, kills=30, seed=11)
    assert result.kills >= 20
    result.check()
    # What is uncertain is said, by the exit code too; nobody got a second identity.
    assert result.last_exit == 4
    assert all(len(ids) == 1 for ids in result.identities.values())
