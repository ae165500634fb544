"""`pathlib`, loaded without the reader of addresses: a tenth of a check that finds all as it was.

Where `pathlib` loads `urllib.parse`, and that `ipaddress`, it is for the one function that writes a
path as an address; it is loaded once a path is asked for that.
"""

from __future__ import annotations

import sys
from types import ModuleType

_PARSE = "urllib.parse"


def load() -> None:
    """Load `pathlib`, with what quotes an address put in its place, unless either is loaded."""
    if "pathlib" in sys.modules or _PARSE in sys.modules:
        return
    stand_in = ModuleType(_PARSE)
    vars(stand_in)["quote_from_bytes"] = _quoted
    sys.modules[_PARSE] = stand_in
    try:
        import pathlib  # noqa: F401 - that it is loaded is all
    finally:
        del sys.modules[_PARSE]


def _quoted(data: bytes) -> str:
    from urllib.parse import quote_from_bytes

    return quote_from_bytes(data)
