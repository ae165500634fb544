"""Hashes of Python's own until there is much to hash, then OpenSSL's, which `hashlib` loads.

Loading it takes as long as hashing a megabyte without it, a twenty-fifth of a run with one brief;
it hashes six times as fast.  Who hashes little never pays for it; who hashes much pays little.
"""

from __future__ import annotations

import sys
from functools import lru_cache
from importlib import import_module

from brief import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from hashlib import _Hash as Hash
    from typing import Any

_LITTLE = 1_000_000  # bytes in one process
_SHORT = 1 << 14  # bytes of a file whose hash is remembered


def _own(name: str, *modules: str) -> Any:
    """A hash of Python's own, which `hashlib` falls back to; `hashlib`'s where it has none."""
    for module in modules:
        try:
            return getattr(import_module(module), name)
        except ImportError:  # of another version, or built without
            continue
    return getattr(import_module("hashlib"), name)


_sha256: Callable[..., Hash] = _own("sha256", "_sha2" if sys.version_info >= (3, 12) else "_sha256")
_hashed = [0]  # bytes so far


def sha256(data: bytes = b"", size: int = 0) -> Hash:
    """As `hashlib.sha256`; `size` is how many bytes there will be in all, where these are not."""
    _hashed[0] += max(len(data), size)
    if _hashed[0] > _LITTLE:
        from hashlib import sha256

        return sha256(data)
    return _sha256(data)


def sha256_of(data: bytes) -> str:
    """The sha256 of a whole file in hex digits; of a short one remembered, because a run that lists
    what went into an edition meets most files once more when it reads them."""
    return _of_short(data) if len(data) <= _SHORT else sha256(data).hexdigest()


@lru_cache(maxsize=512)
def _of_short(data: bytes) -> str:
    return sha256(data).hexdigest()


def md5(data: bytes) -> Hash:
    """As `hashlib.md5`, for check sums that a format asks for; never to be relied on."""
    made: Hash = _own("md5", "_md5")(data, usedforsecurity=False)
    return made
