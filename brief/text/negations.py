"""Words that turn what stands beside them into its contrary, in the languages of briefs."""

from __future__ import annotations

import re
from functools import lru_cache

from brief.expressions import expression

# Words that deny what follows them; of Kazakh, which denies behind, those that may stand before.
_BEFORE = (
    r"not|no|never|without|neither|nor|cannot|hardly|barely|scarcely|[a-z]+n['’]t"
    r"|не|ни|нет|без|никогда|нельзя|едва ли|вряд ли|отнюдь не"
    r"|емес|жоқ|ешқашан|ешбір|ешқандай"
)
_SMALL = r"(?:a|an|the|any|yet|been|be|to|in fact|ещё|еще|бы|было)"
_DENYING = expression(
    rf"(?<![\w-])({_BEFORE})((?:[\s,:–—-]+{_SMALL}){{0,2}}[\s,:(–—-]*)$", re.IGNORECASE
)
# As the last of those words end; most texts end in none of them, and are told so without that.
_ENDINGS = tuple(
    """not no never without neither nor hardly barely scarcely n't n’t
    не ни нет без никогда нельзя ли емес жоқ ешқашан ешбір ешқандай""".split()
)
# What may part the words, and two letters that an expression takes for i in small or large.
_PARTED = str.maketrans(",:(–—-İı", "      ii")
_LEAST = 5  # words: one that denies, and twice "in fact"
_BEHIND = ("емес", "жоқ")


@lru_cache(maxsize=4096)
def ending(text: str) -> str:
    """The negation that a text ends in, so that it denies whatever stands next; "" for none."""
    last = text[-60:]
    words = last.translate(_PARTED).casefold().split()[-_LEAST:]
    if not any(word.endswith(_ENDINGS) for word in words):
        return ""
    found = _DENYING.search(last)
    return found.group(1) if found else ""


def beginning(text: str) -> str:
    """The negation that a text begins with after a space, so that it denies whatever stands before
    it; "" for none."""
    said = text.lstrip()
    if len(said) < len(text):
        for word in _BEHIND:
            begun, further = said[: len(word)], said[len(word) : len(word) + 1]
            if begun.casefold() == word and not (further.isalnum() or further == "_"):
                return begun
    return ""
