"""The small dossier, fresh for each test."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.dossier.small import Small


@pytest.fixture
def small(tmp_path: Path) -> Small:
    """A dossier that loads without a finding."""
    return Small(tmp_path)
