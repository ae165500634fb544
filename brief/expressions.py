"""Regular expressions that are compiled when they are first used.

Compiling the expressions of all rules costs as much as checking a thousand quotations, and one
dossier needs few of them.
"""

from __future__ import annotations

import re

from brief import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any

_METHODS = ("findall", "finditer", "fullmatch", "match", "search", "split", "sub", "subn")


class _Expression:
    """Stands for a compiled expression: its methods are set at the first use of any."""

    __slots__ = ("_flags", "_words", *_METHODS)

    def __init__(self, words: str, flags: int) -> None:
        self._words = words
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        # Only a slot that is still empty, or an attribute that is no method, comes here.
        compiled = re.compile(self._words, self._flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def expression(words: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives, made when one of its methods is first asked for.

    A mistake in the words shows then, as `re.error`.
    """
    return _Expression(words, flags)  # type: ignore[return-value]  # it stands for one
