"""Hashes are those of hashlib, whoever makes them."""

from __future__ import annotations

import hashlib

import pytest

from brief import digests


@pytest.mark.parametrize("hashed", [0, 10_000_000])
@pytest.mark.parametrize("data", [b"", b"one", b"x" * 2_000_000])
def test_hashes_are_those_of_hashlib(
    data: bytes, hashed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(digests, "_hashed", [hashed])
    assert digests.sha256(data).hexdigest() == hashlib.sha256(data).hexdigest()
    assert digests.md5(data).hexdigest() == hashlib.md5(data).hexdigest()
    for _ in range(2):
        assert digests.sha256_of(data) == hashlib.sha256(data).hexdigest()
    total = digests.sha256(data, len(data) + 2_000_000)
    total.update(b"more")
    assert total.digest() == hashlib.sha256(data + b"more").digest()


def test_a_hash_that_python_was_built_without_is_of_hashlib() -> None:
    assert digests._own("sha256", "_no_such_module") is hashlib.sha256
