"""The small dossier, fresh for each test."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

# The tests are no package; the helper beside this file is imported by its path.
_SPEC = importlib.util.spec_from_file_location("small", Path(__file__).with_name("small.py"))
assert _SPEC is not None and _SPEC.loader is not None
_small = importlib.util.module_from_spec(_SPEC)
sys.modules.setdefault("small", _small)
_SPEC.loader.exec_module(_small)


@pytest.fixture
def small(tmp_path: Path) -> _small.Small:  # type: ignore[name-defined]  # made above
    """A dossier that loads without a finding."""
    return _small.Small(tmp_path)
