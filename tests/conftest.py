"""What tests of all rooms share: real tools of the system, or a skip that says its reason."""

from __future__ import annotations

import os
import shutil

import pytest
from hypothesis import HealthCheck, settings

# Each run tries the same examples, so that a change fails for its own sake; new ones are sought
# with BRIEF_EXPLORE=1.  No test fails because a machine is slow.
settings.register_profile(
    "brief",
    derandomize=not os.environ.get("BRIEF_EXPLORE"),
    deadline=None,
    suppress_health_check=(HealthCheck.too_slow,),
)
settings.load_profile("brief")


def require(tool: str, reason: str) -> str:
    """The path of a program; without it the test is skipped aloud, or fails where skipping is
    forbidden (BRIEF_REQUIRE_ALL=1, as in CI)."""
    found = shutil.which(tool)
    if found is None:
        missing(f"{tool} is missing: {reason}")
        raise AssertionError
    return found


def missing(reason: str) -> None:
    """Skips the test, or fails it where skipping is forbidden."""
    if os.environ.get("BRIEF_REQUIRE_ALL") == "1":
        pytest.fail(reason)
    pytest.skip(reason)
